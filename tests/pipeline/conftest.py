"""The committed reports, built once."""

import shutil
from pathlib import Path

import pytest
from real_runs import build, project

from pipelines.run import Outcome


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """The committed reports, built once in a temporary folder."""
    home = project(tmp_path_factory.mktemp("built"))
    return home, build(home)


@pytest.fixture
def release(built: tuple[Path, Outcome], tmp_path: Path) -> Path:
    """A copy of that build which a test may spoil."""
    home = tmp_path / "project"
    shutil.copytree(built[0], home)
    return home
