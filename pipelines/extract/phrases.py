"""Finding many fixed phrases in one pass.

Belongs here: the automaton and its word boundaries. Does not belong here: which phrases (lexicons)
or what a hit means (the table modules).
"""

from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

STEM = "*"


class Phrases:
    """Looks for `phrases` in a text, whole words only. Linear in the text and the hits.

    The longest phrase hides those inside it, unless `overlapping`. The last word of a phrase that
    ends in `*` may go on (`discriminat*`): the hit is the whole word.
    """

    def __init__(
        self, phrases: Sequence[str], *, ignore_case: bool = False, overlapping: bool = False
    ) -> None:
        self._ignore_case = ignore_case
        self._overlapping = overlapping
        self._is_stem = [p.endswith(STEM) for p in phrases]
        folded = [(p.lower() if ignore_case else p).removesuffix(STEM) for p in phrases]
        kind = MatchKind.Standard if overlapping else MatchKind.LeftmostLongest
        self._automaton = AhoCorasick(folded, matchkind=kind)

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yields (index of the phrase, start, end), in no set order where hits overlap.

        >>> list(Phrases(["right to food", "food"], ignore_case=True).find("The Right to food"))
        [(0, 4, 17)]
        >>> list(Phrases(["right to f*", "food"], overlapping=True).find("The right to food"))
        [(0, 4, 17), (1, 13, 17)]
        """
        folded = text
        if self._ignore_case:
            folded = text.lower()
            if len(folded) != len(text):  # a letter whose lower case is longer would shift every offset
                folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        found = self._automaton.find_matches_as_indexes(folded, overlapping=self._overlapping)
        for index, start, end in found:
            if not _is_edge(folded, start - 1):
                continue
            while self._is_stem[index] and not _is_edge(folded, end):
                end += 1
            if _is_edge(folded, end):
                yield index, start, end


def _is_edge(text: str, at: int) -> bool:
    """Whether the character at `at` cannot belong to a word that the phrase is part of."""
    return not (0 <= at < len(text)) or not (text[at].isalnum() or text[at] == "_")
