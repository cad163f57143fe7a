"""The measured figures are right, on rows small enough to count by hand."""

import json
import shutil
from pathlib import Path

import pytest

from pipelines.quality.matching import name_key, overlap, same_span, set_f1
from pipelines.quality.measure import measure

PARAGRAPHS = [
    {
        "paragraph_id": f"A/99/1#{n}",
        "document_id": "A/99/1",
        "unit": str(n),
        "kind": "numbered",
        "section_id": None,
    }
    for n in (1, 2)
]
BASE = {"documents": [{"document_id": "A/99/1"}], "paragraphs": PARAGRAPHS}


def _gold(folder: Path, **tables: list) -> Path:
    home = folder / "A_99_1"
    home.mkdir(parents=True)
    (folder / "VERSION").write_text("1.1\n")
    (folder / "SPLITS.yml").write_text("- {split: tuned, folders: [A_99_1]}\n")
    (home / "document.json").write_text('{"document_id": "A/99/1"}')
    for name, rows in tables.items():
        (home / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def _figures(rows: list, document: str = "all") -> dict:
    return {(r["table"], r["metric"]): r["value"] for r in rows if r["document_id"] == document}


def test_sets_are_counted_once_and_optional_rows_are_free(tmp_path: Path) -> None:
    """One right, one missed, one spurious; an optional row found and an optional row missed cost nothing."""
    gold = _gold(
        tmp_path,
        citations=[
            {"unit": "1", "symbol": "A/1"},
            {"unit": "1", "symbol": "A/2"},
            {"unit": "2", "symbol": "A/3", "optional": True},
            {"unit": "2", "symbol": "A/4", "optional": True},
        ],
    )
    found = [("1", "A/1"), ("1", "A/1"), ("2", "A/3"), ("2", "A/9")]
    citations = [
        {"document_id": "A/99/1", "paragraph_id": f"A/99/1#{u}", "footnote_id": None, "symbol": s}
        for u, s in found
    ]
    rows = measure(BASE | {"citations": citations}, gold)
    assert _figures(rows) == {
        ("citations", "precision"): 0.5,
        ("citations", "recall"): 0.5,
        ("citations", "f1"): 0.5,
    }
    assert {row["gold_rows"] for row in rows} == {2} and {row["gold_version"] for row in rows} == {"1.1"}


def test_attributes_are_scored_over_matched_rows(tmp_path: Path) -> None:
    """A wrong origin costs the attribute, not the match."""
    asked = {"unit": "1", "addressees": ["States"], "recommenders": [], "origin": "own", "modality": "should"}
    gold = _gold(tmp_path, recommendations=[asked | {"evidence": "States should adopt a law"}])
    one = {
        "recommendation_id": "r1",
        "document_id": "A/99/1",
        "paragraph_id": "A/99/1#1",
        "footnote_id": None,
        "evidence": "States should adopt a law.",
        "origin": "reported",
    }
    bridge = {"document_id": "A/99/1", "recommendation_id": "r1", "role": "addressee", "actor_id": "states"}
    actor = {"actor_id": "states", "name": "States", "acronym": None, "actor_type": "class"}
    rows = measure(
        BASE | {"recommendations": [one], "recommendation_actors": [bridge], "actors": [actor]}, gold
    )
    figures = _figures(rows)
    assert figures["recommendations", "f1"] == 1
    assert figures["recommendations", "origin"] == 0
    assert figures["recommendations", "addressees_f1"] == 1


def test_a_document_outside_the_release_is_not_counted_as_missed(tmp_path: Path) -> None:
    """Building one's own folder of reports must not report zeros for ours."""
    gold = _gold(tmp_path, citations=[{"unit": "1", "symbol": "A/1"}])
    assert measure({"documents": [{"document_id": "A/1/1"}], "paragraphs": []}, gold) == []


@pytest.mark.parametrize(
    ("a", "b", "matches"),
    [
        ("States should adopt a law", "should adopt a law", True),  # a shorter cut of the same clause
        ("States should adopt a law", "Children go to school", False),
        ("law", "States should adopt a law and publish it every year", False),  # contained, but a crumb
        ("the “law”", 'the "law"', True),  # typography
    ],
)
def test_spans_match_by_shared_words(a: str, b: str, matches: bool) -> None:
    """Both thresholds of the guidelines' scorer."""
    assert bool(same_span({"unit": "1", "evidence": a}, {"_unit": "1", "evidence": b})) is matches
    assert not same_span({"unit": "1", "evidence": a}, {"_unit": "2", "evidence": a})


def test_text_helpers() -> None:
    """Articles, points and case do not make two names."""
    assert name_key("The Office of the U.N.") == name_key("office of the U.N")
    assert overlap("a b", "a b c d") == (1.0, 0.5)
    assert set_f1([], []) == 1.0
    assert set_f1(["States"], [{"states"}, {"ohchr"}]) == pytest.approx(2 / 3)


def test_a_gold_folder_that_no_split_names_is_an_error(tmp_path: Path) -> None:
    """Rows that nobody placed would be tuned on by chance."""
    gold = _gold(tmp_path, citations=[])
    (gold / "A_1_1").mkdir()
    with pytest.raises(ValueError, match="A_1_1"):
        measure(BASE, gold)


def test_figures_measured_elsewhere_are_published_beside_the_tuned_ones(tmp_path: Path) -> None:
    """A reader must be able to tell the figure that flatters from the one that does not."""
    gold = _gold(tmp_path, citations=[{"unit": "1", "symbol": "A/1"}])
    (gold / "apart").mkdir()
    (gold / "SPLITS.yml").write_text(
        "- {split: tuned, folders: [A_99_1]}\n- {split: first_exposure, folders: [apart]}\n"
    )
    (gold / "apart/figures.csv").write_text(
        "split,table,metric,value,gold_rows\nfirst_exposure,citations,recall,0.25,8\n"
    )
    rows = measure(BASE | {"citations": []}, gold)
    assert [(r["split"], r["value"], r["gold_rows"]) for r in rows if r["metric"] == "recall"] == [
        ("tuned", 0.0, 1),
        ("tuned", 0.0, 1),
        ("first_exposure", 0.25, 8),
    ]


def test_every_scored_table_is_measured_from_the_repository_alone(
    tables_of_first_report: dict[str, list[dict]], tmp_path: Path
) -> None:
    """The repository's own gold and rows are all it takes; no figure is out of bounds or missing."""
    from pipelines.quality.measure import SCORED

    gold = Path(__file__).parents[3] / "gold"
    copy = tmp_path / "gold"
    shutil.copytree(gold, copy)
    rows = measure(tables_of_first_report | {"actors": []}, copy)
    measured = {row["table"] for row in rows}
    assert measured == {table for table, _ in SCORED.values()}
    assert all(0 <= row["value"] <= 1 and row["gold_rows"] > 0 for row in rows)
