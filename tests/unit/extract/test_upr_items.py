"""Items of a review's conclusions: which words are asked, and which States ask them.

The sentences are written for the tests, by the drafting conventions of the reports of 2008 to 2014.
"""

import pytest

from pipelines.extract.review_items import asked_in, asked_in_row, number_before
from pipelines.extract.state_lists import codes_in, state_lists


@pytest.mark.parametrize(
    ("inner", "codes"),
    [
        ("Chile,5 Mexico6", ["CHL", "MEX"]),
        ("Venezuela (Bolivarian Republic of), Iran (Islamic Republic of)", ["VEN", "IRN"]),
        ("the Netherlands and the Holy See", ["NLD", "VAT"]),
        ("Bosnia and Herzegovina/ State of Palestine; Trinidad and Tobago", ["BIH", "PSE", "TTO"]),
        ("Gua- temala", ["GTM"]),  # a line's end
        ("Phillipines, Azerbajan", ["PHL", "AZE"]),  # misprints
        ("netherlands", ["NLD"]),
        ("recommended by Spain", ["ESP"]),
        ("Mexico, para. 34", ["MEX"]),
        ("OP-CAT", []),
        ("2008-2011", []),
        ("as recommended by the Committee against Torture in its review of Chad", []),
        ("French nationals", []),
    ],
)
def test_a_bracket_is_read_as_states_or_left(inner: str, codes: list[str]) -> None:
    """Who recommends stands only in the bracket; a bracket that says anything else is text."""
    assert list(codes_in(inner, is_last=True)) == codes


def test_brackets_in_a_row_are_one_list() -> None:
    """`(Algeria)/(Egypt)` is how some reports join States."""
    assert [found.codes for found in state_lists("Train judges (Algeria)/(Egypt);")] == [("DZA", "EGY")]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("115.126 Ratify", "Ratify"),
        ("77.1. Ratify", "Ratify"),
        ("(a) Ratify", "Ratify"),
        ("12) Ratify", "Ratify"),
        ("A - 3. Ratify", "Ratify"),
        ("• Ratify", "Ratify"),
        ("Ratify", "Ratify"),
    ],
)
def test_a_printed_number_is_no_part_of_what_is_asked(text: str, begins: str) -> None:
    """Readers that do not know a numbering leave it in the text."""
    assert text[number_before(text) :] == begins


@pytest.mark.parametrize(
    ("item", "asked"),
    [
        ("Ratify the Convention (Chile, Mexico);", {"Ratify the Convention": "CHL MEX"}),
        ("3. Ratify the Convention (Chile).3", {"Ratify the Convention": "CHL"}),
        (
            "Train judges (Mali); and publish the report (Chad).",
            {"Train judges": "MLI", "publish the report": "TCD"},
        ),
        (
            "Train judges (Mali). 4. Publish the report (Chad)",
            {"Train judges": "MLI", "Publish the report": "TCD"},
        ),
        (
            "Consider ratifying (Norway, Peru)/ratify and apply the Convention (Chad);",
            {"Consider ratifying the Convention": "NOR PER", "ratify and apply the Convention": "TCD"},
        ),
        (
            "Accede to (Algeria)/sign (Peru) the Protocol and set up a mechanism (Peru);",
            {"Accede to the Protocol": "DZA", "sign the Protocol and set up a mechanism": "PER"},
        ),
        (
            "Ratify (Spain) as soon as possible (Chile) the Protocol;",
            {"Ratify the Protocol": "ESP", "Ratify as soon as possible the Protocol": "CHL"},
        ),
        (
            "Ratify ICCPR (Italy, Brazil); CEDAW (Brazil), and CAT (Togo);",
            {"Ratify ICCPR": "ITA", "Ratify ICCPR CEDAW": "BRA", "Ratify CAT": "TGO"},
        ),
        (
            "Involve civil society (Chad), in a timely manner (Peru)",
            {"Involve civil society": "TCD", "Involve civil society in a timely manner": "PER"},
        ),
        ("Consider (Norway) ratifying the Convention", {"Consider ratifying the Convention": "NOR"}),
        ("Close the camp (Norway). The State replied at once.", {"Close the camp": "NOR"}),
        ("Ratify the Optional Protocol (OP-CAT)", {}),
    ],
)
def test_each_state_asks_its_own_words(item: str, asked: dict[str, str]) -> None:
    """An item can hold what several States ask, sharing verbs or objects."""
    found: dict[str, str] = {}
    for one in asked_in(item):
        found[one.text] = " ".join(one.codes)
    assert {text.replace(",", ""): codes for text, codes in found.items()} == asked


def test_a_row_of_a_table_has_columns_for_text_states_and_answer() -> None:
    """Some conclusions are printed as a table, the States in brackets or in a column of their own."""
    items, answer = asked_in_row("7\tTrain judges (Chad, Peru)\tAccepted")
    assert [(i.text, i.codes) for i in items] == [("Train judges", ("TCD", "PER"))]
    assert answer == "Accepted"
    row = "8\tChad, Peru\tAbolish the death penalty\tDoes not enjoy the support"
    items, answer = asked_in_row(row)
    assert [(i.text, i.codes) for i in items] == [("Abolish the death penalty", ("TCD", "PER"))]
    assert row[items[0].start : items[0].end] == "Abolish the death penalty"
    assert answer == "Does not enjoy the support"
