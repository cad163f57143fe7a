"""The codebook: an index, and a page a table that says all there is to know of it, as Markdown.

Belongs here: how a declaration reads on a page. Does not belong here: the words themselves (`tables/`,
`codes/`, `extract/rules/`), nor the figures and examples (the release has them, `Seen` carries them).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pipelines.model.declaration import load_codes, load_package
from pipelines.model.interval import counts_of, wilson
from pipelines.model.shapes import Code, Column, Table
from pipelines.quality.rules import Rule, load_rules

STAGES = {
    "read": "what the source says, in its form",
    "understand": "what was found in it",
    "shape": "the lists that found things point to, and corrections",
    "measure": "how well it was found",
    "compare": "what changed since the last release",
}
COMMAND = "python -m pipelines.model.generate"
EXAMPLES = 2
LONGEST = 160
UNSEEN = ("held_out", "first_exposure")
"""The splits (`codes/split.csv`) whose text no rule was scored on when it was written."""
BY_SPLIT = (*UNSEEN, "tuned", "as_printed")
"""The splits by what they say of a report that nobody has read yet."""
Row = Mapping[str, Any]


class Seen(NamedTuple):
    """What the pages take from a release: its number, rows of `quality`, some rows of each table."""

    version: str
    quality: tuple[Row, ...]
    examples: Mapping[str, tuple[Row, ...]]


NOTHING_SEEN = Seen("", (), {})


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _bounds(column: Column) -> str:
    if column.minimum is not None and column.maximum is not None:
        return f"From {column.minimum} to {column.maximum}."
    if column.minimum is not None:
        return f"At least {column.minimum}."
    return f"At most {column.maximum}." if column.maximum is not None else ""


def _column_line(table: Table, column: Column) -> str:
    links = [f"→ [`{k.table}`]({k.table}.md)." for k in table.foreign_keys if k.column == column.name]
    codes = f"Codes: [`{column.codes}`](#codes-{column.codes})." if column.codes else ""
    examples = f"E.g. {', '.join(f'`{e}`' for e in column.examples)}." if column.examples else ""
    words = [column.description, _bounds(column), codes, *links, examples]
    key = "**" if column.name in table.primary_key else ""
    null = column.null_means or "never"
    meaning = _cell(" ".join(w for w in words if w))
    return f"| {key}`{column.name}`{key} | {column.type} | {meaning} | {_cell(null)} |"


def _columns_part(table: Table) -> list[str]:
    return [
        "## Columns",
        "",
        "| column | type | meaning | null |",
        "| --- | --- | --- | --- |",
        *(_column_line(table, c) for c in table.columns),
        "",
    ]


def _making_part(table: Table) -> list[str]:
    """The rules that make the rows, and those that every row must obey."""
    made = [rule for rule in load_rules().values() if rule.table == table.name]
    lines = ["## How it is made", ""]
    if made:
        lines += ["`rule_id` names the rule that made a row.", ""]
        lines += ["| rule | what it finds | finds | does not find |", "| --- | --- | --- | --- |"]
        lines += [_rule_line(rule) for rule in made]
        lines.append("")
    if table.rules:
        lines += ["Checked for every row before a release:", ""]
        lines += [f"- {r.description}" + (" (warns)" if r.severity == "warning" else "") for r in table.rules]
        lines.append("")
    return lines if made or table.rules else []


def _rule_line(rule: Rule) -> str:
    found, left_alone = (_cell(texts[0]) if texts else "" for texts in (rule.examples, rule.counter_examples))
    return f"| `{rule.id}` | {_cell(rule.description)} | {found} | {left_alone} |"


def _quality_part(table: Table, seen: Seen) -> list[str]:
    """The figures over all documents by what the text was to the rules, the unseen first."""
    rows = [row for row in seen.quality if row["table"] == table.name and row["document_id"] == "all"]
    if not rows:
        return []
    lines = [
        "## Measured quality",
        "",
        "The interval is Wilson's, 95 %: what the figure may be on more rows of the same kind.",
        "",
    ]
    splits = {code.code: code for code in load_codes("split")}
    for split in sorted({row["split"] for row in rows}, key=BY_SPLIT.index):
        lines += _figures(splits[split], [row for row in rows if row["split"] == split])
    if not any(row["split"] in UNSEEN for row in rows):
        lines += ["Nothing was measured on text that no rule had seen: expect less there.", ""]
    return lines


def _figures(split: Code, rows: list[Row]) -> list[str]:
    figures = {row["metric"]: row["value"] for row in rows}
    gold_rows = max(row["gold_rows"] for row in rows)
    counts = counts_of(figures, gold_rows)
    lines = [
        f"### {split.label}",
        "",
        f"{split.definition}",
        f"On {gold_rows:,} gold rows (version {rows[0]['gold_version']}), all documents with gold together.",
        "",
        "| figure | value | of | interval |",
        "| --- | ---: | ---: | --- |",
    ]
    labels = {code.code: code.label for code in load_codes("metric")}
    for row in rows:
        right, of = counts.get(row["metric"], (0, 0))
        interval = "{:.3f} to {:.3f}".format(*wilson(right, of)) if of else ""
        lines.append(f"| {labels[row['metric']]} | {row['value']:.3f} | {of or ''} | {interval} |")
    return [*lines, ""]


def _examples_part(table: Table, seen: Seen) -> list[str]:
    rows = seen.examples.get(table.name, ())[:EXAMPLES]
    if not rows:
        return []
    lines = ["## Examples", "", "| column |" + " |" * len(rows), "| --- |" + " --- |" * len(rows)]
    for column in table.columns:
        cells = [_shown(row.get(column.name)) for row in rows]
        lines.append(f"| `{column.name}` | {' | '.join(cells)} |")
    return [*lines, ""]


def _shown(value: object) -> str:
    if value is None:
        return ""
    text = _cell(str(value))
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip("\\") + "…"


def _limits_part(table: Table) -> list[str]:
    return (
        ["## Known limits", "", *(f"- {_cell(limit)}" for limit in table.limits), ""] if table.limits else []
    )


def _codes_part(name: str, codes: tuple[Code, ...]) -> list[str]:
    lines = [
        f'<a id="codes-{name}"></a>',
        f"### `{name}`",
        "",
        "| code | label | definition | source |",
        "| --- | --- | --- | --- |",
    ]
    lines += [f"| `{c.code}` | {_cell(c.label)} | {_cell(c.definition)} | {_cell(c.source)} |" for c in codes]
    return [*lines, ""]


def page(table: Table, seen: Seen = NOTHING_SEEN) -> str:
    """The page of a table. What no release tells (figures, examples) is left out."""
    keys = ", ".join(f"`{k}`" for k in table.primary_key)
    lines = [
        f"# `{table.name}`: {table.title}",
        "",
        f"Generated by `{COMMAND}`; edit in `pipelines/model/`. [All tables](../codebook.md)",
        "",
        f"One row: {table.grain}. Key: {keys}.",
        "",
        " ".join(table.description.split()),
        "",
        *_columns_part(table),
        *_making_part(table),
        *_quality_part(table, seen),
        *_limits_part(table),
        *_examples_part(table, seen),
    ]
    lists = [c.codes for c in table.columns if c.codes]
    if lists:
        lines += ["## Code lists", ""]
        for name in dict.fromkeys(lists):
            lines += _codes_part(str(name), load_codes(str(name)))
    return "\n".join(lines).rstrip("\n") + "\n"


def index(tables: Mapping[str, Table]) -> str:
    """The page that lists the tables and says what holds for all of them."""
    package = load_package()
    lines = [
        "# Codebook",
        "",
        f"Generated by `{COMMAND}` from `pipelines/model/`; edit there.",
        "",
        f"{package.title}, structure {package.version}. {' '.join(package.description.split())}",
        "",
        "| table | one row | group |",
        "| --- | --- | --- |",
        *(f"| [`{t.name}`](codebook/{t.name}.md) | {t.grain} | {STAGES[t.stage]} |" for t in tables.values()),
        "",
        "Keys are text: a unit is its document's symbol and its own name (`A/73/230#7(b)`), a found thing",
        "its unit and span (`A/73/230#10@5-20`). Offsets count Unicode characters from 0 and are half-open.",
        "Unknown is null, never empty text. How the tables join is in [star-schema.md](star-schema.md).",
    ]
    return "\n".join(lines) + "\n"


def pages(tables: Mapping[str, Table], seen: Seen = NOTHING_SEEN) -> dict[str, str]:
    """Path in `docs/` and text of every page of the codebook."""
    made = {"codebook.md": index(tables)}
    return made | {f"codebook/{name}.md": page(table, seen) for name, table in tables.items()}
