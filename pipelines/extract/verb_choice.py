"""Which of a sentence's possible verb groups are verbs, and where a new clause may begin.

Belongs here: the choice among ambiguous groups by what the stretch around them needs. Does not
belong here: finding the groups (`verb_groups`) or building clauses from them (`clauses`).
"""

from pipelines.extract import tokens as t
from pipelines.extract.numerals import numeral
from pipelines.extract.tokens import Token
from pipelines.extract.verb_groups import VerbGroup, goes_on_passive
from pipelines.extract.verb_words import COORDINATORS, NOMINAL, is_adverb, is_denied

SUBORDINATORS = frozenset(
    "while whereas although though because if unless when where whether that after before since until "
    "as so once".split()
)
_BOTH = frozenset("after before since until as".split())  # prepositions, unless a subject and a verb follow
_SUBJECT_REACH = 8  # tokens of a subject after such a word
RELATIVES = frozenset({"which", "who", "whom", "whose", "that", "where"})


def choose(tokens: list[Token], groups: list[VerbGroup]) -> list[VerbGroup]:
    """Keeps the sure groups, and of the doubtful ones those that a clause needs.

    A doubtful form (`established`, `visits`) is a verb where its stretch — from the last clause
    border to the next — holds no sure verb, or where it is coordinated with a verb already kept.
    """
    kept: list[VerbGroup] = []
    owner, border = -1, 0  # index of the last border at which a verb was kept, and of the next one
    borders = borders_of(tokens)
    main_at = -1  # first token of the first verb that no border introduces
    opening = _opening_phrase(tokens)
    for at, group in enumerate(groups):
        while border < len(borders) and borders[border] <= group.first:
            border += 1
        if group.sure or _follows_relative(tokens, group.first):
            kept.append(group)
            owner = border
            main_at = group.first if border == 0 and main_at < 0 else main_at
            continue
        if kept and _shares_auxiliary(tokens, groups, at, kept[-1]):
            negated = kept[-1].negated or is_denied(tokens, group.first)
            kept.append(group._replace(voice="passive", tense=kept[-1].tense, negated=negated))
            continue
        if group.first < opening and _verb_after(groups, at, opening, borders):
            continue  # `In a letter dated 22 October, the group called for`
        if _is_plural_noun(tokens, groups, at, min(_limit(borders, border), len(tokens))):
            continue
        coordinated = kept and (
            _coordinated(tokens, kept[-1], group)
            or _in_series(tokens, groups, at, kept[-1])
            or _resumes(tokens, group, main_at, borders)
        )
        needed = owner != border and not _sure_ahead(tokens, groups, at, _limit(borders, border))
        start = borders[border - 1] if border else 0
        resumed = bool(kept and tokens[group.main].tags & t.PAST) and _after_semicolon(tokens, group.first)
        if resumed or ((coordinated or needed) and _has_subject(tokens, group.first, start)):
            kept.append(group)
            owner = border
            main_at = group.first if border == 0 and main_at < 0 else main_at
    return kept


def outside_brackets(tokens: list[Token], groups: list[VerbGroup]) -> list[VerbGroup]:
    """Without the doubtful forms in brackets: `Chad (requested in 2005), Fiji and Kenya` is one clause."""
    inside, depth = [False] * len(tokens), 0
    for at, token in enumerate(tokens):
        inside[at] = depth > 0
        depth += (token.text == "(" and at > 0) - (token.text == ")" and depth > 0)
    return [group for group in groups if group.sure or not inside[group.first]]


def _follows_relative(tokens: list[Token], at: int) -> bool:
    """Whether `who` or `which` is the subject of the verb at `at` (not in `in which armed groups`)."""
    return tokens[at - 1].lower in ("who", "which") and not tokens[at - 2].tags & t.PREPOSITION


def _opening_phrase(tokens: list[Token]) -> int:
    """Index of the comma that ends the prepositional phrase which opens the sentence; 0 where none does."""
    if not tokens or not tokens[0].tags & t.PREPOSITION or opens_finite(tokens, 0):
        return 0
    return next((k for k in range(1, len(tokens)) if tokens[k].lower in (",", ";")), 0)


def _verb_after(groups: list[VerbGroup], at: int, opening: int, borders: list[int]) -> bool:
    """Whether another possible verb follows the opening phrase before a new clause begins."""
    limit = next((b for b in borders if b > opening), 10**9)
    return any(opening < g.first < limit for g in groups[at + 1 : at + 6])


def _is_plural_noun(tokens: list[Token], groups: list[VerbGroup], at: int, limit: int) -> bool:
    """Whether a form in -s closes the noun phrase that opens the sentence, its verb following.

    `Living conditions at the camps remained`: a singular subject would have an article or a name.
    """
    group = groups[at]
    if not tokens[group.main].tags & t.PLURAL or not tokens[group.main].tags & t.THIRD:
        return False
    if at + 1 >= len(groups) or groups[at + 1].first >= limit:
        return False
    nxt = tokens[group.last + 1].tags
    if groups[at + 1].first == group.last + 1 and nxt & t.PAST:
        return True  # `Security forces shot at crowds`
    if not nxt & (t.PREPOSITION | t.CONJUNCTION | t.PUNCTUATION):
        return False
    phrase = tokens[: group.first]
    plain = all(not x.tags & (t.DETERMINER | t.PRONOUN | t.NUMBER | t.PUNCTUATION) for x in phrase)
    return plain and not any(x.tags & t.CAPITALISED for x in phrase[1:])


def _resumes(tokens: list[Token], group: VerbGroup, main_at: int, borders: list[int]) -> bool:
    """Whether a doubtful verb after a comma is the main verb, an embedded clause standing before it."""
    after_comma = tokens[group.first - 1].lower == ","
    return main_at < 0 and after_comma and bool(borders) and bool(tokens[group.main].tags & t.FINITE)


def borders_of(tokens: list[Token]) -> list[int]:
    """Token indexes at which a new clause may begin."""
    out = []
    for at, token in enumerate(tokens):
        joins = token.lower in ("and", "but") and tokens[at - 1].lower == "," and _may_open(tokens, at + 1)
        if joins or token.lower in (";", ":") or opens_finite(tokens, at):
            out.append(at)
    return out


def _may_open(tokens: list[Token], at: int) -> bool:
    """Whether the word after `, and` may open a clause of its own (`, and in Togo, the Office …`)."""
    return at < len(tokens) and bool(tokens[at].tags & (t.PREPOSITION | t.DETERMINER | t.PRONOUN))


def _limit(borders: list[int], border: int) -> int:
    """Where the stretch ends: at the next border."""
    return borders[border] if border < len(borders) else 10**9


def _sure_ahead(tokens: list[Token], groups: list[VerbGroup], at: int, limit: int) -> bool:
    """Whether a sure verb follows before `limit` that needs no verb before it."""
    for group in groups[at + 1 : at + 6]:
        if group.first >= limit:
            return False
        if group.sure:
            return not (tokens[groups[at].main].tags & t.PAST and _goes_on(tokens, groups, at, group))
    return False


def _goes_on(tokens: list[Token], groups: list[VerbGroup], at: int, later: VerbGroup) -> bool:
    """Whether the sure verb `later` needs the one at `at` before it.

    `held at least 30 women, beat them and …`, `travelled to X, opened a fair and praised …`.
    """
    if _after_joint(tokens, later.first):
        return True
    verb = groups[at]
    if tokens[later.first - 1].lower != "," or tokens[verb.first - 1].lower == ",":
        return False
    return _opens_object(tokens, verb.last + 1) or _ends_series(tokens, groups, groups.index(later))


def _opens_object(tokens: list[Token], at: int) -> bool:
    """Whether the word at `at` opens an object (`at least` too, a preposition does not)."""
    if at >= len(tokens):
        return False
    if tokens[at].tags & (NOMINAL | t.DETERMINER | t.ADJECTIVE) or tokens[at].lower == "at":
        return True
    return numeral(tokens[at]) is not None


def _after_joint(tokens: list[Token], at: int) -> bool:
    """Whether `and` or `but` stands before `at`: a verb there goes on after one of the same subject."""
    at -= 1
    while at > 0 and is_adverb(tokens[at]):
        at -= 1
    return tokens[at].lower in COORDINATORS


def _in_series(tokens: list[Token], groups: list[VerbGroup], at: int, verb: VerbGroup) -> bool:
    """`held a meeting, shared comments with X and advised Y`: a past in the middle of a list of verbs."""
    group = groups[at]
    if tokens[group.first - 1].lower != "," or not tokens[group.main].tags & t.PAST:
        return False
    if verb.voice == "passive" or not tokens[verb.main].tags & t.PAST or not _ends_series(tokens, groups, at):
        return False
    if _opens_object(tokens, group.last + 1):
        return True
    rest = [x.lower for x in tokens[group.last + 1 :]]
    joint = next((x for x in rest if x in ("and", ",")), "")
    return joint == "and" and rest[0] != "by"  # `lobbied for a law and trained volunteers`


def _ends_series(tokens: list[Token], groups: list[VerbGroup], at: int) -> bool:
    """Whether `and` and another past follow in the stretch."""
    for group in groups[at + 1 : at + 4]:
        if any(x.lower == ";" or x.tags & t.RELATIVE for x in tokens[groups[at].last : group.first]):
            return False
        if tokens[group.main].tags & (t.PAST | t.PARTICIPLE) and _after_joint(tokens, group.first):
            return True
    return False


def _shares_auxiliary(tokens: list[Token], groups: list[VerbGroup], at: int, verb: VerbGroup) -> bool:
    """`was arrested, beaten with a rod and threatened`: participles after one `was`."""
    group = groups[at]
    if not goes_on_passive(tokens, verb, group.main):
        return False
    return _after_joint(tokens, group.first) or _ends_series(tokens, groups, at)


def _coordinated(tokens: list[Token], verb: VerbGroup, group: VerbGroup) -> bool:
    """Whether `and` (or a comma) joins `group` to the verb before it (`adopted … and published`)."""
    at = group.first - 1
    while at > verb.last and is_adverb(tokens[at]):
        at -= 1
    if tokens[at].lower in COORDINATORS or tokens[at].lower == ";":
        same = (tokens[group.main].tags & t.FINITE) == (tokens[verb.main].tags & t.FINITE)
        finite = tokens[group.main].tags & t.PAST and tokens[verb.main].tags & (t.PAST | t.PARTICIPLE)
        nxt = tokens[group.last + 1] if group.last + 1 < len(tokens) else None
        if at == verb.last + 1:
            return bool(same or finite)
        if _modifies_noun(tokens, group.main, at):
            return False
        return bool(
            (same or finite) and nxt is not None and not nxt.tags & t.PUNCTUATION and nxt.lower != "by"
        )
    return False


def _after_semicolon(tokens: list[Token], at: int) -> bool:
    """Whether `;` or `; and` stands before `at`: an item of a list of verbs."""
    if tokens[at - 1].lower in COORDINATORS and at > 1:
        at -= 1
    return tokens[at - 1].lower == ";"


def _modifies_noun(tokens: list[Token], at: int, joint: int) -> bool:
    """Whether the word at `at` is an adjective that joins a noun (`overcrowding and limited resources`) or
    an adjective (`civilian and uniformed MINUSCA personnel`).
    """
    if at + 1 >= len(tokens):
        return False
    nxt = tokens[at + 1].tags
    if tokens[joint - 1].tags & t.ADJECTIVE and not tokens[joint - 1].tags & t.PLURAL:
        return bool(nxt & (t.NOUN | t.PLURAL | t.CAPITALISED)) and not nxt & t.DETERMINER
    if not tokens[at].tags & t.ADJECTIVE:
        return False
    names = nxt & (t.NOUN | t.PLURAL | t.ADJECTIVE) and not nxt & (
        t.DETERMINER | t.PREPOSITION | t.CAPITALISED
    )
    return bool(names and tokens[joint - 1].tags & (t.NOUN | t.PLURAL))


def _has_subject(tokens: list[Token], at: int, start: int) -> bool:
    """Whether something nominal outside a prepositional opening stands before `at`."""
    return any(x.tags & (NOMINAL | t.RELATIVE) for x in tokens[start:at][-12:])


def _finite_ahead(tokens: list[Token], at: int) -> bool:
    """Whether a subject and surely a verb follow (`after discussions failed to`, `as he had spent`)."""
    for k in range(at, min(at + _SUBJECT_REACH, len(tokens) - 1)):
        tags = tokens[k].tags
        if tags & (t.PUNCTUATION | t.RELATIVE | t.TO | t.GERUND):
            return False
        if k > at and tags & t.THIRD and not tags & (t.NOUN | t.PLURAL):
            return True
        if tags & (t.MODAL | t.BE | t.HAVE) or (tags & t.PAST and not tags & (t.PARTICIPLE | t.NOUN)):
            return k > at
        if (
            tags & t.PAST
            and k > at
            and tokens[k + 1].tags & (t.TO | t.DETERMINER)
            and tokens[k - 1].tags & NOMINAL
        ):
            return True
    return False


def opens_finite(tokens: list[Token], at: int) -> bool:
    """Whether the word at `at` introduces a finite clause (`when visiting` does not)."""
    token = tokens[at]
    if token.lower not in RELATIVES and token.lower not in SUBORDINATORS:
        return False
    if token.lower in _BOTH and not token.tags & (t.RELATIVE | t.CONJUNCTION):
        return at > 0 and _finite_ahead(tokens, at + 1)
    if not token.tags & (t.RELATIVE | t.CONJUNCTION):
        return False
    nxt = tokens[at + 1].tags if at + 1 < len(tokens) else 0
    if token.lower == "that" and at and (tokens[at - 1].tags & t.PREPOSITION or nxt & t.PREPOSITION):
        return False
    return not nxt & (t.GERUND | t.PREPOSITION) or bool(token.tags & t.RELATIVE)
