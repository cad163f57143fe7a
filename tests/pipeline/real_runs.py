"""Real Dagster runs in folders of their own: what the tests of this folder share."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from pipelines.run import Outcome, folders_of, run

ROOT = Path(__file__).parents[2]
PATIENCE = 400  # seconds; a run takes ten, but the machine may be at work on other things
COMMAND = str(Path(sys.executable).parent / "unreports")


def project(home: Path, *extra: str) -> Path:
    """A folder with raw/ as committed, and reports from tests/data beside it."""
    shutil.copytree(ROOT / "raw", home / "raw")
    for name in extra:
        shutil.copyfile(ROOT / "tests" / "data" / name, home / "raw" / name)
    return home


def build(home: Path) -> Outcome:
    """One real run of the job in that folder."""
    return run(folders_of(home / "raw", home / "outputs", home / "build", ROOT / "gold"))


def hashes(home: Path) -> dict[str, str]:
    """SHA-256 of everything that is published."""
    files = [home / "datapackage.json", *sorted(p for p in (home / "outputs").rglob("*") if p.is_file())]
    return {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a command that works in that folder and calls it its home."""
    folders = {f"UNREPORTS_{name.upper()}": str(home / name) for name in ("raw", "outputs", "build")}
    return (
        {k: v for k, v in os.environ.items() if "TELEMETRY" not in k} | folders | {"HOME": str(home / "home")}
    )


def unreports(home: Path, *arguments: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """The installed command, as a person would call it, in a process of its own."""
    return subprocess.run(
        [*before, COMMAND, *arguments],
        env=surroundings(home) | {"COLUMNS": "500"},
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
