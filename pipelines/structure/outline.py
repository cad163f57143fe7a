"""The headings of a report: their levels, labels in sequence, and which stands under which.

Belongs here: the state of the outline while a report is read from top to bottom. Does not belong
here: whether a block without a label is a heading (`walk` asks what stands around it).
"""

from pipelines.readers.blocks import Block
from pipelines.readers.passage import Passage
from pipelines.structure import labels, patterns
from pipelines.structure.found import Heading


def _letter_count(letter: str) -> int:
    return ord(letter) - ord("A") + 1


def _count(label: str, last: int) -> int:
    """What a heading's label counts: `I` is one after `H` and the first numeral elsewhere."""
    if label.isdigit():
        return int(label)
    if len(label) == 1 and label.isupper() and _letter_count(label) == last + 1:
        return last + 1
    return patterns.roman_value(label) or 0 if set(label) <= set("IVXL") else 0


class Outline:
    """The heading in force, and the last label met at each level.

    Levels: Roman 1, capital letter 2, Arabic 3, bracketed letter 4; inside an annex one deeper. A
    heading without a label is a child of the labelled heading in force.
    """

    def __init__(self) -> None:
        self.headings: list[tuple[int, Heading]] = []
        self.current: Heading | None = None
        self.annex: str | None = None
        self._last: dict[int, int] = {}

    @property
    def _shift(self) -> int:
        return 1 if self.annex else 0

    def next_arabic(self) -> int:
        """The number that the next Arabic heading must have."""
        return self._last.get(3 + self._shift, 0) + 1

    def add(self, place: int, level: int, label: str | None, passage: Passage, value: int = 0) -> None:
        """A heading at `place` in reading order; `value` is what its label counts."""
        parent = self.current
        while parent is not None and parent.level >= level:
            parent = parent.parent
        self.current = Heading(level, label, passage.strip(), parent)
        if value:
            self._last = {k: v for k, v in self._last.items() if k < level}
            self._last[level] = value
        self.headings.append((place, self.current))

    def add_annex(self, place: int, annex: patterns.Label, passage: Passage) -> None:
        """An annex starts: its headings and its paragraphs count from one again.

        Its label is printed as `Annex II`; where no title stands behind it, the label is its title too.
        """
        label = passage.text[: annex.text_start].strip().rstrip(":.")
        title = passage[annex.text_start :].strip()
        self.annex = patterns.slug(label)
        self._last.clear()
        self.add(place, 1, label, title if title.text else passage)

    def add_bare(self, place: int, passage: Passage, level: int | None = None) -> None:
        """A heading without a label, under the labelled one in force unless its `level` is known."""
        labelled = self.current
        while labelled is not None and labelled.label is None:
            labelled = labelled.parent
        self.add(place, level or (labelled.level + 1 if labelled else 1), None, passage)

    def add_styled(self, place: int, block: Block, level: int) -> None:
        """A heading whose style tells its level; its label is taken as printed."""
        found = labels.read(block, patterns.heading_label)
        label, passage = found or (None, block.passage)
        value = _count(label, self._last.get(level + self._shift, 0)) if label else 0
        self.add(place, level + self._shift, label, passage, value)

    def add_labelled(self, place: int, block: Block) -> bool:
        """Add a Roman or lettered heading where the block is one that fits; whether it was."""
        roman = labels.read(block, patterns.roman_heading)
        if roman is not None and self._roman_fits(roman[0]):
            self.add(place, 1 + self._shift, *roman, patterns.roman_value(roman[0]) or 0)
            return True
        letter = labels.read(block, patterns.letter_heading)
        if letter is not None and self._letter_fits(letter[0], block.text):
            self.add(place, 2 + self._shift, *letter, _letter_count(letter[0]))
            return True
        return False

    def _roman_fits(self, label: str) -> bool:
        """In sequence, or ahead of it and no letter in sequence (`I.` after `H.`)."""
        value = patterns.roman_value(label) or 0
        last = self._last.get(1 + self._shift, 0)
        next_letter = chr(ord("A") + self._last.get(2 + self._shift, 0))
        return value == last + 1 or (value > last and label != next_letter)

    def _letter_fits(self, label: str, text: str) -> bool:
        """In sequence, or ahead of it and without a sentence's end."""
        last = self._last.get(2 + self._shift, 0)
        value = _letter_count(label)
        return value == last + 1 or (value > last and not patterns.ends_sentence(text))
