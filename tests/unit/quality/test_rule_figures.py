"""A rule's measured precision is counted right, bounded right, and reaches every row that it made."""

from pathlib import Path

import pytest

from pipelines.quality.matching import Tally
from pipelines.quality.rules import (
    LEAST,
    PRECISION,
    as_csv,
    load_measured,
    load_rules,
    lower_bound,
    put_confidence,
)
from pipelines.quality.rules_page import rules_page


@pytest.mark.parametrize(
    ("right", "judged", "bound"),
    [
        (9, 9, None),  # too few rows to say anything
        (10, 10, 0.722),  # never 1, however good: the rows are few
        (0, 10, 0.0),
        (80, 100, 0.711),  # as in Wilson's tables
        (950, 1000, 0.935),
    ],
)
def test_the_lower_bound_is_wilsons(right: int, judged: int, bound: float | None) -> None:
    """Confidence promises little where little was seen."""
    assert lower_bound(right, judged) == bound


def test_rules_are_counted_by_the_rows_that_gold_judges() -> None:
    """A right and a wrong row count, an optional one does not; a row put together counts for each rule."""
    gold = [{"unit": "1", "k": 1}, {"unit": "1", "k": 2, "optional": True}, {"unit": "1", "k": 3}]
    found = [
        {"_unit": "1", "k": 1, "rule_id": "t.a"},
        {"_unit": "1", "k": 2, "rule_id": "t.a"},
        {"_unit": "1", "k": 3, "_rules": {"t.a", "t.b"}, "rule_id": "t.a"},
        {"_unit": "1", "k": 4, "rule_id": "t.b"},
    ]
    one, two = Tally(), Tally()
    one.count(gold, found, lambda g, p: float(g["k"] == p["k"]), None)
    two.add(one)
    two.add(one)
    assert {rule: (t.right, t.judged) for rule, t in two.by_rule.items()} == {"t.a": (4, 4), "t.b": (2, 4)}


def test_every_found_row_gets_its_rules_bound() -> None:
    """A rule not measured, or on too few rows, gives null; a row without the column is left alone."""
    measured = {rule: one.confidence for rule, one in load_measured().items()}
    known = next(rule for rule, bound in measured.items() if bound is not None)
    rows = [{"rule_id": known, "confidence": None}, {"rule_id": "t.new", "confidence": None}]
    tables = {"t": rows, "sections": [{"section_id": "s"}]}
    put_confidence(tables)
    assert [row["confidence"] for row in rows] == [measured[known], None]
    assert tables["sections"] == [{"section_id": "s"}]


def test_the_committed_figures_are_of_declared_rules_and_follow_from_their_counts() -> None:
    """A figure edited by hand, or of a rule that is no more, is no measurement."""
    measured = load_measured()
    assert set(measured) <= set(load_rules())
    assert PRECISION.read_text() == as_csv(measured)
    assert all(
        0 <= m.right <= m.judged and (m.confidence is None) == (m.judged < LEAST) for m in measured.values()
    )


def test_the_page_lists_every_rule_with_its_figures() -> None:
    """A rule that cannot be looked up cannot be judged."""
    page = rules_page()
    headings = [line[5:-1] for line in page.splitlines() if line.startswith("### ")]
    assert sorted(headings) == sorted(load_rules())
    rule, one = next(iter(load_measured().items()))
    assert f"{one.right} of {one.judged} rows right" in page.split(f"### `{rule}`")[1].split("###")[0]
    assert page == (Path(__file__).parents[3] / "docs/rules.md").read_text()
