"""Organisations known only by how a document introduces them: `Azur Relief Watchers (ARW)`.

Belongs here: capitalised names followed by their acronym, where the document then uses the acronym as one
uses an organisation's. Does not belong here: names that a head noun or the list gives away (`actor_names`,
`actor_listed`).
"""

import re
from collections.abc import Sequence

from pipelines.extract.acronyms import definitions, long_form_start
from pipelines.extract.actor_authority import fold
from pipelines.extract.actor_listed import Named
from pipelines.extract.phrases import Phrases
from pipelines.extract.tokens import BASE, FINITE, HAVE, MODAL, NOUN, PLURAL, tags_of
from pipelines.extract.units import Unit

RULE = "actor_mentions.introduced-by-acronym"
# What texts abbreviate that is no organisation: instruments, documents, programmes, measures, things.
_NO_ACTOR = re.compile(
    r"\b(?:Convention|Covenant|Protocol|Declaration|Agreements?|Accords?|Treaty|Charter|Statute|Plans?|"
    r"Programmes?|Program|Frameworks?|Strategy|Goals?|Targets?|Agenda|Act|Law|Code|Bill|Decree|Directive|"
    r"Regulations?|Index|Indicators?|Survey|Census|Reports?|Reviews?|Assessments?|Appeal|Guidelines?|"
    r"Principles|Standards?|Rules|Systems?|Process|Projects?|Conferences?|Summit|Meeting|Week|Day|Decade|"
    r"Handbooks?|Manuals?|Toolkits?|Yearbook|Bulletin|Policy|Policies|Schemes?|Models?|Accounts?|Scale|Regions?|Areas?|Zones?|Province|State|Republic|City|"
    r"District|Territory|Airport|Camps?|Syndrome|Disease|Virus|Operation|Initiative|Campaign|Compact|"
    r"Partnership Agreement|Roadmap|Matrix|Tool|Database|Platform of Action|Model|Method|Approach|Analysis|"
    r"Visas?|Tax|Product|Rights|Violence|Assistance|Officers?|Coordinator|Representative|Director|"
    r"Technology|Technologies|Communications?|Resources?|Budget|Year|Period|Group of)\b"
)
_FIGHTERS = re.compile(r"\b(?:[Ff]orces|[Aa]rmy|[Ff]ront|[Mm]ouvement|[Mm]ovement|[Bb]rigade|Armée|[Rr]ebel)")
_BY = re.compile(r"\b(?:by|against|from|with|between|and|of) (?:the )?$")
_NEXT_WORD = re.compile(r"(?:'s)? ([A-Za-z][a-z]+)")
_LONGEST = 150  # characters of a long form
_FEWEST_WORDS = 2


def introduced(units: Sequence[Unit], kind_of_others: str) -> dict[str, list[Named]]:
    """By unit id, the names that are introduced with an acronym used later as an actor's.

    `kind_of_others`: the actor_type of those that name no forces (reports to the Security Council
    introduce parties to a conflict, others introduce associations).
    """
    texts = [fold(unit.text) for unit in units]
    found: list[tuple[str, str, Named]] = []  # unit id, short form, name
    for unit, text in zip(units, texts, strict=True):
        if "(" not in text:
            continue
        countries = [(m.start, m.end) for m in unit.countries]
        for short, bracket, _ in definitions(text):
            start = _start(short, text, bracket - 1)
            if start is None or (start, bracket - 1) in countries:
                continue
            kind = "other" if _FIGHTERS.search(text[start : bracket - 1]) else kind_of_others
            found.append((unit.id, short, Named(start, bracket - 1, None, kind, RULE)))
    used = _used({short for _, short, _ in found}, texts)
    names: dict[str, list[Named]] = {}
    for unit_id, short, name in found:
        if short in used:
            names.setdefault(unit_id, []).append(name)
    return names


def _start(short: str, text: str, end: int) -> int | None:
    """Where the long form before a bracket begins, None for what is no organisation's name."""
    low = max(0, end - _LONGEST)
    start = long_form_start(short, text[low:end])
    if start is None or not (short.isupper() or any(c.isdigit() for c in short)):
        return None
    name = text[low + start : end]
    words = name.split()
    capitals = sum(w[0].isupper() for w in words)
    is_name = len(words) >= _FEWEST_WORDS and name[0].isupper() and capitals * 2 >= len(words)
    if not is_name or _NO_ACTOR.search(name) or "," in name[-1:] or any(c in name for c in ';:()“”"'):
        return None
    return low + start


def _used(shorts: set[str], texts: Sequence[str]) -> set[str]:
    """The short forms that the document lets act: `ARW trained`, `attacks by ARW`. One pass."""
    listed = sorted(shorts)
    phrases = Phrases(listed)
    return {
        listed[index]
        for text in texts
        for index, start, end in phrases.find(text)
        if text[start - 1 : start] != "(" and _acts(text, start, end)
    }


def _acts(text: str, start: int, end: int) -> bool:
    if _BY.search(text, max(0, start - 14), start) is not None:
        return True
    word = _NEXT_WORD.match(text, end)
    if word is None:
        return False
    tags = tags_of(word.group(1).lower())
    return bool(tags & (FINITE | MODAL | HAVE)) and not tags & (NOUN | PLURAL | BASE)
