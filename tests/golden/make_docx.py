"""Write the first report as a Word file, `A_73_230.docx`, with what Word keeps apart from the text.

Automatic numbering, real footnotes, headings by style, a masthead table, a boxed summary, running
heads, hyperlinks, a tracked change and a comment: so that a test can hold the reader to the text.
Run `python tests/golden/make_docx.py` after a change; the bytes are the same on every machine.
"""

import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from pipelines.load import load_document
from pipelines.readers.passage import Passage
from pipelines.structure.document import Document, Paragraph

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "raw" / "A_73_230.txt"
TARGET = HERE / "A_73_230.docx"

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES_OF_HEADINGS = {1: "HCh", 2: "H1", 3: "H23"}
LISTS = {"numbered": 0, "lettered": 1}
SPLIT = 90  # Word cuts a paragraph into runs for reasons of its own


def run(text: str, properties: str = "") -> str:
    """A run; every non-breaking hyphen is Word's own element."""
    inner = "".join(
        "<w:noBreakHyphen/>" if part == "\u2011" else f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in text.replace("non-", "non\u2011").replace("\u2011", "|\u2011|").split("|")
        if part
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def runs(text: str, properties: str = "") -> str:
    """The text in runs of SPLIT characters."""
    return "".join(run(text[i : i + SPLIT], properties) for i in range(0, len(text), SPLIT))


def reference(marker: str, ids: dict[str, int]) -> str:
    """A footnote reference; a sign that is no number is typed beside it."""
    style = '<w:rStyle w:val="FootnoteReference"/>'
    if marker.isdigit():
        return f'<w:r><w:rPr>{style}</w:rPr><w:footnoteReference w:id="{ids[marker]}"/></w:r>'
    mark = f'<w:footnoteReference w:customMarkFollows="1" w:id="{ids[marker]}"/><w:t>{marker}</w:t>'
    return f"<w:r><w:rPr>{style}</w:rPr>{mark}</w:r>"


def words(passage: Passage, ids: dict[str, int], properties: str = "") -> str:
    """A passage's text with its references and hyperlinks."""
    edges = {0, len(passage.text), *(m.offset for m in passage.marks)}
    for link in passage.links:
        edges |= {link.start, link.end}
    out = []
    ordered = sorted(edges)
    for start, stop in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        out += [reference(m.marker, ids) for m in passage.marks if m.offset == start]
        shown = runs(passage.text[start:stop], properties)
        linked = any(link.start <= start < link.end for link in passage.links)
        out.append(f'<w:hyperlink w:anchor="top">{shown}</w:hyperlink>' if linked else shown)
    return "".join(out)


def paragraph(content: str, style: str = "", number: tuple[int, int] | None = None, more: str = "") -> str:
    """A `w:p`; `number` is a list and a level in it."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{content}</w:p>"


def cell(content: str, width: int) -> str:
    """A table cell."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def table(rows: list[list[str]], widths: list[int], border: str = "none") -> str:
    """A table with its cells' content."""
    lines = "".join(f'<w:{side} w:val="{border}" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        f"<w:tr>{''.join(cell(text, width) for text, width in zip(row, widths, strict=True))}</w:tr>"
        for row in rows
    )
    properties = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def masthead(document: Document, ids: dict[str, int]) -> str:
    """The front: a masthead table, then session, agenda item and title."""
    front = [r for u in document.unused if u.reason == "masthead" for r in u.ranges]
    texts = [" ".join(document.texts[r.page][r.source_start : r.source_end].split()) for r in front]
    organ, distribution, language, session, item, agenda, title, kind = texts
    facts = "".join(paragraph(run(text)) for text in (distribution, language))
    head = [
        paragraph(run("United Nations")),
        paragraph(run(document.symbol or ""), more='<w:jc w:val="right"/>'),
    ]
    return (
        table([head, [paragraph(run(organ, "<w:b/>")), facts]], [6000, 3400])
        + paragraph(run(session, "<w:b/>"))
        + paragraph(run(item))
        + paragraph(run(agenda, "<w:b/>"))
        + paragraph(runs(title), "TitleHCH")
        + paragraph(run(kind) + reference("*", ids), "TitleH1")
    )


def changed(text: str) -> str:
    """A sentence that was struck out, and an insertion that was accepted into `text`'s place."""
    who = 'w:id="900" w:author="Editor" w:date="2018-09-01T00:00:00Z"'
    struck = "<w:r><w:delText>This sentence was struck out before printing. </w:delText></w:r>"
    return f"<w:del {who}>{struck}</w:del><w:ins {who.replace('900', '901')}>{run(text)}</w:ins>"


def unit(part: Paragraph, ids: dict[str, int]) -> str:
    """A paragraph or item with its automatic number."""
    text = part.passage
    if part.unit == "2":  # one paragraph carries a tracked change and a comment
        cut = text.text.index(",")
        comment = '<w:r><w:commentReference w:id="0"/></w:r>'
        content = changed(text.text[:cut]) + comment + words(text[cut:], ids)
    else:
        content = words(text, ids)
    return paragraph(content, "SingleTxt", (1, LISTS[part.kind]))


def body(document: Document, ids: dict[str, int]) -> str:
    """The whole document in reading order."""
    out = [masthead(document, ids)]
    sections = {s.section_id: s for s in document.sections}
    last = None
    for part in document.paragraphs:
        opened = []
        at = part.section_id
        while at is not None and at != last:
            opened.append(sections[at])
            at = sections[at].parent_section_id
        known = set()
        at = last
        while at is not None:
            known.add(at)
            at = sections[at].parent_section_id
        last = part.section_id
        if part.kind == "summary":
            title = paragraph(run("Summary", "<w:i/>"), more='<w:jc w:val="center"/>')
            out.append(table([[title + paragraph(words(part.passage, ids))]], [9400], "single"))
            out.append(paragraph(""))
            continue
        for section in reversed([s for s in opened if s.section_id not in known]):
            number = (2, section.level - 1) if section.label else None
            out.append(paragraph(words(section.passage, ids), STYLES_OF_HEADINGS[section.level], number))
        out.append(unit(part, ids))
    page = (
        '<w:headerReference w:type="default" r:id="rId10"/><w:footerReference w:type="default" r:id="rId11"/>'
        '<w:headerReference w:type="first" r:id="rId12"/>'
        '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1420" w:bottom="1440" w:left="1420" '
        'w:header="720" w:footer="720" w:gutter="0"/><w:titlePg/>'
    )
    return f"<w:document {W} {R}><w:body>{''.join(out)}<w:sectPr>{page}</w:sectPr></w:body></w:document>"


def footnotes(document: Document, ids: dict[str, int]) -> str:
    """The notes part, with the separators that Word writes first."""
    line = "<w:p><w:r><w:separator/></w:r></w:p>"
    out = [f'<w:footnote w:type="separator" w:id="-1">{line}</w:footnote>']
    for note in document.footnotes:
        mark = "<w:footnoteRef/>" if note.marker.isdigit() else f"<w:t>{note.marker}</w:t>"
        start = f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{mark}</w:r>{run(" ")}'
        content = paragraph(start + words(note.passage, ids), "FootnoteText")
        out.append(f'<w:footnote w:id="{ids[note.marker]}">{content}</w:footnote>')
    return f"<w:footnotes {W} {R}>{''.join(out)}</w:footnotes>"


def level(at: int, form: str, text: str, style: str = "") -> str:
    """A level of a list."""
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering() -> str:
    """Two lists: paragraphs with their items, and headings."""
    units = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "(%3)")
    heads = level(0, "upperRoman", "%1.") + level(1, "upperLetter", "%2.") + level(2, "decimal", "%3.")
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for n, levels in ((0, units), (1, heads))
    )
    uses = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (0, 1))
    return f"<w:numbering {W}>{lists}{uses}</w:numbering>"


def style(name: str, shown: str, set_as: str = "", more: str = "", kind: str = "paragraph") -> str:
    """A style of the United Nations templates or of Word."""
    laid_out = f"<w:pPr>{more}</w:pPr>" if kind == "paragraph" else ""
    head = f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{shown}"/>'
    return f"{head}{laid_out}<w:rPr>{set_as}</w:rPr></w:style>"


def styles() -> str:
    """The styles that the document uses."""
    after = '<w:spacing w:after="120"/>'
    keep = '<w:keepNext/><w:spacing w:before="240" w:after="120"/>'
    font = '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/>'
    size = '<w:sz w:val="20"/>'
    parts = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font}{size}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{after}</w:pPr></w:pPrDefault></w:docDefaults>",
        style("SingleTxt", "__Single Txt", more='<w:jc w:val="both"/>'),
        style("TitleHCH", "Title_H_CH", '<w:b/><w:sz w:val="28"/>', keep),
        style("TitleH1", "Title_H1", '<w:b/><w:sz w:val="24"/>', keep),
        style("HCh", "_ H _Ch", '<w:b/><w:sz w:val="28"/>', keep),
        style("H1", "_ H_1", '<w:b/><w:sz w:val="24"/>', keep),
        style("H23", "_ H_2/3", "<w:b/>", keep),
        style("FootnoteText", "footnote text", '<w:sz w:val="17"/>'),
        style(
            "FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>', kind="character"
        ),
    )
    return f"<w:styles {W}>{''.join(parts)}</w:styles>"


def parts(document: Document) -> dict[str, str]:
    """Every part of the file by its name."""
    ids = {note.marker: n for n, note in enumerate(document.footnotes, start=1)}
    page = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    named = {"styles": 1, "numbering": 2, "footnotes": 3, "comments": 4}
    linked = {"header1": ("header", 10), "footer1": ("footer", 11), "header2": ("header", 12)}
    relations = [(n, kind, f"{kind}.xml") for kind, n in named.items()]
    relations += [(n, kind, f"{part}.xml") for part, (kind, n) in linked.items()]
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, kind, target in relations
    )
    types = "".join(
        f'<Override PartName="/word/{target}" ContentType="{WORD}.{kind}+xml"/>'
        for _, kind, target in relations
    )
    comment = paragraph(run("Please check the dates."))
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>',
        "word/document.xml": body(document, ids),
        "word/footnotes.xml": footnotes(document, ids),
        "word/numbering.xml": numbering(),
        "word/styles.xml": styles(),
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="Editor">{comment}</w:comment>'
        "</w:comments>",
        "word/header1.xml": f"<w:hdr {W}>{paragraph(run(document.symbol or ''))}</w:hdr>",
        "word/header2.xml": f"<w:hdr {W}>{paragraph('')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {W}>{paragraph(run('18-16131') + '<w:r><w:tab/></w:r>' + page)}</w:ftr>",
    }


def make() -> dict[str, str]:
    """The parts of the first report as a Word file."""
    return parts(load_document(SOURCE))


def write(target: Path) -> None:
    """Write the file: parts in a fixed order, stored as they are, with a fixed date."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in make().items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), (HEAD + content).encode())


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
