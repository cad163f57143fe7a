"""Writes what derives from the declarations and the committed release.

`python -m pipelines.model.generate [--check]`. Belongs here: the list of generated files, writing and
comparing them. Does not belong here: what stands in them (the modules beside this one).
"""

from pathlib import Path

import click
import pyarrow.parquet as pq

from pipelines.model.codebook import COMMAND, EXAMPLES, NOTHING_SEEN, Seen, pages
from pipelines.model.declaration import FOLDER, load_package, load_tables
from pipelines.model.expectations import as_json, suite_of
from pipelines.publish import star
from pipelines.publish.history import FILE, read_history
from pipelines.publish.metadata import citation
from pipelines.quality.rules_page import rules_page

ROOT = FOLDER.parent.parent


def generated() -> dict[str, str]:
    """Path (from the root of the repository) and text of every generated file."""
    tables = load_tables()
    files = {f"expectations/{name}.json": as_json(suite_of(table)) for name, table in tables.items()}
    files |= {f"docs/{path}": text for path, text in pages(tables, seen(ROOT / "outputs")).items()}
    return files | {
        "docs/rules.md": rules_page(),
        "docs/star-schema.md": star.page(),
        "CITATION.cff": citation.text(load_package()),
    }


def seen(outputs: Path) -> Seen:
    """Figures and example rows of the committed release; nothing where there is none."""
    if not (outputs / "quality.parquet").is_file():
        return NOTHING_SEEN
    examples = {
        path.stem: tuple(pq.read_table(path).slice(0, EXAMPLES).to_pylist())
        for path in sorted(outputs.glob("*.parquet"))
    }
    history = read_history(outputs / FILE)
    version = history.newest.version if history else ""
    return Seen(version, tuple(pq.read_table(outputs / "quality.parquet").to_pylist()), examples)


def stale(root: Path) -> list[str]:
    """The generated files that are missing or differ, and suites of tables that are no more."""
    files = generated()
    differ = [
        path
        for path, text in files.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf8") != text
    ]
    left = [f"expectations/{p.name}" for p in sorted((root / "expectations").glob("*.json"))]
    left += [f"docs/codebook/{p.name}" for p in sorted((root / "docs" / "codebook").glob("*.md"))]
    return differ + [path for path in left if path not in files]


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if a file is out of date.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, help="Root of the repository.")
def main(check: bool, root: Path) -> None:
    """Write the expectation suites, the codebook, the page of rules, the star schema and the citation."""
    files, old = generated(), stale(root)
    if check and old:
        raise click.ClickException(f"out of date: {', '.join(old)}. Run `{COMMAND}`.")
    for path in old:
        target = root / path
        if path in files:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(files[path], encoding="utf8")
        else:
            target.unlink()
        click.echo(path)


if __name__ == "__main__":
    main()
