"""Search in the SQLite file: the table of queries, the words, the families, the errors.

The same table runs against the browser's engine in tests/browser/test_search.py.
"""

import sqlite3
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from search_table import made_up_units, query_table

from pipelines.publish.formats import sqlite_file
from pipelines.publish.search.families import family_of, stop_words, with_families
from pipelines.publish.search.query import QueryError, parse
from pipelines.publish.search.sqlite import add_index, as_sql, find
from pipelines.publish.search.units import Unit, units_of
from pipelines.publish.search.words import tokens

ROOT = Path(__file__).parents[3]
AT_LEAST = 30


@pytest.fixture(scope="module")
def connection() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    add_index(made, made_up_units())
    return made


@pytest.fixture(scope="module")
def release_units() -> list[Unit]:
    return units_of(
        {path.stem: pq.read_table(path).to_pylist() for path in (ROOT / "outputs").glob("*.parquet")}
    )


def test_the_table_of_queries_finds_what_it_must(connection: sqlite3.Connection) -> None:
    """All failures in one run: a change of the language shows everything that it changes."""
    cases = query_table()
    wrong = [
        f"{case.query!r} {case.filters} ({case.remark}): {found}, not {case.hits}"
        for case in cases
        if (found := find(connection, case.query, case.filters)) != case.hits
    ]
    assert not wrong, "\n".join(wrong)
    assert len(cases) >= AT_LEAST


@pytest.mark.parametrize(
    "query",
    [
        "(woman",
        "woman)",
        '"woman',
        "woman AND",
        "AND woman",
        "woman OR",
        "OR woman",
        "NOT",
        "w*",
        "woman OR OR man",
    ],
)
def test_a_query_that_cannot_be_read_is_refused_with_words(query: str) -> None:
    """A person must learn what to change; a database error would not tell."""
    with pytest.raises(QueryError, match=r"\.$"):
        parse(query)


def test_no_query_reaches_sql_or_the_full_text_language(connection: sqlite3.Connection) -> None:
    """Signs that mean something to SQL or FTS5 are text like any other."""
    for query in [
        "x' OR 1=1 --",
        "text:woman",
        "NEAR(a b)",
        "a^b",
        "{x} : y",
        "woman -law",
        "+woman",
        "*",
        "''",
        "-",
    ]:
        find(connection, query)


def test_the_database_cuts_words_as_we_do(release_units: list[Unit]) -> None:
    """Families and exact places rest on one idea of a word."""
    made = sqlite3.connect(":memory:")
    add_index(made, release_units)
    made.execute("create virtual table vocabulary using fts5vocab('search_text', 'row')")
    theirs = {term for (term,) in made.execute("select term from vocabulary")}
    ours = {word for unit in release_units for text in (unit.text, *unit.labels) for word in tokens(text)}
    assert theirs - ours <= {"\ue000"} and not ours - theirs


def test_families_join_and_keep_apart() -> None:
    """What a stemmer alone would get wrong."""
    for together in (
        ("woman", "women"),
        ("child", "children"),
        ("hold", "held"),
        ("discriminate", "discriminatory"),
    ):
        assert len({family_of(word) for word in together}) == 1, together
    for apart in (
        ("minor", "minority"),
        ("internal", "international"),
        ("universal", "university"),
        ("author", "authority"),
    ):
        assert len({family_of(word) for word in apart}) == 2, apart


def test_forms_that_do_not_occur_lead_to_the_family() -> None:
    """`woman` is typed, `women` is printed."""
    found = with_families(["women"])
    assert found["woman"] == found["women"]
    assert "man" not in found


def test_the_exceptions_are_folded_words() -> None:
    """A line that no query can reach would be dead."""
    assert all(tokens(word) == [word] for word in stop_words())


def test_the_statement_can_be_run_by_anyone(connection: sqlite3.Connection) -> None:
    """The SQL with its parameters is the whole answer: no function of ours in it."""
    sql, values = as_sql(connection, "woman NOT law", {"country": ["TUR"]})
    assert [row[0] for row in connection.execute(sql, values)] == ["a"]


def test_every_paragraph_and_footnote_can_be_found(release_units: list[Unit]) -> None:
    """An empty query finds everything, each once."""
    made = sqlite3.connect(":memory:")
    add_index(made, release_units)
    everything = find(made, "")
    assert len(everything) == len(set(everything)) == len(release_units)


def test_the_sqlite_file_of_a_release_answers_queries(tmp_path: Path, release_units: list[Unit]) -> None:
    """Whoever downloads the file has the site's search in it."""
    contents = {path.stem: pq.read_table(path) for path in (ROOT / "outputs").glob("*.parquet")}
    (path,) = sqlite_file.write(contents, tmp_path, "release")
    database = sqlite3.connect(path)
    assert find(database, "") == [unit.unit_id for unit in release_units]
    assert find(database, "woman") == find(database, "women") != []
