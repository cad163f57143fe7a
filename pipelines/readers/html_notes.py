"""Footnotes of an HTML page: which links are references, which elements are their notes.

Belongs here: pairing the two by their addresses inside the page, and lists that say that they hold notes.
Does not belong here: notes without any markup (`structure` sees the superscript that they start with).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote

from pipelines.readers.html_page import Element

_MARKER = re.compile(r"[\[(]?\s?(\d{1,4}|[a-z]|[ivxl]{1,6}|[*∗†‡§]{1,4})\s?[\])]?")
_IN_BRACKETS = re.compile(r"\[[^\]]{1,8}\]")
_NAMED = re.compile(r"foot-?note|end-?note|(?:^|[\s_-])fn", re.IGNORECASE)
_LIST_OF_NOTES = re.compile(r"foot-?notes|end-?notes", re.IGNORECASE)
# Word and LibreOffice put each note into a division of its own.
_WRAPPER = re.compile(r"(?:ftn|edn|sdfootnote|sdendnote)\d")
_BACK = re.compile(r"[\s↩↑⏎^⇑←↵\ufe0e\ufe0f]{1,6}|[\[(]?(?:back|return)[\])]?", re.IGNORECASE)
_BLOCKS = frozenset(("li", "p", "div", "dd", "td", "tr", "aside", "section", "blockquote"))
_INLINE = frozenset(("a", "sup", "span", "b", "i", "em", "strong", "small", "font"))
_NEAR = 4  # how many elements up or down an address may stand from the link that it belongs to
_MAX_ADDRESS = 500


@dataclass
class Notes:
    """References and notes by their elements; the elements are kept, so that they stay the same objects."""

    references: dict[Element, str] = field(default_factory=dict)  # link, or what only holds it → marker
    bodies: dict[Element, str] = field(default_factory=dict)  # note → marker
    back: set[Element] = field(default_factory=set)  # links from a note to its reference
    holders: set[Element] = field(default_factory=set)  # elements that hold notes


@dataclass
class _Addresses:
    """The places that links of the page can lead to, and those links, each with its place in the page."""

    places: dict[str, tuple[int, Element]] = field(default_factory=dict)
    links: list[tuple[int, Element, str]] = field(default_factory=list)


def _addresses(root: Element) -> _Addresses:
    found = _Addresses()
    for at, node in enumerate(root.iter()):
        for key in (node.get("id"), node.get("name") if node.tag == "a" else None):
            if key:
                found.places.setdefault(key, (at, node))
        href = node.get("href", "") if node.tag == "a" else ""
        if href.startswith("#") and 1 < len(href) <= _MAX_ADDRESS:
            found.links.append((at, node, unquote(href[1:])))
    return found


def _text(node: Element) -> str:
    """The words of a link, as far as a marker needs them."""
    out = ""
    for piece in node.itertext():
        out += str(piece)
        if len(out) > _MAX_ADDRESS:
            break
    return " ".join(out.split())


def marker_of(text: str) -> str | None:
    """The marker that a link shows, None where it shows other words.

    >>> marker_of("[12]"), marker_of("*"), marker_of("see below")
    ('12', '*', None)
    """
    match = _MARKER.fullmatch(text)
    return match[1].replace("∗", "*") if match else None


def _up(node: Element) -> Iterator[Element]:
    """The element and those around it as long as they are inline."""
    at: Element | None = node
    for _ in range(_NEAR):
        if at is None or at.tag not in _INLINE:
            return
        yield at
        at = at.getparent()


def _own_addresses(link: Element) -> set[str]:
    """The addresses that lead to a link: its own, of what is right around it and in it."""
    around = [*_up(link), *islice(link.iter(), _NEAR)]
    return {key for node in around for key in (node.get("id"), node.get("name")) if key}


def _body_of(target: Element) -> Element | None:
    """The element that is the note an address leads to: itself, or the block that it stands in."""
    at: Element | None = target
    while at is not None and at.tag in _INLINE:
        at = at.getparent()
    if at is None or at.tag not in _BLOCKS:
        return None
    around = at.getparent()
    wrapped = around is not None and around.tag == "div" and _WRAPPER.match(around.get("id", ""))
    return around if wrapped else at


def _names(node: Element) -> str:
    return " ".join(node.get(key, "") for key in ("class", "id", "role", "epub:type"))


def _looks_like_reference(link: Element, text: str) -> bool:
    """Whether a link is set as references are: raised, in square brackets, or named so."""
    if _IN_BRACKETS.fullmatch(text) or _NAMED.search(_names(link)):
        return True
    return any(node.tag == "sup" for node in (*_up(link), *islice(link.iter(), _NEAR)))


def notes_of(root: Element) -> Notes:
    """The footnotes of a page."""
    addresses = _addresses(root)
    pointing: dict[str, list[tuple[int, Element]]] = {}
    for at, link, target in addresses.links:
        pointing.setdefault(target, []).append((at, link))
    notes = Notes()
    claimed: dict[Element, str] = {}  # note → the address that it was found by
    for at, link, target in addresses.links:
        marker = marker_of(_text(link))
        place = addresses.places.get(target)
        if marker is None or place is None or place[0] <= at:
            continue
        body = _body_of(place[1])
        if body is None or body in link.iterancestors() or claimed.setdefault(body, target) != target:
            continue
        pointers = (pointing.get(key, ()) for key in _own_addresses(link))
        back = [node for found in pointers for _, node in found if body in (node, *node.iterancestors())]
        if back or _looks_like_reference(link, _text(link)):
            whole = [node for node in _up(link) if marker_of(_text(node)) == marker]
            notes.references[whole[-1]] = marker
            notes.bodies.setdefault(body, marker)
            notes.back.update(back)
    _add_lists(root, notes)
    for body in notes.bodies:
        notes.holders.update(body.iterancestors())
        notes.back.update(a for a in body.iter("a") if _BACK.fullmatch(_text(a) or "x"))
    return notes


def _add_lists(root: Element, notes: Notes) -> None:
    """The items of numbered lists that are named as the page's notes, though nothing links to them."""
    for listed in root.iter("ol"):
        around = listed.getparent()
        named = _LIST_OF_NOTES.search(_names(listed)) or (
            around is not None and _LIST_OF_NOTES.search(_names(around))
        )
        if named and not any(item in notes.bodies for item in listed):
            for count, item in enumerate(listed.iterchildren("li"), start=1):
                notes.bodies[item] = str(count)
