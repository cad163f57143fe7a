"""`unreports explain`: an explanation, told on the terminal.

Belongs here: words and layout. Does not belong here: what is explained (`row.py`).
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rich.text import Text

from pipelines.explain.row import Explanation, explain, tag_names
from pipelines.quality.rules_page import figures_of
from pipelines.show import rows_of_release
from pipelines.terminal import ERR, FAILED, OUT

LEXICON_LINES = 12
"""Lines shown: the longest terms come first, and a long sentence fits many short ones."""

NAMES = 6
PLACE_COLUMNS = frozenset("document_id paragraph_id footnote_id start end evidence surface rule_id".split())


def explain_row(row_id: str, outputs: Path) -> int:
    """Print why the row exists; the exit code, FAILED where no table has such a row."""

    @cache
    def release(name: str) -> list[dict[str, Any]]:
        return rows_of_release(outputs, name)

    explanations = explain(row_id, release)
    if not explanations:
        ERR.print(
            f"No table has a row {row_id!r}. Ids stand in the first column of each table: "
            "A/73/230#10@763-999:CMR. `unreports show UNIT` lists what was found in a unit.",
            style="red",
        )
        return FAILED
    for one in explanations:
        for part in _parts(one):
            OUT.print(part, soft_wrap=True)
    return 0


def _parts(one: Explanation) -> Iterator[Text]:
    row = one.row
    place = row["footnote_id"] or row["paragraph_id"] or row["document_id"]
    yield Text(f"{one.table}: {place}, characters {row['start']}–{row['end']}", style="bold cyan")
    told = {k: v for k, v in row.items() if v is not None and k not in PLACE_COLUMNS}
    yield Text("  " + ", ".join(f"{k}={v}" for k, v in told.items()))
    yield from _rule(one)
    yield from _sentence(one)
    yield from _lexicon(one)
    for actor in one.actors:
        role = f"{actor['role']}: " if actor["role"] else ""
        yield Text(f"Actor  {role}{actor['name']} [{actor['actor_type']}], source: {actor['source']}")
        names = actor["names"]
        more = f" … and {len(names) - NAMES} more" if len(names) > NAMES else ""
        yield Text(f"       names: {', '.join(names[:NAMES])}{more}")
    for source in one.sources:
        page = "" if source["page"] is None else f"page {source['page']}, "
        span = f"{source['source_start']}–{source['source_end']}"
        yield Text(
            f"Source {one.source_file}, {page}characters {span} (unit {source['start']}–{source['end']})"
        )
    yield Text("")


def _rule(one: Explanation) -> Iterator[Text]:
    if one.rule is None:
        yield Text(f"Rule   none: {one.row.get('reason') or one.row['rule_id']}")
        return
    yield Text(f"Rule   {one.rule.id}: {one.rule.description}", style="bold")
    if one.rule.source:
        yield Text(f"       source: {one.rule.source}")
    yield Text(f"       {figures_of(one.measured)}")
    for label, examples in (("found", one.rule.examples), ("left alone", one.rule.counter_examples)):
        for example in examples:
            yield Text(f"       {label}: {' / '.join(example.split(chr(10) * 2))}")


def _sentence(one: Explanation) -> Iterator[Text]:
    start, end = one.sentence
    if start == end:
        return
    sentence = Text("Text   ")
    printed = Text(one.text[start:end])
    printed.stylize("bold underline", max(0, one.row["start"] - start), max(0, one.row["end"] - start))
    yield sentence + printed
    tokens = Text("Tokens ")
    for token, inside in one.tokens:
        tokens.append(token.text, style="bold" if inside else "dim")
        if token.text.isalnum() or len(token.text) > 1:
            tokens.append(f"[{'/'.join(tag_names(token.tags)) or 'unknown'}]", style="dim")
        tokens.append(" ")
    yield tokens


def _lexicon(one: Explanation) -> Iterator[Text]:
    if not one.lexicon:
        yield Text("Lexicon  no line fits: the rule reads the form of the words alone.")
    for line in one.lexicon[:LEXICON_LINES]:
        yield Text(f"Lexicon  {line.file}:{line.line}  “{line.term}”  {line.told}")
    if len(one.lexicon) > LEXICON_LINES:
        yield Text(f"         … and {len(one.lexicon) - LEXICON_LINES} more lines")
