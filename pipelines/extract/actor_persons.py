"""Who holds an office: after `the President of Angola, João Lourenço,` a `Mr. Lourenço` is that office.

Belongs here: names beside an office, and the later `Mr.` and `Ms.`. Does not belong here: offices.
"""

import re
from collections.abc import Iterator

from pipelines.extract.tokens import tags_of

RULE = "actor_mentions.office-holder-by-name"
_WORD = r"[A-ZÀ-Þ][\w’'\-]+"
_PARTICLE = r"(?: (?:al|bin|de|da|dos|van|von|el|di))?"
_NAME = rf"{_WORD}(?:{_PARTICLE} (?:[A-Z]\. )?{_WORD}){{0,4}}"
_TITLE = r"(?:Mr|Mrs|Ms|Dr)\.? "
_AFTER_COMMA = re.compile(rf", (?:{_TITLE})?(?P<name>{_WORD}{_PARTICLE} (?:[A-Z]\. )?{_NAME})(?=[,.;)]|$)")
_AT_ONCE = re.compile(rf" (?:{_TITLE})?(?P<name>{_NAME})")
_BEFORE = re.compile(rf"{_TITLE}(?P<name>{_NAME}), (?:my |the |his |her )?$")
_LATER = re.compile(rf"\b{_TITLE}(?P<name>{_NAME})")
_LONGEST_LEAD = 80  # characters in which a name before its office must fit


def holder_of(text: str, start: int, end: int) -> str | None:
    """The surname of the person whose office is `text[start:end]`, None where none is printed beside it.

    >>> holder_of("the President of Angola, João Lourenço, met", 4, 23)
    'Lourenço'
    """
    for match in (_AFTER_COMMA.match(text, end), _AT_ONCE.match(text, end)):
        if match is not None and _is_a_persons(match["name"]):
            return _surname(match["name"])
    match = _BEFORE.search(text, max(0, start - _LONGEST_LEAD), start)
    return _surname(match["name"]) if match else None


def later_names(text: str, holders: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, actor_id) of each `Mr. X` whose office the document has told before."""
    if not holders or ("M" not in text and "Dr" not in text):
        return
    for match in _LATER.finditer(text):
        actor_id = holders.get(_surname(match["name"]))
        if actor_id is not None:
            yield match.start(), match.end(), actor_id


def _surname(name: str) -> str:
    last = name.split()[-1]
    return last.removesuffix("’s").removesuffix("'s")


def _is_a_persons(name: str) -> bool:
    """Whether no English word stands in `name`: offices, bodies and places have one more often than not."""
    words = [w for w in name.split() if w[0].isupper()]
    return sum(tags_of(w.lower()) == 0 for w in words) * 2 >= len(words) and not tags_of(words[-1].lower())
