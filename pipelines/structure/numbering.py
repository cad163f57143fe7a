"""Which blocks that start with a number are numbered paragraphs.

Belongs here: the check of printed numbers against their sequence over the whole document. Does not
belong here: what happens with a gap (`walk` keeps the paragraph and tells of it).
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.readers.blocks import Block
from pipelines.structure import patterns, problems
from pipelines.structure.document import Problem
from pipelines.structure.labels import Number, number_of


class Count:
    """The paragraph numbers met so far in one part of a document (its body, an annex)."""

    def __init__(self) -> None:
        self.begun = False  # a numbered paragraph was met, in this part or before
        self._last: dict[str, int] = {}  # by prefix

    def is_due(self, number: Number) -> bool:
        """Whether the number is the one that must come next."""
        return number.value == self._last.get(number.prefix, 0) + 1

    def take(self, number: Number, unit: str) -> list[Problem]:
        """Count a paragraph; what is odd about its number."""
        last = self._last.get(number.prefix, 0)
        self._last[number.prefix] = max(last, number.value)
        self.begun = True
        if number.value > last + 1:
            return [problems.numbering_gap(last, number.value, unit, number.prefix)]
        return [problems.numbering_repeat(number.label, unit)] if number.value <= last else []

    def restart(self) -> None:
        """An annex begins: numbers start again."""
        self._last.clear()


class Chosen(NamedTuple):
    """The numbered paragraphs, and the numbered items of lists inside them, by the place of their block."""

    paragraphs: dict[int, Number]
    items: dict[int, Number]


def _candidates(blocks: Sequence[Block]) -> list[list[tuple[int, Number]]]:
    """(place of the block, number) of the blocks that start with a number, by part: annexes count anew.

    Notes and headings are left out.
    """
    parts: list[list[tuple[int, Number]]] = [[]]
    for i, block in enumerate(blocks):
        marks = block.passage.marks
        if patterns.annex_heading(block.text):
            parts.append([])
        if block.style is not None or (marks and marks[0].offset == 0):
            continue
        number = number_of(block)
        if number is not None and number.value > 0:
            parts[-1].append((i, number))
    return parts


def chosen_numbers(blocks: Sequence[Block]) -> Chosen:
    """The numbers of a document that are paragraphs' or items'.

    Numbers count within their prefix (`24.1`, `24.2`; `81.1`). One that jumps ahead is left out where
    the next expected number still comes and the jump goes nowhere (`5.`, `17. 3 per cent …`, `6.`);
    one whose form does not show what it is (`24.3 The`) is taken only in sequence; every other
    candidate is one, be it a gap. Numbers that start again at 1 below a paragraph are its items where
    the paragraphs go on afterwards (`86. …:`, `1. …`, `2. …`, `87. …`).
    """
    chosen = Chosen({}, {})
    for found in _candidates(blocks):
        _choose(found, chosen)
    return chosen


def _counts_in_parts(found: list[tuple[int, Number]]) -> bool:
    """Whether the paragraphs are numbered in several parts (`24.1`): plain numbers are lists then."""
    in_parts = sum(bool(number.prefix) for _, number in found)
    return bool(found) and bool(found[0][1].prefix) and in_parts > len(found) / 2


def _choose(found: list[tuple[int, Number]], chosen: Chosen) -> None:
    """Put the numbers of one part of the document where they belong."""
    if _counts_in_parts(found):
        chosen.items.update({place: number for place, number in found if not number.prefix})
        found = [(place, number) for place, number in found if number.prefix]
    last_place = {(number.prefix, number.value): at for at, (_, number) in enumerate(found)}
    last: dict[str, int] = {}
    item = 0  # the number of the last item of the list that is open
    for at, (place, number) in enumerate(found):
        before = last.get(number.prefix, 0)
        comes = last_place.get((number.prefix, before + 1), -1)
        if not number.prefix and before and comes > at and number.value == item + 1:
            chosen.items[place] = number
            item = number.value
            continue
        goes_on = last_place.get((number.prefix, number.value + 1), -1) > at
        if number.value > before + 1 and comes > at and not goes_on:
            continue
        if not number.sure and number.value != before + 1 and (before or not goes_on):
            continue
        chosen.paragraphs[place] = number
        last[number.prefix] = max(before, number.value)
        item = 0 if not number.prefix else item
