"""The site of a thousand documents: how long it takes to build, what a first view and a query cost.

    .venv/bin/python benchmarks/site.py [DOCUMENTS] [FOLDER]

Needs Chromium (`make .venv/heavy`). FOLDER keeps the release and the site for another look. A first view
is measured with cold caches and without compression.
"""

import sys
import tempfile
import time
from pathlib import Path

from synthetic import write_release

from pipelines.publish.site.build import build_site
from pipelines.publish.switch import place_of

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))
from first_view import cost_of
from served import chromium, served

MEGA = 1_000_000
PAGES = """
    index.html read/index.html search/index.html search/index.html?q=woman
    search/index.html?q=protection+NOT+law&country=KEN countries/index.html countries/KEN.html
    actors/index.html overview/index.html questions/index.html quality/index.html downloads/index.html
""".split()
QUERIES = ("woman", '"human rights defenders"', "protect* NOT law", "the", "(women OR children) AND violence")


def main(documents: int, home: Path) -> None:
    """Make what is missing, measure, print."""
    release, site = home / "release", home / "site"
    if not release.exists():
        write_release(release, documents)
    if not site.exists():
        began = time.perf_counter()
        files = build_site(place_of(release), site)
        print(f"built in {time.perf_counter() - began:.0f} s, {files:,} files")
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    print(f"{documents:,} documents, {size / MEGA:,.0f} MB")
    report = sorted((site / "read").glob("A_*.html"))[0].name
    with served(site) as address, chromium() as browser:
        for path in (*PAGES, f"read/{report}"):
            cost = cost_of(browser, f"{address}/{path}", "#results li" if "?" in path else None)
            print(f"{path:<52} {cost.kilobytes:7.0f} kB {cost.milliseconds:7.0f} ms on the main thread")
        page = browser.new_page()
        page.goto(f"{address}/search/index.html")
        for query in QUERIES:
            found, taken = page.evaluate(
                """async (query) => {
                    const begin = performance.now();
                    const found = await window.unreportsSearch.find(query);
                    return [found.units.length, performance.now() - begin];
                }""",
                query,
            )
            print(f"{query:<40} {found:>8,} passages in {taken:6.0f} ms")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    if len(sys.argv) > 2:
        main(count, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as name:
            main(count, Path(name))
