"""A reader is led to what is doubtful, and what they say is kept in a form that a maintainer can use."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.process import rows_of
from pipelines.quality.gold import digest
from pipelines.quality.rules import load_measured
from pipelines.readers.text import read_text
from pipelines.review.items import NAME, ROW, SENTENCE, Item, items_of
from pipelines.review.verdicts import VerdictError, candidates, keep, read_verdicts
from pipelines.structure.build import build_document

PARAGRAPHS = (
    "In Zambia, UNICEF trained judges. In Chad, UNICEF trained judges.",
    "The World Bank remained in Peru.",
    "The budget was noted in decision 2023/12 of the Board. It was noted again in decision 2023/12.",
)
REPORT = "General Assembly\n\nReport of the Secretary-General\n\n" + "\n\n".join(
    f"{n}. {text}" for n, text in enumerate(PARAGRAPHS, 1)
)


@pytest.fixture(scope="module")
def read() -> tuple[Any, dict[str, list[dict[str, Any]]]]:
    """The report and its rows."""
    document = build_document(read_text(REPORT.encode(), "A_99_1.txt"))
    return document, rows_of(document)


@pytest.fixture(scope="module")
def items(read: tuple[Any, dict]) -> list[Item]:
    return items_of(*read)


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        (ROW, "In Zambia, UNICEF trained judges", "country_actions."),  # its rule was never measured
        (SENTENCE, "The World Bank remained in Peru.", "PER"),  # nothing was made of it
        (NAME, "2023/12", "2 times"),  # unsettled, and listed once
    ],
)
def test_each_kind_of_doubt_is_listed(items: list[Item], kind: str, text: str, why: str) -> None:
    """The three things that a reader of the tables alone would not see."""
    (item,) = [item for item in items if item.kind == kind and item.text == text and why in item.why]
    assert 0 < item.doubt <= 1


def test_the_most_doubtful_comes_first_and_a_rule_is_not_shown_over_and_over(items: list[Item]) -> None:
    """Ten rows of one rule teach less than one row of ten rules."""
    assert [item.doubt for item in items] == sorted((item.doubt for item in items), reverse=True)
    acts = [item for item in items if item.row.get("rule_id") == "country_actions.fronted-country"]
    assert len(acts) == 2 and acts[1].doubt == pytest.approx(acts[0].doubt / 2, abs=0.01)


def test_rows_of_trusted_rules_are_left_out(items: list[Item]) -> None:
    """A rule that held on many held-out rows is not what to read first."""
    trusted = {rule for rule, one in load_measured().items() if (one.confidence or 0) > 0.8}
    assert trusted and not trusted & {item.row.get("rule_id") for item in items}


def test_held_out_passages_are_not_shown(read: tuple[Any, dict], items: list[Item]) -> None:
    """Who reads what was found there might tune a rule on it, and the split would be worth nothing."""
    kept = items_of(*read, frozenset({digest(PARAGRAPHS[1])}))
    assert {item.item_id for item in items} - {item.item_id for item in kept} == {
        item.item_id for item in items if item.unit_id == "A/99/1#2"
    }


def _verdicts(path: Path, *lines: tuple[str, str, str]) -> Path:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("item_id", "verdict", "note"), *lines])
    return path


def test_verdicts_become_gold_rows_and_lexicon_candidates(
    read: tuple[Any, dict], items: list[Item], tmp_path: Path
) -> None:
    """No text, the columns of the gold; a skipped one leaves nothing, a second replaces the first."""
    act = next(item for item in items if item.text.startswith("In Zambia"))
    sentence = next(item for item in items if item.kind == SENTENCE)
    name = next(item for item in items if item.kind == NAME)
    other = next(item for item in items if item.text.startswith("In Chad"))
    file = _verdicts(
        tmp_path / "v.csv",
        (act.item_id, "y", ""),
        (sentence.item_id, "n", "no act"),
        (name.item_id, "y", "DP/DEC/2023/12"),
        (other.item_id, "s", ""),
    )
    gold, lexicon = candidates(items, read_verdicts(file, items), read[1])
    keep(tmp_path / "kept", [gold[0] | {"right": False}], [])
    keep(tmp_path / "kept", gold, lexicon)
    rows = [json.loads(line) for line in (tmp_path / "kept/rows.jsonl").read_text().splitlines()]
    by_id = {row["item_id"]: row for row in rows}
    assert set(by_id) == {act.item_id, sentence.item_id}
    kept = by_id[act.item_id]
    assert (kept["iso3"], kept["right"], kept["actors"]) == ("ZMB", True, ["United Nations Children's Fund"])
    assert kept["evidence_sha256"] == digest(act.text) and "trained" not in json.dumps(rows)
    assert by_id[sentence.item_id]["note"] == "no act" and by_id[sentence.item_id]["is_missed"]
    with (tmp_path / "kept/lexicon.csv").open(newline="") as lines:
        assert [(r["kind"], r["name"], r["stands_for"]) for r in csv.DictReader(lines)] == [
            ("citation", "2023/12", "DP/DEC/2023/12")
        ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("row:nothing", "y", ""), "no item"),
        (("KNOWN", "perhaps", ""), "say y, n or s"),
    ],
)
def test_a_file_of_verdicts_that_cannot_be_used_is_refused(
    items: list[Item], tmp_path: Path, line: tuple[str, str, str], says: str
) -> None:
    """A verdict lost without a word is worse than none."""
    known = (items[0].item_id if line[0] == "KNOWN" else line[0], *line[1:])
    with pytest.raises(VerdictError, match=says):
        read_verdicts(_verdicts(tmp_path / "v.csv", known), items)


def test_the_command_asks_and_keeps(tmp_path: Path) -> None:
    """y with a note, skip, end: one verdict is kept; a file that cannot be read is exit code 1."""
    report = tmp_path / "A_99_1.txt"
    report.write_text(REPORT)
    arguments = ["review", str(report), "--ask", "--into", str(tmp_path / "kept")]
    done = CliRunner().invoke(main, arguments, input="y\nsure\ns\nq\n")
    assert done.exit_code == 0
    (line,) = (tmp_path / "kept/rows.jsonl").read_text().splitlines()
    assert json.loads(line)["note"] == "sure"
    assert CliRunner().invoke(main, ["review", str(tmp_path / "none.txt")]).exit_code == 1
