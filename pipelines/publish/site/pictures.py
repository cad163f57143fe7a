"""Pictures as SVG and HTML, drawn here so that they need no script: bars, years, tile map, matrix, graph.

Belongs here: from counts to shapes. Does not belong here: which counts (`pages/overview`, `pages/profiles`).
No picture stands alone: each page gives its numbers in a table beside it.
"""

import csv
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

from pipelines.publish.site.frame import fold, table
from pipelines.publish.site.markup import Markup, link, tag

TILE, GAP = 34, 3
FEWEST_YEARS = 3
"""Years from which a picture tells more than their table."""
COLUMN, COLUMN_HEIGHT, LABEL = 18, 90, 16
STEPS = 5
"""Shades of the tile map besides that of nothing."""

Counted = Sequence[tuple[str, int]]


def bar(share: float, kind: str, *, from_right: bool = False) -> Markup:
    """A bar of a share of the width; it says nothing that the number beside it does not."""
    start = f"{100 - share * 100:.1f}" if from_right else None
    rect = tag("rect", x=start, width=f"{share * 100:.1f}", height="10", class_=f"fill {kind}")
    return tag(
        "svg", rect, class_="bar", viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"
    )


def bars(caption: str, what: str, counted: Counted, kind: str) -> Markup:
    """A table of counts with bars."""
    most = max((count for _, count in counted), default=1)
    rows = [[label, count, bar(count / most, kind)] for label, count in counted]
    return tag(
        "div",
        table(caption, [what.capitalize(), "Count", "Share of the largest"], rows, numbers=(1,)),
        class_="bars",
    )


def years(caption: str, series: Sequence[tuple[str, Counter[str]]]) -> Markup:
    """A table of counts by year, a column a series."""
    every = sorted({year for _, counts in series for year in counts})
    rows = [[year, *[counts[year] or "" for _, counts in series]] for year in every]
    columns = ["Year", *[label for label, _ in series]]
    listed = table(caption, columns, rows, numbers=tuple(range(1, len(columns))))
    if len(every) < FEWEST_YEARS:
        return listed
    totals = {year: sum(counts[year] for _, counts in series) for year in every}
    picture = tag("figure", tag("figcaption", f"{caption}: everything together"), _columns(totals))
    return tag("div", picture, fold("Year by year", listed), class_="years")


def _columns(totals: Mapping[str, int]) -> Markup:
    """A column a year from the first to the last, also for years without any."""
    first, last = int(min(totals)), int(max(totals))
    most = max(totals.values())
    span = range(first, last + 1)
    shapes = []
    for i, year in enumerate(span):
        count = totals.get(str(year), 0)
        height = COLUMN_HEIGHT * count / most
        x = i * COLUMN
        top, tall = f"{COLUMN_HEIGHT - height:.1f}", f"{height:.1f}"
        column = tag("rect", x=x + 1, y=top, width=COLUMN - 2, height=tall, class_="fill act")
        shapes.append(tag("g", tag("title", f"{year}: {count}"), column))
    ends = [
        tag("text", first, x=0, y=COLUMN_HEIGHT + LABEL, class_="node"),
        tag("text", last, x=len(span) * COLUMN, y=COLUMN_HEIGHT + LABEL, class_="node end"),
    ]
    size = f"0 0 {max(len(span) * COLUMN, COLUMN_HEIGHT)} {COLUMN_HEIGHT + LABEL + 4}"
    return tag("svg", shapes, ends, viewBox=size, class_="columns-by-year", aria_hidden="true")


def opposed(caption: str, rows: Sequence[tuple[object, int, int]], left: str, right: str) -> Markup:
    """A table with two bars that face each other: practices to the left, gaps to the right."""
    most = max([1, *[n for _, a, b in rows for n in (a, b)]])
    lines = [
        [label, a, bar(a / most, "practice", from_right=True), bar(b / most, "gap"), b]
        for label, a, b in rows
    ]
    columns = [caption.split(":")[0], left, f"{left}, drawn", f"{right}, drawn", right]
    return tag("div", table(caption, columns, lines, numbers=(1,)), class_="opposed")


@cache
def _tiles() -> tuple[tuple[str, int, int], ...]:
    with (Path(__file__).parent / "tiles.csv").open(encoding="utf8", newline="") as file:
        return tuple((t["iso3"], int(t["column"]), int(t["row"])) for t in csv.DictReader(file))


def step_of(count: int, most: int) -> int:
    """The shade of a count: 0 for none, else 1 to STEPS."""
    return 0 if count == 0 else 1 + min(STEPS - 1, (count - 1) * STEPS // max(most, 1))


def tile_map(counts: Mapping[str, int], names: Mapping[str, str], pages: Collection[str]) -> Markup:
    """A square a State, shaded by its count, linked to its page."""
    most = max(counts.values(), default=0)
    columns = 1 + max(column for _, column, _ in _tiles())
    rows = 1 + max(row for _, _, row in _tiles())
    squares = []
    for code, column, row in _tiles():
        count = counts.get(code, 0)
        x, y = column * (TILE + GAP), row * (TILE + GAP)
        shade = step_of(count, most)
        square = (
            tag("title", f"{names.get(code, code)}: {count}"),
            tag("rect", x=x, y=y, width=TILE, height=TILE, rx=4, class_=f"tile s{shade}"),
            tag("text", code, x=x + TILE / 2, y=y + TILE / 2 + 4, class_=f"code s{shade}"),
        )
        linked = code in pages and count
        squares.append(link(f"../countries/{code}.html", square) if linked else tag("g", square))
    size = f"0 0 {columns * (TILE + GAP)} {rows * (TILE + GAP)}"
    return tag(
        "svg", squares, viewBox=size, class_="tiles", role="group", aria_label="Tile map of acts by country"
    )


def scale(most: int) -> Markup:
    """What the shades of the tile map mean."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for count in range(most + 1):
        first.setdefault(step_of(count, most), count)
        last[step_of(count, most)] = count
    entries = [
        tag(
            "li",
            _swatch(step),
            str(first[step]) if first[step] == last[step] else f"{first[step]}–{last[step]}",
        )
        for step in sorted(first)
    ]
    return tag("ul", entries, class_="scale", aria_label="Acts")


def _swatch(step: int) -> Markup:
    return tag(
        "svg",
        tag("rect", width=14, height=14, rx=3, class_=f"tile s{step}"),
        viewBox="0 0 14 14",
        aria_hidden="true",
    )


def matrix(pairs: Mapping[tuple[str, str], int], names: Mapping[str, str], size: int) -> Markup:
    """Who (rows) asks whom (columns): a table whose cells hold a disc of the count's size, and the count."""
    asks = [
        a
        for a, _ in Counter(
            {a: sum(n for (x, _), n in pairs.items() if x == a) for a, _ in pairs}
        ).most_common(size)
    ]
    asked = [
        b
        for b, _ in Counter(
            {b: sum(n for (_, y), n in pairs.items() if y == b) for _, b in pairs}
        ).most_common(size)
    ]
    most = max(pairs.values(), default=1)
    rows = [
        [names[a], *[_disc(pairs.get((a, b), 0), most) for b in asked]]
        for a in asks
        if any((a, b) in pairs for b in asked)
    ]
    columns = ["Asks", *[names[b] for b in asked]]
    return tag("div", table("Who asks whom: rows ask, columns are asked", columns, rows), class_="matrix")


def _disc(count: int, most: int) -> Markup | str:
    if not count:
        return ""
    radius = 4 + 9 * (count / most) ** 0.5
    circle = tag("circle", cx=13, cy=13, r=f"{radius:.1f}", class_="fill request")
    return tag(
        "span", tag("svg", circle, viewBox="0 0 26 26", aria_hidden="true"), tag("b", count), class_="disc"
    )


LINE, LEFT, RIGHT, WIDTH = 22, 210, 560, 780


def graph(edges: Mapping[tuple[str, str], int], addresses: Mapping[str, str], size: int) -> Markup:
    """Which report (left) cites which document (right), a curve a pair, as thick as it is frequent."""
    citing = [s for s, _ in _most(edges, 0, size)]
    cited = [s for s, _ in _most({e: n for e, n in edges.items() if e[0] in citing}, 1, size)]
    height = LINE * (max(len(citing), len(cited)) + 1)
    left = {s: _spread(i, len(citing), height) for i, s in enumerate(citing)}
    right = {s: _spread(i, len(cited), height) for i, s in enumerate(cited)}
    middle = (LEFT + RIGHT) / 2
    curves = [
        tag(
            "path",
            d=f"M{LEFT} {left[a]:.1f}C{middle} {left[a]:.1f} {middle} {right[b]:.1f} {RIGHT} {right[b]:.1f}",
            class_=f"edge w{min(count, STEPS)}",
        )
        for (a, b), count in sorted(edges.items())
        if a in left and b in right
    ]
    labels = [_node(s, LEFT - 8, y, "end", addresses) for s, y in left.items()]
    labels += [_node(s, RIGHT + 8, y, "start", addresses) for s, y in right.items()]
    drawing = tag("g", curves, aria_hidden="true")
    box = f"0 0 {WIDTH} {height}"
    return tag("svg", drawing, labels, viewBox=box, class_="graph", role="group", aria_label="Citation graph")


def _most(edges: Mapping[tuple[str, str], int], side: int, size: int) -> Counted:
    counts: Counter[str] = Counter()
    for edge, count in sorted(edges.items()):
        counts[edge[side]] += count
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:size]


def _spread(index: int, count: int, height: int) -> float:
    return height * (index + 0.5) / count


def _node(symbol: str, x: int, y: float, side: str, addresses: Mapping[str, str]) -> Markup:
    text = tag("text", symbol, x=x, y=f"{y + 4:.1f}", class_=f"node {side}")
    return link(addresses[symbol], text) if symbol in addresses else text
