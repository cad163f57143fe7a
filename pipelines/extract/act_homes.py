"""The country that a report or one of its sections is about: its acts need not name it again.

Belongs here: what a title or a heading says about the country of everything under it. Does not belong
here: countries tied by sentences (`act_places`), or carried between them (`country_actions`).
"""

import re

from pipelines.extract.country_names import match_names
from pipelines.structure.document import Document

# The sender of a letter: what the letter tells need not happen there.
_SENDER = re.compile(
    r"\bfrom the (?:Permanent Representative|Permanent Mission|Chargé d[’']affaires[a-z. ]*)[^.;]{0,60}? of "
    r"[^.;]{0,60}? to the United Nations"
)
# `… for the Democratic Republic of the Congo and the Region`, `Lebanon and its neighbours`: not about one.
_AND_AROUND = re.compile(
    r"\band (?:the |its )?(?:wider |broader |entire )?(?:sub-?region|region|neighbou?rs|neighbou?ring)\b",
    re.IGNORECASE,
)
# A heading about a country: `Chad`, `Situation in Chad`, `Visit to Chad`; `Contributions of Chad` is none.
_HEADING = re.compile(
    r"(?:(?:the )?(?:human rights )?(?:country |field )?"
    r"(?:situations?|developments?|events|visits?|missions?|cases?)(?: of human rights)? "
    r"(?:in|to|of|concerning) )?(?:the )?",
    re.IGNORECASE,
)


def country_of_title(document: Document) -> str | None:
    """The one country that the report's title says it is about, else None."""
    title = " ".join(x for x in (document.masthead.title, document.masthead.subtitle) if x)
    if is_wider(title):
        return None
    return _only_country(_SENDER.sub(" from ", title))


def is_wider(title: str) -> bool:
    """Whether a title names a country and what lies around it.

    >>> is_wider("Framework for Peace in Peru and the Region"), is_wider("Visit to Peru and Chad")
    (True, False)
    """
    return _AND_AROUND.search(title) is not None


def countries_of_sections(document: Document) -> dict[str, str]:
    """Section id → the one country that its heading, or that of a section above it, is about."""
    found: dict[str, str] = {}
    for section in document.sections:
        named = [m for m in match_names(section.title) if m.kind == "name"]
        own = _only_country(section.title) if named else None
        opens = own is not None and _HEADING.fullmatch(section.title, 0, named[0].start) is not None
        if own is not None and opens and not section.title[named[-1].end :].strip(" .*0123456789"):
            found[section.section_id] = own
        elif section.parent_section_id in found:
            found[section.section_id] = found[section.parent_section_id]
    return found


def _only_country(title: str) -> str | None:
    """The one country that a title names by a name of one meaning, else None."""
    codes = {m.codes[0] for m in match_names(title) if len(m.codes) == 1}
    return codes.pop() if len(codes) == 1 else None
