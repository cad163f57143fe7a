"""The terminal that a command talks to, and the exit codes that it leaves with.

Belongs here: what every command shares. Does not belong here: what one of them says (`show.py`, and the
`command.py` of `intake`, `explain` and `review`).
"""

from rich.console import Console

OK, FAILED, WITHOUT_SOME, LOST_ONE, BROKEN_RULE, CROWDED = 0, 1, 3, 4, 5, 6
"""As `unreports --help` explains them; 2, the command was called wrongly, is click's."""
OUT = Console(highlight=False, markup=False)
ERR = Console(stderr=True, highlight=False, markup=False)
