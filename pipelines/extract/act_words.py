"""The reviewed word lists of acts: classes of verbs and of nouns.

Belongs here: reading `lexicons/acts/verbs.yml` and `nouns.yml`. Does not belong here: what the
classes say about an act (`act_types`) or which noun of an object counts (`act_objects`).
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml

from pipelines.extract.tokens import Token

_SUBJECT_LISTS = frozenset({"organs", "courts"})


@cache
def _lists(name: str) -> dict[str, frozenset[str]]:
    """Class → words, from `lexicons/acts/<name>.yml`."""
    text = (files("pipelines.lexicons") / "acts" / f"{name}.yml").read_text(encoding="utf8")
    return {kind: frozenset(words.split()) for kind, words in yaml.safe_load(text).items()}


@cache
def _classes(name: str) -> dict[str, str]:
    """Word → class. The first class that lists a word has it; `organs` and `courts` classify subjects."""
    classes: dict[str, str] = {}
    for kind, words in _lists(name).items():
        if kind not in _SUBJECT_LISTS:
            for word in words:
                classes.setdefault(word, kind)
    return classes


def singular(word: str) -> str:
    """The singular of a regular English plural; other words as they are.

    >>> [singular(w) for w in ("policies", "networks", "process", "laws", "network's")]
    ['policy', 'network', 'process', 'law', 'network']
    """
    word = word.removesuffix("'s").removesuffix("’s")
    if word.endswith("ies") and word not in ("series", "species"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def verb_class(lemma: str) -> str:
    """The class of a verb; `other` for one that no list names (the class of acts is open)."""
    return _classes("verbs").get(lemma, "other")


def noun_class_of(token: Token) -> str | None:
    """The class of a noun by itself, by its singular, or by the last part of a compound."""
    nouns = _classes("nouns")
    word = token.lower
    kind = nouns.get(word) or nouns.get(singular(word))
    if kind is None and "-" in word:
        kind = nouns.get(singular(word.rsplit("-", 1)[1]))
    return kind


def names_organ(words: Iterable[Token]) -> bool:
    """Whether the words name an organ of a State (`the police`, `the authorities`)."""
    organs = _lists("nouns")["organs"]
    return any(token.lower in organs for token in words)


def names_court(words: Iterable[Token]) -> bool:
    """Whether the words name a court or a prosecutor."""
    courts = _lists("nouns")["courts"]
    return any(token.lower in courts for token in words)


def is_state_organ(actor_id: str) -> bool:
    """Whether an actor's id is that of a State or names one of its organs.

    >>> is_state_organ("state-per"), is_state_organ("ministry-of-justice-of-peru"), is_state_organ("unicef")
    (True, True, False)
    """
    if actor_id.startswith("state-") or actor_id in ("national-authorities", "states"):
        return True
    first = actor_id.split("-")
    return not _STATE_HEADS.isdisjoint(first) and _UN_HEADS.isdisjoint(first)


def is_court(actor_id: str) -> bool:
    """Whether an actor's id names a court or a prosecutor.

    >>> is_court("supreme-court-of-ghana"), is_court("ministry-of-justice-of-ghana")
    (True, False)
    """
    return not _COURT_HEADS.isdisjoint(actor_id.split("-"))


_COURT_HEADS = frozenset("court courts tribunal prosecutor prosecutors attorney".split())
_STATE_HEADS = frozenset(
    "ministry minister ministries government parliament police army president senate prime cabinet "
    "governor presidency gendarmerie".split()
)
_UN_HEADS = frozenset("united nations council committee commission security general assembly forum".split())
