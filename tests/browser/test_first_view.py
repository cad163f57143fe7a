"""First views stay small and quick when there are many documents (a thousand: `benchmarks/site.py`)."""

import sys
from pathlib import Path

import pytest
from first_view import cost_of
from playwright.sync_api import Browser
from served import served

from pipelines.publish.site.build import build_site
from pipelines.publish.switch import place_of

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from synthetic import write_release

pytestmark = pytest.mark.heavy
DOCUMENTS, KILOBYTES, MILLISECONDS = 60, 300, 1_000


def test_no_first_view_is_heavy(browser: Browser, tmp_path: Path) -> None:
    """Bytes without compression and work on the main thread, with cold caches."""
    write_release(tmp_path / "release", DOCUMENTS)
    build_site(place_of(tmp_path / "release"), tmp_path / "site")
    report = sorted((tmp_path / "site" / "read").glob("A_*.html"))[0].name
    folders = ("read", "search", "countries", "actors", "overview", "questions", "quality", "downloads")
    pages = (
        "index.html",
        *(f"{folder}/index.html" for folder in folders),
        f"read/{report}",
        "countries/KEN.html",
        "search/index.html?q=woman",
        "search/index.html?q=protection+NOT+law&country=KEN",
    )
    with served(tmp_path / "site") as address:
        ready = {path: "#results li" if "?" in path else None for path in pages}
        costs = {path: cost_of(browser, f"{address}/{path}", ready[path]) for path in pages}
    heavy = {
        path: cost
        for path, cost in costs.items()
        if cost.kilobytes > KILOBYTES or cost.milliseconds > MILLISECONDS
    }
    assert not heavy
