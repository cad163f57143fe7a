"""What a first view costs: bytes over the wire and work on the main thread, in a Chromium with cold caches.

Belongs here: measuring. Does not belong here: bounds (tests), making a site to measure (benchmarks).
"""

from typing import NamedTuple

from playwright.sync_api import Browser

MILLI = 1_000


class Cost(NamedTuple):
    """Kilobytes that came, without compression; milliseconds of tasks on the main thread."""

    kilobytes: float
    milliseconds: float


def cost_of(browser: Browser, address: str, ready: str | None = None) -> Cost:
    """Open the address in a fresh context; wait for the network to be idle, and for `ready` to be there."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Performance.enable", {"timeDomain": "timeTicks"})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if ready:
        page.wait_for_selector(ready)
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return Cost(sum(received) / MILLI, metrics["TaskDuration"] * MILLI)
