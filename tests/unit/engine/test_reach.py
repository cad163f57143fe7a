"""A changed lexicon line reads again only what it can touch: the claim, and the proof's hard case."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.engine import reach
from pipelines.engine.reach import NAMES, strings_of_change, touches, words_of
from pipelines.engine.versions import HOME, LEXICONS, lexicon_files

ROOT = HOME.parent
ROWS = """
import json, sys
from pathlib import Path
from pipelines.load import load_document
from pipelines.process import rows_of
print(json.dumps([rows_of(load_document(Path(p))) for p in sys.argv[1:]], ensure_ascii=False, sort_keys=True))
"""


def _rows_with(home: Path, documents: list[Path]) -> Any:
    """The rows that the package in `home` finds, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", ROWS, *map(str, documents)],
        env=os.environ | {"PYTHONPATH": str(home)},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def _without_untouched_lines(texts: dict[str, str], words: frozenset[str]) -> tuple[dict[str, str], int]:
    """The lexicons with only those lines that can touch a document of these words; how many went."""
    rows = {name: list(csv.DictReader(text.splitlines())) for name, text in texts.items()}
    touching = {name: [r for r in lines if touches(_strings(name, r), words)] for name, lines in rows.items()}
    things = {row["iso3"] for lines in touching.values() for row in lines if row.get("iso3")}
    kept, gone = {}, 0
    for name, lines in rows.items():
        chosen = {id(r) for r in touching[name]}
        stay = [r for r in lines if id(r) in chosen or r.get("iso3") in things or r.get("name") in PARENTS]
        gone += len(lines) - len(stay)
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, lines[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(stay)
        kept[name] = out.getvalue()
    return kept, gone


def _strings(name: str, row: dict[str, str]) -> list[frozenset[str]]:
    """What `strings_of_change` gives for that line alone (asking it 36,000 times takes a minute)."""
    return list(reach._strings(name, row))


def _actors() -> list[dict[str, str]]:
    files = [LEXICONS / n for n in lexicon_files() if n.startswith("actors/") and n.endswith(".csv")]
    return [row for f in files for row in csv.DictReader(f.read_text(encoding="utf-8").splitlines())]


# A line that names its parent needs the parent's line, or the list is refused.
PARENTS = {row["parent"] for row in _actors()}


@pytest.mark.parametrize("document", [ROOT / "raw" / "A_73_230.txt", ROOT / "tests" / "data" / "A_99_1.txt"])
def test_lines_whose_words_are_absent_do_nothing(document: Path, tmp_path: Path) -> None:
    """All lines that are said not to touch the document are taken away at once: the rows are the same."""
    provable = [n for n in lexicon_files() if any(Path(n).match(pattern) for pattern in NAMES)]
    texts = {name: (LEXICONS / name).read_text(encoding="utf-8") for name in provable}
    words = words_of(document.read_text(encoding="utf-8-sig"))
    kept, gone = _without_untouched_lines(texts, words)
    assert gone > 30_000, "the condition lets nearly every line touch everything"
    home = tmp_path / "with less"
    shutil.copytree(HOME, home / "pipelines")
    for name, text in kept.items():
        (home / "pipelines" / "lexicons" / name).write_text(text, encoding="utf-8")
    assert _rows_with(home, [document]) == _rows_with(ROOT, [document])


HEADER = "lemma,part_of_speech,forms\n"
WORDS = HEADER + "woman,noun,women\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "text", "is_touched"),
    [
        ("words.csv", WORDS, WORDS + "water,noun,waters\n", "Clean water is a right.", True),
        ("words.csv", WORDS, WORDS + "water,noun,waters\n", "Housing is a right.", False),
        ("words.csv", WORDS, WORDS + "water,noun,waters\n", "The wa-\nter is clean.", True),
        ("words.csv", WORDS, HEADER, "Women’s rights matter.", True),
        ("words.csv", WORDS, WORDS.replace("noun", "verb"), "A woman spoke.", True),
        ("words.csv", WORDS, WORDS.replace("forms", "others"), "Housing.", True),  # other columns
        ("acts/verbs.yml", "adopt: x", "adopt: y", "Housing is a right.", True),  # not a list of strings
        ("countries/names.csv", "iso3,name\nTUR,Turkey\n", "iso3,name\nTUR,Türkiye\n", "TURKIYE", True),
    ],
)  # fmt: skip
def test_which_documents_a_change_touches(name: str, old: str, new: str, text: str, is_touched: bool) -> None:
    """Where it cannot be proved that a document is untouched, it is read again."""
    assert touches(strings_of_change({name: old}, {name: new}), words_of(text)) is is_touched


def test_a_country_is_touched_through_its_other_names() -> None:
    """A new name of Türkiye can show in a text that says only `Turkish`."""
    demonyms = {"countries/demonyms.csv": "iso3,demonym,is_language\nTUR,Turkish,true\n"}
    old = demonyms | {"countries/names.csv": "iso3,name\n"}
    new = demonyms | {"countries/names.csv": "iso3,name\nTUR,Türkiye\n"}
    strings = strings_of_change(old, new)
    assert touches(strings, words_of("Turkish authorities")) and not touches(strings, words_of("Greek"))
