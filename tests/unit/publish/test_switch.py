"""A release is whole, old or new, whatever happens while it is switched in."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.publish.switch import STEPS, BusyError, Place, locked, place_of, recover, switch

PUBLISHER = """
import os, signal, sys
from pathlib import Path
from pipelines.publish.switch import place_of, switch

def write(folder, descriptor):
    for name in "abc":
        (folder / f"{name}.parquet").write_text("new")
    descriptor.write_text("new")

def pause(step):
    if step == os.environ["STOP_AT"]:
        os.kill(os.getpid(), signal.SIGKILL)

switch(place_of(Path(sys.argv[1])), write, pause)
"""


def _write(word: str, names: str = "abc"):
    def write(folder: Path, descriptor: Path) -> None:
        for name in names:
            (folder / f"{name}.parquet").write_text(word)
        descriptor.write_text(word)

    return write


def _words(place: Place) -> set[str]:
    return {path.read_text() for path in place.folder.glob("*.parquet")} | {place.descriptor.read_text()}


@pytest.mark.parametrize("name", ["outputs", "elsewhere"])
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_leaves_a_whole_release(tmp_path: Path, step: str, name: str) -> None:
    """A real process is killed by SIGKILL; after recovery every file is of one release."""
    place = place_of(tmp_path / name)
    switch(place, _write("old"))
    killed = subprocess.run(
        [sys.executable, "-c", PUBLISHER, str(place.folder)], env={"STOP_AT": step}, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    recover(place)
    assert _words(place) == ({"old"} if step == "stage" else {"new"})
    assert len(list(place.folder.glob("*.parquet"))) == 3
    assert {p.name for p in tmp_path.iterdir()} <= {name, "datapackage.json"}, "leftovers"
    switch(place, _write("newer"))
    assert _words(place) == {"newer"}


@pytest.mark.parametrize("step", STEPS[1:])
def test_recovery_that_is_itself_killed_can_be_repeated(tmp_path: Path, step: str) -> None:
    """Power may fail twice: rolling forward is idempotent."""
    place = place_of(tmp_path / "outputs")
    switch(place, _write("old"))
    subprocess.run(
        [sys.executable, "-c", PUBLISHER, str(place.folder)], env={"STOP_AT": "commit"}, check=False
    )
    again = f"""
import os, signal
from pathlib import Path
from pipelines.publish.switch import place_of, roll_forward
def pause(step):
    if step == {step!r}:
        os.kill(os.getpid(), signal.SIGKILL)
roll_forward(place_of(Path({str(place.folder)!r})), pause)
"""
    subprocess.run([sys.executable, "-c", again], check=False)
    recover(place)
    assert _words(place) == {"new"}


def test_a_full_disk_leaves_the_old_release(tmp_path: Path) -> None:
    """Everything is written before anything is moved, so an error while writing changes nothing."""
    place = place_of(tmp_path / "outputs")
    switch(place, _write("old"))

    def full(folder: Path, descriptor: Path) -> None:
        (folder / "a.parquet").write_text("new")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        switch(place, full)
    assert _words(place) == {"old"}
    assert {p.name for p in tmp_path.iterdir()} == {"outputs", "datapackage.json"}


def test_a_table_that_is_no_longer_made_is_gone(tmp_path: Path) -> None:
    """The folder is replaced, not added to."""
    place = place_of(tmp_path / "outputs")
    switch(place, _write("old", "abcd"))
    switch(place, _write("new", "ab"))
    assert sorted(p.stem for p in place.folder.iterdir()) == ["a", "b"]


def test_one_publisher_at_a_time_and_a_dead_one_blocks_nobody(tmp_path: Path) -> None:
    """The lock belongs to the process, not to the file: a lock file left behind is free."""
    place = place_of(tmp_path / "outputs")
    with locked(place.lock), pytest.raises(BusyError):
        switch(place, _write("new"))
    place.lock.write_text("")
    switch(place, _write("new"))
    assert _words(place) == {"new"}


def test_recovery_does_not_disturb_a_publisher_at_work(tmp_path: Path) -> None:
    """A command that only reads must not take a staging folder from under a running build."""
    place = place_of(tmp_path / "outputs")
    place.next.mkdir(parents=True)
    with locked(place.lock):
        assert recover(place) is None
    assert place.next.exists()
