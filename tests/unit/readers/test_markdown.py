"""Why: reports are saved as Markdown by converters and by hand; its headings, notes and tables are marks."""

import pytest
from every_character import assert_accounted_for
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers.read import read
from pipelines.structure.build import build_document


def source(text: str):
    return read(text.encode(), "A_1_2.md")


@pytest.mark.parametrize(
    ("text", "expected", "remark"),
    [
        ("# Report\n## I. One\n1. Text", [("title", "Report"), ("heading-1", "I. One"), (None, "1. Text")],
         "headings need no blank line"),
        ("## I. One ##\n\nx", [("heading-1", "I. One"), (None, "x")], "closed headings"),
        ("#hashtag", [(None, "#hashtag")], "a mark glued to its word is none"),
        ("a\n[^1]: N\n  on\n[^b]: M", [(None, "a"), ("footnote", "N on"), ("footnote", "M")], "notes"),
        ("| A | B |\n|---|:-:|\n| 1 |  |\n| | 2 |\nx",
         [("table-row", "A\tB"), ("table-row", "1"), ("table-row", "\t2"), (None, "x")], "a table"),
        ("A | B\n--|--\n1 \\| 2 | 3", [("table-row", "A\tB"), ("table-row", "1 \\| 2\t3")], "no outer bars"),
        ("a | b\nc", [(None, "a | b c")], "a bar makes no table"),
        ("*italic* and *two words*, x*", [(None, "italic and two words, x")], "italics, a reference"),
        ("a *b* c", [(None, "a b c")], "italics in a line"),
    ],
)  # fmt: skip
def test_blocks(text, expected, remark):
    """Why: a mark read as text ends in the published words."""
    found = source(text)
    assert [(b.style, b.text) for b in found.blocks] == expected, remark
    assert_accounted_for(found)


def test_notes_are_anchored():
    """Why: an anchor is published."""
    document = build_document(source("1. One.[^1] Two.[^x]\n\n[^1]: First.\n[^x]: Second."))
    assert [p.text for p in document.paragraphs] == ["One. Two."]
    assert [(n.marker, n.text, n.anchor_offset) for n in document.footnotes] == [
        ("1", "First.", 4),
        ("x", "Second.", 9),
    ]


def test_tables_are_counted_over_pages():
    """Why: the unit of a row names its table."""
    found = source("A|B\n-|-\n1|2\fC|D\n-|-\n3|4")
    assert [(b.table, b.passage.pages[0]) for b in found.blocks] == [(1, 1), (1, 1), (2, 2), (2, 2)]


PIECES = st.sampled_from(
    ["# ", "## I. ", "\n", "\n\n", "[^1]", "[^1]: ", "| ", "|", "|---|", "-|-", "*", "**", "\\", "1. ", "a",
     " #", "[x](#)", "¹", "\f", "\t", "(a) ", "•"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"]), max_size=5)), min_size=1))
def test_every_character_ends_in_one_place(pieces):
    """Why: marks are taken out of the text, words never."""
    text = "x" + "".join(pieces)
    if text.lstrip().startswith(("<", "%PDF-", "PK", "{\\rtf")):
        return
    assert_accounted_for(source(text))
