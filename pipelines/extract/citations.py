"""The United Nations documents that a report cites, a row for each place and symbol.

Belongs here: joining full symbols, numbered resolutions and hyperlinks to rows. Does not belong
here: the grammar of symbols (`symbols`), whose a numbered resolution is (`resolutions`), pinpoints.
"""

import re
from urllib.parse import unquote

from pipelines.extract.pinpoints import pinpoint_of
from pipelines.extract.resolutions import Context, NumberedText, find_numbered, find_organs
from pipelines.extract.symbols import Symbol, find_symbols, kind_of, organ_of
from pipelines.extract.units import Row, Unit
from pipelines.readers.passage import Link
from pipelines.structure.document import Document

# The Organization's document servers: the symbol is the path, or the parameter `symbol`.
_SERVER = re.compile(
    r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org|daccess-ods\.un\.org|documents\.un\.org|un\.org/Docs)/"
    r"(?:[^?#]*[?&]symbol=|(?:en|fr|es|ru|ar|zh|E|F|S)/)?(?:symbol/)?([^?#&]+)"
)
_ORGANS_NEAR = ("Assembly", "Council", "Commission", "Conference of the Parties", "Executive Board")
_LONGEST_HEADING = 120  # characters: a longer cell is prose
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
_HEADED = re.compile(r"^(.{6,80}?) (resolutions|decisions)\b")
_CELL_NUMBER = re.compile(r"^(?:(?:ES-|S-)?\d{1,4}/\d{1,4}|\d{1,4} ?[A-Z]? ?\([^)]{2,9}\))(?: ?[A-Z])?")


def symbol_of_link(target: str) -> str | None:
    """The symbol that a link to the Organization's document server names, else None.

    >>> symbol_of_link("https://undocs.org/en/A/RES/72/247")
    'A/RES/72/247'
    """
    match = _SERVER.match(target)
    if match is None:
        return None
    path = unquote(match.group(1)).strip().rstrip("/")
    symbols = find_symbols(path)
    return symbols[0].symbol if symbols and symbols[0].start == 0 else None


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


def _linked(links: tuple[Link, ...]) -> list[tuple[Symbol, str]]:
    found = []
    for link in links:
        symbol = symbol_of_link(link.target) if link.target.startswith("http") else None
        if symbol:
            found.append((Symbol(link.start, link.end, symbol), link.target))
    return found


def _overlaps(start: int, end: int, places: list[Symbol]) -> bool:
    return any(start < p.end and p.start < end for p in places)


def _numbered_rows(
    unit: Unit, numbered: list[NumberedText], taken: list[Symbol]
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


def _cells(unit: Unit, heading: str | None) -> list[NumberedText]:
    """Numbers alone in the cells of a table, read under the heading that names their organ."""
    if heading is None:
        return []
    found = []
    start = 0
    for cell in unit.text.split("\t"):
        if _CELL_NUMBER.match(cell):
            lead = heading + " "
            organs = find_organs(lead, [])
            for item in find_numbered(lead + cell, organs, Context([], None)):
                shift = start - len(lead)
                found.append(item._replace(start=item.start + shift, end=item.end + shift))
        start += len(cell) + 1
    return found


def _heading_of(unit: Unit, heading: str | None) -> str | None:
    """The heading (`Human Rights Council resolutions`) that holds for the rows from this one on."""
    if unit.kind != "table_row":
        return None
    for cell in unit.text.split("\t"):
        match = _HEADED.match(cell) if len(cell) < _LONGEST_HEADING else None
        if match and find_organs(match.group(1), []):
            return match.group()
    return heading


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """`citations`, and in `unresolved` the numbered resolutions whose organ could not be told."""
    rows: list[Row] = []
    unresolved: list[Row] = []
    named: list[str] = []
    heading: str | None = None
    own = next((organ for prefix, organ in _OWN if (document.symbol or "").startswith(prefix)), None)
    for unit in units:
        text = unit.text
        linked = _linked(unit.links) if unit.links else []
        taken = [place for place, _ in linked]
        symbols = [s for s in find_symbols(text) if not _overlaps(s.start, s.end, taken)]
        found = [_row(unit, place, "citations.hyperlink", url) for place, url in linked]
        found += [_row(unit, s, "citations.full-symbol") for s in symbols]
        taken += symbols
        heading = _heading_of(unit, heading)
        organs = find_organs(text, named) if any(name in text for name in _ORGANS_NEAR) else []
        numbered = []
        if "esolution" in text or "ecision" in text:
            numbered = find_numbered(text, organs, Context(named, own))
        if unit.kind == "table_row":
            numbered += _cells(unit, heading)
        named = (named + [o.organ for o in organs if o.organ])[-_REMEMBERED:]
        if numbered:
            more, left = _numbered_rows(unit, numbered, taken)
            found += more
            unresolved += left
        rows += _unique([row for row in found if row["symbol"] != document.symbol])
    return {"citations": rows, "unresolved": unresolved}


def _unique(rows: list[Row]) -> list[Row]:
    """The rows in order of place, each id once."""
    by_id = {row["citation_id"]: row for row in rows}
    return sorted(by_id.values(), key=lambda row: (row["start"], row["end"], row["symbol"]))
