"""Footnotes and the markers they belong to.

Belongs here: joining notes to markers by marker and order. Does not belong here: finding either.
"""

from collections import Counter, defaultdict
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
    place: int = 0  # in reading order


def anchors_in(
    passage: Passage, kind: str, paragraph_id: str | None, place: int = 0
) -> list[tuple[str, Anchor]]:
    """(marker, anchor) of the marks of a passage, in order."""
    return [
        (m.marker, Anchor(kind, paragraph_id, m.offset if kind == "text" else None, place))
        for m in passage.marks
    ]


def _take(waiting: list[Anchor], after: int, note: Note, notes_left: int) -> Anchor | None:
    """The anchor of a note, taken out of those that wait with its marker.

    As many anchors as notes belong together in order. Where there are more, a marker was printed again
    for the note that it had (`a` all over a table): the note's own is the first that stands between the
    last note of this marker and this one, and the others there go with it.
    """
    if len(waiting) > notes_left:
        here = [a for a in waiting if after < a.place <= note.place]
        if here:
            waiting[:] = [a for a in waiting if a.place > note.place]
            return here[0]
    return waiting.pop(0) if waiting else None


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
    left = Counter(note.marker for note in notes)
    last_place: dict[str, int] = {}
    for note in notes:
        seen[note.marker] += 1
        again = f":{seen[note.marker]}" if seen[note.marker] > 1 else ""
        footnote_id = f"{document_id}#fn{note.marker}{again}"
        taken = _take(waiting[note.marker], last_place.get(note.marker, -1), note, left[note.marker])
        left[note.marker] -= 1
        last_place[note.marker] = note.place
        anchor = taken or Anchor("missing", None, None)
        if taken is None:
            trouble.append(problems.note_without_marker(note.marker, footnote_id))
        paragraph_id = anchor.paragraph_id if anchor.kind != "title" else first
        found.append(
            Footnote(footnote_id, note.marker, paragraph_id, anchor.offset, anchor.kind, join(note.parts))
        )
    for marker, unnoted in waiting.items():
        # A marker may be printed again for the note it had (`*` in a title and its running head).
        trouble += [
            problems.footnote_without_note(marker, a.paragraph_id or "title")
            for a in unnoted
            if marker not in seen
        ]
    return found, trouble
