"""Releases on disk are compared some documents at a time; it finds what all rows at once would give."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from pipelines import stored
from pipelines.engine.segments import is_last
from pipelines.publish import compare
from pipelines.publish.compare import Contents, changes

NAME, COUNT = "topics", 120
IDS = [f"A/HRC/{number}/1" for number in range(COUNT)]
Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def old(contents: dict[str, pa.Table]) -> pa.Table:
    """The rows of some documents, made from one."""
    rows = contents[NAME].to_pylist()[:3]
    of_all = [
        {k: v.replace(row["document_id"], one) if isinstance(v, str) else v for k, v in row.items()}
        for one in IDS
        for row in rows
    ]
    fields = [field.with_nullable(True) for field in contents[NAME].schema]  # `unresolved` has such rows
    return pa.Table.from_pylist(of_all, schema=pa.schema(fields, metadata=contents[NAME].schema.metadata))


def _without(rows: Rows) -> Rows:
    return [row for row in rows if row["document_id"] not in (IDS[0], IDS[50], IDS[-1])]


def _more(rows: Rows) -> Rows:
    new = [
        {k: v.replace(IDS[40], "A/HRC/40/2") if isinstance(v, str) else v for k, v in row.items()}
        for row in rows
        if row["document_id"] == IDS[40]
    ]
    at = next(at for at, row in enumerate(rows) if row["document_id"] == IDS[41])
    return [*rows[:at], *new, *rows[at:]]


def _other(rows: Rows) -> Rows:
    return [row | {"label": "Other"} if row["document_id"] == IDS[7] else row for row in rows]


def _of_none(rows: Rows) -> Rows:
    return [*rows, rows[0] | {"document_id": None, "topic_id": "none"}]


def _with_documents(table: pa.Table | stored.Stored, rows: pa.Table) -> Contents:
    """A release of that table alone, and of the documents in the order of its rows."""
    ids = [name for name in dict.fromkeys(rows["document_id"].to_pylist()) if name]
    documents = pa.table({"document_id": ids}).replace_schema_metadata({"primary_key": "document_id"})
    return {"documents": documents, NAME: table}


@pytest.mark.parametrize(
    "change",
    [lambda rows: rows, _without, _more, _other, _of_none, lambda rows: rows[::-1],
     lambda rows: _other(_more(_without(rows))), lambda rows: rows[150:] + rows[:150]],
    ids=["nothing", "fewer", "one more", "a cell", "no document", "reversed", "all", "another order"],
)  # fmt: skip
def test_a_part_at_a_time_finds_what_all_at_once_finds(
    old: pa.Table, tmp_path: Path, change: Callable[[Rows], Rows], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where documents stand in another order, and from the other side."""
    monkeypatch.setattr(stored, "ROW_GROUP", 100)
    new = pa.Table.from_pylist(change(old.to_pylist()), schema=old.schema)
    sides = []
    for name, table in (("old", old), ("new", new)):
        path = tmp_path / f"{name}.parquet"
        stored.write([(("", ""), table)], table.schema, table.num_rows, path)
        sides.append(stored.Stored(path))
    tables = [old, new]
    for one, other in ((0, 1), (1, 0)):
        both = [_with_documents(sides[side], tables[side]) for side in (one, other)]
        whole = [_with_documents(tables[side], tables[side]) for side in (one, other)]
        assert list(changes(*both)) == list(changes(*whole))


def test_equal_documents_are_not_compared_row_by_row(
    old: pa.Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One changed document costs the rows of its run, not all."""
    hashed: list[int] = []
    plain = compare._row_hashes
    monkeypatch.setattr(
        compare, "_row_hashes", lambda table, columns: hashed.append(table.num_rows) or plain(table, columns)
    )
    new = pa.Table.from_pylist(_other(old.to_pylist()), schema=old.schema)
    for name, table in (("old", old), ("new", new)):
        stored.write([(("", ""), table)], table.schema, table.num_rows, tmp_path / f"{name}.parquet")
    one, other = (stored.Stored(tmp_path / f"{name}.parquet") for name in ("old", "new"))
    assert sum(map(is_last, IDS)) >= 2, "else the test shows nothing"
    assert len(list(changes(_with_documents(one, old), _with_documents(other, new)))) == 3
    assert 0 < max(hashed) < old.num_rows
