"""Files as such: a file's hash, its day in an archive, and what the disk says when it cannot be written.

Belongs here: hashing, and giving such an error the file's name, which Python leaves out while writing. Does
not belong here: what is written.
"""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day of every file in a zip, the first that one can tell: a clock would make each archive another."""


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """Raise an OSError of the block again with the file's name in it, where it has none."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
