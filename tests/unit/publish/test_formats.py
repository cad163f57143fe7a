"""Every format holds the same release: the same tables, columns, rows and values."""

import contextlib
import csv
import datetime as dt
import sqlite3
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model.declaration import load_tables
from pipelines.publish.formats import csv_files, duckdb_file, hyper, sqlite_file, workbook
from pipelines.publish.formats.registry import COPIES, WRITERS
from pipelines.publish.views import views_for
from pipelines.tables import shape

NASTY = [
    "=HYPERLINK(\"x\",\"y\")", "+1", "-1", "@SUM(A1)", "'already", "''twice", "\tcell", "\rline", "\nline",
    "two\nlines", "two\r\nlines", 'a "quoted", word', "007", "1e5", "TRUE", "null", "2018-01-01", " blank ",
    "＝１", "Türkiye", "عربي", "𝒳🕊", "&amp;<b>", "_x0041_", "a\tb", "\\N",
]  # fmt: skip
"""Texts that some reader or spreadsheet is known to take for something else."""


@pytest.fixture(scope="module")
def nasty(contents: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The release with such texts in it, truth values, days, fractions and nulls beside them."""
    codes = [
        {"code_id": f"nasty:{i}", "list": text, "code": text, "label": text, "source": text}
        | {"definition": None if i % 2 else text, "rank": None if i % 2 else -(2**40) - i}
        for i, text in enumerate(NASTY)
    ]
    countries = [
        {"country_iso3": f"A{chr(65 + i)}{chr(65 + i)}", "iso2": None, "m49": "004", "name": text}
        | {"region": text, "subregion": None, "is_un_member": i % 2 == 0}
        for i, text in enumerate(NASTY)
    ]
    documents = contents["documents"].to_pylist()
    odd = documents[0] | {"document_id": "X", "symbol": "X", "published_on": dt.date(1, 1, 1), "title": None}
    quality = [
        row | {"value": 0.1 + 0.2 if i % 2 else 1e-17}
        for i, row in enumerate(contents["quality"].to_pylist())
    ]
    changed = {"codes": codes, "countries": countries, "documents": [*documents, odd], "quality": quality}
    return contents | {name: shape(name, rows) for name, rows in changed.items()}


def test_csv_gives_the_tables_back(nasty: dict[str, pa.Table], tmp_path: Path) -> None:
    """Values, types and nulls survive text."""
    csv_files.write(nasty, tmp_path)
    assert sorted(p.stem for p in (tmp_path / "csv").iterdir()) == sorted(nasty)
    for name, table in nasty.items():
        assert csv_files.read(tmp_path / "csv" / f"{name}.csv", load_tables()[name]).equals(table), name


def test_no_csv_cell_is_a_formula(nasty: dict[str, pa.Table], tmp_path: Path) -> None:
    """A report that quotes `=cmd|…` must not run on an analyst's computer."""
    csv_files.write(nasty, tmp_path)
    texts = {name: {f.name for f in t.schema if pa.types.is_string(f.type)} for name, t in nasty.items()}
    seen = 0
    for path in sorted((tmp_path / "csv").iterdir()):
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
        for row in csv.DictReader(raw.decode("utf-8").splitlines(keepends=True)):
            for column, cell in row.items():
                assert not (column in texts[path.stem] and cell[:1] in set("=+-@\t\r\n＝＋－＠")), (
                    path,
                    cell,
                )
                seen += 1
    assert seen > 10_000


@given(st.text(min_size=1))
def test_the_guard_can_be_taken_away(text: str) -> None:
    """Whatever the text is."""
    assert csv_files.unguarded(csv_files.guarded(text)) == text


def test_sqlite_gives_the_tables_back(nasty: dict[str, pa.Table], tmp_path: Path) -> None:
    """Values, nulls, days and truth values; and the file is in order."""
    path = sqlite_file.write(nasty, tmp_path, "x")[0]
    for name, table in nasty.items():
        assert sqlite_file.read(path, table.schema, name).equals(table), name
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_sqlite_keys_hold(released: Path) -> None:
    """Declared foreign keys are what Datasette follows: none may point nowhere."""
    with contextlib.closing(sqlite3.connect(released / "unreports.sqlite")) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        keys = db.execute("SELECT * FROM pragma_foreign_key_list('country_actions')").fetchall()
    assert len(keys) == 4


def test_sqlite_finds_words(released: Path) -> None:
    """Stems, phrases, booleans, prefixes and folded diacritics, as the index promises."""
    with contextlib.closing(sqlite3.connect(released / "unreports.sqlite")) as db:

        def hits(query: str) -> set[str]:
            sql = (
                "SELECT p.paragraph_id FROM paragraphs_fts f JOIN paragraphs p ON p.rowid = f.rowid "
                "WHERE paragraphs_fts MATCH ?"
            )
            return {row[0] for row in db.execute(sql, [query])}

        assert hits("defending") == hits("defender") != set()
        assert hits('"human rights defenders"') < hits("human AND rights AND defenders")
        assert hits("declaration NOT women") == hits("declaration") - hits("women") != hits("declaration")
        assert hits("defend*") >= hits("defender")
        assert hits("Cameroón") == hits("Cameroon") != set()


def test_the_sqlite_file_is_the_same_every_time(contents: dict[str, pa.Table], tmp_path: Path) -> None:
    """It is committed: a rebuild that differs would be a change nobody made."""
    one = sqlite_file.write(contents, tmp_path, "one")[0].read_bytes()
    two = sqlite_file.write(contents, tmp_path, "two")[0].read_bytes()
    assert one == two
    assert int.from_bytes(one[sqlite_file.WRITER_VERSION], "big") == sqlite_file.OLDEST


def test_duckdb_gives_the_tables_back(nasty: dict[str, pa.Table], tmp_path: Path) -> None:
    """Values and types; and the words that explain them."""
    path = duckdb_file.write(nasty, tmp_path, "x")[0]
    for name, table in nasty.items():
        assert duckdb_file.read(path, table.schema, name).equals(table), name
    with duckdb.connect(str(path), read_only=True) as db:
        told = db.execute("SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal "
                          "AND table_name NOT LIKE 'vw_%'").fetchone()  # fmt: skip
    assert told == (0,)


def test_views_say_the_same_in_both(contents: dict[str, pa.Table], released: Path, tmp_path: Path) -> None:
    """The ten questions and the BI tools may use either file."""
    path = duckdb_file.write(contents, tmp_path, "x")[0]
    with (
        duckdb.connect(str(path), read_only=True) as one,
        contextlib.closing(sqlite3.connect(released / "unreports.sqlite")) as two,
    ):
        for view in views_for("duckdb"):
            sql = f"SELECT * FROM {view.name}"
            rows = [
                sorted(str([_plain(v) for v in r]) for r in db.execute(sql).fetchall()) for db in (one, two)
            ]
            assert rows[0] == rows[1] and rows[0], view.name
            table = view.name.removeprefix("vw_")
            if table in contents:
                assert len(rows[0]) == contents[table].num_rows, f"{view.name} loses or doubles rows"


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def test_the_workbook_gives_the_tables_back(nasty: dict[str, pa.Table], tmp_path: Path) -> None:
    """Read by another library: a sheet a table, text as text, and a sheet that explains the columns."""
    nasty = nasty | {"documents": nasty["documents"].slice(0, 1)}  # a sheet has no days before 1900
    path = workbook.write(nasty, tmp_path, "x")[0]
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.sheetnames == [workbook.ABOUT, workbook.DICTIONARY, *nasty]
    for name, table in nasty.items():
        header, *rows = book[name].iter_rows(values_only=True)
        assert list(header) == table.column_names
        expected = [[_to_sheet(v) for v in row.values()] for row in table.to_pylist()]
        assert [[_from_sheet(v) for v in row] for row in rows] == expected, name
    explained = {(row[0], row[1]) for row in book[workbook.DICTIONARY].iter_rows(min_row=2, values_only=True)}
    assert explained == {(t.name, c.name) for t in load_tables().values() for c in t.columns}


def _to_sheet(value: object) -> object:
    """A sheet holds 16 digits of a number."""
    return float(f"{value:.16G}") if isinstance(value, float) else value


def _from_sheet(value: object) -> object:
    """Days come as points in time; what XML has not stands as `_x000D_`, which Excel (not openpyxl) reads."""
    if isinstance(value, dt.datetime):
        return value.date()
    return value.replace("_x000D_", "\r") if isinstance(value, str) else value


def test_the_workbook_is_the_same_every_time(contents: dict[str, pa.Table], tmp_path: Path) -> None:
    """No clock in it."""
    one = workbook.write(contents, tmp_path, "one")[0]
    two_folder = tmp_path / "two"
    two_folder.mkdir()
    assert one.read_bytes() == workbook.write(contents, two_folder, "one")[0].read_bytes()


def test_the_workbook_says_what_it_cannot_hold(
    contents: dict[str, pa.Table], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that does not fit is named, and a text that is cut ends in an ellipsis."""
    monkeypatch.setattr(workbook, "MOST_ROWS", 200)
    monkeypatch.setattr(workbook, "MOST_CHARACTERS", 500)
    book = openpyxl.load_workbook(workbook.write(contents, tmp_path, "x")[0], read_only=True)
    assert "actors" not in book.sheetnames
    notes = {row[0]: row[3] for row in book[workbook.ABOUT].iter_rows(min_row=2, values_only=True)}
    assert "Left out" in notes["actors"] and "texts are cut" in notes["paragraphs"]
    texts = [row[8] for row in book["paragraphs"].iter_rows(min_row=2, values_only=True)]
    assert max(map(len, texts)) == 500 and any(text.endswith(workbook.CUT) for text in texts)


@pytest.mark.heavy
def test_tableau_gives_the_tables_back(nasty: dict[str, pa.Table], tmp_path: Path) -> None:
    """Written and read by Tableau's own library."""
    path = hyper.write(nasty, tmp_path, "x")[0]
    for name, table in nasty.items():
        key = [(column, "ascending") for column in load_tables()[name].primary_key]
        found = hyper.read(path, table.schema, name)  # in parts: the order is not kept
        assert found.sort_by(key).equals(table.sort_by(key)), name


def test_a_release_has_parquet_and_its_copies(released: Path) -> None:
    """What the registry says, and no more."""
    held = {path.suffix.removeprefix(".") for path in released.rglob("*.*")}
    assert held & set(WRITERS) == {"parquet", *COPIES}
