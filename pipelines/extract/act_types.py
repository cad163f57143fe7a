"""What kind of act a clause reports: the verb's class and its noun's class give the action type.

Belongs here: reading `lexicons/acts/` and the look-up. Does not belong here: finding acts
(`country_actions`) or clauses (`clauses`).
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml

from pipelines.extract.tokens import Token

# Classes of nouns that say little (`support for`, `review of`): what they are of says more.
_WEAK = {"institution": "institution", "weak_monitoring": "monitoring"}


@cache
def _words(name: str) -> dict[str, str]:
    """Word → class, from `lexicons/acts/<name>.yml`. The first class that lists a word has it."""
    text = (files("pipelines.lexicons") / "acts" / f"{name}.yml").read_text(encoding="utf8")
    classes: dict[str, str] = {}
    for kind, words in yaml.safe_load(text).items():
        for word in words.split():
            classes.setdefault(word, kind)
    return classes


@cache
def _listed(name: str, kind: str) -> frozenset[str]:
    """The words of one class of `lexicons/acts/<name>.yml`."""
    text = (files("pipelines.lexicons") / "acts" / f"{name}.yml").read_text(encoding="utf8")
    return frozenset(yaml.safe_load(text)[kind].split())


@cache
def _types() -> dict[str, dict[str, str]]:
    """Verb class → noun class → action type."""
    text = (files("pipelines.lexicons") / "acts" / "types.yml").read_text(encoding="utf8")
    types: dict[str, dict[str, str]] = yaml.safe_load(text)
    return types


def singular(word: str) -> str:
    """The singular of a regular English plural; other words as they are.

    >>> [singular(w) for w in ("policies", "networks", "process", "laws", "network's")]
    ['policy', 'network', 'process', 'law', 'network']
    """
    word = word.removesuffix("'s").removesuffix("’s")
    if word.endswith("ies") and word not in ("series", "species"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def verb_class(lemma: str) -> str:
    """The class of a verb; `other` for one that no list names (the class of acts is open)."""
    return _words("verbs").get(lemma, "other")


def noun_class(words: Iterable[Token]) -> str | None:
    """The class of the first word that a list of nouns names; a weak one counts where no other does."""
    nouns = _words("nouns")
    weak: str | None = None
    for token in words:
        kind = nouns.get(token.lower) or nouns.get(singular(token.lower))
        if kind in _WEAK:
            weak = weak or _WEAK[kind]
        elif kind is not None and kind not in ("organs", "courts"):
            return kind
    return weak


def names_organ(words: Iterable[Token]) -> bool:
    """Whether the words name an organ of a State (`the police`, `the authorities`)."""
    organs = _listed("nouns", "organs")
    return any(token.lower in organs for token in words)


def names_court(words: Iterable[Token]) -> bool:
    """Whether the words name a court or a prosecutor."""
    courts = _listed("nouns", "courts")
    return any(token.lower in courts for token in words)


def action_type(lemma: str, noun: str | None, *, by_state: bool, by_court: bool) -> str:
    """The action type of an act from its verb, the class of its noun and who acts."""
    kind = verb_class(lemma)
    types = _types().get(kind, _types()["other"])
    if by_court and kind in ("perform", "issue", "talk", "other", "rule"):
        return "accountability"
    if by_state and kind in ("help", "make", "rule", "other") and noun in ("law", "institution"):
        return types.get("state_law", "law_or_policy")
    if noun in types:
        return types[noun]
    return types.get("state", types["default"]) if by_state else types["default"]
