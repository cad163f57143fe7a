"""Words and their possible parts of speech.

Belongs here: cutting a text into tokens and looking each up in the word lexicon. Does not belong
here: deciding which reading of an ambiguous word holds in its clause (`clauses`), or anything about
what is said.

The lexicon is `lexicons/words.csv`, derived from the NIH SPECIALIST Lexicon by way of lemminflect.
It makes the verb class open: about 6,500 verbs with all their forms, not a list of "action verbs".
`lexicons/words_added.csv` has the verbs of UN prose that it lacks; what is built by rule (`co-hosted`,
`criminalized`) is read by rule.
"""

import csv
import re
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import NamedTuple

# Possible readings of a word, a bit each: a token's `tags` is their union.
BASE, THIRD, PAST, PARTICIPLE, GERUND = 1, 2, 4, 8, 16  # adopt, adopts, adopted, adopted, adopting
NOUN, PLURAL, ADJECTIVE, ADVERB = 32, 64, 128, 256
DETERMINER, PREPOSITION, PRONOUN, CONJUNCTION, MODAL = 512, 1024, 2048, 4096, 8192
BE, HAVE, DO, NEGATION, TO, NUMBER = 16384, 32768, 65536, 131072, 262144, 524288
CAPITALISED, PUNCTUATION, RELATIVE = 1048576, 2097152, 4194304
VERB = BASE | THIRD | PAST | PARTICIPLE | GERUND
FINITE = THIRD | PAST

_CLOSED_CLASSES: dict[int, str] = {
    DETERMINER: "the a an this that these those each every any some no all both several many most such "
    "another other its their his her our my your whose either neither certain various numerous few",
    PREPOSITION: "of in on at by for with from to into within without under over through throughout during "
    "against among amongst between across towards toward upon about after before since until despite "
    "concerning regarding including following alongside around behind beyond near per via as than "
    "outside inside pending notwithstanding versus like unlike",
    PRONOUN: "i we you he she it they them him us me themselves itself himself herself who whom "
    "something someone anyone everyone nobody nothing others none",
    CONJUNCTION: "and or but nor yet while whereas although though because if unless when where whether",
    MODAL: "can could may might must shall should will would ought cannot",
    BE: "be am is are was were been being",
    HAVE: "have has had having",
    DO: "do does did doing done",
    NEGATION: "not never neither nor n't",
    TO: "to",
    RELATIVE: "which who whom whose that where",
}
# Before these a hyphen joins a prefix to a verb, which stays a verb (`co-hosted`, `re-elected`).
_VERB_PREFIXES = frozenset({"co", "re", "de", "mis"})
_IZE = {"ize": BASE, "izes": THIRD, "ized": PAST | PARTICIPLE | ADJECTIVE, "izing": GERUND}
_IZE |= {ending.replace("iz", "is"): tag for ending, tag in _IZE.items()}
_SHORTEST_IZE = 8  # letters: shorter words in -ise are nouns more often (`premise`)
_SHORTEST_AGAIN = 8  # letters: `reallocate`
_TOKEN = re.compile(r"\d[\d.,]*\d|\w[\w'’\-]*|[^\w\s]")


class Token(NamedTuple):
    """A word or a punctuation mark; offsets are those of the text it was cut from."""

    start: int
    end: int
    text: str
    lower: str
    tags: int


@cache
def _lexicon() -> tuple[dict[str, int], dict[str, str]]:
    """Form → tags, and verb form → lemma."""
    tags: dict[str, int] = {}
    lemmas: dict[str, str] = {}
    folder = files("pipelines.lexicons")
    lines = [
        line
        for name in ("words.csv", "words_added.csv")
        for line in (folder / name).read_text(encoding="utf8").splitlines()[1:]
    ]
    for lemma, kind, forms in csv.reader(lines):
        for form, tag in _inflected(lemma, kind, forms):
            tags[form] = tags.get(form, 0) | tag
            if tag & VERB:
                lemmas.setdefault(form, lemma)
    for tag, words in _CLOSED_CLASSES.items():
        for word in words.split():
            tags[word] = tags.get(word, 0) | tag
    for word in ["be", "have", "do"]:
        lemmas[word] = word
    for tag, lemma in ((BE, "be"), (HAVE, "have"), (DO, "do")):
        for word in _CLOSED_CLASSES[tag].split():
            lemmas[word] = lemma
    return tags, lemmas


def _inflected(lemma: str, kind: str, forms: str) -> list[tuple[str, int]]:
    """The (form, tag) pairs of one lexicon line."""
    columns = forms.split("|")
    if kind == "noun":
        return [(lemma, NOUN)] + [(form, PLURAL) for form in columns[0].split("/") if form]
    if kind in ("adj", "adv"):
        return [(lemma, ADJECTIVE if kind == "adj" else ADVERB)]
    past, participle, gerund, third = (columns + [""] * 4)[:4]
    pairs = [(lemma, BASE)]
    pairs += [(form, PAST) for form in past.split("/") if form]
    pairs += [(form, PARTICIPLE) for form in (participle or past).split("/") if form]
    pairs += [(form, GERUND) for form in gerund.split("/") if form]
    return pairs + [(form, THIRD) for form in third.split("/") if form]


def tags_of(word: str) -> int:
    """The union of the readings of a lower-case word; 0 for a word the lexicon does not know.

    >>> bool(tags_of("adopted") & PAST), bool(tags_of("adopted") & NOUN)
    (True, False)
    """
    known = _lexicon()[0].get(word)
    if known is not None:
        return known
    if word.endswith(("'s", "’s")):
        return NOUN
    if _again(word):
        return tags_of(word[2:]) & VERB
    if "-" in word:
        first, last = word.rsplit("-", 1)
        if first in _VERB_PREFIXES and tags_of(last) & VERB:
            return tags_of(last)
        return tags_of(last) & ~(BASE | THIRD | PAST) | ADJECTIVE
    return _IZE.get(_ize_ending(word), 0)


def _again(word: str) -> bool:
    """Whether an unknown word is a known verb done again (`reintroduce`)."""
    stem = _lexicon()[0].get(word[2:], 0) if word.startswith("re") and len(word) >= _SHORTEST_AGAIN else 0
    return bool(stem & VERB)


def _ize_ending(word: str) -> str:
    """The ending of a verb in -ize that no list knows (`criminalized`), "" for other words."""
    at = max(word.rfind("iz"), word.rfind("is"))
    return word[at:] if at > 0 and len(word) >= _SHORTEST_IZE and word[at:] in _IZE else ""


def verb_lemma(form: str) -> str | None:
    """The base form of a verb form in lower case, None for a word that is no verb form.

    >>> verb_lemma("undertook")
    'undertake'
    >>> verb_lemma("co-hosted"), verb_lemma("criminalised")
    ('co-host', 'criminalise')
    """
    known = _lexicon()[1].get(form)
    if known is not None:
        return known
    if _again(form):
        return f"re{verb_lemma(form[2:])}"
    first, hyphen, last = form.rpartition("-")
    if hyphen:
        base = verb_lemma(last) if first in _VERB_PREFIXES else None
        return f"{first}-{base}" if base else None
    ending = _ize_ending(form)
    return form[: len(form) - len(ending)] + ending[:2] + "e" if ending else None


def span_of(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """Indexes `[first, last)` of the tokens that begin in the characters `[start, end)`. Logarithmic.

    >>> span_of(tokenize("one two three"), 4, 9)
    (1, 3)
    """
    return bisect_left(tokens, start, key=_start), bisect_left(tokens, end, key=_start)


def _start(token: Token) -> int:
    return token.start


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, with offsets into `text`. Linear in the length."""
    lookup = _lexicon()[0]
    tokens = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        lower = word.lower()
        first = word[0]
        if first.isalpha():
            tags = lookup.get(lower)
            if tags is None:
                tags = tags_of(lower)
            if first.isupper():
                tags |= CAPITALISED
        else:
            tags = NUMBER if first.isdigit() else PUNCTUATION
        tokens.append(Token(match.start(), match.end(), word, lower, tags))
    return tokens
