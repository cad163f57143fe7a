"""An act clause as a frame: what it says about its verb, its type, its status and its actors.

Belongs here: judging whether a clause is an act and filling the frame. Does not belong here: which
country an act is tied to, or the rows (`country_actions`).
"""

import re
from dataclasses import dataclass

from pipelines.extract import act_agents, act_types
from pipelines.extract.act_types import verb_class
from pipelines.extract.clauses import Clause
from pipelines.extract.units import Mention, Sentence, Unit

_ASKING_MODALS = frozenset("should must ought may might can could would cannot".split())
_ASKED = frozenset("ask request call invite base make".split())  # in the passive: asked of, not done by
_CONTROL = frozenset("continue begin start plan intend attempt seek try manage decide agree help".split())
_THANKS = frozenset({"appreciation", "gratitude", "thanks"})
_OBJECT_TOKENS = 50  # how far after the verb the noun that tells the type may stand


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


def is_act(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause says that somebody does something (and asks nothing, and denies nothing)."""
    if clause.negated or clause.modal in _ASKING_MODALS:
        return False
    kind = verb_class(clause.lemma)
    if kind == "stative":
        return _continues(sentence, clause)
    after = [x.lower for x in sentence.tokens[clause.verb_at + 1 : clause.verb_at + 5]]
    if not _THANKS.isdisjoint(after):
        return False
    if after[:1] == ["that"] and kind in ("say", "issue", "watch", "other"):
        return False
    return clause.voice == "active" or clause.lemma not in _ASKED


def _continues(sentence: Sentence, clause: Clause) -> bool:
    """`continued to support` is an act where what is continued is one."""
    after = [x.lower for x in sentence.tokens[clause.verb_at + 1 : clause.verb_at + 3]]
    return clause.lemma == "continue" and after[:1] == ["to"] and verb_class(after[-1]) != "stative"


def main_lemma(sentence: Sentence, clause: Clause) -> str:
    """The verb that tells the act: after `continued to`, `attempted to`, the one in the infinitive."""
    after = [x.lower for x in sentence.tokens[clause.verb_at + 1 : clause.verb_at + 3]]
    return after[-1] if clause.lemma in _CONTROL and after[:1] == ["to"] else clause.lemma


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
    lemma, kind = _lemma_and_type(sentence, clause, end, {a for agents in countries.values() for a in agents})
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
    return Act(begin, end, lemma, kind, status, countries, partners, targets, rule)


def _lemma_and_type(sentence: Sentence, clause: Clause, end: int, acting: set[str]) -> tuple[str, str]:
    """The act's verb and its action type."""
    tokens = sentence.tokens
    lemma = main_lemma(sentence, clause)
    after = [x for x in tokens[clause.verb_at + 1 :] if x.start < end][:_OBJECT_TOKENS]
    subject = [x for x in tokens if clause.subject and clause.subject[0] <= x.start < clause.subject[1]]
    passive = clause.voice == "passive"
    noun = act_types.noun_class(subject if passive else after)
    if noun is None and passive:
        noun = act_types.noun_class(after)
    by_state = any(a.startswith("state-") or a == "national-authorities" for a in acting)
    by_court = not passive and act_types.names_court(subject)
    return lemma, act_types.action_type(lemma, noun, by_state=by_state, by_court=by_court)


def status_of(clause: Clause, kind: str, evidence: str) -> str:
    """`done`, `ongoing` or `planned`, from the tense and the words that override it."""
    if clause.tense == "future" or clause.lemma in ("plan", "intend"):
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
