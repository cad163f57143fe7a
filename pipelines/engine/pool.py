"""Worker processes with limits: one hostile document costs itself and nothing else.

Belongs here: starting, watching and ending worker processes of this machine. Does not belong here:
what they do (`work.py`), what becomes of a document that was stopped (`collect.py`).

A standard process pool loses everything when one of its processes dies (48 of 50 batches in a trial).
Here each process has its own line to the parent; when it dies, one job is lost, and that job is tried
once more in a new process, because somebody else may have killed the first. Time is processor time,
which does not depend on what else the machine does; waiting counts as well, but PATIENCE times longer.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

PATIENCE = 5
"""A process that waits instead of working may take so many times the limit."""
TRIES = 2
OUT_OF_MEMORY = "memory"
LOOK = 1.0
"""Seconds between two looks at the clock."""


class Limits(NamedTuple):
    """What one document may use: seconds of processor time, MiB of memory."""

    seconds: int = 120
    memory: int = 2048


class Job(NamedTuple):
    """A piece of work: `tag` is the caller's own, `call` and `payload` are for `work.perform`."""

    tag: Any
    call: dict[str, Any]
    payload: bytes


class Done(NamedTuple):
    """What came of a job: what was told and the bytes, or why it was stopped."""

    tag: Any
    told: dict[str, Any]
    data: bytes
    stopped: str | None = None


@dataclass
class _Worker:
    """A process, its line, and the job that it has."""

    process: "subprocess.Popen[bytes]"
    line: Connection
    job: Job | None = None
    tries: int = 0
    since: float = 0.0
    is_overdue: bool = False


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0))


class Pool:
    """At most `workers` processes, started when there is work for them. Use it as a context."""

    def __init__(self, limits: Limits, workers: int) -> None:
        self.limits, self._most = limits, max(workers, 1)
        self._workers: list[_Worker] = []

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every process."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do the jobs, each answered once, in the order in which they are done.

        A job is taken from `jobs` when a process is free for it.
        """
        waiting = iter(jobs)
        again: list[tuple[Job, int]] = []
        is_over = False
        while True:
            while not is_over and (idle := self._idle()) is not None:
                job, tries = again.pop() if again else (next(waiting, None), 0)
                if job is None:
                    is_over = True
                else:
                    self._give(idle, job, tries)
            is_over = False if again else is_over
            busy = [worker for worker in self._workers if worker.job is not None]
            if not busy and not again:
                return
            for worker in self._ready(busy):
                done = self._hear(worker, again)
                if done is not None:
                    yield done

    def _idle(self) -> _Worker | None:
        """A process without a job; a new one while there may be more; None when all are at work."""
        for worker in self._workers:
            if worker.job is None:
                return worker
        if len(self._workers) < self._most:
            self._workers.append(self._start())
            return self._workers[-1]
        return None

    def _start(self) -> _Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "pipelines.engine.worker", str(theirs.fileno())]
                + [str(limit) for limit in self.limits],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        return _Worker(process, Connection(ours.detach()))

    def _give(self, worker: _Worker, job: Job, tries: int) -> None:
        worker.job, worker.tries, worker.since = job, tries + 1, time.monotonic()
        with suppress(OSError):  # it is dead already: the line says so to whoever listens
            worker.line.send_bytes(json.dumps(job.call).encode())
            worker.line.send_bytes(job.payload)

    def _ready(self, busy: list[_Worker]) -> list[_Worker]:
        """Those that answered or died; first ends those that wait too long."""
        lines = wait([worker.line for worker in busy], LOOK)
        latest = time.monotonic() - self.limits.seconds * PATIENCE
        for worker in busy:
            if worker.line not in lines and worker.since < latest:
                worker.is_overdue = True
                worker.process.kill()
        return [worker for worker in busy if worker.line in lines]

    def _hear(self, worker: _Worker, again: list[tuple[Job, int]]) -> Done | None:
        """The answer of a worker; None where it died and its job is put back."""
        job = worker.job
        assert job is not None
        try:
            told, data = json.loads(worker.line.recv_bytes()), worker.line.recv_bytes()
        except (OSError, EOFError, ValueError):
            return self._bury(worker, job, again)
        worker.job = None
        if told.get("stopped") == OUT_OF_MEMORY:
            self._drop(worker)
            return Done(job.tag, {}, b"", f"it needs more than {self.limits.memory} MiB of memory.")
        return Done(job.tag, told, data)

    def _bury(self, worker: _Worker, job: Job, again: list[tuple[Job, int]]) -> Done | None:
        code = self._drop(worker)
        if worker.is_overdue or code == -signal.SIGXCPU:
            return Done(job.tag, {}, b"", f"it takes more than {self.limits.seconds} s.")
        if worker.tries < TRIES:
            again.append((job, worker.tries))
            return None
        return Done(job.tag, {}, b"", f"it ends the process that reads it ({_named(code)}).")

    def _drop(self, worker: _Worker) -> int:
        self._workers.remove(worker)
        return _end(worker)


def _end(worker: _Worker) -> int:
    """Close the line, which ends an idle process; kill one that goes on. Gives the exit code."""
    died = worker.process.poll()
    worker.line.close()
    if died is None and worker.job is not None:
        try:
            return worker.process.wait(timeout=LOOK)
        except subprocess.TimeoutExpired:
            worker.process.kill()
    return worker.process.wait()


def _named(code: int) -> str:
    """The signal or exit code in words."""
    if code < 0:
        return signal.Signals(-code).name
    return f"exit code {code}"
