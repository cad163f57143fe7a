"""Names of the units that print no number: `summary-2`, `12/3`, `table-2/4`.

Belongs here: counting them. Does not belong here: which block is such a unit (`walk`), names that a
report prints (`labels`).
"""

from collections import Counter


class Names:
    """Gives each such unit of one document the next name, in reading order."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._table = self._row = 0
        self._source_table: int | None = None  # the source's number of the table whose rows are being named

    def next_of_summary(self) -> str:
        """`summary`, then `summary-2` and on."""
        self._counts["summary"] += 1
        count = self._counts["summary"]
        return "summary" if count == 1 else f"summary-{count}"

    def next_below(self, base: str, *, first: int) -> str:
        """`7/2`, `annex-1/1`: below the unit or part `base`, counted from `first`."""
        self._counts[base] += 1
        return f"{base}/{self._counts[base] - 1 + first}"

    def next_row(self, source_table: int | None) -> str:
        """`table-2/4`: the table in the document and the row in it; `source_table` is the format's number."""
        if self._source_table != source_table:
            self._table, self._row = self._table + 1, 0
            self._source_table = source_table
        self._row += 1
        return f"table-{self._table}/{self._row}"

    def leave_table(self) -> None:
        """Another block than a row stands here: the next row begins a table."""
        self._source_table = None
