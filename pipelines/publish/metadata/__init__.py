"""What machines read about a release: one module a form, all from the same facts.

Belongs here: saying the facts in a form that others published. Does not belong here: a fact
(`package.yml`, the table declarations, the release itself), nor the Data Package descriptor, which is the
release's own (`pipelines/model/frictionless.py`).
"""

from pipelines.model.facts import Facts
from pipelines.publish.metadata import citation, croissant, dcat, llms, schema_org, zenodo


def metadata_files(facts: Facts) -> dict[str, str]:
    """File name to text, for every form of metadata that a release carries."""
    return {
        "croissant.json": croissant.text(facts),
        "dataset.jsonld": schema_org.text(facts),
        "dcat.jsonld": dcat.text(facts),
        "CITATION.cff": citation.text(facts.package, facts.version),
        "zenodo.json": zenodo.text(facts),
        "llms.txt": llms.text(facts),
    }
