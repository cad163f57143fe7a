"""What the README shows works as it stands there."""

import re
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of that language."""
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("code", blocks("python"))
def test_the_python_example_runs(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first thing that a visitor copies."""
    monkeypatch.chdir(ROOT)
    found: dict[str, object] = {}
    exec(code, found)
    assert len(found["acts"]) > 0  # type: ignore[arg-type]


@pytest.mark.parametrize("query", blocks("sql"))
def test_the_sql_example_finds_rows(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A join on the published keys, by an independent reader of the files."""
    monkeypatch.chdir(ROOT)
    assert len(duckdb.sql(query).fetchall()) > 0


def test_every_published_table_is_listed() -> None:
    """A table that the README does not name will not be found."""
    named = set(re.findall(r"`([a-z_]+)`", README))
    published = {path.stem for path in (ROOT / "outputs").glob("*.parquet")}
    assert published and published - named == set()


def test_every_command_and_path_that_is_named_exists() -> None:
    """Links and commands go stale first."""
    from pipelines.cli import main

    assert set(re.findall(r"unreports ([a-z]+)", README)) - {"is"} <= set(main.commands)
    for path in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path
