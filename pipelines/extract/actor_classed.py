"""Organisations known only by the class noun beside their name: `the company Alta Roca`.

Belongs here: capitalised names after a class noun (`lexicons/actors/class_nouns.yml`) or before the mark of a
company (`S.A.`), names of a cause (`Lawyers for Liberty`), and their later mentions in the document. Does
not belong here: names introduced with an acronym (`actor_acronymed`), names that a head noun or the list
gives away (`actor_names`, `actor_listed`).
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

from pipelines.extract.actor_authority import fold
from pipelines.extract.actor_listed import Named
from pipelines.extract.phrases import Phrases
from pipelines.extract.tokens import CAPITALISED, tags_of
from pipelines.extract.units import Unit

RULE = "actor_mentions.class-noun"
_LEFT = 40  # characters before a name that can belong to it
_NAME = r"[A-ZÀ-Þ][\w'’\-]*(?: (?:(?:de|la|del|du|of|for|los|las|el) ){0,2}[A-ZÀ-Þ][\w'’\-]*){0,5}"
_COMPANY = re.compile(
    r"(?:[A-ZÀ-Þ][\w&'’\-]* ){1,5}(?:S\.A\.S?\.?|S\.p\.A\.|N\.V\.|B\.V\.|Co\.|Pty)(?! [A-Z])"
)
# `Lawyers for Liberty`, `Action against Hunger`: who stands for or against something.
_CAUSE = re.compile(
    r"\b(?:Action|Justice|Lawyers|Physicians|Doctors|Journalists|Mothers|Scholars|Artists|Advocates|Voices|"
    r"Parliamentarians|Tech|Engineers|Teachers|Students) (?:for|against|without|by) "
    rf"(?:the )?{_NAME}"
)
_JOINTS = frozenset({"of", "and", "for", "on"})
# Words in capitals that go on with the class noun (`company Director`), or begin something else.
_NO_NAMES = frozenset(
    """States Member Members President Director Executive Chair Chairperson Secretary Secretary-General
    Governor Government Board Council Committee Commission Chief Mr Ms Mrs Dr In On At The A An He She It
    They January February March April May June July August September October November December Protocol
    Convention
    Act Law Code Article""".split()
)


@cache
def _after_noun() -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of a class noun and a name, and the actor_type of each noun."""
    text = (files("pipelines.lexicons") / "actors" / "class_nouns.yml").read_text(encoding="utf8")
    types: dict[str, str] = {}
    for actor_type, nouns in yaml.safe_load(text).items():
        for noun in nouns:
            types.setdefault(noun, actor_type)
    nouns = "|".join(sorted(map(re.escape, types), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<noun>{nouns}),?(?: known as| called| named)?(?: the)? (?P<name>{_NAME})"
    ), types


def classed(units: Sequence[Unit]) -> dict[str, list[Named]]:
    """By unit id, the names that a class noun introduces, and where the document prints them again."""
    pattern, types = _after_noun()
    texts = [fold(unit.text) for unit in units]
    kinds: dict[str, str] = {}
    for unit, text in zip(units, texts, strict=True):
        countries = {unit.text[m.start : m.end] for m in unit.countries}
        for match in pattern.finditer(text):
            name = match["name"].removesuffix("'s")
            if _is_name(name) and name not in countries:
                kinds.setdefault(name, types[match["noun"]])
        for match in _COMPANY.finditer(text):
            kinds.setdefault(match.group(), "business")
        for match in _CAUSE.finditer(text):
            if not _goes_on_left(text[max(0, match.start() - _LEFT) : match.start()]):
                kinds.setdefault(match.group().removesuffix("'s"), "civil_society")
    if not kinds:
        return {}
    listed = sorted(kinds)
    phrases = Phrases(listed)
    return {
        unit.id: [Named(a, b, None, kinds[listed[i]], RULE) for i, a, b in phrases.find(text)]
        for unit, text in zip(units, texts, strict=True)
    }


def _goes_on_left(before: str) -> bool:
    """Whether a name reaches up to here from the left: `Ministry of `, `Women `."""
    words = before.split()
    while words and words[-1] in _JOINTS:
        words.pop()
    last = words[-1] if words else "."
    return last[0].isupper() and not last.endswith((",", ".", ";", ":")) and last.lower() != "the"


def _is_name(name: str) -> bool:
    """Whether capitals are a name of their own: one word that English lacks, or several."""
    first, *more = name.split()
    if first in _NO_NAMES or first.lower() in ("mr", "ms"):
        return False
    return bool(more) or (len(first) > 1 and tags_of(first.lower()) & ~CAPITALISED == 0)
