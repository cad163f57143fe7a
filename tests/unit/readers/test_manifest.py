"""Why: a wrong row in the manifest gives a document a wrong name, and every id with it."""

import hashlib
from pathlib import Path

import pytest

from pipelines.readers.errors import ReadError
from pipelines.readers.manifest import COLUMNS, read_manifest, symbol_from_name

ROOT = Path(__file__).resolve().parents[3]
HEADER = ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("name", "symbol", "remark"),
    [
        ("A_73_230.txt", "A/73/230", "the usual form"),
        ("A_HRC_38_18_Add.1.txt", "A/HRC/38/18/Add.1", "an addendum keeps its full stop"),
        ("E_CN.4_2006_6.txt", "E/CN.4/2006/6", "a dotted organ"),
        ("A_81_6_(SECT._24).docx", "A/81/6 (Sect. 24)", "a part in brackets keeps its spaces"),
        ("A_81_6_(Sect._29A)_Corr.1.docx", "A/81/6 (Sect. 29A)/Corr.1", "a letter in the section's number"),
        ("A_80_604_ADD.1.docx", "A/80/604/Add.1", "suffixes as printed"),
        ("S_2025_97.TXT", "S/2025/97", "capitals in the ending"),
        ("Copy of A_73_230.txt", "A/73/230", "a copy claims its original's symbol"),
        ("A_73_230 (1).txt", "A/73/230", "a second download"),
        ("A_73_230 - Copy.txt", "A/73/230", "a copy by a file manager"),
        ("S_RES_2254(2015).txt", "S/RES/2254(2015)", "a year in brackets is part of the symbol"),
        ("notes.txt", None, "no parts"),
        ("my_report.txt", None, "no number and small letters"),
        ("A_B.txt", None, "no number"),
    ],
)
def test_symbol_from_name(name, symbol, remark):
    """Why: without a manifest row the file's name is all that tells the symbol."""
    assert symbol_from_name(name) == symbol, remark


def test_manifest_is_optional(tmp_path):
    """Why: a new file in raw/ must be enough."""
    assert read_manifest(tmp_path) == {}


def test_own_manifest_describes_the_files_that_are_there():
    """Why: the hash proves that the row speaks of this very file."""
    entries = read_manifest(ROOT / "raw")
    for name, entry in entries.items():
        raw = (ROOT / "raw" / name).read_bytes()
        assert entry.sha256 == hashlib.sha256(raw).hexdigest(), name
    assert entries["A_73_230.txt"].symbol == "A/73/230"


@pytest.mark.parametrize(
    ("content", "words", "remark"),
    [
        ("file,symbol\n", "header", "missing columns"),
        (HEADER + ",note\n", "header", "an unknown column"),
        (HEADER + "\na.txt,A/1/2\n", "too few", "a short row"),
        (HEADER + "\na.txt,A/1/2,,,,,,,x\n", "too many", "a long row"),
        (HEADER + "\n../a.txt,A/1/2,,,,,,\n", "not a name", "a path out of raw/"),
        (HEADER + "\na.txt,hello,,,,,,\n", "symbol 'hello'", "no symbol"),
        (HEADER + "\na.txt,A/1/2,,,,1 May 2020,,\n", "retrieved_on", "a date in words"),
        (HEADER + "\na.txt,A/1/2,,,,,abc,\n", "sha256", "a cut hash"),
        (HEADER + "\na.txt,A/1/2,,,,,,\na.txt,A/1/3,,,,,,\n", "already", "two rows for a file"),
    ],
)
def test_wrong_manifests_are_refused(tmp_path, content, words, remark):
    """Why: a typing error must stop the run with the line named, not publish a wrong symbol."""
    (tmp_path / "manifest.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=words.replace("(", r"\(")):
        read_manifest(tmp_path)
    assert remark


def test_empty_cells_are_none(tmp_path):
    """Why: unknown is null, never an empty text."""
    (tmp_path / "manifest.csv").write_text(HEADER + "\na.txt,A/1/2,,,,,,\n", encoding="utf-8")
    entry = read_manifest(tmp_path)["a.txt"]
    assert (entry.symbol, entry.title, entry.url) == ("A/1/2", None, None)
