"""Harm in the main clause: done, denied, risked, or brought about by what is told.

Belongs here: judging verbs of harm, negated verbs and what may happen. Does not belong here: which of
these frames a sentence has (`practices_gaps`).
"""

from pipelines.extract.act_guards import denies
from pipelines.extract.clauses import Clause
from pipelines.extract.practice_guards import cues, is_problem
from pipelines.extract.tokens import GERUND, verb_lemma
from pipelines.extract.units import Sentence

_RISKING = frozenset({"may", "might", "could"})
_LEADING = frozenset({"lead", "result", "expose", "cause", "create", "increase"})  # `can lead to harm`


def harmful_tail(sentence: Sentence, main: Clause) -> bool:
    """`…, undermining their autonomy`: what the act leads to is the point of the sentence."""
    tokens = sentence.tokens
    harmful = cues()["harmful_tails"]
    return any(
        tokens[k - 1].lower == ","
        and tokens[k].tags & GERUND
        and not tokens[k - 2].tags & GERUND  # `acts aimed at damaging, destroying and …`: a list
        and verb_lemma(tokens[k].lower) in harmful
        for k in range(main.verb_at + 1, len(tokens))
    )


def is_risk(sentence: Sentence, main: Clause, rest: frozenset[str]) -> bool:
    """`may lead to severe injuries`, `could exacerbate tensions`."""
    may = main.modal in _RISKING or (main.modal == "can" and main.lemma in _LEADING)
    return may and not main.negated and is_problem(rest) and not denies(sentence, main)


def of_negated(
    sentence: Sentence, main: Clause, lemma: str, subject: frozenset[str], rest: frozenset[str]
) -> tuple[str, str] | None:
    """A step not taken, a quality missing; a harm that is not suffered is no gap."""
    near = frozenset(x.lower for x in sentence.tokens[main.verb_at + 1 : main.verb_at + 6])
    if lemma in cues()["unharmed"] or (lemma == "be" and "subject" in near):
        return None
    if lemma == "be" and not near.isdisjoint(cues()["fitness"]):
        return "gap", "problem-predicate"
    if lemma in cues()["easing"] and not is_problem(subject):
        return None
    if lemma == "have":
        excused = cues()["unmissed"] | cues()["harm_words"] | cues()["gap_words"]
        return ("gap", "negated-act") if excused.isdisjoint(near) else None
    is_neutral = lemma in cues()["neutral"] and not is_problem(rest | subject)
    return None if is_neutral else ("gap", "negated-act")


def of_harm(
    sentence: Sentence, main: Clause, lemma: str, subject: frozenset[str], rest: frozenset[str]
) -> tuple[str, str] | None:
    """The label of a verb of harm: a gap, unless it is denied, eases, or bans another harm."""
    is_denial = lemma == "deny" and not rest.isdisjoint(cues()["deniable"])
    eases = lemma in cues()["easing"] and is_problem(subject)
    pursues = lemma in ("arrest", "detain", "apprehend") and main.voice == "active"
    if pursues and not rest.isdisjoint(cues()["suspects"]):
        return None  # suspects of a crime are pursued: neither a harm nor a step for rights
    if is_denial or eases or main.modal == "cannot" or denies(sentence, main):
        return None
    near = frozenset(x.lower for x in sentence.tokens[main.verb_at + 1 : main.verb_at + 4])
    if lemma == "exclude" and main.voice == "active" and not near.isdisjoint(cues()["firms"]):
        return "practice", "act"
    harms = cues()["harm_words"] | cues()["bannable"]
    bans_harm = lemma in cues()["banning"] and not harms.isdisjoint(rest)
    return ("practice", "act") if bans_harm else ("gap", "harm-verb")
