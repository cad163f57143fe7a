"""The symbol that a document prints on its first page and in its running heads.

Belongs here: finding it, so that a person who adds a file need not type it. Does not belong here: a
build, which takes a document's symbol from the manifest or the file's name, never from its text.
"""

import re
from collections import Counter

from pipelines.readers.blocks import Source

_LINES = 60  # of the start of a file without pages: its masthead
_SYMBOL = re.compile(
    r"(?:United Nations\s+)?(?P<symbol>[A-Z]{1,5}(?:/[A-Z0-9][A-Za-z0-9.\-]{0,18}){1,7}"
    r"(?: \(Sect\. ?\d{1,3}[A-Z]?\))?(?:/(?:Add|Corr|Rev)\.\d{1,3})?)(?:/Part [A-Z])?[*∗]{0,3}"
)


def printed_symbol(source: Source) -> str | None:
    """The symbol on a line of its own on the first pages, the one printed most often; None where none is.

    Documents of two organs print two symbols (`A/79/947-S/2025/372`); the first is the document's.
    """
    found: Counter[str] = Counter()
    for page, text in list(source.texts.items())[:3]:
        lines = text.splitlines() if page is not None else text.splitlines()[:_LINES]
        for line in lines:
            match = _SYMBOL.fullmatch(" ".join(line.split()))
            if match and any(c.isdigit() for c in match["symbol"]):
                found[re.split(r"[-–](?=[A-Z]{1,2}/)", match["symbol"])[0]] += 1
    return max(found, key=lambda symbol: found[symbol], default=None)


def file_name_of(symbol: str, ending: str) -> str:
    """The name in raw/ that stands for a symbol.

    >>> file_name_of("A/81/6 (Sect. 24)", ".pdf")
    'A_81_6_(Sect._24).pdf'
    """
    return symbol.replace("/", "_").replace(" ", "_") + ending
