"""What of a document is worth a reader's time, most doubtful first.

Belongs here: the three kinds of doubt and their order. Does not belong here: verdicts (`verdicts.py`),
printing (`command.py`), finding anything (`extract/`).

- a row whose rule was seldom right on held-out gold, or was never measured;
- a sentence that names an actor and a country and has a finite verb, of which nothing was made;
- a name or citation that could not be settled.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipelines.extract.clauses import clauses
from pipelines.extract.units import Unit, units_of
from pipelines.model.declaration import load_tables
from pipelines.process import Tables
from pipelines.quality.gold import digest
from pipelines.quality.rules import load_measured, unconditional_bound
from pipelines.quality.rules_page import figures_of
from pipelines.structure.document import Document

Row = dict[str, Any]

ROW, SENTENCE, NAME = "row", "sentence", "name"
"""The kinds of item."""

STATEMENTS = ("country_actions", "recommendations", "practices_gaps", "statistics", "contributions")
"""The tables of which a sentence with an actor and a country would be expected to be in one."""

NAME_KINDS = frozenset({"actor", "country", "citation"})
DOUBTED = 0.4
"""A rule that is wrong less often than this at worst is not listed."""

SILENT_SENTENCE = 0.8
UNSETTLED_NAME, EACH_MORE = 0.6, 0.1
"""Doubt of a sentence without a row; of an unsettled name, and more for each time that it stands there."""


class Item(NamedTuple):
    """Something to look at: `text` of `unit` from `start` to `end`, why, and how doubtful (0 to 1).

    `row` is the published row (kind `row`), the row of `unresolved` (`name`), or what the sentence names
    (`sentence`: actor_ids, country_iso3s).
    """

    item_id: str
    kind: str
    table: str
    unit_id: str
    start: int
    end: int
    text: str
    why: str
    doubt: float
    row: Row


def items_of(document: Document, tables: Tables, sealed: frozenset[str] = frozenset()) -> list[Item]:
    """Everything worth a look, most doubtful first; ties in reading order.

    `tables` are the rows of the document. Units whose text's SHA-256 is in `sealed` are held out and
    not shown: who has read what was found there might tune a rule on it. The second row of a rule is
    worth half of the first, the third a third: a reader learns most from what they have not judged yet.
    """
    units = {unit.id: unit for unit in units_of(document) if digest(unit.text) not in sealed}
    order = {unit_id: n for n, unit_id in enumerate(units)}
    found = [*_doubtful_rows(tables), *_silent_sentences(units, tables), *_unsettled_names(tables)]
    found = [item for item in found if item.unit_id in units]
    found.sort(key=lambda item: (-item.doubt, order[item.unit_id], item.start, item.item_id))
    seen: Counter[str] = Counter()
    ranked = []
    for item in found:
        group = item.row.get("rule_id") or item.kind if item.kind == ROW else item.item_id
        seen[group] += 1
        ranked.append(item._replace(doubt=round(item.doubt / seen[group], 3)))
    return sorted(ranked, key=lambda item: -item.doubt)


def _doubtful_rows(tables: Tables) -> Iterator[Item]:
    measured = load_measured()
    for name, table in load_tables().items():
        if table.found is None:
            continue
        for row in tables.get(name, []):
            figures = measured.get(row["rule_id"])
            doubt = 1 - (unconditional_bound(figures.right, figures.judged) if figures else 0.0)
            if doubt >= DOUBTED:
                yield Item(
                    item_id=f"{name}:{row[table.primary_key[0]]}",
                    kind=ROW,
                    table=name,
                    unit_id=row["footnote_id"] or row["paragraph_id"],
                    start=row["start"],
                    end=row["end"],
                    text=row[table.found],
                    why=f"{row['rule_id']}: {figures_of(figures)}",
                    doubt=doubt,
                    row=row,
                )


def _silent_sentences(units: dict[str, Unit], tables: Tables) -> Iterator[Item]:
    """The sentences with an actor, a country and a finite verb that no statement lies in."""
    said: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name in STATEMENTS:
        for row in tables.get(name, []):
            said[row["footnote_id"] or row["paragraph_id"]].append((row["start"], row["end"]))
    named = {
        name: _by_unit(tables.get(name, []), column)
        for name, column in (("actor_mentions", "actor_id"), ("country_mentions", "country_iso3"))
    }
    for unit_id, unit in units.items():
        for start, end, tokens in unit.sentences:
            actors, countries = (_between(named[name].get(unit_id, []), start, end) for name in named)
            is_said = any(a < end and start < b for a, b in said[unit_id])
            verbs = [clause.lemma for clause in clauses(tokens)] if actors and countries else []
            if verbs and not is_said:
                names = "; ".join(", ".join(part) for part in (actors, countries, verbs))
                yield Item(
                    item_id=f"{SENTENCE}:{unit_id}@{start}-{end}",
                    kind=SENTENCE,
                    table="country_actions",
                    unit_id=unit_id,
                    start=start,
                    end=end,
                    text=unit.text[start:end],
                    why=f"{names}: no row was made of it",
                    doubt=SILENT_SENTENCE,
                    row={"actor_ids": actors, "country_iso3s": countries},
                )


def _by_unit(rows: list[Row], column: str) -> dict[str, list[tuple[int, str]]]:
    out: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows:
        out[row["footnote_id"] or row["paragraph_id"]].append((row["start"], row[column]))
    return out


def _between(named: list[tuple[int, str]], start: int, end: int) -> list[str]:
    """The ids named in a span, each once, in their order."""
    return list(dict.fromkeys(target for at, target in named if start <= at < end))


def _unsettled_names(tables: Tables) -> Iterator[Item]:
    """A name that could not be settled, at its first place."""
    rows = [row for row in tables.get("unresolved", []) if row["kind"] in NAME_KINDS and row["surface"]]
    times = Counter((row["kind"], row["surface"]) for row in rows)
    for row in rows:
        count = times.pop((row["kind"], row["surface"]), 0)
        if count:
            yield Item(
                item_id=f"{NAME}:{row['unresolved_id']}",
                kind=NAME,
                table="unresolved",
                unit_id=row["footnote_id"] or row["paragraph_id"],
                start=row["start"],
                end=row["end"],
                text=row["surface"],
                why=f"{row['reason']} ({count} time{'s' if count > 1 else ''})",
                doubt=min(1.0, UNSETTLED_NAME + EACH_MORE * (count - 1)),
                row=row,
            )
