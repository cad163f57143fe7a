"""The Arrow schema of a table, as its Parquet file carries it.

Belongs here: types, nullability and the words that travel in the file. Does not belong here: rows
(`pipelines.tables`) or any other format.
"""

import pyarrow as pa

from pipelines.model.declaration import load_package
from pipelines.model.shapes import Column, Table

# Plain types that every reader of Parquet has: no lists, no dictionaries, no time zones.
ARROW_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def meaning(column: Column) -> str:
    """The column's description with the meaning of null, in one line."""
    null = f" Null: {column.null_means}" if column.null_means else ""
    return " ".join((column.description + null).split())


def schema_of(table: Table) -> pa.Schema:
    """The schema of the table: each field with its description, the schema with title and licence."""
    package = load_package()
    fields = [
        pa.field(c.name, ARROW_TYPES[c.type], nullable=c.nullable, metadata={"description": meaning(c)})
        for c in table.columns
    ]
    about = {
        "name": table.name,
        "title": table.title,
        "description": " ".join(table.description.split()),
        "grain": table.grain,
        "primary_key": ",".join(table.primary_key),
        "package": package.name,
        "structure": package.version,
        "licences": "; ".join(f"{x.title}: {x.covers}" for x in package.licences),
    }
    return pa.schema(fields, metadata=about)
