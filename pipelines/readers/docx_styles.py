"""The styles of a Word file: what a paragraph is by its style, and how a run is set.

Belongs here: following `basedOn`, the reviewed names of templates (`lexicons/structure/word_styles.csv`).
Does not belong here: what a paragraph is by its words (`structure`).
"""

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from pipelines.readers.docx_package import Element, W, child, is_on, number, value

_HEADING_LEVELS = 6
_MAX_CHAIN = 30  # styles based on one another; more is a circle


class NumberingUse(NamedTuple):
    """The list that a paragraph counts in (`num`) and its level there; None where not said."""

    num: int | None
    level: int | None


@cache
def _roles() -> dict[str, str]:
    """Roles by style name, small letters and digits only."""
    lines = resources.files("pipelines.lexicons").joinpath("structure/word_styles.csv").read_text("utf-8")
    return {row["style"]: row["role"] for row in csv.DictReader(lines.splitlines())}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def role_of_name(name: str) -> str | None:
    """The role that a style's own name tells, None where it tells nothing."""
    plain = _plain(name)
    if plain in _roles():
        return _roles()[plain]
    if match := re.fullmatch(r"heading([1-9])", plain):
        return f"heading-{min(int(match[1]), _HEADING_LEVELS)}"
    return "contents" if re.fullmatch(r"toc([1-9]|heading)", plain) else None


def numbering_use(ppr: Element | None) -> NumberingUse:
    """What `w:numPr` of paragraph properties says."""
    return NumberingUse(number(ppr, "numPr", "numId"), number(ppr, "numPr", "ilvl"))


class Styles:
    """The styles of one file, asked by their ids. Without a styles part it answers None."""

    def __init__(self, root: Element | None) -> None:
        nodes = root.findall(W + "style") if root is not None else []
        self._nodes = {node.get(W + "styleId", ""): node for node in nodes}
        self._default = next(
            (
                node.get(W + "styleId", "")
                for node in nodes
                if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true")
            ),
            None,
        )
        self._switches: dict[tuple[str | None, str], bool | None] = {}
        self._roles: dict[str | None, str | None] = {}

    def chain(self, style: str | None) -> Iterator[tuple[str, Element]]:
        """The style and those that it is based on, nearest first."""
        for _ in range(_MAX_CHAIN):
            node = self._nodes.get(style or "")
            if node is None or style is None:
                return
            yield style, node
            style = value(node, "basedOn")

    def role(self, ppr: Element | None) -> str | None:
        """What a paragraph is by its style: `heading-2`, `title`, `masthead`, `contents`, `footnote`."""
        level = number(ppr, "outlineLvl")
        style = value(ppr, "pStyle")
        if style not in self._roles:
            self._roles[style] = self._role(style)
        return self._roles[style] or _outline(level)

    def _role(self, style: str | None) -> str | None:
        for at, (style_id, node) in enumerate(self.chain(style)):
            role = role_of_name(value(node, "name") or "") or role_of_name(style_id)
            if role:
                return role
            outline = number(node, "pPr", "outlineLvl")
            if outline is not None:
                return _outline(outline)
            if at == 0 and style_id == self._default:
                return None
        return role_of_name(style or "")

    def numbering(self, style: str | None) -> tuple[NumberingUse, str | None]:
        """The numbering that a style gives, and the style that gives it."""
        for style_id, node in self.chain(style or self._default):
            use = numbering_use(child(node, "pPr"))
            if use.num is not None:
                return use, style_id
        return NumberingUse(None, None), None

    def switch(self, style: str | None, name: str) -> bool | None:
        """Whether the style turns a run property (`b`, `vanish`) on; None where it says nothing."""
        key = (style, name)
        if key not in self._switches:
            found = (is_on(child(node, "rPr"), name) for _, node in self.chain(style))
            self._switches[key] = next((x for x in found if x is not None), None)
        return self._switches[key]

    def run_switch(self, rpr: Element | None, paragraph: str | None, name: str) -> bool:
        """Whether a run property is on for a run: by itself, its style, or its paragraph's style."""
        own = is_on(rpr, name)
        if own is None:
            own = self.switch(value(rpr, "rStyle"), name)
        if own is None:
            own = self.switch(paragraph or self._default, name)
        return bool(own)

    def is_superscript(self, rpr: Element | None) -> bool:
        """Whether a run is set as superscript, by itself or by its style."""
        own = value(rpr, "vertAlign")
        if own is None:
            found = (value(node, "rPr", "vertAlign") for _, node in self.chain(value(rpr, "rStyle")))
            own = next((x for x in found if x is not None), None)
        return own == "superscript"


def _outline(level: int | None) -> str | None:
    """`heading-N` for an outline level; 9 is body text."""
    if level is None or not 0 <= level < _HEADING_LEVELS + 3:
        return None
    return f"heading-{min(level + 1, _HEADING_LEVELS)}"
