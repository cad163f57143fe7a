"""The words that ask, read from `lexicons/directives`.

Belongs here: the lexicon's shape. Does not belong here: any word (the lexicon) or frame (`directives`).
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from pipelines.extract.tokens import verb_lemma


@dataclass(frozen=True, slots=True)
class Verb:
    """An asking verb. `takes`: kinds of complement; `after`: particle → kinds, where one is needed."""

    strength: int
    takes: frozenset[str]
    after: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """The directive lexicon. `forms` are all the word forms that can open a frame."""

    verbs: dict[str, Verb]
    modals: dict[str, int]
    nouns: dict[str, int]
    stressed: dict[str, int]
    evaluations: dict[str, int]
    repeat: frozenset[str]
    echoing: frozenset[str]
    stressing: frozenset[str]
    speech: frozenset[str]
    operative: frozenset[str]
    instruments: frozenset[str]
    reading: frozenset[str]
    embedding: frozenset[str]
    contributors: frozenset[str]
    unnamed: frozenset[str]
    delegations: frozenset[str]
    views: frozenset[str]
    habits: frozenset[str]
    speakers: frozenset[str]
    agents: frozenset[str]
    questions: frozenset[str]
    answers: frozenset[str]
    steps: frozenset[str]
    forms: frozenset[str]


def _inflections(lemma: str) -> set[str]:
    """The forms of a verb: spelled by rule, kept where the word lexicon knows them."""
    stems = {lemma, lemma.removesuffix("e"), lemma.removesuffix("y") + "i", lemma + lemma[-1]}
    spelled = {stem + ending for stem in stems for ending in ("", "s", "es", "ed", "ing")}
    irregular = {"see": {"saw", "seen"}}
    return {form for form in spelled if verb_lemma(form) == lemma} | irregular.get(lemma, set())


_SETS = (
    "repeat echoing stressing speech operative instruments reading embedding contributors "
    "unnamed delegations views habits speakers agents questions answers steps"
).split()
"""Entries of the lexicon that are sets of words."""


@cache
def words() -> Words:
    """The lexicon, read once."""
    raw = yaml.safe_load(
        (files("pipelines.lexicons") / "directives" / "triggers.yml").read_text(encoding="utf8")
    )
    verbs = {
        lemma: Verb(
            entry["strength"],
            frozenset(entry["takes"]),
            {particle: frozenset(takes) for particle, takes in entry.get("after", {}).items()},
        )
        for lemma, entry in raw["verbs"].items()
    }
    triggers = [*verbs, *raw["stressing"]]
    forms = {form for lemma in triggers for form in _inflections(lemma)}
    forms |= {*raw["modals"], *raw["nouns"], *raw["evaluations"], "need", "needs", "needed"}
    return Words(
        verbs=verbs,
        modals=raw["modals"],
        nouns=raw["nouns"],
        stressed=raw["stressed"],
        evaluations=raw["evaluations"],
        forms=frozenset(forms),
        **{name: frozenset(raw[name]) for name in _SETS},
    )
