"""Which form a file has: by its bytes, and by its name only where the bytes leave it open.

Names lie: pages are saved as .doc and .xls, RTF as .doc, text without an ending. A file is read as
what it is; where its name says another form, the reader's document gets a note that tells so.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from extractor.readers.ole import SIGNATURE, ole_form

_SIGNATURES = (
    (b"%PDF-", "PDF document"),
    (b"{\\rtf", "RTF document"),
    (b"\x89PNG\r\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"II*\0", "TIFF picture"),
    (b"MM\0*", "TIFF picture"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\0", "xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"SQLite format 3\0", "SQLite database"),
    (b"\x7fELF", "program"),
)
_ZIPPED = (
    ("OFD.xml", "OFD document"),
    ("word/", "DOCX document"),
    ("xl/workbook.bin", "XLSB spreadsheet"),
    ("xl/", "XLSX spreadsheet"),
    ("ppt/", "PPTX presentation"),
)
"""Forms by the members that an office program writes; a file merely packed lies elsewhere."""
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", "ODT document"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ODS spreadsheet"),
    (b"application/epub+zip", "EPUB book"),
)
_NAMED = {
    ".html": "HTML page",
    ".htm": "HTML page",
    ".xhtml": "HTML page",
    ".shtml": "HTML page",
    ".mht": "saved web page",
    ".mhtml": "saved web page",
    ".xml": "XML file",
    ".csv": "CSV table",
    ".tsv": "TSV table",
    ".json": "JSON file",
    ".jsonl": "JSON Lines file",
    ".toml": "TOML file",
    ".yaml": "YAML file",
    ".yml": "YAML file",
}
_EXPECTED: dict[str, tuple[str, ...]] = {
    ".txt": ("text",),
    ".md": ("text",),
    ".pdf": ("PDF document",),
    ".docx": ("DOCX document", "locked Office document"),
    ".docm": ("DOCX document", "locked Office document"),
    ".doc": ("DOC document", "locked Office document"),
    ".wps": ("DOC document", "DOCX document", "locked Office document"),
    ".rtf": ("RTF document",),
    ".xlsx": ("XLSX spreadsheet", "locked Office document"),
    ".xlsm": ("XLSX spreadsheet", "locked Office document"),
    ".xls": ("XLS spreadsheet", "locked Office document"),
    ".et": ("XLS spreadsheet", "XLSX spreadsheet", "locked Office document"),
    ".ofd": ("OFD document",),
    ".html": ("HTML page",),
    ".htm": ("HTML page",),
    ".mht": ("saved web page",),
    ".png": ("PNG picture",),
    ".jpg": ("JPEG picture",),
    ".jpeg": ("JPEG picture",),
    ".tif": ("TIFF picture",),
    ".tiff": ("TIFF picture",),
    ".gif": ("GIF picture",),
    ".bmp": ("BMP picture",),
    ".webp": ("WEBP picture",),
}
_TAR_MARK = slice(257, 262)


def detect(data: bytes, name: str) -> str:
    """Return the form of a file: by its first bytes, then by the ending of its name.

    >>> detect(b"%PDF-1.7 ...", "plan.txt"), detect("方案".encode(), "plan.txt")
    ('PDF document', 'text')
    """
    for signature, form in _SIGNATURES:
        if data.startswith(signature):
            return form
    if data.startswith(SIGNATURE):
        return ole_form(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if b"%PDF-" in data[:1024]:
        return "PDF document"
    return _picture(data) or _marked_up(data) or _plain(data, name)


def mismatch(form: str, name: str) -> tuple[str, str, str] | None:
    """Return the note on a file whose *name* ends like another form's; None where it does not.

    >>> mismatch("HTML page", "plan.doc")[0], mismatch("text", "plan.txt")
    ('format_mismatch', None)
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _EXPECTED or form in _EXPECTED[suffix]:
        return None
    what = "plain text" if form == "text" else form
    return (
        "format_mismatch",
        f"the file is called {suffix} and is a {what}; it was read as what it is",
        f"文件扩展名为{suffix}，实际为{_zh(form)}，已按实际格式读取。",
    )


def _zh(form: str) -> str:
    """Name a form in Chinese.

    >>> _zh("DOC document"), _zh("text")
    ('DOC文档', '纯文本')
    """
    if form == "text":
        return "纯文本"
    kinds = {"document": "文档", "spreadsheet": "表格", "picture": "图片", "page": "网页"}
    start, _, kind = form.rpartition(" ")
    return f"{start}{kinds.get(kind, '文件')}" if start.isupper() else "网页存档"


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            first = archive.infolist()[:1]
            if first and first[0].filename == "mimetype" and first[0].file_size < 100:
                kind = archive.read(first[0])
                return next((f for start, f in _MIMETYPES if kind == start), "ZIP archive")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
        return "DOCX document" if b"word/document.xml" in data else "ZIP archive"
    office = "[Content_Types].xml" in names
    for start, form in _ZIPPED:
        if (office or start == "OFD.xml") and any(name.startswith(start) for name in names):
            return form
    return "ZIP archive"


def _picture(data: bytes) -> str | None:
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return "BMP picture"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP picture"
    return "tar archive" if data[_TAR_MARK] == b"ustar" else None


def _marked_up(data: bytes) -> str | None:
    head = data[:4096].lower()
    if b"mime-version:" in head and b"multipart/related" in head:
        return "saved web page"
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    page = start.startswith((b"<!doctype html", b"<html")) or (
        start.startswith((b"<?xml", b"<!--", b"<head", b"<body", b"<meta")) and b"<html" in head
    )
    return "HTML page" if page else None


def _plain(data: bytes, name: str) -> str:
    if _is_binary(data):
        return "binary file"
    return _NAMED.get(PurePosixPath(name).suffix.lower(), "text")


def _is_binary(data: bytes) -> bool:
    """Tell whether bytes hold more NULs than text in UTF-16 or UTF-32 does, or NULs in pairs."""
    head = data[:4096]
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return False
    return head.count(0) * 2 > len(head) + 1 or b"\0\0\0" in head
