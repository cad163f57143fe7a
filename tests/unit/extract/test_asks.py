"""Who is asked and for what, where the words of a clause are ambiguous.

The verb of a that-clause is often a noun or an adjective too; taken for one, the action was the last
word of the sentence and everybody named in it was asked.
"""

import pytest

from pipelines.extract.asking_line import hidden_spans, line_of
from pipelines.extract.directives import asks_of
from pipelines.extract.tokens import tokenize


def asks(text: str) -> list[tuple[str, str]]:
    """(who is asked, what), as printed."""
    line = line_of(text, tokenize(text), hidden_spans(text))
    found = []
    for ask in asks_of(line):
        who = line.text(*ask.addressee) if ask.addressee and ask.addressee[0] < ask.addressee[1] else ""
        found.append((who, line.text(ask.action, ask.last)))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Committee recommends that the General Assembly appropriate the amount of 3 million.",
            [("the General Assembly", "appropriate the amount of 3 million")],
        ),
        ("It requested that Chad share its experience.", [("Chad", "share its experience")]),
        (
            "She renewed her calls upon Mali to open the archives.",
            [("Mali", "to open the archives")],
        ),
        (
            "The Board endorses the recommendation of the panel that fees be lowered.",
            [("fees", "be lowered")],
        ),
        ("There is a need for States to train judges.", [("States", "need for States to train judges")]),
        # a relative clause in the subject has a verb of its own
        (
            "Companies that operate in the delta are urged to publish their contracts.",
            [("Companies that operate in the delta", "to publish their contracts")],
        ),
        (
            "The banks that finance it must consult the villages.",
            [("The banks that finance it", "must consult the villages")],
        ),
        (
            "States that have not yet done so should sign.",
            [("States that have not yet done so", "should sign")],
        ),
        (
            "The expert reminds all States that their laws should conform to the treaty.",
            [("their laws", "should conform to the treaty")],
        ),
        ("She takes this opportunity to emphasize that schools should open.", [("schools", "should open")]),
        ("Bearing in mind rule 8, the party should sign.", [("the party", "should sign")]),
        # the subject of an evaluation's that-clause is who is asked
        ("It is crucial that donors fund the clinics.", [("donors", "fund the clinics")]),
        # one word before the verb can be a State, no noun in the plural
        ("Togo encouraged Timor-Leste to sign.", [("Timor-Leste", "to sign")]),
        # a verb that no list knows is one where it says that something is done again
        ("It invites Togo to reintroduce the bill.", [("Togo", "to reintroduce the bill")]),
        # nobody is asked
        ("The expert is encouraged by the decision of the board to publish its minutes.", []),
        ("The group amended rule 8 to clarify that measures must be proportionate.", []),
        ("Space is shrinking where it is needed most.", []),
        ("Ghana made a recommendation on that issue.", []),
        ("I should be grateful if you would circulate the letter.", []),
        ("I shall continue my efforts.", []),
        ("The panel issued recommendations that are tailored to each region.", []),
    ],
)
def test_the_clause_gives_who_and_what(text: str, expected: list[tuple[str, str]]) -> None:
    assert asks(text) == expected


def test_a_list_of_asking_verbs_is_a_list_of_asks() -> None:
    """Else the second ask is lost in the evidence of the first."""
    text = "The party called for dialogue, demanded a transparent vote and said that it would stay."
    assert [what for _, what in asks(text)] == ["dialogue", "a transparent vote"]
