"""Topics of a unit: whom it concerns, which right, which Sustainable Development Goal.

Belongs here: looking up the reviewed terms of `lexicons/topics/topics.csv`, whose codes come from
published schemes only (named in its `source` column). Does not belong here: inventing a topic that
no scheme has, or judging how much a paragraph is about it.
"""

import csv
from functools import cache
from importlib.resources import files

from pipelines.extract.phrases import Phrases
from pipelines.extract.units import Row, Unit
from pipelines.structure.document import Document

RULE = "topics.scheme-term"


@cache
def _terms() -> tuple[Phrases, tuple[tuple[tuple[str, str], ...], ...]]:
    """The automaton, and for each phrase the (scheme, code) pairs that it stands for."""
    topics: dict[str, list[tuple[str, str]]] = {}
    lines = (files("pipelines.lexicons") / "topics" / "topics.csv").read_text(encoding="utf8").splitlines()
    for line in csv.DictReader(lines):
        for term in line["terms"].split("|"):
            topics.setdefault(term.lower(), []).append((line["scheme"], line["topic_code"]))
    phrases = sorted(topics)
    return Phrases(phrases, ignore_case=True), tuple(tuple(topics[p]) for p in phrases)


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """One row for each topic of a unit, at the first place that names it."""
    phrases, topics = _terms()
    rows: list[Row] = []
    for unit in units:
        seen: set[tuple[str, str]] = set()
        for index, start, end in phrases.find(unit.text):
            for scheme, code in topics[index]:
                if (scheme, code) in seen:
                    continue
                seen.add((scheme, code))
                row = unit.found("topic_mention_id", start, end, RULE, suffix=f":{code}", text="surface")
                rows.append(row | {"topic_code": code, "scheme": scheme})
    return {"topics": rows}
