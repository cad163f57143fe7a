"""From a release's tables to its site, a folder of static files: in each release, or by `unreports site`.

Belongs here: which files the site has, writing them, and the switch to the new folder. Does not belong
here: what a page says (`pages`), the browser code (`web/`).
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipelines.disk import named, sha256
from pipelines.model.frictionless import MANIFEST
from pipelines.publish.search.pieces import as_json, write_index
from pipelines.publish.search.units import units_of
from pipelines.publish.site.codes import codes
from pipelines.publish.site.material import NEEDED, Material, SiteError
from pipelines.publish.site.pages.downloads import Files, downloads_page, files_of
from pipelines.publish.site.pages.overview import overview_pages
from pipelines.publish.site.pages.profiles import profile_pages
from pipelines.publish.site.pages.quality import quality_page
from pipelines.publish.site.pages.questions import answers, question_pages
from pipelines.publish.site.pages.reading import list_pages, report_pages
from pipelines.publish.site.pages.search import search_pages
from pipelines.publish.site.pages.start import start_page
from pipelines.publish.site.pages.tables import table_pages
from pipelines.publish.switch import Place

ASSETS = Path(__file__).parent / "assets"
MARK = ".unreports-site"
"""A file that says of a folder that we may replace it."""
MOST_ROWS = 500_000
"""Of the tables that pages are made from: some 290 reports, 30 s, 0.6 GB of memory, 12,600 files."""


def build_site(place: Place, target: Path, *, address: str | None = None) -> int:
    """Write the site of the release at `place` into the folder `target`; return the number of files.

    `address` is where the release's files are, seen from the pages' folders; None copies them into the site.
    The folder is replaced in one rename. Raises SiteError where there is no release, or `target` holds
    something else or stands in the release.
    """
    target = target.resolve()
    if target.is_relative_to(place.folder):
        raise SiteError(f"{target} is in the release, which has its site already. Name another folder.")
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        raise SiteError(f"{target} holds files that no site of ours put there. Name an empty folder.")
    files = files_of(place, address or "../files/")
    staging = target.parent / f".{target.name}.next"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    if address is None:
        _copy_release(place, files, staging / "files")
    (staging / MARK).write_text("Made by `unreports site`.\n", encoding="utf8")
    write_site(place.folder, files, staging)
    _replace(target, staging)
    return sum(1 for file in target.rglob("*") if file.is_file())


def fits(rows: Mapping[str, int]) -> bool:
    """Whether a release of so many rows has its site in it; above, only `unreports site` makes one."""
    return sum(rows[name] for name in NEEDED) <= MOST_ROWS


def write_site(release: Path, files: Files, folder: Path) -> Path:
    """Write the site of the release's tables into the folder, its list of files last; the path of that list.

    Raises SiteError where a table is missing, OSError.
    """
    material = Material.load(release)
    for path, text in pages(material, files, release):
        file = folder / path
        with named(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf8", newline="")
    write_index(units_of(material.tables), folder / "data" / "search")
    shutil.copytree(ASSETS, folder / "assets")
    (folder / MANIFEST).write_text(_manifest(folder), encoding="utf8")
    return folder / MANIFEST


def pages(material: Material, files: Files, release: Path) -> Iterator[tuple[str, str]]:
    """Every page and data piece but the search index: path and text. Reports first: they cut themselves."""
    for document in material.documents:
        yield from report_pages(material, document).items()
    yield "data/codes.json", as_json(codes(material))
    yield from list_pages(material).items()
    yield "index.html", start_page(material)
    yield "quality/index.html", quality_page(material)
    yield "downloads/index.html", downloads_page(material, files)
    yield from table_pages(material, files).items()
    yield from profile_pages(material).items()
    yield from overview_pages(material).items()
    yield from question_pages(material, answers(release)).items()
    yield from search_pages(material).items()


def _copy_release(place: Place, files: Files, folder: Path) -> None:
    for file in files.listed:
        source = place.folder / file.path
        if not source.is_file():
            raise SiteError(f"{file.path} is missing from the release. Run `unreports build`.")
        copy = folder / file.path
        copy.parent.mkdir(parents=True, exist_ok=True)
        with named(copy):
            shutil.copyfile(source, copy)


def _manifest(folder: Path) -> str:
    """Every file of the site with its hash and size: the release's descriptor names this list only."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    listed = {
        path.relative_to(folder).as_posix(): {"hash": f"sha256:{sha256(path)}", "bytes": path.stat().st_size}
        for path in files
    }
    return json.dumps(listed, indent=0, sort_keys=True) + "\n"


def _replace(target: Path, staging: Path) -> None:
    old = target.parent / f".{target.name}.old"
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    staging.rename(target)
    shutil.rmtree(old, ignore_errors=True)
