"""How well the topics of recommendations agree with the issues that UPR Info's people gave.

    .venv/bin/python benchmarks/topics.py OUTPUTS CODED [--documents A,B] [--misses ISSUE]

OUTPUTS is a folder of published tables (`recommendations.parquet`, `topics.parquet`). CODED is a folder
of JSON lines, one file a report, a line a recommendation: `document_id`, `text`, `issues`. A coded text
is compared with the published recommendation that carries its words; one that none carries counts as
missed. Prints micro precision, recall and F1, the same by report, and the figures of each issue.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import pandas as pd

SCHEME = "upr_info_issue"
CONTAINED = 0.85  # of the shorter text's words
ALIKE = 0.6  # words in common of all words


class Compared(NamedTuple):
    """A coded recommendation: the issues given by people and by us."""

    document_id: str
    text: str
    coded: frozenset[str]
    ours: frozenset[str]


def words(text: str) -> Counter[str]:
    """The words of a text without accents, hyphenation at a line's end joined."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return Counter(re.findall(r"[a-z0-9]+", re.sub(r"-\s", "", plain)))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Words in common of all words; 0 where too few of the shorter text's words are in the other."""
    common = (one & other).total()
    shorter = min(one.total(), other.total())
    share = common / (one | other).total() if shorter else 0.0
    return share if shorter and common / shorter >= CONTAINED and share >= ALIKE else 0.0


def coded_texts(folder: Path) -> dict[str, dict[str, set[str]]]:
    """Document → text → issues; a text that several States recommended counts once."""
    coded: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            coded[row["document_id"]][row["text"]].update(row["issues"])
    return coded


def compare(outputs: Path, coded: dict[str, dict[str, set[str]]]) -> list[Compared]:
    """Each coded text beside the issues of the published recommendation that is most like it."""
    recommendations = pd.read_parquet(outputs / "recommendations.parquet")
    topics = pd.read_parquet(outputs / "topics.parquet")
    issues: dict[str, set[str]] = defaultdict(set)
    for row in topics[topics["scheme"] == SCHEME].dropna(subset="recommendation_id").itertuples():
        issues[row.recommendation_id].add(row.topic_code)
    compared = []
    for document_id, texts in coded.items():
        published = [
            (words(row.action_text if isinstance(row.action_text, str) else row.evidence), row)
            for row in recommendations[recommendations["document_id"] == document_id].itertuples()
        ]
        for text, given in texts.items():
            own = words(text)
            best, row = max(
                ((likeness(own, theirs), row) for theirs, row in published), key=lambda pair: pair[0]
            )
            ours = issues[row.recommendation_id] if best else set()
            compared.append(Compared(document_id, text, frozenset(given), frozenset(ours)))
    return compared


def figures(hits: int, wrong: int, missed: int) -> str:
    """Precision, recall and F1, as printed."""
    precision = hits / (hits + wrong) if hits + wrong else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    f1 = 2 * hits / (2 * hits + wrong + missed) if hits else 0.0
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def counts(rows: list[Compared]) -> tuple[int, int, int]:
    """Issues that both gave, that only we gave, that only people gave."""
    hits = sum(len(row.coded & row.ours) for row in rows)
    return hits, sum(len(row.ours) for row in rows) - hits, sum(len(row.coded) for row in rows) - hits


def report(rows: list[Compared]) -> None:
    """Print the figures."""
    print(f"{len(rows)} texts  {figures(*counts(rows))}")
    for document_id in sorted({row.document_id for row in rows}):
        print(f"  {document_id:14} {figures(*counts([r for r in rows if r.document_id == document_id]))}")
    for issue in sorted({issue for row in rows for issue in row.coded | row.ours}):
        both = sum(issue in row.coded and issue in row.ours for row in rows)
        ours = sum(issue in row.ours for row in rows)
        coded = sum(issue in row.coded for row in rows)
        print(f"  {issue:46} {coded:4}  {figures(both, ours - both, coded - both)}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("outputs", type=Path)
    parser.add_argument("coded", type=Path)
    parser.add_argument("--documents", help="only these, by symbol, separated by commas")
    parser.add_argument("--misses", metavar="ISSUE", help="also print the texts where we differ on it")
    arguments = parser.parse_args()
    coded = coded_texts(arguments.coded)
    if arguments.documents:
        coded = {d: texts for d, texts in coded.items() if d in arguments.documents.split(",")}
    rows = compare(arguments.outputs, coded)
    report(rows)
    for row in rows:
        if arguments.misses in row.coded ^ row.ours:
            print(f"{'missed' if arguments.misses in row.coded else 'wrong '} {row.document_id} {row.text}")


if __name__ == "__main__":
    main()
