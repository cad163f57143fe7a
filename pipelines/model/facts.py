"""What a release can say of itself: number, tables, counts, documents, files.

Belongs here: the facts that descriptors, codebook and pages are made from. Does not belong here: any of
their forms (`metadata/`), nor how a release is written (`release.py`).
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from pipelines.model.declaration import load_package, load_tables
from pipelines.model.shapes import Package, Table


class File(NamedTuple):
    """A published file: its path in the release's folder, SHA-256, size, and the table it holds (or None)."""

    path: str
    sha256: str
    bytes: int
    table: str | None = None

    @property
    def is_part(self) -> bool:
        """Whether it holds a part of its table: one organ and year of a large one (`stored.py`)."""
        return self.form == "parquet" and "/" in self.path

    @property
    def form(self) -> str:
        """How its name ends."""
        return self.path.rsplit(".", 1)[-1]


class Facts(NamedTuple):
    """A release. `documents` are its rows of that table, `rows` counts each table's."""

    version: str
    package: Package
    tables: Mapping[str, Table]
    rows: Mapping[str, int]
    documents: tuple[Mapping[str, Any], ...]
    files: tuple[File, ...]

    @property
    def data_files(self) -> tuple[File, ...]:
        """The files that hold tables, one each or all."""
        return tuple(file for file in self.files if file.table or file.form in WHOLE)

    @property
    def dates(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day on which one of the documents was published."""
        days = sorted(d["published_on"] for d in self.documents if d["published_on"])
        return (days[0], days[-1]) if days else None

    @property
    def languages(self) -> list[str]:
        """The documents' languages, sorted."""
        return sorted({d["language"] for d in self.documents if d["language"]})

    @property
    def about(self) -> str:
        """The description in one line, with what is in this release."""
        words = " ".join(self.package.description.split())
        total = len(self.documents)
        count = f"{total:,} document{'' if total == 1 else 's'}, {sum(self.rows.values()):,} rows"
        return f"{words} This release, {self.version}: {count}."


WHOLE = ("sqlite", "duckdb", "xlsx", "hyper")
"""Formats in which one file holds every table."""


def facts(
    version: str, rows: Mapping[str, int], documents: list[dict[str, Any]], files: tuple[File, ...]
) -> Facts:
    """The facts of a release with these tables and files."""
    return Facts(version, load_package(), load_tables(), rows, tuple(documents), files)
