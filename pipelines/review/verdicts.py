"""What comes of a reader's verdicts: gold rows and lexicon candidates.

Belongs here: reading a file of verdicts, turning verdicts into rows, keeping them. Does not belong here:
choosing what is judged (`items.py`), asking (`command.py`).

Candidates are kept without text (offsets and SHA-256), but for names, which are facts. They were judged
by somebody who saw the output, so they are no gold yet: a maintainer moves what stands up to a second
reading into a folder of `gold/`, names its split, and puts names into the lexicons with their source.
"""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.process import Tables, authority_tables
from pipelines.quality.gold import digest
from pipelines.review.items import NAME, SENTENCE, Item

Row = dict[str, Any]

ANSWERS = {"y": "yes", "n": "no", "s": "skip", "yes": "yes", "no": "no", "skip": "skip"}
ROWS, LEXICON = "rows.jsonl", "lexicon.csv"
LEXICON_COLUMNS = ("kind", "name", "stands_for", "document_id", "unit", "reason")
GOLD_NAMES = {"country_iso3": "iso3", "actor_type": "type"}
GOLD_COLUMNS = {
    "citations": ("symbol", "pinpoint"),
    "country_mentions": ("country_iso3",),
    "country_actions": ("country_iso3", "action_type", "status", "year_start", "year_end"),
    "recommendations": ("modality", "origin"),
    "practices_gaps": ("label",),
    "statistics": ("value",),
    "contributions": ("contributor_kind",),
    "topics": ("scheme", "topic_code"),
}
"""The columns that gold rows of a table hold, beside the actors."""

ROLES = {"agent": "actors", "addressee": "addressees", "recommender": "recommenders"}


class VerdictError(ValueError):
    """A file of verdicts that cannot be used; the message names the line and the remedy."""


class Verdict(NamedTuple):
    """What a reader said of an item. `note`: what a name stands for, or what is wrong with a row."""

    item_id: str
    answer: str
    note: str


def read_verdicts(path: Path, items: Iterable[Item]) -> list[Verdict]:
    """The verdicts of a CSV with the columns item_id, verdict (y, n, s) and note.

    Raises VerdictError for a missing column, an unknown answer or an item that the document has not.
    """
    known = {item.item_id for item in items}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if not {"item_id", "verdict"} <= set(reader.fieldnames or ()):
            raise VerdictError(f"{path.name}: the columns must be item_id, verdict and, if you like, note.")
        verdicts = []
        for line in reader:
            answer = ANSWERS.get(line["verdict"].strip().lower())
            if answer is None:
                raise VerdictError(f"{path.name}, line {reader.line_num}: say y, n or s.")
            if line["item_id"] not in known:
                raise VerdictError(f"{path.name}, line {reader.line_num}: no item {line['item_id']!r}.")
            verdicts.append(Verdict(line["item_id"], answer, (line.get("note") or "").strip()))
    return verdicts


def candidates(
    items: Iterable[Item], verdicts: Iterable[Verdict], tables: Tables
) -> tuple[list[Row], list[Row]]:
    """The gold rows and the lexicon lines that the verdicts give; what was skipped gives none."""
    by_id = {item.item_id: item for item in items}
    names = {row["actor_id"]: row for row in [*authority_tables()["actors"], *tables.get("actors", [])]}
    gold, lexicon = [], []
    for verdict in verdicts:
        item = by_id[verdict.item_id]
        if verdict.answer == "skip":
            continue
        if item.kind == NAME:
            lexicon += [_lexicon_line(item, verdict)] if verdict.answer == "yes" else []
        else:
            gold.append(_gold_row(item, verdict, tables, names))
    return gold, lexicon


def _lexicon_line(item: Item, verdict: Verdict) -> Row:
    row = item.row
    values = (row["kind"], item.text, verdict.note, row["document_id"], item.unit_id, row["reason"])
    return dict(zip(LEXICON_COLUMNS, values, strict=True))


def _gold_row(item: Item, verdict: Verdict, tables: Tables, names: Mapping[str, Row]) -> Row:
    """A row in the columns of the gold, without text. `right` is false for a row that should not be."""
    document_id, _, unit = item.unit_id.partition("#")
    row: Row = {"item_id": item.item_id, "document_id": document_id, "unit": unit, "table": item.table}
    row |= {"start": item.start, "end": item.end}
    row["evidence_sha256"] = digest(item.text)
    if item.kind == SENTENCE:
        row |= {
            "is_missed": True,
            "iso3": item.row["country_iso3s"],
            "actors": [_name(actor, names) for actor in item.row["actor_ids"]],
        }
    else:
        row |= {"rule_id": item.row["rule_id"]} | _facts(item, tables, names)
    row["right"] = verdict.answer == "yes"
    return row | ({"note": verdict.note} if verdict.note else {})


def _facts(item: Item, tables: Tables, names: Mapping[str, Row]) -> Row:
    """What the published row claims, in the names of the gold."""
    facts = {
        GOLD_NAMES.get(column, column): item.row[column]
        for column in GOLD_COLUMNS.get(item.table, ())
        if item.row.get(column) is not None
    }
    if actor_id := item.row.get("actor_id"):
        facts |= {"name": _name(actor_id, names), "type": names.get(actor_id, {}).get("actor_type")}
    single = item.table.removesuffix("s")
    for link in tables.get(f"{single}_actors", []):
        role = ROLES.get(link["role"])
        if role and link[f"{single}_id"] == item.row[f"{single}_id"]:
            facts.setdefault(role, []).append(_name(link["actor_id"], names))
    return facts


def _name(actor_id: str, names: Mapping[str, Row]) -> str:
    return str(names.get(actor_id, {}).get("name") or actor_id)


def keep(folder: Path, gold: list[Row], lexicon: list[Row]) -> None:
    """Put the candidates beside those that are there; a later verdict on an item replaces the earlier."""
    folder.mkdir(parents=True, exist_ok=True)
    rows_path, lexicon_path = folder / ROWS, folder / LEXICON
    lines = rows_path.read_text(encoding="utf-8").splitlines() if rows_path.exists() else []
    rows = {row["item_id"]: row for row in map(json.loads, lines)} | {row["item_id"]: row for row in gold}
    text = "".join(json.dumps(rows[key], ensure_ascii=False) + "\n" for key in sorted(rows))
    rows_path.write_text(text, encoding="utf-8")
    known: dict[tuple[str, str], Row] = {}
    if lexicon_path.exists():
        with lexicon_path.open(encoding="utf-8", newline="") as file:
            known = {(line["kind"], line["name"]): line for line in csv.DictReader(file)}
    known |= {(line["kind"], line["name"]): line for line in lexicon}
    with lexicon_path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, LEXICON_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(known[key] for key in sorted(known))
