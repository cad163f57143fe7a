"""Names built on a head noun, which no list holds: `Ministry of Justice`, `Harbour Relief Fund`.

Belongs here: finding them sentence by sentence, and settling overlaps with listed names. Does not
belong here: listed names (`actor_listed`), short forms that point back (`actor_linking`), or the rows
(`actors`).
"""

import re
from bisect import bisect_left
from collections.abc import Callable

from pipelines.extract.actor_heads import Head, load_heads, type_of
from pipelines.extract.actor_linking import SHORT_FORMS
from pipelines.extract.actor_listed import Named, is_no_actor
from pipelines.extract.actor_walks import is_name_word, walk_left, walk_mandate, walk_right
from pipelines.extract.tokens import Token, tags_of, tokenize

MASTHEAD_REACH = 25  # characters before an author's name: `Report of the United Nations `
RULE_HEAD = "actor_mentions.head-noun"
_AUTHORS = frozenset({"special_procedure", "un_body", "un_office_holder"})
_TAKES_OWNERS_TYPE = frozenset({"national_authority", "un_body", "civil_society", "other"})
_OF_STATES = frozenset({"national_authority", "other", "regional_organization", "civil_society"})
# With nothing but its head noun after it, such a word makes a description, no name (`the Joint Committee`).
_GENERIC_FIRST_WORDS = frozenset(
    "Joint Special Regional National High Integrated Trust Public Independent Technical Permanent "
    "Standing Steering "
    "Advisory Executive First Second Third Fourth Fifth International Central General Right Core Expert "
    "Drafting "
    "Foreign Working Civil Voluntary Global State States Contact Economic Political Ministerial Local New "
    "Global Human Host Country Home Headquarters Main Credentials Bureau Administrative Development "
    "Security Defence Defense Armed Peace Rebel Government Combined Multinational Democratic".split()
)
_ALSO_EVENTS = frozenset({"Forum", "Congress", "Assembly", "Conference"})
_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth annual inaugural "
    "biennial next last ordinary extraordinary".split()
)
# Capitals that end in a head noun and name a place or a category of staff.
_NO_BODIES = frozenset(
    {"West Bank", "East Bank", "Left Bank", "Right Bank", "Field Service", "General Service",
     "Civil Service", "Public Service", "Foreign Service"}
)  # fmt: skip
_NATIONAL_FORCES = frozenset({"Army", "Police", "Parliament"})


def built_names(text: str, tokens: list[Token], taken: list[Named], low: int, high: int) -> list[Named]:
    """Names built on a head noun: `Ministry of Justice`, `Her Rights Initiative`, `Working Group on ...`.

    Reads the sentence `text[low:high]`, whose tokens are given. `taken` are the listed names; one of them
    inside a longer built name gives way to it in `merge`.
    """
    phrases, heads, _ = load_heads()
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
        span = _span(tokens, first, after, heads[index], borders) or _by_number(text, start, end)
        if span is not None:
            span = _with_resolution(text, _from_start_of_listed(text, span, taken))
        if span is not None and _is_owner_and_listed(span, start, taken):
            continue
        if span is None or text[slice(*span)] in _NO_BODIES:
            continue
        if span not in whole and not is_no_actor(text, *span):
            found.append(_named(text, span, heads[index], taken))
            covered = span[1]
    return found


def _from_start_of_listed(text: str, span: tuple[int, int], taken: list[Named]) -> tuple[int, int]:
    """`Council of Europe Committee` begins where the listed name inside it begins, not at `Europe`.

    `African Union and United Nations Joint Task Team` begins with the first of its two owners.
    """
    start = min([n.start for n in taken if n.start < span[0] < n.end], default=span[0])
    if " Joint " in text[start : span[1]]:
        start = min([n.start for n in taken if text[n.end : start] == " and "], default=start)
    return start, span[1]


_BY_RESOLUTION = re.compile(
    r"(?:(?<=Resolution)|(?<=resolution)| (?:established )?pursuant to (?:Security Council )?resolutions?)"
    r" \d{1,4} \(\d{4}\)(?:(?:,| and|, and) \d{1,4} \(\d{4}\)){0,5}"
)


def _with_resolution(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """`Panel of Experts established pursuant to resolution 1874 (2009)`: the number tells panels apart."""
    number = _BY_RESOLUTION.match(text, span[1])
    return span[0], number.end() if number else span[1]


def _by_number(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A head noun that nothing but the number of its resolution names."""
    span = _with_resolution(text, (start, end))
    return span if span[1] > end else None


def _is_owner_and_listed(span: tuple[int, int], head: int, taken: list[Named]) -> bool:
    """`Human Rights Council | Working Group on Arbitrary Detention`: two listed names, no third."""
    return any(n.start == span[0] and n.end < head for n in taken) and any(
        n.start == head and n.end >= span[1] for n in taken
    )


def _goes_on(tokens: list[Token], after: int, borders: frozenset[int]) -> bool:
    """Whether a capitalised word follows at once, as in `Group Meeting`: the name is another thing's."""
    return after < len(tokens) and is_name_word(tokens[after]) and tokens[after].start not in borders


def _is_own_name(tokens: list[Token], at: int, head: Head) -> bool:
    """`Crisis Centre Sezim`: one word that English lacks, after what kind of society it is."""
    is_last = at + 1 == len(tokens) or not is_name_word(tokens[at + 1])
    return head.actor_type == "civil_society" and is_last and not tags_of(tokens[at].lower)


def _named(text: str, span: tuple[int, int], head: Head, taken: list[Named]) -> Named:
    """The built name; a body of a listed organisation is of that organisation's kind."""
    start, end = span
    if text[end - 2 : end] == "'s":
        end -= 2
    kind = type_of(text[start:end], head)
    owners = [n for n in taken if start <= n.start and n.end <= end and n.actor_id != "united-nations"]
    if owners and " Joint " in text[start:end] and owners[0].actor_type != "un_entity":
        kind = "other"
    elif owners and head.actor_type in _TAKES_OWNERS_TYPE:
        kind = owners[-1].actor_type
        kind = "un_entity" if kind == "un_office_holder" else kind
    elif owners and kind == "un_office_holder" and owners[0].start == start:
        kind = owners[0].actor_type if owners[0].actor_type in _OF_STATES else kind
    return Named(start, end, None, kind, RULE_HEAD)


def _is_short_form(tokens: list[Token], begin: int, end: int) -> bool:
    """`Permanent Forum` and the like only point back."""
    if begin + 1 != end - 1:
        return False
    first, last = tokens[begin].text, tokens[end - 1].text
    return f"{first} {last}" in SHORT_FORMS or (
        first in _GENERIC_FIRST_WORDS and last not in _NATIONAL_FORCES
    )


def _is_in_longer_name(text: str, tokens: list[Token], name: Named, whole: set[tuple[int, int]]) -> bool:
    """Whether a capitalised word right before makes it another body (`Kenyan Human Rights Council`)."""
    at = bisect_left(tokens, name.start, key=lambda t: t.start)
    if (
        at < 1
        or at >= len(tokens)
        or not is_name_word(tokens[at - 1])
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
    takes_and = head.actor_type == "civil_society" or head.word == "Forces"
    begin = walk_left(tokens, first, borders, takes_and) if head.left else first
    if head.word in _ALSO_EVENTS and {t.lower for t in tokens[max(0, begin - 1) : begin + 1]} & _ORDINALS:
        return None
    if after < len(tokens) and (tokens[after].lower in head.right or head.foreign):
        end = walk_mandate(tokens, after) if head.lower else walk_right(tokens, after, borders)
    else:
        end = after
    if end == after and _goes_on(tokens, after, borders):
        if begin == first or not _is_own_name(tokens, after, head):
            return None
        end += 1
    if begin < first and tokens[begin].text == "(":
        begin += 1
    if (begin == first and end == after) or _is_short_form(tokens, begin, end):
        return None
    return tokens[begin].start, tokens[end - 1].end


def merge(names: list[Named]) -> list[Named]:
    """Without overlaps: the longer span wins, then the earlier one; sorted by start."""
    kept: list[Named] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start, n.rule_id == RULE_HEAD)):
        if all(name.end <= k.start or name.start >= k.end for k in kept):
            kept.append(name)
    return sorted(kept)


def type_of_new(text: str, learn: Callable[[str, str], str]) -> str | None:
    """The id of an author whose mandate is not listed (`Report of the Independent Expert on ...`)."""
    tokens = tokenize(text)
    for name in built_names(text, tokens, [], 0, len(text)):
        if name.start < MASTHEAD_REACH and name.actor_type in _AUTHORS:
            return learn(text[name.start : name.end], name.actor_type)
    return None
