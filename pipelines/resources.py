"""What a run needs from outside: its folders, and the right to use the build area alone.

Belongs here: resource classes. Does not belong here: the instance that Dagster is given
(`defs/resources.py`), nor what is done in the folders.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
from pydantic import PrivateAttr

from pipelines.engine.cache import Cache
from pipelines.engine.choose import Engine, UnreachableError, engine_of
from pipelines.publish.switch import Place, locked, place_of, recover

CHANGED = "unreports/changed"
"""The tag by which the sensor says what changed in the raw folder."""


RETRIES = 3
FIRST_WAIT = 5
"""Seconds before the first retry; each further wait is twice as long."""


@contextlib.contextmanager
def again_if_unreachable(retry_number: int) -> Iterator[None]:
    """Have Dagster try the step again, later and later, where that can help: another machine is away.

    Nothing else is tried again: a broken row or a full disk would be found broken or full once more.
    """
    try:
        yield
    except UnreachableError as error:
        wait = FIRST_WAIT * 2**retry_number
        raise dg.RetryRequested(max_retries=RETRIES, seconds_to_wait=wait) from error


PATIENT = frozenset({CHANGED, "dagster/backfill", "dagster/partition"})


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where a run reads and writes. Held by one run at a time: two in one build area would mix."""

    raw: str
    outputs: str
    build: str
    gold: str
    _cache: Cache | None = PrivateAttr(default=None)
    _breaches: dict[str, list[Any]] = PrivateAttr(default_factory=dict)
    _sums: dict[Path, str] = PrivateAttr(default_factory=dict)

    @contextlib.contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Folders"]:
        """Lock the build area for the whole run and finish an interrupted release first.

        A run that the sensor or a backfill asked for waits its turn: nobody would ask again. Any other raises
        BusyError while another run holds the lock.
        """
        waits = context.run is not None and bool(PATIENT & context.run.tags.keys())
        with locked(Path(self.build) / "lock", wait=waits):
            recover(self.place)
            self._cache, self._sums, self._breaches = None, {}, {}
            yield self

    @property
    def place(self) -> Place:
        """The published release."""
        return place_of(Path(self.outputs))

    @property
    def cache(self) -> Cache:
        """What was understood before, by content."""
        if self._cache is None:
            self._cache = Cache(Path(self.build) / "cache")
        return self._cache

    @property
    def breaches(self) -> dict[str, list[Any]]:
        """What the checks of this run found, by table."""
        return self._breaches

    @property
    def sums(self) -> dict[Path, str]:
        """The SHA-256 of tables that were hashed in this run."""
        return self._sums

    @property
    def collection(self) -> Path:
        """What the last reading gave: documents, refusals, warnings."""
        return Path(self.build) / "collection.json"

    @property
    def history(self) -> Path:
        """The releases up to the one that is being made."""
        return Path(self.build) / "versions.json"

    @property
    def breaking(self) -> Path:
        """Breaking changes that the structure's number does not admit to, a line each."""
        return Path(self.build) / "breaking.txt"

    @property
    def tables(self) -> Path:
        """The folder of the tables before they are published."""
        return Path(self.build) / "tables"

    def table(self, name: str) -> Path:
        """A table before it is published (`stored.folder_of` it, where it is large)."""
        return self.tables / f"{name}.parquet"


class Processing(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where documents are read: `kind` and the rest as in `engine/choose.py`, zero for the default."""

    kind: str = "processes"
    scheduler: str = ""
    workers: int = 0
    seconds: int = 0
    memory: int = 0

    def engine(self) -> Engine:
        """The engine with these settings. Raises EngineError."""
        return engine_of(self.kind, self.scheduler, self.workers, self.seconds, self.memory)
