"""Checks of large tables: in parts, and yet what is wrong in the whole is found and named."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from many import COUNT, built_from_synthetic

from pipelines import stored
from pipelines.engine.cache import Cache
from pipelines.model.declaration import load_tables
from pipelines.quality import batches
from pipelines.quality.checks import OnDisk, judge
from pipelines.quality.keys import repeated


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of some synthetic documents, before they are published."""
    return built_from_synthetic(tmp_path_factory.mktemp("many")) / "build" / "tables"


@pytest.fixture
def tables(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Links to them in a folder that a test may spoil; parts are small as can be, two are checked at once."""
    monkeypatch.setattr(batches, "EVERY", 1)
    monkeypatch.setattr(batches, "MOST_DOCUMENTS", 2)
    for path in many.glob("*.parquet"):
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


def _breaches(tables: Path, name: str) -> list:
    return judge(name, _on_disk(tables)).breaches


def _on_disk(tables: Path, cache: Path | None = None) -> OnDisk:
    paths = {name: tables / f"{name}.parquet" for name in load_tables()}
    return OnDisk(paths, Cache(cache) if cache else None)


def _replace(tables: Path, name: str, table: pa.Table) -> None:
    path = tables / f"{name}.parquet"
    path.unlink()
    pq.write_table(table, path)


def test_there_are_as_many_parts_as_documents(tables: Path, tmp_path: Path) -> None:
    """Else the tests below would show nothing."""
    on_disk = _on_disk(tables, tmp_path / "cache").batches
    assert len(on_disk.all_parts()) == COUNT
    assert len(on_disk.together(on_disk.all_parts())) == (COUNT + 1) // 2


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
    """Only the part with the changed row is looked at again, its breach is found, and found again."""
    rows = stored.row_count(tables / "citations.parquet")
    cache = tmp_path / "cache"
    assert judge("citations", _on_disk(tables, cache)) == ([], rows)
    assert judge("citations", _on_disk(tables, cache)) == ([], 0)
    test_a_broken_row_in_the_last_batch_is_named(tables)
    for _ in range(2):
        judged = judge("citations", _on_disk(tables, cache))
        assert [breach.severity for breach in judged.breaches] == ["critical"]
        assert 0 < judged.rows < rows / 2


def test_a_row_that_points_to_what_is_gone_is_looked_at_again(tables: Path, tmp_path: Path) -> None:
    """The row and its text are as they were; the actor it names is no longer in the list."""
    cache = tmp_path / "cache"
    assert judge("actor_mentions", _on_disk(tables, cache)).breaches == []
    gone = stored.read(tables / "actor_mentions.parquet")["actor_id"].drop_null()[-1].as_py()
    actors = stored.read(tables / "actors.parquet")
    _replace(tables, "actors", actors.filter(pc.not_equal(actors["actor_id"], gone)))
    (breach,) = judge("actor_mentions", _on_disk(tables, cache)).breaches
    assert "actor_id" in breach.message


def test_a_broken_memory_of_what_passed_is_no_memory(tables: Path, tmp_path: Path) -> None:
    """Half a file, or one that is no text, must not let a row pass."""
    cache = tmp_path / "cache"
    rows = judge("citations", _on_disk(tables, cache)).rows
    (kept,) = (cache / "checked").rglob("citations.passed")
    for broken in (b"", b"\xff\x00", kept.read_bytes()[:40]):
        kept.write_bytes(broken)
        assert judge("citations", _on_disk(tables, cache)) == ([], rows)


def test_keys_are_compared_and_not_only_their_hashes(tmp_path: Path) -> None:
    """Composite keys too, over several row groups."""
    rows = [{"a": f"{n % 70}", "b": f"{n // 70}"} for n in range(700)] + [{"a": "3", "b": "3"}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "t.parquet", row_group_size=100)
    assert repeated(tmp_path / "t.parquet", ("a", "b")) == ["3 3"]
    assert len(repeated(tmp_path / "t.parquet", ("a",))) == 20
