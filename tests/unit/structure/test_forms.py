"""Why: reports differ in their form; each case here is one way in which UN documents are printed."""

from pipelines.readers.read import read
from pipelines.structure.build import build_document


def document(text: str, name: str = "A_99_1.txt"):
    return build_document(read(text.encode(), name))


def units(text: str):
    return [(p.unit, p.text) for p in document(text).paragraphs]


def codes(text: str):
    return [p.code for p in document(text).problems]


def test_page_break_halves_join_over_notes():
    """Why: a page's notes stand between the halves of its last sentence."""
    found = document("1. States made\n\n2018-1/x it, for instance,¹\n\n¹ See A/1.\n\nthe laws.\n\n2. Next.")
    assert found.paragraphs[0].text.endswith("for instance, the laws.")
    assert found.footnotes[0].anchor_kind == "text"


def test_a_continuation_in_capitals_joins_where_the_sentence_is_open():
    """Why: a page may break before a name."""
    text = "1. It was sent to the\n\nHuman Rights Council, which adopted it in 2018.\n\n2. Next."
    assert units(text)[0][1] == "It was sent to the Human Rights Council, which adopted it in 2018."


def test_second_paragraph_of_a_number_is_its_own_unit():
    """Why: quotations and closing words stand under a number without one of their own."""
    text = "1. It said so.\n\nMoreover, the Council agreed with it in the end.\n\n2. Next."
    assert [u for u, _ in units(text)] == ["1", "1/2", "2"]
    assert document(text).paragraphs[1].parent_paragraph_id == "A/99/1#1"


def test_items_and_nested_items():
    """Why: recommendations stand in lettered items; (i) is a letter after (h) and a numeral under (a)."""
    text = "1. States should:\n\n(a) Do:\n\n(i) One;\n\n(ii) Two;\n\n(b) Go.\n\n2. Next."
    found = document(text)
    assert [p.unit for p in found.paragraphs] == ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)", "2"]
    assert found.paragraphs[2].parent_paragraph_id == "A/99/1#1(a)"
    assert found.paragraphs[4].parent_paragraph_id == "A/99/1#1"
    letters = "1. So:\n\n" + "\n\n".join(f"({x}) Item;" for x in "abcdefghij")
    assert units(letters)[-2][0] == "1(i)"


def test_unbulleted_items_in_small_letters_stay_apart():
    """Why: after a colon a small letter starts an item, not the rest of a sentence."""
    assert len(units("1. They asked for:\n\nmore laws;\n\nfewer prisons.\n\n2. Next.")) == 4


def test_numbering_gap_and_repeat_are_told_and_nothing_is_lost():
    """Why: a misprint in the source must not lose a paragraph or hide."""
    gap = document("1. One.\n\n2. Two.\n\n5. Five.")
    assert [p.unit for p in gap.paragraphs] == ["1", "2", "5"]
    assert "3–4" in gap.problems[0].message
    repeat = document("1. One.\n\n2. Two.\n\n2. Two again.\n\n3. Three.")
    assert [p.paragraph_id for p in repeat.paragraphs][2] == "A/99/1#2:2"
    assert [p.code for p in repeat.problems] == ["numbering_repeat"]
    assert not any(p.is_fatal for p in (*gap.problems, *repeat.problems))


def test_a_figure_at_the_start_of_a_half_is_no_number():
    """Why: `17. 3` … a page can break before a number; the sequence tells."""
    text = "1. One.\n\n2. The age is\n\n17. Boys too.\n\n3. Three.\n\n4. Four."
    assert units(text)[1] == ("2", "The age is 17. Boys too.")
    assert codes(text) == []


def test_sub_numbers():
    """Why: universal periodic reviews number recommendations 81.1, 81.2."""
    text = "1. Listed:\n\n1.1. Ratify it (Chile);\n\n1.2. Amend it (Peru).\n\n2. Next."
    found = document(text)
    assert [p.unit for p in found.paragraphs] == ["1", "1.1", "1.2", "2"]
    assert found.paragraphs[2].parent_paragraph_id == "A/99/1#1"
    assert found.problems == ()


def test_markers_and_notes_without_each_other_are_told():
    """Why: a note lost between pages is a loss that a person can mend."""
    assert codes("1. It is so.¹\n\n2. Next.") == ["footnote_without_note"]
    found = document("1. It is so.\n\n¹ See A/1.\n\n2. Next.")
    assert [p.code for p in found.problems] == ["note_without_marker"]
    assert (found.footnotes[0].anchor_kind, found.footnotes[0].paragraph_id) == ("missing", None)


def test_marker_at_a_heading():
    """Why: notes to a heading belong to the paragraph that follows it."""
    found = document("I. Scope¹\n\n1. One.\n\n¹ See A/1.\n\nII. More\n\n2. Two.")
    note = found.footnotes[0]
    assert (note.anchor_kind, note.paragraph_id, note.anchor_offset) == ("heading", "A/99/1#1", None)
    assert found.sections[0].title == "Scope"


def test_plain_digit_notes():
    """Why: copied text has markers as plain digits; marker and note in sequence prove them."""
    found = document("1. It is so.1 And more.\n\n1 See A/61/1.\n\n2. Next.")
    assert found.paragraphs[0].text == "It is so. And more."
    assert (found.footnotes[0].text, found.footnotes[0].anchor_offset) == ("See A/61/1.", 9)


def test_contents_are_not_body():
    """Why: the table of contents repeats every heading."""
    text = (
        "Human Rights Council\n\nReport of the Expert\n\nSummary\n\nIt is short.\n\nContents\n\nPage\n\n"
        "I. Introduction ........ 3\n\nII. Findings ........ 4\n\nI. Introduction\n\n"
        "1. One.\n\nII. Findings\n\n2. Two."
    )
    found = document(text)
    assert [(s.label, s.title) for s in found.sections] == [
        (None, "Summary"),
        ("I", "Introduction"),
        ("II", "Findings"),
    ]
    assert {u.reason for u in found.unused} >= {"contents", "masthead"}


def test_annex_numbers_again_from_one():
    """Why: an annex has its own paragraph 1, which must not take the body's id."""
    found = document("I. Body\n\n1. One.\n\nAnnex I\n\nList of meetings\n\n1. First.\n\n2. Second.")
    assert [p.unit for p in found.paragraphs] == ["1", "annex-i-1", "annex-i-2"]
    assert found.problems == ()


def test_recommendation_section_passes_to_its_parts():
    """Why: what is asked of States stands under `A. States` of that section."""
    found = document("I. Recommendations\n\nA. States\n\n1. Do.\n\nB. Others\n\n2. Do.\n\nII. Next\n\n3. So.")
    assert [s.is_recommendation_section for s in found.sections] == [True, True, True, False]


def test_glued_headings_and_furniture_of_flattened_texts():
    """Why: texts saved from PDF run headings and page furniture into paragraphs; sequence proves them."""
    text = (
        "I. Introduction\n\n1. One A/99/1 06-46815 thing. II. Activities of the mandate\n\n"
        "2. Two.3 III. Findings A. Prisons\n\n3. Three. B. Courts\n\n4. Four by J. B. Smith."
    )
    found = document(text)
    assert [s.label for s in found.sections] == ["I", "II", "III", "A", "B"]
    assert [p.text for p in found.paragraphs] == ["One thing.", "Two.3", "Three.", "Four by J. B. Smith."]


def test_text_without_numbers_is_fatal():
    """Why: a file that is no report must stop, with the remedy, not publish nothing."""
    found = document("Dear Sir,\n\nThank you for the letter.")
    assert [p.code for p in found.problems if p.is_fatal] == ["no_numbered_paragraphs"]


def test_a_name_that_is_no_symbol_is_told():
    """Why: ids are built from the symbol; a document without one is named after its file."""
    found = document("1. One.", "notes from geneva.txt")
    assert (found.symbol, found.document_id) == (None, "NOTES FROM GENEVA")
    assert found.problems[0].code == "no_symbol"


def test_symbol_is_never_read_from_the_text():
    """Why: a masthead may print another document's symbol beside its own."""
    assert document("A/1/1\n\nGeneral Assembly\n\n1. One.").symbol == "A/99/1"
