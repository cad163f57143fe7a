"""Segments: the tables of neighbouring documents, made once and used again while these stay the same.

Belongs here: the order of documents, where a segment ends, its file. Does not belong here: how the
release is made from segments (`release_tables.py`).

Documents stand by organ, year and symbol. A segment ends at an organ and year's last document and
after each document whose id hashes to a multiple of EVERY: where it ends depends on no other document,
so one more document changes one segment. Its file holds each table as one Arrow stream.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipelines.corrections import Correction, CorrectionError
from pipelines.engine.cache import write_whole
from pipelines.engine.result import decode
from pipelines.engine.versions import code_version
from pipelines.model.declaration import load_tables
from pipelines.process import DIMENSIONS, Tables, segment_rows
from pipelines.tables import ShapeError, natural_key, shape

EVERY = 32
MAGIC = b"unreports segment 1\n"
DIGEST = 64
NO_ORGAN, NO_YEAR = "no-organ", "undated"
_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
BROKEN_ROWS = {error.__name__: error for error in (ShapeError, CorrectionError)}


class Kept(NamedTuple):
    """A document whose result is kept: the result's file, the hash of its rows, and where it stands."""

    document_id: str
    key: str
    rows_sha256: str
    organ: str
    year: str

    @property
    def group(self) -> tuple[str, str]:
        """The documents that are kept together: of one organ and year."""
        return self.organ, self.year

    @property
    def order(self) -> tuple[Any, ...]:
        """By organ, year, and symbol, whose numbers count as numbers."""
        return self.organ, self.year, natural_key(self.document_id), self.document_id


def kept_of(header: dict[str, Any], key: str) -> Kept:
    """The entry for a result with this header."""
    organ = _NOT_IN_NAME.sub("-", (header["organ"] or "").lower()).strip("-")
    return Kept(
        header["document_id"],
        key,
        header["rows_sha256"],
        organ or NO_ORGAN,
        str(dt.date.fromisoformat(header["published_on"]).year) if header["published_on"] else NO_YEAR,
    )


class Segment(NamedTuple):
    """Neighbouring documents, in order, and the corrections that are theirs."""

    documents: tuple[Kept, ...]
    corrections: tuple[Correction, ...]

    @property
    def key(self) -> str:
        """A hash of all that its tables depend on."""
        parts = [code_version(), repr(self.corrections)]
        parts += [f"{one.document_id} {one.rows_sha256}" for one in self.documents]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_last(document_id: str, every: int = EVERY) -> bool:
    """Whether a segment ends after this document wherever it stands."""
    return int.from_bytes(hashlib.sha256(document_id.encode()).digest()[:4], "big") % every == 0


def segments_of(documents: Iterable[Kept], corrections: list[Correction]) -> Iterator[Segment]:
    """The segments of a release, in order. `documents` are in order."""
    lines: dict[str, list[Correction]] = {}
    for line in corrections:
        lines.setdefault(line.document_id, []).append(line)
    run: list[Kept] = []

    def finished() -> Segment:
        mine = tuple(line for one in run for line in lines.get(one.document_id, []))
        return Segment(tuple(run), mine)

    for one in documents:
        if run and one.group != run[-1].group:
            yield finished()
            run = []
        run.append(one)
        if is_last(one.document_id):
            yield finished()
            run = []
    if run:
        yield finished()


def call_of(segment: Segment, results: list[Path], target: Path) -> dict[str, Any]:
    """The call by which a worker process makes the segment's file."""
    lines = [line._asdict() for line in segment.corrections]
    return {
        "do": "assemble",
        "results": [str(path) for path in results],
        "corrections": lines,
        "target": str(target),
    }


def assemble_call(call: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """`assemble` for a worker process: a row that does not fit is told, not raised."""
    lines = [Correction(**line) for line in call["corrections"]]
    try:
        assemble([Path(path) for path in call["results"]], lines, Path(call["target"]))
    except tuple(BROKEN_ROWS.values()) as error:
        return {"error": type(error).__name__, "message": str(error)}, b""
    return {}, b""


def assemble(results: list[Path], corrections: list[Correction], target: Path) -> None:
    """Make the file of a segment from the results of its documents, in their order.

    Raises ShapeError or CorrectionError for a row that does not fit, BrokenResultError for a result that
    is not whole.
    """
    keys = {name: table.primary_key for name, table in load_tables().items()}
    documents = [decode(path.read_bytes()).tables for path in results]
    write_whole(target, _packed(segment_rows(documents, corrections, keys)))


def _packed(documents: list[Tables]) -> bytes:
    """The file: each table is the documents' rows one after the other, each document's by key."""
    streams: list[bytes] = []
    index: dict[str, tuple[int, int, int]] = {}
    at = 0
    for name in load_tables():
        parts = [shape(name, rows[name]) for rows in documents if rows.get(name)]
        if name in DIMENSIONS and parts:
            parts = [shape(name, [row for rows in documents for row in rows.get(name, [])])]
        if not parts:
            continue
        data = _stream(pa.concat_tables(parts).combine_chunks())
        index[name] = (at, len(data), sum(part.num_rows for part in parts))
        streams.append(data)
        at += len(data)
    line = json.dumps(index).encode() + b"\n"
    body = line + b"".join(streams)
    return MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    plain = table.replace_schema_metadata(None)
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, plain.schema, options=options) as writer:
        writer.write_table(plain)
    return bytes(sink.getvalue())


class SegmentFile:
    """A segment's file, open for reading. Raises OSError or ValueError where it is missing or broken."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
            told = file.readline().strip().decode("ascii", "replace")
            self._at = len(MAGIC) + DIGEST + 1
            line = file.readline()
            self._index: dict[str, list[int]] = json.loads(line)
            self._at += len(line)
        if head != MAGIC or len(told) != DIGEST:
            raise ValueError(f"{path} is no segment")
        self._told = told

    def is_whole(self) -> bool:
        """Whether every byte is as it was written."""
        with self.path.open("rb") as file:
            file.seek(len(MAGIC) + DIGEST + 1)
            return hashlib.file_digest(file, "sha256").hexdigest() == self._told

    def rows(self, name: str) -> int:
        """How many rows of the table it has."""
        return self._index[name][2] if name in self._index else 0

    def table(self, name: str) -> pa.Table | None:
        """The segment's part of a table; None where it has no row."""
        if name not in self._index:
            return None
        at, length, _ = self._index[name]
        with pa.memory_map(str(self.path)) as file:
            file.seek(self._at + at)
            return pa.ipc.open_stream(file.read_buffer(length)).read_all()


def opened(path: Path) -> SegmentFile | None:
    """The segment's file where it is there and whole."""
    try:
        found = SegmentFile(path)
        return found if found.is_whole() else None
    except (OSError, ValueError):
        return None


class Part(NamedTuple):
    """A segment and its file."""

    segment: Segment
    file: SegmentFile
