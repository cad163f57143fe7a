"""One release in the forms that people's tools open, each written from the same Arrow tables.

Belongs here: a module a format, with its writer and, where people need one, its reader. Does not belong
here: what the tables hold (`pipelines.model`), or where a release is put (`release.py`).
"""
