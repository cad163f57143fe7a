"""Blocks that carry no words of the report: running heads, page numbers, the table of contents.

Belongs here: telling such blocks by their form. Does not belong here: the masthead (`masthead`),
furniture inside a paragraph (`glued`).
"""

import re

from pipelines.readers.lines import is_running

_DOT_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}")
_CONTENTS_LINE = re.compile(r"\s\d{1,3}(?:[-–]\d{1,3})?(?:\s+\d{1,3})?$|^(?:Page|Paragraphs?(?: Page)?)$")


def is_furniture(text: str) -> bool:
    """Whether a block is only what every page of a document carries."""
    return is_running(text)


def has_dot_leaders(text: str) -> bool:
    """Whether dots lead from a title to its page, as only a table of contents prints them."""
    return _DOT_LEADERS.search(text) is not None


def is_contents_line(text: str) -> bool:
    """Whether a block is a line of a table of contents: dot leaders, or a page number at its end."""
    if has_dot_leaders(text):
        return True
    return len(text) <= 300 and _CONTENTS_LINE.search(text) is not None  # noqa: PLR2004 (two lines)
