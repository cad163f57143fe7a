"""Whether a published release is what it says: hashes, schema, rules, and Frictionless on the rows.

Belongs here: the checks that a user of the files can repeat. Does not belong here: the rules
themselves (`model/`), or the run that published them.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipelines import stored
from pipelines.model.declaration import load_package, load_tables
from pipelines.publish.formats import csv_files, sqlite_file
from pipelines.publish.release import verify
from pipelines.publish.switch import DESCRIPTOR, Place, recover
from pipelines.quality.checks import OnDisk, judge

MOST_ROWS = 200_000


def problems_of_release(place: Place) -> list[str]:
    """Every problem in one sentence; empty when the release is whole and valid."""
    recover(place)
    problems = verify(place)
    if problems:
        return problems
    tables = OnDisk({name: place.folder / f"{name}.parquet" for name in load_tables()})
    for name in load_tables():
        for breach in judge(name, tables).breaches:
            if breach.severity == "critical":
                problems.append(f"{name}: {breach.rule} does not hold for {breach.rows}: {breach.message}")
    return problems + format_problems(place) + frictionless_problems(place)


def format_problems(place: Place) -> list[str]:
    """The tables whose CSV file, or whose copy in SQLite, is not the table in Parquet.

    A release that is too large for them has neither; `verify` knows which files there must be.
    """
    database = place.folder / f"{load_package().name}.sqlite"
    problems: list[str] = []
    if not database.exists():
        return problems
    for name, declared in load_tables().items():
        table = stored.read(place.folder / f"{name}.parquet").combine_chunks()
        if not csv_files.read(place.folder / csv_files.FOLDER / f"{name}.csv", declared).equals(table):
            problems.append(f"{name}: the CSV file is not the table.")
        if not sqlite_file.read(database, table.schema, name).equals(table):
            problems.append(f"{name}: the table in {database.name} is not the table.")
    return problems


def frictionless_problems(place: Place) -> list[str]:
    """What Frictionless finds in the descriptor and in the rows of the Parquet files.

    The other formats are compared with them, which takes a hundredth of the time.
    It loads a table whole, reads some ten thousand rows a second and does not know partitioned Parquet. So
    of a table with several files or more than MOST_ROWS rows it is given the first row group, without the
    keys that need the rest. Our own checks read every row.
    """
    from frictionless import Package

    package = json.loads(place.descriptor.read_text(encoding="utf-8"))
    package["resources"] = [r for r in package["resources"] if r["format"] == "parquet"]
    home = place.descriptor.parent
    large = {r["name"] for r in package["resources"] if len(_paths(r)) > 1 or _row_count(home, r) > MOST_ROWS}
    if not large:
        return _told(Package(package, basepath=str(home)).validate())
    with tempfile.TemporaryDirectory() as name:
        for resource in package["resources"]:
            _prepare(resource, large, home, Path(name))
        descriptor = Path(name) / DESCRIPTOR
        descriptor.write_text(json.dumps(package), encoding="utf-8")
        return _told(Package(str(descriptor)).validate())


def _told(report: Any) -> list[str]:
    found = report.flatten(["title", "rowNumber", "fieldName", "message"])
    return [" ".join(str(part) for part in row if part is not None) for row in found]


def _paths(resource: dict[str, Any]) -> list[str]:
    path = resource["path"]
    return path if isinstance(path, list) else [path]


def _row_count(home: Path, resource: dict[str, Any]) -> int:
    return sum(pq.read_metadata(home / path).num_rows for path in _paths(resource))


def _prepare(resource: dict[str, Any], large: set[str], home: Path, target: Path) -> None:
    """Put the resource's table, or the beginning of a large one, beside a descriptor of its own."""
    source = home / _paths(resource)[0]
    resource["path"] = f"{resource['name']}.parquet"
    for key in ("hash", "sizeInBytes", "parts"):
        resource.pop(key, None)
    if resource["name"] in large:
        with pq.ParquetFile(source) as opened:
            pq.write_table(opened.read_row_group(0), target / resource["path"])
    else:
        (target / resource["path"]).symlink_to(source)
    keys = resource["schema"].pop("foreignKeys", [])
    kept = [key for key in keys if not {key["reference"]["resource"] or resource["name"]} & large]
    if kept and resource["name"] not in large:
        resource["schema"]["foreignKeys"] = kept
