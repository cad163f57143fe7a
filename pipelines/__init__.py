"""Turns United Nations reports into open, traceable tables.

The folders tell the way of the data: `readers` (bytes to blocks) → `structure` (blocks to a
document) → `extract` (a document to found rows, with the knowledge in `lexicons`) → `tables`
(rows to typed frames, declared in `model`) → `quality` (measured against gold) → `publish` (the
release). `defs` only declares the Dagster objects that run it.
"""
