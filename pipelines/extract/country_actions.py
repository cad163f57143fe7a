"""Acts tied to a named country: who did what, where, and how it stands.

Belongs here: deciding which clauses are acts and which country each belongs to. Does not belong
here: cutting clauses (`clauses`), the type of an act (`act_types`), who acts (`act_agents`).

An act is a finite clause whose verb is none of the stative or reporting ones, that asks nothing of
anybody, and that its sentence ties to a country: named in the clause, in the phrase before it
(`In Kenya, …`), by its subject, or carried over from the sentence before or the report's title.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipelines.extract.act_clauses import Place, describes, finite_acts
from pipelines.extract.act_frames import Act
from pipelines.extract.act_guards import is_order
from pipelines.extract.act_homes import countries_of_sections, country_of_title
from pipelines.extract.act_nouns import list_item, noun_acts
from pipelines.extract.act_participles import gerund_acts, list_acts, participle_acts
from pipelines.extract.act_words import names_organ
from pipelines.extract.act_years import years
from pipelines.extract.actor_authority import armed_groups
from pipelines.extract.addressees import UNSPECIFIED
from pipelines.extract.authors import author_id
from pipelines.extract.prose import is_aim, is_record
from pipelines.extract.reviews import is_review, read_review
from pipelines.extract.units import Mention, Row, Sentence, Unit
from pipelines.structure.document import Document

_YEAR_IN_BRACKETS = re.compile(r"\s*\((?:[A-Z][a-z]+ )?((?:19|20)\d\d)\)")
# `the Nigeria Agenda for Growth`: the country only names a text.
_NAMED_TEXT = re.compile(
    r" (?:Agenda|Declaration|Accord|Agreement|Platform|Protocol|Principles|Plan of Action|"
    r"Programme of Action|Convention|Consensus|Compact|Process)\b"
)
# `the United States-led mechanism`: the country only describes.
_DESCRIBES = re.compile(
    r"-(?:led|backed|based|brokered|sponsored|mediated|funded|supported|controlled|owned)\b"
)
_SEVERAL = re.compile(
    r"\b(?:[Bb]oth|[Tt]he (?:two|three|four)) (?:countries|States|Governments|parties|sides|leaders)\b"
)
# Sentences that leave the country of the ones before: `Globally, …`, `Other States …`.
_LEAVES = re.compile(
    r"^(?:Globally|Worldwide|Internationally|Regionally|Elsewhere|Similarly|Likewise|Generally|In general|"
    r"Overall|Other |In other |Some States|Several States|Many States|Across |States |For example|"
    r"For instance|At the (?:global|regional|international) level|In the (?:region|case of))"
)
_OPENING = 100  # characters of a paragraph
_CARRY_CUES = re.compile(
    r"^(?:As a (?:result|consequence)|Subsequently|Consequently|Thereafter|Furthermore|Moreover|Th(?:is|ese) "
    r"|He |She |It |They )"
    r"|\b(?:subsequently|[Tt]he (?:country|police|national|Government|authorities|army|visit))\b"
)


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """`country_actions` and `country_action_actors` of a document whose units have their mentions."""
    title_country = country_of_title(document)
    of_sections = countries_of_sections(document)
    author = author_id(document, units)
    agents = () if author == UNSPECIFIED else (author,)
    texts = {unit.paragraph_id: unit.text for unit in units if unit.footnote_id is None}
    asked = {r["paragraph_id"] for r in read_review(document, units).rows} if is_review(document) else set()
    actions: list[Row] = []
    actors: list[Row] = []
    seen: set[str] = set()
    for unit in units:
        if unit.footnote_id is not None or unit.kind == "table_row" or is_record(unit.text):
            continue
        if unit.paragraph_id in asked:
            continue  # an item of a review's recommendations
        about = of_sections.get(unit.section_id or "", title_country)
        if not unit.countries and about is None:
            continue
        home = Place((about,) if about else (), agents, about is not None)
        lead = texts.get(unit.parent_paragraph_id or "", "")
        for act in _acts_of_unit(unit, home, lead):
            for row, acting in _rows(unit, act):
                if row["country_action_id"] not in seen:
                    seen.add(row["country_action_id"])
                    actions.append(row)
                    actors += acting
    return {"country_actions": actions, "country_action_actors": actors}


def _acts_of_unit(unit: Unit, home: Place, lead: str) -> Iterable[Act]:
    """The acts of a unit, sentence by sentence, countries carried along; `home`: title and author;
    `lead`: the words that introduce a lettered item.
    """
    item = list_item(unit, lead, home.countries)
    if item is not None:
        yield item
        return
    place = home
    placed = _placing(unit)
    # One country, named where the paragraph opens: what follows goes on about it.
    alone = len({m.target for m in placed}) == 1 and placed[0].start < _OPENING
    for sentence in unit.sentences:
        if (unit.in_recommendations and is_order(sentence)) or is_aim(sentence):
            continue  # `Ratify the Convention (Chad)`: asked, not done
        named = [m for m in placed if sentence.start <= m.start < sentence.end]
        if not named and place.several and _SEVERAL.search(unit.text, sentence.start, sentence.end):
            yield from _acts_of_sentence(unit, sentence, named, Place(place.several, place.agents), home)
            continue
        if not named and not place.countries:
            place = Place((), _first_actor(unit, sentence) or home.agents)
            continue
        scope = place
        if not named and not place.from_title:
            said = unit.text[sentence.start : sentence.end]
            cued = _CARRY_CUES.search(said) is not None
            if not cued and (home.from_title or not alone or _LEAVES.match(said)):
                place = scope = Place(home.countries, place.agents, home.from_title)
            else:
                scope = replace(place, only_past=not cued)
        acts = list(_acts_of_sentence(unit, sentence, named, scope, home))
        yield from acts
        place = _next_place(unit, sentence, named, acts, place, home)


def _placing(unit: Unit) -> list[Mention]:
    """The countries of a unit, without those that only name a text or an armed group."""
    armed = [m for m in unit.actors if m.target in armed_groups()]
    return [
        m
        for m in unit.countries
        if not _NAMED_TEXT.match(unit.text, m.end)
        and not _DESCRIBES.match(unit.text, m.end)
        and not any(group.start < m.start and m.end <= group.end for group in armed)
    ]


def _first_actor(unit: Unit, sentence: Sentence) -> tuple[str, ...]:
    """The first actor of a sentence: whom `he` or `it` in the next one most likely means."""
    if sentence.tokens and sentence.tokens[0].lower in ("he", "she", "it", "they"):
        return ()
    named = tuple(m.target for m in unit.actors if sentence.start <= m.start < sentence.end)[:1]
    return named or (("national-authorities",) if names_organ(sentence.tokens[:2]) else ())


def _next_place(
    unit: Unit, sentence: Sentence, named: list[Mention], acts: list[Act], place: Place, home: Place
) -> Place:
    """What the next sentence may take over from this one."""
    agents = _first_actor(unit, sentence) or place.agents
    if not named:
        return Place(place.countries, agents, place.from_title)
    isos = tuple(dict.fromkeys(m.target for m in named))
    if len(isos) == 1 and (acts or named[0].start < sentence.start + 40):
        if home.from_title and isos != home.countries and (all(map(describes, named)) or not acts):
            return Place(home.countries, agents, True)  # `Sudanese refugees` change no report's country
        return Place(isos, agents, home.from_title and isos == home.countries)
    return Place(home.countries, agents, home.from_title, several=isos)


def _acts_of_sentence(
    unit: Unit, sentence: Sentence, named: list[Mention], place: Place, home: Place
) -> Iterable[Act]:
    """The acts of one sentence: of its verbs, its participles and its nouns.

    What a speaker from another country welcomes happened at `home`, where the report has one.
    """
    told = finite_acts(unit, sentence, named, place)
    for act, tied in told.acts:
        gerunds = gerund_acts(sentence, act)
        inside = [(g.start, g.end) for g in gerunds]
        if not tied or not all(any(a <= m.start < b for a, b in inside) for m in tied):
            yield from list_acts(unit, sentence, act)
        yield from gerunds
    yield from participle_acts(unit, sentence, named, told.covered)
    scope = home.countries or (() if named else place.countries)
    yield from noun_acts(unit, sentence, named, scope, told.covered, told.agents)


def _rows(unit: Unit, act: Act) -> Iterable[tuple[Row, list[Row]]]:
    """The rows of an act: one a country, each with its actors."""
    for iso, agents in act.countries.items():
        row = unit.found(
            "country_action_id", act.start, act.end, f"country_actions.{act.rule}", suffix=f":{iso}"
        )
        verb = max(act.verb_end - act.start, 0)
        first, last = years(unit.text[act.start : act.end], verb, act.status, is_perfect=act.is_perfect)
        for mention in unit.countries:
            if mention.target == iso and act.start <= mention.start < act.end:
                dated = _YEAR_IN_BRACKETS.match(unit.text, mention.end)
                first, last = (int(dated.group(1)),) * 2 if dated else (first, last)
        row |= {
            "country_iso3": iso,
            "action_type": act.action_type,
            "predicate": act.lemma,
            "year_start": first,
            "year_end": last,
            "status": act.status,
        }
        roles = [("agent", a) for a in agents] + [("partner", a) for a in act.partners]
        roles += [("target", a) for a in act.targets]
        yield row, [_actor(row, role, actor) for role, actor in dict.fromkeys(roles)]


def _actor(row: Row, role: str, actor: str) -> Row:
    return {
        "country_action_actor_id": f"{row['country_action_id']}:{role}:{actor}",
        "document_id": row["document_id"],
        "country_action_id": row["country_action_id"],
        "actor_id": actor,
        "role": role,
    }
