"""What is kept can be broken, lost or in two hands: it is never believed without proof."""

import json
from pathlib import Path

import pytest

from pipelines.engine import versions
from pipelines.engine.cache import Cache, key_of
from pipelines.engine.result import BrokenResultError, decode, encode
from pipelines.engine.work import understand

ROOT = Path(__file__).parents[3]
NAME = "A_99_1.txt"
RAW = (ROOT / "tests" / "data" / NAME).read_bytes()
KEY = key_of(NAME, "0" * 64, None)


@pytest.fixture(scope="module")
def data() -> bytes:
    """The result of a real document."""
    return understand(NAME, RAW, None)[1]


def test_a_result_comes_back_as_it_was(data: bytes, tmp_path: Path) -> None:
    """Rows, words and header; and twice the same bytes."""
    Cache(tmp_path).put(KEY, data)
    found = Cache(tmp_path).get(KEY)
    assert found is not None and found.header["document_id"] == "A/99/1"
    assert len(found.tables["paragraphs"]) == 5 and "peaceful" in found.vocabulary
    assert understand(NAME, RAW, None)[1] == data


def test_a_result_with_any_byte_changed_is_not_believed(data: bytes) -> None:
    """Every 7th byte in turn, and every cut."""
    for at in range(0, len(data), 7):
        with pytest.raises(BrokenResultError):
            decode(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(BrokenResultError):
            decode(data[:at])


def test_the_key_depends_on_name_bytes_and_manifest_row() -> None:
    """A file that is renamed may claim another symbol."""
    assert len({key_of(name, digest, None) for name in "ab" for digest in "cd"}) == 4


def _as_if_made_with(data: bytes, version: str) -> bytes:
    found = decode(data)
    return encode(found.header | {"lexicons": version}, found.tables, found.vocabulary)


@pytest.mark.parametrize(
    ("line", "is_kept"), [("nephrology,noun,\n", True), ("assembly,noun,assemblages\n", False)]
)
def test_a_changed_lexicon_spares_what_it_cannot_touch(
    data: bytes, tmp_path: Path, line: str, is_kept: bool
) -> None:
    """The result was made when the list of words had one line more."""
    now = {n: (versions.LEXICONS / n).read_text(encoding="utf-8") for n in versions.lexicon_files()}
    then = now | {"words.csv": now["words.csv"] + line}
    cache = Cache(tmp_path)
    cache.put(KEY, _as_if_made_with(data, "then"))
    (tmp_path / "lexicons" / "then.json").write_text(json.dumps(then), encoding="utf-8")
    assert (Cache(tmp_path).get(KEY) is not None) is is_kept


def test_a_result_of_unknown_lexicons_is_not_believed(data: bytes, tmp_path: Path) -> None:
    """Their text may have been thrown away: then nothing can be proved."""
    cache = Cache(tmp_path)
    cache.put(KEY, _as_if_made_with(data, "lost"))
    assert cache.get(KEY) is None


def test_pruning_keeps_what_was_used_and_the_bound(data: bytes, tmp_path: Path) -> None:
    """The oldest of the unused go first; a draft of a killed run goes too."""
    old = Cache(tmp_path)
    for number in range(10):
        old.put(key_of(str(number), "", None), data)
    (tmp_path / "documents" / "left.123.draft").write_bytes(b"half")
    new = Cache(tmp_path)
    assert new.get(key_of("3", "", None)) is not None
    new.prune(2 * len(data) + 10)
    left = [n for n in range(10) if Cache(tmp_path).get(key_of(str(n), "", None))]
    assert 3 in left and len(left) <= 3
    new.prune(0)
    assert new.sizes()["documents"] == (1, len(data))
