"""How far the headings of documents are as their contents pages say, as rows of the table `quality`.

Belongs here: the share of lines met, from the published tables. Does not belong here: comparing a line with
the paragraphs found (`structure/contents`).
"""

from collections import Counter
from collections.abc import Iterator

from pipelines.quality.matching import Row

AS_PRINTED = "as printed"
_SPLIT = "as_printed"
_METRIC = "contents_lines_met"


def contents_rows(documents: list[Row], unresolved: list[Row]) -> Iterator[Row]:
    """A row for each document with a contents page that gives paragraphs, and one for all of them."""
    lines = {
        row["document_id"]: row["contents_line_count"] for row in documents if row["contents_line_count"]
    }
    unmet = Counter(row["document_id"] for row in unresolved if row["kind"] == "contents_line")
    if not lines:
        return
    for document_id, count in lines.items():
        yield _row(document_id, count, unmet[document_id])
    yield _row("all", sum(lines.values()), sum(unmet[document_id] for document_id in lines))


def _row(document_id: str, count: int, unmet: int) -> Row:
    return {
        "quality_id": f"{_SPLIT}:sections:{document_id}:{_METRIC}",
        "split": _SPLIT,
        "table": "sections",
        "document_id": document_id,
        "metric": _METRIC,
        "value": (count - unmet) / count,
        "gold_rows": count,
        "gold_version": AS_PRINTED,
    }
