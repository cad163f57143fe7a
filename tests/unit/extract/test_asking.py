"""Why: how organs ask is a grammar of its own; resolutions leave what is asked to lists."""

import pytest

from pipelines.process import rows_of
from pipelines.readers.read import read
from pipelines.structure.build import build_document

RAPPORTEUR = "special-rapporteur-on-the-right-to-education"
REPORT = (
    "General Assembly\n\nSeventy-sixth session\n\n"
    "Report of the Special Rapporteur on the right to education\n\n"
    "I. Introduction\n\n1. This is a text about schools.\n\nII. Conclusions and recommendations\n\n2. {}\n"
)
RESOLUTION = (
    "General Assembly\n\nSeventy-sixth session\n\n"
    "Resolution adopted by the General Assembly on 16 December 2021\n\n"
    "76/999. Schools\n\nThe General Assembly,\n\nRecalling its resolution 64/292,\n\n"
    "Deeply concerned that schools are closed,\n\n1. {}\n"
)
ITEMS = "\n\n(a) To build schools;\n\n(b) To train teachers."


def asked(front: str, text: str) -> list[tuple[str, list[str], list[str]]]:
    """What is asked, by whom, of whom."""
    tables = rows_of(build_document(read(front.format(text).encode(), "A_76_999.txt"), symbol="A/76/999"))
    actors = tables["recommendation_actors"]

    def of(row_id: str, role: str) -> list[str]:
        return [a["actor_id"] for a in actors if a["recommendation_id"] == row_id and a["role"] == role]

    return [
        (r["action_text"], of(r["recommendation_id"], "recommender"), of(r["recommendation_id"], "addressee"))
        for r in tables["recommendations"]
    ]


@pytest.mark.parametrize(
    ("lead", "addressees"),
    [
        ("Calls upon States:", ["states"]),
        ("Calls upon all States and international organizations:", ["states", "international-community"]),
        ("The Special Rapporteur calls upon States:", ["states"]),
        ("Also requests the High Commissioner, within existing resources:",
         ["united-nations-high-commissioner-for-human-rights"]),
        ("Invites, in this regard, the United Nations Development Programme:",
         ["united-nations-development-programme"]),
        ("The Special Rapporteur calls upon States, in line with article 13, to:", ["states"]),
        ("The Special Rapporteur recommends that States take the following measures:", ["states"]),
        ("The following recommendations are addressed to States:", ["states"]),
        ("To Governments:", ["states"]),
        ("States should:", ["states"]),
        ("Governments need to:", ["states"]),
        ("The mandate holder invites States:", ["states"]),
    ],
)  # fmt: skip
def test_a_lead_in_names_who_is_asked_and_the_items_what(lead: str, addressees: list[str]) -> None:
    """Why: the items have no subject of their own, and the lead-in is no row."""
    found = asked(REPORT, lead + ITEMS)
    assert found == [
        ("To build schools", [RAPPORTEUR], addressees),
        ("To train teachers", [RAPPORTEUR], addressees),
    ]


def test_an_item_may_have_a_subject_of_its_own() -> None:
    """Why: `recommends that:` leaves to each item who is asked."""
    items = "\n\n(a) States build schools;\n\n(b) The Secretary-General provide support."
    assert asked(REPORT, "The Special Rapporteur recommends that:" + items) == [
        ("States build schools", [RAPPORTEUR], ["states"]),
        ("The Secretary-General provide support", [RAPPORTEUR], ["secretary-general"]),
    ]


def test_an_office_and_its_head_are_one_voice() -> None:
    """Why: a report of the High Commissioner says `OHCHR urges` too."""
    front = REPORT.replace(
        "Special Rapporteur on the right to education", "United Nations High Commissioner for Human Rights"
    )
    commissioner = "united-nations-high-commissioner-for-human-rights"
    assert asked(front, "OHCHR urges States to build schools.") == [
        ("to build schools", [commissioner], ["states"])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Requests the Secretary-General to report;",
        "Also requests the Secretary-General to report;",
        "Once again requests the Secretary-General to report;",
        "In this regard, requests the Secretary-General to report;",
        "Further welcomes the report, and requests the Secretary-General to report;",
        "Decides to request the Secretary-General to report;",
    ],
)
def test_the_organ_of_a_resolution_speaks_in_its_operative_paragraphs(text: str) -> None:
    """Why: the subject stands once, above the preamble."""
    assert asked(RESOLUTION, text) == [("to report", ["general-assembly"], ["secretary-general"])]


@pytest.mark.parametrize(
    "text", ["Calls for reform have been ignored.", "Requests to the Office were refused."]
)
def test_a_noun_at_the_start_asks_nothing(text: str) -> None:
    """Why: `Calls` and `Requests` are nouns as often."""
    assert asked(RESOLUTION, text) == []


def test_each_clause_of_a_preamble_is_a_paragraph() -> None:
    """Why: each ends with a comma, as the half of a paragraph at a page break does."""
    document = build_document(read(RESOLUTION.format("Decides.").encode(), "A_76_999.txt"), symbol="A/76/999")
    assert [p.text for p in document.paragraphs] == [
        "The General Assembly,",
        "Recalling its resolution 64/292,",
        "Deeply concerned that schools are closed,",
        "Decides.",
    ]


def test_a_line_may_name_whom_it_addresses() -> None:
    """Why: `To X:` before a plain verb is a lead-in and its only item in one."""
    assert asked(REPORT, "To Governments: build schools in every village.") == [
        ("build schools in every village", [RAPPORTEUR], ["states"]),
    ]


def test_a_pronoun_is_whoever_was_asked_before() -> None:
    """Why: `The State should … It should also …` asks the same State twice."""
    text = "UNESCO should publish the study. It should also train teachers."
    assert [who for _, _, who in asked(REPORT, text)] == [
        ["united-nations-educational-scientific-and-cultural-organization"]
    ] * 2
