"""HTML, escaped unless it was made here: the only way that the site writes a tag.

Belongs here: elements and escaping. Does not belong here: what a page says (`pages`).
"""

import html
from collections.abc import Iterable

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})

Attribute = str | int | float | bool | None


class Markup(str):
    """Text that is HTML already; any other text is escaped where it is put in."""

    __slots__ = ()


def escape(child: object) -> Markup:
    """The child as HTML: Markup as it is, a list one after the other, None as nothing.

    Raises TypeError for what is neither text, a number nor a list of these.
    """
    if child is None:
        return Markup("")
    if isinstance(child, Markup):
        return child
    if isinstance(child, str | int | float):
        return Markup(html.escape(str(child)))
    if isinstance(child, Iterable):
        return Markup("".join(escape(part) for part in child))
    raise TypeError(f"no HTML for a {type(child).__name__}")


def tag(name: str, /, *children: object, **attributes: Attribute) -> Markup:
    """An element. `class_` is written `class`, `data_f` is `data-f`; None and False leave one out."""
    written = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = key.rstrip("_").replace("_", "-")
        written.append(label if value is True else f'{label}="{html.escape(str(value))}"')
    if name in VOID:
        return Markup(f"<{' '.join(written)}>")
    return Markup(f"<{' '.join(written)}>{escape(children)}</{name}>")


def prose(text: str) -> list[object]:
    """A sentence of a declaration: what stands between backticks as code."""
    return [tag("code", part) if i % 2 else part for i, part in enumerate(text.split("`"))]


def link(address: str, /, *children: object, **attributes: Attribute) -> Markup:
    """A link."""
    return tag("a", *children, href=address, **attributes)
