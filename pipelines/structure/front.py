"""Where the front of a document ends and its body starts.

Belongs here: telling the masthead's blocks from the rest. Does not belong here: reading it
(`masthead`).
"""

from collections.abc import Sequence

from pipelines.readers.blocks import Block
from pipelines.structure import patterns

_FIRST_TITLES = frozenset(("introduction", "overview", "background", "mandate"))
_FRONT_ENDS = frozenset(("summary", "abstract", "contents", "table of contents"))


def is_note(block: Block) -> bool:
    """Whether a block is a footnote: its format says so, or it starts with a marker."""
    marks = block.passage.marks
    return block.style == "footnote" or bool(marks and marks[0].offset == 0)


def front_length(blocks: Sequence[Block]) -> int:
    """How many blocks stand before the summary, the contents or the first paragraph."""
    for i, block in enumerate(blocks):
        text = block.text.rstrip(":").strip()
        if text.lower() in _FRONT_ENDS:
            return i
        if (number := patterns.paragraph_number(block.number or block.text)) and number.label == "1":
            # Headings right above paragraph 1 belong to the body.
            while i and not is_note(blocks[i - 1]) and _opens_body(blocks[i - 1].text):
                i -= 1
            return i
        label = patterns.roman_heading(block.text)
        if label is not None and label.label == "I":
            return i
    return 0


def _opens_body(text: str) -> bool:
    return text.strip().lower() in _FIRST_TITLES or bool(
        patterns.letter_heading(text) or patterns.roman_heading(text)
    )
