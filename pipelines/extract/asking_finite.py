"""Asks whose trigger is a finite predicate: `States should …`, `more is needed`, `it is essential that …`.

Belongs here: the modal, need and evaluation frames, and who is said to speak them. Does not belong
here: frames of asking verbs and nouns (`directives`).
"""

from dataclasses import replace

from pipelines.extract import asking_clauses as clauses
from pipelines.extract import asking_complements as complements
from pipelines.extract import asking_line as forms
from pipelines.extract import asking_speakers as speakers
from pipelines.extract.asking_line import Line
from pipelines.extract.asking_words import Words
from pipelines.extract.asks import Ask, Span
from pipelines.extract.tokens import ADVERB, BE, DETERMINER, HAVE, PARTICIPLE, verb_lemma


def modal(line: Line, at: int, lexicon: Words, before: list[Ask]) -> Ask | None:
    """`States should …`: the subject is asked, the speaker of an enclosing that-clause asks."""
    tokens = line.tokens
    follower = line.skip(at + 1, ADVERB)
    if at == 0 and tokens[at].lower != "must":
        return None
    if line.lower(at - 1) in ("i", "we") and _speaks_politely(line, at, follower):
        return None
    is_list = line.lower(follower) in (":", "")
    if not is_list and not _modal_verb(line, at, follower, lexicon):
        return None
    first = clauses.subject_start(line, at, lexicon)
    if first is None:
        return None
    strength = lexicon.modals[tokens[at].lower]
    return _own_or_said(line, at, first, lexicon, ("modal", strength, tokens[at].text), before)


def _speaks_politely(line: Line, at: int, follower: int) -> bool:
    """`I shall continue`, `I should like to`, `we should be grateful if`: nobody is asked."""
    if line.lower(at) == "shall" or line.lower(follower) == "like":
        return True
    return line.lower(follower) == "be" and line.lower(follower + 1) in (
        "grateful",
        "glad",
        "pleased",
        "obliged",
    )


def _modal_verb(line: Line, at: int, follower: int, lexicon: Words) -> bool:
    """Whether the words after the modal ask: an infinitive, no `must have been`, no `should be noted`."""
    tokens = line.tokens
    word = tokens[follower]
    if tokens[at].lower == "ought" and word.lower == "to":
        follower = line.skip(follower + 1, ADVERB)
    word = tokens[min(follower, len(tokens) - 1)]
    if word.lower == "have":
        following = line.skip(follower + 1, ADVERB)
        is_perfect = following < len(tokens) and bool(line.tags(following) & (PARTICIPLE | BE | HAVE))
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
    if speech is not None and speakers.only_specifies(line, speech, lexicon):
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
    if span[0] >= span[1] and not forms.is_past(line, speech):
        return ask  # a paragraph of a resolution: its organ speaks
    return replace(
        ask, rule=f"{rule}-said", asker=span, is_nearest=nearest, is_past=forms.is_past(line, speech)
    )


def need(line: Line, at: int, lexicon: Words) -> Ask | None:
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
        then = line.skip(following + 1, ADVERB)
        if not line.is_base(then) and line.lower(then) not in (":", ","):  # a list or an insertion follows
            return None
        what = ("need", 2, f"{tokens[at].text} to")
    elif (
        word == "need"
        and next_word in ("to", "for", "that")
        and (forms.is_existential(line, at) or forms.is_predicate(line, at))
    ):
        what = ("need", 1, tokens[at].text)
    else:
        return None
    first = clauses.subject_start(line, forms.auxiliary_start(line, at), lexicon)
    if first is None or line.lower(first - 1) in ("where", "which"):
        return None
    ask = _own_or_said(line, at, first, lexicon, what, [])
    if ask is None or (ask.asker is None and forms.is_past_before(line, at)):
        return None
    to = complements.infinitive(line, following + 1) if word == "need" and next_word == "for" else None
    is_who = to is not None and following + 1 < to < ask.last  # `a need for States to act`
    return replace(ask, addressee=(following + 1, to)) if to is not None and is_who else ask


def evaluation(line: Line, at: int, lexicon: Words) -> Ask | None:
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
    else:
        end = clauses.subject_end(line, following + 1, len(tokens))
        is_that = tokens[following].lower == "that" and end < len(tokens)
        addressee = (following + 1, end) if is_that else None
    speech = speakers.speech_before(line, it, lexicon)
    if speech is None and forms.is_past_before(line, at):
        return None
    what = ("evaluation", lexicon.evaluations[tokens[at].lower], tokens[at].text)
    ask = _own_or_said(line, at, it, lexicon, what, [])
    if ask is None:
        return None
    is_passive = addressee is not None and complements.is_passive_infinitive(line, addressee[1], ask.last)
    action = ask.action if addressee is None else addressee[1]
    return replace(ask, addressee=addressee, action=action, is_passive=is_passive)
