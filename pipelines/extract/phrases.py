"""Finding many fixed phrases in one pass.

Belongs here: the automaton and its word boundaries. Does not belong here: which phrases (lexicons)
or what a hit means (the table modules).
"""

from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind


class Phrases:
    """Looks for `phrases` in a text, longest first, whole words only. Linear in the text."""

    def __init__(self, phrases: Sequence[str], *, ignore_case: bool = False) -> None:
        self._ignore_case = ignore_case
        folded = [p.lower() for p in phrases] if ignore_case else list(phrases)
        self._automaton = AhoCorasick(folded, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yields (index of the phrase, start, end); hits do not overlap.

        >>> list(Phrases(["right to food", "food"], ignore_case=True).find("The Right to food"))
        [(0, 4, 17)]
        """
        folded = text
        if self._ignore_case:
            folded = text.lower()
            if len(folded) != len(text):  # a letter whose lower case is longer would shift every offset
                folded = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if _is_edge(folded, start - 1) and _is_edge(folded, end):
                yield index, start, end


def _is_edge(text: str, at: int) -> bool:
    """Whether the character at `at` cannot belong to a word that the phrase is part of."""
    return not (0 <= at < len(text)) or not (text[at].isalnum() or text[at] == "_")
