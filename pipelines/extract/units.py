"""The units that extraction reads, and what the stages hand to each other.

Belongs here: a paragraph or footnote with its sentences and tokens, a mention, a found row. Does
not belong here: how anything is found (one file a table beside this one).
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipelines.extract.sentences import split_sentences
from pipelines.extract.tokens import Token, tokenize
from pipelines.readers.passage import Link, Passage
from pipelines.structure.document import Document

Row = dict[str, Any]


class Sentence(NamedTuple):
    """A sentence of a unit: its span in the unit's text and its tokens (same offsets)."""

    start: int
    end: int
    tokens: list[Token]


class Mention(NamedTuple):
    """An actor or country named in a unit: `text[start:end]` stands for `target` (its id or code)."""

    start: int
    end: int
    target: str
    rule_id: str


@dataclass(slots=True)
class Unit:
    """A paragraph or footnote, cut into sentences. `name` is as printed (`10`, `7(b)`, `fn8`)."""

    document_id: str
    paragraph_id: str
    footnote_id: str | None
    name: str
    kind: str
    text: str
    links: tuple[Link, ...]
    section_id: str | None
    parent_paragraph_id: str | None
    in_recommendations: bool
    sentences: tuple[Sentence, ...]
    actors: list[Mention] = field(default_factory=list)
    countries: list[Mention] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The footnote's id for a footnote, else the paragraph's."""
        return self.footnote_id or self.paragraph_id

    def found(
        self, key: str, start: int, end: int, rule_id: str, *, suffix: str = "", text: str = "evidence"
    ) -> Row:
        """The columns that every found row shares, for the span `[start, end)` of this unit.

        `key` names the table's id column, `text` the column that holds the slice (`evidence` or
        `surface`), `suffix` tells several rows of one span apart (`:HND`).
        """
        return {
            key: f"{self.id}@{start}-{end}{suffix}",
            "document_id": self.document_id,
            "paragraph_id": self.paragraph_id,
            "footnote_id": self.footnote_id,
            "start": start,
            "end": end,
            text: self.text[start:end],
            "rule_id": rule_id,
            "confidence": None,
        }

    def unsettled(self, start: int, end: int, rule_id: str, kind: str, reason: str, suffix: str = "") -> Row:
        """A row of `unresolved`: `[start, end)` was seen and could not be settled, for a `reason`."""
        row = self.found("unresolved_id", start, end, rule_id, suffix=suffix, text="surface")
        del row["confidence"]
        return row | {"kind": kind, "reason": reason}


def _unit(document_id: str, passage: Passage, **where: Any) -> Unit:
    text = passage.text
    sentences = tuple(Sentence(a, b, tokenize(text, a, b)) for a, b in split_sentences(text))
    return Unit(document_id=document_id, text=text, links=passage.links, sentences=sentences, **where)


def units_of(document: Document) -> list[Unit]:
    """The paragraphs in reading order, then the footnotes that have an anchor."""
    asking = {s.section_id for s in document.sections if s.is_recommendation_section}
    units = []
    for p in document.paragraphs:
        units.append(
            _unit(
                document.document_id,
                p.passage,
                paragraph_id=p.paragraph_id,
                footnote_id=None,
                name=p.unit,
                kind=p.kind,
                section_id=p.section_id,
                parent_paragraph_id=p.parent_paragraph_id,
                in_recommendations=p.section_id in asking,
            )
        )
    anchors = {u.paragraph_id: u for u in units}
    for note in document.footnotes:
        anchor = anchors.get(note.paragraph_id or "")
        if anchor is not None:
            units.append(
                _unit(
                    document.document_id,
                    note.passage,
                    paragraph_id=anchor.paragraph_id,
                    footnote_id=note.footnote_id,
                    name=f"fn{note.marker}",
                    kind="footnote",
                    section_id=anchor.section_id,
                    parent_paragraph_id=anchor.parent_paragraph_id,
                    in_recommendations=False,
                )
            )
    return units
