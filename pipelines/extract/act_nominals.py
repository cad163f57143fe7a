"""Acts that are printed as nouns: `his mission to Honduras`, `the appointment by X of a focal point`.

Belongs here: the frames of nominalised acts. Does not belong here: acts with a finite verb
(`country_actions`) or participles and gerunds (`act_participles`).
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from pipelines.extract.act_words import singular
from pipelines.extract.units import Mention, Sentence, Unit

_VISIT = re.compile(
    r"\b(?:(his|her|its|their|my|the|a|an)\s+)?(?:[\w-]+\s+){0,3}?(visits?|missions?)\s+to\s+(?:the\s+)?",
    re.I,
)
_MEETING = re.compile(r"\b(?:a|the|his|her|its|their) meetings?\b[^.;]{0,50}? with (?:the )?", re.I)
_BY = re.compile(r"\b(?:the\s+)?([a-z]+)\b(?:\s+(?!by\b)[\w’'-]+){0,6}?\s+by\s+(?:the\s+)?")
_OF_COURT = re.compile(r"\b(?:the\s+)?(?:[a-z]+\s+)?([a-z]+)\s+(?:of|by)\s+the\s+(?=[A-Z])")
_POSSESSIVE = frozenset({"his", "her", "its", "their", "my"})
_COURTS = frozenset({"court", "tribunal", "courts"})
_CLAUSE = re.compile(r"[,;]|\.$")


class NominalAct(NamedTuple):
    """A nominalised act. `stands_beside`: it is an act of its own even inside another one's clause."""

    start: int
    end: int
    lemma: str
    action_type: str
    countries: tuple[str, ...]
    agents: tuple[str, ...]
    possessive: bool
    stands_beside: bool


@cache
def nominal_types() -> dict[str, str]:
    """Noun → action type, from `lexicons/acts/nominals.yml`."""
    text = (files("pipelines.lexicons") / "acts" / "nominals.yml").read_text(encoding="utf8")
    return {noun: kind for kind, nouns in yaml.safe_load(text).items() for noun in nouns.split()}


def nominal_acts(
    unit: Unit, sentence: Sentence, named: list[Mention], scope: tuple[str, ...]
) -> list[NominalAct]:
    """The nominalised acts of a sentence; `scope` are the countries where it names none (`named`)."""
    found = _acts_by(unit, sentence, named, scope)
    if not named:
        return found
    rulings = _rulings(unit, sentence, named)
    return _visits(unit, sentence, named) + _meetings(unit, sentence, named) + found + rulings


def _meetings(unit: Unit, sentence: Sentence, named: list[Mention]) -> list[NominalAct]:
    """`a meeting with the Minister of Justice of X`: whoever is met takes part."""
    out = []
    for match in _MEETING.finditer(unit.text, sentence.start, sentence.end):
        country = next((m for m in named if match.end() <= m.start < match.end() + 60), None)
        if country is not None and "," not in unit.text[match.end() : country.start]:
            met = tuple(m.target for m in unit.actors if match.end() - 4 <= m.start <= match.end() + 1)[:1]
            span = (match.start(), country.end)
            out.append(NominalAct(*span, "meet", "dialogue", (country.target,), met, True, False))
    return out


def _visits(unit: Unit, sentence: Sentence, named: list[Mention]) -> list[NominalAct]:
    """`visit(s) to A, B and C`: a row for each."""
    out = []
    for match in _VISIT.finditer(unit.text, sentence.start, sentence.end):
        chain = _listed(unit, named, match.end())
        if chain:
            owner = (match.group(1) or "").lower()
            span = (match.start(), chain[-1].end)
            countries = tuple(m.target for m in chain)
            owned = owner in _POSSESSIVE or "country visit" in match.group().lower()
            out.append(NominalAct(*span, "visit", "monitoring", countries, (), owned, False))
    return out


def _listed(unit: Unit, named: list[Mention], at: int) -> list[Mention]:
    """The countries listed from `at` on."""
    chain: list[Mention] = []
    for mention in named:
        if mention.start < at - 4:
            continue
        gap = unit.text[at : mention.start] if mention.start > at else ""
        if re.sub(r"\([^)]*\)|\band\b|\bthe\b|[\s,]", "", gap):
            break
        chain.append(mention)
        at = mention.end
    return chain


def _chain_from(unit: Unit, at: int) -> tuple[str, ...]:
    """The actors named from `at` on, joined by commas and `and`."""
    chain: list[Mention] = []
    for mention in unit.actors:
        gap = unit.text[chain[-1].end : mention.start].strip(" ,") if chain else ""
        is_first = not chain and at - 4 <= mention.start <= at + 1
        if is_first or (chain and gap in ("", "and", "and the", "the")):
            chain.append(mention)
        elif mention.start > at + 1:
            break
    return tuple(dict.fromkeys(m.target for m in chain))


def _acts_by(
    unit: Unit, sentence: Sentence, named: list[Mention], scope: tuple[str, ...]
) -> list[NominalAct]:
    """`the appointment by X of Y`, `attacks on Y by X`: the agent is the actor after `by`."""
    out = []
    text = unit.text
    at = sentence.start
    while match := _BY.search(text, at, sentence.end):
        at = match.start(1) + 1
        noun = singular(match.group(1))
        kind = nominal_types().get(noun)
        agents = _chain_from(unit, match.end())
        if kind is None or not agents or noun not in _nominal_nouns():
            continue
        stop = _CLAUSE.search(text, match.end(), sentence.end)
        end = stop.start() if stop else sentence.end
        countries = tuple(dict.fromkeys(m.target for m in named if match.start() <= m.start < end))[:1]
        if countries or scope:
            beside = kind == "restriction_or_violation"
            out.append(
                NominalAct(match.start(), end, noun, kind, countries or scope[:1], agents, False, beside)
            )
        at = match.end()
    return out


@cache
def _nominal_nouns() -> frozenset[str]:
    """The nouns of acts that need an agent after `by` (rulings have a frame of their own)."""
    return frozenset(noun for noun, kind in nominal_types().items() if kind != "rulings")


def _is_about(gap: str) -> bool:
    """Whether a country after a court belongs to its case (`in A, B and Others v. Ecuador`)."""
    return "," not in gap or gap.rstrip().endswith((" v.", " v"))


def _rulings(unit: Unit, sentence: Sentence, named: list[Mention]) -> list[NominalAct]:
    """`the ruling of the Court of Human Rights in A v. B`: an act about the nearest country."""
    out = []
    for match in _OF_COURT.finditer(unit.text, sentence.start, sentence.end):
        court = next((m for m in unit.actors if match.end() - 4 <= m.start <= match.end() + 1), None)
        if court is None or nominal_types().get(singular(match.group(1))) != "rulings":
            continue
        if _COURTS.isdisjoint(court.target.split("-")):
            continue
        after = [m for m in named if m.start >= court.end and _is_about(unit.text[court.end : m.start])]
        before = [m for m in named if m.start < court.end]
        if not after and not before:
            continue
        country = after[0] if after else before[-1]
        end = max(country.end, court.end) if after else sentence.end - (unit.text[sentence.end - 1] == ".")
        span = (match.start(), end)
        out.append(
            NominalAct(*span, "rule", "accountability", (country.target,), (court.target,), False, True)
        )
    return out
