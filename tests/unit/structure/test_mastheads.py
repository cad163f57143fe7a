"""Why: title, organ and date are what a library catalogue of the documents shows."""

import pytest

from pipelines.readers.manifest import ManifestEntry
from pipelines.structure.masthead import FrontLine, iso_date, read_masthead

COUNCIL = (
    "A/HRC/99/1\nUnited Nations\nGeneral Assembly\nDistr.: General 3 May 2018\nOriginal: French\n"
    "Human Rights Council\nThirty-eighth session\n18 June–6 July 2018\nAgenda item 3\n"
    "Promotion and protection of all human rights, including the right to development\n"
    "Report of the Special Rapporteur on torture and other cruel treatment"
)
ASSEMBLY = (
    "General Assembly\nDistr.: General\n20 July 2020\nOriginal: English\nSeventy-fifth session\n"
    "Item 72 (b) of the provisional agenda\nPromotion and protection of human rights\n"
    "Right to water\nNote by the Secretary-General"
)


def masthead(text: str, entry: ManifestEntry | None = None):
    return read_masthead([FrontLine(line) for line in text.split("\n")], entry)


def test_council_report():
    """Why: the report's line is the title where no other title stands below the agenda item's name."""
    m = masthead(COUNCIL)
    assert m.title == "Report of the Special Rapporteur on torture and other cruel treatment"
    assert (m.organ, m.session, m.agenda_item) == ("Human Rights Council", "Thirty-eighth session", "3")
    assert (m.published_on, m.language) == ("2018-05-03", "fr")
    assert m.author == "Special Rapporteur on torture and other cruel treatment"


def test_assembly_note():
    """Why: a note by the Secretary-General transmits a report that has its own title."""
    m = masthead(ASSEMBLY)
    assert (m.title, m.document_type, m.author) == ("Right to water", "note", "Secretary-General")
    assert (m.agenda_item, m.published_on, m.language) == ("72 (b)", "2020-07-20", "en")


def test_manifest_completes_the_front():
    """Why: the file's language is not always that of the original."""
    entry = ManifestEntry("a.txt", title="From the manifest", language="en")
    assert masthead(COUNCIL, entry).language == "en"
    assert masthead("Human Rights Council", entry).title == "From the manifest"


def test_nothing_printed_is_none():
    """Why: unknown is null."""
    m = masthead("Human Rights Council")
    assert (m.title, m.session, m.agenda_item, m.author, m.published_on, m.language) == (None,) * 6


@pytest.mark.parametrize(
    ("text", "date", "remark"),
    [
        ("27 September 2018", "2018-09-27", "the usual form"),
        ("1 May 2020", "2020-05-01", "one digit"),
        ("32 May 2020", None, "no such day"),
        ("31 April 2020", None, "no such day in that month"),
        ("12 Mars 2020", None, "no English month"),
        ("18 June–6 July 2018", "2018-07-06", "a span gives its last day"),
    ],
)
def test_iso_date(text, date, remark):
    """Why: published_on is a date column."""
    assert iso_date(text) == date, remark


def test_a_title_may_start_like_furniture():
    """Why: `United Nations` alone is a masthead line; with more words it is a title."""
    title = "United Nations support to prisons"
    m = masthead(f"United Nations\nGeneral Assembly\n{title}\nReport of the Secretary-General")
    assert (m.title, m.author) == ("United Nations support to prisons", "Secretary-General")


def test_a_document_of_two_organs_has_the_session_of_the_assembly():
    """Why: the Security Council counts years, and they stand beside it or before it."""
    for sessions in ("Fifty-second session\nFifty-third year", "Fifty-third year\nFifty-second session"):
        m = masthead(f"General Assembly\n{sessions}\nAgenda item 43\nSoil\nReport of the Secretary-General")
        assert (m.session, m.title) == ("Fifty-second session", "Soil")


def test_a_line_that_says_only_who_is_no_title():
    """Why: older reports print the agenda item's name alone; newer ones a title below it."""
    front = "Fifty-second session\nAgenda item 43\nThe situation in Utopia\n{}Report of the Secretary-General"
    assert masthead(front.format("")).title == "The situation in Utopia"
    assert masthead(front.format("Peace in Utopia\n")).title == "Peace in Utopia"


def test_the_state_under_review_is_the_subtitle():
    """Why: the report's line and the State below it are one block in some files; a mark follows."""
    m = masthead("Agenda item 6\nReport of the Working Group on the Universal Periodic Review * \nUtopia *")
    assert (m.title, m.subtitle) == ("Report of the Working Group on the Universal Periodic Review", "Utopia")
    m = masthead("Agenda item 6\nReport of the Working Group on the Universal Periodic Review Utopia")
    assert (m.title, m.subtitle) == ("Report of the Working Group on the Universal Periodic Review", "Utopia")
    assert m.author == "Working Group on the Universal Periodic Review"


def test_concluding_observations_are_the_committees():
    """Why: the treaty's name above is no title, and the State that the line ends with is no author."""
    m = masthead(
        "Convention on the Rights of the Child\nDistr.: General\n2 March 2022\n"
        "Committee on the Rights of the Child\nConcluding observations on the sixth periodic report of Kenya*"
    )
    assert m.title == "Concluding observations on the sixth periodic report of Kenya"
    assert m.author == m.organ == "Committee on the Rights of the Child"


def test_a_masthead_whose_lines_are_one_block():
    """Why: a text saved from a PDF has no empty lines in its masthead."""
    m = masthead(
        "General Assembly Distr.: General\n12 May 2020\n"
        "Forty-fourth session 15 June–3 July 2020 Agenda item 3 "
        "Promotion and protection of all human rights, civil, political, economic, social and "
        "cultural rights, including the right to development\nVisit to Utopia\n"
        "Report of the Special Rapporteur on water"
    )
    assert (m.organ, m.session, m.agenda_item) == ("General Assembly", "Forty-fourth session", "3")
    assert (m.title, m.author) == ("Visit to Utopia", "Special Rapporteur on water")


def test_a_title_that_goes_on_in_the_next_line():
    """Why: in a Word file made from a text each line is a paragraph, and a title does not start small."""
    m = masthead(
        "Human Rights Council\nAgenda item 3\nPromotion and protection of all human rights, civil,\n"
        "political and social, including the right to\ndevelopment\n"
        "Visit to Utopia\nReport of the Expert on water"
    )
    assert (m.title, m.subtitle) == ("Visit to Utopia", None)
