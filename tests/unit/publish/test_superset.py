"""A real Superset, started from its package, imports the bundle, answers every chart, and shows them."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from pipelines.publish import superset
from pipelines.publish.superset import CHARTS

ROOT = Path(__file__).parents[3]
COMMAND = ROOT / ".tools" / "superset" / "bin" / "superset"
PICTURE = ROOT / "build" / "superset.png"
PATIENCE = 300
TRIES = 4
DRAWN = 50_000  # bytes of a picture with its charts
CONFIG = """
SECRET_KEY = "only for this test, on this machine: " + "x" * 42
SQLALCHEMY_DATABASE_URI = "sqlite:///{home}/superset.db"
PREVENT_UNSAFE_DB_CONNECTIONS = False  # the release is an SQLite file
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
PUBLIC_ROLE_LIKE = "Admin"  # so that a browser without a login sees the dashboard
"""


def test_the_bundle_is_the_same_every_time(released: Path, tmp_path: Path) -> None:
    """No clock, no new ids: importing again replaces."""
    (tmp_path / "again").mkdir()
    one = superset.write(tmp_path, released / "unreports.sqlite").read_bytes()
    assert one == superset.write(tmp_path / "again", released / "unreports.sqlite").read_bytes()


def test_charts_use_columns_that_their_views_have(released: Path) -> None:
    """Superset would say so only when somebody opens the chart."""
    files = superset.documents(released / "unreports.sqlite")
    columns = {
        name.split("/")[-1].removesuffix(".yaml"): {c["column_name"] for c in told["columns"]}
        for name, told in files.items()
        if name.startswith("datasets/")
    }
    for chart in CHARTS:
        used = [chart.params.get("entity"), chart.params.get("x_axis"), *chart.params.get("groupby", ())]
        used += chart.params.get("all_columns", ())
        assert {column for column in used if column} <= columns[chart.view], chart.title
    assert yaml.safe_load(yaml.safe_dump(files)) == files


@pytest.fixture(scope="module")
def server(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Superset into which the bundle was imported."""
    home = tmp_path_factory.mktemp("superset")
    (home / "superset_config.py").write_text(CONFIG.format(home=home))
    bundle = superset.write(home, released / "unreports.sqlite")
    environment = os.environ | {
        "SUPERSET_CONFIG_PATH": str(home / "superset_config.py"), "SUPERSET_HOME": str(home),
        "FLASK_APP": "superset", "HOME": str(home),
    }  # fmt: skip
    admin = "--username admin --password admin --firstname a --lastname b --email a@example.org".split()
    for arguments in (["db", "upgrade"], ["fab", "create-admin", *admin], ["init"],
                      ["import-dashboards", "-p", str(bundle), "-u", "admin"]):  # fmt: skip
        done = subprocess.run([COMMAND, *arguments], env=environment, capture_output=True, text=True,
                              timeout=PATIENCE, check=False)  # fmt: skip
        assert done.returncode == 0, (arguments[0], done.stderr[-2000:])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (home / "log").open("w") as log:
        process = subprocess.Popen([COMMAND, "run", "-p", str(port)], env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("Superset did not start")


def _ask(address: str, path: str, body: Any = None, token: str = "") -> Any:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(address + path, data, headers), timeout=60) as answer:
        return json.loads(answer.read())


@pytest.mark.heavy
def test_every_chart_answers(server: str, contents: dict[str, pa.Table]) -> None:
    """Each chart's own query is carried out by Superset against the release."""
    login = {"username": "admin", "password": "admin", "provider": "db", "refresh": False}
    token = _ask(server, "/api/v1/security/login", login)["access_token"]
    charts = _ask(server, "/api/v1/chart/", token=token)["result"]
    assert {chart["slice_name"] for chart in charts} == {chart.title for chart in CHARTS}
    datasets = {d["table_name"]: d["id"] for d in _ask(server, "/api/v1/dataset/", token=token)["result"]}
    assert set(datasets) == {chart.view for chart in CHARTS}
    for chart in CHARTS:
        raw = chart.params.get("all_columns")
        names = [chart.params.get("entity"), chart.params.get("x_axis"), *chart.params.get("groupby", ())]
        query = {
            "columns": raw or [n for n in names if n],
            "metrics": [] if raw else ["count"],
            "row_limit": 9999,
        }
        body = {"datasource": {"id": datasets[chart.view], "type": "table"}, "queries": [query]}
        answer = _ask(server, "/api/v1/chart/data", body, token)["result"][0]
        assert answer["status"] == "success" and answer["rowcount"] > 0, chart.title
        table = chart.view.removeprefix("vw_")
        if not raw and table in contents:
            assert sum(row["count"] for row in answer["data"]) == contents[table].num_rows, chart.title


@pytest.mark.heavy
def test_the_dashboard_shows_in_a_browser(server: str) -> None:
    """Every chart's title and some of its marks are in the page; the picture is kept to be looked at."""
    chromium = shutil.which("chromium")
    assert chromium, "a browser is needed: apt-get install chromium"
    page = f"{server}/superset/dashboard/unreports/?standalone=2"
    common = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1500,1750",
              "--virtual-time-budget=90000"]  # fmt: skip
    PICTURE.parent.mkdir(exist_ok=True)
    for _ in range(TRIES):  # the browser's clock runs ahead of a slow server: charts may still wait
        subprocess.run(
            [*common, f"--screenshot={PICTURE}", page], capture_output=True, timeout=PATIENCE, check=True
        )
        if PICTURE.stat().st_size > DRAWN:
            break
    shown = subprocess.run([*common, "--dump-dom", page], capture_output=True, text=True, timeout=PATIENCE,
                           check=True).stdout  # fmt: skip
    for chart in CHARTS:
        assert chart.title in shown, chart.title
    assert shown.count("<canvas") >= 2 and "datamaps-subunit KEN" in shown and "Unexpected error" not in shown
    assert "Secretary-General" in shown and PICTURE.stat().st_size > DRAWN
