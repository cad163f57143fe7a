"""Why: most Word files hold no paragraph numbers; Word counts them, and so must we, exactly."""

import pytest
from docx_files import blocks, level, p, style

from pipelines.readers.docx_numbering import in_format


def definition(at: int, *levels: str, more: str = "") -> str:
    """A numbering definition."""
    return f'<w:abstractNum w:abstractNumId="{at}">{more}{"".join(levels)}</w:abstractNum>'


def use(at: int, of: int, more: str = "") -> str:
    """A use of a definition."""
    return f'<w:num w:numId="{at}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


OUTLINE = definition(
    0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)")
)


def numbers(body: str, numbering: str, styles: str = ""):
    return [b.number for b in blocks(body, numbering=numbering, styles=styles)]


@pytest.mark.parametrize(
    ("n", "form", "shown"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (3, "lowerLetter", "c"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (14, "lowerRoman", "xiv"),
        (49, "upperRoman", "XLIX"),
        (0, "upperRoman", "0"),
        (9, "none", ""),
        (7, "chineseCounting", "7"),
    ],
)
def test_number_formats(n, form, shown):
    """Why: the letter after z and numerals above ten are where counting goes wrong."""
    assert in_format(n, form) == shown


def test_levels_count_and_start_again():
    """Why: items start at (a) under each paragraph, and paragraphs go on over them."""
    levels = [0, 1, 1, 2, 2, 1, 0, 1]
    body = "".join(p("Text", num=(1, at)) for at in levels)
    assert numbers(body, OUTLINE + use(1, 0)) == ["1.", "(a)", "(b)", "(i)", "(ii)", "(c)", "2.", "(a)"]


def test_other_text_between_does_not_stop_the_count():
    """Why: headings and tables stand between paragraphs; one reader that was tried restarted at 1 there."""
    body = p("One", num=(1, 0)) + p("Heading") + p("", num=(1, 0)) + p("Three", num=(1, 0))
    assert numbers(body, OUTLINE + use(1, 0)) == ["1.", None, "3."], "an empty paragraph is numbered too"


def test_uses_of_one_definition_count_together_unless_told():
    """Why: Word makes a new use for every list; only a start of its own begins again."""
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = "".join(p("Text", num=(n, 0)) for n in (1, 1, 2, 3, 3))
    assert numbers(body, OUTLINE + use(1, 0) + use(2, 0) + use(3, 0, restart)) == [
        "1.",
        "2.",
        "3.",
        "1.",
        "2.",
    ]


def test_a_use_can_change_a_level():
    """Why: the override is what is printed."""
    change = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)", start=4)}</w:lvlOverride>'
    assert numbers(p("Text", num=(1, 0)), OUTLINE + use(1, 0, change)) == ["IV)"]


def test_numbers_of_several_parts():
    """Why: budget documents print `24.3` and recommendations `81.12`."""
    outline = definition(0, level(0, "decimal", "%1.", start=24), level(1, "decimal", "%1.%2"))
    body = p("Text", num=(1, 1)) + p("Text", num=(1, 1))
    assert numbers(body, outline + use(1, 0)) == ["24.1", "24.2"]
    levels = level(1, "decimal", "%1.%2", more="<w:isLgl/>") + level(2, "decimal", "%1.%3")
    legal = definition(0, level(0, "upperRoman", "%1."), levels)
    body = p("Text", num=(1, 0)) + p("Text", num=(1, 1)) + p("Text", num=(1, 2))
    assert numbers(body, legal + use(1, 0)) == ["I.", "1.1", "I.1"]


def test_numbers_given_by_the_style():
    """Why: Geneva's paragraphs are numbered by their style alone; a paragraph can switch that off."""
    listed = "<w:pPr><w:numPr>{}</w:numPr></w:pPr>"
    styles = style("ParNo", "_ParNo_G", listed.format('<w:numId w:val="1"/>')) + style(
        "Item", "Item", '<w:basedOn w:val="ParNo"/>'
    )
    linked = definition(
        0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)", more='<w:pStyle w:val="Item"/>')
    )
    body = (
        p("One", style="ParNo")
        + p("a", style="Item")
        + p("No", style="ParNo", num=(0, 0))
        + p("Two", style="ParNo")
    )
    assert numbers(body, linked + use(1, 0), styles) == ["1.", "(a)", None, "2."]


def test_list_styles_are_followed():
    """Why: a definition may only name the style that holds the list."""
    styles = style("L", "L", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    numbering = definition(0, more='<w:numStyleLink w:val="L"/>') + OUTLINE.replace('Id="0"', 'Id="1"')
    assert numbers(p("Text", num=(1, 0)), numbering + use(1, 0) + use(2, 1), styles) == ["1."]


def test_levels_that_never_start_again():
    """Why: paragraph numbers go on through the sections of a report."""
    outline = definition(
        0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')
    )
    body = "".join(p("Text", num=(1, at)) for at in (0, 1, 1, 0, 1))
    assert numbers(body, outline + use(1, 0)) == ["I.", "1.", "2.", "II.", "3."]


def test_bullets_and_what_is_not_defined():
    """Why: a bullet is no number; a list that the file lacks numbers nothing."""
    bullets = definition(0, level(0, "bullet", "\uf0b7"))
    body = p("Text", num=(1, 0)) + p("Text", num=(1, 5)) + p("Text", num=(9, 0))
    assert numbers(body, bullets + use(1, 0)) == ["•", None, None]
    assert numbers(p("Text", num=(1, 0)), use(1, 7)) == [None]
