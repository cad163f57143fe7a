"""The codebook says all that is declared, and figures with what they rest on."""

import pytest

from pipelines.model.codebook import NOTHING_SEEN, Seen, page, pages
from pipelines.model.declaration import load_codes, load_tables
from pipelines.model.interval import counts_of, wilson


def test_every_table_has_a_page_with_every_column_and_code() -> None:
    """Type, meaning and null of each column; each code with its definition."""
    made = pages(load_tables())
    for table in load_tables().values():
        text = made[f"codebook/{table.name}.md"]
        assert table.grain in text
        for column in table.columns:
            assert f"`{column.name}`" in text and f"| {column.type} |" in text
            for code in load_codes(column.codes) if column.codes else ():
                assert f"| `{code.code}` | {code.label} |" in text
        if table.found:
            assert "## How it is made" in text and "rule_id" in text and "## Known limits" in text
        for key in table.foreign_keys:
            assert f"codebook/{key.table}.md" in made, "a link leads somewhere"


def test_a_figure_comes_with_its_rows_and_interval() -> None:
    """`1.000` of three rows is not `1.000` of three hundred."""
    rows = _figures("held_out", 40, 0.8, 0.9)
    text = page(load_tables()["topics"], Seen("1", rows, {}))
    assert "On 40 gold rows (version 9)" in text
    assert "| Recall | 0.900 | 40 | 0.769 to 0.960 |" in text
    assert "| Precision | 0.800 | 45 | 0.662 to 0.891 |" in text
    assert "Measured quality" not in page(load_tables()["topics"], NOTHING_SEEN)


def _figures(split: str, gold_rows: int, *values: float) -> tuple[dict[str, object], ...]:
    told = {"table": "topics", "document_id": "all", "split": split, "gold_version": "9"}
    metrics = zip(("precision", "recall"), values, strict=True)
    return tuple(told | {"metric": m, "value": value, "gold_rows": gold_rows} for m, value in metrics)


def test_figures_on_unseen_text_stand_before_those_that_flatter() -> None:
    """Each with its own rows: a figure of one kind of text never takes the place of the other's."""
    rows = (*_figures("tuned", 400, 1.0, 1.0), *_figures("first_exposure", 40, 0.6, 0.5))
    topics = load_tables()["topics"]
    text = page(topics, Seen("1", rows, {}))
    assert text.index("### First exposure") < text.index("0.600") < text.index("### Tuned")
    assert text.index("### Tuned") < text.index("1.000")
    assert " 40 gold rows" in text and " 400 gold rows" in text and "expect less there" not in text
    assert "expect less there" in page(topics, Seen("1", rows[:2], {}))


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278), (50, 100, 0.404, 0.596), (1, 1, 0.207, 1.0)],
)
def test_the_interval_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    """Values from the published formula."""
    assert [round(value, 3) for value in wilson(right, of)] == [low, high]


def test_counts_behind_the_figures() -> None:
    """Unknown where they cannot be told."""
    assert counts_of({"recall": 0.5, "precision": 0.25}, 10) == {"recall": (5, 10), "precision": (5, 20)}
    assert counts_of({"recall": 0.0, "precision": 0.0}, 10) == {"recall": (0, 10)}
    assert counts_of({}, 0) == {}
