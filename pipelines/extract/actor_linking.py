"""Short forms that point back: `the Committee`, `the Special Rapporteur`, `the Government`, `I`.

Belongs here: finding short forms and settling whom they stand for: the nearest actor before with the
same head noun, else the author or organ of the masthead, else nobody (an unresolved row). Does not
belong here: names (`actor_names`).
"""

import re
from typing import NamedTuple

_HEADS = (
    "Working Group|Special Rapporteur|Independent Expert|Special Representative|Expert Mechanism|"
    "Permanent Forum|"
    "Advisory Committee|Coordination Committee|Inspection Panel|Executive Board|High Commissioner|"
    "Council|Committee|Subcommittee|Commission|Assembly|Forum|Office|Panel|Court|Tribunal|Secretariat|"
    "Board|Fund|"
    "Mission|Mechanism|Coalition|Institute|Centre|Center|Foundation|Network|Federation|Association|Agency|"
    "Bank|"
    "Ministry|Chairs|Chairpersons|Government|Union|Organization|Programme|Minister|Alliance|Unit"
)
_HEAD_WORDS = tuple(_HEADS.split("|"))
SHORT_FORMS = frozenset(_HEAD_WORDS)
_SHORT = re.compile(rf"\b(?:[Tt]he|[Ii]ts) (?P<word>{_HEADS})\b(?!-)(?! (?:of|on|for)\b)")
_ADJUNCT = re.compile(r"\b(?P<word>Council|Assembly|Commission|Committee) (?=resolutions?\b|decisions?\b)")
_I = re.compile(r"\bI (?=[a-z])|\bmy (?=[a-z])")
# A paragraph of a rapporteur's report that opens with a pronoun goes on about the rapporteur.
_OPENING_PRONOUN = re.compile(
    r"(?:He|She)(?= (?:also |further |therefore |would like |wishes |extends |thanks |notes |noted |"
    r"welcomes |reiterates |"
    r"recommends |believes |considers |stresses |emphasizes |urges |calls |encourages |regrets |commends |"
    r"recalls ))"
)
# A head noun that stands for whom, where nothing before it in the document has that head.
DEFAULTS = {"Assembly": "general-assembly", "Secretariat": "united-nations-secretariat"}


class ShortForm(NamedTuple):
    """`text[start:end]` is a head noun that points back (`I` for the author)."""

    start: int
    end: int
    word: str


def short_forms(text: str) -> list[ShortForm]:
    """The short forms of `text`, in order.

    >>> short_forms("the Committee noted Council resolution 6/36")
    [ShortForm(start=4, end=13, word='Committee'), ShortForm(start=20, end=27, word='Council')]
    """
    found = [ShortForm(m.start("word"), m.end("word"), m["word"]) for m in _SHORT.finditer(text)]
    found += [ShortForm(m.start("word"), m.end("word"), m["word"]) for m in _ADJUNCT.finditer(text)]
    found += [ShortForm(m.start(), m.end() - 1, "I") for m in _I.finditer(text)]
    pronoun = _OPENING_PRONOUN.match(text)
    if pronoun is not None:
        found.append(ShortForm(0, pronoun.end(), "I"))
    return sorted(set(found))


class Antecedents:
    """Who was last named with which head noun, in reading order. One per document."""

    def __init__(self, author: str | None, organ: str | None, names: dict[str, str]) -> None:
        self._last: dict[str, str] = {}
        self._author = author
        self._organ = organ
        self._names = names

    def copy(self) -> "Antecedents":
        """The same state, apart (a footnote reads with the state of its anchor)."""
        other = Antecedents(self._author, self._organ, self._names)
        other._last = dict(self._last)
        return other

    def saw(self, actor_id: str, name: str) -> None:
        """Remembers an actor under each head noun that can stand for it."""
        for word in heads_of(name):
            self._last[word] = actor_id

    def resolve(self, word: str) -> str | None:
        """The actor_id a short form stands for, None where nothing settles it."""
        if word == "I":
            return self._author
        if (
            self._author is not None
            and word in heads_of(self._names.get(self._author, ""))
            and word != "Office"
        ):
            return self._author
        if word in self._last:
            return self._last[word]
        if self._organ is not None and word in heads_of(self._names.get(self._organ, "")):
            return self._organ
        return DEFAULTS.get(word)


_FIRST_PART = re.compile(r" (?:of|on|for|against|in)\b")


def heads_of(name: str) -> list[str]:
    """The head nouns by which a text may refer back to `name`.

    >>> heads_of("Working Group on Arbitrary Detention"), heads_of("World Bank Inspection Panel")
    (['Working Group'], ['Inspection Panel', 'Panel'])
    """
    first = _FIRST_PART.split(name, maxsplit=1)[0]
    return [
        word
        for word in _HEAD_WORDS
        if first.endswith(word) and (len(first) == len(word) or first[-len(word) - 1] in " -")
    ]
