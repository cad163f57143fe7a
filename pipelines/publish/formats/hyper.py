"""A Tableau extract with every table.

Belongs here: writing and reading the `.hyper` file. Does not belong here: workbooks. The library inside
pantab is Tableau's own and closed: it is an extra, never needed for a release.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa


def write(contents: Mapping[str, pa.Table], folder: Path, name: str) -> list[Path]:
    """`folder/<name>.hyper`. Needs the extra `tableau`."""
    import pantab

    path = folder / f"{name}.hyper"
    with tempfile.TemporaryDirectory() as log:
        pantab.frames_to_hyper(dict(contents), path, process_params=_quiet(log))
    return [path]


def _quiet(folder: str) -> dict[str, str]:
    """Its server writes a log: not into the folder that a person happens to be in."""
    return {"log_dir": folder}


def read(path: Path, schema: pa.Schema, table_name: str) -> pa.Table:
    """A table of the file in the types of `schema`, in any order."""
    import pantab

    names = ", ".join(f'"{name}"' for name in schema.names)
    query = f'SELECT {names} FROM "{table_name}"'
    with tempfile.TemporaryDirectory() as log:
        found = pantab.frame_from_hyper_query(path, query, return_type="pyarrow", process_params=_quiet(log))
    arrays = [found[name].cast(schema.field(name).type) for name in schema.names]
    return pa.Table.from_arrays(arrays, schema=schema)
