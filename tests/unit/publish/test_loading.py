"""Every loading example in the docs runs, as printed, against a release."""

import contextlib
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from conftest import describe

from pipelines.publish.switch import place_of

ROOT = Path(__file__).parents[3]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)
PAGES = ("docs/loading.md", "README.md")
BLOCKS = [
    (page, *m.groups()) for page in PAGES for m in BLOCK.finditer((ROOT / page).read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def home(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release where the examples look for it."""
    home = tmp_path_factory.mktemp("reader")
    shutil.copytree(released, home / "outputs")
    describe(place_of(home / "outputs"))
    return home


def _of(language: str) -> list[str]:
    return [code for _, kind, code in BLOCKS if kind == language]


@pytest.mark.parametrize("code", _of("python"))
def test_a_python_example_runs(code: str, home: Path) -> None:
    """In a process of its own, in the reader's folder; it prints something."""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=home, capture_output=True,
                          text=True, timeout=120, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("code", _of("sql"))
def test_an_sql_example_runs(code: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the engine that its first line names; it finds something."""
    monkeypatch.chdir(home)
    if code.lower().startswith("-- sqlite"):
        with contextlib.closing(sqlite3.connect(home / "outputs" / "unreports.sqlite")) as db:
            assert db.execute(code).fetchall()
    else:
        assert code.lower().startswith("-- duckdb")
        assert duckdb.sql(code).fetchall()


def test_datasette_opens_the_file(home: Path) -> None:
    """It sees the tables, the search and the relations, and answers a search."""
    command = str(Path(sys.executable).parent / "datasette")

    def get(path: str) -> str:
        return subprocess.run([command, "--get", path, str(home / "outputs" / "unreports.sqlite")],
                              capture_output=True, text=True, timeout=120, check=True).stdout  # fmt: skip

    page = get("/unreports/paragraphs?_search=defenders")
    assert "rows where search matches" in page
    assert 'href="/unreports/documents/A~2F73~2F230"' in get("/unreports/paragraphs")


def test_examples_that_are_not_run_say_so() -> None:
    """Every language that is shown is run here, or its section says that it is not."""
    assert {kind for _, kind, _ in BLOCKS} <= {"python", "sql", "sh", "r", "text"}
    text = (ROOT / "docs/loading.md").read_text(encoding="utf-8")
    assert "Not run in a test" in text.split("## R\n")[1]
