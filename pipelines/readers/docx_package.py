"""The container of a .docx file: a zip of XML parts, opened with limits.

Belongs here: which parts there are, reading them as XML without entities, network or macros, and
telling a Word file from its look-alikes. Does not belong here: what the parts say (`docx_body`).
"""

import io
import posixpath
import struct
import zipfile
import zlib
from typing import NamedTuple

from lxml import etree

from pipelines.readers.errors import ReadError

# A report with pictures has tens of megabytes, its largest part of XML a few. More is no report.
MAX_BYTES = 200_000_000
MAX_ENTRIES = 10_000
MAX_PART = 64_000_000
MAX_NODES = 2_000_000

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# "Strict" files use other names for the same things.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_SAVE = "Open it in Word or LibreOffice and save it as .docx (without macros or a password)."
_MAIN_TYPES = {
    "macroEnabled": "it is a Word file with macros (.docm).",
    "spreadsheet": "it is a spreadsheet, not a Word document.",
    "presentation": "it is a presentation, not a Word document.",
}

# What `zipfile` raises on a file that is damaged here or there.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)

Element = etree._Element


class Relation(NamedTuple):
    """What a part points to: `target` is a part's name, or an address where `external`."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a .docx file. Nothing is written to disk, no address is ever opened."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.name = name
        if len(raw) > MAX_BYTES:
            raise self.error(f"the file has {len(raw):,} bytes, more than the {MAX_BYTES:,} of any report.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except _DAMAGE:
            raise ReadError(name, "the file is cut off or damaged.", "Fetch it again.") from None
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise self.error(f"the file holds {len(entries):,} parts, more than any Word document has.")
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        self._refuse_others()

    def error(self, what: str, remedy: str = _SAVE) -> ReadError:
        """The error to raise where this file cannot be read."""
        return ReadError(self.name, what, remedy)

    def _refuse_others(self) -> None:
        """ReadError for an encrypted file, one with macros, and other formats that are zips too."""
        if any(entry.flag_bits & 1 for entry in self._entries.values()):
            raise self.error("the file is encrypted.")
        if "[Content_Types].xml" not in self._entries:
            raise self.error("the file is a zip archive, but no Word document.")
        types = self._read("[Content_Types].xml").decode("utf-8", "replace")
        for word, what in _MAIN_TYPES.items():
            if f"{word}.main+xml" in types or (f"{word}ml" in types and "wordprocessingml" not in types):
                raise self.error(what)

    def _read(self, part: str) -> bytes:
        """The bytes of a part, never more than MAX_PART, whatever its header claims."""
        entry = self._entries[part]
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(MAX_PART + 1)
        except _DAMAGE:
            raise self.error(f"its part {part[:80]!r} is cut off or damaged.", "Fetch it again.") from None
        if len(data) > MAX_PART:
            raise self.error(f"its part {part[:80]!r} has more than {MAX_PART:,} bytes when unpacked.")
        return data

    def xml(self, part: str) -> Element | None:
        """The root of an XML part, None where the file has no such part.

        Raises ReadError for a part that is no XML, declares entities, or is nested or large beyond use.
        """
        if part not in self._entries:
            return None
        data = self._read(part)
        if data.count(b"<") > MAX_NODES:
            raise self.error(f"its part {part[:80]!r} has more than {MAX_NODES:,} elements.")
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            what = f"its part {part[:80]!r} is no sound XML ({str(error)[:120]})."
            raise self.error(what, "Fetch it again, or open it in Word and save it.") from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.error(f"its part {part[:80]!r} declares entities, which no Word document does.")
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """What `part` (the package for `""`) points to, by id; `..` never leads out of the file."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for node in root if root is not None else ():
            target, external = node.get("Target", ""), node.get("TargetMode") == "External"
            if not external:
                inside = target if target.startswith("/") else posixpath.join("/", folder, target)
                target = posixpath.normpath(inside).lstrip("/")
            found[node.get("Id", "")] = Relation(node.get("Type", "").rsplit("/", 1)[-1], target, external)
        return found

    def main_part(self) -> str:
        """The name of the part that holds the text; ReadError where there is none."""
        for relation in self.relations("").values():
            inside = relation.kind == "officeDocument" and not relation.external
            if inside and relation.target in self._entries:
                return relation.target
        if "word/document.xml" in self._entries:
            return "word/document.xml"
        raise self.error("the file is a zip archive, but no Word document.")


def related(relations: dict[str, Relation], kind: str) -> str | None:
    """The part of that kind (`styles`, `numbering`, `footnotes`), None where there is none."""
    return next((r.target for r in relations.values() if r.kind == kind and not r.external), None)


def child(node: Element | None, *path: str) -> Element | None:
    """The first descendant along `path` of WordprocessingML names, None where a step is missing."""
    for name in path:
        if node is None:
            return None
        node = node.find(W + name)
    return node


def value(node: Element | None, *path: str) -> str | None:
    """The `w:val` of the element along `path`, None where there is none."""
    found = child(node, *path)
    return None if found is None else found.get(W + "val")


def number(node: Element | None, *path: str) -> int | None:
    """The `w:val` along `path` as a whole number, None where it is none."""
    text = value(node, *path) or ""
    return int(text) if text.lstrip("-").isdigit() and text.isascii() and len(text) < 10 else None  # noqa: PLR2004


def is_on(node: Element | None, name: str) -> bool | None:
    """Whether a switch (`w:b`, `w:vanish`) is on; None where it is not set."""
    found = child(node, name)
    return None if found is None else found.get(W + "val") not in ("0", "false", "off")
