"""Why a row is not as it was: its source, the code, a lexicon, a correction, or the gold rows.

Belongs here: telling these apart from what both releases say of themselves. Does not belong here: finding
the rows (`compare.py`).
"""

from collections.abc import Mapping
from typing import Any

from pipelines.publish.compare import Change, Contents, Row

Hashes = Mapping[str, str]
"""What `made_by` gives."""


class Causes:
    """Knows what differs between two releases besides their rows, and so the cause of each change."""

    def __init__(self, old: Contents, new: Contents, made_old: Hashes, made_new: Hashes) -> None:
        """`made_old` and `made_new` are what each release says it was made by."""
        self._sources = _differing(_sources(old), _sources(new))
        self._corrected = _differing(_corrections(old), _corrections(new))
        self._gold = made_old.get("gold") != made_new.get("gold")
        code = made_old.get("code") != made_new.get("code")
        lexicon = made_old.get("lexicons") != made_new.get("lexicons")
        self._program = (
            "code_or_lexicon" if code and lexicon else "code" if code else "lexicon" if lexicon else ""
        )

    def of(self, change: Change) -> str:
        """A code of the list `change_cause`: the surest cause comes first."""
        row = change.after or change.before or {}
        if change.table == "corrections" or any(
            (change.table, change.row_id, column) in self._corrected for column in change.columns
        ):
            return "correction"
        if row.get("document_id") in self._sources:
            return "source"
        if change.table == "quality" and self._gold:
            return "gold"
        if self._program:
            return self._program
        return "source" if self._sources else "environment"


def _differing(old: Mapping[Any, Any], new: Mapping[Any, Any]) -> set[Any]:
    return {key for key in {*old, *new} if old.get(key) != new.get(key)}


def _rows(contents: Contents, name: str) -> list[Row]:
    return contents[name].to_pylist() if name in contents else []


def _sources(contents: Contents) -> dict[str, str]:
    return {row["document_id"]: row["source_sha256"] for row in _rows(contents, "documents")}


def _corrections(contents: Contents) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    """Corrected cell to what was done to it; withdrawn ones do nothing."""
    return {
        (row["table"], row["row_id"], row["column"]): (row["old_value"], row["new_value"])
        for row in _rows(contents, "corrections")
        if row["status"] == "active"
    }
