"""What every reader gives, whatever the format: blocks in reading order.

Belongs here: the reader interface's values. Does not belong here: how a format is parsed (one
file a format beside this one), nor what a block is in a report (`structure`).
"""

from dataclasses import dataclass, field

from pipelines.readers.passage import Passage


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the source, as its layout separates it (a blank line, a `w:p`, a text box).

    `style` is what the format itself says of it, null where it says nothing: `heading-1` … `heading-6`,
    `footnote` (then `marker` names it), `table-row`, `title`. `number` is a number that the format keeps
    apart from the text (automatic numbering), as it would be printed: `1.`, `(a)`.
    """

    passage: Passage
    style: str | None = None
    marker: str | None = None
    number: str | None = None
    bold: bool = False

    @property
    def text(self) -> str:
        """The block's text."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Source:
    """A raw file as read: its blocks, its format, and `texts`, the text that ranges point into.

    `texts` maps a page number (or None, for a format without pages) to the text of that page, so
    that anyone can check `texts[r.page][r.source_start:r.source_end]` against a range.
    """

    name: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    texts: dict[int | None, str] = field(repr=False)
