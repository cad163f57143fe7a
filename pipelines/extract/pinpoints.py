"""Where in a cited document a citation points: `para. 15`, `annex, para. 2`, `paragraph 16 of …`.

Belongs here: the pinpoint before or after a citation, in its normal form. Does not belong here:
the citation itself (`citations`).
"""

import re

_UNITS = (
    r"(?:paras?\.? ?|paragraphs? |sects?\.? ?|sections? |chaps?\.? ?|chapters? |arts?\.? ?|articles? "
    r"|pp?\. ?)"
)
_ITEM = (
    rf"{_UNITS}(?:\d{{1,4}}(?!\d)|[IVXLC]{{1,6}}\b|[A-Z]\b)(?: ?\([a-z]{{1,4}}\))?"
    r"(?:(?:[–−-]|, | and | to |, and )(?:\d{1,4}(?!\d)|[IVXLC]{2,6}\b)(?!/)(?: ?\([a-z]{1,4}\))?){0,12}"
)
_ANNEX = r"annex(?:es)?(?: [IVXLC]{1,6}(?![a-z]))?(?:,? appendix(?: [IVXLC]{1,6})?)?"
_AFTER = re.compile(rf",? ?\(?((?:{_ANNEX}(?:, {_ITEM})?|{_ITEM})(?:, {_ITEM})?)")
_ORGANS = r"(?: [Gg]eneral| [Hh]uman| [Ss]ecurity| [Ee]conomic)?"
_BEFORE = re.compile(
    rf"\b(({_ITEM})(?:,? (?:of|in|to))(?: the)?(?: annex to)?{_ORGANS}"
    r"(?: [A-Z][\w’']{0,20}| and| its| the| on| in| document| report){0,7}(?: resolution| decision)?s? )$"
)
_LONG = (
    (re.compile(r"\b[Pp]aragraphs (?=\d)"), "paras. "),
    (re.compile(r"\b[Pp]aragraph (?=\d)"), "para. "),
    (re.compile(r"\b[Pp]aras?\.?(?=\d)"), "para. "),
    (re.compile(r"\b[Ss]ection (?=[IVXLCA-Z\d])"), "sect. "),
    (re.compile(r"\b[Cc]hapter (?=[IVXLCA-Z\d])"), "chap. "),
    (re.compile(r"\b[Aa]rticle (?=\d)"), "art. "),
    (re.compile(r"\b[Aa]rticles (?=\d)"), "arts. "),
)


def short_form(printed: str) -> str:
    """The pinpoint with UN abbreviations.

    >>> short_form("paragraph 16")
    'para. 16'
    """
    for pattern, short in _LONG:
        printed = pattern.sub(short, printed)
    return printed.strip()


def pinpoint_of(text: str, start: int, end: int) -> str | None:
    """The pinpoint of the citation `text[start:end]`, None where none is printed.

    >>> pinpoint_of("(see A/72/1, para. 97)", 5, 11)
    'para. 97'
    """
    after = _AFTER.match(text, end, min(len(text), end + 120))
    if after:
        return short_form(after.group(1))
    if "aragraph" not in text and "para" not in text and "rticle" not in text and "ection" not in text:
        return None
    before = _BEFORE.search(text, max(0, start - 90), start)
    return short_form(before.group(2)) if before else None
