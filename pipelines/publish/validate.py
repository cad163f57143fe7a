"""Whether a published release is what it says: hashes, schema, rules, and Frictionless on the rows.

Belongs here: the checks that a user of the files can repeat. Does not belong here: the rules
themselves (`model/`), or the run that published them.
"""

import json

import pyarrow.parquet as pq

from pipelines.model.declaration import load_package, load_tables
from pipelines.publish.formats import csv_files, sqlite_file
from pipelines.publish.release import verify
from pipelines.publish.switch import Place, recover
from pipelines.quality.checks import breaches_of


def problems_of_release(place: Place) -> list[str]:
    """Every problem in one sentence; empty when the release is whole and valid."""
    recover(place)
    problems = verify(place)
    if problems:
        return problems
    for name in load_tables():
        for breach in breaches_of(name, lambda table: place.folder / f"{table}.parquet"):
            if breach.severity == "critical":
                problems.append(f"{name}: {breach.rule} does not hold for {breach.rows}: {breach.message}")
    return problems + format_problems(place) + frictionless_problems(place)


def format_problems(place: Place) -> list[str]:
    """The tables whose CSV file, or whose copy in SQLite, is not the table in Parquet."""
    database = place.folder / f"{load_package().name}.sqlite"
    problems = []
    for name, declared in load_tables().items():
        table = pq.read_table(place.folder / f"{name}.parquet")
        if not csv_files.read(place.folder / csv_files.FOLDER / f"{name}.csv", declared).equals(table):
            problems.append(f"{name}: the CSV file is not the table.")
        if not sqlite_file.read(database, table.schema, name).equals(table):
            problems.append(f"{name}: the table in {database.name} is not the table.")
    return problems


def frictionless_problems(place: Place) -> list[str]:
    """What Frictionless finds in the descriptor and in every row of the Parquet files.

    The other formats are compared with them, which takes a hundredth of the time.
    """
    from frictionless import Package

    package = json.loads(place.descriptor.read_text(encoding="utf-8"))
    package["resources"] = [r for r in package["resources"] if r["format"] == "parquet"]
    report = Package(package, basepath=str(place.descriptor.parent)).validate()
    found = report.flatten(["title", "rowNumber", "fieldName", "message"])
    return [" ".join(str(part) for part in row if part is not None) for row in found]
