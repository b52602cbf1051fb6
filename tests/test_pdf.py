"""PDF: text in reading order, tables, furniture, seals, broken and missing text, boxes, errors."""

from __future__ import annotations

import functools
import io
import json
import math
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_writer import A4, Sheet, typeset, write

from extractor import extract, read
from extractor.errors import ExtractorError, UnreadableError
from extractor.readers import ReadOptions, ocr, read_bytes
from extractor.readers import pdf as pdf_reader

NOTICES = Path(__file__).parent.parent / "corpus" / "notices"
NO_OCR = ReadOptions(ocr="never")
LINE = "全市计划改造老旧小区三十个惠及居民五千户"
SHORT = "改造老旧小区三十个惠及居"


def _read(*sheets: Sheet, options: ReadOptions = NO_OCR):
    return read_bytes(write(sheets), "plan.pdf", options)


def _body(sheet: Sheet | None = None, mark: str = "") -> Sheet:
    """A page with twenty lines of text."""
    return (sheet or Sheet()).lines(80, 110, (f"{mark}{i:02}{LINE}" for i in range(20)), 30)


def _lines(document) -> list[str]:
    return [line.strip("\u3000") for line in document.text.replace("\f", "\n").split("\n")]


# reading order ---------------------------------------------------------------------------


def test_a_page_is_read_line_by_line_with_its_boxes():
    document = _read(
        Sheet().text(80, 100, "云岭市").text(130, 100, "2024年").text(80, 130, "第二行")
    )
    assert document.text == "云岭市2024年\n第二行"
    assert (document.media_type, document.reader, document.ocr) == ("application/pdf", "pdf", False)
    (box,) = document.boxes(1, 3)
    assert (box.page, round(box.x0)) == (1, 96) and 128 <= box.x1 < 130
    assert 98 <= box.y0 < 105 and 110 < box.y1 <= 120


def test_two_columns_are_read_one_after_the_other():
    sheet = Sheet()
    for i in range(8):  # the file holds them row by row
        sheet.text(60, 200 + 28 * i, f"左{i}{SHORT}").text(320, 200 + 28 * i, f"右{i}{SHORT}")
    first = [line[0] for line in _lines(_read(sheet))]
    assert "".join(first) == "左" * 8 + "右" * 8


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (Sheet(), "upright"),
        (Sheet(origin=(100, 50)), "a page whose corner is not at 0"),
        (Sheet(rotate=180), "a page that is shown upside down"),
        (Sheet(rotate=90), "a page that is shown lying on its side"),
        (Sheet(size=(842, 595)), "landscape"),
    ],
)
def test_pages_are_turned_so_that_their_text_is_level(sheet, reason):
    document = _read(sheet.lines(80, 100, [f"第一行{LINE}", f"第二行{LINE}", f"第三行{LINE}"]))
    assert [line[:3] for line in _lines(document)] == ["第一行", "第二行", "第三行"], reason
    (box,) = document.boxes(0, 1)
    assert (round(box.x0), round(box.x1)) == (80, 96) and 98 < box.y0 < 104, reason


@pytest.mark.parametrize("rotate", [0, 90])
@pytest.mark.parametrize(("angle", "step"), [(90, 30), (270, -30)])
def test_text_along_the_side_of_a_page_is_read(rotate, angle, step):
    sheet = Sheet(rotate=rotate)
    for i in range(3):
        sheet.text(250 + step * i, 600 if angle == 90 else 100, f"第{i}行{LINE}", angle=angle)
    assert _lines(_read(sheet)) == [f"第{i}行{LINE}" for i in range(3)]


def test_text_on_the_side_of_a_level_page_follows_it():
    document = _read(_body().text(40, 500, "装订线", angle=90))
    assert _lines(document)[:2] == [f"00{LINE}", f"01{LINE}"]
    assert "装订线" in document.text.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "printed", "reason"),
    [
        ("通 知 书", "通知书", "blanks in a name set wide are nobody's words"),
        ("改造 126 个小区", "改造 126 个小区", "blanks beside numbers stay"),
        ("see page 12", "see page 12", "blanks between words stay"),
    ],
)
def test_blanks(text, printed, reason):
    assert _lines(_read(Sheet().text(80, 100, text)))[0] == printed, reason


def test_radicals_for_characters_are_folded():
    """Fonts of some programs map 工 to the radical ⼯; rules read the folded text."""
    document = _read(Sheet().text(80, 100, "⼀、⼯作⽬标").text(80, 130, LINE))
    assert document.folded.split("\n")[0] == "一、工作目标"


# furniture and seals ---------------------------------------------------------------------


def test_heads_and_page_numbers_are_left_out_and_pages_kept():
    sheets = [
        _body(mark=f"{n}页").text(230, 50, "云岭市人民政府公报").text(280, 780, f"— {n} —", 14)
        for n in (1, 2, 3)
    ]
    document = _read(*sheets)
    assert "公报" not in document.text and "—" not in document.text
    assert document.text.count("\f") == 2 and len(document.pages) == 3
    assert [document.page_at(document.text.index(f"{n}页07")) for n in (1, 2, 3)] == [1, 2, 3]


def _seal(sheet: Sheet, x: float, y: float) -> Sheet:
    """Print a seal's characters along a circle, one of them level."""
    for i, char in enumerate("云岭市人民政府办公室印章"):
        angle = math.radians(200 - 20 * i)
        at = (x + 50 * math.cos(angle), y - 50 * math.sin(angle))
        sheet.text(*at, char, size=12, angle=math.degrees(angle) - 90)
    return sheet


def test_a_seal_is_no_text():
    document = _read(_seal(_body(), 400, 700))
    assert "印章" not in document.text and len(_lines(document)) == 20
    assert document.seal


@pytest.mark.parametrize(
    ("rgb", "side", "seen", "reason"),
    [
        ((220, 30, 30), 120, True, "a red picture of a seal's size"),
        ((30, 30, 30), 120, False, "a black one is a code or a logo"),
        ((220, 30, 30), 300, False, "too large"),
    ],
)
def test_pictures_of_seals(rgb, side, seen, reason):
    assert _read(_body().picture(300, 500, side, side, rgb)).seal == seen, reason


def test_a_seal_is_told_only_where_issuer_or_date_is_missing():
    plan = ["云岭市绿化工作方案", "一、工作目标", "2025年底前，新增绿地12公顷。"]
    signed = [*plan, "云岭市人民政府办公室", "2024年3月20日"]
    for lines, told in ((plan, True), (signed, False)):
        notice = extract(_read(_seal(Sheet().lines(80, 110, lines), 400, 600)))
        assert ("seal_may_hide" in {w.code for w in notice.warnings}) == told


# tables ----------------------------------------------------------------------------------

XS, ROW = (80, 200, 320, 440), 30


def _table(sheet: Sheet, y: float, rows: list[list[str]]) -> Sheet:
    sheet.grid(XS, [y + ROW * i for i in range(len(rows) + 1)])
    for i, row in enumerate(rows):
        for x, cell in zip(XS, row, strict=False):
            for number, part in enumerate(cell.split("\n")):
                sheet.text(x + 4, y + ROW * i + 4 + 12 * number, part, 10)
    return sheet


def test_a_ruled_table_is_rows_of_cells_in_its_place():
    sheet = Sheet().text(80, 100, "表1 任务分解表").text(80, 300, "二、改造范围")
    rows = [
        ["区县", "小区（个）", "投资\n（万元）"],
        ["青禾区", "21", "11040"],
        ["合计", "", "11040"],
    ]
    assert _lines(_read(_table(sheet, 130, rows))) == [
        "表1 任务分解表",
        "区县\t小区（个）\t投资（万元）",
        "青禾区\t21\t11040",
        "合计\t\t11040",
        "二、改造范围",
    ]


def test_cells_have_boxes():
    document = _read(
        _table(Sheet(), 130, [["区县", "小区（个）", "投资"], ["青禾区", "21", "11040"]])
    )
    at = document.text.index("11040")
    (box,) = document.boxes(at, at + 5)
    assert XS[2] < box.x0 < box.x1 < XS[3] and 160 < box.y0 < box.y1 < 190


def test_a_merged_cell_has_its_text_in_the_first_of_its_places():
    sheet = Sheet().grid(XS, (130, 190))
    sheet.rule(XS[1], 160, XS[3], 160)  # the first column is merged over both rows
    for x, y, text in ((0, 140, "指标"), (1, 134, "2024年"), (2, 134, "2025年"), (1, 164, "21")):
        sheet.text(XS[x] + 4, y, text, 10)
    assert _lines(_read(sheet)) == ["指标\t2024年\t2025年", "\t21\t"]


def test_a_first_row_of_one_cell_is_a_line_above_the_table():
    sheet = Sheet().grid((XS[0], XS[3]), (130, 160)).text(84, 134, "任务分解表", 10)
    rows = [["区县", "小区（个）", "投资"], ["青禾区", "21", "11040"]]
    assert _lines(_read(_table(sheet, 160, rows))) == [
        "任务分解表",
        "区县\t小区（个）\t投资",
        "青禾区\t21\t11040",
    ]


def test_a_table_goes_on_over_a_page():
    head = ["任务", "责任单位", "完成时限"]
    first = _table(
        _body().text(80, 720, "见下表"), 740, [head, ["开展摸底评估并", "市住房城乡", "6月底前"]]
    )
    second = _table(
        Sheet().text(280, 780, "— 2 —", 14), 110, [head, ["编制方案", "市财政局", "7月底前"]]
    )
    rows = [
        line for line in _lines(_read(first.text(280, 800, "— 1 —", 14), second)) if "\t" in line
    ]
    assert rows == [
        "任务\t责任单位\t完成时限",
        "开展摸底评估并\t市住房城乡\t6月底前",
        "编制方案\t市财政局\t7月底前",
    ]


def test_a_row_cut_by_the_end_of_a_page_is_put_together():
    first = _table(Sheet(), 700, [["1", "开展老旧小区改造摸底", "6月底前"]])
    second = _table(Sheet(), 110, [["", "评估并公布结果", ""], ["2", "编制方案", "7月底前"]])
    assert _lines(_read(first, second)) == [
        "1\t开展老旧小区改造摸底评估并公布结果\t6月底前",
        "2\t编制方案\t7月底前",
    ]


def test_a_frame_is_no_table():
    sheet = _body().grid((60, 540), (100, 720)).rule(60, 400, 540, 400)
    assert "\t" not in _read(sheet).text


def test_a_drawing_of_very_many_lines_is_not_searched():
    sheet = _body()
    for i in range(5000):
        sheet.rule(80, i % 800, 80 + i % 400, i % 800)
    document = _read(sheet.grid(XS, (730, 760)))
    assert [code for code, _, _ in document.notes] == ["table_not_read"]
    assert _lines(document)[0] == f"00{LINE}"


# no usable text --------------------------------------------------------------------------

SCAN = Sheet().picture(0, 0, *A4, (250, 250, 250))


@pytest.mark.parametrize(
    ("sheet", "code", "reason"),
    [
        (SCAN, "page_without_text", "a scan"),
        (
            Sheet().picture(0, 0, *A4, (250, 250, 250)).text(280, 780, "— 3 —"),
            "page_without_text",
            "a scan with a printed page number",
        ),
        (Sheet().text(80, 100, LINE, font="unmapped"), "text_layer_broken", "no ToUnicode"),
        (Sheet().text(80, 100, LINE, font="garbled"), "text_layer_broken", "a wrong encoding"),
        (Sheet().text(80, 100, "\ue001\ue002\ue003\ue004"), "text_layer_broken", "private use"),
        (
            Sheet().text(
                80,
                100,
                "斖斘斚斝斞斠斢斣斦斨斪斬斮斱斲斳斴斵斶斸旀旂旇旈旉旊旍旐旑旓旔旕旘旙旚旛旜旝旞旟",
            ),
            "text_layer_broken",
            "ideographs that nobody writes",
        ),
    ],
)
def test_pages_without_usable_text_are_named_and_left_out(sheet, code, reason):
    document = _read(_body(mark="甲"), sheet)
    ((found, english, chinese),) = document.notes
    assert (found, len(document.pages)) == (code, 2), reason
    assert english.startswith("page 2 ") and "--ocr auto" in english and "第2页" in chinese
    assert document.text.split("\f")[1] == ""
    with pytest.raises(UnreadableError, match="--ocr auto"):
        _read(sheet)


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (_body().text(80, 720, "\ue001 有一个项目符号"), "a bullet of a symbol font"),
        (Sheet().text(80, 100, "面积 37.5 m², 约±2°"), "marks of Latin-1"),
        (Sheet().text(80, 100, "Appendix A: list of projects 2024"), "Latin letters"),
        (
            _body(Sheet().picture(0, 0, *A4, (250, 250, 250))),
            "a scan with a text layer",
        ),
    ],
)
def test_usable_text_is_taken(sheet, reason):
    assert _read(sheet).notes == (), reason


def test_a_blank_page_is_nothing_to_tell():
    document = _read(_body(), Sheet(), _body())
    assert document.notes == () and len(document.pages) == 3


@pytest.mark.skipif(not ocr.available(), reason="the extra ocr is not installed")
def test_a_scan_is_recognised_in_its_place():
    text = "全市计划改造老旧小区30个"
    with pypdfium2.PdfDocument(write([Sheet().lines(80, 110, [text] * 3)])) as pdf:
        image = pdf[0].render(scale=200 / 72).to_pil()
    picture = io.BytesIO()
    image.save(picture, "PDF", resolution=200)
    document = read_bytes(picture.getvalue(), "scan.pdf")
    assert document.ocr and document.reader == "pdf"
    assert document.text.replace("\u3000", "").split("\n") == [text] * 3
    (box,) = document.boxes(0, 2)
    assert box.page == 1 and 74 < box.x0 < 84 and 100 < box.y0 < box.y1 < 135
    assert extract(document).source.ocr


def test_without_the_extra_the_install_line_is_named(monkeypatch):
    """The extra is there in the tests, so its absence is acted: nothing else of it is."""
    monkeypatch.setattr(ocr, "available", lambda: False)
    document = _read(_body(), SCAN, options=ReadOptions())
    assert "pip install 'gongwen-extractor[ocr]'" in document.notes[0][1]
    with pytest.raises(UnreadableError, match=r"pip install 'gongwen-extractor\[ocr\]'"):
        _read(SCAN, options=ReadOptions())


# files -----------------------------------------------------------------------------------


def test_a_file_with_an_empty_password_is_read_and_a_locked_one_named():
    sheets = [Sheet().text(80, 100, LINE)]
    assert read_bytes(write(sheets, password=""), "plan.pdf").text == LINE
    with pytest.raises(UnreadableError, match="locked with a password"):
        read_bytes(write(sheets, password="secret"), "plan.pdf")


def test_files_with_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf_reader, "MAX_PAGES", 2)
    with pytest.raises(UnreadableError, match="has 3 pages, more than 2; split it"):
        _read(_body(), _body(), _body())


def test_a_file_of_blank_pages_is_an_error():
    with pytest.raises(UnreadableError, match="its pages are empty"):
        _read(Sheet(), Sheet())


SAMPLE = write([_table(_body(), 720, [["a", "b", "c"], ["1", "2", "3"]]), _seal(_body(), 400, 700)])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_gives_a_document_or_an_error_of_ours(data):
    damaged = bytearray(SAMPLE)
    if data.draw(st.booleans()):
        del damaged[data.draw(st.integers(8, len(SAMPLE))) :]
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(8, max(8, len(damaged) - 1)))
        damaged[at : at + 1] = data.draw(st.binary(max_size=3))
    try:
        document = read_bytes(bytes(damaged), "plan.pdf", NO_OCR)
    except ExtractorError:
        pass
    else:
        assert list(document.pages) == [
            0,
            *(i + 1 for i, c in enumerate(document.text) if c == "\f"),
        ]


# the same records as from the text -------------------------------------------------------

SAMPLES = [
    "anlan_tables",
    "dianti",
    "jieneng",
    "penggai",
    "qinghe_draft",
    "tingche",
    "yunling_measures",
    "yunling_renovation",
]


def _records(notice) -> dict[str, list[str]]:
    """Return what the notice says, without places."""
    data = json.loads(notice.to_json())
    kinds = ("targets", "deadlines", "responsibilities", "funding", "eligibility", "works")
    found = {
        kind: sorted(
            json.dumps(
                {k: v for k, v in record.items() if k not in ("id", "evidence", "related")},
                sort_keys=True,
                ensure_ascii=False,
            )
            for record in data[kind]
        )
        for kind in kinds
    }
    return found | {"metadata": [json.dumps(data["metadata"], ensure_ascii=False)]}


@functools.cache
def _typeset(name: str) -> bytes:
    data: bytes = typeset(read(NOTICES / f"{name}.txt").text)
    return data


@pytest.mark.parametrize("name", SAMPLES)
def test_a_pdf_gives_the_same_records_as_its_text(name):
    document = read_bytes(_typeset(name), f"{name}.pdf")
    notice = extract(document)
    assert _records(notice) == _records(extract(NOTICES / f"{name}.txt"))
    assert notice.source.pages == len(document.pages) > 1
    evidence = [e for record in notice.responsibilities for e in record.evidence]
    for item in evidence:
        assert document.text[item.start : item.end] == item.text
        assert item.page == document.page_at(item.start)
        boxes = document.boxes(item.start, item.end)
        assert boxes and boxes[0].page == item.page
    assert len({item.page for item in evidence}) > 1


_STYLE = (
    'style:font-name="F" style:font-name-asian="F" fo:font-size="16pt" style:font-size-asian="16pt"'
)
_ODT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'Noto Serif CJK SC'"/>
</office:font-face-decls><office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties
 fo:text-indent="32pt" style:punctuation-wrap="simple" fo:text-align="justify"
 fo:line-height="28pt"/><style:text-properties {_STYLE}/></style:style>
<style:style style:name="K" style:family="table-cell"><style:table-cell-properties
 fo:border="0.5pt solid #000000" fo:padding="2pt"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm"
 fo:page-height="29.7cm" fo:margin-top="3.7cm" fo:margin-bottom="2cm" fo:margin-left="2.8cm"
 fo:margin-right="2.6cm"/><style:footer-style><style:header-footer-properties
 fo:min-height="1cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>
</office:automatic-styles><office:master-styles><style:master-page style:name="Standard"
 style:page-layout-name="L"><style:footer><text:p>— <text:page-number/> —</text:p></style:footer>
</style:master-page></office:master-styles><office:body><office:text>{{}}</office:text>
</office:body></office:document>"""


def _as_odt(text: str) -> str:
    parts: list[str] = []
    rows: list[str] = []
    for line in [*filter(None, map(str.strip, text.split("\n"))), ""]:
        if "\t" in line:
            cells = "".join(
                f'<table:table-cell table:style-name="K"><text:p>{cell}</text:p></table:table-cell>'
                for cell in line.split("\t")
            )
            rows.append(f"<table:table-row>{cells}</table:table-row>")
            continue
        if rows:
            count = rows[0].count("<table:table-cell ")
            columns = f'<table:table-column table:number-columns-repeated="{count}"/>'
            parts.append(f"<table:table>{columns}{''.join(rows)}</table:table>")
            rows = []
        parts.append(f'<text:p text:style-name="P">{line}</text:p>')
    return _ODT.format("".join(parts))


@pytest.mark.usefixtures("soffice")
def test_what_an_office_program_prints_gives_the_same_records(tmp_path):
    names = ("anlan_tables", "tingche", "yunling_renovation")
    for name in names:
        (tmp_path / f"{name}.fodt").write_text(_as_odt(read(NOTICES / f"{name}.txt").text), "utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
        + [tmp_path / f"{name}.fodt" for name in names],
        check=True,
        capture_output=True,
        timeout=100,
    )
    for name in names:
        got = _records(extract(tmp_path / f"{name}.pdf"))
        assert got == _records(extract(NOTICES / f"{name}.txt")), name
