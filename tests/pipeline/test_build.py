"""What a build promises: all or nothing, the same bytes every time, and every bad file named."""

import hashlib
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from real_runs import ROOT, build, project

from pipelines import steps
from pipelines.model.declaration import load_tables
from pipelines.publish.release import ReleaseError, publish, verify
from pipelines.publish.switch import locked, place_of
from pipelines.publish.validate import frictionless_problems, problems_of_release
from pipelines.quality.checks import breaches_of
from pipelines.run import Outcome

TABLES = list(load_tables())


def hashes(home: Path) -> dict[str, str]:
    """SHA-256 of everything that is published."""
    files = [home / "datapackage.json", *sorted((home / "outputs").iterdir())]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_build_publishes_every_table(built: tuple[Path, Outcome]) -> None:
    """A real Dagster run, every check passed, every table and the descriptor there."""
    home, outcome = built
    assert outcome.published, outcome
    assert not outcome.failed_checks and not outcome.collection.refused
    assert sorted(p.stem for p in (home / "outputs").iterdir()) == sorted(TABLES)
    assert verify(place_of(home / "outputs")) == []


def test_a_second_build_elsewhere_gives_the_same_bytes(built: tuple[Path, Outcome], tmp_path: Path) -> None:
    """No clock, no chance, no machine path in anything that is published."""
    home = project(tmp_path)
    assert build(home).published
    assert hashes(home) == hashes(built[0])


def test_the_committed_release_is_what_the_code_makes(built: tuple[Path, Outcome]) -> None:
    """Else run `unreports build` and commit what it wrote."""
    assert hashes(ROOT) == hashes(built[0])


def test_frictionless_finds_nothing(built: tuple[Path, Outcome]) -> None:
    """An independent reader checks descriptor and rows."""
    assert frictionless_problems(place_of(built[0] / "outputs")) == []


def _break(home: Path, name: str) -> str:
    """Give the first row of a built table a second copy; return its key."""
    path = home / "build" / "tables" / f"{name}.parquet"
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table.slice(0, 1), table]), path)
    key = load_tables()[name].primary_key
    return str(table.slice(0, 1).to_pylist()[0][key[0]])


@pytest.mark.parametrize("name", [name for name in TABLES if name != "corrections"])
def test_a_broken_row_of_any_table_is_named(release: Path, name: str) -> None:
    """Each table's suite is awake: a row that stands twice is found, and named by its key."""
    if pq.read_metadata(release / "outputs" / f"{name}.parquet").num_rows == 0:
        pytest.skip("this report gives the table no row")
    row = _break(release, name)
    breaches = breaches_of(name, lambda table: release / "build" / "tables" / f"{table}.parquet")
    assert any(row in breach.rows for breach in breaches), breaches


def test_a_failed_check_leaves_the_last_release(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One wrong row in a whole run: nothing is published, the row is named."""
    before = hashes(release)
    shape = steps.release_rows

    def with_wrong_row(*arguments: object) -> dict:
        tables = shape(*arguments)  # type: ignore[arg-type]
        tables["citations"][0]["start"] += 1
        return tables

    monkeypatch.setattr(steps, "release_rows", with_wrong_row)
    outcome = build(release)
    assert not outcome.published
    assert [(c.asset, c.check) for c in outcome.failed_checks] == [("citations", "rules")]
    assert "A/73/230#" in outcome.failed_checks[0].rows
    assert hashes(release) == before


def test_a_bad_file_is_named_and_the_others_go_through(tmp_path: Path) -> None:
    """Empty, binary, listed but absent: each is left out with a remedy; the good report is published."""
    home = project(tmp_path)
    (home / "raw" / "A_99_2.txt").write_bytes(b"")
    (home / "raw" / "A_99_3.txt").write_bytes(bytes(range(256)) * 8)
    outcome = build(home)
    assert outcome.published
    assert [refusal.file for refusal in outcome.collection.refused] == ["A_99_2.txt", "A_99_3.txt"]
    assert all(refusal.what and refusal.remedy for refusal in outcome.collection.refused)


def test_a_published_document_that_breaks_stops_the_release(release: Path) -> None:
    """A release never loses a document in silence."""
    before = hashes(release)
    shutil.copyfile(ROOT / "tests" / "data" / "A_99_1.txt", release / "raw" / "A_99_1.txt")
    (release / "raw" / "A_73_230.txt").write_bytes(b"")
    outcome = build(release)
    assert not outcome.published
    assert [c.check for c in outcome.failed_checks] == ["no_document_is_lost"]
    assert hashes(release) == before


def test_two_files_of_one_symbol_are_both_left_out(tmp_path: Path) -> None:
    """Nobody can say which is right."""
    home = project(tmp_path, "A_99_1.txt")
    shutil.copyfile(home / "raw" / "A_99_1.txt", home / "raw" / "copy of A_99_1.txt")
    outcome = build(home)
    assert outcome.published
    assert {refusal.document_id for refusal in outcome.collection.refused} == {"A/99/1"}


def test_a_second_report_joins_and_the_first_keeps_its_rows(release: Path) -> None:
    """A new document costs itself: the other is taken from the cache, and its ids do not move."""
    before = pq.read_table(release / "outputs" / "paragraphs.parquet").to_pylist()
    shutil.copyfile(ROOT / "tests" / "data" / "A_99_1.txt", release / "raw" / "A_99_1.txt")
    outcome = build(release)
    assert outcome.published and outcome.collection.cached == 1
    after = pq.read_table(release / "outputs" / "paragraphs.parquet").to_pylist()
    assert [row for row in after if row["document_id"] == "A/73/230"] == before
    assert {row["document_id"] for row in after} == {"A/73/230", "A/99/1"}


def test_a_run_that_meets_another_says_so(release: Path) -> None:
    """Two runs in one build area would mix their tables."""
    with locked(release / "build" / "lock"):
        outcome = build(release)
    assert outcome.crowded and not outcome.published


def test_foreign_files_are_not_replaced(release: Path) -> None:
    """`--outputs ~/documents` must not cost anybody their documents."""
    (release / "outputs" / "thesis.txt").write_text("mine")
    tables = {name: release / "build" / "tables" / f"{name}.parquet" for name in TABLES}
    with pytest.raises(ReleaseError, match=r"thesis\.txt"):
        publish(place_of(release / "outputs"), tables)
    assert (release / "outputs" / "thesis.txt").read_text() == "mine"


def test_a_changed_file_of_the_release_is_noticed(release: Path) -> None:
    """`unreports check` reads every hash."""
    place = place_of(release / "outputs")
    assert problems_of_release(place) == []
    shutil.copyfile(release / "outputs" / "topics.parquet", release / "outputs" / "citations.parquet")
    assert any("citations.parquet" in problem for problem in problems_of_release(place))


def test_the_descriptor_lists_the_files_beside_it(built: tuple[Path, Outcome]) -> None:
    """Paths are relative to the descriptor, as the standard wants."""
    package = json.loads((built[0] / "datapackage.json").read_text())
    assert [r["path"] for r in package["resources"]] == [f"outputs/{name}.parquet" for name in TABLES]
