"""Who is named, of which type, and to whom a short form points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract import actors, contributions, countries
from pipelines.extract.acronyms import definitions, long_form_start
from pipelines.extract.actor_authority import authority_rows, fold, load_authority, slug
from pipelines.extract.actor_linking import Antecedents, heads_of, longest_form, short_forms
from pipelines.extract.actor_listed import classes, listed_names, plural_mandates
from pipelines.extract.units import Unit, units_of
from pipelines.readers.passage import Passage
from pipelines.structure.document import Document, Masthead, Paragraph

TYPES = frozenset(
    "state national_authority nhri un_body un_entity un_office_holder treaty_body special_procedure "
    "financial_institution regional_organization civil_society business other class".split()
)


def _read(*texts: str, author: str | None = "Secretary-General") -> tuple[list[Unit], dict[str, list[dict]]]:
    paragraphs = tuple(
        Paragraph(f"A/99/1#{n}", str(n), "numbered", n, None, None, n, Passage(text))
        for n, text in enumerate(texts, start=1)
    )
    head = Masthead(organ="General Assembly", author=author)
    document = Document("A/99/1", "A/99/1", head, "x.txt", "txt", "0", None, (), paragraphs, ())
    units = units_of(document)
    countries.find(document, units)
    tables = actors.find(document, units)
    return units, tables | contributions.find(document, units)


def _named(text: str, **head: str | None) -> dict[str, str]:
    """actor_id → surface of everything in `text` but classes."""
    _, tables = _read(text, **head)
    return {
        r["actor_id"]: r["surface"]
        for r in tables["actor_mentions"]
        if r["rule_id"] != "actor_mentions.class"
    }


@pytest.mark.parametrize(
    ("text", "expected", "remark"),
    [
        (
            "UNHCR and the World Bank Group spoke.",
            {"office-of-the-united-nations-high-commissioner-for-refugees", "world-bank-group"},
            "acronym, longest name",
        ),
        (
            "The Harbour Relief Fund and the Coalition of Hill Women wrote.",
            {"harbour-relief-fund", "coalition-of-hill-women"},
            "a conjunction splits",
        ),
        (
            "In Ghana, the Ministry of Justice replied.",
            {"ministry-of-justice-of-ghana"},
            "an organ gets its State's name",
        ),
        (
            "In Chile, the OHCHR office wrote.",
            {"ohchr-office-in-chile"},
            "an office gets its sentence's place",
        ),
        ("The police unit of Kenya Airways was in Kenya.", set(), "a place is no actor"),
        ("Kenya adopted the bill.", {"state-ken"}, "a subject acts"),
        ("Defenders in Kenya adopted the text.", set(), "a place does not"),
        (
            "See European Court of Human Rights, judgment.",
            {"european-court-of-human-rights"},
            "no verb in a name",
        ),
        (
            "The Convention of the International Labour Organization is old.",
            set(),
            "an instrument is no actor",
        ),
        ("United Nations efforts continued.", set(), "a modifier is no actor"),
        ("The United Nations continued its work.", {"united-nations"}, "the whole is one"),
        ("The Northern Rights Group Meeting took place.", set(), "a meeting named after a group"),
        ("General Marok's Unity Party won.", {"unity-party"}, "a person is not part of the name"),
        ("The Joint Committee met.", set(), "a description is no name"),
    ],
)
def test_names(text: str, expected: set[str], remark: str) -> None:
    """Each row stands for a frame of UN prose or a mistake once made."""
    assert set(_named(text)) == expected, remark


def test_a_short_form_points_to_the_nearest_actor_with_its_head_noun() -> None:
    """`the Committee` must not stay the first committee of the report."""
    units, _ = _read(
        "The Committee against Torture wrote. The Committee met. The Human Rights Committee wrote.",
        "The Committee concluded.",
    )
    assert [m.target for m in units[0].actors].count("committee-against-torture") == 2
    assert units[1].actors[0].target == "human-rights-committee"


def test_the_rapporteur_of_the_report_is_its_author() -> None:
    """A mandate named in passing must not take over `the Special Rapporteur`."""
    author = "Special Rapporteur on the right to food"
    units, _ = _read(
        "The Special Rapporteur on torture wrote.", "The Special Rapporteur agrees.", author=author
    )
    assert units[1].actors[0].target == "special-rapporteur-on-the-right-to-food"


def test_a_short_form_with_no_antecedent_is_unresolved() -> None:
    """What cannot be settled is said, not guessed."""
    _, tables = _read("The Tribunal concluded.")
    assert [row["surface"] for row in tables["unresolved"]] == ["Tribunal"]


def test_an_acronym_is_learned_with_its_actor() -> None:
    """Later units name the actor by it."""
    units, tables = _read("The Harbour Relief Coalition (HRCX) wrote.", "HRCX published a study.")
    assert units[1].actors[0].target == "harbour-relief-coalition"
    assert tables["actors"][0]["acronym"] == "HRCX"


def test_the_list_is_sound() -> None:
    """Types are those of the contract; every alias and parent has its actor; ids are unique."""
    rows, aliases = authority_rows()
    ids = [row["actor_id"] for row in rows]
    assert len(ids) == len(set(ids)) and {row["actor_type"] for row in rows} <= TYPES
    assert {a["actor_id"] for a in aliases} <= set(ids)
    assert {row["parent_actor_id"] for row in rows} - {None} <= set(ids)
    assert all(row["source"] for row in rows)


def test_no_alias_stands_for_two_actors() -> None:
    """An ambiguous name would be settled by the order of files."""
    owner: dict[str, str] = {}
    clashes = []
    for alias in load_authority().aliases:
        if not alias.is_ambiguous and owner.setdefault(fold(alias.alias), alias.actor_id) != alias.actor_id:
            clashes.append((alias.alias, alias.actor_id, owner[fold(alias.alias)]))
    assert clashes == []


def test_a_plural_title_names_every_mandate() -> None:
    """Found in a report that lists its co-signatories this way."""
    text = "by the Special Rapporteurs on torture, the right to food and minority issues, who"
    assert [n.actor_id for n in plural_mandates(text)] == [
        "special-rapporteur-on-torture-and-other-cruel-inhuman-or-degrading-treatment-or-punishment",
        "special-rapporteur-on-the-right-to-food",
        "special-rapporteur-on-minority-issues",
    ]


def test_contributors_are_listed_with_their_kind() -> None:
    """A class gives way to its members in brackets; a later verb ends the list."""
    _, tables = _read(
        "Inputs were received from States (Chile and Ghana) and from UNICEF. The World Bank spoke."
    )
    assert {r["actor_id"]: r["contributor_kind"] for r in tables["contributions"]} == {
        "state-chl": "state",
        "state-gha": "state",
        "united-nations-childrens-fund": "un_entity",
    }


def test_small_parts() -> None:
    """The pieces that the steps above are made of."""
    assert slug("Côte d’Ivoire") == "cote-divoire"
    assert heads_of("Human Rights Council") == ["Council"]
    places = short_forms("the Office met the Office of Legal Affairs")
    nobody = Antecedents(None, None, {})
    forms = [longest_form("the Office met the Office of Legal Affairs", p, nobody) for p in places]
    assert [f.word for f in forms if f] == ["Office"]
    assert long_form_start("ABC", "no such words") is None
    assert list(definitions("the Fund (see above)")) == []


@given(st.text(alphabet="ABCcdon the of Committee(),.’'-éU N\n", max_size=200))
def test_any_text_is_read_and_every_span_holds(text: str) -> None:
    """No text may break the reader, and a surface is always a slice."""
    for found in (*listed_names(fold(text)), *classes(fold(text))):
        assert 0 <= found.start < found.end <= len(text)
    units, tables = _read(text)
    for row in tables["actor_mentions"]:
        assert row["surface"] == units[0].text[row["start"] : row["end"]]
