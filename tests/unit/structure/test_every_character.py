"""Why: what a report says must not vanish between the file and the tables, whatever the file holds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers.errors import ReadError
from pipelines.readers.read import read
from pipelines.structure.build import build_document

PIECES = [
    *("1. ", "2. ", "3.", "17. ", "81.1. ", "(a) ", "(i) ", "I. ", "A. ", "II. Title", "Summary", "Contents"),
    *("Annex I", "¹", "²", "*", "**", "[A/1](#)", "The States.", "the rest", " and", "\n", "\n\n", "\n\n"),
    *("\f", "\x00", "A/61/259", "06-46815", "m²", "⁽¹⁾", "Report of the Secretary-General", "\r\n", "“x”"),
    *("…", "torture.1 ", ". II. Activities related", "1 See A/61/1.", "__________", "\u2028", "\u00ad", "]("),
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=60).map("".join)


def same(shown: str, source: str) -> bool:
    """Letter for letter, white space of any kind being equal."""
    pairs = zip(shown, source, strict=True)
    return all(a == b or (a.isspace() and b.isspace()) for a, b in pairs)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_character_ends_in_one_place(text):
    """Why: the published share of unused text is only worth something if the sum is right."""
    try:
        source = read(text.encode("utf-8", "surrogatepass"), "A_1_2.txt")
    except ReadError:
        return
    document = build_document(source)
    count = {page: [0] * len(content) for page, content in source.texts.items()}
    for part in (*document.paragraphs, *document.sections, *document.footnotes):
        for r in part.passage.ranges:
            assert same(
                part.passage.text[r.start : r.end], source.texts[r.page][r.source_start : r.source_end]
            )
    owners = [x.passage.ranges for x in (*document.paragraphs, *document.sections, *document.footnotes)]
    for ranges in (*owners, *(u.ranges for u in document.unused)):
        for r in ranges:
            for i in range(r.source_start, r.source_end):
                count[r.page][i] += 1
    for page, content in source.texts.items():
        for at, (letter, n) in enumerate(zip(content, count[page], strict=True)):
            assert n == 1 or (letter.isspace() and n == 0), (page, at, letter, n)
    assert "text_unaccounted" not in [p.code for p in document.problems]
    ids = [p.paragraph_id for p in document.paragraphs] + [n.footnote_id for n in document.footnotes]
    assert len(ids) == len(set(ids))
