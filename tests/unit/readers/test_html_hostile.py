"""Why: a hostile or broken page must cost only itself, quickly, with a word on what to do."""

import time

import pytest
from every_character import assert_accounted_for
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers import html_page
from pipelines.readers.errors import ReadError
from pipelines.readers.html import read_html
from pipelines.readers.read import read


def refusal(raw: bytes) -> ReadError:
    with pytest.raises(ReadError) as error:
        read(raw, "A_1_2.html")
    assert error.value.file == "A_1_2.html"
    assert error.value.remedy
    return error.value


@pytest.mark.parametrize(
    ("raw", "words", "remark"),
    [
        (b"<html><p>caf\xe9</p>", "declares no other", "neither UTF-8 nor declared"),
        (b'<html><meta charset="utf-8"><p>caf\xe9</p>', "declares no other", "mislabelled as UTF-8"),
        (b'<html><meta charset="windows-1252"><p>\x81\x8d</p>', "is cp1252, but", "mislabelled as Windows'"),
        (b'<html><meta charset="rot13"><p>caf\xe9</p>', "declares no other", "not a character set"),
        (b'<html><meta charset="utf-7"><p>+ADw-\xe9</p>', "declares no other", "one that hides its letters"),
        (b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00\x00\xd8", "is utf-16-le, but", "half a character"),
        (b"<html><body><script>1</script></body></html>", "no text", "nothing but a script"),
        (b"<html>", "no text", "an empty page"),
        (b"<html>" + b"<div>" * 5000 + b"x", "nested too deeply", "deep nesting"),
        (b"<html>" + b"<ul><li>" * 5000 + b"x", "nested too deeply", "deep lists"),
        (b"<html><p title='" + b"a" * 11_000_000 + b"'>x", "larger than 10 MB", "a huge attribute"),
        (b"{\\rtf1 x}", "RTF", "another format"),
        (
            b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\nx",
            "web archive",
            "one file",
        ),
    ],
)
def test_what_is_no_sound_page_is_told(raw, words, remark):
    """Why: the person must know which file, what is wrong and what to do."""
    assert words in refusal(raw).what, remark


def test_limits_hold(monkeypatch):
    """Why: a page beyond any report is refused, not ground through."""
    monkeypatch.setattr(html_page, "MAX_NODES", 100)
    assert "elements" in refusal(b"<html>" + b"<p>x" * 200).what
    monkeypatch.setattr(html_page, "MAX_BYTES", 50)
    assert "bytes" in refusal(b"<html>" + b"x" * 100).what


def test_entities_of_the_page_are_not_expanded():
    """Why: entities blow up or read files; the entities of HTML are enough for any page."""
    bomb = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    text = " ".join(b.text for b in read(f"{bomb}<html><p>&b;&c;x</p></html>".encode(), "x.html").blocks)
    assert "boom" not in text and "root:" not in text and "&b;&c;x" in text


def test_nothing_is_fetched():
    """Why: a page must not make this machine call anyone."""
    raw = (
        b'<html><base href="http://127.0.0.1:9/"><link rel=stylesheet href="http://127.0.0.1:9/a">'
        b'<script src="http://127.0.0.1:9/b"></script><img src="http://127.0.0.1:9/c">'
        b'<iframe src="file:///etc/passwd">frame</iframe><p>x</p>'
    )
    assert [b.text for b in read(raw, "x.html").blocks] == ["x"]


def test_nul_and_right_to_left_characters():
    """Why: a NUL ends strings in other programs; an override shows a reader other words than are there."""
    raw = "<html><p>1. a\0b \u202egnp.exe\u202c \u2067c\u2069</p>".encode()
    source = read(raw, "x.html")
    assert source.blocks[0].text == "1. a b gnp.exe c"
    assert_accounted_for(source)


@pytest.mark.parametrize(
    ("raw", "remark"),
    [
        (b"<html><p>" + b"1" * 9_000_000, "digits"),
        (b"<html><p>" + b"1." * 1_000_000, "numbers"),
        (b"<html><p>" + b"&nbsp;" * 500_000 + b"x", "spaces"),
        (b"<html><p " + b"a=1 " * 500_000 + b">x", "attributes"),
        (b"<html><table>" + b"<tr><td colspan=999 rowspan=9999>a<td colspan=99>b" * 500, "cells that span"),
        (
            b"<html>" + b"<p>x<a href='#n' id='r'>1</a></p>" * 5000 + b"<p id=n>n<a href='#r'>^</a>",
            "one note",
        ),
        (b"<html><!--" + b"-" * 1_000_000, "a comment without end"),
        (b"<html>" + b"<table><tr><td>" * 70 + b"x", "tables in tables"),
        (b"<html><meta charset='x" * 2000 + b"\xff", "many declarations"),
    ],
)
def test_large_pages_are_read_or_refused_in_time(raw, remark):
    """Why: a pattern or walk that goes back and forth hangs on such a page."""
    started = time.monotonic()
    try:
        read_html(raw, "x.html")
    except ReadError as error:
        assert error.remedy
    assert time.monotonic() - started < 30, remark


TAGS = (
    "<p> </p> <div> </div> <ol> </ol> <ul> </ul> <li> </li> <table> </table> <tr> <td> </td> </tr> <br> <hr> "
    "<h1> </h1> <h2> </h2> <b> </b> <sup> </sup> <nav> </nav> <main> </main> <footer> </footer> "
    "<script> </script> <pre> </pre> <q> <del> </section>"
).split()
PIECES = st.sampled_from(
    [
        *TAGS,
        *(
            "<ol type=a start=3>",
            "<td rowspan=2>",
            "<th colspan=3>",
            "<p hidden>",
            "<section class=footnotes>",
        ),
        *('<a href="#n1" id=r1>1</a>', '<li id="n1">', '<p id="n2">', '<a href="#n2">[2]</a>'),
        *('<a href="#r1">↩</a>', "<p class=HCh>", "<p class=MsoFootnoteText>", "<!-- x -->"),
        *("\n\n", "&nbsp;&nbsp;", "&amp;", "&#0;", "&#xD800;", " ", "1.&nbsp; ", "Summary", "Annex I"),
        *("1", "[2]", "*", "(a) ", "24.3", "¹"),
    ]
)
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(PIECES, LETTERS), max_size=25))
def test_every_character_of_any_page_ends_in_one_place(pieces):
    """Why: the published share of unused text is only worth something if the sum is right."""
    try:
        found = read_html(("<html><body>" + "".join(pieces)).encode(), "A_1_2.html")
    except ReadError as error:
        assert error.remedy
        return
    assert_accounted_for(found)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(junk):
    """Why: one damaged file must not stop the others."""
    try:
        read_html(b"<html><p>x" + junk, "A_1_2.html")
    except ReadError as error:
        assert error.remedy
