"""The Data Package (version 2) that describes a release.

Belongs here: the descriptor as a value. Does not belong here: finding the files and their hashes, or
validating the rows against it (`publish`).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.model.arrow import meaning
from pipelines.model.declaration import load_codes
from pipelines.model.expectations import code_values
from pipelines.model.facts import Facts, File
from pipelines.model.shapes import Column, Package, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "sqlite": "application/vnd.sqlite3",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "txt": "text/plain",
    "cff": "application/yaml",
}
MANIFEST = "files.json"
"""The list of the files of a folder that has too many to name them here: path to hash and size."""
LISTS = "The files of the release's web page with their hashes; index.html beside this list is the page."
TEXT_GUARD = "A text cell that starts with an apostrophe has one more than its text: take it away."


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


def _foreign_keys(table: Table, suffix: str) -> list[dict[str, Any]]:
    """The keys that a descriptor can state: those that every value but null must obey."""
    return [
        {
            "fields": [key.column],
            # An empty name is the table itself.
            "reference": {
                "resource": "" if key.table == table.name else key.table + suffix,
                "fields": [key.references],
            },
        }
        for key in table.foreign_keys
        if not key.besides
    ]


def schema(table: Table, suffix: str = "") -> dict[str, Any]:
    """The Table Schema of the table; its keys point at resources whose names end in `suffix`."""
    single = table.primary_key if len(table.primary_key) == 1 else ()
    made: dict[str, Any] = {
        "fields": [_field(c, is_key=c.name in single) for c in table.columns],
        "primaryKey": list(table.primary_key),
    }
    keys = _foreign_keys(table, suffix)
    return made | ({"foreignKeys": keys} if keys else {})


def _licences(package: Package) -> list[dict[str, Any]]:
    return [
        ({"name": x.name} if x.name else {}) | {"title": x.title, "path": x.path, "covers": x.covers}
        for x in package.licences
    ]


def _resource(table: Table, package: Package, files: list[File], prefix: str) -> dict[str, Any]:
    file = files[0]
    paths = [f"{prefix}{one.path}" for one in files]
    is_csv = file.form == "csv"
    made: dict[str, Any] = {
        "name": f"{table.name}-csv" if is_csv else table.name,
        "type": "table",
        "title": f"{table.title} (CSV)" if is_csv else table.title,
        "description": f"One row: {table.grain}. {' '.join(table.description.split())}",
        "path": paths[0] if len(paths) == 1 and not file.is_part else paths,
        "format": file.form,
        "mediatype": MEDIA_TYPES[file.form],
    }
    if is_csv:
        made |= {"encoding": "utf-8", "dialect": {"lineTerminator": "\r\n"}, "textGuard": TEXT_GUARD}
    # No `bytes`: frictionless 5.21 fails every Parquet resource that has it.
    hashes = [{"hash": f"sha256:{one.sha256}", "sizeInBytes": one.bytes} for one in files]
    if not file.is_part:
        made |= hashes[0]
    else:  # the standard's `hash` is of one file
        made["sizeInBytes"] = sum(one.bytes for one in files)
        made["parts"] = [{"path": path} | told for path, told in zip(paths, hashes, strict=True)]
    return made | {
        "licenses": _licences(package),
        "sources": [s.model_dump() for s in package.sources],
        "schema": schema(table, suffix="-csv" if is_csv else ""),
    }


def _other(file: File, prefix: str) -> dict[str, Any]:
    """A file that is no table of the package: all tables in one, metadata, a list of files."""
    name = file.path.lower().replace("/", "-").replace("_", "-")
    is_list = file.path.rsplit("/", 1)[-1] == MANIFEST
    return {
        "name": name,
        **({"title": "Web page", "description": LISTS} if is_list else {}),
        "path": f"{prefix}{file.path}",
        "format": file.form,
        "mediatype": MEDIA_TYPES[file.form],
        "hash": f"sha256:{file.sha256}",
        "sizeInBytes": file.bytes,
    }


def _by_resource(files: tuple[File, ...]) -> Iterator[tuple[str | None, list[File]]]:
    """The table, and the files that are one resource: those of a table in parts, else each by itself."""
    waiting: list[File] = []
    for file in files:
        if waiting and not (file.is_part and (file.table, file.form) == (waiting[0].table, waiting[0].form)):
            yield waiting[0].table, waiting
            waiting = []
        waiting.append(file)
    if waiting:
        yield waiting[0].table, waiting


def descriptor(facts: Facts, prefix: str = "") -> dict[str, Any]:
    """The descriptor of a release: a resource a file, or a folder of a large table's files.

    `prefix` stands before the paths. Raises KeyError for a file of a kind that no release has.
    """
    package = facts.package
    return {
        "$schema": PROFILE,
        "name": package.name,
        "title": package.title,
        "description": facts.about,
        "version": facts.version,
        "structure": package.version,
        "keywords": list(package.keywords),
        "licenses": _licences(package),
        "sources": [s.model_dump() for s in package.sources],
        "contributors": [{"title": c.title, "roles": list(c.roles)} for c in package.contributors],
        "resources": [
            _resource(facts.tables[table], package, files, prefix) if table else _other(files[0], prefix)
            for table, files in _by_resource(facts.files)
        ],
    }


def files_named(package: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What a descriptor tells of each file: its resource, or its part of one (`path`, `hash`, size)."""
    for resource in package.get("resources", []):
        yield from resource.get("parts", [resource])
