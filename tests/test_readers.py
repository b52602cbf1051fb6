"""Files in: every encoding of Chinese gives the same text, everything else a reason."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

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


def _zip(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    return file.getvalue()


NAMED = [
    (b"%PDF-1.7\n", "plan.txt", "PDF document", "its bytes decide, not its name"),
    (b"junk\n%PDF-1.4\n", "plan.pdf", "PDF document", "bytes before the header are common"),
    (_zip("xl/workbook.xml"), "plan.xlsx", "XLSX spreadsheet", "a zip inside"),
    (_zip("OFD.xml"), "plan.ofd", "OFD document", "a zip inside"),
    ("\ufeff<!DOCTYPE html><p>方案</p>".encode(), "plan.txt", "HTML page", "a page called .txt"),
    (b"<?xml version='1.0'?><html></html>", "p", "HTML page", "XHTML"),
    ("小区,户数\n".encode(), "table.csv", "CSV table", "text in rows, by its name"),
]


@pytest.mark.parametrize(("data", "name", "form", "reason"), NAMED)
def test_forms_are_known_by_their_bytes(data: bytes, name: str, form: str, reason: str) -> None:
    assert detect(data, name) == form, reason


NOT_READ = [
    (_zip("in.txt"), "plans.zip", "ZIP archive", "any other zip"),
    (b"PK\x03\x04broken", "plan.docx", "ZIP archive", "a broken one"),
    (b"\x89PNG\r\n\x1a\n", "scan.png", "PNG picture", "a scan"),
    (b"\xff\xd8\xff\xe0", "scan.jpg", "JPEG picture", "a scan"),
    (b"\0\0\0\1" * 100, "data.bin", "binary file", "runs of NUL"),
    (b"{}", "notice.json", "JSON file", "our own output"),
]


@pytest.mark.parametrize(("data", "name", "form", "reason"), NOT_READ)
def test_other_forms_are_named_and_refused(data: bytes, name: str, form: str, reason: str) -> None:
    assert detect(data, name) == form, reason
    with pytest.raises(UnsupportedError) as caught:
        read_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: a {form}") and "plain text (.txt)" in message


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
    ("name", "message"), [("missing.txt", "no such file"), (".", "is a folder")]
)
def test_read_errors(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read(tmp_path / name)


def test_the_real_notices_in_every_encoding(shared_notice: Path) -> None:
    text = read(shared_notice).text
    for encoding, reason in ENCODINGS[:7]:
        assert read_bytes(text.encode(encoding), "n.txt").text == text, reason
