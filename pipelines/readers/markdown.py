"""What Markdown adds to a text file: headings, footnotes, tables.

Belongs here: finding their lines, and what of a line is its words. Does not belong here: emphasis and
links inside a line (`text`).
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

NOTE_REFERENCE = r"\[\^(?P<note>[^\]\s]{1,30})\](?!:)"

_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_CLOSING = re.compile(r"[ \t]#{1,6}[ \t]{0,4}$")
_NOTE = re.compile(r"\[\^([^\]\s]{1,30})\]:[ \t]*")
_RULE = re.compile(r"[|:\- \t]+")
_MAX_ROW = 20_000
_MAX_CELLS = 200


class Marked(NamedTuple):
    """A line that Markdown marks: `style` and `table` as in a `Block`, `name` of a note.

    `spans` are where its words stand: one span, but for the cells of a row; none for the rule below the head
    of a table. The words of a note go on in the lines below it, those of the others end at `stop`.
    """

    start: int
    stop: int
    style: str
    spans: tuple[tuple[int, int], ...]
    name: str | None = None
    table: int = 0


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield at, end
        at = end + 1


def _heading(text: str, start: int, stop: int) -> Marked | None:
    match = _HEADING.match(text, start, stop)
    if match is None:
        return None
    closing = _CLOSING.search(text[match.end() : stop])
    end = match.end() + closing.start() if closing else stop
    return Marked(start, stop, f"heading-{len(match[1])}", ((match.end(), end),))


def _note(text: str, start: int, stop: int) -> Marked | None:
    match = _NOTE.match(text, start, stop)
    return Marked(start, stop, "footnote", ((match.end(), stop),), match[1]) if match else None


def _is_rule(line: str) -> bool:
    """Whether a line is the rule between the head of a table and its rows: `|---|:-:|`."""
    return len(line) <= _MAX_ROW and "|" in line and "-" in line and _RULE.fullmatch(line) is not None


def _row(text: str, start: int, stop: int, table: int) -> Marked:
    """A row of a table; a bar after a backslash is a bar of the text."""
    if _is_rule(text[start:stop]):
        return Marked(start, stop, "table-row", (), None, table)
    begin = start + len(text[start:stop]) - len(text[start:stop].lstrip())
    begin += text[begin:stop].startswith("|")
    bars = [i for i in range(begin, stop) if text[i] == "|" and text[i - 1] != "\\"][:_MAX_CELLS]
    edges = [begin - 1, *bars, *([stop] if text[(bars[-1] + 1 if bars else begin) : stop].strip() else [])]
    cells = tuple((left + 1, right) for left, right in pairwise(edges))
    return Marked(start, stop, "table-row", cells, None, table)


def marked_lines(text: str, tables: int = 0) -> list[Marked]:
    """The lines of a page that Markdown marks, in order; `tables`: how many tables stand on pages before."""
    found: list[Marked] = []
    before: tuple[int, int] | None = None  # the line above, where it can be the head of a table
    in_table = False
    for start, stop in _lines(text):
        line = text[start:stop]
        has_bar = "|" in line and len(line) <= _MAX_ROW
        if not in_table and before is not None and _is_rule(line):
            in_table, tables = True, tables + 1
            found.append(_row(text, *before, tables))
        in_table = in_table and has_bar
        if in_table:
            found.append(_row(text, start, stop, tables))
        elif (marked := _heading(text, start, stop) or _note(text, start, stop)) is not None:
            found.append(marked)
        before = (start, stop) if has_bar and not in_table else None
    return found
