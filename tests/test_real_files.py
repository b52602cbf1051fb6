"""Published files as they were loaded, where they are beside the project: facts only, no sentence.

A count of lines and of characters says that nothing is lost and that no furniture comes in; the
pinned numbers were checked against the files by eye.
"""

from pathlib import Path

import pytest
from perturb import content

from extractor import Document, extract, read
from extractor.models import RECORD_TYPES

FACTS = {
    "beijing_gengdi_butie.html": ("html", None, 46, 2392),
    "govdoc_397.pdf": ("pdf", 5, 101, 2410),
    "guangzhou_gongzufang.html": ("html", None, 141, 9212),
    "guangzhou_huji_zhufang.html": ("html", None, 53, 3527),
    "guangzhou_jiating_yisheng.html": ("html", None, 114, 17368),
    "guangzhou_keji.docx": ("docx", None, 30, 1088),
    "guangzhou_word.doc": ("doc", None, 159, 6594),
    "guangzhou_zhucan.html": ("html", None, 96, 5488),
}
"""Reader, pages, lines that are not blank, characters without white space."""


@pytest.mark.parametrize("name", FACTS)
def test_a_published_file_is_read_whole(name: str, shared_dir: Path) -> None:
    document = read(shared_dir / "files" / name)
    lines = [line for line in document.text.splitlines() if line.strip()]
    size = len("".join(document.text.split()))
    assert (document.reader, len(document.pages) or None, len(lines), size) == FACTS[name]
    assert document.notes == ()
    assert "\ufffd" not in document.text


@pytest.mark.parametrize("name", FACTS)
def test_its_evidence_is_exact(name: str, shared_dir: Path) -> None:
    document = read(shared_dir / "files" / name)
    notice = extract(document)
    pieces = [e for k in RECORD_TYPES for r in getattr(notice, k) for e in r.evidence]
    pieces += [e for found in notice.metadata_evidence.values() for e in found.evidence]
    assert pieces
    for piece in pieces:
        assert document.text[piece.start : piece.end] == piece.text
        assert piece.page == document.page_at(piece.start)


def test_every_file_beside_the_project_is_known(shared_dir: Path) -> None:
    assert {path.name for path in (shared_dir / "files").iterdir()} == set(FACTS)


def test_a_page_and_its_text_give_the_same_records(shared_dir: Path) -> None:
    page = extract(shared_dir / "files" / "guangzhou_huji_zhufang.html")
    path = shared_dir / "notices-more" / "guangzhou_huji_zhufang.txt"
    text = extract(Document.from_text(path.read_text("utf-8-sig")))
    ours, theirs = content(page), content(text)
    for _, fields in (*ours, *theirs):
        del fields["section"]  # the text lacks a heading that the page has
    assert ours == theirs
    assert page.metadata == text.metadata
