"""Hyperlinks to the Organization's document servers, and the symbol that their address names.

Belongs here: reading an address, and which words of the link it settles. Does not belong here: the
grammar of symbols (`symbols`), joining links with what is printed (`citations`).
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from pipelines.extract.resolutions import NUMBER
from pipelines.extract.symbols import Symbol, find_symbols
from pipelines.readers.passage import Link

# Servers of the Organization: the symbol is in the path (undocs.org/en/A/1/2) or in a parameter
# (un.org/ga/search/view_doc.asp?symbol=A/1/2, undocs.org/Home/Mobile?FinalSymbol=A%2F1%2F2).
_HOST = re.compile(r"(?:[\w-]+\.){0,3}(?:undocs\.org|un\.org|ohchr\.org)")
_LONGEST = 500  # characters of an address
_MOST_PARTS = 6  # parts of a path before the symbol: `en/ga/search`
_SUFFIX = re.compile(r"(?:add|amend|corr|dec|res|rev|sub)\.\d")
_DIGITS = re.compile(r"\d+")


class LinkedSymbol(NamedTuple):
    """`place` is the link with its symbol; `settled` are the spans of the text that it explains."""

    place: Symbol
    target: str
    settled: tuple[tuple[int, int], ...]


def symbol_of_link(target: str) -> str | None:
    """The symbol that a link to the Organization's document servers names, else None.

    >>> symbol_of_link("https://undocs.org/en/A/RES/72/247")
    'A/RES/72/247'
    """
    if len(target) > _LONGEST or not target.startswith(("http://", "https://")):
        return None
    try:
        address = urlsplit(target)
        host = address.hostname or ""
    except ValueError:  # an address in brackets that is none
        return None
    if not _HOST.fullmatch(host):
        return None
    values = [value for _, value in parse_qsl(address.query)]
    parts = unquote(address.path).strip("/ ").split("/")
    paths = ["/".join(parts[n:]) for n in range(min(len(parts), _MOST_PARTS))]
    return next((symbol for text in (*values, *paths) if (symbol := _whole(text.strip()))), None)


def _whole(text: str) -> str | None:
    """The symbol that a text is, None where it is anything else."""
    text = "/".join(_in_capitals(part) for part in text.removeprefix("symbol=").split("/"))
    symbols = find_symbols(text)
    return symbols[0].symbol if symbols and symbols[0][:2] == (0, len(text)) else None


def _in_capitals(part: str) -> str:
    """A part of a symbol as printed, where an address has it in small letters (`a/hrc/res`, `add.1`)."""
    if not part.islower():
        return part
    return part.capitalize() if _SUFFIX.match(part) else part.upper()


def linked_symbols(text: str, links: tuple[Link, ...]) -> list[LinkedSymbol]:
    """The links of a unit that name a document.

    A link settles the number or symbol that it lies on. Where it lies on several (`6/13; 59/21`), or
    names another one, the others are left to be read by themselves.
    """
    found = []
    for link in links:
        symbol = symbol_of_link(link.target)
        if symbol:
            place = Symbol(link.start, link.end, symbol)
            found.append(LinkedSymbol(place, link.target, _settled(text, place)))
    return found


def _settled(text: str, place: Symbol) -> tuple[tuple[int, int], ...]:
    start, end, symbol = place
    label = text[start:end]
    printed = [(s.start, s.end) for s in find_symbols(label)]
    printed += [m.span() for m in NUMBER.finditer(label)]
    if not printed:
        return ((start, end),)
    digits = _DIGITS.findall(symbol)
    agreeing = [(a, b) for a, b in printed if all(d in digits for d in _DIGITS.findall(label[a:b]))]
    return tuple((start + a, start + b) for a, b in agreeing)
