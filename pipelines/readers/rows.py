"""The cells of a table (Word, HTML) as blocks: its rows, or what it only lays out.

Belongs here: joining cells, telling a masthead and a layout from a table. Does not belong here: reading
cells (`docx_body`, `html_tables`); tables of a PDF, which has no cells (`pdf/blocks`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.readers.blocks import Block
from pipelines.readers.passage import Passage, join

MAX_SPAN = 64
"""More columns than any cell of a report spans."""

# What only the head of a UN document prints, in every language: the line of its distribution.
MASTHEAD = re.compile(r"\bDistr\.|Distr:")
_MASTHEAD_BLOCKS = 40  # a masthead stands before so many blocks
_ORGANIZATION = re.compile(
    r"United Nations|Nations Unies|Naciones Unidas|Объединенных Наций|联合国|الأمم المتحدة"
)
_FIRST_BLOCKS = 6  # the Organization's name in a table at the very top makes it a masthead too


@dataclass
class Cell:
    """A cell of a table: its blocks (notes apart) and how many columns it spans."""

    blocks: list[Block]
    span: int = 1


def _is_masthead(text: str, is_first: bool) -> bool:
    """Whether a table's words are those of a masthead; `is_first`: it stands at the top."""
    return bool(MASTHEAD.search(text) or (is_first and _ORGANIZATION.search(text)))


def table_blocks(
    rows: Sequence[Sequence[Cell]], *, table: int, before: int, lays_out: bool = False
) -> list[Block]:
    """The blocks of a table: its rows, numbered `table`; of one that only lays out its text, what is in it.

    `before`: how many blocks stand before it. `lays_out`: the format says that it is no table.
    """
    inside = [block for row in rows for cell in row for block in cell.blocks]
    text = " ".join(block.text for block in inside)
    if before < _MASTHEAD_BLOCKS and _is_masthead(text, before < _FIRST_BLOCKS):
        return [replace(block, style="masthead") for block in inside]
    if lays_out or all(sum(bool(cell.blocks) for cell in row) <= 1 for row in rows):
        return inside
    passages = [_row_passage(row) for row in rows]
    return [Block(passage, "table-row", table=table) for passage in passages if passage.text.strip()]


def _row_passage(row: Sequence[Cell]) -> Passage:
    """The cells joined by tabs, one for each column that a cell spans; none after the last words."""
    columns: list[Passage] = []
    for cell in row:
        parts: list[Passage] = []
        for block in cell.blocks:
            parts += [Passage(block.number)] if block.number else []
            parts.append(_flat(block.passage))
        columns += [join(parts), *[Passage("")] * (cell.span - 1)]
    while columns and not columns[-1].text:
        columns.pop()
    return join(columns, "\t")


def _flat(passage: Passage) -> Passage:
    """A row of a table within the cell: its tabs as spaces."""
    if "\t" not in passage.text:
        return passage
    return replace(passage, text=passage.text.replace("\t", " "))
