"""Resolutions listed by number alone, under a heading or column that names the organ.

Belongs here: `59/21` in a cell or at the start of a line below *General Assembly resolutions*. Does
not belong here: numbers in running text (`resolutions`), the rows (`citations`).
"""

import re

from pipelines.extract.organs import find_organs, names_organ
from pipelines.extract.resolutions import NUMBER, NumberedText, number_of_organ
from pipelines.extract.units import Unit

RULE = "citations.heading"
# `Human Rights Council resolutions and decisions`, `General Assembly resolution(s)`.
_HEADING = re.compile(
    r"(?:the )?(?P<organ>[A-Z].{5,80}?) "
    r"(?P<kinds>(?:resolution|decision)(?:s|\(s\))?(?:(?: and |/)decisions?)?):?"
)
# What stands between two numbers of a list: `; `, a space, `, sect. VI, and `.
_BETWEEN = re.compile(r"(?:,? (?:para|sect|chap|annex|part)[^;,]{0,30})?(?:\s?[;,/]\s?(?:and )?|\s(?:and )?)")
_BODY = re.compile(r"(?:Assembly|Board|Commission|Committee|Conference|Council|Programme|Body)\b")

_ARTICLE = re.compile(r" (?!(?:and|or|of|on|in|to)\b)[a-z]")


def _number_at(text: str, at: int) -> re.Match[str] | None:
    """The number at a place; the `A` of `59/21 A title` is an article, that of `59/276 A` a part."""
    match = NUMBER.match(text, at)
    if match is not None and match["part"] == "A" and _ARTICLE.match(text, match.end("part")):
        return NUMBER.match(text, at, match.start("part"))
    return match


class Headings:
    """The heading in force while the units of a document are read in order."""

    def __init__(self, titles: dict[str, str]) -> None:
        self._titles = titles
        self._section: str | None = None
        self._organ: str | None = None
        self._kinds = ""

    def read(self, unit: Unit) -> list[NumberedText]:
        """The listed numbers of a unit; headings in it hold from the next one on."""
        if unit.section_id != self._section or unit.kind == "numbered":
            self._section, self._organ = unit.section_id, None
            self._hold(self._titles.get(unit.section_id or "", ""))
        cells = unit.text.split("\t") if unit.kind == "table_row" else [unit.text]
        found: list[NumberedText] = []
        start = 0
        for cell in cells:
            if not self._hold(cell) and self._organ and unit.kind != "numbered":
                found += self._numbers(cell, start)
            start += len(cell) + 1
        return found

    def _hold(self, text: str) -> bool:
        """Whether a text is a heading of such a list; it is then in force.

        Under an organ whose resolutions have no symbol that we know, no number is read.
        """
        match = _HEADING.fullmatch(text.strip())
        if match is None:
            return False
        name = match["organ"].removeprefix("United Nations ")
        if not names_organ(name) and (find_organs(name, []) or not _BODY.search(name)):
            return False  # `Implementation of General Assembly resolutions`
        self._organ, self._kinds = (name if names_organ(name) else None), match["kinds"]
        return True

    def _numbers(self, cell: str, start: int) -> list[NumberedText]:
        """The numbers that a cell begins with."""
        found = []
        at = len(cell) - len(cell.lstrip())
        while (match := _number_at(cell, at)) is not None and self._organ:
            settled = number_of_organ(match, self._organ, self._kinds)
            if settled:
                kind, symbol = settled
                place = (start + match.start(), start + match.end())
                found.append(NumberedText(*place, symbol, self._organ, kind, RULE))
            between = _BETWEEN.match(cell, match.end())
            if between is None:
                break
            at = between.end()
        return found
