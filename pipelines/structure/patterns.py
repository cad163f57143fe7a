"""How the parts of a UN report are printed: numbers, letters, headings, sentence ends.

Belongs here: questions that the words of one block answer by themselves. Does not belong here:
what depends on the blocks around it (`walk`).
"""

import re
from typing import NamedTuple


class Label(NamedTuple):
    """A printed number or letter (`III`, `7`, `a`) and where the words after it start."""

    label: str
    text_start: int


# Longer than any heading of a UN report; a block beyond it is a paragraph.
MAX_HEADING = 250
MAX_BARE_HEADING = 120
MAX_BARE_HEADING_WORDS = 16

# `7`, `81.1`, `24.3`, `29A.1`, `5.I.1`: the last part counts, what stands before it is its prefix.
_COUNT = r"\d{1,3}(?:[A-Z]?(?:\.[IVXL]{1,5})?(?:\.\d{1,3}){1,3})?"
_COMPOUND = r"\d{1,3}[A-Z]?(?:\.[IVXL]{1,5})?(?:\.\d{1,3}){1,3}"
_NUMBER = re.compile(rf"({_COUNT})\.(?:\s+|(?=[A-Z“\"])(?![IVXL]{{1,5}}\.\d)|$)")
_NUMBER_APART = re.compile(rf"({_COUNT})(?:\s+|$)")
_COMPOUND_NUMBER = re.compile(rf"({_COMPOUND})\s+(?=[A-ZÀ-Þ“\"‘(])")
_LETTER_APART = re.compile(r"([a-z]{1,2}|[ivxl]{1,6})[.)]\s+(?=\S)")
_BULLET = re.compile(r"[•▪●◦·–—-](?:\s+|$)")
_HEADING_LABEL = re.compile(r"([IVXL]{1,6}|[A-Z]|\d{1,3})\.\s+(?=\S)|(\([a-z]{1,5}\))\s+(?=\S)")
_LETTER = re.compile(r"\(([a-z]{1,2}|[ivxl]{1,6})\)\s*(?=\S)")
_ROMAN_HEADING = re.compile(r"([IVXL]{1,6})\.\s+(?=\S)")
_LETTER_HEADING = re.compile(r"([A-Z])\.\s+(?=\S)")
_ANNEX = re.compile(
    r"(?:Annex|ANNEX|Appendix|APPENDIX|Enclosure|ENCLOSURE)(?:\s+([IVXL]{1,5}|[A-Z]|\d{1,2}))?\b[:.]?[*†]?(?:\s|$)"
)
_SENTENCE_END = re.compile(r"[.?!:;…][\"”’'»)\]]{0,3}$|\.\s?\d{1,3}$")
_NO_HEADING_END = re.compile(r"[.:;,][\"”’'»)\]]{0,2}$")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_RECOMMENDS = re.compile(
    r"\b(?:recommendations?|ways? forward)\b",
    re.IGNORECASE,
)
_REPORTS_ON = re.compile(
    r"\b(?:follow-up (?:to|on)|implementation of|status of|progress (?:on|in)|response to|review of|"
    r"previous|earlier)\b",
    re.IGNORECASE,
)


def roman_value(text: str) -> int | None:
    """The number that a Roman numeral in capitals stands for, None where it is not well formed.

    >>> roman_value("XIV"), roman_value("IIX")
    (14, None)
    """
    total = 0
    for this, following in zip(text, [*text[1:], "I"], strict=True):
        value = _ROMAN[this]
        total += value if value >= _ROMAN[following] else -value
    return total if to_roman(total) == text else None


def to_roman(number: int) -> str:
    """The Roman numeral of a number below 90."""
    out = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += sign * (number // value)
        number %= value
    return out


def paragraph_number(text: str) -> Label | None:
    """The number that a block starts with (`7.`, `81.1.`).

    >>> paragraph_number("7. The Declaration")
    Label(label='7', text_start=3)
    """
    match = _NUMBER.match(text)
    return Label(match[1], match.end()) if match else None


def compound_number(text: str) -> Label | None:
    """A number of several parts that a block starts with, be it without a stop (`24.3 The …`)."""
    match = _COMPOUND_NUMBER.match(text)
    return Label(match[1], match.end()) if match else None


def number_apart(text: str) -> Label | None:
    """A number that a block starts with, be it without a stop: only where the layout sets it apart."""
    match = _NUMBER_APART.match(text)
    return Label(match[1], match.end()) if match else None


def bullet(text: str) -> Label | None:
    """The bullet or dash that a block starts with: only where the layout sets it apart."""
    match = _BULLET.match(text)
    return Label("", match.end()) if match else None


def heading_label(text: str) -> Label | None:
    """The label that a block known to be a heading starts with: `IV`, `B`, `1`, `(a)`."""
    match = _HEADING_LABEL.match(text)
    return Label(match[1] or match[2], match.end()) if match else None


def item_letter(text: str, apart: bool = False) -> Label | None:
    """The letter or small Roman numeral in brackets that a block starts with.

    `apart`: the layout sets it apart, so that `a)` and `a.` are letters too.
    """
    match = _LETTER.match(text) or (_LETTER_APART.match(text) if apart else None)
    return Label(match[1], match.end()) if match else None


def roman_heading(text: str) -> Label | None:
    """The capital Roman numeral that a heading starts with."""
    match = _ROMAN_HEADING.match(text)
    if match is None or len(text) > MAX_HEADING or roman_value(match[1]) is None:
        return None
    return Label(match[1], match.end())


def letter_heading(text: str) -> Label | None:
    """The capital letter that a heading starts with."""
    match = _LETTER_HEADING.match(text)
    return Label(match[1], match.end()) if match and len(text) <= MAX_HEADING else None


def annex_heading(text: str) -> Label | None:
    """`Annex`, `Annex II`: the label is the numeral, empty where there is none."""
    match = _ANNEX.match(text)
    if match is None or len(text) > MAX_BARE_HEADING or ends_sentence(text):
        return None
    return Label(match[1] or "", match.end())


def ends_sentence(text: str) -> bool:
    """Whether a block ends where a sentence, a list item or an introduction to a list ends."""
    return _SENTENCE_END.search(text[-8:]) is not None


def looks_like_title(text: str) -> bool:
    """Whether a block without a label could be a heading: short, a capital, no final stop.

    >>> looks_like_title("International level"), looks_like_title("It was so.")
    (True, False)
    """
    return (
        0 < len(text) <= MAX_BARE_HEADING
        and len(text.split()) <= MAX_BARE_HEADING_WORDS
        and text.lstrip("“‘\"'(")[:1].isupper()
        and any(c.islower() for c in text)
        and _NO_HEADING_END.search(text[-5:]) is None
        and not (text[0] == "(" and text[-1] == ")")  # a unit of measurement above a table
    )


def starts_mid_sentence(text: str) -> bool:
    """Whether a block starts with a small letter, or what only goes on (`, and`, `) of`)."""
    return text[:1].islower() or text[:1] in ",;)”’/–—"


def asks_in_title(title: str) -> bool:
    """Whether a section of this title holds what the report itself recommends.

    >>> asks_in_title("Conclusions and recommendations"), asks_in_title("Implementation of recommendations")
    (True, False)
    """
    return _RECOMMENDS.search(title) is not None and _REPORTS_ON.search(title) is None


def slug(title: str, limit: int = 60) -> str:
    """The title as part of an id: small letters, digits and hyphens, cut at a word."""
    words = re.findall(r"[^\W_]+", title.lower())
    out = ""
    for word in words:
        if out and len(out) + 1 + len(word) > limit:
            break
        out = f"{out}-{word}" if out else word[:limit]
    return out or "untitled"
