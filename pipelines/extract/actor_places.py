"""Bodies that a country or place tells apart: field offices, organs of a State, national bodies.

Belongs here: `the OHCHR office` after `In Cameroon,`; `the Office of the Attorney General` of which
State; `the national police`. Does not belong here: names that need no place (`actor_names`).
"""

import re
from bisect import bisect_left
from typing import NamedTuple

from pipelines.extract.actor_walks import walk_mandate
from pipelines.extract.country_names import name_in_text
from pipelines.extract.units import Mention, Unit

_OFFICE = re.compile(
    r"\b(?:(?P<org>[A-Z][A-Za-z\-]{2,12}|Office of the United Nations High Commissioner for Human Rights|"
    r"United Nations(?= regional| field| country| office)) )?"
    r"(?P<kind>(?:regional |subregional |country |field |liaison )?(?:office|presence|mission)s?)\b"
)
_PLACE = re.compile(r" (?:for|in|to) (?:the )?[A-Z][\w'\-]*(?:(?: and| of(?: the)?)? [A-Z][\w'\-]*){0,9}")
_NATIONAL = re.compile(
    r"\b[Tt]he (?P<name>national (?:[a-z'\-]+ ){0,2}?(?:army|police|council|commission|committee|"
    r"parliament|assembly|"
    r"unit|institution|institute|office|agency|directorate|guard|ombudsperson's office|ombudsperson|"
    r"ombudsman|court|authority|"
    r"mechanism|response system))\b"
)
_NHRI = re.compile(r"human rights (?:institution|commission)|ombuds|preventive mechanism")
_DIVISION = re.compile(
    r"(?:[a-z][a-z\-]+ ){0,3}(?:division|unit|department|directorate|section|bureau|branch|office) of the $"
)
_LEADING = re.compile(r"^(?:(?:the|a|an|of|with|by|and|in|to|for|from|through|within|as|its|new|special) )+")
_UNQUALIFIED = re.compile(
    r"(?:Office of|Ministry|Minister|Supreme Court|Constitutional Court|High Court|Parliament|"
    r"National Assembly|Senate|"
    r"Public Prosecutor|Attorney|Prime Minister|President|Department of|Congress)\b"
)


class Placed(NamedTuple):
    """A body told apart by a place: `name` for the table, `iso3` the country where it has one."""

    start: int
    end: int
    name: str
    actor_type: str
    iso3: str | None
    rule_id: str


def country_at(unit: Unit, at: int, home: str | None = None) -> Mention | None:
    """The country that holds at a place: the nearest before it in its sentence, else in those before.

    In a report on one country (`home`), another one holds for its own sentence only.
    """
    begin = next((s.start for s in unit.sentences if s.start <= at < s.end), 0) if home else 0
    before = [m for m in unit.countries if begin <= m.start and m.end <= at]
    return before[-1] if before else None


def printed_name(unit: Unit, country: Mention) -> str:
    """The country as it would follow `of`: with the article that the text prints before it."""
    name = unit.text[country.start : country.end]
    if country.rule_id != "country_mentions.name":
        return name_in_text(country.target)  # a demonym does not follow `of`
    return f"the {name}" if unit.text[max(0, country.start - 4) : country.start].lower() == "the " else name


def field_offices(unit: Unit, text: str, acronyms: dict[str, str], parent: str | None) -> list[Placed]:
    """Field offices of the organisations in `acronyms` (short form → actor_id).

    An office printed without its organisation (`the regional office in Bangkok`) belongs to `parent`,
    the short form of the organisation of which the unit speaks.
    """
    if "office" not in text and "presence" not in text:
        return []
    found = []
    for match in _OFFICE.finditer(text):
        org = match["org"]
        if org is not None and org not in acronyms:
            org = None
        start = match.start("org") if org else match.start("kind")
        place = _PLACE.match(text, match.end())
        end = place.end() if place else match.end()
        name = _office_name(unit, text, match, org or parent, place)
        if name is not None:
            found.append(Placed(start, end, name, "un_entity", None, "actor_mentions.field-office"))
    return found


def _office_name(
    unit: Unit, text: str, match: re.Match[str], org: str | None, place: re.Match[str] | None
) -> str | None:
    kind = match["kind"]
    if (
        org is None
        or kind.startswith("mission")
        or (kind in {"presence", "presences"} and match["org"] is None)
    ):
        return None
    if place is not None:
        is_bare = match["org"] not in (org, None) or (match["org"] is None and kind.endswith("s"))
        return None if is_bare else f"{org} {kind}{place.group()}".replace(" the ", " ")
    if match["org"] != org or kind.endswith("s"):
        return None
    country = country_at(unit, match.start())
    return f"{org} {kind} in {printed_name(unit, country)}" if country else None


_COUNTRY_TEAM = re.compile(
    r"\b(?:United Nations|UN|[Hh]umanitarian) [Cc]ountry [Tt]eam\b(?P<place> in (?:the )?)?"
)


def country_teams(unit: Unit, text: str, home: str | None) -> list[Placed]:
    """`the United Nations country team` of one country: the one after it, of the passage, of the report."""
    if "ountry " not in text:
        return []
    found = []
    for match in _COUNTRY_TEAM.finditer(text):
        end = match.start("place") if match["place"] else match.end()
        after = next((m for m in unit.countries if m.start == match.end()), None) if match["place"] else None
        country = after or country_at(unit, match.start())
        iso3 = country.target if country else home
        if iso3 is not None:
            name = f"{text[match.start() : end]} in {name_in_text(iso3)}"
            stop = after.end if after else end
            found.append(Placed(match.start(), stop, name, "un_entity", iso3, "actor_mentions.field-office"))
    return found


def national_bodies(unit: Unit, text: str) -> list[Placed]:
    """`the national army`, where the text has said of which country it speaks."""
    if " national " not in text and not text.startswith("The national "):
        return []
    found = []
    for match in _NATIONAL.finditer(text):
        start, end = match.start("name"), _with_purpose(unit, match.end())
        country = named_after(unit, end) or country_at(unit, start)
        if country is None:
            continue
        kind = "nhri" if _NHRI.search(match["name"]) else "national_authority"
        name = f"{text[start:end]} of {printed_name(unit, country)}"
        found.append(Placed(start, end, name, kind, country.target, "actor_mentions.national-body"))
    return found


def _with_purpose(unit: Unit, end: int) -> int:
    """Past `for the protection of human rights defenders`, where such words follow."""
    if not unit.text.startswith((" for ", " on "), end):
        return end
    for sentence in unit.sentences:
        if sentence.start <= end < sentence.end:
            at = bisect_left(sentence.tokens, end, key=lambda t: t.start)
            after = walk_mandate(sentence.tokens, at)
            return sentence.tokens[after - 1].end if after > at else end
    return end


def named_after(unit: Unit, end: int) -> Mention | None:
    """The country of `of X` right after a name that ends at `end`."""
    for mention in unit.countries:
        if end < mention.start <= end + 8 and unit.text[end : mention.start].strip() in {
            "of",
            "of the",
            "in",
            "in the",
        }:
            return mention
    return None


def widen_division(text: str, start: int) -> int:
    """The start of `human rights division of the Ministry of ...`, where such words stand before a name."""
    match = _DIVISION.search(text, max(0, start - 60), start)
    if match is None:
        return start
    skipped = _LEADING.match(match.group())
    return match.start() + (skipped.end() if skipped else 0)


def qualify(
    unit: Unit, start: int, end: int, name: str, *, home: str | None = None
) -> tuple[str, str | None]:
    """The name of a State's organ with its country, and the country's code (None where unsaid)."""
    inside = [m for m in unit.countries if start <= m.start < end]
    if inside:
        return name, inside[-1].target
    after = named_after(unit, end)
    country = after or country_at(unit, start, home)
    if country is None:
        return name, None
    if after or _UNQUALIFIED.match(name):
        return f"{name} of {printed_name(unit, country)}", country.target
    return name, country.target
