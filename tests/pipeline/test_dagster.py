"""What Dagster is told: the project as a person sees it in the UI and with `dg`."""

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest
from real_runs import PATIENCE, ROOT, surroundings

from pipelines.definitions import defs
from pipelines.model.declaration import load_tables
from pipelines.settings import TELEMETRY_OFF


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    """Every object of the project, loaded as Dagster loads it."""
    return defs()


def test_dg_accepts_the_project(tmp_path: Path) -> None:
    """`dg check defs` from the project folder, as an editor or CI runs it."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "dg"), "check", "defs"],
        cwd=ROOT, env=surroundings(tmp_path), capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All definitions loaded successfully" in done.stdout + done.stderr


def test_every_table_is_an_asset_that_tells_what_it_is(definitions: dg.Definitions) -> None:
    """Names, groups, owners, descriptions and columns come from the declarations."""
    nodes = definitions.resolve_asset_graph()
    tables = load_tables()
    assert {key.to_user_string() for key in nodes.get_all_asset_keys()} == {
        *tables,
        "understood",
        "reports",
        "release",
    }
    for key in nodes.get_all_asset_keys():
        node = nodes.get(key)
        assert node.description and node.owners and node.kinds, key
        table = tables.get(key.to_user_string())
        if table:
            assert node.group_name == table.stage
            columns = node.metadata["dagster/column_schema"].columns
            assert [(c.name, c.description) for c in columns] == [
                (c.name, c.description) for c in table.columns
            ]


def test_every_table_has_a_blocking_check(definitions: dg.Definitions) -> None:
    """A check that only reports would let a broken row out."""
    checks = [spec for d in definitions.asset_checks or [] for spec in d.check_specs]  # type: ignore[union-attr]
    assert {s.asset_key.to_user_string() for s in checks if s.name == "rules"} == set(load_tables())
    assert all(spec.blocking and spec.description for spec in checks)


def test_the_release_waits_for_every_table(definitions: dg.Definitions) -> None:
    """An asset that is not upstream of `release` would be published unchecked."""
    graph = definitions.resolve_asset_graph()
    assert {key.to_user_string() for key in graph.get(dg.AssetKey("release")).parent_keys} == {
        *load_tables(),
        "reports",
    }


def test_the_schedule_is_weekly_and_off(definitions: dg.Definitions) -> None:
    """Nobody's machine starts to work by itself on Monday morning."""
    schedule = definitions.resolve_schedule_def("weekly")
    assert schedule.cron_schedule == "0 5 * * 1"
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED
    assert schedule.job_name == definitions.resolve_sensor_def("raw_folder").job_name == "publish_release"
    assert schedule.description and definitions.resolve_sensor_def("raw_folder").description


def test_row_counts_and_failures_are_in_the_metadata(definitions: dg.Definitions, tmp_path: Path) -> None:
    """What the UI shows of a run: rows of each table, files left out, the figures."""
    from real_runs import project

    from pipelines.run import folders_of

    home = project(tmp_path)
    (home / "raw" / "A_99_2.txt").write_bytes(b"")
    folders = folders_of(home / "raw", home / "outputs", home / "build", ROOT / "gold")
    result = definitions.resolve_job_def("publish_release").execute_in_process(resources={"folders": folders})
    made = {
        e.materialization.asset_key.to_user_string(): e.materialization.metadata
        for e in _materialized(result)
    }
    assert all(made[name]["dagster/row_count"].value is not None for name in load_tables())
    assert "A_99_2.txt" in str(made["reports"]["left_out"].value)
    assert "country_actions" in str(made["quality"]["figures"].value)
    assert "outputs/documents.parquet" in str(made["release"]["files"].value)


def _materialized(result: dg.ExecuteInProcessResult) -> list[object]:
    return [
        event.step_materialization_data
        for event in result.all_events
        if event.event_type_value == "ASSET_MATERIALIZATION"
    ]


def test_telemetry_is_off_for_every_way_to_start() -> None:
    """The command sets the variables; Dagster's own commands read `dagster.yaml` of this folder."""
    told = subprocess.run(
        [sys.executable, "-c", "import os\nfrom pipelines.cli import main\n"
         "main.callback()\nprint(*(os.environ.get(n) for n in " + repr(list(TELEMETRY_OFF)) + "))"],
        env={k: v for k, v in os.environ.items() if k not in TELEMETRY_OFF},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.split() == list(TELEMETRY_OFF.values())
    with dg.DagsterInstance.from_config(str(ROOT)) as instance:
        assert not instance.telemetry_enabled
