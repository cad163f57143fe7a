"""Where the front of a document ends and its body starts.

Belongs here: telling the masthead's blocks from the rest. Does not belong here: reading it
(`masthead`).
"""

import re
from collections.abc import Sequence

from pipelines.readers.blocks import Block
from pipelines.structure import labels, patterns
from pipelines.structure.masthead import document_type

_RUNNING_TEXT = 100  # characters: titles are as long, but end without a stop
_ORGAN_SPEAKS = re.compile(r"The [A-Z][A-Za-z’' ]{5,60},")  # how a resolution opens
_FIRST_TITLES = frozenset(("introduction", "overview", "background", "mandate"))
_FRONT_ENDS = frozenset(("summary", "abstract", "contents", "table of contents"))


def is_note(block: Block) -> bool:
    """Whether a block is a footnote: its format says so, or it starts with a marker."""
    marks = block.passage.marks
    return block.style == "footnote" or (block.style is None and bool(marks and marks[0].offset == 0))


def front_length(blocks: Sequence[Block], first: int | None) -> int:
    """How many blocks stand before the summary, the contents, a table or the first text.

    `first` is the place of the first numbered paragraph.
    """
    titles = [i for i, block in enumerate(blocks[:first]) if block.style in ("title", "masthead")]
    least = titles[-1] + 1 if titles else 0
    for i, block in enumerate(blocks):
        text = block.text.rstrip(":").strip()
        if text.lower() in _FRONT_ENDS:
            return i
        if i >= least and titles and blocks[titles[-1]].style == "title" and _is_heading(block):
            return i
        number = labels.number_of(block) if block.style is None else None
        if i >= least and (block.style == "table-row" or (number and number.value == 1 and i == first)):
            return _with_headings(blocks, i, least)
        if i >= least and _is_running_text(block):
            while i > least and (_is_first_title(blocks[i - 1]) or _has_label(blocks[i - 1])):
                i -= 1
            return i
        roman = labels.read(block, patterns.roman_heading)
        if roman is not None and roman[0] == "I":
            return i
    return least


def opens_resolution(text: str) -> bool:
    """Whether a block is the line with which an organ begins to speak.

    >>> opens_resolution("The General Assembly,"), opens_resolution("The Assembly met.")
    (True, False)
    """
    return _ORGAN_SPEAKS.fullmatch(text.strip()) is not None


def _is_running_text(block: Block) -> bool:
    """Whether a block is text, not a line of the masthead: letters and preambles have no number."""
    if is_note(block) or block.style is not None or block.bold:
        return False
    text = block.text
    return opens_resolution(text) or (len(text) >= _RUNNING_TEXT and text[-1] in ".,;:")


def _with_headings(blocks: Sequence[Block], i: int, least: int) -> int:
    """Where the headings right above `i` begin: they belong to the body.

    Where no block is known as the title, the first of them that has no label is it. What stands above
    the line that says what the document is (`Report of …`) is of the front in any case.
    """
    end = i
    while i > least and not is_note(blocks[i - 1]) and _opens_body(blocks[i - 1]):
        i -= 1
    known = any(block.style == "title" for block in blocks[:i])
    first = blocks[i]
    if not known and _is_heading(first) and not _has_label(first) and not _is_first_title(first):
        i += 1
    return max([i, *(at + 1 for at in range(i, end) if document_type(blocks[at].text))])


def _is_heading(block: Block) -> bool:
    return block.style is not None and block.style.startswith("heading-")


def _is_first_title(block: Block) -> bool:
    return block.text.strip().lower() in _FIRST_TITLES


def _has_label(block: Block) -> bool:
    return any(labels.read(block, p) for p in (patterns.letter_heading, patterns.roman_heading))


def _opens_body(block: Block) -> bool:
    return _is_first_title(block) or _is_heading(block) or _has_label(block)
