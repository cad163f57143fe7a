"""A release put where people fetch it: a folder or an object store, older releases beside it.

Belongs here: which files go where, in which order. Does not belong here: making them (`release.py`), or
the deposits of archives and catalogues (`deposit.py`).

`TARGET/<version>/` holds a release with its descriptor; `TARGET/releases.json` lists the versions and names
the newest. On a file system a release appears in one rename. An object store has none: there the data goes
first, then the release's descriptor, and the list last, so that whoever starts from the list never meets
half a release. The tables of a version never change: only what tells about them (metadata, the site) may be
replaced, and pages that are no more are taken away.
"""

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.model.facts import File
from pipelines.model.frictionless import MANIFEST, files_named
from pipelines.publish.release import SITE, published_files, verify
from pipelines.publish.switch import DESCRIPTOR, Place, place_of, recover, switch
from pipelines.publish.version import numbers

INDEX = "releases.json"
TABLES = (".parquet", ".csv", ".sqlite")


class UploadError(RuntimeError):
    """The release cannot go there; the message says why and what to do."""


class Plan(NamedTuple):
    """What an upload would do: the version, its files with the descriptor last, and the new list.

    `is_there`: the target has exactly this already. `stale`: files of its site there that are no more.
    """

    version: str
    files: tuple[File, ...]
    descriptor: str
    listing: str
    is_there: bool
    stale: tuple[str, ...] = ()

    @property
    def bytes(self) -> int:
        """What would be sent."""
        return sum(file.bytes for file in self.files) + len(self.descriptor.encode())


def upload(place: Place, target: str, *, dry_run: bool = False) -> Plan:
    """Put the release at `place` to `target` (a path, or an address that fsspec knows).

    Raises UploadError for a release that is not whole, or a version that is there with other tables;
    ImportError, naming the package, where an address needs one; OSError.
    """
    import fsspec

    system, root = fsspec.core.url_to_fs(target)
    plan = _plan(place, system, root)
    if dry_run or plan.is_there:
        return plan
    home = f"{root}/{plan.version}"
    if isinstance(system.protocol, tuple | list) and "file" in system.protocol:
        _to_folder(place, plan, Path(home))
        draft = Path(root) / f".{INDEX}.draft"
        draft.write_text(plan.listing, encoding="utf-8")
        draft.replace(Path(root) / INDEX)
        return plan
    for file in plan.files:
        system.put_file(str(place.folder / file.path), f"{home}/{file.path}")
    system.pipe_file(f"{home}/{DESCRIPTOR}", plan.descriptor.encode())
    system.pipe_file(f"{root}/{INDEX}", plan.listing.encode())
    for path in plan.stale:
        system.rm_file(f"{home}/{path}")
    return plan


def _to_folder(place: Place, plan: Plan, home: Path) -> None:
    def write(folder: Path, descriptor: Path) -> None:
        for file in plan.files:
            (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place.folder / file.path, folder / file.path)
        descriptor.write_text(plan.descriptor, encoding="utf-8")

    switch(Place(home, home / DESCRIPTOR), write)


def _plan(place: Place, system: Any, root: str) -> Plan:
    recover(place)
    problems = verify(place)
    if problems:
        raise UploadError(" ".join(problems[:3]))
    package = json.loads(place.descriptor.read_text(encoding="utf-8"))
    version = package["version"]
    _take_away(place.prefix, package)
    files = _files(place)
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    there = _read(system, f"{root}/{version}/{DESCRIPTOR}")
    if there is not None and _tables(json.loads(there)) != _tables(package):
        raise UploadError(
            f"{version} is at {root} already, with other tables: a published version does not change. "
            "Build on top of the last release, so that this one gets a number of its own."
        )
    listed = json.loads(_read(system, f"{root}/{INDEX}") or '{"releases": []}')["releases"]
    index = _index([*(r for r in listed if r["version"] != version), _entry(version, package, files)])
    is_there = there == text and _read(system, f"{root}/{INDEX}") == index
    pages = json.loads(_read(system, f"{root}/{version}/{SITE}/{MANIFEST}") or "{}")
    stale = {f"{SITE}/{page}" for page in pages} - {file.path for file in files}
    return Plan(version, files, text, index, is_there, tuple(sorted(stale)))


def _files(place: Place) -> tuple[File, ...]:
    """Every file of the release, those of its site with the others."""
    return tuple(
        File(path.relative_to(place.folder).as_posix(), digest.removeprefix("sha256:"), path.stat().st_size)
        for path, digest in published_files(place).items()
    )


def _take_away(prefix: str, package: dict[str, Any]) -> None:
    """Change the descriptor's paths for one that stands in the release's folder."""
    for told in [*package["resources"], *files_named(package)]:
        path = told["path"]
        told["path"] = (
            path.removeprefix(prefix) if isinstance(path, str) else [p.removeprefix(prefix) for p in path]
        )


def _entry(version: str, package: dict[str, Any], files: tuple[File, ...]) -> dict[str, Any]:
    return {
        "version": version,
        "structure": package["structure"],
        "descriptor": f"{version}/{DESCRIPTOR}",
        "bytes": sum(file.bytes for file in files),
    }


def _index(entries: list[dict[str, Any]]) -> str:
    entries = sorted(entries, key=lambda entry: numbers(entry["version"])[-1], reverse=True)
    return json.dumps({"newest": entries[0]["version"], "releases": entries}, indent=2) + "\n"


def _tables(package: dict[str, Any]) -> dict[str, str]:
    return {f["path"]: f["hash"] for f in files_named(package) if f["path"].endswith(TABLES)}


def _read(system: Any, path: str) -> str | None:
    try:
        content: bytes = system.cat_file(path)
    except FileNotFoundError:
        return None
    return content.decode("utf-8")


def releases_in(folder: Path) -> list[str]:
    """The versions that stand side by side in a published folder, newest first."""
    index = folder / INDEX
    if not index.is_file():
        return []
    return [entry["version"] for entry in json.loads(index.read_text(encoding="utf-8"))["releases"]]


def release_at(path: Path) -> Place:
    """The release in a folder; in a published folder of several the newest."""
    versions = releases_in(path)
    return place_of(path / versions[0] if versions else path)
