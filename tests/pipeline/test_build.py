"""What a build promises: all or nothing, the same bytes every time, a broken row named."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package
from real_runs import ROOT, build, hashes, project

from pipelines import release_tables
from pipelines.engine import segments
from pipelines.model.declaration import load_tables
from pipelines.process import DIMENSIONS
from pipelines.publish.release import verify
from pipelines.publish.switch import locked, place_of
from pipelines.publish.validate import frictionless_problems, problems_of_release
from pipelines.quality.checks import OnDisk, judge
from pipelines.run import Outcome

TABLES = list(load_tables())


def test_a_build_publishes_every_table(built: tuple[Path, Outcome]) -> None:
    """A real Dagster run, every check passed, every table and the descriptor there."""
    home, outcome = built
    assert outcome.published, outcome
    assert not outcome.failed_checks and not outcome.collection.refused
    assert sorted(p.stem for p in (home / "outputs").glob("*.parquet")) == sorted(TABLES)
    assert verify(place_of(home / "outputs")) == []


def test_a_second_build_elsewhere_gives_the_same_bytes(built: tuple[Path, Outcome], tmp_path: Path) -> None:
    """No clock, no chance, no machine path in anything that is published."""
    home = project(tmp_path)
    assert build(home).published
    assert hashes(home) == hashes(built[0])


def test_the_committed_release_is_what_the_code_makes(tmp_path: Path) -> None:
    """Built on top of it nothing changes: else run `unreports build` and commit what it wrote."""
    home = project(tmp_path)
    shutil.copytree(ROOT / "outputs", home / "outputs")
    shutil.copyfile(ROOT / "datapackage.json", home / "datapackage.json")
    assert build(home).published
    assert hashes(ROOT) == hashes(home)


def test_every_evidence_is_its_slice_and_every_text_the_sources(built: tuple[Path, Outcome]) -> None:
    """The promise of the project, read from the published files alone and without our checks."""

    def rows(name: str) -> list[dict]:
        return pq.read_table(built[0] / "outputs" / f"{name}.parquet").to_pylist()

    texts = {row["paragraph_id"]: row["text"] for row in rows("paragraphs")}
    notes = {row["footnote_id"]: row["text"] for row in rows("footnotes")}
    seen = 0
    for table in (table for table in load_tables().values() if table.found):
        for row in rows(table.name):
            text = notes[row["footnote_id"]] if row["footnote_id"] else texts[row["paragraph_id"]]
            assert text[row["start"] : row["end"]] == row[str(table.found)] != "", row
            seen += 1
    assert seen > 1000
    source = (ROOT / "raw" / "A_73_230.txt").read_text(encoding="utf-8-sig")
    for row in rows("source_ranges"):
        text = notes.get(row["footnote_id"]) or texts.get(row["paragraph_id"])
        if text is not None:
            printed = source[row["source_start"] : row["source_end"]]
            assert text[row["start"] : row["end"]].split() == printed.split(), row


def test_frictionless_finds_nothing(built: tuple[Path, Outcome]) -> None:
    """An independent reader checks descriptor and rows; here of the CSV files and all else as well."""
    assert frictionless_problems(place_of(built[0] / "outputs")) == []
    report = Package(str(built[0] / "datapackage.json")).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []


SAMPLE = {"string": "x", "integer": 0, "number": 0.0, "boolean": False, "date": dt.date(2000, 1, 1)}


def _break(home: Path, name: str) -> str:
    """Give a row of a built table a second copy (a made-up row where there is none); return its key."""
    path = home / "build" / "tables" / f"{name}.parquet"
    table, declared = pq.read_table(path), load_tables()[name]
    made_up = pa.Table.from_pylist([{c.name: SAMPLE[c.type] for c in declared.columns}], table.schema)
    row = table.slice(0, 1) if table.num_rows else made_up
    pq.write_table(pa.concat_tables([row, row, table.slice(1)]), path)
    return str(row.to_pylist()[0][declared.primary_key[0]])


@pytest.mark.parametrize("name", TABLES)
def test_a_broken_row_of_any_table_is_named(release: Path, name: str) -> None:
    """Each table's suite is awake: a row that stands twice is found, and named by its key."""
    row = _break(release, name)
    folder = release / "build" / "tables"
    breaches = judge(name, OnDisk({table: folder / f"{table}.parquet" for table in load_tables()})).breaches
    assert any(row in breach.rows and breach.severity == "critical" for breach in breaches), breaches


def _spoil(name: str, row: dict) -> None:
    """Put a value into the row that its column allows and a rule does not."""
    table = load_tables()[name]
    if name == "actors":
        row["actor_type"] = "nobody"
    elif name == "countries":
        row["country_iso3"] = "kenya"
    elif name == "codes":
        row["list"] = "No List"
    elif table.foreign_keys:
        row[table.foreign_keys[0].column] = "A/0/0"
    else:
        row["source_sha256"] = "0f"


def test_a_broken_row_in_every_table_stops_the_release(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole run in which each table has one wrong row: each is named, nothing is published."""
    before = hashes(release)
    shutil.rmtree(release / "build")
    spoiled: dict[str, str] = {}

    def spoil(tables: dict) -> None:
        for name, rows in tables.items():
            if rows:
                _spoil(name, rows[-1])
                spoiled[name] = str(rows[-1][load_tables()[name].primary_key[0]])

    rows_of_segment, rows_of_lists = segments.segment_rows, release_tables.dimension_rows

    def wrong_segment(*arguments: object) -> list:
        documents = rows_of_segment(*arguments)  # type: ignore[arg-type]
        spoil({name: rows for name, rows in documents[-1].items() if name not in DIMENSIONS})
        return documents

    def wrong_lists(*arguments: object) -> dict:
        tables = rows_of_lists(*arguments)  # type: ignore[arg-type]
        spoil(tables)
        return tables

    monkeypatch.setattr(segments, "segment_rows", wrong_segment)
    monkeypatch.setattr(release_tables, "dimension_rows", wrong_lists)
    outcome = build(release)
    assert not outcome.published and hashes(release) == before
    failed = {check.asset: check.rows for check in outcome.failed_checks if check.check == "rules"}
    assert set(spoiled) == set(TABLES) - {"quality", "corrections", "unresolved", "release_diff"}
    assert {name: key for name, key in spoiled.items() if key not in failed.get(name, "")} == {}


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


def test_a_changed_file_of_the_release_is_noticed(release: Path) -> None:
    """`unreports check` reads every hash."""
    place = place_of(release / "outputs")
    assert problems_of_release(place) == []
    shutil.copyfile(release / "outputs" / "topics.parquet", release / "outputs" / "citations.parquet")
    assert any("citations.parquet" in problem for problem in problems_of_release(place))


def test_the_descriptor_lists_the_files_beside_it(built: tuple[Path, Outcome]) -> None:
    """Paths are relative to the descriptor, as the standard wants."""
    package = json.loads((built[0] / "datapackage.json").read_text())
    paths = [r["path"] for r in package["resources"]]
    assert paths[: len(TABLES)] == [f"outputs/{name}.parquet" for name in TABLES]
    assert all((built[0] / path).is_file() for path in paths)
