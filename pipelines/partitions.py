"""Which documents are read together in a backfill: those of one organ and session.

Belongs here: a file's partition, told by its name or its manifest row alone. Does not belong here: what
Dagster makes of it (`defs/`). A partition holds many documents: one each would cost more bookkeeping
than work (21 ms a document for Dagster's events alone).
"""

import re

from pipelines.collect import manifest_of, report_names
from pipelines.readers.errors import ReadError
from pipelines.readers.manifest import symbol_from_name
from pipelines.readers.raw_folder import RawFolder

NAME = "organ_session"
UNKNOWN = "no-symbol"
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9.-]{0,139}")


def partition_of(symbol: str | None) -> str:
    """The partition of a document with this symbol; UNKNOWN for one without a symbol or session.

    >>> partition_of("A/HRC/35/26/Add.2"), partition_of("A/73/230"), partition_of(None)
    ('A-HRC-35', 'A-73', 'no-symbol')
    """
    parts = (symbol or "").split("/")
    session = next((at for at, part in enumerate(parts) if part[:1].isdigit()), 0)
    key = "-".join(parts[: session + 1])
    return key if session and _KEY.fullmatch(key) else UNKNOWN


def partitions_in(raw: str) -> dict[str, list[str]]:
    """Partition to the names of its files, sorted. Raises ReadError where the folder cannot be used."""
    folder = RawFolder(raw)
    entries = manifest_of(folder)
    found: dict[str, list[str]] = {}
    for name in report_names(folder):
        entry = entries.get(name)
        found.setdefault(partition_of((entry and entry.symbol) or symbol_from_name(name)), []).append(name)
    return dict(sorted(found.items()))


def readable_partitions_in(raw: str) -> dict[str, list[str]]:
    """The same; nothing where the folder cannot be used, which the run that follows will say."""
    try:
        return partitions_in(raw)
    except ReadError:
        return {}
