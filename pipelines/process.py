"""One document is one pure function: a Document in, the rows of every table out.

Belongs here: the order of the stages and what needs all documents at once (dimension tables, links
between documents, corrections). Does not belong here: how a thing is found (`extract/`), files,
Dagster.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from pipelines.corrections import Correction, Keys, apply
from pipelines.extract import (
    actors,
    citations,
    contributions,
    countries,
    country_actions,
    practices_gaps,
    recommendations,
    statistics,
    topics,
)
from pipelines.extract.units import Row, units_of
from pipelines.model.codelists import code_rows
from pipelines.quality.rules import put_confidence
from pipelines.readers.passage import SourceRange
from pipelines.structure.document import EXTRACTED_LANGUAGE, Document

Tables = dict[str, list[Row]]

STAGES = (
    countries.find,
    actors.find,
    citations.find,
    statistics.find,
    recommendations.find,
    country_actions.find,
    practices_gaps.find,
    contributions.find,
)
"""In this order: the later ones read the mentions that `countries` and `actors` leave on the units."""


def rows_of(document: Document) -> Tables:
    """Every row that this document alone gives, by table. Pure: no network, clock or global state."""
    tables: Tables = {
        "documents": [_document_row(document)],
        "sections": list(_section_rows(document)),
        "paragraphs": list(_paragraph_rows(document)),
        "footnotes": list(_footnote_rows(document)),
        "source_ranges": list(_source_range_rows(document)),
        "unresolved": list(_problem_rows(document)),
    }
    units = units_of(document)
    read = document.masthead.language in (None, EXTRACTED_LANGUAGE)
    for find in STAGES if read else (citations.find,):
        for name, rows in find(document, units).items():
            tables.setdefault(name, []).extend(rows)
    if read:
        tables |= topics.find(units, tables.get("recommendations", []))
    return tables


def authority_tables() -> Tables:
    """The rows that no document changes: listed actors with their names, countries, codes."""
    listed, aliases = actors.authority_rows()
    lists = {"countries": countries.country_rows(), "codes": code_rows()}
    return {"actors": listed, "actor_aliases": aliases} | lists


def release_rows(documents: Iterable[Tables], corrections: list[Correction], keys: Keys) -> Tables:
    """The rows of a release: those of each document, the dimension tables, links and corrections.

    `documents` are results of `rows_of`; `keys` gives each table's key columns. Raises
    `corrections.CorrectionError` when a correction no longer fits.
    """
    tables = authority_tables()
    for one in documents:
        for name, rows in one.items():
            tables.setdefault(name, []).extend(rows)
    for name in ("actors", "actor_aliases"):
        tables[name] = _first_of_each(tables.get(name, []), keys[name])
    link_citations(tables)
    put_confidence(tables)
    tables["corrections"] = apply(tables, keys, corrections)
    return tables


def _first_of_each(rows: list[Row], key: tuple[str, ...]) -> list[Row]:
    """The first row of each id: the authority list comes before what documents introduce."""
    firsts: dict[tuple[str, ...], Row] = {}
    for row in rows:
        firsts.setdefault(tuple(row[column] for column in key), row)
    return list(firsts.values())


def link_citations(tables: Tables) -> None:
    """Fill `cited_document_id` where the cited document is itself in the release."""
    by_symbol = {row["symbol"]: row["document_id"] for row in tables["documents"] if row["symbol"]}
    for row in tables.get("citations", []):
        row["cited_document_id"] = by_symbol.get(row["symbol"])


def _document_row(document: Document) -> Row:
    head = document.masthead
    texts = [unit.text for part in (document.paragraphs, document.footnotes) for unit in part]
    return {
        "document_id": document.document_id,
        "symbol": document.symbol,
        "title": head.title,
        "subtitle": head.subtitle,
        "organ": head.organ,
        "session": head.session,
        "agenda_item": head.agenda_item,
        "document_type": head.document_type,
        "author": head.author,
        "published_on": head.published_on,
        "language": head.language,
        "source_file": document.source_name,
        "source_format": document.source_format,
        "source_sha256": document.source_sha256,
        "source_url": document.source_url,
        "paragraph_count": len(document.paragraphs),
        "footnote_count": len(document.footnotes),
        "word_count": sum(len(text.split()) for text in texts),
        "contents_line_count": document.contents_line_count,
    }


def _section_rows(document: Document) -> Iterator[Row]:
    for section in document.sections:
        yield {
            "section_id": section.section_id,
            "document_id": document.document_id,
            "parent_section_id": section.parent_section_id,
            "level": section.level,
            "label": section.label,
            "title": section.title,
            "ordinal": section.ordinal,
            "is_recommendation_section": section.is_recommendation_section,
        }


def _paragraph_rows(document: Document) -> Iterator[Row]:
    for paragraph in document.paragraphs:
        first, last = paragraph.passage.pages
        yield {
            "paragraph_id": paragraph.paragraph_id,
            "document_id": document.document_id,
            "section_id": paragraph.section_id,
            "parent_paragraph_id": paragraph.parent_paragraph_id,
            "unit": paragraph.unit,
            "kind": paragraph.kind,
            "number": paragraph.number,
            "ordinal": paragraph.ordinal,
            "text": paragraph.text,
            "word_count": len(paragraph.text.split()),
            "page_first": first,
            "page_last": last,
        }


def _footnote_rows(document: Document) -> Iterator[Row]:
    for note in document.footnotes:
        yield {
            "footnote_id": note.footnote_id,
            "document_id": document.document_id,
            "marker": note.marker,
            "paragraph_id": note.paragraph_id,
            "anchor_offset": note.anchor_offset,
            "anchor_kind": note.anchor_kind,
            "text": note.text,
        }


def _source_range_rows(document: Document) -> Iterator[Row]:
    """Where each unit's text stands in the raw file, and the source text that is in no unit."""
    units = [
        *(("section_id", s.section_id, "heading", s.passage) for s in document.sections),
        *(("paragraph_id", p.paragraph_id, "text", p.passage) for p in document.paragraphs),
        *(("footnote_id", n.footnote_id, "text", n.passage) for n in document.footnotes),
    ]
    for column, unit_id, used_as, passage in units:
        for piece in passage.ranges:
            row = _range_row(document, piece, used_as)
            yield row | {column: unit_id, "start": piece.start, "end": piece.end}
    for unused in document.unused:
        for piece in unused.ranges:
            yield _range_row(document, piece, unused.reason)


def _range_row(document: Document, piece: SourceRange, used_as: str) -> Row:
    page = "" if piece.page is None else f"p{piece.page}:"
    return {
        "source_range_id": f"{document.document_id}~{page}{piece.source_start}-{piece.source_end}",
        "document_id": document.document_id,
        "paragraph_id": None,
        "footnote_id": None,
        "section_id": None,
        "start": None,
        "end": None,
        "page": piece.page,
        "source_start": piece.source_start,
        "source_end": piece.source_end,
        "used_as": used_as,
    }


def _problem_rows(document: Document) -> Iterator[Row]:
    """What reading and structure saw and could not settle. Ids count the problems of one code."""
    seen: dict[str, int] = {}
    repeats: Counter[str | None] = Counter()
    paragraphs = {paragraph.paragraph_id for paragraph in document.paragraphs}
    for problem in document.problems:
        seen[problem.code] = seen.get(problem.code, 0) + 1
        unit = f"{document.document_id}#{problem.place}"
        places = [problem.place, unit]  # an id, or a unit as printed
        if problem.code == "numbering_repeat":  # the second paragraph of a number is `2:2`
            repeats[problem.place] += 1
            places.insert(0, f"{unit}:{repeats[problem.place] + 1}")
        yield {
            "unresolved_id": f"{document.document_id}~{problem.code}-{seen[problem.code]}",
            "document_id": document.document_id,
            "paragraph_id": next((place for place in places if place in paragraphs), None),
            "footnote_id": None,
            "start": None,
            "end": None,
            "surface": None,
            "kind": problem.code,
            "reason": problem.message,
            "rule_id": None,
        }
