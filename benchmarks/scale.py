"""What a whole `unreports build` costs for 1 to 10,000 synthetic documents, again, and with one more.

    .venv/bin/python benchmarks/scale.py [--most 10000] [--folder FOLDER] [--cores]

Each run is the real command in a process of its own. Printed for each: seconds on the clock; processor time,
and the parent's own share of it, which a second core cannot take; documents/s and words/s of the whole run
(imports, Dagster, checks and all); processor time a document, less that of the run of one document; the peak
memory of the parent, and of the largest of its worker processes, which read the documents, put tables
together, run the checks and write the formats. `--cores` measures instead the same documents on one core
and on two, in turn. Processor time is what to compare on a machine that others use too.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from reports import write

COMMAND = str(Path(sys.executable).parent / "unreports")
SIZES = (1, 10, 100, 1_000, 10_000)


class Cost(NamedTuple):
    """Seconds on the clock, of processor time, of the parent's own; MiB of it and of its largest child."""

    wall: float
    cpu: float
    parent: float
    memory: float
    child_memory: float


def peak(pid: int) -> float:
    """The peak memory so far of a process, in MiB; zero when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(x.split()[1]) / 1024 for x in status.splitlines() if x.startswith("VmHWM")), 0.0)


def own_seconds(pid: int) -> float:
    """The processor time so far of a process without its children; zero when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """The processes that a process has started and that are at work."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def build(home: Path, raw: Path, workers: int = 0, cores: set[int] | None = None) -> Cost:
    """One run of the command."""
    folders = {"UNREPORTS_BUILD": str(home / "build"), "UNREPORTS_WORKERS": str(workers)}
    begin, memory, child_memory, own = time.perf_counter(), 0.0, 0.0, 0.0
    process = subprocess.Popen(
        [COMMAND, "build", "--quiet", "--raw", str(raw), "--outputs", str(home / "outputs")],
        env=os.environ | folders,
        preexec_fn=(lambda: os.sched_setaffinity(0, cores)) if cores else None,
    )
    while True:
        memory, own = max(memory, peak(process.pid)), max(own, own_seconds(process.pid))
        child_memory = max([child_memory, *map(peak, children(process.pid))])
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.1)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process.returncode
    return Cost(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, own, memory, child_memory)


def words_in(raw: Path) -> int:
    """The words of the raw files."""
    return sum(len(path.read_text(encoding="utf-8").split()) for path in raw.iterdir())


def line(name: str, count: int, words: int, cost: Cost, base: float) -> None:
    """Print a run's figures."""
    print(
        f"{name:<22}{cost.wall:>9.1f}{cost.cpu:>9.1f}{cost.parent:>9.1f}{count / cost.wall:>9.2f}"
        f"{words / cost.wall:>10,.0f}{words / cost.cpu:>12,.0f}{1000 * (cost.cpu - base) / count:>12.1f}"
        f"{cost.memory:>9.0f}{cost.child_memory:>9.0f}",
        flush=True,
    )


def sizes(home: Path, most: int) -> None:
    """First runs of growing size; then nothing changed, one more, one less."""
    print(
        f"{'run':<22}{'wall s':>9}{'cpu s':>9}{'parent':>9}{'docs/s':>9}{'words/s':>10}{'words/cpu s':>12}"
        f"{'cpu ms/doc':>12}{'MiB':>9}{'child':>9}"
    )
    base = 0.0
    for count in (size for size in SIZES if size <= most):
        place = home / str(count)
        write(place / "raw", count)
        words = words_in(place / "raw")
        first = build(place, place / "raw")
        line(f"{count:,} documents", count, words, first, base)
        base = base or first.cpu
    again = build(place, place / "raw")
    write(place / "raw", 1, count)
    more = build(place, place / "raw")
    for name, cost in (("nothing changed", again), ("one document more", more)):
        line(name, count, words, cost, 0.0)
        share = f"{100 * cost.wall / first.wall:.1f} % of the first run's time"
        print(f"    {share}, {100 * cost.cpu / first.cpu:.1f} % of its processor time", flush=True)


def two_cores(home: Path, count: int, rounds: int) -> None:
    """The same documents on one core and on two, in turn, from nothing."""
    write(home / "raw", count)
    words = words_in(home / "raw")
    cores = sorted(os.sched_getaffinity(0))[:2]
    for number in range(rounds):
        one = build(home / f"one{number}", home / "raw", 1, {cores[0]})
        two = build(home / f"two{number}", home / "raw", 2, set(cores))
        print(
            f"{words / one.wall:,.0f} words/s on one core, {words / two.wall:,.0f} on two: "
            f"{one.wall / two.wall:.2f} times",
            flush=True,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--cores", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.folder or Path(name)
        if chosen.cores:
            two_cores(folder, chosen.most, chosen.rounds)
        else:
            sizes(folder, chosen.most)
