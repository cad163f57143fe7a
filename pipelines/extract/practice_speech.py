"""Sentences whose main verb and its object together say that a problem is named, or a step praised.

Belongs here: `expressed concern about`, `noted with appreciation`, `fell short of`. Does not belong
here: verbs that tell by themselves (`practices_gaps`).
"""

from pipelines.extract.clauses import Clause
from pipelines.extract.practice_guards import cues
from pipelines.extract.tokens import CAPITALISED, PRONOUN, Token
from pipelines.extract.units import Sentence

_REACH = 5  # words after the verb


def is_named(subject: list[Token]) -> bool:
    """Whether a name or a pronoun is the subject, not a plain class (`delegations`)."""
    return any(
        x.tags & PRONOUN or x.text.isupper() or (x.tags & CAPITALISED and k) for k, x in enumerate(subject)
    )


def of_speech(sentence: Sentence, main: Clause) -> tuple[str, str] | None:
    """The label that the main verb has with its object (in the passive: with its subject)."""
    tokens = sentence.tokens
    after = [x.lower for x in tokens[main.verb_at + 1 : main.verb_at + 1 + _REACH]]
    if main.lemma in cues()["short"] and after[:1] == ["short"]:
        return "gap", "negated-act"
    if main.lemma in ("note", "take") and "with" in after and not cues()["regard"].isdisjoint(after):
        return "practice", "praise"
    if main.lemma not in cues()["voicing"]:
        return None
    span = main.subject or (0, 0)
    subject = [x for x in tokens if span[0] <= x.start < span[1]]
    if main.voice != "passive" and is_named(subject):
        return None  # a body that raises a concern takes a step
    told = [x.lower for x in subject] if main.voice == "passive" else after
    return ("gap", "reported-problem") if not cues()["concerns"].isdisjoint(told) else None
