"""The years that an act's own words print.

Belongs here: first and last year of an act. Does not belong here: its status (`act_frames`).
"""

import re

_DATED = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|[Ii]n|"
    r"[Ss]ince|"
    r"[Ii]n (?:a|its|the)(?= \d{4} (?:case|judgment|ruling|decision|survey|study))|"
    r"[Ff]rom|[Bb]etween|and|to|of|until|early|late|mid-|[Dd]uring|[Bb]y) ((?:19|20)\d\d)\b(?!/)"
)
# `the arrests following the adoption of the Act in 2014`: that year is another act's.
_OTHER_ACT = re.compile(r"\b(?:following|prior to|pursuant to|further to)\b")
# So is the year of a participle after a noun (`a strategy adopted in January 2025`).
_PARTICIPLE = re.compile(
    r"\w (?:[a-z]+ly )?(?:[a-z]{2,}ed|held|made|taken|built|given|begun|set up|won|led|sent|signed) "
    r"(?:[A-Za-zÀ-ÿ\-’']+ ){0,5}?(?:on|in|since|from|between|during|of) [^,;]{0,40}?(?:19|20)\d\d"
)
# `the law, adopted in 2019, was repealed`: an aside before the verb.
_ASIDE = re.compile(r", (?:[a-z]+ly )?[a-z]{2,}(?:ed|en|ld|de) (?:in|on|since|by|at)\b[^,;]{0,60},")
# `the Ordinance of 1951`: the year names the law.
_NAMES_LAW = re.compile(
    r"\b(?:[Ll]aws?|Acts?|[Oo]rdinances?|Code|[Dd]ecrees?|Constitution|[Tt]reaty|Convention|Protocol|"
    r"[Aa]greement) of (?:19|20)\d\d\b"
)
_SINCE = re.compile(r"\b[Ss]ince (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")


def years(text: str, verb: int, status: str, *, is_perfect: bool) -> tuple[int | None, int | None]:
    """First and last year of the act whose verb ends at `verb` in `text`; no end for what still goes on.

    `held its first session since 2010` happened at another time, `has met since 2010` did not.
    """
    before, after = text[:verb], text[verb:]
    text = _ASIDE.sub(" ", before) + _PARTICIPLE.sub(" ", after)
    text = _NAMES_LAW.sub(" ", text)
    other = _OTHER_ACT.search(text, 1)
    text = text[: other.start()] if other else text
    if not is_perfect:
        text = _SINCE.sub(" ", text)
    found = [int(m.group(1)) for m in _DATED.finditer(text)]
    if not found:
        return None, None
    return min(found), max(found) if status == "done" or max(found) != min(found) else None
