"""What has been learned of one document so far: its own actors, short forms, office holders, its country.

Belongs here: the state that the steps of `actors` share. Does not belong here: the steps.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from pipelines.extract.actor_authority import Actor, fold, load_authority, slug
from pipelines.extract.actor_linking import forms_of
from pipelines.extract.units import Row

_CUT = re.compile(r" (?:of|for|on|in|to|against|pursuant to|established)\b")
_FEWEST_WORDS = 2  # of a part of a name that can stand for the whole


@dataclass(slots=True)
class Reading:
    """The actors that a document adds to the list, and the names by which it goes on about any."""

    document_id: str
    home: str | None = None  # ISO 3166 code of the one country that the report is about
    learned: dict[str, Actor] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)
    _printed: dict[str, str] = field(default_factory=dict)  # names without the country put to them here
    _shorter: dict[str, str] = field(default_factory=dict)

    def actor(self, actor_id: str) -> Actor | None:
        """The actor of an id, of the list or learned here."""
        return load_authority().actors.get(actor_id) or self.learned.get(actor_id)

    def learn(self, name: str, actor_type: str, iso3: str | None = None, printed: str | None = None) -> str:
        """The id of a new actor; the name as first printed is the one that counts.

        `printed` is the name without a country that the passage, not the name, tells.
        """
        actor_id = slug(name)
        if printed is not None and printed != name:
            self._printed.setdefault(actor_id, printed)
        if self.actor(actor_id) is None:
            self.learned[actor_id] = Actor(
                actor_id, name, None, actor_type, country_iso3=iso3, source=self.document_id
            )
        return actor_id

    def rows(self) -> list[Row]:
        """The learned actors, by id; a country was put to a name only where two organs share it."""
        shared = Counter(fold(name) for name in self._printed.values())
        found = []
        for actor_id in sorted(self.learned):
            actor, printed = self.learned[actor_id], self._printed.get(actor_id)
            if printed is not None and shared[fold(printed)] == 1:
                actor = actor._replace(name=printed)
            found.append(actor.row())
        return found

    def note(self, actor_id: str, surface: str) -> None:
        """Remembers that an actor was named, so that a part of its name can stand for it."""
        actor = self.actor(actor_id)
        if actor is None or actor.actor_type == "class":
            return
        for name in sorted({fold(actor.name), fold(surface)}):
            parts = [name[: cut.start()] for cut in _CUT.finditer(name)] + forms_of(name)
            for part in parts:
                if len(part.split()) >= _FEWEST_WORDS:
                    self._shorter.setdefault(part, actor_id)

    def part_of(self, name: str) -> str | None:
        """The actor named before of whose name `name` is the beginning, or the end of its first part.

        `Office of the Special Envoy` for the one that adds whose; `Law Commission` for Malawi's.
        """
        return self._shorter.get(fold(name))
