"""PDFs for the reader's tests, set like the pages of a UN document: words at places, nothing more."""

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, PITCH = 113.0, 700.0, 12.0
_FACES = {
    (False, False): "Times-Roman",
    (True, False): "Times-Bold",
    (False, True): "Times-Italic",
    (True, True): "Times-BoldItalic",
}


class Word(NamedTuple):
    """Text that starts at `x` on the baseline `y`, in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False
    italic: bool = False
    target: str | None = None


def lines(*texts: str, y: float = TOP, x: float = LEFT, size: float = 10, bold: bool = False) -> list[Word]:
    """Lines of one paragraph, one below the other."""
    return [Word(x, y - PITCH * i, text, size, bold) for i, text in enumerate(texts)]


def numbered(label: str, *texts: str, y: float = TOP) -> list[Word]:
    """A paragraph whose label stands apart in front of its first line."""
    first, *rest = texts
    return [Word(LEFT, y, label), Word(LEFT + 28, y, first), *lines(*rest, y=y - PITCH)]


def printed(*pages: Sequence[Word], password: str | None = None) -> bytes:
    """The PDF with those words on its pages; the same bytes for the same words."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=1, encrypt=password)
    for words in pages:
        for word in words:
            face = _FACES[word.bold, word.italic]
            canvas.setFont(face, word.size)
            canvas.drawString(word.x, word.y, word.text)
            if word.target:
                width = canvas.stringWidth(word.text, face, word.size)
                box = (word.x, word.y - 2, word.x + width, word.y + word.size)
                canvas.linkURL(word.target, box, relative=0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scanned() -> bytes:
    """A page that is one picture, as a scanner saves it."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=1)
    canvas.drawImage(ImageReader(Image.new("1", (60, 80))), 0, 0, 612, 792)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
