"""What a whole run costs, and how much of it is the orchestration.

    .venv/bin/python benchmarks/run.py [RAW_FOLDER]

Each figure is the median of ROUNDS runs, each in a fresh process and fresh folders. A run is divided
into: importing Dagster and loading the definitions, the work of the steps (of which the checks, that
is Great Expectations), and what Dagster adds around the steps. The last line is the CPU time of
`unreports --help`.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROUNDS = 3
ROOT = Path(__file__).parents[1]


def one_run(raw: Path) -> dict[str, float]:
    """Seconds by part, and peak memory, of a run in this process."""
    begin = time.perf_counter()
    from pipelines.run import folders_of, job_steps, run

    job_steps()
    loaded = time.perf_counter()
    started: dict[str, float] = {}
    seconds: dict[str, float] = {}

    def on_event(event: Any) -> None:
        if event.event_type_value == "STEP_START":
            started[event.step_key] = time.perf_counter()
        elif event.event_type_value in ("STEP_SUCCESS", "STEP_FAILURE"):
            seconds[event.step_key] = time.perf_counter() - started[event.step_key]

    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        outcome = run(folders_of(raw, home / "outputs", home / "build", ROOT / "gold"), on_event)
    assert outcome.published, outcome
    work = sum(seconds.values())
    return {
        "whole run": time.perf_counter() - begin,
        "importing Dagster, loading the definitions": loaded - begin,
        "steps": work,
        "  of which checks": sum(s for step, s in seconds.items() if step.endswith("rules")),
        "Dagster around the steps": time.perf_counter() - loaded - work,
        "peak memory, MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def help_seconds() -> float:
    """CPU seconds of `unreports --help`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([Path(sys.executable).parent / "unreports", "--help"], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    raw = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "raw"
    runs = []
    for _ in range(ROUNDS):
        told = subprocess.run(
            [sys.executable, __file__, "--one", raw], capture_output=True, text=True, check=True
        )
        runs.append(json.loads(told.stdout.splitlines()[-1]))
    for part in runs[0]:
        value = statistics.median(run[part] for run in runs)
        print(f"{part:<44} {value:>8.0f}" if "MiB" in part else f"{part:<44} {value:>8.2f} s")
    helped = statistics.median(help_seconds() for _ in range(ROUNDS))
    print(f"{'unreports --help, CPU':<44} {helped:>8.2f} s")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(one_run(Path(sys.argv[2]))))
    else:
        main()
