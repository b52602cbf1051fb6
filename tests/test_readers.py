"""Files in: every encoding of Chinese gives the same text, everything else a reason."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from extractor import extract
from extractor.errors import UnreadableError, UnsupportedError
from extractor.readers import detect, read, read_bytes

TEXT = "云岭市老旧小区改造实施方案\n一、目标任务\n2024年改造老旧小区58个，惠及居民1.46万户。\n"
TRADITIONAL = "雲嶺市老舊小區改造實施方案\n2024年改造58個，惠及居民，由市政府負責。\n"

ENCODINGS = [
    ("utf-8", "the rule"),
    ("utf-8-sig", "with a byte order mark, as Windows saves it"),
    ("utf-16", "with a byte order mark"),
    ("utf-16-le", "without a mark"),
    ("utf-16-be", "without a mark, the other way round"),
    ("utf-32", "with a byte order mark"),
    ("gb18030", "the national standard"),
    ("gbk", "inside GB18030"),
    ("gb2312", "inside GBK"),
]


@pytest.mark.parametrize(("encoding", "reason"), ENCODINGS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encodings_give_the_same_text(encoding: str, reason: str, ends: str) -> None:
    data = TEXT.replace("\n", ends).encode(encoding)
    document = read_bytes(data, "plan.txt")
    assert document.text == TEXT, reason
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.notes == ()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_one_short_line_is_enough(encoding: str) -> None:
    for line in TEXT.splitlines():
        assert read_bytes(line.encode(encoding), "line.txt").text == line


def test_big5() -> None:
    assert read_bytes(TRADITIONAL.encode("big5"), "plan.txt").text == TRADITIONAL


def test_ascii_in_utf16_is_text() -> None:
    assert read_bytes("Notice No. 12".encode("utf-16-le"), "n.txt").text == "Notice No. 12"


def test_characters_beyond_gb2312() -> None:
    text = TEXT + "㎡、镕、㐂、𠮷\n"
    assert read_bytes(text.encode("gb18030"), "plan.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_file_cut_inside_a_character_is_read_with_a_note(encoding: str) -> None:
    document = read_bytes(TEXT.encode(encoding).rstrip(b"\n\0")[:-1], "cut.txt")
    assert TEXT.startswith(document.text) and len(document.text) >= len(TEXT) - 3
    assert [code for code, _, _ in document.notes] == ["encoding"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_broken_byte_in_the_middle_costs_itself_alone(encoding: str) -> None:
    data = bytearray((TEXT * 8).encode(encoding))
    data[len(TEXT.encode(encoding)) + 1] = 0xFF
    document = read_bytes(bytes(data), "plan.txt")
    assert document.text.count("\ufffd") >= 1
    assert document.text.endswith(TEXT * 2) and document.text.startswith(TEXT)
    assert [code for code, _, _ in document.notes] == ["encoding"]


def _zip(*names: str, mimetype: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


OFFICE = "[Content_Types].xml"
FORMS = [
    (b"%PDF-1.7\n", "plan.txt", "PDF document", "its bytes decide, not its name"),
    (b"junk\n%PDF-1.4\n", "plan.pdf", "PDF document", "bytes before the header are common"),
    (_zip(OFFICE, "word/document.xml"), "plan.zip", "DOCX document", "a zip inside"),
    (_zip(OFFICE, "word/document.xml"), "plan.wps", "DOCX document", "new WPS"),
    (_zip(OFFICE, "xl/workbook.xml"), "plan.xlsx", "XLSX spreadsheet", "a zip inside"),
    (_zip(OFFICE, "xl/workbook.bin"), "plan.xlsx", "XLSB spreadsheet", "binary sheets"),
    (_zip(OFFICE, "ppt/presentation.xml"), "plan", "PPTX presentation", "slides"),
    (_zip("OFD.xml"), "plan.ofd", "OFD document", "a zip inside"),
    (
        _zip("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        "plan.odt",
        "ODT document",
        "says so itself",
    ),
    (_zip("in.txt"), "plans.zip", "ZIP archive", "any other zip"),
    (_zip("word/方案.txt"), "plans.zip", "ZIP archive", "a folder that is called word"),
    (b"PK\x03\x04broken", "plan.docx", "ZIP archive", "a broken one"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a", "DOC document", "a broken container"),
    (b"{\\rtf1\\ansi}", "plan.doc", "RTF document", "RTF is ASCII, but no plain text"),
    (b"\x89PNG\r\n\x1a\n", "scan.jpg", "PNG picture", "a scan"),
    (b"\xff\xd8\xff\xe0", "scan.jpg", "JPEG picture", "a scan"),
    (b"GIF89a", "scan", "GIF picture", "a scan"),
    (b"II*\0", "scan", "TIFF picture", "a scan"),
    (b"BM\x10\0\0\0\0\0\0\0", "scan", "BMP picture", "a scan"),
    ("BMW改造方案".encode().ljust(20), "a.txt", "text", "text that begins like a picture"),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "scan", "WEBP picture", "a scan"),
    ("\ufeff<!DOCTYPE html><p>方案</p>".encode(), "plan.doc", "HTML page", "a page saved as .doc"),
    (b"<?xml version='1.0'?><html></html>", "p", "HTML page", "XHTML"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related;", "a.doc", "saved web page", "MHT"),
    (b"7z\xbc\xaf\x27\x1c", "a.zip", "7z archive", "not opened"),
    (b"Rar!\x1a\x07\x01\0", "a.zip", "RAR archive", "not opened"),
    (b"\x1f\x8b\x08", "a.tar.gz", "gzip archive", "opened"),
    (b"\0\0\0\1" * 100, "data.bin", "binary file", "runs of NUL"),
    ("小区,户数\n".encode(), "table.csv", "CSV table", "text, by its name"),
    (b"{}", "notice.json", "JSON file", "our own output"),
    ("方案".encode(), "plan.docx", "text", "text with any name"),
]


def _row(row: tuple[object, ...]) -> str:
    return f"{row[2]}-{row[3]}"


@pytest.mark.parametrize(("data", "name", "form", "reason"), FORMS, ids=map(_row, FORMS))
def test_forms_are_told_by_their_bytes(data: bytes, name: str, form: str, reason: str) -> None:
    assert detect(data, name) == form, reason


REFUSED = [
    (b"7z\xbc\xaf\x27\x1c", "plans.7z", "unpack it", "no library for it"),
    (b"SQLite format 3\0", "a.db", "save it as DOCX", "a database"),
    (_zip(OFFICE, "ppt/presentation.xml"), "a.pptx", "save it as DOCX", "slides"),
    (b"{}", "notice.json", "give the notice itself", "data"),
    (_zip("a.txt", "b.txt"), "plans.zip", "2 files in it", "an archive is no document"),
]


@pytest.mark.parametrize(("data", "name", "advice", "reason"), REFUSED)
def test_what_is_not_read_says_what_to_do(data: bytes, name: str, advice: str, reason: str) -> None:
    with pytest.raises(UnsupportedError, match=advice) as caught:
        read_bytes(data, name)
    assert str(caught.value).startswith(f"{name}: a {detect(data, name)}"), reason


def test_a_file_that_is_not_what_its_name_says_is_read_with_a_note() -> None:
    document = read_bytes(TEXT.encode(), "方案.docx")
    ((code, english, chinese),) = document.notes
    assert (document.text, code) == (TEXT, "format_mismatch")
    assert "plain text" in english and "纯文本" in chinese


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "nothing"), (b"\xef\xbb\xbf", "a mark only"), (b" \r\n\n", "blanks")]
)
def test_empty_files(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match="empty"):
        read_bytes(data, "empty.txt")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(128, 256)) * 4, "no encoding has these"),
        ("Приказ о ремонте".encode("koi8-r"), "another script"),
        (TEXT.encode("shift_jis", "ignore"), "Japanese bytes of Chinese text"),
    ],
)
def test_unreadable_bytes_say_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match="save it as plain text in UTF-8"):
        read_bytes(data, "odd.txt")


def test_read_names_the_document(tmp_path: Path) -> None:
    path = tmp_path / "方案.md"
    path.write_text(TEXT, "utf-8")
    document = read(path)
    assert (document.name, document.media_type, document.reader) == (
        "方案.md",
        "text/markdown",
        "text",
    )
    assert read(path, name="a/方案.md").name == "a/方案.md"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.txt", "no such file"),
        (".", "is a folder"),
        (TEXT, "use Document.from_text"),
        (f"投资的1/3。\n{'长' * 300}", "use Document.from_text"),
    ],
)
def test_read_errors(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read(tmp_path / name)


@pytest.mark.parametrize("source", [None, b"...", ["a.txt"]])
def test_extract_says_what_it_takes(source: Any) -> None:
    with pytest.raises(TypeError, match=r"a path or a Document.*Document\.from_text.*extract_many"):
        extract(source)


def test_the_real_notices_in_every_encoding(shared_notice: Path) -> None:
    text = read(shared_notice).text
    for encoding, reason in ENCODINGS[:7]:
        assert read_bytes(text.encode(encoding), "n.txt").text == text, reason
