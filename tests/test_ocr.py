"""Pictures of notices: what is read of them, and what is said about the doubt."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image
from scans import draw, need_font, pages_of, scanned

from extractor import Document, PolicyNotice, extract
from extractor.errors import UnreadableError, UnsupportedError
from extractor.models import RECORD_TYPES
from extractor.readers import ReadOptions, read_bytes
from extractor.readers.image import read_image
from extractor.readers.ocr import OcrPage, numbered, ocr_notes, read_page
from extractor.readers.pagelayout import Piece

needs_ocr = pytest.mark.usefixtures("ocr")
LINES = [
    "云岭市老旧小区改造实施方案",
    "　　2024年改造老旧小区58个、楼栋312栋，惠及居民1.46万户。",
    "　　市财政按每平方米150元给予补助，每户最高不超过3000元。",
    "　　　　　　　　　　　　　　　　云岭市人民政府",
    "　　　　　　　　　　　　　　　　2024年3月18日",
]
PLAIN = ["".join(line.split()) for line in LINES]


def _texts(page: OcrPage) -> list[str]:
    return [piece.text for piece in page.pieces]


def _png(*pages: Image.Image, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(file, kind, **more)
    return file.getvalue()


@needs_ocr
@pytest.mark.parametrize(("turned", "back"), [(0, 0), (90, 270), (180, 180), (270, 90)])
def test_a_page_is_read_however_it_lies(turned: int, back: int) -> None:
    page = read_page(draw(LINES).rotate(turned, expand=True))
    assert _texts(page) == PLAIN
    assert (page.turned, page.width, page.height, page.seal) == (back, 1240, 1754, False)
    assert page.confidence > 0.95 and page.doubtful == ()
    tops = [piece.y0 for piece in page.pieces]
    assert tops == sorted(tops)


@needs_ocr
def test_a_seal_hides_nothing_and_the_red_letterhead_stays() -> None:
    page = read_page(draw(LINES, letterhead="云岭市人民政府文件", seal=(890, 480)))
    assert _texts(page) == ["云岭市人民政府文件", *PLAIN]
    assert page.seal


@needs_ocr
def test_a_skewed_page_is_straightened() -> None:
    page = read_page(scanned(draw(LINES), skew=1.5))
    body = [piece.x0 for piece in page.pieces[1:3]]
    assert abs(body[0] - body[1]) < 5


@needs_ocr
@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P", "RGBA", "CMYK"])
def test_a_blank_page_has_no_pieces_in_any_mode(mode: str) -> None:
    page = read_page(Image.new("RGB", (400, 500), "white").convert(mode))
    assert (page.pieces, page.confidence) == ((), 1.0)


@needs_ocr
def test_a_picture_is_a_document_with_pages() -> None:
    need_font()
    data = _png(
        draw(LINES[:3]), Image.new("RGB", (300, 300), "white"), draw(LINES[3:]), kind="TIFF"
    )
    document = read_bytes(data, "scan.tif")
    assert document.text.count("\f") == 2 and len(document.pages) == 3
    assert (document.ocr, document.reader, document.media_type) == (True, "image", "image/tiff")
    assert document.page_at(document.text.index("云岭市人民政府")) == 3
    codes = [code for code, _, _ in document.notes]
    assert codes == ["ocr", "missing_part"]
    notice = extract(document)
    assert notice.source.ocr and notice.source.pages == 3
    assert notice.targets[0].evidence[0].page == 1


def _keys(notice: PolicyNotice) -> Counter[str]:
    """The records without their places, and without what is printed with or without blanks."""
    left_out = {"id", "evidence", "section", "rule", "related"}
    return Counter(
        f"{kind}: {record.model_dump_json(exclude=left_out)}"
        for kind in RECORD_TYPES
        for record in getattr(notice, kind)
    )


@needs_ocr
@pytest.mark.timeout(300)
def test_a_scan_gives_the_records_of_its_text(corpus_dir: Path) -> None:
    need_font()
    text = (corpus_dir / "notices/dianti_lanxi.txt").read_text("utf-8")
    pages = [scanned(draw(lines)) for lines in pages_of(text)]
    notice = extract(read_bytes(_png(*pages, kind="TIFF"), "scan.tif"))
    truth, found = _keys(extract(Document.from_text(text))), _keys(notice)
    paired = (truth & found).total()
    assert 2 * paired / (truth.total() + found.total()) >= 0.95, (truth - found, found - truth)


REFUSED = [
    (b"\x89PNG\r\n\x1a\n" + bytes(60), "broken picture", "cut"),
    (b"GIF89a" + b"\xff" * 30, "pixels|broken", "a size that no page has"),
]


@needs_ocr
@pytest.mark.parametrize(("data", "message", "reason"), REFUSED)
def test_broken_pictures(data: bytes, message: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        read_image(data, "scan.png")


@needs_ocr
@pytest.mark.parametrize("side", [9_000, 20_000])
def test_a_picture_of_too_many_pixels_is_not_unpacked(side: int) -> None:
    data = _png(Image.new("1", (side, side)))
    assert len(data) < 100_000
    with pytest.raises(UnreadableError, match="more than 64,000,000 pixels"):
        read_image(data, "scan.png")


@needs_ocr
def test_a_picture_without_text_is_a_failure() -> None:
    with pytest.raises(UnreadableError, match="no text was found"):
        read_image(_png(Image.new("RGB", (300, 300), "white")), "scan.png")


def test_recognition_can_be_switched_off() -> None:
    data = _png(Image.new("RGB", (30, 30)))
    with pytest.raises(UnsupportedError, match="--ocr auto"):
        read_bytes(data, "scan.png", ReadOptions(ocr="never"))


def _page(confidence: float, *doubtful: str) -> OcrPage:
    pieces = (Piece("云岭市", 0, 0, 30, 10),)
    return OcrPage(pieces, confidence, doubtful, 100, 100)


def test_notes_on_recognised_pages() -> None:
    notes = ocr_notes({1: _page(0.9), 3: _page(0.7, "模糊一行")})
    assert [code for code, _, _ in notes] == ["ocr", "ocr_doubtful"]
    assert "pages 1, 3" in notes[0][1] and "0.80" in notes[0][1]
    assert "page 3" in notes[1][1] and "“模糊一行”" in notes[1][1] and "第3页" in notes[1][2]
    assert ocr_notes({}) == ()


def test_pages_are_named_in_runs() -> None:
    assert numbered([5]) == ("page 5", "第5页")
    assert numbered([9, 1, 2]) == ("pages 1-2, 9", "第1-2、9页")


SEALS = [
    ("云岭市绿化方案\n2025年新增绿地12公顷。\n", True, "neither issuer nor date"),
    ("云岭市绿化方案\n2025年新增绿地12公顷。\n", False, "no seal"),
    (
        "云岭市绿化方案\n2025年新增绿地12公顷。\n云岭市人民政府\n2025年3月1日\n",
        True,
        "both are read",
    ),
]


@pytest.mark.parametrize(("text", "seal", "reason"), SEALS)
def test_a_seal_may_hide_what_is_missing(text: str, seal: bool, reason: str) -> None:
    notice = extract(Document(text, seal=seal))
    codes = [warning.code for warning in notice.warnings]
    assert ("seal_may_hide" in codes) == (reason.startswith("neither")), reason
