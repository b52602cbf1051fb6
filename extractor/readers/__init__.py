"""Readers: a file's bytes → a document; one file a format, one function each.

The bytes decide which reader takes a file; its name decides only where the bytes cannot (a table
in text form is text too). Nothing is read that no reader is made for: the error says what to do.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from extractor.document import Document
from extractor.errors import UnreadableError, UnsupportedError
from extractor.readers.doc import read_doc
from extractor.readers.docx import read_docx
from extractor.readers.html import read_html, read_mht
from extractor.readers.ofd import read_ofd
from extractor.readers.ole import SIGNATURE, ole_form, read_locked
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.pdf import read_pdf
from extractor.readers.rtf import read_rtf
from extractor.readers.sheet import read_csv, read_xls, read_xlsx
from extractor.readers.text import read_text

__all__ = ["READERS", "ReadOptions", "detect", "read", "read_bytes"]

READERS: dict[str, Callable[[bytes, str, ReadOptions], Document]] = {
    "HTML page": read_html,
    "saved web page": read_mht,
    "XLSX spreadsheet": read_xlsx,
    "XLS spreadsheet": read_xls,
    "CSV table": read_csv,
    "TSV table": read_csv,
    "OFD document": read_ofd,
    "PDF document": read_pdf,
    "text": read_text,
    "DOCX document": read_docx,
    "DOC document": read_doc,
    "RTF document": read_rtf,
    "locked Office document": read_locked,
}
"""The reader for each form; a form that ``detect`` names and this table lacks is not read."""

_FORMS = "PDF, plain text (.txt) and Markdown (.md)"
_SIGNATURES = (
    (b"%PDF-", "PDF document"),
    (b"{\\rtf", "RTF document"),
    (b"\x89PNG\r\n", "PNG picture"),
    (b"\xff\xd8\xff", "JPEG picture"),
    (b"GIF8", "GIF picture"),
    (b"II*\0", "TIFF picture"),
    (b"MM\0*", "TIFF picture"),
    (b"\x1f\x8b", "gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"SQLite format 3\0", "SQLite database"),
)
_ZIPPED = (
    ("word/", "DOCX document"),
    ("xl/", "XLSX spreadsheet"),
    ("ppt/", "PPTX presentation"),
    ("OFD.xml", "OFD document"),
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
_ADVICE = {
    "picture": "recognise its characters (OCR) and save them as text",
    "archive": "unpack it and give its files",
    "page": "open it in a browser, copy the notice and save it as plain text",
    "": "open it in the program that made it and save it as plain text in UTF-8",
}


def read(path: str | Path, *, name: str | None = None, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in the file at *path*; *name* is what it is called in the output.

    Raises UnreadableError where the file cannot be opened or turned into text, UnsupportedError
    where no reader takes its form.
    """
    file = Path(path)
    shown = name or printable(file.name)
    try:
        data = file.read_bytes()
    except IsADirectoryError as error:
        raise UnreadableError(f"{shown}: is a folder; use extract_many for its files") from error
    except FileNotFoundError as error:
        raise UnreadableError(f"{shown}: there is no such file; check the path") from error
    except OSError as error:
        raise UnreadableError(f"{shown}: cannot be opened: {error.strerror or error}") from error
    return read_bytes(data, shown, options)


def read_bytes(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in *data*, a file called *name*; raises like ``read``."""
    form = detect(data, name)
    if form not in READERS:
        last = form.split(" ")[-1]
        raise UnsupportedError(
            f"{name}: a {form}, which this version does not read; it reads {_FORMS}: "
            f"{_ADVICE.get(last, _ADVICE[''])}"
        )
    return READERS[form](data, name, options)


def detect(data: bytes, name: str) -> str:
    """Return the form of a file: by its first bytes, then by the ending of its name.

    >>> detect(b"%PDF-1.7 ...", "plan.txt"), detect("方案".encode(), "plan.txt")
    ('PDF document', 'text')
    """
    for signature, form in _SIGNATURES:
        if data.startswith(signature):
            return form
    if b"%PDF-" in data[:1024]:
        return "PDF document"
    if data.startswith(SIGNATURE):
        return ole_form(data)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if _is_archive(data):
        return "saved web page"
    if _is_page(data):
        return "HTML page"
    if _is_binary(data):
        return "binary file"
    return _NAMED.get(Path(name).suffix.lower(), "text")


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "DOCX document" if b"word/document.xml" in data else "ZIP archive"
    for start, form in _ZIPPED:
        if any(name.startswith(start) for name in names):
            return form
    return "ZIP archive"


def _is_page(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html")) or (
        head.startswith((b"<?xml", b"<!--", b"<head", b"<body")) and b"<html" in data[:4096].lower()
    )


def _is_archive(data: bytes) -> bool:
    head = data[:4096].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def _is_binary(data: bytes) -> bool:
    """Tell whether bytes hold more NULs than text in UTF-16 or UTF-32 does, or NULs in pairs."""
    head = data[:4096]
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return False
    return head.count(0) * 2 > len(head) + 1 or b"\0\0\0" in head


def printable(name: str) -> str:
    """Return a file's name with bytes that are no character replaced, so that it can be written."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
