"""Screenshots of the site for docs/images: `make screenshots`.

Belongs here: which pages, at which width, in which theme. A person looks at them; no test compares them.
"""

import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from pipelines.publish.site.build import build_site
from pipelines.publish.switch import place_of

sys.path.insert(0, str(Path(__file__).parent))
from served import chromium, served

ROOT = Path(__file__).parents[2]
WIDE, PHONE = (1440, 900), (390, 844)


class Shot(NamedTuple):
    """A picture: its name, the address, the size, the theme, what to do first, whether the whole page."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    theme: str = "light"
    act: str = ""
    whole: bool = False


SHOTS = (
    Shot("site-start", "index.html", whole=True),
    Shot("site-start-phone-dark", "index.html", PHONE, "dark"),
    Shot("site-reading", "read/A_73_230.html#A/73/230/10@763-999"),
    Shot("site-reading-top", "read/A_73_230.html"),
    Shot("site-reading-dark", "read/A_73_230.html#A/73/230/33", theme="dark"),
    Shot("site-reading-phone", "read/A_73_230.html#A/73/230/10@763-999", PHONE),
    Shot("site-report-error", "read/A_73_230.html#A/73/230/10@763-999", act="text=Report an error"),
    Shot("site-cite", "read/A_73_230.html#A/73/230/10", act=".panel >> text=Cite"),
    Shot("site-search", "search/index.html?q=woman+law&kind=practice"),
    Shot("site-search-dark", "search/index.html?q=OHCHR+NOT+training", theme="dark"),
    Shot("site-search-phone", "search/index.html?q=%22civil+society%22+mechanism*", PHONE),
    Shot("site-country", "countries/BOL.html", whole=True),
    Shot("site-compare", "countries/compare.html?a=BOL&b=HND"),
    Shot("site-actor", "actors/office-of-the-united-nations-high-commissioner-for-human-rights.html"),
    Shot("site-overview", "overview/index.html", whole=True),
    Shot("site-overview-dark", "overview/index.html", theme="dark"),
    Shot("site-quality", "quality/index.html"),
    Shot("site-data", "downloads/index.html"),
    Shot("site-questions", "questions/index.html"),
)


def settle(page: Page, shot: Shot) -> None:
    """Wait until what the page loads late is there."""
    page.evaluate("document.fonts.ready")
    if "search/" in shot.path:
        page.wait_for_selector("#results li")
    if "@" in shot.path:
        page.wait_for_selector(".card")
    if "compare" in shot.path:
        page.wait_for_selector(".pair")
    if shot.act:
        page.locator(shot.act).first.click()
    page.wait_for_timeout(500)


def main(wanted: list[str]) -> None:
    """Take them all, or those named."""
    target = ROOT / "docs" / "images"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        build_site(place_of(ROOT / "outputs"), folder)
        with served(folder) as address, chromium() as browser:
            for shot in SHOTS:
                if wanted and shot.name not in wanted:
                    continue
                width, height = shot.size
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if shot.theme == "dark" else "light",
                    reduced_motion="reduce",
                )
                page.goto(f"{address}/{shot.path}")
                settle(page, shot)
                page.screenshot(path=str(target / f"{shot.name}.png"), full_page=shot.whole)
                page.close()


if __name__ == "__main__":
    main(sys.argv[1:])
