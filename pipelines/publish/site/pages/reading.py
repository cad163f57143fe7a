"""The reading view: a report with its sections, footnotes and finds, in parts where it is long.

Belongs here: the pages of reports, their data pieces, and the list of reports. Does not belong here:
highlighting inside a text (`text`), what happens on hover, focus or tap (`web/src/reading/`).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from pipelines.publish.search.pieces import as_json
from pipelines.publish.search.units import KINDS
from pipelines.publish.site.frame import figure, page
from pipelines.publish.site.markup import Markup, escape, link, tag
from pipelines.publish.site.material import Material, Row, anchor
from pipelines.publish.site.text import SHORT, Found, marked

PART_BYTES = 170_000
"""Markup of a part, after which the next unit begins a new one: a page stays quick on a phone."""

TOLD_ELSEWHERE = ("document_id", "paragraph_id", "footnote_id", "surface", "evidence")
"""Columns that a data piece leaves out: the unit and the text on the page say them."""

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


class Part(NamedTuple):
    """A page of a report: its file, its units in order, and their markup."""

    file: str
    units: list[str]
    blocks: list[Markup]


def numbered_finds(material: Material, document: str) -> dict[str, list[Found]]:
    """Unit to its finds, numbered through the report in reading order."""
    number = 0
    made: dict[str, list[Found]] = {}
    for unit in _units(material, document):
        made[unit] = []
        for kind, _, row in material.finds.get(unit, ()):
            made[unit].append((number, kind, row))
            number += 1
    return made


def _units(material: Material, document: str) -> list[str]:
    paragraphs = sorted(material.paragraphs_of.get(document, ()), key=lambda p: int(p["ordinal"]))
    notes = material.footnotes_of.get(document, ())
    return [p["paragraph_id"] for p in paragraphs] + [n["footnote_id"] for n in notes]


def parts_of(material: Material, document: Row) -> list[Part]:
    """The report cut into parts; a footnote stands in the part of its paragraph."""
    symbol = document["document_id"]
    finds = numbered_finds(material, symbol)
    notes: dict[str | None, list[Row]] = {}
    for note in material.footnotes_of.get(symbol, ()):
        notes.setdefault(note["paragraph_id"], []).append(note)
    file = material.files[symbol]
    parts = [Part(file, [], [])]
    waiting: list[Row] = []
    size = 0
    for heading, paragraph in _flow(material, symbol):
        if size > PART_BYTES:
            _close(parts[-1], waiting, finds)
            parts.append(Part(f"{file}.{len(parts) + 1}", [], []))
            waiting, size = [], 0
        blocks = [_heading(h) for h in heading] + [_paragraph(paragraph, finds, notes)]
        waiting += notes.get(paragraph["paragraph_id"], ())
        size += sum(len(block) for block in blocks)
        parts[-1].blocks.extend(blocks)
        parts[-1].units.append(paragraph["paragraph_id"])
    _close(parts[-1], waiting + notes.get(None, []), finds)
    for part in parts[1:]:
        material.part_of.update(dict.fromkeys(part.units, part.file))
    return parts


def _flow(material: Material, document: str) -> Iterator[tuple[list[Row], Row]]:
    """Each paragraph with the headings that open right before it."""
    sections = sorted(material.sections_of.get(document, ()), key=lambda s: int(s["ordinal"]))
    paragraphs = sorted(material.paragraphs_of.get(document, ()), key=lambda p: int(p["ordinal"]))
    order = {section["section_id"]: i for i, section in enumerate(sections)}
    opened = 0
    for paragraph in paragraphs:
        until = order.get(paragraph["section_id"], opened - 1) + 1
        yield sections[opened:until], paragraph
        opened = max(opened, until)


def _heading(section: Row) -> Markup:
    label = tag("span", f"{section['label']}. ", class_="label") if section["label"] else None
    level = min(int(section["level"]) + 1, 4)
    return tag(f"h{level}", label, section["title"], id=anchor(section["section_id"]), class_="section")


def _paragraph(row: Row, finds: dict[str, list[Found]], notes: dict[str | None, list[Row]]) -> Markup:
    unit = row["paragraph_id"]
    here = notes.get(unit, [])
    in_text = [n for n in here if n["anchor_offset"] is not None and n["anchor_kind"] == "text"]
    text = marked(row["text"], finds[unit], in_text)
    kind = "row" if row["kind"] == "table_row" else "item" if row["kind"] == "lettered" else None
    return _unit(unit, row["unit"], text, len(finds[unit]), kind=kind)


def _unit(unit: str, name: str, text: Markup, count: int, *, kind: str | None = None) -> Markup:
    place = anchor(unit)
    shown = name if name[:1].isdigit() or name.startswith("fn") else "¶"
    if kind == "item" and "(" in name:
        shown = name[name.index("(") :]
    number = link(
        f"#{place}",
        shown.removeprefix("fn"),
        class_="no",
        aria_label=f"Permalink to {name.replace('fn', 'footnote ')}",
    )
    found = (
        tag(
            "button", count, type="button", class_="finds", aria_label=f"{count} found in {name}", hidden=True
        )
        if count
        else None
    )
    classes = f"unit {kind}" if kind else "unit"
    return tag("div", number, tag("p", text), found, class_=classes, id=place, data_u=unit)


def _close(part: Part, notes: Sequence[Row], finds: dict[str, list[Found]]) -> None:
    """Put the footnotes under the part."""
    if not notes:
        return
    part.blocks.append(tag("h2", "Footnotes", class_="section", id=f"notes-{part.file}"))
    for note in notes:
        unit = note["footnote_id"]
        text = escape([marked(note["text"], finds[unit]), " ", _back(note)])
        part.blocks.append(_unit(unit, f"fn{note['marker']}", text, len(finds[unit]), kind="note"))
        part.units.append(unit)


def _back(note: Row) -> Markup | None:
    if note["anchor_offset"] is None or note["anchor_kind"] != "text":
        return None
    return link(f"#{anchor(note['footnote_id'])}/ref", "↩", aria_label="Back to the text", class_="back")


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
            tag(
                "div",
                _contents(material, document, parts, part),
                tag(
                    "article",
                    part.blocks,
                    _parts_line(parts, number),
                    class_="text",
                    aria_label="Text of the report",
                ),
                tag(
                    "aside",
                    _panel_hint(),
                    id="panel",
                    class_="panel",
                    aria_label="What was found",
                    tabindex="-1",
                ),
                class_="columns",
            ),
        )
        title = f"{symbol}: {document['title'] or 'report'}"
        made[f"read/{part.file}.html"] = page(
            title if number == 0 else f"{title}, part {number + 1}",
            tag("div", content, id="report", data_report=material.files[symbol], data_symbol=symbol),
            here="read/index.html",
            script="reading",
        )
    made[f"data/reports/{material.files[symbol]}.json"] = as_json(_data(material, document, finds))
    if len(parts) > 1:
        units = {anchor(unit): part.file for part in parts for unit in part.units}
        made[f"data/reports/{material.files[symbol]}.parts.json"] = as_json(units)
    return made


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


def _data(material: Material, document: Row, finds: dict[str, list[Found]]) -> dict[str, Any]:
    """What the panel shows: the rows by the number of their highlight, and the names in them."""
    tables = {
        table: [column for column in material.tables[table][0] if column not in TOLD_ELSEWHERE]
        for table in KINDS
        if material.tables[table]
    }
    table_of = {id(row): table for unit in finds for _, table, row in material.finds.get(unit, ())}
    actors: dict[str, None] = {}
    people = {}
    listed = []
    for unit, here in finds.items():
        for _, kind, row in here:
            table = table_of[id(row)]
            key = row.get("country_action_id") or row.get("recommendation_id")
            if key in material.people:
                rows = material.people[key]
                people[key] = [[r["role"], r["actor_id"], _own_key(r)] for r in rows]
                actors |= dict.fromkeys(r["actor_id"] for r in rows)
            if row.get("actor_id"):
                actors[row["actor_id"]] = None
            listed.append([kind, table, unit, [_plain(row[column]) for column in tables[table]]])
    return {
        "document": {k: _plain(v) for k, v in document.items()},
        "columns": tables,
        "finds": listed,
        "people": people,
        "actors": {a: [material.actor_name(a), material.actors_with_page.get(a)] for a in sorted(actors)},
    }


def _own_key(row: Row) -> str:
    return str(row.get("country_action_actor_id") or row.get("recommendation_actor_id"))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def list_page(material: Material) -> str:
    """The list of reports, by year; it also sends a permalink without a file to its report."""

    def year(document: Row) -> str:
        return str(document["published_on"].year) if document["published_on"] else "Undated"

    groups = []
    for name, documents in groupby(material.documents, key=year):
        entries = [
            tag(
                "li",
                link(
                    f"{material.files[d['document_id']]}.html",
                    d["document_id"],
                    class_="symbol",
                    data_symbol=d["document_id"],
                ),
                " ",
                d["title"],
            )
            for d in documents
        ]
        groups.append((tag("h2", name), tag("ul", entries, class_="reports")))
    count = len(material.documents)
    return page(
        "Reports",
        tag("h1", "Reports"),
        tag("p", f"{count:,} report{'s' if count != 1 else ''}, the newest first.", class_="lead"),
        groups,
        here="read/index.html",
        script="list",
    )
