"""Who is named in a unit by itself: every kind of name, overlaps settled, each with its actor.

Belongs here: putting the finders together for one unit. Does not belong here: the finders, or short
forms that point back (`actor_linking`).
"""

import re
from functools import cache

from pipelines.extract.acronyms import definitions, long_form_start
from pipelines.extract.actor_authority import fold, load_authority
from pipelines.extract.actor_heads import is_of_no_state
from pipelines.extract.actor_listed import Named, classes, listed_names, plural_mandates
from pipelines.extract.actor_names import built_names, merge
from pipelines.extract.actor_offices import offices
from pipelines.extract.actor_officials import officials
from pipelines.extract.actor_persons import holder_of
from pipelines.extract.actor_places import (
    Placed,
    country_teams,
    field_offices,
    named_after,
    national_bodies,
    qualify,
    widen_division,
)
from pipelines.extract.actor_reading import Reading
from pipelines.extract.actor_states import states
from pipelines.extract.country_names import name_in_text
from pipelines.extract.tokens import tags_of
from pipelines.extract.units import Mention, Unit

_DE_FACTO = "de facto "
_HAVE_HOLDERS = frozenset({"national_authority", "un_office_holder", "special_procedure", "un_entity"})
_OFFICE_WORDS = re.compile(
    r"President|Minister|Envoy|Representative|Rapporteur|Expert|Secretary|Adviser|Coordinator|Commissioner|"
    r"King|Emir|Chancellor|Justice|General|Administrator|Director|Speaker|Governor"
)
_TITLE_OF_WORK = re.compile(
    r"(?:entitled|titled|themed|theme|report|study|article|publication|book),? [“\"][^”\"]{1,300}[”\"]"
)
_OF_SUBJECT = re.compile(
    r"(?:[\w\-]+ ){0,8}(?:Group|Committee|Conference|Commission|Council|Rapporteur|Parties) "
    r"(?:on|for|of|to)(?: the)? "
)
_ENVOY = re.compile(r"^((?:Special|Personal) (?:Envoy|Representative|Adviser))(?= (?:for|on|to|in) )")
_MEDIA = re.compile(r"\b(?:Radio|Televisi[oó]n|TV) (?P<word>[A-ZÀ-Þ][\w'\-]+)(?: [A-ZÀ-Þ][\w'\-]+){0,3}")
# How armed groups name themselves in Arabic, Urdu and Pashto (Security Council Consolidated List).
_FIGHTERS = re.compile(
    r"\b(?:Ansar|Jaysh|Jaish|Jund|Jabhat|Ahrar|Liwa|Katiba|Katibat|Harakat|Saraya|Kata'ib|Lashkar|Hizb|"
    r"Jama'at|Jamaat|Asa'ib|Faylaq)(?: [A-Z][\w']+)?"
    r"[ -](?:al|ut|ul|at|as|ash|ad|an|ar|e|i|el)[ -][A-Z][\w']*(?: (?:wa[ -])?al[ -][A-Z][\w']*)?"
)
_QUOTED = re.compile(r"[“\"][^”\"]{1,300}[”\"]")


def named_in(unit: Unit, reading: Reading, introduced: list[Named]) -> list[Mention]:
    """Every actor named in a unit by itself, States and classes included."""
    text = fold(unit.text)
    listed = listed_names(text)
    built = _built(unit, text, listed)
    placed = field_offices(unit, text, _organisations(), _parent_office(text)) + national_bodies(unit, text)
    placed += country_teams(unit, text, reading.home) + offices(unit, text, reading.home)
    spans = {(p.start, p.end): p for p in placed}
    candidates = [Named(p.start, p.end, None, p.actor_type, p.rule_id) for p in placed]
    candidates += listed + officials(text, listed) + built + plural_mandates(text)
    candidates += _media(text) + _fighters(text)
    ends = {c.end for c in candidates}
    candidates += [n for n in introduced if n.end not in ends]
    lands = [(m.start, m.end) for m in unit.countries]  # `United States` are no `States`
    # last: `the national commission of X` is that one, not any
    candidates += [c for c in classes(text) if not any(a <= c.start and c.end <= b for a, b in lands)]
    mentions = []
    for name in merge(candidates):
        actor_id, start = _identify(unit, text, name, spans.get((name.start, name.end)), reading)
        mentions.append(Mention(start, name.end, actor_id, name.rule_id))
        reading.note(actor_id, unit.text[start : name.end])
        _note_holder(unit, mentions[-1], reading)
    learn_acronyms(unit, text, mentions, reading)
    covered = [(m.start, m.end) for m in mentions]
    mentions += [s for s in states(unit) if not any(a <= s.start < b for a, b in covered)]
    return sorted(mentions)


def _built(unit: Unit, text: str, listed: list[Named]) -> list[Named]:
    """The names built on a head noun, without those in the title of a work."""
    built: list[Named] = []
    for sentence in unit.sentences:
        inside = [n for n in listed if sentence.start <= n.start < sentence.end]
        built += built_names(text, sentence.tokens, inside, sentence.start, sentence.end)
    quotes = _QUOTED if unit.footnote_id is not None else _TITLE_OF_WORK
    works = [m.span() for m in quotes.finditer(text)] if built and ("“" in text or '"' in text) else []
    countries = {(m.start, m.end) for m in unit.countries}
    return [
        n
        for n in built
        if (n.start, n.end) not in countries and not any(a < n.start and n.end < b for a, b in works)
    ]


def _media(text: str) -> list[Named]:
    """`Radio Okapi`: a station is named by a word that English lacks, or `Free`."""
    return [
        Named(m.start(), m.end(), None, "other", "actor_mentions.head-noun")
        for m in _MEDIA.finditer(text)
        if m["word"] == "Free" or not tags_of(m["word"].lower())
    ]


def _fighters(text: str) -> list[Named]:
    """`Ansar al-Sunna`, `Jaysh al-Islam`."""
    return [
        Named(m.start(), m.end(), None, "other", "actor_mentions.head-noun") for m in _FIGHTERS.finditer(text)
    ]


@cache
def _organisations() -> dict[str, str]:
    return {a.alias: a.actor_id for a in load_authority().aliases if a.kind in ("acronym", "official")}


def _parent_office(text: str) -> str | None:
    """The organisation whose offices a unit lists without naming it each time."""
    return "OHCHR" if "OHCHR" in text else None


def _identify(unit: Unit, text: str, name: Named, placed: Placed | None, reading: Reading) -> tuple[str, int]:
    """The actor_id of a name, and where its mention starts."""
    if name.actor_id is not None:
        return name.actor_id, name.start
    start, kind, iso3 = name.start, name.actor_type, None
    if kind == "national_authority" and text.startswith(_DE_FACTO, start - len(_DE_FACTO)):
        start -= len(_DE_FACTO)
    if placed is not None:
        full = text[start : name.start] + placed.name
        return reading.learn(full, placed.actor_type, placed.iso3), start
    if kind == "un_office_holder" and _is_of_a_state(unit, text, start, name.end):
        kind = "national_authority"  # `the United States Special Representative for ...`
    if kind == "national_authority":
        return _of_a_state(unit, text, (start, name.end), reading)
    printed = unit.text[start : name.end]
    full = printed.replace("Special Rapporteurs", "Special Rapporteur")
    if kind == "un_office_holder":
        full = _ENVOY.sub(r"\1 of the Secretary-General", full, count=1)
    return reading.part_of(printed) or reading.learn(full, kind, iso3), start


def _of_a_state(unit: Unit, text: str, span: tuple[int, int], reading: Reading) -> tuple[str, int]:
    """The id and start of a State's organ: of the country that the passage names, else of the report's."""
    start, end = widen_division(text, span[0]), span[1]
    printed = unit.text[start:end]
    same = reading.actor(reading.part_of(printed) or "")
    if same is not None and same.actor_type != "national_authority":
        return same.actor_id, start
    if printed.startswith(_DE_FACTO) and reading.home is not None:
        full, iso3 = printed, None  # of no other country than the report's
    else:
        full, iso3 = qualify(unit, start, end, printed, home=reading.home)
    told = named_after(unit, end) is not None
    if iso3 is not None:
        return reading.learn(full, "national_authority", iso3, printed=None if told else printed), start
    if same is not None:
        return same.actor_id, start
    if reading.home is not None:
        full = f"{full} of {name_in_text(reading.home)}"
        return reading.learn(full, "national_authority", reading.home, printed=printed), start
    return reading.learn(full, "un_entity" if is_of_no_state(full) else "national_authority"), start


def _is_of_a_state(unit: Unit, text: str, start: int, end: int) -> bool:
    """`the United States Special Representative`, `the Special Envoy of Pakistan`, `of the Ministry of`."""
    if any(m.start == start for m in unit.countries) or " of the Ministry " in text[start:end]:
        return True
    return any(
        start < m.start < end and text.endswith((" of ", " of the "), start, m.start) for m in unit.countries
    )


def _note_holder(unit: Unit, mention: Mention, reading: Reading) -> None:
    """Remembers the person printed beside an office."""
    actor = reading.actor(mention.target)
    if actor is None or actor.actor_type not in _HAVE_HOLDERS or not _OFFICE_WORDS.search(actor.name):
        return
    surname = holder_of(unit.text, mention.start, mention.end)
    if surname is not None:
        reading.holders.setdefault(surname, mention.target)


def learn_acronyms(unit: Unit, text: str, mentions: list[Mention], reading: Reading) -> None:
    """`Name (ABC)`: from here on ABC is the name's short form in this document."""
    if "(" not in text:
        return
    by_end = {m.end: m for m in mentions}
    for short, bracket, _ in definitions(text):
        named = by_end.get(bracket - 1)
        if named is None:
            continue
        actor = reading.actor(named.target)
        if actor is None or actor.actor_type == "class":
            continue
        start = long_form_start(short, text[: bracket - 1])
        if start is None and not _is_foreign(unit, short, bracket):
            continue
        if start is not None and _OF_SUBJECT.fullmatch(text, named.start, max(start, named.start)):
            continue  # `Working Group on the Universal Periodic Review (UPR)`: the review's short form
        reading.acronyms.setdefault(short, named.target)
        if named.target in reading.learned and actor.acronym is None:
            reading.learned[named.target] = actor._replace(acronym=short)


def _is_foreign(unit: Unit, short: str, bracket: int) -> bool:
    """Whether a short form whose letters the name lacks is still the name's: `Doctors without Borders (MSF)`.

    UN texts print the acronym of the original language after a translated name. It is in capitals, and
    no country or other listed actor goes by it.
    """
    if not (short.isupper() and short.isalpha()) or short in _organisations():
        return False
    return not any(m.start <= bracket + 1 < m.end for m in unit.countries)
