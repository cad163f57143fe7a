"""Why: what a report says must not vanish between the file and the tables, whatever the file holds."""

from every_character import assert_accounted_for
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers.errors import ReadError
from pipelines.readers.read import read

PIECES = [
    *("1. ", "2. ", "3.", "17. ", "81.1. ", "(a) ", "(i) ", "I. ", "A. ", "II. Title", "Summary", "Contents"),
    *("Annex I", "¹", "²", "*", "**", "[A/1](#)", "The States.", "the rest", " and", "\n", "\n\n", "\n\n"),
    *("\f", "\x00", "A/61/259", "06-46815", "m²", "⁽¹⁾", "Report of the Secretary-General", "\r\n", "“x”"),
    *("…", "torture.1 ", ". II. Activities related", "1 See A/61/1.", "__________", "\u2028", "\u00ad", "]("),
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=60).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_character_ends_in_one_place(text):
    """Why: the published share of unused text is only worth something if the sum is right."""
    try:
        source = read(text.encode("utf-8", "surrogatepass"), "A_1_2.txt")
    except ReadError:
        return
    assert_accounted_for(source)
