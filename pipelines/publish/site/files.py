"""Small files of the site as text: CSV that no spreadsheet runs.

Belongs here: writing a table as CSV. Does not belong here: the release's own files (`publish`).
"""

import csv
import io
from collections.abc import Iterable, Sequence

from pipelines.publish.formats.csv_files import guarded


def as_csv(rows: Iterable[Sequence[object]], columns: Sequence[str]) -> str:
    """RFC 4180; texts are guarded as in the release's CSV files."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[_safe(cell) for cell in row] for row in rows])
    return file.getvalue()


def _safe(cell: object) -> object:
    return guarded(cell) if isinstance(cell, str) else "" if cell is None else cell
