"""What a figure counts: the noun phrase after it, else the one that leads to it.

Belongs here: finding the words that name what was counted or measured. Does not belong here: which
numbers count (`figures`), or the evidence and the rows (`statistics`).

Where neither side names it (`it rose 9 per cent`), nothing is said: unknown is null.
"""

from pipelines.extract.figures import Figure
from pipelines.extract.numerals import is_month, list_tail, numeral, words_of
from pipelines.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    CAPITALISED,
    CONJUNCTION,
    DETERMINER,
    DO,
    FINITE,
    GERUND,
    HAVE,
    MODAL,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    TO,
    Token,
)

_LONGEST_PHRASE = 14  # tokens
_FARTHEST = 30  # tokens back
_STOPS = ',.;:()“”"—–−'
_SIZES = frozenset(
    "million billion trillion thousand hundred dozen per cent percent percentage point points".split()
)
_OPEN_PHRASE = DETERMINER | ADJECTIVE | NOUN | PLURAL | CAPITALISED
_NO_HEAD = (
    NUMBER | PUNCTUATION | DETERMINER | PREPOSITION | PRONOUN | ADVERB | CONJUNCTION | BE | HAVE | DO | MODAL
)
_NO_OPENING = PREPOSITION | CONJUNCTION | PUNCTUATION | RELATIVE | PRONOUN | BE | HAVE | MODAL | NUMBER | TO
# What follows one of these tells when or where, not what (`in March to 71`, `from 52 in December`).
_SETTING = frozenset("in from during since on at between within across under against by than".split())
_AFTERTHOUGHTS = frozenset(
    "after ahead before during since through under until following including via per despite as".split()
)


def what(text: str, tokens: list[Token], figure: Figure, b: int) -> str | None:
    """The words around a figure, up to `tokens[b]`, that name what it counts; None where none does."""
    start = list_tail(tokens, figure.last)
    follows = tokens[start].lower if start <= b else ""
    if figure.unit and follows == "for":
        led = _before(text, tokens, figure, needs_verb=True)
        if led is not None:
            return led
    is_sum = bool(figure.unit and figure.unit.isupper())
    if (
        follows == "of"
        or (figure.unit and follows == "for")
        or (is_sum and follows == "in" and _is_thing(tokens, start + 1))
    ):
        start += 1
    found = _after(text, tokens, start, b)
    if found is not None or (start <= b and figure.unit is None and tokens[start].tags & (BE | HAVE)):
        return found
    return _before(text, tokens, figure, needs_verb=figure.unit is None)


def _after(text: str, tokens: list[Token], j: int, b: int) -> str | None:
    """The noun phrase that begins at token `j`."""
    if j > b or not _opens_phrase(tokens, j):
        return None
    end = j + 1
    while end <= b and not _ends_phrase(tokens, end, j):
        end += 1
    while end > j + 1 and _dangles(tokens[end - 1]):
        end -= 1
    empty = DETERMINER | ADVERB | PREPOSITION
    if all(t.tags & empty or t.lower in words_of("time") for t in tokens[j:end]):
        return None
    return text[tokens[j].start : tokens[end - 1].end]


def _dangles(token: Token) -> bool:
    """Whether a word cannot close a noun phrase (`courses and two`)."""
    return bool(token.tags & (CONJUNCTION | PREPOSITION | DETERMINER)) or numeral(token) is not None


def _is_thing(tokens: list[Token], at: int) -> bool:
    """Whether what `in` leads to is paid (`in grants`), not a place or a time."""
    if at >= len(tokens) or tokens[at].tags & (CAPITALISED | NUMBER | DETERMINER):
        return False
    return tokens[at].lower not in words_of("time")


def _opens_phrase(tokens: list[Token], at: int) -> bool:
    """Whether a noun phrase begins at `at`: no verb, participle, conjunction or stop does."""
    token = tokens[at]
    if token.tags & _NO_OPENING or token.lower in words_of("time"):
        return token.lower == "others"
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    names = follower is not None and (not follower.tags or bool(follower.tags & _OPEN_PHRASE))
    if token.tags & ADVERB and not token.tags & (ADJECTIVE | NOUN):
        return follower is not None and bool(follower.tags & (PARTICIPLE | ADJECTIVE))
    is_verbal = token.tags & (PARTICIPLE | FINITE) and not token.tags & (NOUN | PLURAL | ADJECTIVE)
    modifies = names and follower is not None and not follower.tags & (PREPOSITION | DETERMINER)
    return not is_verbal or modifies


def _ends_phrase(tokens: list[Token], at: int, start: int) -> bool:
    """Whether the phrase that began at `start` is over before `at`."""
    token = tokens[at]
    if at - start > _LONGEST_PHRASE or token.text in _STOPS or token.lower in _AFTERTHOUGHTS:
        return True
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.tags & CONJUNCTION:
        return token.lower not in ("and", "or") or follower is None or _opens_other(tokens, at, start)
    if token.tags & (BE | HAVE | DO | RELATIVE | PRONOUN | MODAL):
        return True
    if token.tags & ADVERB and not token.tags & (NOUN | ADJECTIVE):
        return True
    if token.tags & GERUND and not token.tags & (NOUN | ADJECTIVE):
        return bool(tokens[at - 1].tags & (NOUN | PLURAL)) and not tokens[at - 1].tags & CONJUNCTION
    return _is_predicate(tokens, at, follower)


def _opens_other(tokens: list[Token], at: int, start: int) -> bool:
    """Whether another thing follows the `and` at `at` (`and 21 women`, `and raping`, `and the chief`)."""
    before, follower = tokens[at - 1], tokens[at + 1]
    has_head = bool(before.tags & (NOUN | PLURAL)) or before.lower.endswith("s")
    if follower.tags & DETERMINER:  # `from Latin America and the Caribbean`
        names = at + 2 < len(tokens) and bool(tokens[at + 2].tags & CAPITALISED)
        return not (names and before.tags & CAPITALISED)
    if follower.tags & (BE | HAVE | TO) or numeral(follower) is not None:
        return True
    return has_head and at > start and bool(follower.tags & (FINITE | GERUND)) and not follower.tags & NOUN


def _is_predicate(tokens: list[Token], at: int, follower: Token | None) -> bool:
    """Whether the word at `at` is the verb of the phrase before it (`leaders urged the`)."""
    tags = tokens[at].tags
    before = tokens[at - 1].tags
    if not before & (NOUN | PLURAL) and tokens[at - 1].lower != "others":
        return False
    if tags & FINITE and not tags & (NOUN | PLURAL | PARTICIPLE | ADJECTIVE):
        return True
    if tags & BASE and before & PLURAL and not tags & (NOUN | ADJECTIVE | PREPOSITION):
        return True
    if not tags & PAST or tags & NOUN:
        return False
    if tokens[at - 1].lower == "others" or follower is None:
        return True
    return bool(follower.tags & (DETERMINER | NUMBER | PRONOUN | NOUN | PUNCTUATION)) and not (
        follower.tags & PREPOSITION
    )


def _before(text: str, tokens: list[Token], figure: Figure, *, needs_verb: bool) -> str | None:
    """The noun phrase that leads to the figure (`Food exports rose 4 per cent`, `a budget of $4`)."""
    limit = max(0, figure.first - _FARTHEST)
    end, by_verb = figure.first, False
    while end > limit:
        if tokens[end - 1].text == ";" or tokens[end - 1].tags & (RELATIVE | PRONOUN):
            return None
        if not _is_head(tokens, end - 1):
            by_verb = by_verb or _is_verb(tokens, end - 1)
            end -= 1
            continue
        if needs_verb and not by_verb:
            return None
        start = _phrase_start(tokens, end - 1, limit, by_verb=by_verb)
        if not start or tokens[start - 1].lower not in _SETTING:
            return text[tokens[start].start : tokens[end - 1].end]
        end = start - 1
    return None


def _phrase_start(tokens: list[Token], head: int, limit: int, *, by_verb: bool) -> int:
    """First token of the noun phrase that ends with `head`."""
    start = head
    while start > limit and _belongs(tokens, start - 1, by_verb=by_verb):
        start -= 1
    while start < head and tokens[start].tags & (CONJUNCTION | PREPOSITION | ADVERB):
        start += 1
    return start


def _is_head(tokens: list[Token], at: int) -> bool:
    """Whether a noun that can be counted or measured stands at `at`."""
    token = tokens[at]
    if token.tags & _NO_HEAD or token.lower in _SIZES or is_month(token.lower):
        return False
    if any(token.lower in words_of(kind) for kind in ("time", "currency", "measure", "trend")):
        return False
    is_noun = bool(token.tags & (NOUN | PLURAL | CAPITALISED))
    return (
        is_noun
        and not _is_verb(tokens, at)
        and not (token.tags & GERUND and not token.tags & (NOUN | PLURAL))
    )


def _is_verb(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.tags & (BE | HAVE | DO | MODAL) or token.lower in words_of("trend"):
        return True
    if token.tags & BASE and at and tokens[at - 1].tags & (TO | MODAL):
        return True
    return bool(token.tags & FINITE) and not token.tags & (NOUN | PLURAL | ADJECTIVE)


def _belongs(tokens: list[Token], at: int, *, by_verb: bool) -> bool:
    """Whether the word at `at` is part of the noun phrase that ends after it.

    A subject (`by_verb`) takes its prepositional phrases along, an object does not.
    """
    token = tokens[at]
    if token.tags & NUMBER:  # `the 2025 response plan`
        return at > 0 and bool(tokens[at - 1].tags & DETERMINER)
    if token.tags & (PUNCTUATION | RELATIVE | PRONOUN) or token.lower in _SIZES:
        return False
    if tokens[at + 1].tags & DETERMINER and not token.tags & (PREPOSITION | CONJUNCTION):
        return False
    after_noun = at > 0 and bool(tokens[at - 1].tags & (NOUN | PLURAL))
    if token.tags & CONJUNCTION:
        return token.lower == "and" and after_noun
    if token.tags & PREPOSITION:
        return by_verb and token.lower != "as" and after_noun
    if token.tags & PARTICIPLE and not token.tags & (NOUN | ADJECTIVE):
        return at > 0 and bool(tokens[at - 1].tags & DETERMINER)
    return not _is_verb(tokens, at) and bool(token.tags & (_OPEN_PHRASE | GERUND))
