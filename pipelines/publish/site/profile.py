"""Everything that a release says about one country or actor, gathered.

Belongs here: gathering. Does not belong here: the pages (`pages/profiles`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from pipelines.publish.search.units import place_of_row
from pipelines.publish.site.material import Material, Row


class Profile(NamedTuple):
    """Everything that a release says about one country or actor."""

    acts: list[Row]
    made: list[Row]
    received: list[Row]
    practices: list[Row]
    gaps: list[Row]
    units: list[str]


def _units_naming(material: Material, table: str, column: str) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in material.tables[table]:
        found[row[column]][place_of_row(row)] = None
    return {key: list(units) for key, units in found.items()}


def _requests(material: Material, key_of: Callable[[str], str | None]) -> tuple[dict[str, list[Row]], ...]:
    """Who asks, and who is asked, to the requests; `key_of` an actor is the actor or its country."""
    made: tuple[dict[str, dict[str, Row]], ...] = (defaultdict(dict), defaultdict(dict))
    for request in material.tables["recommendations"]:
        for person in material.people.get(request["recommendation_id"], ()):
            key = key_of(person["actor_id"])
            if key:
                side = made[0] if person["role"] == "recommender" else made[1]
                side[key][request["recommendation_id"]] = request
    return tuple({k: list(v.values()) for k, v in side.items()} for side in made)


def country_profiles(material: Material) -> dict[str, Profile]:
    """Country code to its profile."""

    def country(actor: str) -> str | None:
        return material.actors[actor]["country_iso3"] if actor in material.actors else None

    acts = material.by("country_actions", "country_iso3")
    naming = _units_naming(material, "country_mentions", "country_iso3")
    return _profiles(material, material.countries_with_page, acts, _requests(material, country), naming)


def actor_profiles(material: Material) -> dict[str, Profile]:
    """Actor to its profile."""
    by_act = {row["country_action_id"]: row for row in material.tables["country_actions"]}
    acts: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in material.tables["country_action_actors"]:
        acts[row["actor_id"]][row["country_action_id"]] = by_act[row["country_action_id"]]
    listed = {actor: list(rows.values()) for actor, rows in acts.items()}
    naming = _units_naming(material, "actor_mentions", "actor_id")
    sides = _requests(material, lambda actor: actor)
    return _profiles(material, list(material.actors_with_page), listed, sides, naming)


def _profiles(
    material: Material,
    keys: Iterable[str],
    acts: dict[str, list[Row]],
    sides: tuple[dict[str, list[Row]], ...],
    naming: dict[str, list[str]],
) -> dict[str, Profile]:
    said = _practices_and_gaps(material)
    made = {}
    for key in keys:
        units = naming.get(key, [])
        rows = [row for unit in units for row in said.get(unit, ())]
        made[key] = Profile(
            acts.get(key, []),
            sides[0].get(key, []),
            sides[1].get(key, []),
            [row for row in rows if row["label"] == "practice"],
            [row for row in rows if row["label"] == "gap"],
            units,
        )
    return made


def _practices_and_gaps(material: Material) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in material.tables["practices_gaps"]:
        found[place_of_row(row)].append(row)
    return found
