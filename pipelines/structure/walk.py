"""One pass over a report's blocks: which is a heading, a paragraph, a note, the rest of a paragraph.

Belongs here: what depends on the blocks around a block (numbering in sequence, page breaks). Does
not belong here: what one block's words show (`patterns`), the levels of headings (`outline`), names of
paragraphs that print none (`names`), ids (`build`).
"""

from collections.abc import Sequence

from pipelines.readers.blocks import Block
from pipelines.readers.passage import Passage
from pipelines.structure import labels, patterns, problems
from pipelines.structure.contents import contents_page
from pipelines.structure.found import Draft, Note, Walked
from pipelines.structure.front import front_length, is_note, opens_resolution
from pipelines.structure.furniture import has_dot_leaders, is_furniture
from pipelines.structure.items import ItemList
from pipelines.structure.names import Names
from pipelines.structure.numbering import Count, chosen_numbers
from pipelines.structure.outline import Outline
from pipelines.structure.page_breaks import goes_on
from pipelines.structure.styled import is_styled_heading, is_styled_throughout, without_false_headings


class Walker:
    """Reads blocks one after the other; `result` holds what was found.

    `whole`: no block is cut by a page break. `styles_are_complete`: what has no style of a heading is none.
    """

    def __init__(
        self, blocks: Sequence[Block], whole: bool = False, styles_are_complete: bool = False
    ) -> None:
        self.result = Walked()
        self.blocks = without_false_headings(blocks)
        self.whole = whole
        self.styles_are_complete = styles_are_complete
        self.styled = is_styled_throughout(self.blocks)
        self.contents = contents_page(self.blocks)
        self.numbers, self.numbered_items = chosen_numbers(self.blocks)
        self.place = 0
        self.count = Count()
        self.outline = Outline()
        self.open: Draft | None = None  # the paragraph that a page-break half may continue
        self.numbered: Draft | None = None
        self.introducer: Draft | None = None  # the last paragraph that is no item
        self.names = Names()
        self.items = ItemList()
        self.interrupted = False  # a note or page furniture stands since the open paragraph
        self.in_summary = False
        self.in_preamble = False  # an organ has begun to speak, and no operative paragraph stands yet

    def walk(self) -> Walked:
        """Every block, in order."""
        first = min(self.numbers, default=None)
        front = front_length(self.blocks, first)
        front = front if first is None else min(front, first)
        for i, block in enumerate(self.blocks):
            self.place += 1
            if block.style != "table-row":
                self.names.leave_table()
            if is_note(block):
                self._note(block)
            elif i < front or block.style == "masthead":
                self.result.front.append(block)
                self.result.unused.append(("masthead", block.passage))
            elif block.style == "contents" or i in self.contents:
                self.in_summary = False
                self.result.unused.append(("contents", block.passage))
            elif is_furniture(block.text) and block.style is None:
                self.result.unused.append(("furniture", block.passage))
                self.interrupted = True
            else:
                self._body(i, block)
        self.result.headings = self.outline.headings
        return self.result

    # ---- what a block is

    def _body(self, i: int, block: Block) -> None:
        if self._special(block.text, block):
            return
        if block.style == "table-row":
            self._table_row(block)
        elif is_styled_heading(block):
            self._styled_heading(block)
        elif i in self.numbers and not self._is_arabic_heading(i, block):
            self._paragraph(self.numbers[i])
        elif i in self.numbered_items and not self._is_arabic_heading(i, block):
            self._numbered_item(self.numbered_items[i])
        elif (letter := labels.letter_of(block)) is not None:
            self._item(i, letter)
        elif (passage := labels.bullet_of(block)) is not None:
            self._bullet(passage)
        elif self._continues(block.text):
            self._continue(block)
        elif not self._heading(i, block):
            self._unnumbered(block)

    def _special(self, text: str, block: Block) -> bool:
        """`Summary`, and lines of a table of contents that has no title."""
        if text.rstrip(":").strip().lower() in ("summary", "abstract") and not self.result.drafts:
            self.outline.add_bare(self.place, block.passage, 1)
            self._under_new_heading()
            self.in_summary = True
            return True
        if not self.count.begun and has_dot_leaders(text):
            self.result.unused.append(("contents", block.passage))
            return True
        return False

    def _next_body(self, i: int) -> Block | None:
        """The next body block after `i`, notes and furniture passed over."""
        for block in self.blocks[i + 1 : i + 12]:
            if not is_note(block) and not is_furniture(block.text):
                return block
        return None

    def _next_number_follows(self, i: int) -> bool:
        """Whether the next body block carries the paragraph number that is due."""
        following = self._next_body(i)
        number = labels.number_of(following) if following else None
        return number is not None and self.count.is_due(number)

    def _is_arabic_heading(self, i: int, block: Block) -> bool:
        """`1. Legal framework` above paragraph 23: a short title that a numbered paragraph follows."""
        number = labels.number_of(block)
        return (
            number is not None
            and not number.prefix
            and patterns.looks_like_title(number.passage.text)
            and self.outline.current is not None
            and number.value == self.outline.next_arabic()
            and self._next_number_follows(i)
        )

    # ---- paragraphs

    def _paragraph(self, number: labels.Number) -> None:
        unit = f"{self.outline.annex}-{number.label}" if self.outline.annex else number.label
        self.in_summary = self.in_preamble = False
        main = self.numbered
        # `81.1` stands below paragraph 81, and so does a misprint among its like (`84.93` after `81.92`).
        below = number.prefix == f"{main.unit}." if main else False
        last = self.result.drafts[-1] if self.result.drafts else None
        misprint = last is not None and last.parent is main and not self.count.is_due(number)
        parent = main if main and number.prefix and (below or misprint) else None
        self.result.problems += self.count.take(number, unit)
        value = parent.number if parent else number.value
        draft = self._add("numbered", unit, number.passage, number=value, parent=parent)
        if parent is None:
            self.numbered = draft
        self.items = ItemList()

    def _item(self, i: int, letter: tuple[str, Passage]) -> None:
        label, passage = letter
        introduced = self.open is None or self.open.text_end.rstrip()[-1:] in ":;,"
        if (
            self.outline.current is not None
            and not introduced
            and not self.styled
            and patterns.looks_like_title(passage.text.strip())
            and self._next_number_follows(i)
        ):
            self.outline.add(self.place, 4, f"({label})", passage)
            self._under_new_heading()
            return
        following = self._next_body(i)
        further = labels.letter_of(following) if following else None
        path, in_sequence = self.items.place(label, further[0] if further else None)
        part = "summary" if self.in_summary else self.outline.annex or ""
        base = self.numbered.unit if self.numbered else part
        unit = base + "".join(f"({x})" for x in path)
        if not in_sequence:
            self.result.problems.append(problems.letter_gap(label, unit))
        parent = self.items.draft_of(path[:-1]) if len(path) > 1 else self.introducer
        draft = self._add("lettered", unit, passage, parent=parent)
        self.items.remember(path, draft)

    def _numbered_item(self, number: labels.Number) -> None:
        """`3.` in the list below paragraph 86: an item like a lettered one, `86(3)`."""
        base = self.numbered.unit if self.numbered else self.outline.annex or ""
        self._add("lettered", f"{base}({number.label})", number.passage, parent=self.introducer)
        self.items = ItemList()

    def _bullet(self, passage: Passage) -> None:
        """An item with a bullet: it has no name of its own, and the words before the list introduce it."""
        introducer = self.introducer
        self._add("unnumbered", self._next_unit(), passage, parent=introducer)
        self.introducer = introducer

    def _table_row(self, block: Block) -> None:
        self._add("table_row", self.names.next_row(block.table), block.passage, parent=self.numbered)
        self.open = None

    def _unnumbered(self, block: Block) -> None:
        if self.in_summary:
            self._add("summary", self.names.next_of_summary(), block.passage)
            return
        self.in_preamble = self.in_preamble or opens_resolution(block.text)
        parent = self.numbered
        if self.numbered and self.outline.current is not self.numbered.heading:
            parent = None
        self._add("unnumbered", self._next_unit(), block.passage, parent=parent)
        self.items = ItemList()

    def _next_unit(self) -> str:
        """The name of the next paragraph without a number: after the numbered one, else its part."""
        if self.numbered:
            return self.names.next_below(self.numbered.unit, first=2)  # the numbered one itself is the first
        return self.names.next_below(self.outline.annex or "unnumbered", first=1)

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
        if self.in_preamble and end.rstrip().endswith(",") and text[:1].isupper():
            return False  # each clause of a preamble is a paragraph and ends with a comma
        return goes_on(end, text, whole=self.whole, interrupted=self.interrupted)

    def _continue(self, block: Block) -> None:
        if self.open is not None:
            self.open.parts.append(block.passage)
        self.interrupted = False

    def _note(self, block: Block) -> None:
        self.result.notes.append(Note.of(block, self.place))
        self.interrupted = True

    # ---- headings

    def _heading(self, i: int, block: Block) -> bool:
        """Whether the block is a heading; it is then added."""
        text, passage = block.text, block.passage
        number = labels.number_of(block)
        if self._annex(text, passage):
            pass
        elif number is not None and self._is_arabic_heading(i, block):
            level = 4 if self.outline.annex else 3
            self.outline.add(self.place, level, number.label, number.passage, number.value)
        elif self._is_bare_heading(i, block):
            self.outline.add_bare(self.place, passage)
        elif (self.styled and self.styles_are_complete) or not self.outline.add_labelled(self.place, block):
            return False
        self._under_new_heading()
        return True

    def _styled_heading(self, block: Block) -> None:
        """A heading by its style: the style tells the level, and a label needs no sequence."""
        level = int(block.style[8:]) if block.style and block.style != "title" else 1
        if not self._annex(block.text, block.passage):
            self.outline.add_styled(self.place, block, level)
        self._under_new_heading()

    def _annex(self, text: str, passage: Passage) -> bool:
        """Whether the block starts an annex, where headings and paragraphs count from one again."""
        annex = patterns.annex_heading(text) if self.count.begun else None
        if annex is None:
            return False
        self.outline.add_annex(self.place, annex, passage)
        self.count.restart()
        self.numbered = None
        return True

    def _is_bare_heading(self, i: int, block: Block) -> bool:
        """A title without a label, above a paragraph or another heading."""
        text = block.text
        if self.styled and not block.bold:
            return False
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
