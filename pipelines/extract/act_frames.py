"""An act clause as a frame: what it says about its verb, its type, its status and its actors.

Belongs here: judging whether a clause is an act and filling the frame. Does not belong here: which
country an act is tied to, or the rows (`country_actions`).
"""

import re
from dataclasses import dataclass

from pipelines.extract import act_agents, act_types, act_words
from pipelines.extract.act_objects import about
from pipelines.extract.act_subjects import can_act
from pipelines.extract.act_words import verb_class
from pipelines.extract.clauses import Clause
from pipelines.extract.tokens import (
    ADVERB,
    BASE,
    CAPITALISED,
    CONJUNCTION,
    DETERMINER,
    PARTICIPLE,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    TO,
    Token,
    span_of,
    verb_lemma,
)
from pipelines.extract.units import Mention, Sentence, Unit
from pipelines.extract.verb_groups import is_adverb
from pipelines.extract.verb_words import SUBJECT_PRONOUNS

_ASKING_MODALS = frozenset("should must ought may might can could would cannot".split())
_ASKED = frozenset("ask request call invite base make".split())  # in the passive: asked of, not done by
_CONTROL = frozenset(
    "continue begin start commence resume plan intend attempt seek try manage decide agree proceed go "
    "undertake pledge commit vow promise move opt choose schedule plan wish".split()
)
_LAWMAKING = frozenset("make rule perform review".split())
_PLANNING = frozenset("plan intend pledge commit vow promise schedule".split())
_UNREAL = frozenset("if unless until whether lest provided".split())
_OWN_TEXTS = frozenset("report note document section chapter study paper annex".split())
_SETTING = frozenset({"set", "lay", "spell"})
_MINDED = frozenset("commit dedicate determine prepare aim intend design".split())
_THANKS = frozenset({"appreciation", "gratitude", "thanks"})
_NEGATIVE = frozenset({"no", "neither", "none", "nobody", "nothing", "few"})


@dataclass(slots=True)
class Act:
    """An act before it becomes rows: one for each of `countries` (ISO3 → agents)."""

    start: int
    end: int
    lemma: str
    action_type: str
    status: str
    countries: dict[str, list[str]]
    partners: list[str]
    targets: list[str]
    rule: str
    verb_end: int = 0  # where the verb ends: a year in a participle after it belongs to another act
    is_perfect: bool = False


def is_order(sentence: Sentence) -> bool:
    """Whether a sentence opens with a plain verb (`Ratify …`, `Continue to …`)."""
    first = sentence.tokens[0].tags if sentence.tokens else 0
    return bool(first & BASE and not first & (DETERMINER | PREPOSITION | CONJUNCTION | PLURAL | PRONOUN))


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
    kind = verb_class(lemma)
    if lemma in ("will", "shall"):  # a list of what will be done follows
        return False
    if kind == "stative" or _only_presents(sentence, clause, lemma):
        return False
    after = [x.lower for x in sentence.tokens[at + 1 : at + 5]]
    if not _THANKS.isdisjoint(after) or (lemma == "make" and after[:1] == ["recommendations"]):
        return False
    if kind == "feel":
        return _is_speaker(sentence, clause)
    if after[:1] == ["that"] and kind in ("say", "issue", "watch", "other"):
        return False
    if is_passive(sentence, clause):
        return lemma not in _ASKED
    if clause.kind == "relative" and not clause.shares_subject:
        return True
    return can_act(sentence.tokens, *subject_span(sentence, clause), verb=kind)


def voice_feeling(sentence: Sentence, clause: Clause) -> None:
    """Reads `is concerned by`, `remains alarmed at` as an act of its subject (no passive, no state)."""
    tokens = sentence.tokens
    at = clause.verb_at
    if clause.lemma in ("be", "remain"):
        at = next((k for k in range(at + 1, min(at + 4, len(tokens))) if not is_adverb(tokens[k])), at)
    elif clause.voice != "passive":
        return
    if at >= len(tokens) or verb_class(tokens[at].lower) != "feel":
        return
    follows = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if follows in ("by", "about", "at", "over", "that", "with", "to"):
        clause.voice, clause.lemma, clause.verb_at = "active", tokens[at].lower, at


def denies(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject denies: `no children were released`, `neither party signed`."""
    first, _ = subject_span(sentence, clause)
    return first < len(sentence.tokens) and sentence.tokens[first].lower in _NEGATIVE


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
    if lemma in _SETTING:
        return follows in ("out", "forth")
    return clause.voice == "passive" and lemma in _MINDED and follows in ("to", ",")


def _is_speaker(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject is a name or `I`, `we`, `he`: families that are concerned report no act."""
    first, last = subject_span(sentence, clause)
    words = sentence.tokens[first:last]
    return any(x.lower in SUBJECT_PRONOUNS or (x.tags & CAPITALISED and k) for k, x in enumerate(words))


def subject_span(sentence: Sentence, clause: Clause) -> tuple[int, int]:
    """Token indexes of the clause's subject; an empty span where none is printed."""
    if clause.subject is None:
        return 0, 0
    return span_of(sentence.tokens, *clause.subject)


def main_verb(sentence: Sentence, clause: Clause) -> tuple[int, str]:
    """Token index and lemma of the verb that tells the act: after `continued to`, `attempted to`, the
    one in the infinitive (`continued to be enforced`: the participle).
    """
    tokens = sentence.tokens
    at = clause.verb_at
    if clause.lemma not in _CONTROL:
        return at, clause.lemma
    to = next((k for k in range(at + 1, min(at + 4, len(tokens))) if tokens[k].lower == "to"), None)
    if to is None or any(not x.tags & ADVERB for x in tokens[at + 1 : to]):
        return at, clause.lemma
    verb = next((k for k in range(to + 1, min(to + 4, len(tokens))) if not is_adverb(tokens[k])), to)
    if tokens[verb].lower == "be" and verb + 1 < len(tokens) and tokens[verb + 1].tags & PARTICIPLE:
        verb += 1
    elif not tokens[verb].tags & BASE or tokens[verb].tags & DETERMINER:
        return at, clause.lemma
    return verb, verb_lemma(tokens[verb].lower) or tokens[verb].lower


def is_passive(sentence: Sentence, clause: Clause) -> bool:
    """Whether the act is told in the passive, behind `continue to` too."""
    at, _ = main_verb(sentence, clause)
    if at == clause.verb_at:
        return clause.voice == "passive"
    return sentence.tokens[at - 1].lower == "be"


def build_act(
    unit: Unit, sentence: Sentence, clause: Clause, end: int, isos: list[str], acting: list[str], rule: str
) -> Act:
    """Everything that the clause, read up to `end`, says about its act."""
    chain = antecedent_countries(unit, clause, unit.countries) if clause.kind == "relative" else []
    owner = act_agents.antecedent(unit, clause) if rule == "relative-clause" else None
    if owner is not None and acting == ["unspecified"]:
        acting = [owner.target]
    listed = {m.target for m in chain} if acting == ["unspecified"] else set()
    countries = {
        iso: [f"state-{iso.lower()}"]
        if iso in listed
        else act_agents.for_country(unit, clause, iso, acting, isos)
        for iso in isos
    }
    lemma, kind = type_of(sentence, clause, end, {a for agents in countries.values() for a in agents})
    begin = clause.start
    if rule == "relative-clause":
        begin = owner.start if owner is not None else chain[0].start if chain else begin
    joint, partners = act_agents.partners(unit, clause, end)
    for agents in countries.values():
        agents += [a for a in joint if a not in agents]
    known = {a for agents in countries.values() for a in agents}
    targets = [x for x in act_agents.targets(unit, clause, end) if x not in known]
    status = status_of(clause, kind, unit.text[begin:end])
    partners = [p for p in partners if p not in known]
    is_perfect = clause.tense in ("perfect", "progressive", "present")
    return Act(
        begin, end, lemma, kind, status, countries, partners, targets, rule, clause.verb[1], is_perfect
    )


def type_of(sentence: Sentence, clause: Clause, end: int, acting: set[str]) -> tuple[str, str]:
    """The act's verb and its action type."""
    tokens = sentence.tokens
    at, lemma = main_verb(sentence, clause)
    stop = max(at, span_of(tokens, at, end)[1])
    subject = subject_span(sentence, clause)
    passive = is_passive(sentence, clause)
    noun = about(tokens, *subject) if passive else about(tokens, at + 1, stop)
    if noun is None:
        noun = about(tokens, at + 1, stop) if passive else None
    if noun is None and not passive and not _has_object(tokens, at + 1):
        noun = about(tokens, *subject)
    kind = act_words.verb_class(lemma)
    by_state = any(act_words.is_state_organ(a) for a in acting)
    by_state = by_state or (acting == {"unspecified"} and noun == "law" and kind in _LAWMAKING)
    by_court = not passive and act_words.names_court(tokens[slice(*subject)])
    by_court = by_court or any(act_words.is_court(a) for a in acting)
    purpose = _infinitive(tokens, at + 1, stop) if kind in ("order", "joint", "engage") else None
    if purpose is not None:
        inner = verb_lemma(tokens[purpose].lower) or ""
        if kind == "order" and act_words.verb_class(inner) == "harm":
            return lemma, "restriction_or_violation"
        told = act_types.action_type(
            inner, about(tokens, purpose + 1, stop), by_state=by_state, by_court=by_court
        )
        if kind != "order" and told != "other":
            return lemma, told
    return lemma, act_types.action_type(lemma, noun, by_state=by_state, by_court=by_court)


def _has_object(tokens: list[Token], at: int) -> bool:
    """Whether a noun phrase follows the verb directly."""
    return at < len(tokens) and not tokens[at].tags & (PREPOSITION | PUNCTUATION | TO | CONJUNCTION)


def _infinitive(tokens: list[Token], at: int, stop: int) -> int | None:
    """Index of the infinitive that says what is ordered or aimed at (`instructed outlets to suspend …`)."""
    for k in range(at, stop - 1):
        if tokens[k].lower == "to" and tokens[k + 1].tags & BASE and not tokens[k + 1].tags & DETERMINER:
            return k + 1
    return None


def status_of(clause: Clause, kind: str, evidence: str) -> str:
    """`done`, `ongoing` or `planned`, from the tense and the words that override it."""
    if clause.tense == "future" or clause.lemma in _PLANNING:
        return "planned"
    if clause.lemma in ("continue", "start", "begin") or re.search(r"\bongoing\b|\bcurrently\b", evidence):
        return "ongoing"
    if clause.tense in ("past", "perfect") or kind == "advocacy":
        return "done"
    return "ongoing"


def antecedent_countries(unit: Unit, clause: Clause, named: list[Mention]) -> list[Mention]:
    """The countries listed just before a relative clause (`Brazil and Kenya, both of which …`)."""
    chain: list[Mention] = []
    border = clause.start
    for mention in reversed([m for m in named if m.end <= clause.start]):
        gap = unit.text[mention.end : border].strip(" ,()")
        if gap not in ("", "and", "or", "the", "and the"):
            break
        chain.insert(0, mention)
        border = mention.start
    return chain
