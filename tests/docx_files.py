"""Small Word files from raw XML, for tests: every part can be given as a string."""

import io
import zipfile

from pipelines.readers.blocks import Block, Source
from pipelines.readers.read import read

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
CHANGE = 'w:id="1" w:author="x"'
"""The attributes of a tracked change."""
PARTS = ("styles", "numbering", "footnotes", "endnotes", "settings")
ROOTS = {"header1": "hdr"}


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tab() -> str:
    """A run that holds a tab."""
    return "<w:r><w:tab/></w:r>"


def p(*content: str, style: str = "", num: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph; a piece of content that is no XML becomes a run."""
    inner = "".join(piece if piece.startswith("<") else r(piece) for piece in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    return f"<w:p><w:pPr>{named}{listed}{more}</w:pPr>{inner}</w:p>"


def cell(*content: str, more: str = "") -> str:
    """A cell of a table."""
    inner = "".join(
        piece if piece.startswith("<w:p") or piece.startswith("<w:tbl") else p(piece) for piece in content
    )
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, more: str = "") -> str:
    """A row; a cell that is no XML becomes one."""
    inner = "".join(c if c.startswith("<w:tc") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{more}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def note(at: int, *content: str, kind: str = "footnote") -> str:
    """A note as Word keeps it."""
    mark = f"<w:r><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{at}">{p(mark, " ", *content)}</w:{kind}>'


def ref(at: int, kind: str = "footnote") -> str:
    """A reference to a note."""
    return f'<w:r><w:{kind}Reference w:id="{at}"/></w:r>'


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def style(name: str, shown: str, more: str = "", kind: str = "paragraph") -> str:
    """A style."""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{shown}"/>{more}</w:style>'


def relation(at: str, kind: str, target: str, external: bool = False) -> str:
    """A relationship."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{at}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def relations(*inside: str) -> str:
    """A part of relationships."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(inside)}</Relationships>'


def files(body: str, *links: str, **parts: str) -> dict[str, str]:
    """The parts of a Word file by name; `parts` are contents of styles, numbering, footnotes, header1 …"""
    out = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(relation("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
    }
    own = []
    for name, content in parts.items():
        root = ROOTS.get(name, name)
        out[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{content}</w:{root}>"
        kind = "header" if root == "hdr" else name
        own.append(relation(f"own-{name}", kind, f"{name}.xml"))
    out["word/_rels/document.xml.rels"] = relations(*own, *links)
    return out


def packed(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, *links: str, **parts: str) -> bytes:
    """A Word file."""
    return packed(files(body, *links, **parts))


def source(body: str, *links: str, **parts: str) -> Source:
    """A Word file as read."""
    return read(docx(body, *links, **parts), "A_1_2.docx")


def blocks(body: str, *links: str, **parts: str) -> tuple[Block, ...]:
    """The blocks of a Word file."""
    return source(body, *links, **parts).blocks


def texts(body: str, *links: str, **parts: str) -> list[str]:
    """The words of the blocks of a Word file."""
    return [block.text for block in blocks(body, *links, **parts)]
