"""Rules that look at several columns or tables, as one truth value a row.

Belongs here: the mechanism of each rule kind that `declaration.RuleKind` names. Does not belong here:
which table has which rule (`tables/<table>.yml`), or what happens when one fails (`validate`).
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pipelines.model.declaration import FOLDER, load_tables
from pipelines.model.shapes import Rule

if TYPE_CHECKING:  # a worker process, which needs `Columns` only, starts in a third of the time without it
    import pandas as pd


class Columns(NamedTuple):
    """A table as lists of plain values: all that a rule asks for, and a twentieth of a frame's cost."""

    lists: dict[str, list[Any]]

    @property
    def rows(self) -> int:
        """How many they are."""
        return len(next(iter(self.lists.values()), []))


Frame: TypeAlias = "pd.DataFrame | Columns"
Frames = Mapping[str, Frame]
Check = Callable[[Frame, Rule, Frames], list[bool]]

PREFIX = "check_"
_COUNTED = re.compile(r"\d+$")  # the last part of a printed number: 3 in `24.3`


def values(frame: Frame, column: str) -> list[Any]:
    """The column as plain values, every kind of missing value None. Raises KeyError."""
    if isinstance(frame, Columns):
        return frame.lists[column]
    present = frame[column].notna()
    return [v if ok else None for v, ok in zip(frame[column].tolist(), present.tolist(), strict=True)]


def _lookup(frame: Frame, key: str, column: str) -> dict[Any, Any]:
    return dict(zip(values(frame, key), values(frame, column), strict=True))


def _rows(frame: Frame, columns: tuple[str, ...] | list[str]) -> list[tuple[Any, ...]]:
    return list(zip(*(values(frame, c) for c in columns), strict=True))


def foreign_key(frame: Frame, rule: Rule, frames: Frames) -> list[bool]:
    """Null, one of `besides`, or a value that the other table's column has."""
    known = {*values(frames[str(rule.table)], str(rule.references)), *rule.besides, None}
    return [v in known for v in values(frame, rule.columns[0])]


def slice_equals(frame: Frame, rule: Rule, frames: Frames) -> list[bool]:
    """`text[start:end]` of the footnote, or of the paragraph where there is none, is the copy.

    A row with neither offsets nor copy says nothing that could be wrong; a table in which every row
    must have them declares the columns without nulls.
    """
    paragraphs = _lookup(frames["paragraphs"], "paragraph_id", "text")
    footnotes = _lookup(frames["footnotes"], "footnote_id", "text")

    def same(
        paragraph: str, footnote: str | None, start: int | None, end: int | None, copy: str | None
    ) -> bool:
        if start is None and end is None and copy is None:
            return True
        text = footnotes.get(footnote) if footnote else paragraphs.get(paragraph)
        if text is None or start is None or end is None or not copy:
            return False
        return 0 <= start < end <= len(text) and text[start:end] == copy

    return [same(*row) for row in _rows(frame, rule.columns)]


def place_agrees(frame: Frame, rule: Rule, frames: Frames) -> list[bool]:
    """The footnote is anchored in the paragraph; the paragraph is of the document."""
    documents = _lookup(frames["paragraphs"], "paragraph_id", "document_id")
    anchors = _lookup(frames["footnotes"], "footnote_id", "paragraph_id")
    return [
        documents.get(paragraph) == document and (footnote is None or anchors.get(footnote) == paragraph)
        for document, paragraph, footnote in _rows(frame, rule.columns)
    ]


def numbered_without_gap(frame: Frame, rule: Rule, frames: Frames) -> list[bool]:
    """A numbered paragraph follows the one before it by one, starts again at 1, or is explained.

    Numbers count among those that are printed alike before it (`24.` of `24.3`).
    """
    unresolved = frames["unresolved"]
    explained = {
        (document, paragraph)
        for kind, document, paragraph in _rows(unresolved, ["kind", "document_id", "paragraph_id"])
        if kind in ("numbering_gap", "numbering_repeat")
    }
    last: dict[tuple[str, str], int] = {}
    rows = _rows(frame, rule.columns)
    holds = [True] * len(rows)
    for i in sorted(range(len(rows)), key=lambda i: (rows[i][0] or "", rows[i][4] or 0)):
        document, paragraph, kind, number, _, unit = rows[i]
        if kind != "numbered":
            continue
        printed = _COUNTED.search(unit.partition(":")[0])
        series = (document, unit[: printed.start()] if printed else unit)
        value = int(printed.group()) if printed else 0
        # Below a paragraph of their own number (`81.1` below 81) the parts carry that number.
        agrees = number == value or f"{number}." == series[1]
        follows = agrees and value in (last.get(series, 0) + 1, 1)
        holds[i] = follows or (document, paragraph) in explained or (document, None) in explained
        last[series] = value
    return holds


def footnote_anchored(frame: Frame, rule: Rule, frames: Frames) -> list[bool]:
    """The anchor agrees with its kind and lies in the text; a note without one is in `unresolved`."""
    texts = _lookup(frames["paragraphs"], "paragraph_id", "text")
    listed = {
        document
        for kind, document in _rows(frames["unresolved"], ["kind", "document_id"])
        if kind == "note_without_marker"
    }

    def anchored(_: str, document: str, paragraph: str | None, offset: int | None, kind: str | None) -> bool:
        if kind == "missing":
            return paragraph is None and offset is None and document in listed
        if kind in ("title", "heading"):
            return paragraph in texts and offset is None
        return paragraph in texts and offset is not None and 0 <= offset <= len(texts[paragraph])

    return [anchored(*row) for row in _rows(frame, rule.columns)]


@cache
def _list_lines(path: Path, columns: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    with path.open(encoding="utf8", newline="") as file:
        return frozenset(tuple(line[c] for c in columns) for line in csv.DictReader(file))


def known_code(frame: Frame, rule: Rule, frames: Frames) -> list[bool]:
    """The values stand together in a line of the list (a CSV file named from the package's root)."""
    lines = _list_lines(FOLDER.parent / str(rule.file), rule.columns)
    return [row in lines for row in _rows(frame, rule.columns)]


def ordered(frame: Frame, rule: Rule, frames: Frames) -> list[bool]:
    """The first value is not larger than the second, where both are there."""
    return [a is None or b is None or a <= b for a, b in _rows(frame, rule.columns)]


def has_child(frame: Frame, rule: Rule, frames: Frames) -> list[bool]:
    """The other table has a row with this key that agrees with `where`."""
    other = frames[str(rule.table)]
    wanted = tuple(rule.where.values())
    found = {row[0] for row in _rows(other, [str(rule.references), *rule.where]) if row[1:] == wanted}
    return [v in found for v in values(frame, rule.columns[0])]


def count_equals(frame: Frame, rule: Rule, frames: Frames) -> list[bool]:
    """The figure is the number of the other table's rows with this key."""
    key = rule.columns[0]
    counts = Counter(values(frames[str(rule.table)], key))
    return [counts[k] == figure for k, figure in _rows(frame, rule.columns)]


CHECKS: dict[str, Check] = {
    "foreign_key": foreign_key,
    "slice_equals": slice_equals,
    "place_agrees": place_agrees,
    "numbered_without_gap": numbered_without_gap,
    "footnote_anchored": footnote_anchored,
    "known_code": known_code,
    "ordered": ordered,
    "has_child": has_child,
    "count_equals": count_equals,
}


def tables_needed(name: str) -> list[str]:
    """The tables whose frames `with_check_columns(name, …)` reads, the table itself first."""
    rules = load_tables()[name].rules
    kinds = {r.kind for r in rules}
    needed = {str(r.table) for r in rules if r.table}
    if kinds & {"slice_equals", "place_agrees"}:
        needed |= {"paragraphs", "footnotes"}
    if "numbered_without_gap" in kinds:
        needed |= {"unresolved"}
    if "footnote_anchored" in kinds:
        needed |= {"paragraphs", "unresolved"}
    return [name, *(t for t in load_tables() if t in needed and t != name)]


def checks_of(name: str, columns: Mapping[str, Columns]) -> dict[str, list[bool]]:
    """For each rule of table `name` whether each row obeys it. `columns` as in `with_check_columns`."""
    return {r.name: CHECKS[r.kind](columns[name], r, columns) for r in load_tables()[name].rules}


def with_check_columns(name: str, frames: "Mapping[str, pd.DataFrame]") -> "pd.DataFrame":
    """The frame of table `name` with one more column `check_<rule>` for each of its rules.

    A value of the column says whether the row obeys the rule. `frames` has a frame for every table
    that `tables_needed(name)` lists. Raises KeyError, naming it, for a table or column that is missing.
    """
    import pandas as pd

    missing = [t for t in tables_needed(name) if t not in frames]
    if missing:
        raise KeyError(f"the rules of {name} need the tables {missing}")
    frame = frames[name]
    checks = {
        PREFIX + rule.name: pd.array(CHECKS[rule.kind](frame, rule, frames), dtype="bool")
        for rule in load_tables()[name].rules
    }
    return frame.assign(**checks)
