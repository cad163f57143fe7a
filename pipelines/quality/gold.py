"""The gold rows: what careful readers annotated by hand, and what it may be used for.

Belongs here: reading `gold/`. Does not belong here: comparing (`matching.py`, `measure.py`), nor
passages whose text is not in the repository (`held_out.py`).
"""

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import yaml

from pipelines.quality.matching import Row

TUNED, FIRST_EXPOSURE = "tuned", "first_exposure"
"""The splits: rows that rules may be tuned on, rows that none was."""

FIGURES, PASSAGES = "figures.csv", "passages.jsonl"
"""In the folder of gold without text: its measured figures, what the rows are of."""


@dataclass(frozen=True)
class Gold:
    """The gold of one document. `units`: the only ones annotated; empty where all were."""

    document_id: str
    units: frozenset[str]
    tables: dict[str, list[Row]]


def folders_of_split(folder: Path, split: str) -> list[Path]:
    """The gold folders of a split, as `SPLITS.yml` lists them.

    Raises FileNotFoundError where there is no such list, ValueError where a folder stands in no split or
    in two: a row that nobody placed would be tuned on by chance.
    """
    listed = yaml.safe_load((folder / "SPLITS.yml").read_text(encoding="utf-8"))
    named = [name for entry in listed for name in entry["folders"]]
    there = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != "candidates")
    if sorted(named) != there:
        odd = sorted(set(named) ^ set(there)) or "a folder named twice"
        raise ValueError(f"{folder / 'SPLITS.yml'} and the folders beside it differ by {odd}.")
    return [folder / name for entry in listed if entry["split"] == split for name in sorted(entry["folders"])]


def read_gold(folder: Path) -> list[Gold]:
    """Every tuned document's gold. A folder without `document.json` raises FileNotFoundError."""
    return [_read_document(path) for path in folders_of_split(folder, TUNED)]


def version_of(folder: Path) -> str:
    """The version of the guidelines that the gold follows (`gold/VERSION`)."""
    return (folder / "VERSION").read_text(encoding="utf-8").strip()


def held_out_figures(folder: Path) -> list[dict[str, str]]:
    """The figures measured on passages whose text is not here, as `held_out.py` wrote them."""
    paths = [path / FIGURES for path in folders_of_split(folder, FIRST_EXPOSURE)]
    lines = [path.read_text(encoding="utf-8").splitlines() for path in paths if path.exists()]
    return [row for text in lines for row in csv.DictReader(text)]


def read_jsonl(path: Path) -> list[Row]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def digest(text: str) -> str:
    """The SHA-256 of a text, by which gold without text names it."""
    return hashlib.sha256(text.encode()).hexdigest()


def sealed_texts(folder: Path) -> frozenset[str]:
    """The SHA-256 of the held-out passages: nobody should look at what is found in them."""
    paths = [path / PASSAGES for path in folders_of_split(folder, FIRST_EXPOSURE)]
    return frozenset(row["text_sha256"] for path in paths if path.exists() for row in read_jsonl(path))


def _read_document(folder: Path) -> Gold:
    about = json.loads((folder / "document.json").read_text(encoding="utf-8"))
    tables = {path.stem: read_jsonl(path) for path in sorted(folder.glob("*.jsonl"))}
    return Gold(about["document_id"], frozenset(about.get("units", ())), tables)
