"""What every page has: head, navigation, footer; and the parts that many pages share.

Belongs here: the frame, tables, source lines. Does not belong here: what one kind of page says (`pages`).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from pipelines.model.declaration import load_package
from pipelines.model.shapes import Package
from pipelines.publish.search.units import place_of_row
from pipelines.publish.site.markup import Markup, link, tag
from pipelines.publish.site.material import Material, Row, symbol_and_place

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
"""Content security: nothing but this host's own files, no inline script, no inline style."""

LONG = 60
"""Characters from which a cell is kept wide on a phone, where the table scrolls."""
LINES_A_PAGE = 250
"""Lines of a list on one page."""

NAVIGATION = (
    ("read/index.html", "Read"),
    ("search/index.html", "Search"),
    ("countries/index.html", "Countries"),
    ("actors/index.html", "Actors"),
    ("overview/index.html", "Overview"),
    ("questions/index.html", "Questions"),
    ("quality/index.html", "Quality"),
    ("downloads/index.html", "Data"),
)


@cache
def _package() -> Package:
    return load_package()


def page(
    title: str, *content: object, here: str = "", script: str | None = None, description: str = ""
) -> str:
    """A whole page in a folder below the root (in the root where `here` is empty).

    `here` is the path of the navigation entry it belongs to; `script` the bundle it needs besides the
    one that every page has.
    """
    up = "../" if here else ""
    body = (
        link("#content", "Skip to content", class_="skip"),
        _header(up, here),
        tag("main", content, id="content", class_=script or "plain", tabindex="-1"),
        tag("footer", _footer(up), class_="foot"),
    )
    head = tag("head", _head(up, title, script, description))
    document = tag("html", head, tag("body", body), lang="en", data_up=up or "./")
    return f"<!doctype html>\n{document}\n"


def _head(up: str, title: str, script: str | None, description: str) -> list[Markup | None]:
    package = _package()
    return [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="description", content=description or package.title),
        tag("title", title if title == package.name else f"{title} · {package.name}"),
        tag("link", rel="icon", href=f"{up}assets/icon.svg", type="image/svg+xml"),
        tag("link", rel="stylesheet", href=f"{up}assets/site.css"),
        tag("script", src=f"{up}assets/common.js"),
        tag("script", src=f"{up}assets/{script}.js", defer=True) if script else None,
    ]


def _header(up: str, here: str) -> Markup:
    entries = [
        tag("li", link(up + path, label, aria_current="page" if path == here else None))
        for path, label in NAVIGATION
    ]
    return tag(
        "header",
        link(f"{up}index.html", _package().name, class_="brand"),
        tag("nav", tag("ul", entries), aria_label="Main"),
        tag("button", "Theme", type="button", id="theme", class_="quiet", hidden=True),
        class_="top",
    )


def _footer(up: str) -> Markup:
    return tag(
        "p",
        "Data: CC BY 4.0. The words of the reports are the United Nations’. ",
        "This is not a United Nations site. ",
        link(f"{up}downloads/index.html", "Cite and download"),
        " · ",
        link(f"{up}quality/index.html", "How good it is"),
    )


def table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[int] = ()
) -> Markup:
    """A table with a caption; the first column heads its row, `numbers` are set flush right.

    It may be wider than a phone, so it stands in a region that scrolls and takes the keyboard.
    """

    def side(index: int, cell: object = "") -> str | None:
        is_long = not isinstance(cell, Markup) and len(str(cell)) > LONG
        return "n" if index in numbers else "long" if is_long else None

    head = tag("tr", [tag("th", c, scope="col", class_=side(i)) for i, c in enumerate(columns)])
    body = [
        tag(
            "tr",
            [
                tag("th", cell, scope="row") if i == 0 else tag("td", cell, class_=side(i, cell))
                for i, cell in enumerate(row)
            ],
        )
        for row in rows
    ]
    made = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", body))
    return tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption)


def paged(rows: Sequence[Any]) -> list[Sequence[Any]]:
    """The rows of a long list, cut for its pages; at least one page."""
    return [rows[i : i + LINES_A_PAGE] for i in range(0, len(rows), LINES_A_PAGE)] or [rows]


def page_file(number: int) -> str:
    """The file of a list's page; the first is the folder's index."""
    return "index.html" if number == 0 else f"index-{number + 1}.html"


def pages_line(count: int, here: int) -> Markup | None:
    """Links to the pages of a list, where it has several."""
    if count == 1:
        return None
    entries = [
        tag("li", link(page_file(i), f"Page {i + 1}", aria_current="page" if i == here else None))
        for i in range(count)
    ]
    return tag("nav", tag("ul", entries), class_="parts", aria_label="Pages of the list")


def fold(summary: object, *content: object, open_: bool = False) -> Markup:
    """Content that opens on demand."""
    return tag("details", tag("summary", summary), content, open=open_)


def search_box(label: str) -> tuple[Markup, Markup]:
    """The field of a search form, under its label, and the button."""
    field = tag("input", id="q", name="q", type="search", autocomplete="off")
    return tag("label", label, for_="q"), tag("div", field, tag("button", "Search"), class_="ask")


def source_line(material: Material, row: Row, up: str = "../") -> Markup:
    """The link from a row to the words it was read from."""
    return link(up + material.place_of_row(row), symbol_and_place(place_of_row(row)), class_="source")


def actor_link(material: Material, actor: str, up: str = "../") -> Markup | str:
    """The actor's name, linked to its page where it has one."""
    file = material.actors_with_page.get(actor)
    name = material.actor_name(actor)
    return link(f"{up}actors/{file}.html", name) if file else name


def country_link(material: Material, code: str, up: str = "../") -> Markup | str:
    """The country's name, linked to its page where it has one."""
    name = material.country_name(code)
    return link(f"{up}countries/{code}.html", name) if code in material.countries_with_page else name


def joined(parts: Sequence[object], separator: str = ", ") -> list[object]:
    """The parts with the separator between them."""
    return [piece for part in parts for piece in (separator, part)][1:]


def figure(number: Any, label: str, one: str | None = None) -> Markup:
    """A number with what it counts."""
    shown = f"{number:,}" if isinstance(number, int) else number
    return tag("li", tag("b", shown), " ", one if one and number == 1 else label)
