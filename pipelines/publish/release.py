"""A release: every table, its descriptor, and the proof that both are whole.

Belongs here: what a release consists of, its hashes, reading it back. Does not belong here: how the
new one replaces the old one (`switch.py`), nor what the tables hold.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipelines.disk import named
from pipelines.model.declaration import load_package, load_tables
from pipelines.model.frictionless import descriptor
from pipelines.publish.switch import Place, switch


class ReleaseError(RuntimeError):
    """The release cannot be read or written; the message names what and the remedy."""


def publish(place: Place, tables: dict[str, Path], pause: Callable[[str], None] = lambda step: None) -> None:
    """Switch to a new release made of these Parquet files.

    Raises ReleaseError when the target holds anything that is not a release of ours, `switch.BusyError`,
    OSError (disk full): then the last release is untouched.
    """
    refuse_foreign(place)

    def write(folder: Path, descriptor_path: Path) -> None:
        for name in load_tables():
            with named(folder / f"{name}.parquet"):
                shutil.copyfile(tables[name], folder / f"{name}.parquet")
        files = {name: _described(folder / f"{name}.parquet", path_of(place, name)) for name in load_tables()}
        package = descriptor(load_tables(), load_package(), files)
        text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
        with named(descriptor_path):
            descriptor_path.write_text(text, encoding="utf-8")

    switch(place, write, pause)


def prefix_of(place: Place) -> str:
    """What stands before a file name in the descriptor's paths."""
    return f"{place.folder.name}/" if place.is_beside else ""


def path_of(place: Place, table: str) -> str:
    """The table's path as the descriptor gives it."""
    return f"{prefix_of(place)}{table}.parquet"


def _described(file: Path, path: str) -> tuple[str, str, int]:
    """Path, SHA-256 and size, as the descriptor has them."""
    return path, sha256(file), file.stat().st_size


def refuse_foreign(place: Place) -> None:
    """Raise ReleaseError where publishing would replace files that are not ours."""
    ours = {Path(path).name for path in resources(place)} | {"datapackage.json"}
    found = sorted(p.name for p in place.folder.iterdir()) if place.folder.is_dir() else []
    foreign = [name for name in found if name not in ours and not name.startswith(".")]
    if place.folder.exists() and not place.folder.is_dir():
        foreign = [place.folder.name]
    if foreign:
        raise ReleaseError(
            f"{place.folder} holds {', '.join(foreign[:3])}, which no release of ours put there. "
            "Move it away or name an empty folder."
        )
    if place.descriptor.exists() and _package(place).get("name") != load_package().name:
        raise ReleaseError(
            f"{place.descriptor} describes something else. Move it away or name another folder."
        )


def verify(place: Place) -> list[str]:
    """What is wrong with the published files: missing, unknown, or differing from their hash."""
    if not place.descriptor.exists():
        return [f"{place.descriptor} is missing. Run `unreports build`."]
    files = resources(place)
    if not files:
        return [f"{place.descriptor} names no tables. Run `unreports build`."]
    problems = []
    for path, expected in files.items():
        file = place.descriptor.parent / path
        if not file.is_file():
            problems.append(f"{path} is missing. Run `unreports build`.")
        elif f"sha256:{sha256(file)}" != expected:
            problems.append(
                f"{path} is not the file that was published: its SHA-256 differs. Run `unreports build`."
            )
    named = {Path(path).name for path in files} | {"datapackage.json"}
    for file in sorted(place.folder.iterdir()) if place.folder.is_dir() else []:
        if file.name not in named and not file.name.startswith("."):
            problems.append(
                f"{file.name} is in {place.folder.name}/ but not in the descriptor. Move it away."
            )
    return problems


def _package(place: Place) -> dict[str, Any]:
    try:
        package = json.loads(place.descriptor.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError):
        return {}
    return package if isinstance(package, dict) else {}


def resources(place: Place) -> dict[str, str]:
    """Path to hash, as the descriptor gives them; empty where there is no descriptor."""
    if not place.descriptor.exists():
        return {}
    return {r.get("path", ""): r.get("hash", "") for r in _package(place).get("resources", [])}


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
