"""Rows and cells of a PDF, which has neither: gaps and edges tell them."""

from tests.unit.readers.printed import LEFT, TOP, Word, lines
from tests.unit.readers.test_pdf_reader import FULL, read, texts


def test_rows_of_cells_are_a_table() -> None:
    """Cells are joined by a tab, a wrapped cell is one, and the table's notes are notes."""
    words = [*lines(FULL, FULL, y=TOP + 60)]
    for row, cells in enumerate([("Category", "2025", "2026"), ("Posts", "10", "12"), ("Travel", "3", "4")]):
        words += [Word(LEFT + 120 * i, TOP - 15 * row, cell, 8.5) for i, cell in enumerate(cells)]
    words += [Word(LEFT, TOP - 40, "of staff", 8.5), Word(LEFT + 5, TOP - 57, "a", 5.5)]
    words += [Word(LEFT + 12, TOP - 60, "Estimate.", 8.5), *lines(FULL, y=TOP - 90)]
    blocks = read(words).blocks
    rows = [b.text for b in blocks if b.style == "table-row"]
    assert rows[:2] == ["Category\t2025\t2026", "Posts\t10\t12"] and rows[2].startswith("Travel")
    assert [(b.marker, b.text) for b in blocks if b.style == "footnote"] == [("a", "Estimate.")]
    assert {b.table for b in blocks if b.style == "table-row"} == {1}


def table_row(y: float, *cells: str, size: float = 10) -> list[Word]:
    """Cells at 113, 200 and 330 points."""
    return [Word(x, y, cell, size) for x, cell in zip((113, 200, 330), cells, strict=False)]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    """Tables in the size of the text: what goes on from a cell's left edge is no paragraph."""
    page = [
        *table_row(700, "Chad", "One", "A first long cell that"),
        Word(330, 688, "goes on below"),
        *table_row(660, "Peru", "Two", "Short"),
        *table_row(640, "Togo", "Three", "A last cell that"),
        Word(330, 628, "goes on too"),
        *lines("And here the text of the page goes on, from the left margin.", y=590),
    ]
    found = [(block.style, block.text) for block in read(page).blocks]
    assert found == [
        ("table-row", "Chad\tOne\tA first long cell that goes on below"),
        ("table-row", "Peru\tTwo\tShort"),
        ("table-row", "Togo\tThree\tA last cell that goes on too"),
        (None, "And here the text of the page goes on, from the left margin."),
    ]


def test_a_column_that_other_rows_prove_parts_cells_that_nearly_touch() -> None:
    """A long cell leaves a gap no wider than one between words; its neighbour starts at the column's edge."""
    rows = [table_row(700 - 20 * i, "Chad", "One", "Two") for i in range(3)]
    near = table_row(640, "Chad", "A name that is nearly as wide", "Two")
    found = texts(read([word for row in (*rows, near) for word in row]))
    assert found[-1] == "Chad\tA name that is nearly as wide\tTwo"
