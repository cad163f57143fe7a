"""What many tests need: the first report, read and extracted once."""

from pathlib import Path
from typing import Any

import pytest

from pipelines.load import load_document
from pipelines.process import rows_of

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def first_report() -> Any:
    """A/73/230 as a Document."""
    return load_document(ROOT / "raw" / "A_73_230.txt")


@pytest.fixture(scope="session")
def tables_of_first_report(first_report: Any) -> dict[str, list[dict[str, Any]]]:
    """Every table's rows of A/73/230, straight from the pure function."""
    return rows_of(first_report)
