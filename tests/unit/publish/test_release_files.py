"""The site in a release: its own list, covered by the descriptor's hash; it links to its release."""

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipelines.model.declaration import load_tables
from pipelines.publish.release import ReleaseError, published_files, refuse_foreign, verify
from pipelines.publish.site.build import MARK, MOST_ROWS, build_site, fits
from pipelines.publish.site.material import SiteError
from pipelines.publish.switch import Place


def test_files_of_a_listed_folder_are_verified(place: Place) -> None:
    """Whole, changed, missing, unknown: all four are noticed."""
    site = place.folder / "site"
    assert verify(place) == [] and site / "data" / "codes.json" in published_files(place)
    refuse_foreign(place)
    (site / "index.html").write_text("<p>other</p>")
    (site / "data" / "codes.json").unlink()
    (site / "mine.txt").write_text("mine")
    problems = verify(place)
    assert len(problems) == 3 and "site/index.html" in problems[0] + problems[1] and "mine.txt" in problems[2]
    with pytest.raises(ReleaseError, match=r"mine\.txt"):
        refuse_foreign(place)


def test_the_list_itself_cannot_be_changed_unnoticed(place: Place) -> None:
    """Else whoever changes a page would change the list with it."""
    listed = place.folder / "site" / "files.json"
    listed.write_text(listed.read_text(encoding="utf-8").replace("index.html", "index.htm"), encoding="utf-8")
    assert any("site/files.json" in problem for problem in verify(place))


def test_the_descriptor_does_not_grow_with_the_pages(place: Place) -> None:
    """It names the list alone; the site has hundreds of files."""
    paths = [r["path"] for r in json.loads(place.descriptor.read_text(encoding="utf-8"))["resources"]]
    assert [path for path in paths if "/site/" in path] == ["outputs/site/files.json"]
    assert len(json.loads((place.folder / "site" / "files.json").read_text(encoding="utf-8"))) > 100


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_site_of_a_release_is_what_the_command_makes_of_it(place: Place, tmp_path: Path) -> None:
    """One before there is a descriptor, the other from it: the same bytes."""
    build_site(place, tmp_path / "again", address="../../")
    (tmp_path / "again" / MARK).unlink()
    assert _files(tmp_path / "again") == _files(place.folder / "site")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attributes if name == "href" and value]


def test_the_data_page_leads_to_the_files_that_it_lists(place: Place, tmp_path: Path) -> None:
    """Whether the descriptor stands beside the release's folder or, once published, in it."""
    shutil.copytree(place.folder, tmp_path / "2018.9.1")
    for folder in (place.folder, tmp_path / "2018.9.1"):
        page = folder / "site" / "downloads" / "index.html"
        links = _Links()
        links.feed(page.read_text(encoding="utf-8"))
        files = [link for link in links.found if link.startswith("../../")]
        assert {f"../../{name}.parquet" for name in load_tables()} < set(files)
        assert [link for link in files if not (page.parent / link).is_file()] == []


def test_a_site_is_not_put_into_a_release(place: Place) -> None:
    """There it would be taken for a foreign file, and stop the next release."""
    with pytest.raises(SiteError, match="Name another folder"):
        build_site(place, place.folder / "mine")


def test_whether_a_release_has_a_site_depends_on_its_rows_alone() -> None:
    """Not on a clock or a machine: the same release is the same files everywhere."""
    rows = dict.fromkeys(load_tables(), 0) | {"source_ranges": 50 * MOST_ROWS}
    assert fits(rows | {"topics": MOST_ROWS}) and not fits(rows | {"topics": MOST_ROWS + 1})
