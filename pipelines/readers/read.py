"""Which reader reads a raw file.

Belongs here: telling formats apart by content (a file's ending is only a name). Does not belong
here: reading any one format.
"""

from pipelines.readers.blocks import Source
from pipelines.readers.errors import ReadError
from pipelines.readers.pdf.read import read_pdf
from pipelines.readers.text import read_text

# First bytes of formats that people save UN documents in.
_UNSUPPORTED = (
    (b"PK\x03\x04", "Word or zip"),
    (b"\xd0\xcf\x11\xe0", "old Word"),
    (b"{\\rtf", "RTF"),
    (b"<!DOCTYPE html", "HTML"),
    (b"<html", "HTML"),
)


def read(raw: bytes, name: str) -> Source:
    """The blocks of the raw file `name`; ReadError where its content is in no format we read."""
    if b"%PDF-" in raw[:1024]:
        return read_pdf(raw, name)
    for magic, form in _UNSUPPORTED:
        if raw[:1024].lstrip().startswith(magic):
            raise ReadError(name, f"the {form} format is not supported yet.", "Save it as text (UTF-8).")
    return read_text(raw, name)
