"""The small interface to the PDF engines: pages of runs and links, whichever engine read them.

Belongs here: opening a file within limits, runs with box, size and face, link annotations, and the
second engine for a page that the first cannot read. Does not belong here: what a run is on its page
(`lines` and the files after it).
"""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipelines.readers.errors import ReadError

MAX_BYTES = 100_000_000
MAX_PAGES = 3_000
MAX_CHARACTERS = 20_000_000
MAX_SECONDS = 300  # a report of a thousand pages takes ten
_UNKNOWN_GLYPHS = 0.2  # share of characters without a meaning above which a page is read again
# What no page shows, and what would show a person other words than are there.
_INVISIBLE = frozenset(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF))
)
_NEAR = 20.0  # points: a link's box lies around its text
_SPACES = re.compile(r"\s{2,}|[^\S ]")
_GLYPHS_WITHOUT_MEANING = "\ufffd\x00"


class Run(NamedTuple):
    """A stretch of text in one face. Points, origin at the page's lower left; `base` is the baseline.

    `widths` are the advance widths of the characters, empty where the engine does not give them.
    """

    text: str
    x0: float
    base: float
    x1: float
    size: float
    bold: bool = False
    italic: bool = False
    widths: tuple[float, ...] = ()


class Area(NamedTuple):
    """A link annotation: the box it covers, and where it leads."""

    x0: float
    y0: float
    x1: float
    y1: float
    target: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page as an engine gives it, between `bottom` and `top`; `number` counts from 1.

    `has_picture`: it shows no text but a picture, as a scanned page does.
    """

    number: int
    bottom: float
    top: float
    runs: tuple[Run, ...]
    links: tuple[Area, ...] = ()
    has_picture: bool = False
    engine: str = "pdf_oxide"


def _rotated_away(run: Run) -> bool:
    return run.x1 < run.x0 or run.size <= 0


def _single_spaces(text: str, widths: Sequence[float]) -> tuple[str, Sequence[float]]:
    """The text with one space where its setting has several (justified lines); widths added up likewise."""
    if not _INVISIBLE.isdisjoint(text):
        shown = [i for i, letter in enumerate(text) if letter not in _INVISIBLE]
        widths = [widths[i] for i in shown] if len(widths) == len(text) else ()
        text = "".join(text[i] for i in shown)
    if len(widths) != len(text):
        return _SPACES.sub(" ", text), ()
    if not _SPACES.search(text):
        return text, widths
    kept: list[str] = []
    sums: list[float] = []
    for letter, width in zip(text, widths, strict=True):
        if letter.isspace() and kept and kept[-1] == " ":
            sums[-1] += width
        else:
            kept.append(" " if letter.isspace() else letter)
            sums.append(width)
    return "".join(kept), sums


def _oxide_runs(document: Any, index: int, links: Sequence[Area] = ()) -> tuple[Run, ...]:
    """The runs of a page; the widths of their characters only where a link is (they cost a third)."""
    runs = []
    for span in document.extract_spans(index):
        x, y, width, _ = span.bbox
        linked = any(area.y0 - _NEAR <= y <= area.y1 + _NEAR for area in links)
        text, widths = _single_spaces(span.text, (span.char_widths or ()) if linked else ())
        run = Run(
            text, x, y, x + width, span.font_size, bool(span.is_bold), bool(span.is_italic), tuple(widths)
        )
        if run.text.strip() and not _rotated_away(run):
            runs.append(run)
    return tuple(runs)


def _links(document: Any, index: int) -> tuple[Area, ...]:
    areas = []
    for note in document.get_annotations(index):
        target, box = note.get("action_uri"), note.get("rect")
        if target and box and note.get("subtype") == "Link":
            areas.append(Area(box[0], box[1], box[2], box[3], target))
    return tuple(areas)


def _pdfium_runs(raw: bytes, index: int) -> tuple[Run, ...]:
    """The page by the second engine: a run a line, its size taken from its box."""
    import pypdfium2

    document = pypdfium2.PdfDocument(raw)
    try:
        page = document[index]
        text = page.get_textpage()
        runs = []
        for at in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(at)
            words = text.get_text_bounded(left, bottom, right, top).replace("\x02", "-")
            if words.strip():
                runs.append(Run(words.replace("\r\n", " "), left, bottom, right, max(top - bottom, 1.0)))
        return tuple(runs)
    finally:
        document.close()


def _is_unreadable(runs: tuple[Run, ...]) -> bool:
    text = "".join(run.text for run in runs)
    unknown = sum(text.count(c) for c in _GLYPHS_WITHOUT_MEANING)
    return unknown > _UNKNOWN_GLYPHS * len(text) or not text


def _has_picture(document: Any, index: int) -> bool:
    try:
        return bool(document.page_images(index))
    except Exception:
        return False


def _page(document: Any, raw: bytes, index: int) -> Page:
    """One page, by the second engine where the first fails or finds nothing it can read."""
    engine = "pdf_oxide"
    try:
        links = _links(document, index)
        runs = _oxide_runs(document, index, links)
        _, bottom, _, top = document.page_media_box(index)
    except Exception:
        runs, links, bottom, top = (), (), 0.0, 0.0
    if _is_unreadable(runs):
        try:
            second = _pdfium_runs(raw, index)
        except Exception:
            second = ()
        if not _is_unreadable(second) or (not runs and second):
            runs, engine = second, "pypdfium2"
    top = top or max((run.base + run.size for run in runs), default=0.0)
    return Page(index + 1, bottom, top, runs, links, not runs and _has_picture(document, index), engine)


def pages_of(raw: bytes, name: str) -> Iterator[Page]:
    """The pages of a PDF, in order.

    Raises ReadError for a file that is no whole PDF, needs a password, or is larger than any report.
    """
    if len(raw) > MAX_BYTES:
        raise ReadError(name, f"the PDF has {len(raw):,} bytes, more than {MAX_BYTES:,}.", "Split it.")
    document, count = _open(raw, name)
    if count > MAX_PAGES:
        raise ReadError(
            name, f"the PDF has {count:,} pages, more than the {MAX_PAGES:,} allowed.", "Split it."
        )
    characters = 0
    started = time.monotonic()
    for index in range(count):
        if time.monotonic() - started > MAX_SECONDS:
            what = f"reading takes more than {MAX_SECONDS} seconds; page {index + 1} of {count} was reached."
            raise ReadError(name, what, "Split it, or print it into a new PDF.")
        page = _page(document, raw, index)
        characters += sum(len(run.text) for run in page.runs)
        if characters > MAX_CHARACTERS:
            raise ReadError(name, f"the PDF has more than {MAX_CHARACTERS:,} characters.", "Split it.")
        yield page


def _open(raw: bytes, name: str) -> tuple[Any, int]:
    """The opened document and its page count."""
    import pdf_oxide

    pdf_oxide.disable_logging()
    try:
        document = pdf_oxide.PdfDocument.from_bytes(raw)
        count = document.page_count()
    except Exception as error:
        if b"/Encrypt" in raw:
            raise ReadError(
                name, "the PDF is encrypted.", "Save it without a password and put it back."
            ) from None
        raise ReadError(
            name, f"the PDF cannot be opened ({error}).", "Download it again: it may be cut off."
        ) from None
    if count == 0:
        raise ReadError(name, "the PDF has no page.", "Download it again: it may be cut off.")
    return document, count
