"""The figures that a report gives: counts, shares and sums of things in the world.

Belongs here: the words that say so, the years, and the rows. Does not belong here: reading the
number itself and leaving out numbers that count nothing (`figures`), what is counted (`counted`).

Rows of tables are left out: there the column's heading says what is counted, not the sentence.
"""

import re

from pipelines.extract.counted import what
from pipelines.extract.figures import Figure, read_figure
from pipelines.extract.numerals import number_words
from pipelines.extract.tokens import (
    ADJECTIVE,
    CAPITALISED,
    NOUN,
    NUMBER,
    PLURAL,
    PREPOSITION,
    Token,
)
from pipelines.extract.units import Row, Sentence, Unit
from pipelines.structure.document import Document

_URL = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S+@\S+")
_YEARS = re.compile(r"\b(?:19|20)\d{2}\b(?![/,]\d)")
_RANGE = re.compile(r"\b((?:19|20)\d{2})(?: to |[–-]| and )(?:[A-Z][a-z]+ )?((?:19|20)\d{2})\b")
_HARD_STOPS = frozenset(";:()")
_SOFT_STARTS = frozenset("and while but with which whereas including or".split())
_PLURAL_ENDINGS = ("s", "men", "children", "people", "data", "media", "criteria", "ae", "i")
# Nouns that count without a plural: `25 staff of`, `300 police in`.
_COLLECTIVES = frozenset(
    "staff personnel police people military aircraft youth crew cattle livestock clergy faculty offspring "
    "percent head plus gender".split()
)
_REACH = 80  # words either side that can be about a figure: keeps a table run together linear
_LONG_EVIDENCE = 24  # words: a longer stretch is cut at its commas
_SHORT_ITEM = 3  # tokens


def _figures(text: str, sentence: Sentence) -> list[Figure]:
    words = number_words()
    tokens = sentence.tokens
    found = []
    for i, token in enumerate(tokens):
        if token.tags & NUMBER or token.lower in words:
            figure = read_figure(text, tokens, i)
            if figure is not None and not _counts_nothing(tokens, figure):
                found.append(figure)
    lone = [f for f in found if not (f.is_word and f.value == 1 and f.unit is None)]
    return found if lone and len(found) > len(lone) and _one_is_counted(found) else lone


def _counts_nothing(tokens: list[Token], figure: Figure) -> bool:
    """A number glued in from a note: before an address, or a mass noun (`143 violence against`)."""
    after = tokens[figure.last + 1 : figure.last + 3]
    if figure.unit is not None or figure.is_word or figure.value <= 1 or not after:
        return False
    if after[0].lower in {"http", "https", "www"}:
        return True
    # The word lexicon's plural of a mass noun is the noun itself (`violence`): no ending, no plural.
    is_mass = bool(after[0].tags & NOUN) and not after[0].tags & (ADJECTIVE | CAPITALISED)
    is_mass = is_mass and not (after[0].tags & PLURAL and after[0].lower.endswith(_PLURAL_ENDINGS))
    is_head = len(after) > 1 and bool(after[1].tags & PREPOSITION)
    return is_mass and is_head and after[0].lower not in _COLLECTIVES


def _one_is_counted(found: list[Figure]) -> bool:
    """`one` counts only among other counts of the sentence (`two men and one woman`)."""
    return any(f.unit is None and f.value > 1 for f in found)


def _clause(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """First and last token of the words around a figure: the sentence cut at its strong stops."""
    a, b = first, last
    lowest, highest = max(0, first - _REACH), min(len(tokens), last + _REACH)
    while a > lowest and tokens[a - 1].text not in _HARD_STOPS:
        a -= 1
    while b + 1 < highest and tokens[b + 1].text not in _HARD_STOPS:
        b += 1
    if b - a > _LONG_EVIDENCE:
        a, b = _at_commas(tokens, a, b, first, last)
    while a < first and (tokens[a].text == "," or tokens[a].lower in ("and", "but", "or")):
        a += 1
    while b > last and tokens[b].text in '.,”"’':
        b -= 1
    return a, b


def _at_commas(tokens: list[Token], a: int, b: int, first: int, last: int) -> tuple[int, int]:
    left, right = first, last
    while left > a and tokens[left - 1].text != ",":
        left -= 1
    while right < b and tokens[right + 1].text != ",":
        right += 1
    if right - left < _SHORT_ITEM:  # a bare item of a list says too little
        left = max(a, left - 12)
    return left, right


def years_of(evidence: str, sentence: str) -> tuple[int | None, int | None]:
    """First and last year of a figure, as its evidence prints them, else its sentence (if one year).

    >>> years_of("were killed from 2015 to 2017", "")
    (2015, 2017)
    """
    span = _RANGE.search(evidence)
    if span:
        return int(span.group(1)), int(span.group(2))
    years = sorted({int(y) for y in _YEARS.findall(evidence)})
    if not years:
        span = _RANGE.search(sentence)
        years = sorted({int(y) for y in _YEARS.findall(sentence)})
        if span and len(years) == len(span.groups()):
            return int(span.group(1)), int(span.group(2))
    if len(years) == 1:
        return years[0], years[0]
    return None, None


def _row(unit: Unit, sentence: Sentence, figure: Figure, count: int) -> Row:
    tokens = sentence.tokens
    a, b = _clause(tokens, figure.first, figure.last)
    start, end = tokens[a].start, tokens[b].end
    rule = "statistics.share" if figure.unit == "per cent" else "statistics.count"
    if figure.unit and figure.unit.isupper():
        rule = "statistics.money"
    elif figure.is_word and rule == "statistics.count":
        rule = "statistics.count-in-words"
    year_start, year_end = years_of(unit.text[start:end], unit.text[sentence.start : sentence.end])
    row = unit.found("statistic_id", start, end, rule, suffix=f":{figure.start}" if count > 1 else "")
    return {
        **row,
        "value": figure.value,
        "unit": figure.unit,
        "what": what(unit.text, tokens, figure, b),
        "year_start": year_start,
        "year_end": year_end,
    }


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """`statistics`, a row a figure."""
    rows: list[Row] = []
    for unit in units:
        if unit.kind == "table_row":
            continue
        urls = (
            [m.span() for m in _URL.finditer(unit.text)] if "http" in unit.text or "www." in unit.text else []
        )
        for sentence in unit.sentences:
            figures = [f for f in _figures(unit.text, sentence) if not any(a <= f.start < b for a, b in urls)]
            rows += [_row(unit, sentence, figure, len(figures)) for figure in figures]
    return {"statistics": rows}
