"""Why: whoever can drop a file into the folder must not be able to stop a build; hostile PDFs, Word files and
pages have tests of their own beside this one."""

import time

import pytest
from docx_files import docx, p
from every_character import assert_accounted_for

from pipelines.process import rows_of
from pipelines.readers.errors import ReadError
from pipelines.readers.read import read
from pipelines.structure.build import build_document
from tests.unit.readers.printed import lines, printed

BIDI = "\u202e\u2067\u200f"  # an override, an isolate, a mark
LEVELS = [f"({label}) States:\n\n" for label in ("a", "i", "aa", "ii")]


@pytest.mark.parametrize(
    "start", [b"", b"\xef\xbb\xbf", b"<html><p>", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]
)
def test_two_hundred_megabytes_of_digits_are_refused_at_once(start):
    """Why: no report has them; the first bytes may claim any format."""
    raw = start + b"1" * 200_000_000
    started = time.monotonic()
    with pytest.raises(ReadError) as error:
        read(raw, "A_1_2.txt")
    assert error.value.remedy
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("1" * 1_000_000, "one number"),
        ("1. " * 200_000, "numbers in a line"),
        ("1. A\n" * 40_000, "the same number on every line"),
        ("".join(f"{n % 1000}. A b.\n\n" for n in range(20_000)), "numbers that start again"),
        ("1. States:\n\n" + "".join(LEVELS) * 3_000, "lists in lists in lists"),
        ("- a\n" + "".join(f"{' ' * (n % 500)}- a\n" for n in range(5_000)), "indented lists"),
        ("1. x" + "(" * 100_000, "brackets"),
        ("1. x" + "*a " * 50_000, "asterisks"),
        ("1. x" + "[^1]" * 20_000, "references"),
        ("1. x\n" + "| a " * 20_000 + "\n" + "|-" * 20_000, "a table of many columns"),
        ("1. x" + " " * 1_000_000 + "y", "spaces"),
    ],
)
def test_texts_made_to_take_long_are_understood_in_time(text, remark):
    """Why: a pattern that goes back and forth takes hours on one of these."""
    started = time.monotonic()
    rows_of(build_document(read(text.encode(), "A_1_2.txt")))
    assert time.monotonic() - started < 60, remark


def test_nul_and_right_to_left_characters():
    """Why: a NUL ends a string elsewhere; an override shows a person other words than the table holds."""
    text = f"1. The {BIDI}txt.exe\u202c report\0 of the State.\n\n2. تقرير {BIDI}.\n\n3. So."
    source = read(text.encode(), "A_1_2.txt")
    document = build_document(source)
    assert document.paragraphs[0].text == "The txt.exe report of the State."
    assert [x.number for x in document.paragraphs] == [1, 2, 3]
    assert_accounted_for(source)
    word = build_document(read(docx(p(f"1. The {BIDI}txt.exe report.")), "A_1_2.docx"))
    assert word.paragraphs[0].text == "The txt.exe report."


def test_a_pdf_with_such_characters_is_read():
    """Why: PDFs map glyphs to any character; no published text may hold those that are not shown."""
    source = read(printed(lines("The \u00adsoft hyphen\u00a0and space.")), "A_1_2.pdf")
    assert source.blocks[0].text.split()[0] == "The"
    assert not set(source.blocks[0].text) & set("\0\u202e\u200f")
