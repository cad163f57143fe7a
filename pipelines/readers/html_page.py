"""An HTML page as text and as a tree, within limits.

Belongs here: telling a page by its first bytes, its character set, parsing without network, entities or
scripts. Does not belong here: what the elements mean (`html_walk`).
"""

import codecs
import re

from lxml import etree

from pipelines.readers.errors import ReadError

# A page with its pictures inside has some tens of megabytes; its elements are a few ten thousand.
MAX_BYTES = 50_000_000
MAX_NODES = 1_000_000

Element = etree._Element

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_START = re.compile(
    r"(?:\s|<!--(?:[^-]|-(?!->)){0,2000}-->|<\?xml[^>]{0,200}>){0,20}"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|div|article|main|section|h[1-6]|p|table|center|font)[\s>])",
    re.IGNORECASE,
)
_HEAD = 8_192  # bytes: what is read to tell a page
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s{0,20}<\?xml[^>]{0,100}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})")
# As browsers do: pages that say Latin-1 are written in Windows' superset of it, GB 2312 in GBK's.
_READ_AS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_CHARSETS = re.compile(
    r"cp125\d|cp866|cp874|iso8859-\d{1,2}|koi8-[ru]|mac-roman|gb18030|big5hkscs|cp932|euc_jp|cp949"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SAVE = "Save the page again as “web page, complete” or as text in UTF-8."


def is_html(raw: bytes) -> bool:
    """Whether a file starts as a page of HTML does, whatever its name."""
    head = raw[:_HEAD]
    charset = next((name for bom, name in _BOMS if head.startswith(bom)), "latin-1")
    return _START.match(head.decode(charset, "replace").lstrip("\ufeff\u00ef\u00bb\u00bf")) is not None


def _charset(raw: bytes) -> str | None:
    """The character set that the page declares, as Python names it; None where it declares none we read."""
    head = raw[:_HEAD]
    match = _DECLARED.search(head) or _XML_DECLARED.match(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    name = _READ_AS.get(name, name)
    return name if _CHARSETS.fullmatch(name) else None


def decoded(raw: bytes, name: str) -> str:
    """The page's text: by its byte order mark, else UTF-8 where it is that, else as it declares.

    Raises ReadError for a page that is too large, or whose characters cannot be told.
    """
    if len(raw) > MAX_BYTES:
        raise ReadError(name, f"the page has {len(raw):,} bytes, more than the {MAX_BYTES:,} allowed.", _SAVE)
    for bom, charset in _BOMS:
        if raw.startswith(bom):
            return _strictly(raw[len(bom) :], charset, name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _charset(raw)
        if declared is None:
            what = f"byte {error.start} is not UTF-8, and the page declares no other character set."
            raise ReadError(name, what, _SAVE) from None
    return _strictly(raw, declared, name)


def _strictly(raw: bytes, charset: str, name: str) -> str:
    try:
        return raw.decode(charset)
    except UnicodeDecodeError as error:
        what = f"the page says that it is {charset}, but byte {error.start} is not."
        raise ReadError(name, what, _SAVE) from None


def parsed(text: str, name: str) -> Element:
    """The root element. Entities of the page's own are not expanded, no address is opened.

    Raises ReadError for a page that is nested or large beyond use, or has no element at all.
    """
    if text.count("<") > MAX_NODES:
        raise ReadError(name, f"the page has more than {MAX_NODES:,} elements.", _SAVE)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    data = _CONTROL.sub(" ", text).encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        what = "its elements are nested too deeply, or one of them is larger than 10 MB."
        raise ReadError(name, what, _SAVE)
    if root is None:
        raise ReadError(name, "the page holds no text.", "Save the report itself, not the page around it.")
    return root
