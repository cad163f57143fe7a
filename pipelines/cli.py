"""`unreports`: the command line, thin, over the same job and functions as everything else.

Belongs here: options, words and exit codes. Does not belong here: any work. Heavy libraries are
imported inside the commands, so that `--help` answers at once.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from pipelines.cli_publish import COMMANDS
from pipelines.settings import ROOT, folder, raw_folder, silence_telemetry

Command = Callable[..., Any]

HELP = """United Nations reports as open tables; every row points at the characters it was read from.

\b
Reports are in raw/:
  unreports build            read, check and publish them
  unreports add FILE         identify a report (PDF, Word, HTML, text) and put it there yourself
  unreports inspect FILE     how it is read, without adding it
  unreports show 10          see what was found in paragraph 10
  unreports explain ROW_ID   why a row exists: rule, words, lexicon lines, source
  unreports review FILE      what a careful reader should look at first; takes verdicts
  unreports score            how good the tables are, measured on the gold rows
  unreports check            prove that the published release is whole and valid
  unreports site             make the web page of it
  unreports ask              ten questions and their answers
  unreports diff A B         what differs between two releases, and why
  unreports correct REPORT   add a reader's report of an error to the corrections
  unreports export           DuckDB, Excel, Power BI, Superset and Tableau files of it
  unreports publish          put it where people fetch it, beside the older releases
  unreports deposit          prepare it for Zenodo or a CKAN catalogue
  unreports cache            what is kept between builds, and removing it
  unreports dev              the Dagster web interface: assets, checks, schedule, sensor
"""
EXIT_CODES = """
\b
Exit codes:
  0  done (warnings, if any, lose nothing)
  1  failed: a full disk, a fault of the program; the last release is untouched
  2  the command was called wrongly
  3  published, but without the documents that are named
  4  not published: a document of the last release cannot be read any more
  5  not published (build) or not valid (check): the rows that break a rule are named
  6  not published: another run is at work
"""


@click.group(
    help=HELP,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="unreports")
def main() -> None:
    """Switch telemetry off before anything heavy is imported."""
    silence_telemetry()


for command in COMMANDS:
    main.add_command(command)


def stop(code: int, message: str) -> NoReturn:
    """Say it in one sentence on standard error and leave with the exit code."""
    click.secho(message, err=True, fg="red")
    raise SystemExit(code)


def _outputs_option(help_text: str) -> Callable[[Command], Command]:
    return click.option("--outputs", type=click.Path(file_okay=False, path_type=Path), help=help_text)


@main.command(epilog=EXIT_CODES)
@click.option("--raw", help="Folder of reports, or its fsspec address (default: raw/).")
@_outputs_option("Folder to publish into (default: outputs/).")
@click.option("--quiet", is_flag=True, help="Say only what needs attention.")
def build(raw: str | None, outputs: Path | None, quiet: bool) -> None:
    """Read every report, check every table, and publish the new release in one step.

    Until the last step nothing that is published is touched. The descriptor, datapackage.json, stands
    beside a folder named `outputs`, and inside a folder of any other name.
    """
    from pipelines.show import show_build

    code = show_build(raw or raw_folder(), outputs or folder("outputs"), quiet=quiet)
    if code:
        raise SystemExit(code)


@main.command(epilog=EXIT_CODES)
@_outputs_option("The release to check (default: outputs/).")
def check(outputs: Path | None) -> None:
    """Prove the published release: hashes, schema, every declared rule, and Frictionless on every row."""
    from pipelines.publish.switch import place_of
    from pipelines.publish.validate import problems_of_release

    place = place_of(outputs or folder("outputs"))
    problems = problems_of_release(place)
    if problems:
        stop(5, "\n".join(problems))
    click.echo(f"{place.folder} is whole and valid: hashes, schema, rules and descriptor.")


@main.command(epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--raw", type=click.Path(path_type=Path), help="Folder of reports (default: raw/).")
@click.option("--symbol", help="The document's symbol, where neither the file's name nor its text says it.")
@click.option("--url", help="Where the file comes from.")
@click.option("--retrieved-on", help="The day it was fetched, 2026-11-24.")
@click.option("--licence", help="The licence of the text (default: © United Nations).")
@click.option("--dry-run", is_flag=True, help="Show what would be done, change nothing.")
def add(files: tuple[Path, ...], raw: Path | None, dry_run: bool, **told: str | None) -> None:
    """Identify reports, copy them into raw/ under their symbols, and write their manifest rows.

    The sensor, or the next `unreports build`, publishes them.
    """
    from pipelines.intake.command import add_all

    if len(files) > 1 and (told["symbol"] or told["url"]):
        stop(2, "--symbol and --url are of one document: add the files one by one.")
    if add_all(files, raw or folder("raw"), dry_run=dry_run, told=told):
        raise SystemExit(1)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--symbol", help="The document's symbol, where neither the file's name nor its text says it.")
def inspect(file: Path, symbol: str | None) -> None:
    """Show how a file is read: its facts, outline, counts and what is odd. Nothing is added."""
    from pipelines.intake.command import inspect_one

    if inspect_one(file, symbol):
        raise SystemExit(1)


@main.command()
@click.option("--prune", is_flag=True, help="Remove what the last run did not use.")
@click.option(
    "--limit", type=click.FloatRange(min=0), help="With --prune: keep the newest, up to so many GiB."
)
def cache(prune: bool, limit: float | None) -> None:
    """What is kept of documents that were read before, and how much of it may go.

    It can be deleted at any time (build/cache): the next build reads every document again. A build itself
    keeps at most 10 GiB that it does not use.
    """
    from pipelines.show import print_cache

    code = print_cache(folder("build"), prune=prune, limit=limit)
    if code:
        raise SystemExit(code)


@main.command()
@_outputs_option("The release to look at (default: outputs/).")
def score(outputs: Path | None) -> None:
    """Print the measured precision and recall of the published tables."""
    from pipelines.show import print_quality

    print_quality(outputs or folder("outputs"))


@main.command()
@click.argument("unit")
@click.option("--document", help="Symbol of the document (default: the only one, or the first).")
@_outputs_option("The release to look at (default: outputs/).")
def show(unit: str, document: str | None, outputs: Path | None) -> None:
    """Show a paragraph or footnote (10, 7(b), summary, fn8) with everything that was found in it."""
    from pipelines.show import print_unit

    print_unit(unit, document, outputs or folder("outputs"))


@main.command()
@click.argument("row_id")
@_outputs_option("The release to look at (default: outputs/).")
def explain(row_id: str, outputs: Path | None) -> None:
    """Show why a row exists: its rule with examples and precision, the words, lexicon lines and source."""
    from pipelines.explain.command import explain_row

    if code := explain_row(row_id, outputs or folder("outputs")):
        raise SystemExit(code)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Items shown.")
@click.option("--ask", is_flag=True, help="Ask for a verdict on each: y, n, s (skip) or q (end).")
@click.option(
    "--verdicts",
    type=click.Path(path_type=Path),
    help="A CSV of verdicts (item_id, verdict, note) instead of asking.",
)
@click.option(
    "--into", type=click.Path(path_type=Path), help="Folder of candidates (default: gold/candidates/)."
)
def review(file: Path, limit: int, ask: bool, verdicts: Path | None, into: Path | None) -> None:
    """List what a careful reader of a document should look at first, and keep their verdicts.

    Rows of rules with a low or unknown precision, sentences with an actor, a country and a finite verb
    but no row, unsettled names. Verdicts become gold rows and lexicon candidates.
    """
    from pipelines.review.command import review_file

    target = into or folder("gold") / "candidates"
    if code := review_file(file, limit, target, ask=ask, verdict_file=verdicts):
        raise SystemExit(code)


@main.command()
@_outputs_option("The release to show (default: outputs/).")
@click.option("--to", "target", type=click.Path(file_okay=False, path_type=Path), help="Folder to write.")
@click.option("--files", "address", help="Where the release's files are, seen from a page (default: copied).")
def site(outputs: Path | None, target: Path | None, address: str | None) -> None:
    """Make the web page of the release: static files that any file host serves (default: build/site)."""
    from pipelines.publish.site.build import build_site
    from pipelines.publish.site.material import SiteError
    from pipelines.publish.switch import place_of, recover

    place = place_of(outputs or folder("outputs"))
    recover(place)
    target = target or folder("build") / "site"
    try:
        count = build_site(place, target, address=address)
    except SiteError as error:
        stop(1, str(error))
    click.echo(f"{count} files in {target}. To look: {sys.executable} -m http.server -d {target}")


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def dev(arguments: tuple[str, ...]) -> None:
    """Open Dagster's web interface on this project (arguments go to `dagster dev`, e.g. -p 3001).

    The sensor on the raw folder runs while it is open: a report dropped in is published.
    """
    import os
    import shutil

    from pipelines.terminal import run_in_front

    home = Path(os.environ.get("DAGSTER_HOME") or ROOT / ".dagster").resolve()
    home.mkdir(exist_ok=True)
    if not (home / "dagster.yaml").exists():
        shutil.copyfile(ROOT / "dagster.yaml", home / "dagster.yaml")
    os.environ["DAGSTER_HOME"] = str(home)
    os.chdir(home)
    workspace = str(ROOT / "workspace.yaml")
    # -W: Dagster advises its developers' tool `dg dev`, which need not be installed.
    program = [sys.executable, "-W", "ignore", "-m", "dagster", "dev", "-w", workspace, *arguments]
    sys.exit(run_in_front(program))
