"""What the command line prints: the course of a build, figures, a paragraph with its finds.

Belongs here: words and layout on the terminal. Does not belong here: the work that is reported.
"""

import os
from pathlib import Path
from typing import Any

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table as Grid
from rich.text import Text

from pipelines import stored
from pipelines.engine.progress import Progress as Pace
from pipelines.engine.progress import told_to
from pipelines.model.declaration import load_package, load_tables
from pipelines.publish.questions import Question, ask
from pipelines.publish.switch import Place, place_of, recover
from pipelines.terminal import BROKEN_RULE, CROWDED, ERR, FAILED, LOST_ONE, OK, OUT, WITHOUT_SOME


def show_build(raw: str, outputs: Path, *, quiet: bool) -> int:
    """Run the build with a progress bar, say what came of it, return the exit code."""
    from pipelines.run import folders_of, job_steps, run
    from pipelines.settings import folder

    folders = folders_of(raw, outputs, folder("build"), folder("gold"))
    with Progress(*_columns(), console=ERR, transient=True, disable=quiet or not ERR.is_terminal) as progress:
        bar = progress.add_task("starting", total=len(job_steps()), speed="")
        tasks: dict[str, TaskID] = {}

        def on_progress(now: Pace) -> None:
            if now.what not in tasks:
                tasks[now.what] = progress.add_task(now.what, speed="")
            progress.update(tasks[now.what], completed=now.done, total=now.total, speed=_speed(now))

        def on_event(event: Any) -> None:
            if event.event_type_value == "STEP_START":
                progress.update(bar, description=str(event.step_key))
            elif event.event_type_value in ("STEP_SUCCESS", "STEP_FAILURE", "STEP_SKIPPED"):
                progress.advance(bar)

        with told_to(on_progress):
            outcome = run(folders, on_event)
    for warning in outcome.collection.warnings:
        ERR.print(f"Warning: {warning}", style="yellow")
    for refusal in outcome.collection.refused:
        ERR.print(f"Left out: {refusal}", style="red")
    if outcome.published:
        if not quiet:
            _print_summary(outcome, outputs)
        return WITHOUT_SOME if outcome.collection.refused else OK
    return _explain(outcome)


def _columns() -> tuple[ProgressColumn, ...]:
    """What a line of the progress display shows."""
    return (
        TextColumn("{task.description:<32}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )


def _speed(now: Pace) -> str:
    speed = f"{now.words_per_second:,.0f} words/s" if now.words else ""
    return speed + (f", {now.pages / now.seconds:.1f} pages/s" if now.pages else "")


def _explain(outcome: Any) -> int:
    """Say why nothing was published."""
    if outcome.crowded:
        ERR.print(outcome.error, style="red")
        return CROWDED
    for failed in outcome.failed_checks:
        ERR.print(
            f"{failed.asset}: the check {failed.check} failed on these rows:\n{failed.rows}", style="red"
        )
    if any(failed.check == "no_document_is_lost" for failed in outcome.failed_checks):
        ERR.print(
            "Not published: a document of the last release cannot be read any more. Mend the file, or take "
            "it out of the raw folder to publish without it. The last release is untouched.",
            style="red",
        )
        return LOST_ONE
    if outcome.failed_checks:
        ERR.print("Not published: a rule is broken. The last release is untouched.", style="red")
        return BROKEN_RULE
    ERR.print(f"Not published: {outcome.error} The last release is untouched.", style="red")
    return BROKEN_RULE if outcome.broken_row else FAILED


def _print_summary(outcome: Any, outputs: Path) -> None:
    grid = Grid(box=None, pad_edge=False)
    grid.add_column("table")
    grid.add_column("rows", justify="right")
    for name in load_tables():
        grid.add_row(name, f"{outcome.row_counts.get(name, 0):,}")
    OUT.print(grid)
    place = place_of(outputs)
    documents = outcome.row_counts["documents"]
    print_quality(outputs)
    OUT.print(
        f"{documents} document{'s' if documents != 1 else ''} ({outcome.collection.cached} unchanged), "
        f"{outcome.checks_passed} checks passed."
    )
    if outcome.unchanged:
        OUT.print("Nothing has changed: the release was left as it was.")
    OUT.print(f"The release is in {_short(place.folder)}, described by {_short(place.descriptor)}.")


def print_cache(build: Path, *, prune: bool, limit: float | None) -> int:
    """What the cache holds; with `prune`, after removing what may go. Gives the exit code."""
    from pipelines.engine.cache import GIB, Cache
    from pipelines.publish.switch import BusyError, locked

    cache = Cache(build / "cache")
    try:
        with locked(build / "lock"):
            if prune:
                cache.use_as_before()
                files, freed = cache.prune(int((limit or 0) * GIB))
                OUT.print(f"Removed {files:,} files, {freed / GIB:.3f} GiB.")
            for kind, (count, size) in sorted(cache.sizes().items()):
                OUT.print(f"{kind:<12} {count:>10,} files {size / GIB:>9.3f} GiB")
    except BusyError as error:
        ERR.print(str(error), style="red")
        return CROWDED
    return OK


def _short(path: Path) -> str:
    """The path as the person would type it."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


SPLIT_TITLES = {
    "tuned": "Measured on the gold rows that the rules were tuned on",
    "first_exposure": "Measured at first exposure, on passages that no rule had been scored on",
    "held_out": "Measured again on those passages, with the present rules",
}


def print_quality(outputs: Path) -> None:
    """The measured figures, a grid a split and a line a table."""
    rows = [row for row in rows_of_release(outputs, "quality") if row["document_id"] == "all"]
    for split, title in SPLIT_TITLES.items():
        if mine := [row for row in rows if row["split"] == split]:
            OUT.print(_quality_grid(title, mine))


def _quality_grid(title: str, rows: list[dict[str, Any]]) -> Grid:
    grid = Grid(box=None, pad_edge=False, title=title, title_justify="left")
    for column in ("table", "precision", "recall", "f1", "gold rows", "attributes of matched rows"):
        grid.add_column(
            column, justify="left" if column in ("table", "attributes of matched rows") else "right"
        )
    for table in dict.fromkeys(row["table"] for row in rows):
        mine = {row["metric"]: row for row in rows if row["table"] == table}
        main = [f"{mine[m]['value']:.3f}" if m in mine else "" for m in ("precision", "recall", "f1")]
        other = [f"{m} {r['value']:.3f}" for m, r in mine.items() if m not in ("precision", "recall", "f1")]
        grid.add_row(table, *main, str(next(iter(mine.values()))["gold_rows"]), ", ".join(other))
    return grid


def rows_of_release(outputs: Path, name: str) -> list[dict[str, Any]]:
    """A published table. Leaves with exit code 1 and a remedy when there is none."""
    place = place_of(outputs)
    recover(place)
    try:
        rows: list[dict[str, Any]] = stored.read(place.folder / f"{name}.parquet").to_pylist()
    except FileNotFoundError:
        ERR.print(f"There is no release in {_short(place.folder)}. Run `unreports build` first.", style="red")
        raise SystemExit(FAILED) from None
    return rows


def print_unit(unit: str, document: str | None, outputs: Path) -> None:
    """A paragraph or footnote, its finds underlined, and a line for each row."""
    column, row = _unit(unit, document, outputs)
    finds = []
    for table in load_tables().values():
        if table.found is None:
            continue
        for found in rows_of_release(outputs, table.name):
            at = found["footnote_id"] or found["paragraph_id"]
            if at == row[column]:
                finds.append((found["start"], found["end"], table.name, found))
    text = Text(row["text"])
    for start, end, name, _ in finds:
        text.stylize("bold" if name.endswith("mentions") or name == "citations" else "underline", start, end)
    OUT.print(Text(row[column], style="bold cyan"))
    OUT.print(text, soft_wrap=True)
    for start, end, name, found in sorted(finds, key=lambda find: (find[0], find[1], find[2])):
        told = {k: v for k, v in found.items() if v is not None and k not in HIDDEN and not k.endswith("_id")}
        told |= {k: v for k, v in found.items() if k == "actor_id"}
        facts = ", ".join(f"{k}={v}" for k, v in told.items())
        OUT.print(f"  {start:>5}–{end:<5} {name:<18} {facts}  [{found['rule_id']}]", soft_wrap=True)


def print_answer(question: Question, place: Place, database: Path | None) -> None:
    """A question, its answer as a grid, and how to read it; from the release's SQLite file, or another."""
    database = database or place.folder / f"{load_package().name}.sqlite"
    if not database.exists():
        what = "The release is too large to hold a SQLite file. Make one: `unreports export --format sqlite`."
        if not place.descriptor.exists():
            what = f"There is no release in {_short(place.folder)}. Run `unreports build` first."
        ERR.print(what, style="red")
        raise SystemExit(FAILED)
    answer = ask(question, database)
    grid = Grid(box=None, pad_edge=False)
    for column in answer.columns:
        grid.add_column(column)
    for row in answer.rows:
        grid.add_row(*("" if value is None else str(value) for value in row))
    OUT.print(question.title, style="bold cyan")
    OUT.print(grid)
    OUT.print(" ".join(question.explanation.split()))


HIDDEN = frozenset({"document_id", "paragraph_id", "footnote_id", "start", "end", "rule_id", "confidence"})


def _unit(unit: str, document: str | None, outputs: Path) -> tuple[str, dict[str, Any]]:
    """The id column and row of the unit that is printed as `unit`."""
    table, column = ("footnotes", "footnote_id") if unit.startswith("fn") else ("paragraphs", "paragraph_id")
    rows = rows_of_release(outputs, table)
    documents = sorted({row["document_id"] for row in rows_of_release(outputs, "documents")})
    wanted = document or documents[0]
    if wanted not in documents:
        ERR.print(f"{wanted} is not in the release. It has {', '.join(documents[:8])}.", style="red")
        raise SystemExit(FAILED)
    for row in rows:
        if row["document_id"] == wanted and row[column] == f"{wanted}#{unit}":
            return column, row
    ERR.print(
        f"{wanted} has no unit {unit!r}. Units are named as printed: 10, 7(b), summary, fn8.", style="red"
    )
    raise SystemExit(FAILED)
