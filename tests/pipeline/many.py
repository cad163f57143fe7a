"""Synthetic documents in a project folder of their own: what the tests of scale share."""

import importlib.util
from pathlib import Path
from types import ModuleType

from real_runs import hashes

from pipelines.resources import Processing
from pipelines.run import Outcome, folders_of, run

ROOT = Path(__file__).parents[2]
COUNT = 5


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reports", ROOT / "benchmarks" / "reports.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


synthetic = _load()


def tables_of(home: Path) -> dict[str, str]:
    """The hashes of all published tables but the one that depends on the release before."""
    return {n: h for n, h in hashes(home).items() if n.endswith(".parquet") and "release_diff" not in n}


def build(home: Path, processing: Processing | None = None, raw: str = "") -> Outcome:
    """One real run of the job on `raw/` of that folder, named by a path or, after `raw`, as an address."""
    folders = folders_of(f"{raw}{home / 'raw'}", home / "outputs", home / "build", ROOT / "gold")
    return run(folders, processing=processing)


def built_from_synthetic(home: Path, count: int = COUNT) -> Path:
    """The folder, with that many synthetic documents built."""
    synthetic.write(home / "raw", count, 1)
    outcome = build(home)
    assert outcome.published, outcome
    return home
