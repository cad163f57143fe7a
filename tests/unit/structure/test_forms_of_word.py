"""Why: Word files say more of themselves than texts do (styles, tabs, tables); each case is one such form."""

import pytest
from docx_files import cell, docx, level, note, p, r, ref, row, style, tab, tbl

from pipelines.readers.read import read
from pipelines.structure.build import build_document

STYLES = "".join(
    style(name, shown)
    for name, shown in (
        ("HCh", "_ H _Ch"),
        ("H1", "_ H_1"),
        ("H23", "_ H_2/3"),
        ("TitleHCH", "Title_H_CH"),
        ("TitleH1", "Title_H1"),
        ("FootnoteText", "footnote text"),
    )
)
OUTLINE = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)")
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>'
    for n, levels in ((0, OUTLINE), (1, level(0, "bullet", "x")))
) + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (0, 1))


def typed(number: str, words: str) -> str:
    """A paragraph with its number typed before a tab."""
    return p(tab(), number, tab(), words)


def document(*parts: str, **more: str):
    raw = docx("".join(parts), styles=STYLES, numbering=NUMBERING, **more)
    return build_document(read(raw, "A_99_1.docx"))


def units(*parts: str, **more: str):
    return [(x.unit, x.kind, x.text) for x in document(*parts, **more).paragraphs]


@pytest.mark.parametrize(
    ("numbers", "remark"),
    [
        (["24.1", "24.2", "24.3"], "a section of the budget"),
        (["29A.1", "29A.2"], "a section with a letter"),
        (["5.I.1", "5.I.2", "5.II.1"], "parts in Roman numerals"),
        (["1", "2", "3"], "no stop, set apart by a tab"),
        (["1", "1.1", "1.2", "2"], "recommendations under a paragraph"),
        (["1.1", "1.2", "2.1"], "chapters"),
    ],
)
def test_numbers_set_apart(numbers, remark):
    """Why: budget documents and reviews number their paragraphs in several parts, without a stop."""
    found = document(*(typed(n, "The text of it.") for n in numbers))
    assert [x.unit for x in found.paragraphs] == numbers, remark
    # Below a paragraph of their own number they carry that: the range of a section stays true.
    own = [
        int(n.partition(".")[0] if n.partition(".")[0] in numbers else n.rpartition(".")[2]) for n in numbers
    ]
    assert [x.number for x in found.paragraphs] == own
    assert found.problems == (), remark


def test_the_same_numbers_in_running_text_need_their_sequence():
    """Why: `24.3 Million` may open a line; only 24.2 before or 24.4 after it makes it a number."""
    text = b"1. One.\n\n24.1 The Office.\n\n24.2 The rest.\n\n7.5 Million people.\n\n2. Two."
    found = build_document(read(text, "A_99_1.txt"))
    assert [x.unit for x in found.paragraphs] == ["1", "24.1", "24.2", "24.2/2", "2"]


def test_a_gap_within_a_part_is_told():
    """Why: a lost paragraph must be noticed in every scheme of numbers."""
    found = document(typed("24.1", "One."), typed("24.4", "Four."))
    assert "24.2–24.3" in found.problems[0].message


def test_automatic_numbers_items_and_bullets():
    """Why: what Word counts is as good as what is typed; a bullet has no name."""
    body = [p("States should:", num=(1, 0)), p("act;", num=(1, 1)), p("pay:", num=(1, 1))]
    body += [p("rent;", num=(2, 0)), p("wages.", num=(2, 0)), p("Next.", num=(1, 0))]
    assert units(*body) == [
        ("1", "numbered", "States should:"),
        ("1(a)", "lettered", "act;"),
        ("1(b)", "lettered", "pay:"),
        ("1/2", "unnumbered", "rent;"),
        ("1/3", "unnumbered", "wages."),
        ("2", "numbered", "Next."),
    ]
    bullets = document(*body).paragraphs[3:5]
    assert {x.parent_paragraph_id for x in bullets} == {"A/99/1#1"}


def test_the_style_tells_heading_and_level():
    """Why: a styled heading needs no sequence, no capitals, and lines without a style are none."""
    found = document(
        p("Report of the Committee", style="TitleH1"),
        p("II.", tab(), "Budget", style="HCh"),
        p("B.", tab(), "Posts", style="H1"),
        p("1.", tab(), "Military personnel", style="H23"),
        p("(Thousands of dollars)"),
        typed("1.", "One."),
        p("Travel", style="H23"),
        typed("2.", "Two."),
        p("A line without a stop"),
        typed("3.", "Three."),
    )
    assert [(s.level, s.label, s.title) for s in found.sections] == [
        (1, "II", "Budget"),
        (2, "B", "Posts"),
        (3, "1", "Military personnel"),
        (3, None, "Travel"),
    ]
    assert [x.unit for x in found.paragraphs] == ["unnumbered/1", "1", "2", "2/2", "3"]
    assert found.sections[2].parent_section_id == "A/99/1#s-II.B"


def test_a_paragraph_in_a_heading_style_is_a_paragraph():
    """Why: whole paragraphs are sometimes set in a heading's style."""
    long = "The Committee notes the report of the Secretary-General. " * 9
    assert units(p("I.", tab(), "Scope", style="HCh"), p("1.", tab(), long, style="HCh"))[0][:2] == (
        "1",
        "numbered",
    )


def test_the_title_is_what_its_style_says():
    """Why: the agenda item's name above it would else be taken for it."""
    found = document(
        p("Agenda item 5"),
        p(r("Human rights", "<w:b/>")),
        p("Progress in 2025", style="TitleHCH"),
        p("Report of the Secretary-General", style="TitleH1"),
        p("Overview", style="HCh"),
        typed("1.1", "One."),
        typed("1.2", "Two."),
    )
    head = found.masthead
    assert (head.agenda_item, head.title, head.document_type, head.author) == (
        "5",
        "Progress in 2025",
        "report",
        "Secretary-General",
    )
    assert [s.title for s in found.sections] == ["Overview"]


def test_contents_in_a_table_are_no_rows():
    """Why: the contents repeat every heading."""
    contents = tbl(row("", "Page"), row("I. Scope", "3"), row("Findings", ""))
    found = document(p("Contents", style="HCh"), contents, p("Scope", style="HCh"), typed("1.", "One."))
    assert [x.unit for x in found.paragraphs] == ["1"]
    assert "contents" in {u.reason for u in found.unused}


def test_rows_of_tables():
    """Why: a table is cited as table and row; figures in it are no paragraph numbers."""
    found = units(
        typed("1.", "See the table."),
        tbl(row("", "2025"), row("1.", "5"), row("12", "7")),
        p(""),
        tbl(row("a", "b")),
        typed("2.", "Next."),
    )
    assert found == [
        ("1", "numbered", "See the table."),
        ("table-1/1", "table_row", "\t2025"),
        ("table-1/2", "table_row", "1.\t5"),
        ("table-1/3", "table_row", "12\t7"),
        ("table-2/1", "table_row", "a\tb"),
        ("2", "numbered", "Next."),
    ]


def test_a_table_before_the_first_heading_is_no_masthead():
    """Why: committee reports open with a table of the sums in question."""
    found = units(
        p("Budget of the Force", style="TitleHCH"), tbl(row("Appropriation", "$5")), typed("1.", "One.")
    )
    assert [unit for unit, *_ in found] == ["table-1/1", "1"]


def test_markers_printed_again_belong_to_the_note_of_their_table():
    """Why: every table starts its notes at `a`, and prints `a` wherever the note applies."""
    up = '<w:vertAlign w:val="superscript"/>'

    def table(words: str) -> str:
        mark = r("a", up)
        marked = tbl(row(cell(p("Posts", mark)), "1"), row(cell(p("Travel", mark)), "2"))
        return marked + p(tab(), "a", tab(), words, style="FootnoteText")

    found = document(typed("1.", "One."), table("First."), typed("2.", "Two."), table("Second."))
    assert [(n.text, n.paragraph_id, n.anchor_offset) for n in found.footnotes] == [
        ("First.", "A/99/1#table-1/1", 5),
        ("Second.", "A/99/1#table-2/1", 5),
    ]
    assert found.problems == ()


def test_annexes_number_again_and_name_what_has_no_number():
    """Why: `A/99/1#1` must stay the body's first paragraph; an annex may be a list without numbers."""
    found = units(
        typed("1.", "One."),
        p("Annex I", style="HCh"),
        p("A list of names follows."),
        p("Annex II", style="HCh"),
        typed("1.", "First."),
        typed("(a)", "Item."),
        typed("2.", "Second."),
    )
    assert [unit for unit, *_ in found] == ["1", "annex-i/1", "annex-ii-1", "annex-ii-1(a)", "annex-ii-2"]


def test_a_paragraph_of_word_is_whole():
    """Why: where no page breaks, a paragraph without a final stop is not continued by the next."""
    found = units(
        typed("1.", "The following were present"), p("Chile and Peru"), p("and others."), typed("2.", "So.")
    )
    assert [text for *_, text in found] == ["The following were present", "Chile and Peru and others.", "So."]


def test_notes_of_the_format_are_anchored():
    """Why: the anchor's offset is published."""
    found = document(
        typed("1.", "One."), p(tab(), "2.", tab(), "Two", ref(1), " it is."), footnotes=note(1, "See.")
    )
    assert [(n.marker, n.paragraph_id, n.anchor_offset, n.text) for n in found.footnotes] == [
        ("1", "A/99/1#2", 3, "See.")
    ]
