"""`raw/manifest.csv`: what the raw files do not say of themselves.

Belongs here: symbol, address, date and licence of each raw file, as the person who fetched it
recorded them. Does not belong here: anything read from the files' text.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from pipelines.readers.errors import ReadError

COLUMNS = ("file", "symbol", "title", "language", "url", "retrieved_on", "sha256", "licence")
MANIFEST = "manifest.csv"

# A UN symbol as undocs.org prints it: organ letters, then parts of letters, digits and dots, at
# least one of them a number (https://research.un.org/en/docs/symbols).
_SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[A-Za-z0-9.()\-\[\] ]{1,20}){1,8}")
# What systems add to the name of a copy: a copy claims the symbol of its original, and is told so.
_COPY = re.compile(r"^copy of | ?- copy$| copy$| ?\(\d{1,2}\)$", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_IN_BRACKETS = re.compile(r"([_ ]?)\(([^()]{1,40})\)")
_SUFFIX = re.compile(r"(?<=/)(ADD|CORR|REV|AMEND)(?=\.\d)")
_ROMAN_NUMERAL = re.compile(r"[IVXLC]{1,7}")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One raw file's row; None where the manifest leaves a cell empty."""

    file: str
    symbol: str | None = None
    title: str | None = None
    language: str | None = None
    url: str | None = None
    retrieved_on: str | None = None
    sha256: str | None = None
    licence: str | None = None


def is_symbol(text: str) -> bool:
    """Whether a text has the form of a UN symbol; then it holds nothing that leads out of a folder.

    >>> is_symbol("A/HRC/16/10"), is_symbol("../../x"), is_symbol("A/B")
    (True, False, False)
    """
    parts = text.split("/")
    has_form = _SYMBOL.fullmatch(text) is not None and any(c.isdigit() for c in text)
    return has_form and all(any(c.isalnum() for c in part) for part in parts)


def is_date(text: str) -> bool:
    """Whether a text is a day as the manifest writes it: `2026-11-24`."""
    return _DATE.fullmatch(text) is not None


def _bracketed(match: re.Match[str]) -> str:
    """`_(SECT._24)` as symbols print it: ` (Sect. 24)`."""
    words = match[2].replace("_", " ").split()
    shown = (
        w if _ROMAN_NUMERAL.fullmatch(w) or not w.rstrip(".").isalpha() else w.capitalize() for w in words
    )
    return f"{' ' if match[1] else ''}({' '.join(shown)})"


def symbol_from_name(name: str) -> str | None:
    """The UN symbol a file name stands for, None where it does not look like one.

    Slashes are underscores there, and so are the spaces of a part in brackets.

    >>> symbol_from_name("A_73_230.txt"), symbol_from_name("A_81_6_(SECT._29A)_Add.1.docx")
    ('A/73/230', 'A/81/6 (Sect. 29A)/Add.1')
    """
    stem = name.rsplit("/", 1)[-1]
    stem = re.sub(r"\.(?:txt|md|text|pdf|docx?|html?)$", "", stem, flags=re.IGNORECASE)
    stem = _COPY.sub("", stem.strip())
    symbol = _IN_BRACKETS.sub(_bracketed, stem).replace("_", "/")
    symbol = _SUFFIX.sub(lambda match: match[1].capitalize(), symbol)
    return symbol if is_symbol(symbol) else None


def _entry(row: dict[str, str], place: str) -> ManifestEntry:
    """The row as an entry; ReadError where a cell cannot be right."""
    cells: dict[str, str | None] = {k: (row[k] or "").strip() or None for k in COLUMNS}
    file = cells["file"]
    if file is None or "/" in file or "\\" in file:
        raise ReadError(place, f"the file name {row['file']!r} is not a name in raw/.", "Correct the row.")
    for column, form in (("retrieved_on", _DATE), ("sha256", _SHA256), ("symbol", _SYMBOL)):
        value = cells[column]
        if value is not None and not form.fullmatch(value):
            raise ReadError(
                place, f"{column} {value!r} is not in the right form.", "Correct or empty the cell."
            )
    return ManifestEntry(file, **{k: v for k, v in cells.items() if k != "file"})


def read_manifest(raw_dir: Path) -> dict[str, ManifestEntry]:
    """The manifest's rows by file name; empty where `raw_dir` has none. Raises as `parse_manifest`."""
    path = raw_dir / MANIFEST
    return parse_manifest(path.read_bytes()) if path.is_file() else {}


def parse_manifest(data: bytes) -> dict[str, ManifestEntry]:
    """The rows of a manifest's bytes by file name.

    Raises ReadError where the header is not COLUMNS, a row is malformed, or a file has two rows.
    """
    entries: dict[str, ManifestEntry] = {}
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ReadError(
                MANIFEST,
                f"the header is {','.join(reader.fieldnames or ())!r}.",
                f"Make it {','.join(COLUMNS)}",
            )
        for row in reader:
            place = f"{MANIFEST} line {reader.line_num}"
            if None in row or None in row.values():
                raise ReadError(place, "the row has too many or too few cells.", "Quote cells with commas.")
            entry = _entry(row, place)
            if entry.file in entries:
                raise ReadError(place, f"{entry.file} has a row already.", "Keep one row a file.")
            entries[entry.file] = entry
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReadError(
            MANIFEST, f"not a CSV file in UTF-8: {error}.", "Save it again as CSV UTF-8."
        ) from None
    return entries
