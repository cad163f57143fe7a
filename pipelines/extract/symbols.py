"""Document symbols as printed: `A/HRC/36/40 and Corr.1`, `S/RES/2254 (2015)`, `A/61/636-S/2006/980`.

Belongs here: the grammar of full symbols, their normal form, and what a symbol tells by itself
(organ, kind). Does not belong here: resolutions cited by number only (`resolutions`), and whether
a symbol is a citation at all (`citations`).

Convention: the symbols of the United Nations Documents Index and the Dag Hammarskjöld Library.
"""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Symbol(NamedTuple):
    """`text[start:end]` cites the document `symbol` (normal form)."""

    start: int
    end: int
    symbol: str


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file of the citation lexicon."""
    lines = (files("pipelines.lexicons") / "citations" / name).read_text(encoding="utf8").splitlines()
    return list(csv.DictReader(lines))


@cache
def _families() -> dict[str, str]:
    return {row["prefix"]: row["organ"] for row in read_table("families.csv")}


@cache
def _kinds() -> dict[str, str]:
    return {row["segment"]: row["kind"] for row in read_table("kinds.csv")}


# A part of a document that is issued by itself: `A/81/6 (Sect. 29A)`, `A/75/5 (Vol. II)`.
_PART_IN_BRACKETS = (
    r"\((?:(?:Sects?|Vols?|Prog|Part|Income sect)\.? ?[0-9IVX]{1,4}[A-Z]?|Introduction|Foreword)\)"
)
_BRACKETED = re.compile(rf" ?({_PART_IN_BRACKETS})")


@cache
def _pattern() -> re.Pattern[str]:
    """One linear expression for all families; `_trim` then cuts off what is no part of the symbol."""
    heads = sorted({prefix.split("/")[0] for prefix in _families()}, key=len, reverse=True)
    heads_pattern = "|".join(re.escape(head) for head in heads)
    return re.compile(
        rf"(?<![\w/.\-])(?!E?S-\d)(?:{heads_pattern})(?:[.\-]?\d{{1,3}})?"  # IDB.50/2, not resolution S-30/1
        r"/[A-Za-z0-9][A-Za-z0-9.\-–()\[\]/]*"
        rf"(?:\s?{_PART_IN_BRACKETS}(?:/[A-Z][A-Za-z0-9.]{{0,8}}){{0,2}})?"
        r"(?:\s\((?:\d{4}|[IVXLC]+)\))?(?:\s?[A-Z]{1,2}(?=[\s,;.)]|$))?"
    )


# What may follow a symbol and cite its siblings: `and Corr.1`, `, Add.2 and 3`, `/Add.2 to 4`, `-4`.
_SIBLING = re.compile(r"(?:,? and |, |; )((?:Corr|Add|Rev|Amend)\.\d+(?:/(?:Corr|Add|Rev)\.\d+)?)(?![\w/])")
_MORE_NUMBERS = re.compile(r"( to |[–-]|, (?:and )?| and )(\d{1,2})(?![\w/.%]|\.\d| \w|,\d)")
_MORE_NUMBERS_BEFORE_WORD = re.compile(r"( to |[–-])(\d{1,2})(?![\w/.%,]|\.\d)")
_TAIL = re.compile(r"^(.*?)((?:/(?:Corr|Add|Rev|Amend)\.\d{1,4})*)$")
_LAST_PART = re.compile(r"^(.*/(?:Corr|Add|Rev|Amend)\.)(\d+)$")
_RESOLUTION_TAIL = re.compile(r"^([A-Z.\d/a-z]*/RES/[\w./\-]+|A/RES/\d+) \((\d{4}|[IVXLC]+)\)( ?[A-Z])?$")


def normalise(printed: str) -> str:
    """The normal form of a printed symbol: `S/RES/2254 (2015)` → `S/RES/2254(2015)`.

    >>> normalise("A/HRC/WG.6/14/L.1.")
    'A/HRC/WG.6/14/L.1'
    """
    symbol = printed.rstrip(".-–")
    if symbol.endswith(")") and symbol.count("(") < symbol.count(")"):
        symbol = symbol[:-1].rstrip(".")
    if symbol.endswith("]") and "[" not in symbol:
        symbol = symbol[:-1].rstrip(".")
    part = _BRACKETED.search(symbol)
    if part:
        named = re.sub(r"\.(?=[0-9IVX])", ". ", part.group(1))
        return f"{symbol[: part.start()]} {named}{symbol[part.end() :]}"
    return symbol.replace("–", "-").replace(" (", "(")


def _trim(printed: str) -> str:
    """The part of a match that belongs to the symbol, as printed."""
    symbol = printed
    bracketed = _BRACKETED.search(symbol)
    if bracketed:
        return symbol.rstrip(".-–/")
    year = re.search(r"\s\((?:\d{4}|[IVXLC]+)\)", symbol)
    letter = re.search(r"\s?[A-Z]{1,2}$", symbol)
    if year and "/RES/" not in symbol:  # `E/2018/64 (2018)`: the brackets are no part of it
        symbol = symbol[: year.start()]
    elif letter and letter.group().startswith(" ") and "/RES/" not in symbol:
        symbol = symbol[: letter.start()]
    while symbol and (
        symbol[-1] in ".-–"
        or (symbol[-1] in ")]" and symbol.count("(") + symbol.count("[") < _closed(symbol))
    ):
        symbol = symbol[:-1]
    if symbol.count("(") > symbol.count(")"):
        symbol = symbol[: symbol.rindex("(")]
    return symbol.rstrip(".-–/")


def _closed(text: str) -> int:
    return text.count(")") + text.count("]")


def find_symbols(text: str) -> list[Symbol]:
    """The full symbols in `text` with the siblings that follow them, in order of place.

    >>> [s.symbol for s in find_symbols("see A/HRC/36/40 and Corr.1.")]
    ['A/HRC/36/40', 'A/HRC/36/40/Corr.1']
    """
    if "/" not in text:
        return []
    found = []
    for match in _pattern().finditer(text):
        printed = _trim(match.group())
        if not any(c.isdigit() for c in printed) or "/" not in printed:
            continue
        if printed[-1].islower() and not re.search(r"\d", printed.split("/", 1)[1]):
            continue
        end = match.start() + len(printed)
        symbol = normalise(printed)
        ranged = re.match(r"^(.*/(?:Add|Corr|Rev)\.)(\d{1,2})-(\d{1,2})$", symbol)
        if ranged:
            found += _numbered(
                match.start(), end, ranged.group(1), int(ranged.group(2)), int(ranged.group(3))
            )
            continue
        found.append(Symbol(match.start(), end, symbol))
        found += _siblings(text, match.start(), end, symbol)
    return found


def _numbered(start: int, end: int, stem: str, first: int, last: int) -> list[Symbol]:
    """`Add.2 to 4`: a row each; a range that runs backwards or is very long names only its ends."""
    numbers = list(range(first, last + 1)) if first < last <= first + 30 else [first, last]
    return [Symbol(start, end, f"{stem}{n}") for n in numbers]


def _siblings(text: str, start: int, end: int, symbol: str) -> list[Symbol]:
    """The addenda and corrigenda that follow a symbol without its stem."""
    found: list[Symbol] = []
    last = symbol
    while True:
        sibling = _SIBLING.match(text, end)
        if sibling:
            last = _sibling_of(symbol, sibling.group(1))
            found.append(Symbol(sibling.start(1), sibling.end(1), last))
            end = sibling.end(1)
            continue
        part = _LAST_PART.match(last)
        more = _MORE_NUMBERS.match(text, end) or _MORE_NUMBERS_BEFORE_WORD.match(text, end) if part else None
        if part is None or more is None:
            return found
        stem, first, number = part.group(1), int(part.group(2)), int(more.group(2))
        if number <= first:
            return found
        if more.group(1).strip() in ("to", "–", "-"):
            place = (start, more.end(2)) if not found else (more.start(2), more.end(2))
            found += [s._replace(start=place[0]) for s in _numbered(start, place[1], stem, first, number)[1:]]
        else:
            found.append(Symbol(more.start(2), more.end(2), f"{stem}{number}"))
        last, end = f"{stem}{number}", more.end(2)


def _sibling_of(symbol: str, part: str) -> str:
    """`A/1/Add.1` and `Add.2` → `A/1/Add.2`; and `Corr.1` → `A/1/Add.1/Corr.1`."""
    kind = part.split(".")[0]
    tail = _TAIL.match(symbol)
    if kind == "Add" and tail and "/Add." in tail.group(2):
        return f"{tail.group(1)}/{part}"
    if kind in ("Corr", "Rev") and tail and f"/{kind}." in tail.group(2):
        return f"{symbol[: symbol.rindex('/' + kind + '.')]}/{part}"
    return f"{symbol}/{part}"


def organ_of(symbol: str) -> str | None:
    """The organ whose documents bear such symbols (longest known prefix), None if unknown.

    >>> organ_of("E/CN.4/2006/6/Add.1")
    'Commission on Human Rights'
    """
    families = _families()
    parts = symbol.split("/")
    for n in (3, 2, 1):
        head = "/".join(parts[:n])
        if head in families:
            return families[head]
        stem = re.sub(r"(?<=CONF)\.\d+$|(?<=WHA)\d+$|(?<=IDB)\.\d+$", "", head)
        if stem in families:
            return families[stem]
    return None


def kind_of(symbol: str) -> str | None:
    """The kind of document that a symbol's body tells (`resolution`), None where it tells none.

    >>> kind_of("A/HRC/RES/24/24"), kind_of("A/C.3/72/L.50/Rev.1"), kind_of("A/73/215")
    ('resolution', 'draft', None)
    """
    kinds = _kinds()
    for part in symbol.split("/")[1:]:
        segment = part.split(".")[0].split("(")[0]
        if segment in kinds and (segment != "L" or "." in part):
            return kinds[segment]
    return None
