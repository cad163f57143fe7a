"""Lines as blocks: paragraphs over lines and pages, headings by their type, rows of tables, notes.

Belongs here: which lines make one block, and its text with ranges into the page's text. Does not belong
here: what a block is in a report (`structure`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipelines.readers.blocks import Block
from pipelines.readers.passage import Passage, join
from pipelines.readers.pdf.compose import Composer
from pipelines.readers.pdf.lines import Line, Part
from pipelines.readers.pdf.parts import PageParts, opens_note

_PARAGRAPH_GAP = 1.22  # of the pitch: lines of one paragraph stand closer
_ITEM_GAP = 1.12  # of the pitch: enough where a number or letter stands in front
_ROW_GAP = 1.45  # of the size: lines of one row of a table stand closer
_SAME_SIZE = 0.6  # points
_SHORT = 4.0  # of the size: a line that ends this far from the margin was not full
_INDENT = 1.2  # of the size
_MAX_HEADING = 320
_MAX_NUMBERED_HEADING = 110  # a bold paragraph that a page's end cuts is longer
_MAX_COLON_HEADING = 40  # `Recommendations:`; longer, it introduces a list
_ENDS = re.compile(r"[.?!:;][\"”’'»)\]]{0,3}$")
_CAPTION = re.compile(r"(?:Table|Figure|Map|Box|Chart) [\dA-Z][\dA-Z.]{0,8}")
# Numbers that their own run does not set apart: of several parts they are sure, others need an end before.
_COMPOUND = re.compile(r"\d{1,3}[A-F]?(?:\.[IVX]{1,4})?(?:\.\d{1,3}){1,2}\.?\s+[A-ZÀ-Þ“\"]")
_INLINE = re.compile(r"(?:\d{1,3}\.|\([a-z]{1,3}\))\s+[A-ZÀ-Þ“\"]")
_ROMAN_LABEL = re.compile(r"[IVXL]{1,6}\.\s")
_LETTER_LABEL = re.compile(r"[A-Z]\.\s")
_NUMERIC = re.compile(r"\d{1,3}\.")
_TITLE_END = re.compile(r"[.;,][\"”’'»)\]]{0,2}$")
_NEAREST = 0.9  # of the size: lines of one column stand no closer; those of two columns may
_COMMON = 0.12  # of all distances between lines of a size
_PITCH = 1.2  # of the size, where a document has too few lines to tell
_RIGHT_SIDE = 0.6  # of the text's width: where the right side of a masthead starts
_MASTHEAD = 0.3  # of the page's height
_NOT_SMALL = 0.94  # of the body's size: captions and heads of tables are smaller
_LABELLED = {"roman": "heading-1", "letter": "heading-2"}
_RANKS = ((1.28, "heading-1"), (1.1, "heading-2"))


class Margins:
    """How a document is set: the right edge of each page's text, and the pitch of its lines."""

    def __init__(self, pages: Sequence[PageParts]) -> None:
        self.first_page = pages[0].number if pages else 0
        self.right: dict[int, float] = {}
        gaps: dict[float, Counter[float]] = defaultdict(Counter)
        for page in pages:
            text = [line for line in page.body if id(line) not in page.rows]
            ends = sorted(line.x1 for line in text)
            self.right[page.number] = ends[int(len(ends) * 0.9)] if ends else 0.0
            for above, line in pairwise(text):
                gap = above.base - line.base
                if abs(above.size - line.size) < _SAME_SIZE and _NEAREST * line.size < gap < 3 * line.size:
                    gaps[_rounded(line.size)][_rounded(gap)] += 1
        # The smallest distance that is common: a list of one-line items has more gaps between items.
        self.gaps = {
            size: min(gap for gap, count in found.items() if count >= _COMMON * found.total())
            for size, found in gaps.items()
            if max(found.values()) >= _COMMON * found.total()
        }

    def pitch(self, size: float) -> float:
        """The usual distance of two lines of that size in points."""
        return self.gaps.get(_rounded(size)) or _PITCH * size

    def is_short(self, line: Line) -> bool:
        """Whether a line ends well before the margin."""
        return line.x1 < self.right[line.page] - _SHORT * line.size


def _rounded(points: float) -> float:
    return round(points * 2) / 2


def starts_block(above: list[Line], line: Line, margins: Margins) -> bool:
    """Whether `line` starts a block of its own below the lines `above`, which make one."""
    last = above[-1]
    if abs(last.size - line.size) > _SAME_SIZE:
        return True
    if line.page == margins.first_page and (line.x0 > last.x1 or line.x1 < last.x0):
        return True  # the other side of the masthead
    over = _ENDS.search(last.text) is not None
    gap, pitch = last.base - line.base, margins.pitch(line.size)
    if gap > _PARAGRAPH_GAP * pitch or gap < 0:
        return True
    if line.label is not None or _COMPOUND.match(line.text) or (over and _INLINE.match(line.text)):
        moved = abs(line.x0 - last.x0) > _INDENT * line.size or margins.is_short(last)
        return gap > _ITEM_GAP * pitch or (over and moved) or last.bold
    if last.bold != line.bold and margins.is_short(last) and (len(above) == 1 or gap > _ITEM_GAP * pitch):
        return True
    if _CAPTION.fullmatch(line.text):
        return True
    indented = line.x0 > last.x0 + _INDENT * line.size and above[0].label is None
    return indented and over and margins.is_short(last)


def goes_on(above: list[Line], below: list[Line], body: float, margins: Margins) -> bool:
    """Whether the block `below`, first of its page, is the rest of the block `above`, last of its page."""
    last, line = above[-1], below[0]
    over = _ENDS.search(last.text) is not None
    numbered = line.label is not None or _COMPOUND.match(line.text) or (over and _INLINE.match(line.text))
    if numbered or _CAPTION.fullmatch(line.text) or abs(last.size - line.size) > _SAME_SIZE:
        return False
    if style_of(above, body) is not None or (style_of(below, body) and not line.text[:1].islower()):
        return False
    if not over:
        return True
    left = min(a.x0 for a in above[1:]) if len(above) > 1 else above[0].x0
    return not margins.is_short(last) and line.x0 <= left + line.size


def _is_title(block: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in block)
    if _NUMERIC.match(text) and len(text) > _MAX_NUMBERED_HEADING:
        return False
    return len(text) <= _MAX_HEADING and _TITLE_END.search(text) is None and any(c.isalpha() for c in text)


def _label_kind(text: str) -> str | None:
    if _ROMAN_LABEL.match(text):
        return "roman"
    return "letter" if _LETTER_LABEL.match(text) else None


def style_of(lines: Sequence[Line], body: float) -> str | None:
    """`heading-1` … `heading-4` by size and face, as the UN's templates set them; None for text."""
    if not _is_title(lines):
        return None
    size = max(line.size for line in lines)
    if size < _NOT_SMALL * body:
        return None
    for ratio, style in _RANKS:
        if size >= ratio * body:
            return style
    introduces = lines[-1].text.endswith(":") and len(" ".join(x.text for x in lines)) > _MAX_COLON_HEADING
    if all(line.bold for line in lines):
        return None if introduces else _LABELLED.get(_label_kind(lines[0].text) or "", "heading-3")
    short = len(lines) <= 2 and lines[0].text[:1].isupper()  # noqa: PLR2004 (a title of two lines)
    return "heading-4" if short and all(line.italic for line in lines) else None


def _table_blocks(lines: Sequence[Line], composer: Composer, table: int) -> list[Block]:
    """The rows of a table, their cells joined by a tab; `table` counts the tables of the document."""
    edges = sorted({round(part.x0) for line in lines for part in line.cells})
    columns = [x for i, x in enumerate(edges) if i == 0 or x - edges[i - 1] > lines[0].size]
    rows: list[dict[int, list[tuple[Line, Part]]]] = []
    for line in lines:
        placed = [
            (max((i for i, x in enumerate(columns) if x <= p.x0 + 1), default=0), p) for p in line.parts
        ]
        gap = previous.base - line.base if (previous := _before(lines, line)) else 0.0
        if not rows or any(i == 0 for i, _ in placed) or gap > _ROW_GAP * line.size:
            rows.append({})
        for column, part in placed:
            rows[-1].setdefault(column, []).append((line, part))
    blocks = []
    for row in rows:
        cells: list[Passage] = [composer.cell(row[column]) for column in sorted(row)]
        blocks.append(Block(join([c for c in cells if c.text], "\t"), "table-row", table=table))
    return [b for b in blocks if b.text]


def _before(lines: Sequence[Line], line: Line) -> Line | None:
    at = next(i for i, other in enumerate(lines) if other is line)
    return lines[at - 1] if at else None


def _note_groups(pages: Sequence[PageParts]) -> dict[int, list[list[Line]]]:
    """The lines of each note, by the page that it starts on: a note may go on at the foot of the next."""
    groups: dict[int, list[list[Line]]] = {page.number: [] for page in pages}
    last: list[Line] | None = None
    for page in pages:
        for line in page.notes:
            if opens_note(line) or last is None:
                last = [line]
                groups[page.number].append(last)
            else:
                last.append(line)
    return groups


def _in_reading_order(page: PageParts, margins: Margins, composer: Composer) -> list[Line]:
    """The page's body lines; on the first page the right side of the masthead goes before the left."""
    if page.number != margins.first_page or not page.body:
        return page.body
    left = min(line.x0 for line in page.body)
    border = left + _RIGHT_SIDE * (margins.right[page.number] - left)
    lowest = page.body[0].base - _MASTHEAD * page.height
    pieces: list[Line] = []
    for line in page.body:
        pieces += [line] if id(line) in page.rows else composer.pieces(line)
    beside = [
        line for line in pieces if line.x0 >= border and line.base > lowest and id(line) not in page.rows
    ]
    apart = {id(line) for line in beside}
    return beside + [line for line in pieces if id(line) not in apart]


def _groups(page: PageParts, margins: Margins, composer: Composer) -> list[tuple[bool, list[Line]]]:
    """The lines of a page's body by block; True before those of a table."""
    groups: list[tuple[bool, list[Line]]] = []
    for line in _in_reading_order(page, margins, composer):
        in_table = id(line) in page.rows
        same = bool(groups) and groups[-1][0] == in_table
        if not same or (not in_table and starts_block(groups[-1][1], line, margins)):
            groups.append((in_table, []))
        groups[-1][1].append(line)
    return groups


def blocks_of(pages: Sequence[PageParts], body: float, composer: Composer) -> list[Block]:
    """The blocks of a document in reading order; notes stand behind the paragraph that a page's end cuts."""
    margins = Margins(pages)
    notes = _note_groups(pages)
    out: list[Block] = []
    tables = 0
    open_lines: list[Line] = []
    waiting: list[Block] = []

    def close() -> None:
        if open_lines:
            bold = all(line.bold for line in open_lines)
            style = style_of(open_lines, body)
            label = (
                len(open_lines[0].parts[0].text)
                if open_lines[0].label and len(open_lines[0].parts) > 1
                else 0
            )
            out.append(Block(composer.paragraph(open_lines), style, bold=bold, label=label))
            open_lines.clear()
        out.extend(waiting)
        waiting.clear()

    for page in pages:
        for at, (in_table, lines) in enumerate(_groups(page, margins, composer)):
            if at == 0 and open_lines and not in_table and goes_on(open_lines, lines, body, margins):
                open_lines.extend(lines)
                continue
            close()
            if in_table:
                tables += 1
                out.extend(_table_blocks(lines, composer, tables))
            else:
                open_lines.extend(lines)
        waiting.extend(composer.note(group) for group in notes[page.number])
    close()
    return [block for block in out if block.text]
