"""A reader's report of an error, checked and made a line of the list of corrections.

Belongs here: whether a report fits the published row, and writing the line. Does not belong here: applying
corrections (`pipelines/corrections.py`), nor mistakes that a rule can mend.

A report is a JSON object: `table`, `row_id`, `column`, `new_value` (null to empty the cell), `reason` (what
is wrong, and the words of the report that show it), `authority` (who says so); `expect`, what stands there
now, is compared when it is given.
"""

import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines import stored
from pipelines.corrections import Correction, CorrectionError, read_corrections
from pipelines.model.declaration import load_tables
from pipelines.model.expectations import code_values
from pipelines.model.shapes import Column
from pipelines.publish.compare import row_id
from pipelines.publish.switch import Place, recover

NEEDED = ("table", "row_id", "column", "reason", "authority")
KNOWN = (*NEEDED, "new_value", "expect", "document_id")
ID_LENGTH = 10
TRUTH = {"true": True, "false": False}


def checked(report: Mapping[str, Any], place: Place) -> Correction:
    """The correction that the report asks for. Raises CorrectionError, saying what does not fit."""
    missing = [name for name in NEEDED if not report.get(name)]
    unknown = sorted(set(report) - set(KNOWN))
    if missing or unknown:
        raise CorrectionError(f"The report lacks {missing} or has what no report has: {unknown}.")
    table = load_tables().get(str(report["table"]))
    if table is None:
        raise CorrectionError(f"There is no table {report['table']!r}.")
    if report["column"] in table.primary_key:
        raise CorrectionError("A row's id cannot be corrected.")
    column = next((c for c in table.columns if c.name == report["column"]), None)
    if column is None:
        raise CorrectionError(f"{table.name} has no column {report['column']!r}.")
    row = _row(place, table.name, table.primary_key, str(report["row_id"]))
    stands = _as_text(row[column.name])
    if "expect" in report and _as_text(report["expect"]) != stands:
        raise CorrectionError(f"{column.name} is {stands!r}, not {report['expect']!r}: it has changed since.")
    new = _as_text(report.get("new_value"))
    if new == stands:
        raise CorrectionError(f"{column.name} is {stands!r} already.")
    _check_value(column, new)
    document = row.get("document_id") or report.get("document_id")
    if not document:
        raise CorrectionError(
            "The row belongs to no one document: name one in which it matters (document_id)."
        )
    cell = "\n".join((table.name, str(report["row_id"]), column.name, new or ""))
    name = f"c-{hashlib.sha256(cell.encode()).hexdigest()[:ID_LENGTH]}"
    return Correction(name, document, table.name, str(report["row_id"]), column.name, stands, new,
                      str(report["reason"]), str(report["authority"]), "active")  # fmt: skip


def add(correction: Correction, path: Path) -> None:
    """Write the line at the end of the list. Raises CorrectionError where the cell is corrected already."""
    for line in read_corrections(path):
        cell = (line.table, line.row_id, line.column)
        if line.status == "active" and cell == (correction.table, correction.row_id, correction.column):
            raise CorrectionError(f"{line.correction_id} corrects this cell already: mend or withdraw it.")
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerow(["" if v is None else v for v in correction])
    before = path.read_text(encoding="utf-8")
    draft = path.with_suffix(".draft")
    draft.write_text(before + ("" if before.endswith("\n") else "\n") + text.getvalue(), encoding="utf-8")
    draft.replace(path)


def _row(place: Place, table: str, key: tuple[str, ...], wanted: str) -> dict[str, Any]:
    recover(place)
    path = place.folder / f"{table}.parquet"
    try:
        rows = stored.read(path).to_pylist()
    except FileNotFoundError:
        raise CorrectionError(
            f"There is no release in {place.folder}. Run `unreports build` first."
        ) from None
    for row in rows:
        if row_id(row, key) == wanted:
            return dict(row)
    raise CorrectionError(f"{table} has no row {wanted!r}.")


def _as_text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _check_value(column: Column, new: str | None) -> None:
    """Raise CorrectionError for a value that the column could not hold."""
    if new is None:
        if not column.nullable:
            raise CorrectionError(f"{column.name} may not be empty.")
        return
    try:
        value = _typed(column, new)
    except (KeyError, ValueError):
        raise CorrectionError(f"{column.name} holds a {column.type}, {new!r} is none.") from None
    if column.codes and value not in code_values(column):
        raise CorrectionError(f"{column.name} holds one of {code_values(column)}, not {new!r}.")
    if column.pattern and not re.search(column.pattern, new):
        raise CorrectionError(f"{new!r} does not look like a {column.name} ({column.pattern}).")
    low = column.minimum is not None and value < column.minimum
    if low or (column.maximum is not None and value > column.maximum):
        raise CorrectionError(f"{column.name} is from {column.minimum} to {column.maximum}, not {new}.")


def _typed(column: Column, new: str) -> Any:
    if column.type == "boolean":
        return TRUTH[new.lower()]
    kinds: dict[str, Any] = {"integer": int, "number": float, "date": dt.date.fromisoformat}
    return kinds.get(column.type, str)(new)
