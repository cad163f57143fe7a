"""The deposit's metadata as Zenodo's deposit API takes it.

Belongs here: the release in Zenodo's terms. Does not belong here: sending it (`publish/deposit.py`
prepares the requests). Zenodo sets the day of publication and the DOI.
"""

import html
import json

from pipelines.model.facts import Facts


def metadata(facts: Facts) -> dict[str, object]:
    """What goes under `metadata` in the request."""
    package = facts.package
    covers = "".join(
        f"<li>{html.escape(licence.title)}: {html.escape(licence.covers)}.</li>"
        for licence in package.licences
    )
    return {
        "title": package.title,
        "upload_type": "dataset",
        "description": f"<p>{html.escape(facts.about)}</p><p>Rights:</p><ul>{covers}</ul>",
        "creators": [{"name": contributor.title} for contributor in package.contributors],
        "access_right": "open",
        "license": (package.licences[0].name or "").lower(),
        "keywords": list(package.keywords),
        "version": facts.version,
        "language": "eng",
        "related_identifiers": [
            {"identifier": source.path, "relation": "isDerivedFrom"} for source in package.sources
        ],
    }


def text(facts: Facts) -> str:
    """The file `zenodo.json`: the body of the request that makes or updates the deposit."""
    return json.dumps({"metadata": metadata(facts)}, ensure_ascii=False, indent=2) + "\n"
