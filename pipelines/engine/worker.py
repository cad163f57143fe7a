"""The program of a worker process: `python -m pipelines.engine.worker LINE SECONDS MEMORY`.

Belongs here: the limits that a process puts on itself, and its loop. Does not belong here: the work
(`work.py`), what is done about a process that died (`pool.py`).
"""

import json
import math
import resource
import sys
import time
from multiprocessing.connection import Connection

MIB = 1024 * 1024


def _limit_memory(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    size = memory * MIB if hard == resource.RLIM_INFINITY else min(memory * MIB, hard)
    resource.setrlimit(resource.RLIMIT_AS, (size, hard))


def _limit_time(seconds: int) -> None:
    """The system ends this process when it has used so much more processor time."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + seconds, hard))


def serve(line: Connection, seconds: int, memory: int) -> None:
    """Answer until the line is closed."""
    from pipelines.engine.pool import OUT_OF_MEMORY
    from pipelines.engine.work import perform

    _limit_memory(memory)
    while True:
        try:
            call, payload = json.loads(line.recv_bytes()), line.recv_bytes()
        except (EOFError, OSError):
            return
        _limit_time(seconds)
        try:
            told, data = perform(call, payload)
        except MemoryError:
            told, data = {"stopped": OUT_OF_MEMORY}, b""
        line.send_bytes(json.dumps(told).encode())
        line.send_bytes(data)


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3]))
