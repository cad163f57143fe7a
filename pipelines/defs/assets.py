"""The assets: `reports`, one for each published table, and `release`.

Belongs here: what depends on what, and what Dagster shows of it. Does not belong here: the work
(`pipelines/steps.py`).
"""

from collections.abc import Iterator
from datetime import timedelta

import dagster as dg

from pipelines import partitions, steps
from pipelines.dagster_metadata import column_schema
from pipelines.model.declaration import load_tables
from pipelines.resources import Folders, Processing, again_if_unreachable

OWNERS = ["team:unreports"]
BUILD_AREA = "build_area"
"""The pool of what fills the build area: one at a time, for each uses every core."""
FRESH = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=15), warn_window=timedelta(days=8))
"""The schedule is weekly: a week missed is a warning, two are a failure."""
SPECS = {
    table.name: dg.AssetSpec(
        table.name,
        deps=steps.upstream_of(table),
        group_name=table.stage,
        description=f"One row: {table.grain}.\n\n{table.description}",
        owners=OWNERS,
        kinds={"parquet"},
        metadata={"dagster/column_schema": column_schema(table)},
    )
    for table in load_tables().values()
}


@dg.asset(
    group_name="read",
    owners=OWNERS,
    kinds={"file"},
    partitions_def=dg.DynamicPartitionsDefinition(name=partitions.NAME),
    backfill_policy=dg.BackfillPolicy.multi_run(max_partitions_per_run=20),
    pool=BUILD_AREA,
    op_tags={"unreports/stage": "read"},
)
def understood(
    context: dg.AssetExecutionContext, folders: Folders, processing: Processing
) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The documents of an organ and session, read ahead: for a backfill of years, a part at a time."""
    with again_if_unreachable(context.retry_number):
        metadata = steps.understand_partitions(
            folders, processing.engine(), list(context.partition_keys), context.log
        )
    return dg.MaterializeResult(metadata=metadata)


@dg.asset(
    group_name="read", owners=OWNERS, kinds={"file"}, deps=[understood], op_tags={"unreports/stage": "read"}
)
def reports(
    context: dg.AssetExecutionContext, folders: Folders, processing: Processing
) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The raw reports, each read and understood by one pure function; bad files are left out by name."""
    with again_if_unreachable(context.retry_number):
        return dg.MaterializeResult(metadata=steps.read_reports(folders, processing.engine(), context.log))


@dg.multi_asset(name="tables", specs=[spec for name, spec in SPECS.items() if name not in steps.MADE_LATER])
def tables(folders: Folders, processing: Processing) -> Iterator[dg.MaterializeResult]:  # type: ignore[type-arg]
    """Every table but those made from others: documents put together, lists, links, corrections, schema."""
    for name, metadata in steps.shape_tables(folders, processing.engine()):
        yield dg.MaterializeResult(asset_key=name, metadata=metadata)


@dg.multi_asset(name="measure", specs=[SPECS["quality"]])
def quality(folders: Folders) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """Precision and recall against the gold rows."""
    return dg.MaterializeResult(asset_key="quality", metadata=steps.measure_quality(folders))


@dg.multi_asset(name="compare", specs=[SPECS["release_diff"]])
def release_diff(folders: Folders) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """What changed since the last release, and the number of the new one."""
    return dg.MaterializeResult(asset_key="release_diff", metadata=steps.compare_release(folders))


@dg.asset(
    group_name="publish",
    owners=OWNERS,
    kinds={"parquet"},
    deps=[*SPECS, "reports"],
    freshness_policy=FRESH,
    op_tags={"unreports/stage": "publish"},
)
def release(folders: Folders, processing: Processing) -> dg.MaterializeResult:  # type: ignore[type-arg]
    """The published release. Runs after every blocking check; switches to the new release in one step."""
    return dg.MaterializeResult(metadata=steps.publish(folders, processing.engine()))
