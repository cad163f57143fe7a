"""The lettered items of a paragraph, `(a)`, `(b)`, and the `(i)`, `(ii)` nested in them.

Belongs here: telling letters from small Roman numerals by sequence. Does not belong here: the text
of the items.
"""

from pipelines.structure.found import Draft
from pipelines.structure.patterns import roman_value


def _letter_value(label: str) -> int:
    """`a` 1 … `z` 26, `aa` 27, `bb` 28; 0 for anything else."""
    if len(label) > 1 and len(set(label)) > 1:
        return 0
    return (ord(label[0]) - ord("a") + 1) + 26 * (len(label) - 1)


def _small_roman(label: str) -> int:
    upper = label.upper()
    return (roman_value(upper) or 0) if set(upper) <= set("IVXL") else 0


class ItemList:
    """The items met so far under one paragraph."""

    def __init__(self) -> None:
        self.letter: str | None = None
        self.letters = 0
        self.romans = 0
        self.drafts: dict[tuple[str, ...], Draft] = {}

    def place(self, label: str, following: str | None) -> tuple[tuple[str, ...], bool]:
        """The item's path (`("a", "i")`) and whether it is in sequence.

        `following` is the next item's label: `(i)` after `(h)` is a letter unless `(ii)` follows.
        """
        letter, roman = _letter_value(label), _small_roman(label)
        as_letter = letter and letter == self.letters + 1
        as_roman = roman and roman == self.romans + 1
        if as_letter and as_roman and following is not None:
            as_letter = _small_roman(following) != roman + 1
        if as_letter or (not as_roman and (letter or not roman)):
            self.letter, self.letters, self.romans = label, letter or self.letters, 0
            return (label,), bool(as_letter)
        self.romans = roman
        return ((self.letter, label) if self.letter else (label,)), bool(as_roman)

    def remember(self, path: tuple[str, ...], draft: Draft) -> None:
        """Keep the item, so that items nested in it find it."""
        self.drafts[path] = draft

    def draft_of(self, path: tuple[str, ...]) -> Draft | None:
        """The item of that path, None where there is none."""
        return self.drafts.get(path)
