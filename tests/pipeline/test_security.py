"""What strangers send in must not get further than it should (the threats are listed in SECURITY.md)."""

import contextlib
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from real_runs import ROOT, project, surroundings, unreports

from pipelines.engine.segments import kept_of
from pipelines.engine.work import understand
from pipelines.partitions import partition_of
from pipelines.readers.errors import ReadError
from pipelines.readers.manifest import COLUMNS, parse_manifest

GOOD = (ROOT / "tests" / "data" / "A_99_1.txt").read_text()
HOSTILE = "A_99_7.txt"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project with a report that tries everything, and a link out of the raw folder; built."""
    home = project(tmp_path_factory.mktemp("hostile"))
    text = GOOD.replace("A/99/1", "A/99/7").replace(
        "trained 40 judges in Kenya", "<script>alert(1)</script> trained 40 judges in Kenya"
    )
    text = text.replace("I. Introduction", "=HYPERLINK(1) introduction")
    (home / "raw" / HOSTILE).write_text(text)
    (home / "secret.txt").write_text("the password is swordfish")
    (home / "raw" / "A_99_8.txt").symlink_to(home / "secret.txt")
    (home / "raw" / "A_99_9.txt").symlink_to(home / "nowhere")
    done = unreports(home, "build")
    return home, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["../A_1_1.txt", "a/b.txt", "..\\A.txt"])
def test_a_manifest_cannot_name_a_file_elsewhere(name: str) -> None:
    """Only names of files in raw/ itself."""
    row = ",".join([name, *[""] * (len(COLUMNS) - 1)])
    with pytest.raises(ReadError, match="not a name in raw/"):
        parse_manifest(f"{','.join(COLUMNS)}\n{row}\n".encode())


@pytest.mark.parametrize("organ", ["../../etc", "/root", "..", "a/../../b", "\x00", "=1+1"])
def test_an_organ_cannot_be_a_path(organ: str) -> None:
    """Large tables have a folder an organ: its name is letters, digits and hyphens."""
    header = {"document_id": "A/1/1", "rows_sha256": "0", "organ": organ, "published_on": None}
    kept = kept_of(header, "0" * 64)
    assert re.fullmatch(r"[a-z0-9-]+", kept.organ) and kept.year == "undated"


@pytest.mark.parametrize("symbol", ["../../etc/passwd/1", "A/..", "A/73;rm -rf /", "a\nb/1"])
def test_a_symbol_cannot_be_a_path(symbol: str) -> None:
    """Partitions are named after symbols."""
    assert re.fullmatch(r"[A-Za-z0-9.-]+", partition_of(symbol)) and "/" not in partition_of(symbol)


def test_links_out_of_the_raw_folder_publish_nothing_of_what_they_point_to(hostile: tuple[Path, str]) -> None:
    """A link is read as the file it is; what is no report is refused, and its text is not repeated."""
    home, said = hostile
    assert "A_99_8.txt" in said and "swordfish" not in said
    for path in (home / "outputs").rglob("*"):
        assert path.is_dir() or b"swordfish" not in path.read_bytes(), path


def test_no_cell_is_a_formula(hostile: tuple[Path, str]) -> None:
    """No CSV cell of a text column starts as a spreadsheet's formula does."""
    import csv

    seen = 0
    for path in (hostile[0] / "outputs" / "csv").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for name, cell in row.items():
                    number = re.fullmatch(r"-?[0-9.e+-]+", cell)
                    assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (
                        path.name,
                        name,
                        cell,
                    )
                    seen += cell.startswith("'=HYPERLINK")
    assert seen, "the hostile heading is in no table"


def test_pages_show_markup_and_do_not_run_it(hostile: tuple[Path, str]) -> None:
    """The site of the release has the words, escaped."""
    home, _ = hostile
    done = unreports(home, "site", "--to", str(home / "site"))
    assert done.returncode == 0, done.stderr
    pages = [path.read_text() for path in (home / "site").rglob("*.html")]
    assert pages and not any("<script>alert(1)" in page for page in pages)
    assert any("&lt;script&gt;alert(1)" in page for page in pages)


def test_logs_have_no_secret(tmp_path: Path) -> None:
    """Neither what is said nor Dagster's own logs show the environment's secrets, also in a failing run."""
    home = project(tmp_path)
    (home / "raw" / "A_73_230.txt").write_bytes(b"\xff\xfe")
    secrets = {"UNREPORTS_PG_PASSWORD": "geheim-1", "UNREPORTS_ALERT_WEBHOOK": "https://example.org/geheim-2"}
    (home / "dagster").mkdir()
    done = subprocess.run(
        [str(Path(sys.executable).parent / "unreports"), "build"],
        env=surroundings(home) | secrets | {"DAGSTER_HOME": str(home / "dagster")},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    files = [path for path in home.rglob("*") if path.is_file()]
    assert "geheim" not in done.stdout + done.stderr
    assert not [path for path in files if b"geheim" in path.read_bytes()]


def _opened_by(pid: int) -> list[str]:
    """What a process has open; a file that it closes meanwhile is left out."""
    found = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            found.append(link.readlink().name)
    return found


def test_a_worker_process_gets_no_line_but_its_own() -> None:
    """A hostile document that took over its process could not speak for another document's."""
    from pipelines.engine.pool import Limits, Pool

    with Pool(Limits(), 2) as pool:
        workers = [pool._start(), pool._start()]
        pool._workers += workers
        sockets = []
        for worker in workers:
            sockets.append({name for name in _opened_by(worker.process.pid) if "socket" in name})
        assert not sockets[0] & sockets[1] and all(len(found) == 1 for found in sockets)


def test_the_extraction_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a document says, nobody is called."""

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    told, _ = understand("A_99_1.txt", GOOD.replace("98/12", "98/12 (http://example.org)").encode(), None)
    assert told["words"]
