"""From segments to the tables of a release, a part at a time.

Belongs here: what needs all documents at once (dimension tables, links between documents, the
corrections of either) and the order in which parts are written. Does not belong here: one document's
rows (`process.py`), the form of a file (`stored.py`).
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines import stored
from pipelines.corrections import Correction, apply, record
from pipelines.engine.segments import NO_ORGAN, NO_YEAR, Part, Segment, SegmentFile
from pipelines.model.arrow import schema_of
from pipelines.model.declaration import load_tables
from pipelines.process import DIMENSIONS, LINK, LISTS, Tables, dimension_rows, is_of_release
from pipelines.tables import shape


class Release:
    """The tables of the documents in these parts, which are in order."""

    def __init__(self, parts: list[Part], corrections: list[Correction], more: Tables | None = None) -> None:
        """`more`: rows of tables of documents that belong to no document; they come last."""
        self._parts, self._corrections = parts, corrections
        self._more = {name: shape(name, rows) for name, rows in (more or {}).items()}
        self._declared = load_tables()
        self._keys = {name: table.primary_key for name, table in self._declared.items()}
        self._present = {one.document_id for part in parts for one in part.segment.documents}
        self._lists: Tables = {}

    def write(self, name: str, path: Path) -> int:
        """Write a table; gives its number of rows.

        Raises ShapeError for a row that does not fit, CorrectionError for a correction that does not.
        """
        schema = schema_of(self._declared[name])
        if name in LISTS or name == "corrections":
            table = shape(name, self._listed(name))
            rows, stream = int(table.num_rows), iter([(("", ""), table)])
        else:
            rows = sum(part.file.rows(name) for part in self._parts)
            rows += self._more[name].num_rows if name in self._more else 0
            stream = self._stream(name)
        stored.write(stream, schema, rows, path)
        return rows

    def _stream(self, name: str) -> Iterator[tuple[stored.Group, pa.Table]]:
        symbols = self._symbols() if name == LINK[0] else None
        for part in self._parts:
            table = part.file.table(name)
            if table is not None:
                if symbols is not None:
                    table = self._corrected(_linked(table, symbols), part.segment)
                yield part.segment.documents[0].group, table
        if name in self._more:
            yield (NO_ORGAN, NO_YEAR), self._more[name]

    def _symbols(self) -> pa.Table:
        """Symbol and id of every document that has one."""
        tables = [part.file.table("documents") for part in self._parts]
        both = pa.concat_tables([t.select(["symbol", "document_id"]) for t in tables if t is not None])
        return both.filter(pc.is_valid(both["symbol"]))

    def _corrected(self, table: pa.Table, segment: Segment) -> pa.Table:
        lines = [line for line in segment.corrections if (line.table, line.column) == LINK]
        if not lines:
            return table
        documents = [{"document_id": one.document_id} for one in segment.documents]
        rows = {"documents": documents, LINK[0]: table.to_pylist()}
        apply(rows, self._keys, lines)
        return pa.Table.from_pylist(rows[LINK[0]], table.schema)

    def _listed(self, name: str) -> list[dict[str, object]]:
        if name == "corrections":
            return record(self._corrections, self._present)
        if not self._lists:
            found = ({n: _rows(part.file, n) for n in DIMENSIONS} for part in self._parts)
            self._lists = dimension_rows(found, self._keys)
            self._lists["documents"] = [{"document_id": name} for name in self._present]
            lines = [line for line in self._corrections if is_of_release(line) and line.table in LISTS]
            apply(self._lists, self._keys, lines)
        return self._lists[name]


def _rows(file: SegmentFile, name: str) -> list[dict[str, object]]:
    table = file.table(name)
    return table.to_pylist() if table is not None else []


def _linked(citations: pa.Table, symbols: pa.Table) -> pa.Table:
    """The column LINK filled from the documents of the release; null where the document is not in it."""
    at = pc.index_in(citations["symbol"], value_set=symbols["symbol"].combine_chunks())
    found = pc.take(symbols["document_id"].combine_chunks(), at.combine_chunks())
    column = citations.schema.get_field_index(LINK[1])
    return citations.set_column(column, citations.schema.field(column), found)
