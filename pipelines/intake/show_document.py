"""What is printed of a document that is looked at before it is added.

Belongs here: its masthead, its outline, how many of everything, what is odd. Does not belong here:
what a build prints (`pipelines/show.py`).
"""

from collections import Counter

from rich.console import Console
from rich.table import Table as Grid
from rich.tree import Tree

from pipelines.structure.document import Document, Section

_LEVELS = 3
_PROBLEMS = 8


def _facts(document: Document) -> Grid:
    head = document.masthead
    kinds = Counter(paragraph.kind for paragraph in document.paragraphs)
    grid = Grid(box=None, pad_edge=False, show_header=False)
    grid.add_column(style="dim")
    grid.add_column(overflow="fold")
    for name, value in (
        ("symbol", document.symbol),
        ("title", head.title),
        ("subtitle", head.subtitle),
        ("organ", head.organ),
        ("session", head.session),
        ("agenda item", head.agenda_item),
        ("type", head.document_type),
        ("author", head.author),
        ("published on", head.published_on),
        ("language", head.language),
        ("read as", document.source_format),
        ("paragraphs", ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "none"),
        ("footnotes", str(len(document.footnotes))),
        ("sections", str(len(document.sections))),
    ):
        grid.add_row(name, value or "not printed")
    return grid


def _outline(sections: tuple[Section, ...]) -> Tree:
    tree = Tree("outline", guide_style="dim")
    nodes: dict[str | None, Tree] = {None: tree}
    for section in sections:
        if section.level > _LEVELS:
            continue
        parent = nodes.get(section.parent_section_id, tree)
        title = (
            f"{section.label}. {section.title}"
            if section.label not in (None, section.title)
            else section.title
        )
        nodes[section.section_id] = parent.add(title)
    return tree


def print_document(document: Document, console: Console) -> None:
    """The document's facts, outline and problems."""
    console.print(_facts(document))
    if document.sections:
        console.print(_outline(document.sections))
    for problem in document.problems[:_PROBLEMS]:
        console.print(f"Odd: {problem.message}", style="yellow")
    if len(document.problems) > _PROBLEMS:
        console.print(f"… and {len(document.problems) - _PROBLEMS} more oddities.", style="yellow")
