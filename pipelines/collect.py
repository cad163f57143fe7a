"""From the raw folder to the rows of each document, leaving out, by name, what cannot be read.

Belongs here: which files are reports, the cache by content, what is said of a bad file. Does not
belong here: how one file is read (`load.py`) or understood (`process.py`).
"""

import hashlib
import json
import logging
import platform
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.disk import named
from pipelines.load import load_document
from pipelines.model.declaration import load_tables
from pipelines.process import Tables, rows_of
from pipelines.quality.provenance import wrong_ranges
from pipelines.quality.self_check import broken_rows
from pipelines.readers.errors import ReadError
from pipelines.readers.manifest import MANIFEST, ManifestEntry, read_manifest, symbol_from_name
from pipelines.structure.document import Document

log = logging.getLogger(__name__)

_OUR_FAULT = "This is a fault of the program: please report it."
NOT_REPORTS = frozenset({MANIFEST, "readme.md", "readme.txt", "readme"})


class Refusal(NamedTuple):
    """A file that is left out: what is wrong with it and what to do."""

    file: str
    document_id: str | None
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what} {self.remedy}"


@dataclass
class Collection:
    """The readable documents, the files left out, and warnings that lose nothing.

    `documents`: document id to the file in the cache folder that holds its rows. `cached`: how many of
    them had been understood before.
    """

    documents: dict[str, str] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    wrong_ranges: list[dict[str, Any]] = field(default_factory=list)
    cached: int = 0

    def save(self, path: Path) -> None:
        """Keep it for the next step of the run."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with named(path):
            path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Collection":
        """As `save` kept it. Raises FileNotFoundError when nothing was read yet."""
        kept = json.loads(path.read_text(encoding="utf-8"))
        return cls(**kept | {"refused": [Refusal(*row) for row in kept["refused"]]})


def rows_of_each(collection: Collection, cache_folder: Path) -> Iterator[Tables]:
    """The rows of each document, in the order of their ids."""
    for name in collection.documents.values():
        yield json.loads((cache_folder / name).read_text(encoding="utf-8"))["tables"]


def left_out_rows(collection: Collection) -> list[dict[str, Any]]:
    """The files that were left out, as rows of `unresolved`: no report is lost without a word."""
    blank = {column.name: None for column in load_tables()["unresolved"].columns}
    return [
        blank
        | {
            "unresolved_id": f"{refusal.file}~file_left_out",
            "kind": "file_left_out",
            "reason": str(refusal),
        }
        for refusal in collection.refused
    ]


def report_files(raw: Path) -> list[Path]:
    """The files of the folder that are taken as reports, by name. Hidden files and the manifest are not."""
    return [
        path
        for path in sorted(raw.iterdir())
        if path.is_file() and not path.name.startswith(".") and path.name.lower() not in NOT_REPORTS
    ]


def collect(raw: Path, cache_folder: Path) -> Collection:
    """Read and understand every report of `raw`; what was done before is taken from `cache_folder`.

    Raises ReadError when the folder or its manifest itself cannot be used.
    """
    if not raw.is_dir():
        raise ReadError(str(raw), "there is no such folder.", "Name the folder of reports with --raw.")
    entries = read_manifest(raw)
    out = Collection()
    cache_folder.mkdir(parents=True, exist_ok=True)
    read: list[tuple[str, str, dict[str, Any]]] = []
    for path in report_files(raw):
        try:
            key, one, was_cached = _one(path, entries.get(path.name), cache_folder)
        except ReadError as error:
            out.refused.append(Refusal(path.name, _known_id(path, entries), error.what, error.remedy))
            continue
        out.cached += was_cached
        read.append((path.name, f"{key}.json", one))
    for name in sorted(set(entries) - {path.name for path in report_files(raw)}):
        what, remedy = (
            "it has a row in the manifest but is not there.",
            "Put the file back or take the row out.",
        )
        out.refused.append(Refusal(name, entries[name].symbol, what, remedy))
    _keep_whole_ones(read, out)
    used = {kept for _, kept, _ in read}
    for path in cache_folder.iterdir():
        if path.name not in used:
            path.unlink()
    return out


def _keep_whole_ones(read: list[tuple[str, str, dict[str, Any]]], out: Collection) -> None:
    """Sort what was read into documents and refusals (fatal problems, one symbol claimed twice)."""
    claims = Counter(one["document_id"] for _, _, one in read)
    for name, kept, one in sorted(read, key=lambda item: str(item[2]["document_id"])):
        document_id = one["document_id"]
        fatal = [problem for problem in one["problems"] if problem["is_fatal"]]
        if claims[document_id] > 1:
            others = ", ".join(n for n, _, o in read if o["document_id"] == document_id and n != name)
            what, remedy = f"it claims {document_id}, and so does {others}.", "Keep one file for a document."
            out.refused.append(Refusal(name, document_id, what, remedy))
        elif fatal:
            what = " ".join(problem["message"] for problem in fatal)
            out.refused.append(Refusal(name, document_id, what, "Mend or replace the file."))
        else:
            out.documents[document_id] = kept
            out.wrong_ranges += one["wrong_ranges"]
            out.warnings += [f"{name}: {problem['message']}" for problem in one["problems"]]
    out.refused.sort()


def _known_id(path: Path, entries: dict[str, ManifestEntry]) -> str | None:
    """What the manifest or the file's name says of a file that could not be read."""
    entry = entries.get(path.name)
    return (entry and entry.symbol) or symbol_from_name(path.name)


def _one(path: Path, entry: ManifestEntry | None, cache_folder: Path) -> tuple[str, dict[str, Any], bool]:
    """Cache key, what is known of the file, and whether that came from the cache."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ReadError(
            path.name, f"it cannot be opened ({error.strerror}).", "Check its permissions."
        ) from None
    digest = hashlib.sha256(raw).hexdigest()
    if entry is not None and entry.sha256 not in (None, digest):
        raise ReadError(
            path.name,
            f"its SHA-256 is {digest}, but {MANIFEST} says {entry.sha256}.",
            f"Fetch the file again, or correct the hash in {MANIFEST}.",
        )
    parts = (code_version(), path.name, repr(entry), digest)
    key = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    kept = cache_folder / f"{key}.json"
    if kept.exists():
        return key, json.loads(kept.read_text(encoding="utf-8")), True
    one = _understand(path, entry)
    draft = kept.with_suffix(".draft")
    with named(kept):
        draft.write_text(json.dumps(one, ensure_ascii=False), encoding="utf-8")
    draft.replace(kept)
    return key, one, False


def _understand(path: Path, entry: ManifestEntry | None) -> dict[str, Any]:
    """What the rest of a run needs to know of one file, as JSON values."""
    try:
        document: Document = load_document(path, entry)
        tables = rows_of(document)
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # one report that trips a rule must not keep the others from going through
        log.exception("%s could not be understood", path.name)
        what = f"the extraction failed on it ({type(error).__name__}: {error})."
        raise ReadError(path.name, what, _OUR_FAULT) from error
    if broken := broken_rows(tables):
        raise ReadError(
            path.name, f"what was extracted from it breaks our rules: {' '.join(broken)}", _OUR_FAULT
        )
    return {
        "document_id": document.document_id,
        "problems": [asdict(problem) for problem in document.problems],
        "wrong_ranges": wrong_ranges(tables, document.texts),
        "tables": tables,
    }


@cache
def code_version() -> str:
    """A hash of the package's code and lexicons, Python's and the matcher's version: what rows depend on."""
    digest = hashlib.sha256(platform.python_version().encode())
    digest.update(metadata.version("ahocorasick-rs").encode())
    home = Path(__file__).parent
    for path in sorted(home.rglob("*")):
        if path.suffix in {".py", ".yml", ".csv"}:
            digest.update(f"{path.relative_to(home)}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
