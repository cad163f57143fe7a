"""Checks of large tables: in parts, and yet what is wrong in the whole is found and named."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from many import COUNT, built_from_synthetic

from pipelines import stored
from pipelines.engine.cache import Cache
from pipelines.model.declaration import load_tables
from pipelines.quality import batches
from pipelines.quality.batches import repeated
from pipelines.quality.checks import breaches_of
from pipelines.quality.memo import Memo


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of some synthetic documents, before they are published."""
    return built_from_synthetic(tmp_path_factory.mktemp("many")) / "build" / "tables"


@pytest.fixture
def tables(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Links to them in a folder that a test may spoil; a batch is as small as can be."""
    monkeypatch.setattr(batches, "EVERY", 1)
    for path in many.glob("*.parquet"):
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


def _breaches(tables: Path, name: str, memo: Memo | None = None) -> list:
    return breaches_of(name, lambda table: tables / f"{table}.parquet", memo)


def _replace(tables: Path, name: str, table: pa.Table) -> None:
    path = tables / f"{name}.parquet"
    path.unlink()
    pq.write_table(table, path)


def test_there_are_as_many_batches_as_documents(tables: Path) -> None:
    """Else the tests below would show nothing."""
    documents = stored.read(tables / "documents.parquet")
    assert len(set(batches.runs_of_documents(documents).values())) == COUNT


@pytest.mark.parametrize("name", list(load_tables()))
def test_a_sound_table_has_no_breach_in_parts(tables: Path, name: str) -> None:
    """Every row meets the rows it points to, however the batches fall."""
    assert _breaches(tables, name) == []


@pytest.mark.parametrize("name", ["paragraphs", "citations", "actor_mentions", "recommendation_actors"])
def test_a_row_that_stands_twice_is_named_wherever_it_stands(tables: Path, name: str) -> None:
    """The last row once more at the top: a thing that no batch can see."""
    table = stored.read(tables / f"{name}.parquet")
    last = table.slice(table.num_rows - 1)
    _replace(tables, name, pa.concat_tables([last, table]))
    found = {breach.rule.split("(")[0]: breach.rows for breach in _breaches(tables, name)}
    assert (
        last.to_pylist()[0][load_tables()[name].primary_key[0]] in found["expect_column_values_to_be_unique"]
    )
    assert "order_of_documents" in found


def test_a_broken_row_in_the_last_batch_is_named(tables: Path) -> None:
    """A slice that is not the text, in the last document only."""
    table = stored.read(tables / "citations.parquet")
    column = table.schema.get_field_index("surface")
    values = [*table["surface"].to_pylist()[:-1], "A/0/0"]
    _replace(tables, "citations", table.set_column(column, table.schema.field(column), pa.array(values)))
    (breach,) = _breaches(tables, "citations")
    assert breach.rows == table["citation_id"].to_pylist()[-1]


def test_a_row_of_no_document_is_named(tables: Path) -> None:
    """It must not fall between two batches."""
    table = stored.read(tables / "sections.parquet")
    column = table.schema.get_field_index("document_id")
    values = table["document_id"].to_pylist()
    values[len(values) // 2] = "A/0/0"
    _replace(tables, "sections", table.set_column(column, table.schema.field(column), pa.array(values)))
    assert any(table["section_id"][len(values) // 2].as_py() in b.rows for b in _breaches(tables, "sections"))


def test_what_passed_is_remembered_and_what_changed_is_not(tables: Path, tmp_path: Path) -> None:
    """Only the batch with the changed row is run again, and its breach is found."""
    memo = Memo(Cache(tmp_path / "cache"))
    assert _breaches(tables, "citations", memo) == []
    kept = Cache(tmp_path / "cache").sizes()["checked"][0]
    assert kept == COUNT + 1
    test_a_broken_row_in_the_last_batch_is_named(tables)
    (breach,) = _breaches(tables, "citations", memo)
    assert breach.severity == "critical"
    assert Cache(tmp_path / "cache").sizes()["checked"][0] == kept


def test_keys_are_compared_and_not_only_their_hashes(tmp_path: Path) -> None:
    """Composite keys too, over several row groups."""
    rows = [{"a": f"{n % 70}", "b": f"{n // 70}"} for n in range(700)] + [{"a": "3", "b": "3"}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "t.parquet", row_group_size=100)
    assert repeated(tmp_path / "t.parquet", ("a", "b")) == ["3 3"]
    assert len(repeated(tmp_path / "t.parquet", ("a",))) == 20
