"""Heads of listed organisations: `the UNDP Administrator`, `Secretary-General of the League of Arab States`.

Belongs here: titles beside a listed name. Does not belong here: offices of States (`actor_offices`).
"""

import re

from pipelines.extract.actor_listed import Named

RULE = "actor_mentions.head-of-organization"
_TITLE = re.compile(
    r"\b(?:(?:Deputy|Associate|Assistant|Acting) )?(?:Administrator|Executive Director|Director-General|"
    r"Executive Secretary|Commissioner-General|Secretary-General|Secretary General|Chief Prosecutor|"
    r"Director of the (?:[A-Z][a-z]+ ){0,3}(?:Bureau|Division|Department|Office|Centre)|"
    r"Resident Representative|Regional Director|Country Director|Country Representative)"
    r"(?: (?:for|in) (?:the )?[A-Z][a-z\-]+(?:(?: and| of)?(?: the)? [A-Z][a-z]+){0,5})?\b"
)
_OF = re.compile(r" of (?:the )?$")
_OF_THE_UN = frozenset({"un_entity", "un_body", "treaty_body"})
_OFFICIAL = "un_office_holder"
_LONGEST_OF = 8  # characters of ` of the `


def officials(text: str, listed: list[Named]) -> list[Named]:
    """The heads of the organisations in `listed`, each in place of the names it is made of.

    >>> from pipelines.extract.actor_listed import listed_names
    >>> text = "the OAS Secretary-General met the Secretary-General"
    >>> [text[n.start:n.end] for n in officials(text, listed_names(text))]
    ['OAS Secretary-General']
    """
    organisations = [
        n for n in listed if n.actor_type != "un_office_holder" and n.actor_id != "united-nations"
    ]
    if not organisations:
        return []
    found = []
    for title in _TITLE.finditer(text):
        for name in organisations:
            if name.end == title.start() - 1 and text[name.end] == " ":
                found.append(_named(name.start, title.end(), name))
            elif 0 <= name.start - title.end() <= _LONGEST_OF and _OF.fullmatch(
                text, title.end(), name.start
            ):
                found.append(_named(title.start(), name.end, name))
    return found


def _named(start: int, end: int, organisation: Named) -> Named:
    kind = organisation.actor_type
    return Named(start, end, None, _OFFICIAL if kind in _OF_THE_UN else kind, RULE)
