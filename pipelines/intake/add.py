"""Adding a report: what would be done with a file, and doing it.

Belongs here: naming, refusing duplicates, copying into raw/ and the manifest's row. Does not belong
here: reading the file (`readers`, `structure`), what is printed about it (`show_document`).
"""

import csv
import hashlib
import io
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from pipelines.intake.symbols import file_name_of, printed_symbol
from pipelines.readers.errors import ReadError
from pipelines.readers.manifest import (
    COLUMNS,
    MANIFEST,
    ManifestEntry,
    is_date,
    is_symbol,
    read_manifest,
    symbol_from_name,
)
from pipelines.readers.read import read
from pipelines.second_reading import read_again
from pipelines.structure.build import build_document
from pipelines.structure.document import Document

_ENDINGS = {"pdf": ".pdf", "docx": ".docx", "html": ".html", "text": ".txt"}
MAX_BYTES = 200_000_000
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
    printed: str | None = None  # the symbol on its first pages


def _reads(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise ReadError(str(path), "it is no file.", "Name a file.")
        if path.stat().st_size > MAX_BYTES:
            raise ReadError(str(path), f"it has more than {MAX_BYTES:,} bytes: no report has.", "Split it.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ReadError(str(path), f"it cannot be opened ({why}).", "Check the name.") from None


def _check(origin: Origin, name: str) -> None:
    """Raise ReadError where what the person says cannot stand in the manifest."""
    if origin.symbol is not None and not is_symbol(origin.symbol):
        what = f"{origin.symbol!r} has not the form of a United Nations symbol."
        raise ReadError(name, what, "Give it as printed: A/HRC/16/10.")
    if origin.retrieved_on is not None and not is_date(origin.retrieved_on):
        raise ReadError(name, f"{origin.retrieved_on!r} is no day.", "Give it as 2026-11-24.")


def plan(path: Path, origin: Origin) -> Addition:
    """What adding `path` means. The symbol is the one given, else the file name's, else the printed one.

    Raises ReadError where the file cannot be read, or says nowhere what document it is.
    """
    _check(origin, path.name)
    raw = _reads(path)
    try:
        return _planned(raw, path.name, origin)
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # one file that trips a reader must not keep the others from being added
        what = f"reading it failed ({type(error).__name__}: {error})."
        raise ReadError(path.name, what, "This is a fault of the program: please report it.") from error


def _planned(raw: bytes, name: str, origin: Origin) -> Addition:
    source = read(raw, name)
    printed = printed_symbol(source)
    symbol = origin.symbol or symbol_from_name(name) or printed
    if symbol is None:
        raise ReadError(
            name, "neither its name nor its first page says its symbol.", "Give it with --symbol."
        )
    document = read_again(build_document(source, symbol=symbol), raw)
    if fatal := [problem.message for problem in document.problems if problem.is_fatal]:
        raise ReadError(name, " ".join(fatal), "Mend or replace the file.")
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
    return Addition(raw, entry, document, printed)


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


def _draft(path: Path, content: bytes) -> Path:
    """The content beside `path` under a hidden name, ready to take its place in one step."""
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)  # left by a run that broke off; a link there is not followed
    with draft.open("xb") as file:
        file.write(content)
    return draft


def carry_out(addition: Addition, raw_dir: Path) -> Path:
    """Copy the file into `raw_dir` under its symbol and write its manifest row; the new file's path.

    Both are written beside their places first, so that a full disk leaves everything as it was. Then the
    manifest goes first: a build that runs in between misses a file and says so, while a file without its row
    would be built without its hash being held against it. Raises ReadError where `raw_dir` cannot be written.
    """
    refuse_duplicate(addition, raw_dir)
    target = raw_dir / addition.entry.file
    entries = [*read_manifest(raw_dir).values(), addition.entry]
    drafts: list[Path] = []
    try:
        raw_dir.mkdir(parents=True, exist_ok=True)
        drafts.append(_draft(raw_dir / MANIFEST, _as_csv(entries)))
        drafts.append(_draft(target, addition.raw))
        drafts[0].replace(raw_dir / MANIFEST)
        drafts[1].replace(target)
    except OSError as error:
        for draft in drafts:
            draft.unlink(missing_ok=True)
        what = f"it cannot be written into {raw_dir} ({error.strerror})."
        raise ReadError(addition.entry.file, what, "Make room, or check the folder's permissions.") from None
    return target


def _as_csv(entries: Iterable[ManifestEntry]) -> bytes:
    """The manifest's bytes, its rows by file name."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=os.linesep)
    writer.writerow(COLUMNS)
    writer.writerows([value or "" for value in astuple(e)] for e in sorted(entries, key=lambda e: e.file))
    return out.getvalue().encode()
