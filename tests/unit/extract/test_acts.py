"""What an act is, what type it has and what it is not: general frames of UN prose, not phrases.

Each row says in a remark which class of mistake it guards; all sentences are our own.
"""

import pytest

from pipelines.extract.act_objects import about
from pipelines.extract.act_subjects import can_act
from pipelines.extract.act_years import years
from pipelines.extract.clauses import clauses
from pipelines.extract.practices_gaps import label_of
from pipelines.extract.tokens import tokenize
from pipelines.extract.units import Sentence
from pipelines.process import rows_of
from pipelines.readers.read import read
from pipelines.structure.build import build_document

REPORT = "United Nations\n\nGeneral Assembly\n\nReport of the Secretary-General\n\nI. Events\n\n1. {}\n"


def _acts(sentence: str) -> list[tuple[str, str, str]]:
    """(country, type, evidence) of the acts found in a one-sentence report."""
    source = read(REPORT.format(sentence).encode(), "A_99_1.txt")
    rows = rows_of(build_document(source, symbol="A/99/1", entry=None))["country_actions"]
    return [(r["country_iso3"], r["action_type"], r["evidence"]) for r in rows]


TYPES = [
    ("Peru adopted a law on forced evictions.", "law_or_policy", "a State and a law"),
    ("UNICEF supported the drafting of a law in Peru.", "technical_assistance", "help with a law"),
    ("UNICEF reviewed the draft law in Peru.", "technical_assistance", "a law that is reviewed is helped"),
    ("UNICEF hosted two advocacy workshops in Peru.", "capacity_building", "the head noun decides"),
    ("UNICEF organized four training sessions in Peru.", "capacity_building", "the modifier of a gathering"),
    ("UNICEF supported health components in United Nations missions in Peru.", "technical_assistance",
     "an unknown head ends the search: no mission is the object"),
    ("UNICEF supported lawyers in Peru in creating a network.", "network_support", "what it is help for"),
    ("UNICEF helped to establish a network of teachers in Peru.", "network_support", "the carried noun"),
    ("UNICEF facilitated a dialogue between farmers in Peru.", "dialogue", "a dialogue"),
    ("The army attacked two villages in Peru.", "restriction_or_violation", "a verb of harm"),
    ("The police carried out four executions in Peru.", "restriction_or_violation", "a light verb"),
    ("The ministry instructed radio stations in Peru to suspend talk shows.", "restriction_or_violation",
     "what is ordered says the type"),
    ("UNICEF implemented violence reduction projects in Peru.", "other", "what reduces harm is no harm"),
    ("UNICEF collaborated with farmers in Peru to address floods.", "other", "joint work by itself"),
    ("UNICEF partnered with farmers in Peru to conduct dialogues.", "dialogue", "its purpose has"),
    ("The Supreme Court of Peru held its first session.", "accountability", "what a court does"),
    ("UNICEF recorded 40 attacks on schools in Peru.", "monitoring", "the verb outweighs the harm recorded"),
    ("The Secretary-General is deeply concerned about arrests in Peru.", "advocacy", "concern is voiced"),
    ("Peru appointed a commissioner for children.", "appointment", "an appointment"),
    ("UNICEF created an early warning system in Peru.", "protection_mechanism", "early response"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "kind", "remark"), TYPES, ids=[r for _, _, r in TYPES])
def test_the_type_of_an_act(sentence: str, kind: str, remark: str) -> None:
    """Verb class and noun class decide; a list of phrases would decide only what it has seen."""
    assert [t for _, t, _ in _acts(sentence)] == [kind], remark


NO_ACTS = [
    ("Inflation in Peru reached 4 per cent.", "a quantity does nothing"),
    ("Tensions in Peru hampered the deliveries.", "a state of things does nothing"),
    ("No detainees were released in Peru.", "the subject denies"),
    ("Peru has not published the report.", "the verb denies"),
    ("If Peru adopts the law, the fund will close.", "a condition"),
    ("Peru should adopt the law.", "an ask"),
    ("I wish to thank Peru.", "a courtesy"),
    ("The plan for Peru sets out forty reforms.", "a text presents"),
    ("Violations and abuses in Peru increased by 18 per cent.", "a plural noun is no verb"),
    ("The present report is submitted to Peru.", "the document speaks of itself"),
]


@pytest.mark.parametrize(("sentence", "remark"), NO_ACTS, ids=[r for _, r in NO_ACTS])
def test_what_is_no_act(sentence: str, remark: str) -> None:
    """Each row is a class of sentences that once gave rows."""
    assert _acts(sentence) == [], remark


def test_objects_parted_by_semicolons_keep_their_own_countries() -> None:
    """`supported A in X; B in Y; and C in Z`: three rows, each with its own evidence and type."""
    found = _acts("UNICEF supported a law in Peru; a network of nurses in Chad; and training in Mali.")
    assert [(iso, kind) for iso, kind, _ in found] == [
        ("PER", "technical_assistance"),
        ("TCD", "network_support"),
        ("MLI", "capacity_building"),
    ]
    assert found[1][2] == "a network of nurses in Chad"


CLAUSES = [
    ("The Office co-hosted a forum and supported reforms.", ["co-host", "support"], "a prefixed verb"),
    ("The city criminalised begging; convened forums; and printed it.", ["criminalise", "convene", "print"],
     "verbs after semicolons"),
    ("The bank visited the town after talks failed to start.", ["visit", "fail"], "`after` with a subject"),
    ("The town suffered from floods and limited resources.", ["suffer"], "a participle before its noun"),
    ("Three affiliates conducted attacks.", ["conduct"], "a plural before a past form is the subject"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "lemmas", "remark"), CLAUSES, ids=[r for _, _, r in CLAUSES])
def test_verbs_are_told_from_nouns(sentence: str, lemmas: list[str], remark: str) -> None:
    """A wrong verb makes a wrong act, practice and recommendation at once."""
    assert [c.lemma for c in clauses(tokenize(sentence))] == lemmas, remark


OBJECTS = [
    ("a series of training activities", "capacity", "modifiers of a carrier"),
    ("the establishment of a network", "network", "the phrase that a carrier hands over to"),
    ("technical support for a network's terms", "network", "an owner where the head is unknown"),
    ("steps to address attacks", "prevention", "what is done against harm"),
    ("support to Chad, at its request", "assist", "another phrase of the clause"),
]


@pytest.mark.parametrize(("words", "kind", "remark"), OBJECTS, ids=[r for _, _, r in OBJECTS])
def test_which_noun_an_object_turns_on(words: str, kind: str, remark: str) -> None:
    """The first classed word anywhere in the object was wrong four times in ten."""
    tokens = tokenize(f"x {words}")
    assert about(tokens, 1, len(tokens)) == kind, remark


@pytest.mark.parametrize(
    ("subject", "verb", "able"),
    [("the court", "other", True), ("prices", "other", False), ("an attack", "harm", True),
     ("an attack", "help", False), ("many of the families", "other", True), ("this", "help", False)],
)  # fmt: skip
def test_who_can_act(subject: str, verb: str, able: bool) -> None:
    """Only those who can act make acts, except that harm needs no person to be done."""
    tokens = tokenize(f"x {subject}")
    assert can_act(tokens, 1, len(tokens), verb=verb) is able


@pytest.mark.parametrize(
    ("text", "verb", "is_perfect", "found"),
    [("X met in June 2019", 5, False, (2019, 2019)),
     ("X joined a plan adopted in January 2025", 8, False, (None, None)),
     ("X held its first session since 2010", 6, False, (None, None)),
     ("X has trained judges since 2010", 13, True, (2010, 2010))],
)  # fmt: skip
def test_years_belong_to_their_own_act(
    text: str, verb: int, is_perfect: bool, found: tuple[int | None, int | None]
) -> None:
    """A year printed inside a participle, or as a point of comparison, dates something else."""
    assert years(text, verb, "done", is_perfect=is_perfect) == found


LABELS = [
    ("The Commission established a hotline for victims.", "practice", "a step"),
    ("The ministry instructed stations to suspend their programmes.", "gap", "an act that restricts"),
    ("Violations continued during the reporting period.", "gap", "a harm that lasts"),
    ("The budget has yet to be disbursed by the ministry.", "gap", "a step not taken"),
    ("Some offices merged the lists, undermining the autonomy of communities.", "gap", "what it leads to"),
    ("The law prohibits violence against children.", "practice", "a ban of harm"),
    ("The Secretary-General is alarmed at the arrests.", "gap", "concern names a problem"),
    ("Concern was expressed about the closure of schools.", "gap", "concern, in the passive"),
    ("Delegations noted with appreciation the new law on schools.", "practice", "noted with appreciation"),
    ("Some offices stopped short of opening their doors.", "gap", "a step not taken"),
    ("The new tax led to an increase in violence.", "gap", "what it led to"),
    ("Neither group threatened the village.", None, "a harm denied"),
    ("The Government denied the allegations.", None, "an allegation denied"),
    ("The Minister rejected the claims of his neighbours.", None, "a claim rejected"),
    ("Trafficking has declined since March.", None, "a harm that eases"),
    ("The delegation made a number of recommendations.", None, "only asked"),
    ("An update was provided on the project.", None, "only told"),
    ("The Executive Director expressed her commitment to reform.", None, "only avowed"),
    ("The police arrested two suspected traffickers.", None, "suspects pursued"),
    ("The project identified gaps in the law and trained judges.", "practice", "a gap that is dealt with"),
    ("Access to justice is critical.", None, "what matters is no problem"),
    ("Core inflation reached 4 per cent.", None, "neutral background"),
    ("Calls upon all parties to cease hostilities.", None, "a resolution reports no step"),
    ("The Forum reiterates its call for Chad to close the mine.", None, "an ask made once more"),
    ("At its third meeting, the Board adopted its agenda.", None, "organizational matters"),
    ("Measures to build confidence in the region (resolution 70/1);", None, "a title in a list"),
]


@pytest.mark.parametrize(("sentence", "label", "remark"), LABELS, ids=[r for _, _, r in LABELS])
def test_practices_and_gaps(sentence: str, label: str | None, remark: str) -> None:
    """A step is labelled by what it is, and what is told beside it is left out."""
    found = label_of(sentence, Sentence(0, len(sentence), tokenize(sentence)))
    assert (found[0] if found else None) == label, remark
