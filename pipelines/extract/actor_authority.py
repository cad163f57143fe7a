"""The authority list of actors: who exists, under which names, and of which type.

Belongs here: reading `lexicons/actors/`, identifiers, the rows of the dimension tables. Does not
belong here: finding an actor in a text (`actor_names`) or who a short form stands for
(`actor_linking`).
"""

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from pipelines.extract.units import Row

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_SOURCE_OF_CLASSES = "unreports: plain classes of addressees"
_SOURCE_OF_STATES = "ISO 3166-1; UN M49"
# The same character, differently printed: one for one, so that offsets stay.
_FOLD = str.maketrans("’‘ ‑–", "'' --")


class Actor(NamedTuple):
    """One actor as the table `actors` publishes it."""

    actor_id: str
    name: str
    acronym: str | None
    actor_type: str
    parent_actor_id: str | None = None
    country_iso3: str | None = None
    homepage: str | None = None
    source: str | None = None

    def row(self) -> Row:
        """The columns of the table `actors`."""
        return self._asdict() | {"is_class": self.actor_type == "class"}


class Alias(NamedTuple):
    """A name an actor is known by; `kind` is official, acronym, short, former or in_document.

    `is_ambiguous`: also stands for something else (`CRC` is a committee and a convention), so it
    is looked for only in a document that defines it.
    """

    actor_id: str
    alias: str
    kind: str
    is_ambiguous: bool = False


class Authority(NamedTuple):
    """The whole list: actors by id, and every alias."""

    actors: dict[str, Actor]
    aliases: tuple[Alias, ...]
    classes: tuple[tuple[str, str, bool], ...]  # (phrase, actor_id, matched in either case)


def fold(text: str) -> str:
    """The text with typographic apostrophes, dashes and spaces made plain, letter for letter.

    >>> fold("Children’s Fund")
    "Children's Fund"
    """
    return text.translate(_FOLD)


def slug(name: str) -> str:
    """The stable identifier of a name: ASCII, lower case, hyphens.

    >>> slug("United Nations Children’s Fund")
    'united-nations-childrens-fund'
    """
    plain = unicodedata.normalize("NFKD", fold(name)).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_SLUG.sub("-", plain.replace("'", "")).strip("-")


def _lines() -> list[dict[str, str]]:
    folder = files("pipelines.lexicons") / "actors"
    tables = sorted((f for f in folder.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)
    return [line for f in tables for line in csv.DictReader(f.read_text(encoding="utf8").splitlines())]


@cache
def armed_groups() -> frozenset[str]:
    """The ids of the armed groups of the list."""
    table = files("pipelines.lexicons") / "actors" / "armed_groups.csv"
    lines = csv.DictReader(table.read_text(encoding="utf8").splitlines())
    return frozenset(slug(line["name"]) for line in lines)


def _aliases_of(actor_id: str, line: dict[str, str]) -> list[Alias]:
    acronym = line["acronym"]
    found = [Alias(actor_id, line["name"], "official")]
    if acronym:
        found.append(Alias(actor_id, acronym.rstrip("?"), "acronym", acronym.endswith("?")))
    for column, kind in (("aliases", "short"), ("former", "former")):
        found += [Alias(actor_id, alias, kind) for alias in line[column].split("|") if alias]
    return found


@cache
def load_authority() -> Authority:
    """Reads the lexicon once.

    Raises ValueError where a parent is named that the list does not hold, or a name twice.
    """
    lines = _lines()
    names = {line["name"] for line in lines}
    actors: dict[str, Actor] = {}
    aliases: list[Alias] = []
    for line in lines:
        actor_id = slug(line["name"])
        if actor_id in actors:
            raise ValueError(f"lexicons/actors: {line['name']!r} is listed twice")
        if line["parent"] and line["parent"] not in names:
            raise ValueError(f"lexicons/actors: parent {line['parent']!r} of {line['name']!r} is not listed")
        actors[actor_id] = Actor(
            actor_id,
            line["name"],
            line["acronym"].rstrip("?") or None,
            line["actor_type"],
            slug(line["parent"]) or None,
            line["country_iso3"] or None,
            line["homepage"] or None,
            line["source"],
        )
        aliases += _aliases_of(actor_id, line)
    classes = _load_classes(actors, aliases)
    return Authority(actors, tuple(aliases), classes)


def _load_classes(actors: dict[str, Actor], aliases: list[Alias]) -> tuple[tuple[str, str, bool], ...]:
    text = (files("pipelines.lexicons") / "actors" / "classes.yml").read_text(encoding="utf8")
    listed: dict[str, dict[str, Any]] = yaml.safe_load(text)
    phrases = []
    for actor_id, entry in listed.items():
        actors[actor_id] = Actor(actor_id, entry["name"], None, "class", source=_SOURCE_OF_CLASSES)
        aliases.append(Alias(actor_id, entry["name"], "official"))
        for key, any_case in (("cased", False), ("any_case", True)):
            for phrase in entry.get(key, []):
                phrases.append((phrase, actor_id, any_case))
                if phrase != entry["name"]:
                    aliases.append(Alias(actor_id, phrase, "short"))
    return tuple(phrases)


@cache
def state_names() -> dict[str, str]:
    """ISO 3166-1 alpha-3 code → the country's name as the table `countries` has it."""
    from pipelines.extract.countries import country_rows

    found: Any = country_rows()
    rows = found[0] if isinstance(found, tuple) else found
    return {row["country_iso3"]: row["name"] for row in rows}


def state_actor(iso3: str) -> Actor:
    """The State as an actor: `state-ken`, named as in the table `countries`."""
    name = state_names().get(iso3, iso3)
    actor_id = f"state-{iso3.lower()}"
    return Actor(actor_id, name, None, "state", country_iso3=iso3, source=_SOURCE_OF_STATES)


def authority_rows() -> tuple[list[Row], list[Row]]:
    """The rows of `actors` and `actor_aliases` that do not depend on any document."""
    authority = load_authority()
    states = [state_actor(iso3) for iso3 in sorted(state_names())]
    actors = [actor.row() for actor in (*authority.actors.values(), *states)]
    aliases: dict[tuple[str, str], Row] = {}
    for alias in (*authority.aliases, *(Alias(s.actor_id, s.name, "official") for s in states)):
        row = {"actor_id": alias.actor_id, "alias": alias.alias, "kind": alias.kind}
        aliases.setdefault((alias.actor_id, alias.alias), row)
    return actors, list(aliases.values())
