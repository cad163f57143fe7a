"""Print the first report's Word file, `A_73_230.docx`, as `A_73_230.pdf`.

LibreOffice sets it: running heads with the symbol, job number and page number in the footer, footnotes at the
foot of the pages that refer to them, the tracked change accepted. It is not run by the tests, which need no
LibreOffice; only its committed output is used. Run `python tests/golden/make_pdf.py` after a change of the
Word file. What the printer writes of itself and of the day is taken out; another version of LibreOffice, or
other fonts, may break lines elsewhere.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

HERE = Path(__file__).parent
SOURCE = HERE / "A_73_230.docx"
TARGET = HERE / "A_73_230.pdf"
PATIENCE = 180  # seconds
# What a reader of Word accepts or leaves out, a printer shows: it is settled before printing.
_STRUCK = re.compile(r"<w:del .*?</w:del>|<w:commentReference [^>]*/>")
_SAME_LENGTH = re.compile(rb"(?<=Date\(D:)\d{14}|(?<=/DocChecksum /)[0-9A-F]{32}|(?<=<)[0-9A-F]{32}(?=>)")


def settled(target: Path) -> None:
    """A copy of the Word file without its tracked change and comment."""
    with ZipFile(SOURCE) as old, ZipFile(target, "w", ZIP_STORED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if name == "word/document.xml":
                content = _STRUCK.sub("", content)
            new.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content.encode())


def write(target: Path) -> None:
    """Print the file."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("soffice (LibreOffice) is not installed.")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settled(home / SOURCE.name)
        command = [
            office,
            f"-env:UserInstallation=file://{home}/profile",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run([*command, "--outdir", folder, str(home / SOURCE.name)], check=True, timeout=PATIENCE)
        printed = (home / TARGET.name).read_bytes()
    target.write_bytes(_SAME_LENGTH.sub(lambda match: b"0" * len(match.group()), printed))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
