"""How a found row is matched with a gold row: text comparison, one-to-one matching, counting.

Belongs here: what is the same for every table. Does not belong here: which columns of a table are
compared (`measure.py`), or reading gold files (`gold.py`).
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
Score = Callable[[Row, Row], float]
Attributes = Callable[[Row, Row], Iterable[tuple[str, float]]]

PLAIN = str.maketrans("’‘“”–—", "''\"\"--")
CONTAINED, SHARED = 0.7, 0.3
"""Two spans match from this share of the shorter one's words, and of the words of both."""


def norm(text: object) -> str:
    """Lower case, plain quotes and dashes, single spaces: typography is not counted as an error."""
    plain = unicodedata.normalize("NFKC", str(text)).translate(PLAIN)
    return re.sub(r"\s+", " ", plain).strip().lower()


def name_key(text: object) -> str:
    """A name without punctuation and without a leading article."""
    return re.sub(r"^the ", "", re.sub(r"[^\w ]+", " ", norm(text)).replace("  ", " ").strip())


def words(text: object) -> Counter[str]:
    """The words of a text, counted."""
    return Counter(re.findall(r"\w+", norm(text)))


def overlap(a: object, b: object) -> tuple[float, float]:
    """The words that both have, as a share of the shorter text's words and of the words of both."""
    left, right = words(a), words(b)
    both = (left & right).total()
    shorter, either = min(left.total(), right.total()), (left | right).total()
    return (both / shorter if shorter else 0.0, both / either if either else 0.0)


def same_span(gold: Row, found: Row) -> float:
    """How well two evidences of one unit agree; 0 where they do not match."""
    if gold["unit"] != found["_unit"]:
        return 0.0
    contained, shared = overlap(gold["evidence"], found["evidence"])
    return contained + shared if contained >= CONTAINED and shared >= SHARED else 0.0


def set_f1(gold: list[str], found: list[set[str]]) -> float:
    """F1 between gold names and found actors, each of these given by all names accepted for it."""
    left, hits = list(found), 0
    for key in map(name_key, gold):
        for keys in left:
            if key in keys:
                left.remove(keys)
                hits += 1
                break
    return 2 * hits / (len(gold) + len(found)) if gold or found else 1.0


def match(gold: list[Row], found: list[Row], score: Score) -> list[tuple[int, int]]:
    """One-to-one pairs, best first; ties in the order of the rows. A score of 0 is no match.

    Only rows of one unit can match, so only those are compared.
    """
    by_unit: dict[Any, list[int]] = defaultdict(list)
    for j, row in enumerate(found):
        by_unit[row["_unit"]].append(j)
    pairs = [(score(g, found[j]), i, j) for i, g in enumerate(gold) for j in by_unit.get(g["unit"], ())]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for value, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if value > 0 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((i, j))
    return out


@dataclass
class RuleTally:
    """How many rows of a rule the gold judges (neither optional nor outside it), and how many are right."""

    right: int = 0
    judged: int = 0


@dataclass
class Tally:
    """Counts of one table. An optional gold row costs nothing when it is missed, nor when it is found."""

    right: int = 0
    spurious: int = 0
    missed: int = 0
    attributes: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    by_rule: dict[str, RuleTally] = field(default_factory=dict)

    def count(self, gold: list[Row], found: list[Row], score: Score, attributes: Attributes | None) -> None:
        """Match and add to the counts; `attributes` gives (name, 0 to 1) for each firm matched pair."""
        pairs = match(gold, found, score)
        for i, j in pairs:
            if gold[i].get("optional"):
                continue
            self.right += 1
            self._count_rules(found[j], is_right=True)
            for name, value in attributes(gold[i], found[j]) if attributes else ():
                self.attributes[name].append(value)
        matched = {i for i, _ in pairs}
        self.missed += sum(1 for i, g in enumerate(gold) if i not in matched and not g.get("optional"))
        self.spurious += len(found) - len(pairs)
        for j in sorted(set(range(len(found))) - {j for _, j in pairs}):
            self._count_rules(found[j], is_right=False)

    def _count_rules(self, found: Row, *, is_right: bool) -> None:
        """The rules that made a found row: `_rules` where several rows were put together, else its own."""
        for rule in sorted(found.get("_rules") or {found.get("rule_id")} - {None}):
            tally = self.by_rule.setdefault(rule, RuleTally())
            tally.right += is_right
            tally.judged += 1

    def add(self, other: "Tally") -> None:
        """Pool another document's counts into this one."""
        self.right += other.right
        self.spurious += other.spurious
        self.missed += other.missed
        for name, values in other.attributes.items():
            self.attributes[name] += values
        for rule, tally in other.by_rule.items():
            mine = self.by_rule.setdefault(rule, RuleTally())
            mine.right += tally.right
            mine.judged += tally.judged

    @property
    def gold_rows(self) -> int:
        """Gold rows that count (the optional ones do not)."""
        return self.right + self.missed

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1 and the mean of each attribute over matched rows, to three digits.

        A figure whose denominator is 0 is left out: it is unknown, not nought.
        """
        out: dict[str, float] = {}
        if self.right + self.spurious:
            out["precision"] = self.right / (self.right + self.spurious)
        if self.gold_rows:
            out["recall"] = self.right / self.gold_rows
        if 2 * self.right + self.spurious + self.missed:
            out["f1"] = 2 * self.right / (2 * self.right + self.spurious + self.missed)
        out.update({name: sum(values) / len(values) for name, values in self.attributes.items()})
        return {name: round(value, 3) for name, value in out.items()}
