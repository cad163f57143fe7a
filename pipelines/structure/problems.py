"""The problems that giving a report its form can meet, each worded once.

Belongs here: codes and messages (what is odd, and what a person can do). Does not belong here:
finding them, or publishing them as `unresolved` rows.
"""

from collections.abc import Sequence

from pipelines.structure.document import Problem


def numbering_gap(last: int, number: int, place: str, prefix: str = "") -> Problem:
    """Paragraph `number` follows paragraph `last` (both after `prefix`), with others missing between."""
    missing = f"{prefix}{last + 1}" if number == last + 2 else f"{prefix}{last + 1}–{prefix}{number - 1}"
    return Problem(
        "numbering_gap",
        f"Paragraph {prefix}{number} follows paragraph {prefix}{last}: {missing} not found. "
        "Look in the source whether a paragraph is missing or lost its number.",
        False,
        place,
    )


def numbering_repeat(number: str, place: str) -> Problem:
    """A paragraph number that was used before."""
    return Problem(
        "numbering_repeat",
        f"Number {number} occurs again or out of order; the paragraph is kept as {place}. "
        "Look in the source whether it is a list inside a paragraph or a misprint.",
        False,
        place,
    )


def letter_gap(label: str, place: str) -> Problem:
    """A lettered item whose letter does not follow the one before."""
    return Problem(
        "numbering_gap",
        f"Item ({label}) does not follow the item before it. "
        "Look in the source whether an item is missing or lost its letter.",
        False,
        place,
    )


def footnote_without_note(marker: str, place: str) -> Problem:
    """A marker in the text with no note to it."""
    return Problem(
        "footnote_without_note",
        f"Footnote marker {marker} stands in the text, but no note {marker} was found. "
        "Look in the source whether the note is missing.",
        False,
        place,
    )


def note_without_marker(marker: str, place: str) -> Problem:
    """A note with no marker in the text."""
    return Problem(
        "note_without_marker",
        f"Note {marker} was found, but no marker {marker} in the text. "
        "Look in the source whether the marker was lost or is printed as a plain digit.",
        False,
        place,
    )


def no_paragraphs() -> Problem:
    """A UN document without numbered paragraphs: a letter, a table, a scan whose numbers were not read."""
    return Problem(
        "no_numbered_paragraphs",
        "No numbered paragraph was found; the text is published as unnumbered paragraphs. "
        "Look in the source whether it has none (a letter) or whether they were lost.",
        False,
    )


def no_report() -> Problem:
    """A text in which neither a numbered paragraph nor a masthead was found."""
    return Problem(
        "no_numbered_paragraphs",
        "No numbered paragraph and no masthead was found: this does not look like a United Nations report. "
        "Paragraphs must start with their number and a full stop (`1. The present report …`).",
        True,
    )


def other_language(code: str) -> Problem:
    """A document in a language that the extraction does not read."""
    return Problem(
        "other_language",
        f"The document is written in the language {code}: its form and citations are published, "
        "what its sentences say is not extracted.",
        False,
    )


def contents_line(heading: str, given: tuple[int, int], found: Sequence[tuple[int, int] | None]) -> Problem:
    """A line of the contents page that is not met: the heading, and the paragraphs `given` for it.

    `found` has an entry for each heading of that title: the paragraphs under it, None where none is numbered.
    """
    spans = [_span(*span) for span in found if span]
    what = f"{' and '.join(spans)} stand under it" if spans else "no numbered paragraph stands under it"
    return Problem(
        "contents_line",
        f"The contents page gives {_span(*given)} for “{heading}”, but "
        f"{what if found else 'no such heading was found'}. Look in the source which is right.",
        False,
    )


def _span(first: int, last: int) -> str:
    return f"paragraph {first}" if first == last else f"paragraphs {first}–{last}"


def engines_disagree(page: int, first: Sequence[str], second: Sequence[str]) -> Problem:
    """A page about whose words the two engines disagree; the words that only the one or the other reads."""
    only = [
        f"only the {name} reads {', '.join(words)}"
        for name, words in (("first", first), ("second", second))
        if words
    ]
    return Problem(
        "engines_disagree",
        f"Two engines read page {page} differently ({'; '.join(only)}); the first is published. "
        "Look at that page of the source.",
        False,
    )


def text_unaccounted(piece: str) -> Problem:
    """Source text that ended in no unit and for which no reason is known (a fault of ours)."""
    return Problem(
        "text_unaccounted",
        f"The source text {piece[:80]!r} was read into no unit. This is a fault of the program: report it.",
        True,
    )


def no_symbol(name: str, document_id: str) -> Problem:
    """A file whose name stands for no UN symbol."""
    return Problem(
        "no_symbol",
        f"The file name {name} stands for no United Nations symbol; the document is called {document_id}. "
        "Name the file after its symbol (`A_73_230.txt` for A/73/230) or put the symbol into "
        "raw/manifest.csv.",
        False,
    )
