"""What a word is: folded letters and digits, as SQLite's tokenizer `unicode61` sees them.

Belongs here: folding and cutting. Does not belong here: which words belong together (`families`).
"""

import re
import unicodedata

TOKENIZER = "unicode61 remove_diacritics 2"
"""The FTS5 tokenizer that cuts as `tokens` does (a test compares the two on the release)."""

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case, without diacritics: `Türkiye` is `turkiye`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def tokens(text: str) -> list[str]:
    """The words of the text in order, folded."""
    return _WORD.findall(fold(text))
