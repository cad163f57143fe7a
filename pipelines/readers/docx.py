"""Word files (.docx): bytes to blocks.

Belongs here: putting the parts of the file together in reading order: first-page header (the
masthead), body, notes. Does not belong here: any one part (`docx_package`, `docx_styles`,
`docx_numbering`, `docx_inline`, `pieces`, `docx_notes`, `docx_body`).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from pipelines.readers.blocks import Block, Source
from pipelines.readers.docx_body import Body
from pipelines.readers.docx_inline import Inline
from pipelines.readers.docx_notes import KINDS, Notes
from pipelines.readers.docx_numbering import Numbering
from pipelines.readers.docx_package import Element, Package, R, Relation, W, child, is_on, related
from pipelines.readers.docx_styles import Styles
from pipelines.readers.errors import ReadError
from pipelines.readers.rows import MASTHEAD


def read_docx(raw: bytes, name: str) -> Source:
    """The blocks of a Word file.

    Raises ReadError for a file that is no sound Word document, holds no text, or is beyond the limits.
    """
    package = Package(raw, name)
    main = package.main_part()
    root = package.xml(main)
    relations = package.relations(main)
    content = child(root, "body")
    if content is None:
        raise package.error("the file has no text part.")
    body = _body(package, relations)
    blocks: list[Block] = []
    for notes in body.notes.values():
        notes.section_starts(next(content.iter(W + "sectPr"), None))
    blocks += _masthead(package, relations, content, body)
    inline = Inline(body.styles, relations)
    blocks += body.blocks(content, inline)
    blocks += body.unread_notes(inline.struck)
    if not any(block.text.strip() for block in blocks):
        raise ReadError(name, "the file holds no text.", "Put the report's text into it, or remove it.")
    return Source(
        name=name,
        format="docx",
        sha256=hashlib.sha256(raw).hexdigest(),
        blocks=tuple(blocks),
        texts={None: "".join(body.source.parts)},
        taken=tuple(body.source.taken),
    )


def _body(package: Package, relations: dict[str, Relation]) -> Body:
    """The walker of this file, with its styles, numbering and notes."""

    def part(kind: str) -> Element | None:
        target = related(relations, kind)
        return package.xml(target) if target else None

    styles = Styles(part("styles"))
    settings = part("settings")
    notes = {kind: Notes(package, relations, kind, styles, settings) for kind in KINDS}
    return Body(styles, Numbering(part("numbering"), styles), notes)


def _masthead(
    package: Package, relations: dict[str, Relation], content: Element, body: Body
) -> Iterator[Block]:
    """The first page's header, where the masthead stands in it; every other header is furniture."""
    section = next(content.iter(W + "sectPr"), None)
    if section is None or not is_on(section, "titlePg"):
        return
    for node in section.findall(W + "headerReference"):
        relation = relations.get(node.get(R + "id", ""))
        if node.get(W + "type") != "first" or relation is None or relation.external:
            continue
        header = package.xml(relation.target)
        if header is None or not MASTHEAD.search(" ".join(t.text or "" for t in header.iter(W + "t"))):
            continue
        inline = Inline(body.styles, package.relations(relation.target))
        for block in body.blocks(header, inline):
            yield replace(block, style="masthead")
