"""Recommendations of reports of the Working Group on the Universal Periodic Review (UPR).

Belongs here: knowing such a report, its lists of recommendations, and how the State under review
answers each. Does not belong here: what one item says (`review_items`), the words of an answer
(`review_responses`), or what delegations ask in the dialogue (`recommendations`).
"""

import re
from dataclasses import dataclass, field
from itertools import count

from pipelines.extract.action_categories import category_of, is_base_verb
from pipelines.extract.addressees import UNSPECIFIED
from pipelines.extract.country_names import match_names
from pipelines.extract.recommendation_rows import Asked, actor_rows, with_asked
from pipelines.extract.review_items import Asked as Item
from pipelines.extract.review_items import asked_in, asked_in_row, number_before
from pipelines.extract.review_responses import Statement, is_comment, response_of, statements_in
from pipelines.extract.units import Row, Unit
from pipelines.structure.document import Document

RULE_WHOLE = "recommendations.review-item"
RULE_SHARED = "recommendations.review-item-shared"
RULE_UNATTRIBUTED = "recommendations.review-item-unattributed"
_REPORT = re.compile(r"\bWorking Group on the Universal Periodic Review\b", re.IGNORECASE)
_NOT_ENDORSED = re.compile(
    r"\b(?:not be construed as|reflects? the positions? of the submitting)\b", re.IGNORECASE
)
_REVIEW_OF = re.compile(r"\b(?:examined by|made to|support of|review of|the response of) ")
_COUNTED = re.compile(r"\d{1,3}\((\d{1,3})\)")
_PRINTED = re.compile(r"\d{1,3}(?:\s?\.\s?\d{1,3})?|\([a-z]{1,2}\)")
_NESTED = re.compile(r"[.:(/]")
_SHORTEST = 4  # words of an item that names no State
_STRENGTH = 3  # of `recommendations` on the scale of lexicons/directives


@dataclass(slots=True)
class Review:
    """What was read: rows in reading order, the units that need no other reading, later answers.

    `answers`: what the conclusions answer to recommendations of the dialogue, by paragraph (`26(b)`).
    """

    rows: list[Row] = field(default_factory=list)
    actor_rows: list[Row] = field(default_factory=list)
    read: set[str] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _List:
    """The list that is being read: its lead-in, the answer it states, and its rows by number."""

    state: str
    lead: Unit | None = None
    response: str | None = None
    is_open: bool = False
    since_lead: list[Row] = field(default_factory=list)
    by_number: dict[str, list[Row]] = field(default_factory=dict)


def is_review(document: Document) -> bool:
    """Whether the masthead is that of a report of the Working Group on the UPR."""
    head = document.masthead
    return any(_REPORT.search(t) for t in (head.title, head.subtitle, head.document_type, head.author) if t)


def state_under_review(document: Document, units: list[Unit]) -> str:
    """The actor id of the State under review, from the title or else the text; `unspecified`."""
    head = document.masthead
    for printed in (head.subtitle, head.title):
        named = [m for m in match_names(printed or "") if m.kind == "name" and len(m.codes) == 1]
        if named:
            return f"state-{named[0].codes[0].lower()}"
    for unit in units:
        for lead in _REVIEW_OF.finditer(unit.text):
            named = [m for m in match_names(unit.text[lead.end() : lead.end() + 80]) if m.kind == "name"]
            if named and len(named[0].codes) == 1 and named[0].start <= len("the "):
                return f"state-{named[0].codes[0].lower()}"
    return UNSPECIFIED


def read_review(document: Document, units: list[Unit]) -> Review:
    """The recommendations of the conclusions of a UPR report; nothing for any other document."""
    review = Review()
    if not is_review(document):
        return review
    current = _List(state_under_review(document, units))
    titles = {s.section_id: s.title for s in document.sections}
    section: str | None = None
    for unit in _conclusions(units):
        if unit.section_id != section:
            section = unit.section_id
            _read_title(current, titles.get(section or "", ""))
        _read_unit(review, current, unit)
    return review


def _read_title(current: _List, title: str) -> None:
    """Takes a heading that answers for the list under it (`Recommendations that enjoy the support of …`)."""
    if statements_in(title) and not asked_in(title):
        current.response, current.is_open, current.since_lead = response_of(title), True, []


def _conclusions(units: list[Unit]) -> list[Unit]:
    """The paragraphs of the conclusions; where no heading marks them, from the first list's lead-in on."""
    body = [u for u in units if u.footnote_id is None]
    flagged = [u for u in body if u.in_recommendations]
    if flagged:
        return flagged
    first = next((i for i, u in enumerate(body) if u.text.endswith(":") and statements_in(u.text)), len(body))
    return body[first:]


def _read_unit(review: Review, current: _List, unit: Unit) -> None:
    if _NOT_ENDORSED.search(unit.text):
        current.is_open = False
        review.read.add(unit.paragraph_id)
        return
    if is_comment(unit.text):
        review.read.add(unit.paragraph_id)
    if unit.kind == "table_row":
        items, answer = asked_in_row(unit.text)
        before, current.response = current.response, response_of(answer) or current.response
        _add_items(review, current, unit, items)
        current.response = before
        return
    body = _after_lead(review, current, unit)
    if items := _items_of(current, unit, body):
        _add_items(review, current, unit, items)
    elif current.is_open and _is_bare_item(current, unit):
        start = number_before(unit.text)
        end = len(unit.text.rstrip(" ;.,"))
        _add_items(review, current, unit, [Item(unit.text[start:end], start, end, (), True)])
    elif body == 0 and (statements := statements_in(unit.text)):
        _answer(review, current, unit, statements)


def _after_lead(review: Review, current: _List, unit: Unit) -> int:
    """Where the items begin in a paragraph that holds a list with its lead-in; 0 for any other."""
    lead, colon, rest = unit.text.partition(":")
    statements = statements_in(lead + colon) if colon and asked_in(rest) and not asked_in(lead) else []
    if not any(s.is_below for s in statements) or is_base_verb(unit.text.split()[0].lower()):
        return 0
    _answer(review, current, unit, statements)
    return len(lead) + 1


def _items_of(current: _List, unit: Unit, start: int) -> list[Item]:
    """What other States ask in a paragraph from `start` on; nothing in a comment on recommendations."""
    if is_comment(unit.text):
        return []
    found = []
    for item in asked_in(unit.text[start:]):
        others = tuple(code for code in item.codes if f"state-{code.lower()}" != current.state)
        moved = item._replace(start=item.start + start, end=item.end + start, codes=others)
        found += [moved] if others else []
    return found


def _is_bare_item(current: _List, unit: Unit) -> bool:
    """Whether a paragraph without a State is an item of the open list: it is nested and asks."""
    lead = current.lead.paragraph_id if current.lead else None
    if unit.text.endswith(":") or not (_NESTED.search(unit.name) or unit.parent_paragraph_id == lead):
        return False
    words = unit.text[number_before(unit.text) :].split()
    return len(words) >= _SHORTEST and is_base_verb(words[0].lower())


def _numbers(current: _List, unit: Unit) -> set[str]:
    """The numbers by which the report may name an item: `103.2`, `2`, `71(c)`."""
    printed = _PRINTED.match(unit.text[: number_before(unit.text)].strip())
    own = re.sub(r"\s", "", printed[0]) if printed else unit.name.partition(":")[0]
    numbers = {own, unit.name}
    if counted := _COUNTED.fullmatch(unit.name):
        numbers.add(counted[1])  # `60(3)` is called No. 3
    if current.lead is not None:
        lead = current.lead.name
        numbers |= {f"{lead}{own}"} if own.startswith("(") else {f"{lead}.{own}"}
    return numbers


def _add_items(review: Review, current: _List, unit: Unit, items: list[Item]) -> None:
    """The rows of an item."""
    if items:
        review.read.add(unit.paragraph_id)
    numbers = _numbers(current, unit)
    seen: set[tuple[int, int]] = set()
    for number, item in zip(count(1), items, strict=False):
        suffix = f":{number}" if (item.start, item.end) in seen else ""
        seen.add((item.start, item.end))
        rule = (RULE_WHOLE if item.is_whole else RULE_SHARED) if item.codes else RULE_UNATTRIBUTED
        found = unit.found("recommendation_id", item.start, item.end, rule, suffix=suffix)
        states = tuple(f"state-{code.lower()}" for code in item.codes) or (UNSPECIFIED,)
        asked = Asked("recommendations", _STRENGTH, "reported", states, (current.state,))
        category = category_of(item.text)
        row = with_asked(found, item.text, asked, category=category, response=current.response)
        review.rows.append(row)
        review.actor_rows += actor_rows(row, asked)
        current.since_lead.append(row)
        for name in numbers:
            current.by_number.setdefault(name, []).append(row)


def _answer(review: Review, current: _List, unit: Unit, statements: list[Statement]) -> None:
    """Takes a paragraph about recommendations: a list's lead-in, or an answer to earlier ones."""
    numbered = [s for s in statements if s.numbers and s.response]
    for statement in numbered:
        _answer_by_number(review, current, statement)
    below = [s for s in statements if s.is_below]
    if below and not numbered:
        said = [s.response for s in (*below, *statements) if s.response]
        current.lead, current.response, current.is_open = unit, said[0] if said else None, True
        current.since_lead = []
        review.read.add(unit.paragraph_id)
    elif not numbered and not statements[0].is_comment:
        said = [s.response for s in statements if s.response]
        for row in current.since_lead if said else []:
            row["response"] = row["response"] or said[0]
        if said:
            review.read.add(unit.paragraph_id)


def _answer_by_number(review: Review, current: _List, statement: Statement) -> None:
    for number in statement.numbers:
        is_elsewhere = statement.is_of_paragraphs and number.isdigit()
        rows = [] if is_elsewhere else current.by_number.get(number, [])
        for row in rows:
            if row["response"] is None or not statement.is_comment:
                row["response"] = statement.response
        if not rows and not statement.is_comment and statement.response:
            review.answers[number] = statement.response
