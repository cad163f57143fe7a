"""The sensor under a real Dagster daemon: a report dropped into raw/ becomes a release."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
from real_runs import ROOT, project

from pipelines.publish.watch import SETTLED, look

TIMEOUT = 120
DAGSTER_YAML = "telemetry:\n  enabled: false\nnux:\n  enabled: false\n"


def _documents(home: Path) -> set[str]:
    path = home / "outputs" / "documents.parquet"
    return set(pq.read_table(path).column("document_id").to_pylist()) if path.exists() else set()


def test_a_dropped_report_is_published_by_the_daemon(tmp_path: Path) -> None:
    """Nobody starts anything: the daemon's sensor sees the files and the release appears."""
    home = project(tmp_path, "A_99_1.txt")
    (home / "dagster").mkdir()
    (home / "dagster" / "dagster.yaml").write_text(DAGSTER_YAML)
    env = os.environ | {
        "DAGSTER_HOME": str(home / "dagster"),
        "DAGSTER_DISABLE_TELEMETRY": "1",
        "UNREPORTS_RAW": str(home / "raw"),
        "UNREPORTS_OUTPUTS": str(home / "outputs"),
        "UNREPORTS_BUILD": str(home / "build"),
    }
    program = Path(sys.executable).parent / "dagster-daemon"
    with (home / "daemon.log").open("w") as log:
        daemon = subprocess.Popen(
            [str(program), "run", "-m", "pipelines.definitions"],
            env=env, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            end = time.monotonic() + TIMEOUT
            while _documents(home) != {"A/73/230", "A/99/1"} and time.monotonic() < end:
                time.sleep(1)
        finally:
            os.killpg(daemon.pid, signal.SIGTERM)
            daemon.wait(timeout=30)
    assert _documents(home) == {"A/73/230", "A/99/1"}, (home / "daemon.log").read_text()[-3000:]


def _settled(path: Path, text: str) -> None:
    path.write_text(text)
    past = time.time() - SETTLED - 1
    os.utime(path, (past, past))


def test_new_changed_and_removed_files_are_told_apart(tmp_path: Path) -> None:
    """Each asks for one run, and a folder as it was for none."""
    raw, outputs = tmp_path / "raw", tmp_path / "outputs"
    raw.mkdir()
    _settled(raw / "A_1_1.txt", "one")
    seen = look(raw, outputs, None)
    assert seen.changes == ["new: A_1_1.txt"]
    assert look(raw, outputs, seen.cursor).changes == []
    _settled(raw / "A_1_1.txt", "two")
    changed = look(raw, outputs, seen.cursor)
    assert changed.changes == ["changed: A_1_1.txt"]
    (raw / "A_1_1.txt").unlink()
    assert look(raw, outputs, changed.cursor).changes == ["gone: A_1_1.txt"]


def test_a_file_that_is_still_being_copied_is_left_alone(tmp_path: Path) -> None:
    """Half a report would be published, and then the whole one."""
    (tmp_path / "A_1_1.txt").write_text("half")
    seen = look(tmp_path, tmp_path / "outputs", None)
    assert seen.changes == [] and seen.cursor == ""
