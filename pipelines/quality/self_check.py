"""One document's rows held against the declared rules, before they meet those of other documents.

Belongs here: finding what would stop the whole release while it still is the fault of one document.
Does not belong here: the rules (`model/`), the checks of the release (`checks`).
"""

from functools import cache
from typing import Any

import pyarrow as pa

from pipelines.model.crosschecks import Columns, checks_of
from pipelines.model.declaration import load_tables
from pipelines.process import Tables, authority_tables, link_citations
from pipelines.tables import ShapeError, shape

_SHOWN = 3


def _lists(table: pa.Table) -> dict[str, list[Any]]:
    return {name: table[name].to_pylist() for name in table.column_names}


@cache
def _authorities() -> dict[str, dict[str, list[Any]]]:
    """The tables that no document changes, by column."""
    return {name: _lists(shape(name, rows)) for name, rows in authority_tables().items()}


def _columns(tables: Tables) -> dict[str, Columns]:
    """The columns of each table: the document's rows, below what is the same for every document."""
    completed = dict(tables) | {"citations": [dict(row) for row in tables.get("citations", [])]}
    link_citations(completed)
    columns = {}
    for name, declared in load_tables().items():
        rows = completed.get(name, [])
        own = _lists(shape(name, rows)) if rows else {column.name: [] for column in declared.columns}
        above = _authorities().get(name)
        columns[name] = Columns({n: above[n] + own[n] for n in own} if above else own)
    return columns


def broken_rows(tables: Tables) -> list[str]:
    """What is wrong with the rows of one document, a sentence a rule; empty where nothing is.

    `tables` are a result of `process.rows_of`. The rules are those that the release is checked by.
    """
    try:
        columns = _columns(tables)
    except ShapeError as error:
        return [str(error)]
    found = []
    for name in (name for name in tables if name not in _authorities()):
        ids = zip(*(columns[name].lists[key] for key in load_tables()[name].primary_key), strict=True)
        named = [" ".join(map(str, key)) for key in ids]
        for rule, holds in checks_of(name, columns).items():
            broken = [row for row, is_held in zip(named, holds, strict=True) if not is_held]
            if broken:
                found.append(f"{len(broken)} rows of {name} break {rule}: {', '.join(broken[:_SHOWN])}.")
    return found
