"""The phrase before a clause's subject: `In Kenya, in 2017, the Office …`.

Belongs here: where the subject starts. Does not belong here: the clauses (`clauses`), or which countries
such a phrase names (`act_places`).
"""

from pipelines.extract import tokens as t
from pipelines.extract.tokens import Token

_OPENING_ADVERBS = frozenset("recently moreover furthermore similarly however".split())


def _after_list(tokens: list[Token], at: int, verb: int) -> int:
    """Past the rest of a list of names in the fronted phrase: `In consultation with A, B and C, the …`."""
    comma = next((i for i in range(at, verb) if tokens[i].lower == ","), None)
    if comma is None or comma + 1 >= verb or not tokens[at].tags & t.CAPITALISED:
        return at
    names = tokens[at:comma]
    joined = sum(x.lower == "and" for x in names) == 1 and not any(x.tags & t.DETERMINER for x in names[:1])
    plain = all(x.tags & t.CAPITALISED or x.lower in ("and", "the", "of") for x in names)
    return comma + 1 if joined and plain and tokens[comma + 1].tags & t.DETERMINER else at


def _is_participial(tokens: list[Token], at: int) -> bool:
    """Whether a participle opens the sentence (`Based on talks, …`, `Given the delays, …`)."""
    token, nxt = tokens[at], tokens[at + 1]
    is_open = token.tags & t.PARTICIPLE and token.tags & t.CAPITALISED
    return bool(is_open and (nxt.tags & t.PREPOSITION or token.lower == "given"))


def after_fronted(tokens: list[Token], begin: int, verb: int) -> int:
    """Index after a fronted phrase (`In Kenya, in 2017,`): where the subject starts."""
    at = begin
    while at < verb:
        token = tokens[at]
        opens = token.tags & (t.PREPOSITION | t.GERUND | t.ADVERB | t.TO | t.CONJUNCTION)
        opens = opens or token.lower in _OPENING_ADVERBS
        opens = opens or (at == begin and _is_participial(tokens, at))
        modifies = token.tags & t.GERUND and token.tags & t.ADJECTIVE  # `Awareness-raising activities`
        if not opens or modifies or (token.tags & t.DETERMINER and token.lower != "to"):
            return at
        comma = next((i for i in range(at, verb) if tokens[i].lower == ","), None)
        if comma is None:
            return at
        at = _after_list(tokens, comma + 1, verb)
    return at if at < verb else begin
