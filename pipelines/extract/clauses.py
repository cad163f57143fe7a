"""Clauses: who does what, cut out of a sentence's tokens.

Belongs here: subjects, coordination, relative and complement clauses and fronted phrases, put
together around the verbs that `verb_choice` keeps. Does not belong here: what a clause means (an
act, a recommendation): that is for the table modules.

It is a shallow reading: every decision looks a few words left and right and at what the pass has
seen so far, so the time is linear in the sentence. UN prose is edited and regular enough for that.
"""

from dataclasses import dataclass

from pipelines.extract import tokens as t
from pipelines.extract.clause_fronts import after_fronted
from pipelines.extract.tokens import Token
from pipelines.extract.verb_choice import RELATIVES, SUBORDINATORS, choose, opens_finite, outside_brackets
from pipelines.extract.verb_groups import VerbGroup, verb_groups
from pipelines.extract.verb_pasts import QUESTIONS
from pipelines.extract.verb_words import COORDINATORS, SUBJECT_PRONOUNS, is_adverb

_OPENING_SUBORDINATORS = frozenset(
    "while whereas although though because if when unless once where whether".split()
)


@dataclass(slots=True)
class Clause:
    """A finite clause. Offsets are characters of the unit's text; spans are half-open.

    `subject` is None where none is printed. `shares_subject`: the subject is that of the clause
    before (`adopted … and published …`). `kind`: `main`, `relative`, `complement` (after `that`),
    `adverbial` (after `while`, `because` …). `fronted`: the phrase before the subject (`In Kenya,`).
    """

    start: int
    end: int
    subject: tuple[int, int] | None
    lemma: str
    verb: tuple[int, int]
    voice: str
    tense: str
    modal: str | None
    negated: bool
    kind: str
    shares_subject: bool
    fronted: tuple[int, int] | None
    first: int  # token index of the clause's first token
    verb_at: int  # token index of the main verb
    stop: int  # token index after the clause's last token
    sure: bool  # whether the verb's form alone makes it one

    def fronted_holds(self, offset: int) -> bool:
        """Whether `offset` lies in the fronted phrase."""
        return self.fronted is not None and self.fronted[0] <= offset < self.fronted[1]


def clauses(tokens: list[Token]) -> list[Clause]:
    """The finite clauses of one sentence, in order. Linear in the number of tokens."""
    groups = choose(tokens, outside_brackets(tokens, verb_groups(tokens)))
    starts = _clause_starts(tokens, groups)
    found: list[Clause] = []
    for at, (group, (first, kind)) in enumerate(zip(groups, starts, strict=True)):
        stop = starts[at + 1][0] if at + 1 < len(starts) else len(tokens)
        stop = max(stop, group.last + 1)
        stop = _without_tail(tokens, group.last + 1, stop)
        found.append(_clause(tokens, group, first, stop, kind, found))
    return _merged(found)


def _merged(found: list[Clause]) -> list[Clause]:
    """`developed and strengthened the system` is one clause: the first verb has no object of its own.

    In `were released or bailed` the auxiliary counts for both.
    """
    out: list[Clause] = []
    for clause in found:
        if (
            out
            and clause.shares_subject
            and out[-1].stop == out[-1].verb_at + 1
            and clause.first - out[-1].stop == 1
        ):
            last = out.pop()
            clause.start, clause.first, clause.fronted = last.start, last.first, last.fronted
            clause.shares_subject = last.shares_subject
            clause.modal = clause.modal or last.modal
            if last.voice == "passive" and not clause.sure and clause.tense == "past":
                clause.voice, clause.tense, clause.negated = last.voice, last.tense, last.negated
        out.append(clause)
    return out


def _clause_starts(tokens: list[Token], groups: list[VerbGroup]) -> list[tuple[int, str]]:
    """First token and kind of the clause of each verb group."""
    out: list[tuple[int, str]] = []
    previous = 0
    for number, group in enumerate(groups):
        if number == 0:
            out.append(_first_start(tokens, groups))
        else:
            out.append(_start_between(tokens, previous, group.first))
        previous = group.last + 1
    return out


def _first_start(tokens: list[Token], groups: list[VerbGroup]) -> tuple[int, str]:
    """Where the first verb's clause begins: at 0, unless it is embedded before the main verb.

    `To ensure that X comply, Y has …`, `The Panel, a body for persons who alleged …, published …`,
    `While X convened …, Y …`.
    """
    if len(groups) == 1:
        return 0, "main"
    if tokens[0].lower in _OPENING_SUBORDINATORS and not tokens[1].tags & t.GERUND:
        return 0, "adverbial"
    for at in range(groups[0].first - 1, 0, -1):
        if opens_finite(tokens, at) and not tokens[at].tags & t.PREPOSITION:
            kind = "complement" if tokens[at].lower == "that" else "relative"
            return at, kind if tokens[at].tags & t.RELATIVE else "adverbial"
    return 0, "main"


def _start_between(tokens: list[Token], low: int, high: int) -> tuple[int, str]:
    """Where, between two verbs, the second one's clause begins, and of what kind it is."""
    for at in range(high - 1, low - 1, -1):
        token = tokens[at]
        if token.tags & t.RELATIVE and token.lower in RELATIVES:
            if at and tokens[at - 1].tags & t.PREPOSITION and token.lower != "that":
                quantified = at > 1 and tokens[at - 2].lower in ("all", "some", "many", "most", "both")
                return max(at - 2 if quantified else at - 1, low), "relative"
            if token.lower == "that":
                follows_verb = at == low or bool(tokens[at - 1].tags & t.PUNCTUATION)
                direct = at == high - 1 and not follows_verb
                return at, "relative" if direct else "complement"
            return at, "relative"
        if token.lower in SUBORDINATORS and opens_finite(tokens, at):
            return at, "adverbial"
        if token.lower == ";":
            return at, "shared" if _only_adverbs(tokens, at + 1, high) else "main"
        if token.lower in COORDINATORS:
            if at == high - 1 or _only_adverbs(tokens, at + 1, high):
                return at, "shared"
            if (at and tokens[at - 1].lower == ",") or _opens_clause(tokens, at + 1, high):
                return _list_start(tokens, at), "main"
    return _without_border(tokens, low, high)


def _without_border(tokens: list[Token], low: int, high: int) -> tuple[int, str]:
    """The start of a clause that no conjunction introduces: at a question, a comma or its verb."""
    if low < high - 1 and tokens[low].lower in QUESTIONS:
        return low, "complement"  # `asked how the plan would work`
    for at in range(high - 1, low - 1, -1):
        if tokens[at].lower == ",":
            if at == high - 1:
                return high, "resumed"
            return at, "main"
    if high - 1 > low and tokens[high - 1].lower in SUBJECT_PRONOUNS:  # `the law it adopted`
        return high - 1, "relative"
    return high, "resumed"


def _only_adverbs(tokens: list[Token], low: int, high: int) -> bool:
    """Whether only adverbs stand in `[low, high)`."""
    return all(is_adverb(x) or x.lower == "," for x in tokens[low:high])


def _list_start(tokens: list[Token], at: int) -> int:
    """Where a list of names whose `and` is at `at` opens a clause (`but Kuwait and Oman have …`)."""
    back = at - 1
    while back > 0 and tokens[back].tags & t.CAPITALISED:
        back -= 1
    return back if back < at - 1 and tokens[back].lower in COORDINATORS else at


def _opens_clause(tokens: list[Token], at: int, verb: int) -> bool:
    """Whether what follows `and` looks like a subject (`and it adopted`, `and in Malawi, …`), or is a name
    with a verb right after it (`lifted a ban and Saudi Arabia freed two`).
    """
    if at < verb and all(x.tags & t.CAPITALISED for x in tokens[at:verb]):
        return True
    return at < len(tokens) and bool(
        tokens[at].tags & (t.PRONOUN | t.PREPOSITION) and tokens[at].lower not in ("of",)
    )


def _without_tail(tokens: list[Token], low: int, stop: int) -> int:
    """Leaves out commas, conjunctions and the full stop at the end of a clause."""
    while stop > low and (
        tokens[stop - 1].lower in (",", ";", ".", ":", "and", "or", "but") or tokens[stop - 1].lower == "—"
    ):
        stop -= 1
    return stop


def _clause(
    tokens: list[Token], group: VerbGroup, first: int, stop: int, kind: str, before: list[Clause]
) -> Clause:
    """Puts the clause together: its subject and fronted phrase."""
    shares = kind in ("shared", "resumed")
    subject: tuple[int, int] | None = None
    fronted: tuple[int, int] | None = None
    while first < group.first and (tokens[first].lower in COORDINATORS or tokens[first].lower in (",", ";")):
        first += 1
    if kind == "resumed" and before and not any(c.kind == "main" for c in before):
        first, kind = _main_start(tokens, before[0]), "main"
        subject = (tokens[first].start, tokens[group.first - 1].end)
    elif shares and before:
        resumed = kind == "resumed" or _leaves_relative(tokens, group.first, before[-1])
        owner = _resumed_owner(before) if resumed else before[-1]
        if owner.kind == "complement" and owner.modal and group.tense == "past":
            owner = _main_before(before)  # `asked how X would do so and inquired about Y`
        subject = owner.subject
        first = group.first
        kind = owner.kind
    else:
        begin = first + 1 if first < group.first and _introduces(tokens[first], kind) else first
        fronted, subject = _before_verb(tokens, begin, group.first)
    return Clause(
        start=tokens[first].start,
        end=tokens[max(stop, group.last + 1) - 1].end,
        subject=subject,
        lemma=group.lemma,
        verb=(tokens[group.first].start, tokens[group.last].end),
        voice=group.voice,
        tense=group.tense,
        modal=group.modal,
        negated=group.negated,
        kind=kind,
        shares_subject=shares and subject is not None and subject[0] < tokens[first].start,
        fronted=fronted,
        first=first,
        verb_at=group.main,
        stop=stop,
        sure=group.sure,
    )


def _before_verb(
    tokens: list[Token], begin: int, verb: int
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The fronted phrase and the subject that stand before a verb, as spans of characters."""
    split = after_fronted(tokens, begin, verb)
    fronted = (tokens[begin].start, tokens[split - 1].end) if split > begin else None
    return fronted, (tokens[split].start, tokens[verb - 1].end) if split < verb else None


def _main_start(tokens: list[Token], embedded: Clause) -> int:
    """First token of the subject of a main clause that an embedded clause interrupts or precedes."""
    if not tokens[0].tags & t.PREPOSITION and embedded.first > 0:
        return 0
    before = [k for k in range(embedded.first - 1) if tokens[k].lower == ","]
    if embedded.kind == "relative" and before and before[-1] + 1 < embedded.first - 1:
        return before[-1] + 1  # `On 3 May, the Minister, who had left Chad, …`
    for at in range(embedded.verb_at, len(tokens) - 1):
        if tokens[at].lower == ",":
            return at + 1
    return 0


def _introduces(token: Token, kind: str) -> bool:
    return kind in ("complement", "adverbial") and bool(token.tags & (t.CONJUNCTION | t.RELATIVE))


def _resumed_owner(before: list[Clause]) -> Clause:
    """The clause whose subject a verb after a relative clause takes up again."""
    if before[-1].kind == "complement":  # `said that X had visited Y, ordered Z and dismissed …`
        return before[-1]
    return next((clause for clause in reversed(before) if clause.kind == "main"), before[-1])


def _main_before(before: list[Clause]) -> Clause:
    """The last clause that is no complement; the last one where there is none."""
    return next((clause for clause in reversed(before) if clause.kind != "complement"), before[-1])


def _leaves_relative(tokens: list[Token], at: int, before: Clause) -> bool:
    """`created a fund, which helps victims, and issued visas`: the commas close the relative clause."""
    if before.kind != "relative" or not before.first:
        return False
    closes = tokens[at - 1].lower in COORDINATORS and tokens[at - 2].lower == ","
    return closes and tokens[before.first - 1].lower == ","
