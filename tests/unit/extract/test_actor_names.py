"""Classes of names that reports of many organs print: armed forces, State offices, missions, panels."""

import pytest

from pipelines.extract import actors, countries, statistics
from pipelines.extract.actor_authority import load_authority
from pipelines.extract.units import Unit, units_of
from pipelines.readers.passage import Passage
from pipelines.structure.document import Document, Masthead, Paragraph


def read(*texts: str, **head: str | None) -> tuple[list[Unit], dict[str, list[dict]]]:
    """The units and tables of a report with these paragraphs and masthead."""
    paragraphs = tuple(
        Paragraph(f"S/99/1#{n}", str(n), "numbered", n, None, None, n, Passage(text))
        for n, text in enumerate(texts, start=1)
    )
    masthead = Masthead(**({"organ": "Security Council", "author": "Secretary-General"} | head))
    document = Document("S/99/1", "S/99/1", masthead, "x.txt", "txt", "0", None, (), paragraphs, ())
    units = units_of(document)
    countries.find(document, units)
    return units, actors.find(document, units)


def named(*texts: str, **head: str | None) -> list[tuple[str, str]]:
    """(surface, type) of every mention that is no class."""
    _, tables = read(*texts, **head)
    learned = {row["actor_id"]: row["actor_type"] for row in tables["actors"]}
    listed = {a: actor.actor_type for a, actor in load_authority().actors.items()}
    kinds = listed | learned
    found = [(r["surface"], kinds.get(r["actor_id"], "state")) for r in tables["actor_mentions"]]
    return [(surface, kind) for surface, kind in found if kind != "class"]


NA, OT, CS = "national_authority", "other", "civil_society"
CASES = [
    (
        "The company Alta Roca drained the lake. Alta Roca then left.",
        [("Alta Roca", "business")] * 2,
        "a class noun introduces a name, which the text then uses alone",
    ),
    ("Jaysh al-Bahr burned it.", [("Jaysh al-Bahr", OT)], "groups named in Arabic or Urdu"),
    (
        "The National Commission to Combat the Trade in Ivory met.",
        [("National Commission to Combat the Trade", NA)],
        "a purpose told by a verb, with its article",
    ),
    ("The Crisis Centre Zumrad opened.", [("Crisis Centre Zumrad", CS)], "a proper noun after its kind"),
    ("The Harbour Chamber of Commerce met.", [("Harbour Chamber of Commerce", "business")], "traders"),
    ("The Prison Care Trust left.", [("Prison Care Trust", CS)], "a trust is no organ, whatever it visits"),
    ("The City Hall of Moroni replied.", [("City Hall of Moroni", NA)], "a city's authority, no place"),
    (
        "The Ministry of Ports, Fisheries and the Blue Economy replied.",
        [("Ministry of Ports, Fisheries and the Blue Economy", NA)],
        "an article before the last of its purposes",
    ),
    ("A gang known as Los Lobos burned it.", [("Los Lobos", OT)], "the noun gives the type"),
    ("Minera Alta Roca S.A. drained the lake.", [("Minera Alta Roca S.A.", "business")], "a company's mark"),
    ("The company Director left.", [], "capitals that go on with the class noun"),
    ("Harbour Mining LLC sold the land.", [("Harbour Mining LLC", "business")], "a company's mark"),
    ("The Gambia Defence Force withdrew.", [("Gambia Defence Force", NA)], "forces with a country are its"),
    (
        "The Hill Liberation Front attacked.",
        [("Hill Liberation Front", OT)],
        "fighters are no civil society",
    ),
    (
        "The Ministry of Trade and International Cooperation of Kenya replied.",
        [("Ministry of Trade and International Cooperation of Kenya", NA)],
        "`International` heads no other name there",
    ),
    (
        "The Ministry of Health and the Ministry of Justice replied.",
        [("Ministry of Health", NA), ("Ministry of Justice", NA)],
        "a second ministry is another",
    ),
    (
        "The de facto Ministry of Mines replied.",
        [("de facto Ministry of Mines", NA)],
        "a de facto body is not the State's",
    ),
    (
        "The Ministry of the Promotion of Trade and the Protection of Forests replied.",
        [("Ministry of the Promotion of Trade and the Protection of Forests", NA)],
        "two purposes, each with its article",
    ),
    (
        "The Panel of Experts established pursuant to resolution 9999 (2030) met.",
        [("Panel of Experts established pursuant to resolution 9999 (2030)", "un_body")],
        "panels are told apart by resolution",
    ),
    (
        "The African Union and United Nations Joint Task Team on Roads met.",
        [("African Union and United Nations Joint Task Team on Roads", OT)],
        "a body of two owners is of neither's kind",
    ),
    ("The UNICEF Executive Director spoke.", [("UNICEF Executive Director", "un_office_holder")], "a head"),
    (
        "The Secretary-General of the League of Arab States spoke.",
        [("Secretary-General of the League of Arab States", "regional_organization")],
        "not the Secretary-General of the United Nations",
    ),
    ("They spread counter-Taliban leaflets.", [], "a prefix makes it a modifier"),
    ("The study entitled “A Caring Roads Society” appeared.", [], "the title of a work names nobody"),
    ("The fourth Forum on Village Roads was held.", [], "a numbered forum is an event"),
    (
        "The National Commission for Persons with Disabilities of Malta replied.",
        [("National Commission for Persons with Disabilities of Malta", NA)],
        "the only `with` that names contain",
    ),
    ("The Second World Assembly on Roads met.", [], "an event, numbered in its name"),
    (
        "The Hill-led International Monitoring and Observation Mechanism met.",
        [("International Monitoring and Observation Mechanism", OT)],
        "who leads it is not its name",
    ),
    (
        "The Special Representative of the Secretary-General for Colombia and Head of Mission spoke.",
        [("Special Representative of the Secretary-General for Colombia", "un_office_holder")],
        "a second office of the same person",
    ),
    ("The Defensor del Pueblo of Peru spoke.", [("Defensor del Pueblo of Peru", "nhri")], "by office"),
    (
        "The Fundación para el Debido Camino wrote.",
        [("Fundación para el Debido Camino", "civil_society")],
        "a head of another language",
    ),
    ("Radio Mbolo broadcast the speech.", [("Radio Mbolo", OT)], "a station"),
    ("Radio equipment was delivered.", [], "no station"),
    (
        "The Special Envoy of Pakistan for Trade visited.",
        [],
        "`of Pakistan` parts title and subject: no name is better than a wrong one",
    ),
    ("Kenya remained the largest donor.", [], "what a State is, not what it does"),
    ("Kenya, while noting the delay, recommended more time.", [("Kenya", "state")], "an aside between"),
    (
        "Rivers in Chile, the World Bank, Ghana and Peru were named.",
        [("World Bank", "financial_institution")],
        "a list after a preposition goes on behind an organisation",
    ),
    (
        "Representatives of Chile, the World Bank, Ghana and Peru took part.",
        [("Chile", "state"), ("World Bank", "financial_institution"), ("Ghana", "state"), ("Peru", "state")],
        "so does one of States that take part",
    ),
    ("The mission was financed by Ghana and Peru.", [("Ghana", "state"), ("Peru", "state")], "by whom"),
    ("The road to Ghana and the border with Peru were closed.", [], "places"),
    (
        "In consultation with Chile, Ghana and Peru, the Panel drafted a map.",
        [("Chile", "state"), ("Ghana", "state"), ("Peru", "state")],
        "with whom",
    ),
]


@pytest.mark.parametrize(("text", "expected", "remark"), CASES)
def test_names_of_each_class(text: str, expected: list[tuple[str, str]], remark: str) -> None:
    """Each row stands for a class of names, or of mistakes, met in reports nobody tuned on."""
    assert named(text) == expected, remark


def targets(*texts: str, **head: str | None) -> list[list[str]]:
    """The actor ids of each paragraph, classes left out."""
    units, _ = read(*texts, **head)
    return [[m.target for m in u.actors if m.rule_id != "actor_mentions.class"] for u in units]


def test_a_report_on_one_country_means_its_organs() -> None:
    """`the President` of a report on Ghana is Ghana's; another country holds for its own sentence."""
    found = targets(
        "The President met the Senate. The Prime Minister of Togo came. The Central Bank agreed.",
        title="The situation in Ghana",
    )
    assert found == [
        ["president-of-ghana", "senate-of-ghana", "prime-minister-of-togo", "central-bank-of-ghana"]
    ]


def test_my_envoy_is_the_secretary_generals() -> None:
    """Never the envoy of a State that the text named before."""
    found = targets("The Special Representative of Kenya for Chad met my Special Representative.")
    assert found[0][-1] == "special-representative-of-the-secretary-general"


def test_an_office_holder_is_known_by_name_afterwards() -> None:
    """The surname stands for the office from then on."""
    found = targets("The President of Ghana, Kwesi Abotare, came.", "Mr. Abotare left. Mr. Other stayed.")
    assert found == [["president-of-ghana"], ["president-of-ghana"]]


@pytest.mark.parametrize(
    ("first", "then", "target", "remark"),
    [
        (
            "The United Nations Special Mission to Afghanistan left.",
            "The Special Mission had begun early.",
            "united-nations-special-mission-to-afghanistan",
            "the end of a name",
        ),
        (
            "The International Conference on the Great Lakes Region met.",
            "The International Conference agreed.",
            "international-conference-on-the-great-lakes-region",
            "the beginning of a name",
        ),
        (
            "The Malawi Law Commission met.",
            "Experts helped the Law Commission.",
            "malawi-law-commission",
            "an own name that ends the first",
        ),
        ("UNDP paid.", "The Northern Roads Programme began. The Programme ended.", None, "no actor between"),
        ("The Organization of American States met.", "The Organization agreed.", "united-nations", "far off"),
        ("The UNOPS Deputy Executive Director spoke.", "The Executive Director agreed.", None, "her chief"),
    ],
)
def test_a_part_of_a_name_stands_for_the_whole(
    first: str, then: str, target: str | None, remark: str
) -> None:
    """The nearest name with the same words, unless something that is no actor came between."""
    found = targets(first, then)[1]
    assert found == ([target] if target else []), remark


def test_a_body_that_names_no_author_reports_on_itself() -> None:
    """`the Forum` in a report of a forum is not the last forum mentioned."""
    found = targets(
        "The Indigenous Lakes Forum wrote. The Forum agreed.",
        organ="Permanent Forum on Indigenous Issues",
        author=None,
    )
    assert found == [["indigenous-lakes-forum", "permanent-forum-on-indigenous-issues"]]


def test_an_unknown_group_is_introduced_by_its_acronym() -> None:
    """A report to the Security Council introduces parties to a conflict; an instrument is none."""
    found = named("Members of Azur Ti Kodro (ATK) fled. ATK attacked. The Lagoon Protocol Pact (LPP) holds.")
    assert found == [("Azur Ti Kodro", OT), ("ATK", OT), ("ATK", OT)]


def test_the_owner_at_the_end_of_a_name_is_named_too() -> None:
    """`Committee ... of the World Intellectual Property Organization` names both."""
    text = "The Drafting Committee on Songs of the World Intellectual Property Organization met."
    assert "World Intellectual Property Organization" in [surface for surface, _ in named(text)]


def test_a_government_is_that_of_its_passage() -> None:
    """Where no country is the report's, the sentence's is meant."""
    assert targets("In Togo, UNDP helped the Government.")[0][-1] == "state-tgo"
    assert targets("Peru asked what the Government did.", title="Review: Ghana")[0][-1] == "state-gha"


@pytest.mark.parametrize(
    ("text", "codes", "remark"),
    [
        ("The Asociación de Mujeres de Turquía wrote.", ["TUR"], "Spanish, in a body's name"),
        ("The Collectif des femmes du Tchad wrote.", ["TCD"], "French"),
        ("Ms. Dominique Salvador and Mr. Maurice Grenade spoke.", [], "names of persons in other languages"),
    ],
)
def test_countries_in_other_languages(text: str, codes: list[str], remark: str) -> None:
    """Bodies keep their own language's name for their country."""
    units, _ = read(text)
    assert [m.target for m in units[0].countries] == codes, remark


def test_a_note_number_glued_before_a_mass_noun_counts_nothing() -> None:
    """Text from PDF files sometimes has the marker of a note inside the line."""
    units, _ = read(
        "Reports spoke of 214 violence against tenants.",
        "The mission has 214 staff in the region and 214 houses in town.",
    )
    rows = statistics.find(Document("S/99/1", None, Masthead(), "x", "txt", "0", None, (), (), ()), units)
    assert [row["value"] for row in rows["statistics"]] == [214.0, 214.0]
