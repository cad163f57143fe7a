"""The notes of a Word file: their texts by id, and the marker that each prints.

Belongs here: footnotes and endnotes as the format keeps them. Does not belong here: notes typed by
hand (`pieces`).
"""

from pipelines.readers.docx_inline import Inline
from pipelines.readers.docx_numbering import in_format
from pipelines.readers.docx_package import Element, Package, Relation, W, child, number, related, value
from pipelines.readers.docx_styles import Styles
from pipelines.readers.pieces import Piece

KINDS = ("footnote", "endnote")


class Notes:
    """The notes of one kind, numbered in the order of their references."""

    def __init__(
        self,
        package: Package,
        relations: dict[str, Relation],
        kind: str,
        styles: Styles,
        settings: Element | None,
    ) -> None:
        part = related(relations, f"{kind}s")
        root = package.xml(part) if part else None
        self.kind = kind
        self.inline = Inline(styles, package.relations(part) if part else {})
        self._nodes = {
            node.get(W + "id", ""): node
            for node in (root if root is not None else ())
            if node.get(W + "type", "normal") == "normal"
        }
        self._unread = dict(self._nodes)
        self._read_properties(child(settings, f"{kind}Pr"))

    def _read_properties(self, properties: Element | None) -> None:
        self._format = value(properties, "numFmt") or ("decimal" if self.kind == "footnote" else "lowerRoman")
        start = number(properties, "numStart")
        self._start = 1 if start is None else start
        self._each_section = value(properties, "numRestart") == "eachSect"
        self._next = self._start

    def section_ends(self, properties: Element) -> None:
        """A section of the document ends; where the file says so, numbers start again."""
        if self._each_section or value(properties, f"{self.kind}Pr", "numRestart") == "eachSect":
            self._next = self._start

    def section_starts(self, properties: Element | None) -> None:
        """The number format that a section sets for itself."""
        own = value(properties, f"{self.kind}Pr", "numFmt")
        if own is not None:
            self._format = own

    def marker(self, piece: Piece) -> str:
        """The marker that a reference prints: the sign typed with it, else the next number."""
        if piece.text.strip():
            return piece.text.strip()
        self._next += 1
        return in_format(self._next - 1, self._format)

    def take(self, note_id: str) -> Element | None:
        """The note of that id, the first time it is asked for."""
        return self._unread.pop(note_id, None)

    def unread(self) -> list[tuple[str, Element]]:
        """The notes that no reference asked for, with their ids."""
        left, self._unread = list(self._unread.items()), {}
        return left
