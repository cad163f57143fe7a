"""Which documents a changed line of a lexicon can touch.

Belongs here: the lexicons for which that can be proved, and the proof's condition. Does not belong
here: reading a lexicon for extraction (`extract/`), or what is done with the answer (`cache.py`).

The argument: the lexicons in NAMES are lists of strings that are looked for in the text, letter for
letter but for case and the form of dashes and apostrophes. A line acts only where one of its strings
stands, and a string stands only where all its words do. So a document that lacks a word of every
string of every changed line has the same rows under both versions. Every other lexicon (verb classes,
cues, patterns) can act without its words: a change there touches every document.
`tests/unit/engine/test_reach.py` tries it: it takes away all lines that no text of the tests has the
words of, and wants the same rows.
"""

import csv
import fnmatch
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

NAMES: dict[str, tuple[str, ...]] = {
    "actors/*.csv": ("name", "acronym", "aliases", "former"),
    "countries/countries.csv": ("name",),
    "countries/demonyms.csv": ("demonym",),
    "countries/guards.csv": ("text",),
    "countries/names.csv": ("name",),
    "countries/names_by_language.csv": ("name",),
    "statistics/words.csv": ("word",),
    "words.csv": ("lemma", "forms"),
    "words_added.csv": ("lemma", "forms"),
}
"""Lexicon to the columns that hold its strings (`|` and `/` part several in one cell)."""
ONE_THING = {"countries/*.csv": "iso3"}
"""The column by which lines speak of one thing: a text may name it by the string of another line."""

_RUN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_BROKEN = re.compile(r"([^\W_]+)[-\u00ad\u2010\u2011]\s*([^\W_]+)")
_PARTS = re.compile(r"[|/]")

Words = frozenset[str]
Strings = list[Words]


def words_of(text: str) -> Words:
    """The words of a text: runs of letters and runs of digits, without case and accents.

    Words at both sides of a hyphen give what they are together as well.

    >>> sorted(words_of("Côte d’Ivoire, 2018.¹"))
    ['1', '2018', 'cote', 'd', 'ivoire']
    """
    found: set[str] = set()
    # Whether halves are one word is looked up: the whole may be a word that stands nowhere as such.
    joined = {f"{first}{second}" for first, second in _BROKEN.findall(text)}
    for run in joined.union(_RUN.findall(text)):
        plain = "".join(c for c in unicodedata.normalize("NFKD", run) if not unicodedata.combining(c))
        found.update(_WORD.findall(plain.casefold()))
    return frozenset(found)


def _pattern(name: str, table: Iterable[str]) -> str | None:
    return next((pattern for pattern in table if fnmatch.fnmatchcase(name, pattern)), None)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _strings(name: str, row: dict[str, str]) -> Iterator[Words]:
    for column in NAMES[str(_pattern(name, NAMES))]:
        for part in _PARTS.split(row[column] or ""):
            if part.strip():
                yield words_of(part)


def _of_one_thing(changed: dict[str, list[dict[str, str]]], texts: dict[str, list[str]]) -> Strings:
    """The strings of the other lines that speak of what a changed line speaks of."""
    found: Strings = []
    for pattern, column in ONE_THING.items():  # every file of the pattern is in NAMES
        ids = {
            row[column]
            for name, rows in changed.items()
            if _pattern(name, [pattern])
            for row in rows
            if row.get(column)
        }
        for name in (n for n in texts if ids and _pattern(n, [pattern])):
            for text in texts[name]:
                found += [s for row in _rows(text) if row.get(column) in ids for s in _strings(name, row)]
    return found


def strings_of_change(old: dict[str, str], new: dict[str, str]) -> Strings | None:
    """The words of each string of each line that differs between two states of the lexicons.

    `old` and `new` give each lexicon's text. None where the change can touch any document: another
    kind of lexicon, a new or lost one, other columns, or a line whose strings have no words.
    """
    changed: dict[str, list[dict[str, str]]] = {}
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) == new.get(name):
            continue
        if name not in old or name not in new or not _pattern(name, NAMES):
            return None
        before, after = _rows(old[name]), _rows(new[name])
        if _columns(old[name]) != _columns(new[name]):
            return None
        changed[name] = _difference(before, after)
    lines = [list(_strings(name, row)) for name, rows in changed.items() for row in rows]
    if any(not strings or not all(strings) for strings in lines):
        return None
    texts: dict[str, list[str]] = defaultdict(list)
    for state in (old, new):
        for name, text in state.items():
            texts[name].append(text)
    return [s for strings in lines for s in strings] + _of_one_thing(changed, texts)


def _columns(text: str) -> list[str]:
    return next(csv.reader(line for line in text.splitlines() if not line.startswith("#")), [])


def _difference(before: list[dict[str, str]], after: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows that only one side has. Rows that changed places count: the first of two alike wins."""
    one, other = [repr(row) for row in before], [repr(row) for row in after]
    both = set(one) & set(other)
    if [r for r in one if r in both] != [r for r in other if r in both]:
        return [*before, *after]
    return [row for row in (*before, *after) if repr(row) not in both]


def touches(strings: Strings | None, words: Words) -> bool:
    """Whether a change of these strings can touch a document with these words."""
    return strings is None or any(string <= words for string in strings)
