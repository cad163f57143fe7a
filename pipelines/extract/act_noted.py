"""Acts printed as nouns that a speaker welcomes, notes or deplores, or that a list spells out.

Belongs here: `welcomes the adoption of X and the establishment of Y`, and the items under `notes the
following measures:`. Does not belong here: nouns with their agent after `by` (`act_nominals`), or
the speaker's own act (`country_actions`).
"""

import re
from typing import NamedTuple

from pipelines.extract.act_nominals import nominal_types
from pipelines.extract.act_objects import about, named_institution
from pipelines.extract.act_types import action_type
from pipelines.extract.act_words import singular
from pipelines.extract.tokens import DETERMINER, NUMBER, Token, span_of
from pipelines.extract.units import Sentence, Unit

_ATTITUDE = re.compile(
    r"\b(?:welcom(?:es?|ed|ing)|commend(?:s|ed|ing)?|applaud(?:s|ed)?|prais(?:es?|ed)|congratulat(?:es?|ed)|"
    r"appreciat(?:es?|ed|ing)|t(?:akes?|ook|aking) note of|not(?:es?|ed|ing)|acknowledg(?:es?|ed|ing)|"
    r"regret(?:s|ted|ting)?|deplor(?:es?|ed|ing)|condemn(?:s|ed|ing)?|denounc(?:es?|ed)|"
    r"(?:concerned|alarmed|dismayed|appalled|disturbed|shocked) (?:about|at|by|over)|"
    r"concern (?:about|at|over))\b"
)
_REGRETS = re.compile(r"\b(?:regret|deplor|condemn|denounc|concern|alarm|dismay|appal|disturb|shock)")
_ASKS = re.compile(r"\b(?:recommend|urge|call|request|invite|encourage|should)[a-z]*\b")
# What may stand between the attitude and a noun that it is about, or between two such nouns.
_JOINS = re.compile(
    r"(?:^|[,:;]|\b(?:and|or|including|particular|notably|alia|as|with \w+|especially))"
    r"(?: (?:about|at|by|over|of))?(?: the (?:State party|Government)[’']s)?\s*$"
)
_ENDS = re.compile(
    r";|[,.] (?:which|where|who|although|while|but|however|and that|that)\b|\bthat\b|\.$|"
    r",? and (?:deplor|condemn|regret|urg|call|encourag|recommend)(?:es|s|ed)\b"
)
_BETWEEN_ITEMS = re.compile(
    r"(?:,|;| and| or| as well as| including)*(?: (?:about|at|by|over|of))?\s*(?:the|a|an|its|their)?\s*$"
)
_RATIFIES = re.compile(r"\b(?:ratif|acced|accession)")
_LEGISLATES = re.compile(r"\b(?:adopt|enact|legislat|laws?\b|polic|amend|reform|framework|measures)")
_OF = frozenset({"of", "to", "by", "against"})
_HARM = "restriction_or_violation"


class NotedAct(NamedTuple):
    """An act printed as a noun: its span, its noun, its type."""

    start: int
    end: int
    lemma: str
    action_type: str


def noted_acts(unit: Unit, sentence: Sentence) -> list[NotedAct]:
    """The nouns of acts that the sentence's speaker welcomes, notes or deplores, in order."""
    match = _ATTITUDE.search(unit.text, sentence.start, sentence.end)
    if match is None:
        return []
    stop = _ENDS.search(unit.text, match.end(), sentence.end)
    limit = stop.start() if stop else sentence.end
    first, last = span_of(sentence.tokens, match.end(), limit)
    tokens = sentence.tokens
    named = [(_phrase_start(tokens, k, first), k) for k in range(first, last - 1) if _names_act(tokens, k)]
    heads = [(a, k) for a, k in named if _JOINS.search(unit.text[match.end() : tokens[a].start])]
    found = []
    for number, (start, head) in enumerate(heads):
        begin = tokens[start].start
        end = tokens[heads[number + 1][0]].start if number + 1 < len(heads) else limit
        end = begin + len(_BETWEEN_ITEMS.sub("", unit.text[begin:end]).rstrip(" ,."))
        if not unit.text[begin:end].endswith((":", "following")):  # a list of acts follows
            found.append(_act(tokens, head, begin, end))
    return found


def is_step_of_list(unit: Unit, lead: str) -> bool:
    """Whether an item is a step that the `lead` of its list welcomes or notes, no harm that it deplores."""
    if not lead or _REGRETS.search(lead):
        return False
    act = item_act(unit, lead)
    return act is not None and act.action_type != "restriction_or_violation"


def item_act(unit: Unit, lead: str) -> NotedAct | None:
    """The act that an item of a list is, under a `lead` such as `welcomes the following measures:`."""
    if not lead.rstrip().endswith(":") or _ATTITUDE.search(lead) is None or _ASKS.search(lead):
        return None
    sentence = unit.sentences[0]
    tokens = sentence.tokens
    begin = _first_word(tokens)
    end = sentence.end - (unit.text[sentence.end - 1] in ".;")
    head = next((k for k in range(begin, min(begin + 4, len(tokens) - 1)) if _names_act(tokens, k)), None)
    if head is not None:
        return _act(tokens, head, tokens[begin].start, end)
    if _RATIFIES.search(lead):
        return NotedAct(tokens[begin].start, end, "ratify", "law_or_policy")
    if _LEGISLATES.search(lead) and about(tokens, begin, len(tokens)) == "law":
        return NotedAct(tokens[begin].start, end, "adopt", "law_or_policy")
    return None


def _first_word(tokens: list[Token]) -> int:
    """Index of the first token after a printed `(a)`."""
    return next((k for k, x in enumerate(tokens[:4]) if x.text[:1].isalpha() and len(x.text) > 1), 0)


def _names_act(tokens: list[Token], at: int) -> bool:
    """Whether the noun at `at` is an act's and says with the next word on what it was done."""
    noun = singular(tokens[at].lower)
    if nominal_types().get(noun, "rulings") == "rulings":
        return False
    words = [x.lower for x in tokens[at + 1 : at + 6]]
    if words[0] == ",":  # `The adoption, in 2019, of the Code`
        return "," in words[1:] and words[words.index(",", 1) + 1 :][:1] == ["of"]
    return words[0] in _OF


def _phrase_start(tokens: list[Token], head: int, least: int) -> int:
    """First token of the noun phrase of `head`: back over modifiers to its article."""
    at = head
    while at > least and not tokens[at].tags & DETERMINER:
        before = tokens[at - 1]
        modifies = before.lower.isalpha() and before.lower not in _OF | {"and", "or", "as"}
        if not before.tags & (DETERMINER | NUMBER) and (not modifies or head - at > 1):
            break
        at -= 1
    return at


def _act(tokens: list[Token], head: int, begin: int, end: int) -> NotedAct:
    noun = singular(tokens[head].lower)
    kind = nominal_types()[noun]
    if kind == "other":
        stop = max(head + 1, span_of(tokens, begin, end)[1])
        named = named_institution(tokens, head + 2, stop)
        about_what = "institution" if named else about(tokens, head + 2, stop)
        kind = action_type("establish", about_what, by_state=True, by_court=False)
    return NotedAct(begin, end, noun, kind)
