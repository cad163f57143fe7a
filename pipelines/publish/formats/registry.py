"""The formats by name: which are in every release, which are built when asked for.

Belongs here: the list. Does not belong here: how one is written (the modules beside this one).
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipelines.model.declaration import load_package, load_tables
from pipelines.publish.formats import csv_files, duckdb_file, hyper, sqlite_file, workbook
from pipelines.stored import Stored

Contents = Mapping[str, pa.Table]
"""Table name to table: a whole release."""


class Format(NamedTuple):
    """A format: its file names' end, how it is called, and whether `outputs/` has it.

    `write(contents, folder, name)` writes it and returns the files; `extra` is what must be installed.
    """

    suffix: str
    title: str
    media_type: str
    is_committed: bool
    write: Callable[[Contents, Path, str], list[Path]]
    extra: str | None = None


def _parquet(contents: Contents, folder: Path, name: str) -> list[Path]:
    from pipelines.tables import write_parquet

    paths = [folder / f"{table}.parquet" for table in contents]
    for path in paths:
        write_parquet(contents[path.stem], path)
    return paths


FORMATS: dict[str, Format] = {
    "parquet": Format("parquet", "Parquet", "application/vnd.apache.parquet", True, _parquet),
    "csv": Format("csv", "CSV", "text/csv", True, csv_files.write),
    "sqlite": Format("sqlite", "SQLite", "application/vnd.sqlite3", True, sqlite_file.write),
    "duckdb": Format(
        "duckdb", "DuckDB", "application/vnd.duckdb", False, duckdb_file.write, "unreports[formats]"
    ),
    "xlsx": Format(
        "xlsx",
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        False,
        workbook.write,
        "unreports[formats]",
    ),
    "hyper": Format(
        "hyper", "Tableau extract", "application/vnd.tableau.hyper", False, hyper.write, "unreports[tableau]"
    ),
}


COPIES = ("csv", "sqlite")
"""The formats that a release has besides Parquet, unless it is too large."""
MOST_ROWS = 2_000_000
"""Rows of all tables: some thousand reports, a gigabyte of SQLite. Both copies are written anew for every
release, which above this costs more than reading the reports that changed; `unreports export` makes them."""


def copies_for(rows: int) -> tuple[str, ...]:
    """The copies that a release of so many rows has. `UNREPORTS_COPIES` is another limit than MOST_ROWS."""
    limit = int(os.environ.get("UNREPORTS_COPIES") or MOST_ROWS)
    return COPIES if rows <= limit else ()


def write_call(call: dict[str, Any]) -> dict[str, Any]:
    """One format of the Parquet files in a folder, written beside them: for another process."""
    folder = Path(call["folder"])
    contents = {name: Stored(folder / f"{name}.parquet") for name in load_tables()}
    paths = FORMATS[call["format"]].write(contents, folder, load_package().name)
    return {"paths": [str(path) for path in paths]}
