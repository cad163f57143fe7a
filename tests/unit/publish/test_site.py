"""The site as files: whole, escaped, the same each time, and its bundle current. No browser here."""

import csv
import datetime as dt
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines.model.declaration import load_tables
from pipelines.model.facts import File
from pipelines.publish.formats import sqlite_file
from pipelines.publish.formats.csv_files import STARTS
from pipelines.publish.questions import load_questions
from pipelines.publish.site.build import ASSETS, MARK, build_site
from pipelines.publish.site.files import as_csv
from pipelines.publish.site.markup import Markup, tag
from pipelines.publish.site.material import Material, SiteError, symbol_and_place
from pipelines.publish.site.pages.downloads import Files, as_blocks, downloads_page, size
from pipelines.publish.site.pages.overview import asking_pairs, practices_by
from pipelines.publish.site.pages.quality import SEEN_WARNING, quality_page
from pipelines.publish.site.pages.questions import answers, question_pages
from pipelines.publish.site.parts import PART_BYTES, parts_of
from pipelines.publish.site.profile import country_profiles
from pipelines.publish.site.text import marked
from pipelines.publish.switch import place_of

ROOT = Path(__file__).parents[3]
OUTPUTS = ROOT / "outputs"
WEB = ROOT / "web"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built") / "site"
    build_site(place_of(OUTPUTS), target)
    return target


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_building_twice_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """A release that did not change must not make a site that did."""
    build_site(place_of(OUTPUTS), tmp_path / "again")
    assert _hashes(tmp_path / "again") == _hashes(built)


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """Building replaces the folder; it may only replace its own."""
    (tmp_path / "mine.txt").write_text("keep", encoding="utf8")
    with pytest.raises(SiteError, match="no site of ours"):
        build_site(place_of(OUTPUTS), tmp_path)
    assert (tmp_path / "mine.txt").read_text(encoding="utf8") == "keep"


def test_an_old_site_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """A page of a report that is gone must go too."""
    target = tmp_path / "site"
    target.mkdir()
    (target / MARK).write_text("", encoding="utf8")
    (target / "old.html").write_text("", encoding="utf8")
    build_site(place_of(OUTPUTS), target, address="../../")
    assert not (target / "old.html").exists() and (target / "index.html").exists()
    assert not (target / "files").exists()


def test_without_a_release_the_remedy_is_named(tmp_path: Path) -> None:
    """The person learns what to run."""
    with pytest.raises(SiteError, match="unreports build"):
        build_site(place_of(tmp_path / "nothing"), tmp_path / "site")


def test_the_pages_ask_no_other_host_and_run_no_inline_script(built: Path) -> None:
    """The policy is on every page, and nothing on a page breaks it."""
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf8")
        assert "Content-Security-Policy" in text and "default-src &#x27;none&#x27;" in text, path
        for forbidden in (
            "<script>",
            " style=",
            " onclick=",
            "javascript:",
            'src="http',
            'rel="stylesheet" href="http',
        ):
            assert forbidden not in text, (path, forbidden)


def test_text_from_a_report_is_escaped_everywhere() -> None:
    """Text and attributes; only what was made as markup passes."""
    nasty = "<script>alert(1)</script>\"'&"
    assert "<script>" not in tag("p", nasty, title=nasty)
    assert tag("p", Markup("<b>x</b>"), None, [1, "<"]) == "<p><b>x</b>1&lt;</p>"
    found = marked(nasty, [(0, "actor", {"start": 0, "end": 8})])
    assert found.startswith('<mark class="an" data-f="0">&lt;script&gt;</mark>')


def test_overlapping_finds_are_cut_where_one_begins_or_ends() -> None:
    """Each piece names all finds that it is part of, and the pieces are the text."""
    finds = [(0, "practice", {"start": 0, "end": 9}), (1, "country", {"start": 3, "end": 5})]
    note = {"anchor_offset": 5, "marker": "1", "footnote_id": "A/1/1#fn1"}
    made = marked("abcdefghi!", finds, [note])
    assert made.count("<mark") == 3
    assert '<mark class="pr cn" data-f="0 1">de</mark><sup>' in made
    assert made.endswith("</mark>!")


def test_a_long_report_is_in_parts_and_loses_nothing(material: Material) -> None:
    """Every unit stands in exactly one part, and its address names the part."""
    many = 40
    old = material.documents[0]["document_id"]
    tables = {name: [dict(row) for row in rows] for name, rows in material.tables.items()}
    first = [row for row in tables["paragraphs"] if row["document_id"] == old]
    tables["paragraphs"] = [
        row | {"paragraph_id": f"{row['paragraph_id']}-{i}", "ordinal": row["ordinal"] + i * 1_000}
        for i in range(many)
        for row in first
    ]
    for name in ("footnotes", "citations"):
        tables[name] = []
    long = Material(tables)
    parts = parts_of(long, long.documents[0])
    units = [unit for part in parts for unit in part.units]
    assert len(parts) > 1 and sorted(units) == sorted(row["paragraph_id"] for row in tables["paragraphs"])
    assert all(sum(map(len, part.blocks)) < 2 * PART_BYTES for part in parts)
    assert long.place(units[-1]).startswith(f"read/{parts[-1].file}.html#")


def test_a_first_view_is_under_300_kilobytes(built: Path) -> None:
    """Page, style, scripts and fonts, uncompressed; rows and index come by piece when they are asked for."""
    assets = built / "assets"
    shared = [
        assets / "site.css",
        assets / "common.js",
        *(assets / "fonts").glob("*-latin-wght-normal.woff2"),
    ]
    every = sum(file.stat().st_size for file in shared)
    for path in built.rglob("*.html"):
        scripts = sum(
            (assets / f"{s}.js").stat().st_size
            for s in ("reading", "search")
            if f"/{s}.js" in path.read_text()
        )
        assert every + path.stat().st_size + scripts < 300_000, path


def test_figures_and_quality_are_those_of_the_release(built: Path, material: Material) -> None:
    """The start page counts what the tables hold, and says on which text the quality was measured."""
    start = (built / "index.html").read_text(encoding="utf8")
    assert f"<b>{len(material.tables['country_actions']):,}</b>" in start
    shown = quality_page(material)
    assert 0 < shown.index("On text that no rule had been scored on") < shown.index("On text that was seen")
    assert SEEN_WARNING not in shown
    seen = [row for row in material.tables["quality"] if row["split"] == "tuned"]
    shown = quality_page(Material({**material.tables, "quality": seen}))
    assert "On text that no rule had been" not in shown and SEEN_WARNING in shown


def test_topics_of_one_name_tell_their_schemes(material: Material) -> None:
    """Two schemes have Indigenous peoples: a reader, and a count, must keep them apart."""
    names = list(material.topics.values())
    assert len(names) == len(set(names))
    assert "Indigenous peoples (UPR Info issue)" in names and "Children" in names


def test_every_table_has_a_page_with_its_columns_and_files(built: Path) -> None:
    """Whoever meets a column in a file finds what it means without leaving the site."""
    for name, declared in load_tables().items():
        shown = (built / "downloads" / f"{name}.html").read_text(encoding="utf8")
        assert all(f"<code>{column.name}</code>" in shown for column in declared.columns)
        assert f'href="../files/{name}.parquet"' in shown and f'href="../files/csv/{name}.csv"' in shown
        assert f'href="{name}.html"' in (built / "downloads" / "index.html").read_text(encoding="utf8")


def test_profiles_have_every_row_of_their_country(built: Path, material: Material) -> None:
    """Page, file and table agree on the number of acts."""
    profiles = country_profiles(material)
    acts = material.by("country_actions", "country_iso3")
    assert {code: len(p.acts) for code, p in profiles.items() if p.acts} == {
        c: len(r) for c, r in acts.items()
    }
    code = next(iter(acts))
    lines = list(
        csv.DictReader(io.StringIO((built / "countries" / f"{code}.csv").read_text(encoding="utf8")))
    )
    assert sum(line["list"] == "Acts" for line in lines) == len(acts[code])


def test_pictures_have_their_tables(built: Path, material: Material) -> None:
    """The file behind each picture adds up to the table that it was counted from."""

    def rows(name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO((built / "overview" / name).read_text(encoding="utf8"))))[1:]

    assert sum(int(row[-1]) for row in rows("map.csv")) == len(material.tables["country_actions"])
    assert sum(int(row[-1]) for row in rows("graph.csv")) == len(material.tables["citations"])
    assert len(rows("asking.csv")) == len(asking_pairs(material))
    by_section = practices_by(material, "section")
    assert sum(a + b for _, a, b in by_section) <= len(material.tables["practices_gaps"])


def test_cells_that_a_spreadsheet_would_run_are_made_text() -> None:
    """A formula in a report stays words."""
    assert (
        as_csv([["=1+1", -1, None, 'a"b', True]], ["a", "b", "c", "d", "e"]).splitlines()[1]
        == '\'=1+1,-1,,"a""b",True'
    )


def test_the_browser_guards_the_cells_that_the_release_guards() -> None:
    """What a reader downloads of a search is opened in the same spreadsheets as the release's CSV files."""
    source = (ROOT / "web" / "src" / "csv.ts").read_text(encoding="utf-8")
    (pattern,) = re.findall(r"const GUARDED = /(.+)/;", source)
    guarded = {chr(code) for code in range(0x10000) if re.match(pattern, chr(code))}
    assert guarded == STARTS


def test_questions_are_shown_with_their_rows_and_statement(material: Material, tmp_path: Path) -> None:
    """Each question of the project, answered from a real SQLite file of this release; places are links."""
    contents = {name: pq.read_table(OUTPUTS / f"{name}.parquet") for name in load_tables()}
    sqlite_file.write(contents, tmp_path, "release")
    found = answers(tmp_path)
    pages = question_pages(material, found)
    shown = pages["questions/index.html"]
    assert len(found) == len(load_questions()) > 0
    assert '<a href="../read/A_73_230.html#A/73/230/' in shown
    for question, answer in found:
        lines = list(csv.reader(io.StringIO(pages[f"questions/{question.question_id}.csv"])))
        assert len(lines) == len(answer.rows) + 1
    assert answers(tmp_path / "nothing") == []


def test_the_list_of_files_is_the_files(built: Path) -> None:
    """The release's descriptor names the list; the list names every file with its hash."""
    listed = json.loads((built / "files.json").read_text(encoding="utf8"))
    hashes = {name: digest for name, digest in _hashes(built).items() if name not in (MARK, "files.json")}
    assert {name: told["hash"].removeprefix("sha256:") for name, told in listed.items()} == hashes


def test_places_are_cited_as_the_united_nations_does() -> None:
    """Paragraph, lettered item, footnote."""
    assert symbol_and_place("A/73/230#7(b)") == "A/73/230, para. 7 (b)"
    assert symbol_and_place("A/73/230#fn8") == "A/73/230, footnote 8"
    assert symbol_and_place("A/73/230#summary") == "A/73/230, summary"
    assert symbol_and_place("A/73/230#annex-i-1") == "A/73/230, annex I, para. 1"
    assert symbol_and_place("A/73/230#table-2/5") == "A/73/230, table 2, row 5"


def test_a_table_of_many_files_is_one_line(material: Material) -> None:
    """A large release has thousands of them: the page would be too heavy, and the descriptor has them all."""
    parts = [File(f"topics/organ=x/year={2000 + i}/part-00000.parquet", "0f", 1024) for i in range(25)]
    listed = [File("codes.parquet", "0f", 5), *parts]
    shown = downloads_page(material, Files(listed, "../../", "1.2.3", None))
    assert "topics/ (25 files)" in shown and "25 KiB" in shown and "year=2001" not in shown
    assert 'href="../../codes.parquet"' in shown and "Release 1.2.3" in shown


def test_the_change_log_is_shown_as_it_reads() -> None:
    """Headings, lists, paragraphs; anything odd as text."""
    assert "".join(as_blocks("## 2018.9.1\n\n- 3 rows <added>\n\nDone.")) == (
        "<h3>2018.9.1</h3><ul><li>3 rows &lt;added&gt;</li></ul><p>Done.</p>"
    )
    with_table = "".join(as_blocks("# Title\n\n| table | rows |\n| --- | ---: |\n| `topics` | 3 |\n"))
    assert "Title" not in with_table and '<th scope="row">topics</th><td class="n">3</td>' in with_table
    assert size(500) == "500 B" and size(2_000) == "2 KiB" and size(3_500_000) == "3.3 MiB"


def test_the_bundle_was_made_from_these_sources() -> None:
    """The committed bundle was made from the committed TypeScript; `make test-all` makes it again."""
    files = sorted((WEB / "src").rglob("*"), key=lambda path: path.relative_to(WEB / "src").parts)
    files = [path for path in files if path.is_file()]
    made = hashlib.sha256()
    for path in [*files, WEB / "package-lock.json", WEB / "scripts" / "build.mjs"]:
        made.update(f"{path.relative_to(WEB)}\0".encode() + path.read_bytes() + b"\0")
    told = (ASSETS / "SOURCES.sha256").read_text(encoding="utf8").strip()
    assert made.hexdigest() == told, "the bundle is out of date: run `make web` and commit the result"


def test_dates_in_data_pieces_are_text(built: Path) -> None:
    """JSON has no dates; the reader of a piece gets ISO 8601."""
    report: Any = json.loads(next((built / "data" / "reports").glob("*.json")).read_text(encoding="utf8"))
    assert dt.date.fromisoformat(report["document"]["published_on"])
