"""The United Nations documents that a report cites, a row for each place and symbol.

Belongs here: joining full symbols, numbered resolutions and hyperlinks to rows. Does not belong
here: the grammar of symbols (`symbols`), whose a numbered resolution is (`resolutions`), pinpoints.
"""

import re

from pipelines.extract.citation_lists import Headings
from pipelines.extract.document_links import LinkedSymbol, linked_symbols
from pipelines.extract.organs import find_organs
from pipelines.extract.pinpoints import pinpoint_of
from pipelines.extract.resolutions import Context, NumberedText, find_numbered
from pipelines.extract.symbols import Symbol, find_symbols, kind_of, organ_of
from pipelines.extract.units import Row, Unit
from pipelines.structure.document import Document

_ORGANS_NEAR = ("Assembly", "Council", "Commission", "Conference of the Parties", "Executive Board")
# Rules by which the words right at a number name its organ.
_PLAIN_WORDS = frozenset({"citations.heading", "citations.organ-named-beside"})
_PART = re.compile(r"(?<=[\d)])[A-Z](?:-[A-Z])?$")
_REMEMBERED = 40  # organs named before, enough to find the antecedent of `the Council`
# Whose resolutions a document cites without a name: those of the organ that it is submitted to.
_OWN = (
    ("A/HRC/", "Human Rights Council"),
    ("A/", "General Assembly"),
    ("S/", "Security Council"),
    ("E/CN.4/", "Commission on Human Rights"),
    ("E/ICEF/", "Executive Board"),
    ("E/", "Economic and Social Council"),
    ("DP/", "Executive Board"),
    ("UNW/", "Executive Board"),
)
_KIND_BEFORE = re.compile(
    r"\b(report|letter|note|study|statement|declaration|resolution|decision|guidelines|compilation|"
    r"summary|addendum|concluding observations|general comment|general recommendation)s?\b"
)


def _kind(unit: Unit, start: int, symbol: str) -> str:
    """The symbol's own kind, else the last noun of a document before it, else `document`."""
    kind = kind_of(symbol)
    if kind:
        return kind
    nouns = _KIND_BEFORE.findall(unit.text, max(0, start - 300), start)
    nouns = [n for n in nouns if n not in ("resolution", "decision")]
    return nouns[-1] if nouns else "document"


def _row(unit: Unit, place: Symbol, rule: str, url: str | None = None) -> Row:
    row = unit.found("citation_id", place.start, place.end, rule, suffix=f":{place.symbol}", text="surface")
    return {
        **row,
        "symbol": place.symbol,
        "cited_organ": organ_of(place.symbol),
        "cited_kind": _kind(unit, place.start, place.symbol),
        "pinpoint": pinpoint_of(unit.text, place.start, place.end),
        "cited_document_id": None,
        "url": url,
    }


def _overlaps(start: int, end: int, places: list[tuple[int, int]]) -> bool:
    return any(start < b and a < end for a, b in places)


def _numbered_rows(
    unit: Unit, numbered: list[NumberedText], taken: list[tuple[int, int]]
) -> tuple[list[Row], list[Row]]:
    """Rows of the numbered resolutions that nothing surer covers, and those left unresolved."""
    rows, unresolved = [], []
    for item in numbered:
        if _overlaps(item.start, item.end, taken):
            continue
        if item.symbol:
            rows.append(_row(unit, Symbol(item.start, item.end, item.symbol), item.rule))
            continue
        reason = f"no organ named before numbers its {item.kind}s this way"
        unresolved.append(unit.unsettled(item.start, item.end, item.rule, "citation", reason))
    return rows, unresolved


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """`citations`, and in `unresolved` the numbered resolutions whose organ could not be told."""
    rows: list[Row] = []
    unresolved: list[Row] = []
    named: list[str] = []
    headings = Headings({section.section_id: section.title for section in document.sections})
    own = next((organ for prefix, organ in _OWN if (document.symbol or "").startswith(prefix)), None)
    for unit in units:
        text = unit.text
        linked = linked_symbols(text, unit.links) if unit.links else []
        taken = [span for link in linked for span in link.settled]
        symbols = [s for s in find_symbols(text) if not _overlaps(s.start, s.end, taken)]
        found = [_row(unit, link.place, "citations.hyperlink", link.target) for link in linked]
        found += [_row(unit, s, "citations.full-symbol") for s in symbols]
        taken += [(s.start, s.end) for s in symbols]
        listed = headings.read(unit)
        organs = find_organs(text, named) if any(name in text for name in _ORGANS_NEAR) else []
        running = []
        if "esolution" in text or "ecision" in text:
            running = find_numbered(text, organs, Context(named, own))
        named = (named + [o.organ for o in organs if o.organ])[-_REMEMBERED:]
        for numbered in (listed, running):
            more, left = _numbered_rows(unit, numbered, taken)
            found += more
            unresolved += left
            taken += [(item.start, item.end) for item in numbered]
            more, left = _contradictions(unit, numbered, linked)
            found += more
            unresolved += left
        rows += _unique([row for row in found if row["symbol"] != document.symbol])
    return {"citations": rows, "unresolved": unresolved}


def _contradictions(
    unit: Unit, numbered: list[NumberedText], linked: list[LinkedSymbol]
) -> tuple[list[Row], list[Row]]:
    """Rows of the numbers whose link names another document than the words at them, and what is left open.

    Links go to the wrong organ's document often enough: both are cited, and a person is told.
    """
    rows, unresolved = [], []
    for item in numbered:
        others = [p for p, *_ in linked if p.start < item.end and item.start < p.end]
        if item.symbol is None or item.rule not in _PLAIN_WORDS or not others:
            continue
        if any(_without_part(other.symbol) == _without_part(item.symbol) for other in others):
            continue
        place = Symbol(item.start, item.end, item.symbol)
        rows.append(_row(unit, place, item.rule))
        reason = f"its link names {others[0].symbol}, the words at it {item.symbol}"
        unresolved.append(unit.unsettled(item.start, item.end, item.rule, "citation", reason))
    return rows, unresolved


def _without_part(symbol: str) -> str:
    return _PART.sub("", symbol.replace(" ", ""))


def _unique(rows: list[Row]) -> list[Row]:
    """The rows in order of place, each id once."""
    by_id = {row["citation_id"]: row for row in rows}
    return sorted(by_id.values(), key=lambda row: (row["start"], row["end"], row["symbol"]))
