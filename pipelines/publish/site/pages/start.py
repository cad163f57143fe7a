"""The start page: what this is, how good it is, where to go.

Belongs here: the page. Does not belong here: the figures' table (`quality`).
"""

from pipelines.model.codebook import UNSEEN
from pipelines.model.declaration import load_package
from pipelines.publish.search.units import place_of_row
from pipelines.publish.site.frame import figure, page, search_box
from pipelines.publish.site.markup import Markup, link, tag
from pipelines.publish.site.material import Material, Row, symbol_and_place
from pipelines.publish.site.pages.quality import SEEN_WARNING, pooled, summary_table
from pipelines.publish.site.text import marked

SAMPLE_LENGTH = range(350, 900)
"""Characters of the paragraph that shows what the site does: a few sentences."""
SAMPLE_KINDS = ("act", "practice", "gap", "request", "country")


def start_page(material: Material) -> str:
    """The page."""
    package = load_package()
    is_unseen = pooled(material)[0] in UNSEEN
    content = (
        tag(
            "section",
            tag("h1", "What United Nations reports say, checkable to the letter"),
            tag(
                "p",
                "Who did what in which country, who asks whom for what, what works and what is missing: read "
                "out of the reports into open tables. Every row points at the very words it was read from.",
                class_="lead",
            ),
            _search(),
            class_="hero",
        ),
        tag("ul", _figures(material), class_="figures"),
        _sample(material),
        tag(
            "section",
            tag("h2", "How good it is"),
            None if is_unseen else tag("p", SEEN_WARNING, class_="note"),
            summary_table(material),
            tag("p", link("quality/index.html", "All figures, and how they were measured"), class_="actions"),
        ),
        tag("section", tag("h2", "Where to go"), tag("ul", _doors(), class_="doors")),
    )
    return page(package.name, content, description=package.description.strip())


def _search() -> Markup:
    return tag(
        "form",
        search_box("Search the reports"),
        tag(
            "p",
            "Try ",
            [
                [link(f"search/index.html?q={query}", shown), end]
                for query, shown, end in (
                    ("woman", "woman", ", "),
                    ("%22civil+society%22", "“civil society”", ", "),
                    ("(law+OR+policy)+AND+mechanism*", "(law OR policy) AND mechanism*", "."),
                )
            ],
            class_="hint",
        ),
        action="search/index.html",
        method="get",
        role="search",
    )


def _figures(material: Material) -> list[Markup]:
    count = material.counts
    labels = [row["label"] for row in material.tables["practices_gaps"]]
    return [
        figure(count["documents"], "reports", "report"),
        figure(count["paragraphs"], "paragraphs"),
        figure(count["country_actions"], "acts in countries"),
        figure(count["recommendations"], "requests"),
        figure(labels.count("practice"), "practices"),
        figure(labels.count("gap"), "gaps"),
    ]


def _sample(material: Material) -> Markup | None:
    """The paragraph of a few sentences with the most kinds of finds, as the reading view shows it."""

    def worth(paragraph: Row) -> tuple[int, int]:
        finds = material.finds.get(paragraph["paragraph_id"], ())
        return len({kind for kind, _, _ in finds if kind in SAMPLE_KINDS}), -len(finds)

    candidates = [p for p in material.tables["paragraphs"] if len(p["text"]) in SAMPLE_LENGTH]
    if not candidates:
        return None
    best = max(candidates, key=lambda p: (*worth(p), p["paragraph_id"]))
    unit = best["paragraph_id"]
    finds = [
        (i, kind, row)
        for i, (kind, _, row) in enumerate(material.finds.get(unit, ()))
        if kind in SAMPLE_KINDS
    ]
    place = place_of_row(finds[0][2]) if finds else unit
    return tag(
        "figure",
        tag("blockquote", tag("p", marked(best["text"], finds))),
        tag(
            "figcaption",
            link(material.place(place), symbol_and_place(unit)),
            ", as the reading view shows it: ",
            [[tag("span", label, class_=f"key {short}"), " "] for label, short in _KEYS],
        ),
        class_="sample",
    )


_KEYS = (("practice", "pr"), ("gap", "ga"), ("request", "rq"), ("act", "ac"), ("country", "cn"))


def _doors() -> list[Markup]:
    doors = (
        ("read/index.html", "Read", "A report with every find highlighted, its rule and its row."),
        (
            "search/index.html",
            "Search",
            "Word families, exact phrases, AND OR NOT, facets; download what is found.",
        ),
        ("countries/index.html", "Countries", "Acts, requests, practices and gaps by country; compare two."),
        ("actors/index.html", "Actors", "The same by body, office and organisation."),
        ("overview/index.html", "Overview", "Tile map, who asks whom, practices against gaps, citations."),
        ("questions/index.html", "Questions", "What an analyst would ask, answered with one query each."),
        ("downloads/index.html", "Data", "Every table in every format, with sizes, hashes and versions."),
    )
    return [tag("li", link(address, label), tag("p", words)) for address, label, words in doors]
