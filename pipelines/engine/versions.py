"""What a document's rows depend on besides the document: the code, and each lexicon.

Belongs here: the hashes that name a state of either. Does not belong here: what a changed lexicon can
touch (`reach.py`).
"""

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

HOME = Path(__file__).parents[1]
LEXICONS = HOME / "lexicons"
CODE, DATA = frozenset({".py", ".yml", ".csv"}), frozenset({".yml", ".csv"})
NOT_EXTRACTION = ("corrections.csv", "search/")
"""Used when tables or a release are put together, not when a document is read."""
LIBRARIES = ("ahocorasick-rs", "lxml", "pdf-oxide", "pypdfium2")
"""Those that decide which rows come out. One that is not installed is not used."""


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "none"


@cache
def code_version() -> str:
    """SHA-256 of Python's and the libraries' versions and of the package without its lexicons' data."""
    parts = [platform.python_version(), *(f"{name} {_version(name)}" for name in LIBRARIES)]
    digest = hashlib.sha256("\n".join(parts).encode())
    for path in sorted(HOME.rglob("*")):
        is_lexicon = path.is_relative_to(LEXICONS) and path.suffix in DATA
        if path.suffix in CODE and not is_lexicon:
            digest.update(f"{path.relative_to(HOME)}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def lexicon_files() -> dict[str, str]:
    """Each lexicon that extraction reads (its path in `lexicons/`), and the SHA-256 of its bytes."""
    paths = {p.relative_to(LEXICONS).as_posix(): p for p in LEXICONS.rglob("*") if p.suffix in DATA}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in sorted(paths.items())
        if not name.startswith(NOT_EXTRACTION)
    }


@cache
def lexicon_version() -> str:
    """SHA-256 of all of them."""
    return hashlib.sha256(repr(sorted(lexicon_files().items())).encode()).hexdigest()
