"""CSV after RFC 4180, in UTF-8, in which no cell is a formula; and back again without a loss.

Belongs here: cells as text and text as cells. Does not belong here: which columns there are
(`pipelines.model`).

A spreadsheet runs a cell that starts with `=`, `+`, `-`, `@`, a tab or a line break as a formula. A text
cell that starts so gets an apostrophe in front, and so does one that starts with an apostrophe: whoever
takes one leading apostrophe away from each text cell has the text again. Numbers are never touched. An
empty cell is null: the tables have no empty text.
"""

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.disk import named
from pipelines.model.arrow import schema_of
from pipelines.model.shapes import Table
from pipelines.stored import Stored

FOLDER = "csv"
GUARD = "'"
STARTS = frozenset("=+-@\t\r\n＝＋－＠" + GUARD)
"""First characters that get a guard: what spreadsheets take for a formula, and the guard itself."""


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return GUARD + text if text[:1] in STARTS else text


def unguarded(cell: str) -> str:
    """The text that the cell stands for."""
    return cell.removeprefix(GUARD)


_TO_TEXT: dict[str, Callable[[Any], str]] = {
    "string": guarded,
    "integer": str,
    "number": repr,
    "boolean": lambda value: "true" if value else "false",
    "date": dt.date.isoformat,
}
_FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "string": unguarded,
    "integer": int,
    "number": float,
    "boolean": lambda cell: {"true": True, "false": False}[cell],
    "date": dt.date.fromisoformat,
}
_KINDS: dict[pa.DataType, str] = {
    pa.string(): "string",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
    pa.date32(): "date",
}


def write(contents: Mapping[str, pa.Table | Stored], folder: Path, name: str = "") -> list[Path]:
    """A file a table in `folder/csv`; the same tables give the same bytes. Returns the paths."""
    home = folder / FOLDER
    home.mkdir(parents=True, exist_ok=True)
    paths = []
    for table_name, table in contents.items():
        path = home / f"{table_name}.csv"
        with named(path), path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(table.column_names)
            writer.writerows(_lines(table))
        paths.append(path)
    return paths


def _lines(table: pa.Table | Stored) -> Iterator[tuple[str, ...]]:
    makers = [_TO_TEXT[_KINDS[field.type]] for field in table.schema]
    for batch in table.to_batches():
        columns = [
            ["" if value is None else make(value) for value in column.to_pylist()]
            for make, column in zip(makers, batch.columns, strict=True)
        ]
        yield from zip(*columns, strict=True)


def read(path: Path, table: Table) -> pa.Table:
    """The file as the table that was written. Raises ValueError for a cell of another type."""
    schema = schema_of(table)
    makers = [_FROM_TEXT[_KINDS[field.type]] for field in schema]
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        header = next(lines)
        if header != schema.names:
            raise ValueError(f"{path.name} has the columns {header}, not {schema.names}.")
        rows = [[None if cell == "" else make(cell) for make, cell in zip(makers, line, strict=True)]
                for line in lines]  # fmt: skip
    arrays = [pa.array([row[i] for row in rows], type=field.type) for i, field in enumerate(schema)]
    return pa.Table.from_arrays(arrays, schema=schema)
