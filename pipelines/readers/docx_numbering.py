"""Automatic numbering of a Word file: the number that Word prints before a paragraph.

Belongs here: the numbering definitions, their counters and number formats. Does not belong here:
numbers typed as text (`pieces`), what a number means (`structure`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from pipelines.readers.docx_package import Element, W, is_on, number, value
from pipelines.readers.docx_styles import NumberingUse, Styles, numbering_use

_LEVELS = 9
_LETTERS = 26
_MAX_ROMAN = 4000
_MAX_LABEL = 60
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
BULLET = "•"


def roman(n: int) -> str:
    """A number as a small Roman numeral; in digits where there is none.

    >>> roman(14)
    'xiv'
    """
    if not 0 < n < _MAX_ROMAN:
        return str(n)
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (n // worth)
        n %= worth
    return out


def letter(n: int) -> str:
    """A number as Word letters it: a … z, aa, bb … zz, aaa; in digits where that gets long.

    >>> letter(2), letter(28)
    ('b', 'bb')
    """
    if not 0 < n <= _LETTERS * 4:
        return str(n)
    return chr(ord("a") + (n - 1) % _LETTERS) * ((n - 1) // _LETTERS + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": letter,
    "upperLetter": lambda n: letter(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "none": lambda n: "",
}


def in_format(n: int, name: str) -> str:
    """A number in one of Word's number formats; in digits where we do not know the format."""
    return _FORMATS.get(name, str)(n)


@dataclass(slots=True)
class Level:
    """One level of a list: how it counts and what it prints (`(%1)`)."""

    start: int
    format: str
    text: str
    style: str | None  # the paragraph style that this level belongs to
    restart: int | None  # the level whose use restarts this one (1-based; 0: none); None: any above
    legal: bool  # prints every number in digits

    @classmethod
    def read(cls, node: Element) -> "Level":
        """As `w:lvl` declares it."""
        start = number(node, "start")
        return cls(
            start=1 if start is None else start,
            format=value(node, "numFmt") or "decimal",
            text=(value(node, "lvlText") or "")[:_MAX_LABEL],
            style=value(node, "pStyle"),
            restart=number(node, "lvlRestart"),
            legal=bool(is_on(node, "isLgl")),
        )


@dataclass(slots=True)
class _Num:
    """A use of a definition (`w:num`): which one, what it changes, which starts are still to be set."""

    abstract: int
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


def _levels(node: Element) -> dict[int, Level]:
    out = {}
    for level in node.findall(W + "lvl"):
        at = level.get(W + "ilvl", "")
        if at.isdigit() and int(at) < _LEVELS:
            out[int(at)] = Level.read(level)
    return out


class Numbering:
    """Counts as Word does, paragraph by paragraph from the top."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[int, dict[int, Level]] = {}
        self._links: dict[int, str] = {}  # definitions that only point to a list style
        self._nums: dict[int, _Num] = {}
        self._counts: dict[int, list[int | None]] = {}
        for node in root.findall(W + "abstractNum") if root is not None else ():
            at = _id(node, "abstractNumId")
            self._abstract[at] = _levels(node)
            if link := value(node, "numStyleLink"):
                self._links[at] = link
        for node in root.findall(W + "num") if root is not None else ():
            self._nums[_id(node, "numId")] = self._num(node)

    def _num(self, node: Element) -> _Num:
        num = _Num(number(node, "abstractNumId") or 0)
        for change in node.findall(W + "lvlOverride"):
            at = _id(change, "ilvl")
            num.levels |= _levels(change)
            start = number(change, "startOverride")
            if start is not None:
                num.starts[at] = start
        return num

    def _definition(self, num: _Num) -> int:
        """The definition that a use counts in, list styles followed."""
        style = self._links.get(num.abstract)
        if style is None:
            return num.abstract
        use, _ = self._styles.numbering(style)
        linked = self._nums.get(use.num or 0)
        return linked.abstract if linked and linked.abstract not in self._links else num.abstract

    def label(self, ppr: Element | None) -> str | None:
        """The number that Word prints before this paragraph, counted; None where it prints none."""
        use = self._use(ppr)
        num = self._nums.get(use.num or 0)
        if num is None:
            return None
        definition = self._definition(num)
        levels = self._abstract.get(definition, {}) | num.levels
        at = use.level or 0
        if at not in levels:
            return None
        counts = self._counts.setdefault(definition, [None] * _LEVELS)
        self._count(counts, levels, num, at)
        return _printed(levels, counts, at)

    def _use(self, ppr: Element | None) -> NumberingUse:
        """The list and level of a paragraph: its own, else its style's."""
        own = numbering_use(ppr)
        if own.num is not None:
            return own
        style = value(ppr, "pStyle")
        given, giver = self._styles.numbering(style)
        num = self._nums.get(given.num or 0)
        if num is None:
            return NumberingUse(None, None)
        levels = self._abstract.get(self._definition(num), {}) | num.levels
        linked = next((at for at, level in levels.items() if level.style in (style, giver)), None)
        return NumberingUse(
            given.num, next((x for x in (own.level, linked, given.level) if x is not None), 0)
        )

    def _count(self, counts: list[int | None], levels: dict[int, Level], num: _Num, at: int) -> None:
        """Count level `at` up; the levels above it are there from now on, those below start again."""
        for above in range(at):
            if counts[above] is None:
                counts[above] = num.starts.pop(above, levels[above].start if above in levels else 1)
        last = counts[at]
        if at in num.starts:
            counts[at] = num.starts.pop(at)
        else:
            counts[at] = levels[at].start if last is None else last + 1
        for below in range(at + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart > 0 and at < restart):
                counts[below] = None


def _id(node: Element, name: str) -> int:
    text = node.get(W + name, "")
    return int(text) if text.isdigit() and text.isascii() and len(text) < 12 else -1  # noqa: PLR2004


def _printed(levels: dict[int, Level], counts: list[int | None], at: int) -> str | None:
    """What level `at` prints now: its text with every `%n` filled in; a bullet for any picture."""
    level = levels[at]
    if level.format == "bullet":
        return BULLET
    out = level.text
    for n in range(_LEVELS):
        if f"%{n + 1}" in out:
            count = counts[n]
            form = levels[n].format if n in levels else "decimal"
            shown = in_format(1 if count is None else count, "decimal" if level.legal and n != at else form)
            out = out.replace(f"%{n + 1}", shown)
    return out.strip() or None
