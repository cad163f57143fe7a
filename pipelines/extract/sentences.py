"""Where sentences begin and end in UN prose.

Belongs here: the splitter. It knows the abbreviations of UN references (`paras.`, `No.`, `Add.1`),
footnote markers glued to a full stop, and quotations that close after it. Does not belong here:
clauses inside a sentence.
"""

import re

# Abbreviations after which a full stop does not end a sentence, as UN documents print them.
_ABBREVIATIONS = frozenset(
    """para paras no nos art arts sect sects chap chaps vol vols ed eds pp p cf e.g i.e mr mrs ms dr prof
    st rev add corr al res doc docs vs v inc ltd co gen col lt capt sgt jr sr approx fig figs ibid op cit
    subpara subparas annex suppl ser u.s u.n u.k h.e jan feb mar apr jun jul aug sep sept oct nov
    dec""".split()
)
# A full stop (or ? or !), what may close over it, a glued marker (`.² The`, `.12 The`), a gap, a start.
_END = re.compile(r"[.?!][\"”’')\]]{0,3}[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{0,3}\s+(?=[\"“‘'(\[]{0,2}[A-ZÀ-Þ0-9])")
_WORD_BEFORE = re.compile(r"[\w.]{1,20}$")


def _ends_here(text: str, stop: int, gap_start: int, start: int) -> bool:
    """Whether the full stop at `stop` closes a sentence that began at `start`."""
    if text[stop] != ".":
        return True
    word = _WORD_BEFORE.search(text, max(start, stop - 20), stop)
    if word is None:
        return True
    last = word.group().lower()
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha() and word.group().isupper()):
        return False
    # `paras. 4. 5`, `Art. 2. 1`: a digit after a gap starts a sentence only after a letter.
    follows_digit = text[gap_start : gap_start + 1].isdigit()
    return not (follows_digit and last.isdigit())


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of `text`, white space at their edges left out.

    >>> [ "a. (see A/72/1, para. 97). B"[a:b] for a, b in split_sentences("a. (see A/72/1, para. 97). B")]
    ['a. (see A/72/1, para. 97).', 'B']
    """
    spans = []
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if match.start() >= start and _ends_here(text, match.start(), match.end(), start):
            spans.append((start, match.start() + len(match.group().rstrip())))
            start = match.end()
    stop = len(text.rstrip())
    if start < stop:
        spans.append((start, stop))
    return spans
