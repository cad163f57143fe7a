"""Small closed sets of words that the reading of verbs shares.

Belongs here: words that more than one of `verb_groups`, `verb_choice` and `clauses` look for. Does
not belong here: open word classes (`tokens`).
"""

from pipelines.extract import tokens as t
from pipelines.extract.tokens import Token

NOMINAL = t.NOUN | t.PLURAL | t.CAPITALISED | t.PRONOUN | t.NUMBER
COORDINATORS = frozenset({"and", "or", "but", "nor", "yet"})
NOT_ADVERBS = frozenset("also then further both already since still yet all each now".split())
SUBJECT_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i"})
PLURAL_PRONOUNS = frozenset("they we i you these those some many several others most".split())
CLOSED = t.DETERMINER | t.PREPOSITION | t.CONJUNCTION | t.MODAL | t.BE | t.HAVE | t.TO | t.PRONOUN


def is_adverb(token: Token) -> bool:
    """Whether the word stands between subject and verb without being either."""
    if token.lower in NOT_ADVERBS and token.lower not in ("all", "each", "both"):
        return True
    return bool(token.tags & t.ADVERB) and not token.tags & (CLOSED | t.NOUN | t.CAPITALISED)


def is_denied(tokens: list[Token], at: int) -> bool:
    """Whether `not` or `never` stands before the participle at `at`: `designed but never funded`."""
    return tokens[at - 1].lower in ("not", "never")
