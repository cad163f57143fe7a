"""Every kind of page for every reader: axe, both themes, a phone's width, no script, no other host."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).parents[2]
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"

LONG = (
    "special-rapporteur-on-the-right-of-everyone-to-the-enjoyment-of-the-highest-attainable-"
    "standard-of-physical-and-mental-h"
)
KINDS = {
    "start": "index.html",
    "reports": "read/index.html",
    "report": "read/A_73_230.html",
    "report, panel open": "read/A_73_230.html#A/73/230/10",
    "search": "search/index.html",
    "search, found": "search/index.html?q=woman&kind=practice",
    "countries": "countries/index.html",
    "country": "countries/BOL.html",
    "compare": "countries/compare.html?a=BOL&b=HND",
    "actors": "actors/index.html",
    "actor": "actors/secretary-general.html",
    "overview": "overview/index.html",
    "questions": "questions/index.html",
    "quality": "quality/index.html",
    "data": "downloads/index.html",
    "table": "downloads/recommendations.html",
    "country without rows": "countries/QAT.html",
    "longest name": f"actors/{LONG}.html",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_has_nothing_to_say(browser: Browser, address: str, theme: str, width: int) -> None:
    """All rules that axe has, on every kind of page, wide and narrow, in both themes."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    wrong = []
    for kind, path in KINDS.items():
        page.goto(f"{address}/{path}")
        page.wait_for_load_state("networkidle")
        for details in page.locator("details:not([data-facet])").all()[:5]:
            details.evaluate("element => { element.open = true }")
        wrong += [f"{kind}: {line}" for line in _violations(page)]
    context.close()
    assert not wrong, "\n".join(wrong)


def test_axe_has_nothing_to_say_of_the_dialogs(page: Page, address: str) -> None:
    """Cite and Report an error."""
    page.goto(f"{address}/read/A_73_230.html#A/73/230/10")
    for label in ("Cite", "Report an error"):
        page.locator(f"#panel >> text={label}").first.click()
        assert not _violations(page), label
        page.keyboard.press("Escape")


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{v['id']}: {node['target']} {node['failureSummary']}"
        for v in found["violations"]
        for node in v["nodes"][:3]
    ]


def test_no_page_is_wider_than_a_phone(browser: Browser, address: str) -> None:
    """Wide tables scroll in a box of their own; the page does not."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    wrong = []
    for kind, path in KINDS.items():
        page.goto(f"{address}/{path}")
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 360:
            wrong.append(f"{kind}: {wide} px")
    context.close()
    assert not wrong, wrong


class Links(HTMLParser):
    """The addresses that a page gives, and the places that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src") and value and not value.startswith("http"):
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


def test_every_link_of_the_site_leads_somewhere(folder: Path) -> None:
    """Each address that a page gives is a file of the site, and each place in a report is there."""
    parsed = {}
    for path in folder.rglob("*.html"):
        parsed[path] = Links()
        parsed[path].feed(path.read_text(encoding="utf8"))
    wrong = []
    for path, found in parsed.items():
        for link in found.links:
            parts = urlsplit(link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                wrong.append(f"{path.name}: {link}")
            place = unquote(parts.fragment).split("@")[0]
            if place and target in parsed and place not in parsed[target].ids:
                wrong.append(f"{path.name}: {link}")
    assert not wrong, wrong[:20]
