"""The sum that proves that nothing of a file was lost, for tests of any reader."""

from pipelines.readers.blocks import Source
from pipelines.structure.build import build_document


def same(shown: str, source: str) -> bool:
    """Letter for letter, white space of any kind being equal."""
    pairs = zip(shown, source, strict=True)
    return all(a == b or (a.isspace() and b.isspace()) for a, b in pairs)


def assert_accounted_for(source: Source) -> None:
    """Every character of the source ends in one place, ids are unique, published text is the source's."""
    document = build_document(source)
    count = {page: [0] * len(content) for page, content in source.texts.items()}
    parts = (*document.paragraphs, *document.sections, *document.footnotes)
    for part in parts:
        for r in part.passage.ranges:
            kept = source.texts[r.page][r.source_start : r.source_end]
            assert same(part.passage.text[r.start : r.end], kept)
    for ranges in (*(x.passage.ranges for x in parts), *(u.ranges for u in document.unused)):
        for r in ranges:
            for i in range(r.source_start, r.source_end):
                count[r.page][i] += 1
    for page, content in source.texts.items():
        for at, (letter, n) in enumerate(zip(content, count[page], strict=True)):
            assert n == 1 or (letter.isspace() and n == 0), (page, at, letter, n)
    assert "text_unaccounted" not in [p.code for p in document.problems]
    ids = [p.paragraph_id for p in document.paragraphs] + [n.footnote_id for n in document.footnotes]
    assert len(ids) == len(set(ids))
