"""What may follow an asking word: that-clause, infinitive, bare verb, noun phrase, agent.

Belongs here: finding a complement from a position in a line. Does not belong here: which word
takes which complement (the lexicon) or frames (`directives`).
"""

from pipelines.extract.asking_clauses import subject_end
from pipelines.extract.asking_line import FINITE_BE, Line, is_finite
from pipelines.extract.asking_words import Words
from pipelines.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    CAPITALISED,
    CONJUNCTION,
    DETERMINER,
    GERUND,
    NOUN,
    PARTICIPLE,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    TO,
)

_ASKING_ABOUT = frozenset({"about", "how", "whether", "why"})
_BEFORE_POINTING = frozenset(["in", "on", "to", "of", "at", "with", "for", "by", "from"])
_ANSWER_REACH = 5  # tokens: `for more detailed and recent information`


def is_question(line: Line, at: int, lexicon: Words) -> bool:
    """Whether an answer is asked for at `at`, no action: `about …`, `what …`, `for more information on …`."""
    start = line.skip(at, ADVERB)
    if start < len(line.tokens) and line.tokens[start].text in lexicon.questions:  # not `WHO`
        return True
    reach = range(start, min(start + _ANSWER_REACH, len(line.tokens)))
    for k in reach:
        if line.lower(k) in lexicon.answers:
            return True
        if (k > start and line.tags(k) & (PREPOSITION | TO)) or is_finite(line.tokens[k]):
            return False
    return False


def asks_about(line: Line, first: int, to: int) -> bool:
    """Whether a question stands before the infinitive at `to` (`asked X about steps taken to …`)."""
    return any(line.lower(k) in _ASKING_ABOUT for k in range(first, to))


def that_after(line: Line, at: int) -> int | None:
    """The `that` which opens the complement of the word before `at` (`recommended, inter alia, that`)."""
    for k in range(at, min(at + 12, len(line.tokens))):
        word = line.lower(k)
        if word == "that" and line.lower(k - 1) in _BEFORE_POINTING:
            continue  # `in that regard`, `on that issue`
        if word == "that":
            return k if not _is_relative(line, at, k) else None
        if k == at and not (
            line.tags(k) & (ADVERB | PREPOSITION | TO) or word in (",", "to") or line.hidden[k]
        ):
            return None
        if line.hidden[k]:
            continue
        if is_finite(line.tokens[k]) or word in (";", ":"):
            return None
    return None


def _is_relative(line: Line, at: int, that: int) -> bool:
    """Whether `that` opens a relative clause (`recommended to the States that he has visited to …`)."""
    if that == at or line.lower(that - 1) == ",":
        return False
    end = subject_end(line, that + 1, len(line.tokens))
    return line.lower(at) == "to" and line.lower(end) in FINITE_BE


def is_infinitive(line: Line, at: int) -> bool:
    """Whether `to` and a verb stand at `at` (or `to:` before a list)."""
    if line.lower(at) != "to":
        return False
    following = line.skip(at + 1, ADVERB)
    if following >= len(line.tokens) or line.lower(following) in (":", ","):
        return True  # a list follows, or an insertion (`to, inter alia, adopt`)
    return line.is_base(following) and not line.tags(following) & DETERMINER


def infinitive(line: Line, at: int) -> int | None:
    """The first `to` + verb after the noun phrase that begins at `at`."""
    relative = False
    for k in range(at, min(at + 90, len(line.tokens))):
        if line.hidden[k]:
            continue
        word = line.lower(k)
        if word in (";", ":"):
            return None
        if is_infinitive(line, k):
            return k
        if word in ("who", "which", "that", "whose", "where", "as"):
            relative = True
        elif is_finite(line.tokens[k]) and not relative:
            return None
    return None


def list_after(line: Line, at: int) -> int | None:
    """The colon that ends the line after those asked, who alone stand between (`Calls upon States:`).

    What they are asked is in the items of the list (`(a) To adopt …`).
    """
    colon = len(line.tokens) - 1
    if line.lower(at) == ",":  # `Invites, in this regard, the Office:`
        at = next((k + 1 for k in range(at + 1, colon) if line.lower(k) == ","), at)
    if at >= colon or line.lower(colon) != ":" or not is_noun_phrase_start(line, at):
        return None
    says_more = any(is_finite(line.tokens[k]) for k in range(at, colon) if not line.hidden[k])
    return None if says_more or line.tags(at) & GERUND else colon


def bare_verb(line: Line, at: int) -> int | None:
    """The subjunctive of `urged States investigate`, after a short plural noun phrase."""
    for k in range(at + 1, min(at + 9, len(line.tokens))):
        tags = line.tags(k)
        if line.lower(k) in ("to", ",", ";") or tags & (PREPOSITION | CONJUNCTION):
            return None
        is_verb = tags & BASE and not tags & (NOUN | PLURAL | ADJECTIVE | CAPITALISED)
        if is_verb and line.tags(k - 1) & (PLURAL | NOUN | CAPITALISED):
            return k
    return None


def is_noun_phrase_start(line: Line, at: int) -> bool:
    """Whether a noun phrase that can be asked for begins at `at`."""
    tags = line.tags(at)
    if (
        not tags
        or line.hidden[at]
        or tags & (PREPOSITION | TO | CONJUNCTION)
        or (tags & PRONOUN and not tags & DETERMINER)
    ):
        return False
    return bool(tags & (DETERMINER | NOUN | PLURAL | ADJECTIVE | GERUND))


def agent_end(line: Line, at: int) -> int:
    """The end of the noun phrase of a `by` agent that begins at `at`."""
    for k in range(at, len(line.tokens)):
        if line.lower(k) in (",", ";", "that", ".") or is_infinitive(line, k):
            return k
    return len(line.tokens)


def is_passive_infinitive(line: Line, at: int, last: int) -> bool:
    """Whether the verb group at `at` is passive: `should (also) be strengthened`."""
    for k in range(at, min(at + 5, last)):
        if line.lower(k) == "be":
            after = line.skip(k + 1, ADVERB)
            return bool(line.tags(after) & PARTICIPLE) and not line.tags(after) & GERUND
    return False
