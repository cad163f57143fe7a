"""Footnotes and the markers they belong to.

Belongs here: joining notes to markers by marker and order. Does not belong here: finding either.
"""

from collections import defaultdict
from dataclasses import dataclass

from pipelines.readers.passage import Passage, join
from pipelines.structure import problems
from pipelines.structure.document import Footnote, Paragraph, Problem
from pipelines.structure.found import Note


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a marker stands: in a paragraph (then `offset`), in a heading or in the title."""

    kind: str
    paragraph_id: str | None
    offset: int | None


def anchors_in(passage: Passage, kind: str, paragraph_id: str | None) -> list[tuple[str, Anchor]]:
    """(marker, anchor) of the marks of a passage, in order."""
    return [
        (m.marker, Anchor(kind, paragraph_id, m.offset if kind == "text" else None)) for m in passage.marks
    ]


def join_notes(
    document_id: str, notes: list[Note], anchors: list[tuple[str, Anchor]], paragraphs: list[Paragraph]
) -> tuple[list[Footnote], list[Problem]]:
    """The notes with their anchors; a marker used twice gives its notes to its places in order."""
    waiting: dict[str, list[Anchor]] = defaultdict(list)
    for marker, anchor in anchors:
        waiting[marker].append(anchor)
    first = paragraphs[0].paragraph_id if paragraphs else None
    found: list[Footnote] = []
    trouble: list[Problem] = []
    seen: dict[str, int] = defaultdict(int)
    for note in notes:
        seen[note.marker] += 1
        again = f":{seen[note.marker]}" if seen[note.marker] > 1 else ""
        footnote_id = f"{document_id}#fn{note.marker}{again}"
        if waiting[note.marker]:
            anchor = waiting[note.marker].pop(0)
        else:
            anchor = Anchor("missing", None, None)
            trouble.append(problems.note_without_marker(note.marker, footnote_id))
        paragraph_id = anchor.paragraph_id if anchor.kind != "title" else first
        found.append(
            Footnote(footnote_id, note.marker, paragraph_id, anchor.offset, anchor.kind, join(note.parts))
        )
    for marker, left in waiting.items():
        # A marker may be printed again for the note it had (`*` in a title and its running head).
        trouble += [
            problems.footnote_without_note(marker, a.paragraph_id or "title")
            for a in left
            if marker not in seen
        ]
    return found, trouble
