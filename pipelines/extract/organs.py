"""The organs that number their resolutions and decisions, and where a text names them.

Belongs here: the list (`lexicons/citations`), full and short names in a text. Does not belong here: whose
a number is (`resolutions`).
"""

import re
from functools import cache
from typing import NamedTuple

from pipelines.extract.symbols import read_table


class Organ(NamedTuple):
    """An organ that numbers its resolutions, and how."""

    organ: str
    resolution_prefix: str
    decision_prefix: str
    numbering: str
    first: int
    last: int
    largest_number: int
    first_decision: int  # decisions are numbered from here, to tell them from resolutions


class OrganMention(NamedTuple):
    """`text[start:end]` names the organ (a short name is already resolved, None if it cannot be)."""

    start: int
    end: int
    organ: str | None


@cache
def organs_and_names() -> tuple[dict[str, Organ], dict[str, list[str]], re.Pattern[str]]:
    """Name → organ, short name → candidates, and the pattern of all names (longest first)."""
    organs = {
        r["name"]: Organ(
            r["organ"],
            r["resolution_prefix"],
            r["decision_prefix"],
            r["numbering"],
            int(r["first"]),
            int(r["last"]),
            int(r["largest_number"]),
            int(r["first_decision"]),
        )
        for r in read_table("organs.csv")
    }
    short = {r["name"]: r["candidates"].split("|") for r in read_table("short_names.csv")}
    names = sorted([*organs, *short], key=lambda name: (-len(name), name))
    return (
        organs,
        short,
        re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")(?!\w| of Europe| on (?!Human|the))"),
    )


def organ_named(name: str) -> Organ:
    """The organ of a full name. Raises KeyError for a name that the lexicon lacks."""
    return organs_and_names()[0][name]


def names_organ(text: str) -> bool:
    """Whether a text is the full name of an organ that numbers its resolutions."""
    return text in organs_and_names()[0]


def find_organs(text: str, before: list[str]) -> list[OrganMention]:
    """The organs named in `text`; `before` lists those named earlier in the document, latest last.

    A short name (`the Council`) is the latest full name before that it can stand for.
    """
    organs, short, pattern = organs_and_names()
    found: list[OrganMention] = []
    named = list(before)
    for match in pattern.finditer(text):
        name = match.group()
        if name in organs:
            organ: str | None = organs[name].organ
        else:
            organ = next((o for o in reversed(named) if o in short[name]), None)
            if organ is None and len(short[name]) == 1:
                organ = short[name][0]
        found.append(OrganMention(match.start(), match.end(), organ))
        if organ:
            named.append(organ)
    return found
