"""The reading view: a report with its sections, footnotes and finds, in parts where it is long.

Belongs here: the pages of reports, their data pieces, and the list of reports. Does not belong here:
highlighting inside a text (`text`), what happens on hover, focus or tap (`web/src/reading/`).
"""

from collections.abc import Sequence
from itertools import groupby

from pipelines.publish.search.pieces import as_json
from pipelines.publish.site.frame import figure, page, page_file, paged, pages_line
from pipelines.publish.site.markup import Markup, link, tag
from pipelines.publish.site.material import Material, Row, anchor
from pipelines.publish.site.parts import Part, parts_of
from pipelines.publish.site.report_data import numbered_finds, report_data
from pipelines.publish.site.text import SHORT, Found

KIND_LABELS = {
    "practice": "Practices",
    "gap": "Gaps",
    "request": "Requests",
    "act": "Acts in countries",
    "figure": "Figures",
    "citation": "Citations",
    "contribution": "Contributions",
    "actor": "Actors",
    "country": "Countries",
    "topic": "Topics",
}


def report_pages(material: Material, document: Row) -> dict[str, str]:
    """Path to text: the report's pages and data pieces."""
    symbol = document["document_id"]
    parts = parts_of(material, document)
    finds = numbered_finds(material, symbol)
    made = {}
    for number, part in enumerate(parts):
        content = (
            _masthead(document) if number == 0 else tag("h1", f"{symbol}, part {number + 1}"),
            _legend(finds, part),
            _columns(part, _contents(material, document, parts, part), _parts_line(parts, number)),
        )
        title = f"{symbol}: {document['title'] or 'report'}"
        made[f"read/{part.file}.html"] = page(
            title if number == 0 else f"{title}, part {number + 1}",
            tag("div", content, id="report", data_report=material.files[symbol], data_symbol=symbol),
            here="read/index.html",
            script="reading",
        )
    made[f"data/reports/{material.files[symbol]}.json"] = as_json(report_data(material, document))
    if len(parts) > 1:
        units = {anchor(unit): part.file for part in parts for unit in part.units}
        made[f"data/reports/{material.files[symbol]}.parts.json"] = as_json(units)
    return made


def _columns(part: Part, contents: Markup, parts_line: Markup | None) -> Markup:
    """The contents, the text, and the panel that says what was found."""
    text = tag("article", part.blocks, parts_line, class_="text", aria_label="Text of the report")
    panel = tag(
        "aside", _panel_hint(), id="panel", class_="panel", aria_label="What was found", tabindex="-1"
    )
    return tag("div", contents, text, panel, class_="columns")


def _masthead(document: Row) -> Markup:
    symbol = document["document_id"]
    date = document["published_on"]
    facts = [
        document["organ"],
        document["session"],
        document["agenda_item"] and f"Item {document['agenda_item']}",
    ]
    sizes = [
        figure(document["paragraph_count"], "paragraphs"),
        figure(document["footnote_count"], "footnotes", "footnote"),
        figure(document["word_count"], "words"),
    ]
    original = link(document["source_url"], "Original", rel="noreferrer") if document["source_url"] else None
    return tag(
        "header",
        tag(
            "p",
            tag("span", symbol, class_="symbol"),
            f" · {date.day} {date:%B %Y}" if date else None,
            class_="eyebrow",
        ),
        tag("h1", document["title"] or symbol),
        tag("p", document["subtitle"], class_="subtitle") if document["subtitle"] else None,
        tag("p", " · ".join(str(f) for f in facts if f), class_="facts"),
        tag("ul", sizes, class_="figures small"),
        tag(
            "p",
            tag("button", "Cite this report", type="button", id="cite", hidden=True),
            " ",
            original,
            class_="actions",
        ),
        class_="masthead",
    )


def _legend(finds: dict[str, list[Found]], part: Part) -> Markup:
    counts = dict.fromkeys(KIND_LABELS, 0)
    for unit in part.units:
        for _, kind, _ in finds[unit]:
            counts[kind] += 1
    keys = [
        tag(
            "button",
            tag("span", label, class_=f"key {SHORT[kind]}"),
            " ",
            tag("span", counts[kind], class_="count"),
            type="button",
            aria_pressed="true",
            data_k=SHORT[kind],
        )
        for kind, label in KIND_LABELS.items()
        if counts[kind]
    ]
    return tag("div", keys, class_="legend", role="group", aria_label="Highlights shown")


def _contents(material: Material, document: Row, parts: Sequence[Part], here: Part) -> Markup:
    file_of = {unit: part.file for part in parts for unit in part.units}
    first: dict[str, str] = {}
    for paragraph in sorted(
        material.paragraphs_of.get(document["document_id"], ()), key=lambda p: int(p["ordinal"])
    ):
        first.setdefault(paragraph["section_id"], file_of[paragraph["paragraph_id"]])
    sections = sorted(material.sections_of.get(document["document_id"], ()), key=lambda s: int(s["ordinal"]))
    entries = []
    file = here.file
    for section in reversed(sections):
        file = first.get(section["section_id"], file)
        target = "" if file == here.file else f"{file}.html"
        label = f"{section['label']}. " if section["label"] else ""
        entries.append(
            tag(
                "li",
                link(f"{target}#{anchor(section['section_id'])}", label, section["title"]),
                class_=f"l{section['level']}",
            )
        )
    return tag(
        "nav", tag("h2", "Contents"), tag("ol", reversed(entries)), class_="toc", aria_label="Contents"
    )


def _parts_line(parts: Sequence[Part], number: int) -> Markup | None:
    if len(parts) == 1:
        return None
    entries = [
        tag("li", link(f"{part.file}.html", f"Part {i + 1}", aria_current="page" if i == number else None))
        for i, part in enumerate(parts)
    ]
    return tag("nav", tag("ul", entries), class_="parts", aria_label="Parts of the report")


def _panel_hint() -> Markup:
    return tag(
        "p",
        "Point at a highlight, tap it, or use the number beside a paragraph: here stands what was found "
        "there, by which rule, and its row in the data.",
        class_="hint",
    )


def list_pages(material: Material) -> dict[str, str]:
    """The list of reports, by year; it also sends a permalink without a file to its report."""
    made = {}
    cut = paged(material.documents)
    count = len(material.documents)
    for number, documents in enumerate(cut):
        groups = [
            (tag("h2", year), tag("ul", [_line(material, d) for d in here], class_="reports"))
            for year, here in groupby(documents, key=_year)
        ]
        made[f"read/{page_file(number)}"] = page(
            "Reports" if number == 0 else f"Reports, page {number + 1}",
            tag("h1", "Reports"),
            tag("p", f"{count:,} report{'s' if count != 1 else ''}, the newest first.", class_="lead"),
            groups,
            pages_line(len(cut), number),
            here="read/index.html",
            script="list",
        )
    return made


def _year(document: Row) -> str:
    return str(document["published_on"].year) if document["published_on"] else "Undated"


def _line(material: Material, document: Row) -> Markup:
    symbol = document["document_id"]
    return tag("li", link(f"{material.files[symbol]}.html", symbol, class_="symbol"), " ", document["title"])
