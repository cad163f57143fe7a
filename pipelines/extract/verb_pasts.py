"""Whether a form in -ed, or an irregular past, is a finite verb or a participle beside a noun.

Belongs here: the judgement from the word before and the word after. Does not belong here: forms in
-s and plain forms (`verb_groups`), or the choice among doubtful verbs (`verb_choice`).
"""

import re

from pipelines.extract import tokens as t
from pipelines.extract.numerals import is_month, numeral
from pipelines.extract.tokens import Token
from pipelines.extract.verb_words import NOMINAL, SUBJECT_PRONOUNS

# Pasts of verbs that take no object: after a noun they are its verb, never a participle beside it.
_NEVER_MODIFIES = frozenset(
    "remained appeared seemed resulted contributed occurred emerged happened persisted participated "
    "belonged existed consisted coincided".split()
)
# Participles that a number may follow: `a letter dated 22 October`, `a child aged 5`.
_BEFORE_NUMBERS = frozenset({"dated", "aged", "numbered", "valued", "totalled", "updated", "entitled"})
_NAMING = frozenset({"called", "named", "entitled", "titled", "dubbed", "termed", "labelled"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOSTLY_ADJECTIVES = frozenset({"limited", "armed", "related", "concerned", "displaced", "disadvantaged"})
_INQUIRING = frozenset({"asked", "inquired", "enquired", "wondered"})
QUESTIONS = frozenset({"how", "what", "why", "whether"})
_VERBS_BEFORE_TO = frozenset(  # as participles these have no `to`
    "led decided sought attempted refused continued pledged vowed managed opted failed tended "
    "declined".split()
)


def past_is_verb(token: Token, before: Token, nxt: Token | None) -> bool | None:
    """True: surely a finite verb; False: perhaps; None: no."""
    tags = token.tags
    if not tags & t.PARTICIPLE:
        return None if tags & (t.NOUN | t.ADJECTIVE) and before.tags & t.DETERMINER else True
    if before.lower in SUBJECT_PRONOUNS or before.lower in ("who", "which"):
        return True
    if nxt is None:
        return bool(before.tags & NOMINAL) and token.lower in _NEVER_MODIFIES
    if before.tags & NOMINAL and (_has_subject(token, before, nxt) or _inquires(token, nxt)):
        return True
    return _beside_noun(token, before, nxt)


def _inquires(token: Token, nxt: Token) -> bool:
    """`civil society asked how the law would work`."""
    return token.lower in _INQUIRING and nxt.lower in QUESTIONS


def _has_subject(token: Token, before: Token, nxt: Token) -> bool:
    """Whether the noun or name before a past form is its subject, by the form or by what follows it."""
    if token.lower in _NEVER_MODIFIES or (nxt.lower == "to" and token.lower in _VERBS_BEFORE_TO):
        return True
    if before.tags & t.ADJECTIVE or nxt.tags & t.PREPOSITION or token.lower in _MOSTLY_ADJECTIVES:
        return False
    if nxt.lower.endswith(("’s", "'s")) and before.tags & t.NOUN:
        return True  # `the Director highlighted UNFPA’s role`
    # `the Envoy supported efforts`
    return bool(
        before.tags & t.CAPITALISED and nxt.tags & (t.NOUN | t.PLURAL) and not nxt.tags & t.CAPITALISED
    )


def _beside_noun(token: Token, before: Token, nxt: Token) -> bool | None:
    """The same, where the form may as well be a participle."""
    if token.lower in _MOSTLY_ADJECTIVES and not nxt.tags & (t.DETERMINER | t.PRONOUN):
        return None
    if nxt.lower == "by":
        return None
    only_modifies = before.tags & t.ADJECTIVE and not before.tags & (NOMINAL | t.ADVERB)
    if only_modifies and nxt.tags & (t.NOUN | t.PLURAL) and not nxt.tags & t.DETERMINER:
        return None  # `outstanding assessed contributions`
    if nxt.tags & (t.DETERMINER | t.PRONOUN) or nxt.lower == "that" or _has_object(token, before, nxt):
        return bool(before.tags & (NOMINAL | t.RELATIVE) or before.lower in (")", "”", ","))
    return False


def _has_object(token: Token, before: Token, nxt: Token) -> bool:
    """Whether a number or a name is the object: `the authorities exhumed 65 bodies`, `men attacked Goma`;
    no `to release detained Indigenous leaders`.
    """
    if token.lower in _BEFORE_NUMBERS or _YEAR.fullmatch(nxt.text):
        return False
    names = (
        nxt.tags & t.CAPITALISED
        and not before.tags & t.BASE
        and token.lower not in _NAMING
        and not is_month(nxt.lower)
    )
    return bool(names) or numeral(nxt) is not None
