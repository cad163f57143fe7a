"""The sensor under a real Dagster daemon: a report dropped into raw/ becomes a release."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
from real_runs import PATIENCE, ROOT, project, surroundings

from pipelines.publish.switch import locked
from pipelines.publish.watch import SETTLED, look


def _documents(home: Path) -> set[str]:
    path = home / "outputs" / "documents.parquet"
    return set(pq.read_table(path).column("document_id").to_pylist()) if path.exists() else set()


def _wait(until: Callable[[], bool]) -> bool:
    """Whether it came true in time."""
    end = time.monotonic() + PATIENCE
    while not until() and time.monotonic() < end:
        time.sleep(0.5)
    return until()


@contextlib.contextmanager
def _daemon(home: Path) -> Iterator[Path]:
    """Dagster's own daemon on the project; yields its log."""
    (home / "dagster").mkdir()
    shutil.copyfile(ROOT / "dagster.yaml", home / "dagster" / "dagster.yaml")
    program, log = Path(sys.executable).parent / "dagster-daemon", home / "daemon.log"
    with log.open("w") as said:
        process = subprocess.Popen(
            [str(program), "run", "-w", str(ROOT / "workspace.yaml")],
            env=surroundings(home) | {"DAGSTER_HOME": str(home / "dagster")},
            cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            yield log
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=PATIENCE)


def test_a_dropped_report_is_published_by_the_daemon(tmp_path: Path) -> None:
    """Nobody starts anything; a report dropped while another run is at work is not forgotten."""
    home = project(tmp_path)
    with _daemon(home) as log:
        assert _wait(lambda: _documents(home) == {"A/73/230"}), log.read_text()[-3000:]
        assert _wait(lambda: not (home / "build" / "lock").exists()), "the first run does not end"
        with locked(home / "build" / "lock"):
            shutil.copyfile(ROOT / "tests" / "data" / "A_99_1.txt", home / "raw" / "A_99_1.txt")
            assert _wait(lambda: log.read_text().count("RUN_START ") > 1), log.read_text()[-3000:]
            assert _documents(home) == {"A/73/230"}
        assert _wait(lambda: _documents(home) == {"A/73/230", "A/99/1"}), log.read_text()[-3000:]


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
