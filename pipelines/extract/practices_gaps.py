"""Sentences that report a practice or a gap.

Belongs here: the label of a sentence, from its main clause. Does not belong here: acts tied to a
country (`country_actions`), what should be done (`recommendations`).

A practice is a concrete step of an agent: an act clause in the past, the perfect or the habitual
present. A gap is a problem: a main verb of harm or lack, a negated act, a predicate that names a
shortcoming, or a report (`noted that`) whose content does.
"""

import re
from collections.abc import Sequence

from pipelines.extract.act_frames import type_of
from pipelines.extract.act_guards import is_act, is_order
from pipelines.extract.act_noted import is_step_of_list
from pipelines.extract.act_verbs import main_verb, voice_feeling
from pipelines.extract.act_words import singular, verb_class
from pipelines.extract.actor_authority import armed_groups
from pipelines.extract.clauses import Clause, clauses
from pipelines.extract.practice_frames import (
    asks,
    grows,
    has_object,
    has_thing,
    is_by,
    is_issued,
    is_law,
    is_measure,
    is_text,
    names_somebody,
)
from pipelines.extract.practice_guards import (
    cues,
    head_words,
    is_problem,
    is_procedural,
    is_title,
    only_tells,
    reports_something,
    telling_words,
)
from pipelines.extract.practice_harms import is_risk, of_harm, of_negated
from pipelines.extract.practice_lacks import is_scarce
from pipelines.extract.practice_sight import at_sight
from pipelines.extract.practice_speech import (
    concedes,
    of_pleasure,
    of_report,
    of_resolution,
    of_speech,
)
from pipelines.extract.prose import is_aim, is_record
from pipelines.extract.reviews import is_review, read_review
from pipelines.extract.tokens import (
    CAPITALISED,
    verb_lemma,
)
from pipelines.extract.units import Row, Sentence, Unit
from pipelines.structure.document import Document

_ASKING = frozenset({"should", "must", "ought", "shall"})
# Sections that present the report and its making: what they report is no practice.
_OPENING = re.compile(
    r"(?:introduction|background|methodology|mandate|scope|structure|overview of the report)\b", re.I
)
_VISITS = frozenset({"visit", "visits", "mission", "missions"})
_ADVERSE = frozenset("however yet nevertheless nonetheless still despite but".split())
_NO_STEPS = frozenset({"other", "stative", "attend", "perform", "issue", "relief"})  # classes of verbs
_POSSIBLE = frozenset({"may", "might", "can", "could", "would", "cannot"})


def find(document: Document, units: list[Unit]) -> dict[str, list[Row]]:
    """`practices_gaps`: one row a sentence that qualifies, in the body's paragraphs."""
    opening = {s.section_id for s in document.sections if _OPENING.match(s.title)}
    in_dialogue = is_review(document)
    asked = {r["paragraph_id"] for r in read_review(document, units).rows} if in_dialogue else set()
    texts = {unit.paragraph_id: unit.text for unit in units if unit.footnote_id is None}
    rows: list[Row] = []
    for unit in units:
        if unit.footnote_id is not None or unit.kind in ("summary", "table_row") or is_record(unit.text):
            continue
        if unit.paragraph_id in asked:
            continue  # an item of a review's recommendations
        is_item = unit.in_recommendations or unit.kind == "lettered"
        armed = [(m.start, m.end) for m in unit.actors if m.target in armed_groups()]
        is_step = is_step_of_list(unit, texts.get(unit.parent_paragraph_id or "", ""))
        for sentence in unit.sentences:
            if is_item and _is_asked(sentence):
                continue  # `Refrain from suing those who criticize them;`
            said = unit.text[sentence.start : sentence.end]
            found = label_of(said, sentence, armed, in_dialogue=in_dialogue)
            if is_step and sentence is unit.sentences[0]:
                found = ("practice", "praise")
            if found is None or (found[0] == "practice" and unit.section_id in opening):
                continue
            label, rule = found
            row = unit.found("practice_gap_id", sentence.start, sentence.end, f"practices_gaps.{rule}")
            rows.append(row | {"label": label, "section_id": unit.section_id})
    return {"practices_gaps": rows}


def _is_asked(sentence: Sentence) -> bool:
    """`Refrain from suing critics;`, `To the Bar: publish the fees.` in a list of recommendations."""
    if sentence.tokens[0].lower in ("to", "for") and any(x.lower == ":" for x in sentence.tokens):
        return True
    return is_order(sentence) and sentence.tokens[0].lower != "still"


def label_of(
    text: str, sentence: Sentence, armed: Sequence[tuple[int, int]] = (), *, in_dialogue: bool = False
) -> tuple[str, str] | None:
    """(`practice` or `gap`, rule) of a sentence; None for one that is neither.

    `armed`: the spans, in the unit's text, of armed groups that the sentence names. `in_dialogue`: the
    document is the report of a review, in which States speak.
    """
    if len(sentence.tokens) > 1 and (resolved := of_resolution(sentence)) is not None:
        return resolved
    if not reports_something(text, sentence):
        return None
    parts = clauses(sentence.tokens)
    for clause in parts:
        voice_feeling(sentence, clause)
    main = next((c for c in parts if c.kind == "main"), None)
    if main is not None and (pleased := of_pleasure(sentence, main)) is not None:
        return pleased
    if main is None:
        return ("gap", "problem-predicate") if is_scarce(sentence.tokens) and not is_title(text) else None
    if main.modal in _ASKING or asks(text, sentence, main, _lemma(sentence, main)):
        return None
    if main.lemma == "wish" and main.modal in _POSSIBLE:
        return None  # `may wish to consider`
    if (not main.sure and is_title(text)) or is_aim(sentence) or only_tells(sentence, main):
        return None
    found = (
        at_sight(text, sentence, parts, main)
        or of_speech(sentence, main, in_dialogue=in_dialogue)
        or _of_main(sentence, parts, main)
        or _of_second(sentence, parts, main, in_dialogue=in_dialogue)
    )
    if found is not None and found[0] == "practice" and is_by(sentence, main, armed):
        return found if _lemma(sentence, main) in cues()["peace"] else None
    return found


def _of_second(
    sentence: Sentence, parts: list[Clause], main: Clause, *, in_dialogue: bool
) -> tuple[str, str] | None:
    """What a coordinated verb of speech says, where the first reports nothing (`cited X and welcomed Y`)."""
    for clause in parts:
        if clause.kind != "main" or clause.start <= main.start or not clause.shares_subject:
            continue
        if clause.lemma in cues()["praise"] and has_object(sentence, clause) and clause.modal is None:
            return "practice", "praise"
        found = of_speech(sentence, clause, in_dialogue=in_dialogue)
        if found is not None:
            return found
    return None


def _lemma(sentence: Sentence, main: Clause) -> str:
    """The main verb; after `continues to`, `had to`, the verb of what is continued, or was needed."""
    words = [x.lower for x in sentence.tokens[main.verb_at : main.verb_at + 3]]
    if main.lemma == "have" and words[1:2] == ["to"]:
        return verb_lemma(words[-1]) or main.lemma
    return main_verb(sentence, main)[1]


def _of_main(sentence: Sentence, parts: list[Clause], main: Clause) -> tuple[str, str] | None:
    """The label from the main clause's verb, subject and predicate."""
    lemma = _lemma(sentence, main)
    subject = telling_words(sentence, *main.subject) if main.subject else frozenset()
    tells_of_text = is_text(sentence, main)
    if is_procedural(sentence, main, lemma) or (tells_of_text and not is_issued(main)):
        return None
    if verb_class(lemma) == "feel":
        return "gap", "reported-problem"
    rest = telling_words(sentence, main.verb[0], sentence.end)
    if (lemma in cues()["gap_verbs"] or verb_class(lemma) == "harm") and not main.negated:
        return of_harm(sentence, main, lemma, subject, rest)
    if lemma in cues()["praise"] and has_object(sentence, main):
        return "practice", "praise"
    if main.voice == "passive" and lemma in cues()["grounded"]:
        return None
    if main.voice == "passive" and lemma in cues()["called"] and is_problem(rest):
        return "gap", "problem-predicate"
    if lemma in cues()["reporting"] or concedes(sentence, main):
        return of_report(sentence, parts, main, subject, rest)
    if main.modal in _POSSIBLE:
        return ("gap", "problem-predicate") if is_risk(sentence, main, rest) else None
    if main.negated:
        return of_negated(sentence, main, lemma, subject, rest)
    return _of_statement(sentence, main, lemma, subject, rest)


def _of_statement(
    sentence: Sentence, main: Clause, lemma: str, subject: frozenset[str], rest: frozenset[str]
) -> tuple[str, str] | None:
    """The label of a plain statement: an act, an effect, or a state of things."""
    kind = verb_class(lemma)
    if lemma in cues()["easing"] and is_problem(subject):
        return None
    if lemma in ("be", "remain", "prove", "become"):
        return _of_copula(sentence, main, lemma, subject, rest)
    found = _of_lasting(sentence, main, lemma, subject, rest)
    if found is not None:
        return found
    problem = is_problem(rest | subject)
    if lemma in cues()["scaling"] and main.voice == "active" and has_thing(sentence, main):
        return ("gap", "problem-predicate") if problem else ("practice", "effect")
    if lemma in cues()["no_step"] or (kind == "stative" and lemma not in cues()["practice_stative"]):
        return ("gap", "problem-predicate") if problem else None
    if kind == "stative" or lemma in ("contribute", "lead"):
        if lemma in ("include", "constitute") and not problem and not is_measure(sentence, main):
            return None
        problem = problem or (grows(rest) and not rest.isdisjoint(cues()["harm_words"]))
        return ("gap", "problem-predicate") if problem else ("practice", "effect")
    if main.voice == "passive" and lemma in cues()["suffered"] and is_problem(subject):
        return "gap", "problem-subject"
    if kind in ("perform", "watch") and not _VISITS.isdisjoint(rest) and main.voice == "active":
        return None
    return _of_act(sentence, main, subject | rest)


def _of_copula(
    sentence: Sentence, main: Clause, lemma: str, subject: frozenset[str], rest: frozenset[str]
) -> tuple[str, str] | None:
    """The label of `X is …`, `X remains …`, from the words of the predicate."""
    following = sentence.tokens[main.verb_at + 1 : main.verb_at + 6]
    near = frozenset(x.lower for x in following)
    if {"critical", "vital"} & near and {"for", "to", "in"} & near:  # `is critical for`: it helps
        return ("practice", "effect") if lemma == "prove" else None
    words = rest | subject
    if following and following[0].lower == "that" and is_problem(rest):
        return "gap", "problem-predicate"  # `the lesson was that delays …`
    lasting = lemma in ("remain", "become") and is_problem(words)
    predicates = cues()["gap_predicates"]
    if lemma == "be" and subject.isdisjoint(cues()["states"]):
        predicates -= {"critical"}  # `access to justice is critical`: it matters
    if lasting or near & predicates or cues()["gap_words"] & words:
        return "gap", "problem-predicate"
    good = not near.isdisjoint(cues()["positive"]) and not subject.isdisjoint(cues()["counters"])
    return ("practice", "effect") if good or lemma == "prove" else None


def _of_lasting(
    sentence: Sentence, main: Clause, lemma: str, subject: frozenset[str], rest: frozenset[str]
) -> tuple[str, str] | None:
    """Somebody suffers a harm, a harm goes on, or a law demands, whatever else the sentence names."""
    if lemma in cues()["ruling"] and is_law(sentence, main) and not is_problem(rest):
        return "practice", "effect"
    harms = cues()["harm_words"] | cues()["gap_words"]
    goes_on = lemma == "continue" and has_thing(sentence, main) and not is_problem(rest | subject)
    if goes_on and is_act(sentence, main):
        return "practice", "act"  # `continued its efforts to …`
    if lemma in cues()["affecting"] and not harms.isdisjoint(rest | subject):
        return "gap", "problem-predicate"
    if lemma in cues()["lasting"] and not harms.isdisjoint(subject):
        return "gap", "problem-subject"
    return None


def _of_act(sentence: Sentence, main: Clause, words: frozenset[str]) -> tuple[str, str] | None:
    """An act by what it is: a violation is a gap; what nobody does is neither, unless a problem."""
    head = head_words(sentence, main)[-1:]
    is_hope = main.tense == "future" and not names_somebody(sentence, main)
    if is_hope or not is_act(sentence, main):
        arranged = bool(head) and singular(head[0].lower) in cues()["arrangements"] and main.modal is None
        return (
            ("gap", "problem-predicate")
            if is_problem(words)
            else ("practice", "effect")
            if arranged
            else None
        )
    if type_of(sentence, main, sentence.end, {"unspecified"})[1] == "restriction_or_violation":
        return "gap", "harm-verb"
    harms = (cues()["harm_words"] | cues()["gap_words"]) - cues()["people"]
    lemma = _lemma(sentence, main)
    if main.voice == "passive" and head and head[0].lower in cues()["affected"]:
        is_harmed = verb_class(lemma) in _NO_STEPS and lemma not in cues()["helping"]
        return ("gap", "harm-verb") if is_harmed or lemma in cues()["intruding"] else ("practice", "act")
    if main.voice == "active" and head and not head[0].tags & CAPITALISED:
        if head[0].lower in harms:
            return "gap", "problem-subject"
        if head[0].lower in cues()["affected"] and verb_class(lemma) in _NO_STEPS:
            opens = sentence.tokens[0].lower in _ADVERSE
            return ("gap", "problem-predicate") if opens else None  # `women filled the gap`
    return "practice", "act"
