"""An ask: one thing that somebody is asked to do, as positions in a line.

Belongs here: the value, and asks that share one trigger. Does not belong here: how a trigger is
recognised (`directives`).
"""

from dataclasses import dataclass, replace

from pipelines.extract.asking_clauses import subject_end, without_tail
from pipelines.extract.asking_complements import is_passive_infinitive
from pipelines.extract.asking_line import Line

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked. `asker` is None where nobody in the sentence is said to ask: the report speaks."""

    rule: str
    trigger: Span
    modality: str
    strength: int
    first: int
    last: int
    action: int
    addressee: Span | None
    asker: Span | None
    is_past: bool = False
    is_nearest: bool = False  # the asker is the nearest actor before the asker's span ends (`…, which urges`)
    is_passive: bool = False
    is_thing: bool = False  # a thing is asked for; who should do it may stand inside its name


def and_that(line: Line, ask: Ask) -> list[Ask]:
    """The ask and those joined to it by `and that …`: a row each."""
    asks = [ask]
    while True:
        k = asks[-1].last
        while line.lower(k) in (",", "and"):
            k += 1
        if k == asks[-1].last or line.lower(k) != "that" or k + 1 >= len(line.tokens):
            return asks
        nxt = next(
            (j for j in range(k + 1, len(line.tokens)) if line.lower(j) == ";" or
             (line.lower(j) == "and" and line.lower(j + 1) == "that")), len(line.tokens),
        )  # fmt: skip
        last = without_tail(line, k + 1, nxt)
        end = subject_end(line, k + 1, last)
        asks.append(replace(ask, first=k + 1, last=last, action=end, addressee=(k + 1, end),
                            is_passive=is_passive_infinitive(line, end, last)))  # fmt: skip
