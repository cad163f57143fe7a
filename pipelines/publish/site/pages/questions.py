"""Questions that an analyst would ask, each answered by one SQL statement on the release.

Belongs here: running them and showing the answers. Does not belong here: the questions, which are data
(`publish/questions.yml`: `id`, `title`, `why`, `sql`, and for a picture `chart` with `label` and `value`).
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipelines.publish.site.files import as_csv
from pipelines.publish.site.frame import fold, page, table
from pipelines.publish.site.markup import Markup, link, tag
from pipelines.publish.site.material import Material, SiteError, anchor
from pipelines.publish.site.pictures import bars

PATH = Path(__file__).parents[2] / "questions.yml"
SHOWN = 30


class Answer(NamedTuple):
    """The columns and rows that a statement gives."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def load_questions(path: Path = PATH) -> list[dict[str, Any]]:
    """The questions; none where there is no file."""
    if not path.is_file():
        return []
    return list(yaml.safe_load(path.read_text(encoding="utf8")))


def answer(connection: sqlite3.Connection, question: dict[str, Any]) -> Answer:
    """Run the question's statement. Raises SiteError that names the question."""
    try:
        cursor = connection.execute(question["sql"])
    except sqlite3.Error as error:
        raise SiteError(f"question {question['id']}: {error}") from error
    return Answer([column[0] for column in cursor.description], cursor.fetchall())


def in_memory(material: Material) -> sqlite3.Connection:
    """The release's tables in SQLite, for statements to run on."""
    connection = sqlite3.connect(":memory:")
    for name, rows in material.tables.items():
        columns = list(rows[0]) if rows else ["empty"]
        connection.execute(f'create table "{name}" ({", ".join(map(_quoted, columns))})')
        marks = ", ".join("?" * len(columns))
        values = [[_stored(row[c]) for c in columns] for row in rows]
        connection.executemany(f'insert into "{name}" values ({marks})', values)
    return connection


def _quoted(name: str) -> str:
    return f'"{name}"'


def _stored(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def connected(material: Material, folder: Path) -> sqlite3.Connection:
    """The release's own SQLite file, which has its views too; without one, its tables in memory."""
    file = next(iter(sorted(folder.glob("*.sqlite"))), None)
    return sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True) if file else in_memory(material)


def question_pages(material: Material, questions: Sequence[dict[str, Any]], folder: Path) -> dict[str, str]:
    """Path to text: the page, and a file an answer; `folder` is the release's."""
    made: dict[str, str] = {}
    sections = []
    connection = connected(material, folder)
    for question in questions:
        found = answer(connection, question)
        made[f"questions/{question['id']}.csv"] = as_csv(found.rows, found.columns)
        sections.append(_section(material, question, found))
    contents = tag("ol", [tag("li", link(f"#{q['id']}", q["title"])) for q in questions])
    content = (
        tag("h1", "Questions"),
        tag(
            "p",
            "What an analyst of human rights would ask, each answered by one statement on the data.",
            class_="lead",
        ),
        tag("nav", contents, aria_label="Questions")
        if questions
        else tag("p", "This release comes without questions."),
        sections,
    )
    made["questions/index.html"] = page("Questions", content, here="questions/index.html")
    return made


def _section(material: Material, question: dict[str, Any], found: Answer) -> Markup:
    chart = question.get("chart")
    picture = None
    if chart:
        label, value = found.columns.index(chart["label"]), found.columns.index(chart["value"])
        counted = [(str(row[label]), int(row[value])) for row in found.rows[:SHOWN]]
        picture = tag("figure", bars(question["title"], chart["label"], counted, "act"))
    rows = [[_cell(material, cell) for cell in row] for row in found.rows[:SHOWN]]
    listed = table(question["title"], found.columns, rows)
    return tag(
        "section",
        tag("h2", question["title"]),
        tag("p", question.get("why")),
        picture,
        fold(f"The rows ({len(found.rows):,})", listed) if picture else listed,
        fold("The statement", tag("pre", question["sql"].strip(), tabindex="0")),
        tag("p", link(f"{question['id']}.csv", "Download as CSV", download=True), class_="actions"),
        id=question["id"],
    )


def _cell(material: Material, cell: Any) -> object:
    """A value; where it is a unit or a found row, the link to its place in the text."""
    if not isinstance(cell, str) or "#" not in cell or cell.split("#")[0] not in material.files:
        return cell
    unit, _, span = cell.partition("@")
    address = material.place(unit) + (f"@{span.split(':')[0]}" if span else "")
    return link(f"../{address}", anchor(cell))
