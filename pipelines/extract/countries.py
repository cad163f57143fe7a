"""The countries and areas that a report names.

Belongs here: one row for each place where a country is named, by noun or adjective, and the
countries table itself. Does not belong here: how names are found in a string (`country_names`),
nor what is done in a country (`country_actions`).
"""

from functools import cache

from pipelines.extract.country_names import NameMatch, match_names, read_table
from pipelines.extract.units import Mention, Row, Unit
from pipelines.structure.document import Document

_RULES = {
    "name": "country_mentions.name",
    "demonym": "country_mentions.demonym",
    "language": "country_mentions.demonym",
}
_CHOSEN = "country_mentions.chosen-in-document"


@cache
def _countries() -> dict[str, dict[str, str]]:
    return {row["iso3"]: row for row in read_table("countries.csv")}


def country_rows() -> list[Row]:
    """The rows of the `countries` table, in the order of the codes."""
    return [
        {
            "country_iso3": code,
            "iso2": row["iso2"] or None,
            "m49": row["m49"] or None,
            "name": row["name"],
            "region": row["region"] or None,
            "subregion": row["subregion"] or None,
            "is_un_member": row["is_un_member"] == "true",
        }
        for code, row in sorted(_countries().items())
    ]


def name_of(iso3: str) -> str:
    """The UN short name of a country. Raises KeyError for a code the table does not hold.

    >>> name_of("CIV")
    "Côte d'Ivoire"
    """
    return _countries()[iso3]["name"]


def _choose(codes: tuple[str, ...], named: list[str]) -> str | None:
    """The one candidate that the text before (or else the document) names unmistakably, or None.

    `named` holds the unambiguous codes in reading order, those after the place last.
    """
    candidates = [code for code in named if code in codes]
    return candidates[0] if len(set(candidates)) == 1 else None


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """`country_mentions`, a row a mention, and `unresolved` for names that fit two countries.

    Fills `unit.countries`. A name that fits several countries (`Congolese`) is taken for the only
    one of them that the same paragraph, else the whole document, names in full.
    """
    matches = [match_names(unit.text) for unit in units]
    in_document = [m.codes[0] for found in matches for m in found if len(m.codes) == 1]
    rows: list[Row] = []
    unresolved: list[Row] = []
    for unit, found in zip(units, matches, strict=True):
        for match in found:
            settled = _settle(match, found, in_document)
            if settled is None:
                unresolved.append(_unresolved(unit, match))
                continue
            code, rule = settled
            unit.countries.append(Mention(match.start, match.end, code, rule))
            row = unit.found("country_mention_id", match.start, match.end, rule, text="surface")
            rows.append({**row, "country_iso3": code})
    return {"country_mentions": rows, "unresolved": unresolved}


def _settle(match: NameMatch, in_unit: list[NameMatch], in_document: list[str]) -> tuple[str, str] | None:
    """The code and the rule of a match, None where two countries fit it."""
    if len(match.codes) == 1:
        return match.codes[0], _RULES[match.kind]
    near = [m.codes[0] for m in in_unit if len(m.codes) == 1]
    code = _choose(match.codes, near) or _choose(match.codes, in_document)
    return (code, _CHOSEN) if code else None


def _unresolved(unit: Unit, match: NameMatch) -> Row:
    rule = "country_mentions.ambiguous-name"
    reason = f"the name fits {' and '.join(sorted(match.codes))}, and the document names none or both"
    return unit.unsettled(match.start, match.end, rule, "country", reason)
