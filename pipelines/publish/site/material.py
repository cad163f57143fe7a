"""What the pages are made from: the tables of a release, and the names and addresses of things in it.

Belongs here: reading, indexing and addressing. Does not belong here: HTML.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pipelines import stored
from pipelines.extract.topic_terms import labels
from pipelines.model.declaration import load_codes, load_tables
from pipelines.publish.search.units import (
    KINDS,
    NOBODY,
    country_names,
    document_order,
    kind_of,
    place_of_row,
)

Row = Mapping[str, Any]

NEEDED = (
    *("documents", "sections", "paragraphs", "footnotes", *KINDS, "country_action_actors"),
    *("recommendation_actors", "actors", "actor_aliases", "countries", "unresolved", "quality"),
)
"""Tables that the pages are made from; of others only the number of rows is told."""

LONGEST_NAME = 120
_ANNEX = re.compile(r"annex(?:-([ivx]+))?-(\d+)")
_TABLE_ROW = re.compile(r"table-(\d+)/(\d+)")
_UNSAFE = re.compile(r"[^A-Za-z0-9._()-]+")


class SiteError(RuntimeError):
    """The site cannot be built; the message says why and what to do."""


def file_name(identifier: str) -> str:
    """The identifier as the name of a file: `A/73/230` is `A_73_230`."""
    return _UNSAFE.sub("_", identifier)[:LONGEST_NAME]


def anchor(unit_id: str) -> str:
    """The unit's place in an address: `A/73/230#10` is `A/73/230/10`."""
    return unit_id.replace("#", "/")


class Line(Mapping[str, Any]):
    """A row that takes a third of a dictionary's memory: there are millions of them."""

    __slots__ = ("_at", "_cells")

    def __init__(self, at: Mapping[str, int], cells: tuple[Any, ...]) -> None:
        self._at = at
        self._cells = cells

    def __getitem__(self, column: str) -> Any:
        return self._cells[self._at[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


class Material:
    """A release, loaded. Nothing here changes its rows."""

    def __init__(self, tables: Mapping[str, Sequence[Row]], counts: Mapping[str, int] | None = None) -> None:
        self.tables = tables
        self.counts = counts or {name: len(rows) for name, rows in tables.items()}
        """Table to its number of rows, also of the tables that no page is made from."""
        self.documents = document_order(tables)
        self.files = _unique_names(d["document_id"] for d in self.documents)
        self.part_of: dict[str, str] = {}
        """Unit to the file of the report's part that has it, where a report has more than one."""

    @classmethod
    def load(cls, folder: Path) -> "Material":
        """Read the Parquet files of a release. Raises SiteError where one is missing."""
        files = {name: folder / f"{name}.parquet" for name in load_tables()}
        missing = [name for name in NEEDED if not stored.is_there(files[name])]
        if missing:
            raise SiteError(f"{folder} has no {', '.join(missing[:3])}. Run `unreports build` first.")
        counts = {name: stored.row_count(file) for name, file in files.items() if stored.is_there(file)}
        return cls({name: _rows(files[name]) for name in NEEDED}, counts)

    def by(self, table: str, column: str) -> dict[Any, list[Row]]:
        """The table's rows by the value of a column."""
        found: dict[Any, list[Row]] = defaultdict(list)
        for row in self.tables[table]:
            found[row[column]].append(row)
        return found

    @cached_property
    def actors(self) -> dict[str, Row]:
        """Actor to its row."""
        return {row["actor_id"]: row for row in self.tables["actors"]}

    @cached_property
    def countries(self) -> dict[str, Row]:
        """Country code to its row."""
        return {row["country_iso3"]: row for row in self.tables["countries"]}

    @cached_property
    def country_names(self) -> dict[str, tuple[str, ...]]:
        """Country code to every name."""
        return country_names(self.tables)

    @cached_property
    def topics(self) -> dict[str, str]:
        """Topic code to its label; with its scheme where another scheme has a topic of that name."""
        schemes = labels_of("topic_scheme")
        times = Counter(labels().values())
        return {
            code: label if times[label] == 1 else f"{label} ({schemes[scheme]})"
            for (scheme, code), label in labels().items()
        }

    @cached_property
    def document_of(self) -> dict[str, Row]:
        """Document to its row."""
        return {row["document_id"]: row for row in self.documents}

    @cached_property
    def paragraphs(self) -> dict[str, Row]:
        """Paragraph to its row."""
        return {row["paragraph_id"]: row for row in self.tables["paragraphs"]}

    @cached_property
    def paragraphs_of(self) -> dict[str, list[Row]]:
        """Document to its paragraphs."""
        return self.by("paragraphs", "document_id")

    @cached_property
    def footnotes_of(self) -> dict[str, list[Row]]:
        """Document to its footnotes."""
        return self.by("footnotes", "document_id")

    @cached_property
    def sections_of(self) -> dict[str, list[Row]]:
        """Document to its sections."""
        return self.by("sections", "document_id")

    @cached_property
    def finds(self) -> dict[str, list[tuple[str, str, Row]]]:
        """Unit to what was found in it: kind, table, row; by start, the longer first."""
        found: dict[str, list[tuple[str, str, Row]]] = defaultdict(list)
        for table in KINDS:
            for row in self.tables[table]:
                found[place_of_row(row)].append((kind_of(table, row), table, row))
        for here in found.values():
            here.sort(key=lambda find: (find[2]["start"], -find[2]["end"], find[0]))
        return found

    @cached_property
    def people(self) -> dict[str, list[Row]]:
        """Act or request to the rows of who takes part in it."""
        acts = self.by("country_action_actors", "country_action_id")
        return acts | self.by("recommendation_actors", "recommendation_id")

    @cached_property
    def actors_with_page(self) -> dict[str, str]:
        """Actors that a report names or that take part in something, and their page's file name."""
        named = {row["actor_id"] for row in self.tables["actor_mentions"]}
        named |= {row["actor_id"] for row in self.tables["contributions"]}
        named |= {row["actor_id"] for rows in self.people.values() for row in rows}
        return _unique_names(a for a in sorted(named & set(self.actors)) if a != NOBODY)

    @cached_property
    def countries_with_page(self) -> dict[str, None]:
        """Countries that a report names, does something in, or that ask or are asked."""
        named = {row["country_iso3"] for row in self.tables["country_mentions"]}
        named |= {row["country_iso3"] for row in self.tables["country_actions"]}
        named |= {self.actors[a]["country_iso3"] for a in self.actors_with_page}
        return dict.fromkeys(sorted(code for code in named if code in self.countries))

    def actor_name(self, actor: str) -> str:
        """The actor's name; the identifier where the list does not have it."""
        return str(self.actors[actor]["name"]) if actor in self.actors else actor

    def country_name(self, code: str) -> str:
        """The country's name; the code where the list does not have it."""
        return str(self.countries[code]["name"]) if code in self.countries else code

    def place(self, unit_id: str, span: str = "") -> str:
        """The address, from the root of the site, of a unit (and of `@start-end` in it)."""
        document = unit_id.split("#")[0]
        file = self.part_of.get(unit_id) or self.files.get(document, "index")
        return f"read/{file}.html#{anchor(unit_id)}{span}"

    def place_of_row(self, row: Row) -> str:
        """The address of the very words that a found row was read from."""
        return self.place(place_of_row(row), f"@{row['start']}-{row['end']}")


def _rows(file: Path) -> list[Row]:
    """The table's rows; equal values are one object."""
    table = stored.read(file)
    at = {name: i for i, name in enumerate(table.column_names)}
    columns = [_shared(column.to_pylist()) for column in table.columns]
    return [Line(at, cells) for cells in zip(*columns, strict=True)]


def _shared(values: list[Any]) -> list[Any]:
    known: dict[Any, Any] = {}
    return [known.setdefault(value, value) for value in values]


def _unique_names(identifiers: Iterable[str]) -> dict[str, str]:
    """Identifier to a file name that no other has, whether or not a file system minds capitals."""
    names: dict[str, str] = {}
    taken = {"index", "compare"}  # pages that every folder may have
    for identifier in identifiers:
        name, tries = file_name(identifier), 1
        while name.lower() in taken:
            tries += 1
            name = f"{file_name(identifier)}~{tries}"
        taken.add(name.lower())
        names[identifier] = name
    return names


@cache
def labels_of(code_list: str) -> dict[str, str]:
    """Code to its label."""
    return {code.code: code.label for code in load_codes(code_list)}


def symbol_and_place(unit_id: str) -> str:
    """How the United Nations cites a unit: `A/73/230, para. 10`."""
    document, _, unit = unit_id.partition("#")
    if unit.startswith("fn"):
        return f"{document}, footnote {unit.removeprefix('fn')}"
    if unit[:1].isdigit():
        return f"{document}, para. {unit.replace('(', ' (', 1)}"
    return f"{document}, {_in_words(unit)}"


def _in_words(unit: str) -> str:
    """`annex-i-1` is `annex I, para. 1`, `table-2/5` is `table 2, row 5`."""
    annex = _ANNEX.fullmatch(unit)
    if annex:
        number = f" {annex[1].upper()}" if annex[1] else ""
        return f"annex{number}, para. {annex[2]}"
    row = _TABLE_ROW.fullmatch(unit)
    return f"table {row[1]}, row {row[2]}" if row else unit
