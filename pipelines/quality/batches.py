"""The tables of a release a part at a time: the rows of some documents in every table that a check needs.

Belongs here: which documents are a part, its rows and what they are known by. Does not belong here: the
checks (`checks.py`), finding a part's rows in a file (`layout.py`).

Every table but the lists has its rows in the order of `documents`. A part is a run of documents; it ends
where `is_last` says, so that one more document changes one part. A table that a row may point to from
anywhere (`documents`, the lists) comes with the rows that the part points to.
"""

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipelines import stored
from pipelines.engine.segments import is_last
from pipelines.engine.versions import code_version, lexicon_version
from pipelines.model.crosschecks import tables_needed
from pipelines.model.declaration import load_tables
from pipelines.model.shapes import Rule
from pipelines.process import LISTS as DIMENSIONS
from pipelines.quality.layout import Layout

EVERY = 16
"""Documents of a part, on average: what is checked again when one of them changes."""
MOST_DOCUMENTS = 256
MOST_WORDS = 2_000_000
"""Of the parts that are checked at once: each check has its own cost, and takes memory."""
LISTS = frozenset({*DIMENSIONS, "corrections", "quality", "release_diff"})
"""Tables that stand in the order of their own key and are checked whole."""
Tables = dict[str, pa.Table]


class Batches:
    """A release's tables, cut into parts. What was found out about one table serves for all checks."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        """`paths` has the Parquet file of every table that a check may need."""
        self._paths = paths
        self._layouts: dict[str, Layout] = {}
        self._lists: dict[str, pa.Table] = {}

    @cached_property
    def _documents(self) -> list[tuple[str, int]]:
        """Every document and its words, in order."""
        table = stored.read(self._paths["documents"], ["document_id", "word_count"])
        return list(zip(table["document_id"].to_pylist(), table["word_count"].to_pylist(), strict=True))

    @cached_property
    def part_of(self) -> dict[str, int]:
        """Document id to the number of its part."""
        parts: dict[str, int] = {}
        number = words = 0
        for document_id, count in self._documents:
            parts.setdefault(document_id, number)
            words += count
            if is_last(document_id, EVERY) or words > MOST_WORDS:
                number, words = number + 1, 0
        return parts

    @cached_property
    def _sizes(self) -> dict[int, tuple[int, int]]:
        """The documents and words of each part."""
        sizes: dict[int, tuple[int, int]] = {}
        for document_id, count in self._documents:
            documents, words = sizes.get(self.part_of[document_id], (0, 0))
            sizes[self.part_of[document_id]] = documents + 1, words + count
        return sizes

    def together(self, parts: list[int]) -> list[list[int]]:
        """These parts in runs that can be checked at once."""
        runs: list[list[int]] = []
        documents = words = 0
        for part in parts:
            more, longer = self._sizes[part]
            documents, words = documents + more, words + longer
            if not runs or documents > MOST_DOCUMENTS or words > MOST_WORDS:
                runs.append([])
                documents, words = more, longer
            runs[-1].append(part)
        return runs

    def all_parts(self) -> list[int]:
        """The numbers of the parts."""
        return list(self._sizes)

    def key(self, name: str, part: int) -> str:
        """What a check of table `name` in that part is known by: a hash of the rules and of all they look at.

        `lexicon_version` stands for the lists that rules look into.
        """
        digest = hashlib.sha256(f"a part of {name}\n{code_version()}\n{lexicon_version()}\n".encode())
        for table in self._by_document(name):
            digest.update(self._layout(table).digest(part) or table.encode())
        return digest.hexdigest()

    def rows(self, name: str, parts: list[int]) -> Tables:
        """The rows of these parts in every table that the rules of `name` look into."""
        tables = {
            table: pa.concat_tables([self._layout(table).rows(part) for part in parts])
            for table in self._by_document(name)
        }
        return self._with_lists(name, tables)

    def whole(self, name: str) -> Tables:
        """All rows of those tables."""
        tables = [name] if name in LISTS else self._by_document(name)
        return self._with_lists(name, {table: stored.read(self._paths[table]) for table in tables})

    def is_in_order(self, name: str) -> bool:
        """Whether the rows of every document stand together, in the order of `documents`."""
        return all(self._layout(table).is_in_order for table in self._by_document(name))

    def _by_document(self, name: str) -> list[str]:
        """The table and those it needs that are cut as it is."""
        return [t for t in tables_needed(name) if t == name or t not in LISTS | {"documents"}]

    def _layout(self, name: str) -> Layout:
        if name not in self._layouts:
            keys = [rule for rule in _keys(name) if self._stands_elsewhere(name, rule)]

            def with_what_is_known(table: pa.Table) -> pa.Table:
                for rule in keys:
                    known = pc.is_in(table[rule.columns[0]], value_set=self._values(rule))
                    table = table.append_column(f"{rule.name} is known", known)
                return table

            self._layouts[name] = Layout(self._paths[name], self.part_of, with_what_is_known)
        return self._layouts[name]

    def _stands_elsewhere(self, name: str, rule: Rule) -> bool:
        return rule.table != name and (rule.table in LISTS or rule.table == "documents")

    def _values(self, rule: Rule) -> pa.Array:
        return self._list(str(rule.table))[str(rule.references)].combine_chunks()

    def _list(self, name: str) -> pa.Table:
        if name not in self._lists:
            self._lists[name] = stored.read(self._paths[name])
        return self._lists[name]

    def _with_lists(self, name: str, tables: Tables) -> Tables:
        for other in tables_needed(name):
            if other not in tables:
                keys = [rule for rule in _keys(name) if rule.table == other]
                columns = [rule.columns[0] for rule in keys]
                tables[other] = _pointed_to(self._list(other), str(keys[0].references), tables[name], columns)
        return tables


def _keys(name: str) -> list[Rule]:
    return [rule for rule in load_tables()[name].rules if rule.kind == "foreign_key"]


def _pointed_to(table: pa.Table, key: str, rows: pa.Table, columns: list[str]) -> pa.Table:
    """The values of `key` in `table` that stand in one of the columns of `rows`, as a table."""
    used = pa.chunked_array([chunk for c in columns for chunk in rows[c].chunks], type=pa.string())
    return table.select([key]).filter(pc.is_in(table[key], value_set=used.unique()))
