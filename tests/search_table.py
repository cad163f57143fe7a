"""The table of queries that both engines are tested on, and the passages that they search.

Belongs here: reading tests/data. Does not belong here: an engine.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import yaml

from pipelines.publish.search.units import FACETS, Unit

DATA = Path(__file__).parent / "data"


class Case(NamedTuple):
    """A query with its filters, what it must find, and why it is in the table."""

    query: str
    filters: dict[str, list[str]]
    hits: list[str]
    remark: str


def made_up_units() -> list[Unit]:
    """The passages; facets that a passage does not name are empty."""
    lines = yaml.safe_load((DATA / "search_units.yml").read_text(encoding="utf8"))
    return [
        Unit(
            unit_id=line["id"],
            document_id="X/1",
            text=line["text"],
            labels=tuple(line.get("labels", ())),
            facets={facet: tuple(line.get(facet, ())) for facet in FACETS},
        )
        for line in lines
    ]


def query_table() -> list[Case]:
    """The table's lines."""
    with (DATA / "search_queries.csv").open(encoding="utf8", newline="") as file:
        return [
            Case(line["query"], _filters(line["filters"]), line["hits"].split(), line["remark"])
            for line in csv.DictReader(file)
        ]


def _filters(text: str) -> dict[str, list[str]]:
    pairs = [part.split("=") for part in text.split(";") if part]
    return {facet: values.split("|") for facet, values in pairs}
