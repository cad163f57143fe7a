"""Checks that passed before on exactly the same bytes need not be run again.

Belongs here: what a passed check is known by, and remembering it. Does not belong here: the checks.

Only a check in which nothing at all was found is remembered, under a hash of the rules (the code) and of
every byte that it looked at. Where nothing is remembered, everything is checked.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from pipelines import stored
from pipelines.engine.cache import Cache
from pipelines.engine.versions import code_version, lexicon_version


class Memo:
    """Passed checks in a cache folder; without a cache nothing is remembered."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache

    def _path(self, key: str) -> Path | None:
        return self._cache.path("checked", key, "passed") if self._cache else None

    def has_passed(self, key: str) -> bool:
        """Whether that check is known to have passed."""
        path = self._path(key)
        return path is not None and path.is_file()

    def passed(self, key: str) -> None:
        """Remember it."""
        path = self._path(key)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()


def key_of_tables(check: str, tables: Iterable[pa.Table]) -> str:
    """What a check of these rows is known by. `lexicon_version` stands for the lists that rules look into."""
    digest = hashlib.sha256(f"{check}\n{code_version()}\n{lexicon_version()}\n".encode())
    for table in tables:
        sink = _Hashing(digest)
        with pa.ipc.new_stream(pa.PythonFile(sink, mode="w"), table.schema) as writer:
            writer.write_table(table)
    return digest.hexdigest()


def key_of_files(check: str, paths: Iterable[Path], sums: dict[Path, str]) -> str:
    """What a check of these tables is known by. `sums` has the SHA-256 of files that are hashed already."""
    digest = hashlib.sha256(f"{check}\n{code_version()}\n{lexicon_version()}\n".encode())
    for path in paths:
        for file in stored.files_of(path):
            if file not in sums:
                with file.open("rb") as opened:
                    sums[file] = hashlib.file_digest(opened, "sha256").hexdigest()
            digest.update(f"{file.name} {sums[file]}\n".encode())
    return digest.hexdigest()


class _Hashing:
    """A file that only hashes what is written."""

    closed = False

    def __init__(self, digest: "hashlib._Hash") -> None:
        self._digest = digest

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return len(data)

    def flush(self) -> None:
        return None

    def close(self) -> None:
        return None
