"""Dagster objects only: assets, checks, jobs, schedules, sensors, resources.

Belongs here: declarations (names, groups, dependencies, metadata) and the one call that does the work.
Does not belong here: the work itself; every importable name in this folder is loaded by Dagster, so
helpers live elsewhere. No `from __future__ import annotations`: Dagster reads the annotations.
"""
