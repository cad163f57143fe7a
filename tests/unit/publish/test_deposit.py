"""Deposits are prepared as files and requests, and tried on a stand-in, never on the real thing.

The stand-in answers as the published descriptions of Zenodo's deposit interface and of CKAN's action
interface say, and refuses what they refuse.
"""

import json
import shutil
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

from pipelines.publish.deposit import archive, ckan_steps, send, zenodo_steps
from pipelines.publish.export import prepare_deposit
from pipelines.publish.release import verify
from pipelines.publish.switch import Place, place_of


class StandIn(BaseHTTPRequestHandler):
    """Both interfaces; what came in is kept on the server."""

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _answer(self, code: int, value: Any) -> None:
        text = json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_POST(self) -> None:
        server: Any = self.server
        body = json.loads(self._body())
        if self.path == "/api/deposit/depositions":
            if self.headers["Authorization"] != "Bearer secret":
                return self._answer(401, {"message": "unauthorized"})
            links = {"bucket": f"http://127.0.0.1:{server.server_port}/api/files/b1"}
            return self._answer(201, {"id": 7, "links": links, "metadata": body.get("metadata", {})})
        if self.path == "/api/3/action/package_create":
            tags = all(
                set(tag["name"]) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ -_.")
                for tag in body["tags"]
            )
            if not body["owner_org"] or not body["name"].isalnum() or not tags:
                return self._answer(409, {"success": False, "error": {"__type": "Validation Error"}})
            server.kept["package"] = body
            return self._answer(200, {"success": True, "result": {"id": "p1"} | body})
        return self._answer(404, {})

    def do_PUT(self) -> None:
        server: Any = self.server
        body = self._body()
        if self.path.startswith("/api/files/b1/"):
            server.kept[self.path.rsplit("/", 1)[-1]] = body
            return self._answer(201, {"key": self.path.rsplit("/", 1)[-1], "size": len(body)})
        if self.path == "/api/deposit/depositions/7":
            metadata = json.loads(body)["metadata"]
            if not all(metadata.get(k) for k in ("title", "upload_type", "description", "creators")):
                return self._answer(400, {"message": "Validation error."})
            server.kept["metadata"] = metadata
            return self._answer(200, {"id": 7, "state": "unsubmitted", "submitted": False})
        return self._answer(404, {})

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture
def stand_in() -> Iterator[tuple[str, dict[str, Any]]]:
    """The stand-in's address on this machine, and what it was sent."""
    server: Any = HTTPServer(("127.0.0.1", 0), StandIn)
    server.kept = {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", server.kept
    server.shutdown()
    server.server_close()


def test_zenodo_gets_files_and_metadata_and_stays_a_draft(
    place: Place,
    stand_in: tuple[str, dict[str, Any]],
    tmp_path: Path,
) -> None:
    """Nothing is published by a program: the last request leaves an unsubmitted deposit."""
    base, kept = stand_in
    lines = list(
        prepare_deposit("zenodo", place, tmp_path, address="", organisation="", base=base, token="secret")
    )
    assert "sent 3 requests" in lines[-1]
    assert kept["metadata"]["version"] == "2018.9.1"
    (tmp_path / "back.zip").write_bytes(kept["unreports-2018.9.1.zip"])
    with zipfile.ZipFile(tmp_path / "back.zip") as zipped:
        zipped.extractall(tmp_path / "back")
    assert verify(place_of(tmp_path / "back" / "unreports-2018.9.1" / "outputs")) == []
    assert not any("publish" in step.path for step in zenodo_steps(place, []))


def test_a_wrong_token_stops_at_the_first_request(
    place: Place,
    stand_in: tuple[str, dict[str, Any]],
) -> None:
    """Nothing was sent."""
    base, kept = stand_in
    with pytest.raises(HTTPError, match="401"):
        send(zenodo_steps(place, []), base, {"Authorization": "Bearer wrong"})
    assert kept == {}


def test_ckan_gets_a_dataset_with_links(
    place: Place,
    stand_in: tuple[str, dict[str, Any]],
) -> None:
    """A resource a file, each a link below the address where the release is published."""
    base, kept = stand_in
    send(ckan_steps(place, "https://data.example.org/2018.9.1/", "un"), base, {"Authorization": "x"})
    urls = [resource["url"] for resource in kept["package"]["resources"]]
    assert "https://data.example.org/2018.9.1/topics.parquet" in urls
    assert "https://data.example.org/2018.9.1/csv/topics.csv" in urls and len(urls) == len(set(urls))
    with pytest.raises(HTTPError, match="409"):
        send(ckan_steps(place, "https://data.example.org", ""), base, {})


def test_the_archive_is_the_same_every_time(place: Place, tmp_path: Path) -> None:
    """A deposit's hash is that of its release."""
    one = archive(place, tmp_path, "a").read_bytes()
    shutil.move(tmp_path / "a.zip", tmp_path / "b.zip")
    assert archive(place, tmp_path, "a").read_bytes() == one
