"""What every reader gives, whatever the format: blocks in reading order.

Belongs here: the reader interface's values. Does not belong here: how a format is parsed (one
file a format beside this one), nor what a block is in a report (`structure`).
"""

from dataclasses import dataclass, field

from pipelines.readers.passage import Passage, SourceRange


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the source, as its layout separates it (a blank line, a `w:p`, a text box).

    `style` is what the format itself says of it, null where it says nothing: `heading-1` … `heading-6`,
    `footnote` (then `marker` names it), `table-row` (its cells joined by a tab; `table` counts the tables
    of the source from 1), `title`, `masthead`, `contents`. `number` is a number that the format keeps
    apart from the text (automatic numbering), as it would be printed: `1.`, `(a)`. `label` is how many of
    the text's first characters are a number that the layout sets apart (by a tab): `24.3` in `24.3 The …`.
    """

    passage: Passage
    style: str | None = None
    marker: str | None = None
    number: str | None = None
    bold: bool = False
    label: int = 0
    table: int = 0

    @property
    def text(self) -> str:
        """The block's text."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Source:
    """A raw file as read: its blocks, its format, and `texts`, the text that ranges point into.

    `texts` maps a page number (or None, for a format without pages) to the text of that page, so
    that anyone can check `texts[r.page][r.source_start:r.source_end]` against a range. `taken` are the
    parts of it that the reader took out on purpose, each with a code of `used_as`.
    """

    name: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    texts: dict[int | None, str] = field(repr=False)
    taken: tuple[tuple[str, SourceRange], ...] = field(default=(), repr=False)
