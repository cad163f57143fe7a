"""The one error a reader raises.

Belongs here: what a person is told when a file cannot be read. Does not belong here: odd things in
a file that can be read (`structure.document.Problem`).
"""


class ReadError(ValueError):
    """A raw file that cannot be read: which `file`, `what` is wrong, and the `remedy`."""

    def __init__(self, file: str, what: str, remedy: str) -> None:
        super().__init__(f"{file}: {what} {remedy}")
        self.file = file
        self.what = what
        self.remedy = remedy
