"""Files made to harm: each is one failure with its code, within the deadline, in a real worker."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from extractor import Failure, PolicyNotice, extract_many

TEXT = "云岭市供热管网更新方案\n一、主要任务\n2024年更新供热管网12公里。\n"
DEADLINE = 20


def _pdf(*objects: bytes) -> bytes:
    """Number objects from 1 (the catalog) and write the table of where they are."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
    return bytes(out)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    head = b"<<%s/Length %d/Filter/FlateDecode>>" % (entries, len(packed))
    return head + b"\nstream\n" + packed + b"\nendstream"


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def _page(extra: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R%s>>" % extra


def _endless_content() -> bytes:
    """A megabyte that unpacks to hundreds of megabytes of drawing."""
    return _pdf(CATALOG, PAGES, _page(), _stream(b"0 0 m 9 9 l S\n" * 30_000_000))


def _form_in_itself() -> bytes:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F 5 0 R>>>>"
    page = _page(b"/Resources<</XObject<</F 5 0 R>>>>")
    return _pdf(CATALOG, PAGES, page, _stream(b"/F Do"), _stream(b"/F Do /F Do", form))


def _pages_in_themselves() -> bytes:
    return _pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>")


def _rectangles() -> bytes:
    boxes = b"".join(b"%d %d 3 3 re S\n" % (n % 600, n // 600 * 7) for n in range(60_000))
    return _pdf(CATALOG, PAGES, _page(), _stream(boxes))


def _docx(document: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return file.getvalue()


def _doctype() -> bytes:
    return _docx(
        b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )


def _ofd_doctype() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("OFD.xml", '<!DOCTYPE a [<!ENTITY x "y">]><OFD>&x;</OFD>')
    return file.getvalue()


HOSTILE = {
    "content.pdf": _endless_content,
    "form.pdf": _form_in_itself,
    "pages.pdf": _pages_in_themselves,
    "rectangles.pdf": _rectangles,
    "unpacks.docx": lambda: _docx(b"<a>" + b" " * (300 * 2**20)),
    "grows.docx": lambda: _docx(b"<a>" + b" " * (60 * 2**20)),
    "entity.docx": _doctype,
    "entity.ofd": _ofd_doctype,
    "header.png": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
}
CODES = {"unreadable", "timeout", "crashed", "memory"}


@pytest.mark.timeout(400)
def test_hostile_files_cost_nothing_but_themselves(tmp_path: Path) -> None:
    for name, make in HOSTILE.items():
        (tmp_path / name).write_bytes(make())
    for name in ("a.txt", "m.txt", "z.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    results = list(extract_many(tmp_path, jobs=2, timeout=DEADLINE))
    done = [result.source.name for result in results if isinstance(result, PolicyNotice)]
    assert done == ["a.txt", "m.txt", "z.txt"]
    codes = {result.name: result.code for result in results if isinstance(result, Failure)}
    assert set(codes) == set(HOSTILE)
    assert set(codes.values()) <= CODES, codes
    assert {
        codes[name] for name in ("unpacks.docx", "grows.docx", "entity.docx", "entity.ofd")
    } == {"unreadable"}
