"""DCAT 3 as JSON-LD, with what the European profile (DCAT-AP) asks for: for catalogues to harvest.

Belongs here: the release in DCAT's terms. Does not belong here: an address; the paths are relative to
where the file is served.
"""

import json
from typing import Any

from pipelines.model.facts import Facts, File
from pipelines.model.frictionless import MEDIA_TYPES

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
LANGUAGE_NAMES = {"ar": "ARA", "en": "ENG", "es": "SPA", "fr": "FRA", "ru": "RUS", "zh": "ZHO"}
MEDIA = "https://www.iana.org/assignments/media-types/"
RIGHTS = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"


def text(facts: Facts) -> str:
    """The DCAT file of the release: a catalogue with one dataset and a distribution a file."""
    package = facts.package
    files = facts.data_files
    publisher = {"@type": "foaf:Agent", "@id": "#publisher", "foaf:name": package.contributors[0].title}
    dataset: dict[str, Any] = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _in_english(package.title),
        "dct:description": _in_english(facts.about),
        "dct:identifier": f"{package.name} {facts.version}",
        "dcat:version": facts.version,
        "dcat:keyword": [_in_english(word) for word in package.keywords],
        "dct:accessRights": {"@id": RIGHTS},
        "dct:language": [{"@id": LANGUAGES + LANGUAGE_NAMES[code]} for code in facts.languages],
        "dct:publisher": publisher,
        "dct:source": [{"@id": source.path} for source in package.sources],
        "dcat:distribution": [_distribution(facts, file) for file in files],
    }
    if facts.dates:
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(facts.dates[0].isoformat()),
            "dcat:endDate": _day(facts.dates[1].isoformat()),
        }
    if package.homepage:
        dataset["dcat:landingPage"] = {"@id": package.homepage}
    made = {
        "@context": CONTEXT,
        "@id": "#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _in_english(package.title),
        "dct:description": _in_english(" ".join(package.description.split())),
        "dct:publisher": {"@id": "#publisher"},
        "dcat:dataset": dataset,
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _in_english(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "en"}


def _day(iso: str) -> dict[str, str]:
    return {"@value": iso, "@type": "xsd:date"}


def _distribution(facts: Facts, file: File) -> dict[str, Any]:
    title = facts.tables[file.table].title if file.table else "All tables"
    return {
        "@type": "dcat:Distribution",
        "@id": f"#{file.path}",
        "dct:title": _in_english(f"{title} ({file.form})"),
        "dct:description": _in_english(f"{title} in one file, as {file.form}."),
        "dcat:accessURL": {"@id": file.path},
        "dcat:downloadURL": {"@id": file.path},
        "dcat:mediaType": {"@id": MEDIA + MEDIA_TYPES[file.form]},
        "dcat:byteSize": {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": facts.package.licences[0].path},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }
