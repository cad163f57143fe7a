"""How far a long step is, told to whoever wants to know.

Belongs here: the figures and who listens. Does not belong here: how they are shown (`show.py`).
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import NamedTuple


class Progress(NamedTuple):
    """Documents and words done, of how many documents, since how many seconds."""

    what: str
    done: int
    total: int
    words: int
    pages: int
    seconds: float

    @property
    def words_per_second(self) -> float:
        """Zero at the beginning."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """If it goes on like this; None while nothing is done."""
        return (self.total - self.done) * self.seconds / self.done if self.done else None


Listener = Callable[[Progress], None]
_listeners: ContextVar[tuple[Listener, ...]] = ContextVar("listeners", default=())


@contextlib.contextmanager
def told_to(listener: Listener) -> Iterator[None]:
    """Tell the listener of everything that `counting` counts inside the block."""
    token = _listeners.set((*_listeners.get(), listener))
    try:
        yield
    finally:
        _listeners.reset(token)


EVERY = 15.0
"""Seconds between two lines in a log."""


def now_and_then(say: Callable[[str], None]) -> Listener:
    """A listener that says it in words: every EVERY seconds, and at the end."""
    last = time.monotonic()

    def listener(now: Progress) -> None:
        nonlocal last
        if time.monotonic() - last < EVERY and now.done < now.total:
            return
        last = time.monotonic()
        left = "" if now.seconds_left is None else f", {now.seconds_left:.0f} s left"
        rate = f", {now.words_per_second:,.0f} words/s" if now.words else ""
        say(f"{now.what}: {now.done:,} of {now.total:,}{rate}{left}")

    return listener


class Counter:
    """Counts what a step does. `words` and `pages` are what was worked on, not what was kept from before."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total, self._begin = what, total, time.monotonic()
        self._done = self._words = self._pages = 0

    def add(self, words: int = 0, pages: int = 0) -> None:
        """One more is done."""
        self._done, self._words, self._pages = self._done + 1, self._words + words, self._pages + pages
        seconds = time.monotonic() - self._begin
        now = Progress(self._what, self._done, self._total, self._words, self._pages, seconds)
        for listener in _listeners.get():
            listener(now)
