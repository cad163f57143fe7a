"""Whether reading and extraction take time in proportion to the text: double the input, double the time.

    .venv/bin/python benchmarks/scaling.py [FILE] [--times 8]

Two ways of doubling, each with its own danger: a document of more paragraphs (tables that are searched
for every row), and one paragraph that goes on without end (a rule that looks back over its sentence).
Leaves with exit code 1 where a doubling costs more than MOST times as much. `tests/unit/test_linear_time.py`
counts steps instead of seconds, on text made to hurt.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from speed import median_seconds

from pipelines.load import load_document
from pipelines.process import rows_of
from pipelines.readers.text import read_text
from pipelines.structure.build import build_document

MOST = 2.6
"""Of noise: a quadratic step costs 4."""

HEAD = "General Assembly\n\nReport of the Secretary-General\n\n"


def more_paragraphs(texts: list[str], times: int) -> str:
    """The paragraphs over and over, numbered on."""
    return HEAD + "\n\n".join(f"{n}. {text}" for n, text in enumerate(texts * times, 1))


def one_sentence(texts: list[str], times: int) -> str:
    """A tenth of the text as one paragraph in which no sentence ends."""
    part = texts[: max(1, len(texts) // 10)]
    return f"{HEAD}1. " + " ".join(text.replace(". ", " and ") for text in part * times)


def seconds(text: str) -> tuple[float, float, int]:
    """CPU seconds of reading and of extraction, and the words."""
    raw = text.encode()
    document = build_document(read_text(raw, "A_99_1.txt"))
    reading = median_seconds(lambda: build_document(read_text(raw, "A_99_1.txt")))
    return reading, median_seconds(lambda: rows_of(document)), len(text.split())


def grow(name: str, make: Callable[[list[str], int], str], texts: list[str], most_times: int) -> bool:
    """Print the seconds of each size; whether no doubling cost more than MOST."""
    print(f"{name:<18}{'words':>10}{'reading':>10}{'extraction':>12}{'words/s':>10}  for a doubling")
    before: tuple[float, float, int] | None = None
    is_linear, times = True, 1
    while times <= most_times:
        reading, extraction, words = seconds(make(texts, times))
        growth = [now / then for now, then in zip((reading, extraction), before or (), strict=False)]
        is_linear = is_linear and all(ratio <= MOST for ratio in growth)
        told = "  ".join(f"× {ratio:.2f}" for ratio in growth)
        rate = words / (reading + extraction)
        print(f"{times:<18}{words:>10,}{reading:>9.2f}s{extraction:>11.2f}s{rate:>10,.0f}  {told}")
        before, times = (reading, extraction, words), times * 2
    return is_linear


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=Path("raw/A_73_230.txt"))
    parser.add_argument("--times", type=int, default=8)
    arguments = parser.parse_args()
    texts = [paragraph.text for paragraph in load_document(arguments.file).paragraphs]
    made = [("more paragraphs", more_paragraphs), ("one sentence", one_sentence)]
    linear = [grow(name, make, texts, arguments.times) for name, make in made]
    if not all(linear):
        sys.exit(f"Not linear: a doubling cost more than {MOST} times as much.")


if __name__ == "__main__":
    main()
