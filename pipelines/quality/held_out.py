"""Gold on passages whose text is not in this repository: found again by hash, measured where it is at hand.

Belongs here: finding the passages in a folder of documents, putting the evidence back, measuring. Does
not belong here: writing the figures (`held_out_command.py`), matching (`matching.py`).

A row names its passage; an evidence is its offsets in the passage and its SHA-256. So nothing of the text
is needed to keep the rows, and nothing but the right text can be measured.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipelines.load import load_document
from pipelines.process import Tables, authority_tables, rows_of
from pipelines.quality.gold import PASSAGES, Gold, digest, read_jsonl
from pipelines.quality.matching import Row, Tally
from pipelines.quality.measure import tallies
from pipelines.readers.manifest import symbol_from_name

_WORD_START = re.compile(r"\b\w|[^\w\s]")


class HeldOutError(ValueError):
    """The gold rows contradict the text; the message names the passage."""


class Passage(NamedTuple):
    """An annotated stretch of text, without the text."""

    passage: int
    document_id: str
    unit: str
    genre: str
    text_sha256: str
    characters: int


class Place(NamedTuple):
    """Where a passage was found: a paragraph, the offset of its first character, its text."""

    paragraph_id: str
    unit: str
    start: int
    text: str


@dataclass
class HeldOut:
    """The counts by published table over all passages, and the passages whose text is not at hand."""

    by_table: dict[str, Tally] = field(default_factory=dict)
    found: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def by_rule(self) -> dict[str, tuple[int, int]]:
        """Rule id to its right and its judged rows."""
        rules = [(rule, t) for tally in self.by_table.values() for rule, t in tally.by_rule.items()]
        return {rule: (t.right, t.judged) for rule, t in sorted(rules)}


def read_passages(folder: Path) -> list[Passage]:
    """The passages of a gold folder, in their order."""
    return [Passage(**row) for row in read_jsonl(folder / PASSAGES)]


def find(passage: Passage, paragraphs: list[Row]) -> Place | None:
    """The paragraph that holds the passage; None where its text is in no paragraph.

    The whole paragraph as a rule; a stretch of a longer one where the reader has since learnt to join
    what it had cut.
    """
    for row in paragraphs:
        text = row["text"]
        starts = [0] if len(text) == passage.characters else []
        if len(text) > passage.characters:
            last = len(text) - passage.characters
            starts = [m.start() for m in _WORD_START.finditer(text) if m.start() <= last]
        for start in starts:
            part = text[start : start + passage.characters]
            if digest(part) == passage.text_sha256:
                return Place(row["paragraph_id"], str(row["unit"]), start, part)
    return None


def measure_held_out(texts: Path, gold: Path) -> HeldOut:
    """Measure the rules on the passages of the gold folder that `texts` (searched to the bottom) holds.

    A document is known by its file's name (`A_73_230.pdf`). Raises HeldOutError where a gold row does
    not fit its passage.
    """
    out = HeldOut()
    passages = read_passages(gold)
    files = {symbol_from_name(path.name): path for path in sorted(texts.rglob("*")) if path.is_file()}
    rows = {path.stem: read_jsonl(path) for path in sorted(gold.glob("*.jsonl")) if path.name != PASSAGES}
    for document_id in dict.fromkeys(passage.document_id for passage in passages):
        mine = [passage for passage in passages if passage.document_id == document_id]
        if document_id not in files:
            out.missing += [f"{p.passage} ({document_id}: no such file)" for p in mine]
            continue
        _measure_document(files[document_id], mine, rows, out)
    return out


def _measure_document(path: Path, passages: list[Passage], rows: Tables, out: HeldOut) -> None:
    tables = rows_of(load_document(path))
    places = {}
    for passage in passages:
        place = find(passage, tables["paragraphs"])
        if place is None:
            out.missing.append(f"{passage.passage} ({passage.document_id}: its text is in no paragraph)")
        else:
            places[passage.passage] = place
            out.found.append(passage.passage)
    document_id = tables["documents"][0]["document_id"]
    gold = Gold(
        document_id,
        frozenset(place.unit for place in places.values()),
        {name: list(_placed(gold_rows, places)) for name, gold_rows in rows.items()},
    )
    for table, tally in tallies(_inside(tables, list(places.values())), gold).items():
        out.by_table.setdefault(table, Tally()).add(tally)


def _placed(rows: list[Row], places: dict[int, Place]) -> Iterator[Row]:
    """The rows of the passages at hand, with the printed unit and the words of the evidence."""
    for row in rows:
        place = places.get(row["passage"])
        if place is None:
            continue
        full = row | {"unit": place.unit}
        if "evidence_sha256" in row:
            full["evidence"] = place.text[row["start"] : row["end"]]
            if digest(full["evidence"]) != row["evidence_sha256"]:
                raise HeldOutError(f"passage {row['passage']}: {row['start']}-{row['end']} is other text.")
        yield full


def _inside(tables: Tables, places: list[Place]) -> Tables:
    """The tables with those found rows only that lie in a passage, and with the authority lists."""
    spans = {place.paragraph_id: (place.start, place.start + len(place.text)) for place in places}

    def is_inside(row: Row) -> bool:
        start, end = spans.get(row["paragraph_id"], (0, 0))
        return row["footnote_id"] is None and start <= row["start"] and row["end"] <= end

    kept = {
        name: [row for row in rows if is_inside(row)] if rows and "rule_id" in rows[0] else rows
        for name, rows in tables.items()
        if name != "unresolved"
    }
    authority = authority_tables()
    return kept | {name: [*authority[name], *tables.get(name, [])] for name in ("actors", "actor_aliases")}
