"""A correction is data with an expectation: it applies, or it says why it cannot."""

from pathlib import Path

import pytest

from pipelines.corrections import PATH, Correction, CorrectionError, apply, read_corrections

LINE = Correction(
    "c1", "A/99/1", "statistics", "s1", "value", "40", "41", "misread", "the annotator", "active"
)
KEYS = {"statistics": ("statistic_id",)}


def _tables() -> dict:
    return {"documents": [{"document_id": "A/99/1"}], "statistics": [{"statistic_id": "s1", "value": 40}]}


def test_a_correction_changes_its_cell_and_is_published() -> None:
    """The value keeps its type; the table of corrections says what stood there."""
    tables = _tables()
    published = apply(tables, KEYS, [LINE])
    assert tables["statistics"][0]["value"] == 41
    assert published[0]["old_value"] == "40" and "expect" not in published[0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (LINE._replace(expect="39"), "is 40, not '39'"),  # the rules changed: the correction is stale
        (LINE._replace(row_id="s2"), "has no s2"),  # the row is gone
        (LINE._replace(column="colour"), "has no s1.colour"),
        (LINE._replace(table="stars"), "no table 'stars'"),
        (LINE._replace(column="statistic_id"), "cannot be corrected"),  # ids are for good
    ],
)
def test_a_correction_that_no_longer_fits_stops_the_build(line: Correction, says: str) -> None:
    """Applied blindly it would put a wrong value back."""
    with pytest.raises(CorrectionError, match=says):
        apply(_tables(), KEYS, [line])


def test_withdrawn_lines_and_absent_documents_change_nothing() -> None:
    """A withdrawn line stays on record; a line of a document outside this release waits."""
    tables = _tables()
    published = apply(tables, KEYS, [LINE._replace(status="withdrawn"), LINE._replace(document_id="A/99/2")])
    assert tables["statistics"][0]["value"] == 40
    assert [row["status"] for row in published] == ["withdrawn"]


def test_the_committed_file_is_sound() -> None:
    """It is read on every build."""
    assert isinstance(read_corrections(PATH), list)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "columns must be"),
        ("{head}\nc1,A/99/1,t,r,c,1,2,,me,active\n", "reason is missing"),
        ("{head}\nc1,A/99/1,t,r,c,1,2,why,me,maybe\n", "'maybe'"),
        ("{head}\nc1,A/99/1,t,r,c,1,2,why,me,active\nc2,A/99/1,t,r,c,1,3,why,me,active\n", "two active"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, text: str, says: str) -> None:
    """A correction without reason or authority is an edit."""
    path = tmp_path / "corrections.csv"
    path.write_text(text.replace("{head}", ",".join(Correction._fields)))
    with pytest.raises(CorrectionError, match=says):
        read_corrections(path)
