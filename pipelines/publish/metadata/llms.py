"""llms.txt: the release in a page for language models and other hurried readers (llmstxt.org).

Belongs here: what there is, where, and how not to misread it. Does not belong here: facts of its own.
"""

from pipelines.model.facts import Facts

NOTES = """Unknown is null. Keys are text: a unit is its document's symbol and its name (`A/73/230#10`), a
found thing its unit and span (`A/73/230#10@5-20`). `text[start:end]` of the paragraph or footnote that a row
names is the row's evidence. `quality` says how well each table was extracted, and on how many rows that was
measured: quote it with any count."""


def text(facts: Facts) -> str:
    """The file `llms.txt`."""
    package = facts.package
    lines = [f"# {package.title}", "", f"> {facts.about}", "", " ".join(NOTES.split()), ""]
    lines += ["## Tables", ""]
    for table in facts.tables.values():
        columns = ", ".join(column.name for column in table.columns)
        rows = facts.rows[table.name]
        lines.append(
            f"- [{table.name}]({table.name}.parquet): one row is {table.grain}; {rows:,} rows; {columns}"
        )
    lines += ["", "## Formats", ""]
    if any(file.form == "sqlite" for file in facts.files):
        lines += [
            f"- [SQLite]({package.name}.sqlite): all tables, views `vw_*`, full-text search `paragraphs_fts`",
            "- [CSV](csv/documents.csv): `csv/<table>.csv`; a leading apostrophe in a text cell is a guard",
        ]
    else:
        lines += ["- Parquet only, for its size; `unreports export` makes SQLite and CSV"]
    lines += ["", "## Optional", ""]
    lines += [
        "- [What changed](CHANGELOG-DATA.md): each release and why rows differ from the last",
        "- [Croissant](croissant.json): every column with type and meaning, for loaders",
        "- [How to cite](CITATION.cff): the citation of this release",
    ]
    return "\n".join(lines) + "\n"
