"""What was understood before, kept by content.

Belongs here: the folder, its names, what may be thrown away. Does not belong here: the form of one
kept result (`result.py`), what a changed lexicon can touch (`reach.py`).

    documents/ab/<key>.result   one document; the key is of its bytes, name, manifest row and the code
    lexicons/<version>.json     the lexicons of a version: results name the version they were made with
    segments/<key>.segment      tables of neighbouring documents (`segments.py`)
    checked/<table>.passed      checks that passed, by a hash of what they looked at (`quality/memo.py`)

Every file is written under another name and put in place by one rename, and says by itself whether it
is whole: a kill leaves a draft that nobody reads, two runs at once write the same bytes twice, and a
file that somebody broke is made again. The folder may be deleted at any time.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from functools import cached_property
from pathlib import Path

from pipelines.disk import named
from pipelines.engine.reach import Strings, strings_of_change, touches
from pipelines.engine.result import BrokenResultError, Result, decode
from pipelines.engine.versions import LEXICONS, code_version, lexicon_files, lexicon_version
from pipelines.readers.manifest import ManifestEntry

USED = "used.txt"
GIB = 1024**3
LIMIT = 10 * GIB
"""How much may be kept that the last run did not use."""


def key_of(name: str, digest: str, entry: ManifestEntry | None) -> str:
    """The name of a document's result: a hash of all that its rows depend on but the lexicons."""
    row = json.dumps(asdict(entry) if entry else None, ensure_ascii=False)
    return hashlib.sha256("\n".join((code_version(), name, row, digest)).encode()).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Put the file there in one step; equal bytes from two processes do no harm."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    with named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            draft.write_bytes(data)
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


class Cache:
    """The kept results in one folder. `used`: the files that this run took or put."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[Path] = set()
        self._changes: dict[str, Strings | None] = {}

    def path(self, kind: str, key: str, ending: str) -> Path:
        """Where the file of that key is, or would be; it counts as used."""
        found = self.folder / kind / key[:2] / f"{key}.{ending}"
        self.used.add(found)
        return found

    def result_path(self, key: str) -> Path:
        """Where a document's result is."""
        return self.path("documents", key, "result")

    def get(self, key: str) -> Result | None:
        """The result that is kept under the key and still holds; None where the document must be read."""
        path = self.result_path(key)
        try:
            found = decode(path.read_bytes())
            os.utime(path)  # the oldest are thrown away first
        except (OSError, BrokenResultError):
            return None
        made_with = str(found.header.get("lexicons"))
        if made_with == lexicon_version():
            return found
        return None if touches(self._change_since(made_with), found.vocabulary) else found

    def put(self, key: str, data: bytes) -> None:
        """Keep the bytes of a result."""
        self._keep_lexicons()
        write_whole(self.result_path(key), data)

    def _change_since(self, version: str) -> Strings | None:
        """The strings that differ between that version of the lexicons and the present one."""
        if version not in self._changes:
            path = self._lexicons_path(version)
            try:
                old = json.loads(path.read_text(encoding="utf-8"))
                self._changes[version] = strings_of_change(old, _lexicon_texts())
            except (OSError, ValueError):
                self._changes[version] = None
        return self._changes[version]

    def _lexicons_path(self, version: str) -> Path:
        path = self.folder / "lexicons" / f"{version}.json"
        self.used.add(path)
        return path

    @cached_property
    def _lexicons_are_kept(self) -> bool:
        path = self._lexicons_path(lexicon_version())
        if not path.exists():
            write_whole(path, json.dumps(_lexicon_texts(), ensure_ascii=False).encode())
        return True

    def _keep_lexicons(self) -> None:
        assert self._lexicons_are_kept

    def remember_used(self) -> None:
        """Write down what this run used, for who prunes later."""
        names = sorted(path.relative_to(self.folder).as_posix() for path in self.used)
        write_whole(self.folder / USED, "\n".join([USED, *names]).encode())

    def use_as_before(self) -> None:
        """Count as used what the last whole run used."""
        path = self.folder / USED
        if path.exists():
            self.used |= {self.folder / name for name in path.read_text(encoding="utf-8").splitlines()}

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Files and bytes of each kind."""
        told: dict[str, tuple[int, int]] = {}
        for path, size, _ in _files(self.folder):
            kind = path.relative_to(self.folder).parts[0]
            count, total = told.get(kind, (0, 0))
            told[kind] = (count + 1, total + size)
        return told

    def prune(self, limit: int) -> tuple[int, int]:
        """Remove the oldest files that this run did not use, until they take at most `limit` bytes.

        Gives the number of files and of bytes removed.
        """
        spare = sorted(
            (when, path, size) for path, size, when in _files(self.folder) if path not in self.used
        )
        total, files, freed = sum(size for _, _, size in spare), 0, 0
        for _, path, size in spare:
            if total - freed <= limit:
                break
            path.unlink(missing_ok=True)
            files, freed = files + 1, freed + size
        return files, freed


def _files(folder: Path) -> Iterator[tuple[Path, int, float]]:
    """Every file with its size and time of change; one that vanishes meanwhile is left out."""
    for home, _, names in os.walk(folder):
        for name in names:
            path = Path(home) / name
            try:
                stat = path.stat()
            except FileNotFoundError:
                continue
            yield path, stat.st_size, stat.st_mtime


def _lexicon_texts() -> dict[str, str]:
    return {name: (LEXICONS / name).read_text(encoding="utf-8") for name in lexicon_files()}
