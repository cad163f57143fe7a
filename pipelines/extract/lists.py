"""Sentences and list items of a unit, as the pieces that are read for asking.

Belongs here: cutting `… should: (a) …; (b) …` and `• …` inside one paragraph. Does not belong
here: lettered paragraphs of their own (`structure`) or what is asked (`directives`).
"""

import re
from typing import NamedTuple

from pipelines.extract.tokens import Token
from pipelines.extract.units import Unit

_MARKER = re.compile(r"(?:\(([a-z]|[ivx]{1,5}|\d{1,2})\)|[•●▪])\s+")
_FIRST = frozenset(["a", "i", "1"])
# What may stand before the first marker of a list, and before the others.
_BEFORE_FIRST = re.compile(r"(?:[:;,.]|\b(?:to|should|must|that|and|shall))\s*$")
_BEFORE_NEXT = re.compile(r"[:;,.](?:\s*(?:and|or))?\s*$|\b(?:and|or)\s*$")


class Piece(NamedTuple):
    """A sentence, or the part of one between list markers. `is_lead`: a list follows it."""

    start: int
    end: int
    tokens: list[Token]
    is_item: bool
    is_lead: bool


def markers_of(text: str) -> list[tuple[int, int]]:
    """Spans of the list markers in `text`: bullets, and letters that run on from `(a)`.

    >>> markers_of("to: (a) act; (b) report under article 2 (b)")
    [(4, 8), (13, 17)]
    """
    spans: list[tuple[int, int]] = []
    is_open = False
    for match in _MARKER.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        label = match[1]
        if label is None or not before.strip():
            spans.append(match.span())
        elif label in _FIRST and _BEFORE_FIRST.search(before):
            spans.append(match.span())
            is_open = True
        elif is_open and _BEFORE_NEXT.search(before):
            spans.append(match.span())
    return spans


def _leads(piece: str, *, is_item: bool) -> bool:
    """Whether a piece before a marker introduces it: it ends with a colon, or breaks off."""
    last = piece.rstrip()[-1:]
    return last == ":" or (not is_item and last not in (".", ";", "?", "!"))


def pieces_of(unit: Unit) -> list[Piece]:
    """The unit's sentences, cut at list markers, in reading order; markers are in no piece."""
    text = unit.text
    marks = markers_of(text) if "(" in text or "•" in text or "●" in text or "▪" in text else []
    if not marks:
        return [Piece(s.start, s.end, s.tokens, False, text[: s.end].endswith(":")) for s in unit.sentences]
    pieces = []
    for sentence in unit.sentences:
        inside = [m for m in marks if sentence.start <= m[0] < sentence.end]
        starts = [(sentence.start, False)] + [(m[1], True) for m in inside]
        ends = [(m[0], True) for m in inside] + [(sentence.end, text[: sentence.end].endswith(":"))]
        for (start, is_item), (end, cut) in zip(starts, ends, strict=True):
            tokens = [t for t in sentence.tokens if start <= t.start < end]
            if tokens:
                pieces.append(
                    Piece(start, end, tokens, is_item, cut and _leads(text[start:end], is_item=is_item))
                )
    return pieces
