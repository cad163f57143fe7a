"""When the pipeline runs: the job, a weekly schedule, and a sensor on the raw folder.

Belongs here: triggers. Does not belong here: what a run does.
"""

import os
from pathlib import Path

import dagster as dg

from pipelines import partitions, settings
from pipelines.alert import Alert, send
from pipelines.publish import watch
from pipelines.readers.raw_folder import is_address
from pipelines.resources import CHANGED

read_ahead = dg.define_asset_job(
    "read_ahead",
    selection=["understood"],
    description="Read the documents of an organ and session (a partition): for backfills of many years.",
    tags={"unreports/job": "read"},
)

publish_release = dg.define_asset_job(
    "publish_release",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("understood"),
    tags={"unreports/job": "publish"},
    description="Read, understand, shape, check, measure; then publish if every check passed.",
)

# Stopped until somebody wants it: the sensor already reacts to what changes; this one also proves
# that the release can still be made after an upgrade.
weekly = dg.ScheduleDefinition(
    name="weekly",
    job=publish_release,
    cron_schedule="0 5 * * 1",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="Mondays at 05:00 UTC: build again, though nothing may have changed.",
)


# Running by default: dropping a report into raw/ while `unreports dev` is open publishes it. It asks
# for nothing as long as the folder is as it was at the last request.
@dg.sensor(
    job=publish_release,
    minimum_interval_seconds=10,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="A new, changed or removed file in the raw folder asks for a run.",
)
def raw_folder(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """Look at the raw folder; ask for one run for all that changed since the last look.

    Organs and sessions that it sees for the first time become partitions.
    """
    raw = settings.raw_folder()
    if is_address(raw):
        return dg.SkipReason("The raw folder is on another machine: use the schedule.")
    seen = watch.look(Path(raw), settings.folder("outputs"), context.cursor)
    if seen.cursor != context.cursor:
        context.update_cursor(seen.cursor)
    if not seen.changes:
        return dg.SkipReason(seen.why_not)
    known = set(context.instance.get_dynamic_partitions(partitions.NAME))
    new = [key for key in partitions.readable_partitions_in(raw) if key not in known]
    added = dg.DynamicPartitionsDefinition(name=partitions.NAME).build_add_request(new)
    return dg.SensorResult(
        run_requests=[dg.RunRequest(tags={CHANGED: "; ".join(seen.changes)[:250]})],
        dynamic_partitions_requests=[added] if new else [],
    )


# Running by default: it does nothing until a deployer says where alerts go.
@dg.run_failure_sensor(
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells UNREPORTS_ALERT_COMMAND or UNREPORTS_ALERT_WEBHOOK of a failed run.",
)
def alert(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    """Send one alert for each failed run."""
    message = context.failure_event.message or ""
    sent = send(Alert(context.dagster_run.job_name, context.dagster_run.run_id, message), os.environ)
    return None if sent else dg.SkipReason("Nobody is named who should be told.")
