"""The checks between the steps of a run: what they read, and the rows that they find wrong.

Belongs here: from the files of the build area to rows for Dagster. Does not belong here: which asset is
checked (`defs/checks.py`), the rules of a table and how they are judged (`model/`, `quality/`).
"""

import dagster as dg

from pipelines import stored
from pipelines.collect import Collection
from pipelines.dagster_metadata import check_result
from pipelines.engine.choose import Engine
from pipelines.model.declaration import load_tables
from pipelines.quality.checks import breaches_of_all
from pipelines.resources import Folders
from pipelines.steps import MADE_LATER


def check_table(folders: Folders, engine: Engine, name: str) -> dg.AssetCheckResult:
    """Run the table's suite; the failing rows are in the metadata.

    The first check that is asked for has those of all tables made that are there by then.
    """
    if name not in folders.breaches:
        there = [n for n in load_tables() if n == name or (n not in MADE_LATER and name not in MADE_LATER)]
        paths = {n: folders.table(n) for n in load_tables() if n in there or n not in MADE_LATER}
        folders.breaches.update(breaches_of_all(paths, there, folders.cache, engine))
    return check_result([breach._asdict() for breach in folders.breaches[name]])


def check_nothing_lost(folders: Folders) -> dg.AssetCheckResult:
    """The documents of the last release that are in the raw folder but cannot be read any more."""
    collection = Collection.load(folders.collection)
    try:
        last = stored.read(
            folders.place.folder / "documents.parquet", columns=["document_id", "source_file"]
        ).to_pylist()
    except FileNotFoundError:
        return check_result([])
    ids, files = {row["document_id"] for row in last}, {row["source_file"] for row in last}
    lost = [r for r in collection.refused if r.file in files or r.document_id in ids]
    return check_result(
        [refusal._asdict() for refusal in lost if refusal.document_id not in collection.documents]
    )


def check_provenance(folders: Folders) -> dg.AssetCheckResult:
    """The ranges whose published text is not the source's text."""
    return check_result(Collection.load(folders.collection).wrong_ranges)


def check_no_silent_break(folders: Folders) -> dg.AssetCheckResult:
    """The breaking changes that the structure's number in `package.yml` does not admit to."""
    remedy = "Raise `version` in pipelines/model/package.yml, or undo it."
    broken = [line for line in folders.breaking.read_text(encoding="utf-8").splitlines() if line]
    return check_result([{"breaking": line, "remedy": remedy} for line in broken])
