"""Resolutions and decisions cited by number: `its resolution 72/247`, `(resolutions 24/21 and 27/31)`.

Belongs here: finding the numbers and telling whose they are, from the words around and the organs
named before. Does not belong here: full symbols (`symbols`).

The organ is, in this order: what the form of the number alone tells (`2254 (2015)` is the Security
Council's); the name right before or after (`General Assembly resolution`, `resolution 5/1 of the
Human Rights Council`, `its resolution 5/1, the Council …`); the nearest organ named before that
numbers its resolutions this way; the only organ that could have reached such a number.
"""

import re
from typing import NamedTuple

from pipelines.extract.organs import Organ, OrganMention, organ_named, organs_and_names

# Organs that a text does not cite without naming them.
_RARELY_UNNAMED = frozenset(
    {
        "Commission on the Status of Women",
        "Conference of the Parties to the Convention on Biological Diversity",
    }
)


class NumberedText(NamedTuple):
    """A resolution cited by number. `symbol` is None where its organ could not be told."""

    start: int
    end: int
    symbol: str | None
    organ: str | None
    kind: str
    rule: str


_WORD = re.compile(r"\b[Rr]esolutions?\b|\b[Dd]ecisions?\b")
# One number: `S-28/1`, `ES-10/14`, `72/247 A`, `80/84 A–B`, `80/84 (A–B)`, `217 A (III)`, `2254 (2015)`.
NUMBER = re.compile(
    r"(?P<session>(?:ES-|S-)?\d{1,4})/(?P<number>\d{1,4})"
    r"(?: ?(?P<part>[A-Z](?:[–-][A-Z])?)(?![\w.–-])| \((?P<parts>[A-Z][–-][A-Z])\))?(?![\d/])"
    r"|(?P<serial>\d{1,4})(?: ?[A-Z])?(?: and [A-Z])? ?\((?P<bracket>[IVXLC]+|(?:19|20)\d{2}|S-[IVX]+)\)"
)
_GAP = re.compile(
    r"(?:,? and |, |; |,? or |,? as well as | and in |, in | to )?(?:resolutions? |decisions? )?"
)
_PINPOINT_GAP = re.compile(
    r",? ?\((?:para|annex|sect|chap|op)[^()]{0,60}\)|, (?:paras?\.|annex)[^,;()]{0,30}"
)
_LOOSE = re.compile(r" (?:and|or|on|of) $")
_THEN_SUBJECT = re.compile(r"[^.;]{0,80}?, (?:the |The )")
_OWNER_GAP, _SUBJECT_GAP = 25, 90  # characters between a citation and the organ beside it
_ITS = re.compile(r"\b(?:its|their)(?: [a-z\-]+)? $")
# `In resolution 34/5 of 23 March 2017, the Council …`: whose it is stands right after.
_FRONTED = re.compile(r"(?:^|[.;] )(?:In|By|With|Through|Under) $")
_THEN_AT_ONCE = re.compile(r"(?: of \d{1,2} [A-Z][a-z]{2,8} \d{4})?, the ")
_AFTER = re.compile(r",? (?:of|by|adopted by) the ")
_OWNER = re.compile(r"(?:['’]s?)?(?: in)?(?: its)?(?: \w+)? ")


class Context(NamedTuple):
    """What the document tells: the organs named before (latest last) and whose document it is."""

    before: list[str]
    own: str | None


_UNKNOWN = (None, "citations.organ-unknown")
_BOARD = "Executive Board"


def number_of_organ(match: re.Match[str], name: str, kinds: str) -> tuple[str, str] | None:
    """Kind and symbol of a number listed as one of the organ's `kinds` (`resolutions and decisions`).

    None where the organ does not number any of them this way.
    """
    organ = organ_named(name)
    listed = [kind for kind in ("resolution", "decision") if kind in kinds]
    if organ.first_decision > 1 and match["number"] and int(match["number"]) >= organ.first_decision:
        listed.reverse()
    kind = next((kind for kind in listed if _fits(organ, match, kind)), None)
    return (kind, _symbol(organ, match, kind)) if kind else None


def _fits(organ: Organ, match: re.Match[str], kind: str) -> bool:
    """Whether the organ numbers its resolutions or decisions like this one."""
    prefix = organ.resolution_prefix if kind == "resolution" else organ.decision_prefix
    if not prefix:
        return False
    if kind == "decision" and match["number"] and int(match["number"]) < organ.first_decision:
        return False
    bracket = match["bracket"]
    if bracket:
        if bracket.isdigit():
            return organ.numbering == "serial"
        return organ.organ in (
            "General Assembly",
            "Economic and Social Council",
            "Commission on Human Rights",
        )
    session = match["session"]
    if not session.isdigit():
        return organ.numbering == "session" and (
            session.startswith("S-") or organ.organ == "General Assembly"
        )
    if kind == "resolution" and int(match["number"]) > organ.largest_number:
        return False
    return organ.numbering != "serial" and organ.first <= int(session) <= organ.last


def _symbol(organ: Organ, match: re.Match[str], kind: str) -> str:
    prefix = organ.resolution_prefix if kind == "resolution" else organ.decision_prefix
    if match["bracket"]:
        return f"{prefix}{match['serial']}({match['bracket']})"
    part = (match["part"] or match["parts"] or "").replace("–", "-")
    return f"{prefix}{match['session']}/{match['number']}{part}"


def _numbers(text: str, at: int) -> list[re.Match[str]]:
    """The numbers of the list that begins at `at`."""
    numbers = []
    gap = re.compile(r"\s+(?:No\. )?").match(text, at)
    at = gap.end() if gap else at
    while match := NUMBER.match(text, at):
        numbers.append(match)
        at = match.end()
        pinpoint = _PINPOINT_GAP.match(text, at)
        at = pinpoint.end() if pinpoint else at
        between = _GAP.match(text, at)
        if between is None or not between.group():
            break
        at = between.end()
    return numbers


def _adjacent(text: str, start: int, end: int, organs: list[OrganMention]) -> OrganMention | None:
    """The organ that the words right at the citation name as its author."""
    is_fronted = _FRONTED.search(text, 0, start) is not None
    is_its = _ITS.search(text, max(0, start - 40), start) is not None
    for mention in organs:
        is_near = mention.end <= start <= mention.end + _OWNER_GAP
        if (
            is_near
            and _OWNER.fullmatch(text, mention.end, start)
            and not _LOOSE.search(text, mention.end, start)
        ):
            return mention
        if mention.start < end:
            continue
        gap = text[end : mention.start]
        if _AFTER.fullmatch(gap) or (is_fronted and _THEN_AT_ONCE.fullmatch(gap)):
            return mention
        if is_its and len(gap) <= _SUBJECT_GAP and _THEN_SUBJECT.fullmatch(gap):
            return mention
    return None


def _author(text: str, mention: OrganMention | None, match: re.Match[str], kind: str) -> str | None:
    """The organ of a mention; of a short name that no full name explains, the only one that it can be."""
    if mention is None or mention.organ is not None:
        return mention.organ if mention else None
    candidates = organs_and_names()[1].get(text[mention.start : mention.end], [])
    fitting = [name for name in candidates if _fits(organ_named(name), match, kind)]
    return fitting[0] if len(fitting) == 1 else None


def _by_number(match: re.Match[str], kind: str) -> str | None:
    """The only organ that could bear this number; None where several could."""
    bracket = match["bracket"]
    if bracket and not bracket.isdigit():
        # The Assembly's Roman sessions end with XXX (1975), the Economic and Social Council's do not.
        later = re.match(r"XXX[IVX]|XL|L", bracket)
        return "Economic and Social Council" if later else "General Assembly"
    fitting = {
        o.organ
        for o in organs_and_names()[0].values()
        if o.organ not in _RARELY_UNNAMED and _fits(o, match, kind)
    }
    return next(iter(fitting)) if len(fitting) == 1 else None


def find_numbered(text: str, organs: list[OrganMention], context: Context) -> list[NumberedText]:
    """The resolutions and decisions cited by number in `text`.

    `organs` are those that `find_organs` found in it.

    >>> organs = find_organs("General Assembly resolution 53/144", [])
    >>> [n.symbol for n in find_numbered("General Assembly resolution 53/144", organs, Context([], None))]
    ['A/RES/53/144']
    """
    found: list[NumberedText] = []
    done = 0
    for word in _WORD.finditer(text):
        if word.end() < done:  # inside the list of the word before
            continue
        numbers = [m for m in _numbers(text, word.end()) if m.start() >= done]
        if not numbers:
            continue
        done = numbers[-1].end()
        kind = word.group().lower().rstrip("s")
        owner = _adjacent(text, word.start(), done, organs)
        earlier = [m.organ for m in organs if m.end <= word.start() and m.organ]
        later = [m.organ for m in organs if m.start >= done and m.organ]
        for match in numbers:
            name, rule = _settle(match, kind, _author(text, owner, match, kind), earlier, later, context)
            symbol = _symbol(organ_named(name), match, kind) if name else None
            found.append(NumberedText(match.start(), match.end(), symbol, name, kind, rule))
    return found


def _settle(
    match: re.Match[str], kind: str, owner: str | None, earlier: list[str], later: list[str], context: Context
) -> tuple[str | None, str]:
    """Whose the number is, and by which rule."""
    if owner:
        return (owner, "citations.organ-named-beside") if _fits(organ_named(owner), match, kind) else _UNKNOWN
    if match["bracket"]:
        return _by_number(match, kind), "citations.form-of-number"
    for organ in reversed(earlier):
        if organ == _BOARD:
            return _UNKNOWN  # its decisions have no symbol of their own
        if _fits(organ_named(organ), match, kind):
            return organ, "citations.organ-named-before"
    return _settle_unnamed(match, kind, [o for o in later if o in _RARELY_UNNAMED], context)


def _settle_unnamed(
    match: re.Match[str], kind: str, later: list[str], context: Context
) -> tuple[str | None, str]:
    """Whose the number is, where no organ is named before it in the same unit."""

    def fitting(organs: list[str]) -> str | None:
        return next((o for o in organs if _fits(organ_named(o), match, kind)), None)

    own = [context.own] if context.own else []
    by_number = None if context.own == _BOARD else _by_number(match, kind)
    steps = (
        (fitting(later), "citations.organ-named-after"),
        (fitting(own), "citations.organ-of-document"),
        (by_number, "citations.form-of-number"),
        (fitting(context.before[::-1]), "citations.organ-named-earlier"),
    )
    return next((step for step in steps if step[0]), _UNKNOWN)
