"""Pages a second of reading PDFs, and of reading and extraction, beside `pdftotext` on the same files.

    .venv/bin/python benchmarks/reading.py [FOLDER or FILE ...]

Without arguments the golden PDF is read. Every figure is seconds of one core (user and system), the median of
ROUNDS rounds in which all programs take turns, so that a busy machine burdens them alike. `pdftotext` (of
poppler) is started once a file, as people run it, and its start is counted. Reading here is more than text:
lines, notes, headings, tables, and where every character stands.
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipelines.load import load_document
from pipelines.process import rows_of
from pipelines.readers.read import read

ROUNDS = 7
DEFAULT = Path(__file__).parents[1] / "tests" / "golden" / "A_73_230.pdf"
AIM = 2.0
"""Reading is to cost at most so many times what pdftotext costs."""


def pdf_files(places: Sequence[Path]) -> list[Path]:
    """The PDFs named, and those in the folders named, that can be read."""
    files = [
        file for place in places for file in (sorted(place.glob("*.pdf")) if place.is_dir() else [place])
    ]
    if not files:
        sys.exit("There is no PDF there.")
    return files


def own_seconds(work: Callable[[], object]) -> float:
    """Seconds of this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def child_seconds(files: Sequence[Path], options: Sequence[str] = ()) -> float:
    """Seconds of `pdftotext`, once a file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for file in files:
        subprocess.run(["pdftotext", *options, str(file), "-"], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("places", nargs="*", type=Path, default=[DEFAULT])
    files = pdf_files(parser.parse_args().places)
    if shutil.which("pdftotext") is None:
        sys.exit("pdftotext is not installed (poppler-utils).")
    raw = [(file.read_bytes(), file.name) for file in files]
    pages = sum(len(read(*one).texts) for one in raw)
    documents = [load_document(file) for file in files]
    for document in documents:
        rows_of(document)  # the lexicons are loaded once
    programs: dict[str, Callable[[], float]] = {
        "pdftotext": lambda: child_seconds(files),
        "pdftotext -layout": lambda: child_seconds(files, ["-layout"]),
        "reading": lambda: own_seconds(lambda: [read(*one) for one in raw]),
        "reading and form": lambda: own_seconds(lambda: [load_document(file) for file in files]),
        "reading and extraction": lambda: own_seconds(lambda: [rows_of(load_document(f)) for f in files]),
    }
    seconds: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(ROUNDS):
        for name, program in programs.items():
            seconds[name].append(program())
    print(f"{len(files)} PDFs, {pages} pages, median of {ROUNDS} rounds, one core")
    baseline = statistics.median(seconds["pdftotext"])
    for name, found in seconds.items():
        middle = statistics.median(found)
        print(f"  {name:24} {pages / middle:>8,.0f} pages/s  {middle / baseline:>6.2f} times pdftotext")
    ratio = statistics.median(seconds["reading"]) / baseline
    answer = "met" if ratio <= AIM else "NOT met"
    print(f"aim, reading at most {AIM} times pdftotext: {answer} ({ratio:.2f})")


if __name__ == "__main__":
    main()
