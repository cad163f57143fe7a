"""Which actors a noun phrase names as asking or asked.

Belongs here: choosing among the actor mentions of a span. Does not belong here: finding mentions
(`actors`) or the span (`directives`).
"""

import re

from pipelines.extract.asking_words import words
from pipelines.extract.units import Mention, Unit

UNSPECIFIED = "unspecified"
STATES = "states"
_WORD = re.compile(r"[\w'’]+")
# Words after which `of` only counts: `a number of States`, `representatives of States`.
_PARTITIVE = frozenset(
    """number majority group some many several most all all each one two three few range members member
    representatives part parts levels branches both any none variety coalition""".split()
)
_PREPOSITIONS = frozenset(
    "of in to for with by against from on within between among at under towards toward about into "
    "concerning".split()
)
_SOURCES = frozenset(["by", "from", "in"])
_DETERMINERS = frozenset(
    """the a an all its their his her our my relevant other certain these those such concerned each every
    this that various member national international some many""".split()
)
_LIST_GAP = re.compile(r"(?:,|,? and|,? or|/)? ?(?:the )?")
_TWO = re.compile(r"(?:both|the two) (?:States|countries|Governments|neighbours|parties)\b", re.IGNORECASE)
_PAIR = 2
_POINTING = re.compile(r"\b(?:those|these|such|the said)\s+(?:\w+\s+)?(\w+)", re.IGNORECASE)


def heads(unit: Unit, start: int, end: int) -> list[Mention]:
    """The actor mentions in `[start, end)` that no preposition subordinates, in order.

    >>> # `support for States from OHCHR` has no head; `a number of States` has `States`
    """
    found: list[Mention] = []
    cursor, was_head = start, False
    for mention in unit.actors:
        if (
            mention.end <= start
            or mention.start >= end
            or mention.start < cursor
            or _in_country(unit, mention)
        ):
            continue
        is_head = _is_head(unit.text[cursor : mention.start], was_head, first=cursor == start)
        if is_head:
            found.append(mention)
        cursor, was_head = mention.end, is_head
    return found


def _is_head(before: str, was_head: bool, *, first: bool) -> bool:
    """Whether a mention after the words `before` is a head of its phrase."""
    found = [w.lower() for w in _WORD.findall(before[-120:])]
    while found and found[-1] in _DETERMINERS:
        found.pop()
    if not found:
        return first or was_head
    if found[-1] in ("and", "or", "as") or found[-2:] in (["together", "with"], ["along", "with"]):
        return was_head or first or len(found) > len(["as", "well"])
    if found[-1] in _PREPOSITIONS:
        return found[-1] == "of" and len(found) > 1 and found[-2] in _PARTITIVE
    return True


def within(unit: Unit, start: int, end: int) -> list[Mention]:
    """All actor mentions in `[start, end)`."""
    return [m for m in unit.actors if m.start >= start and m.end <= end]


def agents(unit: Unit, start: int, end: int, after: frozenset[str] = frozenset(["by"])) -> list[Mention]:
    """The mentions after one of the words `after` (`by`) in `[start, end)`, with those joined to them."""
    found: list[Mention] = []
    for mention in within(unit, start, end):
        before = [w.lower() for w in _WORD.findall(unit.text[max(start, mention.start - 60) : mention.start])]
        while before and before[-1] in _DETERMINERS:
            before.pop()
        joined = found and unit.text[found[-1].end : mention.start].strip(" ,") in (
            "",
            "and",
            "and the",
            "the",
        )
        if (before and before[-1] in after) or joined:
            found.append(mention)
    return found


def addressees(
    unit: Unit, start: int, end: int, evidence_end: int, *, is_passive: bool = False, is_thing: bool = False
) -> list[str]:
    """The actors asked: the heads of the phrase, the `by` agents of a passive, else `unspecified`.

    Of a thing asked for (`reforms in the Office of …`) they are who it should come from.
    """
    if is_thing:
        return list(dict.fromkeys(m.target for m in agents(unit, start, end, _SOURCES))) or [UNSPECIFIED]
    found = [m.target for m in agents(unit, start, evidence_end)] if is_passive else []
    if not found and not is_passive:
        found = _both(unit, start, end) or [m.target for m in heads(unit, start, end)]
        if not found:
            found = _listed_states(unit, start, end)
    if not found:
        found = [m.target for m in agents(unit, start, end)]
    if not found:
        found = _antecedent(unit, start, end)
    return list(dict.fromkeys(found)) or [UNSPECIFIED]


def _in_country(unit: Unit, mention: Mention) -> bool:
    """Whether a mention is only a word of a country's name (`States` in `the United States`)."""
    return any(
        c.start <= mention.start and mention.end <= c.end and c.end - c.start > mention.end - mention.start
        for c in unit.countries
    )


def _listed_states(unit: Unit, start: int, end: int) -> list[str]:
    """The first country of the phrase and those listed with it (`Mali and the Niger`)."""
    chain: list[Mention] = []
    for mention in unit.countries:
        if mention.start < start or mention.end > end:
            continue
        if chain and _LIST_GAP.fullmatch(unit.text, chain[-1].end, mention.start) is None:
            break
        chain.append(mention)
    return [f"state-{m.target.lower()}" for m in chain]


def _both(unit: Unit, start: int, end: int) -> list[str]:
    """`both States`, `the two Governments`: the last two countries named before."""
    if _TWO.match(unit.text, start, end) is None:
        return []
    before = list(dict.fromkeys(m.target for m in reversed(unit.countries) if m.end <= start))[:_PAIR]
    return [f"state-{iso.lower()}" for iso in reversed(before)] if len(before) == _PAIR else []


def _antecedent(unit: Unit, start: int, end: int) -> list[str]:
    """`those institutions`: the last mention before that ends with the same noun; `they`: the last one."""
    match = _POINTING.match(unit.text[start:end].strip())
    if match is None:
        return []
    noun = match[1].lower()
    for mention in reversed([m for m in unit.actors if m.end <= start]):
        if unit.text[mention.start : mention.end].lower().endswith(noun):
            return [mention.target]
    return []


def askers(unit: Unit, start: int, end: int, *, is_nearest: bool) -> list[str]:
    """The actors that a subject span names as asking; empty where it names none."""
    found = [m.target for m in (within(unit, start, end)[-1:] if is_nearest else heads(unit, start, end))]
    found = found or [m.target for m in within(unit, start, end)]
    said = {w.lower() for w in _WORD.findall(unit.text[start:end])}
    if not found and said & words().delegations:
        return [STATES]  # delegations are those of States
    if said & {"others", "contributors", "contributions"} or (
        not found and said & words().contributors and not said & words().unnamed
    ):
        found.append("contributors")
    return list(dict.fromkeys(found))
