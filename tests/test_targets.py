"""Targets: which quantities are goals, of what, when and where; and which are none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from extractor import Document, extract
from extractor.models import Target

_TITLE = "云岭市2024年重点工作实施方案"


def targets(body: str, title: str = _TITLE) -> tuple[Target, ...]:
    text = f"{title}\n一、重点工作\n{body}\n"
    return extract(Document.from_text(text)).targets


def short(target: Target) -> tuple[Any, ...]:
    return target.indicator, target.value, target.unit


YEAR = "2024-12-31"

INDICATORS = [
    ("实施12个老旧小区改造项目", [("projects", 12, "count")], "the head noun decides: 项目"),
    ("完成12个老旧小区改造任务", [("communities", 12, "count")], "任务 is no head noun"),
    ("改造老旧小区20个、楼栋58栋", [("communities", 20, "count"), ("buildings", 58, "count")], "a list"),
    ("惠及居民1.2万户", [("households", 12000, "count")], "户"),
    ("培育规上企业15户", [("other", 15, "count")], "户 of enterprises are no households"),
    ("新增城镇就业5000人", [("residents", 5000, "count")], "人"),
    ("加装电梯60部", [("elevators", 60, "count")], "部 of lifts"),
    ("更新公交车80辆", [("other", 80, "count")], "辆"),
    ("改造建筑面积3.5万平方米", [("floor_area", 35000, "m2")], "area"),
    ("新增公园绿地2万平方米", [("other", 20000, "m2")], "ground is no floor"),
    ("总投资约1.2亿元", [("investment", 120000000, "CNY")], "money of the programme"),
    ("网上零售额达到30亿元", [("other", 3000000000, "CNY")], "money that a trade is to reach"),
    ("物业服务覆盖率达到95%", [("rate", 95, "percent")], "a rate"),
    ("新建绿道12.6公里", [("other", Decimal("12.6"), "count")], "a length is a count of its unit"),
    ("改造三十六个小区", [("communities", 36, "count")], "Chinese numerals"),
    ("引进亿元以上项目30个，到位资金50亿元", [("projects", 30, "count"), ("investment", 5000000000, "CNY")], "招商"),
    ("道路硬化率、路灯装灯率达到100%", [("rate", 100, "percent")] * 2, "one number for two rates"),
    ("审批事项由86项压减至52项", [("other", 52, "count")], "from and to: the latter"),
    ("将企业开办时间由3个工作日压缩至1个工作日", [("other", 1, "count")], "a time cut"),
    ("引进培育10个以上产值超5亿元的链主企业", [("other", 10, "count")], "an attribute's sum is none"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), INDICATORS, ids=[r[2] for r in INDICATORS])
def test_indicator(text: str, expected: list[tuple[Any, ...]], reason: str) -> None:
    found = [short(t) for t in targets(text + "。")]
    assert found == expected, reason


TEXTS = [
    ("培育50家上云标杆企业", "上云标杆企业", "the noun behind the number"),
    ("新增停车泊位3600个", "停车泊位", "the noun before the number, without its verb"),
    ("推动1200家企业“上云”", "企业", "a unit that holds the noun"),
    ("完成造林绿化3.5万亩", "造林绿化", "what is else a verb"),
    ("政务服务事项“最多跑一次”比例达到99%", "政务服务事项“最多跑一次”比例", "a number in quotes"),
    ("65岁以上老年人健康管理率达到80%", "65岁以上老年人健康管理率", "an age is part of the noun"),
]


@pytest.mark.parametrize(("text", "noun", "reason"), TEXTS, ids=[r[2] for r in TEXTS])
def test_indicator_text(text: str, noun: str, reason: str) -> None:
    (target,) = targets(text + "。")
    assert target.indicator_text is not None and noun in target.indicator_text, reason


PERIODS = [
    ("2025年6月底前，建成托育机构12个。", [(None, "2025-06-30")], "by"),
    ("2025年改造小区34个。", [("2025-01-01", "2025-12-31")], "a year is taken whole"),
    ("到2026年，建成公园12个。", [(None, "2026-12-31")], "到 is by"),
    ("2024—2026年，改造小区30个。", [("2024-01-01", "2026-12-31")], "a window"),
    ("改造小区30个。", [("2024-01-01", YEAR)], "the year in the plan's name"),
    (
        "2024、2025、2026年分别改造小区26个、31个、18个。",
        [("2024-01-01", YEAR), ("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31")],
        "one by one",
    ),
    (
        "到2025年、2026年，培育服务商分别达到7家和15家。",
        [(None, "2025-12-31"), (None, "2026-12-31")],
        "one by one, by",
    ),
    ("到2026年底，改造2000年底前建成的小区60个。", [(None, "2026-12-31")], "a year of building dates nothing"),
    ("到2026年底，充电桩数量较2023年翻一番。", [(None, "2026-12-31")], "a year to compare with"),
    ("到2026年底，新增学位800个；建成公园6个。", [(None, "2026-12-31")] * 2, "carried over ；"),
    ("总投资6000万元。2024年4月底前动工，9月底前完工。", [(None, "2024-09-30")], "the section's completion"),
    ("项目开工率第三季度末达到80%。", [(None, "2024-09-30")], "a date inside the phrase"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), PERIODS, ids=[r[2] for r in PERIODS])
def test_period(text: str, expected: list[tuple[str | None, str]], reason: str) -> None:
    found = [(t.period_start, t.period_end) for t in targets(text)]
    assert found == expected, reason


AREAS = [
    ("全市实施30个项目。其中，青禾区12个项目，涉及房屋40栋。", [None, "青禾区", "青禾区"], "a breakdown"),
    ("青禾区新增停车位800个，临溪县新增停车位400个。", ["青禾区", "临溪县"], "by regions"),
    ("整治街巷30条，其中南屏街道18条、北塘街道12条。", [None, "南屏街道", "北塘街道"], "streets"),
    ("改造小区12个，涉及石桥镇、柳塘镇60栋楼。", [None, None], "a row of names is no part"),
    ("创建省级开发区3个。", [None], "a common noun is no region"),
    ("居住小区垃圾分类覆盖率达到95%。", [None], "小区 is no 区"),
    ("城市覆盖率达到100%、农村达到60%以上。", ["城市", "农村"], "town and country"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), AREAS, ids=[r[2] for r in AREAS])
def test_area(text: str, expected: list[str | None], reason: str) -> None:
    assert [t.area for t in targets(text)] == expected, reason


OTHER_FIELDS = [
    ("力争加装电梯90部左右", {"hedged": True, "comparator": "approx"}, "hedge and about"),
    ("累计改造小区75个", {"accumulation": "total"}, "累计"),
    ("新增床位300张", {"accumulation": "new"}, "新增"),
    ("每年开展培训不少于20场", {"accumulation": "per_year", "comparator": "ge"}, "每年"),
    ("入住率提高3个百分点", {"change": "increase", "indicator": "rate"}, "raise by"),
    ("占比提高到三成以上", {"change": "level", "value": 30, "comparator": "ge"}, "raise to"),
    ("单位能耗下降5%", {"change": "decrease"}, "lower by"),
    ("到2026年，企业数量翻一番", {"change": "multiple", "value": 2}, "doubled"),
    (
        "产业收入年均增长20%以上",
        {"change": "increase", "accumulation": "per_year"},
        "a yearly rise",
    ),
    ("建成食堂45—60家", {"value": 45, "value_max": 60, "comparator": "range"}, "a range"),
    ("估算总投资6.3亿元", {"comparator": "approx"}, "an estimate"),
    ("铺设管网85公里", {"unit_text": "公里", "unit": "count"}, "the unit as printed"),
]


@pytest.mark.parametrize(
    ("text", "expected", "reason"), OTHER_FIELDS, ids=[r[2] for r in OTHER_FIELDS]
)
def test_other_fields(text: str, expected: dict[str, Any], reason: str) -> None:
    (target,) = targets(text + "。")
    assert {name: getattr(target, name) for name in expected} == expected, reason


NONE = [
    ("截至2023年底，全市已改造小区120个，覆盖率达到30%", "what was done"),
    ("目前，全县共有农村危房320户", "what there is"),
    ("“十三五”期间，累计改造棚户区3.2万套", "a period that is over"),
    ("云岭市生产总值同比增长6%", "a statistic"),
    ("国务院要求2025年底前完成21.9万个小区改造任务", "a goal of the nation"),
    ("对新增入驻企业达到5家的，给予一次性奖励2万元", "a condition for paying"),
    ("市财政按每平方米150元给予补助，单个小区不超过400万元", "subsidies and caps"),
    ("市级财政安排专项资金500万元", "funds that are paid"),
    ("居民自筹比例不低于20%", "what residents pay"),
    ("同意率达到80%的小区方可实施", "a vote"),
    ("年满60周岁、注册满3年", "eligibility"),
    ("300户以上的小区优先", "a size that qualifies"),
    ("符合下列条件：从业人员不少于50人", "a list of conditions"),
    ("推选不少于2名业主代表", "people of a procedure"),
    ("评审专家不少于5人", "people of a procedure, reversed"),
    ("消防通道宽度不小于4米", "a standard"),
    ("打造15分钟生活圈", "a slogan with a number"),
    ("实行“一窗受理”，群众最多跑一次", "a slogan with a numeral"),
    ("每月召开1次联席会议", "a meeting"),
    ("公示时间不少于7个工作日", "a limit of a procedure"),
    ("统筹市场和政府两个主体", "parts of a whole"),
    ("单个墓位占地面积不超过1平方米", "a measure for each"),
    ("省民政厅等6部门印发", "bodies"),
    ("由8家企业负责运营", "who does it"),
    ("本项指标计5分，权重20%", "scores"),
    ("联系电话：0371-1234567", "a telephone number"),
    ("处1万元以上3万元以下罚款", "a fine"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), NONE, ids=[r[1] for r in NONE])
def test_no_target(text: str, reason: str) -> None:
    assert targets(text + "。") == (), reason


def test_span_is_short_and_number_is_inside() -> None:
    (target,) = targets("按照统一部署，全市上下协同，2025年底前建成社区食堂十二处，方便居民。")
    assert target.evidence[0].text == "社区食堂十二处"
    assert target.evidence[1].text == "2025年底前"
    assert target.rule == "target.verb"


def test_table_of_regions() -> None:
    body = "表1 任务分解表\n区县\t小区（个）\t面积（万平方米）\t投资（万元）\n青禾区\t21\t48.26\t11040\n合计\t58\t132.37\t30500"
    rows = [(*short(t), t.area) for t in targets(body)]
    assert rows == [
        ("communities", 21, "count", "青禾区"),
        ("floor_area", 482600, "m2", "青禾区"),
        ("investment", 110400000, "CNY", "青禾区"),
        ("communities", 58, "count", None),
        ("floor_area", 1323700, "m2", None),
        ("investment", 305000000, "CNY", None),
    ]


def test_table_of_indicators() -> None:
    body = "序号\t指标名称\t单位\t2022年现状\t2026年目标\n1\t网办率\t%\t65\t90\n2\t充电桩\t万个\t0.5\t1.2"
    rows = [(*short(t), t.indicator_text, t.period_end) for t in targets(body)]
    assert rows == [
        ("rate", 90, "percent", "网办率", "2026-12-31"),
        ("other", 12000, "count", "充电桩", "2026-12-31"),
    ], "the base year is no goal"


def test_table_flattened_to_lines() -> None:
    body = "指标名称\n单位\n2026年\n目标\n综合指标\n网上零售额\n亿元\n150\n新增智能\n工厂\n个\n30"
    rows = [(*short(t), t.indicator_text) for t in targets(body)]
    assert rows == [("other", 15000000000, "CNY", "网上零售额"), ("other", 30, "count", "智能工厂")]


def test_rows_run_together() -> None:
    body = "年度目标2024年2025年培训人数（人）320360建成站点（个）46"
    rows: list[tuple[Any, ...]] = [(t.indicator, t.value, t.period_end) for t in targets(body)]
    assert rows == [
        ("residents", 320, YEAR),
        ("residents", 360, "2025-12-31"),
        ("other", 4, YEAR),
        ("other", 6, "2025-12-31"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "档次\t补助标准（万元）\n一档\t20\n二档\t10",
        "指标\t分值\n组织领导\t10\n工作成效\t60",
    ],
)
def test_table_without_targets(body: str) -> None:
    assert targets(body) == ()
