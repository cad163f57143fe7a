"""Friendly views for BI tools: names joined in, codes with their labels.

Belongs here: one `.sql` file a view, and making it fit a dialect. Does not belong here: new facts; a view
only joins what the tables say.

A file is one `SELECT` that runs on DuckDB and SQLite alike; its first comment says what a row is. The one
difference between the two is how names are joined into a list: `NAMES(x)` stands for it, over rows that
come sorted.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
_NAMES = re.compile(r"NAMES\((\w+)\)")
_LISTS = {
    "sqlite": r"group_concat(\1, '; ')",
    "duckdb": r"string_agg(\1, '; ' ORDER BY \1)",
}


class View(NamedTuple):
    """A view: its name, what a row is, and its `SELECT`."""

    name: str
    about: str
    sql: str


def in_dialect(sql: str, dialect: str) -> str:
    """The statement with `NAMES(x)` as `sqlite` or `duckdb` writes it. Raises KeyError for another."""
    return _NAMES.sub(_LISTS[dialect], sql)


@cache
def views_for(dialect: str) -> tuple[View, ...]:
    """Every view, by name, in the dialect `sqlite` or `duckdb`."""
    return tuple(_view(path, dialect) for path in sorted(FOLDER.glob("vw_*.sql")))


def _view(path: Path, dialect: str) -> View:
    lines = path.read_text(encoding="utf-8").splitlines()
    about = " ".join(line.removeprefix("--").strip() for line in lines if line.startswith("--"))
    sql = "\n".join(line for line in lines if not line.startswith("--"))
    return View(path.stem, about, in_dialect(sql, dialect).strip())
