"""A release prepared for an archive (Zenodo) and a catalogue (CKAN): the files and the requests, in order.

Belongs here: what to send, as the published descriptions of their interfaces have it. Does not belong
here: the decision to publish: Zenodo's deposit is left as a draft for a person to look at and release.
"""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib import request

from pipelines.disk import EPOCH
from pipelines.model.frictionless import files_named
from pipelines.publish.release import published_files
from pipelines.publish.switch import DESCRIPTOR, Place

FILE_MODE = 0o644 << 16
TIMEOUT = 60.0


class Step(NamedTuple):
    """A request. `path` may name values of the first answer in braces; the body is JSON or a file."""

    method: str
    path: str
    body: dict[str, Any] | None = None
    file: str | None = None


def archive(place: Place, folder: Path, name: str) -> Path:
    """The whole release as one zip, the same bytes for the same release."""
    path = folder / f"{name}.zip"
    home = place.descriptor.parent
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for file in published_files(place):
            _add(zipped, f"{name}/{file.relative_to(home).as_posix()}", file.read_bytes())
        _add(zipped, f"{name}/{DESCRIPTOR}", place.descriptor.read_bytes())
    return path


def _add(zipped: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = FILE_MODE
    zipped.writestr(entry, content)


def zenodo_steps(place: Place, files: list[Path]) -> list[Step]:
    """A draft deposit, its files, its metadata. Publishing it is left to a person."""
    metadata = json.loads((place.folder / "zenodo.json").read_text(encoding="utf-8"))
    return [
        Step("POST", "/api/deposit/depositions", {}),
        *(Step("PUT", "{links.bucket}/" + path.name, file=str(path)) for path in files),
        Step("PUT", "/api/deposit/depositions/{id}", metadata),
    ]


def ckan_steps(place: Place, address: str, organisation: str) -> list[Step]:
    """A dataset whose resources are links to the release at `address`."""
    package = json.loads(place.descriptor.read_text(encoding="utf-8"))
    body = {
        "name": package["name"],
        "title": package["title"],
        "notes": package["description"],
        "version": package["version"],
        "owner_org": organisation,
        "license_id": "cc-by",
        "tags": [{"name": word} for word in package["keywords"]],
        "resources": [
            {
                "name": resource.get("title") or resource["name"],
                "url": f"{address.rstrip('/')}/{file['path'].removeprefix(place.prefix)}",
                "format": resource["format"].upper(),
                "mimetype": resource["mediatype"],
                "size": file["sizeInBytes"],
                "hash": file["hash"],
                "description": resource.get("description", ""),
            }
            for resource in package["resources"]
            for file in files_named({"resources": [resource]})
        ],
    }
    return [Step("POST", "/api/3/action/package_create", body)]


def as_text(steps: list[Step]) -> str:
    """The steps as a JSON file to look at or to carry out by other means."""
    return json.dumps([step._asdict() for step in steps], ensure_ascii=False, indent=2) + "\n"


def send(steps: list[Step], base: str, headers: Mapping[str, str]) -> list[Any]:
    """Carry the steps out against `base`; the answers. Raises urllib.error.URLError."""
    answers: list[Any] = []
    for step in steps:
        path = _filled(step.path, answers[0] if answers else {})
        address = path if path.startswith("http") else base.rstrip("/") + path
        if step.file:
            data, kind = Path(step.file).read_bytes(), "application/octet-stream"
        else:
            data, kind = json.dumps(step.body).encode(), "application/json"
        asked = request.Request(address, data, {**headers, "Content-Type": kind}, method=step.method)
        with request.urlopen(asked, timeout=TIMEOUT) as answer:
            answers.append(json.loads(answer.read() or b"null"))
    return answers


def _filled(path: str, first: Mapping[str, Any]) -> str:
    """The path with the values of the first answer put in."""
    links = first.get("links", {})
    return path.replace("{links.bucket}", str(links.get("bucket", ""))).replace(
        "{id}", str(first.get("id", ""))
    )
