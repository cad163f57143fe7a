"""The names of countries, and which of them stand in a text.

Belongs here: the country lexicon (names, demonyms, guards) and the search for them in one string.
Does not belong here: which of two candidates an ambiguous name means in its document (`countries`),
nor what a country does (`country_actions`).

Every name, demonym and guard is a string of one automaton that takes the leftmost, longest match:
`Guinea-Bissau` is found before `Guinea`, and a guard such as `Gulf of Guinea` takes its words away.
"""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from pipelines.extract.tokens import tags_of

# Typographic variants that sources print; each is one character, so offsets stay.
_SAME_CHARACTER = {"’": "'", "\u2018": "'", "\u2011": "-", "\u2010": "-", "\u00a0": " ", "\u202f": " "}
_URL = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+")
_PERSON_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Judge|Justice|Professor|Dame)\.? $")
_WORD_BEFORE = re.compile(r"(\w[\w'-]*)([ ,/]*)$")
_WORD_AFTER = re.compile(r"([ ,/-]*)(\w[\w'-]*)?")
_LANGUAGE_NOUNS = frozenset(
    "language languages version versions only text texts translation translations speaker speakers speaking "
    "original subtitles interpretation interpreter interpreters and or".split()
)
_LANGUAGE_LEADS = frozenset("in into from to original languages language and or speak speaks spoke".split())


class Name(NamedTuple):
    """What a string of the lexicon stands for. No codes: a guard, whose words name no country."""

    codes: tuple[str, ...]
    kind: str  # `name`, `demonym`, `language`, `guard`


class NameMatch(NamedTuple):
    """`text[start:end]` names one of the countries `codes` (more than one: ambiguous)."""

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file of the country lexicon."""
    lines = (files("pipelines.lexicons") / "countries" / name).read_text(encoding="utf8").splitlines()
    return list(csv.DictReader(lines))


@cache
def _lexicon() -> tuple[AhoCorasick, list[Name], list[str], frozenset[str]]:
    """The automaton, what each of its strings means, the strings, and the names persons bear too."""
    names: dict[str, Name] = {}

    def put(text: str, code: str, kind: str) -> None:
        text = plain(text)
        known = names.get(text)
        codes = (*known.codes, code) if known and code not in known.codes else (code,)
        names[text] = Name(codes, known.kind if known else kind)

    for row in read_table("countries.csv"):
        put(row["name"], row["iso3"], "name")
    for row in read_table("names.csv"):
        put(row["name"], row["iso3"], "name")
    for row in read_table("names_by_language.csv"):  # in the names of bodies: `Comisión ... de México`
        put(row["name"], row["iso3"], "name")
    for row in read_table("demonyms.csv"):
        put(row["demonym"], row["iso3"], "language" if row["is_language"] == "true" else "demonym")
    guards = read_table("guards.csv")
    for row in guards:
        if row["kind"] == "phrase":
            names.setdefault(row["text"], Name((), "guard"))
    persons = frozenset(row["text"] for row in guards if row["kind"] == "person")
    texts = sorted(names)
    automaton = AhoCorasick(texts, matchkind=MatchKind.LeftmostLongest)
    return automaton, [names[text] for text in texts], texts, persons


def plain(text: str) -> str:
    """`text` with one spelling of apostrophes, hyphens and spaces; same length.

    >>> plain("Côte d’Ivoire")
    "Côte d'Ivoire"
    """
    if not text.isascii():
        for printed, same in _SAME_CHARACTER.items():
            if printed in text:
                text = text.replace(printed, same)
    return text


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether the match is bounded as a word (`US` in `US$` and `Mali` in `Malinke` are not)."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before in "_@" or after.isalnum() or after in "_$@")


def _is_person(text: str, start: int, name: str) -> bool:
    """Whether a title or an unknown capitalised word (a given name) stands right before."""
    lead = text[max(0, start - 40) : start]
    if not lead.endswith(" "):
        return False
    if _PERSON_TITLE.search(lead):
        return True
    word = _WORD_BEFORE.search(lead)
    if word is None or word.group(2) != " " or not word.group(1)[0].isupper():
        return False
    first = word.group(1)
    return first.isalpha() and not first.isupper() and not tags_of(first.lower()) and not find_codes(first)


def _is_language(text: str, start: int, end: int) -> bool:
    """Whether a demonym stands for the language (`in French`, `the Spanish version`).

    A demonym that a noun follows is the country's adjective, unless the noun is of language.
    """
    after = _WORD_AFTER.match(text, end, min(len(text), end + 40))
    gap, word = (after.group(1), after.group(2) or "") if after else ("", "")
    if gap == " " and word and word.lower() not in _LANGUAGE_NOUNS:
        return False
    if gap == " " and word.lower() not in ("and", "or"):
        return True
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    lead = before.group(1) if before else ""
    if word.lower() in ("and", "or") or gap.strip():
        return lead.lower() in _LANGUAGE_LEADS or _is_language_name(lead) or _next_is_language(text, end)
    return lead.lower() in _LANGUAGE_LEADS or _is_language_name(lead) or start == 0


def _is_language_name(word: str) -> bool:
    return word in ("English", "Arabic") or any(n.kind == "language" for n in _named(word))


def _next_is_language(text: str, end: int) -> bool:
    """Whether the next word of a list is `English`, `Arabic` and no noun follows the list's end."""
    words = re.findall(r"\w+", text[end : end + 40])
    words = [w for w in words if w not in ("and", "or")]
    return bool(words) and words[0] in ("English", "Arabic")


def _named(word: str) -> list[Name]:
    automaton, names, _texts, _ = _lexicon()
    return [names[i] for i, a, b in automaton.find_matches_as_indexes(word) if b - a == len(word)]


def find_codes(word: str) -> tuple[str, ...]:
    """The codes that a whole string names; empty for a string that is no name.

    >>> find_codes("Kenyan")
    ('KEN',)
    """
    return next((n.codes for n in _named(word)), ())


def match_names(text: str) -> list[NameMatch]:
    """The countries named in `text`, in order of place; ambiguous names keep all their codes.

    >>> [m.codes for m in match_names("the Gulf of Guinea and Guinea-Bissau")]
    [('GNB',)]
    """
    automaton, names, texts, persons = _lexicon()
    text = plain(text)
    hits = automaton.find_matches_as_indexes(text)
    if not hits:
        return []
    urls = [m.span() for m in _URL.finditer(text)] if "http" in text or "www." in text or "@" in text else []
    found = []
    for index, start, end in hits:
        codes, kind = names[index]
        if not codes or not _is_whole(text, start, end):
            continue
        if kind == "language" and _is_language(text, start, end):
            continue
        if texts[index] in persons and _is_person(text, start, texts[index]):
            continue
        if urls and any(a <= start < b for a, b in urls):
            continue
        found.append(NameMatch(start, end, codes, kind))
    return found


_WITH_ARTICLE = (
    "Democratic Republic of the Congo|Central African Republic|Russian Federation|Sudan|Congo|Niger|Gambia|"
    "Netherlands|Philippines|Bahamas|Comoros|Maldives|United Kingdom|United States|United Arab Emirates|"
    "United Republic|Syrian Arab Republic|Dominican Republic|Lao People|Democratic People|Republic of|"
    "Marshall Islands|Solomon Islands|State of|Holy See|Bolivarian|Plurinational|Islamic Republic|"
    "Federated States|Kingdom of"
)
_ARTICLE = re.compile(rf"(?:{_WITH_ARTICLE})\b")
_INVERTED = re.compile(r"(.+) \((.+ of(?: the)?)\)")


@cache
def name_in_text(iso3: str) -> str:
    """The country's name as it follows `of` in a sentence.

    >>> name_in_text("IRN"), name_in_text("CAF"), name_in_text("NER"), name_in_text("NGA")
    ('the Islamic Republic of Iran', 'the Central African Republic', 'the Niger', 'Nigeria')
    """
    name = next((row["name"] for row in read_table("countries.csv") if row["iso3"] == iso3), iso3)
    inverted = _INVERTED.fullmatch(name)
    name = f"{inverted.group(2)} {inverted.group(1)}" if inverted else name
    return f"the {name}" if _ARTICLE.match(name) else name
