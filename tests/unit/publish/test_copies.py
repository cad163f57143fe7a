"""Why: CSV and SQLite are written anew for every release; the largest ones have Parquet alone, and say so."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner
from conftest import describe, write_release

from pipelines.cli import main
from pipelines.publish.formats.registry import MOST_ROWS, copies_for
from pipelines.publish.switch import Place, place_of
from pipelines.publish.validate import format_problems


@pytest.fixture
def large(tmp_path: Path, contents: dict[str, pa.Table], monkeypatch: pytest.MonkeyPatch) -> Place:
    """A whole release for which the limit is one row."""
    monkeypatch.setenv("UNREPORTS_COPIES", "1")
    (tmp_path / "home").mkdir()
    write_release(tmp_path / "home" / "outputs", contents)
    return describe(place_of(tmp_path / "home" / "outputs"))


def test_the_limit_counts_rows() -> None:
    """Content decides, so the same input gives the same files."""
    assert copies_for(MOST_ROWS) == ("csv", "sqlite") and copies_for(MOST_ROWS + 1) == ()


def test_a_large_release_is_whole_without_copies(large: Place) -> None:
    """Nothing names a file that is not there."""
    assert not list(large.folder.glob("*.sqlite")) and not (large.folder / "csv").exists()
    named = [r["path"] for r in json.loads(large.descriptor.read_text())["resources"]]
    assert named and not any("csv" in str(path) or "sqlite" in str(path) for path in named)
    assert format_problems(large) == []
    assert "unreports export" in (large.folder / "llms.txt").read_text()


def test_its_copies_are_made_on_demand(large: Place, released: Path, tmp_path: Path) -> None:
    """The same bytes as a smaller release has; and questions may be asked of them."""
    made = tmp_path / "made"
    ask = ["ask", "most-cited", "--outputs", str(large.folder)]
    told = CliRunner().invoke(main, ask)
    assert told.exit_code == 1 and "export --format sqlite" in " ".join(told.output.split())
    formats = ["--format", "sqlite", "--format", "csv"]
    done = CliRunner().invoke(main, ["export", "--outputs", str(large.folder), "--to", str(made), *formats])
    assert done.exit_code == 0, done.output
    for name in ("unreports.sqlite", "csv/documents.csv", "csv/topics.csv"):
        assert (made / name).read_bytes() == (released / name).read_bytes(), name
    answer = CliRunner().invoke(main, [*ask, "--database", str(made / "unreports.sqlite")])
    assert answer.exit_code == 0, answer.output
