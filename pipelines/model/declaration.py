"""What the published tables are, loaded from `tables/`, `codes/` and `package.yml`.

Belongs here: loading declarations, and putting in what tables share. Does not belong here: the shape
of a declaration (`shapes`), a fact about one table (that is a line in `tables/<table>.yml`), nor
anything that derives from a declaration (`arrow`, `expectations`, `frictionless`, `codebook`).
"""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.model.shapes import Closed, Code, Column, Declared, ForeignKey, Package, Rule, Table

FOLDER = Path(__file__).parent

# The order of every listing: what was read, what was understood, the lists it points to, the record.
TABLE_ORDER = """
    documents sections paragraphs footnotes source_ranges
    citations actor_mentions country_mentions country_actions country_action_actors
    recommendations recommendation_actors practices_gaps statistics contributions topics
    actors actor_aliases countries codes
    corrections unresolved quality release_diff
""".split()


def _yaml(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf8"))
    if not isinstance(loaded, dict):
        raise ValueError(f"{path.name}: expected a mapping, found {type(loaded).__name__}")
    return loaded


class _Shared(Closed):
    """`found.yml`: what every table of found things has."""

    place: tuple[Column, ...]
    made_by: tuple[Column, ...]
    foreign_keys: tuple[ForeignKey, ...]


def _with_shared(declared: Declared) -> Table:
    """The table with the shared columns put in: after `document_id`, and at the end."""
    columns, keys = list(declared.columns), list(declared.foreign_keys)
    if declared.found:
        shared = _Shared.model_validate(_yaml(FOLDER / "found.yml"))
        place = [
            c
            for c in shared.place
            if c.name in (declared.found, "paragraph_id", "footnote_id", "start", "end")
        ]
        at = [c.name for c in columns].index("document_id") + 1
        columns[at:at] = place
        columns += shared.made_by
        keys += shared.foreign_keys
    rules = [*_derived_rules(declared.found, keys), *declared.rules]
    fields = declared.model_dump() | {
        "columns": [c.model_dump() for c in columns],
        "foreign_keys": [k.model_dump() for k in keys],
        "rules": [r.model_dump() for r in rules],
    }
    return Table.model_validate(fields)


def _derived_rules(found: str | None, keys: list[ForeignKey]) -> list[Rule]:
    rules = [
        Rule(
            name=f"{key.column}_in_{key.table}",
            kind="foreign_key",
            description=f"`{key.column}` is a `{key.references}` of `{key.table}`"
            + (f", or one of {', '.join(key.besides)}" if key.besides else "")
            + ".",
            columns=(key.column,),
            table=key.table,
            references=key.references,
            besides=key.besides,
        )
        for key in keys
    ]
    if found:
        rules.append(
            Rule(
                name=f"{found}_is_slice",
                kind="slice_equals",
                description=f"The unit's `text[start:end]` is `{found}`, letter for letter.",
                columns=("paragraph_id", "footnote_id", "start", "end", found),
            )
        )
        rules.append(
            Rule(
                name="place_agrees",
                kind="place_agrees",
                description="A footnote that is named is anchored in the paragraph that is named, and "
                "the paragraph is of the document that is named.",
                columns=("document_id", "paragraph_id", "footnote_id"),
            )
        )
    return rules


@cache
def _tables() -> tuple[Table, ...]:
    files = {path.stem: path for path in sorted((FOLDER / "tables").glob("*.yml"))}
    if set(files) != set(TABLE_ORDER):
        odd = sorted(set(files) ^ set(TABLE_ORDER))
        raise ValueError(f"tables/ and TABLE_ORDER in {Path(__file__).name} differ by {odd}")
    tables = []
    for name in TABLE_ORDER:
        declared = Declared.model_validate(_yaml(files[name]))
        if declared.name != name:
            raise ValueError(f"{files[name].name} declares {declared.name!r}: file and table share one name")
        if any(r.kind == "foreign_key" for r in declared.rules):
            raise ValueError(f"{name}: name a foreign key under `foreign_keys`; its rule follows")
        tables.append(_with_shared(declared))
    return tuple(tables)


def load_tables() -> dict[str, Table]:
    """Every published table by its name, in the fixed order of the codebook.

    Raises pydantic.ValidationError for an unknown or missing key, ValueError for a contradiction.
    """
    return {table.name: table for table in _tables()}


@cache
def load_codes(name: str) -> tuple[Code, ...]:
    """The lines of `codes/<name>.csv` in file order; `table_name` is the list of tables itself.

    Raises FileNotFoundError, ValueError.
    """
    if name == "table_name":
        return tuple(
            Code(code=t.name, label=t.title, definition=f"One row: {t.grain}.", source="project")
            for t in _tables()
        )
    path = FOLDER / "codes" / f"{name}.csv"
    with path.open(encoding="utf8", newline="") as file:
        lines = [{k: v for k, v in line.items() if v != ""} for line in csv.DictReader(file)]
    codes = tuple(Code.model_validate(line) for line in lines)
    if not codes or len({c.code for c in codes}) != len(codes):
        raise ValueError(f"{path.name}: empty, or a code stands twice")
    return codes


def code_lists() -> list[str]:
    """The names of the code lists that have a file, sorted."""
    return sorted(path.stem for path in (FOLDER / "codes").glob("*.csv"))


@cache
def load_package() -> Package:
    """The release's title, version, licences, sources and contributors."""
    return Package.model_validate(_yaml(FOLDER / "package.yml"))
