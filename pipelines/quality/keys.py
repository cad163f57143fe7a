"""Keys that two rows of a table on disk have.

Belongs here: finding them with a few bytes a row. Does not belong here: which columns are a key (`model/`).
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from pipelines import stored

MOST = 20


def repeated(path: Path, columns: tuple[str, ...]) -> list[str]:
    """Keys that two rows have (at most MOST), found with eight bytes a row.

    The hashes of all keys are compared; where two are equal, the keys themselves decide.
    """
    hashes = np.concatenate([_hashes(table, columns) for table in stored.batches(path, list(columns))])
    values, counts = np.unique(hashes, return_counts=True)
    suspects = values[counts > 1]
    if not len(suspects):
        return []
    seen: dict[tuple[Any, ...], int] = {}
    for table in stored.batches(path, list(columns)):
        rows = table.filter(pa.array(np.isin(_hashes(table, columns), suspects))).to_pylist()
        for row in rows:
            key = tuple(row[column] for column in columns)
            seen[key] = seen.get(key, 0) + 1
    return [" ".join(map(str, key)) for key, count in seen.items() if count > 1][:MOST]


def _hashes(table: pa.Table, columns: tuple[str, ...]) -> Any:
    return pd.util.hash_pandas_object(table.select(list(columns)).to_pandas(), index=False).to_numpy()
