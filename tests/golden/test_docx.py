"""Why: a reader must not care in which format a report comes; the tables of the first one prove it."""

import runpy
from pathlib import Path

from pipelines.load import load_document
from pipelines.process import rows_of

HERE = Path(__file__).parent
GOLDEN = HERE / "A_73_230.docx"
OF_THE_FILE = ("source_file", "source_format", "source_sha256")


def comparable(tables):
    """The tables without what says which file they were read from."""
    kept = {name: rows for name, rows in tables.items() if name != "source_ranges"}
    documents = [{k: v for k, v in row.items() if k not in OF_THE_FILE} for row in kept["documents"]]
    return kept | {"documents": documents}


def test_every_table_is_that_of_the_text(tables_of_first_report):
    """Why: numbers counted by Word, real notes, styles, a tracked change must end in the same rows."""
    expected = comparable(tables_of_first_report)
    found = comparable(rows_of(load_document(GOLDEN)))
    assert [name for name in expected if expected[name] != found.get(name)] == []
    assert expected.keys() == found.keys()
    assert (len(found["paragraphs"]), len(found["footnotes"])) == (70, 19)


def test_the_file_is_what_its_script_writes(tmp_path):
    """Why: a golden file that nobody can make again cannot be mended."""
    runpy.run_path(str(HERE / "make_docx.py"))["write"](tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == GOLDEN.read_bytes(), (
        "run `python tests/golden/make_docx.py`"
    )
