"""Why: the first report was read by hand; its form must be right in every paragraph and note."""

import json
from pathlib import Path

import pytest

from pipelines.load import load_document

ROOT = Path(__file__).resolve().parents[3]
GOLD = ROOT / "gold" / "A_73_230"


def rows(name: str):
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def document():
    return load_document(ROOT / "raw" / "A_73_230.txt")


def label_path(document, section_id):
    sections = {s.section_id: s for s in document.sections}
    labels = []
    while section_id:
        section = sections[section_id]
        labels.append(section.label)
        section_id = section.parent_section_id
    return [x for x in reversed(labels) if x]


def test_paragraphs_sections_and_footnotes_of_each_paragraph(document):
    """Why: page-break halves, sections and notes are what the gold holds of the form."""
    notes = {}
    for note in document.footnotes:
        notes.setdefault(note.paragraph_id, []).append(note.marker)
    printed = [p for p in document.paragraphs if p.kind in ("numbered", "lettered")]
    gold = rows("paragraphs.jsonl")
    assert [p.unit for p in printed] == [g["unit"] for g in gold]
    wrong = [
        g["unit"]
        for g, p in zip(gold, printed, strict=True)
        if not p.text.startswith(g["starts"])
        or not p.text.endswith(g["ends"])
        or label_path(document, p.section_id) != g["section"]
        or sorted(notes.get(p.paragraph_id, [])) != sorted(g["footnotes"])
    ]
    assert not wrong


def test_footnotes(document):
    """Why: a note's rows belong to the paragraph that its marker stands in."""
    notes = {n.marker: n for n in document.footnotes}
    gold = rows("footnotes.jsonl")
    assert sorted(notes) == sorted(g["marker"] for g in gold)
    for g in gold:
        note = notes[g["marker"]]
        assert note.text.startswith(g["starts"]), g
        assert note.text.endswith(g["ends"]), g
        if g["anchor_unit"] is not None:
            assert note.paragraph_id == f"A/73/230#{g['anchor_unit']}", g


def test_masthead_and_title_note(document):
    """Why: the agenda item's name stands where a title might; the asterisk belongs to the title."""
    m = document.masthead
    assert (m.organ, m.session, m.agenda_item) == ("General Assembly", "Seventy-third session", "74 (b)")
    assert (m.document_type, m.author) == ("report", "Secretary-General")
    assert (m.published_on, m.language) == ("2018-09-27", "en")
    assert m.title.startswith("Twentieth anniversary of the Declaration")
    star = document.footnotes[0]
    assert (star.marker, star.anchor_kind, star.paragraph_id) == ("*", "title", "A/73/230#summary")
    assert document.symbol == document.document_id == "A/73/230"
    assert document.problems == ()


def test_unlabelled_headings_stand_under_the_lettered_one(document):
    """Why: a reader of section G expects its two parts there."""
    under = {s.section_id: s.parent_section_id for s in document.sections if s.level == 3}
    assert set(under.values()) == {"A/73/230#s-III.G"}
    assert len(under) == 2
    assert [s.label for s in document.sections if s.is_recommendation_section] == ["IV"]
