"""Checks that passed before on exactly the same bytes need not be run again.

Belongs here: remembering which passed, and what a check of whole files is known by. Does not belong here:
the checks.

Only a check in which nothing at all was found is remembered, under a hash of the rules (the code) and of
every byte that it looked at. Where nothing is remembered, everything is checked.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pipelines import stored
from pipelines.disk import sha256
from pipelines.engine.cache import Cache, write_whole
from pipelines.engine.versions import code_version, lexicon_version


class Memo:
    """The checks of one table that passed, in a file of the cache; without a cache nothing is remembered."""

    def __init__(self, cache: Cache | None, table: str) -> None:
        self._path = cache.path("checked", table, "passed") if cache else None
        self._before: frozenset[str] = frozenset()
        if self._path and self._path.is_file():
            self._before = frozenset(self._path.read_text(encoding="ascii", errors="replace").split())
        self._now: set[str] = set()

    @property
    def knows_any(self) -> bool:
        """Whether any check of the table is known to have passed."""
        return bool(self._before)

    def has_passed(self, key: str) -> bool:
        """Whether that check is known to have passed."""
        if key in self._before:
            self._now.add(key)
        return key in self._now

    def passed(self, keys: Iterable[str]) -> None:
        """Remember them."""
        self._now.update(keys)

    def keep(self) -> None:
        """Write down what passed now, and forget what was not asked for any more."""
        if self._path and self._now != self._before:
            write_whole(self._path, "\n".join(sorted(self._now)).encode())


def key_of_files(check: str, paths: Iterable[Path], sums: dict[Path, str]) -> str:
    """What a check of these tables is known by. `sums` has the SHA-256 of files that are hashed already."""
    digest = hashlib.sha256(f"{check}\n{code_version()}\n{lexicon_version()}\n".encode())
    for path in paths:
        for file in stored.files_of(path):
            if file not in sums:
                sums[file] = sha256(file)
            digest.update(f"{file.name} {sums[file]}\n".encode())
    return digest.hexdigest()
