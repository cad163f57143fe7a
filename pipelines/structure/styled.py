"""Headings that the format itself names.

Belongs here: which of them are to be believed, and what they tell of the lines without a style. Does
not belong here: headings told by their words (`walk`), their levels (`outline`).
"""

from collections.abc import Sequence
from dataclasses import replace

from pipelines.readers.blocks import Block
from pipelines.structure import patterns

_MIN_STYLED = 3  # headings of a document that styles its headings
_MAX_STYLED = 400  # beyond it, a paragraph was set in a heading's style


def is_styled_heading(block: Block) -> bool:
    """Whether the format says that a block is a heading, and it can be one."""
    if block.style is None or not block.style.startswith(("heading-", "title")):
        return False
    return len(block.text) <= _MAX_STYLED or not patterns.ends_sentence(block.text)


def is_styled_throughout(blocks: Sequence[Block]) -> bool:
    """Whether a document styles its headings, so that a line without a style is none."""
    return sum(is_styled_heading(block) for block in blocks) >= _MIN_STYLED


def without_false_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, paragraphs that are set in a heading's style made ordinary ones."""
    return [
        replace(block, style=None)
        if block.style and block.style.startswith("heading-") and not is_styled_heading(block)
        else block
        for block in blocks
    ]
