"""`unreports review`: the items of a document on the terminal, and the reader's answers.

Belongs here: words, layout, asking. Does not belong here: which items there are (`items.py`), what comes
of an answer (`verdicts.py`).
"""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.text import Text

from pipelines.load import load_document
from pipelines.process import rows_of
from pipelines.quality.gold import sealed_texts
from pipelines.readers.errors import ReadError
from pipelines.review.items import NAME, ROW, SENTENCE, Item, items_of
from pipelines.review.verdicts import ANSWERS, Verdict, VerdictError, candidates, keep, read_verdicts
from pipelines.settings import folder
from pipelines.terminal import ERR, FAILED, OUT

QUESTIONS = {
    ROW: "Does the text say so?",
    SENTENCE: "Should there be a row?",
    NAME: "Is it a name that the lexicons should hold?",
}
HIDDEN = frozenset(
    "document_id paragraph_id footnote_id start end surface evidence action_text rule_id confidence".split()
)


def review_file(path: Path, limit: int, into: Path, *, ask: bool, verdict_file: Path | None) -> int:
    """List what to look at first, take verdicts where they are given, keep what they give; the exit code."""
    try:
        document = load_document(path)
        tables = rows_of(document)
        items = items_of(document, tables, sealed_texts(folder("gold")))
        verdicts = read_verdicts(verdict_file, items) if verdict_file else []
    except (ReadError, VerdictError, OSError) as error:
        ERR.print(str(error), style="red")
        return FAILED
    if verdict_file is None:
        verdicts = _list(items, limit, ask=ask)
    if verdicts:
        gold, lexicon = candidates(items, verdicts, tables)
        keep(into, gold, lexicon)
        OUT.print(f"{len(gold)} gold rows and {len(lexicon)} lexicon candidates are in {into}.")
    return 0


def _list(items: Sequence[Item], limit: int, *, ask: bool) -> list[Verdict]:
    verdicts: list[Verdict] = []
    for number, item in enumerate(items[:limit], 1):
        _print(number, item)
        if ask:
            choice = click.Choice(["y", "n", "s", "q"])
            answer = click.prompt(f"   {QUESTIONS[item.kind]} (q ends)", type=choice, default="s")
            if answer == "q":
                break
            note = click.prompt("   Note", default="", show_default=False) if answer != "s" else ""
            verdicts.append(Verdict(item.item_id, ANSWERS[answer], note))
    if len(items) > limit and not ask:
        OUT.print(f"… and {len(items) - limit} more (--limit).")
    return verdicts


def _print(number: int, item: Item) -> None:
    OUT.print(Text(f"{number:>3}  {item.doubt:.2f}  {item.item_id}", style="bold cyan"), soft_wrap=True)
    OUT.print(Text(f"   “{item.text}”"), soft_wrap=True)
    shown = {k: v for k, v in item.row.items() if v is not None and k not in HIDDEN}
    if item.kind == ROW:
        told = ", ".join(f"{k}={v}" for k, v in shown.items() if not k.endswith("_id") or k == "actor_id")
        OUT.print(Text(f"   {item.table}: {told}"), soft_wrap=True)
    OUT.print(Text(f"   {item.why}", style="dim"), soft_wrap=True)
