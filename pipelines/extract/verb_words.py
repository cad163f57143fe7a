"""Small closed sets of words that the reading of verbs shares.

Belongs here: words that more than one of `verb_groups`, `verb_choice` and `clauses` look for. Does
not belong here: open word classes (`tokens`).
"""

from pipelines.extract import tokens as t

NOMINAL = t.NOUN | t.PLURAL | t.CAPITALISED | t.PRONOUN | t.NUMBER
COORDINATORS = frozenset({"and", "or", "but", "nor", "yet"})
NOT_ADVERBS = frozenset("also then further both already since still yet all each".split())
SUBJECT_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i"})
PLURAL_PRONOUNS = frozenset("they we i you these those some many several others most".split())
