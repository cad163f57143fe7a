"""Small pieces of work behind the commands: other formats, a comparison in words, a deposit's files.

Belongs here: putting the modules of this folder together for a person at a prompt. Does not belong here:
their work, nor options and exit codes (`pipelines/cli_publish.py`).
"""

import json
from collections.abc import Iterator
from pathlib import Path

from pipelines import stored
from pipelines.model.declaration import load_package, load_tables
from pipelines.publish import deposit, powerbi, superset
from pipelines.publish.compare import DIFF, Contents
from pipelines.publish.formats.registry import COPIES, WRITERS
from pipelines.publish.history import HistoryError
from pipelines.publish.next_release import plan, read_last
from pipelines.publish.switch import Place, recover
from pipelines.publish.upload import release_at


def export_as(name: str, place: Place, target: Path) -> list[Path]:
    """Write the release in a format; the files. Raises FileNotFoundError, ImportError, KeyError."""
    if name == "powerbi":
        return powerbi.write(target)
    if name == "superset":
        return [superset.write(target, place.folder / f"{load_package().name}.sqlite")]
    if name in COPIES:  # what a large release lacks is written by parts, as it is in a release
        return WRITERS[name](_stored(place), target, load_package().name)
    return WRITERS[name](_contents(place), target, load_package().name)


def _stored(place: Place) -> dict[str, stored.Stored]:
    recover(place)
    return {name: stored.Stored(place.folder / f"{name}.parquet") for name in load_tables()}


def _contents(place: Place) -> Contents:
    recover(place)
    return {name: stored.read(place.folder / f"{name}.parquet") for name in load_tables()}


def diff_lines(old: Path, new: Path, *, rows: bool) -> Iterator[str]:
    """What differs between two releases, in words or row by row. Raises HistoryError."""
    before, after = (read_last(release_at(path).folder) for path in (old, new))
    if before is None or after is None:
        raise HistoryError(f"{old if before is None else new} holds no release with a history.")
    newest = after.history.newest
    made = plan(before, {n: t for n, t in after.contents.items() if n != DIFF}, newest.made_by)
    if rows:
        yield from (json.dumps(row | {"version": newest.version}, ensure_ascii=False) for row in made.diff)
        return
    yield f"{before.history.newest.version} → {newest.version}: {len(made.diff):,} rows differ"
    for tally in made.history.newest.changes:
        yield f"  {tally.table:<22} {tally.change:<8} {tally.cause:<16} {tally.rows:>9,}"
    yield from (f"  breaking: {what}" for what in made.history.newest.breaking)


def prepare_deposit(
    where: str, place: Place, target: Path, *, address: str, organisation: str, base: str | None, token: str
) -> Iterator[str]:
    """Write a deposit's files and requests, send them where `base` is given; lines that say so."""
    version = json.loads(place.descriptor.read_text(encoding="utf-8"))["version"]
    if where == "zenodo":
        zipped = deposit.archive(place, target, f"{load_package().name}-{version}")
        yield f"{zipped} ({zipped.stat().st_size:,} bytes)"
        steps = deposit.zenodo_steps(place, [zipped])
        headers = {"Authorization": f"Bearer {token}"}
    else:
        steps = deposit.ckan_steps(place, address, organisation)
        headers = {"Authorization": token}
    path = target / f"{where}-requests.json"
    path.write_text(deposit.as_text(steps), encoding="utf-8")
    yield f"{path} ({len(steps)} requests)"
    if base:
        answers = deposit.send(steps, base, headers)
        yield f"sent {len(answers)} requests to {base}"
