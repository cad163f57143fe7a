"""What the browser needs to say a row in words: rules, labels of codes, names of columns.

Belongs here: one data piece for all reports. Does not belong here: rows.
"""

from typing import Any

from pipelines.model.declaration import code_lists, load_tables
from pipelines.publish.search.units import KINDS
from pipelines.publish.site.material import Material, labels_of
from pipelines.quality.rules import load_rules


def codes(material: Material) -> dict[str, Any]:
    """Rules with their descriptions; code lists; for each table its title, key and columns."""
    return {
        "rules": {rule.id: rule.description for rule in load_rules().values()},
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
