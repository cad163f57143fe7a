"""One document's fault must not stop the others: it is found before the release is put together."""

from pipelines.process import rows_of
from pipelines.quality.self_check import broken_rows
from pipelines.readers.text import read_text
from pipelines.structure.build import build_document

TEXT = (
    b"General Assembly\nSeventy-third session\n\n"
    b"1. Kenya adopted a law.\n\n2. States should protect defenders."
)


def tables() -> dict[str, list[dict[str, object]]]:
    return rows_of(build_document(read_text(TEXT, "A_1_2.txt")))


def test_good_rows_pass() -> None:
    """What extraction gives obeys what the model declares."""
    assert broken_rows(tables()) == []


def test_a_row_that_breaks_a_rule_is_named() -> None:
    """The message names rule and row: a maintainer starts there."""
    rows = tables()
    rows["country_mentions"][0]["surface"] = "Kenia"
    (message,) = broken_rows(rows)
    assert "country_mentions break surface_is_slice" in message and "A/1/2#1" in message


def test_a_row_of_the_wrong_shape_is_named() -> None:
    """A null where none is allowed would stop the writing of the table."""
    rows = tables()
    rows["paragraphs"][0]["text"] = None
    assert "text" in broken_rows(rows)[0]


def test_an_actor_that_nobody_lists_is_found() -> None:
    """A link that leads nowhere is the commonest fault of a new rule."""
    rows = tables()
    rows["recommendation_actors"][0]["actor_id"] = "nobody-knows"
    assert any("recommendation_actors break actor_id" in message for message in broken_rows(rows))
