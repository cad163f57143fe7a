"""Which reader reads a raw file.

Belongs here: telling formats apart by content (a file's ending is only a name). Does not belong
here: reading any one format.
"""

from pipelines.readers.blocks import Source
from pipelines.readers.docx import read_docx
from pipelines.readers.errors import ReadError
from pipelines.readers.pdf.read import read_pdf
from pipelines.readers.text import read_text

# First bytes of formats that people save UN documents in.
_UNSUPPORTED = (
    (b"{\\rtf", "RTF"),
    (b"<!DOCTYPE html", "HTML"),
    (b"<html", "HTML"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(raw: bytes, name: str) -> Source:
    """The blocks of the raw file `name`; ReadError where its content is in no format we read."""
    if b"%PDF-" in raw[:1024]:
        return read_pdf(raw, name)
    if raw.startswith(_ZIP):
        return read_docx(raw, name)
    if raw.startswith(_OLE):
        what = (
            "the file is encrypted." if _ENCRYPTED in raw else "the old Word format (.doc) is not supported."
        )
        raise ReadError(name, what, "Open it in Word or LibreOffice and save it as .docx without a password.")
    for magic, form in _UNSUPPORTED:
        if raw[:1024].lstrip().startswith(magic):
            raise ReadError(name, f"the {form} format is not supported yet.", "Save it as text (UTF-8).")
    return read_text(raw, name)
