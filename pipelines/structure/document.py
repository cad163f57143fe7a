"""A report in its form: the values that `structure` makes and `extract` reads.

Belongs here: the shape of a document. Does not belong here: how the form is recognised (the other
files of this folder) or what its sentences say (`extract`).
"""

from dataclasses import dataclass, field

from pipelines.readers.passage import Passage, SourceRange

EXTRACTED_LANGUAGE = "en"
"""The language whose sentences the extraction reads; of others the form and the citations are published."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The facts that the front of a UN document prints; None where it does not."""

    title: str | None = None
    subtitle: str | None = None
    organ: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    document_type: str | None = None
    author: str | None = None
    published_on: str | None = None  # ISO 8601 date
    language: str | None = None  # ISO 639-1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `label` is `III` or `A`, None where none is printed."""

    section_id: str
    parent_section_id: str | None
    level: int
    label: str | None
    title: str
    ordinal: int
    is_recommendation_section: bool
    passage: Passage


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A unit of body text. `unit` is its name as printed: `10`, `7(b)`, `summary`.

    `kind`: `summary`, `numbered`, `lettered`, `unnumbered`, `table_row`. The parent of a lettered
    item is the paragraph whose words introduce it.
    """

    paragraph_id: str
    unit: str
    kind: str
    number: int | None
    section_id: str | None
    parent_paragraph_id: str | None
    ordinal: int
    passage: Passage

    @property
    def text(self) -> str:
        """The published text: markers and link syntax removed, page-break halves joined."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, and where its marker stood.

    `anchor_kind`: `text` (in `paragraph_id`, before the character at `anchor_offset`); `title` or
    `heading` (then `paragraph_id` is the first paragraph that follows, `anchor_offset` None);
    `missing` (no marker was found: both None).
    """

    footnote_id: str
    marker: str
    paragraph_id: str | None
    anchor_offset: int | None
    anchor_kind: str
    passage: Passage

    @property
    def text(self) -> str:
        """The note without its marker."""
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Unused:
    """Source text that is in no unit, and why (`masthead`, `marker`, `furniture`, `contents` …)."""

    reason: str
    ranges: tuple[SourceRange, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd that a person should know of. `is_fatal`: the document cannot be published."""

    code: str
    message: str
    is_fatal: bool
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report, read and given its form. Nothing in it depends on any other document."""

    document_id: str
    symbol: str | None
    masthead: Masthead
    source_name: str
    source_format: str
    source_sha256: str
    source_url: str | None
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[Footnote, ...]
    unused: tuple[Unused, ...] = ()
    problems: tuple[Problem, ...] = ()
    contents_line_count: int | None = None  # lines of its contents page that give paragraphs
    texts: dict[int | None, str] = field(default_factory=dict, repr=False)
