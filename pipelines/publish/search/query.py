"""The query language, parsed: words, "phrases", AND OR NOT, brackets, a trailing `*`.

Belongs here: from what a person types to a tree. Does not belong here: finding anything (`sqlite`, and
`web/src/search/`, which parses the same language: a table of queries tests both).

- `women law` both words (AND is understood); `women OR girls`; `women NOT law`; brackets group.
- A word stands for its family (`woman`: woman, women) and is sought in the text and in the labels of what
  was found there: names and acronyms of actors, names of countries, topics, symbols of cited documents.
- `"…"` is sought in the text alone, word for word, without families. Case and diacritics never count.
- `defend*` is every word that begins so. `A/73/230` and `decision-making` are their parts in a row.
"""

import re
from typing import NamedTuple

from pipelines.publish.search.families import stop_words
from pipelines.publish.search.words import tokens

SHORTEST_PREFIX = 2
"""Letters before a `*`: fewer would read a good part of the index."""

_PIECE = re.compile(r'"[^"]*"?|[()]|[^\s()"]+')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_POSSESSIVE = re.compile(r"['’]s$")
OPERATORS = ("AND", "OR", "NOT")


class QueryError(ValueError):
    """The query cannot be read; the message says what to change."""


class Node(NamedTuple):
    """`word`, `prefix`, `row` (words in a row), `phrase` (quoted), or `and`, `or`, `not` of others."""

    kind: str
    words: tuple[str, ...] = ()
    parts: tuple["Node", ...] = ()


def parse(query: str) -> Node | None:
    """The query as a tree; None where it has no word (then everything is found).

    Raises QueryError.
    """
    pieces = _PIECE.findall(query.translate(_QUOTES))
    node, rest = _either(pieces)
    if rest:
        raise QueryError("A bracket is closed that was never opened.")
    return node


def _either(pieces: list[str]) -> tuple[Node | None, list[str]]:
    """Alternatives joined by OR."""
    found: list[Node] = []
    while True:
        node, pieces = _together(pieces)
        if node:
            found.append(node)
        if not pieces or pieces[0] != "OR":
            break
        if not node or pieces[1:2] in ([], ["OR"], [")"]):
            raise QueryError("OR needs a word on both sides.")
        pieces = pieces[1:]
    return _joined("or", found), pieces


def _together(pieces: list[str]) -> tuple[Node | None, list[str]]:
    """Parts that must all be there; stop words among others are left out."""
    found: list[Node] = []
    while pieces and pieces[0] not in ("OR", ")"):
        if pieces[0] == "AND":
            if not found or pieces[1:2] in ([], ["AND"], ["OR"], [")"]):
                raise QueryError("AND needs a word on both sides.")
            pieces = pieces[1:]
            continue
        node, pieces = _one(pieces)
        if node:
            found.append(node)
    telling = [n for n in found if not (n.kind == "word" and n.words[0] in stop_words())]
    return _joined("and", telling or found[:1]), pieces


def _one(pieces: list[str]) -> tuple[Node | None, list[str]]:
    """A word, a phrase, a bracket, or the negation of one."""
    first, rest = pieces[0], pieces[1:]
    if first == "NOT":
        if not rest or rest[0] in (")", *OPERATORS):
            raise QueryError("NOT needs a word after it.")
        node, rest = _one(rest)
        return (Node("not", parts=(node,)) if node else None), rest
    if first == "(":
        node, rest = _either(rest)
        if not rest:
            raise QueryError("A bracket is not closed.")
        return node, rest[1:]
    if first.startswith('"'):
        if len(first) == 1 or not first.endswith('"'):
            raise QueryError("A quotation mark is not closed.")
        words = tuple(tokens(first))
        return (Node("phrase", words) if words else None), rest
    return _word(first), rest


def _word(piece: str) -> Node | None:
    words = tuple(tokens(_POSSESSIVE.sub("", piece)))
    if not words:
        return None
    if len(words) > 1:
        return Node("row", words)
    if piece.endswith("*"):
        if len(words[0]) < SHORTEST_PREFIX:
            raise QueryError(f"Put at least {SHORTEST_PREFIX} letters before the *.")
        return Node("prefix", words)
    return Node("word", words)


def _joined(kind: str, parts: list[Node]) -> Node | None:
    if len(parts) <= 1:
        return parts[0] if parts else None
    return Node(kind, parts=tuple(parts))
