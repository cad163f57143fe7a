"""Why: most resolutions that a budget cites stand in tables, as bare numbers, often with a link."""

import pytest
from docx_files import cell, docx, p, r, relation, row, style, tab, tbl

from pipelines.extract.document_links import symbol_of_link
from pipelines.extract.symbols import find_symbols
from pipelines.process import rows_of
from pipelines.readers.read import read
from pipelines.structure.build import build_document

STYLES = style("HCh", "_ H _Ch") + style("H4", "_ H_4")


def link(at: str, words: str) -> str:
    return f'<w:hyperlink r:id="{at}">{r(words)}</w:hyperlink>'


def tables(heading: str, *content: str, links: dict[str, str] | None = None):
    body = p("Mandates", style="HCh") + p("1.", tab(), "The mandates are listed.") + p(heading, style="H4")
    targets = [relation(at, "hyperlink", target, True) for at, target in (links or {}).items()]
    raw = docx(body + "".join(content), *targets, styles=STYLES)
    return rows_of(build_document(read(raw, "A_99_6_(SECT._3).docx")))


def symbols(heading: str, *content: str, links: dict[str, str] | None = None):
    return [x["symbol"] for x in tables(heading, *content, links=links)["citations"]]


@pytest.mark.parametrize(
    ("target", "symbol"),
    [
        ("https://docs.un.org/en/A/RES/59/276", "A/RES/59/276"),
        ("https://undocs.org/S/RES/2254(2015)", "S/RES/2254(2015)"),
        ("http://undocs.org/fr/E/2018/64", "E/2018/64"),
        ("https://docs.un.org/en/A/hrc/RES/60/13", "A/HRC/RES/60/13"),
        ("https://undocs.org/en/a/res/75/253a-c", "A/RES/75/253A-C"),
        ("https://undocs.org/en/a/80/604/add.1", "A/80/604/Add.1"),
        ("https://docs.un.org/en/A/81/6(Sect.6)", "A/81/6 (Sect. 6)"),
        ("https://docs.un.org/en/A/RES/1472%20(XIV)", "A/RES/1472(XIV)"),
        ("https://undocs.org/Home/Mobile?FinalSymbol=A%2FHRC%2F50%2F28&Language=E", "A/HRC/50/28"),
        ("https://www.un.org/ga/search/view_doc.asp?symbol=A/RES/64/292", "A/RES/64/292"),
        ("https://undocs.org/en/UNEP/EA.4/Res.1", "UNEP/EA.4/Res.1"),
        ("https://www.un.org/en/about-us", None),
        ("https://www.example.org/A/RES/59/276", None),
        ("https://undocs.org.example.org/A/RES/59/276", None),
        ("https://[undocs.org/A/1", None),
        ("mailto:a@un.org", None),
        ("#A/RES/59/276", None),
    ],
)
def test_symbols_of_addresses(target, symbol):
    """Why: the servers changed their addresses over the years; other sites name symbols too."""
    assert symbol_of_link(target) == symbol


@pytest.mark.parametrize(
    ("heading", "printed", "found"),
    [
        ("General Assembly resolutions", "59/276 A", ["A/RES/59/276A"]),
        ("General Assembly resolutions", "57/300; 58/269", ["A/RES/57/300", "A/RES/58/269"]),
        ("General Assembly resolutions", "57/300 58/269", ["A/RES/57/300", "A/RES/58/269"]),
        ("General Assembly resolutions", "80/84 A–B", ["A/RES/80/84A-B"]),
        ("General Assembly resolutions", "1472 A (XIV); 76 (V)", ["A/RES/1472(XIV)", "A/RES/76(V)"]),
        ("General Assembly resolutions", "45/248 B, sect. VI; 46/1", ["A/RES/45/248B", "A/RES/46/1"]),
        ("Human Rights Council resolutions", "S-30/1", ["A/HRC/RES/S-30/1"]),
        ("Human Rights Council decisions", "2/113", ["A/HRC/DEC/2/113"]),
        ("Economic and Social Council resolutions and decisions", "2001/321", ["E/DEC/2001/321"]),
        ("Economic and Social Council resolutions and decisions", "2001/3", ["E/RES/2001/3"]),
        ("Economic and Social Council resolutions", "914 (XLVII)", ["E/RES/914(XLVII)"]),
        ("Security Council resolutions", "2811 (2025)", ["S/RES/2811(2025)"]),
        ("Commission on Narcotic Drugs resolutions", "51/12", []),
        ("Reports of the Secretary-General", "51/12", []),
        ("General Assembly resolutions", "Since 51/12", []),
    ],
)
def test_numbers_under_a_heading(heading, printed, found):
    """Why: the heading is all that tells whose resolution `59/21` is."""
    assert symbols(heading, tbl(row(printed, "A title of 12/31"))) == found
    assert symbols(heading, p(printed, tab(), "A title")) == found


def test_a_column_or_a_row_can_be_the_heading():
    """Why: some documents print the organ in the table itself."""
    table = tbl(
        row("General Assembly resolutions", "Title"),
        row("59/21", "One"),
        row("Human Rights Council resolutions", ""),
        row("6/13", "Two"),
        row("Implementation of General Assembly resolutions", "x"),
        row("6/14", "Three"),
    )
    assert symbols("Legislative mandates", table) == ["A/RES/59/21", "A/HRC/RES/6/13", "A/HRC/RES/6/14"]


def test_the_heading_ends_with_its_section():
    """Why: figures in a later table are no resolutions."""
    later = p("Deliverables", style="H4") + tbl(row("59/22", "x"))
    assert symbols("General Assembly resolutions", tbl(row("59/21", "x")), later) == ["A/RES/59/21"]
    later = p("2.", tab(), "The output was as below.") + p("Outputs", style="H4") + tbl(row("59/22", "x"))
    assert symbols("General Assembly resolutions", tbl(row("59/21", "x")), later) == ["A/RES/59/21"]


def test_a_link_over_one_of_several_numbers_leaves_the_others_to_be_read():
    """Why: links are laid on the first number of a cell, or over all of them."""
    target = {"L": "https://docs.un.org/en/A/RES/57/300"}
    for words in (p(link("L", "57/300"), "; 58/269"), p(link("L", "57/300; 58/269"))):
        found = symbols("General Assembly resolutions", tbl(row(cell(words), "x")), links=target)
        assert found == ["A/RES/57/300", "A/RES/58/269"]


def test_a_link_that_contradicts_the_words_is_told():
    """Why: links to the wrong organ's resolution are common; neither side is always right."""
    target = {"L": "https://docs.un.org/en/A/RES/49/32"}
    found = tables(
        "Human Rights Council resolutions", tbl(row(cell(p(link("L", "49/32"))), "x")), links=target
    )
    assert [x["symbol"] for x in found["citations"]] == ["A/HRC/RES/49/32", "A/RES/49/32"]
    assert [(x["surface"], x["kind"]) for x in found["unresolved"] if x["surface"]] == [("49/32", "citation")]
    agreeing = {"L": "https://docs.un.org/en/A/hrc/RES/49/32"}
    found = tables(
        "Human Rights Council resolutions", tbl(row(cell(p(link("L", "49/32"))), "x")), links=agreeing
    )
    assert [x["symbol"] for x in found["citations"]] == ["A/HRC/RES/49/32"]
    assert not [x for x in found["unresolved"] if x["surface"]]


def test_parts_of_a_document_are_documents():
    """Why: each section of the budget has a symbol of its own; the document does not cite itself."""
    text = "See A/80/6 (Sect. 29A), A/75/5 (Vol. II), chap. I, and A/80/6 (Sect. 3)/Add.1."
    assert [s.symbol for s in find_symbols(text)] == [
        "A/80/6 (Sect. 29A)",
        "A/75/5 (Vol. II)",
        "A/80/6 (Sect. 3)/Add.1",
    ]
    assert symbols("Notes", p("The present document (A/99/6 (Sect. 3)) replaces A/98/6 (Sect. 3).")) == [
        "A/98/6 (Sect. 3)"
    ]
