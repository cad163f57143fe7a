"""What is searched: a paragraph or footnote with its text, its labels and the values of its facets.

Belongs here: putting units together from the tables of a release. Does not belong here: an index.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.extract.topic_terms import labels
from pipelines.tables import natural_key

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

LEXICONS = Path(__file__).parents[2] / "lexicons"

FACETS = ("kind", "country", "topic", "actor", "organ", "year", "section")
"""What a search can be narrowed by, in the order of the page."""

KINDS = {
    "country_actions": "act",
    "recommendations": "request",
    "practices_gaps": "",  # its label says which: practice or gap
    "statistics": "figure",
    "citations": "citation",
    "contributions": "contribution",
    "actor_mentions": "actor",
    "country_mentions": "country",
    "topics": "topic",
}
"""Table of found things to the kind that a reader sees."""

NAMED = {"country": "country_iso3", "actor": "actor_id", "topic": "topic_code"}
"""Facet to the column that gives its value."""

NOBODY = "unspecified"


class Unit(NamedTuple):
    """A paragraph or a footnote. `heading` is the chain of section titles over it."""

    unit_id: str
    document_id: str
    text: str
    labels: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    heading: str = ""


def kind_of(table: str, row: Row) -> str:
    """What a found row is called on the site and in the facet `kind`."""
    return KINDS[table] or str(row["label"])


def place_of_row(row: Row) -> str:
    """The unit a found row points into."""
    return str(row["footnote_id"] or row["paragraph_id"])


@cache
def topic_labels() -> dict[str, tuple[str, ...]]:
    """Topic code to its label, and its other names: not the terms that tell of it (`ILO` of labour)."""
    names = {code: [label] for (_, code), label in labels().items()}
    with (LEXICONS / "search" / "topic_names.csv").open(encoding="utf8", newline="") as file:
        for line in csv.DictReader(file):
            names[line["topic_code"]].append(line["name"])
    return {code: tuple(dict.fromkeys(found)) for code, found in names.items()}


def country_names(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Country code to its name, its other and former names, and the code itself."""
    names: dict[str, list[str]] = {row["country_iso3"]: [row["name"]] for row in tables["countries"]}
    with (LEXICONS / "countries" / "names.csv").open(encoding="utf8", newline="") as file:
        for line in csv.DictReader(file):
            if line["iso3"] in names:
                names[line["iso3"]].append(line["name"])
    return {code: (*dict.fromkeys(found), code) for code, found in names.items()}


def actor_names(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Actor to its name, acronym and aliases; the plain classes (States, civil society) only by name."""
    classes = {row["actor_id"] for row in tables["actors"] if row["is_class"]}
    names = {row["actor_id"]: [row["name"], row["acronym"]] for row in tables["actors"]}
    for row in tables["actor_aliases"]:
        if row["actor_id"] in names and row["actor_id"] not in classes:
            names[row["actor_id"]].append(row["alias"])
    return {actor: tuple(dict.fromkeys(n for n in found if n)) for actor, found in names.items()}


def headings(tables: Tables) -> dict[str, tuple[str, ...]]:
    """Section to the chain of titles from the top heading down to it."""
    by_id = {row["section_id"]: row for row in tables["sections"]}

    def chain(section: str | None) -> tuple[str, ...]:
        if section is None or section not in by_id:
            return ()
        row = by_id[section]
        label = f"{row['label']}. " if row["label"] else ""
        return (*chain(row["parent_section_id"]), f"{label}{row['title']}")

    return {section: chain(section) for section in by_id}


def document_order(tables: Tables) -> list[Row]:
    """The documents, the newest first; undated ones at the end."""
    by_symbol = sorted(tables["documents"], key=lambda d: natural_key(d["document_id"]))
    return sorted(by_symbol, key=lambda d: str(d["published_on"] or ""), reverse=True)


def units_of(tables: Tables) -> list[Unit]:
    """Every paragraph and footnote of the release, the newest document first, in reading order."""
    facets = _found_values(tables)
    names = {"country": country_names(tables), "actor": actor_names(tables), "topic": topic_labels()}
    symbols = _cited(tables)
    chains = headings(tables)
    section_titles = {row["section_id"]: str(row["title"]) for row in tables["sections"]}
    placed: dict[str, list[tuple[str, str | None, str]]] = defaultdict(list)
    section_of = {row["paragraph_id"]: row["section_id"] for row in tables["paragraphs"]}
    for row in sorted(tables["paragraphs"], key=lambda p: int(p["ordinal"])):
        placed[row["document_id"]].append((row["paragraph_id"], row["section_id"], row["text"]))
    for row in tables["footnotes"]:
        section = section_of.get(row["paragraph_id"])
        placed[row["document_id"]].append((row["footnote_id"], section, row["text"]))
    made = []
    for document in document_order(tables):
        year = str(document["published_on"].year) if document["published_on"] else None
        for unit_id, section, text in placed[document["document_id"]]:
            values = facets.get(unit_id, {})
            labels = [n for facet in names for v in values.get(facet, ()) for n in names[facet].get(v, ())]
            own = {
                "organ": _single(document["organ"]),
                "year": _single(year),
                "section": _single(section_titles.get(section or "")),
            }
            made.append(
                Unit(
                    unit_id,
                    document["document_id"],
                    text,
                    tuple(dict.fromkeys([*labels, *symbols.get(unit_id, ())])),
                    {facet: tuple(values.get(facet, ())) for facet in FACETS if facet not in own} | own,
                    " › ".join(chains.get(section or "", ())),
                )
            )
    return made


def _single(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _cited(tables: Tables) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in tables["citations"]:
        found[place_of_row(row)].append(row["symbol"])
    return found


def _found_values(tables: Tables) -> dict[str, dict[str, list[str]]]:
    """Unit to facet to values, each once, in the order found."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    place_of_found: dict[str, str] = {}
    for table in KINDS:
        for row in tables[table]:
            place = place_of_row(row)
            found[place]["kind"][kind_of(table, row)] = None
            for facet, column in NAMED.items():
                if row.get(column):
                    found[place][facet][row[column]] = None
            for key in ("country_action_id", "recommendation_id"):
                if key in row:
                    place_of_found[row[key]] = place
    for table, key in (
        ("country_action_actors", "country_action_id"),
        ("recommendation_actors", "recommendation_id"),
    ):
        for row in tables[table]:
            if row["actor_id"] != NOBODY:
                found[place_of_found[row[key]]]["actor"][row["actor_id"]] = None
    return {place: {facet: list(v) for facet, v in facets.items()} for place, facets in found.items()}
