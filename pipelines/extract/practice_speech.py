"""Sentences whose main verb and its object together say that a problem is named, or a step praised.

Belongs here: `expressed concern about`, `noted with appreciation`, `fell short of`. Does not belong
here: verbs that tell by themselves (`practices_gaps`).
"""

from pipelines.extract.clauses import Clause
from pipelines.extract.practice_guards import cues
from pipelines.extract.units import Sentence

_REACH = 5  # words after the verb


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
    told = after
    if main.voice == "passive":
        span = main.subject or (0, 0)
        told = [x.lower for x in tokens if span[0] <= x.start < span[1]]
    return ("gap", "reported-problem") if not cues()["concerns"].isdisjoint(told) else None
