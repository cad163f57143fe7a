"""Recommendations: things that somebody is asked to do.

Belongs here: rows from asks, own or reported, and lists whose items share a lead-in. Does not
belong here: the grammar of asking (`directives`) and who is named (`addressees`).
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from pipelines.extract.addressees import STATES, UNSPECIFIED, addressees, agents, askers
from pipelines.extract.asking_clauses import subject_end
from pipelines.extract.asking_dialogue import Dialogue, dialogue_of
from pipelines.extract.asking_guards import colon_after_addressee, tells_law, trim
from pipelines.extract.asking_line import Line, hidden_spans, line_of
from pipelines.extract.asking_words import words
from pipelines.extract.asks import Ask
from pipelines.extract.authors import author_id, speaks_for
from pipelines.extract.directives import asks_of
from pipelines.extract.lists import Piece, pieces_of
from pipelines.extract.recommendation_rows import Asked, actor_rows, with_asked
from pipelines.extract.reviews import Review, read_review
from pipelines.extract.tokens import ADJECTIVE, BASE, GERUND, NOUN, PLURAL, PREPOSITION
from pipelines.extract.units import Row, Unit
from pipelines.structure.document import Document

_NOTHING = frozenset(["to", ",", ":", "inter", "alia"])
_MEASURES = frozenset(["following", "measures", "steps", "actions", "action", "recommendations"])
_SHORT = 4  # words between the asking word and the colon of a lead-in that asks nothing by itself
_OWN_PRONOUNS = frozenset(["i", "we"])
_OFTEN = 5
_OPENING = 5  # tokens
_OWN_TEXTS = frozenset(["report", "study", "paper", "note", "section", "chapter"])
_BACK_PRONOUNS = frozenset(["he", "she", "it", "they"])
_LETTER = re.compile(r"\([a-z]\)")
_ADDRESSED = re.compile(r"(?:To|For) [^,;]{3,80}:$")  # `To Governments:` above what they should do
_TOWARDS = frozenset(["to", "for"])
_LEAD_NOUN = re.compile(r"\brecommend(?:s|ed|ations?|ing)?\b", re.IGNORECASE)


@dataclass(slots=True)
class Reader:
    """State of one document's reading: its author, open lists, and the last speaker of a unit."""

    author: str
    dialogue: Dialogue
    leads: dict[str, Asked]
    rows: list[Row]
    actor_rows: list[Row]
    speakers: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()  # whom the last ask of the unit named: `it` in the next one
    present: Counter[str] = field(default_factory=Counter)  # who asks in the present tense, how often


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """The rows of `recommendations` and `recommendation_actors` of a document, in reading order."""
    review = read_review(document, units)
    rest = [u for u in units if u.footnote_id or u.paragraph_id not in review.read]
    dialogue = dialogue_of(document, units)
    reader = _read(author_id(document, units), rest, dialogue)
    if reader.author == UNSPECIFIED and reader.present:
        speaker, count = max(reader.present.items(), key=lambda item: (item[1], item[0]))
        if count >= _OFTEN:  # no author printed: the body that the text lets ask in the present tense
            reader = _read(speaker, rest, dialogue)
    _take_answers(reader.rows, review, units)
    place = {u.id: i for i, u in enumerate(units)}
    rows = sorted([*reader.rows, *review.rows], key=lambda r: place[r["footnote_id"] or r["paragraph_id"]])
    order = {row["recommendation_id"]: i for i, row in enumerate(rows)}
    actors = sorted([*reader.actor_rows, *review.actor_rows], key=lambda r: order[r["recommendation_id"]])
    return {"recommendations": rows, "recommendation_actors": actors}


def _take_answers(rows: list[Row], review: Review, units: list[Unit]) -> None:
    """Gives recommendations of a dialogue the answers that the conclusions list by paragraph (`26 (b)`)."""
    if not review.answers:
        return
    by_id = {u.id: u for u in units}
    for row in rows:
        unit = by_id[row["footnote_id"] or row["paragraph_id"]]
        letters = _LETTER.findall(unit.text, 0, row["start"] + len("(a)"))
        names = [unit.name, *(f"{unit.name}{letter}" for letter in letters[-1:])]
        row["response"] = next((review.answers[n] for n in reversed(names) if n in review.answers), None)


def _read(author: str, units: list[Unit], dialogue: Dialogue) -> Reader:
    reader = Reader(author, dialogue, {}, [], [])
    for unit in units:
        _read_unit(reader, unit)
    return reader


def _read_unit(reader: Reader, unit: Unit) -> None:
    """Adds the unit's rows; leaves a lead for its items where it ends with a colon."""
    reader.speakers, reader.asked = (), ()
    lead = None if unit.footnote_id else reader.leads.get(unit.parent_paragraph_id or "")
    in_items = lead is not None
    forms = words().forms
    spans: list[tuple[int, int]] | None = None
    for number, piece in enumerate(pieces_of(unit)):
        asks: list[Ask] = []
        line = line_of(unit.text, piece.tokens, [])
        if not forms.isdisjoint([t.lower for t in piece.tokens]):
            spans = hidden_spans(unit.text) if spans is None else spans
            line = line_of(unit.text, piece.tokens, spans)
            asks = asks_of(line)
        is_item = piece.is_item or (number == 0 and in_items)
        in_items = in_items or is_item
        if is_item and lead is not None and not _stands_alone(line, asks):
            if not piece.is_lead:
                _add_item(reader, unit, piece.start, piece.end, _of_item(unit, line, lead))
            continue
        own = _add_asks(reader, unit, piece, line, asks)
        if not asks and unit.in_recommendations:
            own = _bare(reader, unit, piece, line, lead)
        if piece.is_lead or not in_items:
            lead = own if piece.is_lead else None
    if unit.footnote_id is None and lead is not None:
        reader.leads[unit.paragraph_id] = lead


def _add_asks(reader: Reader, unit: Unit, piece: Piece, line: Line, asks: list[Ask]) -> Asked | None:
    """Adds the rows of a piece's asks; returns the last as a lead."""
    asked: Asked | None = None
    for ask in asks:
        asked = _settle(reader, unit, line, ask, asked)
        if tells_law(unit, line, ask, asked):
            continue
        if not (piece.is_lead and ask is asks[-1] and _leaves_it_to_items(line, ask)):
            _add(reader, unit, line, ask, asked)
    return asked


def _leaves_it_to_items(line: Line, ask: Ask) -> bool:
    """Whether a lead-in names nothing that is asked: `States should:`, `urges the Government, …, to:`."""
    if ask.last < len(line.tokens) - 2:
        return False
    says = {line.lower(k) for k in range(ask.action, ask.last)}
    return ask.last - ask.trigger[1] <= _SHORT or says <= _NOTHING or says & _MEASURES > {"following"}


def _stands_alone(line: Line, asks: list[Ask]) -> bool:
    """Whether an item asks by a sentence of its own (`States should …`), not through its lead-in."""
    if (
        not asks
        or (line.tags(0) & BASE and not line.tags(0) & (NOUN | PLURAL))
        or line.lower(0) in ("to", "that")
    ):
        return False
    return asks[0].first <= 1 or (asks[0].asker is not None and asks[0].asker[0] < asks[0].asker[1])


def _bare(reader: Reader, unit: Unit, piece: Piece, line: Line, lead: Asked | None) -> Asked | None:
    """In a section of recommendations: `Adopt legislation …` by itself, or a lead-in that names them."""
    text = unit.text[piece.start : piece.end]
    if piece.is_lead and (_LEAD_NOUN.search(text) or _ADDRESSED.match(text)):
        found = [m.target for m in agents(unit, piece.start, piece.end, _TOWARDS)]
        found = found or addressees(unit, piece.start, piece.end, piece.end)
        return Asked("recommendations", 3, "own", (reader.author,), tuple(dict.fromkeys(found)))
    colon = colon_after_addressee(line)
    if colon is not None:  # `To the Bar: publish the fees.`
        who = addressees(unit, line.tokens[1].start, line.tokens[colon].start, piece.end)
        asked = Asked("recommendations", 3, "own", (reader.author,), tuple(who))
        _add_item(reader, unit, line.tokens[colon + 1].start, piece.end, asked)
        return None
    first = 1 if line.lower(0) == "to" and lead is not None else 0
    opener = line.tags(first)
    is_order = opener & BASE and not opener & (NOUN | PLURAL | GERUND | ADJECTIVE | PREPOSITION)
    if is_order and len(line.tokens) > first + _SHORT and not piece.is_lead:
        asked = lead or Asked("imperative", 3, "own", (reader.author,), (UNSPECIFIED,))
        _add_item(reader, unit, piece.start, piece.end, asked)
    return None


def _settle(reader: Reader, unit: Unit, line: Line, ask: Ask, before: Asked | None) -> Asked:
    """Whose ask it is and who is asked."""
    tokens = line.tokens
    origin = "own"
    recommenders: tuple[str, ...] = (reader.author,)
    if ask.asker is not None or (ask.rule.startswith("passive") and ask.is_past):
        recommenders = _recommenders(reader, unit, line, ask)
        is_author = speaks_for(reader.author, recommenders) and not ask.is_past  # `I, like the Council, urge`
        if is_author:
            recommenders = (reader.author,)
        origin = "own" if is_author else "reported"
        if not ask.is_past and len(recommenders) == 1 and recommenders != (UNSPECIFIED,):
            reader.present[recommenders[0]] += 1
    owner = reader.dialogue.owner(unit, tokens[ask.first].start) if origin == "own" else ()
    if owner:
        origin, recommenders = "reported", owner
    reader.speakers = recommenders
    asked: list[str] = [UNSPECIFIED]
    if ask.addressee is not None and ask.addressee[0] < ask.addressee[1]:
        a, b = tokens[ask.addressee[0]].start, tokens[ask.addressee[1] - 1].end
        asked = addressees(
            unit, a, b, tokens[ask.last - 1].end, is_passive=ask.is_passive, is_thing=ask.is_thing
        )
        if asked == [UNSPECIFIED] and unit.text[a:b].lower() in _BACK_PRONOUNS and not ask.is_passive:
            asked = list(reader.asked) or asked
    elif before is not None:
        asked = list(before.addressees)
    reader.asked = tuple(asked)
    asked = reader.dialogue.asked(recommenders, asked)
    return Asked(ask.modality, ask.strength, origin, recommenders, tuple(asked))


def _recommenders(reader: Reader, unit: Unit, line: Line, ask: Ask) -> tuple[str, ...]:
    """The subject of the asking verb: named, a pronoun, or nobody."""
    if ask.asker is None or ask.asker[0] >= ask.asker[1]:
        return (UNSPECIFIED,)
    first, last = ask.asker
    edges = {line.lower(first), line.lower(last - 1)}
    if reader.dialogue.state and edges & _BACK_PRONOUNS:  # `Consistent with the comments of X, it …`
        spoke = reader.dialogue.speaker(unit, line.tokens[first].start)
        if spoke:
            return spoke
    found = askers(unit, line.tokens[first].start, line.tokens[last - 1].end, is_nearest=ask.is_nearest)
    if found and not (reader.dialogue.state and found == [STATES]):
        return tuple(found)
    said = {t.lower for t in line.tokens[first:last]}
    is_holder = line.lower(last - 1) == "holder" and not ask.is_past  # `the mandate holder invites`
    if said & _OWN_PRONOUNS or line.lower(last - 1) in _OWN_TEXTS or is_holder:
        return (reader.author,)
    if said & _BACK_PRONOUNS:
        return reader.speakers or _last_named(unit, line.tokens[first].start) or (UNSPECIFIED,)
    return reader.dialogue.speaker(unit, line.tokens[ask.trigger[0]].start) or (UNSPECIFIED,)


def _last_named(unit: Unit, before: int) -> tuple[str, ...]:
    """The first actor of the sentence before: what a subject pronoun most often resumes."""
    earlier = [s for s in unit.sentences if s.end <= before]
    for sentence in reversed(earlier):
        named = [m.target for m in unit.actors if sentence.start <= m.start < sentence.end]
        opening = {t.lower for t in sentence.tokens[:_OPENING]}
        if opening & words().delegations:
            return (STATES,)
        if named:
            return () if _opens_with_many(opening) else (named[0],)
    return ()


def _opens_with_many(opening: set[str]) -> bool:
    """Whether unnamed speakers open a sentence (`Speakers thanked the Fund`): `they` are meant next."""
    return not opening.isdisjoint(words().unnamed)


def _of_item(unit: Unit, line: Line, lead: Asked) -> Asked:
    """What a lead-in asks in an item with a subject of its own (`recommends that: (a) States review …`)."""
    if lead.addressees != (UNSPECIFIED,) or line.tags(0) & BASE or line.lower(0) == "to":
        return lead
    end = subject_end(line, 0, len(line.tokens))
    if not 0 < end < len(line.tokens):
        return lead
    start, last = line.tokens[0].start, line.tokens[end - 1].end
    found = addressees(unit, start, last, line.tokens[-1].end)
    return replace(lead, addressees=tuple(found))


def _add_item(reader: Reader, unit: Unit, start: int, end: int, asked: Asked) -> None:
    """A row for a list item."""
    start, end = trim(unit.text, start, end)
    if end > start:
        _write(reader, unit, start, end, start, "recommendations.list-item", asked)


def _add(reader: Reader, unit: Unit, line: Line, ask: Ask, asked: Asked) -> None:
    """A row for an ask of a sentence."""
    tokens = line.tokens
    start, end = tokens[ask.first].start, tokens[ask.last - 1].end
    action = tokens[min(ask.action, ask.last - 1)].start
    _write(reader, unit, start, end, max(action, start), f"recommendations.{ask.rule}", asked)


def _write(reader: Reader, unit: Unit, start: int, end: int, action: int, rule: str, asked: Asked) -> None:
    """The recommendation's row and the rows of its actors."""
    found = unit.found("recommendation_id", start, end, rule)
    if any(r["recommendation_id"] == found["recommendation_id"] for r in reader.rows[-8:]):
        return
    row = with_asked(found, unit.text[action:end], asked)
    reader.rows.append(row)
    reader.actor_rows += actor_rows(row, asked)
