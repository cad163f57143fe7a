"""What a walk over a report's blocks finds, before anything has an id.

Belongs here: the values that pass from `walk` to `build`. Does not belong here: finding them.
"""

from dataclasses import dataclass, field

from pipelines.readers.blocks import Block
from pipelines.readers.passage import Passage
from pipelines.structure.document import Problem


@dataclass(slots=True)
class Heading:
    """A heading as found: its level, label and title, and the heading it stands under."""

    level: int
    label: str | None
    passage: Passage
    parent: "Heading | None"


@dataclass(slots=True)
class Draft:
    """A body paragraph as found; `parts` are its page-break halves."""

    unit: str
    kind: str
    number: int | None
    heading: Heading | None
    parent: "Draft | None"
    parts: list[Passage]
    place: int  # where it stands in reading order, headings counted too

    @property
    def text_end(self) -> str:
        """The last words, for telling whether the sentence is over."""
        return self.parts[-1].text[-8:]


@dataclass(slots=True)
class Note:
    """A footnote as found: its printed marker and its parts."""

    marker: str
    parts: list[Passage]
    place: int

    @classmethod
    def of(cls, block: Block, place: int) -> "Note":
        """The note that a block is: its format names the marker, or the marker stands at its start."""
        passage, marks = block.passage, block.passage.marks
        if block.marker is not None:
            return cls(block.marker, [passage.strip()], place)
        kept = Passage(passage.text, passage.ranges, tuple(m for m in marks if m.offset > 0), passage.links)
        return cls(marks[0].marker, [kept.strip()], place)


@dataclass(slots=True)
class Walked:
    """All that a walk found, in reading order."""

    front: list[Block] = field(default_factory=list)
    headings: list[tuple[int, Heading]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    unused: list[tuple[str, Passage]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
