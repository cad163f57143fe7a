"""A table's suite run on a set of Parquet files: which rows break which rule.

Belongs here: running the suite on the tables that it looks at, some parts at a time. Does not belong here:
the rules (`model/`), what a part is (`batches.py`), nor what a failure stops (`defs/`).
"""

from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from pipelines import stored
from pipelines.disk import sha256
from pipelines.engine.cache import Cache
from pipelines.engine.choose import Engine
from pipelines.engine.house import WORTH_IT, done_by
from pipelines.model.arrow import schema_of
from pipelines.model.crosschecks import tables_needed, with_check_columns
from pipelines.model.declaration import load_tables
from pipelines.model.expectations import Suite, suite_of
from pipelines.model.validate import SHOWN, Failure, validate
from pipelines.quality.batches import LISTS, Batches
from pipelines.quality.keys import repeated
from pipelines.quality.memo import Memo, key_of_files
from pipelines.tables import to_frame

OF_THE_WHOLE = ("expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique")
ROW_COUNT = "expect_table_row_count_to_be_between"


class Breach(NamedTuple):
    """A rule that does not hold. `rows` are the keys of rows that break it (at most 20)."""

    table: str
    rule: str
    severity: str
    rows: str
    examples: str
    message: str


Breaches = dict[str, list[Breach]]
"""Table to what is wrong with it."""


class Judged(NamedTuple):
    """What is wrong with a table, and how many of its rows had to be looked at to find out."""

    breaches: list[Breach]
    rows: int


class OnDisk:
    """The tables of a release on disk, and what is known of them."""

    def __init__(
        self, paths: dict[str, Path], cache: Cache | None = None, sums: dict[Path, str] | None = None
    ) -> None:
        """`paths` has each table's Parquet file; `cache` knows what passed before.

        `sums` has the hashes of files as far as they are known, and gets those that are made.
        """
        self.paths, self.cache = paths, cache
        self.sums = {} if sums is None else sums
        self.batches = Batches(paths)

    def key(self, name: str) -> str:
        """What the whole check of table `name` is known by."""
        return key_of_files(name, [self.paths[table] for table in sorted(_looked_at(name))], self.sums)


def _looked_at(name: str) -> set[str]:
    return {*tables_needed(name), *(() if name in LISTS else ("documents",))}


def judge(name: str, tables: OnDisk) -> Judged:
    """What is wrong with table `name`: its schema first, then every rule of its suite.

    A file that is missing raises FileNotFoundError. Nothing is loaded whole but lists and tables of few
    documents, which are judged by their whole suite at once.
    """
    declared = load_tables()[name]
    for file in stored.files_of(tables.paths[name]):
        columns = stored.schema(file)
        if not columns.equals(schema_of(declared)):
            message = f"The file's columns are not those declared: {columns.names}."
            return Judged([Breach(name, "schema", "critical", "", "", message)], 0)
    memo = Memo(tables.cache, name)
    key = tables.key(name)
    if memo.has_passed(key):
        return Judged([], 0)
    failures, rows = _found(name, tables, memo)
    if not failures:
        memo.passed([key])
    memo.keep()
    return Judged(_breaches(name, failures), rows)


def check_call(call: dict[str, Any]) -> dict[str, Any]:
    """`judge` for another process: the breaches, and what of the cache was used."""
    paths = {name: Path(path) for name, path in call["paths"].items()}
    cache = Cache(Path(call["cache"]))
    judged = judge(call["name"], OnDisk(paths, cache, {Path(p): s for p, s in call["sums"]}))
    return {
        "breaches": [breach._asdict() for breach in judged.breaches],
        "used": sorted(map(str, cache.used)),
    }


def breaches_of_all(folders: dict[str, Path], names: list[str], cache: Cache, engine: Engine) -> Breaches:
    """`judge` every one of these tables: here as long as little is new, then side by side.

    Great Expectations takes seconds to start in a process, and most of what is checked after one more
    report is known to have passed.
    """
    files = {file for path in folders.values() for file in stored.files_of(path)}
    tables = OnDisk(folders, cache, {file: sha256(file) for file in sorted(files)})
    found: Breaches = {}
    waiting = sorted(names, key=lambda name: stored.row_count(folders[name]))
    # In a first build all is new: two processes at once are better than one after another.
    looked_at = 0 if any(Memo(cache, name).knows_any for name in waiting) else WORTH_IT
    while waiting and looked_at < WORTH_IT:
        name = waiting.pop(0)
        found[name], rows = judge(name, tables)
        looked_at += rows
    calls = [_call(name, tables) for name in reversed(waiting)]
    rows = sum(stored.row_count(folders[name]) for name in waiting)
    for call, told in zip(calls, done_by(engine, calls, rows), strict=True):
        found[str(call["name"])] = [Breach(**breach) for breach in told["breaches"]]
        cache.used.update(map(Path, told["used"]))
    return found


def _call(name: str, tables: OnDisk) -> dict[str, Any]:
    assert tables.cache
    return {
        "do": "check",
        "name": name,
        "paths": {table: str(path) for table, path in tables.paths.items()},
        "cache": str(tables.cache.folder),
        "sums": [(str(file), digest) for file, digest in sorted(tables.sums.items())],
    }


def _found(name: str, tables: OnDisk, memo: Memo) -> tuple[list[Failure], int]:
    """What fails, and the number of rows that were looked at."""
    suite = suite_of(load_tables()[name])
    batches = tables.batches
    parts = [] if name in LISTS else batches.all_parts()
    if len(batches.together(parts)) <= 1:
        whole = batches.whole(name)
        return _failures(name, whole, suite), whole[name].num_rows
    keys = {part: batches.key(name, part) for part in parts}
    failures: list[Failure] = []
    looked_at = 0
    for run in batches.together([part for part, key in keys.items() if not memo.has_passed(key)]):
        rows = batches.rows(name, run)
        wrong = _failures(name, rows, _of_batches(suite))
        if not wrong:
            memo.passed(keys[part] for part in run)
        failures += wrong
        looked_at += rows[name].num_rows
    failures += _of_whole(suite, tables.paths[name], is_in_order=batches.is_in_order(name))
    return _merged(failures), looked_at


def _failures(name: str, tables: dict[str, pa.Table], suite: Suite) -> list[Failure]:
    frames = {table: to_frame(rows) for table, rows in tables.items()}
    return validate(name, with_check_columns(name, frames), suite).failures


def _of_batches(suite: Suite) -> Suite:
    """The expectations that every batch must meet by itself."""
    whole = (*OF_THE_WHOLE, ROW_COUNT)
    return suite | {"expectations": [e for e in suite["expectations"] if e["type"] not in whole]}


def _of_whole(suite: Suite, path: Path, *, is_in_order: bool) -> list[Failure]:
    """The expectations of the table as a whole, judged without loading it."""
    found = []
    count = stored.row_count(path)
    for expected in suite["expectations"]:
        kind, notes = expected["type"], expected["notes"]
        if kind == ROW_COUNT and count < expected["kwargs"]["min_value"]:
            found.append(Failure(kind, None, [], [], f"{notes} Observed: {count}", "critical"))
        elif kind in OF_THE_WHOLE:
            kwargs = expected["kwargs"]
            columns = tuple(kwargs.get("column_list", [kwargs.get("column")]))
            keys = repeated(path, columns)
            if keys:
                found.append(
                    Failure(kind, kwargs.get("column"), keys, keys, f"Twice: {notes}", expected["severity"])
                )
    if not is_in_order:
        message = "The rows of a document stand together, in the order of `documents`."
        found.append(Failure("order_of_documents", "document_id", [], [], message, "critical"))
    return found


def _merged(found: list[Failure]) -> list[Failure]:
    """One failure a rule, with the rows of all batches (at most 20) and the messages of each."""
    merged: dict[tuple[str, str | None, str], Failure] = {}
    for one in found:
        key = (one.expectation, one.column, one.severity)
        old = merged.get(key)
        if old is not None:
            rows, examples = [*old.rows, *one.rows][:SHOWN], [*old.examples, *one.examples][:SHOWN]
            one = one._replace(rows=rows, examples=examples, message=f"{old.message} {one.message}")
        merged[key] = one
    return list(merged.values())


def _breaches(name: str, failures: list[Failure]) -> list[Breach]:
    return [
        Breach(
            name,
            f"{failure.expectation}({failure.column})" if failure.column else failure.expectation,
            failure.severity,
            ", ".join(failure.rows),
            ", ".join(map(str, failure.examples)),
            failure.message,
        )
        for failure in failures
    ]
