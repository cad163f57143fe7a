"""Search in the browser: the same hits as the SQLite file, and a page that shows what it did."""

import json
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Page, expect
from search_table import made_up_units, query_table
from served import served

from pipelines.publish.search import pieces
from pipelines.publish.search.pieces import write_index
from pipelines.publish.search.sqlite import add_index, find
from pipelines.publish.search.units import units_of
from pipelines.publish.search.words import tokens

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parents[2]

ASK = """async ([query, filters]) => {
    const found = await window.unreportsSearch.find(query, filters);
    return Promise.all(found.units.map(async (unit) => (await window.unreportsSearch.pieces.unit(unit))[0]));
}"""


def _found(page: Page, query: str, filters: dict[str, list[str]]) -> Any:
    return page.evaluate(ASK, [query, filters])


@pytest.mark.parametrize("small", [False, True], ids=["as it is", "in the smallest pieces"])
def test_the_table_of_queries_finds_what_it_must(
    page: Page, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: bool
) -> None:
    """The table that tests the SQLite file tests the browser's engine too, also as a large index is cut."""
    for size in ("POSTINGS_BYTES", "FACET_BYTES", "WORDS_A_PIECE", "UNITS_A_PIECE", "LABELS_A_PIECE"):
        if small:
            monkeypatch.setattr(pieces, size, 1)
    for part in ("search", "assets"):
        (tmp_path / part).symlink_to(folder / part)
    names = folder / "data" / "search" / "names"
    write_index(made_up_units(), tmp_path / "data" / "search")
    (tmp_path / "data" / "search" / "names").symlink_to(names)
    with served(tmp_path) as address:
        page.goto(f"{address}/search/index.html")
        wrong = [
            f"{case.query!r} {case.filters} ({case.remark}): {found}, not {case.hits}"
            for case in query_table()
            if (found := _found(page, case.query, case.filters)) != case.hits
        ]
    assert not wrong, "\n".join(wrong)


def test_both_engines_agree_on_the_release(page: Page, address: str) -> None:
    """On real text, for words, beginnings, phrases and groups taken from all over it."""
    units = units_of({p.stem: pq.read_table(p).to_pylist() for p in (ROOT / "outputs").glob("*.parquet")})
    made = sqlite3.connect(":memory:")
    add_index(made, units)
    words = [w for (w,) in made.execute("select word from search_words order by word")][::40]
    phrases = [" ".join(tokens(unit.text)[3:6]) for unit in units if len(tokens(unit.text)) > 6]
    queries = [*words, *[f"{w[:4]}*" for w in words if len(w) > 4], *[f'"{p}"' for p in phrases]]
    queries += [f"({a} OR {b}) NOT {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    page.goto(f"{address}/search/index.html")
    wrong = [query for query in queries if _found(page, query, {}) != find(made, query)]
    assert not wrong
    assert len(queries) > 300


def test_the_page_shows_which_words_it_looked_for(page: Page, address: str) -> None:
    """A widened search is only trusted when it says how it was widened, and how to stop that."""
    page.goto(f"{address}/search/index.html?q=woman")
    expect(page.locator("#explained")).to_contain_text("women")
    expect(page.locator("#explained")).to_contain_text('"woman"')
    expect(page.locator("#results li mark.hit").first).to_have_text("women", ignore_case=True)
    page.fill("#q", '"woman"')
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("0 passages")
    assert "q=%22woman%22" in page.url


def test_a_former_name_and_an_acronym_say_why_they_were_found(page: Page, address: str) -> None:
    """`LGBTQ` is printed nowhere in the passage: the label that led there is named."""
    page.goto(f"{address}/search/index.html?q=LGBTQ")
    expect(page.locator("#results li .why").first).to_contain_text("LGBTQ")


def test_a_query_without_hits_says_what_to_try(page: Page, address: str) -> None:
    """An empty page would leave a reader alone with it."""
    page.goto(f"{address}/search/index.html?q=zzyzx+law")
    expect(page.locator("#status")).to_have_text("0 passages")
    expect(page.locator("#explained")).to_contain_text("zzyzx: no form of it occurs")
    expect(page.locator("#explained")).to_contain_text("Try fewer words")


def test_what_is_left_out_by_not_is_shown_too(page: Page, address: str) -> None:
    """NOT takes a whole family away: nothing is narrowed in silence either."""
    page.goto(f"{address}/search/index.html?q=law+NOT+woman")
    expect(page.locator("#explained")).to_contain_text("without woman: ")
    expect(page.locator("#explained")).to_contain_text("women")


def test_facets_count_narrow_and_are_in_the_address(page: Page, address: str) -> None:
    """What a facet promises is what choosing it gives; the address repeats it for somebody else."""
    page.goto(f"{address}/search/index.html?q=defenders")
    expect(page.locator("#status")).to_contain_text("passages")
    page.click("details[data-facet=country] summary")
    first = page.locator("details[data-facet=country] li").first
    promised = first.locator(".count").inner_text()
    first.locator("input").check()
    expect(page.locator("#status")).to_have_text(f"{promised} passage{'' if promised == '1' else 's'}")
    again = page.url
    assert "country=" in again
    page.goto(again)
    expect(page.locator("#status")).to_have_text(f"{promised} passage{'' if promised == '1' else 's'}")
    page.go_back()


def test_the_download_holds_exactly_what_is_filtered(page: Page, address: str, tmp_path: Path) -> None:
    """As many passages as the page says, and rows of the chosen kind only."""
    page.goto(f"{address}/search/index.html?q=network*&kind=act")
    expect(page.locator("#status")).to_contain_text("passage")
    promised = int(page.locator("#status").inner_text().split()[0])
    assert len(_download(page, "Passages, CSV", tmp_path)) == promised + 1
    rows = _download(page, "Found rows, CSV", tmp_path)
    assert rows[0][0] == "kind" and {row[0] for row in rows[1:]} == {"act"}
    acts = pq.read_table(ROOT / "outputs" / "country_actions.parquet").to_pylist()
    evidence = {row["country_action_id"]: row["evidence"] for row in acts}
    assert all(evidence[row[2]] == row[7] for row in rows[1:])


def _download(page: Page, label: str, tmp_path: Path) -> list[list[str]]:
    import csv

    with page.expect_download() as waiting:
        page.click(f"text={label}")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.reader(file))


def test_a_query_that_cannot_be_read_says_what_to_change(page: Page, address: str) -> None:
    """In the words that the Python side uses."""
    page.goto(f"{address}/search/index.html?q={quote('(woman')}")
    expect(page.locator("#status")).to_have_text("A bracket is not closed.")


def test_no_text_of_a_report_becomes_markup(page: Page, folder: Path, tmp_path: Path) -> None:
    """A passage with tags in it is shown as text: in the results, the snippet and the labels."""
    nasty = '<img src=x onerror="document.title=1"> & <b>bold</b> words'
    units = [unit._replace(text=nasty, labels=(nasty,)) for unit in made_up_units()[:1]]
    for part in ("search", "assets"):
        (tmp_path / part).symlink_to(folder / part)
    write_index(units, tmp_path / "data" / "search")
    (tmp_path / "data" / "search" / "names").symlink_to(folder / "data" / "search" / "names")
    with served(tmp_path) as address:
        page.goto(f"{address}/search/index.html?q=bold")
        expect(page.locator("#results .snippet")).to_contain_text("<b>bold</b>")
        assert page.locator("#results img").count() == 0
        assert json.dumps(page.title()).find("Search") >= 0
