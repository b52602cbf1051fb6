"""Readers: a file's bytes → a document; one file a format, one function each.

The bytes decide which reader takes a file (``detect``). Nothing is read that no reader is made for:
the error says what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from extractor.document import Document
from extractor.errors import ExtractorError, UnreadableError, UnsupportedError
from extractor.readers.archive import ARCHIVES, list_members
from extractor.readers.detect import detect, mismatch
from extractor.readers.doc import read_doc
from extractor.readers.docx import read_docx
from extractor.readers.html import read_html, read_mht
from extractor.readers.image import read_image
from extractor.readers.ofd import read_ofd
from extractor.readers.ole import read_locked
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.pdf import read_pdf
from extractor.readers.rtf import read_rtf
from extractor.readers.safe import MAX_UNPACKED
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
    "PDF document": read_pdf,
    "OFD document": read_ofd,
    "text": read_text,
    "DOCX document": read_docx,
    "DOC document": read_doc,
    "RTF document": read_rtf,
    "locked Office document": read_locked,
    "PNG picture": read_image,
    "JPEG picture": read_image,
    "TIFF picture": read_image,
    "GIF picture": read_image,
    "BMP picture": read_image,
    "WEBP picture": read_image,
}
"""The reader for each form; a form that ``detect`` names and this table lacks is not read."""

MAX_FILE = MAX_UNPACKED
"""Most bytes that a file may have; the largest scans that are published have a tenth of it."""
_ADVICE = {
    "archive": "unpack it and give its files",
    "file": "it looks like data, not like a notice; give the notice itself",
    "": "open it in the program that made it and save it as DOCX, PDF or plain text",
}


def read(path: str | Path, *, name: str | None = None, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in the file at *path*; *name* is what it is called in the output.

    Reads in this process: a file that no budget can bound (a hostile PDF) is for ``extract_many``
    with a *timeout*, or the command line. Raises UnreadableError where the file cannot be opened or
    turned into text, UnsupportedError where no reader takes its form.
    """
    file = Path(path)
    shown = name or printable(file.name)
    return read_bytes(load(file, shown), shown, options)


def load(file: Path, name: str) -> bytes:
    """Return the bytes of a file; raises UnreadableError where it cannot be opened or is too large.

    One byte more than the limit is asked for, since a pipe does not tell its size.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_FILE + 1)
    except OSError as error:
        raise UnreadableError(_not_opened(file, name, error)) from error
    if len(data) > MAX_FILE:
        raise UnreadableError(f"{name}: has more than {MAX_FILE:,} bytes; split it into its parts")
    return data


def _not_opened(file: Path, name: str, error: OSError) -> str:
    if "\n" in str(file):
        return "a text was given where a path is meant: use Document.from_text(text)"
    if isinstance(error, IsADirectoryError):
        return f"{name}: is a folder; use extract_many for its files"
    if isinstance(error, FileNotFoundError):
        return f"{name}: there is no such file; check the path"
    return f"{name}: cannot be opened: {error.strerror or error}"


def read_bytes(data: bytes, name: str, options: ReadOptions = DEFAULT) -> Document:
    """Return the document in *data*, a file called *name*; raises like ``read``."""
    form = detect(data, name)
    if form in ARCHIVES:
        raise _archive(data, name, form)
    if form not in READERS:
        raise UnsupportedError(f"{name}: a {form}, which is not read: {_advice(form)}")
    document = READERS[form](data, name, options)
    note = mismatch(form, name)
    return replace(document, notes=(*document.notes, note)) if note else document


def _advice(form: str) -> str:
    return _ADVICE.get(form.rpartition(" ")[2], _ADVICE[""])


def _archive(data: bytes, name: str, form: str) -> ExtractorError:
    """Return why an archive is no document; raises UnreadableError where it cannot be opened."""
    count = len(list_members(data, name))
    if not count:
        return UnreadableError(f"{name}: a {form} that holds no files; load or save it again")
    return UnsupportedError(
        f"{name}: a {form} with {count:,} file{'s' * (count > 1)} in it, which are read one by one "
        "by gongwen extract -o DIR and by extract_many; an archive in an archive in an archive "
        "is not opened: unpack it"
    )


def printable(name: str) -> str:
    """Return a file's name with bytes that are no character replaced, so that it can be written."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
