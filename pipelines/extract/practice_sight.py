"""Labels that a few words give wherever they stand in the sentence.

Belongs here: phrases that alone decide, and the order in which the frames beside the main verb are asked.
Does not belong here: the label of the main clause (`practices_gaps`).
"""

import re

from pipelines.extract.clauses import Clause
from pipelines.extract.practice_frames import is_agreed, is_benefit, is_dearer, is_pair, is_progress
from pipelines.extract.practice_harms import harmful_tail
from pipelines.extract.practice_lacks import of_lack
from pipelines.extract.practice_laws import of_law
from pipelines.extract.units import Sentence

_GOOD = re.compile(
    r"\b(?:good|best|promising|positive|successful|useful|notable|encouraging) (?:\w+ )?"
    r"(?:examples?|practices?|initiatives?)\b",
    re.I,
)
_YET = re.compile(r"\b(?:(?:has|have|had) yet to|(?:is|are|was|were) (?:still|yet) to be)\b")
_HARMFUL = re.compile(
    r"\b(?:behind closed doors|closed to the public|closed sessions?|at will|out of reach|"
    r"half (?:of what|as much|as many)|"
    r"gone missing|went missing|too (?:far|low|small|late|few|expensive|slow|weak|vague|broad|short|costly)|"
    r"in (?:\w+ )?(?:breach|violation|contravention) of|out of (?:their|his|her) own pockets?)\b|"
    r"\b(?:is|are|was|were|remain) (?:too |very )?few[.,;]|"
    r"\b(?:has|have|had) had (?:their|his|her|its) (?:\w+ ){1,3}"
    r"(?:searched|seized|confiscated|destroyed|burned|closed|frozen|cancelled|revoked|raided|demolished|stolen)\b|"
    r"\b(?:has|have|had) (?:\w+ )?to (?:travel|walk|queue|beg|borrow|flee|abandon|sleep|go without)\b|"
    r"\b(?:maintain|retain)\w* (?:the |its )?(?:mandatory )?(?:death penalty|reservations?)\b|"
    r"\bunder (?:\w+ )?(?:surveillance|pressure|threat|attack|siege|strain)\b|"
    r"\b(?:that|which) (?:would )?(?:mak|render)(?:es?|ed|ing)? it (?:an? )?(?:\w+ )?"
    r"(?:crime|offence|illegal|difficult|impossible|harder)\b"
)
_SAD = re.compile(r"(?:Unfortunately|Regrettably|Sadly|Tragically|Alarmingly|Worryingly)\b")
_PIONEER = re.compile(r"\bfirst (?:[\w-]+ ){1,6}to have [a-z]+ed\b")


def at_sight(text: str, sentence: Sentence, parts: list[Clause], main: Clause) -> tuple[str, str] | None:
    """The label that words anywhere in the sentence decide."""
    if _GOOD.search(text):
        return "practice", "good-example"
    if _PIONEER.search(text):
        return "practice", "act"
    if _HARMFUL.search(text) or _SAD.match(text) or is_dearer(sentence, main):
        return "gap", "problem-predicate"
    if _YET.search(text, main.start - sentence.start):
        return "gap", "negated-act"
    if is_pair(sentence, main, "lifting"):
        return "practice", "act"
    if harmful_tail(sentence, main) or is_pair(sentence, main, "harming"):
        return "gap", "problem-predicate"
    found = of_lack(sentence, parts, main) or of_law(sentence, parts, main)
    if found is not None:
        return found
    if is_agreed(sentence, main) or (is_pair(sentence, main, "gathering") and main.modal is None):
        return "practice", "act"
    good = is_benefit(sentence, main) or is_progress(sentence, main)
    return ("practice", "effect") if good else None
