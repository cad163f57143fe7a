"""The work of one document and of one segment, as functions of their arguments alone.

Belongs here: what is done, wherever it is done (this process, a worker process, another machine), and
how a failure is told. Does not belong here: limits, retries, files of the cache.
"""

import hashlib
import json
import logging
from dataclasses import asdict
from typing import Any

from pipelines.engine.reach import words_of
from pipelines.engine.result import encode
from pipelines.engine.versions import code_version, lexicon_version
from pipelines.load import load_bytes
from pipelines.process import rows_of
from pipelines.quality.provenance import wrong_ranges
from pipelines.quality.self_check import broken_rows
from pipelines.readers.errors import ReadError
from pipelines.readers.manifest import ManifestEntry
from pipelines.readers.raw_folder import read_address
from pipelines.structure.document import Document

FAULT = "This is a fault of the program: please report it."
TRY_AGAIN = "Run it again."
log = logging.getLogger(__name__)


class ChangedError(RuntimeError):
    """A raw file changed during the run."""


Answer = tuple[dict[str, Any], bytes]
"""What is told of the work as JSON values, and its bytes. A refusal has `what` and `remedy`, no bytes."""


def understand(name: str, raw: bytes, entry: dict[str, Any] | None) -> Answer:
    """Read one raw file and find everything in it.

    Told: `words` and `pages`, with the bytes of a `result` file; or why the file is left out. Raises
    MemoryError only.
    """
    try:
        document = load_bytes(raw, name, ManifestEntry(**entry) if entry else None)
        tables = rows_of(document)
        if broken := broken_rows(tables):
            what = f"what was extracted from it breaks our rules: {' '.join(broken)}"
            return {"what": what, "remedy": FAULT}, b""
        header = _header(document, tables)
        return header, encode(header, tables, _words(document))
    except MemoryError:
        raise
    except ReadError as error:
        return {"what": error.what, "remedy": error.remedy}, b""
    except Exception as error:  # one report that trips a rule must not keep the others from going through
        log.exception("%s could not be understood", name)
        what = f"the extraction failed on it ({type(error).__name__}: {error})."
        return {"what": what, "remedy": FAULT}, b""


def _header(document: Document, tables: dict[str, Any]) -> dict[str, Any]:
    row = tables["documents"][0]
    return {
        "code": code_version(),
        "lexicons": lexicon_version(),
        "document_id": document.document_id,
        "organ": row["organ"],
        "published_on": row["published_on"],
        "words": row["word_count"],
        "pages": len(document.texts),
        "problems": [asdict(problem) for problem in document.problems],
        "wrong_ranges": wrong_ranges(tables, document.texts),
    }


def _words(document: Document) -> frozenset[str]:
    """Those of the raw text and of the published one: reading may have joined halves of a word."""
    sections = [section.passage.text for section in document.sections]
    units = [unit.text for part in (document.paragraphs, document.footnotes) for unit in part]
    head = json.dumps(asdict(document.masthead), default=str, ensure_ascii=False)
    return words_of("\n".join([*document.texts.values(), *sections, *units, head]))


def _fetched(call: dict[str, Any]) -> bytes:
    """The raw bytes from the address that the call names, where it names one."""
    if not call.get("address"):
        return b""
    raw = read_address(call["address"])
    if hashlib.sha256(raw).hexdigest() != call["sha256"]:
        raise ChangedError(f"{call['address']} is not what it was when the run began.")
    return raw


def _told_of_errors(call: dict[str, Any]) -> dict[str, Any]:
    """What `perform` tells; an error is told, too, for it to be raised where somebody hears it."""
    try:
        return perform(call, b"")[0]
    except OSError as error:
        return {"os_error": [error.errno, error.strerror or str(error), error.filename]}
    except MemoryError:
        raise
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def perform(call: dict[str, Any], payload: bytes) -> Answer:
    """Do what `call` names: `understand` a document, `assemble` a segment, or a part of the house's work.

    Raises MemoryError; ValueError for work that there is not.
    """
    if call["do"] == "understand":
        try:
            raw = payload or _fetched(call)
        except (OSError, ChangedError) as error:
            return {"what": f"it cannot be fetched ({error}).", "remedy": TRY_AGAIN}, b""
        return understand(call["name"], raw, call["entry"])
    if call["do"] == "assemble":
        from pipelines.engine.segments import assemble_call

        return assemble_call(call)
    if call["do"] == "check":
        from pipelines.quality.checks import check_call

        return check_call(call), b""
    if call["do"] == "write":
        from pipelines.publish.formats.registry import write_call

        return write_call(call), b""
    if call["do"] == "for the house":
        return _told_of_errors(call["call"]), b""
    raise ValueError(f"no such work: {call['do']!r}")
