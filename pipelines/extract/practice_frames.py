"""Questions about a main clause that the labels ask: has it an object, is it about a measure, a name.

Belongs here: yes-or-no questions that a few words beside the verb answer. Does not belong here: labels
(`practices_gaps`), the words (`practice_guards`).
"""

import re
from collections.abc import Sequence

from pipelines.extract.act_verbs import main_verb, subject_span
from pipelines.extract.act_words import noun_class_of, verb_class
from pipelines.extract.clauses import Clause
from pipelines.extract.practice_guards import cues, head_words, is_problem, telling_words
from pipelines.extract.practice_speech import is_named
from pipelines.extract.tokens import ADJECTIVE, CAPITALISED, DETERMINER, NOUN, NUMBER, PLURAL, PREPOSITION, TO
from pipelines.extract.units import Sentence

_REACH = 5  # words after the verb
_EVALUATES = re.compile(
    r"It is (?:\w+ )?(?:vital|crucial|essential|imperative|important|necessary|indispensable|urgent) "
    r"(?:that|to|for)\b"
)
_SUBJECT_OPENING = 20  # characters: `combatants of` and the like before the name
_MEASURES = frozenset({"law", "capacity", "protection", "guidance", "assist", "carrier", "mechanism"})
_LAWS = frozenset("law laws act legislation code bill decree regulations constitution policy".split())


def has_object(sentence: Sentence, main: Clause) -> bool:
    """Whether something is praised: a currency that `appreciated against` another praises nothing."""
    after = sentence.tokens[main.verb_at + 1 : main.verb_at + 2]
    return main.voice == "passive" or bool(after and not after[0].tags & (PREPOSITION | NUMBER))


def has_thing(sentence: Sentence, main: Clause) -> bool:
    """Whether a noun phrase follows the verb: `increased the budget`, not `increased by 4 per cent`."""
    after = sentence.tokens[main.verb_at + 1 : main.verb_at + 2]
    if after and after[0].lower == "being":
        return False  # `continues being used`
    return bool(after and after[0].tags & (DETERMINER | NOUN | PLURAL | ADJECTIVE)) and not bool(
        after[0].tags & (PREPOSITION | NUMBER | TO)
    )


def is_issued(main: Clause) -> bool:
    """Whether a document is what was made (`a report was published`), not what presents itself."""
    return main.voice == "passive" and verb_class(main.lemma) in ("issue", "rule", "make")


def names_somebody(sentence: Sentence, main: Clause) -> bool:
    """Whether a name or a pronoun is the subject, or one word that acts (`Chile will establish`)."""
    subject = sentence.tokens[slice(*subject_span(sentence, main))]
    is_word = len(subject) == 1 and main.voice == "active" and not subject[0].lower.endswith("s")
    return is_word or is_named(subject)


def is_measure(sentence: Sentence, main: Clause) -> bool:
    """Whether the subject is something done, which can include good things (`the programme includes`)."""
    return any(
        noun_class_of(x) in _MEASURES or x.lower in cues()["counters"] for x in head_words(sentence, main)
    )


def grows(words: frozenset[str]) -> bool:
    """`led to an increase in violence`: more of a harm."""
    return not words.isdisjoint({"increase", "increased", "surge", "rise", "spike", "escalation"})


def is_law(sentence: Sentence, main: Clause) -> bool:
    """Whether a law acts (`the Act requires …`), no task (`reform requires …`)."""
    return main.voice == "active" and any(x.lower in _LAWS for x in head_words(sentence, main))


def is_progress(sentence: Sentence, main: Clause) -> bool:
    """`Progress, marked by setbacks, has been made`; not `little progress was made`."""
    made = main.lemma in ("make", "achieve", "register") and main.voice == "passive" and main.modal is None
    head = head_words(sentence, main)
    if not made or not head or head[-1].lower != "progress":
        return False
    return all(x.lower not in cues()["gap_words"] for x in sentence.tokens if x.start < head[-1].start)


def is_dearer(sentence: Sentence, main: Clause) -> bool:
    """`Prices have tripled`; not `prices rose by 2 per cent`, which a budget tells."""
    head = head_words(sentence, main)
    grows_fast = main.lemma in ("double", "triple", "soar", "skyrocket", "quadruple", "surge")
    return grows_fast and bool(head) and head[-1].lower in cues()["prices"]


def is_text(sentence: Sentence, main: Clause) -> bool:
    """Whether a document is the subject, not a body whose name has the word (`the Document Forum`)."""
    return any(
        x.lower in cues()["documents"] and (not x.tags & CAPITALISED or x is sentence.tokens[0])
        for x in head_words(sentence, main)
    )


def is_pair(sentence: Sentence, main: Clause, kind: str) -> bool:
    """Whether the verb and its particle are listed together (`left out`, `struck down`)."""
    at, lemma = main_verb(sentence, main)
    after = sentence.tokens[at + 1 : at + 2]
    if not after or f"{lemma}-{after[0].lower}" not in cues()[kind]:
        return False
    harmed = {x.lower for x in sentence.tokens[at + 1 : at + 2 + _REACH]}
    return kind != "harming" or cues()["harm_words"].isdisjoint(harmed)  # `shut down illegal camps`


def is_agreed(sentence: Sentence, main: Clause) -> bool:
    """`concluded an agreement`: a step, no report."""
    after = {x.lower for x in sentence.tokens[main.verb_at + 1 : main.verb_at + 1 + _REACH]}
    is_active = main.voice == "active" and main.modal is None and not main.negated
    return main.lemma == "conclude" and is_active and not cues()["agreements"].isdisjoint(after)


def asks(text: str, sentence: Sentence, main: Clause, lemma: str) -> bool:
    """Whether the sentence asks (`urges`, `It is vital that …`); who `advised the drafters` helps."""
    if _EVALUATES.match(text):
        return True
    if lemma not in cues()["asking"]:
        return False
    after = {x.lower for x in sentence.tokens[main.verb_at + 1 : main.verb_at + 1 + 2 * _REACH]}
    return lemma != "advise" or main.voice == "passive" or not after.isdisjoint({"to", "that"})


def is_by(sentence: Sentence, main: Clause, armed: Sequence[tuple[int, int]]) -> bool:
    """Whether an armed group opens the subject: what it does is no practice, unless it makes peace."""
    head = [x.lower for x in head_words(sentence, main)]
    if not cues()["armed"].isdisjoint(head) or (head[:1] == ["armed"] and head[-1].startswith("group")):
        return True
    return main.subject is not None and any(
        main.subject[0] <= start and end <= main.subject[1] and start - main.subject[0] < _SUBJECT_OPENING
        for start, end in armed
    )


def is_benefit(sentence: Sentence, main: Clause) -> bool:
    """`refugees received free education`: the effect of a step."""
    if main.lemma != "receive" or main.negated or main.modal is not None or main.voice == "passive":
        return False
    near = {x.text for x in sentence.tokens[main.verb_at + 1 : main.verb_at + 2 + _REACH]}
    rest = telling_words(sentence, main.start, main.end)
    return not cues()["benefits"].isdisjoint(near) and not is_problem(rest)
