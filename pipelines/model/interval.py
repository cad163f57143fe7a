"""How far a measured share may be from the truth.

Belongs here: the interval and the counts behind figures. Does not belong here: measuring (`quality/`).
"""

import math
from collections.abc import Mapping

Z = 1.959964
"""Standard deviations that hold 95 % of a normal distribution."""


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % score interval of the share `right / of`. Raises ZeroDivisionError where `of` is 0."""
    share, square = right / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z / (1 + square / of) * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def counts_of(figures: Mapping[str, float], gold_rows: int) -> dict[str, tuple[int, int]]:
    """Precision and recall as (right, of). The published rows that were compared follow from both."""
    counts = {}
    if gold_rows and "recall" in figures:
        right = round(figures["recall"] * gold_rows)
        counts["recall"] = (right, gold_rows)
        if figures.get("precision"):
            counts["precision"] = (right, round(right / figures["precision"]))
    return counts
