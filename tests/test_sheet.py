"""Spreadsheets and tables in text form: rows as printed, and the records that they give."""

from __future__ import annotations

import contextlib
import datetime
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import perturb
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Document, extract
from extractor.errors import ExtractorError, UnreadableError
from extractor.readers import detect, read, read_bytes

CORPUS = Path(__file__).parents[1] / "corpus" / "notices"
XLS = Path(__file__).parent / "files" / "plan.xls"
PLAN = [
    ["序号", "县（市、区）", "小区名称", "户数", "栋数", "面积（万平方米）", "投资（万元）"],
    [1, "临溪县", "玉泉花园", 312, 8, 2.56, 1200.0],
    [2, "临溪县", "青山小区", 150, 4, 1.2, 600],
    [3, "安澜区", "东门里小区", 88, 3, 0.75, 356.5],
    ["合计", "", "", 550, 15, 4.51, 2156.5],
]
TITLE = "云岭市2024年城镇老旧小区改造计划表"

Fill = Callable[[xlsxwriter.Workbook], None]


def workbook(fill: Fill) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"strings_to_urls": False})
    fill(book)
    book.close()
    return data.getvalue()


def one_sheet(rows: list[list[object]], name: str = "Sheet1") -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)

    return workbook(fill)


def lines(fill: Fill) -> list[str]:
    return read_bytes(workbook(fill), "plan.xlsx").text.split("\n")


def _plan(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("改造计划")
    sheet.merge_range(0, 0, 0, 6, TITLE)
    for at, row in enumerate(PLAN):
        sheet.write_row(at + 1, 0, row)
    sheet.write(6, 0, "备注：以实际实施为准。")


def test_a_plan_table_as_printed() -> None:
    assert lines(_plan) == [
        "改造计划",
        TITLE,
        "序号\t县（市、区）\t小区名称\t户数\t栋数\t面积（万平方米）\t投资（万元）",
        "1\t临溪县\t玉泉花园\t312\t8\t2.56\t1200",
        "2\t临溪县\t青山小区\t150\t4\t1.2\t600",
        "3\t安澜区\t东门里小区\t88\t3\t0.75\t356.5",
        "合计\t\t\t550\t15\t4.51\t2156.5",
        "备注：以实际实施为准。",
    ]


def test_targets_of_a_plan_table() -> None:
    notice = extract(read_bytes(workbook(_plan), "plan.xlsx"))
    found = [(t.indicator, t.value, t.unit, t.area, t.period_end) for t in notice.targets]
    year = "2024-12-31"
    assert found[:4] == [
        ("households", Decimal(312), "count", "临溪县", year),
        ("buildings", Decimal(8), "count", "临溪县", year),
        ("floor_area", Decimal("25600"), "m2", "临溪县", year),
        ("investment", Decimal(12_000_000), "CNY", "临溪县", year),
    ]
    assert found[-4:] == [
        ("households", Decimal(550), "count", None, year),
        ("buildings", Decimal(15), "count", None, year),
        ("floor_area", Decimal("45100"), "m2", None, year),
        ("investment", Decimal(21_565_000), "CNY", None, year),
    ]
    assert len(found) == 16


def _two_rows_of_header(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 5, "安澜市棚户区改造任务分解表")
    sheet.merge_range(1, 0, 2, 0, "县区")
    sheet.merge_range(1, 1, 1, 2, "2025年计划")
    sheet.merge_range(1, 3, 1, 4, "2026年计划")
    sheet.write(1, 5, "总投资")
    sheet.write_row(2, 1, ["户数", "面积（平方米）", "户数", "面积（平方米）", "（万元）"])
    sheet.write_row(3, 0, ["东城区", 100, 8000, 90, 7200, 3000])
    sheet.write_row(4, 0, ["合计", 150, 12000, 135, 10800, 4500])


def test_headers_of_two_rows_name_their_columns_together() -> None:
    notice = extract(read_bytes(workbook(_two_rows_of_header), "plan.xlsx"))
    found = [(t.indicator, t.value, t.area, t.period_end) for t in notice.targets]
    assert found[:5] == [
        ("households", Decimal(100), "东城区", "2025-12-31"),
        ("floor_area", Decimal(8000), "东城区", "2025-12-31"),
        ("households", Decimal(90), "东城区", "2026-12-31"),
        ("floor_area", Decimal(7200), "东城区", "2026-12-31"),
        ("investment", Decimal(30_000_000), "东城区", None),
    ]
    years = [e.text for e in notice.targets[2].evidence if e.role == "context"]
    assert "2026年" in years


def _tasks(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("任务分工")
    sheet.merge_range(0, 0, 0, 4, "重点任务分工表")
    sheet.write_row(1, 0, ["序号", "重点任务", "牵头单位", "责任单位", "完成时限"])
    sheet.write_row(
        2,
        0,
        [
            1,
            "完成老旧小区改造15个，新增停车位300个",
            "市住房和城乡建设局",
            "市财政局、市自然资源和规划局",
            "2024年12月底前",
        ],
    )
    sheet.write_row(3, 0, [2, "改造供水管网20公里", "市水务局", "市城市管理局", "2025年6月底前"])


def test_deadlines_and_duties_of_a_table_of_tasks() -> None:
    notice = extract(read_bytes(workbook(_tasks), "tasks.xlsx"))
    assert [(d.end, d.task) for d in notice.deadlines] == [
        ("2024-12-31", "完成老旧小区改造15个，新增停车位300个"),
        ("2025-06-30", "改造供水管网20公里"),
    ]
    assert [(r.role, r.actor) for r in notice.responsibilities][:3] == [
        ("lead", "市住房和城乡建设局"),
        ("responsible", "市财政局"),
        ("responsible", "市自然资源和规划局"),
    ]
    assert [(t.value, t.period_end) for t in notice.targets] == [
        (Decimal(15), "2024-12-31"),
        (Decimal(300), "2024-12-31"),
        (Decimal(20), "2025-06-30"),
    ]


CELLS = [
    (1.0, None, "1", "an integral number"),
    (0.1 + 0.2, None, "0.3", "no noise of binary fractions"),
    (1234567.5, "#,##0.00", "1234567.5", "digits without their groups"),
    (1e15, None, "1000000000000000", "no exponent"),
    (0.256, "0.0%", "25.6%", "a share"),
    (0.5, "0%", "50%", "a built-in share"),
    (1, "0.00%", "100%", "a whole share"),
    (0.07, '0%"（预计）"', "7%", "a share with words in its format"),
    (True, None, "是", "a truth value"),
    (datetime.date(2024, 6, 30), "yyyy-mm-dd", "2024-06-30", "a day"),
    (datetime.date(2024, 6, 30), 'yyyy"年"m"月"d"日"', "2024-06-30", "a day in Chinese"),
    (datetime.date(2024, 6, 1), 'yyyy"年"m"月"', "2024年6月", "a month has no day"),
    (datetime.date(2024, 1, 1), "yyyy", "2024年", "a year has no month"),
    (
        datetime.datetime.fromisoformat("2024-06-30 08:05"),
        "yyyy-mm-dd hh:mm",
        "2024-06-30 08:05",
        "a moment",
    ),
    ("甲\n乙\t丙", None, "甲 乙 丙", "a cell is on one line"),
    ("=1+1", None, "=1+1", "text that looks like a formula"),
]


@pytest.mark.parametrize(("value", "code", "shown", "why"), CELLS)
def test_cells_as_printed(value: object, code: str | None, shown: str, why: str) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        style = book.add_format({"num_format": code}) if code else None
        sheet.write_string(0, 0, "值")
        if isinstance(value, datetime.date):
            sheet.write_datetime(0, 1, value, style)
        elif isinstance(value, str):
            sheet.write_string(0, 1, value)
        else:
            sheet.write(0, 1, value, style)

    assert lines(fill) == [f"值\t{shown}"], why


def _hidden(book: xlsxwriter.Workbook) -> None:
    first, second, third = (
        book.add_worksheet(),
        book.add_worksheet("底稿"),
        book.add_worksheet("空"),
    )
    second.hide()
    second.write(0, 0, "不公开")
    first.write_row(0, 0, ["名称", "内部编号", "户数"])
    first.write_row(1, 0, ["甲小区", "x", 5])
    first.write_row(2, 0, ["乙小区", "y", 6])
    first.write_row(5, 0, ["丙小区", "z", 7])
    first.set_row(2, None, None, {"hidden": True})
    first.set_column(1, 1, None, None, {"hidden": True})
    third.write_blank(0, 0, None, book.add_format())


def test_what_a_sheet_hides_is_left_out() -> None:
    assert lines(_hidden) == ["名称\t户数", "甲小区\t5", "丙小区\t7"]


def test_the_old_format() -> None:
    """The file was made from ``_plan`` by an office program."""
    data = XLS.read_bytes()
    assert detect(data, "plan.dat") == "XLS spreadsheet"
    assert read_bytes(data, "plan.xls").text == read_bytes(workbook(_plan), "plan.xlsx").text


SEPARATED = [
    pytest.param("县区,户数\n临溪县,\"1,200\"\n", "a.csv", "utf-8", id="commas"),
    pytest.param("县区\t户数\n临溪县\t1,200\n", "a.tsv", "gb18030", id="TABs in gb18030"),
    pytest.param("县区,户数\r\n临溪县,\"1,200\"\r\n", "a.csv", "utf-8-sig", id="with a mark"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "encoding"), SEPARATED)
def test_tables_in_text_form(text: str, name: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding), name).text == "县区\t户数\n临溪县\t1,200"


def test_broken_and_empty_workbooks_are_refused() -> None:
    empty = workbook(lambda book: book.add_worksheet())
    with pytest.raises(UnreadableError, match="empty"):
        read_bytes(empty, "plan.xlsx")
    with pytest.raises(ExtractorError):
        read_bytes(empty[: len(empty) // 2], "plan.xlsx")
    with pytest.raises(UnreadableError, match=r"cannot be opened|broken"):
        read_bytes(XLS.read_bytes()[:1536] + b"\0" * 2000, "plan.xls")


DATA = workbook(_plan)


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, len(DATA)), at=st.integers(0, len(DATA) - 1), bit=st.integers(0, 7))
def test_damage_gives_a_document_or_our_own_error(cut: int, at: int, bit: int) -> None:
    flipped = bytearray(DATA)
    flipped[at] ^= 1 << bit
    for data in (DATA[:cut], bytes(flipped)):
        with contextlib.suppress(ExtractorError):
            assert isinstance(read_bytes(data, "plan.xlsx"), Document)


CELL = st.text("市县区改造数 12", min_size=1, max_size=8).map(lambda s: "甲" + " ".join(s.split()))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_rows_round_trip(rows: list[list[str]]) -> None:
    text = read_bytes(one_sheet([list(row) for row in rows]), "a.xlsx").text
    assert [line.split("\t") for line in text.split("\n")] == rows


SAMPLES = ["anlan_tables", "minsheng", "yunling_renovation", "dianti", "jieneng"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_notice_pasted_into_a_sheet_gives_the_records_of_its_text(sample: str) -> None:
    plain = read(CORPUS / f"{sample}.txt")
    rows: list[list[object]] = [list(line.split("\t")) for line in plain.text.split("\n")]
    found, expected = extract(read_bytes(one_sheet(rows), "a.xlsx")), extract(plain)
    assert perturb.keys(found) == perturb.keys(expected)
    assert found.metadata == expected.metadata
