"""Which runs of a page stand on one line: those of one baseline, and what is raised or lowered beside them.

Belongs here: baselines. Does not belong here: what a line's runs say, or its parts (`lines`).
"""

from collections.abc import Sequence

from pipelines.readers.pdf.engine import Run

SMALL = 0.8
"""A superscript is at most this part of its line's size."""
_HANGING = 8.0  # of the size: how far in front of its note a marker hangs, at most
_LOWERED = 0.3  # of the line's size: how far an index stands below the baseline, at most


def runs_by_line(runs: Sequence[Run], waver: float) -> list[list[Run]]:
    """The runs of each line, from the top of the page down; those within a line in no certain order.

    `waver`: how far baselines on one line differ, of the size.
    """
    return _with_scripts(_rows(runs, waver))


def _rows(runs: Sequence[Run], waver: float) -> list[list[Run]]:
    """The runs by baseline, from the top of the page down; `waver`, of the size, parts no line."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: (-r.base, r.x0)):
        tolerance = waver * min(run.size, rows[-1][0].size) if rows else 0.0
        if rows and rows[-1][0].base - run.base <= max(tolerance, 1.0):
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def _with_scripts(rows: list[list[Run]]) -> list[list[Run]]:
    """A row of nothing but small runs belongs to the row whose height it stands in, raised or lowered."""
    out: list[list[Run]] = []
    for row in rows:
        above = out[-1] if out else None
        if above is not None and _is_raised_row(above, row):
            out[-1] = [*row, *above]
        elif above is not None and _is_lowered_row(above, row):
            out[-1] = [*above, *row]
        else:
            out.append(row)
    return out


def _is_raised_row(above: list[Run], row: list[Run]) -> bool:
    size = max(run.size for run in row)
    base = max(run.base for run in row)
    return all(
        run.size <= SMALL * size
        and base < run.base < base + 0.8 * size
        and any(other.x0 - _HANGING * size <= run.x0 and run.x1 <= other.x1 + 2 * size for other in row)
        for run in above
    )


def _is_lowered_row(above: list[Run], row: list[Run]) -> bool:
    size, base = max(run.size for run in above), min(run.base for run in above)
    left, right = min(run.x0 for run in above), max(run.x1 for run in above)
    return all(
        run.size <= SMALL * size and run.base > base - _LOWERED * size and left <= run.x0 <= right + size
        for run in row
    )
