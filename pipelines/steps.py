"""The steps of a run, each from files to files, with what Dagster shows of them.

Belongs here: reading what the step before wrote, calling the pure functions, writing, metadata. Does
not belong here: declarations of Dagster objects (`defs/`), the checks between the steps (`checks.py`),
or any rule about the data.
"""

from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, Protocol

import dagster as dg

from pipelines import stored
from pipelines.collect import Collection, collect, left_out_rows
from pipelines.corrections import read_corrections
from pipelines.dagster_metadata import as_markdown
from pipelines.disk import named, sha256
from pipelines.engine.assembly import parts_of
from pipelines.engine.cache import LIMIT
from pipelines.engine.choose import Engine
from pipelines.engine.progress import now_and_then, told_to
from pipelines.engine.segments import segments_of
from pipelines.engine.versions import LEXICONS
from pipelines.made import Made, fingerprint, hashes_of
from pipelines.model.declaration import load_tables
from pipelines.model.shapes import Table
from pipelines.partitions import partitions_in
from pipelines.publish import release as published
from pipelines.publish.compare import DIFF
from pipelines.publish.history import History, read_history
from pipelines.publish.made_by import made_by
from pipelines.publish.next_release import Next, plan, read_last
from pipelines.publish.site.build import ASSETS
from pipelines.quality.contents import contents_rows
from pipelines.quality.gold import read_gold
from pipelines.quality.measure import SCORED, measure
from pipelines.quality.memo import key_of_files
from pipelines.release_tables import Release
from pipelines.resources import Folders
from pipelines.tables import shape


class Say(Protocol):
    """Where a step says what a person should know: a logger, Dagster's or another."""

    def info(self, message: str) -> None:
        """How it goes."""

    def warning(self, message: str) -> None:
        """What needs attention."""


CONTENTS = {"documents": ["document_id", "contents_line_count"], "unresolved": ["document_id", "kind"]}
"""What is asked of all documents, not of those with gold only."""
MADE_LATER = ("quality", DIFF)
"""The tables that are made from the others: measured figures, and what changed."""


def upstream_of(table: Table) -> list[str]:
    """The assets a table is made from: for measured figures the scored tables, else those it points to."""
    if table.stage == "compare":
        return [name for name in load_tables() if name != table.name]
    if table.stage == "measure":
        return [*dict.fromkeys(name for name, _ in SCORED.values()), "actors", "documents", "unresolved"]
    pointed = {key.table for key in table.foreign_keys if key.table != table.name}
    return ["reports", *sorted(pointed)]


def build_order() -> list[str]:
    """The tables so that each comes after those it points to (Dagster asks for it)."""
    tables = load_tables()
    order = TopologicalSorter({name: upstream_of(table) for name, table in tables.items()}).static_order()
    return [name for name in order if name in tables]


def read_reports(folders: Folders, engine: Engine, say: Say) -> dict[str, Any]:
    """Read and understand every raw report; say what is left out and why.

    Raises dagster.Failure where no report can be read, ReadError, `release.ReleaseError`, OSError.
    """
    published.refuse_foreign(folders.place)  # before the work, not after it
    folders.collection.unlink(missing_ok=True)  # what is shown of a run that fails here is its own
    with told_to(now_and_then(say.info)):
        collection = collect(folders.raw, folders.cache, engine)
    collection.save(folders.collection)
    for refusal in collection.refused:
        say.warning(f"Left out: {refusal}")
    for warning in collection.warnings:
        say.warning(warning)
    if not collection.documents:
        raise dg.Failure(f"{folders.raw} has no report that can be read.", allow_retries=False)
    return {
        "dagster/row_count": len(collection.documents),
        "left_out": as_markdown([refusal._asdict() for refusal in collection.refused]),
        "warnings": as_markdown([{"warning": warning} for warning in collection.warnings]),
        "unchanged": collection.cached,
    }


def understand_partitions(folders: Folders, engine: Engine, keys: list[str], say: Say) -> dict[str, Any]:
    """Read and understand the documents of some partitions; the next release finds them done."""
    partitions = partitions_in(folders.raw)
    names = {name for key in keys for name in partitions.get(key, [])}
    with told_to(now_and_then(say.info)):
        collection = collect(folders.raw, folders.cache, engine, only=names)
    for refusal in collection.refused:
        say.warning(f"Left out: {refusal}")
    return {
        "dagster/partition_row_count": len(collection.documents),
        "left_out": as_markdown([refusal._asdict() for refusal in collection.refused]),
        "unchanged": collection.cached,
    }


def shape_tables(folders: Folders, engine: Engine) -> Iterator[tuple[str, dict[str, Any]]]:
    """Put the documents' rows together and write every table but those that are made from others."""
    collection = Collection.load(folders.collection)
    corrections = read_corrections()
    segments = list(segments_of(collection.documents.values(), corrections))
    made = Made(folders.tables)
    left_out = left_out_rows(collection)
    inputs = fingerprint("tables", [*(s.key for s in segments), repr(corrections), repr(left_out)])
    names = [name for name in build_order() if name not in MADE_LATER]
    if made.is_of("tables", inputs):
        for name in names:
            yield name, {"dagster/row_count": stored.row_count(folders.table(name)), "unchanged": True}
        return
    made.forget("tables")
    release = Release(parts_of(segments, folders.cache, engine), corrections, {"unresolved": left_out})
    for name in names:
        yield name, {"dagster/row_count": release.write(name, folders.table(name))}
    made.remember("tables", inputs, [file for name in names for file in stored.files_of(folders.table(name))])


def measure_quality(folders: Folders) -> dict[str, Any]:
    """Measure the tables against the gold rows and write `quality`."""
    gold = Path(folders.gold)
    made, path = Made(folders.tables), folders.table("quality")
    inputs = fingerprint("quality", [made.inputs_of("tables"), *hashes_of(gold)])
    if made.is_of("quality", inputs):
        return {"dagster/row_count": stored.row_count(path), "unchanged": True}
    made.forget("quality")
    names = [name for name in load_tables() if name not in MADE_LATER]
    wanted = [one.document_id for one in read_gold(gold)]
    tables = {name: _rows_of(folders.table(name), wanted) for name in names}
    contents = [stored.read(folders.table(name), columns).to_pylist() for name, columns in CONTENTS.items()]
    rows = [*measure(tables, gold), *contents_rows(*contents)]
    shown = [row for row in rows if row["document_id"] == "all" and row["metric"] == "f1"]
    told = _write(folders, "quality", rows)
    made.remember("quality", inputs, stored.files_of(path))
    return told | {"figures": as_markdown(shown)}


def _rows_of(path: Path, documents: list[str]) -> list[dict[str, Any]]:
    """The table's rows of these documents; all rows of a table that is not of documents."""
    is_of_documents = "document_id" in stored.schema(path).names
    filters = [("document_id", "in", documents)] if is_of_documents else None
    rows: list[dict[str, Any]] = stored.read(path, filters=filters).to_pylist()
    return rows


def compare_release(folders: Folders) -> dict[str, Any]:
    """Compare with the last release; write `release_diff` and the history that the new one will have.

    Where no table's file differs from the last release it is the same release: number, history and
    differences stay as they are.
    """
    paths = {name: folders.table(name) for name in load_tables() if name != DIFF}
    last = read_last(folders.place.folder)
    if last is not None and DIFF in last.contents and published.holds(folders.place, paths):
        new = Next(last.history, last.contents[DIFF].to_pylist(), ())
    else:
        tables = {name: stored.Stored(path) for name, path in paths.items()}
        new = plan(last, tables, made_by(Path(folders.gold)))
    with named(folders.history):
        folders.history.write_text(new.history.text(), encoding="utf-8")
    folders.breaking.write_text("\n".join(new.breaking), encoding="utf-8")
    newest = new.history.newest
    return _write(folders, DIFF, new.diff) | {
        "version": newest.version,
        "changes": as_markdown([tally.model_dump() for tally in newest.changes]),
    }


def _write(folders: Folders, name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Write a table whose rows are all at hand, whole or not at all."""
    table = shape(name, rows)
    stored.write([(("", ""), table)], table.schema, table.num_rows, folders.table(name))
    return {"dagster/row_count": len(rows)}


def publish(folders: Folders, engine: Engine) -> dict[str, Any]:
    """Switch to the new release, where it is another than the last, and verify what was written.

    Raises dagster.Failure where a step before did not run or a written file is not whole, OSError.
    """
    history = read_history(folders.history)
    if not isinstance(history, History):
        raise dg.Failure(f"{folders.history} is missing: build the whole job.", allow_retries=False)
    tables = {name: folders.table(name) for name in load_tables()}
    is_new = not _is_published(folders, tables, history)
    if is_new:
        published.publish(folders.place, tables, history, engine=engine)
        problems = published.verify(folders.place)
        if problems:
            raise dg.Failure(" ".join(problems), allow_retries=False)
        Made(folders.tables).remember("release", _release_inputs(folders, tables, history), [])
    folders.cache.remember_used()
    folders.cache.prune(LIMIT)
    return {
        "version": history.newest.version,
        "unchanged": not is_new,
        "folder": dg.MetadataValue.path(str(folders.place.folder)),
        "files": as_markdown(
            [{"path": path, "hash": digest} for path, digest in published.resources(folders.place).items()]
        ),
    }


def _is_published(folders: Folders, tables: dict[str, Path], history: History) -> bool:
    """Whether what is published is what publishing would write: same code, tables, history; and whole."""
    inputs = _release_inputs(folders, tables, history)
    return Made(folders.tables).is_of("release", inputs) and not published.verify(folders.place)


def _release_inputs(folders: Folders, tables: dict[str, Path], history: History) -> str:
    descriptor = folders.place.descriptor
    sums = [key_of_files(name, [path], folders.sums) for name, path in tables.items()]
    there = sha256(descriptor) if descriptor.exists() else ""
    read_too = [*hashes_of(LEXICONS), *hashes_of(ASSETS)]  # by the search, and for the site
    return fingerprint("release", [*sums, history.text(), str(descriptor), there, *read_too])
