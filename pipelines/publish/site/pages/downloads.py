"""The data page: files with sizes and hashes, how to cite, versions and what changed.

Belongs here: the page. Does not belong here: making the files (`publish`).
"""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from pipelines.model.declaration import load_package, load_tables
from pipelines.model.facts import File
from pipelines.model.frictionless import MANIFEST, files_named
from pipelines.publish.history import CHANGELOG
from pipelines.publish.site.frame import page, table
from pipelines.publish.site.markup import Markup, link, tag
from pipelines.publish.site.material import Material
from pipelines.publish.switch import Place

KIBI = 1024


class Files(NamedTuple):
    """What can be downloaded: the release's files but the site's, and the address of their folder."""

    listed: Sequence[File]
    address: str
    version: str
    changes: str | None


def files_of(place: Place, address: str) -> Files:
    """Read the descriptor and the change log of a release; both may be missing."""
    descriptor = place.descriptor
    package = json.loads(descriptor.read_text(encoding="utf8")) if descriptor.is_file() else {}
    logs = [folder / CHANGELOG for folder in (place.folder, descriptor.parent)]
    told = next((log.read_text(encoding="utf8") for log in logs if log.is_file()), None)
    listed = [_as_file(told, place.prefix) for told in files_named(package)]
    return Files([f for f in listed if not _is_list(f)], address, package.get("version", ""), told)


def _as_file(told: Mapping[str, Any], prefix: str) -> File:
    digest = str(told.get("hash", "")).removeprefix("sha256:")
    return File(told["path"].removeprefix(prefix), digest, int(told.get("sizeInBytes") or 0))


def _is_list(file: File) -> bool:
    """Whether it is the list of a site's files: a site does not list itself."""
    return file.path.rsplit("/", 1)[-1] == MANIFEST


def size(count: int) -> str:
    """Bytes as a person reads them."""
    if count < KIBI:
        return f"{count} B"
    if count < KIBI * KIBI:
        return f"{count / KIBI:.0f} KiB"
    return f"{count / KIBI / KIBI:.1f} MiB"


def downloads_page(material: Material, files: Files) -> str:
    """The page."""
    package = load_package()
    content = (
        tag("p", f"Release {files.version}", class_="eyebrow") if files.version else None,
        tag("h1", "Data"),
        tag("p", package.description.strip(), class_="lead"),
        tag("h2", "Tables"),
        tag("p", "Each table has a page with the meaning of every column and code."),
        _tables(material),
        tag("h2", "Files"),
        _files(files),
        tag("h2", "Cite"),
        tag(
            "p",
            "The data: ",
            tag("cite", f"{package.title}, release {files.version or package.version}"),
            " (CC BY 4.0).",
        ),
        tag(
            "p",
            "A passage: every paragraph of the reading view has “Cite”, with the UN style, BibTeX and RIS.",
        ),
        tag("h2", "Versions"),
        _versions(files),
        tag("h2", "Licences"),
        tag("ul", [tag("li", licence.title, ": ", licence.covers) for licence in package.licences]),
    )
    return page("Data", content, here="downloads/index.html")


def _tables(material: Material) -> Markup:
    rows = [
        [link(f"{name}.html", name), declared.grain, f"{material.counts[name]:,}"]
        for name, declared in load_tables().items()
        if name in material.counts
    ]
    return table("What each table has a row for", ["Table", "One row", "Rows"], rows, numbers=(2,))


def _files(files: Files) -> Markup:
    if not files.listed:
        return tag("p", "This site was built without the release’s descriptor, so it lists no files.")
    rows = [
        [
            link(files.address + file.path, file.path),
            file.form,
            size(file.bytes),
            tag("code", file.sha256, class_="hash"),
        ]
        for file in files.listed
        if not file.is_part
    ]
    for name, parts in groupby((f for f in files.listed if f.is_part), lambda f: f.path.split("/")[0]):
        sizes = [file.bytes for file in parts]
        rows.append([f"{name}/ ({len(sizes):,} files)", "parquet", size(sum(sizes)), "in datapackage.json"])
    return table("Files of this release", ["File", "Format", "Size", "SHA-256"], rows, numbers=(2,))


def _versions(files: Files) -> Markup | list[Markup]:
    if files.changes is None:
        return tag(
            "p",
            "This is release ",
            files.version or load_package().version,
            "; no earlier one is recorded here.",
        )
    return as_blocks(files.changes)


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("`", "") for cell in line.strip("|").split("|")]


def _table_of(lines: Sequence[str]) -> Markup:
    columns, _, *rows = [_cells(line) for line in lines]
    return table("What changed, and why", columns, rows, numbers=(len(columns) - 1,))


def as_blocks(text: str) -> list[Markup]:
    """The plain Markdown of a change log: headings, lists, paragraphs; the rest as it stands."""
    made: list[Markup] = []
    items: list[str] = []
    for line in [*text.splitlines()[_title(text) :], ""]:
        if items and not line.startswith(items[0][:2]):
            made.append(_group(items))
            items = []
        if line.startswith(("- ", "* ", "| ")):
            items.append(line)
        elif line.startswith("#"):
            made.append(tag("h3", line.lstrip("# ")))
        elif line.strip():
            made.append(tag("p", line.replace("**", "").replace("`", "")))
    return made


def _title(text: str) -> int:
    """The log's own title is left out: the page has one."""
    return 1 if text.startswith("# ") else 0


def _group(lines: Sequence[str]) -> Markup:
    if lines[0].startswith("| "):
        return _table_of(lines)
    return tag("ul", [tag("li", line[2:].replace("`", "")) for line in lines])
