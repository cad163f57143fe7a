"""The same work on several machines, by a running Dask scheduler (extra `[scale]`).

Belongs here: sending jobs to a cluster and hearing the answers. Does not belong here: the work
(`work.py`), starting a cluster (`deploy/README.md`).

A Dask worker does not do the work itself: it has a worker process of ours do it, with the same limits
as on one machine, so a document that kills its process does not kill the Dask worker. Dask sends the
jobs of a worker that died to another; a job that outlives RETRIES workers is stopped.
"""

import threading
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from pipelines.engine.pool import Done, Job, Limits, Pool

RETRIES = 2
AHEAD = 4
"""Jobs that wait at the cluster for each of its threads: enough to keep it busy, few enough to hold."""
_mine = threading.local()


def run_on(scheduler: str, limits: Limits, jobs: Iterable[Job]) -> Iterator[Done]:
    """Do the jobs on the cluster of that scheduler, each answered once.

    Raises OSError where the scheduler cannot be reached.
    """
    distributed: Any = import_module("distributed")
    with distributed.Client(scheduler, timeout=30, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
        most = AHEAD * max(sum(client.nthreads().values()), 1)
        waiting = iter(jobs)
        tags: dict[str, Any] = {}
        answers = distributed.as_completed(with_results=False)

        def submit() -> None:
            job = next(waiting, None)
            if job is not None:
                key = f"unreports-{len(tags)}"
                tags[key] = job.tag
                answers.add(
                    client.submit(
                        work_here, job.call, job.payload, limits, key=key, retries=RETRIES, pure=False
                    )
                )

        for _ in range(most):
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
        return Done(tag, {}, b"", f"{RETRIES + 1} or more workers ended while they read it.")
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
