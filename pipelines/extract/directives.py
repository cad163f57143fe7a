"""Who asks whom to do what, in one sentence: the grammar of asking.

Belongs here: which frame a word opens, and the frames of asking verbs and nouns (active, passive) over
the tokens of a sentence. Does not belong here: finite predicates that ask (`asking_finite`), the words
(`lexicons/directives`), whose words they are (`recommendations`), or whom a noun phrase names
(`addressees`).

A frame is a trigger and its complement, never a recognised addressee: who is asked may be nobody
that any list knows. All indices are positions in the sentence's token list, half-open.
"""

from dataclasses import replace

from pipelines.extract import asking_clauses as clauses
from pipelines.extract import asking_complements as complements
from pipelines.extract import asking_finite as finite
from pipelines.extract import asking_line as forms
from pipelines.extract import asking_speakers as speakers
from pipelines.extract.asking_line import Line, has_finite, is_finite
from pipelines.extract.asking_words import Verb, Words, words
from pipelines.extract.asks import Ask, Span, and_that
from pipelines.extract.tokens import (
    BASE,
    DETERMINER,
    GERUND,
    HAVE,
    PARTICIPLE,
    PAST,
    PREPOSITION,
    THIRD,
    verb_lemma,
)

_VERB_REACH = 4  # tokens between a verb of repeating and its noun (`renews once more her call`)
_AUTHOR_REACH = 16  # tokens of the name after `the recommendation of`
_POSSESSIVE = frozenset(["its", "his", "her", "their", "my", "our"])
# One person was invited to speak, asked to leave: an event, not advice.
_PERSONAL = frozenset(["him", "her", "me", "he", "she", "i", "us"])


def asks_of(line: Line) -> list[Ask]:
    """The asks of a sentence in reading order, none inside another."""
    lexicon = words()
    found: list[Ask] = []
    at = 0
    while at < len(line.tokens):
        ask = None
        if not line.hidden[at] and line.tokens[at].lower in lexicon.forms:
            ask = _ask_at(line, at, lexicon, found)
        if ask is None:
            at += 1
            continue
        found += and_that(line, ask) if ask.rule.endswith("-that") else [ask]
        at = max(found[-1].last, at + 1)
    return found


def _ask_at(line: Line, at: int, lexicon: Words, before: list[Ask]) -> Ask | None:
    """The ask whose trigger stands at `at`, tried from the surest frame to the loosest."""
    word = line.tokens[at].lower
    if word in lexicon.modals:
        return finite.modal(line, at, lexicon, before)
    if word in ("need", "needs", "needed"):
        return finite.need(line, at, lexicon)
    if word in lexicon.evaluations:
        return finite.evaluation(line, at, lexicon)
    lemma = verb_lemma(word) or ""
    ask = None
    if lemma in lexicon.stressing:
        ask = _stressed(line, at, lexicon)
    if ask is None and lemma in lexicon.verbs:
        ask = _verb(line, at, lexicon.verbs[lemma], lexicon)
    if ask is None and word in lexicon.nouns:
        ask = _noun(line, at, lexicon)
    return ask


def _stressed(line: Line, at: int, lexicon: Words) -> Ask | None:
    """`stressed the need for X to …`, `underlines the importance of …`."""
    tokens = line.tokens
    noun = next(
        (k for k in range(at + 2, min(at + 7, len(tokens))) if tokens[k].lower in lexicon.stressed), None
    )
    if noun is None or noun + 1 >= len(tokens) or not line.tags(at + 1) & DETERMINER:
        return None
    link = tokens[noun + 1].lower
    if link not in ("for", "of", "to", "that") or not forms.is_asking_form(line, at):
        return None
    last = clauses.clause_end(line, noun + 1, lexicon)
    if line.back(at - 1) < 0 and line.tags(at) & GERUND:
        last = min(last, clauses.opening_end(line, noun))
    first, addressee = at + 1, None
    to = complements.infinitive(line, noun + 2) if link == "for" else None
    if to is not None and to > noun + 2 and to < last and not line.tags(noun + 2) & GERUND:
        first, addressee = noun + 2, (noun + 2, to)
    span, nearest = speakers.asker_of(line, at, lexicon)
    modality = line.text(at, at + 1) + f" the {tokens[noun].lower}"
    return Ask(
        "stressed-need",
        (at, noun + 1),
        modality,
        lexicon.stressed[tokens[noun].lower],
        first,
        last,
        noun + 2,
        addressee,
        span if span[0] < span[1] else None,
        forms.is_past(line, at),
        nearest,
    )


def _verb(line: Line, at: int, verb: Verb, lexicon: Words) -> Ask | None:
    """An asking verb, active (`urged States to …`) or passive (`has been asked by States to …`)."""
    tokens = line.tokens
    after, takes = _past_marker(line, at + 1), verb.takes
    if verb.after:
        particle = tokens[after].lower if after < len(tokens) else ""
        if particle in verb.after and particle:
            takes, after = verb.after[particle], after + 1
        elif "" in verb.after:
            takes = verb.after[""]
        else:
            return None
    if line.tags(at) & PARTICIPLE and forms.has_be_before(line, at):
        return _passive(line, at, after, verb, lexicon)
    if not forms.is_asking_form(line, at):
        return None
    span, nearest = speakers.asker_of(line, at, lexicon)
    if verb_lemma(tokens[at].lower) in lexicon.habits and not speakers.can_speak(line, span, lexicon):
        return None
    ask = Ask(
        "", (at, after), line.text(at, after).split(" (")[0], verb.strength, at, at, after, None,
        span if span[0] < span[1] else None, forms.is_past(line, at), nearest,
    )  # fmt: skip
    return _complement(line, ask, takes, lexicon)


def _past_marker(line: Line, at: int) -> int:
    """The position after a list letter that stands before a complement (`recommended (b) signing`)."""
    is_marker = line.lower(at) == "(" and line.lower(at + 2) == ")" and len(line.lower(at + 1)) == 1
    return at + 3 if is_marker else at


def _complement(line: Line, ask: Ask, takes: frozenset[str], lexicon: Words) -> Ask | None:
    """The ask with what is asked, by the first complement that the verb takes and the text has."""
    after = ask.trigger[1]
    if complements.is_question(line, after, lexicon):
        return None
    that = complements.that_after(line, after) if "that" in takes else None
    if that is not None:
        first = that + 1
        last = clauses.clause_end(line, first, lexicon)
        end = clauses.subject_end(line, first, last)
        first = clauses.after_fronted(line, first, end)
        return replace(ask, rule="verb-that", first=first, last=last, action=end, addressee=(first, end),
                       is_passive=complements.is_passive_infinitive(line, end, last))  # fmt: skip
    to = complements.infinitive(line, after) if "to" in takes else None
    if to is not None and complements.asks_about(line, after, to):
        return None
    if to is not None and ("thing" not in takes or speakers.asks_an_agent(line, after, to, lexicon)):
        is_personal = tokens_between(line, after, to) in _PERSONAL and not line.tags(ask.trigger[0]) & THIRD
        if to > after and not is_personal:
            last = clauses.clause_end(line, to + 1, lexicon)
            return replace(
                ask, rule="verb-infinitive", first=after, last=last, action=to, addressee=(after, to)
            )
    colon = complements.list_after(line, after) if to is None and "to" in takes else None
    if colon is not None:
        return replace(
            ask, rule="verb-infinitive", first=after, last=colon, action=colon, addressee=(after, colon)
        )
    if "bare" in takes:
        bare = complements.bare_verb(line, after)
        if bare is not None:
            last = clauses.clause_end(line, bare, lexicon)
            return replace(
                ask, rule="verb-bare", first=after, last=last, action=bare, addressee=(after, bare)
            )
    return _thing(line, ask, takes, lexicon)


def _thing(line: Line, ask: Ask, takes: frozenset[str], lexicon: Words) -> Ask | None:
    """The ask with the thing or the doing that is asked for (`calls for the release of …`)."""
    after = ask.trigger[1]
    doing = after < len(line.tokens) and bool(line.tags(after) & GERUND)
    if ("doing" in takes and doing) or ("thing" in takes and complements.is_noun_phrase_start(line, after)):
        told = verb_lemma(line.lower(ask.trigger[0])) in lexicon.habits and not ask.is_past
        if told or not line.tags(ask.trigger[0]) & (PAST | THIRD | BASE):
            return None
        last = clauses.clause_end(line, after, lexicon)
        return replace(
            ask,
            rule="verb-thing",
            first=ask.trigger[0],
            last=last,
            action=after,
            addressee=(after, last),
            is_thing=True,
        )
    return None


def tokens_between(line: Line, first: int, last: int | None) -> str:
    """The single word of `[first, last)` in lower case, "" where it is not a single one."""
    return line.lower(first) if last == first + 1 else ""


def _passive(line: Line, at: int, after: int, verb: Verb, lexicon: Words) -> Ask | None:
    """`X has been asked (by Y) to …`, `it is recommended that …`."""
    first = clauses.subject_start(line, forms.auxiliary_start(line, at), lexicon)
    if first is None:
        return None
    subject_last = forms.auxiliary_start(line, at)
    if tokens_between(line, first, subject_last) in _PERSONAL:
        return None
    agent: Span | None = None
    complement = after
    if after < len(line.tokens) and line.tokens[after].lower == "by":
        complement = complements.agent_end(line, after + 1)
        agent = (after + 1, complement)
        if any(line.lower(k) in lexicon.steps for k in range(after + 1, min(after + 4, complement))):
            return None  # `is encouraged by the decision of X to ratify`
    last = clauses.clause_end(line, complement, lexicon)
    ask = Ask(
        "", (at, after), line.text(at, after), verb.strength, first, last, complement, (first, subject_last),
        agent, forms.is_past_before(line, at),
    )  # fmt: skip
    that = complements.that_after(line, complement)
    if that is not None and that < last and "that" in verb.takes:
        end = clauses.subject_end(line, that + 1, last)
        return replace(ask, rule="passive-that", first=that + 1, action=end, addressee=(that + 1, end))
    if complements.is_infinitive(line, complement):
        return replace(ask, rule="passive-infinitive")
    return None


def _author_of_noun(line: Line, at: int) -> Span | None:
    """`the recommendation of the Secretary-General to the Council to …`: whose the asking noun is."""
    if line.lower(at) != "of" and line.lower(at) != "by":
        return None
    stop = next(
        (
            k
            for k in range(at + 1, min(at + _AUTHOR_REACH, len(line.tokens)))
            if line.lower(k) in ("to", "that")
        ),
        None,
    )
    return None if stop is None or has_finite(line, at + 1, stop) else (at + 1, stop)


def _noun(line: Line, at: int, lexicon: Words) -> Ask | None:
    """`renews her call on States to …`: an asking noun that a verb of repeating governs."""
    tokens = line.tokens
    start = at - 1
    governing = lexicon.repeat | lexicon.echoing
    while start > 0 and at - start < _VERB_REACH and verb_lemma(tokens[start].lower) not in governing:
        start -= 1
    if start < 0 or verb_lemma(tokens[start].lower) not in governing:
        return None
    if not forms.is_asking_form(line, start):
        return None
    after = at + 1
    asked_by = _author_of_noun(line, after)
    if asked_by is not None:
        after = asked_by[1]
    if (
        after < len(tokens)
        and tokens[after].tags & PREPOSITION
        and tokens[after].lower in ("on", "upon", "for", "to")
    ):
        after += not complements.is_infinitive(line, after)
    if line.lower(after) == "that" and (is_finite(line.tokens[after + 1]) or line.tags(after + 1) & HAVE):
        return None  # `recommendations that are tailored to …`
    span, nearest = speakers.asker_of(line, start, lexicon)
    if asked_by is not None:
        span, nearest = asked_by, False
    elif verb_lemma(tokens[start].lower) in lexicon.echoing and line.lower(at - 1) not in _POSSESSIVE:
        return None
    ask = Ask(
        "", (start, after), tokens[at].text, lexicon.nouns[tokens[at].lower], at, at, after, None, span,
        forms.is_past(line, start), nearest,
    )  # fmt: skip
    takes = {"that", "to", "thing"} if line.lower(after - 1) == "for" else {"that", "to"}
    ask_or_none = _complement(line, ask, frozenset(takes), lexicon)
    return None if ask_or_none is None else replace(ask_or_none, rule="noun")
