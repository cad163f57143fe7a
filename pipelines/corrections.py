"""Corrections: a mistake that no rule can mend, set right as data, with a reason and an authority.

Belongs here: reading `lexicons/corrections.csv` and applying it to rows. Does not belong here: what
the extraction should find (a rule or a lexicon line), nor a change of a source file.

A line names one cell: `document_id`, `table`, `row_id`, `column`; what stands there now (`expect`);
what shall stand there (`new_value`, empty for null); `reason`, `authority` and `status`: `active` is
applied, `withdrawn` is kept for the record only.
"""

import csv
from pathlib import Path
from typing import Any, NamedTuple

Row = dict[str, Any]
Keys = dict[str, tuple[str, ...]]
"""Table name to its key columns."""

PATH = Path(__file__).parent / "lexicons" / "corrections.csv"
STATUSES = ("active", "withdrawn")


class CorrectionError(ValueError):
    """A correction no longer fits what it corrects; the message names the line and the remedy."""


class Correction(NamedTuple):
    """One line of `corrections.csv`."""

    correction_id: str
    document_id: str
    table: str
    row_id: str
    column: str
    expect: str | None
    new_value: str | None
    reason: str
    authority: str
    status: str


def read_corrections(path: Path = PATH) -> list[Correction]:
    """The lines of the file in its order, empty cells as None.

    Raises CorrectionError for an unknown column or status, a missing reason or authority, or two
    active lines for one cell.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(line for line in lines if not line.startswith("#"))
        if tuple(reader.fieldnames or ()) != Correction._fields:
            raise CorrectionError(f"{path.name}: the columns must be {', '.join(Correction._fields)}.")
        found = [Correction(**{k: v or None for k, v in row.items()}) for row in reader]  # type: ignore[arg-type]
    cells: set[tuple[str, str, str]] = set()
    for line in found:
        _require_complete(line)
        cell = (line.table, line.row_id, line.column)
        if line.status == "active" and cell in cells:
            raise CorrectionError(f"{line.correction_id}: two active corrections of {'.'.join(cell)}.")
        cells.add(cell)
    return found


def _require_complete(line: Correction) -> None:
    needed = ("correction_id", "document_id", "table", "row_id", "column", "reason", "authority")
    missing = [name for name in needed if not getattr(line, name)]
    if missing:
        raise CorrectionError(f"correction {line.correction_id!r}: {', '.join(missing)} is missing.")
    if line.status not in STATUSES:
        raise CorrectionError(f"{line.correction_id}: status {line.status!r} is none of {STATUSES}.")


def apply(tables: dict[str, list[Row]], keys: Keys, corrections: list[Correction]) -> list[Row]:
    """Change the rows in place and return the rows of the table `corrections`.

    `keys` gives each table's key columns; a row's id is its key, several columns joined by `:`.
    A line of a document that is not in these tables is left out.
    Raises CorrectionError when the row is gone or the cell no longer holds what the line expects.
    """
    present = {row["document_id"] for row in tables["documents"]}
    for line in corrections:
        if line.document_id in present and line.status == "active":
            row = _row(tables, keys, line)
            row[line.column] = _like(row[line.column], line.new_value)
    return record(corrections, present)


def record(corrections: list[Correction], present: set[str]) -> list[Row]:
    """The rows of the table `corrections`: the lines of the documents that are present."""
    return [
        {k: v for k, v in line._asdict().items() if k != "expect"} | {"old_value": line.expect}
        for line in corrections
        if line.document_id in present
    ]


def _row(tables: dict[str, list[Row]], keys: Keys, line: Correction) -> Row:
    """The row that the line corrects, after checking that it is as the line expects."""
    remedy = "Mend the line or set its status to withdrawn (pipelines/lexicons/corrections.csv)."
    if line.table not in keys:
        raise CorrectionError(f"{line.correction_id}: there is no table {line.table!r}. {remedy}")
    key = keys[line.table]
    rows = [r for r in tables.get(line.table, []) if ":".join(str(r[c]) for c in key) == line.row_id]
    if not rows or line.column not in rows[0]:
        raise CorrectionError(
            f"{line.correction_id}: {line.table} has no {line.row_id}.{line.column}. {remedy}"
        )
    if line.column in key:
        raise CorrectionError(f"{line.correction_id}: a row's id cannot be corrected. {remedy}")
    value = rows[0][line.column]
    if (None if value is None else str(value)) != line.expect:
        raise CorrectionError(
            f"{line.correction_id}: {line.row_id}.{line.column} is {value!r}, not {line.expect!r}. {remedy}"
        )
    return rows[0]


def _like(old: Any, new: str | None) -> Any:
    """`new` in the type of the value it replaces (text where that was null)."""
    if new is None or old is None or isinstance(old, str):
        return new
    if isinstance(old, bool):
        return {"true": True, "false": False}[new.lower()]
    return type(old)(new)
