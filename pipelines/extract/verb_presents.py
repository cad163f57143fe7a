"""Whether a present form that is a noun too stands as a verb: what the words around it say.

Belongs here: questions about a form in -s or a plain form and its neighbours. Does not belong here: past
forms (`verb_pasts`), verb groups (`verb_groups`).
"""

from pipelines.extract import tokens as t
from pipelines.extract.tokens import Token
from pipelines.extract.verb_words import NOMINAL

_WITH_BARE_NOUN = frozenset({("takes", "note"), ("take", "note"), ("takes", "part"), ("take", "part"),
    ("takes", "place"), ("take", "place"), ("gives", "rise"), ("give", "rise")})  # fmt: skip
_NAMES_AND = 3  # tokens of `Chile and Peru`


def is_relative_plain(tokens: list[Token], at: int) -> bool:
    """`laws that punish vagrants`: a plain form after `that`, a plural before it."""
    tags, after = tokens[at].tags, tokens[at + 1].tags if at + 1 < len(tokens) else 0
    opens = not tags & (t.NOUN | t.PLURAL | t.ADJECTIVE) or bool(after & t.DETERMINER)
    many = at > 1 and tokens[at - 2].tags & t.PLURAL and not tokens[at - 2].tags & t.NOUN
    return bool(tags & t.BASE and opens and many)


def names_joined(tokens: list[Token], at: int) -> bool:
    """`Chile and Peru maintain registers`: two names make a plural subject."""
    if at < _NAMES_AND or tokens[at - 2].lower != "and" or not tokens[at].tags & t.BASE:
        return False
    return bool(tokens[at - 1].tags & tokens[at - 3].tags & t.CAPITALISED)


def closes_phrase(tokens: list[Token], at: int, before: Token, nxt: Token) -> bool:
    """Whether a form in -s that is a noun too ends its noun phrase: `security forces, the Mission`,
    `national levels to combat`, `practices and activities`.
    """
    if nxt.lower == "," or (tokens[at].lower == "forces" and nxt.tags & t.PREPOSITION):
        return True
    if before.tags & t.ADJECTIVE and not before.tags & (t.CAPITALISED | t.NOUN):
        return not nxt.tags & (t.DETERMINER | t.RELATIVE)
    follower = tokens[at + 2].tags if at + 2 < len(tokens) else t.PREPOSITION
    is_joint = nxt.lower in ("and", "or") and not before.tags & t.RELATIVE
    return is_joint and not follower & (t.THIRD | t.ADVERB | t.PREPOSITION)


def is_of_many(tokens: list[Token], at: int) -> bool:
    """`The people of Tuvalu continue`: a name before a plain form, a plural before the name."""
    back = at - 1
    while back > 0 and (tokens[back].tags & t.CAPITALISED or tokens[back].lower == "the"):
        back -= 1
    placed = 0 < back < at - 1 and tokens[back].lower in ("of", "in", "from")
    return placed and bool(tokens[back - 1].tags & t.PLURAL)


def is_idiom(token: Token, before: Token, nxt: Token | None) -> bool:
    """`takes note of`, `schools in the valley lack toilets`: verbs although a bare noun follows."""
    if nxt is None:
        return False
    if token.lower == "lack":
        return bool(before.tags & NOMINAL) and not nxt.tags & t.PREPOSITION
    if token.lower == "face":
        return bool(before.tags & t.PLURAL) and not before.tags & t.NOUN
    return (token.lower, nxt.lower) in _WITH_BARE_NOUN
