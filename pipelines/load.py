"""A raw file as a document, in one call.

Belongs here: reading and structuring put together, for the pipeline and for people at a prompt.
Does not belong here: either of them.
"""

from pathlib import Path

from pipelines.readers.manifest import ManifestEntry
from pipelines.readers.read import read
from pipelines.second_reading import read_again
from pipelines.structure.build import build_document
from pipelines.structure.document import Document


def load_document(path: Path, entry: ManifestEntry | None = None) -> Document:
    """The report in the file `path`; ReadError where it cannot be read."""
    return load_bytes(path.read_bytes(), path.name, entry)


def load_bytes(raw: bytes, name: str, entry: ManifestEntry | None = None) -> Document:
    """The report in the bytes of the file `name`; ReadError where they cannot be read."""
    return read_again(build_document(read(raw, name), entry=entry), raw)
