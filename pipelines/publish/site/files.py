"""Small files of the site as text: CSV that no spreadsheet runs.

Belongs here: writing a table as CSV. Does not belong here: the release's own files (`publish`).
"""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[Sequence[object]], columns: Sequence[str]) -> str:
    """RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[_safe(cell) for cell in row] for row in rows])
    return file.getvalue()


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell
