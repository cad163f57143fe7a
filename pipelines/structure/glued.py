"""Repairs for texts whose layout was lost: page furniture and headings glued into paragraphs.

Belongs here: cutting apart what another program ran together, only where the form (a job number) or
the sequence (II after I) proves it. Does not belong here: texts whose blocks are whole.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipelines.readers.blocks import Block
from pipelines.readers.lines import is_running
from pipelines.readers.passage import Passage, join
from pipelines.structure.patterns import roman_heading, roman_value

# The document's symbol before a job number (`A/61/259 06-46815`), a Geneva job number, or the rule
# above footnotes, in the middle of running text.
_FURNITURE = re.compile(
    r"(?<!\S)(?:[A-Z]{1,5}(?:/[A-Z0-9][\w.\-]{0,15}){1,6} (?:GE\.)?\d\d-\d{5}(?: \(E\))?"
    r"|GE\.\d\d-\d{5}(?: \(E\))?|_{8,80})(?!\S)"
)
_TAIL = 400  # glued headings stand in the last characters of a block
_LABEL = re.compile(r"(?<!\S)([IVX]{1,5}|[A-Z])\. (?=[A-Z“])")
_BEFORE = re.compile(r"[.?!][”’\")\]]{0,2}\d{0,3}\s*$|[”\")]\d{0,3}\s*$")
_LABEL_ALONE = re.compile(r"(?:[IVXL]{1,6}|[A-Z]|\d{1,3}(?:\.\d{1,3})?)\.|\([a-z]{1,4}\)")
_STOPS = re.compile(r"[.;?!](?:\s|$)")
_MIN_TITLE = 4


class Glued(NamedTuple):
    """A heading candidate at `start` of block `block`; `value` counts its label."""

    block: int
    start: int
    roman: bool
    value: int


def without_furniture(passage: Passage) -> tuple[Passage, list[Passage]]:
    """The passage with page furniture cut out of it, and the pieces cut out."""
    if "-" not in passage.text and "____" not in passage.text:
        return passage, []
    kept, cut, at = [], [], 0
    for match in _FURNITURE.finditer(passage.text):
        if match.start() == 0 and match.end() == len(passage.text):
            return passage, []
        kept.append(passage[at : match.start()].strip())
        cut.append(passage[match.start() : match.end()])
        at = match.end()
    if not cut:
        return passage, []
    kept.append(passage[at:].strip())
    return join([p for p in kept if p.text]), cut


def _candidates(i: int, text: str) -> list[Glued]:
    """The headings that may be glued to the end of a block, from left to right."""
    tail = max(0, len(text) - _TAIL)
    labels = [m for m in _LABEL.finditer(text, tail) if m.start() > 0]
    if not labels:
        return []
    ends = [m.start() for m in labels[1:]] + [len(text)]
    found: list[Glued] = []
    for match, end in zip(labels, ends, strict=True):
        title = text[match.end() : end].rstrip()
        value = roman_value(match[1]) if set(match[1]) <= set("IVX") else None
        before_ends = _BEFORE.search(text[max(0, match.start() - 8) : match.start()]) is not None
        if _STOPS.search(title) or len(title) < _MIN_TITLE:
            found = []
        elif before_ends or found:
            letter = ord(match[1]) - ord("A") + 1 if len(match[1]) == 1 else 0
            # `I.`, `V.` and `X.` may be letters too; the sequence settles it.
            found.append(Glued(i, match.start(), value is not None, value or letter))
    return found


def _proven(found: list[Glued], printed: set[int]) -> list[Glued]:
    """The candidates whose labels are in sequence; `printed`: Roman headings that stand alone."""
    romans = {g.value for g in found if g.roman} | printed
    letters = [g.value for g in found if not g.roman]
    proven: list[Glued] = []
    last_roman = last_letter = seen_letters = 0
    for g in found:
        if g.roman:
            next_or_last = g.value + 1 in romans or g.value - 1 in romans
            if g.value > last_roman and next_or_last and (last_roman or g.value - 1 in printed | {0, 1}):
                proven.append(g)
                last_roman, last_letter = g.value, 0
            continue
        seen_letters += 1
        follows = g.value == last_letter + 1
        if follows and (g.value > 1 or 2 in letters[seen_letters:]):  # noqa: PLR2004 (B follows A)
            proven.append(g)
            last_letter = g.value
    return proven


def with_labels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a label on a line of its own (`A.`, `12.`) joined to the words that follow it."""
    out: list[Block] = []
    label: Block | None = None
    for block in blocks:
        if label is not None and not block.passage.marks[:1] and not is_running(block.text):
            block = Block(join([label.passage, block.passage]), block.style, None, None, block.bold)
            out[-1] = block
        else:
            out.append(block)
        alone = block.style is None and block.number is None and _LABEL_ALONE.fullmatch(block.text)
        label = block if alone else None
    return out


def repair(blocks: Sequence[Block]) -> tuple[list[Block], list[Passage]]:
    """The blocks with glued furniture cut out and proven headings made blocks of their own."""
    clean: list[Block] = []
    cut: list[Passage] = []
    for block in with_labels(blocks):
        passage, pieces = without_furniture(block.passage)
        cut += pieces
        clean.append(Block(passage, block.style, block.marker, block.number, block.bold) if pieces else block)
    found = [g for i, b in enumerate(clean) if b.style is None for g in _candidates(i, b.text)]
    if not found:
        return clean, cut
    printed = {roman_value(label.label) or 0 for b in clean if (label := roman_heading(b.text))}
    starts: dict[int, list[int]] = {}
    for g in _proven(found, printed):
        starts.setdefault(g.block, []).append(g.start)
    out: list[Block] = []
    for i, block in enumerate(clean):
        edges = [0, *starts.get(i, []), len(block.text)]
        if len(edges) == 2:  # noqa: PLR2004 (nothing glued)
            out.append(block)
            continue
        for n, (a, b) in enumerate(pairwise(edges)):
            part = block.passage[a:b].strip()
            marks = part.marks if n == 0 else tuple(m for m in part.marks if m.offset > 0)
            out.append(Block(Passage(part.text, part.ranges, marks, part.links)))
    return out, cut
