"""Where things are: the folders a run reads from and writes to.

Belongs here: default paths and the environment variables that move them. Does not belong here: what
is done in a folder.

| variable | folder | default |
| --- | --- | --- |
| `UNREPORTS_RAW` | the reports as received; may be an fsspec address | `raw/` |
| `UNREPORTS_OUTPUTS` | the published release | `outputs/` |
| `UNREPORTS_BUILD` | what a run makes on the way; may be deleted at any time | `build/` |
| `UNREPORTS_GOLD` | the rows annotated by hand | `gold/` |
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The project's folder (the package is installed editable, so this is the checkout)."""

TELEMETRY_OFF = {
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "GX_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}
"""Set before Dagster or Great Expectations is imported: a run calls nobody."""


def folder(name: str) -> Path:
    """The folder `raw`, `outputs`, `build` or `gold`: from its environment variable, else the project's."""
    return Path(os.environ.get(f"UNREPORTS_{name.upper()}") or ROOT / name)


def raw_folder() -> str:
    """The folder `raw`, which may be an fsspec address (`s3://…`) as well."""
    return os.environ.get("UNREPORTS_RAW") or str(ROOT / "raw")


def silence_telemetry() -> None:
    """Turn every usage report of the libraries off, unless the person set the variable otherwise."""
    for name, value in TELEMETRY_OFF.items():
        os.environ.setdefault(name, value)
