"""Why: what gets into raw/ is built and published, a wrong name, row or half a file too."""

import csv
import hashlib
from pathlib import Path

import dagster as dg
import pytest
from click.testing import CliRunner
from docx_files import docx, p

from pipelines.cli import main
from pipelines.collect import collect
from pipelines.defs.automation import raw_folder
from pipelines.engine.cache import Cache
from pipelines.intake import add as intake
from pipelines.intake.add import Origin, carry_out, plan
from pipelines.readers.errors import ReadError
from pipelines.readers.manifest import MANIFEST, read_manifest
from pipelines.resources import CHANGED

ROOT = Path(__file__).resolve().parents[3]
PLAIN = "Report on soil\n\n1. The soil.\n\n2. It is thin.\n\n3. So."
REPORT = f"General Assembly\n\nA/99/7\n\nEightieth session\n\n{PLAIN}"


@pytest.fixture
def raw(tmp_path):
    return tmp_path / "project" / "raw"


def given(tmp_path: Path, name: str, content: str | bytes = REPORT) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def unreports(*arguments) -> tuple[int, str]:
    told = CliRunner().invoke(main, [str(a) for a in arguments])
    assert told.exception is None or isinstance(told.exception, SystemExit), told.output
    return told.exit_code, " ".join(told.output.split())


def listing(folder: Path) -> list[str]:
    """Every file of a folder, hidden ones too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*")) if folder.exists() else []


@pytest.mark.parametrize(
    ("name", "content", "symbol", "file", "remark"),
    [
        ("x.txt", REPORT, "A/HRC/16/10", "A_HRC_16_10.txt", "the symbol that the person gives"),
        ("A_99_8.txt", REPORT, None, "A_99_8.txt", "the symbol that the file is named after"),
        ("download (1).txt", REPORT, None, "A_99_7.txt", "the symbol that it prints"),
        ("x", PLAIN, "A/81/6 (Sect. 24)", "A_81_6_(Sect._24).txt", "a symbol with a part in brackets"),
        ("x.pdf", "<html><p>A/99/7<p>1. The soil.", None, "A_99_7.html", "the ending that its content has"),
        ("x.bin", docx(p("1. The soil.")), "A/99/7", "A_99_7.docx", "a Word file under any name"),
    ],
)  # fmt: skip
def test_identification(tmp_path, raw, name, content, symbol, file, remark):
    """Why: the symbol is the document's id; who adds knows best, then the name, then the text."""
    addition = plan(given(tmp_path, name, content), Origin(symbol))
    assert addition.entry.file == file, remark
    assert carry_out(addition, raw) == raw / file
    assert list(collect(raw, Cache(tmp_path / "cache")).documents) == [addition.entry.symbol], remark


def test_the_row_of_the_manifest(tmp_path, raw):
    """Why: where a text is from, and that it is this very text, is known only to who fetched it."""
    path = given(tmp_path, "x.txt")
    told = ("--url", "https://undocs.org/A/99/7", "--retrieved-on", "2026-11-24")
    code, output = unreports("add", path, "--raw", raw, *told)
    assert (code, "Added as" in output) == (0, True)
    entry = read_manifest(raw)["A_99_7.txt"]
    assert entry.symbol == "A/99/7"
    assert (entry.url, entry.retrieved_on) == ("https://undocs.org/A/99/7", "2026-11-24")
    assert entry.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert entry.licence == "© United Nations"
    assert (raw / "A_99_7.txt").read_bytes() == path.read_bytes()
    assert listing(raw) == ["A_99_7.txt", MANIFEST]


def test_rows_that_were_there_stay(tmp_path, raw):
    """Why: the manifest is written by people too."""
    raw.mkdir(parents=True)
    (raw / "A_73_230.txt").write_bytes((ROOT / "raw" / "A_73_230.txt").read_bytes())
    (raw / MANIFEST).write_bytes((ROOT / "raw" / MANIFEST).read_bytes())
    before = read_manifest(raw)
    assert unreports("add", given(tmp_path, "x.txt"), "--raw", raw)[0] == 0
    after = read_manifest(raw)
    assert {name: after[name] for name in before} == before
    assert [row["file"] for row in csv.DictReader((raw / MANIFEST).open(encoding="utf-8"))] == [
        "A_73_230.txt",
        "A_99_7.txt",
    ]


@pytest.mark.parametrize(
    ("name", "content", "words", "remark"),
    [
        ("other.txt", REPORT, "has it already, as A_99_7.txt", "the same file"),
        ("A_99_9.txt", REPORT, "has it already, as A_99_7.txt", "the same file under another symbol"),
        ("A_99_7.txt", REPORT + " More.", "another file of A/99/7", "another file of the symbol"),
        ("x.html", "<html><p>A/99/7<p>1. The soil.", "another file of A/99/7", "another format of it"),
    ],
)
@pytest.mark.parametrize("in_manifest", [True, False])
def test_duplicates_are_refused(tmp_path, raw, name, content, words, remark, in_manifest):
    """Why: two files of one symbol would both be left out of the release."""
    assert unreports("add", given(tmp_path, "first.txt"), "--raw", raw)[0] == 0
    if not in_manifest:
        (raw / MANIFEST).unlink()
    if not in_manifest and name == "A_99_9.txt":
        return  # without a row nothing says that the two are one
    before = {path.name: path.read_bytes() for path in raw.iterdir()}
    for options in ((), ("--dry-run",)):
        code, output = unreports("add", given(tmp_path, name, content), "--raw", raw, *options)
        assert (code, words in output) == (1, True), f"{remark}: {output}"
    assert {path.name: path.read_bytes() for path in raw.iterdir()} == before


def test_a_dry_run_changes_nothing(tmp_path, raw):
    """Why: a person looks before they leap."""
    code, output = unreports("add", given(tmp_path, "x.txt"), "--raw", raw, "--dry-run")
    assert code == 0
    assert "Would be added as A_99_7.txt." in output
    assert not raw.exists()


def test_inspect_shows_form_and_oddities(tmp_path):
    """Why: a misread report is best seen before it is published."""
    path = given(tmp_path, "A_99_8.txt", REPORT.replace("3. So", "5. So"))
    code, output = unreports("inspect", path)
    assert code == 0
    for words in ("symbol A/99/8", "Report on soil", "3 numbered", "read as text", "Paragraph 5 follows",
                  "print the symbol A/99/7"):  # fmt: skip
        assert words in output
    code, output = unreports("inspect", given(tmp_path, "y.txt", b"caf\xe9"))
    assert (code, "y.txt" in output) == (1, True)


def test_one_bad_file_keeps_no_other_out(tmp_path, raw):
    """Why: who adds a hundred files must get ninety-nine."""
    files = [
        given(tmp_path, "A_99_1.txt"),
        given(tmp_path, "A_99_2.pdf", b"%PDF-1.7"),
        given(tmp_path, "no_symbol.txt", PLAIN),
        tmp_path / "absent.txt",
        tmp_path,
        given(tmp_path, "A_99_3.txt", REPORT + " More."),
    ]
    code, output = unreports("add", *files, "--raw", raw)
    assert code == 1
    assert output.count("Not added:") == 4
    assert listing(raw) == ["A_99_1.txt", "A_99_3.txt", MANIFEST]
    assert sorted(read_manifest(raw)) == ["A_99_1.txt", "A_99_3.txt"]


def test_a_fault_of_ours_costs_one_file(tmp_path, raw, monkeypatch):
    """Why: the reader that trips over one file must not stop the others."""

    def trips(*arguments, **more):
        raise IndexError("x")

    monkeypatch.setattr(intake, "build_document", trips)
    with pytest.raises(ReadError, match="IndexError"):
        plan(given(tmp_path, "x.txt"), Origin())


TRICKS = [
    "../../x", "../x/1", "/etc/cron.d/x", "A/../../../x/1", "A/./1", "..\\..\\x1", "C:\\x1", "A/1\0", "A/1\n",
    "~/1", ".1", "A/" + "1" * 300, "A" + "/1" * 200,
    "$(touch x)/1", "A/1;x", "", "manifest.csv", "A/1/\u202e2", "А/1/2",
]  # fmt: skip


@pytest.mark.parametrize("symbol", TRICKS)
def test_symbols_cannot_lead_out_of_the_folder(tmp_path, raw, symbol):
    """Why: a symbol becomes a file's name, and a bad one in the manifest would stop every build."""
    before = listing(tmp_path)
    try:
        target = carry_out(plan(given(tmp_path, "x.txt"), Origin(symbol)), raw)
    except ReadError as error:
        assert "has not the form" in error.what
        assert listing(raw) == []
        return
    assert target.parent == raw  # an empty symbol is none: the printed one is taken
    assert (symbol, target.name) == ("", "A_99_7.txt")
    assert listing(tmp_path) == sorted(
        [*before, "x.txt", "project", "project/raw", f"project/raw/{target.name}", f"project/raw/{MANIFEST}"]
    )


@pytest.mark.parametrize(
    "name",
    [
        "..txt",
        "...A_1_2.txt",
        "A_.._.._etc_1.txt",
        "A_1_2.txt\n",
        " .txt",
        "-rf_1.txt",
        "A_1_2\u202e.txt",
        "x" * 250,
    ],
)
def test_file_names_cannot_lead_out_of_the_folder(tmp_path, raw, name):
    """Why: names come from downloads and archives."""
    target = carry_out(plan(given(tmp_path, name), Origin()), raw)
    assert target.parent == raw and target.is_file()
    assert listing(raw) == sorted([target.name, MANIFEST])
    assert read_manifest(raw)[target.name].file == target.name


def test_names_that_no_file_can_have(tmp_path, raw):
    """Why: an answer, not a traceback."""
    for name in ("a\0b", "x" * 5000):
        with pytest.raises(ReadError, match="cannot be opened"):
            plan(tmp_path / name, Origin())


def test_a_link_in_the_folder_is_not_followed(tmp_path, raw):
    """Why: a link under the draft's name would have its target overwritten."""
    outside = given(tmp_path, "outside", "kept")
    raw.mkdir(parents=True)
    (raw / ".A_99_7.txt.draft").symlink_to(outside)
    (raw / f".{MANIFEST}.draft").symlink_to(outside)
    carry_out(plan(given(tmp_path, "x.txt"), Origin()), raw)
    assert outside.read_text() == "kept"
    assert not (raw / "A_99_7.txt").is_symlink()


@pytest.mark.parametrize("what", ["manifest", "file"])
def test_nothing_half_written(tmp_path, raw, monkeypatch, what):
    """Why: a full disk must leave the folder as it was."""
    carry_out(plan(given(tmp_path, "A_99_1.txt"), Origin()), raw)
    before = {path.name: path.read_bytes() for path in raw.iterdir()}
    draft = intake._draft

    def full(path, content):
        if (path.name == MANIFEST) == (what == "manifest"):
            path.with_name(f".{path.name}.draft").write_bytes(content[:3])
            raise OSError(28, "No space left on device")
        return draft(path, content)

    monkeypatch.setattr(intake, "_draft", full)
    with pytest.raises(ReadError, match="No space left"):
        carry_out(plan(given(tmp_path, "x.txt", REPORT + " More."), Origin()), raw)
    visible = {path.name: path.read_bytes() for path in raw.iterdir() if not path.name.startswith(".")}
    assert visible == before


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--retrieved-on", "yesterday"), "is no day"), (("--symbol", "soil"), "has not the form")],
)
def test_what_cannot_stand_in_the_manifest_is_refused(tmp_path, raw, options, words):
    """Why: a malformed row stops every build until somebody mends it by hand."""
    code, output = unreports("add", given(tmp_path, "x.txt"), "--raw", raw, *options)
    assert (code, words in output, raw.exists()) == (1, True, False)


def test_one_symbol_or_address_for_several_files_is_refused(tmp_path, raw):
    """Why: it is of one document."""
    files = (given(tmp_path, "a.txt"), given(tmp_path, "b.txt"))
    assert unreports("add", *files, "--raw", raw, "--symbol", "A/1/2")[0] == 2


def test_the_sensor_picks_an_added_file_up(tmp_path, raw, monkeypatch):
    """Why: adding is enough; nobody starts a run by hand."""
    monkeypatch.setenv("UNREPORTS_RAW", str(raw))
    monkeypatch.setenv("UNREPORTS_OUTPUTS", str(tmp_path / "outputs"))
    monkeypatch.setattr("pipelines.publish.watch.SETTLED", 0.0)
    assert unreports("add", given(tmp_path, "x.txt"), "--raw", raw)[0] == 0
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_sensor_context(instance)
        asked = raw_folder(context)
        assert isinstance(asked, dg.SensorResult) and asked.run_requests
        assert asked.run_requests[0].tags[CHANGED] == f"new: A_99_7.txt; new: {MANIFEST}"
        again = raw_folder(dg.build_sensor_context(instance, cursor=context.cursor))
        assert isinstance(again, dg.SkipReason)
