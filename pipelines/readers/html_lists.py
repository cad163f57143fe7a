"""The numbers that a browser prints before the items of a list.

Belongs here: counting, `start`, `value`, the kinds of number. Does not belong here: what a number means
(`structure`).
"""

import re
from dataclasses import dataclass

from pipelines.readers.docx_numbering import in_format
from pipelines.readers.html_page import Element

_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_CSS = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal": "decimal",
    "none": "none",
}
_STYLE = re.compile(r"list-style(?:-type)?\s{0,3}:\s{0,3}([a-z-]{1,20})")
_NUMBER = re.compile(r"\d{1,5}")


def _form(node: Element) -> str | None:
    """The number format that an element sets, None where it sets none."""
    css = _STYLE.search(node.get("style", ""))
    if css is not None and css[1] in _CSS:
        return _CSS[css[1]]
    return _TYPES.get(node.get("type", "").strip())


@dataclass
class Listing:
    """A list that is being read: the format of its numbers, and the number of its last item."""

    form: str
    last: int

    @classmethod
    def of(cls, node: Element) -> "Listing":
        """The list that an `ol` or `ul` is."""
        bullets = node.tag != "ol"
        start = node.get("start", "").strip()
        form = _form(node)
        if bullets:
            return cls("none" if form == "none" else "bullet", 0)
        return cls(form or "decimal", int(start) - 1 if _NUMBER.fullmatch(start) else 0)

    def next(self, node: Element) -> str | None:
        """What is printed before the next item: `1.`, `(a)`, `•`; None where nothing is."""
        value = node.get("value", "").strip()
        self.last = int(value) if _NUMBER.fullmatch(value) else self.last + 1
        form = _form(node) or self.form
        if form == "none" or self.form == "bullet":
            return "•" if self.form == "bullet" and form != "none" else None
        number = in_format(self.last, form)
        return f"({number})" if form in ("lowerLetter", "lowerRoman") else f"{number}."
