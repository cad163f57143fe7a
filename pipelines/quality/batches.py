"""A release's tables a part at a time: the rows of some documents in every table that a check needs.

Belongs here: bringing together the rows that belong together without loading a table whole. Does not
belong here: the checks (`checks.py`).

Every table but the lists has its rows in the order of `documents`. A batch is a run of documents; it ends
where `is_last` says, so that one more document changes one batch. A table that a row may point to from
anywhere (`documents`, the lists) comes with the rows that the batch points to.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines import stored
from pipelines.engine.segments import is_last
from pipelines.model.crosschecks import tables_needed
from pipelines.model.declaration import load_tables
from pipelines.process import LISTS as DIMENSIONS

EVERY = 256
MOST_WORDS = 2_000_000
"""A batch ends at the latest here: long documents take memory too."""
LISTS = frozenset({*DIMENSIONS, "corrections", "quality", "release_diff"})
"""Tables that stand in the order of their own key and are checked whole."""
Tables = dict[str, pa.Table]


def runs_of_documents(documents: pa.Table) -> dict[str, int]:
    """Document id to the number of its batch."""
    runs: dict[str, int] = {}
    number = words = 0
    ids, counts = documents["document_id"].to_pylist(), documents["word_count"].to_pylist()
    for document_id, count in zip(ids, counts, strict=True):
        runs.setdefault(document_id, number)
        words += count
        if is_last(document_id, EVERY) or words > MOST_WORDS:
            number, words = number + 1, 0
    return runs


UNKNOWN = -1
"""The number of a row that belongs to no document of the release."""


class Cursor:
    """Reads one table from the top, a batch's rows at a time."""

    def __init__(self, path: Path, runs: dict[str, int], schema: pa.Schema) -> None:
        self._ids = pa.array(runs.keys(), type=pa.string())
        self._runs = np.array([*runs.values(), UNKNOWN])
        self._stream, self._schema = stored.batches(path), schema
        self._rest: tuple[pa.Table, Any] | None = None
        self.is_in_order = True

    def take(self, number: int, *, is_final: bool) -> pa.Table:
        """The rows of the documents of that batch, and those that belong to no document at all."""
        taken: list[pa.Table] = []
        while (ahead := self._next()) is not None:
            table, numbers = ahead
            later = np.flatnonzero(numbers > number)
            count = table.num_rows if is_final or not len(later) else int(later[0])
            mine = numbers[:count]
            self.is_in_order &= bool(np.all((mine == number) | (mine == UNKNOWN)))
            taken.append(table.slice(0, count))
            if count < table.num_rows:
                self._rest = (table.slice(count), numbers[count:])
                break
        return pa.concat_tables(taken) if taken else self._schema.empty_table()

    def _next(self) -> tuple[pa.Table, Any] | None:
        """What is left of a row group, else the next one, with the batch of each of its rows."""
        rest, self._rest = self._rest, None
        if rest is not None:
            return rest
        table = next(self._stream, None)
        if table is None:
            return None
        at = pc.fill_null(pc.index_in(table["document_id"], value_set=self._ids), len(self._ids))
        return table, self._runs[at.to_numpy()]


def pointed_to(table: pa.Table, key: str, batch: pa.Table, columns: list[str]) -> pa.Table:
    """The values of `key` in `table` that stand in one of the batch's columns, as a table.

    Nothing but the key: what else is said of an actor must not make the batch a new one.
    """
    used = pa.chunked_array([chunk for c in columns for chunk in batch[c].chunks], type=pa.string())
    return table.select([key]).filter(pc.is_in(table[key], value_set=used.unique()))


class Batches:
    """The batches of one table, each with the tables that its rules look into."""

    def __init__(self, name: str, paths: dict[str, Path], schemas: dict[str, pa.Schema]) -> None:
        self._name, self._paths, self._schemas = name, paths, schemas
        self._rules = load_tables()[name].rules
        self._whole: dict[str, pa.Table] = {}
        self.cursors: dict[str, Cursor] = {}

    def __iter__(self) -> Iterator[Tables]:
        """Raises FileNotFoundError where a table is missing."""
        needed = tables_needed(self._name)
        if self._name in LISTS:
            yield self._with_lists({self._name: stored.read(self._paths[self._name])}, needed)
            return
        documents = stored.read(self._paths["documents"], ["document_id", "word_count"])
        runs = runs_of_documents(documents)
        self.cursors = {
            name: Cursor(self._paths[name], runs, self._schemas[name])
            for name in needed
            if name == self._name or name not in LISTS | {"documents"}
        }
        last = max(runs.values(), default=0)
        for number in range(last + 1):
            tables = {n: c.take(number, is_final=number == last) for n, c in self.cursors.items()}
            yield self._with_lists(tables, needed)

    def _with_lists(self, tables: Tables, needed: list[str]) -> Tables:
        batch = tables[self._name]
        for name in needed:
            if name not in tables:
                keys = [rule for rule in self._rules if rule.kind == "foreign_key" and rule.table == name]
                if name not in self._whole:
                    self._whole[name] = stored.read(self._paths[name])
                columns = [rule.columns[0] for rule in keys]
                tables[name] = pointed_to(self._whole[name], str(keys[0].references), batch, columns)
        return tables

    def is_in_order(self) -> bool:
        """Whether the rows of every document stood together, in the order of `documents`."""
        return all(cursor.is_in_order for cursor in self.cursors.values())


def repeated(path: Path, columns: tuple[str, ...]) -> list[str]:
    """Keys that two rows have (at most 20), found with eight bytes a row.

    The hashes of all keys are compared; where two are equal, the keys themselves decide.
    """
    hashes = np.concatenate([_hashes(table, columns) for table in stored.batches(path, list(columns))])
    values, counts = np.unique(hashes, return_counts=True)
    suspects = values[counts > 1]
    if not len(suspects):
        return []
    seen: dict[tuple[Any, ...], int] = {}
    for table in stored.batches(path, list(columns)):
        rows = table.filter(pa.array(np.isin(_hashes(table, columns), suspects))).to_pylist()
        for row in rows:
            key = tuple(row[column] for column in columns)
            seen[key] = seen.get(key, 0) + 1
    return [" ".join(map(str, key)) for key, count in seen.items() if count > 1][:20]


def _hashes(table: pa.Table, columns: tuple[str, ...]) -> Any:
    import pandas as pd

    return pd.util.hash_pandas_object(table.select(list(columns)).to_pandas(), index=False).to_numpy()
