"""Which reader reads a raw file.

Belongs here: telling formats apart by content (a file's ending is only a name). Does not belong
here: reading any one format.
"""

import re

from pipelines.readers.blocks import Source
from pipelines.readers.docx import read_docx
from pipelines.readers.errors import ReadError
from pipelines.readers.html import read_html
from pipelines.readers.html_page import is_html
from pipelines.readers.pdf.read import read_pdf
from pipelines.readers.text import read_text

# First bytes of formats that people save UN documents in, and that no reader reads.
_RTF = b"{\\rtf"
_WEB_ARCHIVE = re.compile(
    rb"(?:[\w-]{2,40}: [^\n]{0,400}\n\s{0,8}){0,8}content-type:\s*multipart/related", re.IGNORECASE
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(raw: bytes, name: str) -> Source:
    """The blocks of the raw file `name`; ReadError where its content is in no format we read."""
    if is_html(raw):
        return read_html(raw, name)
    if b"%PDF-" in raw[:1024]:
        return read_pdf(raw, name)
    if raw.startswith(_ZIP):
        return read_docx(raw, name)
    if raw.startswith(_OLE):
        what = (
            "the file is encrypted." if _ENCRYPTED in raw else "the old Word format (.doc) is not supported."
        )
        raise ReadError(name, what, "Open it in Word or LibreOffice and save it as .docx without a password.")
    if raw[:64].lstrip().startswith(_RTF):
        raise ReadError(name, "the RTF format is not supported.", "Save it as .docx, or as text (UTF-8).")
    if _WEB_ARCHIVE.search(raw[:4096]):
        raise ReadError(name, "the file is a web archive (.mht).", "Save the page as HTML instead.")
    return read_text(raw, name)
