"""The ten questions have answers, the same on SQLite and DuckDB."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipelines.publish.formats import duckdb_file
from pipelines.publish.questions import Question, ask, load_questions
from pipelines.publish.views import in_dialect


@pytest.fixture(scope="module")
def database(contents: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release as a DuckDB file."""
    return duckdb_file.write(contents, tmp_path_factory.mktemp("duckdb"), "x")[0]


def test_there_are_ten() -> None:
    """Each with another title; their order is that of their files."""
    assert len({question.title for question in load_questions()}) == 10


@pytest.mark.parametrize("question", load_questions(), ids=lambda q: q.question_id)
def test_a_question_has_one_answer_on_both(question: Question, released: Path, database: Path) -> None:
    """An analyst gets the same rows in the same order from either file; and gets some."""
    answer = ask(question, released / "unreports.sqlite")
    assert answer.rows, "no answer"
    with duckdb.connect(str(database), read_only=True) as db:
        cursor = db.execute(in_dialect(question.sql, "duckdb"))
        assert tuple(column[0] for column in cursor.description) == answer.columns
        assert cursor.fetchall() == answer.rows
    drawn = question.chart.model_dump(exclude={"kind"}).values() if question.chart else ()
    assert {name for name in drawn if name} <= set(answer.columns), "the page draws a column"


def test_the_answers_are_right_where_one_can_count(released: Path, contents: dict[str, pa.Table]) -> None:
    """Against the tables, without SQL."""
    by_id = {question.question_id: question for question in load_questions()}
    database = released / "unreports.sqlite"

    def rows(name: str) -> list[dict]:
        answer = ask(by_id[name], database)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    acts = contents["country_actions"].to_pylist()
    assert sum(row["acts"] for row in rows("acts-by-country")) == len(acts)
    assert sum(row["acts"] for row in rows("acts-over-time")) == sum(
        a["year_start"] is not None for a in acts
    )
    assert (
        sum(row["sentences"] for row in rows("practices-against-gaps")) == contents["practices_gaps"].num_rows
    )
    assert sum(row["citations"] for row in rows("most-cited")) == contents["citations"].num_rows
    strong = [r for r in contents["recommendations"].to_pylist() if (r["strength"] or 0) >= 4]
    assert len(rows("strongest-demands")) == len(strong)
    asked = {
        row["recommendation_id"]
        for row in contents["recommendation_actors"].to_pylist()
        if row["role"] == "addressee" and row["actor_id"] == "states"
    }
    askers = [
        row
        for row in contents["recommendation_actors"].to_pylist()
        if row["role"] == "recommender" and row["recommendation_id"] in asked
    ]
    assert sum(row["recommendations"] for row in rows("who-asks-states")) == len(askers)
    gapless = {row["topic"] for row in rows("practices-without-a-gap")}
    assert gapless.isdisjoint(row["topic"] for row in rows("largest-share-of-gaps"))
