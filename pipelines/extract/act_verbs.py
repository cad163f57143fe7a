"""The verb that tells an act, read out of a clause: after `continued to`, in the passive, as a feeling.

Belongs here: the main verb of a clause, its voice, its subject's tokens. Does not belong here: judging
whether the clause is an act (`act_guards`) or filling the frame (`act_frames`).
"""

from pipelines.extract.act_phrases import first_to, phrase_type
from pipelines.extract.act_words import verb_class
from pipelines.extract.clauses import Clause
from pipelines.extract.tokens import (
    ADVERB,
    BASE,
    DETERMINER,
    GERUND,
    NOUN,
    PARTICIPLE,
    Token,
    span_of,
    verb_lemma,
)
from pipelines.extract.units import Sentence
from pipelines.extract.verb_words import is_adverb

_CONTROL = frozenset(
    "continue begin start commence resume plan intend attempt seek try manage decide agree proceed go "
    "undertake pledge commit vow promise move opt choose schedule plan wish".split()
)


def main_verb(sentence: Sentence, clause: Clause) -> tuple[int, str]:
    """Token index and lemma of the verb that tells the act: after `continued to`, `attempted to`, the
    one in the infinitive (`continued to be enforced`: the participle).
    """
    tokens = sentence.tokens
    at = clause.verb_at
    if clause.lemma in ("be", "become"):
        verb = first_to(tokens, at)
        return (at, clause.lemma) if verb is None else (verb, verb_lemma(tokens[verb].lower) or clause.lemma)
    if clause.lemma not in _CONTROL:
        return at, clause.lemma
    if _governs_gerund(tokens, at):
        return at + 1, verb_lemma(tokens[at + 1].lower) or clause.lemma
    to = next((k for k in range(at + 1, min(at + 4, len(tokens))) if tokens[k].lower == "to"), None)
    if to is None or any(not x.tags & ADVERB or x.lower in ("not", "never") for x in tokens[at + 1 : to]):
        return at, clause.lemma
    verb = next((k for k in range(to + 1, min(to + 4, len(tokens))) if not is_adverb(tokens[k])), to)
    if tokens[verb].lower == "be" and verb + 1 < len(tokens) and tokens[verb + 1].tags & PARTICIPLE:
        verb += 1
    elif not tokens[verb].tags & BASE or tokens[verb].tags & DETERMINER:
        return at, clause.lemma
    return verb, verb_lemma(tokens[verb].lower) or tokens[verb].lower


def _governs_gerund(tokens: list[Token], at: int) -> bool:
    """`started training`, `continued monitoring the border`: the gerund tells the act."""
    if at + 2 >= len(tokens) or not tokens[at + 1].tags & GERUND:
        return False
    return bool(not tokens[at + 1].tags & NOUN or tokens[at + 2].tags & DETERMINER)


def is_passive(sentence: Sentence, clause: Clause) -> bool:
    """Whether the act is told in the passive, behind `continue to` too."""
    at, _ = main_verb(sentence, clause)
    if at == clause.verb_at:
        return clause.voice == "passive"
    return sentence.tokens[at - 1].lower == "be"


def subject_span(sentence: Sentence, clause: Clause) -> tuple[int, int]:
    """Token indexes of the clause's subject; an empty span where none is printed."""
    if clause.subject is None:
        return 0, 0
    return span_of(sentence.tokens, *clause.subject)


def told_by_phrase(sentence: Sentence, clause: Clause) -> str | None:
    """The action type that the verb has together with its noun or particle, None where it has none."""
    at, lemma = main_verb(sentence, clause)
    subject = subject_span(sentence, clause) if is_passive(sentence, clause) else None
    return phrase_type(sentence.tokens, at, lemma, subject)


def voice_feeling(sentence: Sentence, clause: Clause) -> None:
    """Reads `is concerned by`, `remains alarmed at` as an act of its subject (no passive, no state)."""
    tokens = sentence.tokens
    at = clause.verb_at
    if clause.lemma in ("be", "remain"):
        at = next((k for k in range(at + 1, min(at + 4, len(tokens))) if not is_adverb(tokens[k])), at)
    elif clause.voice != "passive":
        return
    if at >= len(tokens) or verb_class(tokens[at].lower) != "feel":
        return
    follows = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if follows in ("by", "about", "at", "over", "that", "with", "to"):
        clause.voice, clause.lemma, clause.verb_at = "active", tokens[at].lower, at
