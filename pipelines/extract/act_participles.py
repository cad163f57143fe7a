"""Acts whose verb is no finite one: `including by training judges`, `a law drafted by X`, lists of objects.

Belongs here: gerunds after `including by`, participles with a named agent outside every act, and the
items of a list of objects that semicolons part. Does not belong here: finite acts (`act_frames`) or
nouns (`act_nominals`).
"""

import re
from dataclasses import replace

from pipelines.extract.act_frames import Act
from pipelines.extract.act_objects import about
from pipelines.extract.act_phrases import NO_ACT, phrase_type
from pipelines.extract.act_types import action_type
from pipelines.extract.act_words import is_state_organ, verb_class
from pipelines.extract.tokens import (
    BE,
    DETERMINER,
    GERUND,
    HAVE,
    PARTICIPLE,
    PREPOSITION,
    PUNCTUATION,
    Token,
    span_of,
    verb_lemma,
)
from pipelines.extract.units import Mention, Sentence, Unit
from pipelines.extract.verb_words import is_adverb

_NEXT_ITEM = re.compile(r";\s*(?:and|or|as well as)?\s*")
_OPENERS = frozenset({"including", "notably", "particularly", "instance", "example", "inter", "alia"})
_LOOK_BACK = 3  # tokens between `including` and `by`


def gerund_acts(sentence: Sentence, act: Act) -> list[Act]:
    """The acts listed after `including by` in an act's clause (`including by raising … and by …`)."""
    first, last = span_of(sentence.tokens, act.start, act.end)
    tokens = sentence.tokens[first:last]
    starts = _gerunds(tokens)
    found = []
    for number, at in enumerate(starts):
        stop = starts[number + 1] - 1 if number + 1 < len(starts) else len(tokens)
        while stop > at and tokens[stop - 1].lower in ("and", ",", "or", "by", "through"):
            stop -= 1
        lemma = verb_lemma(tokens[at].lower) or tokens[at].lower
        if verb_class(lemma) == "stative" or stop == at + 1:  # a gerund alone names no act
            continue
        kind = _kind(tokens, at, stop, lemma, act)
        found.append(
            replace(act, start=tokens[at].start, end=tokens[stop - 1].end, lemma=lemma, action_type=kind,
                    rule="gerund-act", verb_end=tokens[at].end)
        )  # fmt: skip
    return found


def _kind(tokens: list[Token], at: int, stop: int, lemma: str, act: Act) -> str:
    told = phrase_type(tokens[:stop], at, lemma, None) if at >= 0 else None
    if told is not None and told != NO_ACT:
        return told
    by_state = any(is_state_organ(a) for agents in act.countries.values() for a in agents)
    return action_type(lemma, about(tokens, at + 1, stop), by_state=by_state, by_court=False)


def _gerunds(tokens: list[Token]) -> list[int]:
    """Indexes of the gerunds after `including by`, and after each `and by` that follows."""
    found: list[int] = []
    for at in range(1, len(tokens) - 1):
        if tokens[at].lower not in ("by", "through") or not tokens[at + 1].tags & GERUND:
            continue
        before = {x.lower for x in tokens[max(0, at - _LOOK_BACK) : at]}
        joined = found and tokens[at - 1].lower in ("and", ",")
        if before & _OPENERS or joined:
            found.append(at + 1)
    return found


_LEAST_OF_LIST = 3
_BETWEEN_NAMES = re.compile(r"(?: \([^()]{1,60}\))?[,;]?(?: (?:and|or|as well as))?(?: the)? ?")


def list_acts(unit: Unit, sentence: Sentence, act: Act) -> list[Act]:
    """The act, cut at the semicolons between its objects: each country belongs to its own item.

    A list of nothing but countries after a colon is one act, told before the colon.
    """
    text = unit.text
    if (colon := _colon_of_names(unit, act)) is not None:
        return [replace(act, end=colon)]
    cuts = list(_NEXT_ITEM.finditer(text, act.verb_end, act.end))
    if not cuts:
        return [act]
    starts = [act.start, *[m.end() for m in cuts]]
    spans = list(zip(starts, [*[m.start() for m in cuts], act.end], strict=True))
    named = [m for m in unit.countries if act.start <= m.start < act.end]
    first_end = spans[0][1]
    outside = {iso for iso in act.countries if all(m.target != iso or m.start < first_end for m in named)}
    pieces = []
    for number, (start, end) in enumerate(spans):
        isos = {m.target for m in named if start <= m.start < end} & set(act.countries)
        isos |= outside if number == 0 else set()
        if isos:
            countries = {iso: agents for iso, agents in act.countries.items() if iso in isos}
            pieces.append(_piece(sentence, replace(act, start=start, end=end, countries=countries), number))
    return pieces or [act]


def _colon_of_names(unit: Unit, act: Act) -> int | None:
    """Where the colon stands in `requests to the following States: Chad (2005); Fiji; and Peru`."""
    colon = unit.text.find(":", act.verb_end, act.end)
    named = [m for m in unit.countries if colon < m.start and m.end <= act.end]
    if colon < 0 or len(named) < _LEAST_OF_LIST:
        return None
    ends = [colon + 1, *(m.end for m in named)]
    gaps = zip(ends, [*(m.start for m in named), act.end], strict=True)
    return colon if all(_BETWEEN_NAMES.fullmatch(unit.text, *gap) for gap in gaps) else None


def _piece(sentence: Sentence, piece: Act, number: int) -> Act:
    """An item of the list with its own type; the first keeps the clause's."""
    if number == 0:
        return replace(piece, verb_end=min(piece.verb_end, piece.end))
    begin, stop = span_of(sentence.tokens, piece.start, piece.end)
    tokens = sentence.tokens[begin:stop]
    return replace(piece, action_type=_kind(tokens, -1, len(tokens), piece.lemma, piece),
                   verb_end=min(piece.verb_end, piece.end))  # fmt: skip


def participle_acts(
    unit: Unit, sentence: Sentence, named: list[Mention], covered: list[tuple[int, int]]
) -> list[Act]:
    """`a workshop organized by X in Y` where no other act says so: the agent must be named."""
    tokens = sentence.tokens
    found: list[Act] = []
    for at in range(1, len(tokens) - 2):
        token = tokens[at]
        if not token.tags & PARTICIPLE or tokens[at + 1].lower != "by" or _has_auxiliary(tokens, at):
            continue
        agent = _agent(unit, tokens[at + 1].end)
        lemma = verb_lemma(token.lower) or token.lower
        if agent is None or verb_class(lemma) in ("stative", "say", "order", "other", "feel"):
            continue
        start = _phrase_start(tokens, at)
        end = _phrase_end(tokens, at, agent.end)
        isos = list(dict.fromkeys(m.target for m in named if tokens[start].start <= m.start < end))
        if not isos or any(a < end and tokens[start].start < b for a, b in covered):
            continue
        noun = about(tokens, start, at)
        kind = action_type(lemma, noun, by_state=is_state_organ(agent.target), by_court=False)
        countries = {iso: [agent.target] for iso in isos}
        found.append(Act(tokens[start].start, end, lemma, kind, "done", countries, [], [], "participle-act",
                         token.end))  # fmt: skip
    return found


def _has_auxiliary(tokens: list[Token], at: int) -> bool:
    """Whether the participle at `at` is part of a finite verb."""
    at -= 1
    while at > 0 and is_adverb(tokens[at]):
        at -= 1
    return bool(tokens[at].tags & (BE | HAVE))


def _agent(unit: Unit, at: int) -> Mention | None:
    """The actor named right after `by`."""
    for mention in unit.actors:
        if at <= mention.start <= at + len(" the "):
            return mention
    return None


def _phrase_start(tokens: list[Token], at: int) -> int:
    """First token of the noun phrase before the participle at `at`."""
    start = at
    while start > 0:
        before = tokens[start - 1]
        if before.tags & (PUNCTUATION | BE | HAVE) or (before.tags & PREPOSITION and before.lower != "of"):
            break
        start -= 1
        if before.tags & DETERMINER and tokens[start - 1].lower != "of":
            break
    return start


def _phrase_end(tokens: list[Token], at: int, least: int) -> int:
    """Where the participle's phrase ends: at the next comma after its agent, or with the sentence."""
    end = least
    for token in tokens[at:]:
        if token.start >= least and token.lower in (",", ";", ".", ":"):
            break
        end = max(end, token.end)
    return end
