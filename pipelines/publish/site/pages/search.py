"""The search page: the form, the help, and the names of facet values.

Belongs here: the page without its results. Does not belong here: searching (`web/src/search/`).
"""

from pipelines.publish.search.pieces import as_json
from pipelines.publish.search.units import FACETS
from pipelines.publish.site.frame import fold, page, search_box
from pipelines.publish.site.markup import Markup, tag
from pipelines.publish.site.material import Material
from pipelines.publish.site.pages.reading import KIND_LABELS

FACET_LABELS = {
    "kind": "Kind of row",
    "country": "Country",
    "topic": "Topic",
    "actor": "Actor",
    "organ": "Organ",
    "year": "Year",
    "section": "Section",
}

HELP = (
    ("woman", "the word’s family: woman, women. The words that were searched for are shown."),
    ('"woman"', "quotes: this word in the text, and no other form."),
    ('"civil society space"', "these words in this order."),
    ("law mechanism", "both words; AND is understood."),
    ("law OR policy", "either word."),
    ("reprisals NOT intimidation", "the first without the second."),
    ("(law OR policy) AND mechanism", "brackets group."),
    ("defend*", "every word that begins so."),
    (
        "OHCHR, LGBTQ, Turkey",
        "acronyms, topics and former names of countries reach the passages where the thing was "
        "found, whatever the text calls it.",
    ),
    ("Turkiye", "diacritics and capitals never count."),
)


def search_pages(material: Material) -> dict[str, str]:
    """Path to text: the page, and the names of the facets' values."""
    names = {
        "kind": KIND_LABELS,
        "country": {code: material.country_name(code) for code in material.countries_with_page},
        "topic": material.topics,
        "actor": {actor: material.actor_name(actor) for actor in material.actors_with_page},
    }
    pieces = {f"data/search/names/{facet}.json": as_json(names.get(facet, {})) for facet in FACETS}
    content = (
        tag("h1", "Search"),
        tag("form", search_box("Words, “phrases”, AND OR NOT, ending*"), id="search", role="search"),
        fold(
            "How to search",
            tag("dl", [(tag("dt", tag("code", q)), tag("dd", words)) for q, words in HELP], class_="help"),
        ),
        tag("div", _facets(), _results(), class_="searching"),
        tag("noscript", tag("p", "The search needs JavaScript; the reports do not.")),
    )
    return pieces | {"search/index.html": page("Search", content, here="search/index.html", script="search")}


def _facets() -> Markup:
    """Where the script puts the facets' values."""
    facets = [
        tag(
            "details",
            tag("summary", FACET_LABELS[facet]),
            tag("div", class_="values"),
            data_facet=facet,
            class_="facet",
        )
        for facet in FACETS
    ]
    return tag("details", tag("summary", "Narrow down"), facets, class_="facets", id="facets")


def _results() -> Markup:
    """Where the script puts what it found."""
    return tag(
        "section",
        tag("div", id="status", role="status"),
        tag("div", id="explained"),
        tag("div", id="tools", class_="tools"),
        tag("ol", id="results", class_="results"),
        tag("p", tag("button", "More", type="button", id="more", hidden=True)),
        aria_label="Results",
        class_="found",
    )
