"""Footnote references in running text: superscript figures, asterisks and daggers.

Belongs here: telling such a sign from a unit (`km²`) or a product. Does not belong here: references
that a format keeps apart (`docx_inline`), the notes that they point to (`structure`).
"""

import re

SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_DIGITS = str.maketrans(SUPERSCRIPT, "0123456789")
TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPT)
_AREA_OR_VOLUME = re.compile(r"(?<![A-Za-z])[kcdm]?m$")


def is_unit(text: str, at: int) -> bool:
    """Whether a superscript 2 or 3 at `at` makes a unit (`km²`) of the letters before it."""
    return _AREA_OR_VOLUME.search(text[max(0, at - 3) : at]) is not None


def is_star_reference(text: str, start: int, stop: int, begin: int, end: int) -> bool:
    """Whether the asterisks `[start, stop)` are a reference in the block `[begin, end)` of `text`."""
    before = text[max(begin, start - 1) : start]
    after = text[stop : stop + 1] if stop < end else ""
    if start == begin or before == "\n":
        return bool(text[stop:end].strip())
    return not before.isspace() and (not after or after.isspace() or after in ".,;:)]”’")
