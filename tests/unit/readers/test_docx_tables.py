"""Why: Word sets tables, layouts and mastheads alike, and only a table gives rows."""

from docx_files import CHANGE, blocks, cell, level, p, r, row, style, tab, tbl, texts


def test_tables_are_rows_and_know_their_table():
    """Why: a row is a unit; cells stay in their columns, whatever they span."""
    span = '<w:gridSpan w:val="2"/>'
    body = (
        tbl(
            row("", "2025", cell("Variance", more=span)),
            row("Posts", cell("1", "2"), "3", "4"),
            row("", "", "", ""),
        )
        + p("")
        + tbl(row("a", "b"), row("c", "d", more=f"<w:del {CHANGE}/>"))
    )
    assert [(b.style, b.table, b.text) for b in blocks(body)] == [
        ("table-row", 1, "\t2025\tVariance"),
        ("table-row", 1, "Posts\t1 2\t3\t4"),
        ("table-row", 2, "a\tb"),
    ]


def test_merged_cells_and_nested_tables():
    """Why: a cell merged downwards is printed once; a table within a cell is part of its words."""
    first = cell("Group", more='<w:vMerge w:val="restart"/>')
    body = tbl(row(first, "a"), row(cell("", more="<w:vMerge/>"), cell(tbl(row("x", "y")) + p("z"))))
    assert texts(body) == ["Group\ta", "\tx y z"]


def test_a_table_that_only_lays_out_its_text_is_text():
    """Why: UN documents print the summary in a box, which is a table of one cell."""
    body = tbl(row(cell("Summary", "The report is short."))) + p("1.", tab(), "One.")
    assert [(b.style, b.text) for b in blocks(body)] == [
        (None, "Summary"),
        (None, "The report is short."),
        (None, "1. One."),
    ]


def test_the_masthead_is_read_from_its_table_or_from_the_first_header():
    """Why: New York keeps it in the header of the first page, Geneva in a table; other headers repeat."""
    head = tbl(row("United Nations", "A/1/2"), row("General Assembly", cell("Distr.: General", "1 May 2020")))
    lines = ["United Nations", "A/1/2", "General Assembly", "Distr.: General", "1 May 2020"]
    found = blocks(head + p("Text."))
    assert [(b.style, b.text) for b in found] == [*[("masthead", x) for x in lines], (None, "Text.")]
    section = '<w:sectPr><w:headerReference w:type="{}" r:id="own-header1"/><w:titlePg/></w:sectPr>'
    found = blocks(p("Text.") + section.format("first"), header1=head)
    assert [(b.style, b.text) for b in found] == [*[("masthead", x) for x in lines], (None, "Text.")]
    assert texts(p("Text.") + section.format("default"), header1=head) == ["Text."]
    assert [b.style for b in blocks(tbl(row("United Nations", "CRP.1")) + p("Text."))][:2] == ["masthead"] * 2


def test_notes_below_and_in_a_table_are_notes():
    """Why: tables have notes of their own, `a` to `d`, which are neither rows nor paragraphs."""
    up = '<w:vertAlign w:val="superscript"/>'
    styles = style("FootnoteText", "footnote text")
    last = row(cell(p(tab(), r("a", up), tab(), "In a cell.")), "")
    body = tbl(row(cell(p("Posts", r("a", up))), "1"), last) + p(
        tab(), "b", tab(), "Below.", style="FootnoteText"
    )
    found = blocks(body, styles=styles)
    assert [(b.style, b.marker, b.text) for b in found] == [
        ("table-row", None, "Posts\t1"),
        ("footnote", "a", "In a cell."),
        ("footnote", "b", "Below."),
    ]


def test_numbers_in_cells_are_part_of_their_words():
    """Why: in a row nothing else would tell the item's number."""
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = tbl(row(cell(p("First", num=(1, 0))), "x"), row(cell(p("Second", num=(1, 0))), "y"))
    assert texts(body, numbering=numbering) == ["1. First\tx", "2. Second\ty"]
