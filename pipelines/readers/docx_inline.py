"""The words of a Word paragraph, piece by piece, as a reader sees them.

Belongs here: runs, fields and hyperlinks, tracked changes (accepted), hidden text, special characters,
note references, and the text boxes met on the way. Does not belong here: joining the pieces
(`pieces`), paragraphs and tables (`docx_body`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.readers.docx_package import MC, Element, M, R, Relation, W, child, is_on, value
from pipelines.readers.docx_styles import Styles
from pipelines.readers.pieces import Piece

_MAX_INSTRUCTION = 4_000
_TARGET = re.compile(r'HYPERLINK\s+"([^"]*)"|HYPERLINK\s+([^\s"\\]\S*)', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"([^"]*)"')
# Containers whose content is simply part of the text; `w:ins` and `w:moveTo` are accepted changes.
_THROUGH = frozenset(
    W + name
    for name in (
        *("ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent", "rubyBase", "ruby"),
        *("hyperlink", "fldSimple"),
    )
)
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_REFERENCES = (W + "footnoteReference", W + "endnoteReference")
# Signs that Word takes from a picture font, by their code there.
_PICTURES = {
    "symbol": {
        0xB7: "•",
        0xB0: "°",
        0xB1: "±",
        0xB4: "×",
        0xA3: "≤",
        0xB3: "≥",
        0xAE: "→",
        0x2D: "-",
        0xB2: "″",
    },
    "wingdings": {0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0xE0: "→", 0x6C: "●", 0x6E: "■", 0x71: "❑", 0xA8: "◻"},
}


@dataclass(slots=True)
class _Field:
    """A field (`PAGE`, `HYPERLINK "…"`) that is open: its instruction, and whether its result shows now."""

    instruction: str = ""
    shows: bool = False


def _target(instruction: str) -> str | None:
    """Where a HYPERLINK field leads, None for any other field."""
    match = _TARGET.search(instruction)
    place = _PLACE.search(instruction)
    if match is None:
        return f"#{place[1]}" if place and "HYPERLINK" in instruction.upper() else None
    address = match[1] or match[2] or ""
    return f"{address}#{place[1]}" if place else address or "#"


@dataclass
class Inline:
    """Reads the pieces of paragraphs, one after the other."""

    styles: Styles
    relations: dict[str, Relation]
    boxes: list[Element] = field(default_factory=list)  # text boxes met since they were last taken
    struck: set[tuple[str, str]] = field(default_factory=set)  # notes whose reference was deleted
    _fields: list[_Field] = field(default_factory=list)

    def pieces(self, paragraph: Element) -> Iterator[Piece]:
        """The pieces of a `w:p`, in order. A field left open by an earlier one hides nothing here."""
        self._fields.clear()
        style = value(paragraph, "pPr", "pStyle")
        yield from self._inside(paragraph, style, None)

    def take_boxes(self) -> list[Element]:
        """The text boxes met since the last call."""
        boxes, self.boxes = self.boxes, []
        return boxes

    def _inside(self, node: Element, style: str | None, link: str | None) -> Iterator[Piece]:
        for part in node:
            if part.tag == W + "r":
                yield from self._run(part, style, link)
            elif part.tag in _THROUGH:
                yield from self._inside(part, style, self._link(part) or link)
            elif part.tag == W + "sdt":
                if is_on(child(part, "sdtPr"), "showingPlcHdr") is None:
                    yield from self._inside(part, style, link)
            elif part.tag == MC + "AlternateContent":
                yield from self._inside(_choice(part), style, link)
            elif part.tag in (W + "del", W + "moveFrom"):
                self.struck |= {_note_of(node) for node in part.iter(*_REFERENCES)}
            elif part.tag.startswith(M):
                yield Piece("".join(t.text or "" for t in part.iter(M + "t")), link=link)

    def _link(self, node: Element) -> str | None:
        """Where a hyperlink or a field leads; `#…` for a place in the document itself, None for the rest."""
        if node.tag == W + "fldSimple":
            return _target(node.get(W + "instr", ""))
        relation = self.relations.get(node.get(R + "id", ""))
        place = node.get(W + "anchor")
        address = relation.target if relation and relation.external else ""
        return f"{address}#{place}" if place else address or None

    # ---- runs

    def _run(self, run: Element, style: str | None, link: str | None) -> Iterator[Piece]:
        rpr = child(run, "rPr")
        if self.styles.run_switch(rpr, style, "vanish"):
            return
        superscript = self.styles.is_superscript(rpr)
        bold = self.styles.run_switch(rpr, style, "b")
        custom: tuple[str, str] | None = None
        for part in _parts(run):
            if part.tag in _REFERENCES:
                note = _note_of(part)
                if is_on_attribute(part, "customMarkFollows"):
                    custom = note
                else:
                    yield Piece("", note=note)
                continue
            text = self._text(part)
            if text and all(f.shows for f in self._fields):
                target = next((t for f in reversed(self._fields) if (t := _target(f.instruction))), link)
                yield Piece(text, superscript, bold, target, custom)
                custom = None

    def _text(self, part: Element) -> str:
        """What one child of a run prints; fields and text boxes are kept track of."""
        if part.tag == W + "t":
            return (part.text or "").replace("\u2011", "-").replace("\u2010", "-")
        if part.tag in _CHARACTERS:
            return _CHARACTERS[part.tag]
        if part.tag == W + "sym":
            return _picture(part)
        if part.tag == W + "instrText" and self._fields:
            kept = self._fields[-1].instruction
            self._fields[-1].instruction = (kept + (part.text or ""))[:_MAX_INSTRUCTION]
        elif part.tag == W + "fldChar":
            self._field(part.get(W + "fldCharType"))
        elif part.tag in (W + "drawing", W + "pict", W + "object"):
            self.boxes += [box for box in part.iter(W + "txbxContent") if not _is_nested(box, part)]
        return ""

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shows = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def _note_of(reference: Element) -> tuple[str, str]:
    """The kind and id of the note that a reference points to."""
    return reference.tag[len(W) : -len("Reference")], reference.get(W + "id", "")


def is_on_attribute(node: Element, name: str) -> bool:
    """Whether a switch written as an attribute is on."""
    return node.get(W + name, "0") in ("1", "true", "on")


def _choice(node: Element) -> Element:
    """The alternative of `mc:AlternateContent` to read: the first choice, else the fallback."""
    first = node.find(MC + "Choice")
    chosen = first if first is not None else node.find(MC + "Fallback")
    return node if chosen is None else chosen


def _parts(run: Element) -> Iterator[Element]:
    """The children of a run, alternatives and ruby text resolved."""
    for part in run:
        if part.tag == MC + "AlternateContent":
            chosen = _choice(part)
            yield from chosen if chosen is not part else ()
        elif part.tag == W + "ruby":
            base = child(part, "rubyBase")
            yield from base.iter(W + "t") if base is not None else ()
        else:
            yield part


def _is_nested(box: Element, outer: Element) -> bool:
    """Whether a text box stands in another, or in the fallback of one that was read."""
    for above in box.iterancestors():
        if above is outer:
            return False
        if above.tag in (W + "txbxContent", MC + "Fallback"):
            return True
    return False


def _picture(node: Element) -> str:
    """The character that a `w:sym` shows, as near as plain text has it."""
    try:
        code = int(node.get(W + "char", ""), 16)
    except ValueError:
        return ""
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code  # noqa: PLR2004 (the fonts' private area)
    table = _PICTURES.get(node.get(W + "font", "").lower(), {})
    shown = table.get(low) or chr(low if low < 0xF000 else 0xFFFD)  # noqa: PLR2004
    return shown if shown.isprintable() else ""
