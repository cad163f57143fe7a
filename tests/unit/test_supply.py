"""What the program is built from: the bill of materials is a real one, and the audit is awake."""

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from pipelines.supply import LOCK, SBOM, Locked, findings, read_lock, text_of


def test_the_bill_is_of_the_lock_and_valid() -> None:
    """Its own schema, by its own library; every locked package is in it."""
    packages = read_lock(LOCK.read_text(encoding="utf-8"))
    text = SBOM.read_text(encoding="utf-8")
    assert text == text_of(packages), "run `.venv/bin/python -m pipelines.supply`"
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert {c["name"] for c in json.loads(text)["components"]} == {one.name for one in packages}


def test_every_lock_has_hashes_for_every_package() -> None:
    """The other locks (heavy tests, tools) too: a package without a hash could be another one tomorrow."""
    for path in LOCK.parent.glob("*.txt"):
        packages = read_lock(path.read_text(encoding="utf-8"))
        assert packages and all(one.hashes for one in packages), path.name


@pytest.mark.parametrize(
    ("locked", "says"),
    [
        (Locked("click", "0.0.1", None, ("0" * 64,)), "the lock has 0.0.1"),
        (Locked("no-such-package", "1", None, ("0" * 64,)), "not installed"),
        (Locked("click", "8", None, ()), "no hash"),
        (Locked("unreports", "0.1.0", None, ("0" * 64,)), "not installed from a registry"),
    ],
)
def test_the_audit_names_what_is_wrong(locked: Locked, says: str) -> None:
    """`unreports` itself stands for a package from a folder or an address."""
    assert any(says in found for found in findings([locked]))


def test_a_lock_with_an_address_is_refused() -> None:
    """`name @ https://…` has no version and comes from anywhere."""
    with pytest.raises(ValueError, match="no exact version"):
        read_lock("thing @ https://example.org/thing.whl\n")
