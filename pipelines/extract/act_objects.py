"""What an act is about: the class of the noun that its object (or its passive subject) turns on.

Belongs here: cutting an object into noun phrases and choosing the noun that counts. Does not belong
here: the classes of nouns (`lexicons/acts/nouns.yml`) or what they say of an act (`act_types`).

The head of the first noun phrase decides. A head that only carries another noun (`the establishment
of a network`, `a series of workshops`) hands over to its own modifiers (`training activities`), then
to the phrase after its preposition; a head that names people (`supported lawyers in drafting a bill`)
to the phrase after it; one that no list names ends the search: its class is unknown.
"""

from typing import NamedTuple

from pipelines.extract import tokens as t
from pipelines.extract.act_words import noun_class_of, singular, verb_class
from pipelines.extract.tokens import Token, verb_lemma

_LINKS = frozenset("of for to in on with into at against regarding concerning about including".split())
_BEFORE_NOUN = t.DETERMINER | t.ADJECTIVE | t.NUMBER | t.NOUN | t.PLURAL | t.CAPITALISED
_CLOSED = t.PREPOSITION | t.CONJUNCTION | t.RELATIVE | t.MODAL | t.BE | t.HAVE | t.TO | t.PRONOUN
_MOST_PHRASES = 6  # an object with more phrases than this says nothing more about its act
_HANDS_OVER = frozenset({"carrier", "assist", "persons", "mechanism", "review", "gathering"})
_FALLBACKS = {"assist": "assist", "mechanism": "mechanism", "review": "monitoring", "gathering": "dialogue"}
_IN_NAMES = frozenset({"institution", "network", "monitoring", "capacity", "protection", "accountability",
                       "mechanism", "assist", "carrier"})  # fmt: skip
_PERSONS_LINKS = frozenset("of in to for with including".split())
_HARMED = frozenset({"victim", "survivor"})
_PARTICLES = frozenset({"out", "up", "off", "down"})
_HOLDING = frozenset("organization organisation holding convening hosting".split())
_QUICK = frozenset("immediate early rapid urgent emergency".split())
_REACTIONS = frozenset("response reaction warning alert".split())


class Phrase(NamedTuple):
    """A noun phrase as token indexes `[start, stop)`; its head is the last token."""

    start: int
    stop: int


def about(tokens: list[Token], start: int, stop: int) -> str | None:
    """The class of the noun that `tokens[start:stop]` turns on; None where no list names it."""
    fallback: str | None = None
    held = False
    at = start
    while at < stop and tokens[at].lower in _PARTICLES:
        at += 1  # `carried out a study`
    for _ in range(_MOST_PHRASES):
        phrase = _next_phrase(tokens, at, stop)
        if phrase is None:
            return fallback
        kind = _class_of(tokens, phrase)
        if kind is not None and kind not in _HANDS_OVER:
            return "dialogue" if kind == "network" and held else kind
        fallback = fallback or _FALLBACKS.get(kind or "")
        held = held or tokens[phrase.stop - 1].lower in _HOLDING
        aim = _aim(tokens, phrase.stop, stop) if kind is not None else None
        if aim is not None:
            return aim
        if not _leads_on(tokens, phrase.stop, stop, kind):
            return fallback
        at = phrase.stop + 1
    return fallback


def named_institution(tokens: list[Token], at: int, stop: int) -> bool:
    """Whether what was made is an institution with a name: `created a Ministry of Labour`."""
    phrase = _next_phrase(tokens, at, stop)
    words = tokens[phrase.start : phrase.stop] if phrase else []
    return any(x.tags & t.CAPITALISED and noun_class_of(x) == "institution" for x in words)


def _leads_on(tokens: list[Token], at: int, stop: int, kind: str | None) -> bool:
    """Whether the word at `at`, after a phrase of the class `kind`, opens the phrase that counts."""
    if at >= stop:
        return False
    word = tokens[at].lower
    if word in ("and", "or", ","):
        nxt = tokens[at + 1] if at + 1 < stop else tokens[at]
        # `support to Chad, at its request`: another phrase of the clause
        return not nxt.tags & t.PREPOSITION or nxt.lower == "including"
    if kind is None:
        return False
    if kind == "persons":
        harmed = word == "of" and singular(tokens[at - 1].lower) in _HARMED
        return word in _PERSONS_LINKS and not harmed  # `services for victims of trafficking`
    opens = kind != "assist" and bool(tokens[at].tags & (t.GERUND | t.PARTICIPLE))
    return opens or word in _LINKS


def _aim(tokens: list[Token], at: int, stop: int) -> str | None:
    """What `to` and a verb aim at: `mechanisms to protect witnesses`, `steps to address attacks`."""
    if at + 1 >= stop or tokens[at].lower != "to":
        return None
    kind = verb_class(verb_lemma(tokens[at + 1].lower) or "")
    return {"protect": "protection", "counter": "prevention"}.get(kind)


def _next_phrase(tokens: list[Token], at: int, stop: int) -> Phrase | None:
    """The next noun phrase from `at` on, past adverbs, a gerund or an infinitive that governs it."""
    while at < stop and not _may_begin(tokens, at, stop):
        if tokens[at].lower in (";", ":") or tokens[at].tags & (t.MODAL | t.RELATIVE):
            return None
        at += 1
    if at >= stop:
        return None
    end = at
    while end < stop and _continues(tokens, at, end, stop):
        end += 1
    return Phrase(at, max(end, at + 1))


def _may_begin(tokens: list[Token], at: int, stop: int) -> bool:
    token = tokens[at]
    if token.tags & t.PUNCTUATION or (token.tags & _CLOSED and not token.tags & t.DETERMINER):
        return False
    governs = bool(token.tags & (t.GERUND | t.BASE)) and at + 1 < stop
    before = tokens[at - 1] if at else None
    after_link = before is not None and (before.tags & (t.PREPOSITION | t.TO) or before.lower in ("and", ","))
    if governs and after_link and noun_class_of(token) is None:
        nxt = tokens[at + 1]
        if nxt.tags & _BEFORE_NOUN and not nxt.tags & t.PUNCTUATION:
            return False
    return bool(token.tags & _BEFORE_NOUN) or not token.tags or bool(token.tags & (t.GERUND | t.PARTICIPLE))


def _continues(tokens: list[Token], begin: int, at: int, stop: int) -> bool:
    """Whether the token at `at` still belongs to the phrase that began at `begin`."""
    token = tokens[at]
    if token.tags & t.PUNCTUATION:
        return token.lower == "," and at > begin and _adjective_pair(tokens, at, stop)
    if token.tags & _CLOSED and not token.tags & t.DETERMINER:
        return token.lower in ("and", "or") and at > begin and _adjective_pair(tokens, at, stop)
    if at == begin:
        return True
    before = tokens[at - 1]
    if before.tags & t.DETERMINER and not token.tags & t.DETERMINER:
        return True
    is_name = bool(before.tags & (t.NOUN | t.PLURAL | t.CAPITALISED)) and not before.tags & t.ADJECTIVE
    if token.tags & t.DETERMINER and not before.tags & t.DETERMINER:
        return False
    if token.tags & (t.PAST | t.PARTICIPLE | t.GERUND) and not token.tags & (t.NOUN | t.CAPITALISED):
        return not is_name
    return not token.tags & t.ADVERB or bool(token.tags & (t.NOUN | t.ADJECTIVE))


def _adjective_pair(tokens: list[Token], at: int, stop: int) -> bool:
    """Whether the comma or `and` at `at` joins two modifiers of one noun (`operational and legal advice`)."""
    if at + 2 >= stop:
        return False
    before, after, beyond = tokens[at - 1], tokens[at + 1], tokens[at + 2]
    modifies = before.tags & t.ADJECTIVE and not before.tags & (t.PLURAL | t.CAPITALISED)
    return bool(modifies and after.tags & t.ADJECTIVE and beyond.tags & (t.NOUN | t.PLURAL | t.ADJECTIVE))


def _class_of(tokens: list[Token], phrase: Phrase) -> str | None:
    """The class of the phrase's head, or of the modifier that counts where the head only carries."""
    words = tokens[phrase.start : phrase.stop]
    while len(words) > 1 and (words[-1].tags & t.NUMBER or words[-1].text[:1].isdigit()):
        words = words[:-1]  # `resolution 75/287`
    head = words[-1]
    kind = noun_class_of(head)
    if head.tags & t.CAPITALISED and (kind is None or kind in _IN_NAMES):
        return "persons"
    if (
        head.lower in ("release", "releases")
        and len(words) > 1
        and words[-2].lower in ("press", "media", "news")
    ):
        return "advocacy"
    said = {x.lower for x in words}
    if said & _QUICK and said & _REACTIONS:
        return "protection"
    if kind is None:
        owners = [x for x in words[:-1] if x.lower.endswith(("'s", "’s"))]
        return noun_class_of(owners[-1]) if owners else None
    if kind not in _HANDS_OVER or kind == "persons":
        return kind
    for token in reversed(words[:-1]):
        inner = noun_class_of(token)
        if inner is not None and inner not in _HANDS_OVER:
            return inner
    return kind
