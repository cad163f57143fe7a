"""`unreports add` and `unreports inspect`: the intake, told on the terminal.

Belongs here: what is printed, and going on to the next file where one is refused. Does not belong
here: the decisions (`add`).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipelines.intake.add import UN_LICENCE, Addition, Origin, carry_out, plan, refuse_duplicate
from pipelines.intake.show_document import print_document
from pipelines.readers.errors import ReadError
from pipelines.terminal import ERR, OUT


def add_all(files: Sequence[Path], raw_dir: Path, *, dry_run: bool, told: Mapping[str, str | None]) -> int:
    """Add every file; how many were refused, each with its reason on standard error."""
    origin = Origin(told["symbol"], told["url"], told["retrieved_on"], told["licence"] or UN_LICENCE)
    refused = 0
    for path in files:
        try:
            addition = plan(path, origin)
            _show(addition)
            if dry_run:
                refuse_duplicate(addition, raw_dir)
                OUT.print(f"Would be added as {addition.entry.file}.", style="bold")
            else:
                OUT.print(f"Added as {carry_out(addition, raw_dir)}.", style="bold green")
        except ReadError as error:
            refused += 1
            ERR.print(f"Not added: {error}", style="red")
    return refused


def _show(addition: Addition) -> None:
    """The document as read; and where its first pages print another symbol than it is added under."""
    print_document(addition.document, OUT)
    if addition.printed not in (None, addition.entry.symbol):
        OUT.print(f"Odd: its first pages print the symbol {addition.printed}.", style="yellow")


def inspect_one(path: Path, symbol: str | None) -> int:
    """Print how a file is read; 1 where it cannot be."""
    try:
        _show(plan(path, Origin(symbol)))
    except ReadError as error:
        ERR.print(str(error), style="red")
        return 1
    return 0
