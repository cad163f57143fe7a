"""Turns United Nations reports into open, traceable tables.

The way of the data: `intake` (a file into raw/) → `readers` (bytes to blocks) → `structure` (blocks to a
document) → `extract` (a document to found rows, with the knowledge in `lexicons`) → `tables` (rows to typed
tables, declared in `model`) → `quality` (checked, and measured against gold) → `publish` (the release).

`process` takes one document through them as a pure function, `engine` many of them, kept and side by side.
`steps` and `checks` are the run, which `defs` only declares to Dagster. For people, `explain` looks back
from a row and `review` ahead from a document; `cli` is the command line.
"""
