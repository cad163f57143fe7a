"""A table on disk: one Parquet file, or a folder of them by organ and year where it is large.

Belongs here: writing either from a stream of parts, and reading either. Does not belong here: what
stands in a table (`tables.py`), or where a release lies (`publish/`).

`paragraphs.parquet` becomes `paragraphs/organ=human-rights-council/year=2024/part-00000.parquet` when
the table has more rows than LARGE. Row groups have ROW_GROUP rows whatever the parts were that they
came in, so the bytes depend on the rows alone. The partition's values stand in the path only, as every
reader of partitioned Parquet expects; the columns of file and folder are the same.
"""

import bisect
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.disk import named

LARGE = 2_000_000
"""Rows: about what a spreadsheet's heirs still open, and 100 to 400 MB of our tables as one file."""
ROW_GROUP = 65_536
"""Rows: 5 to 40 MB of our tables in memory, and enough for a reader to skip by."""
Group = tuple[str, str]
Parts = Iterable[tuple[Group, pa.Table]]


def large() -> int:
    """LARGE, or what `UNREPORTS_LARGE` says."""
    return int(os.environ.get("UNREPORTS_LARGE") or LARGE)


def folder_of(path: Path) -> Path:
    """Where the table `path` (`<name>.parquet`) is when it is a folder."""
    return path.with_suffix("")


def files_of(path: Path) -> list[Path]:
    """The Parquet files of the table, in the order of its rows. Raises FileNotFoundError."""
    if path.is_file():
        return [path]
    found = sorted(folder_of(path).rglob("*.parquet"))
    if not found:
        raise FileNotFoundError(str(path))
    return found


def is_there(path: Path) -> bool:
    """Whether the table has a file."""
    return path.is_file() or any(folder_of(path).rglob("*.parquet"))


def row_count(path: Path) -> int:
    """The table's rows, from the files' footers."""
    return sum(pq.read_metadata(file).num_rows for file in files_of(path))


def batches(path: Path, columns: list[str] | None = None) -> Iterator[pa.Table]:
    """The table by row group."""
    for file in files_of(path):
        with pq.ParquetFile(file) as opened:
            for at in range(opened.num_row_groups):
                yield opened.read_row_group(at, columns=columns)


def schema(path: Path) -> pa.Schema:
    """The table's schema (of its first file)."""
    return pq.read_schema(files_of(path)[0])


def read(path: Path, columns: list[str] | None = None, filters: Any = None) -> pa.Table:
    """The whole table, or the rows that obey `filters` (as `pyarrow.parquet.read_table` has them)."""
    parts = [pq.read_table(f, columns=columns, filters=filters, partitioning=None) for f in files_of(path)]
    return pa.concat_tables(parts)


class RowGroups:
    """The rows of a table on disk by their place in it. The row group that was read last stays at hand."""

    def __init__(self, path: Path) -> None:
        self.schema = schema(path)
        self._places: list[tuple[Path, int]] = []
        self._ends: list[int] = []
        for file in files_of(path):
            told = pq.read_metadata(file)
            for at in range(told.num_row_groups):
                self._places.append((file, at))
                self._ends.append((self._ends or [0])[-1] + told.row_group(at).num_rows)
        self._kept: tuple[int, pa.Table] | None = None

    def take(self, first: int, count: int) -> pa.Table:
        """`count` rows from row `first` on. Raises IndexError where the table ends before."""
        taken = [self.schema.empty_table()]
        number = bisect.bisect_right(self._ends, first)
        while count > 0:
            table = self._group(number)
            begin = first - (self._ends[number] - table.num_rows)
            part = table.slice(begin, count)
            taken.append(part)
            first, count, number = first + part.num_rows, count - part.num_rows, number + 1
        return pa.concat_tables(taken)

    def _group(self, number: int) -> pa.Table:
        if self._kept is None or self._kept[0] != number:
            file, at = self._places[number]
            with pq.ParquetFile(file) as opened:
                self._kept = number, opened.read_row_group(at)
        return self._kept[1]


class Stored:
    """A table that stays on disk: what a writer of another format asks of a table, a part at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.schema = schema(path)
        self.num_rows = row_count(path)

    @property
    def column_names(self) -> list[str]:
        """The columns in order."""
        return list(self.schema.names)

    @property
    def num_columns(self) -> int:
        """How many they are."""
        return len(self.schema)

    def parts(self) -> Iterator[pa.Table]:
        """The rows, a row group at a time; one empty part where there are none."""
        is_empty = True
        for part in batches(self.path):
            is_empty = False
            yield part
        if is_empty:
            yield self.schema.empty_table()

    def to_batches(self, max_chunksize: int | None = None) -> Iterator[pa.RecordBatch]:
        """The rows in record batches."""
        for part in self.parts():
            yield from part.to_batches(max_chunksize=max_chunksize)

    def to_pylist(self) -> list[dict[str, Any]]:
        """Every row at once, as `pyarrow.Table` gives them."""
        rows: list[dict[str, Any]] = read(self.path).to_pylist()
        return rows

    def __getitem__(self, column: str) -> pa.ChunkedArray:
        return read(self.path, [column])[column]


def remove(path: Path) -> None:
    """Take the table away, whichever form it has."""
    path.unlink(missing_ok=True)
    shutil.rmtree(folder_of(path), ignore_errors=True)


def write(parts: Parts, schema: pa.Schema, rows: int, path: Path) -> None:
    """Write the table, whole or not at all, in place of what was there.

    `parts` come by group (organ, year); `rows` is how many rows they have together and decides the form.
    """
    is_folder = rows > large()
    draft = path.with_suffix(".draft")
    _clear(draft)
    with named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if is_folder:
            _write_folder(parts, schema, draft)
        else:
            _write_file((table for _, table in parts), schema, draft)
    remove(path)
    draft.replace(folder_of(path) if is_folder else path)


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write one row group, snappy, without pandas metadata: the same table gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {k: v for k, v in (table.schema.metadata or {}).items() if k != b"pandas"}
    pq.write_table(
        table.replace_schema_metadata(metadata),
        path,
        compression="snappy",
        row_group_size=max(table.num_rows, 1),
    )


def _clear(draft: Path) -> None:
    if draft.is_dir():
        shutil.rmtree(draft)
    draft.unlink(missing_ok=True)


def _write_folder(parts: Parts, schema: pa.Schema, folder: Path) -> None:
    stream = iter(parts)
    ahead = next(stream, None)
    while ahead is not None:
        group = ahead[0]
        home = folder / f"organ={group[0]}" / f"year={group[1]}"
        home.mkdir(parents=True)

        def of_group(first: pa.Table, group: Group = group) -> Iterator[pa.Table]:
            nonlocal ahead
            yield first
            ahead = None
            for other, table in stream:
                if other != group:
                    ahead = (other, table)
                    return
                yield table

        _write_file(of_group(ahead[1]), schema, home / "part-00000.parquet")


def _write_file(tables: Iterable[pa.Table], schema: pa.Schema, path: Path) -> None:
    with pq.ParquetWriter(path, schema, compression="snappy") as writer:
        waiting: list[pa.Table] = []
        count = written = 0
        for table in tables:
            waiting.append(table)
            count += table.num_rows
            if count >= ROW_GROUP:
                whole = pa.concat_tables(waiting)
                for at in range(0, count - ROW_GROUP + 1, ROW_GROUP):
                    _write_group(writer, whole.slice(at, ROW_GROUP), schema)
                written += count - count % ROW_GROUP
                rest = whole.slice(count - count % ROW_GROUP)
                waiting, count = [rest], rest.num_rows
        last = pa.concat_tables(waiting) if waiting else schema.empty_table()
        if last.num_rows or not written:
            _write_group(writer, last, schema)


def _write_group(writer: pq.ParquetWriter, table: pa.Table, schema: pa.Schema) -> None:
    whole = table.combine_chunks().replace_schema_metadata(schema.metadata).cast(schema)
    writer.write_table(whole, row_group_size=max(whole.num_rows, 1))
