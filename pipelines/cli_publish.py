"""The commands around a release: export, diff, publish, deposit, correct, ask.

Belongs here: options, words and exit codes. Does not belong here: any work (`pipelines/publish/`). Heavy
libraries are imported inside the commands, as in `cli.py`.
"""

import os
from pathlib import Path
from typing import TextIO

import click

from pipelines.settings import folder

BUILT = ("duckdb", "xlsx", "hyper", "powerbi", "superset")
OUTPUTS = click.option(
    "--outputs", type=click.Path(file_okay=False, path_type=Path), help="The release (default: outputs/)."
)


def fail(message: str) -> click.ClickException:
    """A mistake told in one sentence; exit code 1."""
    return click.ClickException(message)


@click.command()
@click.option("--format", "formats", multiple=True, type=click.Choice([*BUILT, "parquet", "csv", "sqlite"]))
@click.option(
    "--to",
    "target",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/formats"),
    show_default=True,
    help="Folder to write into.",
)
@OUTPUTS
def export(formats: tuple[str, ...], target: Path, outputs: Path | None) -> None:
    """Write the release in other formats (default: every one whose libraries are installed).

    duckdb and xlsx need `unreports[formats]`, hyper needs `unreports[tableau]`; powerbi is a project in text
    files, superset a bundle to import.
    """
    from pipelines.publish.export import export_as
    from pipelines.publish.switch import place_of

    place = place_of(outputs or folder("outputs"))
    target.mkdir(parents=True, exist_ok=True)
    for name in formats or BUILT:
        try:
            for path in export_as(name, place, target):
                click.echo(f"{path} ({path.stat().st_size:,} bytes)")
        except FileNotFoundError:
            raise fail(f"There is no release in {place.folder}. Run `unreports build` first.") from None
        except ImportError as error:
            extra = "tableau" if name == "hyper" else "formats"
            message = f"{name} needs {error.name}: pip install 'unreports[{extra}]'."
            if formats:
                raise fail(message) from None
            click.echo(f"Left out: {message}", err=True)


@click.command()
@click.argument("old", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rows", is_flag=True, help="Print each row, as JSON lines.")
def diff(old: Path, new: Path, rows: bool) -> None:
    """Say what differs between two releases: rows that came, went or changed and why, and what breaks.

    OLD and NEW are folders of a release, or folders into which releases were published (then the newest).
    """
    from pipelines.publish.export import diff_lines
    from pipelines.publish.history import HistoryError

    try:
        for line in diff_lines(old, new, rows=rows):
            click.echo(line)
    except HistoryError as error:
        raise fail(str(error)) from None


@click.command()
@click.option("--to", "target", required=True, help="A folder, or an address such as s3://bucket/path.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, write nothing.")
@OUTPUTS
def publish(target: str, dry_run: bool, outputs: Path | None) -> None:
    """Put the release where people fetch it, in a folder of its version, beside the older ones.

    On a file system it appears in one step; on an object store the data goes first and the list of releases
    last. s3:// needs `unreports[s3]` and takes its keys from the AWS variables.
    """
    from pipelines.publish.switch import place_of
    from pipelines.publish.upload import UploadError, upload

    try:
        plan = upload(place_of(outputs or folder("outputs")), target, dry_run=dry_run)
    except ImportError as error:
        raise fail(f"{target} needs a library: {error}") from None
    except UploadError as error:
        raise fail(str(error)) from None
    if dry_run:
        for file in plan.files:
            click.echo(f"{plan.version}/{file.path} ({file.bytes:,} bytes)")
    done = "is there already" if plan.is_there else "would go" if dry_run else "is published"
    click.echo(f"{plan.version} {done}: {len(plan.files) + 1} files, {plan.bytes:,} bytes, {target}")


@click.command()
@click.argument("where", type=click.Choice(["zenodo", "ckan"]))
@click.option("--to", "target", type=click.Path(file_okay=False, path_type=Path), required=True,
              help="Folder for the files and requests.")  # fmt: skip
@click.option("--address", help="Where the release is published (ckan: its resources are links).")
@click.option("--organisation", default="", help="The owner in the catalogue (ckan).")
@click.option("--send", "base", help="Carry the requests out against this address (token: UNREPORTS_TOKEN).")
@OUTPUTS
def deposit(
    where: str, target: Path, address: str | None, organisation: str, base: str | None, outputs: Path | None
) -> None:
    """Prepare a deposit: the files, and the requests to send, in order.

    Zenodo's stays a draft: look at it there and publish it by hand.
    """
    from pipelines.publish.export import prepare_deposit
    from pipelines.publish.switch import place_of

    if where == "ckan" and not address:
        raise click.UsageError("ckan needs --address.")
    place = place_of(outputs or folder("outputs"))
    target.mkdir(parents=True, exist_ok=True)
    token = os.environ.get("UNREPORTS_TOKEN", "")
    lines = prepare_deposit(
        where, place, target, address=address or "", organisation=organisation, base=base, token=token
    )
    for line in lines:
        click.echo(line)


@click.command()
@click.argument("report", type=click.File(encoding="utf-8"))
@click.option(
    "--file", "path", type=click.Path(dir_okay=False, path_type=Path), help="The list of corrections."
)
@click.option("--dry-run", is_flag=True, help="Check the report, write nothing.")
@OUTPUTS
def correct(report: TextIO, path: Path | None, dry_run: bool, outputs: Path | None) -> None:
    """Check a reader's report of an error and add it to the corrections.

    REPORT is a JSON file (`-` for standard input), as *Report an error* in the reading view prepares it. The
    next build applies it, and `release_diff` names it as the cause.
    """
    import json

    from pipelines.corrections import PATH, CorrectionError
    from pipelines.publish.correct import add, checked
    from pipelines.publish.switch import place_of

    try:
        line = checked(json.load(report), place_of(outputs or folder("outputs")))
        if not dry_run:
            add(line, path or PATH)
    except (CorrectionError, json.JSONDecodeError, AttributeError) as error:
        raise fail(f"Not added: {error}") from None
    said = "would correct" if dry_run else "corrects"
    cell = f"{line.table} {line.row_id} {line.column}"
    click.echo(f"{line.correction_id} {said} {cell}: {line.expect} → {line.new_value}")


@click.command()
@click.argument("question", required=False)
@OUTPUTS
@click.option(
    "--database", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Another SQLite file."
)
def ask(question: str | None, outputs: Path | None, database: Path | None) -> None:
    """Answer one of the ten questions from the release; without a name, list them."""
    from pipelines.publish.questions import load_questions
    from pipelines.publish.switch import place_of
    from pipelines.show import print_answer

    known = {q.question_id: q for q in load_questions()}
    if question is None:
        for one in known.values():
            click.echo(f"{one.question_id:<26} {one.title}")
        return
    if question not in known:
        raise fail(f"There is no question {question!r}. Run `unreports ask` for the list.")
    print_answer(known[question], place_of(outputs or folder("outputs")), database)


COMMANDS = (export, diff, publish, deposit, correct, ask)
