"""Passages keep their map to the source, whatever is cut and joined."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers.passage import Passage, SourceRange, join


def _whole(text: str, at: int = 0) -> Passage:
    return Passage(text, (SourceRange(0, len(text), at, at + len(text)),) if text else ())


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_cut_still_points_at_its_characters(text: str, a: int, b: int) -> None:
    """Every published row rests on this: text[start:end] equals source[start:end] after any cut."""
    cut = _whole(text)[a:b]
    assert all(cut.text[r.start : r.end] == text[r.source_start : r.source_end] for r in cut.ranges)
    assert cut.text == text[a:b]


@given(st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=5))
def test_a_join_covers_all_but_its_separators(parts: list[str]) -> None:
    """A page break inside a paragraph must not shift what follows it."""
    source = "|".join(parts)
    passages, at = [], 0
    for part in parts:
        passages.append(_whole(part, at))
        at += len(part) + 1
    whole = join(passages)
    assert whole.text == " ".join(parts)
    assert all(whole.text[r.start : r.end] == source[r.source_start : r.source_end] for r in whole.ranges)
    assert sum(r.end - r.start for r in whole.ranges) == len(whole.text) - (len(parts) - 1)
