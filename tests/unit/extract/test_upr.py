"""Reports of the Universal Periodic Review: what each State recommends, and what is answered.

The sentences are written for the tests, by the drafting conventions of the reports of 2008 to 2014.
"""

from importlib.resources import files

import pytest
import yaml

from pipelines.extract.action_categories import category_of
from pipelines.extract.review_responses import numbers_in, response_of, statements_in
from pipelines.process import Tables, rows_of
from pipelines.readers.read import read
from pipelines.structure.build import build_document

FRONT = (
    "United Nations\n\nGeneral Assembly\n\nHuman Rights Council\n\n"
    "Report of the Working Group on the Universal Periodic Review\n\nKenya\n\n"
    "I. Summary of the proceedings\n\n{dialogue}\n\nII. Conclusions and/or recommendations\n\n{conclusions}\n"
)
DIALOGUE = "1. Norway welcomed the report."
NOT_ENDORSED = (
    "All conclusions and/or recommendations contained in the present report reflect the position of the "
    "submitting States (Chile and Mexico). They should not be construed as endorsed by the Working Group."
)


def _tables(conclusions: str, dialogue: str = DIALOGUE) -> Tables:
    source = read(FRONT.format(dialogue=dialogue, conclusions=conclusions).encode(), "A_HRC_99_1.txt")
    return rows_of(build_document(source, symbol="A/HRC/99/1", entry=None))


def _answers(tables: Tables) -> list[tuple[str, str | None]]:
    return [(row["action_text"], row["response"]) for row in tables["recommendations"]]


def _cues() -> list[dict]:
    text = (files("pipelines.lexicons") / "reviews" / "responses.yml").read_text(encoding="utf8")
    return yaml.safe_load(text)


@pytest.mark.parametrize(
    ("response", "sentence"), [(cue["response"], text) for cue in _cues() for text in cue.get("examples", [])]
)
def test_a_cue_says_what_its_examples_say(response: str, sentence: str) -> None:
    """Grammar is data with examples: each is run."""
    assert response_of(sentence) == response


@pytest.mark.parametrize(
    ("response", "sentence"),
    [(cue["response"], text) for cue in _cues() for text in cue.get("counter_examples", [])],
)
def test_a_cue_leaves_its_counter_examples(response: str, sentence: str) -> None:
    """Each counter-example is a mistake that a wider pattern would make."""
    assert response_of(sentence) != response


def test_numbers_are_read_with_letters_and_ranges() -> None:
    """Rejected recommendations of a dialogue are listed by paragraph and letter."""
    sentence = (
        "The recommendations in paragraphs 26 (b) and (c), 27; and 81.1 to 81.3 did not enjoy the support"
    )
    assert numbers_in(sentence) == ("26(b)", "26(c)", "27", "81.1", "81.2", "81.3")
    assert numbers_in("Recommendations 14 (b)-(d) were rejected") == ("14(b)", "14(c)", "14(d)")
    assert numbers_in("The recommendations will be answered by the 16th session in June 2011") == ()


def test_a_session_is_no_number_of_a_recommendation() -> None:
    """`no later than the sixteenth session` speaks of the list below."""
    text = "The following recommendations will be examined by Kenya, which will respond by its 16th session:"
    (statement,) = statements_in(text)
    assert statement.response == "pending" and statement.is_below and not statement.numbers


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Call on the international community to assist", 1),
        ("Seek technical assistance from OHCHR", 1),
        ("Share its experience with other countries", 1),
        ("Continue to strengthen the institution", 2),
        ("Consider ratifying the Convention", 3),
        ("To study the possibility of abolishing the death penalty", 3),
        ("Take all necessary measures to abolish torture", 4),
        ("Adopt measures to protect journalists", 4),
        ("Further strengthen the institution", 4),
        ("Adopt legislative measures against torture", 5),
        ("Adopt a law on asylum", 5),
        ("Immediately ratify the Convention", 5),
        ("Decriminalize defamation", 5),
        ("In cooperation with civil society, ratify the Convention", 5),
        ("", None),
    ],
)
def test_the_first_verb_tells_the_category(text: str, category: int | None) -> None:
    """UPR Info's method reads the first verb, adverbs and openings passed over."""
    assert category_of(text) == category


def test_the_conclusions_give_text_states_and_answer() -> None:
    """The whole way: lead-ins answer for their lists, evidence is the item as printed."""
    tables = _tables(
        "2. The recommendations listed below have been examined by Kenya and enjoy its support:\n\n"
        "2.1. Ratify the Convention (Chile, Iran (Islamic Republic of));\n\n"
        "2.2. Train judges (Mali);\n\n"
        "3. The following recommendations will be examined by Kenya, which will respond in due time:\n\n"
        "3.1. Abolish the death penalty (Spain);\n\n"
        "4. The recommendations below did not enjoy the support of Kenya:\n\n"
        "4.1. Close the camp (Chad).\n\n"
        f"5. {NOT_ENDORSED}"
    )
    assert _answers(tables) == [
        ("Ratify the Convention", "supported"),
        ("Train judges", "supported"),
        ("Abolish the death penalty", "pending"),
        ("Close the camp", "rejected"),
    ]
    texts = {row["paragraph_id"]: row["text"] for row in tables["paragraphs"]}
    for row in tables["recommendations"]:
        assert texts[row["paragraph_id"]][row["start"] : row["end"]] == row["evidence"]
    actors = [(a["role"], a["actor_id"]) for a in tables["recommendation_actors"]][:3]
    assert actors == [("recommender", "state-chl"), ("recommender", "state-irn"), ("addressee", "state-ken")]


def test_an_answer_can_follow_its_list() -> None:
    """The first reports list what was recommended and say later that it will be answered."""
    tables = _tables(
        "2. In the course of the discussion, the following recommendations were made to Kenya:\n\n"
        "(a) Ratify the Convention (Chile);\n\n"
        "(b) Train judges (Mali).\n\n"
        "3. The response of Kenya to these recommendations will be included in the outcome report.\n\n"
        f"4. {NOT_ENDORSED}"
    )
    assert _answers(tables) == [("Ratify the Convention", "pending"), ("Train judges", "pending")]


def test_an_answer_can_name_recommendations_by_number() -> None:
    """In the conclusions by their own number, in the dialogue by paragraph and letter."""
    tables = _tables(
        "2. The following recommendations will be examined by Kenya:\n\n"
        "2.1. Ratify the Convention (Chile);\n\n"
        "2.2. Train judges (Mali).\n\n"
        "3. Kenya considers that recommendation 2.2 above is already implemented.\n\n"
        "4. The recommendations noted in paragraphs 1 (b) above did not enjoy the support of Kenya.",
        dialogue="1. Norway (a) recommended that Kenya ratify the treaty. "
        "It (b) recommended that Kenya abolish torture.",
    )
    answers = dict(_answers(tables))
    assert answers["Ratify the Convention"] == "pending"
    assert answers["Train judges"] == "supported"
    assert {a for t, a in answers.items() if "abolish torture" in t} == {"rejected"}
    assert {a for t, a in answers.items() if "ratify the treaty" in t} == {None}


def test_a_comment_on_recommendations_is_none() -> None:
    """What the State says about an answer is not another recommendation."""
    tables = _tables(
        "2. The recommendations below did not enjoy the support of Kenya:\n\n"
        "2.1. Close the camp (Chad);\n\n"
        "3. With regard to recommendation 2.1 above, Kenya indicated that States should accept refugees."
    )
    assert _answers(tables) == [("Close the camp", "rejected")]


def test_other_reports_have_no_answers() -> None:
    """The column is null where nobody answers recommendations."""
    text = (
        "United Nations\n\nGeneral Assembly\n\nReport of the Secretary-General\n\nI. Recommendations\n\n"
        "1. States should train judges (Chad).\n"
    )
    tables = rows_of(build_document(read(text.encode(), "A_99_1.txt"), symbol="A/99/1", entry=None))
    assert [row["response"] for row in tables["recommendations"]] == [None]


def test_a_dialogue_keeps_its_speaker_and_its_addressee() -> None:
    """`It` is the delegation that opened the paragraph, and whom nobody names is the State under review."""
    tables = _tables(
        "", "1. Norway noted that Kenya was not a party to it. It urged further judicial reform."
    )
    actors = {(row["role"], row["actor_id"]) for row in tables["recommendation_actors"]}
    assert actors == {("recommender", "state-nor"), ("addressee", "state-ken")}


def test_the_presentation_asks_in_the_name_of_its_state() -> None:
    """The Working Group itself asks nothing in the summary of what was said."""
    tables = _tables("", "1. The head of the delegation spoke. All children must be placed with families.")
    assert [row["origin"] for row in tables["recommendations"]] == ["reported"]
    assert ("recommender", "state-ken") in {
        (r["role"], r["actor_id"]) for r in tables["recommendation_actors"]
    }


def test_a_question_is_no_recommendation() -> None:
    """`asked Kenya about the steps taken to …` wants an answer, not an act."""
    assert not _tables("", "1. Norway asked Kenya about the steps taken to protect girls.")["recommendations"]


@pytest.mark.parametrize(
    ("items", "answer"),
    [
        ("1. Ratify the Covenant (France);\n\n2. Abolish the death penalty (Mexico).",
         "61. The Government accepted recommendation No. 1 above. It did not accept recommendation No. 2."),
        ("(a) Ratify the Covenant (France);\n\n(b) Abolish the death penalty (Mexico).",
         "61. The recommendation noted in paragraph 60 (a) above enjoys the support of Kenya. "
         "The recommendation in paragraph 60 (b) did not enjoy its support."),
    ],
)  # fmt: skip
def test_an_answer_names_the_items_of_a_list(items: str, answer: str) -> None:
    """Reports of the first cycle list everything once and answer below, by the items' own numbers."""
    lead = "60. In the course of the discussion, the following recommendations were made to Kenya:"
    found = _answers(_tables(f"{lead}\n\n{items}\n\n{answer}"))
    assert found == [("Ratify the Covenant", "supported"), ("Abolish the death penalty", "rejected")]
