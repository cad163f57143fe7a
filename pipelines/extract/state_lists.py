"""Lists of States in brackets, as reports of the Universal Periodic Review print recommenders.

Belongs here: finding `(Chile, Iran (Islamic Republic of) and Mexico6)` in a text and the codes that
it names. Does not belong here: the names of countries (`country_names`) or which words of a
recommendation a list belongs to (`review_items`).
"""

import re
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from pipelines.extract.country_names import match_names, plain, read_table

# Words of a bracket that name no State and yet leave it a list of recommenders.
_GLUE = frozenset(
    "the and of by also et on behalf recommended suggested proposed made kingdom republic state states "
    "government federation observer as well both".split()
)
_NOTE = re.compile(r"\b(?:see )?para(?:graph)?s?\b\.?\s*\d+(?:\s*\([a-z]\))?|\d+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[,;/&]|\band\b")
_BETWEEN = re.compile(r"\s*(?:[,;/&]|and)?\s*")
_BROKEN = re.compile(r"(?<=[a-z])- (?=[a-z])")
_LIKENESS = 0.82  # of a misprinted name to the right one: `Phillipines`, `Azerbajan`
_SHORTEST = 5  # letters: shorter misprints fit too many names
_LONGEST = 1500  # characters of a bracket: some recommendations are made by forty States
_MOST_REST = 0.4  # share of the letters that may be no name in a bracket that ends an item


class StateList(NamedTuple):
    """A bracket, or several in a row: `text[start:end]`, and the ISO 3166-1 alpha-3 codes it names."""

    start: int
    end: int
    codes: tuple[str, ...]


def _brackets(text: str) -> list[tuple[int, int]]:
    """Spans of the outermost brackets; one that is never closed runs to the end of the text."""
    spans: list[tuple[int, int]] = []
    depth = start = 0
    for at, sign in enumerate(text):
        if sign in "([":
            if depth == 0:
                start = at
            depth += 1
        elif sign in ")]" and depth:
            depth -= 1
            if depth == 0:
                spans.append((start, at + 1))
    if depth:
        spans.append((start, len(text)))
    return spans


@cache
def _spellings() -> dict[str, str]:
    """Lower-case name → code, for names that are misprinted."""
    names = {row["name"]: row["iso3"] for row in read_table("countries.csv")}
    names |= {row["name"]: row["iso3"] for row in read_table("names.csv")}
    return {plain(n).lower(): code for n, code in sorted(names.items()) if len(n) >= _SHORTEST}


def _like(part: str) -> str | None:
    """The code of the name that a misprint is closest to, None where none is close."""
    name = " ".join(w for w in _WORD.findall(part) if w.lower() not in ("the", "of"))
    if len(name) < _SHORTEST or name.lower() in _spellings():
        return _spellings().get(name.lower())
    if not name[0].isupper():
        return None
    found = get_close_matches(name.lower(), list(_spellings()), n=1, cutoff=_LIKENESS)
    return _spellings()[found[0]] if found else None


def codes_in(inner: str, *, is_last: bool) -> tuple[str, ...]:
    """The States that the inside of a bracket lists; empty where it says anything else.

    `is_last`: it ends an item, where other words than names are allowed beside them.

    >>> codes_in("Iran (Islamic Republic of), Phillipines and the Holy See3", is_last=True)
    ('IRN', 'PHL', 'VAT')
    """
    inner = _BROKEN.sub("", plain(inner))
    found = [(m.start, m.codes[0]) for m in match_names(inner) if m.kind == "name" and len(m.codes) == 1]
    rest = list(inner)
    for match in match_names(inner):
        if match.kind == "name":
            rest[match.start : match.end] = " " * (match.end - match.start)
    unnamed = _NOTE.sub(lambda m: " " * len(m[0]), "".join(rest))
    strange = 0
    at = 0
    for part in _PART.split(unnamed):
        words = [w for w in _WORD.findall(part) if w.lower() not in _GLUE]
        code = _like(part) if words else None
        if code is not None:
            found.append((at, code))
        elif words:
            strange += sum(map(len, words))
        at = unnamed.find(part, at) + len(part)
    letters = sum(c.isalpha() for c in inner)
    if strange and not (is_last and strange <= _MOST_REST * letters):
        return ()
    return tuple(dict.fromkeys(code for _, code in sorted(found)))


def state_lists(text: str) -> list[StateList]:
    """The brackets of `text` that list States, in reading order; neighbours are one list.

    >>> state_lists("Ratify (Chile)/(Peru) the Protocol (OP-CAT) (Mali, Togo);")
    [StateList(start=7, end=21, codes=('CHL', 'PER')), StateList(start=44, end=56, codes=('MLI', 'TGO'))]
    """
    lists: list[StateList] = []
    for start, end in _brackets(text):
        inner = text[start + 1 : end - 1] if text[end - 1] in ")]" else text[start + 1 : end]
        is_last = not any(c.isalpha() for c in text[end:])
        codes = codes_in(inner, is_last=is_last) if end - start <= _LONGEST else ()
        if not codes:
            continue
        if lists and _BETWEEN.fullmatch(text, lists[-1].end, start):
            first = lists.pop()
            start, codes = first.start, tuple(dict.fromkeys((*first.codes, *codes)))
        lists.append(StateList(start, end, codes))
    return lists
