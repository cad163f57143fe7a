"""The terms of topics: what a concept is called, and when its name means it.

Belongs here: reading `lexicons/topics/`, folding (case, hyphens, plurals), and which concepts hits
stand for. Does not belong here: units, recommendations, rows (`topics`).
"""

import csv
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, NamedTuple

import yaml

from pipelines.extract.phrases import STEM, Phrases

Topic = tuple[str, str]  # (scheme, code)

_FOLDER = files("pipelines.lexicons") / "topics"
_FOLDS = str.maketrans({"’": "'", **dict.fromkeys("-\u00a0\u00ad\u2010\u2011\u2013/", " ")})
_SIBILANTS = ("s", "x", "ch", "sh")
_SHORTEST_PLURAL = 3  # letters of a last word that may get a plural: `ILO`, `of` do not


class Hit(NamedTuple):
    """A phrase of the lexicon in a text: what it does there, and where."""

    uses: tuple["Use", ...]
    start: int
    end: int


class Use(NamedTuple):
    """What a phrase does for a concept: `term`, `beside`, `without` or `not_in`."""

    concept: int
    role: str
    is_acronym: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of the lexicon (see `lexicons/topics/README.md` for its keys)."""

    name: str
    topics: tuple[Topic, ...]
    is_conditional: bool  # a term counts only beside another phrase of the same passage
    last_resort: (
        int  # 0: always counts; else only in a scheme that no concept of a lower number gives a topic
    )


class Named(NamedTuple):
    """A concept that a passage names, at `[start, end)`."""

    concept: Concept
    start: int
    end: int


def fold(text: str) -> str:
    """The text in small letters with spaces for hyphens and slashes, every character in its place."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.translate(_FOLDS)


def forms(term: str) -> list[str]:
    """A term as the automaton looks for it: folded, with its regular plural.

    >>> forms("asylum-seeker"), forms("minority"), forms("discriminat*"), forms("CERD")
    (['asylum seeker', 'asylum seekers'], ['minority', 'minorities'], ['discriminat*'], ['cerd'])
    """
    folded = fold(term)
    last = term.split()[-1]
    if folded.endswith(STEM) or not last.isalpha() or not last.islower() or len(last) < _SHORTEST_PLURAL:
        return [folded] if not last[-1:].islower() or folded.endswith(STEM) else [folded, folded + "s"]
    if folded.endswith("y") and folded[-2] not in "aeiou":
        return [folded, folded[:-1] + "ies"]
    return [folded, folded + ("es" if folded.endswith(_SIBILANTS) else "s")]


def entries() -> list[dict[str, Any]]:
    """The concepts as they are written, in the order of the files' names."""
    folder = sorted((path for path in _FOLDER.iterdir() if path.name.endswith(".yml")), key=lambda p: p.name)
    return [entry for path in folder for entry in yaml.safe_load(path.read_text(encoding="utf8"))]


@cache
def labels() -> dict[Topic, str]:
    """The published name of each topic of a scheme."""
    lines = (_FOLDER / "topics.csv").read_text(encoding="utf8").splitlines()
    return {(line["scheme"], line["topic_code"]): line["label"] for line in csv.DictReader(lines)}


@cache
def _lexicon() -> tuple[Phrases, tuple[tuple[Use, ...], ...], tuple[Concept, ...]]:
    """The automaton, what each phrase does, and the concepts."""
    uses: dict[str, list[Use]] = defaultdict(list)
    concepts = []
    for number, entry in enumerate(entries()):
        topics = tuple((scheme, code) for scheme, codes in entry["topics"].items() for code in codes)
        concepts.append(
            Concept(entry["concept"], topics, bool(entry.get("beside")), entry.get("last_resort", 0))
        )
        for role, key in (("term", "terms"), ("beside", "beside"), ("without", "without"), ("not_in",) * 2):
            for phrase in entry.get(key, ()):
                for form in forms(phrase):
                    uses[form].append(Use(number, role, phrase.isupper()))
    phrases = sorted(uses)
    return Phrases(phrases, overlapping=True), tuple(tuple(uses[p]) for p in phrases), tuple(concepts)


def hits_in(text: str) -> list[Hit]:
    """The lexicon's phrases in a text, overlapping ones too, by their end."""
    phrases, uses, _ = _lexicon()
    found = []
    for index, start, end in phrases.find(fold(text)):
        is_capital = text[start:end].isupper()
        meant = tuple(use for use in uses[index] if is_capital or not use.is_acronym)
        if meant:
            found.append(Hit(meant, start, end))
    return sorted(found, key=lambda hit: hit.end)


def concepts_in(hits: list[Hit]) -> Iterator[Named]:
    """The concepts that one passage (a sentence, or what is recommended) names, a row a term."""
    _, _, concepts = _lexicon()
    roles: dict[tuple[int, str], list[Hit]] = defaultdict(list)
    for hit in hits:
        for use in hit.uses:
            roles[use.concept, use.role].append(hit)
    for (number, role), found in roles.items():
        concept = concepts[number]
        if role != "term" or (number, "without") in roles:
            continue
        if concept.is_conditional and (number, "beside") not in roles:
            continue
        for hit in _uncovered(found, roles.get((number, "not_in"), [])):
            yield Named(concept, hit.start, hit.end)


def _uncovered(hits: list[Hit], covers: list[Hit]) -> Iterator[Hit]:
    """The hits that are inside no cover."""
    covers = sorted(covers, key=lambda cover: cover.start)
    starts = [cover.start for cover in covers]
    furthest = list(accumulate((cover.end for cover in covers), max))  # of the covers up to each start
    for hit in hits:
        before = bisect_right(starts, hit.start)
        if not before or furthest[before - 1] < hit.end:
            yield hit


def topics_of(named: list[Named]) -> dict[Topic, Named]:
    """Each topic at its first place; a last resort only where its scheme has nothing better."""
    best: dict[str, int] = {}
    for one in named:
        for scheme, _ in one.concept.topics:
            best[scheme] = min(best.get(scheme, one.concept.last_resort), one.concept.last_resort)
    topics: dict[Topic, Named] = {}
    for one in sorted(named, key=lambda n: (n.start, -n.end, n.concept.name)):
        for topic in one.concept.topics:
            if one.concept.last_resort == best[topic[0]]:
                topics.setdefault(topic, one)
    return topics
