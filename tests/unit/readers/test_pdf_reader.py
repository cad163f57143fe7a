"""What a page's geometry means: each test sets one page as the UN prints it and asks for the blocks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers.blocks import Block, Source
from pipelines.readers.pdf.read import read_pdf
from tests.unit.readers.printed import LEFT, TOP, Word, lines, numbered, printed

FULL = "the States that have taken steps to support the work of defenders and of their own"
NAME = "A_99_1.pdf"


def read(*pages: list[Word]) -> Source:
    return read_pdf(printed(*pages), NAME)


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def only(source: Source) -> Block:
    assert len(source.blocks) == 1, texts(source)
    return source.blocks[0]


def test_the_lines_of_a_paragraph_are_one_block_that_knows_its_number() -> None:
    """A number is known by the gap behind it: nothing else tells `24.3` from a decimal."""
    block = only(
        read(numbered("24.3", "The Assembly welcomed " + FULL, "organizations, and asked for more."))
    )
    assert block.text == f"24.3 The Assembly welcomed {FULL} organizations, and asked for more."
    assert block.text[: block.label] == "24.3"


def test_a_wider_gap_starts_a_block() -> None:
    """Paragraphs without numbers are told apart by the space between them alone."""
    first, second = lines("One " + FULL, "and no more."), lines("Two " + FULL, "and more.", y=TOP - 30)
    assert texts(read(first + second)) == [f"One {FULL} and no more.", f"Two {FULL} and more."]


def test_items_on_the_lines_of_a_list_are_blocks() -> None:
    """Single-spaced lists have no gap; the letter set apart and the end of the item before it tell."""
    words = [*numbered("1.", FULL, "as follows:"), *numbered("(a)", "A law;", y=TOP - 24)]
    words += numbered("(b)", "A plan.", y=TOP - 36)
    assert texts(read(words)) == [f"1. {FULL} as follows:", "(a) A law;", "(b) A plan."]


def test_a_line_that_starts_with_a_letter_by_chance_goes_on() -> None:
    """`paragraph 15 / (b) of the annex` broken before the bracket is no item."""
    words = [*lines(f"{FULL} in paragraph 15"), *lines("(b) of the annex to the resolution.", y=TOP - 12)]
    assert only(read(words)).text.endswith("in paragraph 15 (b) of the annex to the resolution.")


@pytest.mark.parametrize(
    ("raised", "size", "remark"),
    [(3.5, 5.5, "raised, as Word prints them"), (0, 6.5, "small on the baseline, as some printers do")],
)
def test_small_figures_are_references(raised: float, size: float, remark: str) -> None:
    """A reference glued to the text would read as a number (`percent3`)."""
    words = [
        *lines("Many were attacked."),
        Word(LEFT + 84, TOP + raised, "3", size),
        *lines("The", y=TOP - 12),
    ]
    block = only(read(words))
    assert block.text == "Many were attacked. The", remark
    assert [(m.offset, m.marker) for m in block.passage.marks] == [(19, "3")]


def test_an_index_below_the_line_is_no_reference() -> None:
    """CO2 keeps its figure."""
    words = [
        Word(LEFT, TOP, "They emit CO"),
        Word(LEFT + 59, TOP - 2, "2", 6.5),
        Word(LEFT + 64, TOP, "daily."),
    ]
    block = only(read(words))
    assert not block.passage.marks and "2" in block.text


def note(marker: str, text: str, y: float = 80) -> list[Word]:
    return [Word(LEFT - 13, y + 14, "__________________", 8), Word(LEFT + 4, y + 3, marker, 5.5),
            Word(LEFT + 10, y, text, 8.5)]  # fmt: skip


def test_a_note_stands_below_the_rule() -> None:
    """The note leaves the body, without its marker and without the rule."""
    words = [
        *lines("Many " + FULL),
        Word(LEFT + 340, TOP + 3.5, "1", 5.5),
        *note("1", "See resolution 53/144."),
    ]
    body, foot = read(words).blocks
    assert body.style is None and body.passage.marks[0].marker == "1"
    assert (foot.style, foot.marker, foot.text) == ("footnote", "1", "See resolution 53/144.")


def test_a_paragraph_goes_on_over_the_page_and_its_notes() -> None:
    """The page's end, its notes and running heads stand between the halves of one sentence."""
    head = [Word(480, 760, "A/99/1", 9)]
    one = [*head, *numbered("1.", FULL), *lines(FULL, y=TOP - 12), *note("1", "A note.")]
    two = [*head, *lines("ended on the next page."), *numbered("2.", "Another.", y=TOP - 24)]
    source = read(one, two)
    assert texts(source) == [f"1. {FULL} {FULL} ended on the next page.", "A note.", "2. Another."]
    assert source.blocks[0].passage.pages == (1, 2)


def test_what_every_page_carries_is_no_text() -> None:
    """Symbols, job numbers and section titles in the margins are taken out and accounted for."""
    pages = [
        [
            Word(60, 750, "Part II", 8.5),
            *numbered(f"{n}.", "It has its own words.", y=600),
            Word(60, 37, f"26-0494{n}", 8.5),
        ]
        for n in range(1, 5)
    ]
    source = read(*pages)
    assert texts(source) == [f"{n}. It has its own words." for n in range(1, 5)]
    assert {reason for reason, _ in source.taken} == {"furniture"}
    assert [source.texts[r.page][r.source_start : r.source_end] for _, r in source.taken[:2]] == [
        "Part II",
        "26-04941",
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("to further the develop-", "ment of rights", "the development of"),
        ("the right of self-", "determination of peoples", "self-determination"),
        ("the Secretary-", "General was asked", "Secretary-General"),
        ("see document A/HRC/", "25/55 of that year", "A/HRC/25/55"),
    ],
)
def test_words_cut_at_the_line_are_whole(first: str, second: str, joined: str) -> None:
    """Only a hyphen that the line break put in goes: the word list tells."""
    assert joined in only(read(lines(f"{FULL} {first}", second))).text


@pytest.mark.parametrize(
    ("size", "bold", "italic", "style"),
    [
        (14, True, False, "heading-1"),
        (12, True, False, "heading-2"),
        (10, True, False, "heading-3"),
        (10, False, True, "heading-4"),
        (10, False, False, None),
    ],
)
def test_type_makes_a_heading(size: float, bold: bool, italic: bool, style: str | None) -> None:
    """The UN's templates set the ranks of headings by size, bold and italics."""
    words = [Word(LEFT, TOP, "Support for defenders", size, bold, italic)]
    words += lines(FULL, FULL, FULL, "and their work.", y=TOP - 40)
    assert read(words).blocks[0].style == style


def test_a_bold_sentence_is_no_heading() -> None:
    """Advisory bodies print what they recommend in bold."""
    words = [*lines("The Committee recommends the posts.", bold=True), *lines(FULL, FULL, y=TOP - 30)]
    block = read(words).blocks[0]
    assert block.bold and block.style is None


@pytest.mark.parametrize("left", [True, False])
def test_a_running_head_with_the_title_is_no_text(left: bool) -> None:
    """Resolutions print their symbol at the outer edge and their title at the inner one, on a page or two."""
    symbol, title = (
        Word(60 if left else 500, 740, "A/RES/99/1"),
        Word(300 if left else 60, 740, "Day of Soil"),
    )
    first, second = lines("The soil, which is " + FULL), lines("and so it goes on.")
    found = read([*lines("Day of Soil", size=14, bold=True)], first, [symbol, title, *second])
    assert texts(found) == ["Day of Soil", f"The soil, which is {FULL} and so it goes on."]


def test_signs_of_more_overleaf_are_no_text() -> None:
    """Documents before 2000 print `/...` at the foot of every page but the last."""
    pages = [[*numbered(f"{n}.", "It tells something."), Word(500, 60, "/...")] for n in (1, 2)]
    assert texts(read(*pages)) == ["1. It tells something.", "2. It tells something."]


def test_spaces_of_a_justified_line_are_one() -> None:
    """Some programs set two spaces where a line is stretched; characters that are not shown are none."""
    assert only(read(lines("The  soil   is\u00a0thin."))).text == "The soil is thin."


def test_links_lie_on_their_words() -> None:
    """The target of `59/21` tells which body's resolution it is."""
    target = "https://docs.un.org/en/A/HRC/RES/59/21"
    words = [Word(LEFT, TOP, "In its resolution "), Word(LEFT + 72, TOP, "59/21", target=target)]
    words += [Word(LEFT + 97, TOP, ", the Council asked.")]
    block = only(read(words))
    assert [(block.text[x.start : x.end], x.target) for x in block.passage.links] == [("59/21", target)]


def test_asterisks_behind_a_word_are_references() -> None:
    """The masthead prints them in the words' own type."""
    block = read([*lines("Items 138 and 139 of the list**"), *lines(FULL, y=TOP - 60)]).blocks[0]
    assert block.text == "Items 138 and 139 of the list"
    assert [m.marker for m in block.passage.marks] == ["**"]


def test_the_two_sides_of_a_masthead_are_read_apart() -> None:
    """Organ and date stand on one line and have nothing to do with each other."""
    words = [Word(60, 720, "General Assembly", 20, True), Word(400, 720, "Distr.: General")]
    words += [Word(400, 705, "10 April 2026"), *lines(FULL, FULL, FULL, y=600)]
    assert texts(read(words))[:3] == ["Distr.: General", "10 April 2026", "General Assembly"]


def test_recognised_scans_are_set_to_one_size() -> None:
    """Wavering sizes would make every second word a heading or a reference."""
    sizes = [9, 9.5, 10, 10.5, 11, 11.5, 12, 12.5, 13]
    words = [
        Word(LEFT + 45 * (i % 7), TOP - 15 * (i // 7) + (i % 3), f"word{i:02}", sizes[i % len(sizes)])
        for i in range(70)
    ]
    assert [b.style for b in read(words).blocks] == [None]


def test_the_same_file_gives_the_same_blocks() -> None:
    """Releases are compared byte by byte."""
    raw = printed(numbered("1.", FULL, "and more."))
    assert read_pdf(raw, NAME) == read_pdf(raw, NAME)


WORDS = st.lists(
    st.builds(
        Word,
        st.floats(20, 500),
        st.floats(30, 770),
        st.text(
            st.characters(min_codepoint=33, max_codepoint=255, exclude_categories=["Cc"]),
            min_size=1,
            max_size=12,
        ),
        st.sampled_from([5.5, 8.5, 10.0, 14.0]),
        st.booleans(),
    ),
    min_size=1,
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_nothing_is_lost_and_every_range_is_true(one: list[Word], two: list[Word]) -> None:
    """Whatever stands where: each character of a page's text is in one block or was taken out by name."""
    source = read(one, two)
    used = {page: [0] * len(text) for page, text in source.texts.items()}
    for block in source.blocks:
        for r in block.passage.ranges:
            assert block.text[r.start : r.end] == source.texts[r.page][r.source_start : r.source_end]
            for at in range(r.source_start, r.source_end):
                used[r.page][at] += 1
    for _, r in source.taken:
        for at in range(r.source_start, r.source_end):
            used[r.page][at] += 1
    for page, text in source.texts.items():
        for at, character in enumerate(text):
            if character.isalnum() and used[page][at] != 1:
                # Markers of notes are named by their block, not by a range.
                assert used[page][at] == 0 and any(b.marker for b in source.blocks), (page, at, text)
