"""Which lines of a text file start a block that no blank line announces.

Belongs here: paragraph numbers in sequence, running heads and page numbers on a line of their own,
list items after a stop, unwrapped lines. Does not belong here: what the blocks are (`structure`).
"""

import re
from collections.abc import Iterator

# A line this long was not wrapped by hand: its line break ends a paragraph.
_UNWRAPPED = 200
_MAX_RUNNING = 80
_MIN_RUN = 3  # fewer numbers prove nothing
_MAX_SKIPPED = 3  # numbers that may be missing inside the sequence

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_NUMBERED_LINE = re.compile(r"^[^\S\n]*(\d{1,3})\.\s+[“\"‘(]?[A-ZÀ-Þ]", re.MULTILINE)
_COMPOUND_LINE = re.compile(
    r"^[^\S\n]*(\d{1,3}[A-F]?\.(?:[IVX]{1,4}\.)?)(\d{1,3})\.?[^\S\n]+[“\"‘(]?[A-ZÀ-Þ]", re.MULTILINE
)
_NEW_ITEM = re.compile(r"[^\S\n]*(?:\d{1,3}\.|\([a-z]{1,4}\)|[IVX]{1,5}\.)\s+\S")
_SYMBOL = re.compile(r"[A-Z]{1,5}(?:/[A-Z0-9][\w.\-]{0,15}){1,6}")
_RUNNING = re.compile(
    r"(?:United Nations"
    r"|[A-Z]{1,5}(?:/[A-Z0-9][\w.\-]{0,15}){1,6}(?: [Pp]age \d{1,3})?"  # a symbol alone on its line
    # job number, page
    r"|(?:GE\.)?\d\d-\d{5}[A-Z]?(?:\s*\([A-Z]\))?(?:\s+\d{6}){0,4}(?:\s+\d{1,3}(?:/\d{1,3})?)?"
    r"|\d{1,3}/\d{1,3}(?:\s+(?:GE\.)?\d\d-\d{5})?"
    r"|\d{6}(?:\s+\d{6}){0,4}"  # dates of submission and translation
    r"|(?:[Pp]age\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?"
    r"|/\s?(?:\.\s?){2,3}|/\s?…"  # more follows overleaf
    r"|\*\d{7}\*|Please recycle.{0,10}"
    r"|[_\-–—*=]{3,80}"  # the rule above footnotes, the line under the last paragraph
    r")"
)


def is_symbol_alone(text: str) -> bool:
    """Whether a text is nothing but a symbol, as running heads print it.

    >>> is_symbol_alone("A/RES/78/323"), is_symbol_alone("A/RES/78/323, para. 2")
    (True, False)
    """
    return len(text) <= _MAX_RUNNING and _SYMBOL.fullmatch(text) is not None


def is_running(line: str) -> bool:
    """Whether a line (or block) is only what every page of a document carries.

    >>> is_running("A/61/259"), is_running("06-46815 3"), is_running("See A/61/259")
    (True, True, False)
    """
    return len(line) <= _MAX_RUNNING and _RUNNING.fullmatch(line) is not None


def sequence(text: str) -> frozenset[int]:
    """Starts of the lines that carry the longest run of paragraph numbers, `1.`, `2.`, … in a text.

    A table of contents or a list inside a paragraph makes a shorter run and is left out.
    """
    starts: list[int] = []
    before: list[int] = []
    length: list[int] = []
    latest: dict[int, int] = {}  # number -> the line with the longest run so far that ends on it
    for at, match in enumerate(_NUMBERED_LINE.finditer(text)):
        number = int(match[1])
        runs = [latest[n] for n in range(number - 1, number - 2 - _MAX_SKIPPED, -1) if n in latest]
        previous = max(runs, key=lambda i: length[i], default=-1)
        starts.append(match.start())
        before.append(previous)
        length.append(length[previous] + 1 if previous >= 0 else 1)
        if number not in latest or length[at] >= length[latest[number]]:
            latest[number] = at
    at = max(range(len(starts)), key=lambda i: length[i], default=-1)
    if at < 0 or length[at] < _MIN_RUN:
        return frozenset()
    chosen = set()
    while at >= 0:
        chosen.add(starts[at])
        at = before[at]
    return frozenset(chosen)


def compound_sequence(text: str) -> frozenset[int]:
    """Starts of the lines that carry numbers of several parts in sequence (`71.1.`, `71.2.`; `24.3`)."""
    last: dict[str, int] = {}
    starts: dict[str, list[int]] = {}
    for match in _COMPOUND_LINE.finditer(text):
        prefix, value = match[1], int(match[2])
        if last.get(prefix, 0) < value <= last.get(prefix, 0) + 1 + _MAX_SKIPPED:
            last[prefix] = value
            starts.setdefault(prefix, []).append(match.start())
    return frozenset(start for found in starts.values() if len(found) > 1 for start in found)


def block_spans(text: str, numbered: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Half-open spans of the blocks of a page; `numbered`: lines that start a paragraph for certain."""
    start = 0
    for gap in [*_BLANK_LINES.finditer(text), None]:
        stop = gap.start() if gap else len(text)
        yield from _line_groups(text, start, stop, numbered)
        start = gap.end() if gap else stop


def _line_groups(text: str, start: int, stop: int, numbered: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The block `[start, stop)`, parted where a line break ends a paragraph."""
    opened = line_start = start
    running = False
    while (line_end := text.find("\n", line_start, stop)) >= 0:
        following = text.find("\n", line_end + 1, stop)
        next_line = text[line_end + 1 : following if following >= 0 else stop]
        line = text[line_start:line_end].strip()
        running = is_running(line)
        if (
            running
            or line_end + 1 in numbered
            or max(len(line), len(next_line)) > _UNWRAPPED
            or is_running(next_line.strip())
            or (line[-1:] in (*'.;:?!”"’)', "") and _NEW_ITEM.match(next_line))
        ):
            yield opened, line_end
            opened = line_end + 1
        line_start = line_end + 1
    yield opened, stop
