"""Sentences that look as if they asked, and items that ask without a verb of asking.

Belongs here: the law of a country that is only told, the colon after whom a line addresses, an item's
span. Does not belong here: frames of asking (`directives`), rows (`recommendations`).
"""

from pipelines.extract.addressees import UNSPECIFIED
from pipelines.extract.asking_line import Line
from pipelines.extract.asks import Ask
from pipelines.extract.recommendation_rows import Asked
from pipelines.extract.tokens import BASE
from pipelines.extract.units import Unit

_ADDRESS = 16  # tokens of `To the Ministry of Justice and the Bar:`


def colon_after_addressee(line: Line) -> int | None:
    """Where the colon stands in `To the Bar: publish the fees`; None where the line is no such thing."""
    if line.lower(0) not in ("to", "for"):
        return None
    colon = next((k for k in range(2, min(_ADDRESS, len(line.tokens) - 1)) if line.lower(k) == ":"), None)
    return colon if colon is not None and line.tags(colon + 1) & BASE else None


def tells_law(unit: Unit, line: Line, ask: Ask, asked: Asked) -> bool:
    """Whether the law of a country is told (`In Peru, clubs must register`), no advice given."""
    is_told = ask.rule == "modal-clause" and ask.modality in ("must", "shall") and not unit.in_recommendations
    if not is_told or asked.addressees != (UNSPECIFIED,):
        return False
    start, end = line.tokens[0].start, line.tokens[ask.first].start
    return line.lower(0) == "under" or (
        line.lower(0) == "in" and any(start < c.start < end for c in unit.countries)
    )


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """An item's span without closing punctuation and conjunction."""
    piece = text[start:end].rstrip(" .;,:\n")
    for word in (" and", " or"):
        piece = piece.removesuffix(word).rstrip(" .;,:")
    return start + len(piece) - len(piece.lstrip(" •-–\t")), start + len(piece)
