"""The Data Package (version 2) that describes a release.

Belongs here: the descriptor as a value. Does not belong here: finding the files and their hashes, or
validating the rows against it (`publish`).
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from pipelines.model.arrow import meaning
from pipelines.model.declaration import load_codes
from pipelines.model.expectations import code_values
from pipelines.model.shapes import Column, Package, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA_TYPES = {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}


class File(NamedTuple):
    """A published file: its path from the descriptor, the SHA-256 of its bytes, and how many they are."""

    path: str
    sha256: str
    bytes: int


def _constraints(column: Column, *, is_key: bool) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if not column.nullable:
        made["required"] = True
    if is_key:
        made["unique"] = True
    if column.codes:
        made["enum"] = code_values(column)
    bounds = {"minimum": column.minimum, "maximum": column.maximum, "pattern": column.pattern}
    return made | {k: v for k, v in bounds.items() if v is not None}


def _field(column: Column, *, is_key: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": meaning(column)}
    if column.examples:
        field["example"] = column.examples[0]
    if column.nullable and column.type in ("integer", "number"):
        # frictionless reads Parquet by way of pandas, where a null in a column of numbers is a nan.
        field["missingValues"] = ["", "nan"]
    constraints = _constraints(column, is_key=is_key)
    if constraints:
        field["constraints"] = constraints
    if column.codes:
        lines = zip(code_values(column), load_codes(column.codes), strict=True)
        field["categories"] = [{"value": value, "label": code.label} for value, code in lines]
    return field


def _foreign_keys(table: Table) -> list[dict[str, Any]]:
    """The keys that a descriptor can state: those that every value but null must obey."""
    return [
        {
            "fields": [key.column],
            # An empty name is the table itself.
            "reference": {
                "resource": "" if key.table == table.name else key.table,
                "fields": [key.references],
            },
        }
        for key in table.foreign_keys
        if not key.besides
    ]


def schema(table: Table) -> dict[str, Any]:
    """The Table Schema of the table."""
    single = table.primary_key if len(table.primary_key) == 1 else ()
    made: dict[str, Any] = {
        "fields": [_field(c, is_key=c.name in single) for c in table.columns],
        "primaryKey": list(table.primary_key),
    }
    keys = _foreign_keys(table)
    return made | ({"foreignKeys": keys} if keys else {})


def _licences(package: Package) -> list[dict[str, Any]]:
    return [
        ({"name": x.name} if x.name else {}) | {"title": x.title, "path": x.path, "covers": x.covers}
        for x in package.licences
    ]


def _resource(table: Table, package: Package, file: File | None) -> dict[str, Any]:
    path = file.path if file else f"{table.name}.parquet"
    form = PurePosixPath(path).suffix.removeprefix(".")
    made: dict[str, Any] = {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": f"One row: {table.grain}. {' '.join(table.description.split())}",
        "path": path,
        "format": form,
        "mediatype": MEDIA_TYPES[form],
    }
    if form == "csv":
        made["encoding"] = "utf-8"
    if file:
        # No `bytes`: frictionless 5.21 fails every Parquet resource that has it.
        made |= {"hash": f"sha256:{file.sha256}", "sizeInBytes": file.bytes}
    return made | {
        "licenses": _licences(package),
        "sources": [s.model_dump() for s in package.sources],
        "schema": schema(table),
    }


def descriptor(
    tables: Mapping[str, Table], package: Package, files: Mapping[str, tuple[str, str, int]] | None = None
) -> dict[str, Any]:
    """The descriptor of the release.

    `files` gives path, SHA-256 and size of each table's file; without it the resources have no hash.
    Raises KeyError for a table without a file, or a file of another format than Parquet or CSV.
    """
    return {
        "$schema": PROFILE,
        "name": package.name,
        "title": package.title,
        "description": " ".join(package.description.split()),
        "version": package.version,
        "keywords": list(package.keywords),
        "licenses": _licences(package),
        "sources": [s.model_dump() for s in package.sources],
        "contributors": [{"title": c.title, "roles": list(c.roles)} for c in package.contributors],
        "resources": [
            _resource(table, package, File(*files[name]) if files is not None else None)
            for name, table in tables.items()
        ],
    }
