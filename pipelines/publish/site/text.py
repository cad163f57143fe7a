"""The text of a unit with its finds and footnote markers put in.

Belongs here: cutting a text where something begins or ends. Does not belong here: the page around it.
"""

from collections.abc import Sequence

from pipelines.publish.site.markup import Markup, escape, link, tag
from pipelines.publish.site.material import Row, anchor

SHORT = {
    "act": "ac",
    "request": "rq",
    "practice": "pr",
    "gap": "ga",
    "figure": "fi",
    "citation": "ci",
    "contribution": "co",
    "actor": "an",
    "country": "cn",
    "topic": "to",
}
"""Kind to the class of its highlight: short, for it stands in a page a thousand times."""

Found = tuple[int, str, Row]
"""Number in the report, kind, row."""


def marked(text: str, finds: Sequence[Found], notes: Sequence[Row] = ()) -> Markup:
    """The text, cut where a find begins or ends; each piece names the finds that it is part of."""
    borders = {0, len(text)}
    for _, _, row in finds:
        borders |= {row["start"], row["end"]}
    at: dict[int, list[Row]] = {}
    for note in notes:
        at.setdefault(note["anchor_offset"], []).append(note)
    cuts = sorted(borders | set(at))
    opened = sorted(finds, key=lambda find: find[2]["start"])
    made: list[object] = []
    active: list[Found] = []
    upcoming = 0
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        made += [_note_marker(note) for note in at.get(start, ())]
        while upcoming < len(opened) and opened[upcoming][2]["start"] <= start:
            active.append(opened[upcoming])
            upcoming += 1
        active = [find for find in active if find[2]["end"] > start]
        if end > start:
            made.append(_piece(text[start:end], active))
    return escape(made)


def _piece(text: str, active: Sequence[Found]) -> Markup:
    if not active:
        return escape(text)
    kinds = " ".join(dict.fromkeys(SHORT[kind] for _, kind, _ in active))
    return tag("mark", text, class_=kinds, data_f=" ".join(str(number) for number, _, _ in active))


def _note_marker(note: Row) -> Markup:
    place = anchor(note["footnote_id"])
    return tag(
        "sup",
        link(f"#{place}", note["marker"], id=f"{place}/ref", aria_label=f"Footnote {note['marker']}"),
    )
