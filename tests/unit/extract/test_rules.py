"""Every rule is declared with examples, and every example is run: grammar as data, both ways."""

from pathlib import Path

import pytest
import yaml

from pipelines.process import rows_of
from pipelines.readers.read import read
from pipelines.structure.build import build_document

FOLDER = Path(__file__).parents[3] / "pipelines" / "extract" / "rules"
RULES = [
    (path.stem, rule) for path in sorted(FOLDER.glob("*.yml")) for rule in yaml.safe_load(path.read_text())
]
REVIEW = (
    "United Nations\n\nGeneral Assembly\n\nHuman Rights Council\n\n"
    "Report of the Working Group on the Universal Periodic Review\n\nKenya\n\n"
    "II. Conclusions and/or recommendations\n\n"
    "1. The recommendations listed below enjoy the support of Kenya:\n\n1.1. {}\n"
)
REPORT = "United Nations\n\nGeneral Assembly\n\nReport of the Secretary-General\n\nI. Developments\n\n1. {}\n"


def _rules_found(sentence: str, rule: str) -> set[str]:
    """The rules that find something in a report with the sentence; `setting: review` is a UPR report."""
    is_review = any(entry["id"] == rule and entry.get("setting") == "review" for _, entry in RULES)
    report = (REVIEW if is_review else REPORT).format(sentence)
    source = read(report.encode(), "A_99_1.txt")
    tables = rows_of(build_document(source, symbol="A/99/1", entry=None))
    return {row["rule_id"] for rows in tables.values() for row in rows if row.get("rule_id")}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(rule["id"], text) for _, rule in RULES for text in rule["examples"]],
)
def test_an_example_is_found_by_its_rule(rule: str, sentence: str) -> None:
    """A rule whose own example it misses is dead or broken."""
    assert rule in _rules_found(sentence, rule)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(rule["id"], text) for _, rule in RULES for text in rule.get("counter_examples", [])],
)
def test_a_counter_example_is_left_alone(rule: str, sentence: str) -> None:
    """Each guard stands for a mistake that was once made."""
    assert rule not in _rules_found(sentence, rule)


def test_every_rule_is_described_and_named_once() -> None:
    """The codebook prints these descriptions; an id names one rule."""
    ids = [rule["id"] for _, rule in RULES]
    assert len(ids) == len(set(ids))
    assert all(rule["id"].startswith(f"{table}.") and rule["description"] for table, rule in RULES)


def test_every_published_rule_id_is_declared(tables_of_first_report: dict[str, list[dict]]) -> None:
    """A row that points at a rule nobody can read is not traceable."""
    declared = {rule["id"] for _, rule in RULES}
    used = {row["rule_id"] for rows in tables_of_first_report.values() for row in rows if row.get("rule_id")}
    assert used - declared == set()
