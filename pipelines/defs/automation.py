"""When the pipeline runs: the job, a weekly schedule, and a sensor on the raw folder.

Belongs here: triggers. Does not belong here: what a run does.
"""

import dagster as dg

from pipelines.publish import watch
from pipelines.resources import CHANGED
from pipelines.settings import folder

publish_release = dg.define_asset_job(
    "publish_release",
    selection=dg.AssetSelection.all(),
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
def raw_folder(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Look at the raw folder; ask for one run for all that changed since the last look."""
    seen = watch.look(folder("raw"), folder("outputs"), context.cursor)
    if seen.cursor != context.cursor:
        context.update_cursor(seen.cursor)
    if not seen.changes:
        return dg.SkipReason(seen.why_not)
    return dg.RunRequest(tags={CHANGED: "; ".join(seen.changes)[:250]})
