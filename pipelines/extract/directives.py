"""Who asks whom to do what, in one sentence: the grammar of asking.

Belongs here: the frames (modal, asking verb, passive, need, evaluation) over the tokens of a
sentence. Does not belong here: the words that ask (`lexicons/directives`), whose words they are
(`recommendations`), or which actor a noun phrase names (`addressees`).

A frame is a trigger and its complement, never a recognised addressee: who is asked may be nobody
that any list knows. All indices are positions in the sentence's token list, half-open.
"""

from dataclasses import replace

from pipelines.extract import asking_clauses as clauses
from pipelines.extract import asking_complements as complements
from pipelines.extract import asking_line as forms
from pipelines.extract import asking_speakers as speakers
from pipelines.extract.asking_line import Line
from pipelines.extract.asking_words import Verb, Words, words
from pipelines.extract.asks import Ask, Span, and_that
from pipelines.extract.tokens import (
    ADVERB,
    BASE,
    DETERMINER,
    GERUND,
    PARTICIPLE,
    PAST,
    PREPOSITION,
    THIRD,
    verb_lemma,
)

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
        return _modal(line, at, lexicon, before)
    if word in ("need", "needs", "needed"):
        return _need(line, at, lexicon)
    if word in lexicon.evaluations:
        return _evaluation(line, at, lexicon)
    lemma = verb_lemma(word) or ""
    ask = None
    if lemma in lexicon.stressing:
        ask = _stressed(line, at, lexicon)
    if ask is None and lemma in lexicon.verbs:
        ask = _verb(line, at, lexicon.verbs[lemma], lexicon)
    if ask is None and word in lexicon.nouns:
        ask = _noun(line, at, lexicon)
    return ask


def _modal(line: Line, at: int, lexicon: Words, before: list[Ask]) -> Ask | None:
    """`States should …`: the subject is asked, the speaker of an enclosing that-clause asks."""
    tokens = line.tokens
    follower = line.skip(at + 1, ADVERB)
    if at == 0 and tokens[at].lower != "must":
        return None
    is_list = line.lower(follower) in (":", "")
    if not is_list and not _modal_verb(line, at, follower, lexicon):
        return None
    first = clauses.subject_start(line, at, lexicon)
    if first is None:
        return None
    strength = lexicon.modals[tokens[at].lower]
    return _own_or_said(line, at, first, lexicon, ("modal", strength, tokens[at].text), before)


def _modal_verb(line: Line, at: int, follower: int, lexicon: Words) -> bool:
    """Whether the words after the modal ask: an infinitive, no `must have been`, no `should be noted`."""
    tokens = line.tokens
    word = tokens[follower]
    if tokens[at].lower == "ought" and word.lower == "to":
        follower = line.skip(follower + 1, ADVERB)
    word = tokens[min(follower, len(tokens) - 1)]
    if word.lower == "have":
        following = line.skip(follower + 1, ADVERB)
        is_perfect = following < len(tokens) and bool(line.tags(following) & PARTICIPLE)
        return not (is_perfect and not line.tags(following) & DETERMINER)
    if word.lower == "be":
        following = line.skip(follower + 1, ADVERB)
        return following >= len(tokens) or tokens[following].lower not in lexicon.reading
    # a comma opens an insertion (`should, where possible, adopt`)
    return line.is_base(follower) or word.lower in (",", "not") or not word.tags


def _own_or_said(
    line: Line, at: int, first: int, lexicon: Words, what: tuple[str, int, str], before: list[Ask]
) -> Ask | None:
    """An ask with a finite trigger, put in the mouth of whoever the sentence says spoke."""
    rule, strength, modality = what
    begin = first
    if before and before[-1].last > first:
        begin = at
    speech = speakers.speech_before(line, first, lexicon)
    if speech is not None and speakers.is_instrument(line, speech, lexicon):
        return None
    last = clauses.clause_end(line, at + 1, lexicon)
    addressee: Span | None = (first, at)
    passive = complements.is_passive_infinitive(line, at, last)
    ask = Ask(
        f"{rule}-clause",
        (at, at + 1),
        modality,
        strength,
        begin,
        last,
        at,
        addressee,
        None,
        is_passive=passive,
    )
    if speech is None:
        source = speakers.according_to(line, first)
        return ask if source is None else replace(ask, rule=f"{rule}-said", asker=source)
    span, nearest = speakers.asker_of(line, speech, lexicon)
    return replace(
        ask, rule=f"{rule}-said", asker=span, is_nearest=nearest, is_past=forms.is_past(line, speech)
    )


def _need(line: Line, at: int, lexicon: Words) -> Ask | None:
    """`X needs to be completed`, `more engagement is needed`, `there is a need to …`."""
    tokens = line.tokens
    word = tokens[at].lower
    following = line.skip(at + 1, ADVERB)
    next_word = tokens[following].lower if following < len(tokens) else ""
    what = ("need", 2, tokens[at].text)
    if word == "needed":
        if not forms.has_be_before(line, at) or next_word in ("to", "by", "from"):
            return None
        what = ("need", 1, tokens[at].text)
    elif next_word == "to" and not forms.is_noun_here(line, at):
        if not line.is_base(line.skip(following + 1, ADVERB)):
            return None
        what = ("need", 2, f"{tokens[at].text} to")
    elif word == "need" and next_word in ("to", "for", "that") and forms.is_existential(line, at):
        what = ("need", 1, tokens[at].text)
    else:
        return None
    first = clauses.subject_start(line, forms.auxiliary_start(line, at), lexicon)
    if first is None:
        return None
    ask = _own_or_said(line, at, first, lexicon, what, [])
    if ask is None or (ask.asker is None and forms.is_past_before(line, at)):
        return None
    return ask


def _evaluation(line: Line, at: int, lexicon: Words) -> Ask | None:
    """`It is essential (for somebody) to …|that …`."""
    tokens = line.tokens
    following = at + 1
    if following >= len(tokens) or tokens[following].lower not in ("to", "that", "for"):
        return None
    it = forms.it_before(line, at)
    if it is None:
        return None
    target = line.skip(following + 1, ADVERB)
    if tokens[following].lower == "to" and (
        not line.is_base(target) or verb_lemma(tokens[target].lower) in lexicon.speech
    ):
        return None
    addressee = None
    if tokens[following].lower == "for":
        to = complements.infinitive(line, following + 1)
        if to is None:
            return None
        addressee = (following + 1, to)
    speech = speakers.speech_before(line, it, lexicon)
    if speech is None and forms.is_past_before(line, at):
        return None
    what = ("evaluation", lexicon.evaluations[tokens[at].lower], tokens[at].text)
    ask = _own_or_said(line, at, it, lexicon, what, [])
    return None if ask is None else replace(ask, addressee=addressee)


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
    after, takes = at + 1, verb.takes
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
        "", (at, after), line.text(at, after), verb.strength, at, at, after, None, span if span[0] < span[1] else None,
        forms.is_past(line, at), nearest,
    )  # fmt: skip
    return _complement(line, ask, takes, lexicon)


def _complement(line: Line, ask: Ask, takes: frozenset[str], lexicon: Words) -> Ask | None:
    """The ask with what is asked, by the first complement that the verb takes and the text has."""
    after = ask.trigger[1]
    that = complements.that_after(line, after) if "that" in takes else None
    if that is not None:
        first = that + 1
        last = clauses.clause_end(line, first, lexicon)
        end = clauses.subject_end(line, first, last)
        first = clauses.after_fronted(line, first, end)
        return replace(ask, rule="verb-that", first=first, last=last, action=end, addressee=(first, end),
                       is_passive=complements.is_passive_infinitive(line, end, last))  # fmt: skip
    to = complements.infinitive(line, after) if "to" in takes else None
    if to is not None and ("thing" not in takes or speakers.asks_an_agent(line, after, to, lexicon)):
        is_personal = tokens_between(line, after, to) in _PERSONAL and not line.tags(ask.trigger[0]) & THIRD
        if to > after and not is_personal:
            last = clauses.clause_end(line, to + 1, lexicon)
            return replace(
                ask, rule="verb-infinitive", first=after, last=last, action=to, addressee=(after, to)
            )
    if "bare" in takes:
        bare = complements.bare_verb(line, after)
        if bare is not None:
            last = clauses.clause_end(line, bare, lexicon)
            return replace(
                ask, rule="verb-bare", first=after, last=last, action=bare, addressee=(after, bare)
            )
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
    last = clauses.clause_end(line, complement, lexicon)
    ask = Ask(
        "", (at, after), line.text(at, after), verb.strength, first, last, complement, (first, subject_last), agent,
        forms.is_past_before(line, at),
    )  # fmt: skip
    that = complements.that_after(line, complement)
    if that is not None and "that" in verb.takes:
        end = clauses.subject_end(line, that + 1, last)
        return replace(ask, rule="passive-that", first=that + 1, action=end, addressee=(that + 1, end))
    if complements.is_infinitive(line, complement):
        return replace(ask, rule="passive-infinitive")
    return None


def _noun(line: Line, at: int, lexicon: Words) -> Ask | None:
    """`renews her call on States to …`: an asking noun that a verb of repeating governs."""
    tokens = line.tokens
    start = at - 1
    while start > 0 and at - start < 4 and verb_lemma(tokens[start].lower) not in lexicon.repeat:
        start -= 1
    if start < 0 or verb_lemma(tokens[start].lower) not in lexicon.repeat:
        return None
    if not forms.is_asking_form(line, start):
        return None
    after = at + 1
    if (
        after < len(tokens)
        and tokens[after].tags & PREPOSITION
        and tokens[after].lower in ("on", "upon", "for", "to")
    ):
        after += not complements.is_infinitive(line, after)
    span, nearest = speakers.asker_of(line, start, lexicon)
    ask = Ask(
        "", (start, after), tokens[at].text, lexicon.nouns[tokens[at].lower], at, at, after, None, span,
        forms.is_past(line, start), nearest,
    )  # fmt: skip
    ask_or_none = _complement(line, ask, frozenset({"that", "to"}), lexicon)
    return None if ask_or_none is None else replace(ask_or_none, rule="noun")
