"""The command line as a person meets it: answers, exit codes, and how soon it answers."""

import contextlib
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from real_runs import COMMAND, PATIENCE, ROOT, project, surroundings, unreports

from pipelines.model.declaration import load_tables
from pipelines.publish.switch import locked
from pipelines.run import Outcome
from pipelines.terminal import INTERRUPTED

HEAVY = (
    "dagster",
    "great_expectations",
    "pandas",
    "pyarrow",
    "frictionless",
    "pydantic",
    "ahocorasick_rs",
    "rich",
)
MOST_CPU = 0.5  # seconds that `unreports --help` may take


def test_help_answers_at_once() -> None:
    """A command that takes seconds to say what it does is not asked twice."""

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([COMMAND, "--help"], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < MOST_CPU


def test_help_imports_nothing_heavy() -> None:
    """What makes it answer at once; this says which import broke it."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys, pipelines.cli; print(*sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert set(HEAVY) & set(told.stdout.split()) == set()


def test_exit_codes_are_documented_alike() -> None:
    """The README and `--help` say the same, one line a code."""
    told = subprocess.run([COMMAND, "--help"], capture_output=True, text=True, check=True).stdout
    readme = (ROOT / "README.md").read_text()
    lines = [line.strip() for line in told.split("Exit codes:")[1].splitlines() if line.strip()]
    assert [line.split()[0] for line in lines] == ["0", "1", "2", "3", "4", "5", "6"]
    for line in lines:
        code, _, meaning = line.partition("  ")
        assert f"| {code} | {meaning} |" in readme


def test_a_build_tells_what_a_person_wants_to_know(tmp_path: Path) -> None:
    """Documents, rows a table, checks, quality, where the release is; nothing on standard error."""
    done = unreports(project(tmp_path), "build")
    assert (done.returncode, done.stderr) == (0, "")
    for name in load_tables():
        assert f"\n{name} " in f"\n{done.stdout}"
    assert "1 document" in done.stdout and "checks passed" in done.stdout and "Measured" in done.stdout
    assert str(tmp_path / "outputs") in done.stdout and str(tmp_path / "datapackage.json") in done.stdout
    assert not (tmp_path / "home").exists(), "a library wrote into the person's home"


def test_a_release_in_another_folder_holds_its_descriptor(
    built: tuple[Path, Outcome], tmp_path: Path
) -> None:
    """`--raw` and `--outputs` as the README has them; two projects must not share a descriptor."""
    done = unreports(
        tmp_path, "build", "--quiet", "--raw", str(built[0] / "raw"), "--outputs", str(tmp_path / "mine")
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    package = json.loads((tmp_path / "mine" / "datapackage.json").read_text())
    paths = [r["path"] for r in package["resources"]]
    assert paths[: len(load_tables())] == [f"{name}.parquet" for name in load_tables()]
    assert "csv/topics.csv" in paths and "unreports.sqlite" in paths
    done = unreports(tmp_path, "check", "--outputs", str(tmp_path / "mine"))
    assert (done.returncode, done.stderr) == (0, "")


def test_check_names_a_file_that_was_changed(release: Path) -> None:
    """Exit code 5, as documented, and the file."""
    (release / "outputs" / "topics.parquet").write_bytes(b"")
    done = unreports(release, "check")
    assert done.returncode == 5 and "outputs/topics.parquet" in done.stderr


def test_score_and_show_read_the_release(release: Path) -> None:
    """What was found in a paragraph, each find with its place and rule."""
    score = unreports(release, "score")
    assert score.returncode == 0 and "country_actions" in score.stdout and "recall" in score.stdout
    shown = unreports(release, "show", "10")
    assert shown.returncode == 0 and shown.stdout.startswith("A/73/230#10\n")
    assert "country_iso3=CMR" in shown.stdout and "[country_mentions.name]" in shown.stdout
    note = unreports(release, "show", "fn1")
    assert note.returncode == 0 and note.stdout.startswith("A/73/230#fn1\n")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["show", "999"], 1, "no unit '999'"),
        (["show", "10", "--document", "A/1/1"], 1, "A/1/1 is not in the release"),
        (["show", "10", "--outputs", "nowhere"], 1, "Run `unreports build`"),
        (["check", "--outputs", "nowhere"], 5, "Run `unreports build`"),
        (["score", "--outputs", "nowhere"], 1, "Run `unreports build`"),
        (["build", "--nonsense"], 2, "No such option"),
        (["rebuild"], 2, "No such command"),
    ],
)
def test_mistakes_are_answered_in_one_sentence(
    release: Path, arguments: list[str], code: int, words: str
) -> None:
    """Never a traceback; the code tells a script which kind it was."""
    done = unreports(release, *arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr and "Traceback" not in done.stderr


def test_two_builds_do_not_mix(release: Path) -> None:
    """Exit code 6 while another run holds the build area."""
    with locked(release / "build" / "lock"):
        done = unreports(release, "build")
    assert done.returncode == 6 and "Another run" in done.stderr, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


LISTEN, LOOPBACK = "0A", "0100007F"
"""As the system's table of connections has them."""


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines()[1:]


def test_dev_serves_the_web_interface(tmp_path: Path) -> None:
    """Dagster's server answers, knows the project by its name and warns of nothing; Ctrl-C ends all of it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    query = json.dumps({"query": "{repositoriesOrError{... on RepositoryConnection{nodes{location{name}}}}}"})
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql", query.encode(), {"content-type": "application/json"}
    )
    with log.open("w") as said:
        server = subprocess.Popen(
            [COMMAND, "dev", "-p", str(port)],
            env=surroundings(project(tmp_path)) | {"DAGSTER_HOME": str(tmp_path / "dagster")},
            stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
    listening: list[str] = []
    said_while_up = ""
    try:
        end, answer = time.monotonic() + PATIENCE, ""
        while "unreports" not in answer and time.monotonic() < end:
            time.sleep(1)
            with contextlib.suppress(OSError), urllib.request.urlopen(request, timeout=PATIENCE) as reply:
                answer = reply.read().decode()
        table = [line.split()[1:4] for kind in ("tcp", "tcp6") for line in _lines(f"/proc/net/{kind}")]
        listening = [where for where, _, state in table if where.endswith(f":{port:04X}") and state == LISTEN]
        said_while_up = log.read_text()
    finally:
        os.killpg(server.pid, signal.SIGINT)
        code = server.wait(timeout=PATIENCE)
    assert code == INTERRUPTED
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", port)), "somebody still listens"
    assert '"unreports"' in answer, log.read_text()[-3000:]
    assert listening == [f"{LOOPBACK}:{port:04X}"], "Dagster's page has no login"
    assert "warning" not in said_while_up.lower(), said_while_up[:3000]


def test_ctrl_c_ends_a_program_that_does_not_end_by_itself(tmp_path: Path) -> None:
    """With all that it started: an orphan would keep the port, and the files that it works on."""
    stubborn = "import signal, subprocess, sys, time; signal.signal(signal.SIGINT, signal.SIG_IGN);"
    child = "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)']);"
    told = tmp_path / "pid"
    program = f"{stubborn} {child} open({str(told)!r}, 'w').write(str(child.pid)); time.sleep(300)"
    arguments = f"{[sys.executable, '-c', program]!r}, 1"
    run = f"import sys; from pipelines.terminal import run_in_front; sys.exit(run_in_front({arguments}))"
    front = subprocess.Popen([sys.executable, "-c", run], start_new_session=True)
    end = time.monotonic() + PATIENCE
    while not (told.exists() and told.read_text()) and time.monotonic() < end:
        time.sleep(0.1)
    front.send_signal(signal.SIGINT)
    assert front.wait(timeout=PATIENCE) == INTERRUPTED
    status = Path(f"/proc/{told.read_text()}/status")
    assert not status.exists() or "State:\tZ" in status.read_text()


def test_foreign_files_are_not_replaced(release: Path) -> None:
    """`--outputs ~/documents` must not cost anybody their documents."""
    (release / "outputs" / "thesis.txt").write_text("mine")
    done = unreports(release, "build")
    assert done.returncode == 1 and "thesis.txt" in done.stderr and "Move it away" in done.stderr
    assert (release / "outputs" / "thesis.txt").read_text() == "mine"
