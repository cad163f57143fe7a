"""Why: a reader must not care in which format a report comes; the tables of the first one prove it."""

import runpy
from pathlib import Path

import pytest

from pipelines.load import load_document
from pipelines.process import rows_of

HERE = Path(__file__).parent
OF_THE_FILE = ("source_file", "source_format", "source_sha256")


def comparable(tables):
    """The tables without what says which file they were read from."""
    kept = {name: rows for name, rows in tables.items() if name != "source_ranges"}
    documents = [{k: v for k, v in row.items() if k not in OF_THE_FILE} for row in kept["documents"]]
    return kept | {"documents": documents}


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_every_table_is_that_of_the_text(ending, tables_of_first_report):
    """Why: numbers counted by the format, real notes, styles, a tracked change must end in the same rows."""
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
