"""The one Dagster entry point: everything in `defs/`.

Belongs here: loading. Does not belong here: an asset, check, job, schedule, sensor or resource.
"""

from pathlib import Path

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    """Every Dagster object of the project."""
    return dg.load_from_defs_folder(path_within_project=Path(__file__).parent)
