"""Great Expectations must not let a broken suite or row pass in silence."""

from typing import Any

import pytest

from pipelines.model.crosschecks import with_check_columns
from pipelines.model.declaration import load_tables
from pipelines.model.expectations import suite_of
from pipelines.model.validate import CheckResult, validate
from tests.unit.model.released import frames_of, good_rows


def run(name: str, column: str | None = None, value: Any = None) -> CheckResult:
    """The result for table `name` with one cell of its first row changed."""
    frames = frames_of(good_rows())
    if column:
        frames[name] = frames[name].astype({column: object})
        frames[name].loc[0, column] = value
    return validate(name, with_check_columns(name, frames), suite_of(load_tables()[name]))


@pytest.mark.parametrize("name", list(load_tables()))
def test_good_tables_pass(name: str) -> None:
    """Empty tables and columns of nulls too: a release may have no corrections."""
    result = run(name)
    assert result.success, result.failures
    assert result.severity is None
    assert result.expectation_count == len(suite_of(load_tables()[name])["expectations"])


@pytest.mark.parametrize(
    ("name", "column", "value", "expectation", "key"),
    [
        ("paragraphs", "paragraph_id", "A/1#2", "column_values_to_be_unique", "A/1#2"),  # two rows, one key
        ("paragraphs", "text", None, "column_values_to_not_be_null", "A/1#1"),  # a required value is missing
        (
            "paragraphs",
            "text",
            "",
            "column_value_lengths_to_be_between",
            "A/1#1",
        ),  # empty text is not unknown
        ("paragraphs", "kind", "chapter", "column_values_to_be_in_set", "A/1#1"),  # no code of the list
        ("recommendations", "strength", 9, "column_values_to_be_in_set", "A/1#1@0-36"),  # whole-number codes
        ("statistics", "year_start", 18, "column_values_to_be_between", "A/1#1@22-27"),  # below the bound
        ("documents", "source_sha256", "0f", "column_values_to_match_regex", "A/1"),  # no SHA-256
        (
            "topics",
            "surface",
            "boys",
            "column_values_to_be_in_set",
            "A/1#1@22-27",
        ),  # by way of the check column
    ],
)
def test_the_failing_rows_are_named(name: str, column: str, value: Any, expectation: str, key: str) -> None:
    """A maintainer must learn from the message which row to look at."""
    result = run(name, column, value)
    assert (result.success, result.severity) == (False, "critical")
    failure = next(f for f in result.failures if f.expectation == f"expect_{expectation}")
    assert key in failure.rows
    assert failure.message


def test_a_warning_is_no_error() -> None:
    """A recommendation without addressee is worth a look and no reason to stop."""
    frames = frames_of(good_rows())
    frames["recommendation_actors"] = frames["recommendation_actors"].iloc[:0]
    checked = with_check_columns("recommendations", frames)
    result = validate("recommendations", checked, suite_of(load_tables()["recommendations"]))
    assert (result.success, result.severity) == (False, "warning")
    assert {f.column for f in result.failures} == {"check_has_addressee", "check_has_recommender"}


def test_unknown_expectations_and_empty_suites_raise() -> None:
    """Great Expectations drops an unknown type and passes an empty suite."""
    frame = frames_of(good_rows())["countries"]
    suite = suite_of(load_tables()["countries"])
    unknown = suite["expectations"][0] | {"type": "expect_nothing_in_particular"}
    with pytest.raises(ValueError, match="expect_nothing_in_particular"):
        validate("countries", frame, suite | {"expectations": [*suite["expectations"], unknown]})
    with pytest.raises(ValueError, match="expects nothing"):
        validate("countries", frame, suite | {"expectations": []})
    with pytest.raises(ValueError, match="not of 'actors'"):
        validate("actors", frame, suite)


def test_a_missing_column_fails_with_its_reason() -> None:
    """A missing column is an error inside Great Expectations, which must not read as a pass."""
    frame = frames_of(good_rows())["countries"].drop(columns=["name"])
    result = validate("countries", frame, suite_of(load_tables()["countries"]))
    failure = next(f for f in result.failures if f.column == "name")
    assert (result.severity, failure.severity) == ("critical", "critical")
    assert "name" in failure.message


def test_an_empty_release_fails() -> None:
    """No document at all is a broken run, not a small release."""
    frames = frames_of({})
    result = validate(
        "documents", with_check_columns("documents", frames), suite_of(load_tables()["documents"])
    )
    assert result.severity == "critical"
