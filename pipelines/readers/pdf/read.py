"""A PDF as blocks, in one call.

Belongs here: the order of the stages. Does not belong here: any of them.
"""

import hashlib

from pipelines.readers.blocks import Source
from pipelines.readers.errors import ReadError
from pipelines.readers.pdf.blocks import blocks_of
from pipelines.readers.pdf.compose import Composer
from pipelines.readers.pdf.engine import Page, pages_of
from pipelines.readers.pdf.lines import lines_of
from pipelines.readers.pdf.parts import parts_of
from pipelines.readers.pdf.recognised import SCAN_WAVER, is_recognised, levelled


def read_pdf(raw: bytes, name: str) -> Source:
    """The blocks of a PDF with a text layer; the text of each page is what ranges point into.

    Raises ReadError for a file that cannot be opened, is too large, or holds no text at all.
    """
    pages = list(pages_of(raw, name))
    if not any(page.runs for page in pages):
        raise _without_text(raw, name, pages)
    if is_recognised(pages):
        lined = [(page, lines_of(page.number, page.runs, page.links, SCAN_WAVER)) for page in levelled(pages)]
    else:
        lined = [(page, lines_of(page.number, page.runs, page.links)) for page in pages]
    parts, body = parts_of(lined)
    composer = Composer(parts)
    return Source(
        name=name,
        format="pdf",
        sha256=hashlib.sha256(raw).hexdigest(),
        blocks=tuple(blocks_of(parts, body, composer)),
        texts=composer.texts,
        taken=tuple(
            ("furniture", r) for page in parts for line in page.running for r in composer.ranges(line)
        ),
    )


def _without_text(raw: bytes, name: str, pages: list[Page]) -> ReadError:
    """What is said of a PDF on whose pages no text was found."""
    count = f"{len(pages)} page{'s' if len(pages) > 1 else ''}"
    if b"/Encrypt" in raw:
        return ReadError(name, "the PDF is encrypted.", "Save it without a password and put it back.")
    if any(page.has_picture for page in pages):
        what = f"its {count} are pictures without a text layer (a scan)."
        return ReadError(name, what, "Find the text version, or run text recognition over it first.")
    return ReadError(
        name, f"no text was found on its {count}.", "Open it: it may be blank, or cut off. Download it again."
    )
