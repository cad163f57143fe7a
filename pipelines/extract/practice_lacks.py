"""What is scarce, absent, taken away or done to people without safeguards: gaps that no verb of harm tells.

Belongs here: frames of a few words (`only two of them`, `no register exists`, `without a warrant`,
`but no board was set up`), and trials of those whom reports defend. Does not belong here: verbs of harm
(`practice_harms`), what somebody says (`practice_speech`).
"""

from pipelines.extract.act_guards import denies
from pipelines.extract.act_verbs import main_verb
from pipelines.extract.act_words import verb_class
from pipelines.extract.clauses import Clause
from pipelines.extract.practice_guards import cues, head_words, telling_words
from pipelines.extract.tokens import GERUND, NUMBER, Token, verb_lemma
from pipelines.extract.units import Sentence

Label = tuple[str, str] | None

_GAP = ("gap", "problem-predicate")
_HELPING = frozenset("help relief teach counter protect fund".split())  # classes of verbs
_IDLE = frozenset({"stative", "other"})  # after these, `and does not …` counts too
_MAKING = frozenset({"make", "rule"})
_REACH = 6  # words after the verb in which its object's head stands
_SAFEGUARD_REACH = 6  # words after `without`
_NO_REACH = 2  # words of `no such body`
_NEGATIVE = frozenset("no none nobody few little neither".split())
_NOT_GIVEN = frozenset("no little few neither scant minimal".split())
_OTHER_WAYS = frozenset("other longer doubt one country state".split())  # `no other`, `no longer`, `no doubt`
_UNFAIR = frozenset("unfair secret summary summarily absentia coerced".split())
_SPARE = frozenset("only just merely barely scarcely".split())
_PARTS = frozenset(
    """a an one two three four five six seven eight nine ten half third quarter fifth some handful few
    fraction minority very about around once twice""".split()
)


def of_lack(sentence: Sentence, parts: list[Clause], main: Clause) -> Label:
    """The label of a sentence that says that something is scarce, missing, withheld or taken away."""
    done = cues()["counters"] | cues()["steps"]
    is_measure = any(
        x.lower in done for x in head_words(sentence, main)
    )  # `measures were taken for people without`
    kind = verb_class(main_verb(sentence, main)[1])
    helps, is_made = is_measure or kind in _HELPING, kind in _MAKING
    missed = cues()["safeguards"] | (frozenset() if is_made else cues()["needs"])
    if is_scarce(sentence.tokens) or (not helps and _lacks(sentence.tokens, missed)):
        return _GAP
    if _takes_away(sentence, main):
        return _GAP
    if _seldom(sentence, main) or _prevents(sentence, main):
        return "gap", "negated-act"
    rest = [c for c in parts if c.start > main.start]
    embedded = [c for c in rest if c.kind in ("relative", "adverbial")]
    if nothing_is(sentence, main) or any(_objects(sentence, main, c) for c in rest):
        return "gap", "negated-act"
    if not helps and (
        any(_cannot(sentence, c) for c in parts) or any(nothing_is(sentence, c) for c in embedded)
    ):
        return "gap", "negated-act"
    return _persecutes(sentence, main)


def is_scarce(tokens: list[Token]) -> bool:
    """`only 17 per cent of seats`, `just four departments`, not `not only two`, `only a court can`."""
    for at, token in enumerate(tokens[:-2]):
        if token.lower not in _SPARE or (at and tokens[at - 1].lower in ("not", "the", "if")):
            continue
        nxt, then = tokens[at + 1], tokens[at + 2]
        counted = nxt.lower in _PARTS and then.lower not in ("way", "solution", "state", "country", "body")
        if nxt.tags & NUMBER or (counted and (nxt.lower not in ("a", "an") or then.lower in _PARTS)):
            return True
    return False


def _lacks(tokens: list[Token], missed: frozenset[str]) -> bool:
    """`without (a) warrant`, `without access to a lawyer`, in what is told as a fact."""
    for at, token in enumerate(tokens):
        if token.lower != "without" or (at and tokens[at - 1].lower in ("not", "nor")):
            continue
        follows = [x.lower for x in tokens[at + 1 : at + 1 + _SAFEGUARD_REACH]]
        cut = next((k for k, word in enumerate(follows) if word in (",", "and", "or", "that")), len(follows))
        if not missed.isdisjoint(follows[:cut]):
            return True
    return False


def _takes_away(sentence: Sentence, main: Clause) -> bool:
    """`cancelled the registration of`, `slashed the budget`, `fired tear gas`: what people have is taken."""
    tokens = sentence.tokens
    lemma = main_verb(sentence, main)[1]
    if lemma in cues()["using"] and any(x.lower in cues()["weapons"] for x in tokens[main.verb_at :]):
        return not main.negated
    if main.negated or lemma not in cues()["taking"] | cues()["withholding"]:
        return False
    if main.voice == "passive":
        told = [x for x in tokens if main.subject and main.subject[0] <= x.start < main.subject[1]]
    else:
        told = tokens[main.verb_at + 1 : main.verb_at + 1 + _REACH]
    taken = cues()["withheld" if lemma in cues()["withholding"] else "taken"]
    return any(x.lower in taken for x in told)


def nothing_is(sentence: Sentence, clause: Clause) -> bool:
    """Whether something is missing: `few received help`, `there is no remedy`; not `nobody was killed`."""
    tokens = sentence.tokens
    lemma = main_verb(sentence, clause)[1]
    harms = cues()["harm_words"] | cues()["gap_words"] | cues()["unmissed"]
    if verb_class(lemma) == "harm" or lemma in cues()["gap_verbs"] | cues()["unharmed"] or clause.negated:
        return False
    if clause.modal is not None or lemma in cues()["procedural"]:
        return False
    given = [x.lower for x in tokens[clause.verb_at + 1 : clause.verb_at + 1 + _REACH]]
    has = lemma in ("have", "own", "inherit", "receive", "get", "earn", "enjoy", "offer", "provide")
    less = has and (
        not _NOT_GIVEN.isdisjoint(given[:1]) or given[:2] in (["less", "than"], ["fewer", "than"])
    )
    if less or (given[:1] == ["no"] and clause.voice == "active" and lemma != "be"):
        return harms.isdisjoint(given) and _OTHER_WAYS.isdisjoint(given)
    if clause.subject is None:
        return False
    subject = [x for x in tokens if clause.subject[0] <= x.start < clause.subject[1]]
    first = subject[0].lower if subject else ""
    if first == "there" and lemma in ("be", "exist", "remain"):
        subject = tokens[clause.verb_at + 1 : clause.verb_at + 1 + _REACH]
        first = subject[0].lower if subject else ""
    words = [x.lower for x in subject]
    if first not in _NEGATIVE or (words[1:2] == [] and first in ("little", "few") and lemma == "be"):
        return False
    return _OTHER_WAYS.isdisjoint(words[1:_NO_REACH]) and harms.isdisjoint(words)


def _objects(sentence: Sentence, main: Clause, clause: Clause) -> bool:
    """`…, but has no funds`, `…, yet nobody was appointed`: the second half of the sentence counts."""
    tokens = sentence.tokens
    joint = next((k for k in range(clause.first - 1, max(clause.first - 3, -1), -1)
                  if tokens[k].lower not in (",", "that")), -1)  # fmt: skip
    opens = tokens[joint].lower if joint >= 0 else ""
    joins = {"but", "yet"}
    if clause.negated and verb_class(main_verb(sentence, main)[1]) in _IDLE:
        joins |= {"and", "or"}
    if opens not in joins and tokens[clause.first].lower not in joins:
        return False
    lemma = main_verb(sentence, clause)[1]
    if clause.modal in ("should", "must", "will", "would"):
        return False
    if clause.negated:
        return lemma not in cues()["unharmed"] and not _is_only(tokens, clause)
    told = telling_words(sentence, clause.start, clause.end)
    voiced = clause.lemma in ("be", "remain") and not cues()["gap_predicates"].isdisjoint(told)
    if nothing_is(sentence, clause) or is_scarce(tokens[clause.first :]):
        return True
    return lemma in cues()["gap_verbs"] or voiced or not cues()["gap_words"].isdisjoint(told)


def _seldom(sentence: Sentence, main: Clause) -> bool:
    """`seldom consult workers`: hardly a step."""
    near = sentence.tokens[max(0, main.verb_at - 2) : main.verb_at + 1]
    return any(x.lower in ("seldom", "rarely", "hardly", "scarcely", "infrequently") for x in near)


def _prevents(sentence: Sentence, main: Clause) -> bool:
    """`prevents people from fishing`; not `prevents police from beating detainees`."""
    if main_verb(sentence, main)[1] not in cues()["hindering"] or main.negated or main.voice == "passive":
        return False
    if denies(sentence, main):
        return False  # `nothing prevents`
    after = sentence.tokens[main.verb_at + 1 : main.verb_at + 2 + 2 * _REACH]
    at = next((k for k, x in enumerate(after[:-1]) if x.lower == "from"), None)
    if at is None or not after[at + 1].tags & GERUND:
        return False
    rest = {x.lower for x in after}
    return verb_class(verb_lemma(after[at + 1].lower) or "") != "harm" and cues()["harm_words"].isdisjoint(
        rest
    )


def _cannot(sentence: Sentence, clause: Clause) -> bool:
    """`many cannot afford bail`, `could not challenge the order`; not `rights cannot be suspended`."""
    is_unable = clause.modal == "cannot" or (clause.modal in ("can", "could") and clause.negated)
    kind = "abilities" if clause.voice == "active" else "closed"
    return is_unable and clause.lemma in cues()[kind]


def _is_only(tokens: list[Token], clause: Clause) -> bool:
    """`but had not only …`."""
    return any(x.lower == "only" for x in tokens[clause.verb_at - 2 : clause.verb_at + 3])


def _persecutes(sentence: Sentence, main: Clause) -> Label:
    """`journalists were sentenced`, `she was charged with sedition`: no justice, unless for a crime."""
    tokens = sentence.tokens
    lemma = main_verb(sentence, main)[1]
    if lemma not in cues()["prosecuting"] or main.negated or main.tense == "future" or main.subject is None:
        return None
    told = {x.lower for x in tokens[main.verb_at + 1 :]}
    if main.voice == "passive":
        told |= {x.lower for x in tokens if main.subject[0] <= x.start < main.subject[1]}
    if not cues()["offenders"].isdisjoint(told):
        return None
    if not _UNFAIR.isdisjoint(told):
        return "gap", "harm-verb"
    persecuted = not cues()["persecuted"].isdisjoint(told) or not cues()["charges"].isdisjoint(told)
    return ("gap", "harm-verb") if persecuted else None
