"""The reading view in a real browser: pointing, tapping, keys, permalinks, citing, correcting."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser, Page, expect

from pipelines.model.declaration import load_tables
from pipelines.publish.correct import checked
from pipelines.publish.switch import place_of

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parents[2]
REPORT = "read/A_73_230.html"


@pytest.fixture(scope="module")
def act() -> dict[str, object]:
    """An act of the release: any, so that the rules may change."""
    rows: list[dict[str, object]] = pq.read_table(ROOT / "outputs" / "country_actions.parquet").to_pylist()
    return next(row for row in rows if row["footnote_id"] is None)


def _place(act: dict[str, object]) -> str:
    return f"{str(act['paragraph_id']).replace('#', '/')}@{act['start']}-{act['end']}"


def test_every_row_of_the_release_is_highlighted_with_its_own_words(page: Page, address: str) -> None:
    """The pieces of text that carry a row's number, put together, are its evidence letter for letter."""
    page.goto(f"{address}/{REPORT}")
    shown = page.evaluate("""async () => {
        const report = await (await fetch('../data/reports/A_73_230.json')).json();
        const parts = [...document.querySelectorAll('.parts a')].map((link) => link.href);
        const texts = {};
        for (const part of parts.length ? parts : [location.href]) {
            const page = new DOMParser().parseFromString(await (await fetch(part)).text(), 'text/html');
            for (const mark of page.querySelectorAll('mark[data-f]'))
                for (const n of mark.dataset.f.split(' ')) texts[n] = (texts[n] ?? '') + mark.textContent;
        }
        const tables = Object.keys(report.tables);
        return report.finds.map(([kind, table, unit, start, end, suffix], n) => {
            const id = `${report.units[unit]}@${start}-${end}${suffix}`;
            return [tables[table], suffix.startsWith('!') ? suffix.slice(1) : id, texts[n]];
        });
    }""")
    told = {(table, key): text for table, key, text in shown}
    expected = {}
    for name, table in load_tables().items():
        if table.found in ("evidence", "surface") and name != "unresolved":
            for row in pq.read_table(ROOT / "outputs" / f"{name}.parquet").to_pylist():
                expected[name, row[table.primary_key[0]]] = row[table.found]
    assert told == expected


def test_pointing_shows_the_row_its_rule_and_its_record(page: Page, address: str) -> None:
    """Without a click."""
    page.goto(f"{address}/{REPORT}")
    page.locator("mark.ac").first.scroll_into_view_if_needed()
    page.locator("mark.ac").first.hover()
    card = page.locator(".card.ac").first
    expect(card).to_contain_text("Rule country_actions.")
    card.locator("summary").click()
    expect(card.locator("details pre")).to_contain_text("country_action_id:")


def test_a_permalink_opens_the_very_words(page: Page, address: str, act: dict[str, object]) -> None:
    """A row's address, also the one that names no file, leads to its text."""
    page.goto(f"{address}/read/index.html#{_place(act)}")
    page.wait_for_url(f"**/{REPORT}**")
    expect(page.locator(".card.ac").first).to_be_visible()
    hot = "".join(page.locator("mark.hot").all_inner_texts())
    assert hot == act["evidence"]
    assert page.locator("mark.hot").first.is_visible()


def test_a_paragraph_has_a_place_without_script(browser: Browser, address: str) -> None:
    """Reading needs no JavaScript: text, notes, contents and paragraph addresses are in the page."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{REPORT}#A/73/230/10")
    assert page.locator("[id='A/73/230/10']").bounding_box()["y"] < 400  # type: ignore[index]
    page.click("[id='A/73/230/fn1/ref']")
    assert page.url.endswith("#A/73/230/fn1")
    context.close()


def test_keys_reach_every_find(page: Page, address: str) -> None:
    """From a paragraph's button the arrow keys step through its finds; Escape closes and gives focus back."""
    page.goto(f"{address}/{REPORT}")
    button = page.locator("[id='A/73/230/10'] button.finds")
    button.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[id='A/73/230/10'] mark").first).to_be_focused()
    expect(page.locator(".card").first).to_be_visible()
    page.keyboard.press("Escape")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_be_focused()
    expect(page.locator("#panel h2")).to_have_text("A/73/230, para. 10")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_tapping_on_a_phone_opens_the_sheet(browser: Browser, address: str) -> None:
    """There is no pointer to hover with."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/{REPORT}")
    page.locator("mark.pr").first.tap()
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator(".card.pr").first).to_be_visible()
    context.close()


def test_a_kind_is_switched_off_and_on(page: Page, address: str) -> None:
    """The ground of a practice goes with its button and comes back."""
    page.goto(f"{address}/{REPORT}")
    mark = page.locator("mark.pr:not(.ga)").first
    ground = "element => getComputedStyle(element).getPropertyValue('--ground')"
    before = mark.evaluate(ground)
    page.click(".legend button[data-k=pr]")
    assert mark.evaluate(ground) == "transparent" != before
    page.click(".legend button[data-k=pr]")
    assert mark.evaluate(ground) == before


def test_cite_gives_the_un_style_bibtex_and_ris(page: Page, address: str) -> None:
    """For a paragraph, each ready to copy."""
    page.goto(f"{address}/{REPORT}#A/73/230/7(b)")
    page.click("#panel >> text=Cite")
    texts = page.locator("dialog pre").all_inner_texts()
    assert texts[0] == "A/73/230, para. 7 (b)."
    assert "27 September 2018" in texts[1] and texts[1].endswith("para. 7 (b).")
    assert texts[2].startswith("@techreport{A-73-230-7-b,") and "year = {2018}" in texts[2]
    assert texts[3].startswith("TY  - RPRT") and texts[3].rstrip().endswith("ER  -")
    assert texts[4].endswith("read/index.html#A/73/230/7(b)")


def test_a_reported_error_is_a_correction_that_the_build_takes(
    page: Page, address: str, act: dict[str, object], tmp_path: Path
) -> None:
    """What the page prepares passes the check of `unreports correct`, which compares it with the release."""
    page.goto(f"{address}/{REPORT}#{_place(act)}")
    card = page.locator(f".card.ac:has-text('{act['predicate']}')").first
    card.locator("text=Report an error").click()
    status = page.locator("select[name=which] option", has_text="· status:")
    page.select_option("select[name=which]", status.get_attribute("value"))
    other = "planned" if act["status"] != "planned" else "done"
    page.fill("input[name=right]", other)
    page.fill("textarea[name=reason]", 'The text says "will", not "did".')
    page.fill("input[name=authority]", "A. Reader")
    with page.expect_download() as waiting:
        page.click("text=Save as a file")
    path = tmp_path / "correction.json"
    waiting.value.save_as(path)
    told = json.loads(path.read_text(encoding="utf8"))
    correction = checked(told, place_of(ROOT / "outputs"))
    assert (correction.table, correction.column, correction.new_value) == ("country_actions", "status", other)
    assert correction.row_id == act["country_action_id"] and correction.expect == act["status"]
