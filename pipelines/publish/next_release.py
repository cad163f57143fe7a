"""What the next release is, beside the last one: its number, its history, what changed and why.

Belongs here: putting comparison, causes and number together. Does not belong here: any of them, nor
writing the release (`release.py`).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipelines.model.declaration import load_package, load_tables
from pipelines.publish import compare
from pipelines.publish.causes import Causes
from pipelines.publish.compare import DIFF, Change, Contents
from pipelines.publish.history import FILE, Entry, History, read_history, tallied
from pipelines.publish.version import allows_breaking, next_version
from pipelines.stored import Stored

SHOWN = 3
"""Ids of a breaking change that are named as examples."""


class Last(NamedTuple):
    """The last release as it can be read. `unreadable` are tables whose file is gone or broken."""

    contents: Contents
    history: History
    unreadable: tuple[str, ...]


class Next(NamedTuple):
    """The next release: its history (itself first) and the rows of `release_diff`.

    `breaking` are the changes that its structure number does not admit to: then it may not be published.
    """

    history: History
    diff: list[dict[str, Any]]
    breaking: tuple[str, ...]


def read_last(folder: Path) -> Last | None:
    """The release in the folder; None where there is none with a history. Raises HistoryError."""
    history = read_history(folder / FILE)
    if history is None:
        return None
    contents: dict[str, Stored] = {}
    unreadable = []
    for name in sorted(history.newest.rows, key=list(history.newest.rows).index):
        try:
            contents[name] = Stored(folder / f"{name}.parquet")
        except (OSError, pa.ArrowException):
            unreadable.append(name)
    return Last(contents, history, tuple(unreadable))


def plan(last: Last | None, new: Contents, made_by: Mapping[str, str]) -> Next:
    """The next release, of these tables (all but `release_diff`), after `last`."""
    published = new["documents"]["published_on"].to_pylist()
    previous = last.history.newest if last else None
    version = next_version(previous.version if previous else None, published)
    diff: list[dict[str, Any]] = []
    broken: list[str] = []
    if last is not None and previous is not None:
        readable = {name: table for name, table in new.items() if name not in last.unreadable}
        causes = Causes(last.contents, readable, previous.made_by, made_by)
        found = [(change, causes.of(change)) for change in compare.changes(last.contents, readable)]
        diff = [_diff_row(change, cause, version, previous.version) for change, cause in found]
        broken = [*compare.broken_structure(last.contents, new), *_broken_ids(found)]
        broken = [what for what in broken if not what.startswith(f"the table `{DIFF}`")]
    structure = load_package().version
    entry = Entry(
        version=version,
        structure=structure,
        made_by=dict(made_by),
        rows={name: table.num_rows for name, table in new.items()} | {DIFF: len(diff)},
        breaking=tuple(broken),
        changes=tallied(diff),
        not_compared=last.unreadable if last else (),
    )
    before = last.history.releases if last else ()
    admitted = previous is None or allows_breaking(previous.structure, structure)
    return Next(History(releases=(entry, *before)), diff, () if admitted else tuple(broken))


def _diff_row(change: Change, cause: str, version: str, previous: str) -> dict[str, Any]:
    columns = change.columns
    row = change.after or change.before or {}
    key = load_tables()[change.table].primary_key if change.table in load_tables() else ()
    renamed = change.kind == "renamed" and change.before is not None
    return {
        "release_diff_id": f"{change.table}:{change.row_id}",
        "version": version,
        "previous_version": previous,
        "table": change.table,
        "row_id": change.row_id,
        "document_id": row.get("document_id"),
        "change": change.kind,
        "cause": cause,
        "changed_columns": ",".join(columns) or None,
        "old_values": compare.as_json(change.before or {}, columns) if columns else None,
        "new_values": compare.as_json(change.after or {}, columns) if columns else None,
        "old_row_id": compare.row_id(change.before or {}, key) if renamed else None,
    }


def _broken_ids(found: list[tuple[Change, str]]) -> Iterator[str]:
    """A sentence a table whose rows are the same by other ids, though their source has not changed."""
    renamed: dict[str, list[Change]] = {}
    for change, cause in found:
        if change.kind == "renamed" and cause != "source":
            renamed.setdefault(change.table, []).append(change)
    for name, rows in renamed.items():
        key = load_tables()[name].primary_key
        examples = ", ".join(f"{compare.row_id(c.before or {}, key)} → {c.row_id}" for c in rows[:SHOWN])
        yield f"{len(rows):,} ids of `{name}` are others, e.g. {examples}"
