"""A stretch of text that knows where in its source every character was read.

Belongs here: the value that readers make and structure cuts and joins. Does not belong here:
what a stretch means (a heading, a paragraph, a note): that is `structure`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class SourceRange(NamedTuple):
    """`text[start:end]` is, letter for letter, `source[source_start:source_end]` of `page`.

    Offsets are characters, half-open. In a text file the source is the decoded file; in a paged
    format it is the text of that page. White space may differ in kind (a line break became a space).
    """

    start: int
    end: int
    source_start: int
    source_end: int
    page: int | None = None


class Mark(NamedTuple):
    """A footnote reference (`¹`, `*`) taken out of the text at `offset`."""

    offset: int
    marker: str


class Link(NamedTuple):
    """`text[start:end]` carries a hyperlink to `target` (`#` where the source names no target)."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with its source ranges, footnote references and hyperlinks.

    Characters that no range covers were put in by a join: a space, or a tab between the cells of a row.
    """

    text: str
    ranges: tuple[SourceRange, ...] = ()
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()

    def __getitem__(self, piece: slice) -> "Passage":
        """The part `[start:stop]`, every offset moved along. A mark at either edge is kept."""
        start, stop, step = piece.indices(len(self.text))
        if step != 1:
            raise ValueError(f"a Passage can only be cut with step 1, not {step}")
        ranges = (
            SourceRange(
                max(r.start, start) - start,
                min(r.end, stop) - start,
                r.source_start + max(0, start - r.start),
                r.source_end - max(0, r.end - stop),
                r.page,
            )
            for r in self.ranges
            if r.start < stop and r.end > start
        )
        links = (
            Link(max(x.start, start) - start, min(x.end, stop) - start, x.target)
            for x in self.links
            if x.start < stop and x.end > start
        )
        marks = (Mark(m.offset - start, m.marker) for m in self.marks if start <= m.offset <= stop)
        return Passage(self.text[start:stop], tuple(ranges), tuple(marks), tuple(links))

    def strip(self) -> "Passage":
        """Without the white space at both ends; marks that stood in it move to the edge."""
        start = len(self.text) - len(self.text.lstrip())
        stop = max(start, len(self.text.rstrip()))
        cut = self[start:stop]
        marks = tuple(Mark(min(max(m.offset - start, 0), stop - start), m.marker) for m in self.marks)
        return Passage(cut.text, cut.ranges, marks, cut.links)

    @property
    def pages(self) -> tuple[int | None, int | None]:
        """First and last page that the text was read from, `(None, None)` where there are none."""
        pages = [r.page for r in self.ranges if r.page is not None]
        return (min(pages), max(pages)) if pages else (None, None)


def join(parts: Sequence[Passage], separator: str | Sequence[str] = " ") -> Passage:
    """The parts one after the other, between them `separator`, or one of a list: no range covers it."""
    between = [separator] * len(parts) if isinstance(separator, str) else separator
    texts: list[str] = []
    ranges: list[SourceRange] = []
    marks: list[Mark] = []
    links: list[Link] = []
    at = 0
    for number, part in enumerate(parts):
        if number:
            texts.append(between[number - 1])
            at += len(between[number - 1])
        texts.append(part.text)
        ranges += [r._replace(start=r.start + at, end=r.end + at) for r in part.ranges]
        marks += [Mark(m.offset + at, m.marker) for m in part.marks]
        links += [Link(x.start + at, x.end + at, x.target) for x in part.links]
        at += len(part.text)
    return Passage("".join(texts), tuple(ranges), tuple(marks), tuple(links))
