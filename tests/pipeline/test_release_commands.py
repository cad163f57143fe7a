"""The commands around a release as a person meets them: export, diff, publish, correct, ask, deposit."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from real_runs import ROOT, build, hashes, unreports

from pipelines import steps
from pipelines.disk import sha256
from pipelines.publish.history import read_history
from pipelines.run import Outcome


def test_a_rebuild_of_the_same_tables_is_the_same_release(release: Path) -> None:
    """Number, history and bytes stay: nothing happened."""
    before = hashes(release)
    assert build(release).published
    assert hashes(release) == before


def test_another_report_makes_another_release_and_says_why(release: Path) -> None:
    """From the raw folder to the change log, the comparison and the published folder."""
    first = unreports(release, "publish", "--to", str(release / "public"))
    assert first.returncode == 0, first.stderr
    (release / "raw" / "A_99_1.txt").write_bytes((ROOT / "tests" / "data" / "A_99_1.txt").read_bytes())
    assert build(release).published
    history = read_history(release / "outputs" / "versions.json")
    assert history is not None
    numbers = [entry.version for entry in history.releases]
    assert [number.rsplit(".", 1)[1] for number in numbers] == ["2", "1"]
    rows = pq.read_table(release / "outputs" / "release_diff.parquet").to_pylist()
    mine = [row for row in rows if row["document_id"] == "A/99/1"]
    assert mine and {(row["change"], row["cause"]) for row in mine} == {("added", "source")}
    assert not any(row["table"] == "paragraphs" and row["document_id"] != "A/99/1" for row in rows)
    assert f"## {numbers[0]}" in (release / "outputs" / "CHANGELOG-DATA.md").read_text()
    second = unreports(release, "publish", "--to", str(release / "public"))
    assert second.returncode == 0 and numbers[0] in second.stdout
    told = unreports(release, "diff", str(release / "public" / numbers[1]), str(release / "public"))
    assert told.returncode == 0 and "documents" in told.stdout and "added    source" in told.stdout
    lines = unreports(
        release, "diff", "--rows", str(release / "public" / numbers[1]), str(release / "public")
    )
    assert len(lines.stdout.splitlines()) == len(rows)


def test_a_correction_is_the_cause_in_the_next_release(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a reader reported is in the tables and in the comparison, with its cause."""
    row = pq.read_table(release / "outputs" / "country_actions.parquet").to_pylist()[0]
    report = {
        "table": "country_actions", "row_id": row["country_action_id"], "column": "status",
        "new_value": "planned" if row["status"] != "planned" else "done",
        "reason": "r", "authority": "a reader",
    }  # fmt: skip
    (tmp_path / "report.json").write_text(json.dumps(report))
    listed = tmp_path / "corrections.csv"
    listed.write_bytes((ROOT / "pipelines" / "lexicons" / "corrections.csv").read_bytes())
    added = unreports(release, "correct", str(tmp_path / "report.json"), "--file", str(listed))
    assert added.returncode == 0 and report["row_id"] in added.stdout, added.stderr
    read = steps.read_corrections
    monkeypatch.setattr(steps, "read_corrections", lambda: read(listed))
    assert build(release).published
    rows = pq.read_table(release / "outputs" / "release_diff.parquet").to_pylist()
    corrected = [r for r in rows if r["table"] == "country_actions"]
    assert [(r["cause"], r["changed_columns"]) for r in corrected] == [("correction", "status")]
    again = unreports(release, "correct", str(tmp_path / "report.json"))
    assert again.returncode == 1 and "already" in again.stderr and "Traceback" not in again.stderr


def test_a_silent_break_is_refused(release: Path) -> None:
    """A column that the last release had and this one has not stops the run, named with the remedy."""
    path = release / "outputs" / "topics.parquet"
    table, old = pq.read_table(path), sha256(path)
    pq.write_table(table.append_column("colour", table["surface"]), path)
    descriptor = release / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace(old, sha256(path)))
    before = hashes(release)
    outcome = build(release)
    told = [check for check in outcome.failed_checks if check.check == "no_silent_break"]
    assert not outcome.published and hashes(release) == before
    assert len(told) == 1 and "`topics.colour` is gone" in told[0].rows and "package.yml" in told[0].rows


def test_export_writes_what_is_asked_for(built: tuple[Path, Outcome], tmp_path: Path) -> None:
    """Each file and its size; nothing else."""
    names = ("duckdb", "xlsx", "powerbi", "superset")
    arguments = [part for name in names for part in ("--format", name)]
    done = unreports(built[0], "export", *arguments, "--to", str(tmp_path / "x"))
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (tmp_path / "x").iterdir()}
    assert made == {"unreports.duckdb", "unreports.xlsx", "powerbi", "superset.zip"}


def test_ask_lists_and_answers(built: tuple[Path, Outcome]) -> None:
    """The list, an answer with how to read it, a name that is none."""
    assert len(unreports(built[0], "ask").stdout.splitlines()) == 10
    answer = unreports(built[0], "ask", "most-cited")
    assert (
        answer.returncode == 0
        and "A/HRC/38/18" in answer.stdout
        and "how often they are cited" in answer.stdout
    )
    assert "no question 'why'" in unreports(built[0], "ask", "why").stderr


def test_deposits_are_prepared_as_files(built: tuple[Path, Outcome], tmp_path: Path) -> None:
    """Nothing is sent unless an address is given."""
    done = unreports(built[0], "deposit", "zenodo", "--to", str(tmp_path / "z"))
    assert done.returncode == 0, done.stderr
    assert {path.suffix for path in (tmp_path / "z").iterdir()} == {".zip", ".json"}
    done = unreports(built[0], "deposit", "ckan", "--to", str(tmp_path / "c"))
    assert done.returncode == 2 and "--address" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "--outputs", "nowhere", "--format", "xlsx"], "Run `unreports build`"),
        (["publish", "--outputs", "nowhere", "--to", "x"], "Run `unreports build`"),
        (["ask", "most-cited", "--outputs", "nowhere"], "Run `unreports build`"),
        (["diff", ".", "."], "holds no release"),
        (["correct", "raw/manifest.csv"], "Not added"),
    ],
)
def test_their_mistakes_are_answered_in_one_sentence(
    release: Path, arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1, no traceback."""
    monkeypatch.chdir(release)
    done = unreports(release, *arguments)
    assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr, done.stderr
