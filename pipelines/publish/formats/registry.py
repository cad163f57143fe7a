"""The formats by name: which are in a release, which are built when asked for.

Belongs here: the list. Does not belong here: how one is written (the modules beside this one).
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.model.declaration import load_package, load_tables
from pipelines.publish.formats import csv_files, duckdb_file, hyper, sqlite_file, workbook
from pipelines.stored import Stored, write_parquet

Contents = Mapping[str, pa.Table]
"""Table name to table: a whole release."""


Writer = Callable[[Contents, Path, str], list[Path]]
"""`write(contents, folder, name)`: writes a release under that name into the folder; the files."""


def _parquet(contents: Contents, folder: Path, name: str) -> list[Path]:
    paths = [folder / f"{table}.parquet" for table in contents]
    for path in paths:
        write_parquet(contents[path.stem], path)
    return paths


WRITERS: dict[str, Writer] = {
    "parquet": _parquet,
    "csv": csv_files.write,
    "sqlite": sqlite_file.write,
    "duckdb": duckdb_file.write,
    "xlsx": workbook.write,
    "hyper": hyper.write,
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
    paths = WRITERS[call["format"]](contents, folder, load_package().name)
    return {"paths": [str(path) for path in paths]}
