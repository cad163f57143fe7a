"""Scans whose text was recognised by a machine: sizes and faces waver from word to word.

Belongs here: telling such files by their type sizes, and setting their runs to one size, so that no
rule reads meaning into the wavering. Does not belong here: mending the recognised words.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipelines.readers.pdf.engine import Page

_COMMON = 0.01  # of the characters: a size that many are set in is one of the file's sizes
_MANY_SIZES = 6  # a typeset document has three or four common sizes
_ONE_SIZE = 0.6  # of the characters: a typeset document sets so many in one size

SCAN_WAVER = 0.4
"""How far, of the size, the baselines of one line differ on a scan that lies a little askew."""


def _sizes(pages: Sequence[Page]) -> Counter[float]:
    weights: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            weights[round(run.size * 2) / 2] += len(run.text)
    return weights


def is_recognised(pages: Sequence[Page]) -> bool:
    """Whether the text of the pages was recognised from pictures."""
    sizes = _sizes(pages)
    total = max(sizes.total(), 1)
    common = sum(count >= _COMMON * total for count in sizes.values())
    return common >= _MANY_SIZES and max(sizes.values(), default=0) < _ONE_SIZE * total


def levelled(pages: Sequence[Page]) -> list[Page]:
    """The pages with every run in the most common size and in plain type."""
    sizes = _sizes(pages)
    size = max(sizes, key=lambda s: (sizes[s], s), default=10.0)
    return [
        replace(page, runs=tuple(r._replace(size=size, bold=False, italic=False) for r in page.runs))
        for page in pages
    ]
