"""Acts printed as nouns, as frames: with their countries and actors.

Belongs here: which of the nouns that `act_nominals` and `act_noted` find become acts, where, and by whom.
Does not belong here: finding the nouns, or acts with a verb (`act_frames`).
"""

from collections.abc import Iterable

from pipelines.extract.act_frames import Act
from pipelines.extract.act_nominals import nominal_acts
from pipelines.extract.act_noted import NotedAct, item_act, noted_acts
from pipelines.extract.units import Mention, Sentence, Unit

_HARM = "restriction_or_violation"


def noun_acts(
    unit: Unit,
    sentence: Sentence,
    named: list[Mention],
    scope: tuple[str, ...],
    covered: list[tuple[int, int]],
    agents: list[str],
) -> Iterable[Act]:
    """Acts printed as nouns: `his mission to Honduras`, `welcomed the adoption of a law in Peru`.

    `scope`: the countries of nouns that name none; `covered`: the clauses that are acts already.
    """
    taken: list[tuple[int, int]] = []
    for found in nominal_acts(unit, sentence, named, () if named else scope):
        inside = any(a <= found.start and found.end <= b for a, b in covered)
        if inside and not found.stands_beside:
            continue
        owners = agents[:1] if found.possessive else []
        acting = [*owners, *found.agents] or ["unspecified"]
        taken.append((found.start, found.end))
        yield Act(
            found.start, found.end, found.lemma, found.action_type, "done",
            dict.fromkeys(found.countries, acting), [], [], "nominal-act",
        )  # fmt: skip
    for noted in noted_acts(unit, sentence):
        isos = tuple(dict.fromkeys(m.target for m in named if noted.start <= m.start < noted.end))
        if not any(a < noted.end and noted.start < b for a, b in taken) and (isos or scope):
            yield _frame(noted, isos or scope)


def list_item(unit: Unit, lead: str, scope: tuple[str, ...]) -> Act | None:
    """The act that a lettered item is by itself, under a `lead` that welcomes or notes it."""
    noted = item_act(unit, lead) if lead else None
    if noted is None:
        return None
    isos = tuple(dict.fromkeys(m.target for m in unit.countries if noted.start <= m.start < noted.end))
    return _frame(noted, scope or isos) if scope or isos else None


def _frame(noted: NotedAct, isos: tuple[str, ...]) -> Act:
    """The frame of a noted act: what is no harm was done by the State itself."""
    countries = {
        iso: ["unspecified"] if noted.action_type == _HARM else [f"state-{iso.lower()}"] for iso in isos
    }
    return Act(noted.start, noted.end, noted.lemma, noted.action_type, "done", countries, [], [], "noted-act")
