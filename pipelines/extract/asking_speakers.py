"""Whose words a clause is: the subject of an asking verb, the speaker of a that-clause.

Belongs here: spans that hold a speaker or somebody asked. Does not belong here: which actor a span
names (`addressees`).
"""

from bisect import bisect_left

from pipelines.extract.asking_clauses import after_fronted, opening_end, subject_start
from pipelines.extract.asking_line import Line, auxiliary_start, is_adverb, is_finite
from pipelines.extract.asking_words import Words
from pipelines.extract.tokens import (
    ADJECTIVE,
    CAPITALISED,
    DETERMINER,
    GERUND,
    NOUN,
    NUMBER,
    PAST,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    THIRD,
    verb_lemma,
)

_INSERTION = 14  # tokens
_AVOWING = frozenset(
    "opportunity occasion chance like wish wishes want wants continue continues decides go".split()
)


def speech_before(line: Line, first: int, lexicon: Words) -> int | None:
    """The verb of speech whose that-clause begins before `first` and holds it."""
    for k in range(first - 1, -1, -1):
        word = line.lower(k)
        if line.hidden[k]:
            continue
        if word == ";":
            return None
        if word == "that" and line.lower(k + 1) != "of":
            verb = _speech_at(line, k, lexicon)
            if verb is not None:
                return verb
    return None


def _speech_at(line: Line, that: int, lexicon: Words) -> int | None:
    """The speech verb that governs `that`, at most a few words before it."""
    for k in range(that - 1, max(-1, that - 9), -1):
        if line.hidden[k]:
            continue
        lemma = verb_lemma(line.lower(k))
        if lemma in lexicon.speech or lemma in lexicon.verbs:
            if line.tags(k) & (NOUN | PLURAL) and line.tags(k - 1) & (DETERMINER | ADJECTIVE | PREPOSITION):
                continue
            return k
    return None


def only_specifies(line: Line, verb: int, lexicon: Words) -> bool:
    """Whether a text lays a duty down (`The Covenant states that …`, `amended rule 8 to clarify that …`)."""
    is_purpose = line.lower(verb - 1) == "to" and line.lower(line.back(verb - 2)) not in _AVOWING
    return is_purpose or is_instrument(line, verb, lexicon)


def is_instrument(line: Line, verb: int, lexicon: Words) -> bool:
    """Whether the subject of `verb` is a text that lays down duties (`The Covenant states that …`)."""
    before = line.back(verb - 1)
    while before > 0 and line.tags(before) & NUMBER:
        before -= 1
    start = max(0, before - 12)
    subject = [line.lower(k) for k in range(start, before + 1)]
    return line.lower(before) in lexicon.instruments or any(
        w in lexicon.instruments for w in subject[:4] if start == 0
    )


def according_to(line: Line, first: int) -> tuple[int, int] | None:
    """The span between `According to` and the comma before `first`."""
    for k in range(max(0, first - 40), first - 2):
        if line.lower(k) == "according" and line.lower(k + 1) == "to":
            comma = next((j for j in range(k + 2, first + 1) if line.lower(j) == ","), first)
            return k + 2, comma
    return None


def asker_of(line: Line, verb: int, lexicon: Words) -> tuple[tuple[int, int], bool]:
    """The span that holds the subject of `verb`, and whether its nearest actor is meant."""
    if _is_operative(line, verb, lexicon):
        return (0, 0), False
    before = auxiliary_start(line, verb)
    previous = line.back(before - 1)
    word = line.lower(previous)
    if word in ("which", "who", "that"):
        return (max(0, previous - 25), previous), True
    if previous < 0 and line.tags(verb) & GERUND:  # `Stressing the need for calm, the Council called …`
        comma = opening_end(line, verb)
        return (
            comma,
            next((k for k in range(comma, len(line.tokens)) if line.tags(k) & (PAST | THIRD)), comma),
        ), False
    inserted = _insertion_start(line, previous) if word == "," else None
    if inserted is not None:
        first = subject_start(line, inserted, lexicon)
        return (0 if first is None else first, inserted), False
    if word in ("and", "but", ",", "or", "by", "while", "in") or line.tags(verb) & GERUND:
        return _main_subject(line, verb, lexicon), False
    first = subject_start(line, before, lexicon)
    return (0 if first is None else first, previous + 1), False


def _is_operative(line: Line, verb: int, lexicon: Words) -> bool:
    """Whether a verb opens the sentence (`Also welcomes …`): in a resolution, where its organ speaks.

    `verb` asks then in the same form, or as what the organ decides to do (`Decides to request …`).
    """
    at = next(k for k in range(verb + 1) if k == verb or not is_adverb(line.tokens[k]))
    if at == verb or not (line.tags(0) & CAPITALISED and line.tags(at) & THIRD):
        return False
    opens = lexicon.speech | lexicon.operative | lexicon.verbs.keys()
    follows = line.tags(verb) & THIRD or line.lower(verb - 1) == "to"
    return bool(follows) and verb_lemma(line.lower(at)) in opens


def _insertion_start(line: Line, comma: int) -> int | None:
    """The comma that opens an insertion after the subject (`the report, in paragraph 3, states`)."""
    for k in range(comma - 1, max(0, comma - _INSERTION), -1):
        if is_finite(line.tokens[k]) or line.lower(k) == ";":
            return None
        if line.lower(k) == ",":
            opens = line.lower(k + 1) in ("in", "at", "on")
            return k if opens and line.tags(k - 1) & (NOUN | PLURAL | CAPITALISED) else None
    return None


def _main_subject(line: Line, verb: int, lexicon: Words) -> tuple[int, int]:
    """The subject of the sentence's first clause (or of the one after the last `;`)."""
    stops_before = bisect_left(line.stops, verb)
    start = line.stops[stops_before - 1] + 1 if stops_before else 0
    first = after_fronted(line, start, verb)
    preamble = line.tags(first) & GERUND and line.tags(verb) & GERUND
    speaks = verb_lemma(line.lower(first)) in lexicon.speech | lexicon.verbs.keys()
    if first == 0 and preamble and speaks and line.lower(len(line.tokens) - 1) in (",", ";"):
        return 0, 0  # a clause of a preamble
    commas = [k for k in range(first, verb) if line.lower(k) == ","]
    if first == 0 and line.tags(0) & PREPOSITION and commas == [verb - 1] and line.tags(verb) & THIRD:
        return 0, 0  # `In this regard, calls upon …`
    for k in range(first, verb):
        token = line.tokens[k]
        if line.hidden[k]:
            continue
        if is_finite(token) or (token.tags & PAST and k > first and not line.tags(k + 1) & PREPOSITION):
            return first, k
    return first, verb


def can_speak(line: Line, subject: tuple[int, int], lexicon: Words) -> bool:
    """Whether a subject can encourage by words: a name, a pronoun, people; not `higher wages`."""
    words_of = line.tokens[subject[0] : subject[1]]
    if not words_of:
        return True
    if any(t.lower in lexicon.speakers for t in words_of):
        return True
    return any(
        t.tags & CAPITALISED and (k or not t.tags & (DETERMINER | ADJECTIVE))
        for k, t in enumerate(words_of)
        if subject[0] + k
        or (len(words_of) == 1 and t.tags == CAPITALISED)  # `Togo encouraged`, not `Wages encouraged`
    )


def asks_an_agent(line: Line, first: int, to: int, lexicon: Words) -> bool:
    """Whether the noun phrase before an infinitive is somebody who can act, by name, list or form.

    `encouraged donors to give`, not `encouraged the use of funds to cover costs`.
    """
    stop = next(
        (
            k
            for k in range(first, to)
            if line.tags(k) & PREPOSITION or line.lower(k) in (",", "that", "who", "which")
        ),
        to,
    )
    phrase = line.tokens[first:stop]
    if not phrase:
        return True
    head = phrase[-1].lower
    if any(t.tags & CAPITALISED for t in phrase) or any(
        t.lower in lexicon.agents or t.lower in lexicon.speakers for t in phrase
    ):
        return True
    return head.endswith(("ers", "ors", "ists", "ees", "ians")) or bool(phrase[-1].tags & PRONOUN)
