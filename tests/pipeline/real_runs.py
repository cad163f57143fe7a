"""Real Dagster runs in folders of their own: what the tests of this folder share."""

import shutil
from pathlib import Path

from pipelines.run import Outcome, folders_of, run

ROOT = Path(__file__).parents[2]


def project(home: Path, *extra: str) -> Path:
    """A folder with raw/ as committed, and reports from tests/data beside it."""
    shutil.copytree(ROOT / "raw", home / "raw")
    for name in extra:
        shutil.copyfile(ROOT / "tests" / "data" / name, home / "raw" / name)
    return home


def build(home: Path) -> Outcome:
    """One real run of the job in that folder."""
    return run(folders_of(home / "raw", home / "outputs", home / "build", ROOT / "gold"))
