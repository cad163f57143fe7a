"""One Excel workbook: a sheet a table, and first a sheet that says what everything means.

Belongs here: tables as sheets, within what a sheet can hold. Does not belong here: which columns there are.

A sheet holds 1,048,576 rows and a cell 32,767 characters. A table with more rows is left out, a longer
text is cut with an ellipsis; the first sheet says so, by name and number. Text is written as text: nothing
is a formula or a link.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.model.arrow import meaning
from pipelines.model.declaration import load_tables
from pipelines.model.shapes import Table

MOST_ROWS = 1_048_576 - 1  # the header takes one
MOST_CHARACTERS = 32_767
CUT = "…"
ABOUT = "about"
DICTIONARY = "data_dictionary"
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED = dt.datetime(2000, 1, 1)  # fixed: the file says when it was made, and may not differ for it
NARROWEST, WIDEST = 10, 60


def fits(text: str) -> str:
    """The text as far as a cell holds it."""
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - len(CUT)] + CUT


def write(contents: Mapping[str, pa.Table], folder: Path, name: str) -> list[Path]:
    """`folder/<name>.xlsx`; the same tables give the same bytes. Needs the extra `formats`."""
    import xlsxwriter

    path = folder / f"{name}.xlsx"
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        book.set_properties({"title": name, "created": CREATED})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        held = {key: table for key, table in contents.items() if table.num_rows <= MOST_ROWS}
        _lines(book.add_worksheet(ABOUT), bold, ["table", "rows", "one row is", "note"], [
            [key, table.num_rows, load_tables()[key].grain, _note(table)] for key, table in contents.items()
        ])  # fmt: skip
        _lines(book.add_worksheet(DICTIONARY), bold, ["table", "column", "type", "meaning", "key"], [
            line for key in contents for line in _dictionary(load_tables()[key])
        ])  # fmt: skip
        for key, table in held.items():
            _table(book.add_worksheet(key), bold, day, table)
    return [path]


def _note(table: pa.Table) -> str:
    if table.num_rows > MOST_ROWS:
        return f"Left out: a sheet holds {MOST_ROWS:,} rows. Use the Parquet file."
    cut = sum(
        len(value) > MOST_CHARACTERS
        for field in table.schema
        if pa.types.is_string(field.type)
        for value in table[field.name].to_pylist()
        if value is not None
    )
    return f"{cut} texts are cut at {MOST_CHARACTERS:,} characters and end in {CUT}." if cut else ""


def _dictionary(table: Table) -> list[list[Any]]:
    points = {key.column: f"→ {key.table}.{key.references}" for key in table.foreign_keys}
    return [
        [table.name, c.name, c.type, meaning(c), "key" if c.name in table.primary_key else points.get(c.name)]
        for c in table.columns
    ]


def _lines(sheet: Any, bold: Any, header: list[str], lines: list[list[Any]]) -> None:
    sheet.write_row(0, 0, header, bold)
    for number, line in enumerate(lines, 1):
        for place, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(number, place, value)
            elif value:
                sheet.write_string(number, place, fits(value))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 1, 2 * NARROWEST)
    sheet.set_column(2, len(header) - 1, WIDEST)


def _table(sheet: Any, bold: Any, day: Any, table: pa.Table) -> None:
    sheet.write_row(0, 0, table.column_names, bold)
    for place, field in enumerate(table.schema):
        for number, value in enumerate(table[field.name].to_pylist(), 1):
            if value is None:
                continue
            if isinstance(value, bool):
                sheet.write_boolean(number, place, value)
            elif isinstance(value, str):
                sheet.write_string(number, place, fits(value))
            elif isinstance(value, dt.date):
                sheet.write_datetime(number, place, value, day)
            else:
                sheet.write_number(number, place, value)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, table.num_rows, table.num_columns - 1)
    sheet.set_column(0, table.num_columns - 1, 2 * NARROWEST)
