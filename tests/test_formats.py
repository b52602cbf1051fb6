"""The same notice gives the same records whatever its form: the files of ``corpus/formats``.

Every file is read and compared with the sample's plain text, field by field; offsets, which belong
to a text, are left out. ``benchmarks/formats.py`` does the same with real notices.
"""

import io
import json
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import regex
from lxml import etree
from perturb import content

from extractor import Document, PolicyNotice, extract, extract_many, read
from extractor.document import fold
from extractor.evaluate import Report, judge
from extractor.models import RECORD_TYPES
from extractor.readers import read_bytes
from tools.build_formats import FORMATS, papers, wanted
from tools.render import FORMS, Tools, render_all

pytestmark = pytest.mark.whole
NOTICES = FORMATS.parent / "notices"
FILES = sorted(path for path in FORMATS.glob("*/*") if path.parent.name in FORMS)
TEXTS = [path for path in FILES if not FORMS[path.parent.name].ocr and path.suffix != ".zip"]
SCANS = [path for path in FILES if FORMS[path.parent.name].ocr]
PAGED = [path for path in TEXTS if path.suffix in (".pdf", ".ofd")]
ONE_PARAGRAPH = "a whole notice in one paragraph: a label that begins a line looks like a paragraph"
CELLS = "cells one a line without rules: a cell of two lines is not told from two cells"
GAPS: dict[tuple[str, str], str] = {
    **{(form, sample): ONE_PARAGRAPH for form in ("ofd", "pdf") for sample in ("nongcun", "wuye")},
    ("ofd", "minsheng"): CELLS,
    ("pdf", "minsheng"): CELLS,
}
"""Files whose records differ, with the reason: (form, sample)."""
READERS = {
    "txt": ("text", "text/plain"),
    "md": ("text", "text/markdown"),
    "html": ("html", "text/html"),
    "htm": ("html", "text/html"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "doc": ("doc", "application/msword"),
    "wps": ("doc", "application/msword"),
    "rtf": ("rtf", "application/rtf"),
    "pdf": ("pdf", "application/pdf"),
    "ofd": ("ofd", "application/ofd"),
    "xlsx": ("sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
LEAST = 0.95
"""F1 of the records of a scan, against those of the text; of its metadata one field may differ."""


def _name(path: Path) -> str:
    return f"{path.parent.name} {path.stem}"


@cache
def _document(path: Path) -> Document:
    return read(path)


@cache
def _notice(path: Path) -> PolicyNotice:
    return extract(_document(path))


@cache
def _from_text(sample: str) -> PolicyNotice:
    return extract(NOTICES / f"{sample}.txt")


def _cases(paths: list[Path]):
    for path in paths:
        gap = GAPS.get((path.parent.name, path.stem))
        marks = [pytest.mark.xfail(strict=True, reason=gap)] if gap else []
        yield pytest.param(path, marks=marks, id=_name(path))


@pytest.mark.parametrize("path", list(_cases(TEXTS)))
def test_the_same_records_and_metadata(path: Path) -> None:
    text, other = _from_text(path.stem), _notice(path)
    before, after = (Counter(map(repr, content(notice))) for notice in (text, other))
    assert list((before - after).elements()) == [], "lost"
    assert list((after - before).elements()) == [], "invented"
    assert content(other) == content(text), "in another order"
    assert other.metadata == text.metadata


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_evidence_is_a_slice_of_the_text(path: Path) -> None:
    document, notice = _document(path), _notice(path)
    pieces = [e for k in RECORD_TYPES for r in getattr(notice, k) for e in r.evidence]
    pieces += [e for found in notice.metadata_evidence.values() for e in found.evidence]
    assert len(pieces) > 10
    for piece in pieces:
        assert document.text[piece.start : piece.end] == piece.text
        assert piece.page == document.page_at(piece.start)


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_reader_and_media_type(path: Path) -> None:
    source = _notice(path).source
    assert (source.reader, source.media_type) == READERS[path.suffix[1:]]
    assert source.ocr is False
    assert (source.pages is None) == (path not in PAGED)


@pytest.mark.parametrize("form", sorted({path.parent.name for path in TEXTS}))
def test_the_same_bytes_give_the_same_text(form: str) -> None:
    path = next(path for path in TEXTS if path.parent.name == form)
    first, second = read(path), read(path)
    assert first == second
    assert extract(first).to_json() == extract(second).to_json()


def _pages(path: Path) -> list[str]:
    """Return what stands on each page, read by other means than the reader's."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        try:
            return [_plain(page.get_textpage().get_text_range()) for page in document]
        finally:
            document.close()
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if "/Pages/Page_" in name]
        roots = [etree.fromstring(archive.read(name)) for name in parts]
    return [_plain("".join(map(str, root.itertext()))) for root in roots]


def _plain(text: str) -> str:
    return "".join(regex.findall(r"[\p{Han}\d]", fold(text)))


@pytest.mark.parametrize("path", PAGED, ids=_name)
def test_pages_are_those_on_which_it_stands(path: Path) -> None:
    """A piece that goes on overleaf counts where it begins."""
    notice, pages = _notice(path), _pages(path)
    assert notice.source.pages == len(pages)
    seen = set()
    for kind in RECORD_TYPES:
        for record in getattr(notice, kind):
            own = record.evidence[0]
            if "\f" not in own.text and (words := _plain(own.text)):
                assert words[:8] in pages[own.page - 1], (own.text, own.page)
                seen.add(own.page)
    assert len(seen) >= min(2, len(pages))


def test_every_form_and_every_sample_is_there() -> None:
    """What the command makes and what is checked in are the same files."""
    names = sorted(path.stem for path in NOTICES.glob("*.txt"))
    made = {(f, n) for f, chosen in wanted(names).items() for n in chosen}
    assert {(path.parent.name, path.stem) for path in FILES} == made
    assert {form for form, _ in made} | {"txt-utf8"} == set(FORMS)


OWN = [form for form in FORMS if not FORMS[form].needs and form != "txt-utf8"]


@pytest.mark.parametrize("form", OWN)
def test_files_are_what_the_command_makes(form: str) -> None:
    """Archives are compared by their members: how well they are packed is the machine's affair."""
    here = [path for path in FILES if path.parent.name == form]
    samples = papers()
    made = render_all({path.stem: samples[path.stem] for path in here}, [form], Tools(None, None))
    old = [path.stem for path in here if not _same(made[path.stem, form], path.read_bytes())]
    assert not old, f"run python -m tools.build_formats {' '.join(old)}"


def _same(fresh: bytes, kept: bytes) -> bool:
    return _members(fresh) == _members(kept) if kept.startswith(b"PK") else fresh == kept


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_fresh_office_file_reads_like_the_one_kept(soffice: str) -> None:
    sample = "anlan_tables"
    forms = ("doc", "rtf", "pdf")
    made = render_all({sample: papers()[sample]}, forms, Tools(soffice, None))
    for form in forms:
        kept = FORMATS / form / f"{sample}.{form}"
        fresh = read_bytes(made[sample, form], kept.name)
        assert content(extract(fresh)) == content(_from_text(sample)), form


def test_a_page_printed_by_a_browser_reads_like_the_one_kept(chromium: str) -> None:
    kept = next((FORMATS / "pdf-browser").iterdir())
    made = render_all({kept.stem: papers()[kept.stem]}, ["pdf-browser"], Tools(None, chromium))
    fresh = read_bytes(made[kept.stem, "pdf-browser"], kept.name)
    assert content(extract(fresh)) == content(_from_text(kept.stem))


def test_an_archive_gives_the_notice_in_it() -> None:
    """Names are those of Chinese Windows, without a mark; the attachment is an input of its own."""
    path = next((FORMATS / "zip").iterdir())
    items = list(extract_many(path))
    found = {item.source.name: item for item in items if isinstance(item, PolicyNotice)}
    assert sorted(found) == [f"{path.name}/通知/正文.docx", f"{path.name}/通知/附件/填报说明.txt"]
    notice = found[f"{path.name}/通知/正文.docx"]
    text = _from_text(path.stem)
    assert content(notice) == content(text)
    assert notice.metadata == text.metadata


@pytest.mark.parametrize("path", SCANS, ids=_name)
@pytest.mark.usefixtures("ocr")
def test_a_scan_gives_nearly_the_same(path: Path) -> None:
    document = read(path)
    notice = extract(document)
    gold = json.loads(_from_text(path.stem).to_json()) | {"notice": path.name}
    judged = judge(gold, json.loads(notice.to_json()), ignore_spans=True)
    figures = Report((judged,)).figures()
    assert figures["all"]["f1"] >= LEAST, list(Report((judged,)).errors())
    about = figures["metadata"]
    assert about["fields"] - about["right"] <= 1, list(Report((judged,)).errors())
    assert notice.source.ocr is True
    for kind in RECORD_TYPES:
        for record in getattr(notice, kind):
            for piece in record.evidence:
                assert document.text[piece.start : piece.end] == piece.text
