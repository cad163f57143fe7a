"""Numbers in running text: their value, and those that count nothing.

Belongs here: reading one number in digits or words, and telling dates, references, parts of
symbols, odds and note markers apart from counts. Does not belong here: units, scale and the words
counted (`figures`).
"""

import csv
import re
from functools import cache
from importlib.resources import files

from pipelines.extract.tokens import (
    ADVERB,
    CAPITALISED,
    CONJUNCTION,
    DETERMINER,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    Token,
)

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec".split()
)
_JOINS = frozenset({",", "and", "or", "to", "–", "-", "through", "−"})
_NAMED_GROUPS = frozenset({"group", "committee", "age", "ages"})
_NEVER_COUNTED = PREPOSITION | DETERMINER | PRONOUN | ADVERB | CONJUNCTION
_GLUED = frozenset("/-–_:#№&−‑=×")
_FIRST_YEAR, _LAST_YEAR, _YEAR_DIGITS, _LAST_DAY = 1800, 2100, 4, 31
_TWO_BACK = 2


@cache
def words_of(kind: str) -> dict[str, str]:
    """Word → unit, for one class of the statistics lexicon (`time`, `reference`, `currency` …)."""
    lines = (files("pipelines.lexicons") / "statistics" / "words.csv").read_text(encoding="utf8").splitlines()
    return {row["word"]: row["unit"] for row in csv.DictReader(lines) if row["class"] == kind}


@cache
def number_words() -> dict[str, int]:
    """`two` … `ninety-nine` and their values (`one` too)."""
    ones = {word: n for n, word in enumerate(_ONES.split(), 1)}
    tens = {word: n * 10 for n, word in enumerate(_TENS.split(), 2)}
    both = {f"{t}-{o}": tens[t] + ones[o] for t in tens for o in list(ones)[:9]}
    return {**ones, **tens, **both}


def is_month(word: str) -> bool:
    """Whether a lower-case word is the name of a month, or its abbreviation."""
    return word in _MONTHS


def numeral(token: Token) -> float | None:
    """The value of a token in digits or words, None for any other word.

    >>> from pipelines.extract.tokens import tokenize
    >>> [numeral(t) for t in tokenize("1,019 sixty-one 3rd")]
    [1019.0, 61.0, None, None]
    """
    if token.tags & NUMBER:
        if _DIGITS.fullmatch(token.text) and not (token.text[0] == "0" and token.text[1:2].isdigit()):
            return float(token.text.replace(",", ""))
        return None
    value = number_words().get(token.lower)
    return None if value is None else float(value)


def is_glued(text: str, tokens: list[Token], i: int) -> bool:
    """Whether the number is part of a longer word or symbol (`A/73/215`, `COVID-19`, `17th`)."""
    start, end = tokens[i].start, tokens[i].end
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before in "-–−" and (start < _TWO_BACK or text[start - 2] in " ("):
        before = " "  # a minus sign
    if (
        before in "-–−"
        and i >= _TWO_BACK
        and numeral(tokens[i - 2]) is not None
        and not is_glued(text, tokens, i - 2)
    ):
        before = " "  # the second number of a range
    if (
        before.isalnum()
        or before in _GLUED
        or before in ".,"
        or after.isalnum()
        or after in _GLUED - set("–-")
    ):
        return True
    if after in "–-":
        follows = text[end + 1 : end + 2]
        return not follows.isdigit()
    return bool(before == "(" and after == ")")


def _list_head(tokens: list[Token], i: int) -> int:
    """The index of the word before the list of numbers that token `i` ends (`articles 2, 9 and 12`)."""
    j = i - 1
    while j >= 0 and (
        tokens[j].lower in _JOINS
        or tokens[j].tags & NUMBER
        or tokens[j].text in "()"
        or (len(tokens[j].text) == 1 and tokens[j].text.isalpha() and j and tokens[j - 1].text == "(")
    ):
        j -= 1
    return j


def list_tail(tokens: list[Token], i: int) -> int:
    """The index of the word after the list of numbers that token `i` begins (`5, 6 and 7 June`)."""
    j = i + 1
    while j + 1 < len(tokens) and tokens[j].lower in _JOINS and numeral(tokens[j + 1]) is not None:
        j += 2
    return j


def is_date(tokens: list[Token], i: int, value: float) -> bool:
    """Whether the number is a year, or the day of a month (`5, 6 and 7 June`)."""
    text = tokens[i].text
    if len(text) == _YEAR_DIGITS and text.isdigit() and _FIRST_YEAR <= value <= _LAST_YEAR:
        return True
    if value > _LAST_DAY or not text.isdigit():
        return False
    tail = list_tail(tokens, i)
    if tail < len(tokens) and tokens[tail].lower in _MONTHS and tokens[tail].tags & CAPITALISED:
        return True
    return i > 0 and tokens[i - 1].lower in _MONTHS and bool(tokens[i - 1].tags & CAPITALISED)


def is_reference(tokens: list[Token], i: int) -> bool:
    """Whether a word before makes the number a name (`article 5`, `Goal 16`, `aged 15`, `Group of 77`)."""
    head = _list_head(tokens, i)
    if head < 0:
        return False
    word = tokens[head].lower
    if word == "." and head:  # `No. 169`, `para. 5`
        return tokens[head - 1].lower in words_of("reference")
    direct = head == i - 1
    if word in words_of("reference") and (direct or tokens[head + 1].tags & NUMBER):
        return True
    if word in ("of", "from", "between") and head and tokens[head - 1].lower in _NAMED_GROUPS | {"aged"}:
        return True
    if word in ("in", "of") and direct and _is_odds(tokens, head):
        return True
    owner = tokens[i - _TWO_BACK].lower if i >= _TWO_BACK else ""
    return word in ("under", "over", "age") and direct and owner in ("children", "persons", "aged")


def _is_odds(tokens: list[Token], head: int) -> bool:
    """Whether the number closes `one in four`, `one out of three`: a share that has no single figure."""
    before = [t.lower for t in tokens[max(0, head - 2) : head]]
    return (tokens[head].lower == "in" and before[-1:] == ["one"]) or before == ["one", "out"]


def is_note_marker(tokens: list[Token], i: int) -> bool:
    """Whether digits stand where UN style writes no count: at a sentence's start, before a new one.

    Sources that glue notes into their paragraphs print `… rights. 141 See submissions of …`.
    """
    if not tokens[i].tags & NUMBER:
        return False
    if i == 0 or (tokens[i - 1].text in '.”"' and i > 1 and numeral(tokens[i]) != 0):
        return "," not in tokens[i].text
    if i + 1 == len(tokens) or not tokens[i + 1].tags & CAPITALISED:
        return False
    follower = tokens[i + 1]
    return bool(follower.tags & _NEVER_COUNTED) or follower.lower in words_of("note")
