"""What people drop into a folder of reports: each fault is named with its remedy, and costs only itself."""

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from real_runs import ROOT, hashes, project, unreports

from pipelines.readers.manifest import COLUMNS

GOOD = (ROOT / "tests" / "data" / "A_99_1.txt").read_text()
MANIFEST_ROW = "A_99_9.txt,A/99/9,,en,,,{},\n".format("0" * 64)
REFUSED: dict[str, tuple[bytes, str]] = {
    "A_99_2.txt": (b"", "holds no text"),
    "A_99_3.txt": (GOOD.encode("utf-16"), "not UTF-8"),
    "A_99_4.txt": ("\n\n".join(GOOD.split("\n\n")[:6]).encode(), "No numbered paragraph"),
    "A_99_5.txt": (GOOD.encode(), "so does A_99_5.md"),
    "A_99_5.md": (GOOD.encode(), "so does A_99_5.txt"),
    "A_99_9.txt": (GOOD.encode(), "SHA-256"),
}
WARNED: dict[str, tuple[str, str, str]] = {
    "A_99_11.txt": (GOOD.replace("\n3. ", "\n4. "), "Paragraph 4 follows paragraph 2", "numbering_gap"),
    "A_99_12.txt": (GOOD.replace("\n3. ", "\n2. "), "Number 2 occurs again", "numbering_repeat"),
    "A_99_13.txt": (GOOD.replace("2043.", "2043.¹"), "no note 1 was found", "footnote_without_note"),
    "A_99_14.txt": (
        GOOD.replace("\n\nII. ", "\n\n¹ See A/98/1.\n\nII. "),
        "no marker 1",
        "note_without_marker",
    ),
}


@pytest.fixture(scope="module")
def untidy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, int]:
    """A raw folder with every fault at once, built by the command: folder, what it said, exit code."""
    home = project(tmp_path_factory.mktemp("untidy"), "A_99_1.txt")
    for name, (content, _) in REFUSED.items():
        (home / "raw" / name).write_bytes(content)
    for name, (text, _, _) in WARNED.items():
        (home / "raw" / name).write_text(text)
    with (home / "raw" / "manifest.csv").open("a") as manifest:
        manifest.write(MANIFEST_ROW)
    done = unreports(home, "build")
    return home, done.stderr, done.returncode


def test_the_good_ones_are_published_and_the_exit_code_says_that_some_are_not(
    untidy: tuple[Path, str, int],
) -> None:
    """One bad file must not cost the others, and a script must notice it."""
    home, said, code = untidy
    assert code == 3, said
    published = set(pq.read_table(home / "outputs" / "documents.parquet").column("source_file").to_pylist())
    assert published == {"A_73_230.txt", "A_99_1.txt", *WARNED}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_left_out_is_named_once_with_what_is_wrong_and_a_remedy(
    untidy: tuple[Path, str, int], name: str
) -> None:
    """Whoever reads the line knows which file to open and what to do."""
    lines = [line for line in untidy[1].splitlines() if line.startswith(f"Left out: {name}: ")]
    assert len(lines) == 1, untidy[1]
    assert REFUSED[name][1] in lines[0]
    assert lines[0].count(". ") >= 1 and lines[0].endswith("."), "what is wrong, then what to do"


@pytest.mark.parametrize("name", WARNED)
def test_what_loses_nothing_is_a_warning_and_a_row(untidy: tuple[Path, str, int], name: str) -> None:
    """UN documents do have slips in their numbering: the text is all there, and the slip is in the data."""
    home, said, _ = untidy
    _, words, kind = WARNED[name]
    assert any(line.startswith(f"Warning: {name}: ") and words in line for line in said.splitlines()), said
    rows = pq.read_table(home / "outputs" / "unresolved.parquet").to_pylist()
    document = name.removesuffix(".txt").replace("_", "/")
    assert kind in {row["kind"] for row in rows if row["document_id"] == document}


def test_nothing_of_a_slip_is_lost(untidy: tuple[Path, str, int]) -> None:
    """The texts of a misnumbered report are those of the same report with right numbers."""
    table = pq.read_table(untidy[0] / "outputs" / "paragraphs.parquet").to_pylist()
    table.sort(key=lambda row: row["ordinal"])
    texts = {d: [r["text"] for r in table if r["document_id"] == d] for d in ("A/99/1", "A/99/11", "A/99/12")}
    assert texts["A/99/11"] == texts["A/99/1"] == texts["A/99/12"]


def test_a_manifest_that_cannot_be_used_stops_the_run(tmp_path: Path) -> None:
    """Symbols come from it: going on without it would publish under wrong names."""
    home = project(tmp_path)
    (home / "raw" / "manifest.csv").write_text("file;symbol\n")
    done = unreports(home, "build")
    assert done.returncode == 1
    assert "manifest.csv" in done.stderr and ",".join(COLUMNS) in done.stderr
    assert not (home / "outputs").exists()


def test_a_folder_that_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    """The commonest mistake is to be in the wrong folder."""
    done = unreports(tmp_path, "build")
    assert done.returncode == 1 and f"{tmp_path / 'raw'}" in done.stderr and "--raw" in done.stderr
    (tmp_path / "raw").mkdir()
    done = unreports(tmp_path, "build")
    assert done.returncode == 1 and f"{tmp_path / 'raw'}" in done.stderr


def test_a_published_document_that_breaks_stops_the_release(release: Path) -> None:
    """A release never loses a document in silence."""
    before = hashes(release)
    shutil.copyfile(ROOT / "tests" / "data" / "A_99_1.txt", release / "raw" / "A_99_1.txt")
    (release / "raw" / "A_73_230.txt").write_bytes(b"")
    done = unreports(release, "build")
    assert done.returncode == 4, done.stderr
    assert "A_73_230.txt" in done.stderr and "last release is untouched" in done.stderr
    assert hashes(release) == before
