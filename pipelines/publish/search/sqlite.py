"""The index in a SQLite file (FTS5), and the same query language as SQL over it.

Belongs here: making the tables, turning a parsed query into SQL, running it. Does not belong here: the
query language (`query`), or the release's own tables.

`search_units` has a line a paragraph or footnote, `search_text` is its full-text index (columns `text` and
`labels`; it keeps no copy of either), `search_words` says which words are one family, `search_facets` what
a unit can be narrowed by.
"""

import sqlite3
from collections.abc import Iterable, Mapping

from pipelines.publish.search.families import with_families
from pipelines.publish.search.query import Node, parse
from pipelines.publish.search.units import Unit
from pipelines.publish.search.words import TOKENIZER, tokens

BORDER = " \ue000 "
"""Stands between two labels, so that no phrase runs over their border (a word for the tokenizer)."""

SCHEMA = (
    "create table search_units (unit_no integer primary key, unit_id text not null unique,"
    " document_id text not null, heading text not null)",
    "create table search_facets (unit_no integer not null, facet text not null, value text not null,"
    " primary key (facet, value, unit_no)) without rowid",
    "create table search_words (word text primary key, family text not null) without rowid",
    "create index search_words_family on search_words (family)",
    f"create virtual table search_text using fts5(text, labels, content='', tokenize='{TOKENIZER}')",
)


def add_index(connection: sqlite3.Connection, units: Iterable[Unit]) -> None:
    """Make and fill the search tables in the open file, in the transaction that is open there."""
    for statement in SCHEMA:
        connection.execute(statement)
    vocabulary: set[str] = set()
    for number, unit in enumerate(units):
        labels = BORDER.join(unit.labels)
        row = (number, unit.unit_id, unit.document_id, unit.heading)
        connection.execute("insert into search_units values (?, ?, ?, ?)", row)
        connection.execute(
            "insert into search_text (rowid, text, labels) values (?, ?, ?)", (number, unit.text, labels)
        )
        connection.executemany(
            "insert into search_facets values (?, ?, ?)",
            [(number, facet, value) for facet, values in unit.facets.items() for value in values],
        )
        vocabulary.update(tokens(unit.text))
        vocabulary.update(word for label in unit.labels for word in tokens(label))
    connection.executemany("insert into search_words values (?, ?)", with_families(vocabulary).items())


def find(
    connection: sqlite3.Connection, query: str, filters: Mapping[str, Iterable[str]] | None = None
) -> list[str]:
    """The units that the query finds, in the order of the index.

    `filters` gives facets and the values wanted: any value of a facet, and every facet named.
    Raises QueryError.
    """
    sql, values = as_sql(connection, query, filters or {})
    return [str(row[0]) for row in connection.execute(sql, values)]


def as_sql(
    connection: sqlite3.Connection, query: str, filters: Mapping[str, Iterable[str]]
) -> tuple[str, list[str]]:
    """The SQL statement, and its parameters, that answers the query on this file."""
    conditions: list[str] = []
    values: list[str] = []
    node = parse(query)
    if node:
        condition, values = _condition(connection, node)
        conditions.append(condition)
    for facet, wanted in filters.items():
        chosen = sorted(wanted)
        marks = ", ".join("?" * len(chosen))
        conditions.append(
            f"unit_no in (select unit_no from search_facets where facet = ? and value in ({marks}))"
        )
        values += [facet, *chosen]
    where = f" where {' and '.join(conditions)}" if conditions else ""
    return f"select unit_id from search_units{where} order by unit_no", values


def _condition(connection: sqlite3.Connection, node: Node) -> tuple[str, list[str]]:
    if node.kind in ("and", "or"):
        parts = [_condition(connection, part) for part in node.parts]
        return f"({f' {node.kind} '.join(c for c, _ in parts)})", [v for _, vs in parts for v in vs]
    if node.kind == "not":
        condition, values = _condition(connection, node.parts[0])
        return f"not {condition}", values
    match = {"word": _family, "prefix": _prefix, "row": _row, "phrase": _phrase}[node.kind](connection, node)
    return "unit_no in (select rowid from search_text where search_text match ?)", [match]


def _family(connection: sqlite3.Connection, node: Node) -> str:
    """Any word of the family."""
    found = connection.execute(
        "select word from search_words where family = (select family from search_words where word = ?)"
        " order by word",
        node.words,
    )
    words = [str(row[0]) for row in found] or [node.words[0]]
    return " OR ".join(f'"{word}"' for word in words)


def _prefix(_: sqlite3.Connection, node: Node) -> str:
    return f'"{node.words[0]}" *'


def _row(_: sqlite3.Connection, node: Node) -> str:
    return f'"{" ".join(node.words)}"'


def _phrase(_: sqlite3.Connection, node: Node) -> str:
    return f'text : "{" ".join(node.words)}"'
