"""Actors: who is named in each unit, and the actors that the document itself introduces.

Belongs here: the order of the steps and the rows. Does not belong here: who is named in one unit
(`actor_mentions`), short forms (`actor_linking`), what was learned (`actor_reading`), the list
(`actor_authority`).
"""

import re

from pipelines.extract.act_homes import is_wider
from pipelines.extract.actor_acronymed import introduced
from pipelines.extract.actor_authority import authority_rows, fold, load_authority, state_actor
from pipelines.extract.actor_classed import classed
from pipelines.extract.actor_linking import Antecedents, ShortForm, longest_form, programmes, short_forms
from pipelines.extract.actor_listed import listed_names
from pipelines.extract.actor_mentions import named_in
from pipelines.extract.actor_names import MASTHEAD_REACH, type_of_new
from pipelines.extract.actor_persons import RULE as RULE_PERSON
from pipelines.extract.actor_persons import later_names
from pipelines.extract.actor_reading import Reading
from pipelines.extract.country_names import match_names, name_in_text
from pipelines.extract.phrases import Phrases
from pipelines.extract.units import Mention, Row, Unit
from pipelines.structure.document import Document

__all__ = ["authority_rows", "find"]

RULE_ACRONYM = "actor_mentions.learned-acronym"
RULE_BACK = "actor_mentions.short-form"
RULE_GOVERNMENT = "actor_mentions.government-of"
RULE_PARTY = "actor_mentions.state-party"
RULE_INSIDE = "actor_mentions.owner-in-name"
_ENVOYS = frozenset({"Special Representative", "Special Envoy", "Personal Envoy", "Special Adviser"})
_SILENT = frozenset({"I", "Government"})  # short forms that leave no unresolved row
_GOVERNMENT_OF = re.compile(r"\bGovernment of (?:the )?$")
_ON_STATE_PARTY, _STATE_PARTY = "concluding_observations", "state party"
_PLACED = re.compile(r"(?:\b[Ii]n|Government of|Governments of|visit to)(?: the)? $")
_AT_REQUEST = re.compile(r"\b(?:invitation|request|consent|agreement|approval|initiative) of the $")
_OWNER = re.compile(r" of (?:the )?$")
_AUTHORS = frozenset({"special_procedure", "un_office_holder", "treaty_body", "un_entity", "un_body"})
_OWNERS = _AUTHORS - {"un_office_holder"} | {"regional_organization", "financial_institution", "other"}
_LEAD = 24  # characters before a country that can hold `the Government of the`


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """The rows of `actor_mentions`, the actors and aliases learned here, the unresolved short forms.

    Fills `unit.actors` of every unit.
    """
    reading = Reading(document.document_id, home=_home(document))
    new_names = introduced(units, "other" if _is_of_security_council(document) else "civil_society")
    told = classed(units)
    for unit in units:
        new = new_names.get(unit.id, []) + told.get(unit.id, [])
        unit.actors = named_in(unit, reading, new)
    if reading.home is not None and document.masthead.document_type == _ON_STATE_PARTY:
        _name_state_party(units, reading.home, reading)
    _find_learned_acronyms(units, reading)
    author, organ = _masthead_actors(document, reading)
    antecedents = Antecedents(author, organ, reading.names)
    if reading.home is not None:
        _saw_government(reading.home, reading, antecedents)
    unresolved = _link_all(units, reading, antecedents)
    rows = [row for unit in units for row in _rows_of(unit)]
    aliases = [
        {"actor_id": a, "alias": s, "kind": "in_document"} for s, a in sorted(reading.acronyms.items())
    ]
    return {
        "actor_mentions": rows,
        "actors": reading.rows(),
        "actor_aliases": aliases,
        "unresolved": unresolved,
    }


def _name_state_party(units: list[Unit], home: str, reading: Reading) -> None:
    """`the State party` of concluding observations is the State whose report was considered."""
    actor = state_actor(home)
    reading.names[actor.actor_id] = actor.name
    for unit in units:
        unit.actors = [
            m._replace(target=actor.actor_id, rule_id=RULE_PARTY)
            if unit.text[m.start : m.end].casefold() == _STATE_PARTY
            else m
            for m in unit.actors
        ]


def _is_of_security_council(document: Document) -> bool:
    return (document.symbol or "").startswith("S/") or document.masthead.organ == "Security Council"


def _rows_of(unit: Unit) -> list[Row]:
    rows = [_row(unit, _with_government(unit, m)) for m in unit.actors]
    taken = {(m.start, m.end) for m in unit.actors}
    return rows + [_row(unit, m) for m in _owners(unit) if (m.start, m.end) not in taken]


def _row(unit: Unit, m: Mention) -> Row:
    row = unit.found("actor_mention_id", m.start, m.end, m.rule_id, suffix=f":{m.target}", text="surface")
    return row | {"actor_id": m.target}


def _with_government(unit: Unit, mention: Mention) -> Mention:
    """`the Government of Nepal` is the surface of the State, not the country's name alone."""
    if mention.rule_id != RULE_GOVERNMENT:
        return mention
    lead = _GOVERNMENT_OF.search(unit.text, max(0, mention.start - _LEAD), mention.start)
    return mention._replace(start=lead.start()) if lead else mention


def _owners(unit: Unit) -> list[Mention]:
    """The listed organisation that a longer name ends in: `... Committee of the World Intellectual ...`."""
    found = []
    for mention in unit.actors:
        if mention.rule_id != "actor_mentions.head-noun":
            continue
        text = fold(unit.text[mention.start : mention.end])
        last = next((n for n in listed_names(text) if n.end == len(text) and n.start > 0), None)
        if (
            last is not None
            and last.actor_id
            and last.actor_type in _OWNERS
            and _OWNER.search(text[: last.start])
        ):
            found.append(Mention(mention.start + last.start, mention.end, last.actor_id, RULE_INSIDE))
    return found


def _find_learned_acronyms(units: list[Unit], reading: Reading) -> None:
    """Adds the mentions of short forms that the document defined and the list does not know."""
    known = {a.alias for a in load_authority().aliases if a.kind == "acronym" and not a.is_ambiguous}
    shorts = sorted(s for s in reading.acronyms if s not in known)
    phrases = Phrases(shorts) if shorts else None
    for unit in units:
        hits = phrases.find(unit.text) if phrases is not None else ()
        found = [(a, b, reading.acronyms[shorts[i]], RULE_ACRONYM) for i, a, b in hits]
        found += [(a, b, actor_id, RULE_PERSON) for a, b, actor_id in later_names(unit.text, reading.holders)]
        covered = [(m.start, m.end) for m in unit.actors]
        unit.actors += [
            Mention(a, b, target, rule)
            for a, b, target, rule in found
            if not any(c < b and a < d for c, d in covered)
        ]
        unit.actors.sort()


def _masthead_actors(document: Document, reading: Reading) -> tuple[str | None, str | None]:
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


def _home(document: Document) -> str | None:
    """The one country that the title of a report names (`Framework for X and the Region` names more)."""
    head = document.masthead
    title = f"{head.title or ''}. {head.subtitle or ''}"
    named = {m.codes for m in match_names(title) if m.kind == "name"}
    codes = named.pop() if len(named) == 1 and not is_wider(title) else ()
    return codes[0] if len(codes) == 1 else None


def _saw_government(iso3: str, reading: Reading, antecedents: Antecedents) -> None:
    actor = state_actor(iso3)
    reading.names[actor.actor_id] = actor.name
    antecedents.saw(actor.actor_id, "Government")


def _author_in(printed: str | None, reading: Reading) -> str | None:
    if not printed:
        return None
    text = fold(printed)
    for name in listed_names(text):
        if name.start < MASTHEAD_REACH and name.actor_type in _AUTHORS:
            return name.actor_id
    return type_of_new(text, reading.learn)


def _link_all(units: list[Unit], reading: Reading, antecedents: Antecedents) -> list[Row]:
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


def _link(unit: Unit, reading: Reading, state: Antecedents) -> list[Row]:
    """Settles the short forms of a unit, each by what was named before it."""
    named = list(unit.actors)
    covered = [(m.start, m.end) for m in named]
    places = short_forms(unit.text)
    blocks = [f for f in programmes(unit.text) if not _meets(covered, f)]
    queue = sorted([(m.start, 0, m) for m in named] + [(f.start, 1, f) for f in places + blocks])
    unresolved: list[Row] = []
    for _, _, item in queue:
        if isinstance(item, Mention):
            _remember(item, unit, reading, state)
        elif item in blocks:
            state.forget(item.word)
        else:
            form = longest_form(unit.text, item, state)
            if form is not None and not _meets(covered, form):
                unresolved += _settle(unit, form, reading, state)
    unit.actors.sort()
    return unresolved


def _settle(unit: Unit, form: ShortForm, reading: Reading, state: Antecedents) -> list[Row]:
    """Adds the mention of a short form, or gives its unresolved row."""
    if form.word == "Government":
        target = _government(unit, form, reading, state)
    else:
        target = _own_envoy(unit, form, reading, state) or state.resolve(form.word, unit.id)
    if target is not None:
        unit.actors.append(Mention(form.start, form.end, target, RULE_BACK))
        return []
    if form.word in _SILENT:
        return []
    reason = "no actor before it has this head noun"
    return [unit.unsettled(form.start, form.end, RULE_BACK, "actor", reason, suffix=":actor")]


def _own_envoy(unit: Unit, form: ShortForm, reading: Reading, state: Antecedents) -> str | None:
    """`my Special Representative` of a Secretary-General's report: never the envoy of a State."""
    mine = unit.text[: form.start].endswith(("my ", "My ")) and form.word in _ENVOYS
    if not mine or state.resolve("I") != "secretary-general":
        return None
    last = reading.actor(state.resolve(form.word, unit.id) or "")
    if last is not None and last.actor_type == "un_office_holder":
        return last.actor_id
    whole = f"{form.word} of the Secretary-General"
    whole += f" for {name_in_text(reading.home)}" if reading.home is not None else ""
    return reading.learn(whole, "un_office_holder", None)


def _government(unit: Unit, form: ShortForm, reading: Reading, state: Antecedents) -> str | None:
    """Whose Government: of the country of its own sentence, else of the report, else of the unit's last."""
    begin, stop = next(((s.start, s.end) for s in unit.sentences if s.start <= form.start < s.end), (0, 0))
    before = [m for m in unit.countries if m.end <= form.start]
    inside = {m.target for m in before if m.start >= begin}
    if reading.home is not None:
        placed = [m for m in before if m.start >= begin and _PLACED.search(unit.text[: m.start][-_LEAD:])]
        return f"state-{(placed[-1].target if placed else reading.home).lower()}"
    ahead = {m.target for m in unit.countries if form.end <= m.start < stop}
    if not inside and len(ahead) == 1 and (not before or _AT_REQUEST.search(unit.text[begin : form.start])):
        return f"state-{ahead.pop().lower()}"  # `At the invitation of the Government, she visited X`
    if before and len(inside) <= 1:
        return f"state-{before[-1].target.lower()}"
    return state.resolve(form.word, unit.id)


def _meets(covered: list[tuple[int, int]], form: ShortForm) -> bool:
    return any(a < form.end and form.start < b for a, b in covered)


def _remember(mention: Mention, unit: Unit, reading: Reading, state: Antecedents) -> None:
    actor = reading.actor(mention.target)
    if actor is not None and actor.actor_type != "class":
        reading.names[mention.target] = actor.name
        state.saw(mention.target, actor.name, unit.id)
        printed = unit.text[mention.start : mention.end]
        if printed != actor.name and " " in printed:
            state.saw(mention.target, printed, unit.id)
    elif mention.rule_id == RULE_GOVERNMENT:
        reading.names[mention.target] = state_actor(mention.target[6:].upper()).name
        state.saw(mention.target, "Government")
