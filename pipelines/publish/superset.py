"""A bundle for Apache Superset: the database, a dataset a view, charts, one dashboard.

Belongs here: what the dashboard shows, in the form that Superset imports. Does not belong here: the views
(`views/`), nor starting a Superset.
"""

import contextlib
import sqlite3
import uuid
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipelines.disk import EPOCH
from pipelines.model.arrow import meaning
from pipelines.model.declaration import load_package, load_tables
from pipelines.publish.views import views_for

ROOT = "unreports_superset"
VERSION = "1.0.0"
STAMP = "2000-01-01T00:00:00+00:00"  # Superset wants one; a clock would make each bundle another
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "unreports.superset")
ROW_LIMIT = 1000
HEIGHT = 50
FULL_WIDTH = 12


class Chart(NamedTuple):
    """A chart of the dashboard: its title, Superset's kind, the view it reads, width of twelve, settings."""

    title: str
    kind: str
    view: str
    width: int
    params: dict[str, Any]


CHARTS = (
    Chart("Acts tied to a country", "world_map", "vw_country_actions", 8,
          {"entity": "country_iso3", "country_fieldtype": "cca3", "metric": "count", "show_bubbles": False}),
    Chart("Acts by kind", "pie", "vw_country_actions", 4,
          {"groupby": ["action_type_label"], "metric": "count", "donut": True, "show_legend": False}),
    Chart("Practices against gaps by section", "echarts_timeseries_bar", "vw_practices_gaps", 8,
          {"x_axis": "section_title", "groupby": ["label"], "metrics": ["count"], "orientation": "horizontal",
           "x_axis_sort_asc": True}),
    Chart("Topics", "table", "vw_topics", 4,
          {"query_mode": "aggregate", "groupby": ["topic"], "metrics": ["count"]}),
    Chart("Who asks whom", "table", "vw_asks", 6,
          {"query_mode": "aggregate", "groupby": ["recommender", "addressee"], "metrics": ["count"]}),
    Chart("Most cited documents", "table", "vw_citations", 6,
          {"query_mode": "aggregate", "groupby": ["cited_symbol", "cited_kind_label"], "metrics": ["count"]}),
    Chart("Recommendations", "table", "vw_recommendations", 12,
          {"query_mode": "raw",
           "all_columns": ["recommenders", "addressees", "strength_label", "evidence", "paragraph_id"]}),
)  # fmt: skip


def write(target: Path, database: Path) -> Path:
    """Write `target/superset.zip` for the SQLite file `database`. Raises FileNotFoundError, sqlite3.Error."""
    if not database.is_file():
        raise FileNotFoundError(str(database))
    path = target / "superset.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, value in documents(database).items():
            text = yaml.safe_dump(value, sort_keys=False, allow_unicode=True)
            zipped.writestr(zipfile.ZipInfo(f"{ROOT}/{name}", EPOCH), text)
    return path


def documents(database: Path) -> dict[str, dict[str, Any]]:
    """File in the bundle and its content."""
    name = load_package().name
    made: dict[str, dict[str, Any]] = {
        "metadata.yaml": {"version": VERSION, "type": "Dashboard", "timestamp": STAMP},
        f"databases/{name}.yaml": {
            "database_name": name,
            "sqlalchemy_uri": f"sqlite:///{database.resolve()}?mode=ro&uri=true".replace(
                "sqlite:///", "sqlite:///file:"
            ),
            "expose_in_sqllab": True,
            "allow_run_async": False,
            "allow_ctas": False,
            "allow_cvas": False,
            "allow_dml": False,
            "extra": {},
            "uuid": _id("database"),
            "version": VERSION,
        },
        f"dashboards/{name}.yaml": _dashboard(),
    }
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        for view in sorted({chart.view for chart in CHARTS}):
            made[f"datasets/{name}/{view}.yaml"] = _dataset(db, view)
    return made | {f"charts/{_slug(chart)}.yaml": _chart(chart) for chart in CHARTS}


def _id(name: str) -> str:
    """The same name has the same id: importing again replaces, and adds nothing twice."""
    return str(uuid.uuid5(NAMESPACE, name))


def _slug(chart: Chart) -> str:
    return chart.title.lower().replace(" ", "_")


def _dataset(db: sqlite3.Connection, view: str) -> dict[str, Any]:
    columns = db.execute("SELECT name, type FROM pragma_table_info(?)", [view]).fetchall()
    known = {c.name: meaning(c) for table in load_tables().values() for c in table.columns}
    about = {v.name: v.about for v in views_for("sqlite")}[view]
    return {
        "table_name": view,
        "description": about,
        "schema": None,
        "sql": None,
        "main_dttm_col": None,
        "offset": 0,
        "filter_select_enabled": True,
        "uuid": _id(view),
        "metrics": [
            {"metric_name": "count", "verbose_name": "Rows", "metric_type": "count", "expression": "COUNT(*)"}
        ],
        "columns": [
            {"column_name": name, "verbose_name": name.replace("_", " "), "type": kind or "TEXT",
             "description": known.get(name), "is_dttm": False, "is_active": True, "groupby": True,
             "filterable": True}
            for name, kind in columns
        ],
        "version": VERSION,
        "database_uuid": _id("database"),
    }  # fmt: skip


def _chart(chart: Chart) -> dict[str, Any]:
    common = {"viz_type": chart.kind, "row_limit": ROW_LIMIT, "adhoc_filters": [], "time_range": "No filter"}
    return {
        "slice_name": chart.title,
        "viz_type": chart.kind,
        "params": common | chart.params,
        "uuid": _id(chart.title),
        "version": VERSION,
        "dataset_uuid": _id(chart.view),
    }


def _rows() -> list[list[Chart]]:
    """The charts in rows that are as wide as the page."""
    rows: list[list[Chart]] = [[]]
    for chart in CHARTS:
        if sum(c.width for c in rows[-1]) + chart.width > FULL_WIDTH:
            rows.append([])
        rows[-1].append(chart)
    return rows


def _dashboard() -> dict[str, Any]:
    title = load_package().title
    position: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"type": "ROOT", "id": "ROOT_ID", "children": ["GRID_ID"]},
        "GRID_ID": {"type": "GRID", "id": "GRID_ID", "children": [], "parents": ["ROOT_ID"]},
        "HEADER_ID": {"type": "HEADER", "id": "HEADER_ID", "meta": {"text": title}},
    }
    for number, row in enumerate(_rows(), 1):
        row_id = f"ROW-{number}"
        position["GRID_ID"]["children"].append(row_id)
        position[row_id] = {
            "type": "ROW", "id": row_id, "parents": ["ROOT_ID", "GRID_ID"],
            "meta": {"background": "BACKGROUND_TRANSPARENT"},
            "children": [f"CHART-{_slug(chart)}" for chart in row],
        }  # fmt: skip
        for chart in row:
            key = f"CHART-{_slug(chart)}"
            position[key] = {
                "type": "CHART", "id": key, "children": [], "parents": ["ROOT_ID", "GRID_ID", row_id],
                "meta": {"width": chart.width, "height": HEIGHT, "uuid": _id(chart.title),
                         "sliceName": chart.title, "chartId": CHARTS.index(chart) + 1},
            }  # fmt: skip
    return {
        "dashboard_title": title,
        "description": None,
        "published": True,  # else only its owner sees it
        "css": "",
        "slug": load_package().name,
        "uuid": _id("dashboard"),
        "position": position,
        "metadata": {"color_scheme": "supersetColors", "cross_filters_enabled": True},
        "version": VERSION,
    }
