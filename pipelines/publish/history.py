"""The history of the releases: `versions.json`, and the change log that people read.

Belongs here: what is remembered of each release and how it reads. Does not belong here: finding out what
changed (`compare.py`).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import Field

from pipelines.model.declaration import load_codes
from pipelines.model.shapes import Closed
from pipelines.publish.version import numbers

FILE = "versions.json"
CHANGELOG = "CHANGELOG-DATA.md"


class HistoryError(RuntimeError):
    """The history of the last release cannot be read; the message names the remedy."""


class Tally(Closed):
    """How many rows of a table changed in one way for one cause."""

    table: str
    change: str
    cause: str
    rows: int


class Entry(Closed):
    """What is remembered of a release. `not_compared` are tables that could not be read in the last one."""

    version: str
    structure: str
    made_by: dict[str, str]
    rows: dict[str, int]
    breaking: tuple[str, ...] = ()
    changes: tuple[Tally, ...] = ()
    not_compared: tuple[str, ...] = ()


class History(Closed):
    """The releases, newest first; at least one."""

    releases: tuple[Entry, ...] = Field(min_length=1)

    @property
    def newest(self) -> Entry:
        """The release that the history is part of."""
        return self.releases[0]

    def text(self) -> str:
        """As `versions.json` has it."""
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=2) + "\n"


def read_history(path: Path) -> History | None:
    """The history in the file, None where there is no such file. Raises HistoryError."""
    if not path.exists():
        return None
    try:
        return History.model_validate_json(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise HistoryError(
            f"{path} is no history of releases ({type(error).__name__}). Put the file back as it was, or "
            "remove it to count releases from 1 again."
        ) from None


def tallied(rows: Iterable[Mapping[str, Any]]) -> tuple[Tally, ...]:
    """The rows of `release_diff`, counted, in their order."""
    counts = Counter((row["table"], row["change"], row["cause"]) for row in rows)
    return tuple(Tally(table=t, change=c, cause=w, rows=n) for (t, c, w), n in counts.items())


def changelog(history: History) -> str:
    """The change log as Markdown, newest release first."""
    lines = [
        "# What changed in the data",
        "",
        "A release is `YEAR.MONTH.N`: the month of its newest document, and a count. *Structure* is the",
        "number of the tables, columns and ids; only a release that raises it breaks what worked. The rows",
        "behind these counts are in the table `release_diff` of each release.",
    ]
    for entry in history.releases:
        lines += ["", f"## {entry.version}", "", *_entry_lines(entry)]
    return "\n".join(lines) + "\n"


def _entry_lines(entry: Entry) -> list[str]:
    documents = entry.rows.get("documents", 0)
    total = sum(entry.rows.values())
    lines = [
        f"{documents:,} document{'' if documents == 1 else 's'}, {total:,} rows in {len(entry.rows)} tables. "
        f"Structure {entry.structure}."
    ]
    if entry.breaking:
        lines += ["", "**Breaking:**", "", *(f"- {what}" for what in entry.breaking)]
    if entry.not_compared:
        lines += ["", f"Not compared, the last release could not be read: {', '.join(entry.not_compared)}."]
    if entry.changes:
        causes = {code.code: code.label for code in load_codes("change_cause")}
        lines += ["", "| table | change | why | rows |", "| --- | --- | --- | ---: |"]
        lines += [f"| `{t.table}` | {t.change} | {causes[t.cause]} | {t.rows:,} |" for t in entry.changes]
    elif numbers(entry.version)[-1] == 1:
        lines += ["", "The first release: there is none to compare it with."]
    return lines
