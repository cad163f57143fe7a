"""Why: the contents page says which paragraphs stand under which heading: a check that costs no reading."""

import pytest
from docx_files import docx
from docx_files import p as word

from pipelines.process import rows_of
from pipelines.quality.contents import contents_rows
from pipelines.readers.read import read
from pipelines.structure.build import build_document
from pipelines.structure.contents import ContentsLine, lines_of
from tests.unit.readers.printed import Word, numbered, printed

HEAD = "Contents"


@pytest.mark.parametrize(
    ("blocks", "expected", "remark"),
    [
        (["Paragraphs Page", "I. Scope .......... 5–85 3"], [("I", "Scope", 5, 85)], "leaders"),
        (["Paragraphs Page", "I. Scope . . . . . . . 5 - 85 3"], [("I", "Scope", 5, 85)], "spaces too"),
        (["Paragraphs Page", "I. Scope……5–85 3"], [("I", "Scope", 5, 85)], "ellipses"),
        (["\tParagraphs\tPage", "I. Scope\t5–85\t3"], [("I", "Scope", 5, 85)], "tabs"),
        (["Paragraphs Page", "I. Scope 5–85 3"], [("I", "Scope", 5, 85)], "neither"),
        (["Paragraphs Page", "Scope ........ 5 3"], [(None, "Scope", 5, 5)], "one paragraph, no label"),
        (["Paragraphs Page", "A. Of", "it ..... 5–6 3"], [("A", "Of it", 5, 6)], "two lines"),
        (["Paragraphs Page", "A. One .... 1–2 3 B. Two .... 3–4 3"], [("A", "One", 1, 2), ("B", "Two", 3, 4)],
         "two in one block"),
        (["Paragraphs Page", "A. One .... 1–2 3", "Annex ........ 23"], [("A", "One", 1, 2)], "an annex"),
        (["Page", "A. One .... 5", "B. Two .... 6"], [], "pages only"),
        (["A. One .... 1–2 3"], [], "no head: nothing says what the figures are"),
        (["Paragraphes Page", "I. Mandat ..... 1–2 3"], [("I", "Mandat", 1, 2)], "French"),
    ],
)  # fmt: skip
def test_lines(blocks, expected, remark):
    """Why: the same line is printed in many ways."""
    assert lines_of([HEAD, *blocks]) == [ContentsLine(*line) for line in expected], remark


TEXT = """{head}

Contents

Paragraphs Page

I. Scope ................ 1–2 3

A. Of the first kind .............. 2 3

II. Findings .................... 3–{last} 4

Annex

List ................................ 5

I. Scope

1. One.

A. Of the first kind

2. Two.

II. Findings

3. Three.

4. Four.
"""


def document(last: int):
    return build_document(read(TEXT.format(head="General Assembly", last=last).encode(), "A_1_2.txt"))


def test_a_contents_page_that_is_met():
    """Why: nothing odd is told, and the count is published."""
    found = document(4)
    assert (found.contents_line_count, found.problems) == (3, ())
    assert [p.unit for p in found.paragraphs] == ["1", "2", "3", "4"]


def test_a_line_that_is_not_met_is_told():
    """Why: a paragraph under the wrong heading is seen by nobody else."""
    found = document(5)
    assert [(p.code, p.is_fatal) for p in found.problems] == [("contents_line", False)]
    assert "paragraphs 3–5 for “II. Findings”, but paragraphs 3–4 stand under it" in found.problems[0].message


def test_a_heading_that_was_not_found_is_told():
    """Why: a heading read as text moves its paragraphs under the heading before."""
    text = TEXT.format(head="General Assembly", last=4).replace("\nII. Findings\n\n3", "\n3")
    found = build_document(read(text.encode(), "A_1_2.txt"))
    assert ["no such heading was found" in p.message for p in found.problems][-1]


def test_the_share_is_published():
    """Why: a user can choose the documents that were read as their contents pages say."""
    tables = [rows_of(document(4)), rows_of(document(5)) | {}]
    for table in (tables[1]["documents"], tables[1]["unresolved"]):
        for row in table:
            row["document_id"] = "A/1/3"
    documents = [row for t in tables for row in t["documents"]]
    unresolved = [row for t in tables for row in t["unresolved"]]
    assert [
        (r["document_id"], round(r["value"], 3), r["gold_rows"]) for r in contents_rows(documents, unresolved)
    ] == [
        ("A/1/2", 1.0, 3),
        ("A/1/3", 0.667, 3),
        ("all", 0.833, 6),
    ]
    assert list(contents_rows([documents[0] | {"contents_line_count": None}], [])) == []


def test_word_files():
    """Why: Word keeps a contents page as paragraphs with tabs."""

    def line(*cells):
        return word(*(piece for cell in cells for piece in (cell, "<w:r><w:tab/></w:r>")), style="TOC1")

    body = (
        word("Contents") + line("", "Paragraphs", "Page") + line("I.", "Scope", "1–3", "2")
        + word("I.", "<w:r><w:tab/></w:r>", "Scope", style="HCh")
        + "".join(word(f"{n}.", "<w:r><w:tab/></w:r>", "Text.", style="SingleTxt") for n in (1, 2))
    )  # fmt: skip
    found = build_document(read(docx(body), "A_1_2.docx"))
    assert found.contents_line_count == 1
    assert "paragraphs 1–3 for “I. Scope”, but paragraphs 1–2" in found.problems[0].message


def test_pdf_files():
    """Why: a PDF has columns of figures at the right, and titles over two lines."""
    contents = [
        Word(113, 700, "Contents", 12, True), Word(420, 680, "Paragraphs"), Word(480, 680, "Page"),
        Word(113, 660, "I."), Word(141, 660, "Scope of the present report and of the reports that"),
        Word(141, 648, "came before it ............................................"), Word(420, 648, "1–2"),
        Word(490, 648, "2"),
    ]  # fmt: skip
    front = [Word(113, 700, "Report on the reports", 14, True)]
    title = "I. Scope of the present report and of the reports that came before it"
    text = [Word(113, 700, title, 12, True), *numbered("1.", "The first paragraph of it.", y=670),
            *numbered("2.", "The second paragraph.", y=640)]  # fmt: skip
    found = build_document(read(printed(front, contents, text), "A_1_2.pdf"))
    assert (found.contents_line_count, [p.code for p in found.problems]) == (1, [])
