"""Each cross-table rule must see the row that breaks it, and no other."""

from typing import Any

import pytest

from pipelines.model.crosschecks import CHECKS, PREFIX, tables_needed, with_check_columns
from pipelines.model.declaration import load_tables
from tests.unit.model.released import frames_of, good_rows

# rule kind, table, rule, changes to the first row of a table (table, column, value), remark
BREAKS: list[tuple[str, str, str, list[tuple[str, str, Any]]]] = [
    ("foreign_key", "footnotes", "paragraph_id_in_paragraphs", [("footnotes", "paragraph_id", "A/1#9")]),
    ("slice_equals", "topics", "surface_is_slice", [("topics", "surface", "boys")]),
    # a negative offset slices from the end in Python, and is still wrong
    ("slice_equals", "topics", "surface_is_slice", [("topics", "start", -16), ("topics", "end", -11)]),
    # offsets of the paragraph, said to be of the footnote
    ("slice_equals", "topics", "surface_is_slice", [("topics", "footnote_id", "A/1#fn1")]),
    ("place_agrees", "topics", "place_agrees", [("topics", "document_id", "A/2")]),
    (
        "place_agrees",
        "topics",
        "place_agrees",
        [("topics", "footnote_id", "A/1#fn1"), ("footnotes", "paragraph_id", "A/1#2")],
    ),
    ("numbered_without_gap", "paragraphs", "numbered_without_gap", [("paragraphs", "number", 4)]),
    ("footnote_anchored", "footnotes", "footnote_anchored", [("footnotes", "anchor_offset", 1000)]),
    ("footnote_anchored", "footnotes", "footnote_anchored", [("footnotes", "anchor_offset", None)]),
    # a missing anchor that `unresolved` does not name
    (
        "footnote_anchored",
        "footnotes",
        "footnote_anchored",
        [
            ("footnotes", "anchor_offset", None),
            ("footnotes", "paragraph_id", None),
            ("footnotes", "anchor_kind", "missing"),
        ],
    ),
    ("known_code", "topics", "topic_known", [("topics", "topic_code", "no-such-topic")]),
    # a code of another scheme
    ("known_code", "topics", "topic_known", [("topics", "scheme", "sdg")]),
    ("ordered", "statistics", "years_ordered", [("statistics", "year_end", 1999)]),
    ("has_child", "recommendations", "has_addressee", [("recommendation_actors", "role", "recommender")]),
    ("count_equals", "documents", "footnote_count_agrees", [("documents", "footnote_count", 2)]),
]


def test_a_good_release_obeys_every_rule() -> None:
    """Otherwise a broken row below would prove nothing."""
    frames = frames_of(good_rows())
    for name, table in load_tables().items():
        checked = with_check_columns(name, frames)
        for rule in table.rules:
            assert checked[PREFIX + rule.name].all(), f"{name}.{rule.name}"


@pytest.mark.parametrize(("kind", "table", "rule", "changes"), BREAKS)
def test_the_broken_row_is_seen(
    kind: str, table: str, rule: str, changes: list[tuple[str, str, Any]]
) -> None:
    """A check that cannot fail checks nothing; one that fails for every row helps nobody."""
    rows = good_rows()
    frames = frames_of(rows)
    for name, column, value in changes:
        frames[name] = frames[name].astype({column: object})
        frames[name].loc[0, column] = value
    assert next(r.kind for r in load_tables()[table].rules if r.name == rule) == kind
    holds = with_check_columns(table, frames)[PREFIX + rule].tolist()
    assert holds[0] is False
    assert all(holds[2:])


def test_every_kind_is_broken_once() -> None:
    """A new rule kind must come with its broken row."""
    assert {case[0] for case in BREAKS} == set(CHECKS)


def test_a_gap_that_is_listed_is_no_fault() -> None:
    """UN documents do skip numbers; what is named in `unresolved` is known."""
    rows = good_rows()
    rows["paragraphs"][1] |= {"paragraph_id": "A/1#5", "number": 5}
    assert with_check_columns("paragraphs", frames_of(rows))["check_numbered_without_gap"].tolist() == [
        True,
        False,
    ]
    rows["unresolved"] = [
        {
            "unresolved_id": "A/1~1",
            "paragraph_id": "A/1#5",
            "kind": "numbering_gap",
            "reason": "2 to 4 missing",
        }
    ]
    assert with_check_columns("paragraphs", frames_of(rows))["check_numbered_without_gap"].all()


def test_annexes_start_again_at_one() -> None:
    """An annex has its own numbering."""
    rows = good_rows()
    rows["paragraphs"].append(rows["paragraphs"][0] | {"paragraph_id": "A/1#annex-1", "ordinal": 3})
    assert with_check_columns("paragraphs", frames_of(rows))["check_numbered_without_gap"].all()


def test_a_missing_table_is_named() -> None:
    """A check that silently ran without its other table would pass."""
    frames = frames_of(good_rows())
    assert tables_needed("topics") == [*("topics", "documents", "paragraphs", "footnotes", "recommendations")]
    del frames["footnotes"]
    with pytest.raises(KeyError, match="footnotes"):
        with_check_columns("topics", frames)
