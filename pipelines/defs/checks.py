"""The blocking checks: when one fails, `release` does not run and the last release stays.

Belongs here: which asset is checked. Does not belong here: the rules (`model/tables/`), nor how they
are run (`pipelines/checks.py`).
"""

import dagster as dg

from pipelines import checks
from pipelines.model.declaration import load_tables
from pipelines.resources import Folders, Processing


def _rules_of(name: str) -> dg.AssetChecksDefinition:
    """The Great Expectations suite of one table as a blocking check."""

    @dg.asset_check(asset=name, name="rules", blocking=True, description=f"Every rule declared for `{name}`.")
    def rules(folders: Folders, processing: Processing) -> dg.AssetCheckResult:
        return checks.check_table(folders, processing.engine(), name)

    return rules


table_checks = [_rules_of(name) for name in load_tables()]


@dg.asset_check(asset="reports", blocking=True)
def no_document_is_lost(folders: Folders) -> dg.AssetCheckResult:
    """A document of the last release that can no longer be read stops the run: none is lost in silence."""
    return checks.check_nothing_lost(folders)


@dg.asset_check(asset="release_diff", blocking=True)
def no_silent_break(folders: Folders) -> dg.AssetCheckResult:
    """A column that is gone or an id that is another stops the run until the structure's number says so."""
    return checks.check_no_silent_break(folders)


@dg.asset_check(asset="source_ranges", blocking=True)
def text_is_source_text(folders: Folders) -> dg.AssetCheckResult:
    """Every range of published text equals the stretch of the raw file that it points at."""
    return checks.check_provenance(folders)
