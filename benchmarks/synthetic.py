"""A made-up release of many documents, to measure what grows with their number.

    .venv/bin/python benchmarks/synthetic.py FOLDER [DOCUMENTS]

Each document is the first report under another symbol and date: one word in SHARE of its text is another
English word of the same length (so offsets hold and the vocabulary grows), and its countries and actors
are others of the lists. It says nothing about extraction, and no figure of it is about the world.
"""

import datetime as dt
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.model.arrow import schema_of
from pipelines.model.declaration import load_tables

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "pipelines" / "lexicons" / "words.csv"
SEED, SHARE, SHORTEST = 7, 8, 5
LISTS = ("actors", "actor_aliases", "countries", "quality", "source_ranges", "corrections")
"""Tables that do not grow: lists, and what the site does not show."""

Rows = dict[str, list[dict[str, Any]]]


def words_by_length() -> dict[int, list[str]]:
    """English words to put in place of others."""
    found: dict[int, list[str]] = defaultdict(list)
    for line in WORDS.read_text(encoding="utf8").splitlines()[1:]:
        word = line.split(",")[0]
        if word.isalpha() and word.isascii() and word.islower() and len(word) >= SHORTEST:
            found[len(word)].append(word)
    return found


def varied(text: str, chance: random.Random, words: dict[int, list[str]]) -> str:
    """The text with some words exchanged; every other character stays where it is."""
    parts = text.split(" ")
    for i, part in enumerate(parts):
        if part.isalpha() and part.islower() and words.get(len(part)) and chance.randrange(SHARE) == 0:
            parts[i] = chance.choice(words[len(part)])
    return " ".join(parts)


def another(first: Rows, number: int, words: dict[int, list[str]]) -> Rows:
    """The first report as document `number`."""
    chance = random.Random(SEED * 1_000_003 + number)
    old = first["documents"][0]["document_id"]
    new = f"A/HRC/{20 + number // 60}/{100 + number % 60}"
    actors = [row["actor_id"] for row in first["actors"]]
    countries = [row["country_iso3"] for row in first["countries"] if row["is_un_member"]]
    swaps: dict[str, str] = {}

    def value(column: str, cell: Any) -> Any:
        if column == "actor_id":
            return swaps.setdefault(cell, chance.choice(actors) if chance.randrange(2) else cell)
        if column == "country_iso3":
            return swaps.setdefault(cell, chance.choice(countries))
        return cell.replace(old, new) if isinstance(cell, str) and old in cell else cell

    made: Rows = {
        name: [{c: value(c, v) for c, v in row.items()} for row in rows]
        for name, rows in first.items()
        if name not in LISTS
    }
    made["documents"][0] |= {
        "published_on": dt.date(2000, 1, 1) + dt.timedelta(days=chance.randrange(9_000)),
        "organ": chance.choice(["General Assembly", "Human Rights Council", "Security Council"]),
        "title": f"{old} varied, number {number}",
    }
    texts = {}
    for name, key in (("paragraphs", "paragraph_id"), ("footnotes", "footnote_id")):
        for row in made[name]:
            row["text"] = texts[row[key]] = varied(row["text"], chance, words)
    for rows in made.values():
        for row in rows:
            for column in ("evidence", "surface"):
                if column in row:
                    row[column] = texts[row["footnote_id"] or row["paragraph_id"]][row["start"] : row["end"]]
    return made


def write_release(folder: Path, documents: int) -> None:
    """Write the Parquet files of a release of so many documents."""
    folder.mkdir(parents=True, exist_ok=True)
    first = {name: pq.read_table(ROOT / "outputs" / f"{name}.parquet").to_pylist() for name in load_tables()}
    words = words_by_length()
    batches: dict[str, list[pa.Table]] = defaultdict(list)
    for number in range(documents):
        for name, rows in another(first, number, words).items():
            batches[name].append(pa.Table.from_pylist(rows, schema=schema_of(load_tables()[name])))
    for name, declared in load_tables().items():
        empty = [] if name == "source_ranges" else first[name]
        tables = batches.get(name) or [pa.Table.from_pylist(empty, schema=schema_of(declared))]
        pq.write_table(pa.concat_tables(tables), folder / f"{name}.parquet")


if __name__ == "__main__":
    write_release(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000)
