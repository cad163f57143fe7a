"""Several machines: a real Dask scheduler and workers as processes of their own, some of which die."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from many import build, synthetic
from real_runs import hashes, surroundings

from pipelines.resources import Processing

pytestmark = pytest.mark.heavy
COUNT = 60
PARAGRAPH = "In 2019, the Government of Kenya adopted a law on the protection of women in 12 districts. "
LIMITS = {"seconds": 4, "memory": 1024}


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, home: Path) -> None:
        self.home, self.address = home, ""
        self.processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """`dask <arguments>` as a process of its own."""
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "dask"), *arguments],
            env=surroundings(self.home), cwd=self.home,
            stdout=subprocess.DEVNULL, stderr=(self.home / "dask.log").open("ab"),
        )  # fmt: skip
        self.processes.append(process)
        return process

    def worker(self) -> "subprocess.Popen[bytes]":
        """One more worker."""
        return self.start("worker", self.address, "--nthreads", "1", "--no-dashboard", "--no-nanny")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler with two workers on this machine."""
    found = Cluster(tmp_path)
    file = tmp_path / "scheduler.json"
    found.start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    end = time.monotonic() + 60
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.1)
    found.address = json.loads(file.read_text())["address"]
    found.workers = [found.worker(), found.worker()]
    yield found
    for process in found.processes:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Synthetic documents, and one that no process finishes within its limit."""
    raw = tmp_path_factory.mktemp("documents") / "raw"
    paths = synthetic.write(raw, COUNT, 1)
    text = paths[0].read_text() + "".join(f"\n\n{n}. {PARAGRAPH * 20}" for n in range(100, 4000))
    (raw / "A_99_99.txt").write_text(text.replace(paths[0].stem.replace("_", "/"), "A/99/99"))
    return raw


@pytest.fixture(scope="module")
def here(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The release of the same documents, made by processes of this machine."""
    home = tmp_path_factory.mktemp("here")
    shutil.copytree(documents, home / "raw")
    outcome = build(home, Processing(**LIMITS))
    assert [refusal.file for refusal in outcome.collection.refused] == ["A_99_99.txt"]
    return hashes(home)


def _kill_one_at_work(home: Path, process: "subprocess.Popen[bytes]") -> None:
    """Kill the worker as soon as some documents are done."""
    results = home / "build" / "cache" / "documents"
    while len(list(results.rglob("*.result"))) < COUNT // 10:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("address", ["", "file://"], ids=["bytes sent", "files fetched by the workers"])
def test_a_worker_dies_a_document_is_poison_and_the_release_is_the_same(
    cluster: Cluster, documents: Path, here: dict[str, str], tmp_path: Path, address: str
) -> None:
    """Nothing lost, nothing twice, the same bytes as on one machine; the poison is named."""
    home = tmp_path / "there"
    shutil.copytree(documents, home / "raw")
    victim = cluster.workers[0]
    killer = threading.Thread(target=_kill_one_at_work, args=(home, victim), daemon=True)
    killer.start()
    outcome = build(home, Processing(kind="dask", scheduler=cluster.address, **LIMITS), raw=address)
    killer.join(timeout=5)
    assert victim.wait(timeout=5) == -signal.SIGKILL
    assert outcome.published, (cluster.home / "dask.log").read_text()[-3000:]
    assert [(r.file, r.document_id) for r in outcome.collection.refused] == [("A_99_99.txt", "A/99/99")]
    assert "more than 4 s" in outcome.collection.refused[0].what
    assert len(outcome.collection.documents) == COUNT and hashes(home) == here


def test_a_scheduler_that_is_not_there_is_named(tmp_path: Path, documents: Path) -> None:
    """Nothing is published, and the sentence says what could not be reached."""
    shutil.copytree(documents, tmp_path / "raw")
    (tmp_path / "home").mkdir()
    environment = surroundings(tmp_path) | {
        "UNREPORTS_ENGINE": "dask", "UNREPORTS_SCHEDULER": "tcp://127.0.0.1:9",
    }  # fmt: skip
    command = str(Path(sys.executable).parent / "unreports")
    done = subprocess.run(
        [command, "build", "--quiet"], env=os.environ | environment, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and "127.0.0.1:9" in done.stderr, done.stderr
    assert not (tmp_path / "outputs").exists() and "Traceback" not in done.stderr
