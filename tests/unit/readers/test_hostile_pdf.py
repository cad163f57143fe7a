"""Broken and hostile PDFs: each costs only itself, with one sentence that names the file and the remedy."""

import pytest

from pipelines.readers.errors import ReadError
from pipelines.readers.pdf import engine
from pipelines.readers.read import read
from tests.unit.readers.printed import lines, printed, scanned

WHOLE = printed(lines("A report."))


@pytest.mark.parametrize(
    ("raw", "what", "remark"),
    [
        (WHOLE[: len(WHOLE) // 2], "cannot be opened|no text", "a download that broke off"),
        (b"%PDF-1.7\n", "cannot be opened|no page", "nothing but the first line"),
        (printed(lines("A secret."), password="x"), "encrypted", "needs a password"),
        (printed([]), "no text was found", "an empty page"),
        (scanned(), "pictures without a text layer", "a scan: reported, never guessed"),
        (
            b"%PDF-1.4\n" + b"1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\n" * 50,
            "cannot be opened|no page",
            "a loop",
        ),
    ],
)
def test_broken_files_are_named(raw: bytes, what: str, remark: str) -> None:
    """The file, what is wrong and what to do, in one sentence."""
    with pytest.raises(ReadError, match=what) as error:
        read(raw, "A_1_2.pdf")
    assert str(error.value).startswith("A_1_2.pdf: ") and error.value.remedy, remark


def test_a_pdf_that_is_really_a_page_of_the_web_is_no_pdf() -> None:
    """Download links often save the page around the file; content tells, not the name."""
    raw = b"<!DOCTYPE html><html><body><p>Sign in to read A/1/2</p></body></html>"
    try:
        assert read(raw, "A_1_2.pdf").format != "pdf"
    except ReadError as error:
        assert "HTML" in str(error)


def test_ten_thousand_pages_are_refused_before_they_are_read() -> None:
    """No report has so many; the count is known without reading them."""
    raw = printed(*([[]] * 10_000))
    with pytest.raises(ReadError, match="10,000 pages"):
        read(raw, "A_1_2.pdf")


def test_a_page_that_the_first_engine_cannot_read_goes_to_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two engines that share no code: what one finds empty the other may read."""
    monkeypatch.setattr(engine, "_oxide_runs", lambda document, index, links=(): ())
    source = read(printed(lines("Read by the second engine, word for word.")), "A_1_2.pdf")
    assert source.blocks[0].text == "Read by the second engine, word for word."


@pytest.mark.parametrize("limit", ["MAX_BYTES", "MAX_PAGES", "MAX_CHARACTERS", "MAX_SECONDS"])
def test_limits_hold(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond any report is refused, not ground through."""
    monkeypatch.setattr(engine, limit, 1 if limit != "MAX_SECONDS" else -1)
    with pytest.raises(ReadError, match="more than"):
        read(printed(lines("Words."), lines("More.")), "A_1_2.pdf")
