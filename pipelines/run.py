"""One real Dagster run of the job `publish_release`, and what came of it.

Belongs here: starting the job in this process and reading its events. Does not belong here: the
steps, or how the outcome is shown (`show.py`).
"""

import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import dagster as dg

from pipelines.collect import Collection
from pipelines.resources import Folders, Processing

JOB = "publish_release"
CROWDED = "BusyError"
DISK_REMEDY = "Make room, or name folders elsewhere (--outputs, UNREPORTS_BUILD), and run it again."
BROKEN_ROW = frozenset({"ShapeError", "CorrectionError"})


class FailedCheck(NamedTuple):
    """A blocking check that stopped the release, and its table of failing rows (Markdown)."""

    asset: str
    check: str
    rows: str


class Outcome(NamedTuple):
    """What a run did. `published`: the release is there. `error`: what stopped a step, if one did.

    `broken_row`: that was a row that does not fit its table, or a correction that no longer fits.
    `unchanged`: the release was there already, byte for byte, and nothing was written.
    """

    published: bool
    collection: Collection
    row_counts: dict[str, int]
    checks_passed: int
    failed_checks: list[FailedCheck]
    error: str | None
    crowded: bool
    broken_row: bool
    unchanged: bool = False


def job_steps() -> list[str]:
    """The names of the job's steps."""
    return [node.name for node in _job().graph.nodes]


def run(
    folders: Folders,
    on_event: Callable[[dg.DagsterEvent], None] = lambda event: None,
    processing: Processing | None = None,
) -> Outcome:
    """Run the job to its end; `processing` is where documents are read, by default as the environment says.

    Uses the instance of `DAGSTER_HOME` where that is set, else a passing one.
    """

    def forward(entry: dg.EventLogEntry) -> None:
        if entry.dagster_event is not None:
            on_event(entry.dagster_event)

    kept = bool(os.environ.get("DAGSTER_HOME"))
    run_id = str(uuid.uuid4())
    with dg.DagsterInstance.get() if kept else dg.DagsterInstance.ephemeral() as instance:
        instance.add_event_listener(run_id, forward)
        result = _job().execute_in_process(
            instance=instance,
            run_id=run_id,
            resources={"folders": folders} | ({"processing": processing} if processing else {}),
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
        return _outcome(folders, list(result.all_events))


def _job() -> Any:
    from pipelines.definitions import defs

    return defs().resolve_job_def(JOB)


def _outcome(folders: Folders, events: list[dg.DagsterEvent]) -> Outcome:
    rows: dict[str, int] = {}
    failed: list[FailedCheck] = []
    published, passed, error, kind, unchanged = False, 0, None, "", False
    for event in events:
        if event.event_type_value == "ASSET_MATERIALIZATION":
            made = event.step_materialization_data.materialization
            published = published or made.asset_key == dg.AssetKey("release")
            if made.asset_key == dg.AssetKey("release"):
                unchanged = bool(made.metadata["unchanged"].value)
            count = made.metadata.get("dagster/row_count")
            if count is not None:
                rows[made.asset_key.to_user_string()] = int(str(count.value))
        elif event.event_type_value == "ASSET_CHECK_EVALUATION":
            check = event.asset_check_evaluation_data
            passed += check.passed
            if not check.passed:
                text = str(check.metadata["rows"].value)
                failed.append(FailedCheck(check.asset_key.to_user_string(), check.check_name, text))
        elif event.event_type_value == "STEP_FAILURE" and error is None:
            error, kind = _said(event)
        elif event.event_type_value == "RESOURCE_INIT_FAILURE":
            error, kind = _root(event.engine_event_data.error)
    crowded = kind == CROWDED
    read = folders.collection.exists() and not crowded  # else it is another run's
    collection = Collection.load(folders.collection) if read else Collection()
    return Outcome(published, collection, rows, passed, failed, error, crowded, kind in BROKEN_ROW, unchanged)


def _said(event: dg.DagsterEvent) -> tuple[str, str]:
    """The message of what stopped a step, and the name of its exception."""
    given = event.step_failure_data.user_failure_data
    if given is not None:
        return str(given.description), "Failure"
    return _root(event.step_failure_data.error)


def _root(error: Any) -> tuple[str, str]:
    """The message and the name of the exception at the bottom of a chain."""
    while error is not None and error.cause is not None:
        error = error.cause
    if error is None:
        return "a step failed.", ""
    kind = (error.cls_name or "").rsplit(".", 1)[-1]
    message = error.message.strip().split(": ", 1)[-1]
    return (f"{message}. {DISK_REMEDY}" if kind == "OSError" else message), kind


def folders_of(raw: str | Path, outputs: Path, build: Path, gold: Path) -> Folders:
    """The resource for these folders."""
    return Folders(raw=str(raw), outputs=str(outputs), build=str(build), gold=str(gold))
