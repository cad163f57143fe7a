"""The rows that a recommendation becomes.

Belongs here: the columns of `recommendations` and `recommendation_actors`. Does not belong here:
how a recommendation is found (`recommendations`, `reviews`).
"""

from dataclasses import dataclass

from pipelines.extract.units import Row


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks whom, and how: what the items of a list share."""

    modality: str
    strength: int
    origin: str
    recommenders: tuple[str, ...]
    addressees: tuple[str, ...]


def with_asked(
    found: Row, action_text: str, asked: Asked, *, category: int | None = None, response: str | None = None
) -> Row:
    """The row of `recommendations` for the span columns `found` (see `Unit.found`)."""
    return found | {
        "action_text": action_text,
        "modality": asked.modality,
        "strength": asked.strength,
        "origin": asked.origin,
        "action_category": category,
        "response": response,
    }


def actor_rows(row: Row, asked: Asked) -> list[Row]:
    """The rows of `recommendation_actors` for a row of `recommendations`."""
    return [
        {
            "recommendation_actor_id": f"{row['recommendation_id']}:{role}:{actor_id}",
            "document_id": row["document_id"],
            "recommendation_id": row["recommendation_id"],
            "actor_id": actor_id,
            "role": role,
        }
        for role, ids in (("recommender", asked.recommenders), ("addressee", asked.addressees))
        for actor_id in ids
    ]
