"""Two releases compared, row by row and by key; and what breaks the work of somebody who used the old.

Belongs here: finding the differences. Does not belong here: why a row differs (`causes.py`), or which
number the new release gets (`version.py`).

A change breaks when a query or a link that worked does not work any more: a table or column that is gone
(a rename is one that is gone), a column of another type, another key, or a row that is the same in all but
its id. What is new breaks nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines.engine.segments import is_last
from pipelines.model.declaration import load_tables
from pipelines.quality.layout import Layout
from pipelines.stored import Stored

Row = dict[str, Any]
Contents = Mapping[str, pa.Table | Stored]
Runs = dict[str, int]
"""Document to the number of those that are compared with it at once."""
DIFF = "release_diff"
"""The table of the differences, which is compared with nothing."""
DOCUMENT = "document_id"
KEY_METADATA = b"primary_key"
NAMES_OF_PLACES = frozenset({"unit", "number", "ordinal", "marker", "rule_id", "confidence", "word_count"})
"""Columns that follow from where a thing stands or who found it: two rows may differ in them and be one."""


class Change(NamedTuple):
    """One row that is not as it was: its old and new values, None on the side where it is not."""

    table: str
    row_id: str
    kind: str
    before: Row | None
    after: Row | None

    @property
    def columns(self) -> list[str]:
        """The columns that both have, with other values."""
        if self.before is None or self.after is None or self.kind == "renamed":
            return []
        before = self.before
        return [name for name, value in self.after.items() if name in before and before[name] != value]


def key_of(table: pa.Table | Stored) -> tuple[str, ...]:
    """The key columns, as the file itself says."""
    metadata = table.schema.metadata or {}
    return tuple(metadata.get(KEY_METADATA, b"").decode().split(",")) if KEY_METADATA in metadata else ()


def row_id(row: Row, key: Sequence[str]) -> str:
    """A row's key as one text, as corrections name it too."""
    return ":".join(str(row[column]) for column in key)


def broken_structure(old: Contents, new: Contents) -> list[str]:
    """Tables and columns that a query may have used and that are not there as they were."""
    broken = [f"the table `{name}` is gone" for name in old if name not in new]
    for name in (name for name in old if name in new):
        before, after = old[name].schema, new[name].schema
        for field in before:
            at = after.get_field_index(field.name)
            if at < 0:
                broken.append(f"`{name}.{field.name}` is gone")
            elif after.field(at).type != field.type:
                broken.append(f"`{name}.{field.name}` is {after.field(at).type}, it was {field.type}")
        if key_of(old[name]) != key_of(new[name]):
            broken.append(f"the key of `{name}` is {', '.join(key_of(new[name]))}")
    return broken


def changes(old: Contents, new: Contents) -> Iterator[Change]:
    """Every row that was added, removed, changed or renamed, in the order of the tables."""
    runs = _runs_of_both(*(_documents_of(tables) for tables in (old, new)))
    for name in [*new, *(name for name in old if name not in new)]:
        if name == DIFF:
            continue
        yield from _changes_of(name, old.get(name), new.get(name), runs)


def _changes_of(
    name: str, old: pa.Table | Stored | None, new: pa.Table | Stored | None, runs: Runs | None
) -> Iterator[Change]:
    both = old is not None and new is not None
    if both and key_of(old) != key_of(new):  # rows cannot be told apart by key: named as broken structure
        return
    key = key_of(new if new is not None else old)
    gone, come = _unlike(old, new, runs)
    before = {row_id(row, key): row for row in gone}
    after = {row_id(row, key): row for row in come}
    renamed = _renamed(name, key, before, after) if both else {}
    for new_id, row in after.items():
        if new_id in renamed:
            yield Change(name, new_id, "renamed", before[renamed[new_id]], row)
        elif new_id in before:
            change = Change(name, new_id, "changed", before[new_id], row)
            if change.columns:
                yield change
        else:
            yield Change(name, new_id, "added", None, row)
    known = {*after, *renamed.values()}
    for old_id, row in before.items():
        if old_id not in known:
            yield Change(name, old_id, "removed", row, None)


def _unlike(
    old: pa.Table | Stored | None, new: pa.Table | Stored | None, runs: Runs | None
) -> tuple[list[Row], list[Row]]:
    """The rows of each side that have no equal on the other, in all columns that both have."""
    if old is None or new is None:
        return ([] if old is None else old.to_pylist()), ([] if new is None else new.to_pylist())
    shared = [name for name in new.column_names if name in old.column_names]
    gone: list[Row] = []
    come: list[Row] = []
    for before, after in _unequal_parts(old, new, shared, runs):
        mine, other = _all_hashes(before, shared), _all_hashes(after, shared)
        gone += _not_in(before, shared, other)
        come += _not_in(after, shared, mine)
    return gone, come


Parts = list[pa.Table]


def _unequal_parts(
    old: pa.Table | Stored, new: pa.Table | Stored, columns: list[str], runs: Runs | None
) -> Iterator[tuple["Stored | Parts", "Stored | Parts"]]:
    """What has to be compared row by row: the tables, or the rows of those documents that differ.

    Of tables on disk in which the documents stand in one order, the rows of some documents are brought
    together at a time; where both sides are equal, as nearly all are after one more report, nothing is done.
    """
    if runs and isinstance(old, Stored) and isinstance(new, Stored) and DOCUMENT in columns:
        before, after = (Layout(table.path, runs, lambda rows: rows.select(columns)) for table in (old, new))
        if before.is_in_order and after.is_in_order:
            for run in sorted(set(runs.values())):
                if before.digest(run) != after.digest(run):
                    yield [before.rows(run)], [after.rows(run)]
            return
    yield (old if isinstance(old, Stored) else [old]), (new if isinstance(new, Stored) else [new])


def _documents_of(tables: Contents) -> list[str]:
    return tables["documents"][DOCUMENT].to_pylist() if "documents" in tables else []


def _runs_of_both(before: list[str], after: list[str]) -> Runs | None:
    """Document to the number of its run, for both sides; None where they have another order."""
    known, both = set(after), set(before) & set(after)
    if [one for one in before if one in both] != [one for one in after if one in both]:
        return None
    runs: Runs = {}
    number = 0
    for one in after:
        runs[one] = number
        number += is_last(one)
    at = 0
    for one in before:  # one that is no more counts to the run of the one before it
        at = runs[one] if one in known else runs.setdefault(one, at)
    return runs


def _parts(table: Stored | Parts) -> Iterable[pa.Table]:
    """Of a table on disk a part at a time: eight bytes of each row is all that is held."""
    return table.parts() if isinstance(table, Stored) else table


def _all_hashes(table: Stored | Parts, columns: list[str]) -> Any:
    return np.concatenate([_row_hashes(part, columns) for part in _parts(table)])


def _not_in(table: Stored | Parts, columns: list[str], hashes: Any) -> Iterator[Row]:
    for part in _parts(table):
        yield from part.filter(pa.array(~np.isin(_row_hashes(part, columns), hashes))).to_pylist()


def _row_hashes(table: pa.Table, columns: list[str]) -> Any:
    # As text: a column of whole numbers is one of fractions to pandas as soon as it has a null.
    texts = {name: table[name].cast(pa.string()).to_pandas().astype(object) for name in columns}
    return pd.util.hash_pandas_object(pd.DataFrame(texts), index=False).to_numpy()


def _renamed(name: str, key: Sequence[str], before: dict[str, Row], after: dict[str, Row]) -> dict[str, str]:
    """New id to old id of rows that are the same in all but their id.

    First the rows that also stand in the same place, then those whose place has another name too.
    """
    table = load_tables().get(name)
    if table is None:
        return {}
    gone = {i: row for i, row in before.items() if i not in after}
    come = {i: row for i, row in after.items() if i not in before}
    pointers = {k.column for k in table.foreign_keys if k.column != "document_id"}
    found: dict[str, str] = {}
    for passed_over in ({*key, "rule_id", "confidence"}, {*key, *pointers, *NAMES_OF_PLACES}):
        columns = [c.name for c in table.columns if c.name not in passed_over]
        pairs = _same_once(columns, gone, come)
        found |= pairs
        gone = {i: row for i, row in gone.items() if i not in pairs.values()}
        come = {i: row for i, row in come.items() if i not in pairs}
    return found


def _same_once(columns: list[str], gone: dict[str, Row], come: dict[str, Row]) -> dict[str, str]:
    """New id to old id, where one row of each side, and no other, has these values."""
    old_ids: dict[tuple[Any, ...], list[str]] = {}
    new_ids: dict[tuple[Any, ...], list[str]] = {}
    for rows, ids in ((gone, old_ids), (come, new_ids)):
        for i, row in rows.items():
            ids.setdefault(_content(row, columns), []).append(i)
    pairs = ((new_ids.get(content, []), ids) for content, ids in old_ids.items())
    return {new[0]: old[0] for new, old in pairs if len(new) == len(old) == 1}


def _content(row: Row, columns: list[str]) -> tuple[Any, ...]:
    return tuple(row.get(column) for column in columns)


def as_json(row: Row, columns: list[str]) -> str:
    """Some of a row's values as a JSON object, dates as ISO text."""
    return json.dumps({name: row[name] for name in columns}, ensure_ascii=False, default=str)
