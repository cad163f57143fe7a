"""Topics: every concept of the lexicon is run on its examples, and what is published says where it stands."""

from typing import Any

import pytest

from pipelines.extract.topic_terms import concepts_in, entries, hits_in, labels, topics_of
from pipelines.process import Tables, rows_of
from pipelines.readers.read import read
from pipelines.structure.build import build_document

NAMELESS = {("upr_info_issue", "Other")}  # what fits no other issue: no term can say it
KEYS = {
    *("concept", "terms", "topics", "examples", "counter_examples"),
    *("beside", "without", "not_in", "last_resort"),
}
REPORT = "United Nations\n\nGeneral Assembly\n\nReport of the Secretary-General\n\nI. Developments\n\n1. {}\n"
REVIEW = (
    "United Nations\n\nGeneral Assembly\n\nHuman Rights Council\n\n"
    "Report of the Working Group on the Universal Periodic Review\n\nKenya\n\n"
    "II. Conclusions and/or recommendations\n\n"
    "1. The recommendations listed below enjoy the support of Kenya:\n\n{}\n"
)


def _tables(report: str, *paragraphs: str) -> Tables:
    source = read(report.format("\n\n".join(paragraphs)).encode(), "A_99_1.txt")
    return rows_of(build_document(source, symbol="A/99/1", entry=None))


def _issues(tables: Tables, *, of_recommendations: bool) -> list[tuple[str, str]]:
    return [
        (row["topic_code"], row["surface"])
        for row in tables["topics"]
        if row["scheme"] == "upr_info_issue" and (row["recommendation_id"] is not None) == of_recommendations
    ]


def _used(text: str) -> set[str]:
    """The concepts that give a topic of the text."""
    named = list(concepts_in(hits_in(text)))
    kept = topics_of(named)
    return {
        one.concept.name
        for one in named
        if any(
            kept[t].concept.last_resort == one.concept.last_resort for t in one.concept.topics if t in kept
        )
    }


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["concept"])
def test_a_concept_is_found_in_its_examples_only(entry: dict[str, Any]) -> None:
    """The lexicon is data that a reviewer reads: what an entry means is what its examples show."""
    missed = [text for text in entry["examples"] if entry["concept"] not in _used(text)]
    mistaken = [text for text in entry["counter_examples"] if entry["concept"] in _used(text)]
    assert (missed, mistaken) == ([], [])


def test_concepts_are_well_formed() -> None:
    """A misspelt key would be ignored, a misspelt topic would be of no scheme."""
    names = [entry["concept"] for entry in entries()]
    assert len(names) == len(set(names))
    assert {key for entry in entries() for key in entry} <= KEYS
    topics = {(s, code) for entry in entries() for s, codes in entry["topics"].items() for code in codes}
    assert topics == set(labels()) - NAMELESS
    repeated = [e["concept"] for e in entries() if len(e["terms"]) != len(set(e["terms"]))]
    assert repeated == []


@pytest.mark.parametrize(
    ("sentence", "issues"),
    [
        ("Ratify ICERD.", {"International instruments", "Racial discrimination"}),
        ("Cats live in prisons.", {"Detention"}),  # an acronym is in capitals
        ("Asylum‑seekers and minorities were heard.", {"Asylum-seekers - refugees", "Minorities"}),
        ("Child labour is forbidden.", {"Labour", "Rights of the Child"}),  # a term inside another
        ("The Committee on the Rights of the Child met.", {"Treaty bodies", "Rights of the Child"}),
        ("It combats discrimination.", {"Racial discrimination"}),
        ("It combats discrimination against persons with disabilities.", {"Disabilities"}),
        ("It protects human rights.", {"General"}),
        ("It protects human rights in prisons.", {"Detention"}),
        ("The budget was adopted.", set()),
        ("İt reduced poverty.", {"Poverty"}),  # a letter that is longer in small letters
    ],
)  # fmt: skip
def test_what_a_sentence_is_about(sentence: str, issues: set[str]) -> None:
    """Forms of a word, acronyms, nested terms, and topics that count only where no other does."""
    tables = _tables(REPORT, sentence)
    assert {code for code, _ in _issues(tables, of_recommendations=False)} == issues


def test_a_term_s_company_stands_in_the_same_sentence() -> None:
    """Training is of officials where both stand together, not somewhere in a long paragraph."""
    apart = _tables(REPORT, "The police were praised. Courses in cooking were offered.")
    beside = _tables(REPORT, "The police were offered courses.")
    code = "Human rights education and training"
    assert code not in dict(_issues(apart, of_recommendations=False))
    assert code in dict(_issues(beside, of_recommendations=False))


def test_each_recommendation_has_its_own_topics() -> None:
    """An item that States share asks several things; each is about what it asks itself."""
    tables = _tables(REVIEW, "1.1. Ratify CEDAW (Chile) and the Rome Statute (Norway);")
    rows = {r["recommendation_id"]: r["action_text"] for r in tables["recommendations"]}
    issues: dict[str, set[str]] = {text: set() for text in rows.values()}
    for row in tables["topics"]:
        if row["scheme"] == "upr_info_issue" and row["recommendation_id"]:
            issues[rows[row["recommendation_id"]]].add(row["topic_code"])
    assert issues == {
        "Ratify CEDAW": {"International instruments", "Women's rights"},
        "Ratify the Rome Statute": {"International instruments", "Justice"},
    }


def test_a_topic_points_at_its_first_term() -> None:
    """A row is evidence: the published slice is the term, the concept names the lexicon's entry."""
    tables = _tables(REPORT, "Prisons are full. Detention is long.")
    row = next(r for r in tables["topics"] if r["topic_code"] == "Detention")
    assert (row["surface"], row["start"], row["concept"]) == ("Prisons", 0, "detention")
    assert row["topic_mention_id"] == "A/99/1#1@0-7:upr_info_issue.Detention"
    keys = [r["topic_mention_id"] for r in tables["topics"]]
    assert len(keys) == len(set(keys))
