"""The one atomic switch from the old release to the new one, and recovery from an interrupted one.

Belongs here: locks, staging folders, renames. Does not belong here: what a release contains
(`release.py`).

A release is two names side by side: the folder (`outputs/`) and its descriptor (`datapackage.json`). No
system call replaces both, so the switch is journalled:

1. `stage`    the new folder and descriptor are written, complete and synced, into `.outputs.next/`;
2. `commit`   `.outputs.journal` appears by one rename. This is the moment of the switch: before it an
              interruption rolls back, after it recovery rolls forward;
3. `old`      `outputs/` moves to `.outputs.old/`;
4. `tables`   `.outputs.next/tables` becomes `outputs/`;
5. `descriptor`  `.outputs.next/datapackage.json` replaces the old descriptor;
6. `done`     the journal goes, then the leftovers.

Steps 3 to 6 can be repeated from any point. Every command that reads or writes a release first calls
`recover`. Only whole files are renamed, never written in place; a full disk can only strike before 2.
"""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

DESCRIPTOR = "datapackage.json"
STEPS = ("stage", "commit", "old", "tables", "descriptor", "done")
AT_ONCE = 16
"""Files that are synced side by side."""
JOURNAL_TEXT = "A release is being switched in. `unreports check` or `unreports build` completes it.\n"


class Place(NamedTuple):
    """Where a release lives: its folder, its descriptor, and the names used on the way."""

    folder: Path
    descriptor: Path

    @property
    def next(self) -> Path:
        """The staging folder: a sibling, so that every move is a rename on one file system."""
        return self.folder.parent / f".{self.folder.name}.next"

    @property
    def old(self) -> Path:
        """Where the previous folder waits until the switch is complete."""
        return self.folder.parent / f".{self.folder.name}.old"

    @property
    def journal(self) -> Path:
        """Exists exactly while a committed switch is not complete."""
        return self.folder.parent / f".{self.folder.name}.journal"

    @property
    def lock(self) -> Path:
        """Locked, not merely present, while a publisher works: the lock of a killed one is free."""
        return self.folder.parent / f".{self.folder.name}.lock"

    @property
    def is_beside(self) -> bool:
        """True where the descriptor stands beside the folder, not in it."""
        return self.descriptor.parent != self.folder

    @property
    def prefix(self) -> str:
        """What stands before a file name in the descriptor's paths."""
        return f"{self.folder.name}/" if self.is_beside else ""


def place_of(outputs: Path) -> Place:
    """The release at `outputs`.

    A folder named `outputs` has its descriptor beside it (as in this project, where it is the first
    thing a visitor sees); any other folder holds its own.
    """
    folder = outputs.resolve()
    home = folder.parent if folder.name == "outputs" else folder
    return Place(folder, home / DESCRIPTOR)


class BusyError(RuntimeError):
    """Another process holds the lock."""


@contextlib.contextmanager
def locked(path: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock file. The system frees it when the process ends, however it ends.

    Raises BusyError when somebody else holds it and `wait` is False.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with path.open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                raise BusyError(f"Another run is using {path.parent}. Try again when it is done.") from None
            if not _is_at(path, handle.fileno()):
                continue  # the holder before us removed the file that we had opened
            try:
                yield
            finally:
                path.unlink(missing_ok=True)
            return


def _is_at(path: Path, handle: int) -> bool:
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False


def recover(place: Place) -> str | None:
    """Complete a committed switch or drop an uncommitted one; None where there was nothing to do.

    Does nothing while a publisher is at work (it holds the lock).
    """
    if not any(path.exists() for path in (place.journal, place.next, place.old)):
        return None
    try:
        with locked(place.lock):
            return _recover(place)
    except BusyError:
        return None


def _recover(place: Place) -> str | None:
    if place.journal.exists():
        roll_forward(place)
        return "completed"
    shutil.rmtree(place.next, ignore_errors=True)
    shutil.rmtree(place.old, ignore_errors=True)
    return "rolled back"


def switch(
    place: Place, write: Callable[[Path, Path], None], pause: Callable[[str], None] = lambda step: None
) -> None:
    """Replace the release by what `write(folder, descriptor)` puts into the two paths it is given.

    Raises BusyError while another publisher works, and whatever `write` raises: then nothing has changed.
    `pause` is called after each step with its name; a test stops the process there.
    """
    place.folder.parent.mkdir(parents=True, exist_ok=True)
    with locked(place.lock):
        _recover(place)
        try:
            _stage(place, write)
        except BaseException:
            shutil.rmtree(place.next, ignore_errors=True)
            raise
        pause("stage")
        _commit(place)
        pause("commit")
        roll_forward(place, pause)


def _stage(place: Place, write: Callable[[Path, Path], None]) -> None:
    tables = place.next / "tables"
    tables.mkdir(parents=True)
    write(tables, (place.next if place.is_beside else tables) / DESCRIPTOR)
    with ThreadPoolExecutor(AT_ONCE) as pool:  # a site has thousands of files, and each waits for the disk
        list(pool.map(sync, place.next.rglob("*")))
    sync(place.next)


def _commit(place: Place) -> None:
    draft = place.next / "journal"
    draft.write_text(JOURNAL_TEXT, encoding="utf-8")
    sync(draft)
    draft.replace(place.journal)
    sync(place.journal.parent)


def roll_forward(place: Place, pause: Callable[[str], None] = lambda step: None) -> None:
    """Steps 3 to 6 of a committed switch; each looks at what is there, so it may be run again."""
    tables, descriptor = place.next / "tables", place.next / DESCRIPTOR
    if tables.exists():
        if place.folder.exists():
            shutil.rmtree(place.old, ignore_errors=True)  # somebody put the folder back in the meantime
            place.folder.rename(place.old)
        pause("old")
        tables.rename(place.folder)
    pause("tables")
    if descriptor.exists():
        descriptor.replace(place.descriptor)
    sync(place.folder.parent)
    pause("descriptor")
    place.journal.unlink()
    pause("done")
    shutil.rmtree(place.next, ignore_errors=True)
    shutil.rmtree(place.old, ignore_errors=True)


def sync(path: Path) -> None:
    """Ask the system to put the file or folder on the disk before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
