"""The site of the committed release, served, and a Chromium: made once for all browser tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from served import WAIT_MS, chromium, served

from pipelines.publish.site.build import build_site
from pipelines.publish.switch import place_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("built") / "site"
    build_site(place_of(ROOT / "outputs"), target)
    return target


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A wide page that fails the test on any error, and on any request to another host."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    made = context.new_page()
    made.set_default_timeout(WAIT_MS)
    problems: list[str] = []
    made.on("pageerror", lambda error: problems.append(str(error)))
    made.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    made.on("request", lambda request: problems.append(request.url) if _is_foreign(request.url) else None)
    yield made
    context.close()
    assert not problems, problems


def _is_foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "blob:", "data:"))
