"""The front of a UN document: organ, date, session, agenda item, title, author.

Belongs here: reading the facts that stand before the summary or the first section. Does not belong
here: the document's symbol, which comes from the file's name or the manifest, never from its text.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from pipelines.readers.lines import is_running
from pipelines.readers.manifest import ManifestEntry
from pipelines.structure.document import Masthead

_DATE = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")
_LANGUAGE = re.compile(r"\bOriginal: ([A-Z][A-Za-z]+)")
_SESSION = re.compile(
    r"(?:Official Records )?"
    r"([A-Z][a-z]+(?:-[a-z]+)? (?:(?:emergency|special|regular|resumed) ){0,2}(?:[Ss]ession|year)"
    r"|\d{4} session)\b"
)
_YEAR = " year"
"""The Security Council counts years. A document of two organs gives the session of the other."""
_AGENDA = re.compile(
    r"(?:Provisional )?(?:[Aa]genda [Ii]tems?|Items?) "
    r"(\d{1,3}(?: ?\([a-z]{1,4}\)| ?and (?=[\d(])|, ?(?=[\da(])|\d{1,3}){0,20})"
)
_OF_WHOM = re.compile(r"\b(?:of|by|from) (?:the )?([A-Z].{2,300})$")
# What stands after the author: to whom it speaks, when.
_AFTER_AUTHOR = re.compile(
    r" (?:addressed to|on \d|at its|to the (?:General Assembly|Security Council)).{0,300}$"
    r"|(?<=^Secretary-General) .{1,300}$|(?<=High Commissioner for Human Rights) on .{1,300}$"
)
_FURNITURE = re.compile(
    r"(?:United Nations(?: • .*)?$|Official Records|[A-Z](?: [A-Z]){0,3}$|Distr\.|"
    r"Advance (?:unedited|edited)? ?version|Original: .*|"
    r"\[on the report of .*|"
    r"[A-Z]{1,4}/[\w./\-]+|GE\.\d.*|\d\d-\d{5}.*|\*?\d{7}\*?|English$|Please recycle.*)",
    re.IGNORECASE,
)
_DATES = re.compile(r"(?:\d{1,2} [A-Z][a-z]+ ?[–-] ?)?\d{1,2} [A-Z][a-z]+ \d{4}")
# Place and dates of a session, with what stands after them: `New York, 10–14 February 2025 Item 3`.
_HELD = re.compile(
    r"^(?:[A-Z][a-z]+(?: [A-Z][a-z]+)?, )?\d{1,2}(?: [A-Z][a-z]+)?(?: \d{4})? ?(?:[–-]|to) ?"
    r"\d{1,2} [A-Z][a-z]+ \d{4}(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)? (?=\S)"
)
_OF_THE_AGENDA = re.compile(r"(?<!\s)\s*of the (?:provisional|preliminary) (?:agenda|list)\W*")
# A title and the line below it, run together; a review's report and the State that it is about.
_TWO_LINES = re.compile(
    r"(?<=\S) (?=(?:Report of|Note by) the Secretar(?:y-General|iat)$)"
    r"|(?<=^Report of the Working Group on the Universal Periodic Review) (?=[A-Z])"
)
# Says who, not about what: the agenda item's name is then the title.
_NO_TITLE = re.compile(r"(?:Report of|Note by) the Secretar(?:y-General|iat)$", re.IGNORECASE)
_MARK = re.compile(r"\s*\*{1,3}$")  # of the note that says how the document was issued
_OF_ORGAN = frozenset(("concluding_observations", "general_comment"))
_MAX_LINE = 120  # characters of a line that holds a session or a date
_MONTHS = "january february march april may june july august september october november december".split()


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    text = resources.files("pipelines.lexicons").joinpath("structure/masthead.yml").read_text("utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(text)
    return loaded


@cache
def _organs() -> dict[str, str]:
    """The organs by their names without regard to case."""
    return {name.casefold(): name for name in _lexicon()["organs"]}


def iso_date(text: str) -> str | None:
    """The first date of `text` as ISO 8601, None where there is none that can be.

    >>> iso_date("Distr.: General 27 September 2018")
    '2018-09-27'
    """
    for day, month, year in _DATE.findall(text):
        if month.lower() in _MONTHS:
            with suppress(ValueError):  # 31 April
                return date(int(year), _MONTHS.index(month.lower()) + 1, int(day)).isoformat()
    return None


def document_type(text: str) -> str | None:
    """The code of the document type that a line such as `Report of the Secretary-General` names."""
    for words, kind in _lexicon()["document_types"].items():
        if re.match(rf"{words}\b", text, re.IGNORECASE):
            return kind
    return None


def _titles(lines: Sequence["FrontLine"], has_agenda: bool) -> tuple[str | None, str | None]:
    """Title and subtitle among the lines that stand after the agenda item.

    The first line below the agenda item repeats the item's name; it is bold and the title is not,
    or two lines stand before the line that names the document's type.
    """
    rest = list(lines)
    typed = next((i for i, line in enumerate(rest) if document_type(line.text)), None)
    if has_agenda and rest and typed != 0 and (rest[0].bold or len(rest) > 1):
        if typed == 1 and len(rest) == len(("name", "type")) and _NO_TITLE.match(rest[1].text):
            return rest[0].text, None
        rest = rest[1:]
        typed = None if typed is None else typed - 1
    others = [line.text for i, line in enumerate(rest) if i != typed]
    if typed is not None and (typed == 0 or not others):
        return rest[typed].text, (others[0] if others else None)
    return (others[0], others[1] if len(others) > 1 else None) if others else (None, None)


class FrontLine(NamedTuple):
    """A block of the front: its text, whether it is bold, and whether its type is that of a title."""

    text: str
    bold: bool = False
    as_title: bool = False


def read_masthead(
    blocks: Sequence[FrontLine], entry: ManifestEntry | None, written_in: str | None = None
) -> Masthead:
    """The facts of the front of a document.

    Lines set as a title are the title and subtitle; without any they are found by their place. The
    manifest's language goes before the one that the text is `written_in`, and that before the printed
    one (`Original: French` is printed on an English translation too); its title is used only where the
    text has none.
    """
    front = _Front()
    for line in blocks:
        front.read(line)
    title, subtitle = front.titles()
    typed = front.typed()
    return Masthead(
        title=title or (entry.title if entry else None),
        subtitle=subtitle,
        organ=front.organ,
        session=front.session,
        agenda_item=front.agenda,
        document_type=document_type(typed) if typed else None,
        author=_author(typed, front.organ) if typed else None,
        published_on=front.published,
        language=(entry.language if entry else None) or written_in or front.language,
    )


class _Front:
    """The facts of the lines that were read so far, and those lines that hold none."""

    def __init__(self) -> None:
        self.organ: str | None = None
        self.session: str | None = None
        self.agenda: str | None = None
        self.published: str | None = None
        self.language: str | None = None
        self.rest: list[FrontLine] = []
        self.above: list[str] = []  # titles above the agenda item: the title only where none stands below it

    def read(self, line: FrontLine) -> None:
        """Take one line; it may hold several facts."""
        text = self._agenda_in(_HELD.sub("", self._session_in(self._organ_in(line.text.strip()))))
        if text[:1].islower() and len(text) <= _MAX_LINE and self.rest:  # the rest of a line that was cut
            self.rest[-1] = self.rest[-1]._replace(text=f"{self.rest[-1].text} {text}")
        elif text and not _is_furniture(text):
            self.rest += [line._replace(text=part) for part in _TWO_LINES.split(_MARK.sub("", text)) if part]
        if len(line.text) <= _MAX_LINE:
            self.published = self.published or iso_date(line.text)
        if match := _LANGUAGE.search(line.text):
            self.language = self.language or _lexicon()["languages"].get(match[1].capitalize())

    def _organ_in(self, text: str) -> str:
        """What stands after the organ that the text opens with; the whole text where it opens with none."""
        if (named := _organ_of(text)) is None:
            return text
        self.organ, after = named
        return after

    def _session_in(self, text: str) -> str:
        """What stands after the session that the text opens with, as above."""
        match = _SESSION.match(text)
        if match is None or not _is_line_of_session(text, match.end()):
            return text
        if self.session is None or (self.session.endswith(_YEAR) and not match[1].endswith(_YEAR)):
            self.session = match[1]
        return text[match.end() :].strip()

    def _agenda_in(self, text: str) -> str:
        """What stands after the agenda item that the text opens with, as above."""
        match = _AGENDA.match(text)
        if match is None:
            return text
        self.above += [line.text for line in self.rest if line.as_title]
        self.agenda, self.rest = match[1].strip(), []
        return _OF_THE_AGENDA.sub("", text[match.end() :]).strip()

    def titles(self) -> tuple[str | None, str | None]:
        """Title and subtitle."""
        below = [line.text for line in self.rest if line.as_title]
        set_as_title = [FrontLine(text) for text in dict.fromkeys(below or self.above)]
        return _titles(set_as_title, False) if set_as_title else _titles(self.rest, self.agenda is not None)

    def typed(self) -> str | None:
        """The first line that names the document's type, below the agenda item before above it."""
        texts = (*(line.text for line in self.rest), *self.above)
        return next((text for text in texts if document_type(text)), None)


def _is_furniture(text: str) -> bool:
    """Whether a line is no title: what every document prints, a date, the treaty of a treaty body."""
    is_treaty = text.casefold() in {name.casefold() for name in _lexicon()["instruments"]}
    return is_treaty or bool(_FURNITURE.match(text) or _DATES.fullmatch(text) or is_running(text))


def _author(typed: str, organ: str | None) -> str | None:
    """Whose document a line such as `Report of the Secretary-General` says it is.

    What a treaty body adopts is its own, and the line names the State that it is about.
    """
    if document_type(typed) in _OF_ORGAN:
        return organ
    whom = _OF_WHOM.search(typed)
    return _AFTER_AUTHOR.sub("", whom[1]) if whom else None


def _is_line_of_session(text: str, end: int) -> bool:
    """Whether a session that ends at `end` is the masthead's: a title may start with one."""
    after = text[end:].strip()
    return len(text) <= _MAX_LINE or bool(_HELD.match(after) or _AGENDA.match(after))


def _organ_of(text: str) -> tuple[str, str] | None:
    """The organ that a line names, and what stands after it; None where it names none.

    What follows an organ on its line is another organ or a session: a title may start with its name.
    """
    for key, name in _organs().items():
        if not text.casefold().startswith(key):
            continue
        after = text[len(key) :].strip()
        if not after or _SESSION.match(after):
            return name, after
        if _FURNITURE.match(after):  # `Distr.: General` beside it
            return name, ""
        if (further := _organ_of(after)) is not None:
            return further
    return None
