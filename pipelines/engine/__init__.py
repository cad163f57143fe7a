"""Doing the work of many documents: kept results, processes with limits, several machines.

Nothing in here knows what a document says. `work` is the pure function that everything else carries
to where it runs; `cache` keeps what it gave; `pool` and `cluster` run it.
"""
