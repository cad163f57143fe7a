"""The number, letter or bullet of a block, whether printed in its text or kept apart by its format.

Belongs here: reading a block's label and the words after it. Does not belong here: how labels are
printed (`patterns`), whether a label is in sequence (`numbering`, `items`, `outline`).
"""

from collections.abc import Callable
from typing import NamedTuple

from pipelines.readers.blocks import Block
from pipelines.readers.passage import Passage
from pipelines.structure import patterns
from pipelines.structure.patterns import Label


class Number(NamedTuple):
    """A paragraph number: `label` as printed (`24.3`), `prefix` (`24.`) and `value` (3), words after it.

    `sure`: its form alone (a stop, parts set apart) shows that it is one; if not, the sequence must.
    """

    label: str
    prefix: str
    value: int
    sure: bool
    passage: Passage


def read(block: Block, pattern: Callable[[str], Label | None]) -> tuple[str, Passage] | None:
    """The label that `pattern` finds at the start of a block, and the block's words after it."""
    shown = f"{block.number} {block.text}" if block.number else block.text
    label = pattern(shown)
    if label is None:
        return None
    start = label.text_start - (len(shown) - len(block.text))
    return label.label, block.passage[max(0, start) :]


def is_apart(block: Block) -> bool:
    """Whether the format or the layout keeps what the block starts with apart from its words."""
    return block.number is not None or block.label > 0


def number_of(block: Block) -> Number | None:
    """The paragraph number that a block starts with, None where it starts with none."""
    stopped = read(block, patterns.paragraph_number)
    found = stopped or read(block, patterns.number_apart if is_apart(block) else patterns.compound_number)
    if found is None:
        return None
    sure = stopped is not None or (is_apart(block) and "." in found[0])
    prefix, _, value = found[0].rpartition(".")
    return Number(found[0], f"{prefix}." if prefix else "", int(value), sure, found[1])


def letter_of(block: Block) -> tuple[str, Passage] | None:
    """The letter or small Roman numeral that an item starts with, and its words."""
    apart = is_apart(block)
    return read(block, lambda text: patterns.item_letter(text, apart))


def bullet_of(block: Block) -> Passage | None:
    """The words after a bullet that is kept apart from them, None where there is no bullet."""
    found = read(block, patterns.bullet) if is_apart(block) else None
    return found[1] if found else None
