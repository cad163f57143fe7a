"""Actors that the authority list knows by name, plain classes, and mandates listed after one title.

Belongs here: spans of listed names, and when such a name is no actor (`United Nations efforts`). Does
not belong here: names that no list holds (`actor_names`).
"""

import re
from functools import cache
from typing import NamedTuple

from pipelines.extract.actor_authority import fold, load_authority
from pipelines.extract.phrases import Phrases


class Named(NamedTuple):
    """`text[start:end]` names an actor: one of the list (`actor_id`), or one new (`actor_type`)."""

    start: int
    end: int
    actor_id: str | None
    actor_type: str
    rule_id: str


@cache
def _listed() -> tuple[Phrases, tuple[str, ...]]:
    """Every unambiguous alias of the authority list, matched as written."""
    by_phrase: dict[str, str] = {}
    for alias in load_authority().aliases:
        if not alias.is_ambiguous and load_authority().actors[alias.actor_id].actor_type != "class":
            by_phrase.setdefault(fold(alias.alias), alias.actor_id)
    return Phrases(list(by_phrase)), tuple(by_phrase.values())


@cache
def _class_phrases() -> tuple[tuple[Phrases, tuple[str, ...]], ...]:
    both = []
    for any_case in (False, True):
        listed = [(p, actor_id) for p, actor_id, ignore in load_authority().classes if ignore is any_case]
        both.append((Phrases([p for p, _ in listed], ignore_case=any_case), tuple(a for _, a in listed)))
    return tuple(both)


@cache
def _subjects() -> tuple[Phrases, tuple[str, ...]]:
    """What mandates are about (`the right to food`), for lists after a plural title."""
    by_subject: dict[str, str] = {}
    for alias in load_authority().aliases:
        title, _, subject = alias.alias.partition(" on ")
        if title == "Special Rapporteur":
            by_subject.setdefault(fold(subject), alias.actor_id)
    return Phrases(list(by_subject)), tuple(by_subject.values())


_PLURAL_TITLE = re.compile(r"Special Rapporteurs(?: of the Human Rights Council)? on ")
_BETWEEN_SUBJECTS = re.compile(r"(?:, and|,| and|;)(?: on)? ")


def plural_mandates(text: str) -> list[Named]:
    """The mandates of `the Special Rapporteurs on A, B and C`, a span each."""
    if "Special Rapporteurs" not in text:
        return []
    phrases, ids = _subjects()
    found = []
    for title in _PLURAL_TITLE.finditer(text):
        start, at = title.start(), title.end()
        while True:
            hit = next(iter(phrases.find(text[at : at + 250])), None)
            if hit is None or hit[1] != 0:
                break
            found.append(
                Named(start, at + hit[2], ids[hit[0]], "special_procedure", "actor_mentions.plural-mandates")
            )
            gap = _BETWEEN_SUBJECTS.match(text, at + hit[2])
            if gap is None:
                break
            start = at = gap.end()
    return found


def listed_names(text: str) -> list[Named]:
    """The names of the authority list in `text` (folded), longest first."""
    phrases, ids = _listed()
    actors = load_authority().actors
    rule = "actor_mentions.authority-name"
    found = []
    for index, start, end in phrases.find(text):
        if not is_no_actor(text, start, end):
            found.append(Named(start, end, ids[index], actors[ids[index]].actor_type, rule))
    return found


_UN_AS_MODIFIER = re.compile(r"(?:'s)? (?!system\b)(?:[A-Z\"“]|[a-z]+-|[a-z]{3,})")
_FREE_AFTER_UN = re.compile(
    r" (?:and(?! (?:other|its|relevant|specialized|regional|international|national|local|humanitarian)\b)|"
    r"in|on|to|is|was|were|are|has|have|had|for|with|from|by|as|at|that|which|or|but|should|could|can|"
    r"will|would|"
    r"may|must|also|through|during|under|system|ha[sd]|acting|pursue|follow|since|against|into|where|when|"
    r"continue[sd]?|"
    r"not|via|within|towards|regarding|concerning)\b"
)


_AGAINST = re.compile(r"\b(?:anti|counter|pro|non|ex|former)-$")
_LONGER_OFFICE = re.compile(r"[ -]General\b")  # `Office of the Prosecutor General` is a State's
_INSTRUMENT = "Charter|Statute|Constitution|Convention|Covenant|Protocol|Declaration|Articles of Agreement"
_OF_INSTRUMENT = re.compile(rf"(?:{_INSTRUMENT}) (?:of|establishing) (?:the )?$")
_INSTRUMENT_OF = re.compile(
    rf"(?:'s)? (?:[A-Z][\w-]+ ){{0,3}}(?:{_INSTRUMENT}|Conventions|Recommendation No|Guiding Principles|"
    rf"Guidelines|"
    r"Principles|Rules|Framework|Goals|Model)\b"
)


def is_no_actor(text: str, start: int, end: int) -> bool:
    """Whether the name only modifies a noun (`United Nations entities`) or names an instrument."""
    if text[start - 1 : start] == "-" and _AGAINST.search(text, max(0, start - 9), start):
        return True
    if _LONGER_OFFICE.match(text, end) and text[start:end].endswith("Prosecutor"):
        return True
    if _OF_INSTRUMENT.search(text, max(0, start - 40), start) or _INSTRUMENT_OF.match(text, end):
        return True
    if text[start:end] != "United Nations":
        return False
    return _UN_AS_MODIFIER.match(text, end) is not None and _FREE_AFTER_UN.match(text, end) is None


def classes(text: str) -> list[Named]:
    """Plain classes (`States`, `treaty bodies`) in `text` (folded)."""
    return [
        Named(start, end, ids[index], "class", "actor_mentions.class")
        for phrases, ids in _class_phrases()
        for index, start, end in phrases.find(text)
    ]
