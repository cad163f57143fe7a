"""Contributions: the stakeholders whose input a report says it uses.

Belongs here: the frames in which UN reports credit input (`Input by X`, `contributions received from
A and B`, `X, in its submission`). Does not belong here: what was contributed.
"""

import re

from pipelines.extract.actor_authority import load_authority
from pipelines.extract.units import Mention, Row, Unit
from pipelines.structure.document import Document

_NOUN = "(?:inputs?|contributions?|submissions?|repl(?:y|ies)|responses?|information|comments)"
_MADE = "(?:received|submitted|provided|sent|made)"
_RECEIVED = re.compile(
    rf"\b{_NOUN} (?:(?:was|were|has been|have been) )?(?:also )?{_MADE} (?:by|from)\b", re.IGNORECASE
)
# At the beginning of a note or sentence, or after "See": elsewhere "the contribution of X to ..." is praise.
_CREDIT = re.compile(
    r"(?:(?:^|(?<=[.;:] )|(?<=\d ))|\bSee (?:also )?)(?:the |[Jj]oint )?"
    r"(?:[Ss]ubmissions?|[Ii]nputs?|[Rr]epl(?:y|ies)|[Rr]esponses?|[Cc]ontributions?(?= (?:by|"
    r"from))) (?:of|by|from) "
)
_JOINT = re.compile(
    r"\bjoint (?:submission|contribution|input) (?:submitted )?(?:of|by|from) ", re.IGNORECASE
)
_INCLUDED = re.compile(
    rf"\b{_NOUN}(?: received)? (?:included|include) (?:those |contributions )?(?:from|by)\b", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:(?<=[,;:] )|(?<=and )|(?<=include ))(?:\d+|[a-z]+|some|those) from (?:Member )?(?=States \()"
)
_FRAMES = (
    ("contributions.received-from", _RECEIVED),
    ("contributions.joint-submission", _JOINT),
    ("contributions.input-by", _CREDIT),
    ("contributions.counted-list", _COUNTED),
    ("contributions.input-included", _INCLUDED),
)
_GATE = re.compile(rf"\b{_NOUN}\b", re.IGNORECASE)
_ENDS_LIST = re.compile(
    r"\b(?:highlighted|noted|stressed|emphasized|indicated|stated|reported|described|suggested|that|to|on|"
    r"in|which|by|at|"
    r"during|regarding|concerning|since|has|have|is|are|was|were)\b"
)
_LONGEST_GAP = 60  # characters between one contributor of a list and the next
KINDS = {
    "state": "state",
    "national_authority": "state",
    "nhri": "nhri",
    "un_body": "un_entity",
    "un_entity": "un_entity",
    "un_office_holder": "un_entity",
    "treaty_body": "un_entity",
    "financial_institution": "other",
    "special_procedure": "special_procedure",
    "regional_organization": "regional_organization",
    "civil_society": "civil_society",
}
_CLASS_KINDS = {
    "states": "state",
    "united-nations-system": "un_entity",
    "united-nations-country-presences": "un_entity",
    "national-human-rights-institutions": "nhri",
    "special-procedures": "special_procedure",
    "civil-society": "civil_society",
}


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """One row for each named contributor at each place that credits it."""
    rows: list[Row] = []
    for unit in units:
        if _GATE.search(unit.text):
            rows += _rows_of(unit)
    return {"contributions": rows}


def _rows_of(unit: Unit) -> list[Row]:
    rows: dict[str, Row] = {}
    for sentence in unit.sentences:
        gate = _GATE.search(unit.text, sentence.start, sentence.end)
        if gate is None:
            continue
        for rule, frame in _FRAMES:
            for match in frame.finditer(unit.text, sentence.start, sentence.end):
                if rule == "contributions.counted-list" and match.start() < gate.start():
                    continue
                for mention in listed_after(unit, match.end(), sentence.end):
                    if mention.target not in rows:
                        rows[mention.target] = _row(unit, match.start(), mention, rule)
    return list(rows.values())


def _row(unit: Unit, start: int, mention: Mention, rule: str) -> Row:
    row = unit.found("contribution_id", start, mention.end, rule, suffix=f":{mention.target}")
    return row | {"actor_id": mention.target, "contributor_kind": kind_of(mention)}


def listed_after(unit: Unit, at: int, stop: int) -> list[Mention]:
    """The actors and countries of the list that begins at `at`, as actor mentions.

    The list goes on while little and no verb stands between one and the next. A class whose members
    follow in brackets (`States (Cuba, Germany)`) gives way to them.
    """
    mentions = [m for m in unit.actors if m.target != "contributors" and at <= m.start < stop]
    taken = [(m.start, m.end) for m in mentions]
    for country in unit.countries:
        if at <= country.start < stop and not any(a <= country.start < b for a, b in taken):
            mentions.append(country._replace(target=f"state-{country.target.lower()}"))
    found: list[Mention] = []
    for mention in sorted(mentions):
        gap = unit.text[found[-1].end if found else at : mention.start]
        if len(gap) > _LONGEST_GAP or _ENDS_LIST.search(gap):
            break
        if (
            found
            and found[-1].rule_id == "actor_mentions.class"
            and gap.strip() in {"(", "of", "of the", "(the"}
        ):
            found.pop()
        found.append(mention)
    return found


def kind_of(mention: Mention) -> str:
    """The contributor_kind of an actor; one the authority list does not hold is told by its name's words."""
    actor_id = mention.target
    if actor_id.startswith("state-"):
        return "state"
    if actor_id in _CLASS_KINDS:
        return _CLASS_KINDS[actor_id]
    actor = load_authority().actors.get(actor_id)
    if actor is not None:
        return KINDS.get(actor.actor_type, "other")
    if mention.rule_id == "actor_mentions.field-office":
        return "un_entity"
    for words, kind in _KIND_WORDS:
        if any(word in actor_id for word in words):
            return kind
    return "civil_society"


_KIND_WORDS = (
    (("human-rights-institution", "ombuds", "human-rights-commission", "defensor"), "nhri"),
    (("special-rapporteur", "independent-expert", "working-group"), "special_procedure"),
    (("ministry", "minister-", "supreme-court", "prosecutor", "police"), "state"),
    (("united-nations",), "un_entity"),
    (("university", "universidad"), "other"),
)
