"""Every code list as rows of the table `codes`.

Belongs here: putting the lists and the topic schemes together. Does not belong here: a code (`codes/`,
`lexicons/topics/`).
"""

import csv
from typing import Any

from pipelines.model.declaration import FOLDER, code_lists, load_codes

TOPICS = FOLDER.parent / "lexicons" / "topics" / "topics.csv"


def code_rows() -> list[dict[str, Any]]:
    """A row a code: those of `codes/`, then the topics under their schemes."""
    rows = [
        {"list": name, "definition": code.definition, "rank": code.rank}
        | {"code": code.code, "label": code.label, "source": code.source}
        for name in code_lists()
        for code in load_codes(name)
    ]
    with TOPICS.open(encoding="utf-8", newline="") as file:
        rows += [
            {"list": line["scheme"], "definition": None, "rank": None}
            | {"code": line["topic_code"], "label": line["label"], "source": line["source"]}
            for line in csv.DictReader(file)
        ]
    return [{"code_id": f"{row['list']}:{row['code']}"} | row for row in rows]
