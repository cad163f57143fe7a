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

from pipelines import stored
from pipelines.disk import named
from pipelines.model.declaration import load_package, load_tables
from pipelines.model.frictionless import descriptor
from pipelines.publish.switch import Place, switch


class ReleaseError(RuntimeError):
    """The release cannot be read or written; the message names what and the remedy."""


def publish(place: Place, tables: dict[str, Path], pause: Callable[[str], None] = lambda step: None) -> bool:
    """Switch to a new release made of these Parquet files.

    Gives whether anything changed: a release that is there already, byte for byte, is left alone. Raises
    ReleaseError when the target holds anything that is not a release of ours, `switch.BusyError`,
    OSError (disk full): then the last release is untouched.
    """
    refuse_foreign(place)
    text = _descriptor(place, tables)
    if place.descriptor.exists() and place.descriptor.read_text("utf-8") == text and not verify(place):
        return False

    def write(folder: Path, descriptor_path: Path) -> None:
        for name in load_tables():
            _copy(tables[name], folder / f"{name}.parquet")
        copied = {name: folder / f"{name}.parquet" for name in load_tables()}
        if _descriptor(place, copied) != text:
            raise ReleaseError("A table changed while it was published. Run it again.")
        with named(descriptor_path):
            descriptor_path.write_text(text, encoding="utf-8")

    switch(place, write, pause)
    return True


def _copy(table: Path, target: Path) -> None:
    """The table's file, or its folder of files."""
    for file in stored.files_of(table):
        into = (
            target if file == table else stored.folder_of(target) / file.relative_to(stored.folder_of(table))
        )
        with named(into):
            into.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, into)


def _descriptor(place: Place, tables: dict[str, Path]) -> str:
    """The descriptor of these tables as they will lie in `place`."""
    files = {name: _described(tables[name], path_of(place, name)) for name in load_tables()}
    package = descriptor(load_tables(), load_package(), files)
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def prefix_of(place: Place) -> str:
    """What stands before a file name in the descriptor's paths."""
    return f"{place.folder.name}/" if place.is_beside else ""


def path_of(place: Place, table: str) -> str:
    """The table's path as the descriptor gives it."""
    return f"{prefix_of(place)}{table}.parquet"


def _described(table: Path, path: str) -> list[tuple[str, str, int]]:
    """Path, SHA-256 and size of each file of the table, as the descriptor has them."""
    home = path.removesuffix(".parquet")
    return [
        (
            path if file == table else f"{home}/{file.relative_to(stored.folder_of(table)).as_posix()}",
            sha256(file),
            file.stat().st_size,
        )
        for file in stored.files_of(table)
    ]


def refuse_foreign(place: Place) -> None:
    """Raise ReleaseError where publishing would replace files that are not ours."""
    ours = _top_names(place) | {"datapackage.json"}
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
    return problems + [
        f"{name} is in {place.folder.name}/ but not in the descriptor. Move it away."
        for name in _unknown_files(place, {*files, f"{prefix_of(place)}datapackage.json"})
    ]


def _unknown_files(place: Place, known: set[str]) -> list[str]:
    """The files below the release's folder that the descriptor does not name, hidden ones aside."""
    found = sorted(path for path in place.folder.rglob("*") if path.is_file())
    names = [path.relative_to(place.folder) for path in found]
    shown = [name for name in names if not any(part.startswith(".") for part in name.parts)]
    return [name.as_posix() for name in shown if f"{prefix_of(place)}{name.as_posix()}" not in known]


def _top_names(place: Place) -> set[str]:
    """The names that the release has in its folder itself."""
    return {path.removeprefix(prefix_of(place)).split("/")[0] for path in resources(place)}


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
    return {
        part.get("path", ""): part.get("hash", "")
        for resource in _package(place).get("resources", [])
        for part in resource.get("parts", [resource])
    }


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
