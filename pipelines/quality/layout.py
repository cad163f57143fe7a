"""Tables on disk cut at the same documents: where the rows of each part stand, and a hash of them.

Belongs here: finding the rows that belong together, and knowing them again, without a table in memory.
Does not belong here: what is done with them (`checks.py`, `publish/compare.py`).
"""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines import stored

UNKNOWN = -1
"""The number of a row that belongs to no document of the parts."""
NOWHERE = (0, 0)


def _all(table: pa.Table) -> pa.Table:
    return table


class Layout:
    """One table by parts; `part_of` numbers the part of each document, in the order of the rows.

    `shown` makes of some rows what is hashed of them (a table of as many rows). A row of no document
    counts to the part it stands in. Where a document's rows do not stand together `is_in_order` is False,
    and a part ends where the first row of a later one stands.
    """

    def __init__(
        self, path: Path, part_of: Mapping[str, int], shown: Callable[[pa.Table], pa.Table] = _all
    ) -> None:
        self._groups, self._shown = stored.RowGroups(path), shown
        self._ids = pa.array(part_of.keys(), type=pa.string())
        self._numbers = np.array([*part_of.values(), UNKNOWN])
        self.is_in_order = True
        self._extents: dict[int, tuple[int, int]] = {}
        self._digests: dict[int, bytes] = {}
        self._read(path)

    def rows(self, part: int) -> pa.Table:
        """The rows of that part."""
        return self._groups.take(*self._extents.get(part, NOWHERE))

    def digest(self, part: int) -> bytes:
        """SHA-256 of what `shown` makes of them; empty where there are none."""
        return self._digests.get(part, b"")

    def _read(self, path: Path) -> None:
        now, first, waiting = 0, 0, list[pa.Table]()
        for table in (found for found in stored.batches(path) if found.num_rows):
            numbers, shown = self._parts_of(table), _with_zero_for_null(self._shown(table))
            reached = np.maximum.accumulate(np.maximum(numbers, now))
            self.is_in_order &= bool(np.all((numbers == reached) | (numbers == UNKNOWN)))
            parts, starts = np.unique(reached, return_index=True)
            for part, begin, end in zip(parts.tolist(), starts, [*starts[1:], len(numbers)], strict=True):
                if part != now:
                    first += self._end(now, first, waiting)
                    now, waiting = part, []
                waiting.append(shown.slice(begin, end - begin))
        self._end(now, first, waiting)

    def _parts_of(self, table: pa.Table) -> Any:
        at = pc.fill_null(pc.index_in(table["document_id"], value_set=self._ids), len(self._ids))
        return self._numbers[at.to_numpy()]

    def _end(self, part: int, first: int, tables: list[pa.Table]) -> int:
        """Keep the part's place and hash; gives its number of rows."""
        rows = sum(int(table.num_rows) for table in tables)
        if rows:
            self._extents[part] = first, rows
            self._digests[part] = digest_of(pa.concat_tables(tables))
        return rows


def _with_zero_for_null(table: pa.Table) -> pa.Table:
    """The same values; under a null lies what the decoder had there before, and no longer here."""
    return table.take(pa.array(np.arange(table.num_rows)))


def digest_of(table: pa.Table) -> bytes:
    """SHA-256 of the values, however they are cut into chunks."""
    digest = hashlib.sha256()
    # A slice has its neighbours' bytes with it. Two chunks made one are copied, and those are left behind.
    copied = pa.concat_tables([table, table.slice(0, 0)]).combine_chunks()
    for batch in copied.to_batches():
        digest.update(batch.serialize())
    return digest.digest()
