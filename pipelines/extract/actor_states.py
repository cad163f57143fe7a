"""States as actors: a country named as one who does or is asked something.

Belongs here: telling `Kenya adopted` from `in Kenya`. Does not belong here: finding country names
(`countries`).
"""

import re
from bisect import bisect_left

from pipelines.extract.state_roles import has_role
from pipelines.extract.tokens import (
    ADVERB,
    BASE,
    BE,
    FINITE,
    HAVE,
    MODAL,
    NOUN,
    PARTICIPLE,
    PLURAL,
    PREPOSITION,
    PUNCTUATION,
    RELATIVE,
    TO,
    Token,
)
from pipelines.extract.units import Mention, Unit

RULE_SUBJECT = "actor_mentions.state-as-subject"
RULE_GOVERNMENT = "actor_mentions.government-of"
RULE_ASKED = "actor_mentions.state-asked"
RULE_OWN = "actor_mentions.government-named"
RULE_ROLE = "actor_mentions.state-in-role"
_GOVERNMENT_BEFORE = re.compile(r"\b[Gg]overnments?(?: of| from)?:? (?:the )?$")
_BETWEEN = re.compile(
    r"(?: \([^()]{1,60}\))?(?:,|;)?(?: and| or)?(?:,| of)?(?: the)? ?(?:Republic of |Kingdom of |State of )?$"
)
_ADJECTIVE = ("ese", "an", "ish", "ic", "i")
# What a State is, not what it does: `remained the top destination`, `were the main sources`.
_RANKING = re.compile(
    r" (?:remain(?:s|ed)|is|are|was|were|continued? to be) the (?:top|main|largest|leading|biggest)"
)
_APPOSED = frozenset({"the", "a", "an", "for", "in", "which", "like", "as", "one"})
_ASIDES = frozenset({"while", "although", "having", "on", "after", "when", "with", "though"})
_LONGEST_APPOSITION = 30  # tokens
_WIDEST_OTHERS = 80  # characters of the organisations between two countries of one list
_OTHERS = re.compile(
    r"(?:,| and|, and)(?: the)?(?: [A-Z][\w'’\-]*| of| for| on| the){1,9}(?:,| and|, and)(?: the)? "
)
_WIDEST_GAP = 40  # characters between two countries of one list
_WIDEST_BRACKET = 64  # the same of an aside in brackets: `Chad (request first made in 1997), Fiji`
_ASKING = re.compile(
    r"\b(?:urge[sd]?|request(?:ed|s)?|call(?:s|ed|ing)? (?:(?:up)?on|for)|appeal(?:s|ed|ing)? (?:to|for)|"
    r"invite[sd]?|encourage[sd]?|"
    r"recommend(?:s|ed)? that|"
    r"commend(?:s|ed)?|thank(?:s|ed)?|welcome[sd]?|criticize[sd]?|condemned|urging|requesting|"
    r"inviting) (?:the )?$",
    re.IGNORECASE,  # `Urges X to` opens a paragraph of a resolution
)


_ASKED_THAT = re.compile(r"\b(?:recommend|request|propose|demand|suggest|ask)(?:s|ed)? that (?:the )?$", re.I)
_LEAD = 90  # characters before a country that can tell its role


def states(unit: Unit) -> list[Mention]:
    """The countries of `unit.countries` that act or are asked, as mentions of `state-xxx`."""
    found: list[Mention] = []
    for sentence in unit.sentences:
        if not unit.countries:
            break
        within = [m for m in unit.countries if sentence.start <= m.start < sentence.end]
        found += [_government(unit, m) for m in within if unit.text.startswith(" Government", m.end)]
        inside = [m for m in within if not _is_adjective(unit, m)]
        if not inside:
            continue
        tokens = sentence.tokens
        starts = [t.start for t in tokens]
        end, rule = sentence.start, None
        for group in _groups(unit.text, inside):
            if not _goes_on_after_others(unit.text, end, group[0].start):
                rule = _role(unit.text, tokens, starts, group)
            end = group[-1].end
            if rule is not None:
                found += [Mention(m.start, m.end, f"state-{m.target.lower()}", rule) for m in group]
    return found


def _government(unit: Unit, mention: Mention) -> Mention:
    """`the Australian Government`, `the Kenya Government`: the State."""
    return Mention(
        mention.start, mention.end + len(" Government"), f"state-{mention.target.lower()}", RULE_OWN
    )


def _is_adjective(unit: Unit, mention: Mention) -> bool:
    """A demonym, also one that stood for two countries and was settled (`Congolese`)."""
    if mention.rule_id.endswith(("demonym", "adjective")):
        return True
    surface = unit.text[mention.start : mention.end]
    return mention.rule_id.endswith("chosen-in-document") and surface.endswith(_ADJECTIVE)


def _goes_on_after_others(text: str, end: int, start: int) -> bool:
    """Whether a list goes on after an organisation: `Denmark, the European Commission, Finland`."""
    return 0 < start - end < _WIDEST_OTHERS and _OTHERS.fullmatch(text, end, start) is not None


def _groups(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    """Runs of countries joined by commas and `and`."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if not groups:
            groups.append([mention])
            continue
        gap = text[groups[-1][-1].end : mention.start]
        widest = _WIDEST_GAP + (_WIDEST_BRACKET if gap.startswith(" (") else 0)
        if len(gap) < widest and gap.strip() and _BETWEEN.fullmatch(gap):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _role(text: str, tokens: list[Token], starts: list[int], group: list[Mention]) -> str | None:
    """The rule by which a group of countries acts; None where it is only a place."""
    before = text[max(0, group[0].start - _LEAD) : group[0].start]
    if _GOVERNMENT_BEFORE.search(before):
        return RULE_GOVERNMENT
    first, after = bisect_left(starts, group[0].start), bisect_left(starts, group[-1].end)
    if first > 0 and tokens[first - 1].lower == "the":
        first -= 1
    if first < len(tokens) and after < len(tokens) and _ASKING.search(before) and tokens[after].lower == "to":
        return RULE_ASKED
    if _opens_bracket_of_countries(tokens, first):
        return RULE_SUBJECT if _is_finite_verb(tokens, _after_bracket(tokens, after)) else None
    if has_role(before, listed=len(group) > 1):
        return RULE_ROLE
    if _ASKED_THAT.search(before) and after < len(tokens) and tokens[after].tags & BASE:
        return RULE_ASKED
    if first > 0 and tokens[first - 1].tags & PREPOSITION:
        return None
    if _has_relative(tokens, after):
        return RULE_SUBJECT
    if not _opens_clause(tokens, first) or _RANKING.match(text, group[-1].end):
        return None
    return RULE_SUBJECT if _is_finite_verb(tokens, _after_apposition(tokens, after)) else None


def _has_relative(tokens: list[Token], after: int) -> bool:
    """`, all of which have strengthened`, `, which has adopted`."""
    comma, *words = [t.lower for t in tokens[after : after + 4]] or [""]
    if comma != "," or words[2:] == []:
        return False
    if words[1:] == ["of", "which"] and words[0] in {"all", "both", "most", "some", "each", "many", "none"}:
        return _is_finite_verb(tokens, after + 4)
    return words[0] in {"which", "who"} and _is_finite_verb(tokens, after + 2)


def _opens_bracket_of_countries(tokens: list[Token], first: int) -> bool:
    words = {"countries", "states", "governments", "parties", "members"}
    return first > 1 and tokens[first - 1].text == "(" and tokens[first - 2].lower in words


def _after_bracket(tokens: list[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].text == ")" else len(tokens)


def _opens_clause(tokens: list[Token], first: int) -> bool:
    """Whether a subject can begin at `first`: after a border, a conjunction or `that`, no preposition."""
    if first == 0:
        return True
    before = tokens[first - 1]
    if before.tags & RELATIVE or before.lower in {
        "while",
        "whereas",
        "although",
        "and",
        "but",
        "as",
        "because",
        "since",
    }:
        return before.lower != "as" or first == 1
    return bool(before.tags & PUNCTUATION) and before.text in {",", ";", ":", "—", "–", '"', "“"}


def _after_apposition(tokens: list[Token], after: int) -> int:
    """Past `, the first State in the region to do so,` after a name; `after` itself where there is none."""
    if after >= len(tokens) or tokens[after].text != ",":
        return after
    for at in range(after + 1, min(after + _LONGEST_APPOSITION, len(tokens))):
        if tokens[at].text != ",":
            continue
        word = tokens[after + 1].lower
        if word in _APPOSED:
            return at + 1
        if (word in _ASIDES or word.endswith("ing")) and _is_finite_verb(tokens, at + 1):
            return at + 1
    return len(tokens)


def _is_finite_verb(tokens: list[Token], at: int) -> bool:
    """Whether a finite verb, adverbs before it skipped, stands at `at`."""
    while (
        at < len(tokens) and tokens[at].tags & ADVERB and not tokens[at].tags & (FINITE | BE | HAVE | MODAL)
    ):
        at += 1
    if at >= len(tokens):
        return False
    tags = tokens[at].tags
    if tokens[at].lower in ("remain", "remains"):
        return True
    if tags & (MODAL | BE | HAVE):
        return not tokens[at].lower.endswith("ing")
    if not tags & FINITE or tags & PREPOSITION:
        return False
    if tags & PARTICIPLE or not tags & (NOUN | PLURAL):
        return not (at + 1 < len(tokens) and tokens[at + 1].lower == "by")
    return (at + 1 < len(tokens) and bool(tokens[at + 1].tags & (RELATIVE | TO))) or tokens[
        at + 1 : at + 2
    ] == []
