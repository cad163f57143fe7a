"""One DuckDB file: every table with its comments, and the views.

Belongs here: how tables become that file. Does not belong here: the views' SQL (`publish/views/`).
"""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipelines.model.arrow import meaning
from pipelines.model.declaration import load_tables
from pipelines.model.shapes import Table
from pipelines.publish.views import views_for

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def write(contents: Mapping[str, pa.Table], folder: Path, name: str) -> list[Path]:
    """`folder/<name>.duckdb`. Needs the extra `formats`."""
    import duckdb

    path = folder / f"{name}.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as db:
        for table_name, table in contents.items():
            declared = load_tables()[table_name]
            db.execute(create(declared))
            db.register("incoming", table)
            db.execute(f'INSERT INTO "{table_name}" SELECT * FROM incoming')
            db.unregister("incoming")
            for comment in comments(declared):
                db.execute(comment)
        for view in views_for("duckdb"):
            db.execute(f"CREATE VIEW {view.name} AS\n{view.sql}")
            db.execute(f"COMMENT ON VIEW {view.name} IS {_quoted(view.about)}")
    return [path]


def create(table: Table) -> str:
    """The statement that makes the table. No primary key: its index would double the file."""
    lines = [f'"{c.name}" {TYPES[c.type]}{"" if c.nullable else " NOT NULL"}' for c in table.columns]
    return f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)"


def comments(table: Table) -> list[str]:
    """The statements that say what table and columns mean."""
    about = f"One row: {table.grain}. {' '.join(table.description.split())}"
    made = [f'COMMENT ON TABLE "{table.name}" IS {_quoted(about)}']
    return made + [
        f'COMMENT ON COLUMN "{table.name}"."{c.name}" IS {_quoted(meaning(c))}' for c in table.columns
    ]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def read(path: Path, schema: pa.Schema, table_name: str) -> pa.Table:
    """A table of the file in the types of `schema`."""
    import duckdb

    with duckdb.connect(str(path), read_only=True) as db:
        found: pa.Table = db.sql(f'SELECT * FROM "{table_name}" ORDER BY rowid').to_arrow_table()
    return pa.Table.from_arrays(
        [found[name].cast(schema.field(name).type) for name in found.column_names], schema=schema
    )
