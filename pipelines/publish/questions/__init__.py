"""Ten questions that a human-rights analyst asks, each answered by one SQL statement.

Belongs here: a `.yml` file a question, loading them, and asking one of a release. Does not belong here:
how an answer looks (the site), or joins that every question needs (`publish/views/`).

The statements run on SQLite and DuckDB alike. Their files start with a number that orders them.
"""

import contextlib
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml
from pydantic import Field

from pipelines.model.shapes import Closed
from pipelines.publish.views import in_dialect

FOLDER = Path(__file__).parent


class Chart(Closed):
    """How to draw an answer: a `bar` a row (`y` is its length) or, with `series`, bars side by side."""

    kind: Literal["bar", "line"]
    x: str
    y: str
    series: str | None = None


class Question(Closed):
    """A question: its name in links, what it asks, how to read the answer, and the statement."""

    question_id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    explanation: str
    chart: Chart | None = None
    sql: str


class Answer(NamedTuple):
    """The columns and rows that a statement gave."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@cache
def load_questions() -> tuple[Question, ...]:
    """Every question in its order. Raises pydantic.ValidationError for an unknown key."""
    return tuple(
        Question.model_validate(
            {"question_id": path.stem.partition("-")[2]} | yaml.safe_load(path.read_text(encoding="utf-8"))
        )
        for path in sorted(FOLDER.glob("*.yml"))
    )


def ask(question: Question, database: Path) -> Answer:
    """The answer from the SQLite file of a release. Raises sqlite3.Error."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        cursor = db.execute(in_dialect(question.sql, "sqlite"))
        return Answer(tuple(column[0] for column in cursor.description), cursor.fetchall())
