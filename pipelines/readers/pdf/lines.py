"""Runs as printed lines: their order, their superscripts, and the gaps between a line's parts.

Belongs here: where a line falls into parts (a label and its text, the cells of a table, two columns),
which runs are footnote references. Does not belong here: which runs make a line (`baselines`), what the
line is on its page (`parts`), or which lines make a paragraph (`blocks`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipelines.readers.pdf.baselines import SMALL, runs_by_line
from pipelines.readers.pdf.engine import Area, Run

_SAME_BASE = 0.22  # of the size: how far baselines on one line may differ
_TINY = 0.7  # a superscript that is not raised is smaller still
_RAISED = 0.12  # of the line's size: how far a superscript stands above the baseline, at least
_SPACE = 0.12  # of the size: a gap that parts two words
_CELL = 1.9  # of the size: a gap that parts two cells or columns
_CELL_AT_EDGE = 0.9  # the same where other rows have a cell's edge
_MIN_ROWS = 3  # rows that prove an edge
_REFERENCE = re.compile(
    r"\s*,?\s*(?:\d{1,3}|[a-z]|[*∗†‡§]{1,4})(?:\s*,\s*(?:\d{1,3}|[a-z]|[*∗†‡§]{1,4})){0,5}\s*,?\s*"
)
_SPACES = re.compile(r" {2,}")
_ORDINAL = re.compile(r"\d[snrt]?$")  # `20th`, its letters raised
_ASTERISKS = re.compile(r"(?<=[\w)\]”’.,])(?:[*∗†‡]{1,4}(?=\s|$|[.,;:)])| [*∗†‡]{1,4}$)")
_STARS = frozenset("*∗†‡")
_ORDINAL_LETTERS = frozenset("sntrhd")
_MARKER = re.compile(r"\d{1,3}|[a-z]|[*∗†‡§]{1,4}")
_LABEL = re.compile(
    r"\s*(?:\(?(?:\d{1,3}[A-F]?(?:\.(?:\d{1,3}|[IVX]{1,4})){0,3}\.?|[IVXL]{1,6}\.|[A-Za-z]\.|[a-z]{1,2}\)|[ivxl]{1,6}\))|"
    r"[•●▪◦–—\-*]|[\uf0b7\uf0a7\uf02d])\s*"
)


class Mark(NamedTuple):
    """A footnote reference that stands before the character `at` of its part's text."""

    at: int
    marker: str


class Target(NamedTuple):
    """`text[start:end]` of a part leads to `target`."""

    start: int
    end: int
    target: str


@dataclass(slots=True)
class Part:
    """A stretch of a line without a wide gap. `text` is what is read; marks are out of it."""

    text: str
    x0: float
    x1: float
    bold: bool
    italic: bool
    marks: list[Mark]
    links: list[Target]


@dataclass
class Line:
    """One printed line: its parts from left to right, on the baseline `base` of `page`; never changed."""

    page: int
    base: float
    size: float
    parts: list[Part]

    @cached_property
    def x0(self) -> float:
        """Where the line starts."""
        return self.parts[0].x0

    @cached_property
    def x1(self) -> float:
        """Where the line ends."""
        return max(part.x1 for part in self.parts)

    @cached_property
    def text(self) -> str:
        """The words of the line, its parts a space apart."""
        return " ".join(part.text for part in self.parts)

    @cached_property
    def bold(self) -> bool:
        """Whether all its words are bold (a label in front may be not)."""
        return all(part.bold for part in self.parts if not is_label(part.text)) and any(
            part.bold for part in self.parts
        )

    @cached_property
    def italic(self) -> bool:
        """Whether all its words are in italics."""
        return all(part.italic for part in self.parts if not is_label(part.text)) and any(
            part.italic for part in self.parts
        )

    @cached_property
    def label(self) -> str | None:
        """The number, letter or bullet that the line starts with, set apart from its words."""
        return self.parts[0].text if is_label(self.parts[0].text) else None

    @cached_property
    def cells(self) -> list[Part]:
        """The parts, a label in front joined to what it labels."""
        return self.parts[1:] if len(self.parts) > 1 and self.label else self.parts


def is_label(text: str) -> bool:
    """Whether a part is only a number, a letter or a bullet.

    >>> is_label("12."), is_label("(a)"), is_label("IV."), is_label("12 States")
    (True, True, True, False)
    """
    return _LABEL.fullmatch(text) is not None


def _is_reference(run: Run, size: float, base: float, before: str | None) -> bool:
    """Whether a run is a footnote reference of a line; `before`: the words it is glued to, if to any."""
    if not _REFERENCE.fullmatch(run.text):
        return False
    if run.text.strip() in _ORDINAL_LETTERS and _ORDINAL.search(before or ""):
        return False
    glued = bool(before)
    if set(run.text.strip()) <= set("*∗†‡§"):
        return glued
    if run.base >= base + _RAISED * size:
        return run.size <= SMALL * size
    # Some PDFs set references small but on the baseline; a subscript stands below it.
    return run.size <= _TINY * size and run.base >= base - 0.03 * size


class _Builder:
    """Puts one part together from its runs."""

    def __init__(self, first: Run, links: Sequence[Area]) -> None:
        self.text = ""
        self.x0 = first.x0
        self.x1 = first.x0
        self.size = first.size
        self.weights = {"bold": 0, "italic": 0, "all": 0}
        self.marks: list[Mark] = []
        self.links: list[Target] = []
        self.areas = links

    def add(self, run: Run) -> None:
        """Words of the part; a gap before them becomes a space, and so do several spaces in them."""
        if "  " in run.text:
            run = run._replace(text=_SPACES.sub(" ", run.text), widths=())
        text = run.text
        if not self.text:
            text = text.lstrip()
        elif self.text.endswith(" ") or text[:1].isspace():
            self.text, text = self.text.rstrip() + " ", text.lstrip()
        elif run.x0 - self.x1 > _SPACE * run.size:
            self.text += " "
        start = len(self.text)
        self.text += text
        letters = len(text) - text.count(" ")
        self.weights["all"] += letters
        self.weights["bold"] += letters * run.bold
        self.weights["italic"] += letters * run.italic
        self._link(run, start, text)
        self.x1, self.size = max(self.x1, run.x1), run.size

    def mark(self, run: Run) -> None:
        """A footnote reference at this place."""
        for marker in _MARKER.findall(run.text):
            self.marks.append(Mark(len(self.text.rstrip()), marker.replace("∗", "*")))
        self.x1 = max(self.x1, run.x1)

    def _link(self, run: Run, start: int, text: str) -> None:
        for area in self.areas:
            if not (
                area.y0 <= run.base + 0.3 * run.size <= area.y1 and area.x0 < run.x1 and run.x0 < area.x1
            ):
                continue
            offset = len(run.text) - len(run.text.lstrip()) if len(text) < len(run.text) else 0
            first, last = _covered(run, area)
            first, last = max(first - offset, 0), min(last - offset, len(text.rstrip()))
            while first < last and text[first].isspace():
                first += 1
            if first < last and any(c.isalnum() for c in text[first:last]):
                self.links.append(Target(start + first, start + last, area.target))

    def _take_asterisks(self) -> None:
        """Asterisks set in the words' own run, right behind a word, are footnote references too."""
        if self.text.startswith("*") or _STARS.isdisjoint(self.text):  # the bar code's number, `*2414711*`
            return
        for match in reversed([*_ASTERISKS.finditer(self.text)]):
            start, end = match.span()
            gone = end - start
            self.text = self.text[:start] + self.text[end:]
            self.marks = [Mark(m.at - gone if m.at >= end else m.at, m.marker) for m in self.marks]
            self.marks.append(Mark(start, match.group().strip().replace("∗", "*")))
            self.links = [
                Target(
                    t.start - gone if t.start >= end else t.start,
                    t.end - gone if t.end >= end else min(t.end, start),
                    t.target,
                )
                for t in self.links
            ]
        self.marks.sort()

    def done(self) -> Part:
        """The part."""
        self._take_asterisks()
        text = self.text.rstrip()
        words = max(self.weights["all"], 1)
        half = words * 0.9
        links = [Target(t.start, min(t.end, len(text)), t.target) for t in self.links if t.start < len(text)]
        return Part(
            text,
            self.x0,
            self.x1,
            self.weights["bold"] >= half,
            self.weights["italic"] >= half,
            [Mark(min(m.at, len(text)), m.marker) for m in self.marks],
            links,
        )


def _covered(run: Run, area: Area) -> tuple[int, int]:
    """First and last character (half-open) of the run whose middle lies in the area."""
    widths = run.widths or ((run.x1 - run.x0) / len(run.text),) * len(run.text)
    total = sum(widths) or 1.0
    scale = (run.x1 - run.x0) / total
    at, inside = run.x0, []
    for index, width in enumerate(widths):
        middle = at + width * scale / 2
        if area.x0 <= middle <= area.x1:
            inside.append(index)
        at += width * scale
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _common_size(row: list[Run]) -> float:
    """The size that most characters of a row are set in."""
    weights: dict[float, int] = {}
    for run in row:
        weights[run.size] = weights.get(run.size, 0) + len(run.text.strip(" *∗†‡§"))
    return max(weights, key=lambda size: (weights[size], size))


def _line(page: int, row: list[Run], links: Sequence[Area], edges: frozenset[int] = frozenset()) -> Line:
    """A row of runs as a line; at the `edges` of columns a smaller gap parts two cells."""
    size = _common_size(row)
    main = [run for run in row if run.size >= size * 0.9]
    base = sorted(run.base for run in main)[len(main) // 2] if main else row[0].base
    parts: list[_Builder] = []
    for run in sorted(row, key=lambda r: r.x0):
        last = parts[-1] if parts else None
        gap = run.x0 - last.x1 if last else 0.0
        at_edge = round(run.x0) in edges
        near = (_CELL_AT_EDGE if at_edge else _CELL) * (min(last.size, run.size) if last else size)
        before = last.text if last is not None and gap < near else None
        if _is_reference(run, size, base, before):
            if last is None or (gap > near and not last.marks):
                parts.append(_Builder(run, links))
            parts[-1].mark(run)
            continue
        apart = gap > near or (last is not None and is_label(last.text) and gap > 0.3 * size)
        if last is None or (apart and last.text):
            parts.append(_Builder(run, links))
        parts[-1].add(run)
    return Line(page, base, size, [p for p in (b.done() for b in parts) if p.text or p.marks])


def lines_of(page: int, runs: Iterable[Run], links: Sequence[Area], waver: float = _SAME_BASE) -> list[Line]:
    """The lines of a page, from the top down; `waver`: how far baselines on one line differ, of the size."""
    rows = runs_by_line(list(runs), waver)
    lines = [_line(page, row, links) for row in rows]
    if edges := _edges(lines):
        lines = [_line(page, row, links, edges) for row in rows]
    return [line for line in lines if line.parts]


def _edges(lines: Sequence[Line]) -> frozenset[int]:
    """Where the columns of a page's tables start, in whole points, as rows with wide gaps tell."""
    starts = Counter(round(cell.x0) for line in lines for cell in line.cells[1:])
    return frozenset(x for x, count in starts.items() if count >= _MIN_ROWS)
