"""Sentences that can report a practice or a gap at all, and the words that tell.

Belongs here: reading `lexicons/practices_gaps/cues.yml`, and leaving out headings, titles in lists,
operative paragraphs, orders and sentences that only present the document. Does not belong here: the
label of a sentence (`practices_gaps`).
"""

import re
from functools import cache
from importlib.resources import files

import yaml

from pipelines.extract.asking_words import words
from pipelines.extract.clauses import Clause
from pipelines.extract.tokens import (
    ADJECTIVE,
    BASE,
    CAPITALISED,
    CONJUNCTION,
    DETERMINER,
    FINITE,
    GERUND,
    NOUN,
    PLURAL,
    PREPOSITION,
    PUNCTUATION,
    THIRD,
    TO,
    Token,
    verb_lemma,
)
from pipelines.extract.units import Sentence
from pipelines.extract.verb_words import is_adverb

_SHORTEST = 4
_NOT_HEADS = frozenset({"not", "only"})
_OPENING_VERBS = frozenset(
    {"have", "proceed", "confirm", "envisage", "call", "suspend", "transmit", "refer", "open"}
)
_OVERCOMING_REACH = 5  # words
_OBJECT_REACH = 7
_HEADING_TOKENS = 15  # a shorter stretch without a full stop is a heading glued into the text
_ENDS = (".", "?", "!", ";", ":", "”", '"', ")")
_NOTE = re.compile(r"(?:\d{1,3} )?(?:See|Ibid|Cf|https?|www)\b")  # the text of a note, glued in
# `held its twenty-fourth session`: bodies meet; a court's session is a trial.
_SESSION = re.compile(
    r"\bheld its [a-z-]+(?:st|nd|rd|th) (?:(?:regular|annual|special) )?(?:session|meeting)\b"
)
# A title in a list of documents: `Confidence-building measures (resolution 79/27);`.
_TITLE_END = re.compile(r"\((?:see )?(?:resolutions?|decisions?|General Assembly)[^()]{0,60}\)[;:.,]?$")


# `Details are provided in table 3`: the document points to itself.
_POINTS_TO = re.compile(
    r"\b(?:is|are) (?:provided|presented|set out|contained|described|shown|included|detailed|given|outlined) "
    r"in (?:the |its )?(?:\w+ )?(?:paragraphs?|tables?|annex(?:es)?|figures?|sections?|chapters?)\b"
)
# An ask made once more reports nothing new.
_RENEWED = re.compile(
    r"\b(?:reiterate|renew|repeat|echo|restate)\w* (?:his|her|its|their|my|the)(?: \w+){0,2} "
    r"(?:calls?|appeals?|requests?|recommendations?|demands?|invitations?)\b"
)


@cache
def cues() -> dict[str, frozenset[str]]:
    """Cue lists of `lexicons/practices_gaps/cues.yml`."""
    text = (files("pipelines.lexicons") / "practices_gaps" / "cues.yml").read_text(encoding="utf8")
    return {
        kind: frozenset(words.split()) for kind, words in yaml.safe_load(text).items() if kind != "background"
    }


@cache
def _background() -> re.Pattern[str]:
    """Phrases of sentences that only present the document."""
    text = (files("pipelines.lexicons") / "practices_gaps" / "cues.yml").read_text(encoding="utf8")
    phrases = [p.strip() for p in yaml.safe_load(text)["background"].split("|")]
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in phrases if p) + r")\b", re.I)


def reports_something(text: str, sentence: Sentence) -> bool:
    """Whether the sentence is a statement about the world: no heading, order, resolution or preface."""
    size = len(sentence.tokens)
    if size < _SHORTEST or (not text.endswith(_ENDS) and size < _HEADING_TOKENS):
        return False
    if "•" in text or _POINTS_TO.search(text) or _SESSION.search(text) or _RENEWED.search(text):
        return False
    return not (_background().search(text) or _is_operative(sentence) or _is_imperative(sentence))


def telling_words(sentence: Sentence, start: int, end: int) -> frozenset[str]:
    """The lower-case words that begin in `[start, end)`; a problem that is being overcome tells nothing.

    `measures to address gaps`, `despite delays`: the sentence is about something else.
    """
    problems = cues()["gap_words"] | cues()["harm_words"]
    overcome = cues()["overcoming"]
    words = set()
    since = _OVERCOMING_REACH  # words since the last one that overcomes
    for at, token in enumerate(sentence.tokens):
        reach, since = since, 0 if token.lower in overcome else since + 1
        if token.lower == "fragile" and _is_setting(sentence, at):
            continue
        if at and token.tags & CAPITALISED and token.lower in problems:
            continue  # a word of a name: `the Committee against Torture`
        if any(x.lower in cues()["relieving"] for x in sentence.tokens[at + 1 : at + 2]):
            continue  # `poverty alleviation`
        if start <= token.start < end and (reach >= _OVERCOMING_REACH - 1 or token.lower not in problems):
            words.add(token.lower)
    return frozenset(words)


def head_words(sentence: Sentence, main: Clause) -> list[Token]:
    """The last two words of the subject's noun phrase, before what a preposition adds to it."""
    if main.subject is None:
        return []
    phrase = [x for x in sentence.tokens if main.subject[0] <= x.start < main.subject[1]]
    stop = next((k for k, x in enumerate(phrase) if k and x.tags & (PREPOSITION | PUNCTUATION)), len(phrase))
    while stop > 1 and (is_adverb(phrase[stop - 1]) or phrase[stop - 1].lower in _NOT_HEADS):
        stop -= 1  # `These attacks not only`
    return phrase[max(0, stop - 2) : stop]


def is_problem(words: frozenset[str]) -> bool:
    """Whether the words name a shortcoming, or a harm that nothing beside it counters."""
    if not words.isdisjoint(cues()["gap_words"]):
        return True
    return not words.isdisjoint(cues()["harm_words"]) and words.isdisjoint(cues()["counters"])


def _is_setting(sentence: Sentence, at: int) -> bool:
    """Whether an adjective says where something is done (`in fragile and complex settings`)."""
    return any(x.lower in cues()["settings"] for x in sentence.tokens[at + 1 : at + 4])


def only_tells(sentence: Sentence, main: Clause) -> bool:
    """Whether the main clause only asks questions, makes recommendations, avows or gives an update."""
    tokens = sentence.tokens
    after = frozenset(x.lower for x in tokens[main.verb_at + 1 : main.verb_at + _OBJECT_REACH])
    if main.lemma in cues()["avowing"] and main.voice == "active" and not after.isdisjoint(cues()["avowed"]):
        return True
    if main.lemma in cues()["denying"] and not after.isdisjoint(cues()["deniable"]):
        return True
    if main.lemma in cues()["echoing"] and not after.isdisjoint(cues()["views"]):
        return True
    follows = tokens[main.verb_at + 1].lower if main.verb_at + 1 < len(tokens) else ""
    if main.lemma == "refer" and main.voice == "active" and follows in ("the", "States", "him", "her"):
        return True  # `refers the State party to its general comment`
    if main.voice == "passive" and main.lemma in cues()["minded"] and follows in ("to", "on", "at"):
        return True
    if main.lemma not in cues()["giving"]:
        return False
    if main.voice == "passive":
        told = [x for x in tokens if main.subject and main.subject[0] <= x.start < main.subject[1]]
    else:
        told = tokens[main.verb_at + 1 : main.verb_at + _OBJECT_REACH]
    head = [x.lower for x in told]
    cut = next((k for k, word in enumerate(head) if word in ("of", "on", "to", "in", "for", ",")), len(head))
    cut = len(head) if head[:cut] == ["a", "number"] else cut
    return not cues()["told"].isdisjoint(head[:cut])


def is_procedural(sentence: Sentence, main: Clause, lemma: str) -> bool:
    """Whether the verb only moves people and papers: `extended an invitation`, not `extended the scheme`."""
    if lemma not in cues()["procedural"] or main.negated:
        return False
    after = [x.lower for x in sentence.tokens[main.verb_at + 1 : main.verb_at + _OBJECT_REACH]]
    if lemma == "set":
        return after[:1] != ["up"]
    if lemma not in cues()["often_procedural"] or main.voice == "passive":
        return True
    return not cues()["papers"].isdisjoint(after)


def is_title(text: str) -> bool:
    """Whether a sentence without a sure verb is a note, or ends like an item of a list of documents."""
    return text.endswith(";") or bool(_TITLE_END.search(text) or _NOTE.match(text))


def _is_imperative(sentence: Sentence) -> bool:
    """Whether the sentence is an item of a list of things to do (`Ensure that …;`)."""
    first, second = sentence.tokens[:2]
    opens = bool(
        first.tags & BASE and first.tags & CAPITALISED and not first.tags & (PREPOSITION | CONJUNCTION)
    )
    if second.text == "No":
        return False  # `Act No. 12 gives …`
    if first.tags & ADJECTIVE and second.tags & ADJECTIVE and not second.tags & DETERMINER:
        return False  # `Free legal aid is provided`
    return opens and bool(second.tags & (DETERMINER | ADJECTIVE)) and not second.tags & (PREPOSITION | FINITE)


def _is_operative(sentence: Sentence) -> bool:
    """`Decides to …`, `Recalling …,`: a resolution speaks, it reports no step."""
    first = sentence.tokens[0]
    if not first.tags & CAPITALISED or first.tags & (DETERMINER | PREPOSITION):
        return False
    speaks = words().speech | words().operative | words().verbs.keys() | _OPENING_VERBS
    if first.tags & THIRD and verb_lemma(first.lower) not in speaks:
        return False  # `Dams collapsed`
    if first.tags & THIRD and not first.tags & NOUN:
        return (
            not first.tags & PLURAL
            or sentence.tokens[1].tags & (DETERMINER | CAPITALISED | TO | PREPOSITION) != 0
        )
    return bool(first.tags & GERUND) and sentence.tokens[-1].lower == ","
