"""Acts that are printed as nouns: `his mission to Honduras`, `the appointment by X of a focal point`.

Belongs here: the frames of nominalised acts. Does not belong here: acts with a finite verb
(`country_actions`).
"""

import re
from typing import NamedTuple

from pipelines.extract.units import Mention, Sentence, Unit

_VISIT = re.compile(
    r"\b(?:(his|her|its|their|the|a|an)\s+)?(?:[\w-]+\s+){0,3}?(visits?|missions?)\s+to\s+(?:the\s+)?", re.I
)
_BY = re.compile(
    r"\b(?:the\s+)?(appointment|adoption|enactment|establishment|creation|launch|ratification|arrest|killing|"
    r"detention|execution|expulsion|designation|prosecution|conviction|investigation)s?\s+by\s+(?:the\s+)?"
)
_MEETING = re.compile(r"\b(?:a|the|his|her|its|their) meetings?\b[^.;]{0,50}? with (?:the )?", re.I)
_TYPES = {
    "appointment": "appointment", "designation": "appointment", "adoption": "law_or_policy",
    "enactment": "law_or_policy", "ratification": "law_or_policy", "establishment": "other",
    "creation": "other", "launch": "other", "prosecution": "accountability", "conviction": "accountability",
    "investigation": "accountability",
}  # fmt: skip


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


def nominal_acts(unit: Unit, sentence: Sentence, named: list[Mention]) -> list[NominalAct]:
    """The nominalised acts of a sentence that names countries (`named`)."""
    if not named:
        return []
    return _visits(unit, sentence, named) + _meetings(unit, sentence, named) + _acts_by(unit, sentence, named)


def _meetings(unit: Unit, sentence: Sentence, named: list[Mention]) -> list[NominalAct]:
    """`a meeting with the Minister of Justice of X`."""
    out = []
    for match in _MEETING.finditer(unit.text, sentence.start, sentence.end):
        country = next((m for m in named if match.end() <= m.start < match.end() + 60), None)
        if country is not None and "," not in unit.text[match.end() : country.start]:
            span = (match.start(), country.end)
            out.append(NominalAct(*span, "meet", "dialogue", (country.target,), (), True, False))
    return out


def _visits(unit: Unit, sentence: Sentence, named: list[Mention]) -> list[NominalAct]:
    """`visit(s) to A, B and C`: a row for each."""
    out = []
    for match in _VISIT.finditer(unit.text, sentence.start, sentence.end):
        chain = _listed(unit, named, match.end())
        if chain:
            owner = (match.group(1) or "").lower()
            out.append(
                NominalAct(
                    match.start(), chain[-1].end, "visit", "monitoring", tuple(m.target for m in chain), (),
                    owner in ("his", "her", "its", "their", "the"), False,
                )
            )  # fmt: skip
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


def _acts_by(unit: Unit, sentence: Sentence, named: list[Mention]) -> list[NominalAct]:
    """`the appointment by X of Y`: the agent is the actor after `by`."""
    out = []
    for match in _BY.finditer(unit.text, sentence.start, sentence.end):
        actor = next((m for m in unit.actors if match.end() - 4 <= m.start <= match.end() + 1), None)
        end = sentence.end - (unit.text[sentence.end - 1] == ".")
        countries = tuple(dict.fromkeys(m.target for m in named if match.start() <= m.start < end))
        if countries:
            noun = match.group(1).lower()
            out.append(
                NominalAct(
                    match.start(), end, noun, _TYPES.get(noun, "restriction_or_violation"), countries[:1],
                    (actor.target,) if actor else (), False, False,
                )
            )  # fmt: skip
    return out
