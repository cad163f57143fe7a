"""The steps of a run, each from files to files, with what Dagster shows of them.

Belongs here: reading what the step before wrote, calling the pure functions, writing, metadata. Does
not belong here: declarations of Dagster objects (`defs/`), or any rule about the data.
"""

from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow.parquet as pq

from pipelines.collect import Collection, collect, left_out_rows, rows_of_each
from pipelines.corrections import read_corrections
from pipelines.disk import named
from pipelines.model.declaration import load_tables
from pipelines.model.shapes import Table
from pipelines.process import release_rows
from pipelines.publish import release
from pipelines.publish.history import History, read_history
from pipelines.publish.made_by import made_by
from pipelines.publish.next_release import DIFF, Next, plan, read_last
from pipelines.quality.checks import breaches_of
from pipelines.quality.measure import SCORED, measure
from pipelines.resources import Folders
from pipelines.tables import shape, write_parquet

SHOWN = 20
"""Rows of a metadata table: enough to see what is wrong."""
MADE_LATER = ("quality", DIFF)
"""The tables that are made from the others: measured figures, and what changed."""


def upstream_of(table: Table) -> list[str]:
    """The assets a table is made from: for measured figures the scored tables, else those it points to."""
    if table.stage == "compare":
        return [name for name in load_tables() if name != table.name]
    if table.stage == "measure":
        return [*dict.fromkeys(name for name, _ in SCORED.values()), "actors", "documents"]
    pointed = {key.table for key in table.foreign_keys if key.table != table.name}
    return ["reports", *sorted(pointed)]


def build_order() -> list[str]:
    """The tables so that each comes after those it points to (Dagster asks for it)."""
    tables = load_tables()
    order = TopologicalSorter({name: upstream_of(table) for name, table in tables.items()}).static_order()
    return [name for name in order if name in tables]


def column_schema(table: Table) -> dg.TableSchema:
    """The table's columns as Dagster shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                c.name,
                c.type,
                description=c.description,
                constraints=dg.TableColumnConstraints(
                    nullable=c.nullable, unique=table.primary_key == (c.name,)
                ),
            )
            for c in table.columns
        ]
    )


def as_markdown(rows: list[dict[str, Any]]) -> dg.MarkdownMetadataValue:
    """Rows as a table; at most SHOWN of them, and how many more there are."""
    if not rows:
        return dg.MetadataValue.md("none")
    names = list(dict.fromkeys(name for row in rows[:SHOWN] for name in row))
    lines = [" | ".join(names), " | ".join("---" for _ in names)]
    for row in rows[:SHOWN]:
        lines.append(" | ".join(str(row.get(n, "")).replace("|", "\\|").replace("\n", " ") for n in names))
    text = "\n".join(f"| {line} |" for line in lines)
    return dg.MetadataValue.md(text + (f"\n\n… and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""))


def read_reports(folders: Folders, warn: Callable[[str], None]) -> dict[str, Any]:
    """Read and understand every raw report; say what is left out and why."""
    release.refuse_foreign(folders.place)  # before the work, not after it
    folders.collection.unlink(missing_ok=True)  # what is shown of a run that fails here is its own
    collection = collect(Path(folders.raw), folders.cache)
    collection.save(folders.collection)
    for refusal in collection.refused:
        warn(f"Left out: {refusal}")
    for warning in collection.warnings:
        warn(warning)
    if not collection.documents:
        raise dg.Failure(f"{folders.raw} has no report that can be read.", allow_retries=False)
    return {
        "dagster/row_count": len(collection.documents),
        "left_out": as_markdown([refusal._asdict() for refusal in collection.refused]),
        "warnings": as_markdown([{"warning": warning} for warning in collection.warnings]),
        "unchanged": collection.cached,
    }


def shape_tables(folders: Folders) -> Iterator[tuple[str, dict[str, Any]]]:
    """Put the documents' rows together and write every table but those that are made from others."""
    collection = Collection.load(folders.collection)
    declared = load_tables()
    rows = release_rows(
        rows_of_each(collection, folders.cache),
        read_corrections(),
        {name: table.primary_key for name, table in declared.items()},
    )
    rows["unresolved"] = [*rows.get("unresolved", []), *left_out_rows(collection)]
    for name in build_order():
        if name not in MADE_LATER:
            yield name, _write(folders, name, rows.get(name, []))


def measure_quality(folders: Folders) -> dict[str, Any]:
    """Measure the tables against the gold rows and write `quality`."""
    names = [name for name in load_tables() if name not in MADE_LATER]
    tables = {name: pq.read_table(folders.table(name)).to_pylist() for name in names}
    rows = measure(tables, Path(folders.gold))
    shown = [row for row in rows if row["document_id"] == "all" and row["metric"] == "f1"]
    return _write(folders, "quality", rows) | {"figures": as_markdown(shown)}


def compare_release(folders: Folders) -> dict[str, Any]:
    """Compare with the last release; write `release_diff` and the history that the new one will have.

    Where no table's file differs from the last release it is the same release: number, history and
    differences stay as they are.
    """
    paths = {name: folders.table(name) for name in load_tables() if name != DIFF}
    last = read_last(folders.place.folder)
    if last is not None and DIFF in last.contents and release.holds(folders.place, paths):
        new = Next(last.history, last.contents[DIFF].to_pylist(), ())
    else:
        tables = {name: pq.read_table(path) for name, path in paths.items()}
        new = plan(last, tables, made_by(Path(folders.gold)))
    with named(folders.history):
        folders.history.write_text(new.history.text(), encoding="utf-8")
    folders.breaking.write_text("\n".join(new.breaking), encoding="utf-8")
    newest = new.history.newest
    return _write(folders, DIFF, new.diff) | {
        "version": newest.version,
        "changes": as_markdown([tally.model_dump() for tally in newest.changes]),
    }


def check_no_silent_break(folders: Folders) -> dg.AssetCheckResult:
    """The breaking changes that the structure's number in `package.yml` does not admit to."""
    remedy = "Raise `version` in pipelines/model/package.yml, or undo it."
    broken = [line for line in folders.breaking.read_text(encoding="utf-8").splitlines() if line]
    return _result([{"breaking": line, "remedy": remedy} for line in broken])


def _write(folders: Folders, name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Write one table, whole or not at all."""
    path = folders.table(name)
    draft = path.with_suffix(".draft")
    table = shape(name, rows)
    with named(path):
        write_parquet(table, draft)
    draft.replace(path)
    return {"dagster/row_count": len(rows)}


def check_table(folders: Folders, name: str) -> dg.AssetCheckResult:
    """Run the table's suite; the failing rows are in the metadata."""
    return _result([breach._asdict() for breach in breaches_of(name, folders.table)])


def check_nothing_lost(folders: Folders) -> dg.AssetCheckResult:
    """The documents of the last release that are in the raw folder but cannot be read any more."""
    collection = Collection.load(folders.collection)
    published = folders.place.folder / "documents.parquet"
    if not published.exists():
        return _result([])
    last = pq.read_table(published, columns=["document_id", "source_file"]).to_pylist()
    ids, files = {row["document_id"] for row in last}, {row["source_file"] for row in last}
    lost = [r for r in collection.refused if r.file in files or r.document_id in ids]
    return _result([refusal._asdict() for refusal in lost if refusal.document_id not in collection.documents])


def check_provenance(folders: Folders) -> dg.AssetCheckResult:
    """The ranges whose published text is not the source's text."""
    return _result(Collection.load(folders.collection).wrong_ranges)


def _result(failures: list[dict[str, Any]]) -> dg.AssetCheckResult:
    stops = any(failure.get("severity", "critical") == "critical" for failure in failures)
    return dg.AssetCheckResult(
        passed=not failures,
        severity=dg.AssetCheckSeverity.ERROR if stops else dg.AssetCheckSeverity.WARN,
        metadata={"failing": len(failures), "rows": as_markdown(failures)},
    )


def publish(folders: Folders) -> dict[str, Any]:
    """Switch to the new release and verify what was written."""
    history = read_history(folders.history)
    if not isinstance(history, History):
        raise dg.Failure(f"{folders.history} is missing: build the whole job.", allow_retries=False)
    release.publish(folders.place, {name: folders.table(name) for name in load_tables()}, history)
    problems = release.verify(folders.place)
    if problems:
        raise dg.Failure(" ".join(problems), allow_retries=False)
    return {
        "version": history.newest.version,
        "folder": dg.MetadataValue.path(str(folders.place.folder)),
        "files": as_markdown(
            [{"path": path, "hash": digest} for path, digest in release.resources(folders.place).items()]
        ),
    }
