"""Questions that an analyst would ask, each answered by one SQL statement on the release.

Belongs here: showing the answers. Does not belong here: the questions, or asking them
(`publish/questions`).
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipelines.publish.questions import Answer, Chart, Question, ask, load_questions
from pipelines.publish.site.files import as_csv
from pipelines.publish.site.frame import fold, page, table
from pipelines.publish.site.markup import Markup, link, tag
from pipelines.publish.site.material import Material, SiteError, symbol_and_place
from pipelines.publish.site.pictures import bars

SHOWN = 30
"""Rows of an answer on the page; its file has them all."""


def answers(folder: Path) -> list[tuple[Question, Answer]]:
    """Every question with its answer from the release's SQLite file; none where it has no such file.

    Raises SiteError that names the question.
    """
    database = next(iter(sorted(folder.glob("*.sqlite"))), None)
    if database is None:
        return []
    made = []
    for question in load_questions():
        try:
            made.append((question, ask(question, database)))
        except sqlite3.Error as error:
            raise SiteError(f"question {question.question_id}: {error}") from error
    return made


def question_pages(material: Material, found: Sequence[tuple[Question, Answer]]) -> dict[str, str]:
    """Path to text: the page, and a file an answer."""
    made = {f"questions/{q.question_id}.csv": as_csv(a.rows, a.columns) for q, a in found}
    contents = tag("ol", [tag("li", link(f"#{q.question_id}", q.title)) for q, _ in found])
    none = tag("p", "This release has no SQLite file for the questions to be asked of.")
    content = (
        tag("h1", "Questions"),
        tag("p", "What an analyst of human rights would ask, each answered by one statement.", class_="lead"),
        tag("nav", contents, aria_label="Questions") if found else none,
        [_section(material, question, answer) for question, answer in found],
    )
    made["questions/index.html"] = page("Questions", content, here="questions/index.html")
    return made


def _section(material: Material, question: Question, answer: Answer) -> Markup:
    rows = [[_cell(material, cell) for cell in row] for row in answer.rows[:SHOWN]]
    numbers = [i for i in range(len(answer.columns)) if answer.rows and _is_number(answer.rows[0][i])]
    columns = [column.removesuffix("_id").replace("_", " ").capitalize() for column in answer.columns]
    listed = table(question.title, columns, rows, numbers=numbers)
    picture = _picture(question, question.chart, answer) if question.chart else None
    more = f"Download as CSV ({len(answer.rows):,} rows)"
    return tag(
        "section",
        tag("h2", question.title),
        tag("p", question.explanation),
        picture,
        fold("The rows", listed) if picture else listed,
        fold("The statement", tag("pre", question.sql.strip(), tabindex="0")),
        tag("p", link(f"{question.question_id}.csv", more, download=True), class_="actions"),
        id=question.question_id,
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _picture(question: Question, chart: Chart, answer: Answer) -> Markup | None:
    """Bars by label; the values of a label that comes more than once are added."""
    label, value = answer.columns.index(chart.x), answer.columns.index(chart.y)
    named = [label, answer.columns.index(chart.series)] if chart.series else [label]
    counts: dict[str, int] = {}
    for row in answer.rows:
        name = ", ".join(str(row[i]) for i in named)
        counts[name] = counts.get(name, 0) + int(row[value] or 0)
    if not counts:
        return None
    what = chart.x.replace("_", " ")
    return tag(
        "figure",
        bars(f"{question.title} {chart.y.capitalize()} by {what}", what, list(counts.items())[:SHOWN], "act"),
    )


def _cell(material: Material, cell: Any) -> object:
    """A value; where it is a unit or a found row, the link to its place in the text."""
    if not isinstance(cell, str) or "#" not in cell or cell.split("#")[0] not in material.files:
        return cell
    unit, _, span = cell.partition("@")
    address = material.place(unit) + (f"@{span.split(':')[0]}" if span else "")
    return link(f"../{address}", symbol_and_place(unit))
