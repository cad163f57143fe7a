"""What the tables in the build area were made from, so that what is there need not be made again.

Belongs here: remembering a step's inputs and its files' hashes. Does not belong here: the steps.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pipelines.disk import sha256
from pipelines.engine.cache import write_whole
from pipelines.engine.versions import code_version, lexicon_version
from pipelines.stored import large


def fingerprint(step: str, inputs: Iterable[str]) -> str:
    """A hash of all that the step's files depend on: code, lexicons, settings and these inputs."""
    parts = [step, code_version(), lexicon_version(), str(large()), *inputs]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def hashes_of(folder: Path) -> list[str]:
    """Name and SHA-256 of every file below the folder, sorted."""
    return [f"{p.relative_to(folder)} {sha256(p)}" for p in sorted(folder.rglob("*")) if p.is_file()]


class Made:
    """The record of one folder of tables (`made-<step>.json` in it)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _record(self, step: str) -> Path:
        return self._folder / f"made-{step}.json"

    def is_of(self, step: str, inputs: str) -> bool:
        """Whether the step's files are there, whole, and made from exactly these inputs."""
        try:
            kept = json.loads(self._record(step).read_text(encoding="utf-8"))
            return bool(kept["inputs"] == inputs) and all(
                sha256(self._folder / name) == digest for name, digest in kept["files"].items()
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return False

    def inputs_of(self, step: str) -> str:
        """What the step's files were made from, as far as it is written down."""
        try:
            return self._record(step).read_text(encoding="utf-8")
        except OSError:
            return ""

    def forget(self, step: str) -> None:
        """To be called before the step writes."""
        self._record(step).unlink(missing_ok=True)

    def remember(self, step: str, inputs: str, files: Iterable[Path]) -> None:
        """To be called when all its files are written."""
        sums = {path.relative_to(self._folder).as_posix(): sha256(path) for path in files}
        write_whole(self._record(step), json.dumps({"inputs": inputs, "files": sums}).encode())
