"""Croissant 1.0 (MLCommons): the tables as record sets over the Parquet files.

Belongs here: the release in Croissant's terms. Does not belong here: loading it (mlcroissant does, in a
test). No `datePublished`: a release has no clock in it.
"""

import json
from typing import Any

from pipelines.model.arrow import meaning
from pipelines.model.facts import Facts, File
from pipelines.model.frictionless import MEDIA_TYPES
from pipelines.model.shapes import Column, Table

TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
_TERMS = """citeAs column examples extract field fileProperty fileObject fileSet format includes
isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace separator
source subField transform samplingRate equivalentProperty""".split()
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    **{term: f"cr:{term}" for term in _TERMS},
    "examples": {"@id": "cr:examples", "@type": "@json"},
}


def text(facts: Facts) -> str:
    """The Croissant file of the release."""
    package = facts.package
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": package.name,
        "alternateName": package.title,
        "description": facts.about,
        "version": facts.version,
        "license": [licence.path for licence in package.licences],
        "url": package.homepage or package.sources[0].path,
        "creator": [{"@type": "sc:Organization", "name": c.title} for c in package.contributors],
        "keywords": list(package.keywords),
        "citeAs": f"{package.contributors[0].title}: {package.title}, version {facts.version}.",
        "isLiveDataset": False,
        "distribution": [
            *(_file(facts, file) for file in facts.data_files if file.form == "parquet"),
            *(
                _file_set(facts.tables[name])
                for name in sorted({f.table or "" for f in facts.files if f.is_part})
            ),
        ],
        "recordSet": [_records(table) for table in facts.tables.values()],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _file(facts: Facts, file: File) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "description": f"{facts.tables[file.table or ''].title}, as Parquet.",
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": MEDIA_TYPES[file.form].replace("vnd.apache.parquet", "x-parquet"),
        "sha256": file.sha256,
    }


def _file_set(table: Table) -> dict[str, Any]:
    """The files of a large table, under the name that its one file would have."""
    return {
        "@type": "cr:FileSet",
        "@id": f"{table.name}.parquet",
        "name": f"{table.name}.parquet",
        "description": f"{table.title}, as Parquet by organ and year.",
        "encodingFormat": "application/x-parquet",
        "includes": f"{table.name}/*/*/*.parquet",
    }


def _records(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": f"One row: {table.grain}. {' '.join(table.description.split())}",
        "key": [{"@id": f"{table.name}/{column}"} for column in table.primary_key],
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    # No `references`: mlcroissant then joins the tables, and loses every row whose key is null.
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": f"{table.name}/{column.name}",
        "description": meaning(column),
        "dataType": TYPES[column.type],
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}},
    }
