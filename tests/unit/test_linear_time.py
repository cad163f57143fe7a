"""Extraction is linear in the text: double the input, double the steps, whatever the input is.

Steps are lines of our own code that were run, counted by the interpreter: the same on every machine, so
that a bound on them never fails by chance. What the library's regular expressions do is one step here;
they have their own test below.
"""

import importlib
import pkgutil
import re
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipelines.extract
import pipelines.structure
from pipelines.extract.units import units_of
from pipelines.process import rows_of
from pipelines.readers.text import read_text
from pipelines.structure.build import build_document

HEAD = "General Assembly\n\nReport of the Secretary-General\n\n1. "
REPEATS = 60
GROWTH = 2.3
"""Twice the input may take this many times the steps (what is done once makes it less than twice)."""

PER_TOKEN = 3_000
"""Steps that a token may take, whatever stands around it; one of a report takes some 200."""

BLOCKS = [
    "the Government of Kenya should adopt a law and ",  # one sentence without end
    "that States should ensure that ",  # clauses in clauses
    "(the Committee (the Council ",  # brackets that never close
    "resolutions 24/21, 27/31, ",
    "in Chad, Mali, Niger and ",
    "which the Office, which ",
    "“the Special Rapporteur said “",
    "urged, called upon and requested ",
    "was was has been to to of of ",
    "Ministry of the Office of the Committee on ",
    "12 of 34 per cent of 1,019 ",
    "ABC (ABC) ",
    "a. B. c. 1. ",
    "A/HRC/38/18/A/",
]
WORDS = """Kenya Chad Niger the of to that which and or , ; ( ) “ ” should must urged calls upon requested
adopted has been were is not by in on Committee Council Ministry Special Rapporteur I it its States
resolution 24/21 A/73/230 12 per cent 1,019 2015 . : law training visit women children OHCHR (ABC)""".split()


def _document(text: str) -> Any:
    return build_document(read_text((HEAD + text).encode(), "A_99_1.txt"))


def steps(document: Any) -> int:
    """Lines of our own code that extraction runs on the document."""
    count = 0

    def line(_frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, _event: str, _arg: object) -> Any:
        return line if "pipelines" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        rows_of(document)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("block", BLOCKS)
def test_twice_the_text_takes_twice_the_steps(block: str) -> None:
    """A sentence of ten thousand words comes from every scanned table; a quadratic rule hangs on it."""
    rows_of(_document(block * 2))  # what is loaded once
    once, twice = (steps(_document(block * n)) for n in (REPEATS, 2 * REPEATS))
    assert twice <= GROWTH * once, f"{once} steps, then {twice}"


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=5, max_size=120))
def test_no_order_of_words_takes_many_steps(words: list[str]) -> None:
    """Nonsense of the words that rules look for: the bound holds for every token."""
    document = _document(" ".join(words))
    rows_of(document)
    tokens = sum(len(s.tokens) for unit in units_of(document) for s in unit.sentences)
    assert steps(document) <= PER_TOKEN * (tokens + 10)


def _patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Every pattern that a module of reading, structure or extraction holds, by its place.

    With each, whether it is tried at one place only (`match`), not at every place of a text (`search`),
    which squares what a pattern costs.
    """
    found = {}
    for package in (pipelines.extract, pipelines.structure):
        for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            for name, value in vars(module).items():
                if isinstance(value, re.Pattern):
                    used = re.findall(rf"\b{name}\.(\w+)", Path(str(module.__file__)).read_text())
                    at_one_place = bool(used) and set(used) <= {"match", "fullmatch"}
                    found[f"{info.name}.{name}"] = (value, at_one_place)
    return found


PATTERNS = _patterns()
HOSTILE = "a|A| |1|.|1.|a |A a |1/|A/|(|((a)|a.|1,|–1|\t|“|Ab".split("|")
IN_A_WINDOW = {"pipelines.extract.actor_places._DIVISION": 60}
"""Patterns that are searched in the last characters before a place only, and in how many."""

CHARACTERS = 20_000
SECONDS = 2.0
"""A linear pattern needs milliseconds for so many characters, a quadratic one minutes."""


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_is_slow_on_hostile_text(name: str) -> None:
    """`re` cannot count its steps, so the bound is time, far from both sides."""
    pattern, at_one_place = PATTERNS[name]
    for piece in HOSTILE:
        text = piece * (IN_A_WINDOW.get(name, CHARACTERS) // len(piece))
        begin = time.process_time()
        pattern.match(text)
        for _ in () if at_one_place else pattern.finditer(text):
            pass
        spent = time.process_time() - begin
        assert spent < SECONDS, f"{name}: {spent:.1f} s on {CHARACTERS:,} characters of {piece!r}"
