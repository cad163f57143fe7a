"""A page a country and an actor: acts, requests, practices and gaps, over time, with sources.

Belongs here: these pages, the files beside them, and the pieces that the comparison reads. Does not
belong here: what leads to them (`profile_lists`), pictures (`pictures`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from pipelines.publish.search.pieces import as_json
from pipelines.publish.search.units import NOBODY, place_of_row
from pipelines.publish.site.files import as_csv
from pipelines.publish.site.frame import (
    actor_link,
    country_link,
    figure,
    joined,
    page,
    source_line,
)
from pipelines.publish.site.markup import Markup, link, tag
from pipelines.publish.site.material import Material, Row, labels_of
from pipelines.publish.site.pages.profile_lists import actor_lists, comparison, country_list
from pipelines.publish.site.pictures import bars, years
from pipelines.publish.site.profile import Profile, actor_profiles, country_profiles

SHOWN = 25
"""Rows of a list on a page; the file beside it has them all, and the search filters them."""


def profile_pages(material: Material) -> dict[str, str]:
    """Path to text: every country's and actor's page, their files, and the two lists."""
    made: dict[str, str] = {}
    countries = country_profiles(material)
    topics = _topics_of_units(material)
    for code, profile in countries.items():
        row = material.countries[code]
        names = [n for n in material.country_names[code] if n not in (row["name"], code)]
        facts = [
            row["subregion"] or row["region"],
            f"ISO {code}",
            "UN member" if row["is_un_member"] else None,
        ]
        made[f"countries/{code}.html"] = _page(material, "country", code, row["name"], facts, names, profile)
        made[f"countries/{code}.csv"] = as_csv(_lines(material, profile), COLUMNS)
        made[f"data/countries/{code}.json"] = as_json(_summary(material, row["name"], profile, topics))
    actors = actor_profiles(material)
    types = labels_of("actor_type")
    aliases = material.by("actor_aliases", "actor_id")
    for actor, file in material.actors_with_page.items():
        row = material.actors[actor]
        names = (
            []
            if row["is_class"]
            else [a["alias"] for a in aliases.get(actor, ()) if a["alias"] != row["name"]]
        )
        facts = [types[row["actor_type"]], row["acronym"]]
        made[f"actors/{file}.html"] = _page(
            material, "actor", actor, row["name"], facts, list(dict.fromkeys(names)), actors[actor]
        )
    return made | country_list(material, countries) | comparison(material) | actor_lists(material, actors)


COLUMNS = ("list", "row_id", "evidence", "kind", "status", "year", "actors", "document_id", "place")
_LISTS = (
    ("acts", "Acts", "act"),
    ("made", "Requests made", "request"),
    ("received", "Requests received", "request"),
    ("practices", "Practices", "practice"),
    ("gaps", "Gaps", "gap"),
)


def _row_id(row: Row) -> str:
    return str(row.get("country_action_id") or row.get("recommendation_id") or row.get("practice_gap_id"))


def _lines(material: Material, profile: Profile) -> list[list[object]]:
    """Every row of the profile's lists, for its file."""
    made: list[list[object]] = []
    for field, label, _ in _LISTS:
        for row in getattr(profile, field):
            people = [f"{p['role']}: {p['actor_id']}" for p in material.people.get(_row_id(row), ())]
            kind = row.get("action_type") or row.get("modality") or row.get("label")
            line = [label, _row_id(row), row["evidence"], kind, row.get("status"), row.get("year_start")]
            made.append([*line, "; ".join(people), row["document_id"], material.place_of_row(row)])
    return made


def _topics_of_units(material: Material) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in material.tables["topics"]:
        found[place_of_row(row)].append(material.topics.get(row["topic_code"], str(row["topic_code"])))
    return found


def _summary(
    material: Material, name: str, profile: Profile, topics: Mapping[str, list[str]]
) -> dict[str, Any]:
    """What the comparison of two countries shows."""
    types = labels_of("action_type")
    return {
        "name": name,
        "totals": [[label, len(getattr(profile, field))] for field, label, _ in _LISTS],
        "acts": _counted(types[row["action_type"]] for row in profile.acts),
        "topics": _counted(topic for unit in profile.units for topic in topics.get(unit, ())),
        "years": _counted(_years(material, profile.acts)),
    }


def _counted(values: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))


def _years(material: Material, rows: Sequence[Row]) -> list[str]:
    """The year of each row's report."""
    dates = [material.document_of[row["document_id"]]["published_on"] for row in rows]
    return [str(date.year) for date in dates if date]


def _page(
    material: Material,
    facet: str,
    key: str,
    name: str,
    facts: Sequence[Any],
    names: Sequence[str],
    profile: Profile,
) -> str:
    folder = "countries" if facet == "country" else "actors"
    find = partial(_search_address, facet, key)
    numbers = [figure(len(getattr(profile, field)), label.lower()) for field, label, _ in _LISTS]
    sections = [
        _list(material, label, getattr(profile, field), find(kind), own=key) for field, label, kind in _LISTS
    ]
    content = (
        tag("p", "Country or area" if facet == "country" else "Actor", class_="eyebrow"),
        tag("h1", name),
        tag("p", " · ".join(str(f) for f in facts if f), class_="facts"),
        tag("p", "Also called: ", "; ".join(names), class_="aka") if names else None,
        tag("ul", numbers, class_="figures"),
        tag(
            "p",
            joined(
                [
                    link(find(""), f"Passages that name it ({len(profile.units):,})"),
                    *_more_of_country(facet, key),
                ],
                " · ",
            ),
            class_="actions",
        ),
        _at_a_glance(material, profile),
        sections if any(sections) else tag("p", "Reports name it, but tell of none of these.", class_="note"),
    )
    return page(name, content, here=f"{folder}/index.html")


def _more_of_country(facet: str, key: str) -> list[Markup]:
    if facet != "country":
        return []
    file = link(f"{key}.csv", "These lists as CSV", download=True)
    return [file, link(f"compare.html?a={key}", "Compare with another country")]


def _search_address(facet: str, key: str, kind: str) -> str:
    wanted = {facet: key} | ({"kind": kind} if kind else {})
    return f"../search/index.html?{urlencode(wanted)}"


def _at_a_glance(material: Material, profile: Profile) -> list[Markup]:
    types = labels_of("action_type")
    made = []
    if profile.acts:
        counted = _counted(types[row["action_type"]] for row in profile.acts)
        made.append(bars("Acts by kind", "kind of act", counted, "act"))
    series = [
        (label, Counter(_years(material, getattr(profile, field))))
        for field, label, _ in _LISTS
        if getattr(profile, field)
    ]
    if series:
        made.append(years("Over time, by year of report", series))
    return [tag("div", made, class_="glance")] if made else []


def _list(material: Material, label: str, rows: Sequence[Row], more: str, *, own: str) -> Markup | None:
    if not rows:
        return None
    shown = [tag("li", _entry(material, row, own)) for row in rows[:SHOWN]]
    rest = len(rows) - SHOWN
    note = tag("p", link(more, f"and {rest:,} more, in the search"), class_="more") if rest > 0 else None
    heading = tag("h2", label, " ", tag("span", f"{len(rows):,}", class_="count"))
    return tag("section", heading, tag("ul", shown, class_="entries"), note)


def _entry(material: Material, row: Row, own: str) -> list[object]:
    """The words of a row, who takes part besides the page's own country or actor, and its source."""
    facts: list[object] = []
    if "action_type" in row:
        country = None if row["country_iso3"] == own else country_link(material, row["country_iso3"])
        facts = [labels_of("action_type")[row["action_type"]], country]
        facts += [labels_of("action_status").get(row["status"]), _years_of(row)]
    elif "modality" in row:
        facts = [labels_of("strength")[str(row["strength"])], labels_of("origin")[row["origin"]]]
    people = [
        (p["role"], actor_link(material, p["actor_id"]))
        for p in material.people.get(_row_id(row), ())
        if p["actor_id"] != NOBODY
    ]
    roles: dict[str, list[object]] = defaultdict(list)
    for role, who in people:
        roles[role].append(who)
    said = [[f"{ROLES[role]}: ", *joined(who)] for role, who in roles.items()]
    line = joined([*[f for f in facts if f], *said], " · ")
    return [
        tag("blockquote", row["evidence"]),
        tag("p", line, " · " if line else None, source_line(material, row), class_="facts"),
    ]


ROLES = {"agent": "by", "partner": "with", "target": "for", "recommender": "asks", "addressee": "asked"}


def _years_of(row: Row) -> str | None:
    first, last = row["year_start"], row["year_end"]
    return f"{first}–{last}" if last and last != first else str(first) if first else None
