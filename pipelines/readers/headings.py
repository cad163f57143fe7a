"""Headings of formats that count them from one in every text (HTML, Markdown).

Belongs here: which of them is the document's title, and where the levels of the others start. Does not
belong here: headings of Word's and the PDF's types (`docx_styles`, `pdf/blocks`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.readers.blocks import Block

_HEADING = re.compile(r"heading-([1-6])")
_LABEL = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|\d{1,3})\.\s")


def _level(block: Block) -> int | None:
    match = _HEADING.fullmatch(block.style or "")
    return int(match[1]) if match else None


def with_title(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the one heading above all others made the title, the others counted from level 1."""
    levels = [(level, block) for block in blocks if (level := _level(block)) is not None]
    if not levels:
        return list(blocks)
    first, title = levels[0]
    rest = [level for level, _ in levels[1:]]
    alone = bool(rest) and first < min(rest) and not _LABEL.match(title.text)
    least = min(rest) if alone else min(level for level, _ in levels)

    def changed(block: Block) -> Block:
        level = _level(block)
        if level is None:
            return block
        if alone and block is title:
            return replace(block, style="title")
        return replace(block, style=f"heading-{level - least + 1}")

    return [changed(block) for block in blocks]
