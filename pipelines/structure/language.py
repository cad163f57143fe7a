"""Which of the six official languages a document is written in.

Belongs here: telling it from the text (`Original: French` is printed on translations too). Does not
belong here: what is done with a document in another language (`process`).
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib import resources
from typing import Any

import yaml

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters: enough for certainty, whatever the document's length
_ENOUGH = 0.08  # of the words: half of what running text has of these function words
_FEW = 20  # words: less tells nothing
_SCRIPT = 0.3  # of the letters: a text in that script; less are names and quotations


@cache
def _languages() -> dict[str, dict[str, Any]]:
    text = resources.files("pipelines.lexicons").joinpath("structure/languages.yml").read_text("utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return loaded


def _script_of(text: str) -> str | None:
    letters = [c for c in text if c.isalpha()]
    counts = Counter(unicodedata.name(c, "").partition(" ")[0] for c in letters)
    for code, signs in _languages().items():
        if counts[signs.get("script", "").upper()] > _SCRIPT * max(len(letters), 1):
            return code
    return None


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the official language that `text` is written in, None where it does not show.

    >>> language_of("The right of everyone to take part in the conduct of public affairs " * 3)
    'en'
    """
    sample = text[:_SAMPLE]
    if (code := _script_of(sample)) is not None:
        return code
    words = Counter(_WORD.findall(sample.lower()))
    total = words.total()
    if total < _FEW:
        return None
    shares = {
        code: sum(words[word] for word in signs.get("words", ())) / total
        for code, signs in _languages().items()
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _ENOUGH else None
