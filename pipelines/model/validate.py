"""Running a suite on a frame, and saying what failed in words.

Belongs here: Great Expectations and its traps. Does not belong here: what is expected
(`expectations`), or what a failure stops (`defs`).
"""

import os
from typing import Any, Literal, NamedTuple

import pandas as pd

SHOWN = 20
RANK = {"info": 0, "warning": 1, "critical": 2}


class Failure(NamedTuple):
    """An expectation that does not hold. `rows` are keys of rows that break it, at most 20."""

    expectation: str
    column: str | None
    rows: list[str]
    examples: list[Any]
    message: str
    severity: str


class CheckResult(NamedTuple):
    """`success` is whether every expectation holds; `severity` the worst of those that do not."""

    table: str
    success: bool
    severity: Literal["critical", "warning", "info"] | None
    expectation_count: int
    failures: list[Failure]


def _suite(raw: dict[str, Any]) -> Any:
    """The suite as an object. Raises ValueError for an empty suite or a type that does not exist.

    Great Expectations drops an unknown type with no more than a log line, and an empty suite passes.
    """
    import great_expectations as gx

    if not raw["expectations"]:
        raise ValueError(f"the suite {raw['name']} expects nothing")
    suite = gx.ExpectationSuite(
        name=raw["name"],
        expectations=[e | {"meta": {"place": i}} for i, e in enumerate(raw["expectations"])],
        meta=raw["meta"],
    )
    if len(suite.expectations) != len(raw["expectations"]):
        known = {(e.meta or {}).get("place") for e in suite.expectations}
        lost = [e["type"] for i, e in enumerate(raw["expectations"]) if i not in known]
        raise ValueError(f"the suite {raw['name']} has expectations that do not exist: {lost}")
    return suite


def _run(name: str, frame: pd.DataFrame, raw: dict[str, Any]) -> list[Any]:
    # Great Expectations takes 7 s to import, and Dagster imports this module on every command.
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx

    suite = _suite(raw)
    # A context of its own: two sources of one name in one context are an error.
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset(name)
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    # Finding the rows takes as long as finding out whether there are any: only where one fails.
    results = list(batch.validate(suite, result_format="BOOLEAN_ONLY").results)
    if all(result.success for result in results):
        return results
    keys = [k for k in raw["meta"]["primary_key"] if k in frame.columns]
    form: dict[str, Any] = {"result_format": "SUMMARY", "partial_unexpected_count": SHOWN}
    if keys:
        form["unexpected_index_column_names"] = keys
    return list(batch.validate(suite, result_format=form).results)


def _error(result: Any) -> str | None:
    """The first error that kept an expectation from being evaluated, if one did."""
    info = result.exception_info or {}
    entries = [info] if "raised_exception" in info else list(info.values())
    for entry in entries:
        if isinstance(entry, dict) and entry.get("raised_exception"):
            return str(entry.get("exception_message"))
    return None


def _failure(result: Any, keys: list[str], expected: dict[str, Any]) -> Failure:
    notes = expected["notes"]
    config, found = result.expectation_config, result.result or {}
    column = config.kwargs.get("column")
    index = found.get("partial_unexpected_index_list") or []
    rows = [" ".join(str(entry[k]) for k in keys if k in entry) for entry in index][:SHOWN]
    count = found.get("unexpected_count")
    error = _error(result)
    if error:
        message = f"could not be evaluated: {error}"
    elif count is None:
        message = f"{notes} Observed: {found.get('observed_value')} {found.get('details') or ''}".strip()
    else:
        message = f"{count} of {found.get('element_count')} rows break it: {notes}"
    examples = list(dict.fromkeys(str(v) for v in found.get("partial_unexpected_list") or []))
    return Failure(config.type, column, rows, examples, message, expected["severity"])


def validate(name: str, frame: pd.DataFrame, suite: dict[str, Any]) -> CheckResult:
    """Run the suite of table `name` on its frame with check columns.

    A column that is missing fails its expectations; it raises nothing. Raises ValueError for a suite
    of another table, an empty suite, or an expectation that Great Expectations does not have.
    """
    if suite["name"] != name:
        raise ValueError(f"the suite is of {suite['name']!r}, not of {name!r}")
    results = _run(name, frame, suite)
    if len(results) != len(suite["expectations"]):
        raise ValueError(f"{name}: {len(results)} results for {len(suite['expectations'])} expectations")
    keys = suite["meta"]["primary_key"]
    by_place = {r.expectation_config.meta["place"]: r for r in results}
    in_order = [
        _failure(by_place[place], keys, expected)
        for place, expected in enumerate(suite["expectations"])
        if not by_place[place].success
    ]
    worst = max((f.severity for f in in_order), key=RANK.__getitem__, default=None)
    return CheckResult(name, not in_order, worst, len(results), in_order)  # type: ignore[arg-type]
