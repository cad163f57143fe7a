"""One pass over a report's blocks: which is a heading, a paragraph, a note, the rest of a paragraph.

Belongs here: what depends on the blocks around a block (numbering in sequence, page breaks). Does
not belong here: what one block's words show (`patterns`), the levels of headings (`outline`), ids
(`build`).
"""

from collections import Counter
from collections.abc import Sequence

from pipelines.readers.blocks import Block
from pipelines.readers.passage import Passage
from pipelines.structure import patterns, problems
from pipelines.structure.found import Draft, Note, Walked
from pipelines.structure.front import front_length, is_note
from pipelines.structure.furniture import has_dot_leaders, is_contents_line, is_furniture
from pipelines.structure.items import ItemList
from pipelines.structure.numbering import chosen_numbers
from pipelines.structure.outline import Outline


class Walker:
    """Reads blocks one after the other; `result` holds what was found."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.result = Walked()
        self.blocks = list(blocks)
        self.numbers = chosen_numbers(self.blocks)
        self.place = 0
        self.last_number = 0
        self.outline = Outline()
        self.open: Draft | None = None  # the paragraph that a page-break half may continue
        self.numbered: Draft | None = None
        self.introducer: Draft | None = None  # the last paragraph that is no item
        self.unnumbered: Counter[str] = Counter()
        self.items = ItemList()
        self.interrupted = False  # a note or page furniture stands since the open paragraph
        self.in_summary = False
        self.in_contents = False
        self.table = 0
        self.in_table = False

    def walk(self) -> Walked:
        """Every block, in order."""
        front = min([front_length(self.blocks), *self.numbers])
        for i, block in enumerate(self.blocks):
            self.place += 1
            if block.style != "table-row":
                self.in_table = False
            if is_note(block):
                self._note(block)
            elif i < front:
                self.result.front.append(block)
                self.result.unused.append(("masthead", block.passage))
            elif is_furniture(block.text):
                self.result.unused.append(("furniture", block.passage))
                self.interrupted = True
            else:
                self._body(i, block)
        self.result.headings = self.outline.headings
        return self.result

    # ---- what a block is

    def _body(self, i: int, block: Block) -> None:
        text = block.text
        if self._special(text, block):
            return
        if i in self.numbers and not self._is_arabic_heading(i, text):
            self._paragraph(block)
        elif block.style == "table-row":
            self._table_row(block)
        elif (letter := patterns.item_letter(block.number or text)) is not None:
            self._item(i, block, letter)
        elif self._continues(text):
            self._continue(block)
        elif not self._heading(i, block):
            self._unnumbered(block)

    def _special(self, text: str, block: Block) -> bool:
        """`Summary`, `Contents`, the lines of a table of contents."""
        bare = text.rstrip(":").strip().lower()
        if bare in ("summary", "abstract") and not self.result.drafts:
            self.outline.add_bare(self.place, block.passage, 1)
            self._under_new_heading()
            self.in_summary, self.in_contents = True, False
            return True
        if bare in ("contents", "table of contents") and self.last_number == 0:
            self.in_contents, self.in_summary = True, False
            self.result.unused.append(("contents", block.passage))
            return True
        contents = has_dot_leaders(text) or (self.in_contents and is_contents_line(text))
        if contents and self.last_number == 0:
            self.result.unused.append(("contents", block.passage))
            return True
        return False

    def _next_body(self, i: int) -> Block | None:
        """The next body block after `i`, notes and furniture passed over."""
        for block in self.blocks[i + 1 : i + 12]:
            if not is_note(block) and not is_furniture(block.text):
                return block
        return None

    def _is_arabic_heading(self, i: int, text: str) -> bool:
        """`1. Legal framework` above paragraph 23: a short title that a numbered paragraph follows."""
        label = patterns.paragraph_number(text)
        if label is None or "." in label.label or not patterns.looks_like_title(text[label.text_start :]):
            return False
        following = self._next_body(i)
        number = patterns.paragraph_number(following.text) if following else None
        expected = self.outline.next_arabic()
        return (
            number is not None
            and number.label == str(self.last_number + 1)
            and int(label.label) == expected
            and (self.outline.current is not None)
        )

    # ---- paragraphs

    def _paragraph(self, block: Block) -> None:
        label = patterns.paragraph_number(block.number or block.text)
        if label is None:  # chosen_numbers chose it by this very pattern
            raise AssertionError(block.text[:40])
        passage = block.passage if block.number else block.passage[label.text_start :]
        main, _, sub = label.label.partition(".")
        number = int(main)
        unit = f"{self.outline.annex}/{label.label}" if self.outline.annex else label.label
        self.in_summary = self.in_contents = False
        parent = self.numbered if sub and self.numbered and self.numbered.number == number else None
        if not sub or number != self.last_number:
            self._check_number(number, unit)
        draft = self._add("numbered", unit, passage, number=number, parent=parent)
        if not sub or parent is None:
            self.numbered = draft
        self.last_number = max(self.last_number, number)
        self.items = ItemList()

    def _check_number(self, number: int, unit: str) -> None:
        if number > self.last_number + 1:
            self.result.problems.append(problems.numbering_gap(self.last_number, number, unit))
        elif number <= self.last_number:
            self.result.problems.append(problems.numbering_repeat(str(number), unit))

    def _item(self, i: int, block: Block, letter: patterns.Label) -> None:
        passage = block.passage if block.number else block.passage[letter.text_start :]
        title = passage.text.strip()
        introduced = self.open is None or self.open.text_end.rstrip()[-1:] in ":;,"
        following = self._next_body(i)
        number = patterns.paragraph_number(following.text) if following else None
        if (
            self.outline.current is not None
            and not introduced
            and number is not None
            and number.label == str(self.last_number + 1)
            and patterns.looks_like_title(title)
        ):
            self.outline.add(self.place, 4, f"({letter.label})", passage)
            self._under_new_heading()
            return
        nxt = patterns.item_letter(following.text) if following else None
        path, in_sequence = self.items.place(letter.label, nxt.label if nxt else None)
        base = self.numbered.unit if self.numbered else ("summary" if self.in_summary else "")
        unit = base + "".join(f"({x})" for x in path)
        if not in_sequence:
            self.result.problems.append(problems.letter_gap(letter.label, unit))
        parent = self.items.draft_of(path[:-1]) if len(path) > 1 else self.introducer
        draft = self._add("lettered", unit, passage, parent=parent)
        self.items.remember(path, draft)

    def _table_row(self, block: Block) -> None:
        if not self.in_table:
            self.table, self.in_table = self.table + 1, True
            self.row = 0
        self.row += 1
        self._add("table_row", f"table-{self.table}/{self.row}", block.passage, parent=self.numbered)
        self.open = None

    def _unnumbered(self, block: Block) -> None:
        if self.in_summary:
            self.unnumbered["summary"] += 1
            count = self.unnumbered["summary"]
            self._add("summary", "summary" if count == 1 else f"summary-{count}", block.passage)
            return
        base = self.numbered.unit if self.numbered else "unnumbered"
        self.unnumbered[base] += 1
        # The numbered paragraph itself is the first of its paragraphs.
        count = self.unnumbered[base] + (1 if self.numbered else 0)
        parent = self.numbered
        if self.numbered and self.outline.current is not self.numbered.heading:
            parent = None
        self._add("unnumbered", f"{base}/{count}", block.passage, parent=parent)
        self.items = ItemList()

    def _add(
        self, kind: str, unit: str, passage: Passage, number: int | None = None, parent: Draft | None = None
    ) -> Draft:
        draft = Draft(unit, kind, number, self.outline.current, parent, [passage], self.place)
        self.result.drafts.append(draft)
        if kind not in ("lettered", "table_row"):
            self.introducer = draft
        self.open, self.interrupted = draft, False
        return draft

    # ---- page breaks

    def _continues(self, text: str) -> bool:
        """Whether the block is the rest of the open paragraph, parted from it by a page break."""
        if self.open is None:
            return False
        end = self.open.text_end
        if patterns.starts_mid_sentence(text):
            return self.interrupted or end.rstrip()[-1:] not in ":;"
        if patterns.ends_sentence(end):
            return False
        return not patterns.looks_like_title(text) and not patterns.roman_heading(text)

    def _continue(self, block: Block) -> None:
        if self.open is not None:
            self.open.parts.append(block.passage)
        self.interrupted = False

    def _note(self, block: Block) -> None:
        marks = block.passage.marks
        if block.marker is not None:
            marker, passage = block.marker, block.passage
        else:
            marker = marks[0].marker
            kept = tuple(m for m in marks if m.offset > 0)
            passage = Passage(block.passage.text, block.passage.ranges, kept, block.passage.links)
        self.result.notes.append(Note(marker, [passage.strip()], self.place))
        self.interrupted = True

    # ---- headings

    def _heading(self, i: int, block: Block) -> bool:
        """Whether the block is a heading; it is then added."""
        text, passage = block.text, block.passage
        annex = patterns.annex_heading(text)
        if annex is not None and self.last_number:
            self.outline.add_annex(self.place, text[: annex.text_start].strip().rstrip(":."), passage)
            self.last_number, self.numbered = 0, None
        elif self._is_arabic_heading(i, text):
            arabic = patterns.paragraph_number(text)
            start, value = (arabic.text_start, int(arabic.label)) if arabic else (0, 0)
            level = 4 if self.outline.annex else 3
            self.outline.add(self.place, level, str(value), passage[start:], value)
        elif block.style is not None and block.style.startswith("heading-"):
            if not self.outline.add_labelled(self.place, passage):
                self.outline.add_bare(self.place, passage, int(block.style[8:]))
        elif self._is_bare_heading(i, block):
            self.outline.add_bare(self.place, passage)
        elif not self.outline.add_labelled(self.place, passage):
            return False
        self._under_new_heading()
        return True

    def _is_bare_heading(self, i: int, block: Block) -> bool:
        """A title without a label, above a paragraph or another heading."""
        text = block.text
        if patterns.roman_heading(text) or patterns.letter_heading(text):
            return False
        if block.bold and len(text) <= patterns.MAX_HEADING and not patterns.ends_sentence(text):
            return True
        over = self.open is None or patterns.ends_sentence(self.open.text_end)
        if not patterns.looks_like_title(text) or not over:
            return False
        following = self._next_body(i)
        return following is not None and not patterns.starts_mid_sentence(following.text)

    def _under_new_heading(self) -> None:
        self.in_summary = False
        self.open, self.interrupted = None, False
        self.items = ItemList()
