"""What is kept of one document: a file that says by itself whether it is whole.

Belongs here: the form of that file. Does not belong here: where it lies (`cache.py`), or how the rows
are found (`work.py`).

    unreports result 1
    <first 16 digits of the header's SHA-256> <header, one line of JSON>
    <rows: JSON, zlib><words: text, zlib>

Plain data, no pickle: a file that somebody else put there can be wrong but cannot run.
"""

import hashlib
import json
import zlib
from typing import Any, NamedTuple

MAGIC = b"unreports result 1\n"
SHORT = 16
FAST = 1
"""zlib's quickest level: the rows shrink to a sixth, and the best level saves little more."""


class BrokenResultError(ValueError):
    """The bytes are not a whole result."""


class Result(NamedTuple):
    """`header`: id, problems and what else a run needs of every document. The rest is packed."""

    header: dict[str, Any]
    rows: bytes
    words: bytes

    @property
    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """The rows by table."""
        loaded: dict[str, list[dict[str, Any]]] = json.loads(zlib.decompress(self.rows))
        return loaded

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words that stand in the document (`reach.words_of`)."""
        return frozenset(zlib.decompress(self.words).decode().split("\n"))


def encode(header: dict[str, Any], tables: dict[str, Any], words: frozenset[str]) -> bytes:
    """The file's bytes; equal arguments give equal bytes."""
    rows = zlib.compress(json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode(), FAST)
    packed = zlib.compress("\n".join(sorted(words)).encode(), FAST)
    sums = {
        "rows_sha256": hashlib.sha256(rows).hexdigest(),
        "rows_length": len(rows),
        "words_sha256": hashlib.sha256(packed).hexdigest(),
    }
    line = json.dumps(header | sums, ensure_ascii=False).encode()
    return MAGIC + _sum(line) + b" " + line + b"\n" + rows + packed


def decode(data: bytes) -> Result:
    """The result in these bytes. Raises BrokenResultError where one of them is not as it was written."""
    if not data.startswith(MAGIC):
        raise BrokenResultError("not a result of this version")
    end = data.find(b"\n", len(MAGIC))
    told, _, line = data[len(MAGIC) : end].partition(b" ")
    if end < 0 or told != _sum(line):
        raise BrokenResultError("the header is not whole")
    header = json.loads(line)
    at = end + 1
    rows, words = data[at : at + header["rows_length"]], data[at + header["rows_length"] :]
    for part, name in ((rows, "rows"), (words, "words")):
        if hashlib.sha256(part).hexdigest() != header[f"{name}_sha256"]:
            raise BrokenResultError(f"the {name} are not whole")
    return Result(header, rows, words)


def _sum(line: bytes) -> bytes:
    return hashlib.sha256(line).hexdigest()[:SHORT].encode()
