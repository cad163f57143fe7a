"""Write the first report as a page of the web, `A_73_230.html`, with what HTML keeps apart from the text.

Numbered lists, headings, footnotes at the end with links to and fro, a masthead table, hyperlinks, and what a
site prints around a page: so that a test can hold the reader to the text.
Run `python tests/golden/make_html.py` after a change; the bytes are the same on every machine.
"""

import sys
from html import escape
from itertools import groupby
from pathlib import Path

from pipelines.load import load_document
from pipelines.readers.passage import Passage
from pipelines.structure.document import Document, Paragraph, Section

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "raw" / "A_73_230.txt"
TARGET = HERE / "A_73_230.html"

HEAD = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{symbol} - Document Viewer</title>
<style>body {{ font-family: serif }}</style><script>console.log("no text");</script></head>
<body>
<header><a href="/">Documents</a></header>
<nav><ul><li><a href="/search">Search</a></li></ul></nav>
<main>
"""
FOOT = "</main>\n<footer><p>Terms of use</p></footer>\n</body>\n</html>\n"


def reference(marker: str) -> str:
    """A footnote reference."""
    return f'<sup id="ref-{marker}"><a href="#note-{marker}">{marker}</a></sup>'


def words(passage: Passage) -> str:
    """A passage's text with its references and hyperlinks; lines are broken as editors break them."""
    edges = {0, len(passage.text), *(m.offset for m in passage.marks)}
    for link in passage.links:
        edges |= {link.start, link.end}
    ordered = sorted(edges)
    out = []
    for start, stop in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        out += [reference(m.marker) for m in passage.marks if m.offset == start]
        shown = escape(passage.text[start:stop]).replace("é", "&eacute;").replace(". ", ".\n  ")
        linked = any(link.start <= start < link.end for link in passage.links)
        out.append(f'<a href="#">{shown}</a>' if linked else shown)
    return "".join(out)


def masthead(document: Document) -> str:
    """The front: a masthead table, then session, agenda item and title."""
    front = [r for u in document.unused if u.reason == "masthead" for r in u.ranges]
    texts = [" ".join(document.texts[r.page][r.source_start : r.source_end].split()) for r in front]
    organ, distribution, language, session, item, agenda, title, kind = texts
    return (
        f"<table role=presentation><tr><td>United Nations<td>{document.symbol}\n"
        f"<tr><td><b>{organ}</b><td>{distribution}<br>{language}</table>\n"
        f"<p><b>{session}</b></p><p>{item}</p><p><b>{agenda}</b></p>\n"
        f"<h1>{escape(title)}</h1>\n<p><b>{kind}</b>{reference('*')}</p>\n"
    )


def heading(section: Section) -> str:
    """A heading, one level below the title."""
    label = f"{section.label}. " if section.label else ""
    tag = f"h{section.level + 1}"
    return f"<{tag}>{label}{words(section.passage)}</{tag}>\n"


def listed(paragraphs: list[Paragraph]) -> str:
    """Paragraphs of one section as a list that counts on; lettered items as a list in it."""
    numbers = [p.number for p in paragraphs if p.kind == "numbered"]
    out = [f'<ol start="{numbers[0]}">\n']
    for kind, group in groupby(paragraphs, lambda p: p.kind):
        items = "".join(f"<li><p>{words(p.passage)}</p>\n" for p in group)
        out.append(items if kind == "numbered" else f'<ol type="a">\n{items}</ol>\n')
    return "".join(out) + "</ol>\n"


def body(document: Document) -> str:
    """The document in reading order."""
    sections = {s.section_id: s for s in document.sections}
    shown: set[str] = set()
    out = [masthead(document)]
    for section_id, group in groupby(document.paragraphs, lambda p: p.section_id):
        above = []
        at = section_id
        while at is not None and at not in shown:
            above.append(sections[at])
            shown.add(at)
            at = sections[at].parent_section_id
        out += [heading(section) for section in reversed(above)]
        paragraphs = list(group)
        if paragraphs[0].kind == "summary":
            out += [f"<p>{words(p.passage)}</p>\n" for p in paragraphs]
        else:
            out.append(listed(paragraphs))
    return "".join(out)


def notes(document: Document) -> str:
    """The notes at the end, each with an arrow back to its reference."""
    items = "".join(
        f'<li id="note-{n.marker}"><p>{words(n.passage)} <a href="#ref-{n.marker}">↩</a></p></li>\n'
        for n in document.footnotes
    )
    return f'<hr>\n<section role="doc-endnotes"><ol>\n{items}</ol></section>\n'


def make() -> str:
    """The first report as a page."""
    document = load_document(SOURCE)
    return HEAD.format(symbol=document.symbol) + body(document) + notes(document) + FOOT


def write(target: Path) -> None:
    """Write the page."""
    target.write_text(make(), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
