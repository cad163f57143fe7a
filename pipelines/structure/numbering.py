"""Which blocks that start with a number are numbered paragraphs.

Belongs here: the check of printed numbers against their sequence over the whole document. Does not
belong here: what happens with a gap (`walk` keeps the paragraph and tells of it).
"""

from collections.abc import Sequence

from pipelines.readers.blocks import Block
from pipelines.structure.patterns import paragraph_number


def _candidates(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """(place of the block, number) of the blocks that start with a number, notes left out."""
    out = []
    for i, block in enumerate(blocks):
        marks = block.passage.marks
        if block.style in ("footnote", "table-row") or (marks and marks[0].offset == 0):
            continue
        label = paragraph_number(block.number or block.text)
        if label is not None:
            out.append((i, int(label.label.partition(".")[0])))
    return out


def chosen_numbers(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks that are numbered paragraphs.

    A number that jumps ahead is left out where the next expected number still comes and the jump
    goes nowhere (`5.`, `17. 3 per cent …`, `6.`); every other candidate is one, be it a gap.
    """
    found = _candidates(blocks)
    last_place = {number: at for at, (_, number) in enumerate(found)}
    chosen = set()
    last = 0
    for at, (place, number) in enumerate(found):
        jumps = number > last + 1
        if jumps and last_place.get(last + 1, -1) > at and last_place.get(number + 1, -1) < at:
            continue
        chosen.add(place)
        last = max(last, number)
    return frozenset(chosen)
