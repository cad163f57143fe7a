"""The web page of a release: static files that any file host serves.

Belongs here: from the tables of a release to HTML, data pieces and pictures. Does not belong here: the
browser code (`web/`; its bundle is in `assets/`), search (`publish/search`).
"""
