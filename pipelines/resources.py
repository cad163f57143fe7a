"""What a run needs from outside: its folders, and the right to use the build area alone.

Belongs here: resource classes. Does not belong here: the instance that Dagster is given
(`defs/resources.py`), nor what is done in the folders.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipelines.publish.switch import Place, locked, place_of, recover

CHANGED = "unreports/changed"
"""The tag by which the sensor says what changed in the raw folder."""


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where a run reads and writes. Held by one run at a time: two in one build area would mix."""

    raw: str
    outputs: str
    build: str
    gold: str

    @contextlib.contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Folders"]:
        """Lock the build area for the whole run and finish an interrupted release first.

        A run that the sensor asked for waits its turn: nobody would ask for it again. Any other raises
        BusyError while another run holds the lock.
        """
        waits = context.run is not None and CHANGED in context.run.tags
        with locked(Path(self.build) / "lock", wait=waits):
            recover(self.place)
            yield self

    @property
    def place(self) -> Place:
        """The published release."""
        return place_of(Path(self.outputs))

    @property
    def cache(self) -> Path:
        """Rows of each document, by content."""
        return Path(self.build) / "documents"

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

    def table(self, name: str) -> Path:
        """A table before it is published."""
        return Path(self.build) / "tables" / f"{name}.parquet"
