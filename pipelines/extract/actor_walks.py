"""How far a name reaches to the left and right of its head noun, token by token.

Belongs here: which words go on with a name (`of Justice and Public Security`) and which end it. Does
not belong here: where a name begins to be looked for (`actor_names`), or what kind it is (`actor_heads`).
"""

from pipelines.extract.actor_heads import last_words, load_heads
from pipelines.extract.tokens import (
    ADJECTIVE,
    BASE,
    BE,
    CAPITALISED,
    CONJUNCTION,
    DETERMINER,
    FINITE,
    HAVE,
    MODAL,
    NOUN,
    PLURAL,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    TO,
    Token,
    tags_of,
)

_LEFT_CONNECTORS = frozenset({"and", "&", "de", "des", "la", "del", "du", "el"})
_ARTICLES = frozenset({"the", "all", "la", "los", "las", "el", "les"})
_RIGHT_CONNECTORS = frozenset(
    "of for and & on to against de la des del du para por el los las les pour sur y et".split()
)
_FUNCTION = DETERMINER | PREPOSITION | PRONOUN | CONJUNCTION | MODAL | BE | HAVE | RELATIVE
_AFTER_IN = frozenset(
    "support order accordance relation response cooperation collaboration consultation connection line "
    "particular view "
    "partnership coordination addition".split()
)
_WORDS_BEFORE_HEAD = 10  # tokens; a longer run of capitals is no name
_OTHERS_AFTER_ARTICLE = frozenset({"Government", "State", "States", "Parties", "President", "Organization"})
_TOKENS_OF_LIST = 4  # of `X, Y and`
_WORDS_BEFORE_AND = 3  # `the National Gender and`
_WITH_ONE_WORD = 2  # tokens of `on countries`
_WORDS_OF_PURPOSE = 6  # tokens of `the Propagation of Virtue`, and some to spare
_ABSTRACT = ("tion", "sion", "ment", "ance", "ence", "ity")
_CHIEFS = frozenset({"Head", "Chief", "Chair", "Chairperson", "Director", "Deputy", "Resident", "Executive"})
_PERSONS = frozenset({"persons", "people", "children", "women", "youth", "girls"})
_TITLES = frozenset({"Special", "Working", "Independent", "Office", "Ministry", "Minister", "Department"})
_LONGEST_MANDATE = 30  # tokens; the longest official mandate name has 27


_NO_NAME_WORDS = frozenset(
    "see cf ibid also submission submissions input inputs contribution former president chair mr ms "
    "dr".split()
)


_PARTICIPLES = ("-based", "-led", "-backed", "-affiliated", "-supported", "-controlled", "-appointed")


def is_name_word(token: Token) -> bool:
    """Whether the token is a capitalised word that can be part of a name."""
    if token.lower in _NO_NAME_WORDS or token.lower.endswith(_PARTICIPLES):
        return False
    return bool(token.tags & CAPITALISED) and not token.tags & (
        DETERMINER | PREPOSITION | PRONOUN | CONJUNCTION | MODAL
    )


def walk_left(tokens: list[Token], at: int, borders: frozenset[int], takes_and: bool) -> int:
    """The first token of the capitalised words before `at`, over `and`, `of`, `for` between them."""
    begin = at
    while begin > 0 and at - begin < _WORDS_BEFORE_HEAD:
        before = tokens[begin - 1]
        if before.text.endswith(("'s", "’s")) and not tags_of(before.lower[:-2]) & (NOUN | PLURAL):
            break  # `General Dostum's Party`
        if is_name_word(before):
            begin -= 1
        elif _is_bracketed_word(tokens[max(0, begin - 3) : begin]):
            begin -= 3  # `Juweidah (Male) Centre`
        elif _is_list_before(tokens, begin):
            begin -= 4  # `Rwanda Mines, Petroleum and Gas Board`
        elif (
            before.lower in _LEFT_CONNECTORS
            and begin > 1
            and (takes_and or before.lower != "and" or _opens_name(tokens, begin - 2, borders))
            and _joins_left(tokens, begin - 1, borders)
        ):
            begin -= 2
        else:
            break
    return begin


def _opens_name(tokens: list[Token], at: int, borders: frozenset[int]) -> bool:
    """Whether the word before `and` stands right after an article or an owner: `the Audit and Risk Board`."""
    if at < 1 or tokens[at].text in _OTHERS_AFTER_ARTICLE:
        return False
    first = max(0, at - _WORDS_BEFORE_AND)
    heads = last_words() - {"International"}  # which also begins names
    while at > max(first, 1) and is_name_word(tokens[at - 1]) and tokens[at - 1].text not in heads:
        at -= 1
    before = tokens[at - 1]
    return before.lower in {"the", "facto"} or before.end in borders or before.lower.endswith(_PARTICIPLES)


def _is_list_before(tokens: list[Token], begin: int) -> bool:
    """`X, Y and` right before: three capitalised purposes of one body."""
    if begin < _TOKENS_OF_LIST:
        return False
    first, comma, second, joint = tokens[begin - _TOKENS_OF_LIST : begin]
    is_list = comma.text == "," and joint.lower == "and" and is_name_word(first) and is_name_word(second)
    return is_list and not {first.text, second.text} & (load_heads()[2] | last_words())


def _is_bracketed_word(tokens: list[Token]) -> bool:
    """`(Male)`: a capitalised word in brackets, no acronym."""
    if [t.text for t in tokens[::2]] != ["(", ")"]:
        return False
    return not tokens[1].text.isupper() and is_name_word(tokens[1])


def _joins_left(tokens: list[Token], at: int, borders: frozenset[int]) -> bool:
    """Whether the connector at `at` has a word of the same name before it, no other organisation."""
    before = tokens[at - 1]
    heads = load_heads()[2]
    is_other = (
        before.text in last_words()
        or before.text.isupper()
        or before.end in borders
        or before.start in borders
    )
    return is_name_word(before) and not is_other and tokens[at + 1].text not in heads


def walk_right(tokens: list[Token], at: int, borders: frozenset[int]) -> int:
    """One past the last token of `of Justice and Public Security` (`at` is the preposition)."""
    end = at
    while end < len(tokens):
        connectors = _RIGHT_CONNECTORS | {tokens[at].lower} if end == at else _RIGHT_CONNECTORS
        step = _step_right(tokens, end, connectors, borders)
        if step == end:
            break
        end = step
    return end


def _step_right(tokens: list[Token], end: int, connectors: frozenset[str], borders: frozenset[int]) -> int:
    """One past the next word of the name, `end` itself where the name is over."""
    token = tokens[end]
    if is_name_word(token):
        return end + 1
    look = end + 1
    if token.lower in connectors or _is_with_disabilities(tokens, end):
        has_article = look < len(tokens) and tokens[look].lower in _ARTICLES
        if has_article and token.lower in {"and", "&"} and not _is_second_purpose(tokens, end):
            return end
        look += has_article
    elif token.text == ",":
        if not _is_list_in_name(tokens, end):
            return end
    elif token.lower == "the" and tokens[end - 1].tags & BASE and tokens[end - 2].lower == "to":
        pass  # `Commission to Combat the Proliferation of Small Arms`
    else:
        return end
    if look < len(tokens) and is_name_word(tokens[look]):
        is_listed = token.lower in {"and", "&", ","} and (
            starts_other(tokens, look) or tokens[look].start in borders
        )
        is_other = is_listed or (token.lower == "and" and tokens[look].text.isupper())
        return end if is_other else look + 1
    return end


def _is_with_disabilities(tokens: list[Token], at: int) -> bool:
    """`Persons with Disabilities`: the only `with` that names contain."""
    return tokens[at].lower == "with" and at > 0 and tokens[at - 1].lower in _PERSONS


def starts_other(tokens: list[Token], at: int) -> bool:
    """Whether the capitals from `at` on name another organisation (`and Supreme Court`, `and Ministry of`).

    `Ministry of Foreign Affairs and International Cooperation` goes on: `International` heads no name
    there, the run of capitals ends in no head noun.
    """
    end = at
    while end < len(tokens) and is_name_word(tokens[end]):
        end += 1
    if tokens[at].text in _CHIEFS:
        return True
    if tokens[at].text in load_heads()[2] and (end == at + 1 or tokens[at].text in _TITLES):
        return True
    return tokens[end - 1].text in last_words() and tokens[end - 1].text != "Administration"


def _closes_list(tokens: list[Token], at: int) -> bool:
    """`of Ports, Fisheries and the Blue Economy`: `and the` after a comma and one English word."""
    if at + _WITH_ONE_WORD >= len(tokens) or tokens[at + 1].lower != "the" or tokens[at - 2].text != ",":
        return False
    return bool(tags_of(tokens[at - 1].lower) and tags_of(tokens[at + 2].lower))


def _is_second_purpose(tokens: list[Token], at: int) -> bool:
    """`of the Propagation of Virtue and the Prevention of Vice`: `and the` + abstract noun + `of`."""
    if _closes_list(tokens, at):
        return True
    if at + 3 >= len(tokens) or tokens[at + 3].lower != "of":
        return False
    noun = tokens[at + 2]
    began = any(t.lower == "the" for t in tokens[max(0, at - _WORDS_OF_PURPOSE) : at])
    return began and is_name_word(noun) and noun.lower.endswith(_ABSTRACT)


def _is_list_in_name(tokens: list[Token], comma: int) -> bool:
    """`of Women, Family and Social Affairs`: a capitalised word, then `and` or a comma, within four words."""
    for at in range(comma + 1, min(comma + 6, len(tokens) - 1)):
        if tokens[at].lower == "and":
            after = at + 1 + _closes_list(tokens, at)
            return at > comma + 1 and is_name_word(tokens[after]) and not starts_other(tokens, after)
        if tokens[at].text == "," and at > comma + 1:
            continue  # `of Home Affairs, Immigration, Safety and Security`
        if not is_name_word(tokens[at]) or tokens[at].text in load_heads()[2]:
            return False
    return False


def walk_mandate(tokens: list[Token], at: int) -> int:
    """One past the last token of a mandate's subject, which may be in lower case (`on the right to food`)."""
    end = at + 1
    limit = min(len(tokens), at + _LONGEST_MANDATE)
    while end < limit and not _ends_mandate(tokens, end):
        end += 1
    while end > at and tokens[end - 1].tags & _FUNCTION and not tokens[end - 1].tags & (NOUN | PLURAL):
        end -= 1
    is_bare_plural = end == at + _WITH_ONE_WORD and _is_plain_plural(tokens[at + 1])
    return end if end > at + 1 and not is_bare_plural else at


def _is_plain_plural(token: Token) -> bool:
    """`the Special Rapporteur on countries`: what is spoken about, no mandate."""
    return bool(token.tags & PLURAL) and not token.tags & (NOUN | ADJECTIVE | CAPITALISED)


def _ends_mandate(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.tags & PUNCTUATION or token.lower == "following":
        return True
    if token.tags & (MODAL | BE | HAVE | RELATIVE | PRONOUN) and not token.tags & DETERMINER:
        return True
    if token.lower == "in" and following is not None and following.lower in _AFTER_IN:
        return True
    if token.tags & PREPOSITION and following is not None and following.lower in {"each", "every"}:
        return True
    if token.lower == "and" and _goes_on_in_capitals(tokens, at):
        return False
    if token.lower in {"and", "in", "with", "during", "at", "following", "from"}:
        return following is None or bool(
            following.tags & (DETERMINER | FINITE | TO | CAPITALISED | PREPOSITION)
        )
    if token.tags & TO:
        return True if following is None else not following.tags & (NOUN | ADJECTIVE | DETERMINER)
    return bool(token.tags & FINITE) and not token.tags & (NOUN | PLURAL | ADJECTIVE)


def _goes_on_in_capitals(tokens: list[Token], at: int) -> bool:
    """`on Emerging Threats and Critical Infrastructure`: both sides of `and` in capitals, no new name."""
    if at + 1 >= len(tokens):
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return is_name_word(before) and is_name_word(after) and not starts_other(tokens, at + 1)
