"""What the browser needs to say a row in words: rules, labels of codes, names of columns.

Belongs here: one data piece for all reports. Does not belong here: rows.
"""

from importlib.resources import files
from typing import Any

import yaml

from pipelines.model.declaration import code_lists, load_tables
from pipelines.publish.search.units import KINDS
from pipelines.publish.site.material import Material, labels_of


def codes(material: Material) -> dict[str, Any]:
    """Rules with their descriptions; code lists; for each table its title, key and columns."""
    return {
        "rules": rules(),
        "lists": {name: labels_of(name) for name in code_lists()},
        "tables": {
            name: {
                "title": declared.title,
                "key": declared.primary_key[0],
                "columns": {c.name: [c.description, c.codes] for c in declared.columns},
            }
            for name, declared in load_tables().items()
            if name in KINDS or name in ("country_action_actors", "recommendation_actors")
        },
        "countries": {code: material.country_name(code) for code in material.countries_with_page},
        "topics": material.topics,
        "documents": material.files,
    }


def rules() -> dict[str, str]:
    """Every rule of extraction and what it looks for."""
    found: dict[str, str] = {}
    for path in sorted(files("pipelines.extract.rules").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yml"):
            lines = yaml.safe_load(path.read_text(encoding="utf8"))
            found |= {line["id"]: line["description"] for line in lines}
    return found
