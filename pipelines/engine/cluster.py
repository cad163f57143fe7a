"""The same work on several machines, by a running Dask scheduler (extra `[scale]`).

Belongs here: sending jobs to a cluster and hearing the answers. Does not belong here: the work
(`work.py`), starting a cluster (`deploy/README.md`).

A Dask worker does not do the work itself: it has a worker process of ours do it, with the same limits
as on one machine, so a document that kills its process does not kill the Dask worker. Dask sends the
jobs of a worker that died to another; after some deaths (its `allowed-failures`, 3) the job is stopped.
"""

import threading
from asyncio import CancelledError
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from pipelines.engine.choose import UnreachableError
from pipelines.engine.pool import Done, Job, Limits, Pool

ANSWERS_IN = 20
"""Seconds."""
AHEAD = 4
"""Jobs that wait at the cluster for each of its threads: enough to keep it busy, few enough to hold."""
_mine = threading.local()


def run_on(scheduler: str, limits: Limits, jobs: Iterable[Job]) -> Iterator[Done]:
    """Do the jobs on the cluster of that scheduler, each answered once.

    Raises UnreachableError where the scheduler cannot be reached or has no worker.
    """
    distributed: Any = import_module("distributed")
    try:
        with distributed.Client(scheduler, timeout=ANSWERS_IN, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=ANSWERS_IN)
            yield from _answers(client, limits, jobs)
    except (OSError, TimeoutError, CancelledError) as error:
        raise UnreachableError(
            f"The scheduler at {scheduler} or its workers do not answer ({error or 'time is over'}). "
            "Start it, or unset UNREPORTS_ENGINE to work on this machine."
        ) from None


def _answers(client: Any, limits: Limits, jobs: Iterable[Job]) -> Iterator[Done]:
    distributed: Any = import_module("distributed")
    waiting = iter(jobs)
    tags: dict[str, Any] = {}
    answers = distributed.as_completed(loop=client.loop)

    def submit() -> None:
        job = next(waiting, None)
        if job is not None:
            key = f"unreports-{client.id}-{len(tags)}"  # two runs on one scheduler must not share a key
            tags[key] = job.tag
            answers.add(client.submit(work_here, job.call, job.payload, limits, key=key, pure=False))

    for _ in range(AHEAD * max(sum(client.nthreads().values()), 1)):
        submit()
    for answer in answers:
        yield _heard(answer, tags[answer.key])
        answer.release()
        submit()


def _heard(answer: Any, tag: Any) -> Done:
    distributed: Any = import_module("distributed")
    try:
        told, data, stopped = answer.result()
    except distributed.KilledWorker:
        return Done(tag, {}, b"", "every worker that read it has ended.")
    return Done(tag, told, data, stopped)


def work_here(
    call: dict[str, Any], payload: bytes, limits: Limits
) -> tuple[dict[str, Any], bytes, str | None]:
    """Runs on a Dask worker: have this thread's own process do the job."""
    limits = Limits(*limits)
    pool: Pool | None = getattr(_mine, "pool", None)
    if pool is None or pool.limits != limits:
        pool = _mine.pool = Pool(limits, 1)
    done = next(iter(pool.run([Job(None, call, payload)])))
    return done.told, done.data, done.stopped
