"""Whether what a subject names can act.

Belongs here: the head of a subject and its judgement from `lexicons/acts/subjects.yml`. Does not
belong here: who the actor is (`act_agents`).

`Prices have dropped` and `tensions hampered the supply` report no act; `the court convicted` and `an
attack killed` do. Names, pronouns and nouns that no list knows are taken to act: the class is open.
"""

from functools import cache
from importlib.resources import files

import yaml

from pipelines.extract import tokens as t
from pipelines.extract.act_words import noun_class_of, singular
from pipelines.extract.tokens import Token

_HARMING = frozenset({"harm", "judge", "commit"})
# An event, a law or a project as the subject does what its verb says.
_DOING = frozenset({"network", "protection", "capacity", "law", "dialogue", "accountability", "carrier",
                    "institution", "assist", "guidance", "persons", "appointment"})  # fmt: skip
_STOPS = t.PREPOSITION | t.PUNCTUATION | t.RELATIVE | t.TO | t.MODAL | t.BE | t.HAVE | t.CONJUNCTION


@cache
def _lists() -> dict[str, frozenset[str]]:
    """List name → words, from `lexicons/acts/subjects.yml`."""
    text = (files("pipelines.lexicons") / "acts" / "subjects.yml").read_text(encoding="utf8")
    return {name: frozenset(words.split()) for name, words in yaml.safe_load(text).items()}


def can_act(tokens: list[Token], first: int, last: int, *, verb: str) -> bool:
    """Whether the subject `tokens[first:last]` can do what a verb of the class `verb` says."""
    head = head_of(tokens, first, last)
    if head is None:
        return True
    token = tokens[head]
    if token.lower in _lists()["demonstratives"] and not _is_followed_by_people(tokens, head, last):
        return verb in _HARMING and token.lower not in ("there", "what")
    is_name = head > 0 or token.text.isupper() or not t.tags_of(token.lower)  # `France`: no word in `-ance`
    if token.tags & t.CAPITALISED and is_name:
        return tokens[head - 1].lower not in _lists()["storms"] or head == first  # `Storm Daniel`
    return _noun_can_act(token, verb)


def is_text(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the subject is a law or the like: in the present it says what is so, it does nothing."""
    head = head_of(tokens, first, last)
    if head is None:
        return False
    noun = singular(tokens[head].lower)
    return noun in _lists()["texts"]


def _is_followed_by_people(tokens: list[Token], head: int, last: int) -> bool:
    """`many of the families`: the head only counts."""
    if head + 2 >= last or tokens[head + 1].lower != "of" or tokens[head].lower == "cent":
        return False  # `seven per cent of women were employed` is a figure
    inner = head_of(tokens, head + 2, last)
    return inner is not None and _noun_can_act(tokens[inner], "other")


def _noun_can_act(token: Token, verb: str) -> bool:
    lists = _lists()
    noun = singular(token.lower)
    if noun in lists["acts"] or token.lower in lists["acts"]:
        return True
    kind = noun_class_of(token)
    if kind == "harm":
        return verb in _HARMING
    if noun in lists["inert"] or token.lower in lists["inert"]:
        return False
    if kind is not None:
        return kind in _DOING or verb in _HARMING
    return not noun.endswith(tuple(lists["suffixes"])) or verb in _HARMING


def head_of(tokens: list[Token], first: int, last: int) -> int | None:
    """Index of the head noun of the subject's first noun phrase; None where it has none."""
    head: int | None = None
    for at in range(first, last):
        token = tokens[at]
        closes = token.tags & _STOPS and not (token.tags & t.DETERMINER)
        if closes and token.lower not in ("’", "“", "”", '"'):
            if head is not None:
                return head
            continue
        if head is not None and _ends_phrase(tokens, at):
            return head
        if not token.tags & (t.DETERMINER | t.PUNCTUATION) or head is None:
            head = at
    return head


def _ends_phrase(tokens: list[Token], at: int) -> bool:
    """Whether a participle at `at` opens a reduced clause (`measures taken by …`)."""
    token, before = tokens[at], tokens[at - 1]
    is_participle = token.tags & (t.PARTICIPLE | t.GERUND) and not token.tags & (t.NOUN | t.CAPITALISED)
    return bool(is_participle and before.tags & (t.NOUN | t.PLURAL) and not before.tags & t.DETERMINER)
