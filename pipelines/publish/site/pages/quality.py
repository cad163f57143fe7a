"""How good the data is: measured quality, the unseen text first.

Belongs here: the page and the short table for the start page. Does not belong here: measuring (`quality`).
"""

from collections.abc import Sequence
from itertools import groupby

from pipelines.model.codebook import BY_SPLIT, UNSEEN
from pipelines.model.declaration import load_tables
from pipelines.publish.site.frame import page, table
from pipelines.publish.site.markup import Markup, link, tag
from pipelines.publish.site.material import Material, Row, labels_of

MAIN = ("precision", "recall", "f1")

SEEN_WARNING = (
    "These figures were measured on reports that were read while the rules were written, so they flatter. "
    "This release has no figure on unseen text."
)


def pooled(material: Material) -> tuple[str, list[Row]]:
    """The split that says most of unseen text, and its figures over all documents; "" for nothing."""
    rows = [row for row in material.tables["quality"] if row["document_id"] == "all"]
    split = min((row["split"] for row in rows), key=BY_SPLIT.index, default="")
    return split, [row for row in rows if row["split"] == split]


def summary_table(material: Material) -> Markup:
    """Precision and recall a table, over all documents."""
    split, rows = pooled(material)
    return _main_table(f"Measured on {_TEXT.get(split, 'nothing yet')}", rows)


_TEXT = {
    "held_out": "text that no rule may be tuned on",
    "first_exposure": "text that no rule had been scored on",
    "tuned": "text that was seen while the rules were written",
    "as_printed": "what documents print of themselves",
}


def _main_table(caption: str, rows: Sequence[Row]) -> Markup:
    titles = {name: declared.title for name, declared in load_tables().items()}
    lines = []
    for name, here in groupby(sorted(rows, key=lambda r: r["table"]), key=lambda r: r["table"]):
        found = {row["metric"]: row for row in here}
        values = [f"{found[m]['value']:.3f}" if m in found else "–" for m in MAIN]
        rows_of_gold = f"{max(row['gold_rows'] for row in found.values()):,}"
        lines.append([titles[name], *values, rows_of_gold])
    return table(caption, ["Table", "Precision", "Recall", "F1", "Gold rows"], lines, numbers=(1, 2, 3, 4))


def quality_page(material: Material) -> str:
    """The page with every figure."""
    rows = material.tables["quality"]
    parts: list[object] = []
    for split in sorted({row["split"] for row in rows}, key=BY_SPLIT.index):
        here = [row for row in rows if row["split"] == split]
        parts += [tag("h2", f"On {_TEXT[split]}"), _block(here, _TEXT[split])]
    unseen = any(row["split"] in UNSEEN for row in rows)
    content = (
        tag("h1", "How good it is"),
        tag(
            "p",
            "Rows were compared with gold rows that were written by reading the reports. Precision is the "
            "share of the published rows that are right; recall the share of the right rows that were "
            "published.",
            class_="lead",
        ),
        None if unseen else tag("p", SEEN_WARNING, class_="note"),
        parts or tag("p", "Nothing has been measured on this release."),
        _unsettled(material),
        tag(
            "p",
            "Found a mistake? Every highlight in a ",
            link("../read/index.html", "report"),
            " has “Report an error”.",
        ),
    )
    return page("How good it is", content, here="quality/index.html")


def _block(rows: Sequence[Row], of: str) -> list[object]:
    labels = labels_of("metric")
    titles = {name: declared.title for name, declared in load_tables().items()}
    pooled_rows = [row for row in rows if row["document_id"] == "all"]
    rest = [row for row in pooled_rows if row["metric"] not in MAIN]
    lines = [
        [
            titles[row["table"]],
            labels[row["metric"]],
            f"{row['value']:.3f}",
            f"{row['gold_rows']:,}",
            row["gold_version"],
        ]
        for row in sorted(rest, key=lambda r: (r["table"], r["metric"]))
    ]
    single = sorted({row["document_id"] for row in rows} - {"all"})
    measured = ", ".join(single) or "passages of many reports"
    columns = ["Table", "What", "Share", "Gold rows", "Gold version"]
    return [
        tag("p", f"Measured on {measured}."),
        _main_table(f"Rows found and rows right, on {of}", pooled_rows),
        table(f"Attributes of matched rows, on {of}", columns, lines, numbers=(2, 3)) if lines else None,
    ]


def _unsettled(material: Material) -> Markup | None:
    count = len(material.tables["unresolved"])
    if not count:
        return tag("p", "No passage was left unsettled in this release.")
    return tag(
        "p",
        f"{count:,} passages were seen and not settled; the table `unresolved` lists them with the reason.",
    )
