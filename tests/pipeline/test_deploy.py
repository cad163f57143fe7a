"""A deployment: the files are sound, and with a real PostgreSQL a dropped report becomes a release."""

import configparser
import contextlib
import json
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow.parquet as pq
import pytest
import yaml
from real_runs import ROOT, project, surroundings

from pipelines.alert import COMMAND, WEBHOOK, Alert, AlertError, send
from pipelines.definitions import defs
from pipelines.partitions import NAME, partition_of, partitions_in
from pipelines.run import folders_of

BIN = Path(sys.executable).parent
ALERT = Alert("publish_release", "r1", "the disk is full")


@pytest.mark.parametrize(
    ("symbol", "key"),
    [
        ("A/73/230", "A-73"),
        ("A/HRC/35/26/Add.2", "A-HRC-35"),
        ("E/CN.4/2005/12", "E-CN.4-2005"),
        ("CCPR/C/KEN/CO/4", "CCPR-C-KEN-CO-4"),
        ("S/2020/100", "S-2020"),
        (None, "no-symbol"),
        ("../../etc/1", "no-symbol"),
    ],
)
def test_a_partition_is_an_organ_and_session(symbol: str | None, key: str) -> None:
    """Told by the symbol alone, without reading the file."""
    assert partition_of(symbol) == key


def test_a_partition_is_read_ahead_and_the_release_finds_it_done(tmp_path: Path) -> None:
    """A real run of the partitioned job, then of the publishing one."""
    home = project(tmp_path, "A_99_1.txt")
    assert partitions_in(str(home / "raw")) == {"A-73": ["A_73_230.txt"], "A-99": ["A_99_1.txt"]}
    folders = folders_of(home / "raw", home / "outputs", home / "build", ROOT / "gold")
    resources = {"folders": folders}
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions(NAME, ["A-73", "A-99"])
        job = defs().resolve_job_def("read_ahead")
        done = job.execute_in_process(partition_key="A-99", instance=instance, resources=resources)
        assert done.success and not (home / "outputs").exists()
        job = defs().resolve_job_def("publish_release")
        done = job.execute_in_process(instance=instance, resources=resources)
        (made,) = done.asset_materializations_for_node("reports")
        assert made.metadata["unchanged"].value == 1 and (home / "outputs").exists()


def test_a_command_is_told_of_a_failure(tmp_path: Path) -> None:
    """As JSON on standard input; without a shell, so a message cannot run anything."""
    script = tmp_path / "tell.py"
    script.write_text(
        f"import sys, pathlib; pathlib.Path({str(tmp_path / 'told')!r}).write_text(sys.stdin.read())"
    )
    assert send(ALERT, {COMMAND: f"{sys.executable} {script}"}) == [COMMAND]
    told = json.loads((tmp_path / "told").read_text())
    assert told["run_id"] == "r1" and "disk is full" in told["text"]


@contextlib.contextmanager
def _listening(answer: int) -> Iterator[tuple[str, list[dict]]]:
    """A web server that keeps what is posted to it."""
    posted: list[dict] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answer)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return None

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/hooks/geheim", posted
    server.shutdown()


def test_a_webhook_is_told_of_a_failure() -> None:
    """The body has `text`, which chat services show."""
    with _listening(200) as (address, posted):
        assert send(ALERT, {WEBHOOK: address}) == [WEBHOOK]
    assert posted[0]["job"] == "publish_release"


@pytest.mark.parametrize("address", ["{listening}", "http://127.0.0.1:9/geheim", "file:///geheim", "geheim"])
def test_a_webhook_that_fails_is_named_without_its_address(address: str) -> None:
    """It holds a secret, and errors end in logs."""
    with _listening(500) as (listening, _), pytest.raises(AlertError) as raised:
        send(ALERT, {WEBHOOK: address.format(listening=listening)})
    assert "geheim" not in str(raised.value) and raised.value.__cause__ is None


def test_nobody_is_told_when_nobody_is_named() -> None:
    """The sensor runs everywhere and does nothing by default."""
    assert send(ALERT, {}) == []


def test_compose_and_units_say_what_they_must() -> None:
    """The page is for this machine only, no password is in a file, and the commands exist."""
    compose = yaml.safe_load((ROOT / "deploy" / "compose.yml").read_text())
    assert set(compose["services"]) == {"postgres", "webserver", "daemon"}
    assert compose["services"]["webserver"]["ports"] == ["127.0.0.1:3000:3000"]
    for name in ("webserver", "daemon"):
        assert compose["services"][name]["command"][0] == f"dagster-{name}"
        unit = configparser.ConfigParser(strict=False)
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read(ROOT / "deploy" / f"unreports-{name}.service")
        program, *arguments = unit["Service"]["ExecStart"].split()
        assert (BIN / Path(program).name).exists()
        assert name == "daemon" or arguments[arguments.index("-h") + 1] == "127.0.0.1"
    texts = [path.read_text() for path in (ROOT / "deploy").iterdir()]
    given = [value for text in texts for value in re.findall(r"(?i)password: *(\S+)", text)]
    assert given and all(value.startswith(("${", "{env:")) for value in given), given


def test_both_instances_have_the_same_rules() -> None:
    """Queue and pools do not depend on where runs are stored; only a deployment starts dead runs again."""
    here, there = (yaml.safe_load((ROOT / p / "dagster.yaml").read_text()) for p in (".", "deploy"))
    assert {k: v for k, v in there.items() if k not in ("storage", "run_monitoring", "run_retries")} == here


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def _postgres(home: Path) -> Iterator[dict[str, str]]:
    """A PostgreSQL of the system's packages with a database of its own; yields the settings."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = programs[-1].parent if programs else Path(shutil.which("initdb") or "").parent
    assert (found / "initdb").exists(), "there is no PostgreSQL: apt-get install postgresql"
    user = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    # Not in pytest's folder, which nobody else may enter.
    data, port, password = Path(tempfile.mkdtemp(prefix="unreports-pg-")), _free_port(), secrets.token_hex(16)
    (data / "password").write_text(password)
    for path in (data, data / "password"):
        os.chown(path, user.pw_uid, user.pw_gid)

    def as_user(*command: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            command, user=user.pw_uid, group=user.pw_gid, cwd=data, env={"PATH": os.environ["PATH"]},
            stdout=(home / "pg.log").open("ab"), stderr=subprocess.STDOUT,
        )  # fmt: skip

    made = as_user(
        str(found / "initdb"), "-D", str(data / "db"), "-U", "unreports", "--pwfile", str(data / "password"),
        "--auth", "scram-sha-256", "--no-sync",
    )  # fmt: skip
    assert made.wait(timeout=120) == 0, (home / "pg.log").read_text()
    server = as_user(
        str(found / "postgres"), "-D", str(data / "db"), "-p", str(port), "-h", "127.0.0.1", "-k", str(data),
        "-F",
    )  # fmt: skip
    try:
        yield {
            "UNREPORTS_PG_HOST": "127.0.0.1", "UNREPORTS_PG_PORT": str(port), "UNREPORTS_PG_DB": "postgres",
            "UNREPORTS_PG_USER": "unreports", "UNREPORTS_PG_PASSWORD": password,
        }  # fmt: skip
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
        shutil.rmtree(data)


def _answer(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as found:
            return str(found.read().decode())
    except OSError:
        return ""


def _wait(until: object, seconds: int = 150) -> bool:
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.5)
    return bool(until())  # type: ignore[operator]


def _database(settings: Mapping[str, str]) -> Any:
    """A connection to the database of these settings. Raises psycopg2.Error."""
    import psycopg2

    return psycopg2.connect(
        host="127.0.0.1",
        port=settings["UNREPORTS_PG_PORT"],
        dbname="postgres",
        user="unreports",
        password=settings["UNREPORTS_PG_PASSWORD"],
    )


def _serve(stack: contextlib.ExitStack, command: list[str], log: Path, environment: dict[str, str]) -> None:
    """Run a program of the environment until the stack closes, its words into the log."""
    process = subprocess.Popen(
        [str(BIN / command[0]), *command[1:]],
        env=environment,
        cwd=ROOT,
        stdout=stack.enter_context(log.open("w")),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    stack.callback(process.wait, 30)
    stack.callback(os.killpg, process.pid, signal.SIGTERM)


@pytest.mark.heavy
def test_a_deployment_on_postgresql_publishes_and_alerts(tmp_path: Path) -> None:
    """Daemon and webserver on a real database: a report is published, a failure reaches the webhook."""
    import psycopg2

    home = project(tmp_path)
    (home / "dagster").mkdir()
    shutil.copyfile(ROOT / "deploy" / "dagster.yaml", home / "dagster" / "dagster.yaml")
    port = _free_port()
    with _postgres(home) as settings, _listening(200) as (address, posted), contextlib.ExitStack() as stack:
        environment = (
            surroundings(home) | settings | {"DAGSTER_HOME": str(home / "dagster"), WEBHOOK: address}
        )

        def connected() -> bool:
            with contextlib.suppress(psycopg2.Error):
                _database(settings).close()
                return True
            return False

        assert _wait(connected, 60), (home / "pg.log").read_text()
        web = ["dagster-webserver", "-m", "pipelines.definitions", "-h", "127.0.0.1", "-p", str(port)]
        for command in (["dagster-daemon", "run", "-m", "pipelines.definitions"], web):
            _serve(stack, command, home / f"{command[0]}.log", environment)
        published = home / "outputs" / "documents.parquet"
        assert _wait(published.exists), (home / "dagster-daemon.log").read_text()[-3000:]
        assert pq.read_table(published)["document_id"].to_pylist() == ["A/73/230"]
        assert _wait(lambda: "dagster_webserver_version" in _answer(f"http://127.0.0.1:{port}/server_info"))
        (home / "raw" / "A_73_230.txt").write_bytes(b"\xff\xfe")  # no release without the old document
        assert _wait(lambda: bool(posted)), (home / "dagster-daemon.log").read_text()[-3000:]
        with contextlib.closing(_database(settings)) as base, base.cursor() as cursor:
            cursor.execute("select status from runs order by id")
            assert [row[0] for row in cursor.fetchall()] == ["SUCCESS", "FAILURE"]
            cursor.execute("select partition from dynamic_partitions")
            assert [row[0] for row in cursor.fetchall()] == ["A-73"]
        logs = "".join(path.read_text(errors="replace") for path in home.glob("*.log"))
        assert settings["UNREPORTS_PG_PASSWORD"] not in logs and "geheim" not in logs
