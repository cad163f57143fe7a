"""The terminal that a command talks to, and the exit codes that it leaves with.

Belongs here: what commands share. Does not belong here: what one of them says (`show.py`, and the
`command.py` of `intake`, `explain` and `review`).
"""

import os
import signal
import subprocess
from contextlib import suppress

from rich.console import Console

OK, FAILED, WITHOUT_SOME, LOST_ONE, BROKEN_RULE, CROWDED = 0, 1, 3, 4, 5, 6
"""As `unreports --help` explains them; 2, the command was called wrongly, is click's."""
OUT = Console(highlight=False, markup=False)
ERR = Console(stderr=True, highlight=False, markup=False)
INTERRUPTED = 130
"""As shells tell that the user ended a program."""
PATIENCE = 30.0
"""Seconds that a program has to end by itself."""


def run_in_front(program: list[str], patience: float = PATIENCE) -> int:
    """Run a program that starts others until it ends or the user ends it; gives its exit code.

    Ctrl-C in a terminal reaches every process at once: Dagster's then take each other's end for a failure,
    start one another again, and at times never end. So they have a process group of their own, only the
    first of them is told, and what is left of the group after `patience` seconds is killed.
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell has what it starts with `&` ignore the first
        signal.signal(number, signal.default_int_handler)
    process = subprocess.Popen(program, start_new_session=True)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        return INTERRUPTED
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
