"""Rows of tables and lists of aims come out of a PDF as text: they must not pass for reports of acts."""

import pytest

from pipelines.extract.clauses import clauses
from pipelines.extract.counted import what
from pipelines.extract.figures import read_figure
from pipelines.extract.prose import is_aim, is_record
from pipelines.extract.tokens import tokenize
from pipelines.extract.units import Sentence


@pytest.mark.parametrize(
    ("text", "record"),
    [("12 3-Jan-25 Northern sector Supplies delivered to the depot", True),
     ("3-Jan-25 A patrol was stopped near the bridge.", True),
     ("Note: Percentages refer to the number of cases.", True),
     ("On 3 January 2025, a patrol was stopped.", False),
     ("12 patrols were stopped.", False)],
)  # fmt: skip
def test_records_are_known_by_their_opening(text: str, record: bool) -> None:
    """UN prose writes no date in figures; a row of a table does."""
    assert is_record(text) is record


@pytest.mark.parametrize(
    ("text", "aim"),
    [("To support schools in remote districts, paying attention to girls", True),
     ("Continue to train judges at the national level;", True),
     ("Actively engage with all partners", True),
     ("To support schools, the Ministry has trained teachers.", False),
     ("Continued support was given to schools.", False)],
)  # fmt: skip
def test_aims_are_no_sentences(text: str, aim: bool) -> None:
    """What is meant to be done has not been done."""
    assert is_aim(Sentence(0, len(text), tokenize(text))) is aim


VERBS = [
    ("Living conditions at the camps remained dire.", "remain", "a plural noun closes its phrase"),
    ("The situation remains dire in two provinces.", "remain", "a linking verb"),
    (
        "In support of security forces, the Mission opened an office.",
        "open",
        "a noun before a comma",
    ),
    ("Restrictive measures adopted in response to the crisis led to protests.", "lead", "`led to` is finite"),
    ("The Envoy supported efforts by the parties to resume talks.", "support", "a name and an object"),
]


@pytest.mark.parametrize(("text", "lemma", "remark"), VERBS, ids=[r for _, _, r in VERBS])
def test_the_main_verb(text: str, lemma: str, remark: str) -> None:
    """A noun that could be a verb took the place of the verb, and with it label, type and actor."""
    assert next(c.lemma for c in clauses(tokenize(text)) if c.kind == "main") == lemma, remark


COUNTED = [
    ("Food exports rose by 4 per cent in March.", "Food exports", "the subject of a trend"),
    ("The fund disbursed $4 million in grants to schools.", "grants", "what is paid"),
    ("The plan has a budget of $4 million.", "a budget", "the noun before `of`"),
    ("The report said that the prison population was more than 27,000.", "the prison population", "a clause"),
    ("It rose by 9 per cent.", None, "a pronoun names nothing"),
    ("Three leaders urged the parties to talk.", "leaders", "the verb is no part"),
    ("The attack killed 17 persons and damaged the airport.", "persons", "nor what else was done"),
    ("Vacancy rates were 8 per cent for national staff.", "Vacancy rates", "the subject before `for`"),
]


@pytest.mark.parametrize(("text", "phrase", "remark"), COUNTED, ids=[r for _, _, r in COUNTED])
def test_what_is_counted(text: str, phrase: str | None, remark: str) -> None:
    """A figure without its noun is of no use, and a wrong noun is worse than none."""
    tokens = tokenize(text)
    figure = next(f for i in range(len(tokens)) if (f := read_figure(text, tokens, i)) is not None)
    assert what(text, tokens, figure, len(tokens) - 1) == phrase, remark
