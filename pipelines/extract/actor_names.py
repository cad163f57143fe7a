"""Actors printed with a name: those of the authority list, and names built on a head noun.

Belongs here: spans and what they name, sentence by sentence. Does not belong here: short forms
that point back (`actor_linking`), or the rows (`actors`).
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from pipelines.extract.actor_authority import fold, load_authority
from pipelines.extract.actor_linking import SHORT_FORMS
from pipelines.extract.phrases import Phrases
from pipelines.extract.tokens import (
    ADJECTIVE,
    BE,
    CAPITALISED,
    CONJUNCTION,
    DETERMINER,
    FINITE,
    HAVE,
    MODAL,
    NOUN,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    TO,
    Token,
    tags_of,
    tokenize,
)

_LEFT_CONNECTORS = frozenset({"and", "&", "de", "des", "la", "del", "du", "el"})
_RIGHT_CONNECTORS = frozenset(
    {"of", "for", "and", "&", "on", "to", "against", "de", "la", "des", "del", "du"}
)
_FUNCTION = DETERMINER | PREPOSITION | PRONOUN | CONJUNCTION | MODAL | BE | HAVE | RELATIVE
_AFTER_IN = frozenset(
    "support order accordance relation response cooperation collaboration consultation connection line particular view "
    "partnership coordination addition".split()
)
RULE_HEAD = "actor_mentions.head-noun"
_TAKES_OWNERS_TYPE = frozenset({"national_authority", "un_body", "civil_society"})
# With nothing but its head noun after it, such a word makes a description, not a name (`the Joint Committee`).
_GENERIC_FIRST_WORDS = frozenset(
    "Joint Special Regional National High Integrated Trust Public Independent Technical Permanent Standing Steering "
    "Advisory Executive First Second Third Fourth Fifth International Central General Right Core Expert Drafting "
    "Foreign Working Civil Voluntary Global State States Contact Economic Political Ministerial Local New "
    "Global Human Host Country Home Headquarters Main Credentials Bureau Administrative Development Security".split()
)
_NATIONAL_FORCES = frozenset({"Army", "Police", "Parliament"})
_LONGEST_MANDATE = 30  # tokens; the longest official mandate name has 27


class Named(NamedTuple):
    """`text[start:end]` names an actor: one of the list (`actor_id`), or one new (`actor_type`)."""

    start: int
    end: int
    actor_id: str | None
    actor_type: str
    rule_id: str


class Head(NamedTuple):
    """A head noun of organisations' names, as `lexicons/actors/heads.yml` describes it."""

    word: str
    actor_type: str
    right: frozenset[str]
    left: bool
    lower: bool


@cache
def _heads() -> tuple[Phrases, tuple[Head, ...], frozenset[str]]:
    text = (files("pipelines.lexicons") / "actors" / "heads.yml").read_text(encoding="utf8")
    listed: dict[str, dict[str, Any]] = yaml.safe_load(text)
    heads = tuple(
        Head(word, h["type"], frozenset(h["right"]), h["left"], h.get("lower", False))
        for word, h in listed.items()
    )
    return Phrases(list(listed)), heads, frozenset(w for head in heads for w in head.word.split()[:1])


@cache
def _listed() -> tuple[Phrases, tuple[str, ...]]:
    """Every unambiguous alias of the authority list, matched as written."""
    by_phrase: dict[str, str] = {}
    for alias in load_authority().aliases:
        if not alias.is_ambiguous and load_authority().actors[alias.actor_id].actor_type != "class":
            by_phrase.setdefault(fold(alias.alias), alias.actor_id)
    return Phrases(list(by_phrase)), tuple(by_phrase.values())


@cache
def _class_phrases() -> tuple[tuple[Phrases, tuple[str, ...]], ...]:
    both = []
    for any_case in (False, True):
        listed = [(p, actor_id) for p, actor_id, ignore in load_authority().classes if ignore is any_case]
        both.append((Phrases([p for p, _ in listed], ignore_case=any_case), tuple(a for _, a in listed)))
    return tuple(both)


@cache
def _subjects() -> tuple[Phrases, tuple[str, ...]]:
    """What mandates are about (`the right to food`), for lists after a plural title."""
    by_subject: dict[str, str] = {}
    for alias in load_authority().aliases:
        title, _, subject = alias.alias.partition(" on ")
        if title == "Special Rapporteur":
            by_subject.setdefault(fold(subject), alias.actor_id)
    return Phrases(list(by_subject)), tuple(by_subject.values())


_PLURAL_TITLE = re.compile(r"Special Rapporteurs(?: of the Human Rights Council)? on ")
_BETWEEN_SUBJECTS = re.compile(r"(?:, and|,| and|;)(?: on)? ")


def plural_mandates(text: str) -> list[Named]:
    """The mandates of `the Special Rapporteurs on A, B and C`, a span each."""
    if "Special Rapporteurs" not in text:
        return []
    phrases, ids = _subjects()
    found = []
    for title in _PLURAL_TITLE.finditer(text):
        start, at = title.start(), title.end()
        while True:
            hit = next(iter(phrases.find(text[at : at + 250])), None)
            if hit is None or hit[1] != 0:
                break
            found.append(
                Named(start, at + hit[2], ids[hit[0]], "special_procedure", "actor_mentions.plural-mandates")
            )
            gap = _BETWEEN_SUBJECTS.match(text, at + hit[2])
            if gap is None:
                break
            start = at = gap.end()
    return found


def listed_names(text: str) -> list[Named]:
    """The names of the authority list in `text` (folded), longest first."""
    phrases, ids = _listed()
    actors = load_authority().actors
    rule = "actor_mentions.authority-name"
    found = []
    for index, start, end in phrases.find(text):
        if not _is_no_actor(text, start, end):
            found.append(Named(start, end, ids[index], actors[ids[index]].actor_type, rule))
    return found


_UN_AS_MODIFIER = re.compile(r"(?:'s)? (?!system\b)(?:[A-Z\"“]|[a-z]+-|[a-z]{3,})")
_FREE_AFTER_UN = re.compile(
    r" (?:and(?! (?:other|its|relevant|specialized|regional|international|national|local|humanitarian)\b)|in|on|to|is|was|were|are|has|have|had|for|with|from|by|as|at|that|which|or|but|should|could|can|will|would|"
    r"may|must|also|through|during|under|system|ha[sd]|acting|pursue|follow|since|against|into|where|when|continue[sd]?|"
    r"not|via|within|towards|regarding|concerning)\b"
)


_INSTRUMENT = "Charter|Statute|Constitution|Convention|Covenant|Protocol|Declaration|Articles of Agreement"
_OF_INSTRUMENT = re.compile(rf"(?:{_INSTRUMENT}) (?:of|establishing) (?:the )?$")
_INSTRUMENT_OF = re.compile(
    rf"(?:'s)? (?:[A-Z][\w-]+ ){{0,3}}(?:{_INSTRUMENT}|Conventions|Recommendation No|Guiding Principles|Guidelines|"
    r"Principles|Rules|Framework|Goals|Model)\b"
)


def _is_no_actor(text: str, start: int, end: int) -> bool:
    """Whether the name only modifies a noun (`United Nations entities`) or names an instrument."""
    if _OF_INSTRUMENT.search(text, max(0, start - 40), start) or _INSTRUMENT_OF.match(text, end):
        return True
    if text[start:end] != "United Nations":
        return False
    return _UN_AS_MODIFIER.match(text, end) is not None and _FREE_AFTER_UN.match(text, end) is None


def classes(text: str) -> list[Named]:
    """Plain classes (`States`, `treaty bodies`) in `text` (folded)."""
    return [
        Named(start, end, ids[index], "class", "actor_mentions.class")
        for phrases, ids in _class_phrases()
        for index, start, end in phrases.find(text)
    ]


def built_names(text: str, tokens: list[Token], taken: list[Named], low: int, high: int) -> list[Named]:
    """Names built on a head noun: `Ministry of Justice`, `Her Rights Initiative`, `Working Group on ...`.

    Reads the sentence `text[low:high]`, whose tokens are given. `taken` are the listed names; one of them inside a longer built name gives way to it in `merge`.
    """
    phrases, heads, _ = _heads()
    starts: list[int] = []
    found = []
    covered = -1
    whole = {(n.start, n.end) for n in taken}
    ends = [(n.start, n.end) for n in taken if not _is_in_longer_name(text, tokens, n, whole)]
    borders = frozenset(edge for n in taken for edge in (n.start, n.end))
    for index, start, end in phrases.find(text[low:high]):
        start, end = start + low, end + low
        if start < covered or _inside(ends, start, end):
            continue
        if not starts:
            starts = [t.start for t in tokens]
        first, after = bisect_left(starts, start), bisect_left(starts, end)
        if first == len(tokens) or tokens[first].start != start or "-" in text[end : tokens[after - 1].end]:
            continue
        span = _span(tokens, first, after, heads[index], borders)
        if span is not None and span not in whole:
            found.append(_named(text, span, heads[index], taken))
            covered = span[1]
    return found


def _goes_on(tokens: list[Token], after: int, borders: frozenset[int]) -> bool:
    """Whether a capitalised word follows at once: the head noun is only part of another name (`Group Meeting`)."""
    return after < len(tokens) and _is_name_word(tokens[after]) and tokens[after].start not in borders


def _named(text: str, span: tuple[int, int], head: Head, taken: list[Named]) -> Named:
    """The built name; a body of a listed organisation is of that organisation's kind."""
    start, end = span
    if text[end - 2 : end] == "'s":
        end -= 2
    kind = type_of(text[start:end], head)
    owners = [n for n in taken if start <= n.start and n.end <= end and n.actor_id != "united-nations"]
    if owners and head.actor_type in _TAKES_OWNERS_TYPE:
        kind = owners[-1].actor_type
        kind = "un_entity" if kind == "un_office_holder" else kind
    return Named(start, end, None, kind, RULE_HEAD)


def _is_short_form(tokens: list[Token], begin: int, end: int) -> bool:
    """`Permanent Forum` and the like only point back."""
    if end - begin != 2:
        return False
    first, last = tokens[begin].text, tokens[begin + 1].text
    return f"{first} {last}" in SHORT_FORMS or (
        first in _GENERIC_FIRST_WORDS and last not in _NATIONAL_FORCES
    )


def _is_in_longer_name(text: str, tokens: list[Token], name: Named, whole: set[tuple[int, int]]) -> bool:
    """Whether a capitalised word right before a listed name makes it another body's (`Kenyan Human Rights Council`)."""
    at = bisect_left(tokens, name.start, key=lambda t: t.start)
    if (
        at < 1
        or at >= len(tokens)
        or not _is_name_word(tokens[at - 1])
        or tokens[at - 1].end != name.start - 1
    ):
        return False
    return (
        at > 1 and tokens[at - 1].text not in {"UN", "EU"} and all(e != tokens[at - 1].end for _, e in whole)
    )


def _inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def _span(
    tokens: list[Token], first: int, after: int, head: Head, borders: frozenset[int]
) -> tuple[int, int] | None:
    """The span of the name whose head is `tokens[first:after]`; None for a head that stands alone."""
    if first >= len(tokens):
        return None
    begin = _walk_left(tokens, first, borders, head.actor_type == "civil_society") if head.left else first
    if after < len(tokens) and tokens[after].lower in head.right:
        end = walk_mandate(tokens, after) if head.lower else _walk_right(tokens, after, borders)
    else:
        end = after
    if end == after and _goes_on(tokens, after, borders):
        return None
    if begin < first and tokens[begin].text == "(":
        begin += 1
    if (begin == first and end == after) or _is_short_form(tokens, begin, end):
        return None
    return tokens[begin].start, tokens[end - 1].end


_NO_NAME_WORDS = frozenset(
    "see cf ibid also submission submissions input inputs contribution former president chair mr ms dr".split()
)


def _is_name_word(token: Token) -> bool:
    if token.lower in _NO_NAME_WORDS:
        return False
    return bool(token.tags & CAPITALISED) and not token.tags & (
        DETERMINER | PREPOSITION | PRONOUN | CONJUNCTION | MODAL
    )


def _walk_left(tokens: list[Token], at: int, borders: frozenset[int], takes_and: bool) -> int:
    """The first token of the capitalised words before `at`, over `and`, `of`, `for` between them."""
    begin = at
    while begin > 0 and at - begin < 10:
        before = tokens[begin - 1]
        if before.text.endswith(("'s", "’s")) and not tags_of(before.lower[:-2]) & NOUN:
            break  # `General Dostum's Party`
        if _is_name_word(before):
            begin -= 1
        elif (
            before.text == ")"
            and begin > 2
            and tokens[begin - 3].text == "("
            and not tokens[begin - 2].text.isupper()
            and _is_name_word(tokens[begin - 2])
        ):
            begin -= 3  # `Juweidah (Male) Centre`
        elif (
            before.lower in _LEFT_CONNECTORS
            and begin > 1
            and (takes_and or before.lower != "and")
            and _joins_left(tokens, begin - 1, borders)
        ):
            begin -= 2
        else:
            break
    return begin


def _joins_left(tokens: list[Token], at: int, borders: frozenset[int]) -> bool:
    """Whether the connector at `at` has a word of the same name before it, no other organisation."""
    before = tokens[at - 1]
    heads = _heads()[2]
    is_other = (
        before.text in heads or before.text.isupper() or before.end in borders or before.start in borders
    )
    return _is_name_word(before) and not is_other and tokens[at + 1].text not in heads


def _walk_right(tokens: list[Token], at: int, borders: frozenset[int]) -> int:
    """One past the last token of `of Justice and Public Security` (`at` is the preposition)."""
    end = at
    heads = _heads()[2]
    while end < len(tokens):
        step = _step_right(tokens, end, heads, borders)
        if step == end:
            break
        end = step
    return end


def _step_right(tokens: list[Token], end: int, heads: frozenset[str], borders: frozenset[int]) -> int:
    """One past the next word of the name, `end` itself where the name is over."""
    token = tokens[end]
    if _is_name_word(token):
        return end + 1
    look = end + 1
    if token.lower in _RIGHT_CONNECTORS:
        has_article = look < len(tokens) and tokens[look].lower in {"the", "all"}
        if has_article and token.lower in {"and", "&"}:
            return end
        look += has_article
    elif token.text == ",":
        if not _is_list_in_name(tokens, end):
            return end
    else:
        return end
    if look < len(tokens) and _is_name_word(tokens[look]):
        is_listed = token.lower in {"and", "&", ","} and (
            tokens[look].text in heads or tokens[look].start in borders
        )
        is_other = is_listed or (token.lower == "and" and tokens[look].text.isupper())
        return end if is_other else look + 1
    return end


def _is_list_in_name(tokens: list[Token], comma: int) -> bool:
    """`of Women, Family and Social Affairs`: a capitalised word, then `and` or a comma, within four words."""
    for at in range(comma + 1, min(comma + 5, len(tokens) - 1)):
        if tokens[at].lower == "and":
            return at > comma + 1 and _is_name_word(tokens[at + 1]) and tokens[at + 1].text not in _heads()[2]
        if not _is_name_word(tokens[at]) or tokens[at].text in _heads()[2]:
            return False
    return False


def walk_mandate(tokens: list[Token], at: int) -> int:
    """One past the last token of a mandate's subject, which may be in lower case (`on the right to food`)."""
    end = at + 1
    limit = min(len(tokens), at + _LONGEST_MANDATE)
    while end < limit and not _ends_mandate(tokens, end):
        end += 1
    while end > at and tokens[end - 1].tags & _FUNCTION and not tokens[end - 1].tags & (NOUN | PLURAL):
        end -= 1
    return end if end > at + 1 else at


def _ends_mandate(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.tags & PUNCTUATION:
        return True
    if token.tags & (MODAL | BE | HAVE | RELATIVE | PRONOUN) and not token.tags & DETERMINER:
        return True
    if token.lower == "in" and following is not None and following.lower in _AFTER_IN:
        return True
    if token.lower in {"and", "in", "with", "during", "at", "following", "from"}:
        return following is None or bool(
            following.tags & (DETERMINER | FINITE | TO | CAPITALISED | PREPOSITION)
        )
    if token.tags & TO:
        return True if following is None else not following.tags & (NOUN | ADJECTIVE | DETERMINER)
    return bool(token.tags & FINITE) and not token.tags & (NOUN | PLURAL | ADJECTIVE)


_NHRI = re.compile(r"Ombuds|Defensor|Public Defender|People's Advocate|Human Rights Institution")
_NHRI_PAIR = re.compile(
    r"\b(?:Commission|Commissioner|Institute|Centre|Center|Council|Committee|Institution)\b"
)
_UNITED_NATIONS = re.compile(r"(?:United Nations|UN) ")
_REGIONAL = re.compile(
    r"(?:African|European|Inter-American|Arab|ASEAN|Caribbean|Nordic|Eurasian|West African|East African|EU|ECOWAS|Andean) "
)
_REGIONAL_BODY = re.compile(r"\b(?:Commission|Court|Parliament|Union|Agency|Committee|Council|Community)\b")
_STATE_ORGAN = re.compile(
    r"\b(?:Ministry|Minister|Police|Prison|Detention|Correction\w*|Army|Armed Forces|Attorney|Prosecutor\w*|Supreme|"
    r"Constitutional|Federal|Presidential|President|Prime|Intelligence|Parliamentary|Military|Cabinet|Criminal|"
    r"Security Service|Navy|Municipal\w*|Government|State|Public Security|Rehabilitation Centre)\b"
)


def type_of(name: str, head: Head) -> str:
    """The actor_type of a built name: its words decide before its head noun does."""
    if head.actor_type in {"special_procedure", "un_office_holder", "nhri"}:
        return head.actor_type
    if _NHRI.search(name) or ("National" in name and "Human Rights" in name and _NHRI_PAIR.search(name)):
        return "nhri"
    if _UNITED_NATIONS.match(name):
        return "un_body" if head.word in {"Committee", "Commission", "Council", "Forum"} else "un_entity"
    if head.actor_type not in {"civil_society", "financial_institution"} or head.word == "Union":
        if _REGIONAL.match(name) and _REGIONAL_BODY.search(name):
            return "regional_organization"
    if _STATE_ORGAN.search(name):
        return "national_authority"
    if head.word == "Committee" and not name.startswith("Committee"):
        return (
            "national_authority" if name.startswith(("National", "Standing", "Select")) else "civil_society"
        )
    return head.actor_type


def merge(names: list[Named]) -> list[Named]:
    """Without overlaps: the longer span wins, then the earlier one; sorted by start."""
    kept: list[Named] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start, n.rule_id == RULE_HEAD)):
        if all(name.end <= k.start or name.start >= k.end for k in kept):
            kept.append(name)
    return sorted(kept)


def type_of_new(text: str, learn: Callable[[str, str], str]) -> str | None:
    """The id of an author whose mandate the list does not hold (`Report of the Independent Expert on ...`)."""
    tokens = tokenize(text)
    for name in built_names(text, tokens, [], 0, len(text)):
        if name.start < 25 and name.actor_type in {"special_procedure", "un_body", "un_office_holder"}:
            return learn(text[name.start : name.end], name.actor_type)
    return None
