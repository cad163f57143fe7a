"""From blocks to a document: the walk's findings get their ids, parents and anchors.

Belongs here: putting a `Document` together. Does not belong here: recognising its parts (`walk`,
`masthead`), reading a format (`readers`).
"""

from bisect import bisect
from collections.abc import Iterator, Sequence

from pipelines.readers.blocks import Block, Source
from pipelines.readers.manifest import ManifestEntry, symbol_from_name
from pipelines.readers.passage import Passage, SourceRange, join
from pipelines.structure import patterns, problems
from pipelines.structure.account import leftovers
from pipelines.structure.contents import lines_of, unmet
from pipelines.structure.digits import restore_markers
from pipelines.structure.document import (
    EXTRACTED_LANGUAGE,
    Document,
    Footnote,
    Masthead,
    Paragraph,
    Problem,
    Section,
    Unused,
)
from pipelines.structure.found import Draft, Walked
from pipelines.structure.glued import repair
from pipelines.structure.language import language_of
from pipelines.structure.masthead import FrontLine, read_masthead
from pipelines.structure.notes import Anchor, anchors_in, join_notes
from pipelines.structure.walk import Walker

_WHOLE = frozenset({"docx", "pdf", "html"})
"""Formats whose readers give whole paragraphs: nothing in them is glued or cut by a page."""

_STYLED = frozenset({"docx"})
"""Formats whose headings have a style of their own, so that a line without one is none."""

_LARGE = frozenset({"heading-1", "heading-2"})


def _unique(wanted: str, taken: dict[str, int]) -> str:
    """`wanted`, or `wanted:2` and on where it was wanted before. Names made elsewhere hold no colon."""
    taken[wanted] = taken.get(wanted, 0) + 1
    return wanted if taken[wanted] == 1 else f"{wanted}:{taken[wanted]}"


def _sections(document_id: str, walked: Walked) -> tuple[list[Section], dict[int, Section]]:
    """The sections in order, and by the identity of their heading."""
    sections: list[Section] = []
    by_heading: dict[int, Section] = {}
    taken: dict[str, int] = {}
    for ordinal, (_, heading) in enumerate(walked.headings, start=1):
        parent = by_heading[id(heading.parent)] if heading.parent else None
        own = (
            heading.label.strip("()").replace(" ", "-")
            if heading.label
            else patterns.slug(heading.passage.text)
        )
        path = f"{parent.section_id.partition('#s-')[2]}.{own}" if parent else own
        asks = patterns.asks_in_title(heading.passage.text) or bool(
            parent and parent.is_recommendation_section
        )
        section = Section(
            section_id=f"{document_id}#s-{_unique(path, taken)}",
            parent_section_id=parent.section_id if parent else None,
            level=heading.level,
            label=heading.label,
            title=heading.passage.text,
            ordinal=ordinal,
            is_recommendation_section=asks,
            passage=heading.passage,
        )
        sections.append(section)
        by_heading[id(heading)] = section
    return sections, by_heading


def _paragraphs(document_id: str, drafts: list[Draft], by_heading: dict[int, Section]) -> list[Paragraph]:
    taken: dict[str, int] = {}
    ids: dict[int, str] = {}
    out = []
    for ordinal, draft in enumerate(drafts, start=1):
        unit = _unique(draft.unit, taken)
        ids[id(draft)] = f"{document_id}#{unit}"
        out.append(
            Paragraph(
                paragraph_id=ids[id(draft)],
                unit=unit,
                kind=draft.kind,
                number=draft.number,
                section_id=by_heading[id(draft.heading)].section_id if draft.heading else None,
                parent_paragraph_id=ids.get(id(draft.parent)) if draft.parent else None,
                ordinal=ordinal,
                passage=_text_of(draft),
            )
        )
    return out


def _text_of(draft: Draft) -> Passage:
    """The unit's words; in a row of a table the tabs count, so that nothing is stripped there."""
    passage = join([p for p in draft.parts if p.text])
    return passage if draft.kind == "table_row" else passage.strip()


def _anchors(walked: Walked, paragraphs: list[Paragraph]) -> list[tuple[str, Anchor]]:
    """Every marker with its place, in reading order: title, then headings and paragraphs."""
    found: list[tuple[int, list[tuple[str, Anchor]]]] = []
    contents = (passage for reason, passage in walked.unused if reason == "contents")
    for passage in (*(block.passage for block in walked.front), *contents):
        found.append((0, anchors_in(passage, "title", None)))
    places = [d.place for d in walked.drafts]
    for place, heading in walked.headings:
        at = bisect(places, place)
        after = paragraphs[at].paragraph_id if at < len(paragraphs) else None
        found.append((place, anchors_in(heading.passage, "heading", after, place)))
    for paragraph, place in zip(paragraphs, places, strict=True):
        found.append((place, anchors_in(paragraph.passage, "text", paragraph.paragraph_id, place)))
    found.sort(key=lambda x: x[0])
    return [anchor for _, anchors in found for anchor in anchors]


def _unused(
    source: Source, walked: Walked, paragraphs: list[Paragraph], notes: list[Footnote]
) -> tuple[list[Unused], list[Problem]]:
    used: list[SourceRange] = []
    for passage in [
        *(p.passage for p in paragraphs),
        *(n.passage for n in notes),
        *(h.passage for _, h in walked.headings),
        *(p for _, p in walked.unused),
    ]:
        used += passage.ranges
    used += [piece for _, piece in source.taken]
    left, lost = leftovers(source.texts, used)
    by_reason: dict[str, list[SourceRange]] = {}
    for reason, passage in walked.unused:
        by_reason.setdefault(reason, []).extend(passage.ranges)
    for reason, piece in source.taken:
        by_reason.setdefault(reason, []).append(piece)
    named = [Unused(reason, tuple(ranges)) for reason, ranges in by_reason.items()]
    return [*named, *left], [problems.text_unaccounted(piece) for piece in lost]


def _identity(source: Source, symbol: str | None, entry: ManifestEntry | None) -> tuple[str, str | None]:
    """document_id and symbol: from the call, the manifest or the file's name, never from the text."""
    symbol = symbol or (entry.symbol if entry else None) or symbol_from_name(source.name)
    return symbol or source.name.rsplit("/", 1)[-1].rpartition(".")[0].upper() or source.name.upper(), symbol


def _front_lines(front: Sequence[Block]) -> list[FrontLine]:
    """The front's lines; a title is one by its style, else by its type: bold and larger than the text."""
    styled = any(block.style == "title" for block in front)
    return [
        FrontLine(
            block.text,
            block.bold,
            block.style == "title"
            if styled
            else block.bold and block.style is not None and block.style in _LARGE,
        )
        for block in front
    ]


def _says_what_it_is(masthead: Masthead) -> bool:
    """Whether a masthead was found: a text file without one and without numbers is no UN document."""
    return any((masthead.organ, masthead.session, masthead.document_type, masthead.agenda_item))


def _problems_of_whole(source: Source, masthead: Masthead, paragraphs: list[Paragraph]) -> Iterator[Problem]:
    """What makes a document one that is not read as a report: its form, its language."""
    if not any(p.kind == "numbered" for p in paragraphs):
        is_document = bool(paragraphs) and (source.format != "text" or _says_what_it_is(masthead))
        yield problems.no_paragraphs() if is_document else problems.no_report()
    if masthead.language not in (None, EXTRACTED_LANGUAGE):
        yield problems.other_language(masthead.language)


def build_document(
    source: Source, *, symbol: str | None = None, entry: ManifestEntry | None = None
) -> Document:
    """The report that `source` holds, in its form.

    Never raises on what a text says: what is odd is in `Document.problems`.
    """
    document_id, symbol = _identity(source, symbol, entry)
    whole = source.format in _WHOLE
    blocks, furniture = (list(source.blocks), []) if whole else repair(source.blocks)
    walked = Walker(blocks if whole else restore_markers(blocks), whole, source.format in _STYLED).walk()
    walked.unused += [("furniture", piece) for piece in furniture]
    sections, by_heading = _sections(document_id, walked)
    paragraphs = _paragraphs(document_id, walked.drafts, by_heading)
    notes, note_problems = join_notes(document_id, walked.notes, _anchors(walked, paragraphs), paragraphs)
    unused, lost = _unused(source, walked, paragraphs, notes)
    lines = lines_of([passage.text for reason, passage in walked.unused if reason == "contents"])
    found = [*walked.problems, *note_problems, *lost, *unmet(lines, sections, paragraphs)]
    if symbol is None:
        found.insert(0, problems.no_symbol(source.name, document_id))
    written_in = language_of(" ".join(p.text for p in paragraphs))
    masthead = read_masthead(_front_lines(walked.front), entry, written_in)
    found += _problems_of_whole(source, masthead, paragraphs)
    return Document(
        document_id=document_id,
        symbol=symbol,
        masthead=masthead,
        source_name=source.name,
        source_format=source.format,
        source_sha256=source.sha256,
        source_url=entry.url if entry else None,
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        footnotes=tuple(notes),
        unused=tuple(unused),
        problems=tuple(found),
        contents_line_count=len(lines) or None,
        texts=source.texts,
    )
