"""Head nouns of organisations' names (`Ministry`, `Working Group`), and what kind of actor they make.

Belongs here: the lexicon `actors/heads.yml`, and the type of a name built on a head. Does not belong
here: how far a name reaches (`actor_walks`).
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from pipelines.extract.phrases import Phrases


class Head(NamedTuple):
    """A head noun of organisations' names, as `lexicons/actors/heads.yml` describes it."""

    word: str
    actor_type: str
    right: frozenset[str]
    left: bool
    lower: bool
    foreign: bool  # of another language: capitals go on after it without a preposition


@cache
def load_heads() -> tuple[Phrases, tuple[Head, ...], frozenset[str]]:
    """The heads as phrases and as data, and the first word of each."""
    text = (files("pipelines.lexicons") / "actors" / "heads.yml").read_text(encoding="utf8")
    listed: dict[str, dict[str, Any]] = yaml.safe_load(text)
    odd = [word for word, h in listed.items() if not all(isinstance(w, str) for w in h["right"])]
    if odd:
        raise ValueError(f"heads.yml: {odd}: put `on` into quotes, YAML reads it as a truth value")
    heads = tuple(
        Head(
            word, h["type"], frozenset(h["right"]), h["left"], h.get("lower", False), h.get("foreign", False)
        )
        for word, h in listed.items()
    )
    return Phrases(list(listed)), heads, frozenset(w for head in heads for w in head.word.split()[:1])


@cache
def last_words() -> frozenset[str]:
    """The last word of each head: where a run of capitals ends in one, it is an organisation's name."""
    return frozenset(head.word.split()[-1] for head in load_heads()[1])


_NHRI = re.compile(
    r"Ombuds|Defensor|Provedor|Public Defender|People's Advocate|Human Rights Institution|"
    r"Preventive Mechanism|(?<!High )Commissioner for Human Rights"
)
_NHRI_ELSEWHERE = re.compile(
    r"(?:Comisi[oó]n|Procuradur[ií]a|Instituto|Conselho) (?:Nacional|para|de)\b.*"
    r"(?:Derechos|Direitos) Humanos"
)
_NHRI_PAIR = re.compile(
    r"\b(?:Commission|Commissioner|Institute|Centre|Center|Council|Committee|Institution)\b"
)
_UNITED_NATIONS = re.compile(
    r"(?:Joint )?(?:United Nations|UN) |Inter-?[Aa]gency |(?:[A-Z]\w+ ){0,4}(?:Trust|Voluntary) Fund\b"
)
_OF_UN_OFFICIALS = re.compile(
    r"\bof the (?:(?:Deputy |United Nations )?(?:Special|Personal|Resident|Humanitarian|High) "
    r"(?:Envoy|Representative|Adviser|Coordinator|Commissioner)|Secretary-General)\b"
)
_REGIONAL = re.compile(
    r"(?:African|European|Inter-American|Arab|ASEAN|Caribbean|Nordic|Eurasian|West African|East African|"
    r"EU|ECOWAS|Andean|SADC|OSCE|IGAD|Pacific|Southern African|Central American) "
)
_REGIONAL_BODY = re.compile(
    r"\b(?:Commission|Court|Parliament|Union|Agency|Committee|Council|Community|Mission|Force)\b"
)
_STATE_ORGAN = re.compile(
    r"\b(?:Ministry|Minister|Police|Prison|Detention|Correction\w*|Army|Armed Forces|Attorney|"
    r"Prosecutor\w*|Supreme|"
    r"Constitutional|Federal|Presidential|President|Prime|Intelligence|Parliamentary|Military|Cabinet|"
    r"Prosecution|Public Accounts|Social Security|Social Insurance|Customs|Revenue|Family Welfare|Pensions|"
    r"Criminal|Judicial|Academy of Justice|Justice Academy|Health Insurance|Pension|Defen[cs]e|Air Force|"
    r"Security Service|Navy|Municipal\w*|Government|State|Public Security|Rehabilitation Centre)\b"
)
_FIGHTERS = re.compile(
    r"\b(?:Liberation|Resistance|Revolutionary|Patriotic|Salvation|Rebel|Jihad|Resistencia|Defenders' Army|"
    r"Lord's|Self-Defen[cs]e|Freedom)\b"
)
_FIGHTING = frozenset({"Army", "Movement", "Front", "Forces", "Force", "Brigade", "Brigades", "Alliance"})
_COUNCILS = frozenset({"Council", "Committee", "Commission", "Mechanism"})
_OF_CITIZENS = re.compile(
    r"\b(?:Rights|Women|Women's|Youth|Action|Advocacy|Legal|Law|Feminist|Minority|Research|Children's|Relief|"
    r"Environment|Labour|Media|Citizens)\b"
)
_OF_CHURCHES = re.compile(
    r"\b(?:Jesuit|Catholic|Lutheran|Church|Quaker|Christian|Islamic|Refugee|International|World|Relief|Rights)\b"
)
_OF_NGOS = re.compile(
    r"\b(?:Non-Governmental|NGOs?|Churches|Bishops|Trade Unions|Imams)\b|"
    r"\b(?:Teachers|Workers|Lawyers|Students|Journalists|Farmers|Peasants|Writers|Nurses|Doctors)['’]"
)
_OF_TRADERS = re.compile(r"\bChambers? of (?:Commerce|Mines|Industry|Trade|Agriculture)\b")
_PRIVATE = frozenset({"civil_society", "financial_institution", "business"})
_SOCIETIES = frozenset(
    "Association Network Federation Union Coalition Alliance League Society Forum Confederation Trust Watch "
    "Foundation Collective".split()
) | {"Working Group"}
_INTERGOVERNMENTAL = re.compile(
    r"(?:Ad [Hh]oc|Advisory|Audit|Coordinat\w+|Drafting|Evaluation|Executive|Intergovernmental|"
    r"International|Joint|Oversight|"
    r"Preparatory|Scientific|Technical|Open-ended|High-level|Special|Programme|Budget)\b"
)
_OF_STATES = (
    "National",
    "Standing",
    "Select",
    "State",
    "Investigative",
    "Parliamentary",
    "Electoral",
    "Judicial",
    "Security",
    "Steering",
)
_NATIONAL = re.compile(r"National(?! Human Rights)\b")
_NATIONAL_HEADS = frozenset(
    {"Task Force", "Centre", "Center", "Institute", "Bank", "Service", "Observatory", "Mechanism"}
)


def type_of(name: str, head: Head) -> str:
    """The actor_type of a built name: its words decide before its head noun does."""
    if head.actor_type in {"special_procedure", "un_office_holder", "nhri"}:
        return head.actor_type
    if (
        _NHRI.search(name)
        or _NHRI_ELSEWHERE.search(name)
        or ("National" in name and "Human Rights" in name and _NHRI_PAIR.search(name))
    ):
        return "nhri"
    return _intergovernmental(name, head) or _by_words(name, head) or head.actor_type


def _intergovernmental(name: str, head: Head) -> str | None:
    """The type of a body of the United Nations or of a region, None for any other."""
    if _UNITED_NATIONS.match(name):
        return "un_body" if head.word in {"Committee", "Commission", "Council", "Forum"} else "un_entity"
    if _OF_UN_OFFICIALS.search(name):
        return "un_entity"
    is_private = head.actor_type in _PRIVATE and head.word != "Union"
    if not is_private and _REGIONAL.match(name) and _REGIONAL_BODY.search(name):
        return "regional_organization"
    if head.word in _COUNCILS and ("Regional " in name or "Fisheries Commission" in name):
        return "regional_organization"
    return None


def _by_words(name: str, head: Head) -> str | None:
    """The type that the words beside the head noun give, None where they give none."""
    if _OF_TRADERS.search(name):
        return "business"
    if head.word in _COUNCILS and _OF_NGOS.search(name):
        return "civil_society"
    if head.word == "Service" and _OF_CHURCHES.search(name):
        return "civil_society"
    if head.word == "Group" and _OF_CITIZENS.search(name):
        return "civil_society"
    if head.word in _FIGHTING and _FIGHTERS.search(name):
        return "other"
    if head.word in _NATIONAL_HEADS and _NATIONAL.match(name):
        return "national_authority"
    if head.word not in _SOCIETIES and _STATE_ORGAN.search(name):
        return "national_authority"
    if head.word == "Committee" and not name.startswith("Committee"):
        return _type_of_committee(name)
    return None


def _type_of_committee(name: str) -> str:
    """A committee with words before its head: `Standing`, `Advisory`, or of a society."""
    if name.startswith(_OF_STATES):
        return "national_authority"
    return "un_body" if _INTERGOVERNMENTAL.search(name) else "civil_society"


_OF_ANY = re.compile(r"\b(?:Office|Bureau|Unit|Branch|Secretariat|Service|Board|Section)\b")


def is_of_no_state(name: str) -> bool:
    """Whether an office named without any State is more likely the organisation's own (`Ethics Office`)."""
    return _OF_ANY.search(name) is not None and _STATE_ORGAN.search(name) is None
