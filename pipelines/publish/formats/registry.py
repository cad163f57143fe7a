"""The formats by name: which are in every release, which are built when asked for.

Belongs here: the list. Does not belong here: how one is written (the modules beside this one).
"""

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


def write_call(call: dict[str, Any]) -> dict[str, Any]:
    """One format of the Parquet files in a folder, written beside them: for another process."""
    folder = Path(call["folder"])
    contents = {name: Stored(folder / f"{name}.parquet") for name in load_tables()}
    paths = FORMATS[call["format"]].write(contents, folder, load_package().name)
    return {"paths": [str(path) for path in paths]}
