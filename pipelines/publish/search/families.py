"""Which words belong together: one family is searched for as one word.

Belongs here: the family of a word (stem, irregular plural, reviewed exception) and the words of a
vocabulary by family. Does not belong here: the query language.

A family is the Snowball stem of its words, with two amendments. An inflected form goes with its lemma
(`women`, `children`, `held`: no stemmer sees these), unless it is a word of its own (`left`, `found`).
And `lexicons/search/families.csv` keeps apart what the stemmer mixes up (`minor`, `minority`).
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import snowballstemmer

from pipelines.publish.search.words import tokens

LEXICONS = Path(__file__).parents[2] / "lexicons"
INFLECTED = ("noun", "verb")

_STEMMER = snowballstemmer.stemmer("english")


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def stop_words() -> frozenset[str]:
    """Words that a query leaves out when it has others."""
    return frozenset(line["word"] for line in _lines(LEXICONS / "search" / "stop_words.csv"))


@cache
def _exceptions() -> dict[str, str]:
    return {line["word"]: line["family"] for line in _lines(LEXICONS / "search" / "families.csv")}


@cache
def _lexicon() -> tuple[dict[str, str], frozenset[str]]:
    """Inflected form to lemma, and every word that the lexicon has; a form that is a lemma too is its own."""
    lines = _lines(LEXICONS / "words.csv")
    lemmas = {line["lemma"] for line in lines}
    lemma_of: dict[str, str] = {}
    for line in lines:
        if line["part_of_speech"] in INFLECTED:
            forms = (form for part in line["forms"].split("|") for form in part.split("/"))
            for form in forms:
                if form and form not in lemmas:
                    lemma_of.setdefault(form, line["lemma"])
    return lemma_of, frozenset(lemmas | set(lemma_of))


@cache
def family_of(word: str) -> str:
    """The name of the word's family; the word is folded already."""
    exceptions = _exceptions()
    if word in exceptions:
        return exceptions[word]
    lemma = _lexicon()[0].get(word)
    return family_of(lemma) if lemma else str(_STEMMER.stemWord(word))


def with_families(vocabulary: Iterable[str]) -> dict[str, str]:
    """Word to family: the vocabulary, and the forms that it has not of the families it has.

    So a query for `woman` finds its family in a text that only has `women`.
    """
    found = {word: family_of(word) for word in vocabulary}
    present = set(found.values())
    for form in _lexicon()[1] | set(_exceptions()):
        cut = tokens(form)
        if len(cut) == 1 and cut[0] not in found and family_of(cut[0]) in present:
            found[cut[0]] = family_of(cut[0])
    return dict(sorted(found.items()))
