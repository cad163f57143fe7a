"""Tables cut at the same documents: each row in one part, and the same rows known again wherever they are."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.quality.layout import Layout, digest_of

SCHEMA = pa.schema(
    [("document_id", pa.string()), ("text", pa.string()), ("number", pa.int64()), ("is_x", pa.bool_())]
)
DOCUMENTS = ["a", "b", "c", "d"]
PART_OF = {"a": 0, "b": 0, "c": 1, "d": 2}
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "document_id": st.sampled_from(DOCUMENTS),
            "text": st.none() | st.text(max_size=3),
            "number": st.none() | st.integers(0, 9),
            "is_x": st.none() | st.booleans(),
        }
    ),
    max_size=40,
)


def _laid(rows: list[dict], folder: Path, size: int) -> Layout:
    path = folder / f"{size}.parquet"
    pq.write_table(pa.Table.from_pylist(rows, SCHEMA), path, row_group_size=size)
    return Layout(path, PART_OF)


@given(rows=ROWS, sizes=st.tuples(st.integers(1, 7), st.integers(1, 50)))
def test_every_row_is_in_the_part_of_its_document(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict], sizes: tuple[int, int]
) -> None:
    """However the file is cut into row groups, and with the same hash."""
    rows = sorted(rows, key=lambda row: row["document_id"])
    folder = tmp_path_factory.mktemp("laid")
    one, other = (_laid(rows, folder, size) for size in sizes)
    assert one.is_in_order
    for part in range(3):
        mine = [row for row in rows if PART_OF[row["document_id"]] == part]
        assert one.rows(part).to_pylist() == mine
        assert one.digest(part) == other.digest(part)
        assert (one.digest(part) == b"") == (not mine)


@given(rows=ROWS, cut=st.integers(0, 40), begin=st.integers(0, 40))
def test_a_hash_depends_on_the_values_alone(rows: list[dict], cut: int, begin: int) -> None:
    """Not on the chunks, nor on the rows beside a slice; another value gives another hash."""
    table = pa.Table.from_pylist(rows, SCHEMA)
    part = table.slice(begin)
    cut = min(cut, part.num_rows)
    assert digest_of(pa.concat_tables([part.slice(0, cut), part.slice(cut)])) == digest_of(part)
    if part.num_rows:
        other = [*part.to_pylist()[:-1], part.to_pylist()[-1] | {"text": "else"}]
        assert digest_of(pa.Table.from_pylist(other, SCHEMA)) != digest_of(part)


def test_rows_out_of_order_are_told_and_not_lost(tmp_path: Path) -> None:
    """A row of a document that is unknown, and one that stands too late."""
    rows = [{"document_id": name} for name in ("a", "x", "c", "b", "d")]
    laid = _laid(rows, tmp_path, 2)
    assert not laid.is_in_order
    found = [row["document_id"] for part in range(3) for row in laid.rows(part).to_pylist()]
    assert found == ["a", "x", "c", "b", "d"]
    in_order = _laid([{"document_id": name} for name in ("a", "x", "c", "d")], tmp_path, 2)
    assert in_order.is_in_order, "a row of no document breaks another rule"
