"""A run costs what changed: nothing for nothing, one for one; the bytes are those of a run from scratch."""

import contextlib
import os
import pty
import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from many import COUNT, build, built_from_synthetic, synthetic, tables_of
from real_runs import COMMAND, hashes, surroundings, unreports

from pipelines import stored
from pipelines.model.declaration import load_tables
from pipelines.publish.release import verify
from pipelines.publish.switch import place_of
from pipelines.publish.validate import problems_of_release
from pipelines.resources import Processing


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some synthetic documents, built."""
    return built_from_synthetic(tmp_path_factory.mktemp("synthetic"))


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    shutil.copytree(built, tmp_path / "project")
    return tmp_path / "project"


def _marks(folder: Path) -> dict[str, tuple[int, int]]:
    """What would differ if a file had been written again, even with the same bytes."""
    files = [*folder.rglob("*"), folder.parent / "datapackage.json"]
    files = [
        p for p in files if p.is_file() and not (p.name.startswith("release_diff") and "build" in p.parts)
    ]
    return {str(p): (p.stat().st_ino, p.stat().st_mtime_ns) for p in files}


def _segments(home: Path) -> set[str]:
    return {path.name for path in (home / "build" / "cache" / "segments").rglob("*.segment")}


def test_nothing_changed_nothing_done(project: Path) -> None:
    """No extraction, no table and no release is written; the person is told so."""
    assert build(project).published  # the copy's folders are other ones; from here on nothing differs
    before = _marks(project / "outputs"), _marks(project / "build" / "tables")
    outcome = build(project)
    assert outcome.published and outcome.unchanged and outcome.collection.cached == COUNT
    assert (_marks(project / "outputs"), _marks(project / "build" / "tables")) == before
    done = unreports(project, "build")
    assert done.returncode == 0 and "Nothing has changed" in done.stdout


def test_one_more_costs_one_and_its_neighbours(project: Path) -> None:
    """One document is read; other organs' and years' segments stay; the release is the one from scratch."""
    before = _segments(project)
    synthetic.write(project / "raw", 1, 100)
    outcome = build(project)
    assert outcome.published and not outcome.unchanged and outcome.collection.cached == COUNT
    assert len(_segments(project) - before) == 1
    shutil.copytree(project / "raw", project.parent / "scratch" / "raw")
    assert build(project.parent / "scratch").published
    assert tables_of(project) == tables_of(project.parent / "scratch")


def test_a_removed_report_leaves_and_a_returned_one_costs_nothing(project: Path, built: Path) -> None:
    """The release without it, then the old release again, to the byte."""
    file = min((project / "raw").iterdir())
    text = file.read_text()
    file.unlink()
    outcome = build(project)
    assert outcome.published and len(outcome.collection.documents) == COUNT - 1
    for name in load_tables():
        table = pq.read_table(project / "outputs" / f"{name}.parquet")
        if "document_id" in table.schema.names and name != "release_diff":
            assert file.stem.replace("_", "/") not in table["document_id"].to_pylist()
    file.write_text(text)
    assert build(project).collection.cached == COUNT
    assert tables_of(project) == tables_of(built)


@pytest.mark.parametrize(
    "processing",
    [Processing(kind="serial"), Processing(workers=1), Processing(workers=3)],
    ids=["this process", "one process", "three processes"],
)
def test_every_engine_gives_the_same_bytes(built: Path, tmp_path: Path, processing: Processing) -> None:
    """Who reads which document when must not be seen in the release."""
    shutil.copytree(built / "raw", tmp_path / "raw")
    assert build(tmp_path, processing).published
    assert hashes(tmp_path) == hashes(built)


HEAVY = [pytest.param(how, marks=pytest.mark.heavy) for how in ("cut", "empty", "delete")]


@pytest.mark.parametrize("how", ["flip", "delete all", *HEAVY])
def test_a_broken_cache_costs_time_and_nothing_else(built: Path, project: Path, how: str) -> None:
    """Every kept file is spoiled: what cannot be believed is made again."""
    files = [path for path in (project / "build").rglob("*") if path.is_file()]
    for path in files:
        data = path.read_bytes()
        at = len(data) * 2 // 3
        if how == "cut":
            path.write_bytes(data[:at])
        elif how == "flip" and data:
            path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        elif how == "empty":
            path.write_bytes(b"")
        elif how == "delete":
            path.unlink()
    if how == "delete all":
        shutil.rmtree(project / "build")
    assert build(project).published
    assert hashes(project) == hashes(built)


def test_the_cache_can_be_looked_at_and_pruned(project: Path) -> None:
    """What the last run used stays; what it did not goes."""
    file = min((project / "raw").iterdir())
    file.unlink()
    assert build(project).published
    told = unreports(project, "cache")
    assert told.returncode == 0 and "documents" in told.stdout and f"{COUNT} files" in told.stdout
    pruned = unreports(project, "cache", "--prune")
    assert pruned.returncode == 0 and f"{COUNT - 1} files" in pruned.stdout and "Removed" in pruned.stdout
    assert build(project).unchanged


@pytest.fixture
def large(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same documents, where a table of more than 100 rows counts as large."""
    monkeypatch.setenv("UNREPORTS_LARGE", "100")
    shutil.copytree(built / "raw", tmp_path / "large" / "raw")
    assert build(tmp_path / "large").published
    return tmp_path / "large"


def test_large_tables_are_folders_by_organ_and_year(large: Path, built: Path) -> None:
    """The same rows in the same order, whoever reads them; the release is whole and valid."""
    place = place_of(large / "outputs")
    assert verify(place) == [] and problems_of_release(place) == []
    folders = {path.name for path in place.folder.iterdir() if path.is_dir()}
    assert "actor_mentions" in folders and "documents" not in folders
    for name in load_tables():
        one = pq.read_table(built / "outputs" / f"{name}.parquet")
        assert stored.read(place.folder / f"{name}.parquet").equals(one), name
    pattern = place.folder / "actor_mentions" / "**" / "*.parquet"
    rows = duckdb.sql(
        f"select year, count(*) from read_parquet('{pattern}', hive_partitioning=true) group by 1"
    )
    assert (
        sum(count for _, count in rows.fetchall())
        == pq.read_metadata(built / "outputs" / "actor_mentions.parquet").num_rows
    )
    assert unreports(large, "show", "1").returncode == 0


def test_every_format_is_made_of_large_tables(large: Path, built: Path) -> None:
    """The same rows as of tables that are one file each; it can be put on shelves and shown, too."""
    for command in ("publish", "site", "deposit zenodo"):
        done = unreports(large, *command.split(), "--to", str(large / command))
        assert done.returncode == 0, done.stderr
    for home in (large, built):
        done = unreports(
            home, "export", "--format", "duckdb", "--format", "xlsx", "--to", str(large / "x" / home.name)
        )
        assert done.returncode == 0, done.stderr
    counts = []
    for home in (large, built):
        with duckdb.connect(large / "x" / home.name / "unreports.duckdb", read_only=True) as base:
            counts.append([base.table(name).order("all").fetchall() for name in load_tables()])
    assert counts[0] == counts[1]
    assert (large / "outputs" / "unreports.sqlite").read_bytes() == (
        built / "outputs" / "unreports.sqlite"
    ).read_bytes()
    for name in load_tables():
        file = f"outputs/csv/{name}.csv"
        assert (large / file).read_bytes() == (built / file).read_bytes()


def test_a_table_goes_back_to_one_file(large: Path, monkeypatch: pytest.MonkeyPatch, built: Path) -> None:
    """And nothing of the folder stays."""
    monkeypatch.delenv("UNREPORTS_LARGE")
    assert build(large).published
    assert tables_of(large) == tables_of(built) and not [
        p for p in (large / "outputs").iterdir() if p.is_dir() and p.name not in ("csv", "site")
    ]


def test_row_groups_depend_on_the_rows_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the parts fall that a table comes in, its file is the same."""
    monkeypatch.setattr(stored, "ROW_GROUP", 100)
    whole = pa.table({"a": list(range(1234))})
    for step in (1, 7, 100, 150, 2000):
        parts = [(("", ""), whole.slice(at, step)) for at in range(0, 1234, step)]
        stored.write(iter(parts), whole.schema, 1234, tmp_path / f"{step}.parquet")
    assert len({path.read_bytes() for path in tmp_path.glob("*.parquet")}) == 1
    assert pq.read_metadata(tmp_path / "7.parquet").num_row_groups == 13


def test_the_progress_is_shown_on_a_terminal(project: Path) -> None:
    """Documents, speed and time left, where somebody is looking."""
    shutil.rmtree(project / "build")
    shown = b""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(COMMAND, [COMMAND, "build"], surroundings(project) | {"COLUMNS": "160", "TERM": "xterm"})
    with contextlib.suppress(OSError):  # how the system says that the other side has hung up
        while part := os.read(terminal, 65536):
            shown += part
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert b"reports" in shown and b"words/s" in shown and f"{COUNT}/{COUNT}".encode() in shown
