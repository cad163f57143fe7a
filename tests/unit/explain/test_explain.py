"""A row is explained by what really made it: the rule, the words, the lexicon line, the source."""

from collections.abc import Callable
from typing import Any

import pytest

from pipelines.explain.lexicon_lines import FOLDER, lines_for
from pipelines.explain.row import explain, sentence_of, tag_names
from pipelines.extract.tokens import tokenize
from pipelines.process import authority_tables

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def release(tables_of_first_report: dict[str, Rows]) -> Callable[[str], Rows]:
    """The published rows of the first report, with the lists that they point to."""
    lists = authority_tables()
    return lambda name: [*lists.get(name, []), *tables_of_first_report.get(name, [])]


@pytest.mark.parametrize(
    ("table", "text", "file", "term", "told"),
    [
        ("actor_mentions", "The WHO reported", "actors/un_entities.csv", "WHO", "World Health Organization"),
        ("country_mentions", "in Zambia", "countries/", "Zambia", "ZMB"),
        ("country_mentions", "the Chilean law", "countries/demonyms.csv", "Chilean", "CHL"),
        ("country_actions", "It facilitated talks", "acts/verbs.yml", "facilitate", "help"),  # a verb's form
        ("country_actions", "laws were adopted", "acts/nouns.yml", "law", "law"),  # a noun's plural
        ("recommendations", "She urged States", "directives/triggers.yml", "urge", "verbs"),
        ("topics", "the rule of law", "topics/justice.yml", "rule of law", "terms"),
        ("practices_gaps", "Problems persist", "practices_gaps/cues.yml", "persist", "gap_verbs"),
    ],
)
def test_the_lexicon_line_is_named_with_its_place(
    table: str, text: str, file: str, term: str, told: str
) -> None:
    """Whoever wants to mend a lexicon is led to the line, and the line there says what is claimed."""
    lines = [line for line in lines_for(table, text, 0, len(text)) if line.file.startswith(file)]
    line = next(line for line in lines if line.term == term and told in line.told)
    assert term in (FOLDER / line.file).read_text().splitlines()[line.line - 1]


def test_words_of_every_sentence_are_no_reason() -> None:
    """`call: {after: {"on": …}}` must not make every `on` a trigger."""
    assert lines_for("recommendations", "on the of to by and", 0, 19) == []


def test_the_words_that_the_row_names_come_first() -> None:
    """A long sentence fits many lines; the verb of the act decided."""
    text = "The office for protection of networks trained judges"
    first = lines_for("country_actions", text, 0, len(text), frozenset({"train"}))[0]
    assert first.term == "train"


def test_every_row_of_the_first_report_is_explained(release: Callable[[str], Rows]) -> None:
    """One row a rule: its rule is declared, its words are in its tokens, its source is found."""
    firsts: dict[str, tuple[str, dict[str, Any]]] = {}
    for table in (
        "citations",
        "country_actions",
        "recommendations",
        "practices_gaps",
        "topics",
        "statistics",
    ):
        for row in release(table):
            firsts.setdefault(row["rule_id"], (table, row))
    for rule_id, (table, row) in firsts.items():
        key = next(iter(row))
        (one,) = [e for e in explain(row[key], release) if e.table == table]
        assert one.rule is not None and one.rule.id == rule_id
        inside = [token for token, is_inside in one.tokens if is_inside]
        assert inside and all(row["start"] <= t.start and t.end <= row["end"] for t in inside)
        assert one.sources and one.source_file == "A_73_230.txt"


def test_a_link_is_explained_by_its_act(release: Callable[[str], Rows]) -> None:
    """Who took part follows from the act; its actors come with role, source and names."""
    link = release("country_action_actors")[0]
    (one,) = explain(link["country_action_actor_id"], release)
    assert one.table == "country_actions" and one.row["country_action_id"] == link["country_action_id"]
    assert {actor["role"] for actor in one.actors} >= {link["role"]}
    assert all(actor["source"] for actor in one.actors)


def test_an_unknown_id_has_no_explanation(release: Callable[[str], Rows]) -> None:
    """The command then says where ids stand."""
    assert explain("A/73/230#0@0-1", release) == []


def test_helpers() -> None:
    """The sentence around a span, also where the span runs over two; readings in words."""
    text = "One act. Two acts here. Three."
    assert sentence_of(text, 9, 12) == (9, 23)
    assert sentence_of(text, 4, 12) == (0, 23)
    assert tag_names(tokenize("adopted")[0].tags) == ["past", "participle"]
