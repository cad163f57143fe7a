"""What the published tables are: closed models that load `tables/`, `codes/` and `package.yml`.

Belongs here: the shape of a declaration, and loading it. Does not belong here: a fact about one table
(that is a line in `tables/<table>.yml`), nor anything that derives from a declaration (`arrow`,
`expectations`, `frictionless`, `codebook`).
"""

import csv
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

FOLDER = Path(__file__).parent

# The order of every listing: what was read, what was understood, the lists it points to, the record.
TABLE_ORDER = """
    documents sections paragraphs footnotes source_ranges
    citations actor_mentions country_mentions country_actions country_action_actors
    recommendations recommendation_actors practices_gaps statistics contributions topics
    actors actor_aliases countries
    corrections unresolved quality
""".split()

Severity = Literal["critical", "warning"]
ColumnType = Literal["string", "integer", "number", "boolean", "date"]
RuleKind = Literal[
    "foreign_key",  # the value is a key of another table
    "slice_equals",  # the unit's text[start:end] is the row's own copy of it
    "place_agrees",  # the row's footnote is anchored in the row's paragraph, both of its document
    "numbered_without_gap",  # numbers go up by one, or `unresolved` says why not
    "footnote_anchored",  # the anchor lies in the paragraph's text, or `unresolved` names the note
    "known_code",  # the values stand together in a line of a list in `lexicons/`
    "ordered",  # the first column is not larger than the second
    "has_child",  # another table has a row for this one
    "count_equals",  # the figure is the number of rows another table has for this one
]


class Closed(BaseModel):
    """A declaration in which an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Column(Closed):
    """A column. `null_means` says what a null stands for; a column without nulls has none."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    type: ColumnType
    description: str = Field(min_length=1)
    nullable: bool = False
    null_means: str | None = None
    codes: str | None = None
    minimum: int | float | None = None
    maximum: int | float | None = None
    pattern: str | None = None
    examples: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _null_is_explained(self) -> "Column":
        if self.nullable != (self.null_means is not None):
            raise ValueError(f"{self.name}: a nullable column, and no other, says what null means")
        return self


class ForeignKey(Closed):
    """`column` holds a key of `table`. `besides` are values that point nowhere by intent (`all`)."""

    column: str
    table: str
    references: str
    besides: tuple[str, ...] = ()


class Rule(Closed):
    """A rule that looks beyond one value; which fields it needs depends on its kind."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: RuleKind
    description: str = Field(min_length=1)
    severity: Severity = "critical"
    columns: tuple[str, ...] = ()
    table: str | None = None
    references: str | None = None
    besides: tuple[str, ...] = ()
    file: str | None = None
    where: dict[str, str] = Field(default_factory=dict)


class Declared(Closed):
    """A table as its file declares it."""

    name: str
    title: str
    stage: Literal["read", "understand", "shape", "measure"]
    grain: str
    description: str
    primary_key: tuple[str, ...] = Field(min_length=1)
    foreign_keys: tuple[ForeignKey, ...] = ()
    found: Literal["surface", "evidence"] | None = None
    scored: bool = False
    minimum_rows: int = 0
    columns: tuple[Column, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()


class Table(Declared):
    """A table with the columns, keys and rules that it shares with others put in."""

    @model_validator(mode="after")
    def _consistent(self) -> "Table":
        names = [c.name for c in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name}: a column is declared twice in {names}")
        used = [*self.primary_key, *(k.column for k in self.foreign_keys)]
        used += [c for r in self.rules for c in r.columns]
        missing = sorted(set(used) - set(names))
        if missing:
            raise ValueError(f"{self.name}: keys or rules use undeclared columns {missing}")
        nullable = [c.name for c in self.columns if c.nullable and c.name in self.primary_key]
        if nullable:
            raise ValueError(f"{self.name}: key columns {nullable} may not be null")
        if any(self.column(k).type != "string" for k in self.primary_key):
            raise ValueError(f"{self.name}: keys are text, {self.primary_key} has another type")
        rules = [r.name for r in self.rules]
        if len(set(rules)) != len(rules):
            raise ValueError(f"{self.name}: two rules have one name in {rules}")
        return self

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name!r}")


class Licence(Closed):
    """A licence, by its SPDX name where it has one, and what it covers."""

    name: str | None = None
    title: str
    path: str
    covers: str


class Origin(Closed):
    """A source of the data."""

    title: str
    path: str


class Contributor(Closed):
    """Somebody who made the data, with Data Package roles."""

    title: str
    roles: tuple[str, ...]


class Package(Closed):
    """The release as a whole."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    title: str
    description: str
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    keywords: tuple[str, ...]
    licences: tuple[Licence, ...] = Field(min_length=1)
    sources: tuple[Origin, ...] = Field(min_length=1)
    contributors: tuple[Contributor, ...] = Field(min_length=1)


class Code(Closed):
    """A line of a code list. `rank` only in lists that have an order of strength."""

    code: str = Field(min_length=1)
    label: str = Field(min_length=1)
    definition: str = Field(min_length=1)
    source: str = Field(min_length=1)
    rank: int | None = None


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


def load_package() -> Package:
    """The release's title, version, licences, sources and contributors."""
    return Package.model_validate(_yaml(FOLDER / "package.yml"))
