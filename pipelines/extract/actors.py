"""Actors: who is named in each unit, and the actors that the document itself introduces.

Belongs here: the order of the steps and the rows. Does not belong here: names (`actor_names`), short
forms (`actor_linking`), places (`actor_places`), States (`actor_states`), the list (`actor_authority`).
"""

from dataclasses import dataclass, field
from functools import cache

from pipelines.extract.acronyms import definitions, long_form_start
from pipelines.extract.actor_authority import Actor, authority_rows, fold, load_authority, slug, state_actor
from pipelines.extract.actor_linking import Antecedents, short_forms
from pipelines.extract.actor_listed import Named, classes, listed_names, plural_mandates
from pipelines.extract.actor_names import MASTHEAD_REACH, built_names, merge, type_of_new
from pipelines.extract.actor_places import Placed, field_offices, national_bodies, qualify, widen_division
from pipelines.extract.actor_states import states
from pipelines.extract.country_names import match_names
from pipelines.extract.phrases import Phrases
from pipelines.extract.units import Mention, Row, Unit
from pipelines.structure.document import Document

__all__ = ["authority_rows", "find"]

RULE_ACRONYM = "actor_mentions.learned-acronym"
RULE_BACK = "actor_mentions.short-form"


@dataclass(slots=True)
class _Reading:
    """What has been learned of one document so far."""

    document_id: str
    learned: dict[str, Actor] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def actor(self, actor_id: str) -> Actor | None:
        return load_authority().actors.get(actor_id) or self.learned.get(actor_id)

    def learn(self, name: str, actor_type: str, iso3: str | None = None) -> str:
        """The id of a new actor; the name as first printed is the one that counts."""
        actor_id = slug(name)
        if self.actor(actor_id) is None:
            self.learned[actor_id] = Actor(
                actor_id, name, None, actor_type, country_iso3=iso3, source=self.document_id
            )
        return actor_id


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """The rows of `actor_mentions`, the actors and aliases learned here, the unresolved short forms.

    Fills `unit.actors` of every unit.
    """
    reading = _Reading(document.document_id)
    for unit in units:
        unit.actors = _named_in(unit, reading)
    _find_learned_acronyms(units, reading)
    author, organ = _masthead_actors(document, reading)
    antecedents = Antecedents(author, organ, reading.names)
    _government_of_title(document, antecedents, reading)
    unresolved = _link_all(units, reading, antecedents)
    rows: list[Row] = []
    for unit in units:
        rows += [
            unit.found("actor_mention_id", m.start, m.end, m.rule_id, suffix=f":{m.target}", text="surface")
            | {"actor_id": m.target}
            for m in unit.actors
        ]
    aliases = [
        {"actor_id": a, "alias": s, "kind": "in_document"} for s, a in sorted(reading.acronyms.items())
    ]
    learned = [reading.learned[a].row() for a in sorted(reading.learned)]
    return {"actor_mentions": rows, "actors": learned, "actor_aliases": aliases, "unresolved": unresolved}


def _named_in(unit: Unit, reading: _Reading) -> list[Mention]:
    """Every actor named in a unit by itself, States and classes included."""
    text = fold(unit.text)
    listed = listed_names(text)
    built: list[Named] = []
    for sentence in unit.sentences:
        inside = [n for n in listed if sentence.start <= n.start < sentence.end]
        built += built_names(text, sentence.tokens, inside, sentence.start, sentence.end)
    placed = field_offices(unit, text, _organisations(), _parent_office(text)) + national_bodies(unit, text)
    spans = {(p.start, p.end): p for p in placed}
    countries = {(m.start, m.end) for m in unit.countries}
    built = [n for n in built if (n.start, n.end) not in countries]
    candidates = listed + built + plural_mandates(text)
    candidates += [Named(p.start, p.end, None, p.actor_type, p.rule_id) for p in placed]
    candidates += classes(text)  # last: `the national commission of X` is that one, not any
    taken = merge(candidates)
    mentions = []
    for name in taken:
        actor_id, start = _identify(unit, text, name, spans.get((name.start, name.end)), reading)
        mentions.append(Mention(start, name.end, actor_id, name.rule_id))
    _learn_acronyms(unit, text, mentions, reading)
    covered = [(m.start, m.end) for m in mentions]
    mentions += [s for s in states(unit) if not any(a <= s.start < b for a, b in covered)]
    return sorted(mentions)


@cache
def _organisations() -> dict[str, str]:
    return {a.alias: a.actor_id for a in load_authority().aliases if a.kind in ("acronym", "official")}


def _parent_office(text: str) -> str | None:
    """The organisation whose offices a unit lists without naming it each time."""
    return "OHCHR" if "OHCHR" in text else None


def _identify(
    unit: Unit, text: str, name: Named, placed: Placed | None, reading: _Reading
) -> tuple[str, int]:
    """The actor_id of a name, and where its mention starts."""
    if name.actor_id is not None:
        return name.actor_id, name.start
    if placed is not None:
        return reading.learn(placed.name, placed.actor_type, placed.iso3), name.start
    start, kind, iso3 = name.start, name.actor_type, None
    if kind == "national_authority":
        start = widen_division(text, name.start)
        full, iso3 = qualify(unit, start, name.end, unit.text[start : name.end])
    else:
        full = unit.text[start : name.end]
    return reading.learn(full.replace("Special Rapporteurs", "Special Rapporteur"), kind, iso3), start


def _learn_acronyms(unit: Unit, text: str, mentions: list[Mention], reading: _Reading) -> None:
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
        if long_form_start(short, text[: bracket - 1]) is None and not _is_foreign(unit, short, bracket):
            continue
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


def _find_learned_acronyms(units: list[Unit], reading: _Reading) -> None:
    """Adds the mentions of short forms that the document defined and the list does not know."""
    known = {a.alias for a in load_authority().aliases if a.kind == "acronym" and not a.is_ambiguous}
    shorts = sorted(s for s in reading.acronyms if s not in known)
    if not shorts:
        return
    phrases = Phrases(shorts)
    for unit in units:
        covered = [(m.start, m.end) for m in unit.actors]
        for index, start, end in phrases.find(unit.text):
            if not any(a < end and start < b for a, b in covered):
                unit.actors.append(Mention(start, end, reading.acronyms[shorts[index]], RULE_ACRONYM))
        unit.actors.sort()


def _masthead_actors(document: Document, reading: _Reading) -> tuple[str | None, str | None]:
    """The author of the report and the organ it is for, as actor ids."""
    head = document.masthead
    author = None
    for printed in (head.author, head.document_type, head.title, head.subtitle):
        author = author or _author_in(printed, reading)
    organ = next((n.actor_id for n in listed_names(fold(head.organ or ""))), None)
    for actor_id in (author, organ):
        actor = reading.actor(actor_id or "")
        if actor is not None:
            reading.names[actor.actor_id] = actor.name
    return author, organ


def _government_of_title(document: Document, antecedents: Antecedents, reading: _Reading) -> None:
    """A report on one country means that country's when it says `the Government`."""
    head = document.masthead
    named = {m.codes for m in match_names(f"{head.title or ''}. {head.subtitle or ''}") if m.kind == "name"}
    if len(named) == 1 and len(codes := named.pop()) == 1:
        actor = state_actor(codes[0])
        reading.names[actor.actor_id] = actor.name
        antecedents.saw(actor.actor_id, "Government")


def _author_in(printed: str | None, reading: _Reading) -> str | None:
    if not printed:
        return None
    text = fold(printed)
    for name in listed_names(text):
        if name.start < MASTHEAD_REACH and name.actor_type in {
            "special_procedure",
            "un_office_holder",
            "treaty_body",
            "un_entity",
            "un_body",
        }:
            return name.actor_id
    return type_of_new(text, reading.learn)


def _link_all(units: list[Unit], reading: _Reading, antecedents: Antecedents) -> list[Row]:
    """Settles the short forms of every unit in reading order; gives the unresolved rows."""
    at_anchor: dict[str, Antecedents] = {}
    unresolved: list[Row] = []
    for unit in units:
        state = antecedents
        if unit.footnote_id is not None:
            state = at_anchor.get(unit.paragraph_id, antecedents).copy()
        unresolved += _link(unit, reading, state)
        if unit.footnote_id is None:
            at_anchor[unit.paragraph_id] = antecedents.copy()
    return unresolved


def _link(unit: Unit, reading: _Reading, state: Antecedents) -> list[Row]:
    covered = [(m.start, m.end) for m in unit.actors]
    forms = [s for s in short_forms(unit.text) if not any(a < s.end and s.start < b for a, b in covered)]
    queue = list(unit.actors)
    unresolved: list[Row] = []
    for form in forms:
        while queue and queue[0].start < form.start:
            _remember(queue.pop(0), reading, state)
        target = state.resolve(form.word)
        if target is not None:
            unit.actors.append(Mention(form.start, form.end, target, RULE_BACK))
        elif form.word not in {"I", "Government"}:
            reason = "no actor before it has this head noun"
            unresolved.append(
                unit.unsettled(form.start, form.end, RULE_BACK, "actor", reason, suffix=":actor")
            )
    for mention in queue:
        _remember(mention, reading, state)
    unit.actors.sort()
    return unresolved


def _remember(mention: Mention, reading: _Reading, state: Antecedents) -> None:
    actor = reading.actor(mention.target)
    if actor is not None and actor.actor_type != "class":
        reading.names[mention.target] = actor.name
        state.saw(mention.target, actor.name)
    elif mention.rule_id == "actor_mentions.government-of":
        reading.names[mention.target] = state_actor(mention.target[6:].upper()).name
        state.saw(mention.target, "Government")
