"""How good the data is: measured quality, the unseen text first.

Belongs here: the page and the short table for the start page. Does not belong here: measuring (`quality`).
"""

from collections.abc import Sequence
from itertools import groupby

from pipelines.model.declaration import load_tables
from pipelines.publish.site.frame import page, table
from pipelines.publish.site.markup import Markup, link, tag
from pipelines.publish.site.material import Material, Row, labels_of

MAIN = ("precision", "recall", "f1")
UNSEEN = frozenset({"first_exposure", "held_out"})
"""The splits (`codes/split.csv`) whose text no rule was scored on when it was written."""

SEEN_WARNING = (
    "These figures were measured on reports that were read while the rules were written, so they flatter. "
    "This release has no figure on unseen text."
)


def pooled(material: Material) -> tuple[str, list[Row]]:
    """What kind of text, and the figures over all documents: on unseen text where there are any."""
    rows = [row for row in material.tables["quality"] if row["document_id"] == "all"]
    unseen = [row for row in rows if row["split"] in UNSEEN]
    return ("unseen text", unseen) if unseen else ("text that was seen while the rules were written", rows)


def summary_table(material: Material) -> Markup:
    """Precision and recall a table, over all documents."""
    kind, rows = pooled(material)
    return _main_table(f"Measured on {kind}", rows)


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
    unseen = [row for row in rows if row["split"] in UNSEEN]
    seen = [row for row in rows if row["split"] not in UNSEEN]
    parts: list[object] = []
    if unseen:
        parts += [tag("h2", "On unseen text"), _block(unseen)]
    parts += [tag("h2", "On text that was seen while the rules were written"), _block(seen)] if seen else []
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


def _block(rows: Sequence[Row]) -> list[object]:
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
    measured = ", ".join(single) or "all documents with gold rows"
    columns = ["Table", "What", "Share", "Gold rows", "Gold version"]
    return [
        tag("p", f"Measured on {measured}."),
        _main_table("Rows found and rows right", pooled_rows),
        table("Attributes of matched rows", columns, lines, numbers=(2, 3)) if lines else None,
    ]


def _unsettled(material: Material) -> Markup | None:
    count = len(material.tables["unresolved"])
    if not count:
        return tag("p", "No passage was left unsettled in this release.")
    return tag(
        "p",
        f"{count:,} passages were seen and not settled; the table `unresolved` lists them with the reason.",
    )
