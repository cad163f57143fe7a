"""Laws, powers and decisions that do harm, and harms that go on: gaps beside a verb that sounds like a step.

Belongs here: `adopted a law that makes it a crime to …`, `allows the ministry to dissolve …`, `is still
enforced`. Does not belong here: scarcity and absence (`practice_lacks`), verbs of harm (`practice_harms`).
"""

from pipelines.extract.act_verbs import main_verb
from pipelines.extract.act_words import noun_class_of, singular, verb_class
from pipelines.extract.clauses import Clause
from pipelines.extract.practice_guards import cues
from pipelines.extract.tokens import verb_lemma
from pipelines.extract.units import Sentence

_POWERS = frozenset("penalties penalty sentences fines powers restrictions surveillance fees".split())
_TO_REACH = 8  # words between `allows` and `to`
_CAUSE_REACH = 8  # words after `because of`
_FIRMS = frozenset({"firm", "company", "business", "enterprise"})
_CAUSES = frozenset({"because", "owing", "due"})


def of_law(sentence: Sentence, parts: list[Clause], main: Clause) -> tuple[str, str] | None:
    """The label of a sentence whose law, power or decision does harm, or lasts although it does."""
    lemma = main_verb(sentence, main)[1]
    if main.negated or main.modal not in (None, "would"):
        return None
    harmful = lemma in cues()["deciding"] and any(
        c.kind in ("relative", "complement")
        and c.start > main.start
        and not _tells_of_people(sentence, c)
        and _harms(sentence, c)
        for c in parts
    )
    judges = (_is_misused, _empowers, _lingers)
    if harmful or any(judge(sentence, main, lemma) for judge in judges):
        return "gap", "problem-predicate"
    return ("gap", "problem-predicate") if _stops(sentence, main, lemma) else None


def _tells_of_people(sentence: Sentence, clause: Clause) -> bool:
    """`published the names of firms that have lost their licence`: the harm is not the law's."""
    before = sentence.tokens[clause.first - 1 : clause.first]
    return clause.kind == "relative" and any(
        noun_class_of(x) == "persons" or singular(x.lower) in _FIRMS for x in before
    )


def _harms(sentence: Sentence, clause: Clause) -> bool:
    """`that makes it a crime to film`, `which lacked transparency`; not `that punishes torture`."""
    tokens = [x for x in sentence.tokens if clause.start <= x.start < clause.end]
    words = {x.lower for x in tokens}
    if clause.negated or not cues()["harm_words"].isdisjoint(words):
        return False
    if clause.lemma in ("increase", "raise", "toughen", "expand"):
        return not _POWERS.isdisjoint(words) and cues()["offenders"].isdisjoint(words)
    return clause.lemma in cues()["gap_verbs"] | cues()["banning"]


def _empowers(sentence: Sentence, main: Clause, lemma: str) -> bool:
    """`allows the ministry to dissolve any club`: the power is the problem, unless harm is what ends."""
    if lemma not in cues()["empowering"]:
        return False
    after = sentence.tokens[main.verb_at + 1 : main.verb_at + 1 + _TO_REACH]
    to = next((k for k, x in enumerate(after[:-1]) if x.lower == "to"), None)
    if to is None:
        return False
    done = verb_lemma(after[to + 1].lower) or ""
    rest = {x.lower for x in sentence.tokens[main.verb_at + 2 + to :]}
    return (verb_class(done) == "harm" or done in cues()["gap_verbs"]) and cues()["harm_words"].isdisjoint(
        rest
    )


def _is_misused(sentence: Sentence, main: Clause, lemma: str) -> bool:
    """`are used to silence critics`, `was invoked to justify arrests`."""
    after = [x.lower for x in sentence.tokens[main.verb_at + 1 : main.verb_at + 4]]
    if lemma not in ("use", "invoke") or main.voice != "passive" or "to" not in after[:2]:
        return False
    to = after.index("to")
    return to + 1 < len(after) and after[to + 1] in cues()["misusing"]


def _lingers(sentence: Sentence, main: Clause, lemma: str) -> bool:
    """`are still enforced`, `the code still contains the offence`."""
    near = sentence.tokens[max(0, main.verb_at - 2) : main.verb_at + 2]
    return lemma in cues()["lingering"] and any(x.lower == "still" for x in near)


def _stops(sentence: Sentence, main: Clause, lemma: str) -> bool:
    """`schools closed because of unpaid salaries`: what ends for a bad reason."""
    if lemma not in cues()["stopping"]:
        return False
    tokens = sentence.tokens[main.verb_at :]
    cause = next((k for k, x in enumerate(tokens) if x.lower in _CAUSES), None)
    if cause is None:
        return False
    said = {x.lower for x in tokens[cause : cause + _CAUSE_REACH]}
    return not said.isdisjoint(cues()["gap_words"] | cues()["harm_words"])
