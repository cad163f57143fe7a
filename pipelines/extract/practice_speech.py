"""Sentences whose main verb and its object together say that a problem is named, or a step praised.

Belongs here: `expressed concern about`, `noted with appreciation`, `is encouraged by`, `fell short of`,
reports of problems and measures, and paragraphs of a resolution (`Deeply concerned about …,`). Does not
belong here: verbs that tell by themselves (`practices_gaps`).
"""

from pipelines.extract.act_guards import is_act
from pipelines.extract.act_verbs import main_verb
from pipelines.extract.act_words import verb_class
from pipelines.extract.clauses import Clause
from pipelines.extract.practice_guards import cues, is_problem
from pipelines.extract.practice_lacks import nothing_is
from pipelines.extract.tokens import (
    CAPITALISED,
    GERUND,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    THIRD,
    Token,
    verb_lemma,
)
from pipelines.extract.units import Sentence
from pipelines.extract.verb_words import is_adverb

Label = tuple[str, str] | None

_REACH = 5  # words after the verb
_OBJECT_REACH = 8
_STEPS = frozenset("make rule teach fund appoint help relief protect".split())  # classes of verbs
_OPENING = 4  # words: `Expressing once again deep …`
_ASKING = frozenset({"should", "must", "ought", "shall"})


def is_named(subject: list[Token]) -> bool:
    """Whether a name or a pronoun is the subject, not a plain class (`delegations`)."""
    return any(
        x.tags & PRONOUN or x.text.isupper() or x.tags == CAPITALISED or (x.tags & CAPITALISED and k)
        for k, x in enumerate(subject)
    )


def of_resolution(sentence: Sentence) -> Label:
    """The label of a paragraph of a resolution that voices concern, condemns or welcomes."""
    tokens = sentence.tokens
    at = next((k for k, x in enumerate(tokens[:_OPENING]) if not _is_degree(x)), 0)
    word = tokens[at]
    is_preamble = tokens[-1].lower in (",", ";")
    if is_preamble and verb_class(word.lower) == "feel":
        return "gap", "reported-problem"
    speaks = word.tags & (GERUND if is_preamble else 0) or (word.tags & THIRD and word.tags & CAPITALISED)
    if not tokens[0].tags & CAPITALISED or not (speaks or (at and word.tags & THIRD)):
        return None
    lemma = verb_lemma(word.lower) or ""
    after = [x.lower for x in tokens[at + 1 : at + 1 + _OBJECT_REACH]]
    if lemma == "note" and after[:1] == ["with"] and after[1:2] in (["appreciation"], ["satisfaction"]):
        return ("practice", "praise") if not cues()["steps"].isdisjoint(after) else None
    if lemma in cues()["condemning"]:
        return "gap", "reported-problem"
    if lemma in cues()["voicing"] or (lemma == "note" and after[:1] == ["with"]):
        return ("gap", "reported-problem") if not cues()["concerns"].isdisjoint(after) else None
    if lemma in cues()["praise"] and cues()["presented"].isdisjoint(after):
        return "practice", "praise"
    return None


def _is_degree(token: Token) -> bool:
    """`Deeply`, `Strongly`, `Also`, `Gravely` before the word that speaks."""
    return is_adverb(token) or token.lower.endswith("ly") or token.lower in ("also", "further", "once")


def of_speech(sentence: Sentence, main: Clause, *, in_dialogue: bool = False) -> Label:
    """The label that the main verb has with its object (in the passive: with its subject).

    `in_dialogue`: in a review States speak to each other, and their concern is no step.
    """
    tokens = sentence.tokens
    after = [x.lower for x in tokens[main.verb_at + 1 : main.verb_at + 1 + _REACH]]
    if main.lemma in cues()["short"] and after[:1] == ["short"]:
        return "gap", "negated-act"
    if main.lemma in ("note", "take") and "with" in after and not cues()["regard"].isdisjoint(after):
        return "practice", "praise"
    if main.lemma not in cues()["voicing"]:
        return None
    if main.lemma == "express" and main.voice == "active" and not cues()["pleasure"].isdisjoint(after):
        thanked = [x.lower for x in tokens[main.verb_at + 1 : main.verb_at + 1 + 2 * _REACH]]
        return None if cues()["steps"].isdisjoint(thanked) else ("practice", "praise")
    subject = [x for x in _words_of(sentence, main.subject) if not is_adverb(x)]
    stop = next((k for k, x in enumerate(subject) if x.tags & PREPOSITION), len(subject))
    named = subject if main.lemma != "raise" else subject[:stop]  # `Jailbreaks in Goma raised concerns`
    names_body = is_named(named) and not _is_class(named[-1]) and subject[-1].lower != "i"
    tells = main.tense in ("past", "perfect")  # in the present the author worries: `expresses its concern`
    if main.voice != "passive" and names_body and tells and not in_dialogue:
        return None  # a body that raises a concern takes a step
    told = [x.lower for x in subject] if main.voice == "passive" else after
    return ("gap", "reported-problem") if not cues()["concerns"].isdisjoint(told) else None


def _is_class(head: Token) -> bool:
    """Whether the last word of a subject is a plural: `Member States`, `United Nations entities`."""
    return bool(head.tags & PLURAL) and not head.text.isupper()


def _words_of(sentence: Sentence, span: tuple[int, int] | None) -> list[Token]:
    """The tokens that begin in `span`."""
    return [x for x in sentence.tokens if span is not None and span[0] <= x.start < span[1]]


def of_pleasure(sentence: Sentence, main: Clause) -> Label:
    """`I am encouraged by the reforms`, not `States are encouraged by the Forum to ratify …`."""
    tokens = sentence.tokens
    at = main.verb_at
    if main.lemma in ("be", "remain"):
        at = next((k for k in range(at + 1, min(at + 4, len(tokens))) if not is_adverb(tokens[k])), at)
    elif main.voice != "passive":
        return None
    if tokens[at].lower not in cues()["pleased"] or main.negated or main.modal:
        return None
    follows = [x.lower for x in tokens[at + 1 : at + 1 + _OBJECT_REACH]]
    if follows[:1] not in (["by"], ["that"], ["at"], ["with"]):
        return None
    subject = _words_of(sentence, main.subject)
    steps = cues()["steps"] | cues()["pleasing"]
    speaks = any(x.tags & PRONOUN for x in subject)
    return ("practice", "praise") if speaks or not steps.isdisjoint(follows) else None


def _is_step(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause that is told says that somebody took a step (`said that it had set up courts`)."""
    is_past = clause.tense in ("past", "perfect", "progressive")
    no_step = cues()["procedural"] | cues()["no_step"] | cues()["refusing"]
    told = clause.kind == "complement" and is_past
    if clause.voice == "passive" and verb_class(clause.lemma) not in _STEPS:
        return False
    return told and main_verb(sentence, clause)[1] not in no_step and is_act(sentence, clause)


def concedes(sentence: Sentence, main: Clause) -> bool:
    """`recognized that the system faced delays`, `referred to reports of abuse`: no step of its own."""
    if main.lemma == "refer" and main.tense == "past":
        return True
    after = [x.lower for x in sentence.tokens[main.verb_at + 1 : main.verb_at + 1 + _REACH]]
    if main.lemma in ("speak", "complain") and after[:1] in (["of"], ["about"]):
        return True
    told = after[:1] == ["that"] or not cues()["asked_for"].isdisjoint(after)
    return main.lemma in cues()["conceding"] and main.voice == "active" and told


def _is_bad(sentence: Sentence, clause: Clause) -> bool:
    """`noted that the bill had been pending since 2011`."""
    near = sentence.tokens[clause.verb_at + 1 : clause.verb_at + 3]
    is_copula = clause.lemma in ("be", "remain") and not clause.negated and clause.modal is None
    return is_copula and any(x.lower in cues()["gap_predicates"] for x in near)


def _harms(sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause that is told says that somebody was harmed, or that something failed."""
    lemma = main_verb(sentence, clause)[1]
    is_other = lemma in cues()["banning"] | cues()["no_harm"] | cues()["easing"]
    is_harm = verb_class(lemma) == "harm" or lemma in cues()["gap_verbs"]
    return is_harm and not clause.negated and not is_other


def of_report(
    sentence: Sentence, parts: list[Clause], main: Clause, subject: frozenset[str], rest: frozenset[str]
) -> Label:
    """A report of a problem is a gap, one of measures taken a practice; a need that is stressed asks."""
    if any(c.modal in _ASKING for c in parts):
        return None
    tokens = sentence.tokens
    after = [x.lower for x in tokens[main.verb_at + 1 : main.verb_at + 1 + _OBJECT_REACH]]
    if not cues()["asked_for"].isdisjoint(after[:4]) or (
        after[:1] == ["no"] and not cues()["unmissed"].isdisjoint(after[:4])
    ):
        return None  # `stressed the need for`, `reported no cases of`
    steps = main.lemma in cues()["noting"] and main.voice == "active" and "that" not in after
    if steps and not cues()["steps"].isdisjoint(after[:4]) and cues()["gap_words"].isdisjoint(rest):
        return "practice", "reported-measure"
    claims = not cues()["claims"].isdisjoint(after[:5]) and not cues()["harm_words"].isdisjoint(rest)
    harmless = [c for c in parts if c.negated and c.kind != "relative" and verb_class(c.lemma) != "harm"]
    after_main = [c for c in parts if c.start > main.start]
    told = [c for c in after_main if c.sure and c.kind != "relative" and _harms(sentence, c)]
    if (
        is_problem(rest | subject)
        or claims
        or told
        or any(nothing_is(sentence, c) or _is_bad(sentence, c) for c in after_main if c.kind == "complement")
        or any(c.lemma not in cues()["gap_verbs"] | cues()["unchanged"] for c in harmless)
    ):
        return "gap", "reported-problem"
    if main.voice == "active" and after_main and _is_step(sentence, after_main[0]):
        return "practice", "reported-measure"
    if main.lemma == "report" and not (rest | subject).isdisjoint(cues()["counters"]):
        return "practice", "reported-measure"
    if main.lemma == "register" and main.voice == "active":
        return "practice", "act"
    return ("practice", "reported-measure") if steps and not cues()["steps"].isdisjoint(after) else None
