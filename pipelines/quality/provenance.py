"""Proof that published text is source text: every range is compared with the raw file.

Belongs here: that comparison. Does not belong here: the checks that need published tables only
(they are declared with the tables and run by Great Expectations).
"""

from typing import Any

Row = dict[str, Any]


def wrong_ranges(tables: dict[str, list[Row]], texts: dict[int | None, str]) -> list[Row]:
    """The rows of `source_ranges` whose unit text differs from the raw text they point at.

    `texts` is the decoded raw file by page. Only the kind of white space may differ (a line break
    became a space).
    """
    units = {
        "section_id": {row["section_id"]: row["title"] for row in tables["sections"]},
        "paragraph_id": {row["paragraph_id"]: row["text"] for row in tables["paragraphs"]},
        "footnote_id": {row["footnote_id"]: row["text"] for row in tables["footnotes"]},
    }
    wrong = []
    for row in tables["source_ranges"]:
        source = texts.get(row["page"], "")[row["source_start"] : row["source_end"]]
        published = [text[row[key]][row["start"] : row["end"]] for key, text in units.items() if row[key]]
        if not source or any(_plain(text) != _plain(source) for text in published):
            wrong.append(row | {"source": source})
    return wrong


def _plain(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)
