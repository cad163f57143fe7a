"""Classes of sentences that looked like acts, or like acts of another type, in reports not seen before.

All sentences are our own. Each row says in a remark which class of mistake it guards.
"""

import pytest

from tests.unit.extract.test_acts_told import HARM, _acts

NO_ACTS = [
    ("The Committee trusts that reports on Peru will be provided in May.", "a wish: nothing was done"),
    ("Forty depots in Peru have yet to be dismantled by the army.", "`yet to` denies"),
    ("The strike in Peru neither threatened unity nor blocked the port.", "`neither … nor` denies"),
    ("Judges in Peru had spent three years in prison.", "time that passes"),
    ("The Council took note of the report of Peru.", "to note is no act"),
    ("Civil society played a leading role in Peru.", "a role is no step"),
    ("Peru has made great progress.", "progress is no step"),
    ("The fees in Peru led to delays.", "a cause is no act"),
    ("Any crimes committed in Peru would be tried.", "what may have happened"),
]


@pytest.mark.parametrize(("sentence", "remark"), NO_ACTS, ids=[r for _, r in NO_ACTS])
def test_what_only_looks_like_an_act(sentence: str, remark: str) -> None:
    """Rows that are no act hide the acts of a report."""
    assert _acts(sentence) == [], remark


TYPES = [
    ("Chile asked how Peru would protect judges.", "advocacy", "a question is one act with what it asks"),
    ("Chile inquired about measures taken by Peru.", "advocacy", "to inquire is to speak"),
    ("The Commission echoed the concerns of judges in Peru.", "advocacy", "to echo is to speak"),
    ("Two lawyers challenged the constitutionality of the law of Peru.", "accountability", "before a court"),
    ("The High Court of Peru awarded 2 million dollars to the victims.", "accountability", "a remedy"),
    ("UNICEF awarded small grants in Peru.", "technical_assistance", "a grant is help"),
    ("Peru ratified the Escazú Agreement.", "law_or_policy", "what is ratified is law"),
    ("Peru announced its decision to join the fund.", "other", "what is announced counts"),
    ("Access of reporters to the polls in Peru was limited.", HARM, "a limit on access"),
    ("The Government of Peru dismissed 12 judges.", HARM, "judges are dismissed for no crime"),
    ("A meeting of teachers took place in Peru.", "dialogue", "what takes place tells what it is"),
    ("Prosecutors in Peru investigated a series of allegations.", "accountability", "whatever is alleged"),
    ("The President of Peru travelled to Chile.", "dialogue", "a head of State goes to talk"),
    ("The first woman entered the police force of Peru.", "other", "no law enters into force"),
    ("A mechanism for the follow-up of recommendations was set up in Peru.", "other", "no protection"),
    ("A mechanism was set up in Peru against threats to judges.", "protection_mechanism", "protection"),
    ("Peru returned hundreds of asylum seekers.", HARM, "what is counted follows `of`"),
    ("A landowner in Peru was let off.", "accountability", "a verb with its particle"),
    ("UNICEF tutored police officers in Peru.", "capacity_building", "a verb of teaching"),
    ("With support from Norway, Peru updated its database.", "monitoring", "the noun tells what is updated"),
]


@pytest.mark.parametrize(("sentence", "kind", "remark"), TYPES, ids=[r for _, _, r in TYPES])
def test_verbs_of_unseen_reports_have_their_type(sentence: str, kind: str, remark: str) -> None:
    """A verb without a class gives `other`, whatever it says."""
    assert {t for _, t, _ in _acts(sentence)} == {kind}, remark


def test_adjectives_joined_before_a_noun_are_no_verbs() -> None:
    """`deceased and wounded soldiers` tells of no one who wounded."""
    found = _acts("SADC called for the return of deceased and wounded SADC soldiers from Peru.")
    assert [t for _, t, _ in found] == ["advocacy"]


def test_a_funder_is_not_where_it_happened() -> None:
    """What is done with a State's money happens in the country that the report is about."""
    found = _acts("With support from Norway, the police opened a school.", title="Human rights in Peru")
    assert {c for c, _, _ in found} == {"PER"}
