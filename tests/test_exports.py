"""A comparison in every form: the same values come back, and nothing is ever a formula."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from extractor import Comparison, Document, Failure, compare, extract
from extractor.comparison.compared import Cell
from extractor.errors import ExportError
from extractor.export import EXPORTS, writer
from extractor.export.csv import bare, guarded
from extractor.export.grid import cell_words
from extractor.models import plain_number

TEXT = """云岭市2024年老旧小区改造实施方案
一、目标任务
2024年，全市改造老旧小区58个、1.16万户，总投资约5410万元。市财政按核定投资的20%给予奖补。
二、改造内容
改造供水、道路。（牵头单位：市住房城乡建设局；责任单位：市财政局）
"""
FAILURE = Failure(name="scan.pdf", sha256=None, code="unsupported", message="scan.pdf: a picture")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def cities() -> Comparison:
    second = TEXT.replace("云岭市", "临溪县").replace("58", "60")
    return compare(
        [
            extract(Document.from_text(TEXT, "a.txt")),
            extract(Document.from_text(second, "b.txt")),
            FAILURE,
        ]
    )


def _values(cell: Cell) -> list[Any]:
    items: list[Any] = [item.value for item in cell.values] or [None]
    return [str(plain_number(v)) if isinstance(v, Decimal) else v for v in items]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _long(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str], tuple[str, list[Any]]]:
    found: dict[tuple[str, str], tuple[str, list[Any]]] = {}
    for row in rows:
        key = (row["notice"], row["variable"])
        found.setdefault(key, (row["status"], []))[1].append(row["value"] or None)
    return found


def _expected(comparison: Comparison) -> dict[tuple[str, str], tuple[str, list[Any]]]:
    return {(c.notice, c.variable): (c.status, _values(c)) for c in comparison.cells}


def test_long_csv_gives_the_cells_back(cities: Comparison, tmp_path: Path) -> None:
    cities.to_csv(tmp_path / "c.csv")
    assert _long(_rows(tmp_path / "c.csv")) == _expected(cities)
    assert (tmp_path / "c.csv").read_bytes().startswith(b"\xef\xbb\xbf"), "Excel asks for it"


def test_wide_csv_has_a_row_for_each_notice_and_two_columns_for_each_variable(
    cities: Comparison, tmp_path: Path
) -> None:
    cities.to_csv(tmp_path / "c.csv", wide=True)
    rows = _rows(tmp_path / "c.csv")
    assert [row["notice"] for row in rows] == ["a.txt", "b.txt", "scan.pdf"]
    for cell in cities.cells:
        row = next(row for row in rows if row["notice"] == cell.notice)
        assert row[f"{cell.variable}.cell"] == cell.status
        found = bare(row[cell.variable]).split(" | ")
        assert [text.split(": ")[-1] for text in found] == [
            (text or "").split(": ")[-1] for text in _values(cell)
        ]
    assert len(rows[0]) == 3 + 2 * len(cities.variables), "no column stands for two things"


PLAN = """云岭市2024年老旧小区改造实施方案
一、目标任务
2024年改造老旧小区3000个，2025年改造老旧小区4000个，其中2024年青禾区30个、望湖区28个。
二、资金
市财政对2000年前建成的小区按改造费用的60%给予补助，对其他小区按改造费用的40%给予补助。
"""


@pytest.fixture(scope="module")
def plan() -> Comparison:
    return compare([extract(Document.from_text(PLAN, "a.txt"))])


def test_a_row_has_one_value_with_all_that_is_said_of_it(plan: Comparison, tmp_path: Path) -> None:
    plan.to_csv(tmp_path / "c.csv")
    rows = [r for r in _rows(tmp_path / "c.csv") if r["variable"] == "communities_by_year"]
    assert [(r["of"], r["value"], r["number"], r["period_end"]) for r in rows] == [
        ("2024", "3000", "3000", "2024-12-31"),
        ("2025", "4000", "4000", "2025-12-31"),
    ]
    assert {r["comparator"] for r in rows} == {"eq"}
    records = [r["records"] for r in rows]
    assert len(set(records)) == 2 and not any("|" in text for text in records)
    areas = [r for r in _rows(tmp_path / "c.csv") if r["variable"] == "communities_by_area"]
    assert [(r["area"], r["number"]) for r in areas] == [("青禾区", "30"), ("望湖区", "28")]
    shares = [r for r in _rows(tmp_path / "c.csv") if r["variable"] == "municipal_share"]
    assert {(r["number"], r["base"]) for r in shares} == {("60", "改造费用"), ("40", "改造费用")}
    assert len({r["condition"] for r in shares}) == 2


def test_values_in_a_cell_are_told_apart_in_every_form(plan: Comparison, tmp_path: Path) -> None:
    sheets = _sheets(plan, tmp_path / "c.xlsx")
    (scale,) = [rows for name, rows in sheets.items() if name.startswith("scale")]
    shown = {row[0].value: row[3].value for row in scale}
    assert shown["Communities by year"] == "2024：3,000\n2025：4,000"
    by_year = next(c for c in plan.cells if c.variable == "communities_by_year")
    variable = next(v for v in plan.variables if v.id == "communities_by_year")
    assert cell_words(variable, by_year, "en") == ["2024: 3,000", "2025: 4,000"]
    plan.to_csv(tmp_path / "c.csv", wide=True)
    (row,) = _rows(tmp_path / "c.csv")
    assert row["communities_by_year"] == "2024: 3000 | 2025: 4000"


def test_a_sheet_reads_with_its_first_row_as_head(plan: Comparison, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    plan.to_xlsx(tmp_path / "c.xlsx")
    sheet = pandas.read_excel(
        tmp_path / "c.xlsx", sheet_name="scale 规模", index_col=0, engine="openpyxl"
    )
    assert sheet.loc["Communities", "a.txt"] == 7000
    assert sheet.loc["rank", "a.txt"] in (1, "1") and sheet.loc["place"].notna().any()


OTHER = """云岭市数字政府建设工作方案
一、主要任务
2024年，移动电话用户达到2990万户。
"""


def test_a_number_that_counts_something_else_says_so_and_stays_a_number(tmp_path: Path) -> None:
    comparison = compare([extract(Document.from_text(OTHER, "a.txt"))])
    sheets = _sheets(comparison, tmp_path / "c.xlsx")
    (scale,) = [rows for name, rows in sheets.items() if name.startswith("scale")]
    (cell,) = [row[3] for row in scale if row[0].value == "Households"]
    assert cell.value == 29_900_000
    assert cell.number_format == '"≥"#,##0"（移动电话用户）"'
    comparison.to_csv(tmp_path / "c.csv")
    (row,) = [r for r in _rows(tmp_path / "c.csv") if r["variable"] == "households"]
    assert row["counted"] == "移动电话用户"


def test_parquet_gives_the_cells_back(cities: Comparison, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    cities.to_parquet(tmp_path / "c.parquet")
    file = str(tmp_path / "c.parquet")
    rows = duckdb.execute("SELECT * FROM read_parquet(?)", [file]).fetchall()
    names = [
        column[0] for column in duckdb.execute("DESCRIBE FROM read_parquet(?)", [file]).fetchall()
    ]
    found = [dict(zip(names, row, strict=True)) for row in rows]
    assert _long(found) == _expected(cities)
    numbers = {row["value"]: row["number"] for row in found if row["number"] is not None}
    assert numbers["54100000"] == 54100000.0
    assert {type(row["period_end"]).__name__ for row in found} == {"date", "NoneType"}


def _sheets(comparison: Comparison, path: Path) -> dict[str, list[list[Any]]]:
    comparison.to_xlsx(path)
    book = load_workbook(path)
    return {sheet.title: [list(row) for row in sheet.iter_rows()] for sheet in book}


def test_the_workbook_has_every_cell_on_the_sheet_of_its_topic(
    cities: Comparison, tmp_path: Path
) -> None:
    sheets = _sheets(cities, tmp_path / "c.xlsx")
    cells = {(c.notice, c.variable): c for c in cities.cells}
    seen = 0
    for topic in dict.fromkeys(v.topic for v in cities.variables):
        (rows,) = [rows for name, rows in sheets.items() if name.startswith(topic)]
        asked = [v for v in cities.variables if v.topic == topic]
        notices = [cell.value for cell in rows[0][3:]]
        for variable, row in zip(asked, rows[3:], strict=True):
            assert row[0].value == variable.name
            for notice, shown in zip(notices, row[3:], strict=True):
                cell = cells[notice, variable.id]
                seen += 1
                if isinstance(cell.value, Decimal):
                    assert shown.value == pytest.approx(float(cell.value)), variable.id
                elif cell.status == "not_stated":
                    assert shown.value == "—"
                elif cell.status == "unreadable":
                    assert shown.value.startswith("unreadable")
    assert seen == len(cities.cells)


def test_the_workbook_has_comments_legend_codebook_and_frozen_heads(
    cities: Comparison, tmp_path: Path
) -> None:
    sheets = _sheets(cities, tmp_path / "c.xlsx")
    scale = next(rows for name, rows in sheets.items() if name.startswith("scale"))
    communities = next(row for row in scale if row[0].value == "Communities")
    assert "老旧小区58个" in communities[3].comment.text
    grey, yellow = (row.fill.fgColor.rgb for row in (scale[4][3], communities[5]))
    assert grey != yellow
    book = load_workbook(tmp_path / "c.xlsx")
    assert {"notices 文件", "checks 核对", "codebook 编码手册", "legend 图例"} <= set(
        book.sheetnames
    )
    assert book[scale[0][0].parent.title].freeze_panes == "D4"
    ids = [row[0].value for row in sheets["codebook 编码手册"]][1:]
    assert ids == [v.id for v in cities.variables]
    dates = next(row for row in sheets["notices 文件"][1:] if row[0].value == "scan.pdf")
    assert "a picture" in str([cell.value for cell in dates])


def test_the_same_comparison_gives_the_same_bytes(cities: Comparison, tmp_path: Path) -> None:
    for ending in EXPORTS:
        if ending == ".html":
            continue
        write = writer(tmp_path / f"a{ending}")
        write(cities, tmp_path / f"a{ending}")
        write(cities, tmp_path / f"b{ending}")
        assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_an_unknown_ending_lists_those_there_are() -> None:
    with pytest.raises(ExportError, match=r"\.json, \.csv, \.xlsx, \.parquet"):
        writer(Path("cities.doc"))


# Formulas.


@given(st.text())
def test_text_is_guarded_and_comes_back(text: str) -> None:
    assert bare(guarded(text)) == text
    assert _number(text) or not guarded(text).startswith(FORMULA)


words = st.text(st.sampled_from("=+-@\t'\r\n|,\"; 甲1＝"), min_size=1, max_size=8)


def _with(comparison: Comparison, values: list[str]) -> Comparison:
    """Return a comparison whose texts are *values*, as a hostile notice might have them."""
    cells = list(comparison.cells)
    free = [n for n, c in enumerate(cells) if c.status == "stated" and isinstance(c.value, tuple)]
    for n, value in zip(free, values, strict=False):
        first = cells[n].values[0].model_copy(update={"number": None, "of": None})
        texts = [first.model_copy(update={"value": text}) for text in (value, value + "甲")]
        change = {"value": (value, value + "甲"), "values": tuple(texts)}
        cells[n] = cells[n].model_copy(update=change)
    evidence = tuple(e.model_copy(update={"text": values[0]}) for e in comparison.evidence)
    notices = (
        comparison.notices[0].model_copy(update={"title": values[0]}),
        *comparison.notices[1:],
    )
    return comparison.model_copy(
        update={"cells": tuple(cells), "evidence": evidence, "notices": notices}
    )


@settings(max_examples=15)
@given(st.lists(words, min_size=3, max_size=3))
def test_no_text_becomes_a_formula_and_every_text_comes_back(
    values: list[str],
) -> None:
    hostile = _with(compare([extract(Document.from_text(TEXT, "a.txt"))]), values)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "c.csv"
        hostile.to_csv(path)
        rows = _rows(path)
        found = [
            {**row, "value": bare(row["value"]) if row["number"] == "" else row["value"]}
            for row in rows
        ]
        assert _long(found) == _expected(hostile)
        texts = [text for row in rows for name, text in row.items() if name != "number"]
        assert [text for text in texts if text.startswith(FORMULA) and not _number(text)] == []
        hostile.to_xlsx(Path(folder) / "c.xlsx")
        content = (Path(folder) / "c.xlsx").read_bytes()
        for sheet in load_workbook(BytesIO(content)):
            for row in sheet.iter_rows():
                assert [cell.value for cell in row if cell.data_type == "f"] == []


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_a_negative_number_stays_a_number(cities: Comparison, tmp_path: Path) -> None:
    cells = [
        c.model_copy(
            update={
                "value": Decimal(-3),
                "values": tuple(
                    v.model_copy(update={"value": Decimal(-3), "number": Decimal(-3)})
                    for v in c.values
                ),
            }
        )
        if c.variable == "communities"
        else c
        for c in cities.cells
    ]
    changed = cities.model_copy(update={"cells": tuple(cells)})
    changed.to_csv(tmp_path / "c.csv")
    row = next(r for r in _rows(tmp_path / "c.csv") if r["variable"] == "communities")
    assert (row["number"], row["value"]) == ("-3", "-3")


@pytest.mark.parametrize(
    ("module", "call", "extra"),
    [
        ("duckdb", "to_parquet('c.parquet')", "parquet"),
        ("pandas", "to_frame()", "frames"),
    ],
)
def test_without_an_extra_the_error_names_the_install_line(
    module: str, call: str, extra: str
) -> None:
    script = f"import sys; sys.modules['{module}'] = None\nfrom extractor import compare\ncompare([]).{call}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 1
    assert f"pip install 'gongwen-extractor[{extra}]'" in done.stderr
