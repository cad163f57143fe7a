"""Precision and recall of every table that has gold rows, as rows of the table `quality`.

Belongs here: which columns of a table make two rows the same, and which are scored on matched rows.
Does not belong here: the matching itself (`matching.py`). The rules are those of the annotation
guidelines: one-to-one matching in a unit, optional rows free either way, attributes over matched rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from pipelines.quality.gold import Gold, held_out_figures, read_gold, version_of
from pipelines.quality.matching import Attributes, Row, Score, Tally, name_key, norm, same_span, set_f1

Tables = dict[str, list[Row]]
Found = tuple[list[Row], list[Row], Score, Attributes | None]
"""Gold rows, found rows, how two are compared, which attributes are scored."""


def measure(tables: Tables, gold_dir: Path) -> list[Row]:
    """The figures of each document with gold and, as document `all`, of all of them pooled.

    `tables` are published rows by table name. A document that has gold but is not in `tables` is left
    out: its rows are not missed, they are not in the release. The figures of gold whose texts are not
    in the repository were measured before (`held_out.py`) and are taken as they stand.
    """
    version = version_of(gold_dir)
    present = {row["document_id"] for row in tables["documents"]}
    pooled: dict[str, Tally] = {}
    rows: list[Row] = []
    for gold in read_gold(gold_dir):
        if gold.document_id not in present:
            continue
        for table, tally in tallies(tables, gold).items():
            rows += quality_rows(table, gold.document_id, tally.figures(), tally.gold_rows, version)
            pooled.setdefault(table, Tally()).add(tally)
    for table, tally in pooled.items():
        rows += quality_rows(table, "all", tally.figures(), tally.gold_rows, version)
    for figure in held_out_figures(gold_dir):
        value, gold_rows = {figure["metric"]: float(figure["value"])}, int(figure["gold_rows"])
        rows += quality_rows(figure["table"], "all", value, gold_rows, version, figure["split"])
    return rows


def quality_rows(
    table: str,
    document_id: str,
    figures: dict[str, float],
    gold_rows: int,
    version: str,
    split: str = "tuned",
) -> Iterator[Row]:
    """Rows of `quality`, one a figure."""
    for metric, value in figures.items():
        yield {
            "quality_id": f"{split}:{table}:{document_id}:{metric}",
            "split": split,
            "table": table,
            "document_id": document_id,
            "metric": metric,
            "value": value,
            "gold_rows": gold_rows,
            "gold_version": version,
        }


def tallies(tables: Tables, gold: Gold) -> dict[str, Tally]:
    """The counts of one document, by published table."""
    view = View(tables, gold)
    out = {}
    for gold_name, (table, prepare) in SCORED.items():
        if gold_name in gold.tables:
            out[table] = Tally()
            out[table].count(*prepare(view))
    return out


class View:
    """The published rows of one gold document, each with the printed name of its unit as `_unit`."""

    def __init__(self, tables: Tables, gold: Gold) -> None:
        self.gold = gold
        self._tables = tables

    def rows(self, table: str) -> list[Row]:
        """The document's rows of a table."""
        return [row for row in self._tables.get(table, []) if row["document_id"] == self.gold.document_id]

    def in_units(self, table: str) -> list[Row]:
        """The rows that stand in annotated units, with `_unit`."""
        rows = [row | {"_unit": self._unit(row)} for row in self.rows(table)]
        return [row for row in rows if not self.gold.units or row["_unit"] in self.gold.units]

    def _unit(self, row: Row) -> str:
        name = self.units.get(row.get("footnote_id") or row.get("paragraph_id") or "", "?")
        if self.gold.units and name not in self.gold.units:
            return name.split("(")[0]  # some gold keeps lettered items in their paragraph
        return name

    @cached_property
    def units(self) -> dict[str, str]:
        """Paragraph or footnote id to printed name."""
        names = {row["paragraph_id"]: str(row["unit"]) for row in self.rows("paragraphs")}
        return names | {row["footnote_id"]: f"fn{row['marker']}" for row in self.rows("footnotes")}

    @cached_property
    def actors(self) -> dict[str, tuple[set[str], str]]:
        """Actor id to the keys of its names, and its type."""
        return {
            row["actor_id"]: (
                {name_key(name) for name in (row["name"], row["acronym"]) if name},
                row["actor_type"],
            )
            for row in self._tables.get("actors", [])
        }

    @cached_property
    def gold_aliases(self) -> dict[str, set[str]]:
        """Key of a gold actor's name to the keys of all names that gold accepts for it."""
        out: dict[str, set[str]] = defaultdict(set)
        for row in self.gold.tables.get("actors", []):
            key = name_key(row["name"])
            out[key] |= {key, *map(name_key, row.get("aliases", ()))}
        return out

    @cached_property
    def bridges(self) -> dict[tuple[str, str], list[str]]:
        """(id of an act or recommendation, role) to the actors in that role."""
        out: dict[tuple[str, str], list[str]] = defaultdict(list)
        for table in ("country_action", "recommendation"):
            for row in self.rows(f"{table}_actors"):
                out[row[f"{table}_id"], row["role"]].append(row["actor_id"])
        return out

    def actor_keys(self, row_id: str, role: str) -> list[set[str]]:
        """For each actor in that role all names that are accepted for it."""
        out = []
        for actor_id in self.bridges.get((row_id, role), []):
            keys = set(self.actors.get(actor_id, (set(), ""))[0])
            for accepted in self.gold_aliases.values():
                if keys & accepted:
                    keys |= accepted
            out.append(keys)
        return out


def _as_set(table: str, gold_name: str, gold_key: Callable[[Row], Any], key: Callable[[Row], Any]) -> Any:
    """A table that is scored as a set of (unit, key)."""

    def prepare(view: View) -> Found:
        gold: dict[tuple[str, Any], Row] = {}
        for row in sorted(view.gold.tables[gold_name], key=lambda row: bool(row.get("optional"))):
            gold.setdefault((row["unit"], gold_key(row)), row | {"_key": gold_key(row)})
        found: dict[tuple[str, Any], Row] = {}
        for row in view.in_units(table):
            one = found.setdefault((row["_unit"], key(row)), row | {"_key": key(row), "_rules": set()})
            one["_rules"] |= {row["rule_id"]} if row.get("rule_id") else set()
        return list(gold.values()), list(found.values()), lambda g, p: float(g["_key"] == p["_key"]), None

    return prepare


def _number(row: Row) -> float:
    return float(str(row["value"]).replace(",", "").rstrip("%"))


def _has_ends(gold: Row, text: str) -> bool:
    """The text starts and ends with the words that gold gives."""
    all_words = norm(text).split()
    first, last = norm(gold["starts"]).split(), norm(gold["ends"]).split()
    return all_words[: len(first)] == first and all_words[-len(last) :] == last


def _paragraphs(view: View) -> Found:
    gold = [row | {"unit": row["number"]} for row in view.gold.tables["paragraphs"]]
    wanted = {row["unit"] for row in gold}
    found = [
        row
        for row in view.in_units("paragraphs")
        if row["_unit"] in wanted or row["kind"] in ("numbered", "lettered")
    ]
    notes: dict[str | None, list[str]] = defaultdict(list)
    for note in view.rows("footnotes"):
        notes[note["paragraph_id"]].append(str(note["marker"]))
    sections = {row["section_id"]: row for row in view.rows("sections")}

    def path(section_id: str | None) -> list[str]:
        labels: list[str] = []
        while section_id in sections:
            labels = [sections[section_id]["label"] or "", *labels]
            section_id = sections[section_id]["parent_section_id"]
        return [label for label in labels if label]

    def attributes(gold: Row, found: Row) -> Iterator[tuple[str, float]]:
        yield "section", float(path(found["section_id"]) == gold["section"])
        yield "footnotes", float(sorted(notes[found["paragraph_id"]]) == sorted(gold.get("footnotes", [])))

    return gold, found, lambda g, p: float(_has_ends(g, p["text"])), attributes


def _footnotes(view: View) -> Found:
    gold = [row | {"unit": f"fn{row['marker']}"} for row in view.gold.tables["footnotes"]]
    found = [row | {"_unit": f"fn{row['marker']}"} for row in view.rows("footnotes")]

    def attributes(gold: Row, found: Row) -> Iterator[tuple[str, float]]:
        yield "anchor", float(view.units.get(found["paragraph_id"]) == gold["anchor_unit"])

    return gold, found, lambda g, p: float(_has_ends(g, p["text"])), attributes


def _actors(view: View) -> Found:
    """One found row an actor a unit; its surfaces there are further names. Plain classes do not count."""
    found: dict[tuple[str, str], Row] = {}
    for row in view.in_units("actor_mentions"):
        keys, kind = view.actors.get(row["actor_id"], (set(), ""))
        if kind == "class":
            continue
        one = {"_unit": row["_unit"], "actor_type": kind, "_keys": set(keys), "_rules": set()}
        one = found.setdefault((row["_unit"], row["actor_id"]), one)
        one["_keys"].add(name_key(row["surface"]))
        one["_rules"].add(row["rule_id"])
    gold = [
        row | {"_keys": {name_key(name) for name in (row["name"], *row.get("aliases", []))}}
        for row in view.gold.tables["actors"]
    ]

    def attributes(gold: Row, found: Row) -> Iterator[tuple[str, float]]:
        yield "type", float(found["actor_type"] == gold["type"])

    return gold, list(found.values()), lambda g, p: float(len(g["_keys"] & p["_keys"])), attributes


def _country_actions(view: View) -> Found:
    def score(gold: Row, found: Row) -> float:
        return same_span(gold, found) if gold["iso3"] == found["country_iso3"] else 0.0

    def attributes(gold: Row, found: Row) -> Iterator[tuple[str, float]]:
        yield "action_type", float(found["action_type"] == gold["action_type"])
        yield "status", float(found["status"] == gold["status"])
        yield "year", float((found["year_start"] or None) == gold.get("year_start"))
        yield "actors_f1", set_f1(gold["actors"], view.actor_keys(found["country_action_id"], "agent"))

    return view.gold.tables["country_actions"], view.in_units("country_actions"), score, attributes


def _recommendations(view: View) -> Found:
    def attributes(gold: Row, found: Row) -> Iterator[tuple[str, float]]:
        row_id = found["recommendation_id"]
        yield "origin", float(found["origin"] == gold["origin"])
        yield "addressees_f1", set_f1(gold["addressees"], view.actor_keys(row_id, "addressee"))
        if gold["origin"] == "reported":
            yield "recommenders_f1", set_f1(gold["recommenders"], view.actor_keys(row_id, "recommender"))

    return view.gold.tables["recommendations"], view.in_units("recommendations"), same_span, attributes


def _practices_gaps(view: View) -> Found:
    def score(gold: Row, found: Row) -> float:
        return same_span(gold, found) if gold["label"] == found["label"] else 0.0

    return view.gold.tables["practices_gaps"], view.in_units("practices_gaps"), score, None


SCORED: dict[str, tuple[str, Callable[[View], Found]]] = {
    "paragraphs": ("paragraphs", _paragraphs),
    "footnotes": ("footnotes", _footnotes),
    "citations": (
        "citations",
        _as_set("citations", "citations", lambda g: g["symbol"], lambda p: p["symbol"]),
    ),
    "countries": (
        "country_mentions",
        _as_set("country_mentions", "countries", lambda g: g["iso3"], lambda p: p["country_iso3"]),
    ),
    "statistics": ("statistics", _as_set("statistics", "statistics", _number, _number)),
    "actors": ("actor_mentions", _actors),
    "country_actions": ("country_actions", _country_actions),
    "recommendations": ("recommendations", _recommendations),
    "practices_gaps": ("practices_gaps", _practices_gaps),
}
"""Gold file to the published table that it scores, and how."""
