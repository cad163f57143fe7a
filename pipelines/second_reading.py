"""Pages of a PDF on which something is missing, read again by the second engine.

Belongs here: which pages are in trouble, and telling where the engines disagree. Does not belong here: the
comparison (`readers/pdf/second`). The first engine's text stays as it is.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipelines.readers.pdf.second import disagreements
from pipelines.structure import problems
from pipelines.structure.document import Document

MAX_PAGES = 20
"""Pages of one document that are read again: one full of gaps must not cost a whole second reading."""

_UNKNOWN = ("\ufffd", "\x00")


def pages_in_trouble(document: Document) -> list[int]:
    """The pages with characters that no engine could name, and those between which a number is missing."""
    found = {page for page, text in document.texts.items() if page and any(c in text for c in _UNKNOWN)}
    for first, last in _gaps(document):
        found.update(range(first, last + 1))
    return sorted(found)[:MAX_PAGES]


def _gaps(document: Document) -> Iterator[tuple[int, int]]:
    """First and last page of each gap in the numbering: from the paragraph before to the one behind it."""
    behind = {problem.place for problem in document.problems if problem.code == "numbering_gap"}
    before: int | None = None
    for paragraph in document.paragraphs:
        first, last = paragraph.passage.pages
        if paragraph.unit in behind and first is not None:
            yield before or first, first
        before = last or before


def read_again(document: Document, raw: bytes) -> Document:
    """The document, with a problem for each page in trouble about whose words the engines disagree."""
    pages = pages_in_trouble(document)
    if document.source_format != "pdf" or not pages:
        return document
    told = [problems.engines_disagree(*found) for found in disagreements(raw, document.texts, pages)]
    return replace(document, problems=(*document.problems, *told))
