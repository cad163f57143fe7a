"""A release is compared with the last: what changed and why, which number it gets, what it may not break."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from conftest import MADE_BY, write_release

from pipelines.publish import next_release
from pipelines.publish.compare import KEY_METADATA, broken_structure
from pipelines.publish.history import FILE, HistoryError, changelog, read_history
from pipelines.publish.made_by import made_by
from pipelines.publish.next_release import Last, Next, plan, read_last
from pipelines.publish.version import allows_breaking, next_version
from pipelines.tables import shape

Contents = dict[str, pa.Table]


@pytest.fixture(scope="module")
def last(contents: Contents) -> Last:
    """The first release, as the next one meets it."""
    return Last(contents, plan(None, contents, MADE_BY).history, ())


def _with(contents: Contents, name: str, change: Any) -> Contents:
    """The tables with the rows of one changed by a function of the list of rows."""
    rows = contents[name].to_pylist()
    return contents | {name: shape(name, change(rows))}


def _next(last: Last, new: Contents, **made: str) -> Next:
    return plan(last, new, MADE_BY | made)


@pytest.mark.parametrize(
    ("before", "days", "number"),
    [
        (None, [dt.date(2018, 7, 23)], "2018.7.1"),
        ("2018.7.1", [dt.date(2018, 7, 23), None], "2018.7.2"),
        ("2018.7.9", [dt.date(2018, 7, 23), dt.date(2024, 1, 3)], "2024.1.10"),
        ("2024.1.10", [dt.date(2018, 7, 23)], "2024.1.11"),  # the newest report was taken out again
        (None, [None], "0.0.1"),
    ],
)
def test_the_number_follows_from_the_content(before: str | None, days: list, number: str) -> None:
    """No clock: whoever builds the same tables after the same release gets the same number."""
    assert next_version(before, days) == number


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("0.1.0", "0.1.0", False), ("0.1.0", "0.1.9", False), ("0.1.0", "0.2.0", True),
        ("0.9.0", "1.0.0", True),        ("1.2.0", "1.3.0", False), ("1.2.0", "2.0.0", True),
    ],
)  # fmt: skip
def test_what_admits_to_a_break(old: str, new: str, allowed: bool) -> None:
    """The first part; while it is 0 the second."""
    assert allows_breaking(old, new) == allowed


def test_a_first_release_has_nothing_to_compare(contents: Contents) -> None:
    """It lists no row as added: that would be the whole release again."""
    first = plan(None, contents, MADE_BY)
    assert first.diff == [] and first.breaking == () and first.history.newest.version == "2018.9.1"


def test_every_kind_of_change_is_told(contents: Contents, last: Last) -> None:
    """Added, removed, changed with its old and new values; each once, by its key."""
    topics = contents["topics"].to_pylist()
    new = _with(contents, "topics", lambda rows: rows[1:])
    new = _with(new, "country_actions", lambda rows: [rows[0] | {"status": "planned"}, *rows[1:]])
    extra = contents["statistics"].to_pylist()[0] | {"statistic_id": "A/73/230#1@0-9", "value": 7.0}
    new = _with(new, "statistics", lambda rows: [*rows, extra])
    made = _next(last, new, code="c2")
    told = {row["release_diff_id"]: row for row in made.diff}
    assert {row["cause"] for row in made.diff} == {"code"}
    assert told["topics:" + topics[0]["topic_mention_id"]]["change"] == "removed"
    assert told["statistics:A/73/230#1@0-9"]["change"] == "added"
    first = contents["country_actions"].to_pylist()[0]
    changed = told["country_actions:" + first["country_action_id"]]
    assert (changed["change"], changed["changed_columns"]) == ("changed", "status")
    assert json.loads(changed["old_values"]) == {"status": first["status"]}
    assert json.loads(changed["new_values"]) == {"status": "planned"}
    assert len(made.diff) == 3 and made.history.newest.version == "2018.9.2"
    assert shape("release_diff", made.diff).num_rows == 3, "the rows fit their table"
    text = changelog(made.history)
    assert "## 2018.9.2" in text and "| `topics` | removed | Code | 1 |" in text and "## 2018.9.1" in text


CAUSES = [
    ({"lexicons": "l2"}, "lexicon"),
    ({"code": "c2"}, "code"),
    ({"code": "c2", "lexicons": "l2"}, "code_or_lexicon"),
    ({}, "environment"),
]


@pytest.mark.parametrize(("made", "cause"), CAUSES)
def test_what_made_the_release_is_the_cause(
    contents: Contents, last: Last, made: dict[str, str], cause: str
) -> None:
    """Told apart as far as it can be, and no further."""
    new = _with(contents, "topics", lambda rows: rows[1:])
    assert [row["cause"] for row in _next(last, new, **made).diff] == [cause]


def test_a_new_report_is_the_cause_of_its_rows(contents: Contents, last: Last) -> None:
    """Even where code is another too; and of rows of lists that are there because of it."""
    document = contents["documents"].to_pylist()[0] | {"document_id": "A/1/1", "source_sha256": "0" * 64}
    actor = contents["actors"].to_pylist()[0] | {"actor_id": "somebody-new"}
    new = _with(contents, "documents", lambda rows: [*rows, document])
    assert [row["cause"] for row in _next(last, new, code="c2").diff] == ["source"]
    new = _with(new, "actors", lambda rows: [*rows, actor])
    assert [row["cause"] for row in _next(last, new).diff] == ["source", "source"]


def test_a_correction_is_the_cause_of_its_cell(contents: Contents, last: Last) -> None:
    """The surest cause wins: the person who sent it in finds it again."""
    row = contents["country_actions"].to_pylist()[0]
    correction = {
        "correction_id": "x", "document_id": "A/73/230", "table": "country_actions", "column": "status",
        "row_id": row["country_action_id"], "old_value": row["status"], "new_value": "planned",
        "reason": "r", "authority": "a", "status": "active",
    }  # fmt: skip
    new = _with(contents, "country_actions", lambda rows: [rows[0] | {"status": "planned"}, *rows[1:]])
    new = _with(new, "corrections", lambda rows: [correction])
    assert {row["cause"] for row in _next(last, new, code="c2").diff} == {"correction"}


def test_other_gold_is_the_cause_of_other_figures(contents: Contents, last: Last) -> None:
    """A figure on other gold rows is no better or worse extraction."""
    new = _with(contents, "quality", lambda rows: [rows[0] | {"value": 0.5}, *rows[1:]])
    assert [row["cause"] for row in _next(last, new, gold="g2", code="c2").diff] == ["gold"]


def test_another_id_of_the_same_row_breaks(contents: Contents, last: Last) -> None:
    """Links and joins that people keep would point nowhere; a release must admit to it."""
    ids = {row["topic_mention_id"] for row in contents["topics"].to_pylist()}
    new = _with(
        contents, "topics", lambda rows: [r | {"topic_mention_id": r["topic_mention_id"] + "!"} for r in rows]
    )
    made = _next(last, new, code="c2")
    assert {row["change"] for row in made.diff} == {"renamed"}
    assert {row["old_row_id"] for row in made.diff} == ids
    assert len(made.breaking) == 1 and "ids of `topics` are others" in made.breaking[0]
    assert "**Breaking:**" in changelog(made.history)


def test_a_moved_paragraph_breaks_its_links(contents: Contents, last: Last) -> None:
    """The same text under another paragraph id: every permalink to it is dead."""

    def move(rows: list) -> list:
        return [*rows[:-1], rows[-1] | {"paragraph_id": "A/73/230#999", "unit": "999", "number": 999}]

    made = _next(
        last,
        contents | {"paragraphs": shape("paragraphs", move(contents["paragraphs"].to_pylist()))},
        code="c2",
    )
    assert any("ids of `paragraphs`" in what for what in made.breaking)


def test_a_new_source_may_change_ids(contents: Contents, last: Last) -> None:
    """A report that was issued again has its own places."""
    new = _with(
        contents, "topics", lambda rows: [r | {"topic_mention_id": r["topic_mention_id"] + "!"} for r in rows]
    )
    new = _with(new, "documents", lambda rows: [rows[0] | {"source_sha256": "0" * 64}])
    assert _next(last, new).breaking == ()


def _renamed_column(table: pa.Table) -> pa.Table:
    names = ["renamed" if name == "surface" else name for name in table.column_names]
    return table.rename_columns(names).replace_schema_metadata(table.schema.metadata)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_renamed_column, "`topics.surface` is gone"),
        (lambda t: t.set_column(t.schema.get_field_index("start"), "start", t["start"].cast(pa.string())),
         "`topics.start` is string, it was int64"),
        (lambda t: t.replace_schema_metadata({KEY_METADATA: b"topic_code"}),
         "the key of `topics` is topic_code"),
    ],
)  # fmt: skip
def test_another_column_breaks(contents: Contents, last: Last, change: Any, told: str) -> None:
    """A renamed column is one that is gone; another type or key breaks as well."""
    new = contents | {"topics": change(contents["topics"])}
    assert told in plan(last, new, MADE_BY).breaking
    assert broken_structure({"gone": contents["topics"]}, {}) == ["the table `gone` is gone"]


def test_a_new_column_or_table_breaks_nothing(contents: Contents) -> None:
    """And lists no row as changed."""
    old = contents | {"topics": contents["topics"].drop_columns(["scheme"])}
    del old["codes"]
    made = plan(Last(old, plan(None, contents, MADE_BY).history, ()), contents, MADE_BY)
    assert made.breaking == () and {row["table"] for row in made.diff} == {"codes"}


def test_a_raised_structure_number_lets_it_through(
    contents: Contents, last: Last, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change log says that it breaks; nobody is stopped any more."""
    package = next_release.load_package().model_copy(update={"version": "0.99.0"})
    monkeypatch.setattr(next_release, "load_package", lambda: package)
    made = plan(last, contents | {"topics": _renamed_column(contents["topics"])}, MADE_BY)
    assert made.breaking == () and made.history.newest.breaking == ("`topics.surface` is gone",)


def test_a_release_is_read_back(released: Path, contents: Contents) -> None:
    """From its own files."""
    last = read_last(released)
    assert last is not None and last.unreadable == ()
    for name, table in contents.items():
        assert pa.concat_tables(last.contents[name].parts()).equals(table), name
    assert read_last(released.parent) is None


def test_a_broken_table_of_the_last_release_is_left_out_by_name(contents: Contents, tmp_path: Path) -> None:
    """Its rows are not called new; the change log says that it was not compared."""
    write_release(tmp_path / "r", contents)
    (tmp_path / "r" / "topics.parquet").write_bytes(b"")
    last = read_last(tmp_path / "r")
    assert last is not None and last.unreadable == ("topics",)
    made = plan(last, contents, MADE_BY)
    assert made.diff == [] and made.breaking == ()
    assert "Not compared, the last release could not be read: topics." in changelog(made.history)


def test_a_spoiled_history_is_not_taken_for_none(tmp_path: Path) -> None:
    """Counting from 1 again in silence would give one number to two releases."""
    assert read_history(tmp_path / FILE) is None
    (tmp_path / FILE).write_text("{}")
    with pytest.raises(HistoryError, match="remove it to count releases from 1 again"):
        read_history(tmp_path / FILE)


def test_what_made_it_tells_code_from_lexicons(tmp_path: Path) -> None:
    """Hashes of files that exist, each in one of the two."""
    made = made_by(tmp_path / "no gold")
    assert set(made) == {"code", "lexicons", "gold"} and len(set(made.values())) == 3
