"""Rows to typed tables: the declared columns and no others, keys unique, order stable.

Belongs here: what makes a list of rows a table. Does not belong here: whether the
values make sense (the expectations in `pipelines.model`), or how a table lies on disk (`stored`).
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipelines.model.arrow import schema_of
from pipelines.model.declaration import load_tables
from pipelines.model.shapes import Column, Table

if TYPE_CHECKING:
    import pandas as pd

_DIGITS = re.compile(r"([0-9]+)")


class ShapeError(ValueError):
    """Rows that do not fit their table; the message names table, column and row."""


def natural_key(text: str) -> tuple[str | int, ...]:
    """A sort key in which numbers count as numbers: `A/73/230#9` before `A/73/230#10`."""
    parts = _DIGITS.split(text)
    return tuple(int(p) if i % 2 else p for i, p in enumerate(parts))


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value


def _is_boolean(value: Any) -> bool:
    return isinstance(value, bool)


def _is_date(value: Any) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


_FITS: dict[str, Callable[[Any], bool]] = {
    "string": _is_string,
    "integer": _is_integer,
    "number": _is_number,
    "boolean": _is_boolean,
    "date": _is_date,
}


def _as_date(text: str) -> dt.date | str:
    """The date that an ISO 8601 text gives; the text itself where it gives none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def _row_name(table: Table, row: Mapping[str, Any]) -> str:
    return " ".join(f"{key}={row.get(key)!r}" for key in table.primary_key)


def _check_columns(table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    declared = {c.name for c in table.columns}
    for row in rows:
        if row.keys() != declared:
            missing, extra = sorted(declared - row.keys()), sorted(row.keys() - declared)
            raise ShapeError(
                f"{table.name}, row {_row_name(table, row)}: "
                f"missing columns {missing}, undeclared columns {extra}"
            )


def _cell(table: Table, column: Column, row: Mapping[str, Any]) -> Any:
    """The value as it goes into the table. Raises ShapeError where it does not fit its column."""
    value = row[column.name]
    if column.type == "date" and isinstance(value, str):
        value = _as_date(value)
    if value is None:
        problem = None if column.nullable else "null in a column that allows none"
    elif value == "":
        problem = "empty text; what is unknown is null"
    else:
        problem = None if _FITS[column.type](value) else f"{value!r} is no {column.type}"
    if problem:
        raise ShapeError(f"{table.name}.{column.name}, row {_row_name(table, row)}: {problem}")
    return float(value) if column.type == "number" and value is not None else value


def _in_key_order(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows sorted by key. Raises ShapeError where two rows have one key."""
    # The plain text settles the order of `7` and `07`, so that equal keys are always neighbours.
    keys = [tuple((natural_key(row[k]), row[k]) for k in table.primary_key) for row in rows]
    order = sorted(range(len(rows)), key=keys.__getitem__)
    for before, after in pairwise(order):
        one, other = ([rows[i][k] for k in table.primary_key] for i in (before, after))
        if one == other:
            raise ShapeError(f"{table.name}: two rows have the key {_row_name(table, rows[after])}")
    return [rows[i] for i in order]


def shape(name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """The rows as the table `name`, in natural order of its key; equal rows give equal tables.

    Every row has every declared column and no other. Raises ShapeError for a missing or undeclared
    column, a value of another type, a null where none is allowed, empty text, or a key that two rows
    share; KeyError where no table has the name.
    """
    table = load_tables()[name]
    _check_columns(table, rows)
    cells = [{c.name: _cell(table, c, row) for c in table.columns} for row in rows]
    ordered = _in_key_order(table, cells)
    schema = schema_of(table)
    arrays = [pa.array([row[f.name] for row in ordered], type=f.type) for f in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def to_frame(table: pa.Table) -> "pd.DataFrame":
    """The table as a frame; whole numbers and truth values stay what they are beside nulls."""
    import pandas as pd  # takes longer to load than a worker process takes to start without it

    kinds: dict[pa.DataType, Any] = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    frame: pd.DataFrame = table.to_pandas(types_mapper=kinds.get)
    return frame
