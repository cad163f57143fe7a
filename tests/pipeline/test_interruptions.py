"""Kills and full disks: whatever happens, what is published is one whole release, the old or the new."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from real_runs import COMMAND, PATIENCE, ROOT, hashes, surroundings, unreports

from pipelines.publish.release import verify
from pipelines.publish.switch import place_of, recover

PUBLISHER = """
import sys
from pathlib import Path
from pipelines.model.declaration import load_tables
from pipelines.publish.history import read_history
from pipelines.publish.release import publish
from pipelines.publish.switch import place_of
load_tables()
made = Path(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
publish(place_of(Path(sys.argv[1])), {name: made / f"{name}.parquet" for name in load_tables()},
        read_history(made.parent / "versions.json"))
"""
MOMENTS = 16


def _other_release(home: Path) -> Path:
    """Tables that differ from the published ones: the topics lose their rows."""
    made = home / "build" / "made"
    shutil.copytree(home / "build" / "tables", made)
    pq.write_table(pq.read_table(made / "topics.parquet").slice(0, 0), made / "topics.parquet")
    return made


def _publisher(home: Path, made: Path) -> "subprocess.Popen[str]":
    """A real publisher that has loaded everything and waits for its signal."""
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(home / "outputs"), str(made)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def _start(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_a_kill_at_any_moment_of_publishing_leaves_one_whole_release(release: Path) -> None:
    """SIGKILL at moments spread over the whole time that publishing really takes here."""
    made = _other_release(release)
    old = hashes(release)
    whole = _publisher(release, made)
    begin = time.monotonic()
    _start(whole)
    assert whole.wait(timeout=PATIENCE) == 0
    takes = time.monotonic() - begin
    new = hashes(release)
    assert new != old
    seen = []
    for moment in range(MOMENTS):
        aim = made if hashes(release) == old else release / "build" / "tables"
        killed = _publisher(release, aim)
        _start(killed)
        time.sleep(takes * moment / MOMENTS)
        killed.send_signal(signal.SIGKILL)
        killed.wait(timeout=PATIENCE)
        recover(place_of(release / "outputs"))
        assert verify(place_of(release / "outputs")) == []
        assert hashes(release) in (old, new), f"killed after {takes * moment / MOMENTS:.4f} s"
        seen.append(killed.returncode)
    assert -signal.SIGKILL in seen, "no kill came while it was publishing"
    left = {path.name for path in release.iterdir() if path.name.startswith(".")}
    assert left <= {".outputs.lock"}, left


def test_a_build_that_is_killed_leaves_the_release_and_the_next_one_works(release: Path) -> None:
    """The build area of a killed run, and its lock, must not be in the way of the next."""
    before = hashes(release)
    shutil.copyfile(ROOT / "tests" / "data" / "A_99_1.txt", release / "raw" / "A_99_1.txt")
    (release / "build" / "collection.json").unlink()
    process = subprocess.Popen(
        [COMMAND, "build", "--quiet"],
        env=surroundings(release),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    end = time.monotonic() + PATIENCE
    while not (release / "build" / "collection.json").exists() and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert hashes(release) == before and verify(place_of(release / "outputs")) == []
    done = unreports(release, "build", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    assert hashes(release) != before


LIMITED = "import os, resource, sys; size = int(sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (size,) * 2); os.execv(sys.argv[2], sys.argv[2:])"  # noqa: E501


@pytest.mark.parametrize(
    ("size", "where"),
    [(1_000, "build"), (100_000, ".csv"), (500_000, "unreports.sqlite")],
    ids=["while building", "while publishing", "while filling the database"],
)
def test_a_full_disk_leaves_the_release_and_names_the_file(release: Path, size: int, where: str) -> None:
    """The system refuses to write on (here by a limit on the size of files): one sentence, with a remedy."""
    before = hashes(release)
    if where == "build":
        shutil.rmtree(release / "build")
    done = unreports(release, "build", before=(sys.executable, "-c", LIMITED, str(size)))
    assert done.returncode == 1, done.stderr
    assert where in done.stderr and "Make room" in done.stderr and "last release is untouched" in done.stderr
    assert "Traceback" not in done.stderr
    assert hashes(release) == before and verify(place_of(release / "outputs")) == []
