"""Which number a release gets, decided by its content.

Belongs here: the numbers and what they promise. Does not belong here: the comparison (`compare.py`).

A release is `YEAR.MONTH.N`: the month of the newest document in it (never earlier than the last release's),
and `N`, which counts releases and never starts again. `0.0.N` says that no document prints a date. Whoever
builds the same tables again gets the same number: there is no clock in it.

The structure (tables, columns, keys, how ids are made) has a number of its own, `version` in
`package.yml`. It tells what breaks: a release with a breaking change is refused until that number's first
part is raised (its second part while the first is 0).
"""

import datetime as dt
from collections.abc import Iterable

PARTS = 3


def next_version(last: str | None, published: Iterable[dt.date | None]) -> str:
    """The number after `last`, for documents of these dates."""
    year, month, count = numbers(last) if last else (0, 0, 0)
    newest = max((date for date in published if date is not None), default=None)
    if newest is not None:
        year, month = max((year, month), (newest.year, newest.month))
    return f"{year}.{month}.{count + 1}"


def numbers(version: str) -> tuple[int, int, int]:
    """The three parts. Raises ValueError for anything else."""
    parts = [int(part) for part in version.split(".")]
    if len(parts) != PARTS:
        raise ValueError(f"{version!r} is no version of three numbers.")
    return parts[0], parts[1], parts[2]


def allows_breaking(old: str, new: str) -> bool:
    """Whether going from structure `old` to `new` says that something breaks."""
    (major, minor, _), (new_major, new_minor, _) = numbers(old), numbers(new)
    return new_major > major or (new_major == major == 0 and new_minor > minor)
