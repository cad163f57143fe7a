"""What leads to the profiles: the lists of countries and of actors, and the comparison of two countries.

Belongs here: these pages. Does not belong here: the profiles, and what the comparison shows (`profiles`).
"""

from pipelines.publish.site.frame import actor_link, page, page_file, paged, pages_line, table
from pipelines.publish.site.markup import link, tag
from pipelines.publish.site.material import Material, labels_of
from pipelines.publish.site.profile import Profile

_SIZES = ("Acts", "Requests made", "Requests received", "Passages")


def _sizes(profile: Profile) -> list[int]:
    """The numbers under _SIZES."""
    return [len(rows) for rows in (profile.acts, profile.made, profile.received, profile.units)]


def country_list(material: Material, profiles: dict[str, Profile]) -> dict[str, str]:
    """Path to text: the list of countries, in the order of their names."""
    rows = [
        [link(f"{code}.html", material.country_name(code)), *_sizes(profile)]
        for code, profile in sorted(profiles.items(), key=lambda item: material.country_name(item[0]))
    ]
    columns = ["Country", *_SIZES]
    content = (
        tag("h1", "Countries"),
        tag("p", "What the reports say was done in a country, what it asked and was asked.", class_="lead"),
        tag("p", link("compare.html", "Compare two countries"), class_="actions"),
        table("Countries and areas that a report names", columns, rows, numbers=(1, 2, 3, 4)),
    )
    return {"countries/index.html": page("Countries", content, here="countries/index.html", script="list")}


def actor_lists(material: Material, profiles: dict[str, Profile]) -> dict[str, str]:
    """Path to text: the pages of the list of actors, those named most often first."""
    types = labels_of("actor_type")
    listed = sorted(profiles.items(), key=lambda item: (-len(item[1].units), material.actor_name(item[0])))
    columns = ["Actor", "Type", *_SIZES]
    made = {}
    cut = paged(listed)
    for number, here in enumerate(cut):
        rows = [
            [actor_link(material, actor), types[material.actors[actor]["actor_type"]], *_sizes(profile)]
            for actor, profile in here
        ]
        content = (
            tag("h1", "Actors"),
            tag("p", "Bodies, offices, States and organisations that the reports name.", class_="lead"),
            table("Actors, those named most often first", columns, rows, numbers=(2, 3, 4, 5)),
            pages_line(len(cut), number),
        )
        title = "Actors" if number == 0 else f"Actors, page {number + 1}"
        made[f"actors/{page_file(number)}"] = page(title, content, here="actors/index.html", script="list")
    return made


def comparison(material: Material) -> dict[str, str]:
    """Path to text: the page that compares two countries, whose pieces the browser fetches."""
    options = [
        tag("option", material.country_name(code), value=code)
        for code in sorted(material.countries_with_page, key=material.country_name)
    ]
    form = tag(
        "form",
        tag("label", "First country ", tag("select", options, name="a")),
        tag("label", "Second country ", tag("select", options, name="b")),
        tag("button", "Compare"),
        class_="compare",
        method="get",
    )
    content = (
        tag("h1", "Compare two countries"),
        form,
        tag("div", id="comparison", aria_live="polite"),
        tag("noscript", tag("p", "The comparison needs JavaScript; the country pages do not.")),
    )
    made = page("Compare two countries", content, here="countries/index.html", script="compare")
    return {"countries/compare.html": made}
