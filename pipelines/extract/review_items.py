"""The recommendations inside one item of a list, each with the States that made it.

Belongs here: cutting `Consider ratifying (Norway)/ratify the Convention (Mali); train judges (Chad)`
into what each State asks. Does not belong here: which brackets list States (`state_lists`), which
paragraphs are items (`reviews`).

The conventions: a semicolon or full stop ends a recommendation; `/` sets another verb beside the
first, for the same object, which stands after the last of them; words that go on after a bracket
without a verb of their own belong to what stands before it.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from pipelines.extract.action_categories import is_base_verb
from pipelines.extract.country_names import plain
from pipelines.extract.state_lists import StateList, codes_in, state_lists
from pipelines.extract.tokens import ADJECTIVE, ADVERB, BASE, NOUN, PLURAL, PREPOSITION, tags_of

_NUMBER = re.compile(
    r"\s*(?:[•●▪–—-]\s*)?"
    r"(?:(?:\(?(?:[a-z]{1,2}|[ivx]{1,6}|\d{1,3})\)"
    r"|(?:[A-Z]\s?[-–.]\s?)?\d{1,3}(?:\s?[.:]\s?\d{1,3}){0,2}\s?[.):]?)\s*)?"
    r"(?=[^\W\d_])"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_OPENING = " \t\n;,./:–—-•"
_CLOSING = " \t\n;,.:/–—-"
_LEAD_WORDS = frozenset(["and", "to", "or", "that", "also", "as", "well"])
_DETERMINERS = frozenset("the a an its all this these those their any other".split())
_ADDED = re.compile(
    r",? (?:and (\w+)( (?:an?|the|its|all|any|up|out)\b)?|"
    r"as well as|as required|as recommended|in accordance)\b"
)
_LOOK = 5  # words at the opening of a chunk among which its verb stands
VERB, THING, TAIL = "verb", "thing", "tail"  # how a chunk opens


class Chunk(NamedTuple):
    """Words of an item up to a list of States, then the list."""

    sign: str  # what parts it from the chunk before: `;`, `/`, `,` or nothing
    start: int
    listed: StateList
    words: str
    kind: str


class _Part(NamedTuple):
    """A chunk that a State asks; of some only the verb is meant."""

    at: int
    is_verb_only: bool


class Asked(NamedTuple):
    """What some States ask: its words in one spelling of signs, the span that shows it, their codes.

    `is_whole`: the words stand in the text as they are, in one piece.
    """

    text: str
    start: int
    end: int
    codes: tuple[str, ...]
    is_whole: bool


def number_before(text: str) -> int:
    """Where the words of an item begin after a number, letter or bullet printed before them.

    >>> number_before("115.126 Ratify"), number_before("(a) Ratify"), number_before("Ratify")
    (8, 4, 0)
    """
    match = _NUMBER.match(text)
    return match.end() if match else len(text) - len(text.lstrip())


def asked_in(text: str) -> list[Asked]:
    """Every recommendation of an item whose brackets name States; none where no bracket does."""
    lists = state_lists(text)
    if not lists:
        return []
    asked: list[Asked] = []
    for clause, tail in _clauses(text, lists):
        asked += _read(text, clause, tail)
    return asked


def asked_in_row(text: str) -> tuple[list[Asked], str]:
    """The recommendations of a table row (cells parted by tabs), and the cell that may answer them.

    The States stand in brackets, or in a cell of their own.
    """
    cells = [(m.start(), m[0].strip()) for m in re.finditer(r"[^\t]+", text) if m[0].strip()]
    if not cells:
        return [], ""
    at, asking = max(cells, key=lambda c: (bool(state_lists(c[1])), _kind(c[1]) == VERB, len(c[1])))
    at = text.index(asking, at)
    own = [codes for _, cell in cells if cell != asking and (codes := codes_in(cell, is_last=False))]
    asked = asked_in(asking)
    if not asked and own:
        asked = [Asked(_tidy(asking[number_before(asking) :]), 0, len(asking), own[0], True)]
    others = [cell for _, cell in cells if cell != asking and not codes_in(cell, is_last=False)]
    moved = [a._replace(start=a.start + at, end=a.end + at) for a in asked]
    return moved, others[-1] if others else ""


def _sign(text: str, start: int, end: int) -> tuple[str, int]:
    """What parts a chunk from the one before, and where its words begin."""
    at = start
    while at < end and text[at] in _OPENING:
        at += 1
    signs = text[start:at]
    for sign in (";", "/", ",", "."):
        if sign in signs:
            return (";" if sign == "." else sign), at
    return "", at


def _clauses(text: str, lists: list[StateList]) -> list[tuple[list[Chunk], str]]:
    """The item's recommendations: chunks that share words, and the words after the last bracket."""
    clauses: list[list[Chunk]] = []
    at = number_before(text)
    for number, listed in enumerate(lists):
        sign, start = _sign(text, at, listed.start) if number else (";", at)
        if number and sign == ";":
            start += number_before(text[start : listed.start])
        piece = _tidy(text[start : listed.start])
        chunk = Chunk(sign, start, listed, piece, _kind(piece))
        if sign == ";" and not (clauses and _goes_on(clauses[-1][-1], chunk)):
            clauses.append([chunk])
        else:
            clauses[-1].append(chunk)
        at = _past_note(text, listed.end)
    rests = ["" for _ in clauses]
    rests[-1] = _rest(text, at, clauses[-1][-1].words)
    return list(zip(clauses, rests, strict=True))


def _goes_on(before: Chunk, chunk: Chunk) -> bool:
    """Whether words after a semicolon belong to the verb before: `ratify X (Mali); the Protocol (Chad)`."""
    return before.kind != TAIL and (chunk.kind == THING or _breaks_off(before.words))


def _past_note(text: str, at: int) -> int:
    """Past the marker of a footnote: `(Italy)4`."""
    while at < len(text) and text[at].isdigit():
        at += 1
    return at


def _rest(text: str, start: int, before: str) -> str:
    """The words after the last bracket that belong to it.

    None after a semicolon or full stop, and none that open with a capital, unless the words before
    lack an object: such are a remark or a note.
    """
    sign, begin = _sign(text, start, len(text))
    rest = _tidy(text[begin:].partition(";")[0])
    is_strange = rest[:1].isupper() and not _lacks_object(before)
    return "" if sign == ";" or is_strange else rest


def _kind(piece: str) -> str:
    """What a chunk is by how it opens: a verb of its own, a thing to act on, or a phrase that goes on."""
    words = [w for w in _WORD.findall(piece)[:_LOOK] if w.lower() not in _LEAD_WORDS]
    words = [w for w in words if not w.endswith("ly")]
    if not words:
        return TAIL
    first = words[0].lower()
    if len(first) > 1 and words[0].isupper():  # `CAT` is no verb
        return THING
    if is_base_verb(first) or re.match(r"(?:and |to )?that\b", piece):
        return VERB
    if (
        words[0][0].isupper()
        or first in _DETERMINERS
        or (first.endswith("ing") and not tags_of(first) & PREPOSITION)
    ):
        return THING
    return TAIL


def _breaks_off(piece: str) -> bool:
    """Whether the last word calls for another: `accede to`, `consider ratifying`, `ratify`."""
    words = _WORD.findall(piece)
    last = words[-1].lower() if words else ""
    tags = tags_of(last)
    if last in ("to", "of", "in", "with"):
        return True
    return bool((last.endswith("ing") or tags & BASE) and not tags & (NOUN | PLURAL))


def _lacks_object(piece: str) -> bool:
    """Whether the words name nothing to act on: `sign`, `consider ratifying as soon as possible`."""
    words = _WORD.findall(piece)
    return bool(words) and (_breaks_off(piece) or not any(_is_object(*pair) for pair in pairwise(words)))


def _is_object(before: str, word: str) -> bool:
    tags = tags_of(word.lower())
    is_noun = tags & (NOUN | PLURAL) and not tags & (ADJECTIVE | ADVERB | PREPOSITION)
    may_be_verb = tags & BASE and before.lower() in _LEAD_WORDS
    return word.lower() in _DETERMINERS or word[0].isupper() or bool(is_noun and not may_be_verb)


def _split_object(piece: str) -> tuple[str, str]:
    """A chunk's verbs, and what they act on: from a determiner, or a capital that opens a name."""
    for match in _WORD.finditer(piece):
        word = match[0]
        is_object = word.lower() in _DETERMINERS or word[0].isupper()
        if match.start() and is_object and word.lower() not in _LEAD_WORDS:
            return piece[: match.start()].strip(), piece[match.start() :]
    return piece, ""


def _alone(thing: str) -> str:
    """A thing to act on without what only some States add: `and establish …`, `, as well as …`."""
    for match in _ADDED.finditer(thing):
        word = match[1] or ""
        is_verb = is_base_verb(word) or word.endswith("ing")
        if not word or (is_verb and (match[2] or not tags_of(word) & (NOUN | PLURAL))):
            return thing[: match.start()]
    return thing


def _tidy(piece: str) -> str:
    """Words without the punctuation and conjunction that joined them to others."""
    piece = " ".join(piece.split()).strip(_OPENING).rstrip(_CLOSING)
    return piece.removesuffix(" and").removesuffix(" or").rstrip(_CLOSING)


def _read(text: str, clause: list[Chunk], tail: str) -> list[Asked]:
    """What each State of a clause asks, States that ask the same together."""
    start, last = clause[0].start, clause[-1].listed
    end = len(text.rstrip(_CLOSING)) if tail else last.end
    if len(clause) == 1:
        words = f"{clause[0].words} {tail}".strip()
        return _some(Asked(words, start, end, last.codes, not tail))
    texts: dict[str, list[str]] = {}
    for code in dict.fromkeys(c for chunk in clause for c in chunk.listed.codes):
        for parts in _parts(code, clause):
            texts.setdefault(_joined(parts, clause, tail), []).append(code)
    found = [Asked(words, start, end, tuple(codes), False) for words, codes in texts.items()]
    return [asked for each in found for asked in _some(each)]


def _some(asked: Asked) -> list[Asked]:
    words = plain(asked.text).replace("–", "-").removeprefix("and ").removeprefix("or ")
    return [asked._replace(text=words)] if any(c.isalpha() for c in words) else []


def _parts(code: str, clause: list[Chunk]) -> list[list[_Part]]:
    """The chunks of a clause that a State asks, those of another verb for the same object apart."""
    asks: list[list[_Part]] = []
    for at in (i for i, chunk in enumerate(clause) if code in chunk.listed.codes):
        kind = clause[at].kind
        if asks and not (clause[at].sign == "/" and kind == VERB):
            asks[-1].append(_Part(at, False))
        elif _begins(at, clause):
            asks.append([_Part(at, False)])
        else:  # words that go on from those before
            head = max(i for i in range(at) if _begins(i, clause))
            before = [_Part(head, True)] if kind == THING else [_Part(i, False) for i in range(head, at)]
            asks.append([*before, _Part(at, False)])
    return asks


def _begins(at: int, clause: list[Chunk]) -> bool:
    """Whether a chunk can stand without the ones before it."""
    return at == 0 or clause[at].kind == VERB or (clause[at].sign == "/" and clause[at].kind != THING)


def _joined(parts: list[_Part], clause: list[Chunk], tail: str) -> str:
    """The words of some chunks: one verb before several things, an object where a verb lacks it."""
    words = ""
    ends = [*(part.at for part in parts[1:]), len(clause)]
    for number, ((at, is_verb_only), end) in enumerate(zip(parts, ends, strict=True)):
        chunk = clause[at]
        piece = _split_object(chunk.words)[0] if is_verb_only else chunk.words
        if number and parts[number - 1].is_verb_only:
            piece = piece.removeprefix("and ")
        words = f"{words}, {piece}" if number > 1 and chunk.kind == THING else f"{words} {piece}".strip()
        has_thing = end < len(clause) and clause[end].kind == THING
        if not has_thing and _lacks_object(words):
            words = f"{words} {_shared(clause[at + 1 : end])}".strip()
    is_last = parts[-1].at == len(clause) - 1
    return _tidy(f"{words} {tail}" if is_last or _lacks_object(words) else words)


def _shared(between: list[Chunk]) -> str:
    """The object that the first of some chunks to have one prints."""
    for chunk in between:
        thing = chunk.words if chunk.kind == THING else _split_object(chunk.words)[1]
        if thing and not _lacks_object(chunk.words):
            return _alone(thing)
    return ""
