"""Whether a published release is what it says: hashes, schema, rules, and Frictionless on the rows.

Belongs here: the checks that a user of the files can repeat. Does not belong here: the rules
themselves (`model/`), or the run that published them.
"""

from pipelines.model.declaration import load_tables
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
    return problems + frictionless_problems(place)


def frictionless_problems(place: Place) -> list[str]:
    """What Frictionless finds in the descriptor and in every row."""
    from frictionless import Package

    report = Package(str(place.descriptor)).validate()
    found = report.flatten(["title", "rowNumber", "fieldName", "message"])
    return [" ".join(str(part) for part in row if part is not None) for row in found]
