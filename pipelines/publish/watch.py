"""What changed in the raw folder since somebody last looked.

Belongs here: the comparison, and its memory as text. Does not belong here: the sensor that asks
(`defs/automation.py`), nor the run that follows.
"""

import json
import time
from pathlib import Path
from typing import NamedTuple

from pipelines import stored
from pipelines.disk import sha256
from pipelines.publish.switch import place_of

SETTLED = 2.0
"""Seconds that a file must have been left alone: one that is still being copied is not read yet."""

State = dict[str, tuple[str, float, int]]
"""File name to SHA-256, time of change and size. The last two spare hashing what is as it was."""


class Seen(NamedTuple):
    """The memory for the next look, what changed, and why nothing is to be done if nothing is."""

    cursor: str
    changes: list[str]
    why_not: str = ""


def look(raw: Path, outputs: Path, cursor: str | None) -> Seen:
    """Compare the folder with `cursor`, or, at the first look, with the published release."""
    before: State = {name: (h, t, s) for name, (h, t, s) in json.loads(cursor).items()} if cursor else {}
    names = (
        [p for p in sorted(raw.iterdir()) if p.is_file() and not p.name.startswith(".")]
        if raw.is_dir()
        else []
    )
    stats = {path: path.stat() for path in names}
    if any(abs(time.time() - stat.st_mtime) < SETTLED for stat in stats.values()):
        return Seen(cursor or "", [], "A file is still being written.")
    now: State = {}
    for path, stat in stats.items():
        old = before.get(path.name)
        as_it_was = old is not None and old[1:] == (stat.st_mtime, stat.st_size)
        digest = old[0] if old and as_it_was else sha256(path)
        now[path.name] = (digest, stat.st_mtime, stat.st_size)
    known = {name: state[0] for name, state in before.items()} if cursor else _published(outputs)
    hashes = {name: state[0] for name, state in now.items()}
    changes = [f"new: {name}" for name in sorted(hashes.keys() - known.keys())]
    changes += [f"changed: {n}" for n in sorted(hashes.keys() & known.keys()) if hashes[n] != known[n]]
    changes += [f"gone: {name}" for name in sorted(known.keys() - hashes.keys())]
    return Seen(json.dumps(now, sort_keys=True), changes, "The raw folder is as it was.")


def _published(outputs: Path) -> dict[str, str]:
    """File name to hash, of the documents in the release; empty where there is none."""
    path = place_of(outputs).folder / "documents.parquet"
    try:
        columns = stored.read(path, columns=["source_file", "source_sha256"]).to_pydict()
    except FileNotFoundError:
        return {}
    return dict(zip(columns["source_file"], columns["source_sha256"], strict=True))
