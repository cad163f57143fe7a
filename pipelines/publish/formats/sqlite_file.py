"""One SQLite file: every table with its keys, full-text search over the texts, views, a dictionary.

Belongs here: how tables become that file, byte for byte the same each time. Does not belong here: the
views' SQL (`publish/views/`).

Datasette opens it as it is: it finds the search of `paragraphs` and `footnotes` by their `_fts` tables and
follows the declared foreign keys. Search stems English words and folds diacritics; the index has no copy
of the text. Beside it, the search of the site (`publish/search`): word families, labels and facets.
"""

import contextlib
import errno
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from pipelines.disk import named
from pipelines.model.arrow import meaning
from pipelines.model.declaration import load_tables
from pipelines.model.shapes import Table
from pipelines.publish.search.sqlite import add_index
from pipelines.publish.search.units import KINDS, Unit, document_order, units_of
from pipelines.publish.views import views_for
from pipelines.stored import Stored

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}
SEARCHED = ("paragraphs", "footnotes")
TOKENS = "porter unicode61 remove_diacritics 2"
DICTIONARY = "data_dictionary"
Rows: TypeAlias = pa.Table | Stored
TOGETHER = 50
"""Documents whose units are made at a time."""
NAMED_LISTS = ("countries", "actors", "actor_aliases")
PLACED = ("sections", "paragraphs", "footnotes", *KINDS, "country_action_actors", "recommendation_actors")
"""The tables of documents that the search looks into."""
PAGE_SIZE = 4096
BATCH = 10_000
PRIMARY_CODE = 0xFF
"""The part of an error code that says what kind of error it is."""
WRITER_VERSION = slice(96, 100)
"""Where the file's header says which SQLite wrote it last. It is for information only, and the one thing
that differs between releases of SQLite: it is set to the oldest that reads all that is in the file."""
OLDEST = 3_020_000


def write(contents: Mapping[str, Rows], folder: Path, name: str) -> list[Path]:
    """`folder/<name>.sqlite`; the same tables give the same bytes."""
    path = folder / f"{name}.sqlite"
    path.unlink(missing_ok=True)
    with named(path):
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db, _disk_errors(path):
            _fill(db, contents)
        with path.open("r+b") as file:
            file.seek(WRITER_VERSION.start)
            file.write(OLDEST.to_bytes(WRITER_VERSION.stop - WRITER_VERSION.start, "big"))
    return [path]


@contextlib.contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    """A full disk is an OSError here too, as for every other file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & PRIMARY_CODE not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
        raise OSError(errno.ENOSPC, str(error), str(path)) from None


def _fill(db: sqlite3.Connection, contents: Mapping[str, Rows]) -> None:
    db.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    for table_name, table in contents.items():
        declared = load_tables()[table_name]
        db.execute(create(declared))
        marks = ", ".join("?" * table.num_columns)
        db.executemany(f'INSERT INTO "{table_name}" VALUES ({marks})', _rows(table))
        for column in indexed(declared):
            db.execute(f'CREATE INDEX "{table_name}_{column}" ON "{table_name}" ("{column}")')
    for table_name in SEARCHED:
        db.execute(
            f'CREATE VIRTUAL TABLE {table_name}_fts USING fts5(text, content="{table_name}", '
            f'tokenize="{TOKENS}")'
        )
        for command in ("rebuild", "optimize"):
            db.execute(f"INSERT INTO {table_name}_fts ({table_name}_fts) VALUES ('{command}')")
    for view in views_for("sqlite"):
        db.execute(f"CREATE VIEW {view.name} AS\n{view.sql}")
    add_index(db, _units(db, contents))
    _write_dictionary(db, contents)
    db.execute("COMMIT")
    db.execute("VACUUM")


def create(table: Table) -> str:
    """The statement that makes the table, keys included."""
    lines = [f'"{c.name}" {TYPES[c.type]}{"" if c.nullable else " NOT NULL"}' for c in table.columns]
    lines.append(f"PRIMARY KEY ({', '.join(table.primary_key)})")
    lines += [
        f'FOREIGN KEY ("{key.column}") REFERENCES "{key.table}" ("{key.references}")'
        for key in table.foreign_keys
        if not key.besides  # a value that points nowhere by intent would break it
    ]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def indexed(table: Table) -> list[str]:
    """Columns by which people look rows up from another table's side: keys but the coarse document.

    The first column of the primary key has an index already; a footnote's rows are found by paragraph.
    """
    skipped = {"document_id", "footnote_id", table.primary_key[0]}
    return [key.column for key in table.foreign_keys if key.column not in skipped]


def _rows(table: Rows) -> Iterator[tuple[object, ...]]:
    """Rows as SQLite holds them: truth values as 0 and 1, dates as ISO text."""
    for batch in table.to_batches(max_chunksize=BATCH):
        columns = []
        for field, column in zip(batch.schema, batch.columns, strict=True):
            if pa.types.is_date(field.type):
                column = column.cast(pa.string())
            elif pa.types.is_boolean(field.type):
                column = column.cast(pa.int64())
            columns.append(column.to_pylist())
        yield from zip(*columns, strict=True)


def _units(db: sqlite3.Connection, contents: Mapping[str, Rows]) -> Iterator[Unit]:
    """The units of the search, made from some documents' rows at a time, which the file already has."""
    tables = [name for name in load_tables() if name in contents]
    of_documents = {n: contents[n].schema for n in tables if n in PLACED}
    lists = {name: contents[name].to_pylist() for name in NAMED_LISTS}
    spans = {name: _spans(db, name) for name in of_documents}
    for some in batched(document_order({"documents": contents["documents"].to_pylist()}), TOGETHER):
        rows = {
            name: [
                row
                for one in some
                if one["document_id"] in spans[name]
                for row in _span(db, name, schema, spans[name][one["document_id"]])
            ]
            for name, schema in of_documents.items()
        }
        yield from units_of({**lists, **rows, "documents": list(some)})


def _spans(db: sqlite3.Connection, name: str) -> dict[str, tuple[int, int]]:
    """Document to the first and last row of its own: they stand together."""
    sql = f'SELECT document_id, min(rowid), max(rowid) FROM "{name}" GROUP BY document_id'
    return {document: (first, last) for document, first, last in db.execute(sql)}


def _span(
    db: sqlite3.Connection, name: str, schema: pa.Schema, span: tuple[int, int]
) -> Iterator[dict[str, object]]:
    columns = ", ".join(f'"{column}"' for column in schema.names)
    found = db.execute(f'SELECT {columns} FROM "{name}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid', span)
    for row in found:
        yield dict(zip(schema.names, row, strict=True))


def batched(rows: list[Any], size: int) -> Iterator[list[Any]]:
    """The rows, `size` at a time."""
    for at in range(0, len(rows), size):
        yield rows[at : at + size]


def _write_dictionary(db: sqlite3.Connection, contents: Mapping[str, Rows]) -> None:
    """What every column means, where the data is."""
    db.execute(f'CREATE TABLE {DICTIONARY} ("table" TEXT, "column" TEXT, type TEXT, meaning TEXT)')
    for name in contents:
        for column in load_tables()[name].columns:
            row = (name, column.name, column.type, meaning(column))
            db.execute(f"INSERT INTO {DICTIONARY} VALUES (?, ?, ?, ?)", row)


def read(path: Path, schema: pa.Schema, table_name: str) -> pa.Table:
    """A table of the file in the types of `schema`."""
    names = ", ".join(f'"{name}"' for name in schema.names)
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        rows = db.execute(f'SELECT {names} FROM "{table_name}" ORDER BY rowid').fetchall()
    arrays = []
    for i, field in enumerate(schema):
        values = [row[i] for row in rows]
        if pa.types.is_date(field.type):
            arrays.append(pa.array(values, pa.string()).cast(field.type))
        elif pa.types.is_boolean(field.type):
            arrays.append(pa.array(values, pa.int64()).cast(field.type))
        else:
            arrays.append(pa.array(values, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)
