"""A small release whose rows obey every rule, for tests that break one row of it."""

from typing import Any

import pandas as pd

from pipelines.model.declaration import load_tables
from pipelines.tables import shape, to_frame

Rows = dict[str, list[dict[str, Any]]]
DOCUMENT = "A/1"
TEXT = "States should protect girls in Kenya."


def _found(
    key: str, copy: str, text: str = "evidence", *, rule: str = "topics.scheme-term"
) -> dict[str, Any]:
    start = TEXT.index(copy)
    end = start + len(copy)
    return {
        key: f"{DOCUMENT}#1@{start}-{end}",
        "paragraph_id": f"{DOCUMENT}#1",
        "start": start,
        "end": end,
        text: copy,
        "rule_id": rule,
    }


def good_rows() -> Rows:
    """Rows by table, without the columns that are null and without `document_id`."""
    return _read() | _made_of_it() | _lists()


def _read() -> Rows:
    """The document in its form."""
    paragraphs = [
        {
            "paragraph_id": f"{DOCUMENT}#{n}",
            "unit": str(n),
            "kind": "numbered",
            "number": n,
            "ordinal": n,
            "text": TEXT,
            "word_count": 6,
        }
        for n in (1, 2)
    ]
    return {
        "documents": [
            {
                "symbol": DOCUMENT,
                "source_file": "A_1.txt",
                "source_format": "text",
                "source_sha256": "0" * 64,
                "paragraph_count": 2,
                "footnote_count": 1,
                "word_count": 12,
            }
        ],
        "paragraphs": paragraphs,
        "footnotes": [
            {
                "footnote_id": f"{DOCUMENT}#fn1",
                "marker": "1",
                "paragraph_id": f"{DOCUMENT}#1",
                "anchor_offset": 6,
                "anchor_kind": "text",
                "text": "See Kenya.",
            }
        ],
    }


def _made_of_it() -> Rows:
    """What was found in it."""
    return {
        "recommendations": [
            _found("recommendation_id", "States should protect girls in Kenya")
            | {"modality": "should", "strength": 3, "origin": "own"}
        ],
        "recommendation_actors": [
            {
                "recommendation_actor_id": f"{DOCUMENT}#1@0-36:{role}:states",
                "recommendation_id": f"{DOCUMENT}#1@0-36",
                "actor_id": "states",
                "role": role,
            }
            for role in ("recommender", "addressee")
        ],
        "statistics": [
            _found("statistic_id", "girls") | {"value": 3.0, "year_start": 2001, "year_end": 2003}
        ],
        "topics": [
            _found("topic_mention_id", "girls", "surface")
            | {"topic_code": "women-and-girls", "scheme": "affected_group"}
            | {"label": "Women and girls", "concept": "girls"}
        ],
    }


def _lists() -> Rows:
    """What it points to."""
    return {
        "actors": [
            {"actor_id": "states", "name": "States", "actor_type": "class", "is_class": True, "source": "x"}
        ],
        "countries": [{"country_iso3": "KEN", "name": "Kenya", "is_un_member": True}],
    }


def frames_of(rows: Rows) -> dict[str, pd.DataFrame]:
    """A frame for every table; columns that a row lacks are null."""
    frames = {}
    for name, table in load_tables().items():
        columns = [c.name for c in table.columns]
        defaults = dict.fromkeys(columns) | ({"document_id": DOCUMENT} if "document_id" in columns else {})
        frames[name] = to_frame(shape(name, [defaults | row for row in rows.get(name, [])]))
    return frames
