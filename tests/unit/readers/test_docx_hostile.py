"""Why: a hostile or broken file must cost only itself, quickly, with a word on what to do."""

import time

import pytest
from docx_files import (
    OFFICE,
    SPACES,
    blocks,
    cell,
    docx,
    files,
    note,
    p,
    packed,
    ref,
    relation,
    relations,
    row,
    tbl,
)
from every_character import assert_accounted_for
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.readers import docx_package
from pipelines.readers.errors import ReadError
from pipelines.readers.read import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN = "openxmlformats-officedocument"
TEXT = p("1.", "<w:r><w:tab/></w:r>", "One.")


def refusal(raw: bytes, name: str = "A_1_2.docx") -> ReadError:
    with pytest.raises(ReadError) as error:
        read(raw, name)
    assert error.value.file == name
    assert error.value.remedy
    return error.value


def with_types(main: str) -> bytes:
    parts = files(TEXT)
    kind = f'<Types><Override PartName="/x" ContentType="application/vnd.{main}+xml"/></Types>'
    return packed(parts | {"[Content_Types].xml": kind})


@pytest.mark.parametrize(
    ("raw", "words", "remark"),
    [
        (docx(TEXT)[:-40], "cut off", "truncated"),
        (docx(TEXT)[:300], "cut off", "truncated early"),
        (b"PK\x03\x04" + b"\0" * 400, "cut off", "no zip at all"),
        (packed({}), "no Word document", "an empty archive"),
        (packed({"a.txt": "hello"}), "no Word document", "some archive"),
        (with_types("ms-word.document.macroEnabled.main"), "macros", ".docm"),
        (with_types("openxmlformats-officedocument.spreadsheetml.sheet.main"), "spreadsheet", ".xlsx"),
        (
            with_types("openxmlformats-officedocument.presentationml.presentation.main"),
            "presentation",
            ".pptx",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word format", ".doc"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
            "a password",
        ),
        (docx(""), "no text", "an empty document"),
        (packed(files(TEXT) | {"word/document.xml": "<w:document"}), "no sound XML", "broken XML"),
        (packed(files(TEXT) | {"word/document.xml": f"<w:document {SPACES}/>"}), "no text part", "no body"),
    ],
)
def test_what_is_no_sound_word_file_is_told(raw, words, remark):
    """Why: the person must know which file, what is wrong and what to do."""
    assert words in refusal(raw).what, remark


def test_encrypted_entries_are_told():
    """Why: a zip can be encrypted entry by entry."""
    raw = bytearray(docx(TEXT))
    at = raw.find(b"PK\x01\x02")
    raw[at + 8] |= 1
    assert "encrypted" in refusal(bytes(raw)).what


def test_a_zip_bomb_is_stopped_before_it_fills_memory(monkeypatch):
    """Why: kilobytes can unpack to gigabytes, whatever size the header claims."""
    monkeypatch.setattr(docx_package, "MAX_PART", 1_000_000)
    started = time.monotonic()
    bomb = packed(files(TEXT) | {"word/document.xml": "<a>" + " " * 50_000_000})
    assert "when unpacked" in refusal(bomb).what
    assert time.monotonic() - started < 5


def test_too_many_parts_or_elements_are_refused(monkeypatch):
    """Why: a tree of elements takes a hundred times the bytes of its text."""
    monkeypatch.setattr(docx_package, "MAX_NODES", 1000)
    assert "elements" in refusal(docx(p("x") * 500)).what
    monkeypatch.setattr(docx_package, "MAX_ENTRIES", 3)
    assert "parts" in refusal(docx(TEXT)).what
    monkeypatch.setattr(docx_package, "MAX_BYTES", 100)
    assert "bytes" in refusal(docx(TEXT)).what


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!DOCTYPE w [<!ENTITY % d SYSTEM "http://127.0.0.1:9/evil.dtd"> %d;]>',
    ],
)
def test_entities_and_type_definitions_are_refused(declaration):
    """Why: entities blow up or read files; no Word document declares any."""
    parts = files(TEXT)
    for name in ("word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        content = parts[name].replace("One.", "&a;")
        assert "declares entities" in refusal(packed(parts | {name: declaration + content})).what
        encoded = f'<?xml version="1.0" encoding="UTF-16"?>{declaration}{content}'.encode("utf-16")
        assert "declares entities" in refusal(packed(parts | {name: encoded})).what


def test_external_references_are_never_followed():
    """Why: a report must not make this machine call anyone."""
    links = [
        relation("E1", "attachedTemplate", "http://127.0.0.1:9/evil.dotm", True),
        relation("E2", "footnotes", "http://127.0.0.1:9/notes.xml", True),
        relation("E3", "styles", "file:///etc/passwd", True),
        relation("E4", "aFChunk", "chunk.html"),
    ]
    body = TEXT + '<w:altChunk r:id="E4"/><w:subDoc r:id="E1"/>' + p("Note.", ref(1))
    assert [b.text for b in blocks(body, *links)] == ["1. One.", "Note."]


def test_names_and_targets_stay_inside_the_file(tmp_path, monkeypatch):
    """Why: a part named `../../x` must be neither written nor read outside."""
    monkeypatch.chdir(tmp_path)
    parts = files(
        TEXT, relation("S", "styles", "../../../../etc/passwd"), relation("N", "numbering", "/etc/passwd")
    )
    parts |= {"../../evil.txt": "x", "/abs.txt": "x", "word/..\\..\\evil": "x", "C:\\evil": "x"}
    assert [b.text for b in read(packed(parts), "A_1_2.docx").blocks] == ["1. One."]
    assert list(tmp_path.iterdir()) == []


def test_the_main_part_may_have_another_name():
    """Why: Word's web edition calls it document2.xml."""
    parts = files(TEXT)
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = relations(relation("rId1", "officeDocument", "word/document2.xml"))
    assert [b.text for b in read(packed(parts), "A_1_2.docx").blocks] == ["1. One."]


def test_strict_files_are_read():
    """Why: the standard's strict form has other names for the same things."""
    strict = {docx_package.W[1:-1]: "http://purl.oclc.org/ooxml/wordprocessingml/main"}
    strict[OFFICE] = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    parts = files(TEXT)
    for usual, other in strict.items():
        parts = {name: content.replace(usual, other) for name, content in parts.items()}
    assert [b.text for b in read(packed(parts), "A_1_2.docx").blocks] == ["1. One."]


@pytest.mark.parametrize("depth", [30, 60, 3000])
def test_deep_nesting_is_read_or_refused(depth):
    """Why: tables in tables in tables must not break the stack."""
    inner = p("deep")
    for _ in range(depth):
        inner = tbl(row(cell(inner + p("")), "x"))
    try:
        assert "deep" in " ".join(b.text for b in blocks(inner))
    except ReadError as error:
        assert "no sound XML" in error.what


def test_notes_that_refer_to_themselves_end():
    """Why: a note's text may hold a reference, even to itself."""
    found = blocks(p("One.", ref(1)), footnotes=note(1, "See", ref(1)) + note(2, "Lost", ref(2)))
    assert [b.text for b in found] == ["One.", "See", "Lost"]


def test_many_digits_are_read_in_time():
    """Why: a pattern that goes back and forth hangs on such a text."""
    started = time.monotonic()
    blocks(p("1." * 200_000) + p("(a) " * 100_000) + p("1" * 500_000) + p("*" * 200_000))
    assert time.monotonic() - started < 20


def test_a_field_that_never_ends_hides_only_its_paragraph():
    """Why: a broken field must not swallow the rest of the report; its instruction can be megabytes long."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    code = f"<w:r><w:instrText>HYPERLINK {'a' * 1_000_000}</w:instrText></w:r>" * 3
    started = time.monotonic()
    assert [b.text for b in blocks(p("a", begin, code, "x") + TEXT)] == ["a", "1. One."]
    assert time.monotonic() - started < 5


INLINE = st.sampled_from(
    [
        "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ref(1), ref(2), ref(9), "<w:ins/>",
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>',
        '<w:hyperlink r:id="L"><w:r><w:t>59/21</w:t></w:r></w:hyperlink>', "1.", "(a)", "*", "¹", "24.3", " ",
    ]
)  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>&\ufffe\uffff")
WORDS = st.text(LETTERS, max_size=6)
PARAGRAPH = st.builds(
    lambda parts, name, listed, more: p(*parts, style=name, num=listed, more=more),
    st.lists(st.one_of(INLINE, WORDS), max_size=8),
    st.sampled_from(["", "HCh", "FootnoteText", "TitleHCH", "Session", "TOC1"]),
    st.one_of(st.none(), st.tuples(st.integers(0, 3), st.integers(0, 9))),
    st.sampled_from(["", "<w:rPr><w:del/></w:rPr>", '<w:outlineLvl w:val="3"/>']),
)


def one_row(contents: list[str]) -> str:
    return tbl(row(*(cell(content) for content in contents)))


TABLE = st.recursive(PARAGRAPH, lambda inner: st.lists(inner, max_size=3).map(one_row), max_leaves=6)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PARAGRAPH, TABLE), max_size=8))
def test_every_character_of_any_document_ends_in_one_place(body):
    """Why: the published share of unused text is only worth something if the sum is right."""
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    )
    notes = note(1, "A note.") + note(2, "¹ Another", ref(1))
    try:
        found = read(docx("".join(body), footnotes=notes, numbering=numbering), "A_1_2.docx")
    except ReadError:
        return
    assert_accounted_for(found)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=40), st.integers(0, 2000), st.integers(0, 30))
def test_any_bytes_are_read_or_refused(junk, at, cut):
    """Why: one damaged file must not stop the others."""
    raw = docx(TEXT, footnotes=note(1, "x"))
    broken = raw[:at] + junk + raw[at + cut :]
    try:
        read(broken, "A_1_2.docx")
    except ReadError as error:
        assert error.remedy
