"""OFD packages: text by its places, pages, tables by their rules; what is missing or hostile."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import perturb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Document, extract
from extractor.errors import ExtractorError, UnreadableError
from extractor.layout.widths import printed_width
from extractor.readers import detect, read, read_bytes
from extractor.readers.options import ReadOptions

CORPUS = Path(__file__).parents[1] / "corpus" / "notices"
SIZE = 5.0
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def wide(words: str, size: float = SIZE) -> float:
    """Return how far words reach, in millimetres: half a size for each half-width character."""
    return size / 2 * printed_width(words)


def text(
    x: float, y: float, words: str, *, more: str = "", steps: str | None = None, size: float = SIZE
) -> str:
    """Return a text object whose line begins at (x, y) millimetres."""
    delta = steps if steps is not None else " ".join(str(wide(char, size)) for char in words)
    printed = words.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<ofd:TextObject Boundary="{x} {y} {wide(words, size)} {size}" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size * 0.86}" DeltaX="{delta}">{printed}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def content(objects: str, *, before: str = "") -> str:
    return (
        f"<ofd:Page {NAMESPACE}>{before}<ofd:Content><ofd:Layer>{objects}</ofd:Layer>"
        "</ofd:Content></ofd:Page>"
    )


def parts(pages: Sequence[str], *, root: str = "Doc_0", common: str = "") -> dict[str, str]:
    """Return the parts of one document."""
    listed = "".join(
        f'<ofd:Page ID="{i}" BaseLoc="Pages/P{i}/Content.xml"/>' for i in range(len(pages))
    )
    document = (
        f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
        "</ofd:Document>"
    )
    found = {f"{root}/Document.xml": document}
    return found | {f"{root}/Pages/P{i}/Content.xml": page for i, page in enumerate(pages)}


def package(*documents: dict[str, str], extra: dict[str, bytes] | None = None) -> bytes:
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocRoot>{next(iter(found))}</ofd:DocRoot></ofd:DocBody>"
        for found in documents
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", f"<ofd:OFD {NAMESPACE}>{bodies}</ofd:OFD>")
        for found in documents:
            for path, part in found.items():
                archive.writestr(path, part)
        for path, more in (extra or {}).items():
            archive.writestr(path, more)
    return data.getvalue()


def read_pages(*objects: str, **more: str) -> Document:
    return read_bytes(package(parts([content(item) for item in objects], **more)), "plan.ofd")


SENTENCE = "新增绿地12公顷，改造公园三个。"
LINES = [
    pytest.param(text(30, 40, SENTENCE), [SENTENCE], id="one object"),
    pytest.param(
        text(30 + wide(SENTENCE[:10]), 40, SENTENCE[10:]) + text(30, 40, SENTENCE[:10]), [SENTENCE], id="split, disordered"
    ),
    pytest.param(
        "".join(text(30 + wide(SENTENCE[:i]), 40 + i % 2 * 0.3, char) for i, char in enumerate(SENTENCE)),
        [SENTENCE],
        id="an object for each character",
    ),
    pytest.param(
        text(30, 40, "云岭市", steps="g 2 5"), ["云岭市"], id="steps repeated"
    ),
    pytest.param(
        text(30, 40, "市财政局", steps="5 25 5"), ["市财 政局"], id="a wide step parts two words"
    ),
    pytest.param(
        text(30, 50, "下行。") + text(30, 40, "上行，"), ["上行，", "下行。"], id="lines from the top"
    ),
    pytest.param(
        text(30, 40, SENTENCE, more='CTM="1 0 0 1 0 0"') + text(30, 40, "草稿", more='CTM="0.7 0.7 -0.7 0.7 0 0"'),
        [SENTENCE],
        id="a slanted watermark",
    ),
    pytest.param(
        f'<ofd:PageBlock><ofd:PageBlock>{text(30, 40, SENTENCE)}</ofd:PageBlock></ofd:PageBlock>',
        [SENTENCE],
        id="nested blocks",
    ),
    pytest.param(
        text(30, 40, SENTENCE) + text(30, 60, "隐藏", more='Visible="false"'), [SENTENCE], id="invisible"
    ),
    pytest.param(
        text(30, 40, SENTENCE) + text(30.01, 40, SENTENCE), [SENTENCE], id="bold by printing twice"
    ),
    pytest.param(text(30, 40, SENTENCE).replace("ofd:", ""), [SENTENCE], id="no prefix"),
    pytest.param(text(30, 40, "a<b、c"), ["a<b、c"], id="entities of XML"),
    pytest.param(
        text(30, 40, SENTENCE) + '<ofd:TextObject Boundary="x y" Size="?"><ofd:TextCode>坏</ofd:TextCode></ofd:TextObject>',
        [SENTENCE],
        id="numbers that are none",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("objects", "lines"), LINES)
def test_lines_by_their_places(objects: str, lines: list[str]) -> None:
    assert read_pages(objects).text.split("\n") == lines


def test_evidence_knows_its_page_and_its_box() -> None:
    document = read_pages(text(30, 40, "第一页，总则。"), text(30, 40, SENTENCE))
    assert document.text == f"第一页，总则。\f{SENTENCE}"
    assert document.pages == (0, 8)
    (box,) = document.boxes(8 + 2, 8 + 4)
    assert box.page == 2 and box.x0 == pytest.approx(40 * 72 / 25.4, abs=2)
    assert box.y0 < (40 + SIZE / 2) * 72 / 25.4 < box.y1


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_whose_text_is_turned(turn: int) -> None:
    matrix = {90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[turn]
    along = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[turn]
    down = {90: (-1, 0), 180: (0, -1), 270: (1, 0)}[turn]
    objects = ""
    for row, words in enumerate(("改造公园三个，", "新增绿地十公顷。")):
        x, y = 100 + down[0] * row * 9, 150 + down[1] * row * 9
        objects += (
            f'<ofd:TextObject Boundary="{x} {y} 9 9" Size="{SIZE}" CTM="{matrix} 0 0">'
            f'<ofd:TextCode X="0" Y="4" DeltaX="g {len(words)} 5">{words}</ofd:TextCode>'
            "</ofd:TextObject>"
        )
    assert along in ((0, 1), (-1, 0), (0, -1))
    assert read_pages(objects).text == "改造公园三个，\n新增绿地十公顷。"


def test_templates_and_page_numbers() -> None:
    """What a template prints belongs to the page; running feet and page numbers do not."""
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/T/Content.xml"/>'
    number = [text(100, 285, f"-{n}-", steps="g 2 3") for n in (1, 2)]
    use = '<ofd:Template TemplateID="7" ZOrder="Background"/>'
    pages = [content(text(30, 60, SENTENCE) + number[n], before=use) for n in (0, 1)]
    found = parts(pages, common=common)
    found["Doc_0/Tpls/T/Content.xml"] = content(text(30, 40, "方案附表，"))
    assert read_bytes(package(found), "a.ofd").text == "\f".join([f"方案附表，\n{SENTENCE}"] * 2)


def test_two_documents_are_read_one_behind_the_other() -> None:
    first = parts([content(text(30, 40, "通知。"))])
    second = parts([content(text(30, 40, "方案。"))], root="Doc_1")
    document = read_bytes(package(first, second), "a.ofd")
    assert document.text == "通知。\f方案。" and document.pages == (0, 4)


@pytest.mark.parametrize(
    "rewrite",
    [
        ("Pages/P0", "/Doc_0/Pages/P0"),
        ("Pages/P0", "pages/p0"),
        ('xmlns:ofd="http://www.ofdspec.org/2016"', 'xmlns:ofd="http://www.ofdspec.org"'),
    ],
    ids=["path from the root", "other case", "other namespace"],
)
def test_how_programs_write_packages(rewrite: tuple[str, str]) -> None:
    found = parts([content(text(30, 40, SENTENCE))])
    first = next(iter(found))
    found[first] = found[first].replace(*rewrite)
    assert read_bytes(package(found), "a.ofd").text == SENTENCE


def test_a_missing_page_is_told_and_the_rest_is_read() -> None:
    found = parts([content(text(30, 40, SENTENCE)), content(text(30, 40, "丢失。"))])
    del found["Doc_0/Pages/P1/Content.xml"]
    document = read_bytes(package(found), "a.ofd")
    assert document.text.rstrip("\f") == SENTENCE
    ((code, english, _),) = document.notes
    assert code == "missing_part" and "Pages/P1" in english
    assert "missing_part" in {warning.code for warning in extract(document).warnings}


def test_signatures_seals_and_annotations_are_no_text() -> None:
    found = parts([content(text(30, 40, SENTENCE))])
    seal = content(text(60, 40, "云岭市人民政府印章")).encode()
    more = {"Doc_0/Signs/Sign_0/Seal.esl": b"\x30\x82", "Doc_0/Annots/P0/Annotation.xml": seal}
    assert read_bytes(package(found, extra=more), "a.ofd").text == SENTENCE


HOSTILE = [
    pytest.param({"Encryptions.xml": b"<a/>"}, "encrypted", id="encrypted"),
    pytest.param(
        {"Doc_0/Pages/P0/Content.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]><a>&x;</a>'},
        "document type", id="entity",
    ),
    pytest.param({"Doc_0/Pages/P0/Content.xml": b"<ofd:Page"}, "broken XML", id="broken part"),
    pytest.param({"Doc_0/big.bin": b"\0" * (3 << 20)}, "grows", id="bomb"),
]  # fmt: skip


@pytest.mark.parametrize(("extra", "message"), HOSTILE)
def test_hostile_packages_are_refused(extra: dict[str, bytes], message: str) -> None:
    found = parts([content(text(30, 40, SENTENCE))])
    kept = {path: part for path, part in found.items() if path not in extra}
    with pytest.raises(UnreadableError, match=message):
        read_bytes(package(kept, extra=extra), "a.ofd")


def test_a_package_without_a_page_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no page"):
        read_bytes(package(parts([])), "a.ofd")


def _box(x: float, y: float, width: float, height: float) -> str:
    return (
        f'<ofd:PathObject Boundary="{x} {y} {width} {height}"><ofd:AbbreviatedData>M 0 0 L {width} 0 '
        f"L {width} {height} L 0 {height} C</ofd:AbbreviatedData></ofd:PathObject>"
    )


def test_a_ruled_table_is_rows_of_cells() -> None:
    rows = [["县区", "户数（户）"], ["临溪县", "120"], ["", "30"]]
    objects = text(30, 30, "改造计划表") + text(30, 90, "以上为全年任务。") + _box(30, 40, 120, 10)
    objects += text(32, 43, "二〇二五年任务")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            objects += _box(30 + 60 * c, 50 + 10 * r, 60, 10) if r < 2 or c else ""
            objects += text(32 + 60 * c, 53 + 10 * r, cell) if cell else ""
    assert read_pages(objects).text.split("\n") == [
        "改造计划表", "二〇二五年任务", "县区\t户数（户）", "临溪县\t120", "\t30", "以上为全年任务。",
    ]  # fmt: skip


def _scan() -> dict[str, bytes]:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(image).line((100, 900, 500, 900), fill="black")
    data = io.BytesIO()
    image.save(data, "PNG")
    return {
        "Doc_0/Res/scan.png": data.getvalue(),
        "Doc_0/DocumentRes.xml": (
            f'<ofd:Res {NAMESPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="3">'
            "<ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
        ).encode(),
    }


PICTURE = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>'
RESOURCE = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"


def test_a_page_that_is_a_picture_is_told_where_it_may_not_be_recognised() -> None:
    found = parts([content(text(30, 40, SENTENCE)), content(PICTURE)], common=RESOURCE)
    document = read_bytes(package(found, extra=_scan()), "a.ofd", ReadOptions(ocr="never"))
    assert document.text.rstrip("\f") == SENTENCE
    ((code, english, _),) = document.notes
    assert code == "page_without_text" and "page 2" in english
    assert "page_without_text" in {warning.code for warning in extract(document).warnings}


def test_a_package_of_pictures_alone_is_refused_where_it_may_not_be_recognised() -> None:
    found = parts([content(PICTURE)], common=RESOURCE)
    with pytest.raises(UnreadableError, match="only pictures"):
        read_bytes(package(found, extra=_scan()), "a.ofd", ReadOptions(ocr="never"))


FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"


@pytest.mark.usefixtures("ocr")
@pytest.mark.skipif(not Path(FONT).exists(), reason="needs a Chinese font (fonts-noto-cjk)")
def test_a_page_that_is_a_picture_is_recognised() -> None:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (1240, 1754), "white")
    font = ImageFont.truetype(FONT, 42)
    ImageDraw.Draw(image).text((180, 300), "新增绿地十二公顷，改造公园三个。", "black", font)
    data = io.BytesIO()
    image.save(data, "PNG")
    found = parts([content(PICTURE)], common=RESOURCE)
    extra = _scan() | {"Doc_0/Res/scan.png": data.getvalue()}
    document = read_bytes(package(found, extra=extra), "a.ofd")
    assert "新增绿地十二公顷" in document.text and document.ocr
    (box, *_) = document.boxes(2, 4)
    assert 0 < box.x0 < 300 and 100 < box.y0 < 160


def test_detection() -> None:
    data = package(parts([content(text(30, 40, SENTENCE))]))
    assert detect(data, "a.zip") == "OFD document"


DATA = package(parts([content(text(30, 40, SENTENCE) + _box(1, 1, 9, 9)), content(PICTURE)]))


@settings(max_examples=80, deadline=None)
@given(cut=st.integers(0, len(DATA)), at=st.integers(0, len(DATA) - 1), bit=st.integers(0, 7))
def test_damage_gives_a_document_or_our_own_error(cut: int, at: int, bit: int) -> None:
    flipped = bytearray(DATA)
    flipped[at] ^= 1 << bit
    for data in (DATA[:cut], bytes(flipped)):
        with contextlib.suppress(ExtractorError):
            assert isinstance(read_bytes(data, "a.ofd"), Document)


@settings(max_examples=60, deadline=None)
@given(
    attributes=st.text("0123456789. -geE+x", max_size=30),
    path=st.text("MLCBQAS 0123456789.-", max_size=60),
)
def test_any_attribute_gives_a_document(attributes: str, path: str) -> None:
    objects = text(30, 40, SENTENCE) + text(
        30, 50, "好。", steps=attributes, more=f'CTM="{attributes}"'
    )
    objects += f"<ofd:PathObject><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>"
    assert SENTENCE in read_pages(objects).text


WIDTH = 32


def _cut(words: str, width: int) -> list[str]:
    """Cut words to lines of so many half-width characters."""
    lines = [""]
    for char in words:
        if printed_width(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return lines


def _printed(words: str) -> list[str]:
    """Return pages of objects: lines in pieces of nine characters, tables with their rules."""
    pages, y = [""], 30.0
    for line in words.split("\n"):
        cells = line.split("\t") if "\t" in line else [f"　　{line}"]
        column = 180 / len(cells)
        per = int(column / 2) - 1 if len(cells) > 1 else 2 * WIDTH
        columns = [_cut(cell, per) for cell in cells]
        height = 7.0 * max(map(len, columns))
        if y + height > 262:
            pages.append("")
            y = 30.0
        for at, lines in enumerate(columns):
            pages[-1] += _box(15 + at * column, y - 1, column, height) if len(cells) > 1 else ""
            for row, piece in enumerate(lines):
                for start in range(0, len(piece), 9):
                    word = piece[start : start + 9]
                    x = 16 + at * column + wide(piece[:start], 4)
                    x += 4 * (len(word) - len(word.lstrip("　")))
                    if word := word.strip():
                        pages[-1] += text(x, y + 7 * row, word, size=4)
        y += height
    return pages


SAMPLES = ["anlan_tables", "yunling_renovation", "minsheng", "penggai", "chongdian_xunfeng"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_package_gives_the_records_of_its_text(sample: str) -> None:
    plain = read(CORPUS / f"{sample}.txt")
    document = read_pages(*_printed(plain.text))
    found, expected = extract(document), extract(plain)
    assert perturb.keys(found) == perturb.keys(expected)
    assert found.metadata == expected.metadata
