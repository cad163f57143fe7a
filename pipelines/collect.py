"""From the raw folder to the result of each document, leaving out, by name, what cannot be read.

Belongs here: which files are reports, what must be read again, what is said of a bad file. Does not
belong here: how one file is read or understood (`engine/work.py`), or where that is done (`engine/`).
"""

import hashlib
import json
from collections.abc import Container, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.disk import named
from pipelines.engine.cache import Cache, key_of
from pipelines.engine.choose import Engine, EngineError
from pipelines.engine.pool import Done, Job
from pipelines.engine.progress import Counter as ProgressCounter
from pipelines.engine.result import decode, encode
from pipelines.engine.segments import Kept, kept_of
from pipelines.engine.versions import code_version
from pipelines.engine.work import FAULT, TRY_AGAIN
from pipelines.model.declaration import load_tables
from pipelines.readers.errors import ReadError
from pipelines.readers.manifest import MANIFEST, ManifestEntry, parse_manifest, symbol_from_name
from pipelines.readers.raw_folder import RawFolder, is_address

NOT_REPORTS = frozenset({MANIFEST, "readme.md", "readme.txt", "readme"})
TOO_MUCH = "Raise UNREPORTS_SECONDS or UNREPORTS_MEMORY if it may use more, or replace the file."


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

    `documents`: by document id, in the order of the release. `cached`: how many files had been
    understood before.
    """

    documents: dict[str, Kept] = field(default_factory=dict)
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
        documents = {name: Kept(*row) for name, row in kept["documents"].items()}
        refused = [Refusal(*row) for row in kept["refused"]]
        return cls(**kept | {"documents": documents, "refused": refused})


class _File(NamedTuple):
    """A raw file and what is known of it: its result's key and header."""

    name: str
    key: str
    header: dict[str, Any]


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


def report_names(folder: RawFolder) -> list[str]:
    """The files of the folder that are taken as reports, by name. Hidden files and the manifest are not."""
    names = folder.names()
    return [name for name in names if not name.startswith(".") and name.lower() not in NOT_REPORTS]


def manifest_of(folder: RawFolder) -> dict[str, ManifestEntry]:
    """The rows of the folder's manifest by file name. Raises ReadError where it cannot be used."""
    return parse_manifest(folder.read(MANIFEST)) if MANIFEST in folder.names() else {}


def collect(
    raw: str | Path, cache: Cache, engine: Engine | None = None, *, only: Container[str] | None = None
) -> Collection:
    """Read and understand every report of `raw`; what was done before is taken from `cache`.

    `only`: the names of the files that are wanted, where not all are.
    Raises ReadError when the folder or its manifest itself cannot be used.
    """
    folder = RawFolder(str(raw))
    names = [name for name in report_names(folder) if only is None or name in only]
    out = Collection()
    reading = _Reading(folder, manifest_of(folder), cache, out)
    missing = [name for name in names if not reading.is_known(name)]
    out.cached = len(reading.files)
    reading.read(missing, engine or Engine())
    for name in sorted(set(reading.entries) - set(names)) if only is None else []:
        what = "it has a row in the manifest but is not there."
        reading.refuse(name, what, "Put the file back or take the row out.")
    _keep_whole_ones(reading.files, out)
    return out


class _Reading:
    """Brings the files of a folder to their results, one way or the other."""

    def __init__(
        self, folder: RawFolder, entries: dict[str, ManifestEntry], cache: Cache, out: Collection
    ) -> None:
        self.folder, self.entries, self.cache, self.out = folder, entries, cache, out
        self.files: list[_File] = []

    def refuse(self, name: str, what: str, remedy: str) -> None:
        """Leave the file out."""
        entry = self.entries.get(name)
        known = (entry and entry.symbol) or symbol_from_name(name)
        self.out.refused.append(Refusal(name, known, what, remedy))

    def is_known(self, name: str) -> bool:
        """Whether it needs no work: its result is kept, or it is refused already."""
        found = self._raw(name)
        if found is None:
            return True
        kept = self.cache.get(found[0])
        if kept is None:
            return False
        self._take(name, found[0], kept.header)
        return True

    def _raw(self, name: str) -> tuple[str, str, bytes] | None:
        """Key, SHA-256 and bytes of the file as it is now; None where it is refused."""
        entry = self.entries.get(name)
        try:
            data = self.folder.read(name)
        except ReadError as error:
            self.refuse(name, error.what, error.remedy)
            return None
        digest = hashlib.sha256(data).hexdigest()
        if entry is not None and entry.sha256 not in (None, digest):
            what = f"its SHA-256 is {digest}, but {MANIFEST} says {entry.sha256}."
            self.refuse(name, what, f"Fetch the file again, or correct the hash in {MANIFEST}.")
            return None
        return key_of(name, digest, entry), digest, data

    def _take(self, name: str, key: str, header: dict[str, Any]) -> None:
        if "what" in header:
            self.refuse(name, header["what"], header["remedy"])
        else:
            self.files.append(_File(name, key, header))

    def read(self, names: list[str], engine: Engine) -> None:
        """Do the work of these files."""
        counter = ProgressCounter("reports", len(names))
        for done in engine.run(self._jobs(names, engine)):
            counter.add(done.told.get("words", 0), done.told.get("pages", 0))
            self._hear(done)

    def _jobs(self, names: list[str], engine: Engine) -> Iterator[Job]:
        for name in names:
            found = self._raw(name)  # read again: holding the bytes of every new file takes too much memory
            if found is None:
                continue
            key, digest, data = found
            entry = self.entries.get(name)
            call = {"do": "understand", "name": name, "entry": asdict(entry) if entry else None}
            if engine.kind == "dask" and is_address(self.folder.raw):
                call |= {"address": self.folder.address(name), "sha256": digest}
                data = b""
            yield Job((name, key), call, data)

    def _hear(self, done: Done) -> None:
        name, key = done.tag
        told = done.told
        if done.stopped:
            self.refuse(name, f"left out for the others' sake: {done.stopped}", TOO_MUCH)
        elif "what" in told:
            if told["remedy"] not in (FAULT, TRY_AGAIN):
                self.cache.put(key, encode(told, {}, frozenset()))
            self.refuse(name, told["what"], told["remedy"])
        elif told["code"] != code_version():
            raise EngineError(f"Another version of unreports read {name}. Install the same everywhere.")
        else:
            self.cache.put(key, done.data)
            self._take(name, key, decode(done.data).header)


def _keep_whole_ones(read: list[_File], out: Collection) -> None:
    """Sort what was read into documents and refusals (fatal problems, one symbol claimed twice)."""
    claims: dict[str, list[str]] = {}
    for file in sorted(read, key=lambda file: file.name):
        claims.setdefault(file.header["document_id"], []).append(file.name)
    kept = []
    for file in read:
        document_id, problems = file.header["document_id"], file.header["problems"]
        fatal = [problem for problem in problems if problem["is_fatal"]]
        if len(claims[document_id]) > 1:
            others = ", ".join(name for name in claims[document_id] if name != file.name)
            what = f"it claims {document_id}, and so does {others}."
            out.refused.append(Refusal(file.name, document_id, what, "Keep one file for a document."))
        elif fatal:
            what = " ".join(problem["message"] for problem in fatal)
            out.refused.append(Refusal(file.name, document_id, what, "Mend or replace the file."))
        else:
            kept.append((kept_of(file.header, file.key), file))
    for one, file in sorted(kept, key=lambda pair: pair[0].order):
        out.documents[one.document_id] = one
        out.wrong_ranges += file.header["wrong_ranges"]
        out.warnings += [f"{file.name}: {problem['message']}" for problem in file.header["problems"]]
    out.refused.sort(key=lambda refusal: refusal.file)
