"""The formats by name: which are in every release, which are built when asked for.

Belongs here: the list. Does not belong here: how one is written (the modules beside this one).
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pipelines.publish.formats import csv_files, duckdb_file, hyper, sqlite_file, workbook

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
