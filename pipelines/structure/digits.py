"""Footnotes whose markers were saved as plain digits: `torture.3` and a block `3 See A/61/1`.

Belongs here: finding such notes and their markers by sequence, and making them like printed ones.
Does not belong here: notes whose marker the reader knew.
"""

import re
from collections.abc import Sequence

from pipelines.readers.blocks import Block
from pipelines.readers.passage import Mark, Passage, join

_NOTE = re.compile(r"(\d{1,3})\s+(?=[A-Z“\"‘<(])")
_LOOK_BACK = 40  # blocks between a marker and its note: a page or two


def _glued_digit(text: str, marker: str) -> re.Match[str] | None:
    """Where `marker` is glued to the end of a word or a sentence in `text`."""
    if marker not in text:
        return None
    return re.search(rf"(?<=[a-z.,;:”’)]){marker}(?![\w%])(?!\.\d)", text)


def _take_marker(block: Block, match: re.Match[str]) -> Block:
    """The block with the glued digit taken out and a mark in its place."""
    left, right = block.passage[: match.start()], block.passage[match.end() :]
    marks = (*left.marks, Mark(len(left.text), match.group()))
    left = Passage(left.text, left.ranges, marks, left.links)
    return Block(join([left, right], ""), block.style, block.marker, block.number, block.bold)


def restore_markers(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with plain-digit notes and their markers marked where both are found in sequence."""
    out = list(blocks)
    last = 0
    for i, block in enumerate(blocks):
        marks = block.passage.marks
        if marks and marks[0].offset == 0:
            last = int(marks[0].marker) if marks[0].marker.isdigit() else last
            continue
        match = _NOTE.match(block.text)
        if match is None or block.style is not None or int(match[1]) != last + 1:
            continue
        for back in range(i - 1, max(-1, i - 1 - _LOOK_BACK), -1):
            place = _glued_digit(out[back].text, match[1])
            if place is not None:
                out[back] = _take_marker(out[back], place)
                note = block.passage[match.end() :]
                marks = (Mark(0, match[1]), *(m for m in note.marks if m.offset > 0))
                out[i] = Block(Passage(note.text, note.ranges, marks, note.links))
                last += 1
                break
    return out
