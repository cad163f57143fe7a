"""Which engine does the work: this process, processes of this machine, or several machines.

Belongs here: the choice and its settings. Does not belong here: how any of them works.

| variable | meaning | default |
| --- | --- | --- |
| `UNREPORTS_ENGINE` | `processes`, `serial` (this process, without limits) or `dask` | `processes` |
| `UNREPORTS_SCHEDULER` | address of a running Dask scheduler, for `dask` | |
| `UNREPORTS_WORKERS` | processes of this machine | its cores |
| `UNREPORTS_SECONDS` | processor time that one document may take | 120 |
| `UNREPORTS_MEMORY` | MiB of memory that one document may take | 2048 |
"""

import os
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pipelines.engine.pool import Done, Job, Limits, Pool, cores

KINDS = ("processes", "serial", "dask")


class EngineError(RuntimeError):
    """The engine cannot work as it is set; the message names the remedy."""


class UnreachableError(EngineError):
    """The scheduler does not answer. It may do so later."""


class Engine(NamedTuple):
    """Where work is done."""

    kind: str = "processes"
    scheduler: str = ""
    workers: int = 0
    limits: Limits = Limits()

    def run(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do the jobs, each answered once, in any order."""
        if self.kind == "serial":
            return _serial(jobs)
        if self.kind == "dask":
            from pipelines.engine.cluster import run_on

            return run_on(self.scheduler, self.limits, jobs)
        return _processes(self, jobs)

    def here(self) -> "Engine":
        """The engine for work on this machine's files."""
        return self._replace(kind="processes") if self.kind == "dask" else self


def engine_of(kind: str, scheduler: str = "", workers: int = 0, seconds: int = 0, memory: int = 0) -> Engine:
    """The engine with these settings, zero standing for the default. Raises EngineError."""
    if kind not in KINDS:
        raise EngineError(f"UNREPORTS_ENGINE is {kind!r}. It can be {', '.join(KINDS)}.")
    if kind == "dask" and not scheduler:
        raise EngineError("Name the address of a running scheduler in UNREPORTS_SCHEDULER.")
    usual = Limits()
    return Engine(kind, scheduler, workers, Limits(seconds or usual.seconds, memory or usual.memory))


def settings() -> dict[str, Any]:
    """The arguments of `engine_of` as the environment has them. Raises EngineError."""
    numbers = {}
    for name in ("workers", "seconds", "memory"):
        value = os.environ.get(f"UNREPORTS_{name.upper()}") or "0"
        if not value.isdecimal():
            raise EngineError(f"UNREPORTS_{name.upper()} is {value!r}. It must be a whole number.")
        numbers[name] = int(value)
    kind = os.environ.get("UNREPORTS_ENGINE") or KINDS[0]
    return {"kind": kind, "scheduler": os.environ.get("UNREPORTS_SCHEDULER", ""), **numbers}


def _serial(jobs: Iterable[Job]) -> Iterator[Done]:
    from pipelines.engine.work import perform

    for job in jobs:
        yield Done(job.tag, *perform(job.call, job.payload))


def _processes(engine: Engine, jobs: Iterable[Job]) -> Iterator[Done]:
    with Pool(engine.limits, engine.workers or cores()) as pool:
        yield from pool.run(jobs)
