"""Whether a block is the second half of a paragraph that a page break cut.

Belongs here: what the end of one block and the start of the next show. Does not belong here: what stood
between them (`walk`).
"""

from pipelines.structure import patterns


def goes_on(end: str, text: str, *, whole: bool, interrupted: bool) -> bool:
    """Whether `text` goes on where the paragraph that ends with `end` breaks off.

    `whole`: the source cuts no paragraph. `interrupted`: a note or page furniture stands in between.

    >>> goes_on("The Council adopted", "the report.", whole=False, interrupted=False)
    True
    """
    if whole and (patterns.ends_sentence(end) or not patterns.starts_mid_sentence(text)):
        return False
    if patterns.starts_mid_sentence(text):
        return interrupted or end.rstrip()[-1:] not in ":;"
    if patterns.ends_sentence(end):
        return False
    return not patterns.looks_like_title(text) and not patterns.roman_heading(text)
