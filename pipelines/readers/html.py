"""Pages saved from the web (HTML): bytes to blocks.

Belongs here: putting the parts together, and which headings are the title. Does not belong here: decoding
and parsing (`html_page`), which links are footnotes (`html_notes`), the walk over the elements
(`html_walk`, `html_tables`).
"""

import hashlib

from pipelines.readers.blocks import Source
from pipelines.readers.errors import ReadError
from pipelines.readers.headings import with_title
from pipelines.readers.html_notes import notes_of
from pipelines.readers.html_page import decoded, parsed
from pipelines.readers.html_walk import Walk


def read_html(raw: bytes, name: str) -> Source:
    """The blocks of an HTML page; ranges point into its text as a browser would show it, in reading order.

    Raises ReadError for a page whose character set is not known, that holds no text, or is beyond the limits.
    """
    root = parsed(decoded(raw, name), name)
    walk = Walk(notes_of(root))
    blocks = walk.blocks(root)
    if not any(block.text.strip() for block in blocks):
        raise ReadError(name, "the page holds no text.", "Save the report itself, not the page around it.")
    return Source(
        name=name,
        format="html",
        sha256=hashlib.sha256(raw).hexdigest(),
        blocks=tuple(with_title(blocks)),
        texts={None: "".join(walk.source.parts)},
        taken=tuple(walk.source.taken),
    )
