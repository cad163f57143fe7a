"""A folder of many files in a release has a list of its own; the descriptor's hash covers it all."""

import hashlib
import json

import pytest

from pipelines.model.frictionless import MANIFEST
from pipelines.publish.release import ReleaseError, published_files, refuse_foreign, verify
from pipelines.publish.switch import Place


def _with_site(place: Place) -> None:
    """Put a small site with its list into the release, and the list alone into the descriptor."""
    site = place.folder / "site"
    (site / "data").mkdir(parents=True)
    (site / "index.html").write_text("<p>hello</p>")
    (site / "data" / "a.json").write_text("{}")
    listed = {
        path.relative_to(site).as_posix(): {"hash": f"sha256:{_sha(path.read_bytes())}", "bytes": 1}
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
    (site / MANIFEST).write_text(json.dumps(listed))
    package = json.loads(place.descriptor.read_text())
    digest = _sha((site / MANIFEST).read_bytes())
    package["resources"].append({"path": f"outputs/site/{MANIFEST}", "hash": f"sha256:{digest}"})
    place.descriptor.write_text(json.dumps(package))


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_files_of_a_listed_folder_are_verified(place: Place) -> None:
    """Whole, changed, missing, unknown: all four are noticed."""
    _with_site(place)
    assert verify(place) == [] and place.folder / "site" / "data" / "a.json" in published_files(place)
    refuse_foreign(place)
    (place.folder / "site" / "index.html").write_text("<p>other</p>")
    (place.folder / "site" / "data" / "a.json").unlink()
    (place.folder / "site" / "mine.txt").write_text("mine")
    problems = verify(place)
    assert len(problems) == 3 and "site/index.html" in problems[0] + problems[1] and "mine.txt" in problems[2]
    with pytest.raises(ReleaseError, match=r"mine\.txt"):
        refuse_foreign(place)
