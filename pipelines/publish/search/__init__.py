"""Search that is the same everywhere: on the site (static pieces) and in the SQLite file (FTS5).

Belongs here: what a word is, which words belong together, the query language, the two indexes. Does not
belong here: how results look (`publish/site`, `web/`).
"""
