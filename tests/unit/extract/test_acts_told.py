"""How many acts a sentence tells, where they happened and of what type they are: a class of mistake a row.

All sentences are our own. Each row says in a remark which class of mistake it guards.
"""

import pytest

from pipelines.extract.act_years import years
from pipelines.process import rows_of
from pipelines.readers.read import read
from pipelines.structure.build import build_document

REPORT = "United Nations\n\nGeneral Assembly\n\n{title}\n\nI. {heading}\n\n{paragraphs}\n"
HARM = "restriction_or_violation"


def _acts(
    *paragraphs: str, title: str = "Report of the Secretary-General", heading: str = "Events"
) -> list[tuple[str, str, str]]:
    """(country, type, evidence) of the acts of a report with these numbered paragraphs, in order."""
    body = "\n\n".join(p if p[0] == "(" else f"{n}. {p}" for n, p in enumerate(paragraphs, 1))
    text = REPORT.format(title=title, heading=heading, paragraphs=body)
    document = build_document(read(text.encode(), "A_99_1.txt"), symbol="A/99/1", entry=None)
    rows = rows_of(document)["country_actions"]
    return [(r["country_iso3"], r["action_type"], r["evidence"]) for r in rows]


SERIES = [
    (
        "The police of Peru held 40 students, beat them and closed two radio stations.",
        3,
        "each verb of a list",
    ),
    ("The authorities in Peru exhumed 65 bodies but did not identify them.", 1, "a number opens an object"),
    ("In Peru, men attacked Ica, killed 20 people and burned the market.", 3, "a name is an object"),
    ("The President of Peru travelled to Ica, opened a fair and praised the farmers.", 3, "a way to"),
    ("Peru created a fund, which helps victims, and issued 40 visas.", 2, "commas close a relative clause"),
    ("Peru lifted a ban and Chile freed two men.", 2, "a name after `and` is a subject"),
]


@pytest.mark.parametrize(("sentence", "count", "remark"), SERIES, ids=[r for _, _, r in SERIES])
def test_coordinated_verbs_are_acts_of_their_own(sentence: str, count: int, remark: str) -> None:
    """A verb that is not cut off gives its type to the act before it, or takes it from there."""
    assert len(_acts(sentence)) == count, remark


def test_participles_after_one_auxiliary_are_passives() -> None:
    """The victim of the first verb is no agent of the others."""
    source = "A lawyer from Peru was arrested in Lima, beaten with a rod and threatened with death."
    text = REPORT.format(title="Report", heading="Events", paragraphs=f"1. {source}")
    rows = rows_of(build_document(read(text.encode(), "A_99_1.txt"), symbol="A/99/1", entry=None))
    assert [r["action_type"] for r in rows["country_actions"]] == [HARM] * 3
    agents = {r["actor_id"] for r in rows["country_action_actors"] if r["role"] == "agent"}
    assert agents == {"unspecified"}


def test_a_report_on_a_country_and_its_region_is_about_no_one_country() -> None:
    """What an envoy to a region does there is no act in the country that the title names first."""
    said = "The Special Envoy convened a meeting of ministers."
    assert [c for c, _, _ in _acts(said, title="Report on the situation in Peru")] == ["PER"]
    assert _acts(said, title="Framework for Peace in Peru and the Region") == []


def test_a_heading_that_names_a_country_says_where() -> None:
    """Reports on reprisals have a heading a country; their paragraphs do not name it again."""
    assert [c for c, _, _ in _acts("The police arrested a lawyer.", heading="Peru")] == ["PER"]
    assert _acts("The police arrested a lawyer.", heading="Contributions of Peru") == []


def test_acts_that_name_another_country_stay_in_the_one_that_the_report_is_about() -> None:
    """`men who had come from Chad attacked` happened at home; `in Chad` did not."""
    about = "Situation of human rights in Mali"
    assert [c for c, _, _ in _acts("Men who had come from Chad attacked two villages.", title=about)] == [
        "MLI"
    ]
    assert [c for c, _, _ in _acts("The Government expelled the envoy of Chad.", title=about)] == [
        "MLI",
        "TCD",
    ]
    assert [c for c, _, _ in _acts("UNICEF trained 40 judges in Chad.", title=about)] == ["TCD"]


NOUNS = "The Committee welcomes the adoption of a law on shelters and the training of 40 judges in Peru."
LEAD = "The Committee welcomes the following measures taken by Peru:"


def test_what_a_speaker_welcomes_was_done() -> None:
    """Concluding observations tell most acts of a State as nouns."""
    found = [(kind, said) for _, kind, said in _acts("Peru sent a report.", NOUNS)]
    assert ("capacity_building", "the training of 40 judges in Peru") in found


def test_items_under_a_lead_that_welcomes_them_are_acts() -> None:
    """An item has no verb; the words before its list say that it was done."""
    items = ["(a) The adoption, in 2019, of the Code of Conduct;", "(b) Act No. 12 on shelters;"]
    found = _acts(LEAD, *items, title="Concluding observations on the report of Peru")
    assert [k for _, k, said in found if "Code" in said or "Act" in said] == ["law_or_policy"] * 2


NO_ACTS = [
    ("The Constitution of Peru prohibits discrimination.", "what a law says is so, no step"),
    ("The office in Peru is headed by a judge.", "what is so at present, no step"),
    ("The ministry of Peru took no action.", "nothing was done"),
    ("Storm Daniel struck Peru in May.", "weather does not act"),
    ("Peru hosts 40,000 refugees.", "a state"),
    ("Judges in Peru who resisted pressure were short of time.", "a clause that says who is meant"),
]


@pytest.mark.parametrize(("sentence", "remark"), NO_ACTS, ids=[r for _, r in NO_ACTS])
def test_what_is_no_act(sentence: str, remark: str) -> None:
    """A state, a law's words and a description are none."""
    assert _acts(sentence) == [], remark


TYPES = [
    ("The army forced villagers in Peru to build roads.", HARM, "force is harm, whatever is done"),
    ("UNICEF helped Peru to draft a bill.", "technical_assistance", "help with a law"),
    ("The authorities of Peru cancelled the registration of 40 unions.", HARM, "the noun decides"),
    ("Peru denounced the Optional Protocol.", "law_or_policy", "a treaty is denounced otherwise than a war"),
    ("The police of Peru arrested four suspects.", "accountability", "suspects are arrested for justice"),
    ("Peru banned child marriage.", "law_or_policy", "a ban on harm is law"),
    ("The Government of Peru created a Ministry of Labour.", "law_or_policy", "an institution with a name"),
    ("UNICEF raised awareness in Peru.", "capacity_building", "a light verb"),
    ("The Committee commended training in Peru.", "advocacy", "praise of training is no training"),
]


@pytest.mark.parametrize(("sentence", "kind", "remark"), TYPES, ids=[r for _, _, r in TYPES])
def test_the_noun_tells_the_type(sentence: str, kind: str, remark: str) -> None:
    """The same verb tells other acts with other nouns."""
    assert [t for _, t, _ in _acts(sentence)] == [kind], remark


def test_a_verb_beside_a_harm_shares_its_type() -> None:
    """`threw the remains into the sea` says nothing by itself."""
    found = _acts("In Peru, men killed 20 people and threw the remains into the sea.")
    assert [kind for _, kind, _ in found] == [HARM] * 2


def test_a_step_in_a_list_that_is_welcomed_is_a_practice() -> None:
    """The item has no verb that could say so."""
    report = REPORT.format(
        title="Concluding observations on the report of Peru",
        heading="Positive aspects",
        paragraphs=f"1. {LEAD}\n\n(a) The establishment of 20 courts;\n\n(b) The prospects of reform.",
    )
    document = build_document(read(report.encode(), "A_99_1.txt"), symbol="A/99/1", entry=None)
    rows = rows_of(document)["practices_gaps"]
    assert [r["label"] for r in rows if r["evidence"].startswith("The establishment")] == ["practice"]
    assert not [r for r in rows if r["evidence"].startswith("The prospects")]


def test_what_another_speaker_welcomes_happened_in_the_reports_country() -> None:
    """In a dialogue the speaker is a State too; its own country is not the place."""
    said = ("Chile thanked the delegation.", "Chile spoke. It welcomed the creation of a fund.")
    found = _acts(*said, title="Report on the visit to Peru")
    assert {country for country, _, evidence in found if evidence == "the creation of a fund"} == {"PER"}


def test_a_year_that_names_a_law_dates_no_act() -> None:
    """`repealed the Ordinance of 1951`: the act happened at another time."""
    said = "In 2019, Parliament repealed the Ordinance of 1951"
    assert years(said, said.index(" the"), "done", is_perfect=False) == (2019, 2019)


def test_a_list_of_countries_after_a_colon_is_one_act() -> None:
    """Each country has its row, told by the words before the colon; what stands in brackets cuts nothing."""
    lead = "The Rapporteur renewed requests for visits to the following States"
    listed = "Chad (request first made in 1997); Fiji (2005); Peru (requested in 2004); and Spain."
    found = _acts(f"{lead}: {listed}")
    assert [country for country, _, _ in found] == ["TCD", "FJI", "PER", "ESP"]
    assert {evidence for _, _, evidence in found} == {lead}


def test_what_a_review_recommends_is_no_act() -> None:
    """A phrase before the order does not make it a statement."""
    front = "Report of the Working Group on the Universal Periodic Review\n\nPeru"
    asked = (
        "2. The recommendations listed below enjoy the support of Peru:\n\n"
        "2.1. In view of its duties, investigate the cases of torture in prisons (Chile);\n\n"
        "2.2. Along the same lines, compensate victims (Spain)."
    )
    text = REPORT.format(title=front, heading="Conclusions and/or recommendations", paragraphs=asked)
    tables = rows_of(build_document(read(text.encode(), "A_HRC_9_1.txt"), symbol="A/HRC/9/1", entry=None))
    items = {r["paragraph_id"] for r in tables["recommendations"]}
    assert len(items) == 2 and items.isdisjoint(r["paragraph_id"] for r in tables["country_actions"])
