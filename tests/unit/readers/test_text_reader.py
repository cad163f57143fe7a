"""Why: a character lost or moved by the reader makes every row that points at it wrong."""

import pytest

from pipelines.readers.errors import ReadError
from pipelines.readers.passage import Link, Mark
from pipelines.readers.read import read
from pipelines.readers.text import MAX_BYTES, read_text


def blocks(text: str):
    return read_text(text.encode(), "A_1_2.txt").blocks


@pytest.mark.parametrize(
    ("source", "text", "marks", "remark"),
    [
        ("received.¹ Section", "received. Section", [("1", 9)], "a superscript is a mark, not text"),
        ("guidelines¹⁰ and", "guidelines and", [("10", 10)], "two digits are one marker"),
        ("rights⁽³⁾.", "rights.", [("3", 6)], "bracketed superscripts"),
        ("an area of 12 km² near", "an area of 12 km² near", [], "a unit keeps its exponent"),
        ("30 m³ of water", "30 m³ of water", [], "a volume too"),
        ("the term² is", "the term is", [("2", 8)], "a word that ends in m is no unit"),
        ("Secretary-General*", "Secretary-General", [("*", 17)], "an asterisk glued to the end of a word"),
        ("* Late.", "Late.", [("*", 0)], "an asterisk that opens a note"),
        ("a * b", "a * b", [], "an asterisk between spaces is text"),
        ("¹ All are on file.", "All are on file.", [("1", 0)], "a superscript that opens a note"),
        ("two\r\nlines\r\n", "two lines", [], "Windows line ends"),
        ("wrapped  \n   line", "wrapped line", [], "a wrap with its indent is one space"),
        ("non\u00a0breaking", "non breaking", [], "white space of any kind is a space"),
        ("soft\u00adhyphen", "softhyphen", [], "an invisible hyphen is no letter"),
        ("nul\x00byte", "nul byte", [], "a control character parts words"),
        ("<https://x.org/a_(b)>", "<https://x.org/a_(b)>", [], "addresses are kept"),
        ("**all bold**", "all bold", [], "bold markers are no text"),
        ("some **bold** words", "some bold words", [], "bold inside a block"),
        ("2 ** 3 is text", "2 ** 3 is text", [], "a lone pair of asterisks is text"),
    ],
)
def test_inline_marks(source, text, marks, remark):
    """Why: these are the marks that UN texts are saved with; each was met or is in their manuals."""
    passage = blocks(source)[0].passage
    assert (passage.text, [(m.marker, m.offset) for m in passage.marks]) == (text, marks), remark


def test_link_keeps_label_and_target():
    """Why: the citation is read from the label, a short resolution number settled by the target."""
    passage = blocks("resolution [72/247](#) and [59/21](https://undocs.org/A/RES/59/21).")[0].passage
    assert passage.text == "resolution 72/247 and 59/21."
    assert passage.links == (Link(11, 17, "#"), Link(22, 27, "https://undocs.org/A/RES/59/21"))


def test_bold_is_told_of_a_whole_block_only():
    """Why: a bold block is a heading; a bold word is not."""
    assert [b.bold for b in blocks("**Heading\nof two lines**\n\nA **word**")] == [True, False]


def test_form_feeds_part_pages():
    """Why: page_first and page_last are published; ranges point into the page's own text."""
    source = read_text(b"One.\fTwo\n\nThree.", "A_1_2.txt")
    assert [b.passage.pages for b in source.blocks] == [(1, 1), (2, 2), (2, 2)]
    assert source.texts == {1: "One.", 2: "Two\n\nThree."}


def test_unwrapped_lines_are_blocks():
    """Why: word processors save a paragraph a line, with no blank line between."""
    long = "The States " * 30
    assert len(blocks(f"1. {long}\n2. {long}\nTitle\n")) == 3


def test_numbered_lines_after_a_stop_are_blocks():
    """Why: lists are often saved without blank lines; a wrapped `2018. It` must not part a sentence."""
    assert [b.text for b in blocks("States should:\n(a) Adopt laws;\n(b) Train\njudges.")] == [
        "States should:",
        "(a) Adopt laws;",
        "(b) Train judges.",
    ]
    assert len(blocks("the report of\n12. May it")) == 1


def test_mark_at_the_edge_of_a_joined_line_keeps_its_place():
    """Why: an anchor offset is published."""
    assert blocks("ends.¹\nNext")[0].passage.marks == (Mark(5, "1"),)


@pytest.mark.parametrize(
    ("raw", "words", "remark"),
    [
        (b"", "no text", "an empty file"),
        (b"\xef\xbb\xbf \n", "no text", "a byte order mark and white space"),
        (b"caf\xe9", "not UTF-8", "Latin-1"),
        (b"%PDF-1.4", "the PDF cannot be opened", "a PDF by its content, whatever its name"),
        (b"a" * (MAX_BYTES + 1), "more than", "no report is so long"),
    ],
)
def test_unreadable_files_are_named_with_a_remedy(raw, words, remark):
    """Why: the person who put the file there must know which file and what to do."""
    with pytest.raises(ReadError) as error:
        read(raw, "A_1_2.txt")
    assert words in str(error.value), remark
    assert error.value.file == "A_1_2.txt"
    assert error.value.remedy


def test_byte_order_mark_is_no_text():
    """Why: editors on Windows write one; the first block is the organ's name."""
    assert read(b"\xef\xbb\xbfGeneral Assembly", "A_1_2.txt").blocks[0].text == "General Assembly"


def test_paragraph_numbers_in_sequence_start_blocks():
    """Why: text copied from a page has its heading and its paragraphs on lines with no blank between."""
    text = "I. Scope\n1. One goes\non.\nA/99/1\n2. Two ends in\n2018. It is so\n25-09167 3\n3. Three."
    assert [b.text for b in blocks(text)] == [
        "I. Scope",
        "1. One goes on.",
        "A/99/1",
        "2. Two ends in 2018. It is so",
        "25-09167 3",
        "3. Three.",
    ]


def test_numbers_of_several_parts_start_blocks() -> None:
    """Reviews saved as text have no blank line between recommendations; a decimal in a line starts none."""
    text = "71. They enjoy it:\n71.1. Ratify it\nsoon (Chad);\n71.2 Adopt a law of\n7.5 Million (Peru);\n"
    blocks = [b.text for b in read_text(text.encode(), "A_1_2.txt").blocks]
    assert blocks == [
        "71. They enjoy it:",
        "71.1. Ratify it soon (Chad);",
        "71.2 Adopt a law of 7.5 Million (Peru);",
    ]
