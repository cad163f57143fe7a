"""The second engine's words of a page, held against those that were read.

Belongs here: which words only one of the two engines reads. Does not belong here: which pages are worth the
time (`pipelines/second_reading.py`), pages that only the second engine can read (`engine`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_MIN_WORDS = 3  # fewer differ by what an engine takes for a space or a hyphen
_SHARE = 0.02  # of the page's words
_SHOWN = 6
_WORD = re.compile(r"[^\W\d_]{2,}")
# A hyphen at a line's end, as the one or the other engine gives it.
_LINE_END = re.compile(r"[-\u00ad]\s+|[\x02\ufffe\u00ad]")


class Disagreement(NamedTuple):
    """A page, and the words on it that only the first or only the second engine reads."""

    page: int
    first: tuple[str, ...]
    second: tuple[str, ...]


def _words(text: str) -> Counter[str]:
    """The words of a page, counted; figures are left out: notes' markers are text to one engine only."""
    return Counter(_WORD.findall(_LINE_END.sub("", unicodedata.normalize("NFKC", text))))


def _compared(page: int, first: str, second: str) -> Disagreement | None:
    one, other = _words(first), _words(second)
    missing, added = one - other, other - one
    if missing.total() + added.total() <= max(_MIN_WORDS, _SHARE * max(one.total(), other.total())):
        return None
    return Disagreement(page, tuple(sorted(missing)[:_SHOWN]), tuple(sorted(added)[:_SHOWN]))


def disagreements(
    raw: bytes, texts: Mapping[int | None, str], pages: Iterable[int]
) -> Iterator[Disagreement]:
    """Those of `pages`, counted from 1, about whose words the engines disagree.

    `texts` are the pages as the first engine reads them. A page that the second cannot read says nothing.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError:
        return
    try:
        for page in pages:
            try:
                second = document[page - 1].get_textpage().get_text_range()
            except (pypdfium2.PdfiumError, IndexError):
                continue
            found = _compared(page, texts.get(page, ""), second)
            if found is not None:
                yield found
    finally:
        document.close()
