"""A reader's report becomes a correction only if it fits the row as published."""

import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipelines.corrections import PATH, CorrectionError, apply, read_corrections
from pipelines.model.declaration import load_tables
from pipelines.publish.correct import add, checked
from pipelines.publish.switch import place_of


@pytest.fixture
def report(contents: dict[str, pa.Table]) -> dict[str, Any]:
    """What the reading view prepares for an act whose status is wrong."""
    row = contents["country_actions"].to_pylist()[0]
    return {
        "table": "country_actions", "row_id": row["country_action_id"], "column": "status",
        "expect": row["status"], "new_value": "planned", "reason": "The text says: will.",
        "authority": "a reader",
    }  # fmt: skip


def test_a_good_report_is_added_and_applied(
    report: dict[str, Any], released: Path, contents: dict[str, pa.Table], tmp_path: Path
) -> None:
    """From the report to the changed cell, with the list of corrections between them."""
    path = tmp_path / "corrections.csv"
    shutil.copyfile(PATH, path)
    line = checked(report, place_of(released))
    add(line, path)
    assert read_corrections(path)[-1] == line and line.document_id == "A/73/230"
    tables = {name: table.to_pylist() for name, table in contents.items()}
    published = apply(tables, {n: t.primary_key for n, t in load_tables().items()}, read_corrections(path))
    assert tables["country_actions"][0]["status"] == "planned"
    assert published[-1]["correction_id"] == line.correction_id
    with pytest.raises(CorrectionError, match="already"):
        add(line, path)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"table": "stars"}, "no table 'stars'"),
        ({"column": "colour"}, "no column 'colour'"),
        ({"column": "country_action_id"}, "id cannot be corrected"),
        ({"row_id": "A/1/1#1@0-1"}, "no row"),
        ({"expect": "reported by nobody"}, "it has changed since"),
        ({"new_value": "perhaps"}, "holds one of"),
        ({"new_value": None}, "may not be empty"),
        ({"column": "year_start", "expect": None, "new_value": "soon"}, "holds a integer"),
        ({"column": "year_start", "expect": None, "new_value": "1066"}, "from 1900 to 2100"),
        ({"column": "country_iso3", "new_value": "Kenya"}, "does not look like"),
        ({"reason": ""}, r"lacks \['reason'\]"),
        ({"colour": "red"}, "what no report has"),
    ],
)
def test_a_report_that_does_not_fit_is_refused(
    report: dict[str, Any], released: Path, change: dict[str, Any], says: str
) -> None:
    """In a sentence that says what to mend."""
    if change.get("column") in ("year_start", "country_iso3"):
        report.pop("expect")
        change = {k: v for k, v in change.items() if k != "expect"}
    with pytest.raises(CorrectionError, match=says):
        checked(report | change, place_of(released))


def test_a_row_of_a_list_needs_a_document(released: Path, contents: dict[str, pa.Table]) -> None:
    """A correction is applied with its document; a country belongs to none."""
    row = contents["countries"].to_pylist()[0]
    report = {"table": "countries", "row_id": row["country_iso3"], "column": "name", "new_value": "Elsewhere",
              "reason": "r", "authority": "a"}  # fmt: skip
    with pytest.raises(CorrectionError, match="name one in which it matters"):
        checked(report, place_of(released))
    assert checked(report | {"document_id": "A/73/230"}, place_of(released)).document_id == "A/73/230"
