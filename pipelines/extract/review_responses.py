"""What a State under review answers to recommendations, and to which by number.

Belongs here: the cues of `lexicons/reviews/responses.yml` in a sentence, and the numbers that it
lists. Does not belong here: which paragraphs introduce a list (`reviews`).
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from pipelines.extract.sentences import split_sentences

_ABOUT = re.compile(r"\brecommendations?\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:following|below|listed|as follows)\b", re.IGNORECASE)
_COMMENT = re.compile(
    r"\s*(?:With (?:regard|respect)|In (?:relation|response|respect|connection)|Regarding|Concerning|"
    r"As (?:to|for|regards)|On (?:the )?recommendations?)\b"
)
_PARAGRAPHS = re.compile(r"\bparagraphs?\b", re.IGNORECASE)
_BEFORE_NUMBERS = re.compile(r"\b(?:recommendations?|paragraphs?|paras?\.?|numbers?|nos?\.)", re.IGNORECASE)
_NUMBERS = re.compile(
    r"(?P<number>\d{1,3}(?:\.\s?\d{1,3})?)(?![\d.]*\d|st\b|nd\b|rd\b|th\b)|(?P<letter>\([a-z]{1,2}\))|"
    r"(?P<to>to\b|through\b|[–—-])|"
    r"(?P<skip>[\s,;&.]|(?:and|in|the|report|noted|contained|listed|under|above|below|paragraphs?|"
    r"paras?|recommendations?|numbers?|numbered|nos?|sub-?paragraphs?|of)\b)",
    re.IGNORECASE,
)
_OPENING = 40  # characters after such an opening within which it names recommendations
_LONGEST_RANGE = 200


class Statement(NamedTuple):
    """An answer. `numbers`: the recommendations it is about (`103.2`, `26(b)`, `27`), or none.

    `is_below`: it speaks of those that follow. `is_comment`: it explains an answer given elsewhere.
    """

    response: str | None
    numbers: tuple[str, ...]
    is_below: bool
    is_comment: bool
    is_of_paragraphs: bool = False  # its numbers are those of paragraphs


@cache
def cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(response, pattern) in the order in which they are tried."""
    text = (files("pipelines.lexicons") / "reviews" / "responses.yml").read_text(encoding="utf8")
    return tuple((c["response"], re.compile(c["pattern"], re.IGNORECASE)) for c in yaml.safe_load(text))


def response_of(sentence: str) -> str | None:
    """The answer that a sentence about recommendations gives, None where it gives none.

    >>> response_of("The recommendations below did not enjoy the support of Ruritania:")
    'rejected'
    """
    return next((response for response, pattern in cues() if pattern.search(sentence)), None)


def statements_in(text: str) -> list[Statement]:
    """The sentences of a paragraph that speak of recommendations, in order."""
    found = []
    for start, end in split_sentences(text):
        sentence = text[start:end]
        if _ABOUT.search(sentence):
            numbers = numbers_in(sentence)
            is_below = bool(_BELOW.search(sentence)) or sentence.rstrip().endswith(":")
            of_paragraphs = bool(numbers and _PARAGRAPHS.search(sentence))
            answer = response_of(sentence)
            found.append(Statement(answer, numbers, is_below, is_comment(sentence), of_paragraphs))
    return found


def is_comment(text: str) -> bool:
    """Whether a text opens as a remark on recommendations does: `With regard to recommendation 7, …`."""
    opening = _COMMENT.match(text)
    return bool(opening and _ABOUT.search(text, 0, opening.end() + _OPENING))


def numbers_in(sentence: str) -> tuple[str, ...]:
    """The recommendations or paragraphs that a sentence lists by number, ranges spelled out.

    >>> numbers_in("Recommendations 26 (b) and (c), 27 and 81.1 to 81.3 above did not enjoy support")
    ('26(b)', '26(c)', '27', '81.1', '81.2', '81.3')
    """
    found: list[str] = []
    reached = 0
    for lead in _BEFORE_NUMBERS.finditer(sentence):
        if lead.end() > reached:
            reached = _read_numbers(sentence, lead.end(), found)
    return tuple(dict.fromkeys(found))


def _read_numbers(sentence: str, at: int, found: list[str]) -> int:
    """Adds the numbers that stand from `at` on; returns where they end."""
    current: str | None = None
    is_range = False
    while match := _NUMBERS.match(sentence, at):
        at = match.end()
        if match["number"]:
            number = re.sub(r"\s", "", match["number"])
            if is_range and found:
                found += _between(found[-1], number)
            found.append(number)
            current, is_range = number, False
        elif match["letter"] and current:
            if found[-1] == current:
                found.pop()
            first = (
                ord(found[-1][-2]) + 1 if is_range and found[-1].endswith(")") else ord(match["letter"][1])
            )
            found += [f"{current}({chr(n)})" for n in range(first, ord(match["letter"][1]))]
            found.append(f"{current}{match['letter']}")
            is_range = False
        elif match["to"]:
            is_range = True
    return at


def _between(first: str, last: str) -> list[str]:
    """The numbers between two of one series: `81.1`, `81.4` → `81.2`, `81.3`."""
    head, _, low = first.rpartition(".")
    end_head, _, high = last.rpartition(".")
    if not (low.isdigit() and high.isdigit()) or (end_head and end_head != head):
        return []
    if int(high) - int(low) > _LONGEST_RANGE:
        return []
    return [f"{head}.{n}" if head else str(n) for n in range(int(low) + 1, int(high))]
