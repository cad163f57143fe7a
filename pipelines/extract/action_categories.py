"""How specific an action a recommendation asks for, in the five categories of UPR Info.

Belongs here: the first verb of what is asked and its list in `lexicons/reviews`. Does not belong
here: finding the recommendation (`reviews`).
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from pipelines.extract.tokens import ADVERB, BASE, NOUN, PLURAL, tags_of

MINIMAL, CONTINUING, CONSIDERING, GENERAL, SPECIFIC = 1, 2, 3, 4, 5
_WORD = re.compile(r"[^\W\d_][\w'’-]*|,")
_REPORTED = re.compile(
    r"\s*(?:\w+ )?(?:recommended|recommends|urged|requested) (?:to |that )?", re.IGNORECASE
)
_VERB_ENDINGS = ("ize", "ise", "ify", "ate")
_NEAR = 8  # words after the verb among which its object's head stands
_OPENERS = frozenset(
    "in with within while noting as regarding concerning at on for by given through under considering "
    "recognizing bearing taking having following pursuant after before until during based building despite "
    "although recalling welcoming since because if when where so along together among".split()
)


class _Lists(NamedTuple):
    """The lexicon, as sets."""

    category: dict[str, int]
    sought: frozenset[str]
    always_minimal: frozenset[str]
    specific_with: dict[str, frozenset[str]]
    light: frozenset[str]
    vague: frozenset[str]
    definite: frozenset[str]
    skip: frozenset[str]
    others_asked: tuple[str, ...]


def is_base_verb(word: str) -> bool:
    """Whether a lower-case word can be a bare verb, by the lexicons or by its ending (`criminalize`).

    >>> is_base_verb("decriminalise"), is_base_verb("legislation")
    (True, False)
    """
    tags = tags_of(word)
    return bool(tags & BASE) or word in _lists().category or (not tags and word.endswith(_VERB_ENDINGS))


@cache
def _lists() -> _Lists:
    text = (files("pipelines.lexicons") / "reviews" / "action_categories.yml").read_text(encoding="utf8")
    raw: dict[str, Any] = yaml.safe_load(text)
    category: dict[str, int] = {}
    names = {"minimal": MINIMAL, "continuing": CONTINUING, "considering": CONSIDERING, "general": GENERAL}
    for name, code in (*names.items(), ("specific", SPECIFIC)):
        for verb in (*raw[name]["published"], *raw[name].get("others", [])):
            category.setdefault(verb, code)
    light = raw["specific"]["general_with"]
    return _Lists(
        category,
        frozenset(raw["minimal"]["with"]),
        frozenset(raw["minimal"]["always"]),
        {verb: frozenset(words) for verb, words in raw["general"]["specific_with"].items()},
        frozenset(light["verbs"]),
        frozenset(light["words"]),
        frozenset(light["unless"]),
        frozenset(raw["skip"]),
        tuple(raw["others_asked"]),
    )


def category_of(text: str) -> int | None:
    """The category of what a recommendation asks, None where no verb is found.

    >>> category_of("Continue to consider ratifying the Convention"), category_of("Fully implement the law")
    (2, 5)
    """
    text = text[match.end() :] if (match := _REPORTED.match(text)) else text
    lists = _lists()
    if text.lower().startswith(lists.others_asked):
        return MINIMAL
    words = [w.lower() for w in _WORD.findall(text)]
    at = _first_verb(words, lists)
    if at is None:
        return None
    verb, after = words[at], words[at + 1 : at + 1 + _NEAR]
    return _judge(verb, [w for w in after if w != ","], lists)


def _judge(verb: str, after: list[str], lists: _Lists) -> int:
    """The category of a verb with the words after it."""
    category = lists.category.get(verb, SPECIFIC)
    if category == MINIMAL and verb not in lists.always_minimal:
        if lists.sought.isdisjoint(after):
            return GENERAL if verb == "seek" else SPECIFIC
    elif category == GENERAL and not lists.specific_with.get(verb, frozenset()).isdisjoint(after):
        return SPECIFIC
    elif verb in lists.light and not lists.vague.isdisjoint(after):
        first = next(i for i, w in enumerate(after) if w in lists.vague)
        return SPECIFIC if not lists.definite.isdisjoint(after[: first + 2]) else GENERAL
    return category


def _first_verb(words: list[str], lists: _Lists) -> int | None:
    """Where the first verb of what is asked stands, opening phrases and adverbs passed over."""
    at = 0
    if words and words[0] in _OPENERS:
        at = _after_opening(words, lists)
    for i in range(at, len(words)):
        word = words[i]
        tags = tags_of(word)
        if word in lists.skip or word == "," or (tags & ADVERB and not tags & BASE) or word.endswith("ly"):
            continue
        if is_base_verb(word):
            return i
        if i == at:
            return _passive(words, i)
    return None


def _after_opening(words: list[str], lists: _Lists) -> int:
    """Past `In cooperation with civil society,`: where a comma is followed by a bare verb."""
    for i, word in enumerate(words[:-1]):
        if word == ",":
            n = i + 1
            while n < len(words) - 1 and (words[n] in lists.skip or words[n].endswith("ly")):
                n += 1
            tags = tags_of(words[n])
            if words[n] in lists.category or (is_base_verb(words[n]) and not tags & (NOUN | PLURAL)):
                return n
    return 0


def _passive(words: list[str], at: int) -> int | None:
    """A text that opens with a noun: its first verb of the lists, else None."""
    tags = [tags_of(word) for word in words]
    return next((i for i in range(at, len(words)) if tags[i] & BASE and not tags[i] & NOUN), None)
