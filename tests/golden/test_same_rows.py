"""Why: a reader must not care in which format a report comes; the tables of the first one prove it."""

import runpy
from pathlib import Path

import pytest

from pipelines.load import load_document
from pipelines.process import rows_of

HERE = Path(__file__).parent
OF_THE_FILE = ("source_file", "source_format", "source_sha256", "page_first", "page_last")


def comparable(tables):
    """The tables without what says which file they were read from, and on which page."""
    return {
        name: [{k: v for k, v in row.items() if k not in OF_THE_FILE} for row in rows]
        for name, rows in tables.items()
        if name != "source_ranges"
    }


@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
def test_every_table_is_that_of_the_text(ending, tables_of_first_report):
    """Why: numbers counted by the format, real notes, pages, a tracked change must end in the same rows."""
    expected = comparable(tables_of_first_report)
    found = comparable(rows_of(load_document(HERE / f"A_73_230.{ending}")))
    assert [name for name in expected if expected[name] != found.get(name)] == []
    assert expected.keys() == found.keys()
    assert (len(found["paragraphs"]), len(found["footnotes"])) == (70, 19)


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_the_file_is_what_its_script_writes(ending, tmp_path):
    """Why: a golden file that nobody can make again cannot be mended."""
    script, again = HERE / f"make_{ending}.py", tmp_path / f"again.{ending}"
    runpy.run_path(str(script))["write"](again)
    assert again.read_bytes() == (HERE / f"A_73_230.{ending}").read_bytes(), f"run `python {script}`"


def test_pages_of_the_pdf():
    """Why: whoever checks a row opens the page; a paragraph over a page's end has two."""
    pages = [p.passage.pages for p in load_document(HERE / "A_73_230.pdf").paragraphs]
    assert pages[0] == (1, 1) and pages[-1][1] == 11
    assert sum(first != last for first, last in pages) == 5
    assert pages == sorted(pages)
