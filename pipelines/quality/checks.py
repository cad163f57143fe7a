"""A table's suite run on a set of Parquet files: which rows break which rule.

Belongs here: bringing the tables that a suite looks at together. Does not belong here: the rules
(`model/`), nor what a failure stops (`defs/`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from pipelines.model.arrow import schema_of
from pipelines.model.crosschecks import tables_needed, with_check_columns
from pipelines.model.declaration import load_tables
from pipelines.model.expectations import suite_of
from pipelines.model.validate import validate
from pipelines.tables import to_frame


class Breach(NamedTuple):
    """A rule that does not hold. `rows` are the keys of rows that break it (at most 20)."""

    table: str
    rule: str
    severity: str
    rows: str
    examples: str
    message: str


def breaches_of(name: str, path_of: Callable[[str], Path]) -> list[Breach]:
    """What is wrong with table `name`: its schema first, then every rule of its suite.

    `path_of` gives each table's Parquet file. A file that is missing raises FileNotFoundError.
    """
    declared = load_tables()[name]
    table = pq.read_table(path_of(name))
    if not table.schema.equals(schema_of(declared)):
        return [
            Breach(
                name,
                "schema",
                "critical",
                "",
                "",
                f"The file's columns are not those declared: {table.schema.names}.",
            )
        ]
    frames = {other: to_frame(pq.read_table(path_of(other))) for other in tables_needed(name)}
    frames[name] = to_frame(table)
    frame = with_check_columns(name, frames)
    result = validate(name, frame, suite_of(declared))
    return [
        Breach(
            name,
            f"{failure.expectation}({failure.column})" if failure.column else failure.expectation,
            failure.severity,
            ", ".join(failure.rows),
            ", ".join(map(str, failure.examples)),
            failure.message,
        )
        for failure in result.failures
    ]
