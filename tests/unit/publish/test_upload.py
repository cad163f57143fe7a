"""A release goes out whole: in one step on a file system, data first and list last on an object store."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from conftest import describe

from pipelines.publish import upload as module
from pipelines.publish.release import verify
from pipelines.publish.switch import Place, place_of
from pipelines.publish.upload import UploadError, release_at, releases_in, upload


def test_a_release_is_whole_where_it_went(place: Place, tmp_path: Path) -> None:
    """Every file and hash, the descriptor with its paths, the list that names it."""
    plan = upload(place, str(tmp_path / "public"))
    assert releases_in(tmp_path / "public") == [plan.version] == ["2018.9.1"]
    there = release_at(tmp_path / "public")
    published = {p.relative_to(there.folder).as_posix() for p in there.folder.rglob("*") if p.is_file()}
    assert verify(there) == [] and published == {f.path for f in plan.files} | {"datapackage.json"}
    assert "site/index.html" in published and not plan.stale
    assert [p.name for p in (tmp_path / "public").iterdir() if p.name.startswith(".")] == []


def test_a_dry_run_writes_nothing(place: Place, tmp_path: Path) -> None:
    """It says what it would do."""
    plan = upload(place, str(tmp_path / "public"), dry_run=True)
    assert plan.bytes > 1_000_000 and not (tmp_path / "public").exists()


def test_old_releases_stay_beside_the_new(place: Place, tmp_path: Path) -> None:
    """And the list names the newest, whatever the order of publishing."""
    upload(place, str(tmp_path / "public"))
    upload(describe(place, "2018.9.10"), str(tmp_path / "public"))
    upload(describe(place, "2018.9.9"), str(tmp_path / "public"))
    assert releases_in(tmp_path / "public") == ["2018.9.10", "2018.9.9", "2018.9.1"]
    assert release_at(tmp_path / "public").folder.name == "2018.9.10"


def test_the_same_release_again_is_nothing_to_do(place: Place, tmp_path: Path) -> None:
    """So that a job may be run again."""
    assert not upload(place, str(tmp_path / "public")).is_there
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "public").rglob("*")}
    assert upload(place, str(tmp_path / "public")).is_there
    assert before == {p: p.stat().st_mtime_ns for p in (tmp_path / "public").rglob("*")}


def test_a_published_version_never_changes_its_tables(place: Place, tmp_path: Path) -> None:
    """What somebody cited must stay; what tells about it may be mended."""
    upload(place, str(tmp_path / "public"))
    (place.folder / "llms.txt").write_text("better words")
    assert not upload(describe(place), str(tmp_path / "public")).is_there
    assert (tmp_path / "public" / "2018.9.1" / "llms.txt").read_text() == "better words"
    (place.folder / "csv" / "topics.csv").write_text("other rows")
    with pytest.raises(UploadError, match="a published version does not change"):
        upload(describe(place), str(tmp_path / "public"))


def test_a_release_that_is_not_whole_goes_nowhere(place: Place, tmp_path: Path) -> None:
    """Its hashes are checked first."""
    (place.folder / "topics.parquet").write_bytes(b"")
    with pytest.raises(UploadError, match=r"topics\.parquet"):
        upload(place, str(tmp_path / "public"))
    assert not (tmp_path / "public").exists()


def test_on_an_object_store_the_list_comes_last(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever starts from the list never meets half a release: one that breaks off is not in it."""
    system = fsspec.filesystem("memory")
    put, told = system.put_file, []

    def breaks_off(source: str, target: str, **more: object) -> None:
        told.append(target)
        if len(told) == 20:
            raise ConnectionError("the line is dead")
        put(source, target, **more)

    monkeypatch.setattr(type(system), "put_file", lambda self, *a, **k: breaks_off(*a, **k))
    with pytest.raises(ConnectionError):
        upload(place, "memory://broken")
    assert not system.exists("/broken/releases.json") and not system.exists(
        "/broken/2018.9.1/datapackage.json"
    )
    monkeypatch.undo()
    upload(place, "memory://broken")
    assert json.loads(system.cat_file("/broken/releases.json"))["newest"] == "2018.9.1"


def test_pages_that_are_no_more_are_taken_from_an_object_store(place: Place) -> None:
    """A version keeps its tables; its site may be made again, by other code, and then is only that site."""
    upload(place, "memory://mended")
    listed = place.folder / "site" / "files.json"
    told = json.loads(listed.read_text(encoding="utf-8"))
    gone = [name for name in told if name.startswith("overview/")]
    for name in gone:
        (place.folder / "site" / name).unlink()
        del told[name]
    listed.write_text(json.dumps(told), encoding="utf-8")
    plan = upload(describe(place), "memory://mended")
    assert not plan.is_there and plan.stale == tuple(sorted(f"site/{name}" for name in gone)) != ()
    system = fsspec.filesystem("memory")
    assert not system.exists("/mended/2018.9.1/site/overview/index.html")
    assert system.exists("/mended/2018.9.1/site/index.html")


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A bucket on a real S3-compatible server on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = str(Path(sys.executable).parent / "moto_server")
    server = subprocess.Popen(
        [command, "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5)
            break
        except OSError:
            time.sleep(0.3)
    old = dict(os.environ)
    os.environ.update(AWS_ENDPOINT_URL=address, AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x",
                      AWS_DEFAULT_REGION="us-east-1")  # fmt: skip
    try:
        fsspec.filesystem("s3").mkdir("unreports")
        yield "s3://unreports/data"
    finally:
        os.environ.clear()
        os.environ.update(old)
        server.terminate()
        server.wait(timeout=30)


@pytest.mark.heavy
def test_a_release_goes_to_an_object_store_and_back(place: Place, bucket: str, tmp_path: Path) -> None:
    """By the same function, to a server that speaks S3; what comes back is whole."""
    upload(place, bucket)
    assert upload(place, bucket).is_there
    upload(describe(place, "2018.9.2"), bucket)
    system = fsspec.filesystem("s3")
    index = json.loads(system.cat_file(f"{bucket}/{module.INDEX}"))
    assert [entry["version"] for entry in index["releases"]] == ["2018.9.2", "2018.9.1"]
    system.get(f"{bucket}/2018.9.1/", str(tmp_path / "back") + "/", recursive=True)
    back = place_of(tmp_path / "back")
    assert verify(back) == []
    (place.folder / "topics.parquet").write_bytes((place.folder / "codes.parquet").read_bytes())
    with pytest.raises(UploadError, match="does not change"):
        upload(describe(place), bucket)
