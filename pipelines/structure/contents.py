"""The contents page of a report: where it ends, and whether the report's headings are as it says.

Belongs here: its lines with the paragraphs that they give for a heading, held against what was found. Does
not belong here: text; nothing of a contents page is published but the share of its lines that are met.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipelines.readers.blocks import Block
from pipelines.structure import problems
from pipelines.structure.document import Paragraph, Problem, Section
from pipelines.structure.furniture import has_dot_leaders, is_contents_line

_TITLE = re.compile(r"(?:table of )?contents(?: paragraphs?)?(?: page)?:?", re.IGNORECASE)
_AFTER = frozenset(("summary", "abstract", "introduction"))
_MAX_BETWEEN = 4  # blocks of a contents page that are no whole line: titles over several lines, heads
_MAX_LINE = 300  # characters: a longer block is text

# The head of the column that gives paragraphs, in the languages that use spaces or not.
_HEAD = re.compile(r"\b(?:Paragraphs?|Paragraphes?|Párrafos?|Пункты)\b|段次|الفقرات", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){3,}|…[.…\s]*|\t[\s]*")
_RANGE = re.compile(r"\s*(\d{1,3})(?:\s?[-–—]\s?(\d{1,3}))?\s+(\d{1,3})(?=\s|$)")
_RANGE_AT_END = re.compile(r"\s(\d{1,3})\s?[-–—]\s?(\d{1,3})\s+\d{1,3}$")
_PAGE = re.compile(r"\s*(?:[ivxl]{1,6}|\d{1,3})(?=\s|$)")
_LABEL = re.compile(r"([IVXL]{1,6}|[A-Z]|\d{1,2})\.\s+(?=\S)")
_KEY = 25  # letters and figures of a title that tell it from others


class ContentsLine(NamedTuple):
    """A line of a contents page: the heading, and its first and last paragraph."""

    label: str | None
    title: str
    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.label}. {self.title}" if self.label else self.title


def is_title(text: str) -> bool:
    """Whether a block is the title of a contents page."""
    return _TITLE.fullmatch(text.strip()) is not None


def contents_page(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks of the contents page, from its title to its last line; empty without one."""
    start = next((i for i, block in enumerate(blocks) if is_title(block.text)), None)
    if start is None:
        return frozenset()
    last = start
    for i in range(start + 1, len(blocks)):
        text = blocks[i].text
        leads = has_dot_leaders(text)
        if (
            i - last > _MAX_BETWEEN + 1
            or text.strip().lower() in _AFTER
            or (len(text) > _MAX_LINE and not leads)
        ):
            break
        if leads or is_contents_line(text) or blocks[i].style == "table-row":
            last = i
    return frozenset(range(start, last + 1))


def lines_of(texts: Sequence[str]) -> list[ContentsLine]:
    """The lines of a contents page that give paragraphs; none where it gives only pages."""
    if not any(_HEAD.search(text) for text in texts):
        return []
    found: list[ContentsLine] = []
    carried = ""
    for text in texts:
        if is_title(text) or (_HEAD.search(text) and not any(c.isdigit() for c in text)):
            continue
        carried = _take_lines(f"{carried} {text}".strip(), found)
    return found


def _take_lines(text: str, found: list[ContentsLine]) -> str:
    """Put the lines of a block into `found`; what is left of it is the start of a title that goes on."""
    at = 0
    for leaders in _LEADERS.finditer(text):
        if leaders.start() < at:
            continue
        match = _RANGE.match(text, leaders.end())
        if match is not None:
            found.append(_line(text[at : leaders.start()], match[1], match[2] or match[1]))
            at = match.end()
        elif page := _PAGE.match(text, leaders.end()):
            at = page.end()  # a heading without numbered paragraphs
    rest = text[at:].strip()
    match = _RANGE_AT_END.search(rest)
    if match is not None:
        found.append(_line(rest[: match.start()], match[1], match[2]))
        return ""
    return rest if len(rest) <= _MAX_LINE and not rest[-1:].isdigit() else ""


def _line(title: str, first: str, last: str) -> ContentsLine:
    title = " ".join(title.split())
    label = _LABEL.match(title)
    words = title[label.end() :] if label else title
    return ContentsLine(label[1] if label else None, words.rstrip(" ."), int(first), int(last))


def _key(title: str) -> str:
    return "".join(c for c in title.casefold() if c.isalnum())[:_KEY]


def _numbers_under(
    section: Section, sections: Sequence[Section], paragraphs: Iterable[Paragraph]
) -> list[int]:
    """The numbers of the paragraphs that stand under a heading or under those below it."""
    under = {section.section_id}
    for one in sections:  # those below a heading stand after it
        if one.parent_section_id in under:
            under.add(one.section_id)
    return [p.number for p in paragraphs if p.section_id in under and p.kind == "numbered" and p.number]


def unmet(
    lines: Sequence[ContentsLine], sections: Sequence[Section], paragraphs: Sequence[Paragraph]
) -> Iterator[Problem]:
    """A problem for each line whose heading was not found, or has other paragraphs under it."""
    for line in lines:
        same = [
            section
            for section in sections
            if _key(section.title) == _key(line.title)
            and (line.label is None or section.label is None or section.label == line.label)
        ]
        spans = []
        for section in same:
            numbers = _numbers_under(section, sections, paragraphs)
            spans.append((min(numbers), max(numbers)) if numbers else None)
        if (line.first, line.last) not in spans:
            yield problems.contents_line(str(line), (line.first, line.last), spans)
