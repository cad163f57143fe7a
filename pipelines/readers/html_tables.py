"""Tables of an HTML page as they are met: rows, cells, what spans several of either.

Belongs here: putting cells into their columns, telling a table that only lays out the page. Does not
belong here: joining the cells of a row (`rows`), the words in them (`html_walk`).
"""

from dataclasses import dataclass, field

from pipelines.readers.blocks import Block
from pipelines.readers.html_page import Element
from pipelines.readers.rows import MAX_SPAN, Cell, table_blocks

_MAX_DIGITS = 4
_MAX_COLUMNS = 200


def _span(node: Element, name: str) -> int:
    text = node.get(name, "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > _MAX_DIGITS:
        return 1
    return min(max(int(text), 1), MAX_SPAN)


@dataclass
class Table:
    """A table that is being read; `notes` are those met in its cells."""

    lays_out: bool
    rows: list[list[Cell]] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    _held: dict[int, int] = field(default_factory=dict)  # column → rows that a cell above still spans
    _column: int = 0

    def row(self) -> None:
        """A row starts."""
        self.rows.append([])
        self._column = 0

    def cell(self, node: Element, blocks: list[Block]) -> None:
        """A cell ends that holds these blocks."""
        if not self.rows:
            self.row()
        self._skip_held()
        text = [block for block in blocks if block.style != "footnote"]
        self.notes += [block for block in blocks if block.style == "footnote"]
        self.lays_out = self.lays_out or any(
            block.style is not None and block.style.startswith(("heading-", "table-row")) for block in text
        )
        across, down = _span(node, "colspan"), _span(node, "rowspan")
        self.rows[-1].append(Cell(text, across))
        if down > 1 and self._column + across <= _MAX_COLUMNS:
            self._held.update(dict.fromkeys(range(self._column, self._column + across), down - 1))
        self._column += across

    def _skip_held(self) -> None:
        """Empty cells in the columns that cells of the rows above still take."""
        while self._held.get(self._column, 0) > 0:
            self._held[self._column] -= 1
            self.rows[-1].append(Cell([]))
            self._column += 1

    def blocks(self, *, table: int, before: int) -> list[Block]:
        """What the table gives; `table` is its number, `before` how many blocks stand before it."""
        found = table_blocks(self.rows, table=table, before=before, lays_out=self.lays_out)
        return [*found, *self.notes]
