"""The gold rows: what careful readers annotated by hand.

Belongs here: reading `gold/<SYMBOL>/`. Does not belong here: comparing (`matching.py`, `measure.py`).
"""

import json
from dataclasses import dataclass
from pathlib import Path

from pipelines.quality.matching import Row


@dataclass(frozen=True)
class Gold:
    """The gold of one document. `units`: the only ones annotated; empty where all were."""

    document_id: str
    units: frozenset[str]
    tables: dict[str, list[Row]]


def read_gold(folder: Path) -> list[Gold]:
    """Every document's gold, by folder name. A folder without `document.json` raises FileNotFoundError."""
    return [_read_document(path) for path in sorted(folder.iterdir()) if path.is_dir()]


def version_of(folder: Path) -> str:
    """The version of the guidelines that the gold follows (`gold/VERSION`)."""
    return (folder / "VERSION").read_text(encoding="utf-8").strip()


def _read_document(folder: Path) -> Gold:
    about = json.loads((folder / "document.json").read_text(encoding="utf-8"))
    tables = {
        path.stem: [
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
        for path in sorted(folder.glob("*.jsonl"))
    }
    return Gold(about["document_id"], frozenset(about.get("units", ())), tables)
