"""What a declaration may say: closed models of tables, columns, rules, code lists and the package.

Belongs here: the shape of a declaration. Does not belong here: loading one (`declaration`), a fact
about one table (`tables/<table>.yml`), or what derives from it (`arrow`, `expectations`, `frictionless`).
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

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
    stage: Literal["read", "understand", "shape", "measure", "compare"]
    grain: str
    description: str
    primary_key: tuple[str, ...] = Field(min_length=1)
    foreign_keys: tuple[ForeignKey, ...] = ()
    found: Literal["surface", "evidence"] | None = None
    scored: bool = False
    minimum_rows: int = 0
    columns: tuple[Column, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()
    limits: tuple[str, ...] = ()


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
    homepage: str | None = None
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
