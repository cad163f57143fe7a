"""What a release was made by, as hashes: so that the next one can say why a row is another.

Belongs here: which files count as code, which as lexicon. Does not belong here: the comparison
(`compare.py`).
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

HOME = Path(__file__).parents[1]
LEXICONS = ("lexicons", "extract/rules")
"""Reviewed knowledge as data. `corrections.csv` is none: a correction has a cause of its own."""
NOT_READING = (
    *("publish", "defs", "explain", "intake", "review", "lexicons/corrections.csv"),
    *("alert.py", "cli.py", "cli_publish.py", "dagster_metadata.py", "show.py", "supply.py", "terminal.py"),
)
"""What cannot change a row."""


def made_by(gold: Path) -> dict[str, str]:
    """The hashes of the code that reads and understands, of the lexicons, and of the gold rows."""
    files = [path for path in sorted(HOME.rglob("*")) if path.suffix in {".py", ".yml", ".csv"}]
    reading = [path for path in files if not _is_in(path, NOT_READING)]
    gold_rows = sorted(path for path in gold.rglob("*") if path.is_file()) if gold.is_dir() else []
    return {
        "code": _digest((path for path in reading if not _is_in(path, LEXICONS)), HOME),
        "lexicons": _digest((path for path in reading if _is_in(path, LEXICONS)), HOME),
        "gold": _digest(gold_rows, gold),
    }


def _is_in(path: Path, places: tuple[str, ...]) -> bool:
    name = path.relative_to(HOME).as_posix()
    return any(name == place or name.startswith(f"{place}/") for place in places)


def _digest(paths: Iterable[Path], home: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(home).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
