"""Organs and offices of a State printed without a name of their own: `the President`, `National Assembly`.

Belongs here: whose they are (the country after, before, of the passage, of the report). Does not belong
here: names built on a head noun (`actor_names`), or who holds an office (`actor_persons`).
"""

import re
from functools import cache
from importlib.resources import files

import yaml

from pipelines.extract.actor_places import Placed, country_at, named_after
from pipelines.extract.country_names import name_in_text
from pipelines.extract.phrases import Phrases
from pipelines.extract.units import Mention, Unit

RULE = "actor_mentions.state-office"
_PERSON = re.compile(
    r"(?: [A-Z][\w'\-]+| (?:al|bin|de|da|van|von))(?: [A-Z][\w'\-]+| (?:al|bin|de|da|van)){0,4}"
)
_OF_ANOTHER = re.compile(r" of (?!the Republic\b)|(?:-elect)?(?:'s)? [A-Z]")
_OF_REPUBLIC = re.compile(r" of the (?:Republic|Nation|Union|Federation)\b(?! of)")
_NOT_THE_ORGAN = re.compile(r"(?:[Mm]embers? of|[Mm]ember of the|European|Pan-African|Latin American|of) $")
_DEFINITE = re.compile(r"(?:\b(?:[Tt]he|[Ii]ts|de facto|then|former|[Tt]ransitional|[Ii]nterim) |^)$")
_INDEFINITE = re.compile(r"(?:\b(?:[Aa]n?|any|each|every|no|other|[A-Z][\w'\-]*)|[^ \w]) $")
# `the Deputy Prime Minister and Minister for Foreign Affairs of X`
_SHARED = re.compile(r" and (?:[A-Z][\w\-]+ |for |of (?!the\b)){1,6}of (?:the )?")
_COMMISSIONS = frozenset({"Human Rights Commission"})
_OWNS = frozenset({" ", "'s ", "' "})
_PERSONAL = ("Minister", "Justice", "General")
_LEAD = 24  # characters before an office that can hold its article


@cache
def _listed() -> tuple[Phrases, tuple[tuple[str, bool, str], ...]]:
    """The phrases, and of each whether it stands alone where the passage names its State, and its type."""
    text = (files("pipelines.lexicons") / "actors" / "state_offices.yml").read_text(encoding="utf8")
    listed = yaml.safe_load(text)
    words = [(w, False, "national_authority") for w in listed["heads"]]
    words += [(w, True, "national_authority") for w in listed["organs"]]
    words += [(w, True, "nhri") for w in listed["institutions"]]
    words += [(w, False, "nhri") for w in listed["commissions"]]
    return Phrases([word for word, *_ in words]), tuple(words)


def offices(unit: Unit, text: str, home: str | None) -> list[Placed]:
    """The State organs and offices in `text` (folded). `home`: the country a report is about."""
    phrases, words = _listed()
    found = []
    for index, start, end in phrases.find(text):
        word, is_organ, kind = words[index]
        placed = _placed(unit, text, (start, end, word), is_organ, home)
        if placed is not None:
            found.append(placed._replace(actor_type=kind))
    return found


def _placed(
    unit: Unit, text: str, office: tuple[int, int, str], is_organ: bool, home: str | None
) -> Placed | None:
    start, end, word = office
    lead = text[max(0, start - _LEAD) : start]
    if _NOT_THE_ORGAN.search(lead):
        return None
    after = named_after(unit, end)
    if after is not None:
        return _row(start, after.end, word, after.target)
    before = next((m for m in unit.countries if text[m.end : start] in _OWNS), None)
    if before is not None and word in _COMMISSIONS and text[before.end] == " ":
        return None  # `the Fiji Human Rights Commission`: its name as printed
    if before is not None:
        return _row(before.start, end, word, before.target)
    person = _PERSON.match(text, end) if not is_organ or word.endswith(_PERSONAL) else None
    if person is not None:
        after = named_after(unit, person.end())
        iso3 = after.target if after is not None else home
        return _row(start, end, word, iso3) if iso3 else None
    republic = _OF_REPUBLIC.match(text, end)
    is_one = _DEFINITE.search(lead) or (is_organ and not _INDEFINITE.search(lead))
    if republic is None and (_OF_ANOTHER.match(text, end) or not is_one):
        return None
    end = republic.end() if republic else end
    shared = _SHARED.match(text, end)
    country: Mention | None = next((m for m in unit.countries if shared and m.start == shared.end()), None)
    if country is None and is_organ and not lead.endswith("de facto "):
        country = country_at(unit, start, home)
    iso3 = country.target if country is not None else home
    return _row(start, end, word, iso3) if iso3 else None


def _row(start: int, end: int, word: str, iso3: str) -> Placed:
    return Placed(start, end, f"{word} of {name_in_text(iso3)}", "national_authority", iso3, RULE)
