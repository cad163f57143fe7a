"""How Dagster's pages show what a step or a check gives: rows, a table's columns, a verdict.

Belongs here: turning plain values into Dagster's metadata. Does not belong here: which values
(`steps.py`, `checks.py`).
"""

from typing import Any

import dagster as dg

from pipelines.model.shapes import Table

SHOWN = 20
"""Rows of a metadata table: enough to see what is wrong."""


def column_schema(table: Table) -> dg.TableSchema:
    """The table's columns as Dagster shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                c.name,
                c.type,
                description=c.description,
                constraints=dg.TableColumnConstraints(
                    nullable=c.nullable, unique=table.primary_key == (c.name,)
                ),
            )
            for c in table.columns
        ]
    )


def as_markdown(rows: list[dict[str, Any]]) -> dg.MarkdownMetadataValue:
    """Rows as a table; at most SHOWN of them, and how many more there are."""
    if not rows:
        return dg.MetadataValue.md("none")
    names = list(dict.fromkeys(name for row in rows[:SHOWN] for name in row))
    lines = [" | ".join(names), " | ".join("---" for _ in names)]
    for row in rows[:SHOWN]:
        lines.append(" | ".join(str(row.get(n, "")).replace("|", "\\|").replace("\n", " ") for n in names))
    text = "\n".join(f"| {line} |" for line in lines)
    return dg.MetadataValue.md(text + (f"\n\n… and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""))


def check_result(failures: list[dict[str, Any]]) -> dg.AssetCheckResult:
    """What is shown of a check that gave these rows; passed where there are none.

    A row stops the run unless its `severity` is there and another than `critical`.
    """
    stops = any(failure.get("severity", "critical") == "critical" for failure in failures)
    return dg.AssetCheckResult(
        passed=not failures,
        severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
        metadata={"failing": len(failures), "rows": as_markdown(failures)},
    )
