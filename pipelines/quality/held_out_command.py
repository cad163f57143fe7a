"""Measures the rules on passages whose text is not here: `python -m pipelines.quality.held_out_command`.

Belongs here: which files the figures go to, `--check`. Does not belong here: measuring (`held_out.py`).

Written are `rule_precision.csv` (by rule, from which `confidence` follows) and `figures.csv` in the gold
folder (by table). The figures of the first exposure are written once and never again; measuring later,
with other rules, writes those called `held_out` beside them.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

import click

from pipelines.quality.gold import FIGURES, FIRST_EXPOSURE, folders_of_split
from pipelines.quality.held_out import HeldOut, measure_held_out
from pipelines.quality.rules import PRECISION, as_csv, measured_of
from pipelines.settings import folder

COLUMNS = ("split", "table", "metric", "value", "gold_rows")
AGAIN = "held_out"
"""The split of figures on held-out passages that were measured before."""


def figure_lines(out: HeldOut, split: str) -> list[str]:
    """The measured figures as lines of `figures.csv`."""
    return [
        f"{split},{table},{metric},{value},{tally.gold_rows}"
        for table, tally in out.by_table.items()
        for metric, value in tally.figures().items()
    ]


def figures_csv(out: HeldOut, before: str) -> str:
    """The text of `figures.csv` after this measurement; `before` is what stood there, empty at first."""
    kept = [line for line in before.splitlines() if line.startswith(f"{FIRST_EXPOSURE},")]
    lines = [*kept, *figure_lines(out, AGAIN)] if kept else figure_lines(out, FIRST_EXPOSURE)
    return "\n".join([",".join(COLUMNS), *lines]) + "\n"


def _print(lines: Iterable[str]) -> None:
    for row in csv.DictReader(lines):
        if row["metric"] in ("precision", "recall", "f1"):
            name = f"{row['split']:<16}{row['table']:<18}{row['metric']:<10}"
            click.echo(f"{name} {float(row['value']):.3f}  n = {row['gold_rows']}")


@click.command()
@click.option(
    "--texts",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="UNREPORTS_HELD_OUT",
    help="Folder of the documents that the passages are from (or set UNREPORTS_HELD_OUT).",
)
@click.option("--check", is_flag=True, help="Write nothing; fail if the figures are out of date.")
def main(texts: Path | None, check: bool) -> None:
    """Measure every rule and table on the held-out passages."""
    if texts is None:
        click.echo("Nothing was measured: the passages' texts are not here. Name their folder with --texts.")
        return
    (gold,) = folders_of_split(folder("gold"), FIRST_EXPOSURE)
    out = measure_held_out(texts, gold)
    for passage in out.missing:
        click.echo(f"Left out: passage {passage}", err=True)
    path = gold / FIGURES
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    wanted = {path: figures_csv(out, before), PRECISION: as_csv(measured_of(out.by_rule))}
    _print(wanted[path].splitlines())
    old = [str(p) for p, text in wanted.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    if check and old:
        raise click.ClickException(f"out of date: {', '.join(old)}. Run this without --check.")
    if not check:
        for target, text in wanted.items():
            target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
