"""Verb groups: the finite verbs that a sentence may hold, auxiliaries, adverbs and negation included.

Belongs here: reading `has not yet been adopted` as one group, and judging from its neighbours whether
an ambiguous word (`visits`, `established`) can be a finite verb. Does not belong here: which of the
possible groups a clause needs (`verb_choice`), or the clauses (`clauses`).
"""

from typing import NamedTuple

from pipelines.extract import tokens as t
from pipelines.extract.tokens import Token, verb_lemma
from pipelines.extract.verb_pasts import past_is_verb
from pipelines.extract.verb_presents import (
    closes_phrase,
    is_idiom,
    is_of_many,
    is_relative_plain,
    names_joined,
)
from pipelines.extract.verb_words import (
    CLOSED,
    COORDINATORS,
    NOMINAL,
    NOT_ADVERBS,
    PLURAL_PRONOUNS,
    SUBJECT_PRONOUNS,
    is_adverb,
    is_denied,
)

_BEFORE_NOUNS = t.DETERMINER | t.TO | t.MODAL | t.BE | t.HAVE
_MAY_PRECEDE = COORDINATORS | {")", ",", "”", '"'}
_PLAIN_SUBJECTS = frozenset({"they", "we", "i", "you", "who"})
_BE_FINITE = frozenset({"is", "are", "was", "were", "am"})
_LINKING = frozenset("remain remains appear appears seem seems become becomes".split())
_OPENING_PREPOSITIONS = frozenset("in on at by for with from of under during through over against to".split())
_DEGREES = frozenset({"more", "most", "less", "fewer"})
_BE_PAST = frozenset({"was", "were"})
_DITRANSITIVE = frozenset("refused denied given granted offered awarded shown told taught paid".split())
_IRREGULAR_PLURALS = frozenset({"people", "children", "women", "men", "data", "personnel"})
_LONGEST_CHAIN = 4  # `will have been being` is the longest English allows
# Plurals that the lexicon also lists as verb forms, and that UN prose never uses as one.
_NEVER_VERBS = frozenset(
    "bars rights human nations states parties peoples men persons people further pour number numbers "
    "levels practices provisions conditions actions terms sources sections positions groups posts "
    "schools factors services guards water inter third thirds sectors norms instruments programmes "
    "questionnaires mars measures".split()
)


class VerbGroup(NamedTuple):
    """A finite verb group as token indexes: `[first, last]`, `main` the main verb's index."""

    first: int
    main: int
    last: int
    lemma: str
    voice: str  # active | passive
    tense: str  # past | present | perfect | progressive | future
    modal: str | None
    negated: bool
    sure: bool


def verb_groups(tokens: list[Token]) -> list[VerbGroup]:
    """Every possible finite verb group, left to right; `sure` is False for ambiguous forms."""
    groups: list[VerbGroup] = []
    at, size = 0, len(tokens)
    while at < size:
        tags = tokens[at].tags
        group = None
        if tags & (t.MODAL | t.BE | t.HAVE | t.DO) and not tags & t.CAPITALISED:
            group = _with_auxiliary(tokens, at)
        elif tags & (t.FINITE | t.BASE) and not tags & t.CAPITALISED:
            group = _simple(tokens, at)
        if group is None and groups and goes_on_passive(tokens, groups[-1], at):
            group = VerbGroup(
                at, at, at, verb_lemma(tokens[at].lower) or tokens[at].lower, "passive", groups[-1].tense,
                groups[-1].modal, groups[-1].negated or is_denied(tokens, at), False,
            )  # fmt: skip
        if group is None:
            at += 1
        else:
            groups.append(group)
            at = group.last + 1
    return groups


def goes_on_passive(tokens: list[Token], verb: VerbGroup, at: int) -> bool:
    """Whether the participle at `at` shares the auxiliary of the passive `verb` before it.

    `was arrested in May, beaten with a rod and threatened`: no object follows it.
    """
    token = tokens[at]
    if verb.voice != "passive" or not token.tags & t.PARTICIPLE or token.tags & t.CAPITALISED:
        return False
    back = at - 1
    while back > verb.last and is_adverb(tokens[back]):
        back -= 1
    if tokens[back].lower not in COORDINATORS | {","} or back <= verb.last:
        return False
    nxt = tokens[at + 1] if at + 1 < len(tokens) else None
    return nxt is None or bool(nxt.tags & (t.PREPOSITION | t.PUNCTUATION | t.TO | t.CONJUNCTION | t.ADVERB))


def _skip(tokens: list[Token], at: int) -> tuple[int, bool]:
    """Past adverbs and negations between the parts of a verb group; whether one negated."""
    negated = False
    size = len(tokens)
    while at < size:
        token = tokens[at]
        if token.tags & t.NEGATION and token.lower in ("not", "never", "neither"):
            negated = True
        elif token.lower in NOT_ADVERBS or (token.tags & t.ADVERB and not token.tags & (t.PARTICIPLE | t.BE)):
            pass
        elif (
            token.lower == ","
            and at + 2 < size
            and tokens[at + 2].lower == ","
            and tokens[at + 1].tags & t.ADVERB
        ):
            at += 2
        else:
            break
        at += 1
    return at, negated


def _with_auxiliary(tokens: list[Token], at: int) -> VerbGroup | None:
    """The group that an auxiliary opens, or None for `being`, `been`, `having` and the like."""
    first = at
    word = tokens[at]
    if word.lower in ("be", "been", "being", "having", "doing", "done"):
        return None
    modal = word.lower if word.tags & t.MODAL else None
    nxt, negated = _skip(tokens, at + 1)
    chain = [word.lower]
    last = at
    while (
        nxt < len(tokens)
        and tokens[nxt].lower in ("be", "been", "being", "have", "had")
        and len(chain) < _LONGEST_CHAIN
    ):
        chain.append(tokens[nxt].lower)
        last = nxt
        nxt, more = _skip(tokens, nxt + 1)
        negated = negated or more
    main, voice, tense = _main_of(tokens, chain, nxt, last, modal)
    lemma = verb_lemma(tokens[main].lower) or tokens[main].lower
    return VerbGroup(first, main, max(main, last), lemma, voice, tense, modal, negated, True)


def _main_of(
    tokens: list[Token], chain: list[str], nxt: int, last: int, modal: str | None
) -> tuple[int, str, str]:
    """Main verb's index, voice and tense of a group with the auxiliaries `chain`."""
    tags = tokens[nxt].tags if nxt < len(tokens) else 0
    after_be = chain[-1] in _BE_FINITE or chain[-1] in ("be", "been", "being")
    has = chain[0] in ("has", "have", "had") or "have" in chain
    tense = "future" if modal in ("will", "shall") else "perfect" if has else "present"
    if not has and (chain[0] in _BE_PAST or chain[0] == "did"):
        tense = "past"
    if after_be and tags & t.PARTICIPLE and not _is_modifier(tokens, nxt):
        return nxt, "passive", "progressive" if "being" in chain else tense
    if after_be and tags & t.GERUND and not tags & t.ADJECTIVE:
        return nxt, "active", "progressive" if tense == "present" else tense
    if after_be:
        return last, "active", tense
    wanted = t.PARTICIPLE if chain[-1] in ("has", "have", "had") else t.BASE
    if tags & wanted and not tags & t.DETERMINER:
        return nxt, "active", tense
    plain = {"had": "past", "did": "past"}.get(chain[-1], "present")
    return last, "active", tense if modal else plain


def _is_modifier(tokens: list[Token], at: int) -> bool:
    """Whether the participle at `at` stands before a noun it belongs to (`are increased risks`).

    Mass nouns are their own plural in the lexicon: `were denied access` is a passive.
    """
    if tokens[at].lower in _DITRANSITIVE:
        return False  # `was refused loans`: a passive that keeps an object
    nxt = tokens[at + 1] if at + 1 < len(tokens) else None
    if nxt is None or not nxt.tags & t.PLURAL or nxt.tags & (t.CAPITALISED | t.THIRD):
        return False
    # `were held underground`: a word that is a plural only because the lexicon says so of mass nouns
    return nxt.lower in _IRREGULAR_PLURALS or (nxt.lower.endswith("s") and not nxt.tags & t.NOUN)


def _simple(tokens: list[Token], at: int) -> VerbGroup | None:
    """A one-word verb group, or None where the neighbours say that the word is no finite verb."""
    token = tokens[at]
    tags = token.tags
    before = tokens[at - 1] if at else None
    if before is None or tags & CLOSED or token.lower in _NEVER_VERBS:
        return None
    if token.lower == "regards" and before.lower == "as":
        return None  # `As regards the courts, …`
    if tags & t.PLURAL and at + 1 < len(tokens) and tokens[at + 1].lower == "of":
        return None  # `acts of violence`
    back = at - 1
    while back > 0 and is_adverb(tokens[back]):
        back -= 1
    if tags & t.PLURAL and before.lower in _OPENING_PREPOSITIONS | PLURAL_PRONOUNS - SUBJECT_PRONOUNS:
        return None  # `In steps that`, `Many parts of`: before.tags may read `In` as a name
    if tags & t.PLURAL and any(x.lower in _DEGREES for x in tokens[back:at]):
        return None  # `for more details`
    before = tokens[back]
    sure = _simple_is_verb(tokens, at, before, tags)
    if before.tags & t.TO:
        return None  # `To effectively navigate these changes, Governments should`
    skipped = tokens[back + 1 : at]
    after_adverb = bool(skipped) and not any(
        x.tags & t.ADJECTIVE and x.tags & t.BASE for x in skipped
    )  # no `direct talks`
    if after_adverb and tags & (t.THIRD | t.BASE) and before.tags & (t.PLURAL | t.CAPITALISED | t.PRONOUN):
        sure = True  # `Treaty bodies also nurture`: only a verb follows an adverb there
    if sure is None:
        return None
    lemma = verb_lemma(token.lower) or token.lower
    tense = "past" if tags & t.PAST else "present"
    return VerbGroup(at, at, at, lemma, "active", tense, None, False, sure)


def _simple_is_verb(tokens: list[Token], at: int, before: Token, tags: int) -> bool | None:
    """True: surely a finite verb; False: perhaps; None: no."""
    if before.lower == "that" and is_relative_plain(tokens, at):
        return True
    relative_past = tags & t.PAST and before.lower in ("that", "all")
    if tags & t.PARTICIPLE and before.lower == "through":
        return None  # `through sustained dialogue`
    if before.tags & _BEFORE_NOUNS and before.lower not in PLURAL_PRONOUNS and not relative_past:
        return None
    is_preposition = before.tags & t.PREPOSITION and not before.tags & (t.ADVERB | t.CONJUNCTION)
    if is_preposition and before.lower not in NOT_ADVERBS:
        return None
    nxt = tokens[at + 1] if at + 1 < len(tokens) else None
    if tags & t.PAST and not (tags & t.NOUN and tags & t.BASE and _verb_follows(tokens, at + 1)):
        return past_is_verb(tokens[at], before, nxt)
    if tags & (t.PLURAL | t.NOUN) and tokens[at].lower not in _LINKING and _verb_follows(tokens, at + 1):
        return None  # `violations and abuses increased by`: the noun is the subject
    if not before.tags & (NOMINAL | t.RELATIVE) and before.lower not in _MAY_PRECEDE:
        return None
    return _present_is_verb(tokens, at, before, nxt)


def _verb_follows(tokens: list[Token], at: int) -> bool:
    """Whether the word at `at` can only be the verb of the noun before it."""
    while at < len(tokens) and is_adverb(tokens[at]):
        at += 1
    if at + 1 >= len(tokens):
        return False
    token, nxt = tokens[at], tokens[at + 1]
    if token.tags & (t.MODAL | t.HAVE) or token.lower in _BE_FINITE:
        return True
    opens = nxt.tags & (t.PREPOSITION | t.DETERMINER | t.NUMBER | t.PUNCTUATION | t.TO)
    plain = not token.tags & (t.ADJECTIVE | t.NOUN)
    return bool(token.tags & t.PAST and not token.tags & (t.NOUN | t.CAPITALISED) and (opens or plain))


def _present_is_verb(tokens: list[Token], at: int, before: Token, nxt: Token | None) -> bool | None:
    """The same for a form in -s or a plain form, most of which are nouns too."""
    tags = tokens[at].tags
    after = nxt.tags if nxt else 0
    if is_idiom(tokens[at], before, nxt):
        return True
    joined = before.lower in COORDINATORS or bool(before.tags & t.ADJECTIVE)
    opens_object = bool(after & (t.DETERMINER | t.CAPITALISED | t.PRONOUN)) and not after & t.RELATIVE
    named = before.text.isupper() and len(before.text) > 1  # `OHCHR monitors allegations`
    if after & (t.NOUN | t.PLURAL) and tags & (t.NOUN | t.PLURAL) and not opens_object and not named:
        return None if joined or not after & t.ADJECTIVE else False
    after_plural = before.lower in COORDINATORS and at > 1 and tokens[at - 2].tags & t.PLURAL
    if after_plural and tags & t.PLURAL and after & (t.PREPOSITION | t.PUNCTUATION):  # `threats and attacks`
        return None
    if tags & t.PLURAL and nxt is not None and closes_phrase(tokens, at, before, nxt):
        return None
    if tags & t.THIRD and tokens[at].lower in _LINKING and after & (t.ADJECTIVE | t.GERUND):
        return not before.tags & t.ADJECTIVE  # `the situation remains dire`, `human remains unearthed`
    if tags & t.THIRD:
        return not tags & (t.PLURAL | t.NOUN) or (opens_object and not before.tags & t.ADJECTIVE)
    if names_joined(tokens, at):
        return True if not tags & (t.NOUN | t.PLURAL | t.ADJECTIVE | t.ADVERB) else opens_object or None
    lives_in = not tags & (t.NOUN | t.PLURAL) and bool(after & t.PREPOSITION)  # `families live in fear`
    if not tags & (t.NOUN | t.PLURAL | t.ADJECTIVE | t.ADVERB) and is_of_many(tokens, at):
        return True
    return _plain_is_verb(
        tags, before, opens_object or lives_in or bool(after & (t.ADJECTIVE | t.PARTICIPLE))
    )


def _plain_is_verb(tags: int, before: Token, opens_object: bool) -> bool | None:
    """The same for a plain form: it needs a plural subject, and an object where it is a noun too."""
    plural = bool(before.tags & t.PLURAL) or before.lower in PLURAL_PRONOUNS | {"who", "which", "that"}
    if not plural and before.lower not in COORDINATORS and before.lower != ",":
        return None
    if tags & (t.NOUN | t.ADJECTIVE | t.ADVERB) and before.lower not in _PLAIN_SUBJECTS:
        return False if opens_object and plural else None
    return plural
