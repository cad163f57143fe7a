"""Every rule is declared with examples, and every example is run: grammar as data, both ways."""

import pytest

from pipelines.process import rows_of
from pipelines.quality.rules import FOLDER, Rule, load_rules
from pipelines.readers.read import read
from pipelines.structure.build import build_document

RULES = load_rules()
MASTHEAD = "United Nations\n\nGeneral Assembly\n\n"
SETTINGS = {
    None: MASTHEAD + "Report of the Secretary-General\n\nI. Developments\n\n1. {}\n",
    "country": MASTHEAD
    + "Situation of human rights in Kenya\n\nReport of the Secretary-General\n\nI. Developments\n\n"
    "1. The situation in Kenya remained calm.\n\n2. {}\n",
    "review": MASTHEAD
    + "Human Rights Council\n\nReport of the Working Group on the Universal Periodic Review\n\nKenya\n\n"
    "II. Conclusions and/or recommendations\n\n"
    "1. The recommendations listed below enjoy the support of Kenya:\n\n1.1. {}\n",
    "observations": "United Nations\n\nConvention on the Rights of the Child\n\n"
    "Committee on the Rights of the Child\n\n"
    "Concluding observations on the sixth periodic report of Kenya*\n\n"
    "I. Introduction\n\n1. {}\n",
}
"""What an example stands in: any report, one about a country, a review's report, concluding observations."""


def _rules_found(sentence: str, rule: str) -> set[str]:
    """The rules that find something in a report with the sentence, in the setting that the rule needs."""
    source = read(SETTINGS[RULES[rule].setting].format(sentence).encode(), "A_99_1.txt")
    tables = rows_of(build_document(source, symbol="A/99/1", entry=None))
    return {row["rule_id"] for rows in tables.values() for row in rows if row.get("rule_id")}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(rule.id, text) for rule in RULES.values() for text in rule.examples],
)
def test_an_example_is_found_by_its_rule(rule: str, sentence: str) -> None:
    """A rule whose own example it misses is dead or broken."""
    assert rule in _rules_found(sentence, rule)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(rule.id, text) for rule in RULES.values() for text in rule.counter_examples],
)
def test_a_counter_example_is_left_alone(rule: str, sentence: str) -> None:
    """Each guard stands for a mistake that was once made."""
    assert rule not in _rules_found(sentence, rule)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_every_rule_is_described_and_has_examples_both_ways(rule: Rule) -> None:
    """The page of rules prints them; a rule without a counter-example says nothing of where it stops."""
    assert rule.id.startswith(f"{rule.table}.") and rule.description
    assert rule.examples and rule.counter_examples


def test_a_rule_id_stands_once() -> None:
    """A second rule of one id would silently replace the first."""
    text = "".join(path.read_text() for path in FOLDER.glob("*.yml"))
    assert text.count("- id: ") == len(RULES)


def test_every_published_rule_id_is_declared(tables_of_first_report: dict[str, list[dict]]) -> None:
    """A row that points at a rule nobody can read is not traceable."""
    used = {row["rule_id"] for rows in tables_of_first_report.values() for row in rows if row.get("rule_id")}
    assert used - set(RULES) == set()
