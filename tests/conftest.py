"""What many tests need: the first report, read and extracted once."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pipelines.load import load_document
from pipelines.process import rows_of

ROOT = Path(__file__).parents[1]

# The browser tests import Playwright, which only `make test-all` installs.
collect_ignore = [] if find_spec("playwright") else ["browser"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, and what runs it."""
    for name in collect_ignore:
        terminalreporter.write_line(f"tests/{name} left out (no Playwright here); `make test-all` runs it")


@pytest.fixture(scope="session")
def first_report() -> Any:
    """A/73/230 as a Document."""
    return load_document(ROOT / "raw" / "A_73_230.txt")


@pytest.fixture(scope="session")
def tables_of_first_report(first_report: Any) -> dict[str, list[dict[str, Any]]]:
    """Every table's rows of A/73/230, straight from the pure function."""
    return rows_of(first_report)
