"""A release: tables in every committed format, metadata, site, descriptor, and the proof that it is whole.

Belongs here: what a release consists of, its hashes, reading it back. Does not belong here: how the
new one replaces the old one (`switch.py`), a format or a form of metadata (`formats/`, `metadata/`), nor
what the tables hold.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipelines import stored, supply
from pipelines.disk import named, sha256
from pipelines.engine.choose import Engine
from pipelines.engine.house import done_by
from pipelines.model.declaration import load_package, load_tables
from pipelines.model.facts import Facts, File, facts
from pipelines.model.frictionless import MANIFEST, descriptor, files_named
from pipelines.publish.compare import DIFF
from pipelines.publish.formats.registry import copies_for
from pipelines.publish.history import CHANGELOG, FILE, History, changelog
from pipelines.publish.metadata import metadata_files
from pipelines.publish.site.build import fits, write_site
from pipelines.publish.site.pages.downloads import Files
from pipelines.publish.switch import DESCRIPTOR, Place, switch

SITE = "site"
"""The folder of the web page in a release."""
TO_RELEASE = "../../"
"""The release's folder, seen from the site's pages (`site/read/`)."""


class ReleaseError(RuntimeError):
    """The release cannot be read or written; the message names what and the remedy."""


def publish(
    place: Place,
    tables: dict[str, Path],
    history: History,
    pause: Callable[[str], None] = lambda step: None,
    engine: Engine | None = None,
) -> None:
    """Switch to a new release made of these Parquet files.

    Raises ReleaseError when the target holds anything that is not a release of ours, `switch.BusyError`,
    OSError (disk full): then the last release is untouched.
    """
    refuse_foreign(place)

    def write(folder: Path, descriptor_path: Path) -> None:
        made = write_files(folder, tables, history, engine)
        package = descriptor(made, prefix=place.prefix)
        text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
        with named(descriptor_path):
            descriptor_path.write_text(text, encoding="utf-8")

    switch(place, write, pause)


def write_files(
    folder: Path, tables: dict[str, Path], history: History, engine: Engine | None = None
) -> Facts:
    """Write every file of a release but its descriptor, and say what they are.

    `engine`: who writes CSV and SQLite, side by side where they are large; by default this process. The
    largest releases have neither (`formats.registry.copies_for`).
    """
    for name in load_tables():
        _copy(tables[name], folder / f"{name}.parquet")
    contents = {name: stored.Stored(folder / f"{name}.parquet") for name in load_tables()}
    count = sum(table.num_rows for table in contents.values())
    calls = [{"do": "write", "format": name, "folder": str(folder)} for name in copies_for(count)]
    done_by(engine or Engine("serial"), calls, count)
    (folder / FILE).write_text(history.text(), encoding="utf-8")
    (folder / CHANGELOG).write_text(changelog(history), encoding="utf-8")
    rows = {name: table.num_rows for name, table in contents.items()}
    documents = contents["documents"].to_pylist()
    with named(folder / supply.SBOM.name):
        shutil.copyfile(supply.SBOM, folder / supply.SBOM.name)
    made = facts(history.newest.version, rows, documents, described(folder))
    metadata = metadata_files(made)
    for name, text in metadata.items():
        with named(folder / name):
            (folder / name).write_text(text, encoding="utf-8")
    files = _in_order([*made.files, *(_file(folder / name, folder) for name in metadata)])
    if fits(rows):
        told = Files(files, TO_RELEASE, made.version, changelog(history))
        files = _in_order([*files, _file(write_site(folder, told, folder / SITE), folder)])
    return made._replace(files=files)


def _copy(table: Path, target: Path) -> None:
    """The table's file, or its folder of files."""
    for file in stored.files_of(table):
        inside = file.relative_to(table.parent)
        into = target.parent / inside
        with named(into):
            into.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, into)


def _table_of(path: Path, folder: Path) -> str | None:
    """The table that a file of the release holds, or holds a part of; None for every other file."""
    inside = path.relative_to(folder)
    name = inside.parts[0] if path.suffix == ".parquet" and len(inside.parts) > 1 else path.stem
    return name if path.suffix in {".parquet", ".csv"} and name in load_tables() else None


def described(folder: Path) -> tuple[File, ...]:
    """Every file that the descriptor names, with its hash; of a folder with an own list only the list."""
    lists = list(folder.glob(f"*/{MANIFEST}"))
    homes = [path.parent for path in lists]
    paths = [p for p in folder.rglob("*") if p.is_file() and p.name != DESCRIPTOR]
    named_here = [p for p in paths if p in lists or not any(p.is_relative_to(home) for home in homes)]
    return _in_order([_file(path, folder) for path in named_here])


def _file(path: Path, folder: Path) -> File:
    name = path.relative_to(folder).as_posix()
    return File(name, sha256(path), path.stat().st_size, _table_of(path, folder))


def _in_order(files: list[File]) -> tuple[File, ...]:
    """Parquet, then CSV, in the order of the tables, then the rest by name."""
    order = {name: at for at, name in enumerate(load_tables())}

    def place(file: File) -> tuple[bool, bool, int, tuple[str, ...]]:
        parts = tuple(file.path.split("/"))
        return file.form != "parquet", file.table is None, order.get(file.table or "", 0), parts

    return tuple(sorted(files, key=place))


def holds(place: Place, tables: dict[str, Path]) -> bool:
    """Whether the release has exactly these tables, byte for byte, as its descriptor tells."""
    prefix, other = place.prefix, (f"{DIFF}.parquet", f"{DIFF}/")
    names = {path.removeprefix(prefix): digest for path, digest in resources(place).items()}
    known = {n: d for n, d in names.items() if n.endswith(".parquet") and not n.startswith(other)}
    files = [file for path in tables.values() for file in stored.files_of(path)]
    home = next(iter(tables.values())).parent
    return known == {f.relative_to(home).as_posix(): f"sha256:{sha256(f)}" for f in files}


def refuse_foreign(place: Place) -> None:
    """Raise ReleaseError where publishing would replace files that are not ours."""
    ours = set(published_files(place))
    foreign = [path.relative_to(place.folder).as_posix() for path in _found(place) if path not in ours]
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


def _found(place: Place) -> Iterator[Path]:
    """The files in the release's folder, but hidden ones and the descriptor."""
    for path in sorted(place.folder.rglob("*")) if place.folder.is_dir() else ():
        inside = path.relative_to(place.folder)
        if path.is_file() and path != place.descriptor and not any(p.startswith(".") for p in inside.parts):
            yield path


def verify(place: Place) -> list[str]:
    """What is wrong with the published files: missing, unknown, or differing from their hash."""
    if not place.descriptor.exists():
        return [f"{place.descriptor} is missing. Run `unreports build`."]
    files = published_files(place)
    if not files:
        return [f"{place.descriptor} names no tables. Run `unreports build`."]
    problems = []
    for file, expected in files.items():
        path = file.relative_to(place.descriptor.parent).as_posix()
        if not file.is_file():
            problems.append(f"{path} is missing. Run `unreports build`.")
        elif f"sha256:{sha256(file)}" != expected:
            problems.append(
                f"{path} is not the file that was published: its SHA-256 differs. Run `unreports build`."
            )
    for file in _found(place):
        if file not in files:
            name = file.relative_to(place.folder).as_posix()
            problems.append(f"{name} is in {place.folder.name}/ but not in the descriptor. Move it away.")
    return problems


def published_files(place: Place) -> dict[Path, str]:
    """Every published file and its hash: those of the descriptor, and those of the lists that it names.

    A folder of many files (the site) has a list of its own, `files.json`, beside them; the descriptor has
    the list's hash, the list has theirs.
    """
    home = place.descriptor.parent
    files = {home / path: digest for path, digest in resources(place).items()}
    for path in [path for path in files if path.name == MANIFEST and path.is_file()]:
        for name, told in json.loads(path.read_text(encoding="utf-8")).items():
            files[path.parent / name] = told["hash"]
    return files


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
    return {part.get("path", ""): part.get("hash", "") for part in files_named(_package(place))}
