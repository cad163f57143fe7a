"""Where every character of the source ended.

Belongs here: the sum that proves that nothing was lost. Does not belong here: reading.
"""

import re
from collections.abc import Iterable

from pipelines.readers.characters import INVISIBLE
from pipelines.readers.passage import SourceRange
from pipelines.structure.document import Unused

# What is taken out of the text on purpose: markers, printed numbers, link and bold syntax, controls.
_MARKER = re.compile(
    r"[\s⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹*∗†‡]+|[•▪●◦·–—-]|\d{1,3}[A-Z]?(?:\.(?:\d{1,3}|[IVXL]{1,5})){0,4}\.?"
    r"|(?:Annex|ANNEX|Appendix|APPENDIX|Enclosure|ENCLOSURE)(?: [IVXL]{1,5}| [A-Z]| \d{1,2})?[.:]?"
    r"|(?:[IVXL]{1,6}|[A-Z])\.|\([a-z]{1,6}\)|(?:[a-z]{1,2}|[ivxl]{1,6})[.)]"
)
_MARKUP = re.compile(rf"\[|\]\([^()\s]*\)|\*\*|[\x00-\x1f\x7f{INVISIBLE}]|\s+")


def _reason(piece: str) -> str | None:
    """Why a piece of the source is in no unit, None where no reason is known."""
    if not _MARKUP.sub("", piece):
        return "markup"
    return "marker" if not _MARKER.sub("", _MARKUP.sub("", piece)) else None


def leftovers(texts: dict[int | None, str], used: Iterable[SourceRange]) -> tuple[list[Unused], list[str]]:
    """What `used` leaves of `texts`, by reason, and the pieces for which there is no reason."""
    by_page: dict[int | None, list[SourceRange]] = {page: [] for page in texts}
    for one in used:
        by_page[one.page].append(one)
    ranges: dict[str, list[SourceRange]] = {}
    lost: list[str] = []
    for page, text in texts.items():
        at = 0
        spans = sorted((r.source_start, r.source_end) for r in by_page[page])
        for start, stop in [*spans, (len(text), len(text))]:
            if at < start and (piece := text[at:start].strip()):
                begin = text.index(piece, at)
                reason = _reason(piece)
                if reason is None:
                    lost.append(piece)
                ranges.setdefault(reason or "unaccounted", []).append(
                    SourceRange(0, len(piece), begin, begin + len(piece), page)
                )
            at = max(at, stop)
    return [Unused(reason, tuple(found)) for reason, found in sorted(ranges.items())], lost
