"""What a page carries besides the report: symbol lines, job numbers, page numbers, contents.

Belongs here: telling such blocks by their form. Does not belong here: the masthead (`masthead`).
"""

import re

_FURNITURE = re.compile(
    r"(?:United Nations"
    r"|[A-Z]{1,5}(?:/[A-Z0-9][\w.\-]{0,15}){1,6}"  # a symbol alone on its line
    r"|(?:GE\.)?\d\d-\d{5}(?:\s*\(E\))?(?:\s\d{6}){0,4}(?:\s+\d{1,3}(?:/\d{1,3})?)?"  # job number, page
    r"|\d{1,3}/\d{1,3}(?:\s+(?:GE\.)?\d\d-\d{5})?"
    r"|(?:[Pp]age\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?"
    r"|[_\-–—*=]{3,80}"  # the rule above footnotes, the line under the last paragraph
    r")"
)
_CONTENTS_LINE = re.compile(
    r"(?:\.\s?){4,}|\s\d{1,3}(?:[-–]\d{1,3})?(?:\s+\d{1,3})?$|^(?:Page|Paragraphs?(?: Page)?)$"
)


def is_furniture(text: str) -> bool:
    """Whether a block is only what every page of a document carries."""
    return len(text) <= 80 and _FURNITURE.fullmatch(text) is not None  # noqa: PLR2004 (one line)


def is_contents_line(text: str) -> bool:
    """Whether a block is a line of a table of contents: dot leaders, or a page number at its end."""
    return len(text) <= 300 and _CONTENTS_LINE.search(text) is not None  # noqa: PLR2004 (two lines)
