"""Why: what a Word file keeps apart from its words (numbers, notes, links, changes) must not be lost."""

import pytest
from docx_files import CHANGE, blocks, note, p, r, ref, relation, row, source, style, tab, tbl, texts

from pipelines.readers.passage import Link, Mark

DELETED = f"<w:del {CHANGE}><w:r><w:delText>old</w:delText></w:r></w:del>"


def coded(instruction: str, result: str) -> str:
    """A field with its instruction and result."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{result}{end}"


def either(new: str, old: str) -> str:
    """The same for new and for old programs."""
    choice = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<mc:AlternateContent>{choice}</mc:AlternateContent>"


@pytest.mark.parametrize(
    ("inside", "text", "remark"),
    [
        (r("one ") + r("word"), "one word", "runs are no words"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a b", "a line break is a space"),
        ("<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>State</w:t></w:r>", "non-State", "a hyphen that holds"),
        (r("non\u2011State"), "non-State", "the same, typed"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t></w:r>", "cooperate", "a hyphen not printed"),
        (r("co\u00adoperate"), "cooperate", "the same, typed"),
        (r("30\u00a0June"), "30 June", "a space that must not break"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t></w:r>', "≥5", "a sign of the symbol font"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r("x"), "✓x", "a sign of a picture font"),
        (r("see", "<w:vanish/>") + r("shown"), "shown", "hidden text is not printed"),
        (r("seen", '<w:vanish w:val="0"/>'), "seen", "hidden is switched off"),
        (f"<w:ins {CHANGE}>{r('new')}</w:ins>{DELETED}", "new", "changes are accepted"),
        (f"<w:moveTo {CHANGE}>{r('here')}</w:moveTo><w:moveFrom {CHANGE}>{r('there')}</w:moveFrom>", "here",
         "moved text stands where it was moved to"),
        (f"<w:smartTag>{r('Geneva')}</w:smartTag>", "Geneva", "a smart tag is a wrapper"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('control')}</w:sdtContent></w:sdt>", "control", "a control too"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click')}</w:sdtContent></w:sdt>{r('x')}",
         "x", "a prompt is no text"),
        ('<w:r><w:commentReference w:id="1"/></w:r>' + r("x"), "x", "comments are left out"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b", "the letters of a formula"),
        (either(r("new"), r("old")), "new", "one of two renderings"),
        (coded("PAGE", r("7")) + r(" of"), "7 of", "a field shows its result"),
        (f"<w:r><w:ruby><w:rt>{r('x')}</w:rt><w:rubyBase>{r('b')}</w:rubyBase></w:ruby></w:r>",
         "b", "ruby text is a gloss"),
    ],
)  # fmt: skip
def test_words_of_a_paragraph(inside, text, remark):
    """Why: each of these stands in real files and each was lost by a library that was tried."""
    assert texts(p(inside)) == [text], remark


def test_superscripts_are_references_or_units():
    """Why: notes typed by hand are anchored like real ones; an exponent is none."""
    up = '<w:vertAlign w:val="superscript"/>'
    found = blocks(
        p("rights.", r("3", up), " And 5 km", r("2", up), ", the 1", r("st", up), " of May", r("a,b", up))
    )
    passage = found[0].passage
    assert passage.text == "rights. And 5 km², the 1st of May"
    assert passage.marks == (Mark(7, "3"), Mark(33, "a"), Mark(33, "b"))
    assert blocks(p(r("3", up), tab(), "See A/1."))[0].marker == "3"


def test_footnotes_stand_after_their_paragraph_with_the_printed_marker():
    """Why: the anchor's offset and the marker are published."""
    body = p("One.", ref(5), " Two.") + p("Three.", ref(2))
    notes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        + note(5, "First.")
        + note(2, "Second.")
    )
    found = blocks(body, footnotes=notes)
    assert [(b.style, b.marker, b.text) for b in found] == [
        (None, None, "One. Two."),
        ("footnote", "1", "First."),
        (None, None, "Three."),
        ("footnote", "2", "Second."),
    ]
    assert found[0].passage.marks == (Mark(4, "1"),)


def test_an_asterisk_of_its_own_takes_no_number():
    """Why: the title's note is an asterisk in UN documents; note 1 comes after it."""
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    notes = f'<w:footnote w:id="1">{p("*", tab(), "Late.")}</w:footnote>' + note(2, "See.")
    found = blocks(p("Title", star) + p("One.", ref(2)), footnotes=notes)
    assert [(b.marker, b.text) for b in found] == [
        (None, "Title"),
        ("*", "Late."),
        (None, "One."),
        ("1", "See."),
    ]
    assert found[0].passage.marks == (Mark(5, "*"),)


def test_endnotes_and_their_number_format():
    """Why: Word counts endnotes in small Roman numerals unless the file says otherwise."""
    found = blocks(p("One.", ref(1, "endnote")), endnotes=note(1, "End.", kind="endnote"))
    assert [(b.marker, b.text) for b in found] == [(None, "One."), ("i", "End.")]
    settings = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'
    found = blocks(p("One.", ref(1, "endnote")), endnotes=note(1, "End.", kind="endnote"), settings=settings)
    assert found[1].marker == "1"


def test_a_note_that_nothing_refers_to_is_kept():
    """Why: what is in the file must not vanish; that its marker is missing is told by structure."""
    assert texts(p("One."), footnotes=note(1, "Lost.")) == ["One.", "Lost."]


def test_a_note_whose_reference_was_deleted_is_gone():
    """Why: the note goes with its reference when the change is accepted; the next one takes its number."""
    struck = f"<w:del {CHANGE}>{ref(1)}</w:del>"
    found = blocks(p("One.", struck, ref(2)), footnotes=note(1, "Gone.") + note(2, "Kept."))
    assert [(b.marker, b.text) for b in found] == [(None, "One."), ("1", "Kept.")]


def test_hyperlinks_keep_their_targets():
    """Why: a printed `59/21` is settled by the target of its link."""
    code = 'HYPERLINK "https://b.org/A/RES/72/1" \\l "p2" '
    body = p(
        "See ", f'<w:hyperlink r:id="L1">{r("59/")}{r("21")}</w:hyperlink>', ", ",
        coded(code, r("72/1")), " and ",
        f'<w:fldSimple w:instr="HYPERLINK https://c.org/x">{r("c")}</w:fldSimple>', " ",
        f'<w:hyperlink w:anchor="part2">{r("part II")}</w:hyperlink>',
    )  # fmt: skip
    passage = blocks(body, relation("L1", "hyperlink", "https://docs.un.org/en/A/RES/59/21", True))[0].passage
    assert passage.text == "See 59/21, 72/1 and c part II"
    assert passage.links == (
        Link(4, 9, "https://docs.un.org/en/A/RES/59/21"),
        Link(11, 15, "https://b.org/A/RES/72/1#p2"),
        Link(20, 21, "https://c.org/x"),
        Link(22, 29, "#part2"),
    )


def test_a_deleted_paragraph_end_joins_the_next():
    """Why: two paragraphs that the editor ran together are one when the change is accepted."""
    body = p("The first half ", more=f"<w:rPr><w:del {CHANGE}/></w:rPr>") + p("and the second.")
    assert texts(body) == ["The first half and the second."]


def test_typed_numbers_are_set_apart_by_their_tab():
    """Why: `24.3` before a tab is a paragraph number, before a space it may be a figure."""
    body = p(tab(), "24.3", tab(), "The Office") + p("24.3 million") + p(tab(), tab(), "(a)", tab(), "Item")
    assert [(b.text, b.label) for b in blocks(body)] == [
        ("24.3 The Office", 4),
        ("24.3 million", 0),
        ("(a) Item", 3),
    ]


def test_bold_is_told_of_whole_paragraphs():
    """Why: recommendations are printed in bold; the number before them is not."""
    bold = "<w:b/>"
    body = (
        p("1.", tab(), r("All bold.", bold))
        + p(r("One", bold), " word")
        + p(r("No", '<w:b w:val="0"/>'), style="B")
    )
    styles = style("B", "Strong", "<w:rPr><w:b/></w:rPr>")
    assert [b.bold for b in blocks(body + p("By style", style="B"), styles=styles)] == [
        True,
        False,
        False,
        True,
    ]


def test_headings_by_style_and_outline_level():
    """Why: the United Nations templates name their headings; others give an outline level."""
    styles = (
        style("HCh", "_ H _Ch", '<w:basedOn w:val="H1"/>')
        + style("H1", "_ H_1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + style("SessionX", "Session", '<w:basedOn w:val="H1"/>')
        + style("Own", "My heading", '<w:basedOn w:val="Deep"/>')
        + style("Deep", "Deep", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("TOC1", "toc 1")
        + style("Heading4", "heading 4")
    )
    names = ["HCh", "H1", "SessionX", "Own", "TOC1", "Heading4", "None"]
    found = blocks("".join(p("Text", style=name) for name in names), styles=styles)
    assert [b.style for b in found] == [
        "heading-1",
        "heading-2",
        "masthead",
        "heading-3",
        "contents",
        "heading-4",
        None,
    ]
    assert blocks(p("Text", more='<w:outlineLvl w:val="1"/>'))[0].style == "heading-2"
    assert blocks(p("Text", more='<w:outlineLvl w:val="9"/>'))[0].style is None


def test_styles_that_go_in_a_circle_end():
    """Why: a broken file must not hang."""
    styles = style("A", "A", '<w:basedOn w:val="B"/>') + style("B", "B", '<w:basedOn w:val="A"/>')
    assert texts(p("Text", style="A"), styles=styles) == ["Text"]


def test_text_boxes_are_read_once():
    """Why: a text box is written twice, for new and for old programs."""
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    drawn = f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
    pictured = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    body = p(f"<w:r>{either(drawn, pictured)}</w:r>", "Beside it.")
    assert texts(body) == ["Beside it.", "In the box."]
    assert texts(p(f"<w:r>{pictured}</w:r>")) == ["In the box."]


def test_automatic_table_of_contents_is_known():
    """Why: it repeats every heading."""
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    body = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('I. Introduction 3')}</w:sdtContent></w:sdt>"
    assert [b.style for b in blocks(body)] == ["contents"]


def test_ranges_point_into_the_text_as_walked():
    """Why: provenance is checked, letter for letter."""
    found = source(p("1.", tab(), "One", ref(1), "  two.") + tbl(row("a", "b")), footnotes=note(1, "N."))
    for block in found.blocks:
        for piece in block.passage.ranges:
            shown = block.text[piece.start : piece.end]
            kept = found.texts[None][piece.source_start : piece.source_end]
            assert [a for a in shown if not a.isspace()] == [b for b in kept if not b.isspace()]
