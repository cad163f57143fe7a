"""Who acts in a clause, with whom, and on whom.

Belongs here: picking agents, partners and targets among the actors that `actors` found, and the
fallbacks where no name is printed. Does not belong here: finding actors' names (`actors`).
"""

import re

from pipelines.extract.act_words import names_organ
from pipelines.extract.clauses import Clause
from pipelines.extract.tokens import Token, span_of
from pipelines.extract.units import Mention, Unit

_MANY = 3
_PRONOUNS = frozenset({"he", "she", "it", "they"})
# What may stand between two actors of one subject: `A, B and C`, `A (acronym), together with B`.
_LINK = re.compile(
    r"^[\s,]*(?:\([^)]*\))?[\s,]*(?:and|or|as well as|together with|jointly with|along with|"
    r"in (?:collaboration|cooperation|partnership|conjunction) with)?[\s,]*(?:the|a|an)?"
    r"(?: ?[Gg]overnments? of(?: the)?)?\s*$"
)
_PREMODIFIES = re.compile(r" [a-z]+")
_FUNCTION_WORDS = frozenset(
    "of in and or on for to by with from at who which that was were is are has have as".split()
)
# Classes that are helped or consulted: named after `with` they take part, they do not act.
_BENEFICIARIES = frozenset(
    {"states", "civil-society", "human-rights-defenders", "businesses", "contributors"}
)
_JOINT_VERBS = frozenset(
    {"collaborate", "cooperate", "partner", "meet", "liaise", "agree", "co-host", "sign"}
)
_JOINT = re.compile(
    r"\bjoint\b|\bjointly with\b|\btogether with\b|\bin (?:close )?(?:collaboration|cooperation|partnership|"
    r"coordination|conjunction) with\b"
)
_ON_BEHALF = (
    r"(?:(?:[Rr]epresentatives?|[Pp]residents|[Hh]eads of State|[Dd]elegations?|[Mm]embers|[Oo]fficials|"
    r"[Gg]overnments?|[Aa]mbassadors?|Permanent Representatives?) (?:of|from) (?:the )?)?"
)
_WITH = re.compile(rf"\bwith (?:the |its |a )?{_ON_BEHALF}$|\bwith [^.;]{{0,60}}, including (?:the )?$")
_SEVERAL = re.compile(
    r"(?:[Bb]oth|[Tt]he (?:two|three|four)) (?:countries|States|Governments|sides|leaders|neighbours)\b"
)
_TOWN = re.compile(r"\b(?:in|at|near|of) (?:[A-Z][\w'’\-]+ ){0,3}[A-Z][\w'’\-]+, (?:the )?$")
_OWN_COUNTRY = re.compile(r"(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:country|[Gg]overnment)\b")
_ASIDE = re.compile(r"[a-z] [a-z]+ed by (?:the )?$")
_BETWEEN = re.compile(r"\bbetween\b")
_LISTED = re.compile(r"(?:,|,? and|,? or)(?: the)? ")
_STATE_HEAD = re.compile(
    r"(?:^|[,(]|\band|\bor|\b[Gg]overnments? of|\bby|\bState of|\bRepublic of)\s*(?:the\s*)?$"
)


def agents(unit: Unit, tokens: list[Token], clause: Clause, end: int, earlier: tuple[str, ...]) -> list[str]:
    """The actors that do what the clause says; `unspecified` or a class where no name is printed."""
    if clause.voice == "passive":
        return _by_phrase(unit, clause, end) or _unnamed(tokens, clause, passive=True)
    if clause.subject is None:
        return ["unspecified"]
    said = unit.text[slice(*clause.subject)]
    words = said.lower().split() or [""]
    if words[0] in _PRONOUNS or words[-1] in _PRONOUNS or _OWN_COUNTRY.match(said):  # `In 2023 she`
        return list(earlier[:1]) or ["unspecified"]
    inside = [m for m in unit.actors if clause.subject[0] <= m.start < clause.subject[1]]
    # `a group suspected by Member States re-established`: they act in the aside only
    named = _chain(unit, [m for m in inside if not _ASIDE.search(unit.text, clause.subject[0], m.start)])
    return named or _unnamed(tokens, clause, passive=False)


def antecedent(unit: Unit, clause: Clause) -> Mention | None:
    """The actor that a relative clause follows directly (`the Office of X that created …`)."""
    for mention in reversed(unit.actors):
        if mention.end <= clause.start:
            follows = not unit.text[mention.end : clause.start].strip(" ,")
            return mention if follows and not mention.target.startswith("state-") else None
    return None


def _chain(unit: Unit, mentions: list[Mention]) -> list[str]:
    """The first mention and those joined to it."""
    out: list[str] = []
    before: Mention | None = None
    for mention in mentions:
        if before is not None and not _LINK.match(unit.text[before.end : mention.start]):
            break
        out.append(mention.target)
        before = mention
    return list(dict.fromkeys(out))


def _by_phrase(unit: Unit, clause: Clause, end: int) -> list[str]:
    """The by-agent of a passive, or whoever supported it."""
    text = unit.text
    for m in re.finditer(
        rf"\bby (?:the )?{_ON_BEHALF}|\bwith the (?:support|assistance) of (?:the )?",
        text[clause.verb[1] : end],
    ):
        at = clause.verb[1] + m.end()
        named = [x for x in unit.actors if at - 4 <= x.start < end]
        if named and named[0].start <= at + 1:
            return _chain(unit, named)
    for mention in unit.actors:  # `Two OHCHR guidance documents were issued`
        if clause.subject and clause.subject[0] <= mention.start and mention.end < clause.subject[1]:
            follows = _PREMODIFIES.match(text, mention.end)
            if follows and follows.group().strip() not in _FUNCTION_WORDS:
                return [mention.target]
    return []


def _unnamed(tokens: list[Token], clause: Clause, *, passive: bool) -> list[str]:
    """`national-authorities` for an unnamed organ of the State, else `unspecified`."""
    if clause.subject is None or passive:
        low, high = clause.verb[1], clause.end
        words = tokens[slice(*span_of(tokens, low, high))]
        by = next((i for i, x in enumerate(words) if x.lower == "by"), None)
        return (
            ["national-authorities"]
            if by is not None and names_organ(words[by : by + 5])
            else ["unspecified"]
        )
    words = tokens[slice(*span_of(tokens, *clause.subject))]
    return ["national-authorities"] if names_organ(words) else ["unspecified"]


def for_country(unit: Unit, clause: Clause, iso: str, acting: list[str], isos: list[str]) -> list[str]:
    """The agents of the row for one country: a State that acts acts only for itself."""
    states = {f"state-{x.lower()}" for x in isos}
    own = f"state-{iso.lower()}"
    if own in acting and sum(a.startswith("state-") for a in acting) >= _MANY:
        return [own, *(a for a in acting if not a.startswith("state-"))]  # each State of a list for itself
    if own in acting and set(acting) <= states:
        return [own]
    unnamed = set(acting) <= {"unspecified", "national-authorities", "states"}
    if unnamed and clause.subject and _SEVERAL.match(unit.text, *clause.subject):
        return [own]
    if unnamed and (_is_party(unit, clause, own) or _is_subject_state(unit, clause, iso)):
        return [own]
    return list(acting)


def _is_party(unit: Unit, clause: Clause, state: str) -> bool:
    """`an agreement between A and B was signed`: both signed it."""
    if clause.subject is None or _BETWEEN.search(unit.text, *clause.subject) is None:
        return False
    return any(m.target == state and clause.subject[0] <= m.start < clause.subject[1] for m in unit.actors)


def _is_in_address(text: str, mention: Mention) -> bool:
    """`a centre in Juba, South Sudan, …`: the country after a town and before a comma."""
    return text.startswith(",", mention.end) and _TOWN.search(text, 0, mention.start) is not None


def _is_subject_state(unit: Unit, clause: Clause, iso: str) -> bool:
    """Whether the country itself is the subject (or the antecedent), not just a place in it."""
    if clause.voice == "passive":
        return False
    start = clause.subject[0] if clause.subject else clause.start
    if clause.kind == "relative":
        start = max(0, start - 120)
    heads = False  # whether the country before in the list is the subject itself, no place in it
    end = start
    for mention in unit.countries:
        if not start <= mention.start < clause.verb[0]:
            continue
        listed = end > start and _LISTED.fullmatch(unit.text, end, mention.start) is not None
        alone = mention.start == start or _STATE_HEAD.search(unit.text[start : mention.start]) is not None
        alone = alone and not _is_in_address(unit.text, mention)
        heads = heads if listed else alone
        end = mention.end
        if heads and mention.target == iso:
            return True
    return False


def partners(unit: Unit, clause: Clause, end: int) -> tuple[list[str], list[str]]:
    """(those who act jointly with the agent, those who only take part), from `with X`."""
    text = unit.text
    with_them = [
        m for m in unit.actors
        if clause.start <= m.start < end and _WITH.search(text[max(clause.start, m.start - 90) : m.start])
        and not clause.fronted_holds(m.start)
    ]  # fmt: skip
    if not with_them:
        return [], []
    first = with_them[0]
    named = _chain(unit, [m for m in unit.actors if first.start <= m.start < end])
    joint = clause.lemma in _JOINT_VERBS or bool(_JOINT.search(text[clause.start : first.start]))
    acting = [a for a in named if joint and a not in _BENEFICIARIES]
    return acting, [a for a in named if a not in acting]


def join(acting: list[str], joint: list[str], own: str) -> None:
    """Adds those who act jointly; of several States, to the row of a country only its own."""
    others = [a for a in joint if a not in acting and (a == own or own not in joint or a[:6] != "state-")]
    if others and acting == ["unspecified"]:
        acting.clear()
    acting += others


def targets(unit: Unit, clause: Clause, end: int) -> list[str]:
    """The first actor after the verb that is neither a by-agent nor a partner."""
    for mention in unit.actors:
        if clause.verb[1] <= mention.start < end:
            lead = unit.text[max(clause.verb[1], mention.start - 12) : mention.start]
            if not re.search(r"\b(?:by|with)\b", lead):
                return [mention.target]
    return []
