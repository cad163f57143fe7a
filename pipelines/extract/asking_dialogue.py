"""Who speaks in the dialogue of a review, and whom a delegation asks that names nobody.

Belongs here: the summary of the proceedings of a report of the Working Group on the UPR. Does not
belong here: the lists of recommendations in its conclusions (`reviews`).

Such a summary gives each delegation its sentences: the first opens with the State's name, the next
ones take it up (`It recommended …`). The presentation by the State under review speaks for that State.
"""

from typing import NamedTuple

from pipelines.extract.addressees import UNSPECIFIED
from pipelines.extract.reviews import is_review, state_under_review
from pipelines.extract.units import Unit
from pipelines.structure.document import Document

_OPENING = 5  # characters before the name: `The `


class Dialogue(NamedTuple):
    """The State under review; None in every other document."""

    state: str | None = None

    def speaker(self, unit: Unit, before: int) -> tuple[str, ...]:
        """The State whose name opens the nearest sentence that begins before `before`."""
        if self.state is None:
            return ()
        for sentence in reversed([s for s in unit.sentences if s.start < before]):
            opener = next((m for m in unit.countries if sentence.start <= m.start < sentence.end), None)
            if opener is None or opener.start - sentence.start > _OPENING:
                continue
            state = f"state-{opener.target.lower()}"
            if sentence.end < before or opener.end < before:
                return (state,)
        return ()

    def asked(self, recommenders: tuple[str, ...], asked: list[str]) -> list[str]:
        """Whom a delegation asks: the State under review, where it names nobody."""
        others = [r for r in recommenders if r.startswith("state-") and r != self.state]
        return [self.state] if self.state and others and asked == [UNSPECIFIED] else asked

    def owner(self, unit: Unit, start: int) -> tuple[str, ...]:
        """Whose words a plain `should` in the summary is: the report itself asks nothing there."""
        if self.state is None or unit.in_recommendations:
            return ()
        return self.speaker(unit, start) or (self.state,)


def dialogue_of(document: Document, units: list[Unit]) -> Dialogue:
    """The dialogue of a report of the Working Group on the UPR; an empty one for any other document."""
    if not is_review(document):
        return Dialogue()
    state = state_under_review(document, units)
    return Dialogue(None if state == UNSPECIFIED else state)
