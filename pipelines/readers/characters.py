"""Characters that a text may hold and no page shows.

Belongs here: which they are. Does not belong here: what a reader does with them.
"""

INVISIBLE = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""For a class of a pattern: soft hyphens, spaces and joiners without width, marks of direction."""
