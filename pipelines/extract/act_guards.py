"""Whether a clause reports an act: it tells what somebody does, asks nothing, denies nothing.

Belongs here: the guards against states, wishes, the report's own words. Does not belong here: the verb
that counts (`act_verbs`) or the frame of an act (`act_frames`).
"""

from itertools import pairwise

from pipelines.extract.act_phrases import NO_ACT, finds
from pipelines.extract.act_subjects import can_act, is_text
from pipelines.extract.act_verbs import is_passive, main_verb, subject_span, told_by_phrase
from pipelines.extract.act_words import verb_class
from pipelines.extract.clauses import Clause
from pipelines.extract.tokens import (
    ADVERB,
    BASE,
    CAPITALISED,
    CONJUNCTION,
    DETERMINER,
    GERUND,
    NOUN,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    Token,
)
from pipelines.extract.units import Sentence
from pipelines.extract.verb_words import SUBJECT_PRONOUNS

_ASKING_MODALS = frozenset("should must ought may might can could would cannot".split())
_ASKED = frozenset(
    "ask request call invite base make encourage urge".split()
)  # in the passive: asked of, not done by
_ASKING = frozenset("urge demand request recommend announce warn".split())  # `that` tells what
_NO_VERBS = frozenset({"will", "shall"})  # a list of what will be done follows
_REACH_OF_TO = 7  # tokens of `was assessed by Member States to`
_UNREAL = frozenset("if unless until whether lest provided".split())
_OWN_TEXTS = frozenset("report note document section chapter study paper annex".split())
_SETTING = frozenset({"set", "lay", "spell"})
_MINDED = frozenset("commit dedicate determine prepare aim intend design".split())
_THANKS = frozenset({"appreciation", "gratitude", "thanks"})
_NEGATIVE = frozenset("no neither none nobody nothing few insufficient inadequate any".split())
_REACH_OF_YET = 5  # tokens of `yet to be fully dismantled`


def is_order(sentence: Sentence) -> bool:
    """Whether a sentence opens with a plain verb (`Ratify …`, `Continue to …`)."""
    tokens = sentence.tokens
    at = next((k for k, x in enumerate(tokens[:-1]) if k or not x.lower.endswith("ly")), 0)  # `Fully support`
    first = tokens[at].tags if tokens else 0
    if first & PLURAL and len(tokens) > at + 1 and _follows_order(tokens[at + 1]):
        first &= ~PLURAL  # `Close all shelters`, `Work with unions`
    return bool(first & BASE and not first & (DETERMINER | PREPOSITION | CONJUNCTION | PLURAL | PRONOUN))


def _follows_order(token: Token) -> bool:
    """Whether the second word of a sentence tells that the first is no plural noun."""
    return bool(token.tags & DETERMINER) or token.lower in ("with", "up", "against")


def is_act(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says that somebody does something (and asks nothing, and denies nothing)."""
    if clause.negated or clause.modal in _ASKING_MODALS or denies(sentence, clause):
        return False
    if (
        _is_unreal(sentence, clause)
        or _is_this_report(sentence, clause)
        or _continues_infinitive(sentence, clause)
    ):
        return False
    at, lemma = main_verb(sentence, clause)
    subject = subject_span(sentence, clause)
    if finds(sentence.tokens, at, lemma, subject):
        return True
    told = told_by_phrase(sentence, clause)
    if told == NO_ACT or _does_nothing(sentence.tokens, at):
        return False
    if (not clause.shares_subject and _goes_on(sentence.tokens, at, lemma)) or told is not None:
        return is_passive(sentence, clause) or can_act(sentence.tokens, *subject, verb="commit")
    if (
        lemma in _NO_VERBS
        or _only_presents(sentence, clause, lemma)
        or _only_says(sentence.tokens, at, lemma)
    ):
        return False
    kind = verb_class(lemma)
    if kind == "feel":
        return _is_speaker(sentence, clause)
    if is_passive(sentence, clause):
        return lemma not in _ASKED
    if clause.kind == "relative" and not clause.shares_subject:
        return True
    return can_act(sentence.tokens, *subject, verb=kind)


def _does_nothing(tokens: list[Token], at: int) -> bool:
    """`took no action`, `paid no tax`."""
    return at + 1 < len(tokens) and tokens[at + 1].lower == "no"


def only_lasts(sentence: Sentence, clause: Clause) -> bool:
    """`The law prohibits strikes`, `The mission is headed by X`: what is so at present, no step."""
    if clause.tense != "present" or clause.modal:
        return False
    kind = verb_class(main_verb(sentence, clause)[1])
    first, last = subject_span(sentence, clause)
    if clause.kind == "relative" and first in (last, clause.first):  # `the law, which prohibits torture`
        last = clause.first - (sentence.tokens[clause.first - 1].lower == ",")
        first = max(last - 1, 0)
    return (is_passive(sentence, clause) and kind != "harm") or is_text(sentence.tokens, first, last)


def _only_says(tokens: list[Token], at: int, lemma: str) -> bool:
    """Whether the verb tells a state, thanks or reports what is the case (`reported that …`)."""
    kind = verb_class(lemma)
    after = [x.lower for x in tokens[at + 1 : at + 5]]
    if kind == "stative" or not _THANKS.isdisjoint(after):
        return True
    if lemma == "make" and after[:1] == ["recommendations"]:
        return True
    return after[:1] == ["that"] and lemma not in _ASKING and kind in ("say", "issue", "watch", "other")


def _goes_on(tokens: list[Token], at: int, lemma: str) -> bool:
    """`continued its examination of`: the noun tells what somebody goes on doing."""
    nxt = tokens[at + 1].tags if lemma == "continue" and at + 1 < len(tokens) else 0
    return bool(nxt & (DETERMINER | NOUN | PLURAL | GERUND)) and not nxt & (
        ADVERB | PREPOSITION | PUNCTUATION
    )


def denies(sentence: Sentence, clause: Clause) -> bool:
    """Whether it did not happen: `no children were released`, `nor posed a threat`, `have yet to be sold`."""
    tokens = sentence.tokens
    first, _ = subject_span(sentence, clause)
    at, _ = main_verb(sentence, clause)
    before = [x.lower for x in tokens[max(at - _REACH_OF_YET, 0) : at]]
    if before[-1:] in (["nor"], ["neither"]) or ("yet", "to") in pairwise(before):
        return True
    return first < len(tokens) and tokens[first].lower in _NEGATIVE


def _is_unreal(sentence: Sentence, clause: Clause) -> bool:
    """`unless the Government ceased attacks`, `if X adopts`: nothing has been done yet."""
    before = sentence.tokens[max(clause.first - 1, 0) : clause.first + 1]
    return clause.kind == "adverbial" and any(x.lower in _UNREAL for x in before)


def _is_this_report(sentence: Sentence, clause: Clause) -> bool:
    """`The present report is submitted …`: the document speaks of itself."""
    first, last = subject_span(sentence, clause)
    words = [x.lower for x in sentence.tokens[first:last]]
    return words[:2] == ["the", "present"] or (words[:1] == ["this"] and words[-1] in _OWN_TEXTS)


def _continues_infinitive(sentence: Sentence, clause: Clause) -> bool:
    """`agreed to meet and accept the offer`: a plain form shares the subject of an infinitive, not of
    the finite verb before it.
    """
    verb = sentence.tokens[clause.verb_at]
    if not clause.shares_subject or clause.modal or verb.tags & PAST or not verb.tags & BASE:
        return False
    return verb.lower == clause.lemma and clause.voice == "active"


def _only_presents(sentence: Sentence, clause: Clause, lemma: str) -> bool:
    """`the plan sets out reforms`, `is committed to peace`: no step is told."""
    tokens = sentence.tokens
    follows = tokens[clause.verb_at + 1].lower if clause.verb_at + 1 < len(tokens) else ""
    if lemma == "assess" and clause.voice == "passive":
        return any(x.lower == "to" for x in tokens[clause.verb_at + 1 : clause.verb_at + _REACH_OF_TO])
    if lemma in _SETTING:
        return follows in ("out", "forth")
    return clause.voice == "passive" and lemma in _MINDED and follows in ("to", ",")


def _is_speaker(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject is a name or `I`, `we`, `he`: families that are concerned report no act."""
    first, last = subject_span(sentence, clause)
    words = sentence.tokens[first:last]
    return any(x.lower in SUBJECT_PRONOUNS or (x.tags & CAPITALISED and k) for k, x in enumerate(words))
