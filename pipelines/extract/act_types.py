"""What kind of act a clause reports: the verb's class and its noun's class give the action type.

Belongs here: the look-up in `lexicons/acts/types.yml`. Does not belong here: finding acts
(`country_actions`), the word lists (`act_words`), or which noun counts (`act_objects`).
"""

from functools import cache
from importlib.resources import files

import yaml

from pipelines.extract.act_words import verb_class

# What a court does with these is its business, whatever the noun.
_JUDICIAL = frozenset(
    {"relief", "commit", "perform", "issue", "talk", "other", "rule", "order", "sign", "make", "review"}
)
_LEGISLATIVE = frozenset({"help", "make", "rule", "other", "perform", "review", "joint", "attend", "fund"})


@cache
def _types() -> dict[str, dict[str, str]]:
    """Verb class → noun class → action type."""
    text = (files("pipelines.lexicons") / "acts" / "types.yml").read_text(encoding="utf8")
    types: dict[str, dict[str, str]] = yaml.safe_load(text)
    return types


def action_type(lemma: str, noun: str | None, *, by_state: bool, by_court: bool) -> str:
    """The action type of an act from its verb, the class of its noun and who acts."""
    kind = verb_class(lemma)
    types = _types().get(kind, _types()["other"])
    if by_court and kind in _JUDICIAL and (noun != "release" or kind == "order"):
        return "accountability"
    if by_state and kind in _LEGISLATIVE and noun in ("law", "institution"):
        return types.get("state_law", "law_or_policy")
    if noun in types:
        return types[noun]
    return types.get("state", types["default"]) if by_state else types["default"]
