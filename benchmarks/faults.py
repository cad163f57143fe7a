"""What happens when things go wrong: faults of many kinds, and what is found after each.

    .venv/bin/python benchmarks/faults.py [--kills 50] [--documents 40] [--seed 1]

Each round starts from a whole release, lets a fault strike while the real command works on changed raw
files, and then asks: is the published release whole and is it the old or the new one, to the byte? Does
the next run succeed, and give exactly the release that an undisturbed run gives (no document lost, none
twice)? The kinds: SIGKILL at random moments (the seed is fixed), a full disk, raw files that vanish or
change while they are read, permissions taken away, two runs at once, a broken cache. Root may read
everything, so where this runs as root the command runs without that right. A full disk is tried in two
ways: a limit on the size of each file, and, where one may be mounted (as root), a real file system with
little room.
"""

import argparse
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reports import write

from pipelines.publish.release import verify
from pipelines.publish.switch import place_of, recover

PAGE, PLENTY = 8192, 2**31
COMMAND = str(Path(sys.executable).parent / "unreports")
Hashes = dict[str, str]


def hashes(home: Path) -> Hashes:
    """SHA-256 of everything that is published."""
    files = [home / "datapackage.json", *sorted((home / "outputs").rglob("*"))]
    return {
        str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.is_file()
    }


def tables(files: Hashes) -> Hashes:
    """The tables alone: a release that came in between is in the history and in the comparison, too."""
    return {
        name: digest
        for name, digest in files.items()
        if name.endswith((".parquet", ".csv")) and "release_diff" not in name
    }


WITHOUT_RIGHTS = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.geteuid() == 0 else ()


def start(
    home: Path, before: Callable[[], None] | None = None, by: tuple[str, ...] = ()
) -> "subprocess.Popen[str]":
    """The command on the folder, in a session of its own."""
    places = {f"UNREPORTS_{name.upper()}": str(home / name) for name in ("raw", "outputs", "build")}
    return subprocess.Popen(
        [*by, COMMAND, "build", "--quiet"],
        env=os.environ | places,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=before,
    )


def run(home: Path, before: Callable[[], None] | None = None, by: tuple[str, ...] = ()) -> tuple[int, str]:
    """Exit code and words of one whole run."""
    process = start(home, before, by)
    told, _ = process.communicate(timeout=600)
    return process.returncode, told


class Harness:
    """A release, the raw files of the next one, that one as it should be, and the rounds between them."""

    def __init__(self, home: Path, documents: int, seed: int) -> None:
        self.home, self.random = home, random.Random(seed)
        self.counts: dict[str, list[int]] = {}
        self.state, self.raw = home / "state", home / "raw"
        write(self.state / "raw", documents)
        code, told = run(self.state)
        assert code == 0, told
        # Some documents are in both, some in one only.
        write(self.raw, documents, documents // 4)
        work = self.fresh()
        begin = time.monotonic()
        code, told = run(work)
        self.takes = time.monotonic() - begin
        assert code == 0, told
        self.releases = [hashes(self.state), hashes(work)]
        assert self.releases[0] != self.releases[1]

    def fresh(self, room: int | None = None) -> Path:
        """A folder with the old release and the new raw files.

        `room`: as a file system of its own, with so many bytes left.
        """
        work = self.home / "work"
        if work.exists():
            subprocess.run(["chmod", "-R", "u+rwX", str(work)], check=True)
            shutil.rmtree(work)
        if room is not None:
            work.mkdir()
            size = room + sum(PAGE + path.stat().st_size for path in self.state.rglob("*"))
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(work)], check=True)
        shutil.copytree(self.state, work, dirs_exist_ok=True)
        shutil.rmtree(work / "raw")
        shutil.copytree(self.raw, work / "raw")
        return work

    def judge(self, kind: str, work: Path, *, repair: Callable[[], None] = lambda: None) -> None:
        """Look at what is there after a fault, run once more, and count."""
        place = place_of(work / "outputs")
        recover(place)
        is_whole = verify(place) == [] and hashes(work) in self.releases
        is_new = hashes(work) == self.releases[1]
        repair()
        code, told = run(work)
        is_mended = code == 0 and hashes(work) == self.releases[1]
        tally = self.counts.setdefault(kind, [0, 0, 0, 0])
        for at, value in enumerate((True, is_whole, is_new, is_mended)):
            tally[at] += value
        if not (is_whole and is_mended):
            print(f"FAILED {kind}: whole {is_whole}, new {is_new}, next run {code}: {told[-500:]}")
            there = hashes(work)
            print("  differs:", *(n for n in there if there[n] != self.releases[1].get(n)), flush=True)

    def kills(self, count: int) -> None:
        """SIGKILL to the command, or to it and all its workers, spread over the time that a run takes."""
        for number in range(count):
            work = self.fresh()
            process = start(work)
            time.sleep(self.random.uniform(0, self.takes))
            with_workers = number % 2 == 0
            if process.poll() is None:
                (os.killpg if with_workers else os.kill)(process.pid, signal.SIGKILL)
            process.communicate(timeout=60)
            kind = "killed, with its workers" if with_workers else "killed alone"
            self.judge(kind if process.returncode < 0 else "kill came too late", work)

    def large_files(self, count: int) -> None:
        """No file may grow beyond a size, which is another one each time."""
        for _ in range(count):
            work = self.fresh()
            size = int(2 ** self.random.uniform(8, 20))
            run(work, lambda size=size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))  # type: ignore[misc]
            self.judge("no file may grow", work)

    def full_disks(self, count: int) -> None:
        """A file system with little room, another amount each time; later there is room."""
        for _ in range(count if os.geteuid() == 0 else 0):
            work = self.fresh(room=int(2 ** self.random.uniform(14, 24)))
            try:
                code, _ = run(work)
                more = ["mount", "-o", f"remount,size={PLENTY}", str(work)]
                kind = "disk full" if code else "disk nearly full"
                self.judge(kind, work, repair=lambda more=more: subprocess.run(more, check=True))  # type: ignore[misc]
            finally:
                subprocess.run(["umount", str(work)], check=True)

    def raw_files(self, count: int) -> None:
        """A raw file vanishes, another changes, while the run reads them; later both are as they were."""
        for _ in range(count):
            work = self.fresh()
            process = start(work)
            time.sleep(self.random.uniform(0, self.takes / 2))
            gone, changed = self.random.sample(sorted((work / "raw").iterdir()), 2)
            kept = {path: path.read_bytes() for path in (gone, changed)}
            gone.unlink()
            changed.write_bytes(kept[changed][: len(kept[changed]) // 2])
            process.communicate(timeout=600)
            place = place_of(work / "outputs")
            recover(place)
            tally = self.counts.setdefault("raw files vanish and change: release whole", [0, 0, 0, 0])
            is_whole = verify(place) == []
            for path, data in kept.items():
                path.write_bytes(data)
            code, told = run(work)
            is_mended = code == 0 and tables(hashes(work)) == tables(self.releases[1])
            for at, value in enumerate((True, is_whole, False, is_mended)):
                tally[at] += value
            if not (is_whole and is_mended):
                print(f"FAILED vanished and changed files: whole {is_whole}, next run {code}: {told[-500:]}")

    def permissions(self, count: int) -> None:
        """A folder or file may not be read or written any more; later it may."""
        for number in range(count):
            work = self.fresh()
            taken = [work / "raw", work / "build", work, sorted((work / "raw").iterdir())[number]][number % 4]
            mode = taken.stat().st_mode
            taken.chmod(0o555 if taken == work else 0)
            run(work, by=WITHOUT_RIGHTS)
            taken.chmod(mode)
            self.judge("permissions taken away", work)

    def together(self, count: int) -> None:
        """Two commands on one folder at the same time: one works, the other says so."""
        for _ in range(count):
            work = self.fresh()
            both = [start(work), start(work)]
            codes = sorted(p.returncode for p in both if p.communicate(timeout=600) is not None)
            assert codes in ([0, 6], [0, 0]), codes
            self.judge("two runs at once", work)

    def broken_caches(self, count: int) -> None:
        """A third of the kept files is cut, overwritten or removed."""
        for _ in range(count):
            work = self.fresh()
            for path in sorted(p for p in (work / "build").rglob("*") if p.is_file()):
                data, how = path.read_bytes(), self.random.randrange(9)
                if how == 0:
                    path.write_bytes(data[: len(data) // 2])
                elif how == 1 and data:
                    at = self.random.randrange(len(data))
                    path.write_bytes(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :])
                elif how == 2:
                    path.unlink()
            self.judge("cache broken", work)


def main() -> None:
    """Run every kind and print the counts; the exit code says whether all went well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--others", type=int, default=8)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        harness = Harness(Path(name), chosen.documents, chosen.seed)
        harness.kills(chosen.kills)
        harness.large_files(chosen.others)
        harness.full_disks(chosen.others)
        harness.raw_files(chosen.others)
        harness.permissions(chosen.others)
        harness.together(chosen.others)
        harness.broken_caches(chosen.others)
    print(f"{'fault':<46}{'rounds':>8}{'whole':>8}{'new':>6}{'next run gives all':>20}")
    for kind_name, (rounds, whole, new, mended) in sorted(harness.counts.items()):
        print(f"{kind_name:<46}{rounds:>8}{whole:>8}{new:>6}{mended:>20}")
    bad = any(r != w or r != m for r, w, _, m in harness.counts.values())
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
