"""schema.org `Dataset` as JSON-LD: what search engines for data read on a page.

Belongs here: the release in schema.org's terms. Does not belong here: the page that carries it.
"""

import json
from typing import Any

from pipelines.model.arrow import meaning
from pipelines.model.facts import Facts, File
from pipelines.model.frictionless import MEDIA_TYPES
from pipelines.model.shapes import Table


def dataset(facts: Facts) -> dict[str, Any]:
    """The release as a JSON-LD object; a part of it for each table."""
    package = facts.package
    made: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": "#dataset",
        "name": package.title,
        "alternateName": package.name,
        "description": facts.about,
        "version": facts.version,
        "keywords": list(package.keywords),
        "license": package.licences[0].path,
        "usageInfo": package.licences[-1].path,
        "isAccessibleForFree": True,
        "inLanguage": facts.languages,
        "creator": [{"@type": "Organization", "name": c.title} for c in package.contributors],
        "isBasedOn": [source.path for source in package.sources],
        "distribution": [_download(file) for file in facts.data_files if file.table is None],
        "hasPart": [_part(facts, table) for table in facts.tables.values()],
    }
    if package.homepage:
        made["url"] = package.homepage
    if facts.dates:
        made["temporalCoverage"] = "/".join(day.isoformat() for day in facts.dates)
    return made


def text(facts: Facts) -> str:
    """The JSON-LD file of the release."""
    return json.dumps(dataset(facts), ensure_ascii=False, indent=2) + "\n"


def _download(file: File) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.path,
        "contentUrl": file.path,
        "encodingFormat": MEDIA_TYPES[file.form],
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }


def _part(facts: Facts, table: Table) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "@id": f"#{table.name}",
        "name": table.title,
        "alternateName": table.name,
        "description": f"One row: {table.grain}. {' '.join(table.description.split())}",
        "license": facts.package.licences[0].path,
        "creator": [{"@type": "Organization", "name": c.title} for c in facts.package.contributors],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": column.name, "description": meaning(column)}
            for column in table.columns
        ],
        "distribution": [_download(file) for file in facts.files if file.table == table.name],
    }
