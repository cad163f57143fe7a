"""Acts told by a verb with its noun or particle: `brought a case`, `noted with concern`, `found that`.

Belongs here: the pairs of `lexicons/acts/phrases.yml`, what courts and committees find, and firsts
(`became the first State to ratify`). Does not belong here: verbs that tell their act alone (`act_types`).
"""

from functools import cache
from importlib.resources import files

import yaml

from pipelines.extract import tokens as t
from pipelines.extract.act_words import names_court, noun_class_of, singular
from pipelines.extract.tokens import Token, verb_lemma
from pipelines.extract.verb_words import is_adverb

_INNER = frozenset({"with", "to", "into", "under", "as"})  # prepositions that the phrase may hold
_PARTICLES = frozenset({"down", "into", "off", "up"})
_AMOUNTS = frozenset("hundreds thousands dozens scores tens number numbers series group groups".split())
NO_ACT = "none"  # `hosts refugees`
_ANY = "*"  # whatever follows
_REACH = 8  # tokens after the verb
FINDING = frozenset({"find", "hold", "rule", "conclude", "determine", "declare", "decide"})
_EXPERTS = frozenset({"committee", "commission", "group", "body", "bodies"})
_BREACHES = ("violat", "breach", "arbitrar", "failed", "responsib", "guilty", "liable")
_REACH_OF_THAT = 25  # tokens between `found` and its `that`
_REACH_OF_FIRST = 9  # tokens between `became the` and `to ratify`


@cache
def _pairs() -> dict[str, dict[str, str]]:
    """Verb lemma (`note with` where the preposition counts) → word → action type."""
    text = (files("pipelines.lexicons") / "acts" / "phrases.yml").read_text(encoding="utf8")
    return {
        verb: {word: kind for kind, words in kinds.items() for word in words.split()}
        for verb, kinds in yaml.safe_load(text).items()
    }


def phrase_type(tokens: list[Token], at: int, lemma: str, subject: tuple[int, int] | None) -> str | None:
    """The action type of the verb at `at` with its noun; `subject`: the tokens of a passive's subject."""
    pairs = _pairs().get(lemma)
    start = at + 1
    first = next((k for k in range(at + 1, min(at + 3, len(tokens))) if not is_adverb(tokens[k])), None)
    if first is not None and tokens[first].tags & (t.PREPOSITION | t.CONJUNCTION):
        own = _pairs().get(f"{lemma} {tokens[first].lower}")
        pairs, start = (own, first + 1) if own else (pairs, start)
    if pairs is None:
        return None
    words = _phrase(tokens, start)
    if subject is not None:
        words = _phrase(tokens[: subject[1]], subject[0]) + words
    for token in words:
        kind = pairs.get(token.lower) or pairs.get(singular(token.lower))
        kind = kind or pairs.get(f"@{noun_class_of(token)}")
        if kind is not None:
            return kind
    return pairs.get(_ANY)


def _phrase(tokens: list[Token], start: int) -> list[Token]:
    """The tokens after a verb up to a border, a relative or a preposition that leads elsewhere."""
    found: list[Token] = []
    for token in tokens[start : start + _REACH]:
        leads_away = token.tags & t.PREPOSITION and not token.tags & t.TO and token.lower not in _INNER
        goes_on = _is_particle(token, found) or _counts(token, found)
        if token.tags & (t.PUNCTUATION | t.RELATIVE) or (leads_away and not goes_on):
            break
        found.append(token)
    return found


def _is_particle(token: Token, before: list[Token]) -> bool:
    """`struck down`, `looked into`: a preposition right after the verb."""
    return not before and token.lower in _PARTICLES


def _counts(token: Token, before: list[Token]) -> bool:
    """`hundreds of asylum seekers`: what is counted follows."""
    return bool(before) and token.lower == "of" and before[-1].lower in _AMOUNTS


def finds(tokens: list[Token], at: int, lemma: str, subject: tuple[int, int]) -> bool:
    """Whether a court holds something, or a committee finds a violation: an act about the State in it."""
    if lemma not in FINDING:
        return False
    words = tokens[slice(*subject)]
    rest = tokens[at + 1 :]
    says = any(x.lower == "that" for x in rest[:_REACH_OF_THAT])
    breach = any(x.lower.startswith(_BREACHES) for x in rest)
    if names_court(words):
        return says or breach
    return breach and any(x.lower in _EXPERTS and x.tags & t.CAPITALISED for x in words)


def first_to(tokens: list[Token], at: int) -> int | None:
    """Index of the verb after `became the first State … to`: what the subject did, before others."""
    window = tokens[at + 1 : at + 1 + _REACH_OF_FIRST]
    words = [x.lower for x in window]
    if "first" not in words[:3]:
        return None
    for k in range(words.index("first"), len(window) - 1):
        if window[k].lower == "to" and verb_lemma(window[k + 1].lower) and window[k + 1].tags & t.BASE:
            return at + 2 + k
    return None
