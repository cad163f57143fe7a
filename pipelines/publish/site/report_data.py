"""The data piece of a report: the rows behind its highlights, as short as they can be read back.

Belongs here: numbering the finds, and the piece. Does not belong here: the page (`pages/reading`), reading
the piece (`web/src/report.ts`).

A row's text is on the page and its id begins with its place, so neither is repeated: of the id only what
follows `<unit>@<start>-<end>` is kept. Rules and units are numbers into lists; nulls at the end are cut.
"""

from functools import cache
from typing import Any

from pipelines.model.declaration import load_tables
from pipelines.publish.search.units import KINDS
from pipelines.publish.site.material import Material, Row
from pipelines.publish.site.text import Found

TOLD_ELSEWHERE = frozenset("document_id paragraph_id footnote_id surface evidence start end rule_id".split())
"""Columns that a piece leaves out, or writes before the others."""


def units_of_report(material: Material, document: str) -> list[str]:
    """The report's paragraphs in reading order, then its footnotes."""
    paragraphs = sorted(material.paragraphs_of.get(document, ()), key=lambda p: int(p["ordinal"]))
    notes = material.footnotes_of.get(document, ())
    return [p["paragraph_id"] for p in paragraphs] + [n["footnote_id"] for n in notes]


def numbered_finds(material: Material, document: str) -> dict[str, list[Found]]:
    """Unit to its finds, numbered through the report in reading order."""
    number = 0
    made: dict[str, list[Found]] = {}
    for unit in units_of_report(material, document):
        made[unit] = []
        for kind, _, row in material.finds.get(unit, ()):
            made[unit].append((number, kind, row))
            number += 1
    return made


@cache
def other_columns(table: str) -> list[str]:
    """The columns that a row of the table is written with, after place, id and rule."""
    declared = load_tables()[table]
    left_out = TOLD_ELSEWHERE | {declared.primary_key[0]}
    return [column.name for column in declared.columns if column.name not in left_out]


def report_data(material: Material, document: Row) -> dict[str, Any]:
    """What the panel shows, by the number of the highlight, and the names in it."""
    units = units_of_report(material, document["document_id"])
    tables = {table: i for i, table in enumerate(KINDS)}
    rules: dict[str, int] = {}
    actors: dict[str, None] = {}
    people: dict[str, list[list[str]]] = {}
    finds = []
    for number, unit in enumerate(units):
        for kind, table, row in material.finds.get(unit, ()):
            key = str(row[load_tables()[table].primary_key[0]])
            if key in material.people:
                people[key] = [[r["role"], r["actor_id"], _own_key(r)] for r in material.people[key]]
                actors |= dict.fromkeys(r["actor_id"] for r in material.people[key])
            if row.get("actor_id"):
                actors[row["actor_id"]] = None
            start = [
                row["start"],
                row["end"],
                _suffix(key, unit, row),
                rules.setdefault(row["rule_id"], len(rules)),
            ]
            values = _cut([row[column] for column in other_columns(table)])
            finds.append([kind, tables[table], number, *start, *values])
    return {
        "document": {name: _plain(value) for name, value in document.items()},
        "units": units,
        "rules": list(rules),
        "tables": {table: other_columns(table) for table in KINDS},
        "finds": finds,
        "people": people,
        "actors": {a: [material.actor_name(a), material.actors_with_page.get(a)] for a in sorted(actors)},
    }


def _suffix(key: str, unit: str, row: Row) -> str:
    """What follows the place in the id; the whole id, after a `!`, where it begins otherwise."""
    place = f"{unit}@{row['start']}-{row['end']}"
    return key.removeprefix(place) if key.startswith(place) else f"!{key}"


def _cut(values: list[Any]) -> list[Any]:
    while values and values[-1] is None:
        values.pop()
    return values


def _own_key(row: Row) -> str:
    return str(row.get("country_action_actor_id") or row.get("recommendation_actor_id"))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
