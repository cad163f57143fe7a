"""The house's own work in parallel: checking tables, writing formats.

Belongs here: having some calls done side by side by processes of this machine, and raising what they
raise. Does not belong here: the work of documents, which has limits and is never trusted (`pool.py`).
"""

from collections.abc import Iterator
from typing import Any

from pipelines.engine.choose import Engine
from pipelines.engine.pool import Job, Limits, Pool, cores
from pipelines.engine.work import perform

ROOMY = Limits(seconds=24 * 3600, memory=16 * 1024)
"""For work whose size follows that of the release."""
WORTH_IT = 100_000
"""Rows from which starting processes takes less time than they save."""


def done_by(engine: Engine, calls: list[dict[str, Any]], rows: int) -> list[dict[str, Any]]:
    """What is told of each call, in their order. `rows` is how many rows they look at.

    Raises what a call raises: OSError as it is, anything else as RuntimeError.
    """
    most = min(engine.workers or cores(), len(calls))
    if engine.kind == "serial" or most == 1 or rows < WORTH_IT:
        return [perform(call, b"")[0] for call in calls]
    told: dict[int, dict[str, Any]] = {}
    with Pool(ROOMY, most) as pool:
        for done in pool.run(_jobs(calls)):
            if done.stopped:
                raise RuntimeError(f"{calls[done.tag]['do']}: {done.stopped}")
            told[done.tag] = done.told
    for one in told.values():
        if "os_error" in one:
            raise OSError(*one["os_error"])
        if "error" in one:
            raise RuntimeError(one["error"])
    return [told[at] for at in range(len(calls))]


def _jobs(calls: list[dict[str, Any]]) -> Iterator[Job]:
    for at, call in enumerate(calls):
        yield Job(at, {"do": "for the house", "call": call}, b"")
