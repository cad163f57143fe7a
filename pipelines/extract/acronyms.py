"""Short forms that a document defines for itself: `Safeguarding Health in Conflict Coalition (SHCC)`.

Belongs here: the algorithm of Schwartz and Hearst (Pacific Symposium on Biocomputing 2003). Does
not belong here: whether the long form is an actor.
"""

import re
from collections.abc import Iterator

_FEWEST_CAPITALS = 2
_BRACKETS = re.compile(
    r" \((?:hereinafter |hereafter |the )?[\"“]?([A-Za-z0-9][\w&/\-]{1,12}(?: [A-Z][\w\-]{1,9})?)[\"”]?"
    r"(?:, [^()]{1,60})?\)"
)


def definitions(text: str) -> Iterator[tuple[str, int, int]]:
    """Yields (short form, start of its bracket, end of its bracket) for each bracketed short form.

    >>> list(definitions("the Food and Agriculture Organization (FAO) and the Fund (see above)"))
    [('FAO', 38, 43)]
    """
    for match in _BRACKETS.finditer(text):
        short = match.group(1)
        has_digit = any(c.isdigit() for c in short)
        if sum(c.isupper() for c in short) + has_digit >= _FEWEST_CAPITALS:
            yield short, match.start() + 1, match.end()


def long_form_start(short: str, before: str) -> int | None:
    """Where in `before` (the text up to the bracket) the long form begins, None where none fits.

    Each letter of the short form, from the last, must stand in the long form in order; the first
    one at the beginning of a word.

    >>> long_form_start("SHCC", "by the Safeguarding Health in Conflict Coalition")
    7
    """
    letters = [c.lower() for c in short if c.isalnum()]
    words = min(len(letters) + 5, len(letters) * 2)
    floor = len(before)
    for _ in range(words):
        floor = before.rfind(" ", 0, max(floor, 0))
        if floor < 0:
            break
    at = len(before) - 1
    for index in range(len(letters) - 1, -1, -1):
        while at > floor and (
            before[at].lower() != letters[index] or (index == 0 and at > 0 and before[at - 1].isalnum())
        ):
            at -= 1
        if at <= floor or at < 0:
            return None
        at -= 1
    start = before.rfind(" ", 0, at + 1) + 1
    return max(start, 0)
