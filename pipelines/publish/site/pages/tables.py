"""A page a table: what a row is, every column with its meaning, code lists, limits, where the file is.

Belongs here: a table's declaration as a page. Does not belong here: the declaration (`model/tables/`), the
codebook in the repository, which has examples and rules as well (`model/codebook.py`).
"""

from pipelines.model.declaration import load_codes, load_tables
from pipelines.model.shapes import Column, Table
from pipelines.publish.site.frame import joined, page, table
from pipelines.publish.site.markup import Markup, link, prose, tag
from pipelines.publish.site.material import Material
from pipelines.publish.site.pages.downloads import Files, size


def table_pages(material: Material, files: Files) -> dict[str, str]:
    """Path to text: the page of every table of the release."""
    return {
        f"downloads/{name}.html": _page(material, declared, files)
        for name, declared in load_tables().items()
        if name in material.counts
    }


def _page(material: Material, declared: Table, files: Files) -> str:
    columns = [
        [tag("code", c.name), c.type, _meaning(declared, c), prose(c.null_means or "never")]
        for c in declared.columns
    ]
    lists = dict.fromkeys(c.codes for c in declared.columns if c.codes)
    limits = tag("ul", [tag("li", prose(limit)) for limit in declared.limits])
    keys = joined([tag("code", key) for key in declared.primary_key])
    content = (
        tag("p", link("index.html", "Data"), class_="eyebrow"),
        tag("h1", declared.title),
        tag("p", prose(" ".join(declared.description.split())), class_="lead"),
        tag("p", f"{material.counts[declared.name]:,} rows. One row: {declared.grain}. Key: ", keys, "."),
        _files(declared, files),
        tag("h2", "Columns"),
        table(f"Columns of {declared.name}", ["Column", "Type", "Meaning", "Null means"], columns),
        [tag("h2", "Known limits"), limits] if declared.limits else None,
        [tag("h2", "Code lists"), [_codes(str(name)) for name in lists]] if lists else None,
    )
    return page(declared.title, content, here="downloads/index.html")


def _meaning(declared: Table, column: Column) -> list[object]:
    """What the column says; the tables and the code list that it points to."""
    pointed = [key.table for key in declared.foreign_keys if key.column == column.name]
    codes = [" Codes: ", link(f"#{column.codes}", column.codes), "."] if column.codes else []
    return [*prose(column.description), *codes, *([" → ", link(f"{name}.html", name)] for name in pointed)]


def _files(declared: Table, files: Files) -> Markup | None:
    """The table's own files; none where it is a folder of them, or the release has no descriptor."""
    wanted = (f"{declared.name}.parquet", f"csv/{declared.name}.csv")
    found = [
        link(files.address + file.path, f"{file.path} ({size(file.bytes)})")
        for file in files.listed
        if file.path in wanted
    ]
    return tag("p", joined(found, " · "), class_="actions") if found else None


def _codes(name: str) -> Markup:
    rows = [[tag("code", code.code), code.label, code.definition or ""] for code in load_codes(name)]
    return tag("section", table(f"Codes of {name}", ["Code", "Label", "Definition"], rows), id=name)
