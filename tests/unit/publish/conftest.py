"""A release's tables and files, made from the first report without a run: seconds less than a build."""

import json
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipelines.model.declaration import load_tables
from pipelines.model.facts import facts
from pipelines.model.frictionless import descriptor
from pipelines.process import dimension_rows, link_citations, segment_rows
from pipelines.publish import release
from pipelines.publish.history import read_history
from pipelines.publish.next_release import plan
from pipelines.publish.release import described
from pipelines.publish.site.material import Material
from pipelines.publish.switch import Place, place_of
from pipelines.quality.measure import measure
from pipelines.stored import write_parquet
from pipelines.tables import shape

ROOT = Path(__file__).parents[3]
MADE_BY = {"code": "c1", "lexicons": "l1", "gold": "g1"}


@pytest.fixture(scope="session")
def contents(tables_of_first_report: dict[str, list[dict[str, Any]]]) -> dict[str, pa.Table]:
    """Every table of a release of the first report, nothing changed since a last one."""
    keys = {name: table.primary_key for name, table in load_tables().items()}
    rows = segment_rows([deepcopy(tables_of_first_report)], [], keys)[0]  # it fills columns in
    link_citations(rows)
    rows |= dimension_rows([rows], keys)
    rows["quality"] = measure(rows, ROOT / "gold")
    return {name: shape(name, rows.get(name, [])) for name in load_tables()}


def write_release(folder: Path, contents: dict[str, pa.Table]) -> Any:
    """Every file of a first release in the folder; its facts."""
    parts = folder.parent / f"{folder.name}-parts"
    folder.mkdir()
    for name, table in contents.items():
        write_parquet(table, parts / f"{name}.parquet")
    paths = {name: parts / f"{name}.parquet" for name in contents}
    return release.write_files(folder, paths, plan(None, contents, MADE_BY).history)


@pytest.fixture(scope="session")
def released(contents: dict[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a first release. Do not change them: copy them."""
    folder = tmp_path_factory.mktemp("released") / "release"
    write_release(folder, contents)
    return folder


@pytest.fixture(scope="session")
def material() -> Material:
    """The committed release as the pages of the site read it."""
    return Material.load(ROOT / "outputs")


@pytest.fixture
def place(released: Path, tmp_path: Path) -> Place:
    """A whole release beside its descriptor, as this project has it."""
    shutil.copytree(released, tmp_path / "home" / "outputs")
    return describe(place_of(tmp_path / "home" / "outputs"))


def describe(place: Place, version: str | None = None) -> Place:
    """Write the descriptor of the files that are there."""
    history = read_history(place.folder / "versions.json")
    assert history is not None
    rows, files = history.newest.rows, described(place.folder)
    made = descriptor(facts(version or history.newest.version, rows, [], files), prefix="outputs/")
    place.descriptor.write_text(json.dumps(made), encoding="utf-8")
    return place
