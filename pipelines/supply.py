"""What the program is built from: the locked packages as a bill of materials, and an audit without network.

    python -m pipelines.supply            write locks/sbom.cdx.json
    python -m pipelines.supply --check    fail if it is out of date, or the audit finds something

Belongs here: reading the lock, CycloneDX, the rules of the audit. Does not belong here: choosing a
version (`make lock`).

The audit needs nothing but the lock and what is installed: every package has hashes, what is installed is
what is locked, nothing comes from an address, and no licence obliges users to more than they expect. It
cannot know of a vulnerability found yesterday: that needs a database of today (`make audit-online`).
"""

import json
import re
from importlib import metadata
from typing import Any, NamedTuple

import click

from pipelines.settings import ROOT

LOCK, SBOM = ROOT / "locks" / "requirements.txt", ROOT / "locks" / "sbom.cdx.json"
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: *; *(?P<marker>[^\\]+))?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_SEPARATORS = re.compile(r"[-_.]+")
_STRONG = re.compile(r"(?<![LA])GPL|AGPL|GNU (?:Affero )?General Public|SSPL|Commons Clause", re.IGNORECASE)
ALLOWED: dict[str, str] = {}
"""Package to the reason why its licence is no harm although `_STRONG` finds it."""
LONGEST_NAME = 60
"""Some packages put the whole text of a licence where its name belongs."""


class Locked(NamedTuple):
    """A line of the lock."""

    name: str
    version: str
    marker: str | None
    hashes: tuple[str, ...]


def read_lock(text: str) -> list[Locked]:
    """The packages of a lock in its order. Raises ValueError for a line that is no exact version."""
    found = []
    for entry in text.replace("\\\n", " ").splitlines():
        line = entry.strip()
        if not line or line.startswith("#"):
            continue
        match = _REQUIREMENT.match(line)
        if match is None:
            raise ValueError(f"{line[:80]!r} is no exact version.")
        marker = (match["marker"] or "").split("--hash")[0].strip() or None
        found.append(Locked(plain(match["name"]), match["version"], marker, tuple(_HASH.findall(line))))
    return found


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return _SEPARATORS.sub("-", name).lower()


def licence_of(name: str) -> str | None:
    """The licence that the installed package declares; None where it is not installed or says nothing."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    given = next((about[key] for key in ("License-Expression", "License") if about[key]), "")
    classified = [c.rsplit(" :: ", 1)[-1] for c in about.get_all("Classifier") or [] if "License ::" in c]
    if given and "\n" not in given and len(given) <= LONGEST_NAME:
        return given.strip()
    return "; ".join(classified) or None


def bill(packages: list[Locked]) -> dict[str, Any]:
    """The CycloneDX 1.6 document. No serial number and no date: the same lock gives the same bytes.

    A component here is a package of every platform, which has several files: their hashes are in the lock.
    """
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "unreports", "bom-ref": "unreports"}},
        "components": [
            {
                "type": "library",
                "bom-ref": f"pkg:pypi/{one.name}@{one.version}",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name}@{one.version}",
            }
            for one in sorted({(one.name, one.version): one for one in packages}.values())
        ],
    }


def findings(packages: list[Locked]) -> list[str]:
    """What the audit finds, a sentence each."""
    found = [f"{one.name} has no hash in the lock." for one in packages if not one.hashes]
    versions: dict[str, list[str]] = {}
    for one in packages:  # some have one version for each range of Python's
        versions.setdefault(one.name, []).append(one.version)
    for one in {one.name: one for one in packages}.values():
        try:
            installed = metadata.version(one.name)
        except metadata.PackageNotFoundError:
            if one.marker is None and len(versions[one.name]) == 1:
                found.append(f"{one.name} is locked but not installed.")
            continue
        if installed not in versions[one.name]:
            found.append(f"{one.name} {installed} is installed, the lock has {one.version}.")
        licence = licence_of(one.name)
        if licence and _STRONG.search(licence) and one.name not in ALLOWED:
            found.append(f"{one.name} is under {licence}.")
        if _came_from_an_address(one.name):
            found.append(f"{one.name} was not installed from a registry.")
    return found


def _came_from_an_address(name: str) -> bool:
    told = metadata.distribution(name).read_text("direct_url.json")
    return told is not None


def text_of(packages: list[Locked]) -> str:
    """The bill as its file has it."""
    return json.dumps(bill(packages), indent=1) + "\n"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if something is wrong.")
def main(check: bool) -> None:
    """Write the bill of materials, or check it and audit what is installed."""
    packages = read_lock(LOCK.read_text(encoding="utf-8"))
    if not check:
        SBOM.write_text(text_of(packages), encoding="utf-8")
        return
    problems = findings(packages)
    if not SBOM.is_file() or SBOM.read_text(encoding="utf-8") != text_of(packages):
        problems.append("locks/sbom.cdx.json is out of date. Run `python -m pipelines.supply`.")
    if problems:
        raise click.ClickException("\n".join(problems))
    click.echo(f"{len(packages)} packages: hashes, versions, sources and licences are in order.")


if __name__ == "__main__":
    main()
