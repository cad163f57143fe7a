"""Topics of a unit and of a recommendation: whom it concerns, which right, Goal or UPR issue.

Belongs here: what is read (each sentence of a unit; what a recommendation asks) and the rows. Does
not belong here: what a term means (`topic_terms`), inventing a topic that no scheme has, or judging
how much a text is about it.
"""

from bisect import bisect_right
from collections import defaultdict

from pipelines.extract.topic_terms import Hit, Named, Topic, concepts_in, fold, hits_in, labels, topics_of
from pipelines.extract.units import Row, Unit

RULE = "topics.scheme-term"


def find(units: list[Unit], recommendations: list[Row]) -> dict[str, list[Row]]:
    """A row for each topic of a unit, and of each of its recommendations, at the first term.

    `recommendations` are rows of that table for the same document.
    """
    asked: dict[str, list[Row]] = defaultdict(list)
    for recommendation in recommendations:
        asked[recommendation["footnote_id"] or recommendation["paragraph_id"]].append(recommendation)
    rows: list[Row] = []
    for unit in units:
        hits = hits_in(unit.text)
        if not hits:
            continue
        rows += _rows(unit, topics_of(_named_in_sentences(unit, hits)), None)
        for recommendation in asked.get(unit.id, ()):
            named = concepts_in(_asked_in(unit, hits, recommendation))
            rows += _rows(unit, topics_of(list(named)), recommendation["recommendation_id"])
    return {"topics": rows}


def _named_in_sentences(unit: Unit, hits: list[Hit]) -> list[Named]:
    """The concepts of a unit: what must stand beside a term stands in the same sentence."""
    starts = [sentence.start for sentence in unit.sentences]
    by_sentence: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_sentence[bisect_right(starts, hit.start)].append(hit)
    return [named for group in by_sentence.values() for named in concepts_in(group)]


def _asked_in(unit: Unit, hits: list[Hit], recommendation: Row) -> list[Hit]:
    """The hits that belong to what is asked: an item that States share holds other requests too."""
    start, end = recommendation["start"], recommendation["end"]
    first, last = (bisect_right(hits, place, key=lambda hit: hit.end) for place in (start, end))
    inside = [hit for hit in hits[first:last] if start <= hit.start]
    if recommendation["action_text"] is None:
        return inside
    action = fold(recommendation["action_text"])
    return [hit for hit in inside if fold(unit.text[hit.start : hit.end]) in action]


def _rows(unit: Unit, topics: dict[Topic, Named], recommendation_id: str | None) -> list[Row]:
    rows = []
    for (scheme, code), named in topics.items():
        suffix = f":{scheme}.{code.replace(' ', '-')}"
        row = unit.found("topic_mention_id", named.start, named.end, RULE, suffix=suffix, text="surface")
        if recommendation_id is not None:
            row["topic_mention_id"] = f"{recommendation_id}~{named.start}-{named.end}{suffix}"
        rows.append(
            row
            | {
                "recommendation_id": recommendation_id,
                "scheme": scheme,
                "topic_code": code,
                "label": labels()[scheme, code],
                "concept": named.concept.name,
            }
        )
    return rows
