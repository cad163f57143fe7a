"""Bringing every segment of a release to its file.

Belongs here: which segments must be made, and having it done. Does not belong here: what a segment is
(`segments.py`).
"""

from collections.abc import Iterator
from pathlib import Path

from pipelines.engine.cache import Cache
from pipelines.engine.choose import Engine
from pipelines.engine.pool import Job
from pipelines.engine.progress import Counter
from pipelines.engine.segments import BROKEN_ROWS, Part, Segment, SegmentFile, assemble, call_of, opened

FEW = 2
"""So many are made in this process: starting others would take longer."""


def parts_of(segments: list[Segment], cache: Cache, engine: Engine) -> list[Part]:
    """Each segment with its file, made where it was not there or not whole.

    Raises ShapeError or CorrectionError for a row that does not fit.
    """
    paths = [cache.path("segments", segment.key, "segment") for segment in segments]
    missing = [(s, path) for s, path in zip(segments, paths, strict=True) if opened(path) is None]
    if len(missing) <= FEW:
        for segment, path in missing:
            assemble(_results(segment, cache), list(segment.corrections), path)
    else:
        _make(missing, cache, engine)
    return [Part(s, SegmentFile(path)) for s, path in zip(segments, paths, strict=True)]


def _results(segment: Segment, cache: Cache) -> list[Path]:
    return [cache.result_path(one.key) for one in segment.documents]


def _make(missing: list[tuple[Segment, Path]], cache: Cache, engine: Engine) -> None:
    def jobs() -> Iterator[Job]:
        for segment, path in missing:
            yield Job(path.name, call_of(segment, _results(segment, cache), path), b"")

    counter = Counter("tables", len(missing))
    for done in engine.here().run(jobs()):
        counter.add()
        if done.stopped:
            raise RuntimeError(f"Putting a segment together failed: {done.stopped}")
        if "error" in done.told:
            raise BROKEN_ROWS[done.told["error"]](done.told["message"])
