"""Adding a report: what would be done with a file, and doing it.

Belongs here: naming, refusing duplicates, copying into raw/ and the manifest's row. Does not belong
here: reading the file (`readers`, `structure`), what is printed about it (`show_document`).
"""

import csv
import hashlib
import io
import os
from dataclasses import astuple, dataclass
from pathlib import Path

from pipelines.intake.symbols import file_name_of, printed_symbol
from pipelines.readers.errors import ReadError
from pipelines.readers.manifest import COLUMNS, MANIFEST, ManifestEntry, read_manifest, symbol_from_name
from pipelines.readers.read import read
from pipelines.structure.build import build_document
from pipelines.structure.document import Document

_ENDINGS = {"pdf": ".pdf", "docx": ".docx", "html": ".html", "text": ".txt"}
UN_LICENCE = "© United Nations"


@dataclass(frozen=True, slots=True)
class Origin:
    """What the person who adds a file knows of it; None where they said nothing."""

    symbol: str | None = None
    url: str | None = None
    retrieved_on: str | None = None
    licence: str = UN_LICENCE


@dataclass(frozen=True, slots=True)
class Addition:
    """A file as it would stand in raw/: its bytes, its row in the manifest, and what was read from it."""

    raw: bytes
    entry: ManifestEntry
    document: Document


def _reads(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(str(path), f"it cannot be opened ({error.strerror}).", "Check the name.") from None


def plan(path: Path, origin: Origin) -> Addition:
    """What adding `path` means. The symbol is the one given, else the file name's, else the printed one.

    Raises ReadError where the file cannot be read, or says nowhere what document it is.
    """
    raw = _reads(path)
    source = read(raw, path.name)
    symbol = origin.symbol or symbol_from_name(path.name) or printed_symbol(source)
    if symbol is None:
        raise ReadError(
            path.name, "neither its name nor its first page says its symbol.", "Give it with --symbol."
        )
    document = build_document(source, symbol=symbol)
    if fatal := [problem.message for problem in document.problems if problem.is_fatal]:
        raise ReadError(path.name, " ".join(fatal), "Mend or replace the file.")
    entry = ManifestEntry(
        file=file_name_of(symbol, _ENDINGS[source.format]),
        symbol=symbol,
        title=document.masthead.title,
        language=document.masthead.language,
        url=origin.url,
        retrieved_on=origin.retrieved_on,
        sha256=hashlib.sha256(raw).hexdigest(),
        licence=origin.licence,
    )
    return Addition(raw, entry, document)


def refuse_duplicate(addition: Addition, raw_dir: Path) -> None:
    """Raise ReadError where raw/ has the document already, or another file of its symbol."""
    wanted = addition.entry
    for entry in read_manifest(raw_dir).values():
        if entry.sha256 == wanted.sha256:
            raise ReadError(wanted.file, f"raw/ has it already, as {entry.file}.", "Nothing is to be done.")
        if entry.symbol == wanted.symbol:
            raise ReadError(
                wanted.file,
                f"raw/ has another file of {wanted.symbol}, {entry.file}.",
                "Take that one and its manifest row out first, if this one is to replace it.",
            )
    for path in sorted(raw_dir.iterdir()) if raw_dir.is_dir() else []:
        if not path.is_file() or path.name == MANIFEST:
            continue
        if symbol_from_name(path.name) == wanted.symbol:
            same = hashlib.sha256(path.read_bytes()).hexdigest() == wanted.sha256
            what = "raw/ has it already" if same else f"raw/ has another file of {wanted.symbol}"
            raise ReadError(
                wanted.file, f"{what}, as {path.name}.", "Take that file out first to replace it."
            )


def _write_whole(path: Path, content: bytes) -> None:
    """The file appears whole or not at all."""
    draft = path.with_name(f".{path.name}.draft")
    draft.write_bytes(content)
    draft.replace(path)


def carry_out(addition: Addition, raw_dir: Path) -> Path:
    """Copy the file into `raw_dir` under its symbol and write its manifest row; the new file's path.

    The manifest goes first: a build that runs in between leaves a file it does not find out by name,
    while a file without its row would be built without its hash being held against it.
    """
    refuse_duplicate(addition, raw_dir)
    raw_dir.mkdir(parents=True, exist_ok=True)
    entries = [*read_manifest(raw_dir).values(), addition.entry]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=os.linesep)
    writer.writerow(COLUMNS)
    writer.writerows(
        [value or "" for value in astuple(entry)] for entry in sorted(entries, key=lambda e: e.file)
    )
    _write_whole(raw_dir / MANIFEST, out.getvalue().encode())
    target = raw_dir / addition.entry.file
    _write_whole(target, addition.raw)
    return target
