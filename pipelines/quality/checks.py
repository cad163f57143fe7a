"""A table's suite run on a set of Parquet files: which rows break which rule.

Belongs here: running the suite on the tables that it looks at, a batch at a time. Does not belong here:
the rules (`model/`), what a batch is (`batches.py`), nor what a failure stops (`defs/`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from pipelines import stored
from pipelines.disk import sha256
from pipelines.engine.cache import Cache
from pipelines.engine.choose import Engine
from pipelines.engine.house import done_by
from pipelines.model.arrow import schema_of
from pipelines.model.crosschecks import tables_needed, with_check_columns
from pipelines.model.declaration import load_tables
from pipelines.model.expectations import Suite, suite_of
from pipelines.model.validate import SHOWN, Failure, validate
from pipelines.quality.batches import LISTS, Batches, Tables, repeated
from pipelines.quality.memo import Memo, key_of_files, key_of_tables
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


def breaches_of(
    name: str, path_of: Callable[[str], Path], memo: Memo | None = None, sums: dict[Path, str] | None = None
) -> list[Breach]:
    """What is wrong with table `name`: its schema first, then every rule of its suite.

    `path_of` gives each table's Parquet file. A file that is missing raises FileNotFoundError. Nothing is
    loaded whole but lists; a table of one batch is judged by its whole suite at once. `memo` knows what
    passed before; `sums` has the hashes of files as far as they are known, and gets those that are made.
    """
    declared = load_tables()[name]
    needed = tables_needed(name)
    paths = {table: path_of(table) for table in needed + ["documents"] * (name not in LISTS)}
    for file in stored.files_of(paths[name]):
        columns = stored.schema(file)
        if not columns.equals(schema_of(declared)):
            message = f"The file's columns are not those declared: {columns.names}."
            return [Breach(name, "schema", "critical", "", "", message)]
    memo, sums = memo or Memo(), {} if sums is None else sums
    key = key_of_files(name, [paths[table] for table in sorted(paths)], sums)
    if memo.has_passed(key):
        return []
    found = _found(name, paths, memo)
    if not found:
        memo.passed(key)
    return found


def check_call(call: dict[str, Any]) -> dict[str, Any]:
    """`breaches_of` for another process: the breaches, and what of the cache was used."""
    paths = {name: Path(path) for name, path in call["paths"].items()}
    cache = Cache(Path(call["cache"]))
    found = breaches_of(call["name"], paths.__getitem__, Memo(cache), {Path(p): s for p, s in call["sums"]})
    return {"breaches": [breach._asdict() for breach in found], "used": sorted(map(str, cache.used))}


def breaches_of_all(folders: dict[str, Path], names: list[str], cache: Cache, engine: Engine) -> Breaches:
    """`breaches_of` every one of these tables, side by side where they are large."""
    files = {file for path in folders.values() for file in stored.files_of(path)}
    sums = [(str(file), sha256(file)) for file in sorted(files)]
    paths = {name: str(path) for name, path in folders.items()}
    calls = [
        {"do": "check", "name": name, "paths": paths, "cache": str(cache.folder), "sums": sums}
        for name in sorted(names, key=lambda name: -stored.row_count(folders[name]))
    ]
    rows = sum(stored.row_count(folders[name]) for name in names)
    found: Breaches = {}
    for call, told in zip(calls, done_by(engine, calls, rows), strict=True):
        found[str(call["name"])] = [Breach(**breach) for breach in told["breaches"]]
        cache.used.update(map(Path, told["used"]))
    return found


def _found(name: str, paths: dict[str, Path], memo: Memo) -> list[Breach]:
    suite = suite_of(load_tables()[name])
    schemas = {table: schema_of(load_tables()[table]) for table in paths}
    batches = Batches(name, paths, schemas)
    stream = iter(batches)
    first, second = next(stream), next(stream, None)
    if second is None:
        return _breaches(name, _failures(name, first, suite))
    found: list[Failure] = []
    part = _of_batches(suite)
    count = 0
    ahead: Tables | None = first
    while ahead is not None:
        found += _unless_passed(name, ahead, part, memo)
        count += ahead[name].num_rows
        ahead, second = second, next(stream, None)
    found += _of_whole(suite, paths[name], count, is_in_order=batches.is_in_order())
    return _breaches(name, _merged(found))


def _failures(name: str, tables: Tables, suite: Suite) -> list[Failure]:
    frames = {table: to_frame(rows) for table, rows in tables.items()}
    return validate(name, with_check_columns(name, frames), suite).failures


def _unless_passed(name: str, tables: Tables, suite: Suite, memo: Memo) -> list[Failure]:
    key = key_of_tables(f"a batch of {name}", [tables[table] for table in sorted(tables)])
    if memo.has_passed(key):
        return []
    failures = _failures(name, tables, suite)
    if not failures:
        memo.passed(key)
    return failures


def _of_batches(suite: Suite) -> Suite:
    """The expectations that every batch must meet by itself."""
    whole = (*OF_THE_WHOLE, ROW_COUNT)
    return suite | {"expectations": [e for e in suite["expectations"] if e["type"] not in whole]}


def _of_whole(suite: Suite, path: Path, count: int, *, is_in_order: bool) -> list[Failure]:
    """The expectations of the table as a whole, judged without loading it."""
    found = []
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
