"""Rows of a table that ran into one line, with TAB between their cells."""

import pytest

from extractor.cells.run_rows import rows_apart
from extractor.document import fold
from extractor.patterns import load_patterns

APART = [
    pytest.param(
        "表1 任务清单|任务\t责任单位\t完成时限|办理许可\t县住建局\t5月20日前|全面开工\t各镇\t2024年6月底前"
        "|做好移交\t物业公司\t长期坚持|三、资金安排",
        id="times",
    ),
    pytest.param(
        "附表|乡镇\t户数\t投资（万元）|河口镇\t416\t925.2|沙埔镇\t225\t540|合计\t641\t1,465.2|备注：略。",
        id="numbers",
    ),
    pytest.param(
        "分工表|序号\t工作任务\t牵头单位|1\t更新管网\t市城管局|2\t加装电梯\t市市场监管局、市住建局"
        "|3\t增设充电桩\t市发展改革委",
        id="running numbers",
    ),
    pytest.param(
        "指标名称\t单位\t2023年基数\t2025年目标|污水收集率\t%\t68.5\t72|泵站\t座\t4\t9",
        id="years in the header",
    ),
    pytest.param(
        "乡镇\t小区（个）\t户数|东镇\t3\t745|西镇\t2\t416|二、任务清单任务如下。"
        "|任务\t责任单位\t时限|摸底\t各镇\t3月底|招标\t县住建局\t4月底|三、其他",
        id="two tables",
    ),
]
WHOLE = [
    pytest.param("序号\t任务\t牵头单位1\t更新管网\t市城管局", id="one row"),
    pytest.param("甲\t乙\t丙丁\t戊\t己庚\t辛\t壬", id="no header"),
    pytest.param("任务\t单位\t时限摸底\t各镇\t尽快招标\t县住建局\t随后", id="a column of neither"),
    pytest.param("序号\t任务\t单位1\t甲\t各镇3\t乙\t各县5\t丙\t各市", id="numbers out of turn"),
    pytest.param("乡镇\t户数\t投资（万元）\t备注", id="a header alone"),
]


@pytest.mark.parametrize("text", APART)
def test_rows_come_apart(text: str) -> None:
    rows = fold(text).split("|")
    assert list(rows_apart("".join(rows), load_patterns())) == rows


@pytest.mark.parametrize("text", WHOLE)
def test_what_is_not_understood_stays_whole(text: str) -> None:
    assert list(rows_apart(fold(text), load_patterns())) == [fold(text)]
