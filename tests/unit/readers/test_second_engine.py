"""Why: a page that one engine reads badly looks well read; two that share no code seldom err alike."""

from pathlib import Path

import pytest

from pipelines.load import load_document
from pipelines.process import rows_of
from pipelines.readers.pdf import engine
from pipelines.readers.pdf.second import disagreements
from pipelines.readers.read import read
from pipelines.second_reading import MAX_PAGES, pages_in_trouble
from pipelines.structure.build import build_document
from tests.unit.readers.printed import lines, numbered, printed

WORDS = "the soil of the plain is thin and old and dry"


def page(*numbers: int) -> list:
    paragraphs = [numbered(f"{n}.", f"Here {WORDS}.", y=680 - 40 * i) for i, n in enumerate(numbers)]
    return [word for paragraph in paragraphs for word in paragraph]


def written(tmp_path: Path, raw: bytes) -> Path:
    path = tmp_path / "A_1_2.pdf"
    path.write_bytes(raw)
    return path


def test_engines_that_agree_say_nothing(tmp_path):
    """Why: a gap may be the document's own; then it alone is told."""
    document = load_document(written(tmp_path, printed(page(1, 2), page(3, 6))))
    assert [p.code for p in document.problems] == ["numbering_gap"]
    row = rows_of(document)["unresolved"][0]
    assert row["paragraph_id"] == "A/1/2#6"


def test_a_page_that_lost_words_is_told(tmp_path, monkeypatch):
    """Why: the missing paragraph stands on the page; only the engine did not read it."""
    runs = engine._oxide_runs

    def loses(document, index, links):
        found = runs(document, index, links)
        return tuple(run for run in found if not (index == 1 and 580 < run.base < 650))

    monkeypatch.setattr(engine, "_oxide_runs", loses)
    document = load_document(written(tmp_path, printed(page(1, 2), page(3, 4, 5, 6))))
    assert [p.code for p in document.problems] == ["numbering_gap", "engines_disagree"]
    assert "page 2" in document.problems[1].message
    assert "only the second reads Here, and, dry" in document.problems[1].message
    assert {row["kind"] for row in rows_of(document)["unresolved"]} == {"numbering_gap", "engines_disagree"}


def test_pages_in_trouble_are_few():
    """Why: a second reading of everything would double the time; without trouble there is none."""
    whole = printed(*[page(2 * i + 1, 2 * i + 2) for i in range(3)])
    assert pages_in_trouble(build_document(read(whole, "A_1_2.pdf"))) == []
    gaps = printed(*[page(6 * i + 1, 6 * i + 3) for i in range(30)])
    assert len(pages_in_trouble(build_document(read(gaps, "A_1_2.pdf")))) == MAX_PAGES


def test_unknown_glyphs_are_trouble():
    """Why: a font without a map to characters gives boxes instead of letters."""
    document = build_document(read(printed(page(1, 2)), "A_1_2.pdf"))
    document.texts[1] = document.texts[1].replace("soil", "s\ufffdil")
    assert pages_in_trouble(document) == [1]


@pytest.mark.parametrize(
    ("first", "agree", "remark"),
    [
        ("Alpha beta gamma delta epsilon zeta", True, "the same"),
        ("Alpha beta gamma del-\nta epsilon zeta", True, "a hyphen at a line's end"),
        ("Alpha beta gamma1 delta epsilon zeta", True, "a note's marker"),
        ("Alpha beta", False, "words are missing"),
        ("Alpha beta gamma delta epsilon zeta eta theta iota kappa", False, "words are added"),
    ],
)
def test_what_is_a_disagreement(first, agree, remark):
    """Why: engines differ in spaces and hyphens on every page; that is no news."""
    raw = printed(lines("Alpha beta gamma delta epsilon zeta"))
    assert (list(disagreements(raw, {1: first}, [1])) == []) == agree, remark


def test_what_the_second_engine_cannot_read_says_nothing():
    """Why: the check must not cost a document that was read."""
    assert list(disagreements(b"%PDF-1.7", {1: "x"}, [1])) == []
    assert list(disagreements(printed(lines("x")), {9: "x"}, [9])) == []
