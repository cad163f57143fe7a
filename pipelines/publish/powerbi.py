"""A Power BI project (PBIP) in text files: the semantic model in TMDL, and a report with one empty page.

Belongs here: the declarations as TMDL and M. Does not belong here: which relations are active (`star.py`).
Power BI runs on Windows only: the files are checked by tests, and were never opened in it here.
"""

import json
import uuid
from pathlib import Path

from pipelines.model.arrow import meaning
from pipelines.model.declaration import load_package, load_tables
from pipelines.model.shapes import Column, Table
from pipelines.publish.star import Relation, relations

TYPES = {"string": "string", "integer": "int64", "number": "double", "boolean": "boolean", "date": "dateTime"}
FOLDER_PARAMETER = "ReleaseFolder"
READ = """let
	Read = (table as text) as table =>
		let
			Name = table & ".parquet",
			Path = ReleaseFolder & Name,
			IsAddress = Text.StartsWith(ReleaseFolder, "http"),
			IsFile = IsAddress or List.Contains(Folder.Contents(ReleaseFolder)[Name], Name),
			Bytes = if IsAddress then Web.Contents(Path) else File.Contents(Path),
			Parts = Table.SelectRows(Folder.Files(ReleaseFolder & table), each [Extension] = ".parquet"),
			Together = Table.Combine(List.Transform(Parts[Content], each Parquet.Document(_)))
		in
			if IsFile then Parquet.Document(Bytes) else Together
in
	Read"""
"""Power Query: a table of the release, from a folder or an address. `ReleaseFolder` ends in a slash.

A large table is a folder of files (`stored.py`); it is put together from a folder only, for an address
cannot be asked what is there.
"""
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "unreports.powerbi")


def write(target: Path) -> list[Path]:
    """Write the project into `target/powerbi`; the paths. The same declarations give the same files."""
    home = target / "powerbi"
    made = []
    for name, text in files().items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        made.append(path)
    return made


def files() -> dict[str, str]:
    """Path in the project and text of every file."""
    name = load_package().name
    model, report = f"{name}.SemanticModel", f"{name}.Report"
    parts = {
        f"{name}.pbip": _json({"version": "1.0", "artifacts": [{"report": {"path": report}}],
                               "settings": {"enableAutoRecovery": True}}),
        f"{report}/definition.pbir": _json({"version": "4.0",
                                            "datasetReference": {"byPath": {"path": f"../{model}"}}}),
        f"{report}/report.json": _json(_empty_report()),
        f"{model}/definition.pbism": _json({"version": "4.0", "settings": {}}),
        f"{model}/definition/database.tmdl": "database\n\tcompatibilityLevel: 1550\n",
        f"{model}/definition/model.tmdl": _model(),
        f"{model}/definition/expressions.tmdl": _expressions(),
        f"{model}/definition/relationships.tmdl": "\n".join(_relationship(r) for r in relations()),
    }  # fmt: skip
    tables = {f"{model}/definition/tables/{t.name}.tmdl": _table(t) for t in load_tables().values()}
    return parts | tables


def _json(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"


def _empty_report() -> dict[str, object]:
    page = {"name": "ReportSection", "displayName": "Page 1", "displayOption": 1, "width": 1280.0}
    page |= {"height": 720.0, "filters": "[]", "config": "{}", "visualContainers": []}
    return {"config": json.dumps({"version": "5.43"}), "layoutOptimization": 0, "sections": [page]}


def _model() -> str:
    lines = [
        f"/// {load_package().title}",
        "model Model",
        "\tculture: en-US",
        "\tdefaultPowerBIDataSourceVersion: powerBIDataSource_V3",
        "",
        *(f"ref table {name}" for name in load_tables()),
    ]
    return "\n".join(lines) + "\n"


def _expressions() -> str:
    parameter = 'meta [IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]'
    read = "\n".join(f"\t\t{line}" for line in READ.splitlines())
    return (
        "/// Where the release is: a folder or an address, with a slash at its end.\n"
        f'expression {FOLDER_PARAMETER} = "C:\\unreports\\outputs\\" {parameter}\n\n'
        f"/// A table of the release by its name.\nexpression Read =\n{read}\n"
    )


def _table(table: Table) -> str:
    about = f"One row: {table.grain}. {' '.join(table.description.split())}"
    lines = [f"/// {about}", f"table {table.name}", f"\tlineageTag: {_tag(table.name)}", ""]
    for column in table.columns:
        lines += _column(table, column)
    lines += [
        "\tmeasure "
        f"'{table.title} (rows)' = COUNTROWS({table.name})\n\t\tformatString: #,0\n"
        f"\t\tlineageTag: {_tag(table.name + '#rows')}\n",
        f"\tpartition {table.name} = m",
        "\t\tmode: import",
        "\t\tsource =",
        "\t\t\t\tlet",
        f'\t\t\t\t\tSource = Read("{table.name}")',
        "\t\t\t\tin",
        "\t\t\t\t\tSource",
    ]
    return "\n".join(lines) + "\n"


def _column(table: Table, column: Column) -> list[str]:
    lines = [
        f"\t/// {meaning(column)}",
        f"\tcolumn {column.name}",
        f"\t\tdataType: {TYPES[column.type]}",
    ]
    if table.primary_key == (column.name,):
        lines.append("\t\tisKey")
    if column.type == "date":
        lines.append("\t\tformatString: yyyy-mm-dd")
    return [
        *lines,
        f"\t\tlineageTag: {_tag(f'{table.name}.{column.name}')}",
        "\t\tsummarizeBy: none",
        f"\t\tsourceColumn: {column.name}",
        "",
    ]


def _relationship(relation: Relation) -> str:
    name = _tag(f"{relation.table}.{relation.column}->{relation.to}")
    lines = [f"relationship {name}"]
    if not relation.active:
        lines.append("\tisActive: false")
    lines += [
        f"\tfromColumn: {relation.table}.{relation.column}",
        f"\ttoColumn: {relation.to}.{relation.references}",
    ]
    return "\n".join(lines) + "\n"


def _tag(name: str) -> str:
    """An id that stays the same for the same name, as Power BI wants one for everything."""
    return str(uuid.uuid5(NAMESPACE, name))
