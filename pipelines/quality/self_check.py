"""One document's rows held against the declared rules, before they meet those of other documents.

Belongs here: finding what would stop the whole release while it still is the fault of one document.
Does not belong here: the rules (`model/`), the checks of the release (`checks`).
"""

from functools import cache

import pandas as pd

from pipelines.model.crosschecks import PREFIX, with_check_columns
from pipelines.model.declaration import load_tables
from pipelines.process import Tables, authority_tables, link_citations
from pipelines.tables import ShapeError, shape, to_frame

_SHOWN = 3


@cache
def _authorities() -> dict[str, pd.DataFrame]:
    """The tables that no document changes, as frames."""
    return {name: to_frame(shape(name, rows)) for name, rows in authority_tables().items()}


def _frames(tables: Tables) -> dict[str, pd.DataFrame]:
    """A frame a table: the document's rows, below what is the same for every document."""
    completed = {name: [dict(row) for row in rows] for name, rows in tables.items()}
    link_citations(completed)
    frames = {}
    for name in load_tables():
        own = to_frame(shape(name, completed.get(name, [])))
        above = _authorities().get(name)
        frames[name] = own if above is None or above.empty else pd.concat([above, own], ignore_index=True)
    return frames


def broken_rows(tables: Tables) -> list[str]:
    """What is wrong with the rows of one document, a sentence a rule; empty where nothing is.

    `tables` are a result of `process.rows_of`. The rules are those that the release is checked by.
    """
    declared = load_tables()
    try:
        frames = _frames(tables)
    except ShapeError as error:
        return [str(error)]
    found = []
    for name in tables:
        if name in _authorities():
            continue
        frame = with_check_columns(name, frames)
        for column in frame.columns[frame.columns.str.startswith(PREFIX)]:
            broken = frame[~frame[column]]
            if len(broken):
                examples = broken[list(declared[name].primary_key)].head(_SHOWN).agg(" ".join, axis=1)
                rule = column.removeprefix(PREFIX)
                found.append(f"{len(broken)} rows of {name} break {rule}: {', '.join(examples)}.")
    return found
