"""The word lexicon's forms, for whoever only asks whether something is a word.

Belongs here: reading `words.csv` as a set. Does not belong here: parts of speech (`extract.tokens`).
"""

import csv
from functools import cache
from importlib.resources import files


@cache
def forms() -> frozenset[str]:
    """Every lemma and inflected form, in small letters."""
    lines = (files("pipelines.lexicons") / "words.csv").read_text(encoding="utf-8").splitlines()
    found: set[str] = set()
    for row in csv.DictReader(lines):
        found.add(row["lemma"])
        found.update(row["forms"].replace("|", "/").split("/"))
    return frozenset(found - {""})
