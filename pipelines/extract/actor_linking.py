"""Short forms that point back: `the Committee`, `the Special Envoy`, `the International Conference`, `I`.

Belongs here: finding short forms and settling whom they stand for: the nearest actor before whose name
ends in the same words, else the author or organ of the masthead, else nobody (an unresolved row). Does
not belong here: names (`actor_names`), or the Government of which country (`actors`).
"""

import re
from typing import NamedTuple

_HEADS = (
    "Working Group|Special Rapporteur|Independent Expert|Special Representative|Expert Mechanism|"
    "Permanent Forum|"
    "Advisory Committee|Coordination Committee|Inspection Panel|Executive Board|High Commissioner|"
    "Special Envoy|Personal Envoy|Special Adviser|Special Coordinator|"
    "Council|Committee|Subcommittee|Commission|Assembly|Forum|Office|Panel|Court|Tribunal|Secretariat|"
    "Board|Fund|"
    "Mission|Mechanism|Coalition|Institute|Centre|Center|Foundation|Network|Federation|Association|Agency|"
    "Bank|"
    "Ministry|Chairs|Chairpersons|Government|Union|Organization|Programme|Minister|Alliance|Unit"
)
SHORT_FORMS = frozenset(_HEADS.split("|"))
# Capitals after an article or `its`: the longest part that names somebody is the short form.
_DEFINITE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]his|[Tt]hat|[Mm]y|[Hh]is|[Hh]er) "
    r"(?P<np>[A-Z][\w\-]*(?:(?: and)? [A-Z][\w\-]*){0,5})"
)
_NAMED_AFTER = re.compile(r" of\b| (?:on|for) (?:the |an? )?[A-Z]")
_ADJUNCT = re.compile(r"\b(?P<word>Council|Assembly|Commission|Committee) (?=resolutions?\b|decisions?\b)")
_I = re.compile(r"\bI (?=[a-z])|\bmy (?=[a-z])")
# A paragraph of a rapporteur's report that opens with a pronoun goes on about the rapporteur.
_OPENING_PRONOUN = re.compile(
    r"(?:He|She)(?= (?:also |further |therefore |would like |wishes |extends |thanks |notes |noted |"
    r"welcomes |reiterates |"
    r"recommends |believes |considers |stresses |emphasizes |urges |calls |encourages |regrets |commends |"
    r"recalls ))"
)
# A programme is no actor, yet `the Programme` after it means it, not UNDP.
_PROGRAMME = re.compile(r"\b[A-Z][\w\-]+ (?P<word>Programme)(?=[ ,.;])")
# A head noun that stands for whom, where nothing before it in the document has that head.
DEFAULTS = {
    "Assembly": "general-assembly",
    "Secretariat": "united-nations-secretariat",
    "High Commissioner": "united-nations-high-commissioner-for-human-rights",
    "Organization": "united-nations",
}
# Head nouns so common that they point no further back than their own unit.
_NEAR_ONLY = frozenset({"Organization"})


class ShortForm(NamedTuple):
    """`text[start:end]` is a head noun that points back (`I` for the author)."""

    start: int
    end: int
    word: str


def short_forms(text: str) -> list[ShortForm]:
    """The places of `text` where a short form can stand, in order; `word` holds all its capitals.

    >>> [f.word for f in short_forms("the Committee Chair noted Council resolution 6/36")]
    ['Committee Chair', 'Council']
    """
    found = [ShortForm(m.start("np"), m.end("np"), m["np"]) for m in _DEFINITE.finditer(text)]
    found += [ShortForm(m.start("word"), m.end("word"), m["word"]) for m in _ADJUNCT.finditer(text)]
    found += [ShortForm(m.start(), m.end() - 1, "I") for m in _I.finditer(text)]
    pronoun = _OPENING_PRONOUN.match(text)
    if pronoun is not None:
        found.append(ShortForm(0, pronoun.end(), "I"))
    return sorted(set(found))


def longest_form(text: str, place: ShortForm, known: "Antecedents") -> ShortForm | None:
    """The longest beginning of the capitals at a place that is a short form; None where none is.

    Head nouns always are; other words where an actor was named before that they can stand for.
    """
    if place.word == "I":
        return place
    end = len(place.word)
    while end > 0:
        words = place.word[:end]
        if (words in SHORT_FORMS or known.has(words)) and not _goes_on(text, place.start + end):
            return ShortForm(place.start, place.start + end, words)
        end = place.word.rfind(" ", 0, end)
    return None


def _goes_on(text: str, end: int) -> bool:
    return text.startswith("-", end) or _NAMED_AFTER.match(text, end) is not None


def programmes(text: str) -> list[ShortForm]:
    """The programmes named in `text`: no actors, but `the Programme` after one means it."""
    return [ShortForm(m.start("word"), m.end("word"), m["word"]) for m in _PROGRAMME.finditer(text)]


class Antecedents:
    """Who was last named with which words at the end of the name, in reading order. One per document."""

    def __init__(self, author: str | None, organ: str | None, names: dict[str, str]) -> None:
        self._last: dict[str, str | None] = {}
        self._unit_of: dict[str, str] = {}
        self._author = author
        self._organ = organ
        self._names = names

    def copy(self) -> "Antecedents":
        """The same state, apart (a footnote reads with the state of its anchor)."""
        other = Antecedents(self._author, self._organ, self._names)
        other._last = dict(self._last)
        other._unit_of = dict(self._unit_of)
        return other

    def saw(self, actor_id: str, name: str, unit_id: str = "") -> None:
        """Remembers an actor under each form that can stand for it."""
        for words in forms_of(name):
            self._last[words] = actor_id
            self._unit_of[words] = unit_id

    def forget(self, word: str) -> None:
        """From here on a head noun stands for something that is no actor."""
        self._last[word] = None

    def has(self, words: str) -> bool:
        """Whether an actor was named that these words can stand for."""
        return self._last.get(words) is not None

    def resolve(self, word: str, unit_id: str = "") -> str | None:
        """The actor_id a short form stands for, None where nothing settles it."""
        if word == "I":
            return self._author
        own = self._author or self._organ  # a body that names no author reports on itself
        if own is not None and word in heads_of(self._names.get(own, "")) and word != "Office":
            return own
        if word in self._last and (word not in _NEAR_ONLY or self._unit_of[word] == unit_id):
            return self._last[word]
        if self._organ is not None and word in heads_of(self._names.get(self._organ, "")):
            return self._organ
        return DEFAULTS.get(word)


_FIRST_PART = re.compile(r" (?:of|on|for|against|in|to|pursuant|established)\b")
_LONGEST_FORM = 5  # words


def heads_of(name: str) -> list[str]:
    """The head nouns by which a text may refer back to `name`.

    >>> heads_of("Working Group on Arbitrary Detention"), heads_of("World Bank Inspection Panel")
    (['Working Group'], ['Panel', 'Inspection Panel'])
    """
    return [words for words in forms_of(name) if words in SHORT_FORMS]


def forms_of(name: str) -> list[str]:
    """The ends of a name's first part: its head noun, and any two or more words that end in it.

    >>> forms_of("United Nations Special Mission to Afghanistan")
    ['Mission', 'Special Mission', 'Nations Special Mission', 'United Nations Special Mission']
    """
    words = _FIRST_PART.split(name, maxsplit=1)[0].split(" ")
    if words[-1] not in SHORT_FORMS and " the " not in name and name.split(" ")[-1] in SHORT_FORMS:
        words = name.split(" ")  # `Code of Conduct Association`: its head noun comes last
    least = next((n for n, word in enumerate(reversed(words), start=1) if word in _BELOW), 1)
    ends = [" ".join(words[-n:]) for n in range(least, min(_LONGEST_FORM, len(words)) + 1)]
    return [e for e in ends if e in SHORT_FORMS or e in _TITLES or (" " in e and e != name)]


_BELOW = frozenset({"Deputy", "Assistant", "Associate", "Vice", "Acting"})  # their chief is another
_TITLES = frozenset(
    "President King Emir Facility Prosecutor Administrator Envoy Directorate Department Authority Bureau "
    "Service Ombudsman Ombudsperson Movement League Society Corporation Company Observatory "
    "Confederation".split()
)
