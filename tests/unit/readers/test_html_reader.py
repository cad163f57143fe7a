"""Why: pages come from browsers, word processors and converters; each keeps numbers and notes its own way."""

import pytest
from every_character import assert_accounted_for

from pipelines.readers.passage import Link
from pipelines.readers.read import read
from pipelines.structure.build import build_document


def source(body: str, head: str = ""):
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "A_1_2.html")


def blocks(body: str):
    return source(body).blocks


def shown(body: str):
    return [b.text for b in blocks(body)]


@pytest.mark.parametrize(
    ("body", "texts", "remark"),
    [
        ("<p>One\n  two</p>", ["One two"], "line breaks of the file are spaces"),
        ("<p>One<p>Two", ["One", "Two"], "end tags may be missing"),
        ("One<p>Two</p>Three", ["One", "Two", "Three"], "text between paragraphs is text"),
        ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"], "divisions in divisions"),
        ("One<br>two<br><br>Three", ["One two", "Three"], "two breaks part paragraphs, one does not"),
        ("<p>a<b>b</b>c <i>d</i></p>", ["abc d"], "emphasis is no gap"),
        ("<p>R&eacute;union&nbsp;&#8211; &lt;x&gt;</p>", ["Réunion – <x>"], "entities"),
        ("<p>soft&shy;hyphen, non&#8209;breaking</p>", ["softhyphen, non-breaking"], "hyphens"),
        ("<p>5 km<sup>2</sup></p>", ["5 km²"], "a unit keeps its exponent"),
        ("<p>H<sub>2</sub>O</p>", ["H2O"], "an index is text"),
        ("<p>a <q>b</q></p>", ["a “b”"], "quotation marks that the browser prints"),
        ("<p>kept <del>struck out</del><ins>put in</ins></p>", ["kept put in"], "tracked changes"),
        ("<p>1</p><script>2</script><style>3</style><template>4</template>", ["1"], "what is no text"),
        ("<p>1</p><p hidden>2</p><p style='display: none'>3</p>", ["1"], "what is not shown"),
        ("<nav>2</nav><p>1</p><form><button>3</button></form><footer>4</footer>", ["1"], "around the text"),
        ("<header>0</header><p>1</p>", ["0", "1"], "a header may hold the masthead"),
        ("<header>0</header><main><header>1</header><p>2</p></main>", ["1", "2"], "the site's header"),
        ("<pre>1. One\ngoes on.\n\n2. Two</pre>", ["1. One goes on.", "2. Two"], "a text file in a page"),
        ("<dl><dt>Term</dt><dd>Meaning</dd></dl>", ["Term", "Meaning"], "lists of definitions"),
        ("<p>a<!-- b -->c<![if !x]>d<![endif]></p>", ["acd"], "comments, also Word's"),
        ("<p>x</p><noscript>Switch scripts on</noscript>", ["x"], "what browsers do not show"),
    ],
)
def test_what_is_text(body, texts, remark):
    """Why: every word that a browser shows counts, nothing else; and each ends in one place."""
    assert shown(body) == texts, remark
    assert_accounted_for(source(body))


@pytest.mark.parametrize(
    ("body", "expected", "remark"),
    [
        ("<ol><li>a<li>b</ol>", [("1.", "a"), ("2.", "b")], "numbers"),
        ("<ol start=7><li>a<li value=9>b</ol>", [("7.", "a"), ("9.", "b")], "numbers that start later"),
        ("<ol type=a><li>a<li>b</ol>", [("(a)", "a"), ("(b)", "b")], "letters"),
        ("<ol style='list-style-type:lower-roman'><li>a</ol>", [("(i)", "a")], "Roman numerals"),
        ("<ul><li>a</ul>", [("•", "a")], "bullets"),
        ("<ul style='list-style: none'><li>a</ul>", [(None, "a")], "a list without bullets"),
        ("<ol><li>1. a<li>b</ol>", [(None, "1. a"), ("2.", "b")], "a number that is typed too"),
        ("<ol><li><p>a</p><p>b</p></ol>", [("1.", "a"), (None, "b")], "two paragraphs of an item"),
        ("<ol><li>a<ol type=a><li>b</ol>c<li>d</ol>",
         [("1.", "a"), ("(a)", "b"), (None, "c"), ("2.", "d")], "lists in lists"),
        ("<ol start='9999999999'><li>a</ol>", [("1.", "a")], "a number beyond use"),
    ],
)  # fmt: skip
def test_numbers_of_lists(body, expected, remark):
    """Why: a paragraph's number may stand in the page only as its place in a list."""
    assert [(b.number, b.text) for b in blocks(body)] == expected, remark


REFERENCE = '<p id="p{1}">Text.<a href="#n{0}" id="r{0}">{1}</a></p>'
NOTES = {
    "pandoc": (
        '<p>Text.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p>'
        '<aside class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>Note.<a href="#fnref1" '
        'class="footnote-back">↩︎</a></p></li></ol></aside>'
    ),
    "Word": (
        '<p class=SingleTxt>Text.<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span>'
        '</a></p><div><br clear=all><hr><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" '
        'name="_ftn1"><span>[1]</span></a> Note.</p></div></div>'
    ),
    "LibreOffice": (
        '<p>Text.<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>'
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
        " Note.</p></div>"
    ),
    "wiki": (
        '<p>Text.<sup id="r1" class="reference"><a href="#n1">[1]</a></sup></p><ol class="references">'
        '<li id="n1"><b><a href="#r1">^</a></b> <span>Note.</span></li></ol>'
    ),
    "mammoth": (
        '<p>Text.<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup></p><ol><li id="footnote-1">'
        '<p>Note. <a href="#footnote-ref-1">↑</a></p></li></ol>'
    ),
    "without links": "<p>Text.<sup>1</sup></p><p><sup>1</sup> Note.</p>",
    "a named list": '<p>Text.<sup>1</sup></p><ol class="footnotes"><li>Note.</li></ol>',
    "brackets around": (
        '<p>Text.<sup>[<a href="#n1">1</a>]</sup></p><footer><p id="n1">1. Note.</p></footer>'
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", NOTES)
def test_footnotes(kind):
    """Why: a note glued to the text, or lost with the page's foot, is the commonest fault of readers."""
    found = source(f"<p>1. The report.</p>{NOTES[kind]}")
    document = build_document(found)
    assert [(n.marker, n.text, n.anchor_offset) for n in document.footnotes] == [("1", "Note.", 5)]
    assert [p.text for p in document.paragraphs] == ["The report.", "Text."]
    assert_accounted_for(found)


def test_several_references_to_one_note_and_two_at_one_place():
    """Why: a note cited again keeps its first place; the comma between two markers is no text."""
    found = blocks(
        '<p>A.<sup><a href="#a">1</a>, <a href="#b">2</a></sup> B.<sup><a href="#a">1</a></sup></p>'
        '<ol><li id="a">One</li><li id="b">Two</li></ol>'
    )
    assert found[0].text == "A. B."
    assert [(m.offset, m.marker) for m in found[0].passage.marks] == [(2, "1"), (2, "2"), (5, "1")]
    assert [(b.style, b.marker, b.text) for b in found[1:]] == [
        ("footnote", "1", "One"),
        ("footnote", "2", "Two"),
    ]


def test_links_inside_the_page_are_no_footnotes():
    """Why: `see paragraph 12` may be a link to it, and a contents page is one of links."""
    found = blocks(
        '<p>See <a href="#p2">2</a> and <a href="#h">II</a>.</p><h2 id="h">II. x</h2><p id="p2">2. b</p>'
    )
    assert [b.text for b in found] == ["See 2 and II.", "II. x", "2. b"]
    assert found[0].passage.links == (Link(4, 5, "#p2"), Link(10, 12, "#h"))


def test_links_keep_their_targets():
    """Why: an abbreviated `59/21` is settled by where it leads; a script is no target."""
    passage = blocks(
        '<p>[<a href=" https://undocs.org/\nA/RES/59/21">59/21</a>] <a href="javascript:x()">x</a></p>'
    )[0].passage
    assert (passage.text, passage.links) == ("[59/21] x", (Link(1, 6, "https://undocs.org/A/RES/59/21"),))


def test_headings_and_the_title():
    """Why: the one heading above all others is the document's title, whatever level the others start at."""
    found = blocks("<h1>Report on food</h1><h3>I. Introduction</h3><h4>A. Scope</h4>")
    assert [(b.style, b.bold) for b in found] == [("title", True), ("heading-1", True), ("heading-2", True)]
    assert [b.style for b in blocks("<h2>I. One</h2><h2>II. Two</h2>")] == ["heading-1", "heading-1"]


def test_styles_of_word_count_in_pages_saved_by_word():
    """Why: Word saves the UN's templates as classes; their headings are no `h1`."""
    found = blocks(
        "<p class=HChG>I. Introduction</p><p class=MsoToc1>I. Introduction 3</p><p class=title>x</p>"
    )
    assert [b.style for b in found] == ["heading-1", "contents", "title"]


def test_numbers_set_apart_by_typed_spaces():
    """Why: Word writes a tab as no-break spaces; the number before them is the paragraph's."""
    found = blocks("<p>24.3&nbsp;&nbsp;&nbsp; The text</p>")[0]
    assert (found.text, found.label) == ("24.3 The text", 4)


def test_tables():
    """Why: a row is its cells, each in its column, whatever spans what."""
    body = (
        "<table><caption>Table 1</caption><thead><tr><th>State<th colspan=2>Years</thead>"
        "<tr><td rowspan=2>Chad<td>1<td>2<tr><td><p>3</p><p>4</p><td>5<tr><td><td>6</table><p>After</p>"
    )
    found = source(body)
    rows = [(b.text, b.table) for b in found.blocks if b.style == "table-row"]
    assert rows == [("State\tYears", 1), ("Chad\t1\t2", 1), ("\t3 4\t5", 1), ("\t6", 1)]
    assert [b.text for b in found.blocks if b.style is None] == ["Table 1", "After"]
    assert_accounted_for(found)


@pytest.mark.parametrize(
    ("body", "remark"),
    [
        ("<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>", "one column"),
        ("<table role=presentation><tr><td>One<td>Two</table>", "it says so"),
        ("<table><tr><td><h2>One</h2><td>Two</table>", "headings stand in no table"),
        (
            "<table><tr><td>One<td><table><tr><td><h3>Two</h3></table></table>",
            "also in one of its cells",
        ),
    ],
)
def test_tables_that_lay_out_the_page(body, remark):
    """Why: old pages are one table; their paragraphs are no cells."""
    assert [b.text for b in blocks(body)] == ["One", "Two"], remark


def test_footnotes_in_cells_stand_behind_the_table():
    """Why: a note in a cell is no cell."""
    body = '<table><tr><td>a<sup><a href="#n">1</a></sup><td>b<tr><td><p>c</p><p id="n">Note</p><td>d</table>'
    assert [(b.style, b.text) for b in blocks(body)] == [
        ("table-row", "a\tb"),
        ("table-row", "c\td"),
        ("footnote", "Note"),
    ]


@pytest.mark.parametrize(
    ("raw", "remark"),
    [
        (b"<html><p>caf\xc3\xa9</p>", "UTF-8 without a word"),
        (b"\xef\xbb\xbf<html><p>caf\xc3\xa9</p>", "UTF-8 by its mark"),
        ("\ufeff<html><p>café</p>".encode("utf-16-le"), "UTF-16 by its mark"),
        (b'<html><meta charset="iso-8859-1"><p>caf\xe9</p>', "Latin-1, declared"),
        (b'<html><meta http-equiv=x content="text/html; charset=windows-1252"><p>caf\xe9</p>', "the old way"),
        (b'<html><meta charset="iso-8859-1"><p>caf\xc3\xa9</p>', "declared wrongly: it is UTF-8"),
        (b'<?xml version="1.0" encoding="ISO-8859-1"?><html><p>caf\xe9</p></html>', "declared as XML does"),
    ],
)
def test_character_sets(raw, remark):
    """Why: old pages of the web are in many character sets, and some lie."""
    assert [b.text for b in read(raw, "A_1_2.html").blocks] == ["café"], remark


def test_other_scripts():
    """Why: four of six languages are not written in Latin letters."""
    raw = '<html><meta charset="windows-1251"><p>Доклад</p>'.encode("cp1251")
    assert read(raw, "x.html").blocks[0].text == "Доклад"
    raw = '<html dir="rtl"><meta charset="windows-1256"><p>تقرير</p>'.encode("cp1256")
    assert read(raw, "x.html").blocks[0].text == "تقرير"


@pytest.mark.parametrize(
    "raw",
    [
        b"<html><p>x",
        b"\n\n<!doctype HTML>\n<p>x",
        b"<!-- saved from url=(0014)about:internet -->\n<html><p>x",
        b"<p>x</p>",
        b'<div class="a">x</div>',
        b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><html><p>x</p></html>',
    ],
)
def test_a_page_is_told_by_its_content(raw):
    """Why: download links save pages under any name, `.pdf` too."""
    assert (read(raw, "A_1_2.pdf").format, read(raw, "A_1_2.txt").blocks[0].text) == ("html", "x")


@pytest.mark.parametrize("text", ["<https://undocs.org> says", "A < b > c", "<<quote>>", "% <html> later"])
def test_texts_with_brackets_are_texts(text):
    """Why: a text may hold a `<`."""
    assert read(text.encode(), "A_1_2.txt").format == "text"
