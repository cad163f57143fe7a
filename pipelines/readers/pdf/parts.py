"""What the lines of a page are: running heads, body, tables, footnotes.

Belongs here: telling the parts of a page by place, size and repetition over the pages. Does not belong
here: which body lines make a paragraph (`blocks`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.readers.lines import is_running, is_symbol_alone
from pipelines.readers.pdf.engine import Page
from pipelines.readers.pdf.lines import Line

_ZONE = 0.125  # of the page's height, at its top and its foot
_REPEATED = 0.2  # of the pages: how often a running line must come again
_MIN_REPEATED = 3
_NOTE_SIZE = 0.94  # of the body's size: notes and tables are smaller
_TIGHT = 1.5  # of the size: lines of one cell stand no further apart
_END_GAP = 2.2  # of the size: small lines below a table's rows stand no further from them
_MAX_BETWEEN = 4  # lines of wrapped cells between two rows of a table
_CELL_GAP = 2.1  # of the size: paragraphs of one cell stand no further apart
_MAX_WRAPPED = 12  # lines of the longest cell of a row
_SAME_EDGE = 2.0  # points: lines of a cell start no further from its left edge
_MIN_ROWS = 3
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
_RULE = re.compile(r"[_‗\u2500-]{5,}")
_FAR = 6.0  # of the size: the notes of a title page stand so far below the title
_HEAD_GAP = 4.0  # of the size: how far the head of a table stands above its rows
_NOTE_TEXT = re.compile(r"(?:[*∗†‡§]{1,4}|\d{1,3}/)(?:\s|$)")


@dataclass(slots=True)
class PageParts:
    """The lines of one page by what they are, each list from the top down."""

    number: int
    height: float
    running: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)  # identities of the body lines that are in tables
    lines: list[Line] = field(default_factory=list)  # all of them, in reading order


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The type size that most characters of a document are set in."""
    weights: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            weights[round(line.size * 2) / 2] += len(line.text)
    return max(weights, key=lambda size: (weights[size], size), default=10.0)


def _masked(line: Line) -> str:
    return re.sub(r"\b(?:\d+|[ivxlc]+)\b", "#", line.text.lower().replace("*", ""))


def _edges(page: Page, lines: Sequence[Line]) -> list[tuple[str, Line]]:
    """The lines in the zones of running heads and feet."""
    height = page.top - page.bottom
    out = []
    for line in lines:
        if line.base > page.top - _ZONE * height:
            out.append(("head", line))
        elif line.base < page.bottom + _ZONE * height:
            out.append(("foot", line))
    return out


def _runs_on(lines: Sequence[Line], line: Line, found: set[int]) -> bool:
    """Whether a line stands close to one that is no running line: the last line of a note, a heading."""
    return any(
        other is not line and id(other) not in found and abs(other.base - line.base) < _TIGHT * line.size
        for other in lines
    )


def _running_lines(pages: Sequence[tuple[Page, list[Line]]]) -> set[int]:
    """Identities of the lines that every page carries."""
    counts: Counter[tuple[str, str]] = Counter()
    edges = [_edges(page, lines) for page, lines in pages]
    for found in edges:
        counts.update({(zone, _masked(line)) for zone, line in found})
    often = max(_MIN_REPEATED, _REPEATED * len(pages))
    running = {id(line) for _, lines in pages for line in lines if _RULE.fullmatch(line.text)}
    for (_, lines), found in zip(pages, edges, strict=True):
        sure = {id(line) for _, line in found if _is_running(line) and not opens_note(line)}
        sure |= {id(line) for zone, line in found[:1] if zone == "head" and _names_document(line)}
        # A note may be printed on many pages too.
        often_here = [line for zone, line in found if counts[zone, _masked(line)] >= often]
        repeated = [line for line in often_here if not opens_note(line)]
        likely = running | sure | {id(line) for line in repeated}
        while rest := {id(x) for x in repeated if id(x) in likely and _runs_on(lines, x, likely)} - sure:
            likely -= rest  # the head of a table that goes on over pages has several lines
        running |= likely
    return running


def _names_document(line: Line) -> bool:
    """Whether a page's first line prints the document's symbol beside its title, at the one or other edge."""
    return len(line.parts) > 1 and any(is_symbol_alone(line.parts[i].text) for i in (0, -1))


def _is_running(line: Line) -> bool:
    return is_running(line.text) or all(is_running(part.text) for part in line.parts)


def opens_note(line: Line) -> bool:
    """Whether a line starts with a footnote's marker."""
    first = line.parts[0]
    if first.marks and first.marks[0].at == 0:
        return True
    return _NOTE_TEXT.match(first.text + " ") is not None


def _first_below_gap(lines: list[Line]) -> int:
    """Where the notes of a page start whose notes are as large as its text: far below it, by a marker."""
    for i in range(len(lines) - 1, 0, -1):
        line = lines[i]
        if lines[i - 1].base - line.base > _FAR * line.size:
            return i if opens_note(line) else len(lines)
    return len(lines)


def _split_notes(lines: list[Line], body: float, goes_on: bool) -> tuple[list[Line], list[Line]]:
    """Body and notes of a page; `goes_on`: a note of the page before may go on here."""
    at = len(lines)
    while at and lines[at - 1].size <= _NOTE_SIZE * body:
        at -= 1
    at = min(at, _first_below_gap(lines))
    starts = [i for i in range(at, len(lines)) if opens_note(lines[i])]
    if not starts:
        return lines, []
    first = starts[0]
    if goes_on and first > at and not any(len(line.cells) > 1 for line in lines[at:first]):
        first = at
    return lines[:first], lines[first:]


def _is_row(line: Line) -> bool:
    return len(line.cells) > 1 and not _LEADERS.search(line.text)


def _table_lines(lines: Sequence[Line], body: float) -> set[int]:
    """Identities of the lines that make up tables: rows of cells, and the wrapped lines among them."""
    rows = [i for i, line in enumerate(lines) if _is_row(line)]
    found: set[int] = set()
    group: list[int] = []
    for i in [*rows, None]:
        if group and i is not None and _same_table(lines, group[-1], i, body):
            group.append(i)
            continue
        small = bool(group) and all(lines[k].size <= _NOTE_SIZE * body for k in group)
        if len(group) >= (_MIN_ROWS - 1 if small else _MIN_ROWS):
            found.update(range(_table_start(lines, group[0], body), _table_end(lines, group[-1], body) + 1))
        group = [] if i is None else [i]
    return {id(lines[i]) for i in found}


def _same_table(lines: Sequence[Line], one: int, other: int, body: float) -> bool:
    between = lines[one + 1 : other]
    if len(between) <= _MAX_BETWEEN and all(line.size <= _NOTE_SIZE * body for line in between):
        return True
    return len(between) <= _MAX_WRAPPED and all(
        _hangs(lines[one], above, line) for above, line in pairwise(lines[one:other])
    )


def _hangs(row: Line, above: Line, line: Line) -> bool:
    """Whether a line goes on in a cell of `row`: right below, from that cell's left edge, not the first's."""
    if above.base - line.base > _CELL_GAP * line.size or len(line.cells) > 1:
        return False
    return any(abs(line.x0 - cell.x0) <= _SAME_EDGE for cell in row.cells[1:])


def _table_start(lines: Sequence[Line], first: int, body: float) -> int:
    """The first line of a table: the small lines of its head stand above its rows."""
    while first:
        line, below = lines[first - 1], lines[first]
        if line.size > _NOTE_SIZE * body or line.base - below.base > _HEAD_GAP * below.size:
            break
        first -= 1
    return first


def _table_end(lines: Sequence[Line], last: int, body: float) -> int:
    """The last line of a table: wrapped lines of its last row are part of it."""
    row = lines[last]
    while last + 1 < len(lines):
        line, above = lines[last + 1], lines[last]
        if _hangs(row, above, line):
            last += 1
            continue
        if line.size > _NOTE_SIZE * body or above.base - line.base > _END_GAP * line.size or opens_note(line):
            break
        last += 1
    return last


def _notes_of_tables(parts: PageParts, body: float) -> set[int]:
    """Identities of the small lines right below a table that are its notes."""
    found: set[int] = set()
    below = noted = False
    for line in parts.body:
        if id(line) in parts.rows:
            below, noted = True, False
        elif below and line.size <= _NOTE_SIZE * body and (noted or opens_note(line)):
            found.add(id(line))
            noted = True
        else:
            below = noted = False
    return found


def parts_of(pages: Sequence[tuple[Page, list[Line]]]) -> tuple[list[PageParts], float]:
    """The parts of each page, and the size of the body's type."""
    body = body_size([lines for _, lines in pages])
    running = _running_lines(pages)
    out: list[PageParts] = []
    for page, lines in pages:
        parts = PageParts(page.number, page.top - page.bottom, lines=lines)
        parts.running = [line for line in lines if id(line) in running]
        rest = [line for line in lines if id(line) not in running]
        goes_on = bool(out and out[-1].notes)
        parts.body, parts.notes = _split_notes(rest, body, goes_on)
        parts.rows = _table_lines(parts.body, body)
        table_notes = _notes_of_tables(parts, body)
        parts.body = [line for line in parts.body if id(line) not in table_notes]
        parts.notes = [line for line in rest if id(line) in table_notes] + parts.notes
        out.append(parts)
    return out, body
