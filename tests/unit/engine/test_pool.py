"""Worker processes: one document that does not behave costs itself and nothing else."""

import os
import signal
import threading
import time
from collections.abc import Iterable
from pathlib import Path

from pipelines.engine.pool import Done, Job, Limits, Pool

ROOT = Path(__file__).parents[3]
GOOD = (ROOT / "tests" / "data" / "A_99_1.txt").read_bytes()
PARAGRAPH = "In 2019, the Government of Kenya adopted a law on the protection of women in 12 districts. "
ENDLESS = GOOD + "".join(f"\n\n{n}. {PARAGRAPH * 8}" for n in range(4, 4000)).encode()


USUAL = Limits()


def _job(name: str, raw: bytes = GOOD) -> Job:
    return Job(name, {"do": "understand", "name": name, "entry": None}, raw)


def _run(jobs: Iterable[Job], limits: Limits = USUAL, workers: int = 2) -> dict[str, Done]:
    with Pool(limits, workers) as pool:
        done = list(pool.run(jobs))
    assert len({one.tag for one in done}) == len(done), "a job was answered twice"
    return {one.tag: one for one in done}


def test_every_job_is_answered_once() -> None:
    """More jobs than processes, whose answers come in any order."""
    done = _run([_job(f"A_99_{n}.txt") for n in range(12)])
    assert len(done) == 12 and all(not one.stopped and one.told["words"] for one in done.values())


def test_a_document_that_takes_too_long_is_stopped() -> None:
    """The others go through, with its process replaced."""
    jobs = [_job("A_99_1.txt"), _job("A_99_2.txt", ENDLESS), _job("A_99_3.txt"), _job("A_99_4.txt")]
    done = _run(jobs, Limits(seconds=2))
    assert {name for name, one in done.items() if one.stopped} == {"A_99_2.txt"}
    assert done["A_99_2.txt"].stopped == "it takes more than 2 s."


def test_a_document_that_needs_too_much_memory_is_stopped() -> None:
    """The limit is the process's own: the machine does not notice."""
    done = _run([_job("A_99_2.txt", ENDLESS), _job("A_99_1.txt")], Limits(memory=500), workers=1)
    assert not done["A_99_1.txt"].stopped
    assert done["A_99_2.txt"].stopped == "it needs more than 500 MiB of memory."


def _kill_worker(pool: Pool, times: int) -> None:
    """Kill the process that has a job, again and again."""
    killed: set[int] = set()
    while len(killed) < times:
        for worker in list(pool._workers):
            if worker.job is not None and worker.process.pid not in killed:
                time.sleep(0.3)
                os.kill(worker.process.pid, signal.SIGKILL)
                killed.add(worker.process.pid)
        time.sleep(0.01)


def _killed(times: int) -> Done:
    with Pool(Limits(), 1) as pool:
        killer = threading.Thread(target=_kill_worker, args=(pool, times), daemon=True)
        killer.start()
        (done,) = pool.run([_job("A_99_2.txt", ENDLESS[: len(ENDLESS) // 4])])
        killer.join(timeout=30)
    return done


def test_a_process_that_somebody_killed_is_replaced_and_its_job_done() -> None:
    """It was not the document's fault, or nobody can tell: it gets a second chance."""
    assert _killed(1).stopped is None


def test_a_document_whose_process_dies_twice_is_stopped() -> None:
    """It is named with the signal."""
    assert _killed(2).stopped == "it ends the process that reads it (SIGKILL)."
