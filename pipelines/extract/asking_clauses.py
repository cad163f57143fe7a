"""Where the clause around an asking word begins and ends.

Belongs here: borders of clauses, as positions in a line. Does not belong here: who speaks
(`asking_speakers`), what may follow the asking word (`asking_complements`), or frames (`directives`).
"""

from pipelines.extract.asking_line import (
    FINITE_BE,
    NOUN_PHRASE,
    Line,
    has_finite,
    is_adverb,
    is_asking_form,
    is_finite,
)
from pipelines.extract.asking_words import Words
from pipelines.extract.tokens import (
    ADJECTIVE,
    ADVERB,
    BASE,
    CAPITALISED,
    CONJUNCTION,
    DETERMINER,
    GERUND,
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
    verb_lemma,
)

# After `I urge X to … and` these open a second ask more often than they continue the first.
REACH = 80  # words looked back: keeps a list run together linear
_PREDICATE = 4  # words: a longer predicate before `and` may hold the noun that `and` joins
_PERFORMING = frozenset(["urge", "call", "appeal", "request", "recommend", "reiterate"])


def subject_start(line: Line, at: int, lexicon: Words) -> int | None:
    """Where the clause begins whose verb stands at `at`; None where that clause is only described.

    Described: a relative clause (`measures that should …`), a question (`how States should …`), a
    condition (`if States should …`).
    """
    before = line.back(at - 1)
    if line.lower(before) in lexicon.embedding or (line.lower(before) == "that" and before > 0):
        return None
    return _start_from(line, before, at, lexicon)


def _start_from(line: Line, before: int, at: int, lexicon: Words) -> int | None:
    comma = False
    for k in range(before, max(-1, before - REACH), -1):
        if line.hidden[k]:
            continue
        word = line.lower(k)
        if word in (";", ":", "–", "—") or _splits(line, k, at):
            return after_fronted(line, k + 1, at)
        if _comma_splits(line, k):
            if k + 2 < at:
                return after_fronted(line, k + 2, at)
            continue
        comma = comma or word == ","
        if word == "that" and k:
            if _opens_clause(line, k, at, lexicon):
                return after_fronted(line, k + 1, at)
            if not comma and not has_finite(line, k + 1, at) and not _has_own_verb(line, k, at):
                return None
        if word in lexicon.embedding and not comma and not has_finite(line, k + 1, at):
            return None if word not in ("which", "who", "whom", "where") else after_fronted(line, k + 1, at)
    return after_fronted(line, 0, at)


def _has_own_verb(line: Line, that: int, at: int) -> bool:
    """Whether the relative clause after `that` has a plain verb (`companies that operate here must`)."""
    verb, after = line.tokens[that + 1], line.tags(that + 2)
    plain = verb.tags & BASE and not verb.tags & (CAPITALISED | DETERMINER) and that + 2 < at
    takes = after & (PREPOSITION | DETERMINER | PRONOUN | TO)
    is_mass = after & NOUN and not line.lower(that + 2).endswith("s")  # `companies that buy seafood`
    return bool(plain and (not verb.tags & NOUN or takes or is_mass))


def _comma_splits(line: Line, at: int) -> bool:
    """Whether a comma and a conjunction part the clause at `at` from a finite one before it."""
    joins = line.lower(at + 1) in ("and", "but", "while", "whereas", "although")
    return line.lower(at) == "," and joins and has_finite(line, max(0, at - REACH), at)


def _splits(line: Line, joint: int, at: int) -> bool:
    """Whether `and` parts two clauses without a comma: `A is vital and States must act`."""
    if line.lower(joint) not in ("and", "but"):
        return False
    if line.lower(joint + 1) == "," == line.lower(joint + 3) and joint + 4 < at:
        return has_finite(line, max(0, joint - REACH), joint)  # `had been cut and, thus, help was requested`
    verb = next(
        (
            k
            for k in range(joint - 1, max(-1, joint - REACH), -1)
            if is_finite(line.tokens[k]) and not line.hidden[k]
        ),
        None,
    )
    if verb is None or not line.tags(joint + 1) & (CAPITALISED | DETERMINER | PRONOUN):
        return False
    said = {line.lower(k) for k in range(verb + 1, joint)}
    between = range(joint + 1, at)
    plain = all(not line.tags(k) & (PREPOSITION | TO) and line.lower(k) != "and" for k in between)
    return plain and not said & {"that", "which", "who", "whose", "to", "of"} and len(said) <= _PREDICATE


def _opens_clause(line: Line, that: int, at: int, lexicon: Words) -> bool:
    """Whether `that` opens a clause of speech, rather than a relative clause inside the subject."""
    before = line.back(that - 1)
    if line.tokens[before].text == "States":  # `States that have not …`, not `reminds all States that …`
        speaks = lexicon.speech | lexicon.verbs.keys()
        return any(verb_lemma(line.lower(k)) in speaks for k in range(max(0, before - 3), before))
    if verb_lemma(line.lower(before)) in lexicon.speech | lexicon.verbs.keys():
        return True
    if that + 1 < at and line.lower(before) in ("and", ","):
        return True
    tags = line.tags(before)
    names_thing = (
        tags & (NOUN | PLURAL)
        and not tags & (ADJECTIVE | PARTICIPLE)
        and line.lower(before) not in lexicon.views
    )
    return not names_thing and not has_finite(line, that + 1, at)


def after_fronted(line: Line, first: int, at: int) -> int:
    """The subject's start: past a phrase set before it (`In this regard, States should`)."""
    while first < at and (line.lower(first) in ("and", "but", ",", "-", "also") or line.hidden[first]):
        first += 1
    if first == 0 and line.tags(0) & NUMBER and line.tags(1) & DETERMINER and line.tags(1) & CAPITALISED:
        first = 1  # the marker of a note, glued to the sentence after it
    for _ in range(3):
        fronting = PREPOSITION | CONJUNCTION | TO | ADVERB | GERUND | PARTICIPLE
        nominal = DETERMINER | PRONOUN | (0 if line.tags(first) & GERUND else PLURAL)
        if not line.tags(first) & fronting or line.tags(first) & nominal:
            break
        comma = next(
            (
                k
                for k in range(first, min(at - 1, first + REACH))
                if line.lower(k) == "," and not line.hidden[k] and _may_open(line, k + 1)
            ),
            None,
        )
        if comma is None:
            break
        first = comma + 1
    return first


def _may_open(line: Line, at: int) -> bool:
    tags = line.tags(at)
    return not tags & (PREPOSITION | CONJUNCTION | TO | GERUND) and (bool(tags & NOUN_PHRASE) or not tags)


def subject_end(line: Line, first: int, last: int) -> int:
    """Where the verb of a that-clause stands: a modal, a finite verb, or a subjunctive."""
    for k in range(first, last):
        token = line.tokens[k]
        if line.hidden[k]:
            continue
        if token.tags & MODAL or token.lower in FINITE_BE or token.lower == "be":
            return k
        if k > first and token.tags & BASE and _is_subjunctive(line, k):
            return k
    return last


def _is_subjunctive(line: Line, at: int) -> bool:
    """Whether the plain form at `at` is the verb of a that-clause (`that Ghana ratify`, `the Assembly
    appropriate the sum`): a form that is a noun or an adjective too needs a subject and an object.
    """
    tags, before, after = line.tags(at), line.tags(at - 1), line.tags(at + 1)
    if tags & (PREPOSITION | DETERMINER):
        return False
    if not tags & (NOUN | PLURAL | ADJECTIVE) or (before & PLURAL and not tags & ADJECTIVE):
        return True
    object_follows = after & (DETERMINER | PRONOUN | NUMBER | TO | ADJECTIVE) and not after & PREPOSITION
    return bool(before & (CAPITALISED | PLURAL) and not tags & CAPITALISED and object_follows)


def clause_end(line: Line, first: int, lexicon: Words) -> int:
    """Where what is asked ends: at the sentence's end, `;`, or where a new clause asks or tells."""
    size = len(line.tokens)
    last = size
    for k in range(first, size):
        if line.hidden[k]:
            continue
        word = line.lower(k)
        if word == ";" or (word in (",", "and", "but") and k > first and _new_clause(line, k, lexicon)):
            last = k
            break
    return without_tail(line, first, last)


def _new_clause(line: Line, at: int, lexicon: Words) -> bool:
    """Whether a coordinated clause of its own begins at the comma or conjunction at `at`."""
    k = at + (line.lower(at) == ",")
    conjunction = line.lower(k)
    if (
        k > at
        and line.tags(k) & PAST
        and line.lower(k + 1) != "by"
        and verb_lemma(conjunction) in lexicon.verbs
    ):
        return not line.tags(k) & BASE  # `called for talks, demanded elections and said …`
    if conjunction not in ("and", "but", "while", "whereas", "although"):
        return False
    k += 1
    if conjunction in ("while", "whereas", "although"):
        return line.lower(at) == ","
    if line.lower(k) == "that" and line.lower(at) != ",":
        return bool(line.tags(k + 1) & NOUN_PHRASE) and _has_that(line, at)
    while k < len(line.tokens) and is_adverb(line.tokens[k]):
        k += 1
    if k >= len(line.tokens):
        return False
    return _verb_opens(line, k, lexicon) or (line.lower(at) == "," and _clause_ahead(line, k, lexicon))


def _has_that(line: Line, at: int) -> bool:
    return any(line.lower(k) == "that" for k in range(at))


def _verb_opens(line: Line, at: int, lexicon: Words) -> bool:
    """`and also urged`, `but lacked`, `and should`: the next clause shares the subject."""
    token = line.tokens[at]
    if token.tags & MODAL or token.lower in ("has", "had", "was", "were"):
        return True
    lemma = verb_lemma(token.lower)
    told = lemma in lexicon.verbs or lemma in lexicon.speech
    if token.tags & PAST and not token.tags & BASE:
        return told or not token.tags & (PARTICIPLE | ADJECTIVE)
    if token.tags & BASE and lemma in _PERFORMING:
        return any(line.lower(k) in ("i", "we") for k in range(at))
    return (
        bool(token.tags & THIRD)
        and told
        and not line.tags(at + 1) & (PREPOSITION | CONJUNCTION) | (token.lower == "calls")
    )


def _clause_ahead(line: Line, at: int, lexicon: Words) -> bool:
    """`, and States should`: a subject and a modal or asking verb before the next comma."""
    if line.tags(at) & (BASE | TO | GERUND | PREPOSITION) and not line.tags(at) & (
        PLURAL | DETERMINER | PRONOUN
    ):
        return False
    for k in range(at, min(at + 25, len(line.tokens))):
        word = line.lower(k)
        if word in (",", ";", ":", "that", "which", "who", "how", "whether"):
            return word == "that" and verb_lemma(line.lower(k - 1)) in lexicon.speech
        if line.tags(k) & MODAL or word in ("is", "are", "was", "were", "has", "have"):
            return True
        if verb_lemma(word) in lexicon.verbs and line.tags(k) & (PAST | THIRD) and is_asking_form(line, k):
            return True
    return False


def without_tail(line: Line, first: int, last: int) -> int:
    """`last` moved before closing punctuation and a closing bracket `(see A/72/1)`."""
    while last > first:
        if line.lower(last - 1) in (".", ",", ";", ":", "and"):
            last -= 1
        elif line.lower(last - 1) == ")" and line.hidden[last - 1]:
            last = next((k for k in range(last - 1, first, -1) if line.lower(k) == "("), first + 1)
        else:
            break
    return last


def opening_end(line: Line, first: int) -> int:
    """Where a participle phrase that opens the sentence gives way to the main clause."""
    for k in range(first + 1, len(line.tokens) - 1):
        opens = line.tags(k + 1) & (DETERMINER | PRONOUN | CAPITALISED)
        if line.lower(k) == "," and not line.hidden[k] and opens:
            return k
    return len(line.tokens)
