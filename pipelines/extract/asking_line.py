"""A sentence's tokens and what forms of verb stand in it.

Belongs here: the line that the frames read, and questions that a few neighbouring words answer.
Does not belong here: clauses (`asking_clauses`), complements, speakers or frames.
"""

import re
from dataclasses import dataclass

from pipelines.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    BE,
    CAPITALISED,
    CONJUNCTION,
    DETERMINER,
    GERUND,
    HAVE,
    MODAL,
    NOUN,
    NUMBER,
    PARTICIPLE,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    THIRD,
    TO,
    VERB,
    Token,
    verb_lemma,
)

_CARRYING = BASE | BE | HAVE | TO | PREPOSITION | DETERMINER
_MARKER_LENGTH = 5  # `(iv) `
FINITE_BE = frozenset("am is are was were has have had".split())
NOUN_PHRASE = DETERMINER | NOUN | PLURAL | CAPITALISED | ADJECTIVE | NUMBER | PRONOUN
_HIDING = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*\"|\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's tokens; `hidden` are those inside brackets or quotation marks.

    `stops` are the positions of its semicolons.
    """

    source: str
    tokens: list[Token]
    hidden: list[bool]
    stops: list[int]

    def tags(self, at: int) -> int:
        """The readings of the token at `at`, none outside the sentence."""
        return self.tokens[at].tags if 0 <= at < len(self.tokens) else 0

    def lower(self, at: int) -> str:
        """The word at `at`, "" outside the sentence."""
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def skip(self, at: int, tags: int) -> int:
        """The first position from `at` on that is visible and has none of `tags` alone."""
        while at < len(self.tokens) and (
            self.hidden[at] or (self.tokens[at].tags & tags and not self.tokens[at].tags & _CARRYING)
        ):
            at += 1
        return at

    def is_base(self, at: int) -> bool:
        """Whether the token at `at` can be an infinitive."""
        return bool(self.tags(at) & BASE) or self.lower(at) in ("be", "have", "do")

    def back(self, at: int) -> int:
        """The last position up to `at` that is visible and no adverb or negation."""
        while at >= 0 and (self.hidden[at] or is_adverb(self.tokens[at])):
            at -= 1
        return at

    def text(self, first: int, last: int) -> str:
        """The words of `[first, last)` as printed."""
        return self.source[self.tokens[first].start : self.tokens[last - 1].end]


def is_adverb(token: Token) -> bool:
    """An adverb or negation that is nothing else a clause needs."""
    if token.lower in ("not", "also", "never", "then", "therefore", "thus", "again", "further", "once"):
        return True
    return bool(token.tags & ADVERB) and not token.tags & (
        NOUN | VERB | PREPOSITION | CONJUNCTION | DETERMINER | PRONOUN | TO
    )


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Spans of `text` in quotation marks or brackets: not the writer's own clause. Linear.

    A list marker such as `(a)` is not one.
    """
    return [
        m.span()
        for m in _HIDING.finditer(text)
        if m.end() - m.start() > _MARKER_LENGTH or m.group()[0] != "("
    ]


def line_of(text: str, tokens: list[Token], spans: list[tuple[int, int]]) -> Line:
    """The line of a sentence, given the hidden spans of the whole text."""
    if not tokens:
        return Line(text, tokens, [], [])
    stops = [k for k, token in enumerate(tokens) if token.lower == ";"]
    inside = [s for s in spans if s[0] < tokens[-1].end and s[1] > tokens[0].start]
    if not inside:
        return Line(text, tokens, [False] * len(tokens), stops)
    return Line(text, tokens, [any(a <= t.start < b for a, b in inside) for t in tokens], stops)


def is_finite(token: Token) -> bool:
    """Surely the verb of a clause: an auxiliary, or a form that no noun or participle shares."""
    if token.lower in FINITE_BE or token.tags & MODAL:
        return True
    if token.tags & THIRD and not token.tags & (PLURAL | NOUN):
        return True
    return bool(token.tags & PAST) and not token.tags & (PARTICIPLE | NOUN | ADJECTIVE | PLURAL | PREPOSITION)


def has_finite(line: Line, first: int, last: int) -> bool:
    """Whether the verb of a clause stands in `[first, last)`, as far as forms can tell."""
    return any(
        is_finite(line.tokens[k])
        or (line.tags(k) & PAST and line.lower(k + 1) in ("that", "to", "the", "its"))
        for k in range(first, last)
        if not line.hidden[k]
    )


def auxiliary_start(line: Line, verb: int) -> int:
    """Where the verb group begins whose last word stands at `verb` (`has on many occasions been asked`)."""
    for k in range(verb - 1, max(-1, verb - 7), -1):
        if line.tags(k) & (HAVE | BE | MODAL) and not line.hidden[k]:
            verb = k
        elif line.tags(k) & (CONJUNCTION | PRONOUN) or line.lower(k) in (",", ";"):
            break
    return verb


def is_past(line: Line, verb: int) -> bool:
    """Whether the asking is told as past: `urged`, `has recommended`, `was asked`."""
    if line.tags(verb) & PAST and not line.tags(verb) & BASE and not line.tags(line.back(verb - 1)) & MODAL:
        return True
    return any(line.lower(k) in ("has", "have", "had") for k in range(auxiliary_start(line, verb), verb))


def is_past_before(line: Line, at: int) -> bool:
    """Whether the auxiliaries before `at` are past or perfect (`has been asked`, `was needed`)."""
    return any(
        line.lower(k) in ("was", "were", "had", "has", "have") for k in range(auxiliary_start(line, at), at)
    )


def has_be_before(line: Line, at: int) -> bool:
    """Whether a form of `be` governs the participle at `at`."""
    return bool(line.tags(line.back(at - 1)) & BE)


def is_noun_here(line: Line, at: int) -> bool:
    """Whether the word at `at` stands as a noun (`the need to`, `their needs`, `no need to`)."""
    before = line.tokens[at - 1] if at else None
    if before is None or before.lower == "no" or before.lower.endswith(("'s", "’s")):
        return True
    if before.tags & (DETERMINER | PREPOSITION) and not before.tags & PRONOUN:
        return True
    return bool(before.tags & ADJECTIVE) and not before.tags & (NOUN | PLURAL | ADVERB)


def is_existential(line: Line, at: int) -> bool:
    """`There is an urgent need`."""
    return any(line.lower(k) == "there" and line.tags(k + 1) & (BE | HAVE) for k in range(max(0, at - 7), at))


def it_before(line: Line, at: int) -> int | None:
    """The `it` of `it is (also) essential`, None where the adjective has another subject."""
    k = line.back(at - 1)
    if not (line.tags(k) & BE or verb_lemma(line.lower(k)) == "remain"):
        return None
    k = line.back(auxiliary_start(line, k + 1) - 1)
    return k if line.lower(k) == "it" else None


def is_asking_form(line: Line, at: int) -> bool:
    """Whether the asking word at `at` is a verb that asks here: finite, or a participle after a comma."""
    token = line.tokens[at]
    before = line.back(at - 1)
    word, tags = line.lower(before), line.tags(before)
    if token.tags & GERUND:
        return word in (",", "while") or before < 0 or (word == "and" and line.lower(before - 1) == ",")
    if token.tags & PAST and not token.tags & BASE:
        return not tags & (DETERMINER | PREPOSITION | BE) or bool(tags & PRONOUN)
    if token.tags & THIRD:
        if before < 0:  # `Calls upon States to …`, `Also requests …`: the operative paragraph of a resolution
            is_noun = line.lower(at + 1) == "for" and has_finite(line, at + 2, len(line.tokens))
            return bool(line.tags(0) & CAPITALISED) and not is_noun
        is_verb = tags & (PAST | PARTICIPLE | BASE) and not tags & (NOUN | PLURAL | CAPITALISED)
        return not is_noun_here(line, before + 1) and not is_verb
    return _base_asks(line, before, word, tags)


def _base_asks(line: Line, before: int, word: str, tags: int) -> bool:
    """`I urge`, `the experts recommend`, `would like to invite`, not `to urge` or `can urge`."""
    if word in ("i", "we", "they", "would"):
        return True
    if word == "to":
        return line.lower(before - 1) in ("wish", "wishes", "like", "continue", "continues", "decides")
    if word in ("and", ",") and before > 0:
        return any(line.lower(k) in ("i", "we") for k in range(before))
    return bool(tags & PLURAL) and not line.hidden[before]
