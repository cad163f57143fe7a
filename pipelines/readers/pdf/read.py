"""A PDF as blocks, in one call.

Belongs here: the order of the stages. Does not belong here: any of them.
"""

import hashlib

from pipelines.readers.blocks import Source
from pipelines.readers.errors import ReadError
from pipelines.readers.pdf.blocks import blocks_of
from pipelines.readers.pdf.compose import Composer
from pipelines.readers.pdf.engine import pages_of
from pipelines.readers.pdf.lines import lines_of
from pipelines.readers.pdf.parts import parts_of
from pipelines.readers.pdf.recognised import SCAN_WAVER, is_recognised, levelled


def read_pdf(raw: bytes, name: str) -> Source:
    """The blocks of a PDF with a text layer; the text of each page is what ranges point into.

    Raises ReadError for a file that cannot be opened, is too large, or holds no text at all.
    """
    pages = list(pages_of(raw, name))
    if all(page.is_image for page in pages):
        raise ReadError(
            name,
            f"its {len(pages)} pages are pictures without a text layer (a scan).",
            "Find the text version, or run text recognition over it first.",
        )
    if is_recognised(pages):
        lined = [
            (page, lines_of(page.number, page.runs, page.links, SCAN_WAVER)) for page in levelled(pages)
        ]
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
        taken=tuple(("furniture", r) for page in parts for line in page.running for r in composer.ranges(line)),
    )
