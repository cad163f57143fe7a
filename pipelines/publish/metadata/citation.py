"""CITATION.cff: how to cite the data, as reference managers and code hosts read it.

Belongs here: the citation of a release and of the project. Does not belong here: how a paragraph of a
report is cited (the reading view says that).
"""

import yaml

from pipelines.model.shapes import Package

MESSAGE = "If you use these tables, please cite them and the United Nations report that the rows quote."


def text(package: Package, version: str | None = None) -> str:
    """The citation file; of the project as a whole where no version is given."""
    made: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "title": f"{package.name}: {package.title}",
        "type": "dataset",
        "abstract": " ".join(package.description.split()),
    }
    if version:
        made["version"] = version
    if package.homepage:
        made["url"] = package.homepage
    names = [licence.name for licence in package.licences if licence.name]
    made |= {
        "license": names[0],
        "authors": [{"name": contributor.title} for contributor in package.contributors],
        "keywords": list(package.keywords),
    }
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=100)
