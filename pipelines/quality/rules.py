"""Every extraction rule as it is declared, and how often it was right on gold that it was not tuned on.

Belongs here: reading the declarations and the measured figures, the bound that becomes `confidence`.
Does not belong here: how a rule finds (`extract/`), measuring (`held_out.py`), the page (`rules_page.py`).
"""

import csv
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipelines.model.interval import wilson

Row = dict[str, Any]

FOLDER = Path(__file__).parents[1] / "extract" / "rules"
PRECISION = Path(__file__).parent / "rule_precision.csv"
COLUMNS = ("rule_id", "judged", "right", "precision", "confidence")

LEAST = 10
"""Rows below which a measured precision says too little to be published."""

DIGITS = 3


class Rule(NamedTuple):
    """A declared rule. `setting`: the kind of document its examples need, where not any report."""

    id: str
    table: str
    description: str
    source: str | None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    setting: str | None


class Measured(NamedTuple):
    """How many rows of a rule were judged, how many were right; `confidence` null below LEAST rows."""

    judged: int
    right: int
    confidence: float | None

    @property
    def precision(self) -> float:
        """The share that was right."""
        return round(self.right / self.judged, DIGITS)


@cache
def load_rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the files. Raises KeyError where a field is missing."""
    rules = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            rules[entry["id"]] = Rule(
                id=entry["id"],
                table=path.stem,
                description=" ".join(entry["description"].split()),
                source=entry.get("source"),
                examples=tuple(entry["examples"]),
                counter_examples=tuple(entry.get("counter_examples", ())),
                setting=entry.get("setting"),
            )
    return rules


def lower_bound(right: int, judged: int) -> float | None:
    """The lower Wilson bound (95 %) of right/judged; None below LEAST rows.

    >>> lower_bound(10, 10), lower_bound(9, 9)
    (0.722, None)
    """
    return None if judged < LEAST else unconditional_bound(right, judged)


def unconditional_bound(right: int, judged: int) -> float:
    """The same bound, also of few rows: good for an order, too loose to be published; 0 of no rows."""
    return round(wilson(right, judged)[0], DIGITS) if judged else 0.0


def measured_of(counts: dict[str, tuple[int, int]]) -> dict[str, Measured]:
    """Rule id to what (right, judged) says, by id; a rule of which nothing was judged is left out."""
    return {
        rule: Measured(judged, right, lower_bound(right, judged))
        for rule, (right, judged) in sorted(counts.items())
        if judged
    }


def as_csv(measured: dict[str, Measured]) -> str:
    """The text of `rule_precision.csv`."""
    lines = [",".join(COLUMNS)]
    for rule, one in measured.items():
        bound = "" if one.confidence is None else one.confidence
        lines.append(f"{rule},{one.judged},{one.right},{one.precision},{bound}")
    return "\n".join(lines) + "\n"


@cache
def load_measured() -> dict[str, Measured]:
    """The figures of `rule_precision.csv`, by rule id; a rule that is not in it has not been measured."""
    with PRECISION.open(encoding="utf-8", newline="") as lines:
        counts = {row["rule_id"]: (int(row["right"]), int(row["judged"])) for row in csv.DictReader(lines)}
    return measured_of(counts)


def put_confidence(tables: dict[str, list[Row]]) -> None:
    """Fill `confidence` of every found row from its rule's figures (null where there are none)."""
    measured = load_measured()
    for rows in tables.values():
        for row in rows:
            if "confidence" in row:
                one = measured.get(row["rule_id"])
                row["confidence"] = one and one.confidence
