"""The recommendations inside one item of a list, each with the States that made it.

Belongs here: cutting `Consider ratifying (Norway)/ratify the Convention (Mali); train judges (Chad)`
into what each State asks. Does not belong here: which brackets list States (`state_lists`), which
paragraphs are items (`reviews`).

The conventions: a semicolon or full stop ends a recommendation; `/` sets another verb beside the
first, for the same object, which stands after the last of them; words that go on after a bracket
without a verb of their own belong to what stands before it.
"""

import re
from typing import NamedTuple

from pipelines.extract.state_lists import StateList, state_lists
from pipelines.extract.tokens import ADJECTIVE, ADVERB, BASE, NOUN, PLURAL, PREPOSITION, tags_of

_NUMBER = re.compile(
    r"\s*(?:[•●▪–—-]\s*)?"
    r"(?:\(?(?:[a-z]{1,2}|[ivx]{1,6}|\d{1,3})\)|(?:[A-Z]\s?[-–.]\s?)?\d{1,3}(?:\s?[.:]\s?\d{1,3}){0,2}\s?[.):]?)"
    r"\s*(?=[^\W\d_])"
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_OPENING = " \t\n;,./:–—-•"
_CLOSING = " \t\n;,.:/–—-"
_LEAD_WORDS = frozenset(["and", "to", "or", "that", "also", "as", "well"])
_DETERMINERS = frozenset("the a an its all this these those their any other".split())
_CONJUNCTIONS = frozenset(["and", "or", "to"])
_SHORT_NOTE = 3  # words after the last bracket that are no object: `as appropriate`


class Chunk(NamedTuple):
    """Words of an item up to a list of States: `text[start:end]`, then the list."""

    sign: str  # what parts it from the chunk before: `;`, `/`, `,`, `and` or nothing
    start: int
    end: int
    listed: StateList | None


class Asked(NamedTuple):
    """What some States ask: its words, the span of the item that shows it, and their codes.

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
    for clause, rest in _clauses(text, lists):
        asked += _read(text, clause, rest)
    return asked


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


def _clauses(text: str, lists: list[StateList]) -> list[tuple[list[Chunk], tuple[int, int]]]:
    """The item's recommendations: chunks that share their words, and the words after the last bracket."""
    clauses: list[list[Chunk]] = []
    at = number_before(text)
    for number, listed in enumerate(lists):
        sign, start = _sign(text, at, listed.start) if number else (";", at)
        if sign == ";" and number:
            start += number_before(text[start : listed.start])
            if _lacks_object(text[clauses[-1][-1].start : clauses[-1][-1].end]):
                sign = "/"  # `consider (Chile); ratifying (Mexico) the Convention`
        chunk = Chunk(sign, start, listed.start, listed)
        if sign == ";":
            clauses.append([chunk])
        else:
            clauses[-1].append(chunk)
        at = listed.end
    rests = [(clause[-1].end, clause[-1].end) for clause in clauses]
    rests[-1] = _rest(text, lists[-1].end)
    return list(zip(clauses, rests, strict=True))


def _rest(text: str, start: int) -> tuple[int, int]:
    """The words after the last bracket that belong to it: none after a semicolon or full stop."""
    while start < len(text) and text[start].isdigit():  # the marker of a footnote
        start += 1
    sign, begin = _sign(text, start, len(text))
    end = next((i for i in range(begin, len(text)) if text[i] == ";"), len(text))
    return (begin, begin) if sign == ";" else (begin, end)


def _words(piece: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(piece)]


def _opens_with_verb(piece: str) -> bool:
    """Whether a chunk has a verb of its own: `and establish …`, not `and on indigenous people`."""
    words = [w for w in _words(piece)[:4] if w not in _LEAD_WORDS and not w.endswith("ly")]
    tags = tags_of(words[0]) if words else 0
    return bool(tags & BASE) and not words[0].endswith(("ing", "ed"))


def _lacks_object(piece: str) -> bool:
    """Whether the words break off before what they act on: `accede to`, `consider ratifying`, `sign`."""
    words = _WORD.findall(piece)
    if not words:
        return False
    last = words[-1].lower()
    tags = tags_of(last)
    if last in ("to", "of", "in", "with") or (last.endswith("ing") and not tags & (NOUN | PLURAL)):
        return True
    return tags & BASE > 0 and not tags & NOUN or not any(_is_object(w) for w in words[1:])


def _is_object(word: str) -> bool:
    tags = tags_of(word.lower())
    is_noun = bool(tags & (NOUN | PLURAL)) and not tags & (BASE | ADJECTIVE | ADVERB | PREPOSITION)
    return word.lower() in _DETERMINERS or word[0].isupper() or is_noun


def _object(piece: str, after: int) -> str:
    """The words of a chunk from its object on: a determiner, or a capital that opens a name."""
    for match in _WORD.finditer(piece):
        word = match[0]
        if match.start() >= after and (word.lower() in _DETERMINERS or word[0].isupper()):
            return piece[match.start() :]
    return ""


def _tidy(piece: str) -> str:
    """Words without the punctuation and conjunction that joined them to others."""
    piece = " ".join(piece.split()).strip(_OPENING).rstrip(_CLOSING)
    return piece.removesuffix(" and").removesuffix(" or").rstrip(_CLOSING)


def _read(text: str, clause: list[Chunk], rest: tuple[int, int]) -> list[Asked]:
    """What each State of a clause asks, States that ask the same together."""
    start = clause[0].start
    last = clause[-1].listed
    end = max(rest[1] if text[rest[0] : rest[1]].strip(_CLOSING) else 0, last.end if last else 0)
    tail = _tidy(text[rest[0] : rest[1]])
    pieces = [_tidy(text[c.start : c.end]) for c in clause]
    if len(clause) == 1:
        words = f"{pieces[0]} {tail}".strip()
        return _some(Asked(words, start, end, last.codes if last else (), not tail))
    texts: dict[str, list[str]] = {}
    for code in dict.fromkeys(c for chunk in clause for c in _codes(chunk)):
        for parts in _parts(code, clause, pieces):
            texts.setdefault(_joined(parts, clause, pieces, tail), []).append(code)
    found = [Asked(words, start, end, tuple(codes), False) for words, codes in texts.items()]
    return [asked for each in found for asked in _some(each)]


def _codes(chunk: Chunk) -> tuple[str, ...]:
    return chunk.listed.codes if chunk.listed else ()


def _some(asked: Asked) -> list[Asked]:
    words = asked.text.removeprefix("and ").removeprefix("or ")
    return [asked._replace(text=words)] if any(c.isalpha() for c in words) else []


def _parts(code: str, clause: list[Chunk], pieces: list[str]) -> list[list[int]]:
    """The chunks of a clause that a State asks, those of another verb for the same object apart."""
    asks: list[list[int]] = []
    for at in (i for i, chunk in enumerate(clause) if code in _codes(chunk)):
        if asks and clause[at].sign != "/":
            asks[-1].append(at)
        elif _begins(at, clause, pieces):
            asks.append([at])
        else:  # words that go on from those before
            head = max(i for i in range(at) if _begins(i, clause, pieces))
            asks.append([*range(head, at), at])
    return asks


def _joined(parts: list[int], clause: list[Chunk], pieces: list[str], tail: str) -> str:
    """The words of some chunks, with the object that they share with later ones."""
    words = " ".join(pieces[i] for i in parts)
    last = parts[-1]
    if tail and last == len(clause) - 1:
        words = f"{words} {tail}"
    elif _lacks_object(words):
        words = f"{words} {_shared(last, clause, pieces, tail)}"
    return _tidy(words)


def _begins(at: int, clause: list[Chunk], pieces: list[str]) -> bool:
    """Whether a chunk can stand without the ones before it."""
    return at == 0 or clause[at].sign == "/" or _opens_with_verb(pieces[at])


def _shared(at: int, clause: list[Chunk], pieces: list[str], tail: str) -> str:
    """The object that a chunk without one shares with the chunks after it."""
    for later in range(at + 1, len(clause)):
        found = _object(pieces[later], 1 if _begins(later, clause, pieces) else 0)
        if found and not _lacks_object(pieces[later]):
            return found
    return tail
