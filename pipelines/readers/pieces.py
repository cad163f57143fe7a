"""The pieces of a paragraph (Word, HTML) as one passage, and where it stands in the document's text.

Belongs here: white space, footnote references typed by hand, numbers typed before a tab, hyperlink
spans, source ranges. Does not belong here: reading the markup (`docx_inline`, `html_walk`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.readers.characters import INVISIBLE
from pipelines.readers.passage import Link, Mark, Passage, SourceRange
from pipelines.readers.references import (
    SUPERSCRIPT,
    TO_DIGITS,
    TO_SUPERSCRIPT,
    is_star_reference,
    is_unit,
)

# A number, letter or bullet typed before a tab: `12.`, `24.3`, `29A.1`, `5.I.1`, `(a)`, `IV.`, `B.`, `•`.
LABEL = re.compile(
    r"(?:\d{1,3}[A-Z]?(?:\.(?:\d{1,3}|[IVXL]{1,5})){0,4}[.)]?|\([a-z]{1,5}\)|[a-z]{1,4}[.)]|[IVXL]{1,6}\."
    r"|[A-Z]\.|[•▪●◦·–—-])(?=[ \u00a0]{0,3}\t)"
)
_MARKER = re.compile(r"(?:[*†‡]{1,4}|[a-z]|\d{1,3})(?=[ \u00a0\u202f]{0,3}\t)")
_INLINE = re.compile(
    rf"(?P<super>[{SUPERSCRIPT}]+)|(?P<star>[*†‡]{{1,4}})"
    rf"|(?P<invisible>[{INVISIBLE}])"
    r"|(?P<gap>\s{2,}|[^\S ])"
)
_SUPERSCRIPT_MARKS = re.compile(r"(?:\d{1,3}|[a-z]|[*†‡]{1,4})(?:, ?(?:\d{1,3}|[a-z]|[*†‡]{1,4})){0,5}")


class Piece(NamedTuple):
    """Some words set alike. `note`: a reference to the note of this kind and id stands here instead.

    `gone`: the words are printed, but are no text (the arrow that leads from a note back to its reference).
    """

    text: str
    superscript: bool = False
    bold: bool = False
    link: str | None = None
    note: tuple[str, str] | None = None
    gone: bool = False


class _Cut(NamedTuple):
    """`[start, stop)` of a paragraph's raw text that does not stand in the passage as it is."""

    start: int
    stop: int
    space: bool = False  # shown as one space
    marks: tuple[str, ...] = ()


@dataclass
class SourceText:
    """The document's text as walked, into which ranges point, and what was taken out of it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    taken: list[tuple[str, SourceRange]] = field(default_factory=list)

    def add(self, text: str) -> int:
        """Append a text; where it starts."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def take(self, reason: str, start: int, stop: int) -> None:
        """`[start, stop)` is in no passage, for this reason."""
        if start < stop:
            self.taken.append((reason, SourceRange(0, stop - start, start, stop)))


class Line(NamedTuple):
    """A paragraph's words: its passage, the length of the label that a tab sets apart, note marker, bold."""

    passage: Passage
    label: int
    marker: str | None
    bold: bool


def _shown(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, a superscript 2 or 3 that makes a unit written as such (`m²`)."""
    out: list[Piece] = []
    before = ""
    for piece in pieces:
        if piece.superscript and piece.text in ("2", "3") and is_unit(before, len(before)):
            piece = piece._replace(text=piece.text.translate(TO_SUPERSCRIPT), superscript=False)
        out.append(piece)
        before = (before + piece.text)[-4:]
    return out


def _reference(text: str, before: str) -> tuple[str, ...]:
    """The markers that a superscript text is, none where it is an exponent or an ending (`1st`, `No`)."""
    bare = text.strip().replace("⁾", "").replace("⁽", "").strip("()[]")
    if not _SUPERSCRIPT_MARKS.fullmatch(bare):
        return ()
    if before[-1:].isdigit() and (bare in ("e", "o") or before.endswith("10")):
        return ()
    if bare in ("o", "a") and before[-1:] in "Nnº":
        return ()
    return tuple(part.strip() for part in bare.split(","))


def _superscripts(pieces: Sequence[Piece], raw: str) -> Iterator[_Cut]:
    """Note references: those of the format, and superscripts typed by hand."""
    at = 0
    for piece, following in zip(pieces, [*pieces[1:], Piece("")], strict=False):
        stop = at + len(piece.text)
        if piece.gone:
            yield _Cut(at, stop)
        elif piece.note is not None:
            yield _Cut(at, stop, marks=(piece.note[1],))
        elif piece.superscript and piece.text.strip():
            part_of_word = following.superscript and following.text[:1].isalpha()
            marks = () if part_of_word else _reference(piece.text, raw[max(0, at - 3) : at])
            if marks:
                yield _Cut(at, stop, marks=marks)
        at = stop


def _typed(raw: str, start: int) -> Iterator[_Cut]:
    """Asterisks, superscript characters, invisible characters and white space to be evened out."""
    for match in _INLINE.finditer(raw, start):
        if match["gap"]:
            yield _Cut(*match.span(), space=True)
        elif match["invisible"]:
            yield _Cut(*match.span())
        elif match["super"]:
            if match.group() not in "²³" or not is_unit(raw, match.start()):
                yield _Cut(*match.span(), marks=(match.group().translate(TO_DIGITS),))
        elif is_star_reference(raw, *match.span(), start, len(raw)):
            yield _Cut(*match.span(), marks=(match.group(),))


def _apart(cuts: list[_Cut]) -> list[_Cut]:
    """The cuts in order, those that overlap an earlier one left out."""
    out: list[_Cut] = []
    at = 0
    for cut in sorted(cuts, key=lambda c: (c.start, c.stop)):
        if cut.start >= at:
            out.append(cut)
            at = cut.stop
    return out


class _Builder:
    """Builds one passage from the raw text of a paragraph that stands at `base` of the source."""

    def __init__(self, raw: str, base: int, source: SourceText) -> None:
        self.raw, self.base, self.source = raw, base, source
        self.texts: list[str] = []
        self.ranges: list[SourceRange] = []
        self.marks: list[Mark] = []
        self.at = 0
        self.place = [0] * (len(raw) + 1)  # where each raw character went

    def keep(self, start: int, stop: int, shown: str | None = None) -> None:
        """Take `[start, stop)` into the text (as `shown`, of the same length)."""
        if start >= stop:
            return
        for i in range(start, stop):
            self.place[i] = self.at + i - start
        length = stop - start
        self.ranges.append(SourceRange(self.at, self.at + length, self.base + start, self.base + stop))
        self.texts.append(self.raw[start:stop] if shown is None else shown)
        self.at += length

    def cut(self, cut: _Cut) -> None:
        """Leave `cut` out, or show it as a space."""
        for i in range(cut.start, cut.stop):
            self.place[i] = self.at
        if cut.space:
            self.keep(cut.start, cut.start + 1, " ")
        elif cut.stop > cut.start:
            reason = "marker" if cut.marks else "markup"
            self.source.take(reason, self.base + cut.start, self.base + cut.stop)
        self.marks += [Mark(self.at, marker) for marker in cut.marks]

    def passage(self, pieces: Sequence[Piece]) -> Passage:
        """The passage, with the pieces' hyperlinks, stripped."""
        self.place[len(self.raw)] = self.at
        links: list[Link] = []
        at = 0
        for piece in pieces:
            stop = at + len(piece.text)
            start_out, stop_out = self.place[at], self.place[stop]
            if piece.link and start_out < stop_out:
                if links and links[-1].end == start_out and links[-1].target == piece.link:
                    links[-1] = links[-1]._replace(end=stop_out)
                else:
                    links.append(Link(start_out, stop_out, piece.link))
            at = stop
        text = "".join(self.texts)
        return Passage(text, tuple(self.ranges), tuple(self.marks), tuple(links)).strip()


def compose(pieces: Sequence[Piece], source: SourceText, *, is_note: bool = False) -> Line:
    """A paragraph's words as a line; its raw text is appended to `source`.

    A marker typed at the start of a note (`*` or a superscript letter before a tab) is taken out;
    `is_note`: the paragraph's style says that it is one, so any letter or figure before a tab is.
    """
    pieces = _shown(pieces)
    raw = "".join(piece.text for piece in pieces)
    base = source.add(raw + "\n")
    start = len(raw) - len(raw.lstrip())
    builder = _Builder(raw, base, source)
    marker = None
    match = _MARKER.match(raw, start)
    if match and (is_note or not match.group().isalnum() or _superscript_at(pieces, start)):
        marker = match.group()
        source.take("marker", base + start, base + match.end())
        start = match.end() + len(raw[match.end() :]) - len(raw[match.end() :].lstrip())
    label = None if marker else LABEL.match(raw, start)
    begin = label.end() if label else start
    at = start
    cuts = [*_superscripts(pieces, raw), *_typed(raw, begin)]
    for cut in _apart([c for c in cuts if c.start >= begin]):
        builder.keep(at, cut.start)
        builder.cut(cut)
        at = cut.stop
    builder.keep(at, len(raw))
    passage = builder.passage(pieces)
    return Line(passage, len(label.group()) if label else 0, marker, _is_bold(pieces, begin))


def _superscript_at(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the character at `at` is set as superscript."""
    for piece in pieces:
        if at < len(piece.text):
            return piece.superscript
        at -= len(piece.text)
    return False


def _is_bold(pieces: Sequence[Piece], begin: int) -> bool:
    """Whether all words from `begin` on are bold."""
    at = 0
    bold = False
    for piece in pieces:
        stop = at + len(piece.text)
        words = piece.text[max(0, begin - at) :] if stop > begin else ""
        if not piece.superscript and any(c.isalnum() for c in words):
            if not piece.bold:
                return False
            bold = True
        at = stop
    return bold
