"""The folder of raw reports: on this machine, or at an fsspec address that every worker reaches.

Belongs here: listing and reading it. Does not belong here: which of its files are reports
(`collect.py`), what stands in one.
"""

import stat
from pathlib import Path, PurePosixPath

from pipelines.readers.errors import ReadError

CHECK = "Check its permissions."


def _is_file(path: Path) -> bool:
    """Whether it is a file, or a link that leads nowhere (reading it will say so); not if it went away."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return path.is_symlink()


def is_address(raw: str) -> bool:
    """Whether it is an fsspec address (`s3://…`, `file:///…`) and not a folder's path."""
    return "://" in raw


class RawFolder:
    """The files of one folder, by name. Raises ReadError where the folder cannot be listed."""

    def __init__(self, raw: str) -> None:
        self.raw = raw

    def names(self) -> list[str]:
        """The names of its files, sorted; of a folder in it nothing is seen. Raises ReadError."""
        try:
            if is_address(self.raw):
                return self._remote_names()
            return [path.name for path in sorted(Path(self.raw).iterdir()) if _is_file(path)]
        except (FileNotFoundError, NotADirectoryError):
            problem = "there is no such folder."
        except OSError as error:
            problem = f"it cannot be listed ({error.strerror or error})."
        raise ReadError(self.raw, problem, "Name the folder of reports with --raw.")

    def _remote_names(self) -> list[str]:
        import fsspec

        system, path = fsspec.core.url_to_fs(self.raw)
        entries = system.ls(path, detail=True, refresh=True)
        return sorted(PurePosixPath(e["name"]).name for e in entries if e["type"] == "file")

    def read(self, name: str) -> bytes:
        """The bytes of one file. Raises ReadError where it cannot be read."""
        try:
            return read_address(self.address(name)) if is_address(self.raw) else self._local(name)
        except OSError as error:
            raise ReadError(name, f"it cannot be opened ({error.strerror or error}).", CHECK) from None

    def _local(self, name: str) -> bytes:
        return (Path(self.raw) / name).read_bytes()

    def address(self, name: str) -> str:
        """Where any machine finds the file."""
        return f"{self.raw.rstrip('/')}/{name}"


def read_address(address: str) -> bytes:
    """The bytes at an fsspec address. Raises OSError."""
    import fsspec

    with fsspec.open(address, "rb") as file:
        data: bytes = file.read()
    return data
