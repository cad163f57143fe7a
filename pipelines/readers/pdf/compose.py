"""Page texts, and the passages of blocks that point into them.

Belongs here: the text of a page as published ranges mean it, joining lines (hyphens at line ends), marks
and links moved to their place in a block. Does not belong here: which lines make a block (`blocks`).
"""

import re
from collections.abc import Sequence
from functools import cache

from pipelines.readers.blocks import Block
from pipelines.readers.passage import Link, Mark, Passage, SourceRange, join
from pipelines.readers.pdf.lines import Line, Part
from pipelines.readers.pdf.parts import PageParts

_SOFT_HYPHEN = "\u00ad"
_NOTE_MARKER = re.compile(r"([*∗†‡§]{1,4}|\d{1,3}/)\s*")
_COLUMN = 20.0  # points: parts this far apart on the first page are blocks of their own
# First parts that stand with a hyphen: United Nations Editorial Manual,
# https://www.un.org/dgacm/en/content/editorial-manual (spelling).
_HYPHENATED = frozenset(
    "non self co anti counter inter multi socio vice ex cross high low well long short".split()
)
_SEEN = 40  # characters on either side of a line break that tell whether a hyphen is its own
_LAST_WORD = re.compile(r"(\w+)-$")
_FIRST_WORD = re.compile(r"\w+")


@cache
def _words() -> frozenset[str]:
    """The word forms of the language that hyphenation at line ends is undone with."""
    from pipelines.lexicons.words import forms

    return forms()


def undoes_hyphen(before: str, after: str) -> bool:
    """Whether the hyphen between two lines was put there by the line break.

    >>> undoes_hyphen("the develop-", "ment of"), undoes_hyphen("self-", "determination")
    (True, False)
    """
    left, right = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if left is None or right is None or not right[0].islower():
        return False
    if left[1].lower() in _HYPHENATED:
        return False
    words = _words()
    whole = (left[1] + right[0]).lower()
    return whole in words and not (left[1].lower() in words and right[0] in words)


class Composer:
    """Knows where every part of every line stands in its page's text."""

    def __init__(self, pages: Sequence[PageParts]) -> None:
        self.texts: dict[int | None, str] = {}
        self.place: dict[int, int] = {}
        self.first_page = pages[0].number if pages else 0
        for page in pages:
            pieces: list[str] = []
            at = 0
            for line in page.lines:
                for i, part in enumerate(line.parts):
                    pieces.append("" if not pieces else ("\n" if i == 0 else " "))
                    at += len(pieces[-1])
                    self.place[id(part)] = at
                    pieces.append(part.text)
                    at += len(part.text)
            self.texts[page.number] = "".join(pieces)

    def pieces(self, line: Line) -> list[Line]:
        """The line, or its parts as lines where the first page sets them far apart (its masthead)."""
        if line.page != self.first_page or line.label is not None:
            return [line]
        groups: list[list[Part]] = []
        for part in line.parts:
            if groups and part.x0 - groups[-1][-1].x1 < _COLUMN:
                groups[-1].append(part)
            else:
                groups.append([part])
        return [Line(line.page, line.base, line.size, group) for group in groups]

    def _part(self, page: int, part: Part) -> Passage:
        start = self.place[id(part)]
        ranges = (SourceRange(0, len(part.text), start, start + len(part.text), page),) if part.text else ()
        return Passage(
            part.text,
            ranges,
            tuple(Mark(m.at, m.marker) for m in part.marks),
            tuple(Link(x.start, x.end, x.target) for x in part.links),
        )

    def ranges(self, line: Line) -> list[SourceRange]:
        """Where the words of a line stand."""
        return [r for part in line.parts for r in self._part(line.page, part).ranges]

    def paragraph(self, lines: Sequence[Line]) -> Passage:
        """The lines as running text."""
        return self._joined([(line, part) for line in lines for part in line.parts])

    def cell(self, parts: Sequence[tuple[Line, Part]]) -> Passage:
        """The lines of one cell as running text."""
        return self._joined(parts)

    def note(self, lines: Sequence[Line]) -> Block:
        """A footnote, its marker taken off."""
        passage = self.paragraph(lines)
        if passage.marks and passage.marks[0].offset == 0:
            marker = passage.marks[0].marker
            passage = Passage(passage.text, passage.ranges, passage.marks[1:], passage.links)
            return Block(passage.strip(), "footnote", marker)
        match = _NOTE_MARKER.match(passage.text)
        if match is None:
            return Block(passage)
        return Block(passage[match.end() :].strip(), "footnote", match[1].rstrip("/").replace("∗", "*"))

    def _joined(self, parts: Sequence[tuple[Line, Part]]) -> Passage:
        """The parts as running text: a hyphen of a line break goes, others keep the words together."""
        pieces: list[Passage] = []
        between: list[str] = []
        end = ""  # of the text so far
        for line, part in parts:
            piece = self._part(line.page, part)
            if pieces and end and (end[-1] == _SOFT_HYPHEN or undoes_hyphen(end, piece.text[:_SEEN])):
                last, end = pieces[-1], end[:-1]
                cut = last[: len(last.text) - 1]
                pieces[-1] = Passage(cut.text, cut.ranges, last.marks, cut.links)
                between.append("")
            elif pieces:
                keeps = end.endswith(("-", "/")) and not end.endswith((" -", " /"))
                between.append("" if keeps or not end else " ")
            end = f"{end}{between[-1] if between else ''}{piece.text}"[-_SEEN:]
            pieces.append(piece)
        return join(pieces, between).strip()
