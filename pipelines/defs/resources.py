"""The folders of a run, and how its steps are executed.

Belongs here: the resource instances and the executor. This file holds the `@dg.definitions` function
and nothing else: Dagster ignores loose objects in a file that has one.
"""

import dagster as dg

from pipelines.engine.choose import settings
from pipelines.resources import Folders, Processing
from pipelines.settings import folder, raw_folder


@dg.definitions
def resources() -> dg.Definitions:
    """Folders from the environment; every step in one process (starting one costs more than a step)."""
    places = {name: str(folder(name)) for name in ("outputs", "build", "gold")}
    folders = Folders(raw=raw_folder(), **places)
    return dg.Definitions(
        resources={"folders": folders, "processing": Processing(**settings())},
        executor=dg.in_process_executor,
    )
