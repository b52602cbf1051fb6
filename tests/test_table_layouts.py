"""A table says the same however it is printed: the records are those of its rows with TAB."""

from collections.abc import Callable

import pytest
from perturb import keys
from table_layouts import (
    Table,
    at_the_top,
    bars,
    blank,
    blanks,
    cells,
    columns,
    heads,
    in_one_line,
    in_the_middle,
    markdown,
    names,
    names_around,
    numbered_names,
    over_pages,
    parted_cells,
    tabs,
    wrapped,
)

from extractor import Document, PolicyNotice, extract
from extractor.cells.interleaved import interleaved_rows

Layout = Callable[[Table], str]


def _table(text: str) -> Table:
    return [row.split("|") for row in text.split("⏎")]


TASKS = _table(
    "序号|重点任务|牵头单位|责任单位|完成时限"
    "⏎1|新建村级养老服务点36个，改造敬老院8所|县民政局|各乡镇人民政府、县财政局|2026年11月底前"
    "⏎2|排查整治养老机构消防隐患，整改率达到100%|县消防救援大队|县住房和城乡建设局、县民政局|2026年6月底前"
    "⏎3|培训养老护理员1200人次以上|县人力资源社会保障局|县总工会、县职教中心|长期坚持"
    "⏎4|开通智慧养老平台，接入服务站点50家|县数据局|县民政局|2026年第三季度"
)
ONE_BODY = _table(
    "序号|任务|责任单位|完成时限"
    "⏎1|编制供水专项规划并报县政府审批|县水务局牵头，县发展改革局、县自然资源局配合|2026年7月31日前"
    "⏎2|改造青石、白水等6个乡镇供水管网|县水务投资有限公司，相关乡镇人民政府|2026年12月底前"
    "⏎3|对农村集中供水工程开展水质监测|县卫生健康局、县生态环境局|每季度"
)
COUNTS = _table(
    "县（区）|小区（个）|户数（户）|建筑面积（万平方米）|计划投资（万元）"
    "⏎青禾区|12|3650|31.2|4380⏎临溪县|8|1820|16.5|2100⏎安澜区|5|960|8.4|—⏎合计|25|6430|56.1|6480"
)
INDICATORS = _table(
    "指标|单位|2026年|2027年|2028年"
    "⏎新能源汽车保有量|万辆|17.5|21.8|26⏎城市绿色出行比例|%|75.5|77|78⏎换电站|座|12|20|30"
    "⏎公共充电桩总数|个|22000|27000|32000"
)
GRANTS = _table(
    "电梯层数|补助标准|责任单位⏎四层及以下|8万元/台|市住建局⏎五层|9万元/台|市住建局⏎六层及以上|10万元/台|市住建局"
)
ALL: dict[str, Layout] = {
    "bars": bars,
    "Markdown": markdown,
    "a blank": blank,
    "four blanks": blanks,
    "a cell a line": cells,
    "a cell a line, empty lines between": parted_cells,
    "TAB, wrapped": wrapped(tabs),
    "bars, wrapped": wrapped(bars),
    "Markdown, wrapped": wrapped(markdown),
    "a blank, wrapped": wrapped(blank),
    "bars, wrapped, over pages": over_pages(wrapped(bars)),
    "Markdown in one line": in_one_line(markdown),
}
TABLES = {
    "tasks": (
        TASKS,
        {"deadlines": 4, "responsibilities": 11, "targets": 5},
        {"in the middle": in_the_middle, "at the top": at_the_top},
    ),
    "one body": (ONE_BODY, {"deadlines": 3, "responsibilities": 7}, {"columns": columns}),
    "counts": (COUNTS, {"targets": 15}, {"heads": heads}),
    "indicators": (
        INDICATORS,
        {"targets": 12},
        {"names": names, "names around": names_around, "numbered names": numbered_names},
    ),
    "grants": (GRANTS, {"funding": 3, "responsibilities": 3}, {}),
}
HEAD = (
    "云岭市2026年重点工作任务分解方案\n一、总体要求\n为做好全年重点工作，现制定本方案，"
    "请各单位认真抓好落实。\n二、任务安排\n"
)
FOOT = "\n三、保障措施\n各单位要加强组织领导。"


def _read(table: str) -> PolicyNotice:
    return extract(Document.from_text(HEAD + table + FOOT))


@pytest.mark.parametrize("name", TABLES)
def test_records_of_the_table(name: str) -> None:
    """What the layouts are set against is no empty reading."""
    table, expected, _ = TABLES[name]
    plain = extract(Document.from_text(HEAD + "按要求推进。" + FOOT))
    notice = _read(tabs(table))
    found = {kind: len(getattr(notice, kind)) - len(getattr(plain, kind)) for kind in expected}
    assert found == expected


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        pytest.param(name, layout, id=f"{name}: {label}")
        for name, (_, _, own) in TABLES.items()
        for label, layout in {**ALL, **own}.items()
    ],
)
def test_layouts(name: str, layout: Layout) -> None:
    table = TABLES[name][0]
    base, other = keys(_read(tabs(table))), keys(_read(layout(table)))
    assert base - other == {}, "lost"
    assert other - base == {}, "invented"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "任务|" + "改造老旧小区，" * 40 + ("甲 乙 丙，" * 60 + "|") * 14, id="long cells"
        ),
        pytest.param("序号 任务 责任单位" + " " * 20000 + "x", id="blanks"),
        pytest.param("任务 责任单位 时限\n" * 3000, id="heads without rows"),
        pytest.param("各镇街完成情况。\n" + "青禾镇 8 20\n" * 3000, id="numbers without heads"),
        pytest.param("改造1" + "\n" * 5000 + "— 2 —" + "-" * 5000, id="marks of pages"),
    ],
)
def test_what_only_looks_like_a_table_is_read_in_time(text: str) -> None:
    assert len(Document.from_text(text).folded) == len(text)


@pytest.mark.timeout(20)
def test_rows_of_many_lines_are_put_apart_in_time() -> None:
    heads = "序号 任务 措施 内容 责任单位 时限"
    lines = [heads]
    for number in range(1, 22):
        lines.append(f"{number} 改造提升 完善配套 新建站点 市住建局、 {number % 12 + 1}月底前")
        lines += ["既有小区 公共设施 两处以上 市城管局、"] * 11
    rows = interleaved_rows(lines)
    assert len(rows) == 1 + 21
    assert [len(cell) for cell in rows[1].cells] == [1, 12, 12, 12, 12, 1]
