"""The acts that a sentence's finite clauses tell: where each happened, and who acts.

Belongs here: walking over the clauses of one sentence, each with its countries and agents. Does not
belong here: what is carried from sentence to sentence (`country_actions`), or the frame of one act
(`act_frames`).
"""

import re
from dataclasses import dataclass, field

from pipelines.extract import act_agents, act_places
from pipelines.extract.act_frames import Act, build_act, of_one_attack
from pipelines.extract.act_guards import is_act, only_lasts
from pipelines.extract.act_verbs import voice_feeling
from pipelines.extract.clauses import Clause, clauses
from pipelines.extract.units import Mention, Sentence, Unit

_IN_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Ww]ithin|of)(?: the)? $")


@dataclass(slots=True)
class Place:
    """What the sentences before say about where things happen: the countries, and the last agents."""

    countries: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    from_title: bool = False
    only_past: bool = False  # only acts that are over go on about the countries
    several: tuple[str, ...] = ()  # the countries that the sentence before named, for `both countries`


@dataclass(slots=True)
class Told:
    """The acts of a sentence so far, each with the country mentions it is tied to, and who acted last."""

    agents: list[str]
    acts: list[tuple[Act, list[Mention]]] = field(default_factory=list)
    covered: list[tuple[int, int]] = field(default_factory=list)
    fronted: list[Mention] = field(default_factory=list)  # the countries of the phrase that opens the clause
    last: list[Mention] = field(default_factory=list)  # the countries of the clause before
    listed: bool = False  # whether the clause before only lists countries (`examples include …`)
    elsewhere: bool = False  # whether a clause before happened in another country than the report's


def finite_acts(unit: Unit, sentence: Sentence, named: list[Mention], place: Place) -> Told:
    """The acts of the finite clauses of a sentence that names the countries `named`."""
    parts = clauses(sentence.tokens)
    for clause in parts:
        voice_feeling(sentence, clause)
    told = Told(list(place.agents), fronted=act_places.lead(unit, sentence, named))
    series: list[tuple[Act, Clause]] = []
    for at, clause in enumerate(parts):
        covers = act_places.is_part(clause, parts[at - 1] if at else None, told.covered)
        if covers or act_places.only_describes(sentence, parts, at):
            continue  # part of an act that is a row already, or of a noun phrase
        act = _act(unit, sentence, parts, at, named, place, told)
        if act is not None:
            series.append((act, clause))
    of_one_attack(series)
    return told


def _act(
    unit: Unit,
    sentence: Sentence,
    parts: list[Clause],
    at: int,
    named: list[Mention],
    place: Place,
    told: Told,
) -> Act | None:
    """The act that the clause at `at` tells, None where it tells none; updates what was `told`."""
    clause = parts[at]
    if clause.fronted:
        told.fronted = act_places.fronted(unit, clause.fronted, named) or told.fronted
    end = act_places.evidence_end(unit, parts, at)
    tied, rule = act_places.tied(
        unit, parts, at, end, named, told.fronted, listed=told.listed, at_home=place.from_title
    )
    if not tied:
        alone = len({m.target for m in named}) == 1
        tied, rule = act_places.taken_over(unit, parts, at, told.last, alone=alone)
    told.last = tied or (told.last if clause.shares_subject else [])
    acting = act_agents.agents(unit, sentence.tokens, clause, end, tuple(told.agents))
    if acting and acting != ["unspecified"]:
        told.agents = acting
    scope = Place() if named and told.elsewhere else place
    isos, rule = _where(unit, clause, tied, rule, scope, acting, is_named=bool(named))
    told.elsewhere = told.elsewhere or any(
        m.target not in place.countries and not describes(m) and not act_places.only_helps(unit, m)
        for m in tied
    )
    if not isos or "•" in unit.text[clause.start : end]:
        return None  # bullets run together are no clause
    is_step = is_act(sentence, clause) and not only_lasts(sentence, clause)
    told.listed = act_places.dangles(sentence, parts, at) or not is_step
    if told.listed:
        return None
    act = build_act(unit, sentence, clause, end, isos, acting, rule)
    told.covered.append((act.start, act.end))
    told.acts.append((act, tied))
    return act


def _where(
    unit: Unit,
    clause: Clause,
    tied: list[Mention],
    rule: str,
    place: Place,
    acting: list[str],
    *,
    is_named: bool,
) -> tuple[list[str], str]:
    """The countries of a clause and the rule that says so: `tied` to it, or those of the `place`.

    In a report about one country the acts of its unnamed organs are its own, whatever country they
    name: `The Government expelled the ambassador of Chad`, `They were deported to Chad`, `A Chadian judge
    was threatened`.
    """
    isos = list(dict.fromkeys(m.target for m in tied))
    if not isos and (not is_named or place.from_title):
        if place.only_past and clause.tense not in act_places.PAST_TENSES:
            return [], rule
        return list(place.countries), "document-country" if place.from_title else "carried-country"
    own = rule == "clause-country" and _is_own(unit, tied, acting, place.countries)
    if place.from_title and tied and all(act_places.only_funds(unit, m) for m in tied):
        return list(place.countries), "document-country"  # `opened offices with support from Norway`
    if place.from_title and (own or all(map(describes, tied))):
        isos = [*place.countries, *(x for x in isos if x not in place.countries)]
    return isos, rule


def _is_own(unit: Unit, tied: list[Mention], acting: list[str], countries: tuple[str, ...]) -> bool:
    """Whether the State of `countries` acts, an unnamed organ, or somebody unnamed in no other place."""
    own = {"national-authorities", *(f"state-{iso.lower()}" for iso in countries)}
    if not own.isdisjoint(acting):
        return True
    return acting == ["unspecified"] and not any(_IN_PLACE.search(unit.text, 0, m.start) for m in tied)


def describes(mention: Mention) -> bool:
    """Whether a country is named as an adjective only (`Chadian forces`)."""
    return mention.rule_id.endswith("demonym")
