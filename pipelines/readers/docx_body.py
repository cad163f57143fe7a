"""Paragraphs, tables and notes of a Word file as blocks, in reading order.

Belongs here: which paragraph, row or note follows which; what is layout and what is a table. Does
not belong here: the words of a paragraph (`docx_inline`, `pieces`), what it is in a report
(`structure`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipelines.readers.blocks import Block
from pipelines.readers.docx_inline import Inline
from pipelines.readers.docx_notes import Notes
from pipelines.readers.docx_numbering import Numbering
from pipelines.readers.docx_package import MC, Element, W, child, number, value
from pipelines.readers.docx_styles import Styles
from pipelines.readers.passage import Passage, join
from pipelines.readers.pieces import Piece, SourceText, compose
from pipelines.readers.rows import MAX_SPAN, Cell, table_blocks

_THROUGH = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_CONTENTS = "Table of Contents"


@dataclass
class Body:
    """Walks the parts of a file; `blocks` of each container, notes after the block that refers to them."""

    styles: Styles
    numbering: Numbering
    notes: dict[str, Notes]
    source: SourceText = field(default_factory=SourceText)
    tables: int = 0
    read: int = 0  # blocks so far
    _carried: list[Piece] = field(default_factory=list)

    def blocks(self, container: Element, inline: Inline, style: str | None = None) -> Iterator[Block]:
        """The blocks of a body, cell, note or text box; `style` is given to those that have none."""
        for node in container:
            if node.tag == W + "p":
                found: Iterable[Block] = self._paragraph(node, inline)
            elif node.tag == W + "tbl":
                found = self._table(node, inline)
            elif node.tag in _THROUGH:
                found = self.blocks(node, inline, _gallery(node))
            elif node.tag == MC + "AlternateContent":
                chosen = node.find(MC + "Choice")
                found = self.blocks(chosen, inline) if chosen is not None else ()
            else:
                continue
            for block in found:
                self.read += 1
                yield block if style is None or block.style == "footnote" else replace(block, style=style)

    def unread_notes(self, struck: set[tuple[str, str]]) -> Iterator[Block]:
        """Notes that nothing refers to: they are told of, not lost. Those `struck` out are gone."""
        for kind, notes in self.notes.items():
            for note_id, node in notes.unread():
                if (kind, note_id) not in struck:
                    yield from self._note(notes, node, notes.marker(Piece("")))

    # ---- paragraphs

    def _paragraph(self, node: Element, inline: Inline) -> Iterator[Block]:
        ppr = child(node, "pPr")
        pieces = [*self._carried, *inline.pieces(node)]
        self._carried = []
        if child(ppr, "rPr", "del") is not None:  # its end was deleted: it goes on in the next one
            self._carried = pieces
            return
        referred = [(p.note, self._marker(p)) for p in pieces if p.note]
        markers = iter(marker for _, marker in referred)
        pieces = [p._replace(note=(p.note[0], next(markers))) if p.note else p for p in pieces]
        yield from self._line(pieces, ppr)
        for note, marker in referred:
            notes = self.notes[note[0]] if note else None
            element = notes.take(note[1]) if notes and note else None
            if notes and element is not None:
                yield from self._note(notes, element, marker)
        for box in inline.take_boxes():
            yield from self.blocks(box, Inline(self.styles, inline.relations))
        section = child(ppr, "sectPr")
        if section is not None:
            for notes in self.notes.values():
                notes.section_ends(section)

    def _marker(self, piece: Piece) -> str:
        return self.notes[piece.note[0]].marker(piece) if piece.note else ""

    def _line(self, pieces: list[Piece], ppr: Element | None) -> Iterator[Block]:
        """The paragraph's own block, none where it has no words (its number counts all the same)."""
        role = self.styles.role(ppr)
        printed = self.numbering.label(ppr)
        line = compose(pieces, self.source, is_note=role == "footnote")
        if not line.passage.text:
            return
        if line.marker is not None:
            yield Block(line.passage, "footnote", line.marker)
        else:
            style = None if role == "footnote" else role
            label = 0 if printed else line.label
            yield Block(line.passage, style, None, printed, line.bold, label)

    def _note(self, notes: Notes, node: Element, marker: str) -> Iterator[Block]:
        """A note as one block, its paragraphs joined; the marker typed in it is left out."""
        passages: list[Passage] = []
        for block in self.blocks(node, notes.inline):
            passage = block.passage
            if not passages and block.marker is None and passage.text.startswith(f"{marker} "):
                passage = passage[len(marker) :].strip()
            passages.append(passage)
        if passages:
            whole = join(passages)
            marks = tuple(m for m in whole.marks if m.offset > 0)
            yield Block(Passage(whole.text, whole.ranges, marks, whole.links), "footnote", marker)

    # ---- tables

    def _table(self, node: Element, inline: Inline) -> Iterator[Block]:
        """Rows of a table; of one that only lays out its text, the blocks in it."""
        notes: list[Block] = []
        before = self.read
        rows = [self._row(row, inline, notes) for row in _kept(node, "tr", "trPr", "del")]
        found = table_blocks(rows, table=self.tables + 1, before=before)
        self.tables += any(block.table > self.tables for block in found)
        yield from found
        yield from notes

    def _row(self, row: Element, inline: Inline, notes: list[Block]) -> list[Cell]:
        """The cells of a row; notes met in them are put into `notes`."""
        before = number(child(row, "trPr"), "gridBefore") or 0
        cells = [Cell([], min(before, MAX_SPAN))] if before > 0 else []
        for node in _kept(row, "tc", "tcPr", "cellDel"):
            blocks: list[Block] = []
            for block in self.blocks(node, inline):
                (notes if block.style == "footnote" else blocks).append(block)
            span = number(child(node, "tcPr"), "gridSpan") or 1
            cells.append(Cell(blocks, min(max(span, 1), MAX_SPAN)))
        return cells


def _kept(container: Element, name: str, *deleted: str) -> Iterator[Element]:
    """The rows or cells (`w:<name>`) of a container without those that say `deleted` of themselves."""
    for node in container:
        if node.tag == W + name:
            if child(node, *deleted) is None:
                yield node
        elif node.tag in _THROUGH:
            yield from _kept(node, name, *deleted)


def _gallery(node: Element) -> str | None:
    """`contents` for the content control that Word puts a table of contents in."""
    found = value(child(node, "sdtPr", "docPartObj"), "docPartGallery")
    return "contents" if found == _CONTENTS else None
