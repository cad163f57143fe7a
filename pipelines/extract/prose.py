"""Whether a passage is prose: only prose reports acts, practices and gaps.

Belongs here: telling records of a table that came out as text, and items of a list of aims, from
sentences. Does not belong here: what a sentence reports (`practices_gaps`, `country_actions`).
"""

import re

from pipelines.extract.clauses import clauses
from pipelines.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    CAPITALISED,
    DETERMINER,
    GERUND,
    NOUN,
    PARTICIPLE,
    PREPOSITION,
    TO,
    Token,
)
from pipelines.extract.units import Sentence

# UN prose writes `30 November 2024`; a date in figures, or a running number before one, opens a record.
_NOTE = re.compile(r"(?:Notes?|Sources?|Abbreviations?)\s?: ")  # under a table or a figure
_RECORD = re.compile(r"\W{0,2}(?:\d{1,5}\W{1,2})?\d{1,2}[-/.](?:\d{1,2}|[A-Za-z]{3})[-/.](?:\d{4}|\d{2})\b")


def is_record(text: str) -> bool:
    """Whether a passage opens like a row of a table, or a note under one.

    >>> is_record("12 3-Jan-25 Northern sector Supplies delivered"), is_record("On 3 January 2025, aid came.")
    (True, False)
    """
    return _RECORD.match(text) is not None or _NOTE.match(text) is not None


def is_aim(sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list of aims: `To support schools …`, `Continue to train …`.

    Such an item has no main clause of its own; one with a subject after a comma is a sentence.
    """
    if not sentence.tokens or not _opens_aim(sentence.tokens):
        return False
    return not any(
        c.kind == "main" and c.sure and c.subject is not None and c.subject[0] > sentence.start
        for c in clauses(sentence.tokens)
    )


def _opens_aim(tokens: list[Token]) -> bool:
    first = tokens[0]
    if first.tags & TO:
        return any(x.tags & BASE and not x.tags & DETERMINER for x in tokens[1:3])
    adverbial = first.tags & ADVERB and not first.tags & (ADJECTIVE | PREPOSITION | NOUN)
    if (adverbial or first.lower == "further") and len(tokens) > 1:
        return bool(tokens[1].tags & BASE and not tokens[1].tags & (NOUN | ADJECTIVE | PARTICIPLE))
    opens = first.tags & BASE and first.tags & CAPITALISED and not first.tags & (NOUN | PREPOSITION | ADVERB)
    return bool(opens and len(tokens) > 1 and tokens[1].tags & (TO | GERUND))
