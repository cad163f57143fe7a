"""An act clause as a frame: what it says about its verb, its type, its status and its actors.

Belongs here: filling the frame. Does not belong here: whether a clause is an act (`act_guards`), which
country an act is tied to (`act_places`), or the rows (`country_actions`).
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extract import act_agents, act_types, act_words
from pipelines.extract.act_objects import about, named_institution
from pipelines.extract.act_phrases import finds
from pipelines.extract.act_verbs import is_passive, main_verb, subject_span, told_by_phrase
from pipelines.extract.clauses import Clause
from pipelines.extract.tokens import (
    BASE,
    CONJUNCTION,
    DETERMINER,
    PREPOSITION,
    PUNCTUATION,
    TO,
    Token,
    span_of,
    verb_lemma,
)
from pipelines.extract.units import Mention, Sentence, Unit

_LAWMAKING = frozenset("make rule perform review".split())
_SENDING = frozenset("send deploy dispatch assign".split())  # what for says what the act is
_DRIVEN = frozenset("flee leave abandon relocate move confess".split())  # what people are forced to do
_HELPING_TO = frozenset({"help", "enable", "assist"})  # somebody to do what the infinitive says
_GETTING_AWAY = frozenset({"free", "flee", "escape", "leave", "apologize", "withdraw"})
_LASTING = frozenset("promote support advocate champion".split())  # in the present they go on
_LIGHT = "conduct"  # the verb that `continued its examination of` is read as
_GUARDED = frozenset("threat attack defender protection safety witness".split())  # what protection is about
_PLANNING = frozenset("plan intend pledge commit vow promise schedule".split())


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


def build_act(
    unit: Unit, sentence: Sentence, clause: Clause, end: int, isos: list[str], acting: list[str], rule: str
) -> Act:
    """Everything that the clause, read up to `end`, says about its act."""
    of_place = clause.kind != "relative" or unit.text.startswith("where ", clause.start)
    chain = [] if of_place else antecedent_countries(unit, clause, unit.countries)
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
    for iso, agents in countries.items():
        act_agents.join(agents, joint, f"state-{iso.lower()}")
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
    if finds(tokens, at, lemma, subject):
        return lemma, "accountability"
    told = told_by_phrase(sentence, clause)
    if told is not None:
        return lemma, told
    passive = is_passive(sentence, clause)
    kind = act_words.verb_class(lemma)
    happens = lemma == "take" and at + 1 < stop and tokens[at + 1].lower == "place"  # `a meeting took place`
    noun = _noun_of(tokens, at, stop, subject, kind, passive=passive or happens)
    by_state = any(act_words.is_state_organ(a) for a in acting)
    by_state = by_state or (acting == {"unspecified"} and noun == "law" and kind in _LAWMAKING)
    by_court = not passive and act_words.names_court(tokens[slice(*subject)])
    by_court = by_court or any(act_words.is_court(a) for a in acting)
    if kind in ("order", "joint", "engage") or lemma in _SENDING or lemma in _HELPING_TO:
        told = _aimed_at(tokens, at, stop, lemma, passive=passive, by_state=by_state, by_court=by_court)
        if told is not None:
            return lemma, told
    telling = _LIGHT if lemma == "continue" else lemma
    return lemma, act_types.action_type(telling, noun, by_state=by_state, by_court=by_court)


def _noun_of(
    tokens: list[Token], at: int, stop: int, subject: tuple[int, int], kind: str, *, passive: bool
) -> str | None:
    """The class of what the act of the verb at `at`, of the class `kind`, is about."""
    after = (at + 1, stop)
    noun = about(tokens, *subject) if passive else about(tokens, *after)
    if noun is None and passive:
        noun = about(tokens, *after)
    elif noun is None and not _has_object(tokens, at + 1):
        noun = about(tokens, *subject)
    if noun is None and kind == "make" and named_institution(tokens, *(subject if passive else after)):
        return "institution"  # `created a Ministry of Labour`
    if noun == "mechanism" and not _GUARDED.isdisjoint(act_words.singular(x.lower) for x in tokens[at:stop]):
        return "protection"  # `a mechanism was created by which the police hear about threats`
    return noun


def _aimed_at(
    tokens: list[Token], at: int, stop: int, lemma: str, *, passive: bool, by_state: bool, by_court: bool
) -> str | None:
    """The type of what the infinitive after the verb at `at` says (`instructed outlets to suspend …`)."""
    purpose = _infinitive(tokens, at + 1, stop)
    if purpose is None:
        return None
    ordered = act_words.verb_class(lemma) == "order"
    inner = verb_lemma(tokens[purpose].lower) or ""
    if ordered and (act_words.verb_class(inner) == "harm" or (passive and inner in _DRIVEN)):
        return "restriction_or_violation"
    told = act_types.action_type(
        inner, about(tokens, purpose + 1, stop), by_state=by_state, by_court=by_court
    )
    if lemma in _HELPING_TO and told == "law_or_policy":
        return "technical_assistance"
    return None if ordered or told == "other" else told


def of_one_attack(series: list[tuple[Act, Clause]]) -> None:
    """Types a verb without a class like the harm that its subject did, or suffered, beside it.

    `executed 20 people, burned the bodies and threw the remains into the sea`.
    """
    pairs = [*pairwise(series), *((b, a) for a, b in reversed(list(pairwise(series))))]
    for (act, clause), (beside, other) in pairs:
        one_subject = clause.subject == other.subject and clause.voice == other.voice
        harms = act.action_type == "restriction_or_violation"
        plain = beside.action_type == "other" and act_words.verb_class(beside.lemma) == "other"
        if harms and one_subject and plain and beside.lemma not in _GETTING_AWAY:
            beside.action_type = act.action_type


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
    lasts = clause.lemma in _LASTING and clause.tense in ("present", "progressive")
    if clause.tense in ("past", "perfect") or (kind == "advocacy" and not lasts):
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
