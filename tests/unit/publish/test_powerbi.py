"""The Power BI project says what the declarations say, and its relations are not ambiguous."""

import json
import re
from pathlib import Path

from pipelines.model.declaration import load_tables
from pipelines.publish import powerbi
from pipelines.publish.star import Relation, diagram, relations, role_of

MODEL = "unreports.SemanticModel/definition"


def _objects(text: str, kind: str) -> dict[str, dict[str, str]]:
    """The objects of a kind in a TMDL file, each with its `key: value` lines and its description."""
    found: dict[str, dict[str, str]] = {}
    about, current = "", None
    for line in text.splitlines():
        if line.strip().startswith("/// "):
            about = line.strip()[4:]
        elif match := re.fullmatch(rf"\t?{kind} ('[^']+'|\S+)", line):
            current = found.setdefault(match[1], {"about": about})
        elif re.match(r"\t?[a-z]+ \S", line):
            current = None
        elif current is not None and (match := re.fullmatch(r"\t+(\w+): (.*)", line)):
            current[match[1]] = match[2]
    return found


def test_every_table_and_column_is_there_with_its_type_and_meaning(tmp_path: Path) -> None:
    """Read back from the files."""
    powerbi.write(tmp_path)
    for table in load_tables().values():
        text = (tmp_path / "powerbi" / MODEL / "tables" / f"{table.name}.tmdl").read_text(encoding="utf-8")
        columns = _objects(text, "column")
        assert list(columns) == [c.name for c in table.columns]
        for column in table.columns:
            told = columns[column.name]
            assert told["dataType"] == powerbi.TYPES[column.type] and told["sourceColumn"] == column.name
            assert told["about"].startswith(column.description.split()[0])
        assert f'Source = Read("{table.name}")' in text and "    " not in text, "TMDL is indented by tabs"


def test_relations_are_the_declared_keys() -> None:
    """All of them but those of a table to itself, which Power BI does not have."""
    declared = {
        (t.name, k.column, k.table)
        for t in load_tables().values()
        for k in t.foreign_keys
        if k.table != t.name
    }
    assert {(r.table, r.column, r.to) for r in relations()} == declared
    text = powerbi.files()[f"{MODEL}/relationships.tmdl"]
    assert text.count("fromColumn") == len(declared)
    assert text.count("isActive: false") == sum(not r.active for r in relations())


def _ways(active: list[Relation], start: str, end: str) -> int:
    return sum(1 if r.to == end else _ways(active, r.to, end) for r in active if r.table == start)


def test_there_is_one_way_at_most_between_two_tables() -> None:
    """Two would be ambiguous: Power BI refuses the model."""
    active = [r for r in relations() if r.active]
    for one in load_tables():
        for other in load_tables():
            assert one == other or _ways(active, one, other) <= 1, (one, other)


def test_every_fact_reaches_its_dimensions() -> None:
    """A filter on a country, an actor or a document works on every fact that has one."""
    active = [r for r in relations() if r.active]
    for table in load_tables().values():
        if role_of(table) == "fact":
            for always in ("documents", "paragraphs", "sections"):
                assert _ways(active, table.name, always) == 1, (table.name, always)
            for key in table.foreign_keys:
                if key.table in ("countries", "actors"):
                    assert _ways(active, table.name, key.table) == 1, table.name


def test_the_project_points_at_its_parts() -> None:
    """The three small files that make a folder a project."""
    files = powerbi.files()
    assert json.loads(files["unreports.pbip"])["artifacts"] == [{"report": {"path": "unreports.Report"}}]
    path = json.loads(files["unreports.Report/definition.pbir"])["datasetReference"]["byPath"]["path"]
    assert path == "../unreports.SemanticModel"
    json.loads(json.loads(files["unreports.Report/report.json"])["config"])
    assert set(re.findall(r"ref table (\w+)", files[f"{MODEL}/model.tmdl"])) == set(load_tables())


def test_the_diagram_names_every_table_of_the_star() -> None:
    """What the page shows."""
    text = diagram()
    assert all((f"  {t.name} {{" in text) == (role_of(t) != "record") for t in load_tables().values())
