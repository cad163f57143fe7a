"""Figures in a sentence: where a number stands, its value and its unit.

Belongs here: the scale of a number (`1.25 million`), money, shares and measures, and whether a bare
number counts things. Does not belong here: the number itself, and dates, references and the like
(`numerals`); what is counted and which words are the evidence (`statistics`).
"""

from typing import NamedTuple

from pipelines.extract.numerals import (
    is_date,
    is_glued,
    is_note_marker,
    is_reference,
    list_tail,
    numeral,
    words_of,
)
from pipelines.extract.tokens import (
    CAPITALISED,
    DETERMINER,
    NOUN,
    NUMBER,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    VERB,
    Token,
)

_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORTEST_PARTICIPLE = 4
_SCALES |= {"mn": 10**6, "bn": 10**9, "dozen": 12}
_CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}
_QUALIFIERS = frozenset(
    "than over least most about approximately nearly almost some around roughly estimated totalling totaling "
    "exceeding only reached total totalled numbered just additional another further below above".split()
)
_DEFINITE = frozenset(
    "the these those its their his her our last first next past previous other following latter former final "
    "every each initial same said all".split()
)
_FRACTIONS = frozenset("third thirds quarter quarters half halves fifth fifths tenth tenths".split())


class Figure(NamedTuple):
    """A number that counts or measures. Tokens `first` to `last` are the number with sign and unit.

    `is_word`: written in words, not digits; `noun_follows` is False for a bare number.
    """

    start: int
    end: int
    first: int
    last: int
    value: float
    unit: str | None
    is_word: bool


def _scale(tokens: list[Token], i: int) -> tuple[int, float]:
    """The last token of the scale words after token `i`, and the factor."""
    factor = 1.0
    while i + 1 < len(tokens) and tokens[i + 1].lower in _SCALES:
        factor *= _SCALES[tokens[i + 1].lower]
        i += 1
    return i, factor


def _rest(tokens: list[Token], i: int, last: int) -> tuple[int, float]:
    """What a number in words adds to its scale (`one hundred and twenty`)."""
    if tokens[i].tags & NUMBER or last + 2 >= len(tokens) or tokens[last + 1].lower != "and":
        return last, 0.0
    rest = numeral(tokens[last + 2]) or 0.0
    return (last + 2, rest) if rest and not tokens[last + 2].tags & NUMBER else (last, 0.0)


def _tags(tokens: list[Token], i: int) -> int:
    return tokens[i].tags if i < len(tokens) else 0


def _unit(tokens: list[Token], i: int) -> tuple[int, str | None]:
    """The last token of the unit printed after token `i`, and the unit."""
    words = [t.lower for t in tokens[i + 1 : i + 4]] + ["", "", ""]
    if words[0] == "%" or words[0] == "percent":
        return i + 1, "per cent"
    if words[0] == "per" and words[1] == "cent":
        return i + 2, "per cent"
    if words[0] == "percentage" and words[1] in ("point", "points"):
        return i + 2, "percentage points"
    for skip in range(3):  # `3 million United States dollars`
        word = words[skip]
        if word in words_of("currency"):
            return i + 1 + skip, words_of("currency")[word]
        if word in words_of("measure"):
            return i + 1 + skip, words_of("measure")[word]
        if word not in ("united", "states", "us", "square", "cubic", "metric", "swiss"):
            break
    return i, None


def _shared_unit(tokens: list[Token], i: int) -> str | None:
    """The unit that a later number of the list prints (`between 15 and 20 per cent`)."""
    tail = list_tail(tokens, i)
    if tail == i + 1:
        return None
    last, _ = tail - 1, None
    while last + 1 < len(tokens) and tokens[last + 1].lower in _SCALES:
        last += 1
    return _unit(tokens, last)[1]


def read_figure(text: str, tokens: list[Token], i: int) -> Figure | None:
    """The figure whose number is token `i`; None where it counts nothing."""
    token = tokens[i]
    value = numeral(token)
    if value is None or is_glued(text, tokens, i) or (i and numeral(tokens[i - 1]) is not None):
        return None
    sign = _CURRENCY_SIGNS.get(tokens[i - 1].text) if i else None
    last, factor = _scale(tokens, i)
    last, rest = _rest(tokens, i, last) if factor > 1 else (last, 0.0)
    last, unit = _unit(tokens, last)
    is_bare = sign is None and unit is None and factor == 1.0
    if is_bare and (is_date(tokens, i, value) or is_reference(tokens, i) or is_note_marker(tokens, i)):
        return None
    unit = sign or unit or _shared_unit(tokens, i)
    if unit is None and not _counts(text, tokens, i, last, value, factor):
        return None
    first = i - 1 if sign else i
    if sign and first and tokens[first - 1].text == "US":
        first -= 1
    is_word = not token.tags & NUMBER
    amount = value if factor == 1.0 else float(round(value * factor + rest))
    return Figure(tokens[first].start, tokens[last].end, first, last, amount, unit, is_word)


def _counts(text: str, tokens: list[Token], i: int, last: int, value: float, factor: float) -> bool:
    """Whether a number without a unit counts things: by the words after it, else by those before."""
    token = tokens[i]
    tail = list_tail(tokens, last)
    head = counted_noun(tokens, tail)
    after = tokens[tail].lower if tail < len(tokens) else ""
    if after in words_of("time") or (head is not None and tokens[head].lower in words_of("time")):
        return False
    before = tokens[i - 1].lower if i else ""
    if after in _FRACTIONS or before == "per":  # `4 cases per 1,000 people`: the base of a rate
        return False
    if token.tags & NUMBER:
        return _digits_count(tokens, i, head, after, before, token.text, factor)
    if factor > 1:
        return True
    if value == 1:
        return before not in _DEFINITE and _is_one_thing(tokens, tail)
    if before in _DEFINITE or before in ("no", "any", "one", "a", "day", "chapter"):
        return False
    if head is None:
        return (
            after in ("of", "others", "from", "were", "had")
            and before not in ("in", "at", "by")
            and value > 1
        )
    return tokens[head].lower not in words_of("abstract")


def _digits_count(
    tokens: list[Token], i: int, head: int | None, after: str, before: str, printed: str, factor: float
) -> bool:
    if factor > 1 or "," in printed:
        return True
    if _tags(tokens, i + 1) & (DETERMINER | PRONOUN | RELATIVE) and after != "others":
        return False
    if head is not None:
        return tokens[head].lower not in words_of("abstract") or before in _QUALIFIERS
    if before in _QUALIFIERS:
        return True
    if after in (
        "of",
        "from",
        "were",
        "others",
        "are",
        "in",
        "had",
        "have",
        "by",
        "for",
        "to",
    ) or _is_participle(after):
        return i == 0 or not tokens[i - 1].tags & NOUN or bool(tokens[i - 1].tags & PREPOSITION)
    return False


def _is_one_thing(tokens: list[Token], at: int) -> bool:
    """Whether a singular noun follows `one` (`one man`, `one public execution`)."""
    for token in tokens[at : at + 4]:
        if token.lower in words_of("time") or token.lower in words_of("abstract"):
            return False
        if token.tags & PREPOSITION or token.lower in ("out", "another"):
            return False
        if token.tags & NOUN and not token.tags & PRONOUN:
            return True
        if not token.tags & ~CAPITALISED or token.tags & (VERB | PREPOSITION | PRONOUN):
            return False
    return False


def _is_participle(word: str) -> bool:
    return len(word) > _SHORTEST_PARTICIPLE and word.endswith(("ed", "en"))


def counted_noun(tokens: list[Token], at: int) -> int | None:
    """The head noun of the noun phrase that begins at token `at`: its last plural, else None.

    Adjectives, nouns and `de facto`-like words may stand before it (`former government officials`).
    """
    head = None
    for j in range(at, min(at + 9, len(tokens))):
        tags = tokens[j].tags
        word = tokens[j].lower
        if word in ("of", "per", "and", "or", "to") or not tokens[j].text[0].isalpha():
            if word in ("and", "or") and head is None and j > at:
                continue
            break
        if tags & PREPOSITION:
            break
        if (
            tags & PLURAL
            or (not tags & ~CAPITALISED and word.endswith("s") and len(word) >= _SHORTEST_PARTICIPLE)
            or word
            in (
                "people",
                "persons",
                "children",
                "women",
                "men",
                "police",
                "personnel",
                "staff",
                "others",
            )
        ):
            head = j
        elif head is not None:
            break
    return head
