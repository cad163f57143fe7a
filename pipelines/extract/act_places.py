"""Which countries a clause is tied to: named in it, by its subject, before it, or by the clause before.

Belongs here: the scope of a country inside one sentence. Does not belong here: what is carried from
sentence to sentence (`country_actions`), or whether the clause is an act (`act_guards`).
"""

import re

from pipelines.extract.act_frames import antecedent_countries
from pipelines.extract.act_phrases import FINDING
from pipelines.extract.act_words import noun_class_of, verb_class
from pipelines.extract.clauses import Clause
from pipelines.extract.tokens import CAPITALISED, PREPOSITION
from pipelines.extract.units import Mention, Sentence, Unit

_BACK_TO_STATE = re.compile(
    r"(?:it|they|he|she|(?:the|its|their|his|her) "
    r"(?:[Gg]overnment|authorities|State|country|[Pp]arliament|police))\b"
)
_POINTS_BACK = re.compile(
    r"\b(?:there|that it|that they|the (?:country|Government|authorities|State party|Minister|President|"
    r"Parliament|police|capital))\b"
)
_HELPER = re.compile(
    r"\b(?:by|(?:support|assistance|funding|help|contributions?|financing) (?:of|from)) (?:the )?"
    r"(?:Governments? of )?(?:the )?$"
)
_FUNDER = re.compile(
    r"\b(?:support|assistance|funding|help|financing) (?:of|from) (?:the )?(?:Governments? of )?(?:the )?$"
)
_WITH_HELP = re.compile(r"\b(?:support|assistance|funding|help|advice) (?:of|from|by)\b[^,;]*$")
_NO_PLACE = re.compile(
    r"(?:In addition to|Apart from|Besides|Unlike|Despite|Notwithstanding|In contrast|Compared (?:to|with)|"
    r"As in|Like)\b"
)
_ASKS_WHAT = re.compile(r"(?:asked|inquired|enquired)(?: about)? (?:what|whether|how|which|why|when|if)\b")
_AFTER_WHICH = re.compile(r"(?:after|before|following|upon|during) which\b")
_PARTY = re.compile(r"\b(?:with|by|against|between|urged|asked|thanked|commended)(?: the)? $")
_AIMS = frozenset(
    "ensure ensuring ensured hope hoping likely possible essential important critical so".split()
)
_WISHING = frozenset("trust hope expect wish fear want".split())  # `trusts that information will be provided`
_COURT = re.compile(r"\b(?:[Cc]ourt|[Tt]ribunal|judges?)\b")
_THOSE = frozenset({"those", "all", "anyone", "everyone", "persons", "people"})
_TOLD_ANYWAY = frozenset({"harm", "commit", "judge"})
PAST_TENSES = frozenset({"past", "perfect"})
_LEAD = 60  # characters before a country that tell that it only helps


def lead(unit: Unit, sentence: Sentence, named: list[Mention]) -> list[Mention]:
    """The countries of the phrase that opens the sentence (`In Honduras, to ensure that …`)."""
    tokens = sentence.tokens
    if not named or not tokens or not tokens[0].tags & PREPOSITION:
        return []
    comma = next((x.start for x in tokens[1:14] if x.lower == ","), sentence.start)
    return fronted(unit, (sentence.start, comma), named)


def fronted(unit: Unit, phrase: tuple[int, int], named: list[Mention]) -> list[Mention]:
    """The countries of a phrase before the subject that says where (`In addition to X,` does not)."""
    return [] if _NO_PLACE.match(unit.text, *phrase) else within(named, *phrase)


def dangles(sentence: Sentence, parts: list[Clause], at: int) -> bool:
    """Whether a clause after `that` tells no fact: its verb before neither reports nor feels."""
    clause = parts[at]
    if clause.kind != "complement":
        return False
    while at and parts[at - 1].kind == "complement":
        at -= 1  # `noted that X amended the law and set up courts`: the first verb after `that` decides
        clause = parts[at]
    before = sentence.tokens[clause.first - 1].lower if clause.first else ""
    if at == 0 or before in _AIMS or parts[at - 1].lemma in _WISHING:
        return True
    return verb_class(parts[at - 1].lemma) not in ("stative", "feel")


def within(mentions: list[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that begin in `[start, end)`."""
    return [m for m in mentions if start <= m.start < end]


def evidence_end(unit: Unit, parts: list[Clause], at: int) -> int:
    """End of the clause, with the relative and complement clauses that hang on it."""
    end = parts[at].end
    if _ASKS_WHAT.match(unit.text, parts[at].verb[0]):
        return max([end, *(p.end for p in parts[at + 1 :] if not p.shares_subject)])
    for clause in parts[at + 1 :]:
        if clause.kind not in ("relative", "complement") or clause.shares_subject:
            break
        if unit.text[: clause.start].rstrip().endswith("," if clause.kind == "relative" else " and"):
            break
        end = clause.end
    return end


def is_part(clause: Clause, before: Clause | None, covered: list[tuple[int, int]]) -> bool:
    """Whether a clause belongs to an act that is a row already: a relative one, or what a court found."""
    found = before is not None and clause.kind == "complement" and before.lemma in FINDING
    return (clause.kind == "relative" or found) and any(a <= clause.start < b for a, b in covered)


def only_describes(sentence: Sentence, parts: list[Clause], at: int) -> bool:
    """Whether a relative clause only says who is meant: `judges who resisted were moved`, `those who came`.

    Harm done to them, or by them to others, is told all the same.
    """
    clause = parts[at]
    if clause.kind != "relative" or clause.shares_subject or verb_class(clause.lemma) in _TOLD_ANYWAY:
        return False
    before = sentence.tokens[clause.first - 1] if clause.first else None
    meant = before is not None and (before.lower in _THOSE or noun_class_of(before) == "persons")
    if meant and (clause.first == 1 or not (before and before.tags & CAPITALISED)):
        return True
    main = parts[at + 1] if at + 1 < len(parts) else clause
    return (
        main.kind != "relative"
        and main.subject is not None
        and main.subject[0] < clause.start < main.subject[1]
    )


def _subject(parts: list[Clause], at: int) -> tuple[int, int] | None:
    """The subject of a clause without the relative clause in it (`Chad, which hosts Sudanese, …`)."""
    subject = parts[at].subject
    if subject is None:
        return None
    inner = [p.start for p in parts[:at] if p.kind == "relative" and subject[0] < p.start < subject[1]]
    return subject[0], min([subject[1], *inner])


def tied(
    unit: Unit,
    parts: list[Clause],
    at: int,
    end: int,
    named: list[Mention],
    fronted: list[Mention],
    *,
    listed: bool,
    at_home: bool,
) -> tuple[list[Mention], str]:
    """The country mentions that a clause is tied to, and the rule that says so.

    `listed`: the clause before only lists countries (`examples include …`). `at_home`: the report is about
    one country, so that one in a relative clause of the subject says nothing (`men from Chad who had fled
    Mali attacked`).
    """
    if not named:
        return [], "carried-country"
    clause = parts[at]
    own = [m for m in within(named, clause.verb[1], end) if not _names_helper(unit, clause, m)]
    span = _subject(parts, at)
    subject = within(named, *span) if span else []
    after_all = _AFTER_WHICH.match(unit.text, clause.start) is not None  # no relative clause but in form
    if clause.kind == "relative" and not clause.shares_subject and not after_all:
        antecedent = _antecedent(unit, clause, named, listed=listed)
        if antecedent or own:
            return antecedent + own, "relative-clause"
    if subject and clause.fronted and _goes_on(unit, fronted, subject[0]):
        return fronted + subject + own, "fronted-country"
    if subject:
        return subject + own, "subject-state"
    if fronted and fronted[-1].start < clause.verb[0]:
        places = [m for m in fronted if not only_helps(unit, m)] if own else fronted
        return places + own, "fronted-country" if places else "clause-country"
    if own:
        return own, "clause-country"
    if clause.subject and not at_home and clause.kind != "relative":
        return within(named, *clause.subject), "subject-state"
    return [], "clause-country"


def _antecedent(unit: Unit, clause: Clause, named: list[Mention], *, listed: bool) -> list[Mention]:
    """The countries before a relative clause, where it tells what they did or what was done there."""
    antecedent = antecedent_countries(unit, clause, named)
    where = unit.text.startswith("where ", clause.start)
    return antecedent if listed or where or (antecedent and _is_party(unit, antecedent)) else []


def _is_party(unit: Unit, antecedent: list[Mention]) -> bool:
    """`its dialogue with Chad, which refused`: no place (`projects in Chad, which raised awareness`)."""
    return len(antecedent) == 1 and _PARTY.search(unit.text, 0, antecedent[0].start) is not None


def _goes_on(unit: Unit, before: list[Mention], country: Mention) -> bool:
    """Whether the list of the fronted phrase goes on: `In A, B, C and D, the Office …`."""
    return bool(before) and unit.text[before[-1].end : country.start] in (", ", ", the ")


def only_helps(unit: Unit, mention: Mention) -> bool:
    """`Under a project funded by the Government of X,`: the State that helps is no place of the act."""
    return _HELPER.search(unit.text, max(0, mention.start - _LEAD), mention.start) is not None


def only_funds(unit: Unit, mention: Mention) -> bool:
    """`with support from X`: the State that helps is neither agent nor place."""
    return _FUNDER.search(unit.text, max(0, mention.start - _LEAD), mention.start) is not None


def _names_helper(unit: Unit, clause: Clause, mention: Mention) -> bool:
    """`with the support of the Danish Institute`: the adjective in a helper's name says no place."""
    if not mention.rule_id.endswith("demonym"):
        return False
    return _WITH_HELP.search(unit.text, clause.verb[1], mention.start) is not None


def taken_over(
    unit: Unit, parts: list[Clause], at: int, before: list[Mention], *, alone: bool
) -> tuple[list[Mention], str]:
    """The countries of the clause `before`, where this one has none and goes on about the same.

    `visited prisons in X and met the Minister`, `X replied that it had released them`; `alone`: the
    sentence names no other country (`A leader was killed in X; seven men were convicted`).
    """
    clause = parts[at]
    if at == 0 or not before:
        return [], "clause-country"
    if clause.shares_subject and clause.kind == parts[at - 1].kind:
        harms = verb_class(clause.lemma) == verb_class(parts[at - 1].lemma) == "harm"  # of one attack
        points = _POINTS_BACK.search(unit.text, clause.verb[1], clause.end) is not None
        court = clause.subject is not None and _COURT.search(unit.text, *clause.subject) is not None
        goes_on = harms or points or court or (clause.kind == "complement" and _names_state(unit, clause))
    elif clause.kind == "complement":
        goes_on = _names_state(unit, clause)
    else:
        goes_on = clause.kind == "main" and clause.tense in PAST_TENSES and alone
    return (before, "carried-clause") if goes_on else ([], "clause-country")


def _names_state(unit: Unit, clause: Clause) -> bool:
    """Whether the subject is `it`, `the Government` or the like."""
    return clause.subject is not None and _BACK_TO_STATE.match(unit.text, *clause.subject) is not None
