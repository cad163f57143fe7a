"""The walk over the elements of an HTML page: which of them make a block, and how its words are set.

Belongs here: blocks, lists with their numbers, emphasis, links, what a page prints around its text. Does
not belong here: the words of a block (`pieces`), tables (`html_tables`), which links are footnotes
(`html_notes`). No element calls itself: a deep page costs no deep stack.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from pipelines.readers.blocks import Block
from pipelines.readers.docx_styles import role_of_name
from pipelines.readers.html_lists import Listing
from pipelines.readers.html_notes import Notes
from pipelines.readers.html_page import Element
from pipelines.readers.html_tables import Table
from pipelines.readers.lines import block_spans, sequence
from pipelines.readers.passage import Passage, join
from pipelines.readers.pieces import Piece, SourceText, compose

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre section summary"
    " table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ol", "ul", "menu", "dir"))
_CELLS = frozenset(("td", "th"))
# What is no text of the page, and what is text around it that every page of its site carries.
_NO_TEXT = frozenset("script style template del rt rp head".split())
_AROUND = frozenset(
    "nav noscript button select textarea svg canvas iframe object embed audio video map datalist".split()
)
_EDGES = frozenset(("header", "footer", "aside"))
_ROLES_AROUND = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "dialog"))
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all")
_BOLD = re.compile(r"font-weight\s{0,3}:\s{0,3}(?:bold|[6-9]00)")
_RAISED = re.compile(r"vertical-align\s{0,3}:\s{0,3}super")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_TYPED_TAB = re.compile(r"[ \u00a0]*\u00a0[ \u00a0]+|\u00a0{2,}")
_WORD = re.compile(r"\w|[*†‡§]")
_TOC = re.compile(r"doc-toc|(?:^|[\s_-])toc(?:$|[\s_-])|table-?of-?contents", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:javascript|data|vbscript):", re.IGNORECASE)
_MAX_ADDRESS = 2_000


@dataclass
class _Setting:
    """How what stands in an element is set; `opened` is what ends with it (`cell`, `table`, `note`)."""

    bold: bool = False
    superscript: bool = False
    link: str | None = None
    style: str | None = None
    kept: bool = False  # white space as typed
    marker: str | None = None  # this is a reference to the note of that marker
    gone: bool = False
    in_note: bool = False
    opened: str | None = None
    listing: Listing | None = None


@dataclass
class Walk:
    """One walk; `blocks` reads a page."""

    notes: Notes
    source: SourceText = field(default_factory=SourceText)
    _out: list[list[Block]] = field(default_factory=lambda: [[]])  # the innermost last
    _tables: list[Table] = field(default_factory=list)
    _settings: list[_Setting] = field(default_factory=lambda: [_Setting()])
    _pieces: list[Piece] = field(default_factory=list)
    _number: str | None = None  # of the list item that has no words yet
    _has_main: bool = False
    _table_count: int = 0
    _read: int = 0

    def blocks(self, root: Element) -> list[Block]:
        """The blocks of the page, in reading order."""
        self._has_main = next(root.iter("main", "article"), None) is not None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            if event == "start":
                reason = self._reason_to_drop(node)
                if reason is not None:
                    if reason == "furniture":
                        self._flush()
                    self._drop(node, reason)
                    self._settings.append(self._settings[-1])
                    walk.skip_subtree()
                    continue
                self._start(node)
                self._words(node.text)
            else:
                dropped = self._settings[-1] is self._settings[-2]
                if not dropped:
                    self._end(node)
                self._settings.pop()
                self._words(node.tail)
        self._flush()
        return self._out[0]

    # ---- what is left out

    def _reason_to_drop(self, node: Element) -> str | None:
        """Why an element is no text of the report (a code of `used_as`), None for one that is."""
        if node.tag in _NO_TEXT or node.get("hidden") is not None or _HIDDEN.search(node.get("style", "")):
            return "markup"
        if node.tag == "nav" and _TOC.search(
            f"{node.get('role', '')} {node.get('id', '')} {node.get('class', '')}"
        ):
            return "contents"
        if node.tag in _AROUND:
            return "furniture"
        at_edge = node.tag in _EDGES or node.get("role", "") in _ROLES_AROUND
        if not at_edge or node in self.notes.holders or node in self.notes.bodies:
            return None
        if any(above.tag in ("main", "article") for above in node.iterancestors()):
            return None
        return None if node.tag in ("header", "aside") and not self._has_main else "furniture"

    def _drop(self, node: Element, reason: str) -> None:
        text = " ".join(" ".join(map(str, node.itertext())).split())
        start = self.source.add(f"{text}\n" if text else "")
        self.source.take(reason, start, start + len(text))

    # ---- elements

    def _start(self, node: Element) -> None:
        if node.tag in _BLOCKS:
            self._flush()
        elif node.tag == "br":
            self._break()
        elif node.tag == "q":
            self._words("“")
        setting = self._setting(node)
        self._settings.append(setting)
        if node in self.notes.bodies and not setting.in_note:
            setting.opened, setting.in_note = "note", True
            self._out.append([])
        elif node.tag == "table":
            setting.opened = "table"
            self._tables.append(Table(node.get("role") in ("presentation", "none")))
        elif self._tables and node.tag == "tr":
            self._tables[-1].row()
        elif self._tables and node.tag in _CELLS:
            setting.opened = "cell"
            self._out.append([])
        elif node.tag in _LISTS:
            setting.listing = Listing.of(node)
        elif node.tag == "li" and setting.listing is not None:
            self._number = setting.listing.next(node)

    def _setting(self, node: Element) -> _Setting:
        """How an element's words are set, given how those around it are."""
        above, css = self._settings[-1], node.get("style", "")
        tag = node.tag if isinstance(node.tag, str) else ""
        setting = _Setting(
            above.bold or tag in ("b", "strong") or tag in _HEADINGS or bool(_BOLD.search(css)),
            above.superscript or tag == "sup" or bool(_RAISED.search(css)),
            above.link,
            above.style,
            above.kept or tag == "pre",
            self.notes.references.get(node, above.marker),
            above.gone or node in self.notes.back,
            above.in_note,
            listing=above.listing,
        )
        if tag in _HEADINGS and not above.in_note:
            setting.style = f"heading-{tag[1]}"
        elif tag == "p" and above.style is None:
            setting.style = next(filter(None, map(role_of_name, _word_styles(node))), None)
        if tag == "a":
            setting.link = _address(node) or above.link
        return setting

    def _end(self, node: Element) -> None:
        if node.tag == "q":
            self._words("”")
        if node.tag in _BLOCKS:
            self._flush()
        opened = self._settings[-1].opened
        if opened == "note":
            self._end_note(node)
        elif opened == "cell":
            self._tables[-1].cell(node, self._out.pop())
        elif opened == "table":
            self._end_table()
        if node.tag == "li":
            self._number = None

    def _end_note(self, node: Element) -> None:
        """A note as one block, its paragraphs joined; the marker that it starts with is left out."""
        marker = self.notes.bodies[node]
        passages = [block.passage for block in self._out.pop()]
        if not passages:
            return
        whole = join(passages)
        typed = re.match(rf"[\[(]?{re.escape(marker)}[\])]?[.:]?\s", whole.text)
        if typed:
            whole = whole[typed.end() :].strip()
        marks = tuple(mark for mark in whole.marks if mark.offset > 0)
        self._add(Block(Passage(whole.text, whole.ranges, marks, whole.links), "footnote", marker))

    def _end_table(self) -> None:
        table = self._tables.pop()
        found = table.blocks(table=self._table_count + 1, before=self._read)
        self._table_count += any(block.table > self._table_count for block in found)
        for block in found:
            self._add(block)

    # ---- words

    def _words(self, text: str | None) -> None:
        if not text:
            return
        if not self._settings[-1].kept:
            self._piece(_SPACES.sub(" ", text))
            return
        for at, (start, stop) in enumerate(block_spans(text, sequence(text))):
            if at:
                self._flush()
            self._piece(text[start:stop])

    def _piece(self, text: str) -> None:
        setting = self._settings[-1]
        if not setting.kept:
            text = _TYPED_TAB.sub("\t", text.replace("\u2011", "-").replace("\u2010", "-"))
            if not self._pieces or self._pieces[-1].text[-1:] in (" ", "\n"):
                text = text.lstrip(" ")
        if text:
            note = ("footnote", setting.marker) if setting.marker else None
            raised, link = (setting.superscript, setting.link) if note is None else (False, None)
            self._pieces.append(Piece(text, raised, setting.bold, link, note, setting.gone))

    def _break(self) -> None:
        """A line break; two of them part paragraphs, as pages without paragraphs have it."""
        if self._pieces and self._pieces[-1].text == "\n" and not self._settings[-1].style:
            self._flush()
        elif self._pieces:
            self._pieces.append(Piece("\n"))

    def _flush(self) -> None:
        """The words so far make a block, if there are any."""
        pieces, self._pieces = _merged(self._pieces), []
        if not any(piece.text.strip() for piece in pieces):
            return
        style = self._settings[-1].style
        line = compose(pieces, self.source, is_note=style == "footnote")
        if not line.passage.text:
            return
        if line.marker is not None and not self._settings[-1].in_note:
            self._add(Block(line.passage, "footnote", line.marker))
            return
        number, self._number = self._number, None
        if number is not None and re.match(rf"\(?{re.escape(number.strip('().'))}[.)]", line.passage.text):
            number = None  # it is typed too
        role = None if style == "footnote" else style
        self._add(Block(line.passage, role, None, number, line.bold, 0 if number else line.label))

    def _add(self, block: Block) -> None:
        self._out[-1].append(block)
        self._read += 1


def _merged(pieces: list[Piece]) -> list[Piece]:
    """The pieces, neighbours that are one reference joined, and the raised commas between references gone."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        last = out[-1] if out else None
        if piece.superscript and not _WORD.search(piece.text):
            beside = (last, pieces[at + 1] if at + 1 < len(pieces) else None)
            piece = piece._replace(gone=any(other is not None and other.note for other in beside))
        if last is not None and piece.note is not None and piece[1:] == last[1:]:
            out[-1] = last._replace(text=last.text + piece.text)
        else:
            out.append(piece)
    return out


def _word_styles(node: Element) -> list[str]:
    """The names of the Word styles that a page saved by Word gives a paragraph."""
    return [name.removeprefix("Mso") for name in node.get("class", "")[:200].split()]


def _address(node: Element) -> str | None:
    """Where a link leads; None where it leads nowhere or runs a script."""
    address = node.get("href", "").strip()
    if not address or len(address) > _MAX_ADDRESS or _ADDRESS.match(address):
        return None
    return "".join(address.split())
