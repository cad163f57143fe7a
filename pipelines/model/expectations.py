"""The Great Expectations suite of a table, as plain JSON without ids or dates.

Belongs here: which expectation a declaration turns into. Does not belong here: running one
(`validate`), or how a cross-table rule is decided (`crosschecks`).
"""

import json
from typing import Any

from pipelines.model.arrow import meaning
from pipelines.model.crosschecks import PREFIX
from pipelines.model.declaration import load_codes
from pipelines.model.shapes import Column, Table

Suite = dict[str, Any]


def _expectation(kind: str, notes: str, *, severity: str = "critical", **kwargs: Any) -> dict[str, Any]:
    return {"type": f"expect_{kind}", "kwargs": kwargs, "severity": severity, "notes": notes}


def code_values(column: Column) -> list[str | int]:
    """The codes that the column may hold, whole numbers in a column of whole numbers."""
    codes = [c.code for c in load_codes(str(column.codes))]
    return [int(c) for c in codes] if column.type == "integer" else list(codes)


def _of_column(column: Column) -> list[dict[str, Any]]:
    name, made = column.name, []
    if not column.nullable:
        made.append(_expectation("column_values_to_not_be_null", meaning(column), column=name))
    if column.codes:
        made.append(
            _expectation(
                "column_values_to_be_in_set",
                f"A code of the list `{column.codes}`.",
                column=name,
                value_set=code_values(column),
            )
        )
    if column.minimum is not None or column.maximum is not None:
        bounds = {"min_value": column.minimum, "max_value": column.maximum}
        given: dict[str, Any] = {k: v for k, v in bounds.items() if v is not None}
        made.append(_expectation("column_values_to_be_between", meaning(column), column=name, **given))
    if column.pattern:
        made.append(
            _expectation("column_values_to_match_regex", meaning(column), column=name, regex=column.pattern)
        )
    if column.type == "string":
        made.append(
            _expectation(
                "column_value_lengths_to_be_between",
                "No empty text: what is unknown is null.",
                column=name,
                min_value=1,
            )
        )
    return made


def _of_key(table: Table) -> dict[str, Any]:
    note = f"One row: {table.grain}."
    if len(table.primary_key) == 1:
        return _expectation("column_values_to_be_unique", note, column=table.primary_key[0])
    return _expectation("compound_columns_to_be_unique", note, column_list=list(table.primary_key))


def suite_of(table: Table) -> Suite:
    """The suite of the table with its check columns (`crosschecks.with_check_columns`)."""
    checks = [PREFIX + rule.name for rule in table.rules]
    expectations = [
        _expectation(
            "table_columns_to_match_set",
            "Every declared column, every check, and nothing else.",
            column_set=[*(c.name for c in table.columns), *checks],
            exact_match=True,
        )
    ]
    if table.minimum_rows:
        expectations.append(
            _expectation(
                "table_row_count_to_be_between", "A release is never empty.", min_value=table.minimum_rows
            )
        )
    expectations.append(_of_key(table))
    for column in table.columns:
        expectations += _of_column(column)
    expectations += [
        _expectation(
            "column_values_to_be_in_set",
            rule.description,
            severity=rule.severity,
            column=PREFIX + rule.name,
            value_set=[True],
        )
        for rule in table.rules
    ]
    meta = {"title": table.title, "grain": table.grain, "primary_key": list(table.primary_key)}
    return {"name": table.name, "meta": meta, "expectations": expectations}


def as_json(suite: Suite) -> str:
    """The suite as its file holds it."""
    return json.dumps(suite, indent=2, ensure_ascii=False) + "\n"
