"""Plain text files, with the little markup that UN texts are saved with.

Belongs here: decoding, pages (form feeds), blocks (blank lines), and the inline marks of a text
file: `[A/HRC/38/18](#)` links, `**bold**`, `*italics*`, superscript and asterisk footnote references. Does
not belong here: lines that Markdown marks as a whole (`markdown`), what a block is in a report (`structure`).
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator

from pipelines.readers.blocks import Block, Source
from pipelines.readers.characters import INVISIBLE
from pipelines.readers.errors import ReadError
from pipelines.readers.headings import with_title
from pipelines.readers.lines import block_spans, compound_sequence, sequence
from pipelines.readers.markdown import NOTE_REFERENCE, Marked, marked_lines
from pipelines.readers.passage import Link, Mark, Passage, SourceRange, join
from pipelines.readers.references import SUPERSCRIPT, TO_DIGITS, is_star_reference, is_unit

MAX_BYTES = 20_000_000

Taken = list[tuple[str, SourceRange]]
"""What is no text of the blocks, each with a code of `used_as`."""

_CONTROL = re.compile(rf"[\x00-\x08\x0b\x0e-\x1f\x7f{INVISIBLE}]")
_INLINE = re.compile(
    rf"""(?P<reference>{NOTE_REFERENCE})
    |(?P<link>\[(?P<label>[^\[\]]{{1,300}})\]\((?P<target>[^()\s]{{0,500}})\))
    |(?P<bold>\*\*)
    |(?P<super>⁽?[{SUPERSCRIPT}]+⁾?)
    |(?P<star>[*†‡]{{1,4}})
    |(?P<invisible>[{INVISIBLE}])
    |(?P<gap>[\s\x00-\x08\x0b\x0e-\x1f\x7f]{{2,}}|[^\S ]|[\x00-\x08\x0b\x0e-\x1f\x7f])""",
    re.VERBOSE,
)
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*(?![\w*])")


def _decode(raw: bytes, name: str) -> str:
    if len(raw) > MAX_BYTES:
        raise ReadError(
            name,
            f"the file has {len(raw):,} bytes, more than the {MAX_BYTES:,} of any report.",
            "Split it, or check that it is a text.",
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(
            name, f"byte {error.start} is not UTF-8.", "Save the file as text in UTF-8 and put it back."
        ) from None
    if not _CONTROL.sub("", text).strip():
        raise ReadError(name, "the file holds no text.", "Put the report's text into it, or remove it.")
    return text


class _Inline:
    """Builds one block's passage from the pieces of its text."""

    def __init__(self, text: str, page: int | None) -> None:
        self.source = text
        self.page = page
        self.pieces: list[str] = []
        self.at = 0
        self.ranges: list[SourceRange] = []
        self.marks: list[Mark] = []
        self.links: list[Link] = []

    def keep(self, start: int, stop: int, shown: str | None = None) -> None:
        """Take `[start, stop)` of the source into the text (as `shown`, of the same length)."""
        if start >= stop:
            return
        piece = self.source[start:stop] if shown is None else shown
        last = self.ranges[-1] if self.ranges else None
        if last is not None and last.source_end == start:
            self.ranges[-1] = last._replace(end=self.at + len(piece), source_end=stop)
        else:
            self.ranges.append(SourceRange(self.at, self.at + len(piece), start, stop, self.page))
        self.pieces.append(piece)
        self.at += len(piece)

    def space(self, start: int) -> None:
        """One space, for the white space (then in a range) or the control character at `start`."""
        if self.source[start].isspace():
            self.keep(start, start + 1, " ")
        else:
            self.pieces.append(" ")
            self.at += 1

    def mark(self, marker: str) -> None:
        """A footnote reference stands here."""
        self.marks.append(Mark(self.at, marker))

    def done(self) -> Passage:
        """The passage, stripped."""
        return Passage("".join(self.pieces), tuple(self.ranges), tuple(self.marks), tuple(self.links)).strip()


def _is_reference(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Whether superscripts or asterisks are a footnote reference here, not a unit or a product."""
    if match["super"]:
        return match.group() not in "²³" or not is_unit(text, match.start())
    return is_star_reference(text, *match.span(), start, stop)


def _bold_marks(text: str, start: int, stop: int) -> frozenset[int]:
    """Where the `**` stand that open and close bold text, in pairs."""
    at = [m.start() for m in re.finditer(r"\*\*", text[start:stop])]
    if len(at) % 2 or "***" in text[start:stop]:
        return frozenset()
    return frozenset(start + a for a in at)


def _italic_marks(text: str, start: int, stop: int) -> frozenset[int]:
    """Where the `*` stand that open and close words in italics."""
    found = _ITALIC.finditer(text, start, stop)
    return frozenset(at for match in found for at in (match.start(), match.end() - 1))


def _read_block(text: str, start: int, stop: int, page: int | None, taken: Taken) -> Block:
    """The block `[start, stop)` of a page: markup out, marks and links kept."""
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    stop = start + len(text[start:stop].rstrip())
    bold_at = _bold_marks(text, start, stop)
    italic_at = _italic_marks(text, start, stop)
    out = _Inline(text, page)
    at = start
    for match in _INLINE.finditer(text, start, stop):
        if match.start() < at:
            continue
        if match.start() in bold_at or (match.start() in italic_at and match["star"]):
            out.keep(at, match.start())
        elif match["reference"]:
            out.keep(at, match.start())
            out.mark(match["note"])
            taken.append(("marker", SourceRange(0, len(match.group()), *match.span(), page)))
        elif match["link"]:
            out.keep(at, match.start())
            label_start = out.at
            out.keep(*match.span("label"), re.sub(r"\s", " ", match["label"]))
            out.links.append(Link(label_start, out.at, match["target"] or "#"))
        elif match["invisible"]:
            out.keep(at, match.start())
        elif match["gap"]:
            out.keep(at, match.start())
            out.space(match.start())
        elif _is_reference(text, match, start, stop):
            out.keep(at, match.start())
            out.mark(match.group().strip("⁽⁾").translate(TO_DIGITS))
        else:
            continue
        at = match.end()
    out.keep(at, stop)
    bold = len(bold_at) == 2 and bold_at == {start, stop - 2}  # noqa: PLR2004 (one opens, one closes)
    return Block(out.done(), bold=bold)


def _numbered_lines(pages: list[str], names: list[int | None]) -> dict[int | None, frozenset[int]]:
    """By page, where lines start that carry the document's paragraph numbers, in its own offsets."""
    text = "\n".join(pages)
    chosen = sorted(sequence(text) | compound_sequence(text))
    found: dict[int | None, frozenset[int]] = {}
    begin = 0
    for name, page in zip(names, pages, strict=True):
        low, high = bisect_left(chosen, begin), bisect_left(chosen, begin + len(page) + 1)
        found[name] = frozenset(at - begin for at in chosen[low:high])
        begin += len(page) + 1
    return found


def _read_page(
    text: str, page: int | None, numbered: frozenset[int], taken: Taken, tables: int
) -> Iterator[Block]:
    """The blocks of a page; lines that Markdown marks are blocks of their own."""
    marked = {}
    breaks = set(numbered)
    for line in marked_lines(text, tables):
        words = text[line.start : line.stop]
        marked[line.start + len(words) - len(words.lstrip())] = line
        breaks |= {line.start} if line.style == "footnote" else {line.start, line.stop + 1}
    for start, stop in block_spans(text, frozenset(breaks)):
        first = start + len(text[start:stop]) - len(text[start:stop].lstrip())
        if first in marked:
            yield _read_marked(text, marked[first], stop, page, taken)
        else:
            yield _read_block(text, start, stop, page, taken)


def _read_marked(text: str, line: Marked, stop: int, page: int | None, taken: Taken) -> Block:
    """The block of a line that Markdown marks; a note goes on to `stop`."""
    spans = [(line.spans[0][0], stop)] if line.style == "footnote" else list(line.spans)
    edges = [line.start, *(at for span in spans for at in span), max(stop, line.stop)]
    reason = "marker" if line.style == "footnote" else "markup"
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if text[begin:end].strip():
            taken.append((reason, SourceRange(0, end - begin, begin, end, page)))
    cells = [_read_block(text, *span, page, taken) for span in spans]
    while cells and not cells[-1].text:
        cells.pop()
    passage = join([cell.passage for cell in cells], "\t")
    return Block(passage, line.style, line.name, bold=line.style.startswith("heading"), table=line.table)


def read_text(raw: bytes, name: str) -> Source:
    """The blocks of a text file in UTF-8; form feeds part its pages.

    Raises ReadError for a file that is not UTF-8, holds no text, or is too large to be a report.
    """
    text = _decode(raw, name)
    pages = text.split("\f")
    texts: dict[int | None, str] = {None: text} if len(pages) == 1 else dict(enumerate(pages, start=1))
    numbered = _numbered_lines(pages, list(texts))
    blocks: list[Block] = []
    taken: Taken = []
    for page, page_text in texts.items():
        blocks += _read_page(
            page_text, page, numbered[page], taken, max((b.table for b in blocks), default=0)
        )
    return Source(
        name=name,
        format="text",
        sha256=hashlib.sha256(raw).hexdigest(),
        blocks=tuple(with_title([b for b in blocks if b.text])),
        texts=texts,
        taken=tuple(taken),
    )
