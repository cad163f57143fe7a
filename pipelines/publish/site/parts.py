"""Cutting a report into parts: its paragraphs with headings and footnotes, as markup.

Belongs here: the text of a page. Does not belong here: what stands around it (`reading`), highlighting
inside a paragraph (`text`).
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.publish.site.markup import Markup, escape, link, tag
from pipelines.publish.site.material import Material, Row, anchor
from pipelines.publish.site.report_data import numbered_finds
from pipelines.publish.site.text import Found, marked

PART_BYTES = 160_000
"""Most markup of a part, but for its last unit: a page stays quick on a phone."""


class Part(NamedTuple):
    """A page of a report: its file, its units, the markup of its text and of the notes under it."""

    file: str
    units: list[str]
    text: list[Markup]
    notes: list[Markup]

    def add(self, unit: str | None, text: list[Markup], notes: dict[str, Markup]) -> None:
        """Append a unit with its notes."""
        self.units.extend([*([unit] if unit else []), *notes])
        self.text.extend(text)
        self.notes.extend(notes.values())

    @property
    def blocks(self) -> list[Markup]:
        """Text, then notes under a heading of their own."""
        if not self.notes:
            return self.text
        name = tag("span", "Footnotes", class_="name")
        return [*self.text, tag("h2", name, class_="section", id=f"notes-{self.file}"), *self.notes]


def parts_of(material: Material, document: Row) -> list[Part]:
    """The report cut into parts of about one size; a footnote stands in the part of its paragraph."""
    symbol = document["document_id"]
    finds = numbered_finds(material, symbol)
    notes: dict[str | None, list[Row]] = {}
    for note in material.footnotes_of.get(symbol, ()):
        notes.setdefault(note["paragraph_id"], []).append(note)
    file = material.files[symbol]
    made = []
    for heading, paragraph in _flow(material, symbol):
        unit = paragraph["paragraph_id"]
        blocks = [_heading(h) for h in heading] + [_paragraph(paragraph, finds, notes)]
        made.append((unit, blocks, {n["footnote_id"]: _note(n, finds) for n in notes.get(unit, ())}))
    sizes = [sum(map(len, blocks)) + sum(map(len, under.values())) for _, blocks, under in made]
    most = sum(sizes) / math.ceil(sum(sizes) / PART_BYTES or 1)
    parts = [Part(file, [], [], [])]
    size = 0
    for (unit, blocks, under), length in zip(made, sizes, strict=True):
        if size >= most:
            parts.append(Part(f"{file}.{len(parts) + 1}", [], [], []))
            size = 0
        parts[-1].add(unit, blocks, under)
        size += length
    parts[-1].add(None, [], {n["footnote_id"]: _note(n, finds) for n in notes.get(None, ())})
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
    return tag(
        f"h{level}",
        label,
        tag("span", section["title"], class_="name"),
        id=anchor(section["section_id"]),
        class_="section",
    )


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


def _note(note: Row, finds: dict[str, list[Found]]) -> Markup:
    unit = note["footnote_id"]
    text = escape([marked(note["text"], finds[unit]), " ", _back(note)])
    return _unit(unit, f"fn{note['marker']}", text, len(finds[unit]), kind="note")


def _back(note: Row) -> Markup | None:
    if note["anchor_offset"] is None or note["anchor_kind"] != "text":
        return None
    return link(f"#{anchor(note['footnote_id'])}/ref", "↩", aria_label="Back to the text", class_="back")
