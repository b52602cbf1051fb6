"""Targets: which quantities are goals, of what, when and where; and which are none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from extractor import Document, extract
from extractor.models import Target
from extractor.patterns import load_patterns
from extractor.values.units import cell_units, lexicon

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
    ("总投资：6800万元", [("investment", 68000000, "CNY")], "a label before a sum"),
    ("居民消费价格涨幅3%，人口自然增长率控制在3‰以内", [("rate", 3, "percent"), ("rate", Decimal("0.3"), "percent")], "prices and growth are not paid"),
    ("设立总规模10亿元的产业基金", [("investment", 1000000000, "CNY")], "a fund that is set up"),
    ("改造对象为老旧厂房，共5.2万平方米", [("floor_area", 52000, "m2")], "a scope with its area"),
    ("提升改造目标：2024年拟改造35万平方米", [("floor_area", 350000, "m2")], "目标 is not counted"),
    ("既有住宅加装电梯能加尽加，年均新增15台", [("elevators", 15, "count")], "台 of what was named"),
    ("修缮里弄房屋12万平方米", [("floor_area", 120000, "m2")], "old lanes are floor"),
    ("补贴资金总规模2.6亿元", [("investment", 260000000, "CNY")], "the sum of a fund"),
    ("网上零售额达到30亿元", [("other", 3000000000, "CNY")], "money that a trade is to reach"),
    ("物业服务覆盖率达到95%", [("rate", 95, "percent")], "a rate"),
    ("新建绿道12.6公里", [("other", Decimal("12.6"), "count")], "a length is a count of its unit"),
    ("改造三十六个小区", [("communities", 36, "count")], "Chinese numerals"),
    ("引进亿元以上项目30个，到位资金50亿元", [("projects", 30, "count"), ("investment", 5000000000, "CNY")], "招商"),
    ("道路硬化率、路灯装灯率达到100%", [("rate", 100, "percent")] * 2, "one number for two rates"),
    ("审批事项由86项压减至52项", [("other", 52, "count")], "from and to: the latter"),
    ("将企业开办时间由3个工作日压缩至1个工作日", [("other", 1, "count")], "a time cut"),
    ("车站增设扶梯12部", [("elevators", 12, "count")], "escalators"),
    ("整治人行道300万平方米", [("other", 3000000, "m2")], "a pavement is ground"),
    ("培训养老护理员600人次", [("residents", 600, "count")], "人次 are people, too"),
    ("整治旧住宅区31个", [("communities", 31, "count")], "an estate by another name"),
    ("为310个老旧小区增设充电端口1500个", [("communities", 310, "count"), ("other", 1500, "count")], "what is set up for them"),
    ("每万人拥有公共文化设施面积4800平方米以上", [("other", 4800, "m2")], "a level for so many people is no floor"),
    ("整治电梯160部（其中更新80部、大修50部）", [("elevators", n, "count") for n in (160, 80, 50)], "what is done to the parts"),
    ("启动6个重大项目前期工作", [("projects", 6, "count")], "前期工作 is no head noun"),
    ("加装电梯完成400部，其中成片加装不少于150部", [("elevators", 400, "count"), ("elevators", 150, "count")], "how lifts are built"),
    ("为10万名适龄妇女免费进行“两癌”筛查", [("residents", 100000, "count")], "whom a service is given to"),
    ("全面推进东沟、南湖、柳河等16条河道的美丽河湖创建工程", [("other", 16, "count")], "a list that ends with its number"),
    ("新生儿死亡率、6岁以下孩童死亡率分别控制在4%和6%以下", [("rate", 4, "percent"), ("rate", 6, "percent")], "an age in a noun"),
    ("培育3—5家家电回收企业", [("other", 3, "count")], "家 before 家电"),
    ("人均避难面积大于1.7平方米", [("other", Decimal("1.7"), "m2")], "大于"),
    ("每年滚动实施技改项目不少于150个", [("projects", 150, "count")], "滚动 before a verb"),
    ("为36个老旧小区更新健身器材", [("communities", 36, "count")], "whom something is renewed for"),
    ("计划改造电梯110部；2025年每年补助不少于150部", [("elevators", 110, "count"), ("elevators", 150, "count")], "补助 is not counted"),
    ("在城东新建养护中心，总建筑面积约1.2万平方米", [("floor_area", 12000, "m2")], "how large what is built is, in a part of the town"),
    ("统筹设立养老服务专项资金，三年总规模3亿元", [("investment", 300000000, "CNY")], "how large a fund is, behind a comma"),
    ("发展壮大冷链产业，总规模达到6亿元", [("other", 600000000, "CNY")], "but not a trade"),
    ("设立风险补偿资金，首期规模2000万元", [("investment", 20000000, "CNY")], "the first part of a fund"),
    ("预计全年救助支出1.9亿元", [("investment", 190000000, "CNY")], "what is to be spent"),
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


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("利用桥下空间新增泊位600个", ["泊位"]),
        ("结合道路改造新增车位300个", ["车位"]),
        ("通过购买服务新增岗位500个", ["岗位"]),
        ("新建停车场20处，优先在青禾区建成5处", ["停车场", "停车场"]),
        ("新建综合服务站12个", ["综合服务站"]),
    ],
)
def test_words_before_the_verb_are_no_part_of_the_noun(text: str, nouns: list[str]) -> None:
    assert [t.indicator_text for t in targets(text + "。")] == nouns


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
    (
        "2024—2026年分别改造小区26个、31个、18个，建成公园2个。",
        [
            ("2024-01-01", YEAR),
            ("2025-01-01", "2025-12-31"),
            ("2026-01-01", "2026-12-31"),
            ("2024-01-01", "2026-12-31"),
        ],
        "a span of years, one by one",
    ),
    (
        "2024—2025年分别改造小区26个、管网31公里。",
        [("2024-01-01", "2025-12-31")] * 2,
        "two things in a span of two years",
    ),
    ("到2026年底，改造2000年底前建成的小区60个。", [(None, "2026-12-31")], "a year of building dates nothing"),
    ("到2026年底，充电桩数量较2023年翻一番。", [(None, "2026-12-31")], "a year to compare with"),
    ("到2026年底，新增学位800个；建成公园6个。", [(None, "2026-12-31")] * 2, "carried over ；"),
    ("总投资6000万元。2024年4月底前动工，9月底前完工。", [(None, "2024-09-30")], "the section's completion"),
    ("今后三年（2025—2027年），新建学校6所。", [("2025-01-01", "2027-12-31")], "a window in a bracket"),
    ("改造管网6公里。完成时限：2024年9月底。", [(None, "2024-09-30")], "the date of a label"),
    ("6月底前关停砖厂2家，余下的5家石灰窑9月底前完成搬迁。", [(None, "2024-06-30"), (None, "2024-09-30")], "a date behind"),
    ("2025年、2026年各改造小区12个。", [("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31")], "a number for each year"),
    ("到2027年，主要目标如下：\n（一）新增托位300个。", [(None, "2027-12-31")], "a date that opens a list"),
    ("建设住房30套，其中2025年12套；发放补贴50户。", [("2024-01-01", YEAR), ("2025-01-01", "2025-12-31"), ("2024-01-01", YEAR)], "a part's date does not go over"),
    ("覆盖率2025年、2026年分别达到60%、80%。", [("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31")], "a row of years inside"),
    ("项目开工率第三季度末达到80%。", [(None, "2024-09-30")], "a date inside the phrase"),
    (
        "（一）工作目标\n到2027年，服务水平显著提高。\n1.养老服务。床位占比达到60%。\n2.托育服务。新增托位300个。",
        [(None, "2027-12-31")] * 2,
        "a date of the words above a list",
    ),
    (
        "（一）工作目标\n2020年，服务水平显著提高。\n1.养老服务。新增床位600张。",
        [("2024-01-01", YEAR)],
        "a date behind the plan above a list",
    ),
    ("第一阶段（到2025年）：新建充电桩500个。", [(None, "2025-12-31")], "到 in the bracket of a phase"),
    ("新建泵站3座，总投资900万元，6月底前完成主体工程，11月底前投入使用。", [(None, "2024-11-30")] * 2, "two dates behind, the second of all"),
    ("新建水厂2座、泵站9座，水厂9月底前建成，泵站11月底前投入使用。", [(None, "2024-09-30"), (None, "2024-11-30")], "a date behind for each"),
    ("改造管网6公里。完成时限：2024年6月底前完成设计招标，7月底前开工，11月底前完工，12月10日前报送总结。", [(None, "2024-11-30")], "of the dates of a label, the completion"),
    ("年度目标：建成口袋公园6个、绿道11公里，新增充电桩260个\n责任单位：市城管局\n完成时限：口袋公园9月28日前开放，其余项目2024年11月", [(None, "2024-09-28"), ("2024-11-01", "2024-11-30"), ("2024-11-01", "2024-11-30")], "a part of a label, and the rest"),
    ("年度目标：培训护理员500人\n完成时限：每季度末调度一次，上半年完成", [("2024-01-01", "2024-06-30")], "a rhythm is no completion"),
    ("年度目标：培训护理员500人\n完成时限：每月5日前报送进展", [("2024-01-01", YEAR)], "a rhythm alone"),
    ("新增数据30亿条。各部门要在5月底前完成数据目录更新。", [("2024-01-01", YEAR)], "what a body has to do besides"),
    ("改造管网30公里。各县要在10月底前完成改造任务。", [(None, "2024-10-31")], "what a body has to do of it"),
    ("布设终端3万个。6月底前完成平台招标，8月底前上线运行。", [(None, "2024-08-31")], "上线 is a completion"),
    ("新建厂房12座，其中3座6月底前完成。", [("2024-01-01", YEAR), (None, "2024-06-30")], "a part's date closes no whole"),
    ("完成时限：2024年9月底前\n年度目标：新建驿站12个", [(None, "2024-09-30")], "a label before"),
    ("2024年起分三年实施，改造老旧厂房12万平方米。", [("2024-01-01", "2026-12-31")], "分三年 from a year on"),
    ("自2024年起，用两年时间改造管网60公里。", [("2024-01-01", "2025-12-31")], "自 before such years"),
    ("2024年起分批实施，改造小区20个。", [("2024-01-01", None)], "分批 ends nowhere"),
    ("改造路灯30盏。\n完成时限：2024年9月底前\n新建驿站12个。", [(None, "2024-09-30"), ("2024-01-01", YEAR)], "no label of a task before"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), PERIODS, ids=[r[2] for r in PERIODS])
def test_period(text: str, expected: list[tuple[str | None, str | None]], reason: str) -> None:
    found = [(t.period_start, t.period_end) for t in targets(text)]
    assert found == expected, reason


ROWS_WITH_TIMES = [
    ("新建驿站12个、图书分馆3个", "驿站8月底前，分馆11月底前", ["2024-08-31", "2024-11-30"], "parts, one shortened"),
    ("改造供水管网30公里", "3月开工，11月底前完工", ["2024-11-30"], "begun and done"),
    ("培训护理员500人", "上半年", ["2024-06-30"], "a half-year"),
    ("建成健康中心12个", "第三季度", ["2024-09-30"], "a quarter"),
    ("举办赛事80场", "4月—10月", ["2024-10-31"], "a window of months"),
    ("举办赛事80场", "2025年12月", ["2025-12-31"], "a month of a year"),
    ("新建泵站3座", "10月（一期6月）", ["2024-10-31"], "a bracket is of a part"),
    ("新建泵站3座", "12月底前完成，每季度末调度一次", [YEAR], "a rhythm is aside"),
    ("新建泵站3座", "长期坚持", [YEAR], "no date: the plan's year"),
]  # fmt: skip


@pytest.mark.parametrize("form", ["row", "lines"])
@pytest.mark.parametrize(
    ("task", "time", "expected", "reason"), ROWS_WITH_TIMES, ids=[r[3] for r in ROWS_WITH_TIMES]
)
def test_times_of_a_row(form: str, task: str, time: str, expected: list[str], reason: str) -> None:
    mark = "\t" if form == "row" else "\n"
    head = mark.join(["重点任务", "责任单位", "时间进度"])
    rows = [mark.join([f"{n}.{t}。", "市文旅局", w]) for n, t, w in ((1, task, time), (2, "新建公厕9座", "5月底前"))]  # fmt: skip
    found = targets("\n".join([head, *rows]))
    assert [t.period_end for t in found] == [*expected, "2024-05-31"], reason


def test_a_date_in_a_line_of_its_own_without_a_table_dates_nothing() -> None:
    (target,) = targets("1.新建泵站3座。\n市水利局\n6月底前")
    assert target.period_end == YEAR


def test_a_list_of_conditions_ends_inside_its_paragraph() -> None:
    body = "（一）建设示范点。示范点须符合以下条件：1.面积不少于500平方米；2.床位不少于20张。全年建成示范点30个。"
    assert [t.value for t in targets(body)] == [30]


def test_a_benefit_is_a_goal_where_a_date_ahead_says_so() -> None:
    (target,) = targets("到2025年，政策范围内住院费用报销比例75%。")
    assert target.indicator == "rate"


def test_a_part_with_a_year_does_not_hide_the_date_of_its_whole() -> None:
    body = "（一）目标\n到2027年，设备投资增长28%；2024—2027年更新公交车420台，其中2024年110台。车辆回收量突破1.2万辆。"
    assert targets(body, "云岭市更新方案")[-1].period_end == "2027-12-31"


def test_all_years_of_a_plan_are_said() -> None:
    title = "云岭市充电设施三年行动方案（2024—2026年）"
    body = "三年累计新建充电桩3200台，其中超充桩260台，2024年底实现服务区覆盖率100%。"
    assert [t.period_end for t in targets(body, title)] == ["2026-12-31", "2026-12-31", YEAR]


def test_period_of_a_name_that_only_the_notice_prints() -> None:
    text = """云岭市交通局关于印发《云岭市停车治理三年行动计划（2024-2026年）》的通知
各县交通局：
现将工作方案印发给你们，请认真贯彻执行。
云岭市交通局
2024年3月5日
云岭市停车管理工作方案
一、主要任务
（一）新增设施。新建停车场12个。"""
    (target,) = extract(Document.from_text(text)).targets
    assert (target.period_start, target.period_end) == ("2024-01-01", "2026-12-31")


AREAS = [
    ("全市实施30个项目。其中，青禾区12个项目，涉及房屋40栋。", [None, "青禾区", "青禾区"], "a breakdown"),
    ("青禾区新增停车位800个，临溪县新增停车位400个。", ["青禾区", "临溪县"], "by regions"),
    ("整治街巷30条，其中南屏街道18条、北塘街道12条。", [None, "南屏街道", "北塘街道"], "streets"),
    ("改造小区12个，涉及石桥镇、柳塘镇60栋楼。", [None, None], "a row of names is no part"),
    ("创建省级开发区3个。", [None], "a common noun is no region"),
    ("居住小区垃圾分类覆盖率达到95%。", [None], "小区 is no 区"),
    ("城市覆盖率达到100%、农村达到60%以上。", ["城市", "农村"], "town and country"),
    ("青禾区：新建泊位120个；改造公厕5座。\n临溪县：新建泊位80个。", ["青禾区", "青禾区", "临溪县"], "a label"),
    ("示范区：新建泊位120个。", [None], "a label that names no region"),
    ("（一）青禾区\n新建泊位120个。\n（二）其他\n新建泊位80个。", ["青禾区", None], "a heading"),
    ("青禾区12个小区、2400户；临溪县8个小区、1600户。", ["青禾区", "青禾区", "临溪县", "临溪县"], "no verb"),
    ("2025年各区任务为：青禾区充电站5座、充电桩120个。", ["青禾区", "青禾区"], "no verb behind a label"),
    ("临溪县2025年新建泊位30个，2026年新建40个。", ["临溪县", "临溪县"], "a date before the verb"),
    ("临溪县要在2025年底前完成公厕改造3座。", ["临溪县"], "a hedge and a date before the verb"),
    ("示范区要在2025年底前完成公厕改造3座。", [None], "no region before the date"),
    ("在青禾区新建充电站5座。", ["青禾区"], "在 before a region"),
    ("青禾区、临溪县污水治理率分别达到90%、85%。", ["青禾区", "临溪县"], "what is counted behind a row"),
    ("青禾区、临溪县改造任务分别为20个小区、18个小区，涉及居民分别为360户、320户。", ["青禾区", "临溪县"] * 2, "a row that goes on"),
    ("社区、校区覆盖率分别达到90%、85%。", [None, None], "common nouns are no row"),
    ("主城区公交站点覆盖率达到98%，公共充电桩总量突破6800台，网点达标率达到95%。", ["主城区", None, None], "the core of a town goes over to no noun of its own"),
    ("主城区新建公厕12座，改造公厕8座。", ["主城区"] * 2, "but to a verb"),
    ("公交站点覆盖率中心城区达到98%、县城达到80%。", ["中心城区", "县城"], "a second one behind a rate"),
    ("政务外网镇街接入率保持100%，村（社区）接入率提高到92%以上。", [None, None], "镇街 is no town"),
    ("石桥镇街道整治30条。", ["石桥镇"], "a town before 街道"),
    ("掌上事项突破1600项，其中跨县通办事项240项。", [None, None], "跨县 is no county"),
    ("新建停车场20处，优先在青禾区建成5处、临溪县建成3处。", [None, "青禾区", "临溪县"], "优先在 before a region"),
    ("依托县医院新增床位120张。", [None], "依托县 is no county"),
    ("新建食堂15个，其中柳塘街道2个，2025年底前乡镇助餐覆盖率达到80%。", [None, "柳塘街道", None], "a part ends where a class of places begins"),
    ("柳塘街道新建食堂2个，农村助餐覆盖率达到80%。", ["柳塘街道"] * 2, "but not what a region is to do"),
    ("新建驿站20个，其中石桥镇3个，全县覆盖率达到80%。", [None, "石桥镇", None], "全县 ends a region"),
    ("石桥镇新建驿站3个，全镇覆盖率达到80%。", ["石桥镇"] * 2, "but not the whole of that region"),
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
    ("申请公租房的家庭应同时具备下列条件：\n1、家庭成员中至少有1人为当地户口；\n2、成员不少于2人。", "conditions"),
    ("截至2023年底，全市已改造小区120个，覆盖率达到30%", "what was done"),
    ("目前，全县共有农村危房320户", "what there is"),
    ("当前全市已有托育机构320家，提供托位1.4万个", "what there is, 当前"),
    ("新建居住区按照每千人口不少于10个托位的标准配建设施", "a standard of planning"),
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
    ("新上项目固定资产投资5000万元以上，给予企业5%的奖励", "a sum that earns an award"),
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
    ("3人以上户人均不得超过18平方米", "a measure for each household"),
    ("特困人员不设起付标准，救助比例90%", "what share of a bill is paid"),
    ("每部由市、县两级财政分别补助5万元和4万元", "a row of payments"),
    ("低保对象住院费用救助比例不低于70%", "a share of a bill, with a bound"),
    ("对返贫致贫人口，救助比例提高5个百分点", "a share of a bill that is raised for some"),
    ("各县可在10%以内浮动", "what may be changed"),
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


def test_parts_behind_a_sum_count_what_the_number_of_their_unit_counts() -> None:
    found = targets("安排水利项目24项，总投资12亿元，其中计划新开工9项、在建15项。")
    assert [str(target.value) for target in found] == ["24", "1200000000", "9", "15"]
    assert [target.indicator for target in found] == [
        "projects",
        "investment",
        "projects",
        "projects",
    ]


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


def test_table_with_a_column_for_each_region() -> None:
    body = "项目\t青禾区\t临溪县\t合计\n新增托位（个）\t120\t—\t120\n改造小区（个）\t12\t8\t20"
    rows = [(*short(t), t.area) for t in targets(body)]
    assert rows == [
        ("other", 120, "count", "青禾区"),
        ("other", 120, "count", None),
        ("communities", 12, "count", "青禾区"),
        ("communities", 8, "count", "临溪县"),
        ("communities", 20, "count", None),
    ]
    years = "改造任务表（单位：户）\n年度\t青禾区\t临溪县\n2024年\t120\t80"
    assert [t.area for t in targets(years)] == ["青禾区", "临溪县"]
    points = "项目\t分值\t青禾区\t临溪县\n台账\t10\t9\t8"
    assert targets(points) == ()


def test_table_rows_with_empty_cells_at_their_ends() -> None:
    body = "区县\t小区（个）\t户数（户）\t备注\n青禾区\t21\t5320\t\n二、新开工\t\t\t\n\t58\t9400\t"
    rows = [(*short(t), t.area) for t in targets(body)]
    assert rows == [
        ("communities", 21, "count", "青禾区"),
        ("households", 5320, "count", "青禾区"),
        ("communities", 58, "count", None),
        ("households", 9400, "count", None),
    ]


def test_table_of_indicators() -> None:
    body = "序号\t指标名称\t单位\t2022年现状\t2026年目标\n1\t网办率\t%\t65\t90\n2\t充电桩\t万个\t0.5\t1.2"
    rows = [(*short(t), t.indicator_text, t.period_end) for t in targets(body)]
    assert rows == [
        ("rate", 90, "percent", "网办率", "2026-12-31"),
        ("other", 12000, "count", "充电桩", "2026-12-31"),
    ], "the base year is no goal"


@pytest.mark.parametrize(
    "unit", ["兆瓦", "MW", "千伏安", "万棵", "公斤", "车次", "起/百万人", "床"]
)
def test_units_of_the_list_are_read_in_cells_and_heads(unit: str) -> None:
    cells = f"指标名称\t单位\t2026年目标\n设施甲\t{unit}\t90\n设施乙\t{unit}\t40"
    heads = f"县区\t设施甲（{unit}）\n青禾县\t90\n云溪区\t40"
    factor = 10000 if unit.startswith("万") else 1
    for body in (cells, heads):
        assert [int(t.value) for t in targets(body)] == [90 * factor, 40 * factor], body


def test_every_term_is_a_cells_unit_unless_it_names_rows() -> None:
    patterns = load_patterns()
    kept_out = set(patterns.words["tables/not_units"])
    printed = {term.literal for group in lexicon(patterns).units.values() for term in group}
    assert kept_out < printed
    whole = cell_units(patterns).whole
    assert {term for term in printed if not whole.fullmatch(term)} == kept_out


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
    assert all(t.section for t in targets(body))


@pytest.mark.parametrize(
    "body",
    [
        "档次\t补助标准（万元）\n一档\t20\n二档\t10",
        "指标\t分值\n组织领导\t10\n工作成效\t60",
    ],
)
def test_table_without_targets(body: str) -> None:
    assert targets(body) == ()


# wordings of many fields -------------------------------------------------------------------------

GOALS = [
    ("立体泊位占比不少于五分之一", [("立体泊位占比", 20)], "a fraction as a rate"),
    (
        "到2025年底，建成区40%以上面积达到排水防涝标准",
        [("建成区面积达到排水防涝标准", 40)],
        "what a share of an area is to reach",
    ),
    ("污水收集率达到百分之百", [("污水收集率", 100)], "百分之百"),
    ("改造四、五类危桥36座", [("危桥", 36)], "a class is no number"),
    ("公交站点500米覆盖率达到90%", [("覆盖率", 90)], "a distance in a noun"),
    ("三十户以上自然村通硬化路比例达到95%", [("三十户以上自然村", 95)], "a size in a noun"),
    ("推进5个“美丽街区”建设", [("美丽街区", 5)], "推进 with a number"),
    ("到2024年底，每千人口拥有托位4.5个", [("托位", Decimal("4.5"))], "per thousand"),
    ("6月底前完成60%年度任务量", [("任务量", 60)], "a share of the task"),
    ("患者平均住院日控制在7.5天以内", [("平均住院日", Decimal("7.5"))], "days of a stay"),
    ("推进污水管网改造，新打机井320眼", [("机井", 320)], "a small unit"),
    ("到2026年，耕地质量平均提升0.5个等级", [("耕地质量", Decimal("0.5"))], "a rise in 等级"),
    ("到2026年，粮食亩均产能增加50公斤以上", [("粮食亩均产能", 50)], "a rise by a weight"),
    ("早晚高峰发车间隔原则上控制在8分钟以内", [("早晚高峰发车间隔", 8)], "a time as a goal"),
    ("到2026年，空气质量优良天数达到310天以上", [("空气质量优良天数", 310)], "days to reach"),
    ("到2026年，大型数据中心PUE降至1.25以下", [("大型数据中心PUE", Decimal("1.25"))], "no unit"),
    ("到2026年，电子证照共享调用次数突破300万", [("电子证照共享调用次数", 3000000)], "万 alone"),
    ("到2026年，每千人口托位数达到4.8个", [("每千人口托位数", Decimal("4.8"))], "每千人口 is a measure"),
    ("公交站点500米半径覆盖率达到100%", [("公交站点500米半径覆盖率", 100)], "a distance in the noun"),
    ("打造15分钟便民生活圈20个", [("15分钟便民生活圈", 20)], "a time in the noun"),
    (
        "到2027年，确保云岭新区、青禾区、临溪县50%的城市社区建成服务综合体",
        [("城市社区建成服务综合体", 50)],
        "regions before a share",
    ),
    ("到2027年，90%的老旧小区引入物业服务", [("老旧小区引入物业服务", 90)], "引入 of a share"),
    (
        "到2026年，财政总收入增长6%，一般公共预算收入增长5%",
        [("财政总收入", 6), ("一般公共预算收入", 5)],
        "what a treasury takes in",
    ),
    ("力争减轻企业各类负担2亿元", [("减轻企业各类负担", 200000000)], "burdens taken off"),
    ("大力发展社区食堂，2025年底前达到30家", [("社区食堂", 30)], "the topic of the phrase before"),
    ("加快建设充电桩，三年新增450个", [("充电桩", 450)], "the same behind a span of years"),
    ("推进电子证照应用，2025年新增50类", [("电子证照应用", 50)], "a topic with what is done to it"),
    ("到2026年，再生水利用率达到30%", [("再生水利用率", 30)], "再 of a noun"),
    ("举办各类招聘活动不少于30场", [("各类招聘活动", 30)], "各 of a noun"),
    ("上市企业新增3家", [("上市企业", 3)], "上市 is no town"),
    ("创建绿色工厂2家、绿色园区1个", [("绿色工厂", 2), ("绿色园区", 1)], "1 behind its noun"),
    ("公交机动化出行分担率较上年提高3个百分点", [("公交机动化出行分担率", 3)], "分担率 is no share paid"),
    ("到2026年，家电规范回收量同比增长15%左右", [("家电规范回收量", 15)], "同比 with a date ahead"),
    ("群众满意度95%（含）以上", [("群众满意度", 95)], "a bracket behind the number"),
    ("办理环节平均压减六成以上", [("办理环节", 60)], "tenths"),
    (
        "养老床位、普惠托位分别达到500张、300个",
        [("养老床位", 500), ("普惠托位", 300)],
        "nouns and numbers one by one",
    ),
    (
        "分出率不低于20%，回收利用率达到38%，分别较上年提高2个和3个百分点",
        [("分出率", 20), ("回收利用率", 38), ("分出率", 2), ("回收利用率", 3)],
        "numbers one by one, a unit for both",
    ),
    (
        "网办率不低于90%（2022年为82.1%），电子证照累计归集320万件",
        [("网办率", 90), ("电子证照", 3200000)],
        "brackets of the past between",
    ),
    ("到2026年，算力规模由80PFLOPS增至400PFLOPS以上", [("算力规模", 400)], "from and to, 增至"),
    ("设施普及率、工序数控化率分别超过92%、78%", [("设施普及率", 92), ("工序数控化率", 78)], "及 of a noun"),
    ("新建敬老院45所，余下的13所明年建成", [("敬老院", 45), ("敬老院", 13)], "an elided noun"),
    ("培育百亿级产业集群2个、10亿元级企业6家", [("产业集群", 2), ("10亿元级企业", 6)], "a size is no number"),
    ("实现“引进企业达到20家，就业率达到90%”的目标", [("企业", 20), ("就业率", 90)], "goals in quotation marks"),
    ("推进省级示范企业培育工作，力争总数突破200家", [("省级示范企业", 200)], "a total of the topic before"),
    ("17家水泥企业、4家搅拌站全部完成治理", [("水泥企业", 17), ("搅拌站", 4)], "a row with one verb behind"),
    ("建成物流中心8个、乡镇综合运输服务站76个", [("物流中心", 8), ("乡镇综合运输服务站", 76)], "a verb in a noun"),
    ("全市托位占比提升5个百分点", [("托位占比", 5)], "占比 compares nothing"),
    ("到2027年，仓顶光伏装机容量1.5万千瓦以上，充电桩总数5万个以上", [("仓顶光伏装机容量", 15000), ("充电桩", 50000)], "no verb"),
    ("到2027年，新城、老城等3个片区产值占全市比重达到60%", [("占全市比重", 60)], "places that a rate is taken over"),
    ("新增观赏点30个，总计达60个；特色街8条，总数达到20条", [("观赏点", 30), ("观赏点", 60), ("特色街", 8), ("特色街", 20)], "a total of the noun before"),
    ("新建110千伏变电站3座", [("110千伏变电站", 3)], "a voltage names a class"),
    ("新建公共停车位800个，总量突破5000个", [("停车位", 800), ("停车位", 5000)], "a total, and bays that are built"),
    ("定期检修站台门，对到期的实施更新，年均更新200樘左右", [("站台门", 200)], "what the unit counts"),
    ("淘汰老旧货车60辆。推进公交车电动化，每年更新30辆", [("货车", 60), ("公交车", 30)], "of the own sentence"),
    ("“20”是指新建20处口袋公园", [("口袋公园", 20)], "what a number of a slogan means"),
    ("整治范围为背街小巷、农贸市场，共计32处", [("农贸市场", 32)], "a scope with its number"),
    ("建设1个市级应急指挥中心", [("应急指挥中心", 1)], "one thing in figures"),
    ("力争全年汽车以旧换新6000辆", [("汽车以旧换新", 6000)], "a hope without a verb"),
    ("组织招聘会24场", [("招聘会", 24)], "a noun that begins like a verb"),
    ("新增绿化面积20万平方米", [("绿化面积", 200000)], "绿化 of a noun"),
    ("减环节60%，减材料70%", [("环节", 60), ("材料", 70)], "cuts of what is asked for"),
    ("平均办理时长压缩至5个工作日以内", [("办理时长", 5)], "a time to reach is no date"),
    ("建设500张床位的康养中心12座", [("康养中心", 12)], "what a thing holds"),
    ("项目开工率、资金支付率年底前均达到100%", [("开工率", 100), ("支付率", 100)], "rates with a date between"),
    ("实施主管检测120公里，对其中的24公里修复或改造", [("主管", 120), ("主管", 24)], "对…改造"),
    ("改造一次网25.6公里、二次网78公里", [("一次网", Decimal("25.6")), ("二次网", 78)], "一次网 is no 一次"),
    ("新（改、扩）建公益性公墓6处", [("公益性公墓", 6)], "新（改、扩）建"),
    ("每个换热站至少安装1套监控装置", [("监控装置", 1)], "one for each"),
    ("打造示范点20个，每个街道至少1个", [("示范点", 20), ("示范点", 1)], "of what was named"),
    ("三星级以上养老机构达到5家，较上年增加2家", [("养老机构", 5), ("养老机构", 2)], "a rise of the same"),
    ("到2024年底，用户投诉率同比下降10%，平均办结时长不超过3个工作日", [("投诉率", 10), ("办结时长", 3)], "levels of service"),
    ("推动30个部门业务系统迁移上云", [("业务系统", 30)], "systems of bodies"),
    ("数据需求满足率、及时响应率均达到95%", [("满足率", 95), ("及时响应率", 95)], "及时 is no joint"),
    ("打造3个以上在全省有影响力的标杆应用，其中城市运行类2个", [("标杆应用", 3), ("运行类", 2)], "在全省 tells which"),
    ("送戏下乡120场，城镇新增就业5500人", [("送戏下乡", 120), ("", 5500)], "no verb"),
    ("全市20%的街道建成养老服务联合体", [("街道", 20)], "a share of all"),
    ("对48处易涝积水点，汛期前完成20处", [("易涝积水点", 20)], "a part of what is divided"),
    ("打造1个综合商贸服务中心、1个物流配送中心", [("商贸服务中心", 1), ("物流配送中心", 1)], "ones that are built"),
    ("研发经费投入强度达到2.5%", [("投入强度", Decimal("2.5"))], "no share of funds"),
    ("常住人口城镇化率达到65%", [("城镇化率", 65)], "no number of people"),
    ("开展抽查，抽查比例不低于10%", [("抽查比例", 10)], "a share to be checked"),
    ("配备7×24小时自助服务区35个", [("自助服务区", 35)], "× of hours is no formula"),
    (
        "新建公共充电桩500个，其中快充桩不低于300个；再新建260个",
        [("公共充电桩", 500), ("快充桩", 300), ("公共充电桩", 260)],
        "what goes on does so from the whole, not its part",
    ),
    ("全年成立15支志愿者队伍，组建1支救援保障队", [("志愿者队伍", 15), ("救援保障队", 1)], "teams"),
    ("建成230座以上的公园", [("公园", 230)], "things of at least a number are built"),
    ("完成11个达标村创建，其中含1个示范村", [("达标村", 11), ("示范村", 1)], "one of them"),
    ("湿垃圾分类量日均高于407吨", [("湿垃圾分类量", 407)], "日均 is no part of the noun"),
    ("其中30%的小区要创建示范小区", [("小区", 30)], "a share that is to be made"),
    ("2024年底前完成总目标的75%", [("总目标", 75)], "how far the work is to come"),
    ("全年抽检药品1200批次", [("药品", 1200)], "samples are planned"),
    ("新增等级民宿12家、国家4A级景区1个", [("等级民宿", 12), ("国家4A级景区", 1)], "等级 before a noun"),
    ("燃气覆盖率提高5个百分点、达到28%", [("燃气覆盖率", 5), ("燃气覆盖率", 28)], "by so much, to so much"),
    ("林下产值达12亿元、同比增长10%", [("林下产值", 1200000000), ("林下产值", 10)], "同比 behind a goal"),
    ("到2024年底，茶农户均增收3000元", [("户均增收", 3000)], "what a household is to have more"),
    ("低保标准提高到每人每月820元", [("低保标准", 820)], "a standard of support"),
    ("培育年销售收入超10亿元龙头企业3家", [("龙头企业", 3)], "a size says which are meant"),
    ("新增龙头企业15家（其中省级5家）", [("龙头企业", 15), ("龙头企业", 5)], "a rank is a part of them"),
    ("新建日处理500吨污水处理站2座", [("污水处理站", 2)], "a capacity says which are meant"),
    ("新建床位300张（重症床位不少于30张）", [("床位", 300), ("重症床位", 30)], "a part in brackets"),
    ("大功率快充桩占比达到60%", [("大功率快充桩占比", 60)], "功率 of a name"),
    ("建成笼式足球场12片，接种疫苗5000剂次", [("笼式足球场", 12), ("疫苗", 5000)], "units"),
    ("人工造林2.2万亩须在4月底前完成", [("人工造林", 22000)], "须 begins no noun"),
    ("推进路灯节能改造，2025年底前完成90%以上", [("路灯节能改造", 90)], "the work told before its rate"),
    ("引进博士后研究人员不少于400名", [("", 400)], "people to be won"),
    ("全年压减审批事项20%以上", [("审批事项", 20)], "how much less"),
    ("服务业增加值达到30亿元", [("服务业增加值", 3_000_000_000)], "服务 inside a word"),
    ("居民医保政策范围内基金支付比例达到70%", [("基金支付比例", 70)], "a rate of payment is a goal"),
    ("新建二类公厕12座", [("二类公厕", 12)], "the class belongs to the thing"),
    ("接待游客30万人次", [("游客", 300000)], "visitors"),
    ("设立产业基金，初始规模1亿元", [("", 100000000)], "the size of a fund"),
    ("项目共需资金2000万元", [("", 20000000)], "what a work costs"),
    ("打通断头路8条，平整土地640亩", [("断头路", 8), ("土地", 640)], "verbs of works"),
    ("消费帮扶采购额8亿元，劳务输转850人次", [("采购额", 800000000), ("", 850)], "what is bought, who is sent"),
    ("养老从业人员达到4200人", [("", 4200)], "people of a trade"),
    ("收购存量商品房120套用作保障性租赁住房", [("商品房", 120)], "stock that is bought"),
    ("检查企业3000家次，参展企业300家次以上", [("企业", 3000), ("参展企业", 300)], "visits to firms"),
    ("更新公交车120辆、150标台", [("公交车", 120), ("公交车", 150)], "a second unit"),
    ("鲜切花产量达到8亿枝", [("鲜切花产量", 800000000)], "枝"),
    ("护理员人数、持证率分别达到390人、70%", [("", 390), ("持证率", 70)], "a number and a rate one by one"),
    ("9月15日前项目完工率、资金支出率分别达到95%、92%", [("完工率", 95), ("支出率", 92)], "a date before a row"),
    ("水果产量、产值分别达到12万吨、8亿元", [("水果产量", 120000), ("产值", 800000000)], "a weight and money one by one"),
    ("2024年底前护理员达到320人、持证率60%，2025年底前分别达到390人、70%", [("", 320), ("持证率", 60), ("", 390), ("持证率", 70)], "a row that goes on, of unlike units"),
    ("研发经费投入增长12%以上", [("研发经费投入", 12)], "no share of funds"),
    ("持证救护员达到2万人，占常住人口的0.8%", [("", 20000), ("常住人口", Decimal("0.8"))], "a share without its subject"),
    ("助餐服务覆盖80%以上的城市社区", [("助餐服务", 80)], "what a service covers"),
    ("家政从业人员达到4200人，其中参加培训的不低于60%", [("", 4200), ("参加培训", 60)], "a share of those"),
    ("亩均税收10万元以上企业占比提高3个百分点", [("企业占比", 3)], "how large the firms are"),
    ("网上零售额达到40亿元，其中农产品12亿元", [("网上零售额", 4000000000), ("农产品", 1200000000)], "a part of a sum"),
    ("每个街道至少建成1所以失能照护为主的养老机构", [("养老机构", 1)], "以…为主 before a noun"),
    ("更新公交车420台，其中2024年先行更新110台", [("公交车", 420), ("公交车", 110)], "先行 names no other thing"),
    ("新建托位900个，其中首批投用300个", [("托位", 900), ("托位", 300)], "首批 names no other thing"),
    ("建设先行示范区3个", [("先行示范区", 3)], "先行 of a noun"),
    ("全年推出特色“一件事”8项，首批5项、第二批3项分别于6月底、9月底前上线", [("一件事", 8), ("一件事", 5), ("一件事", 3)], "batches, with 分别 behind"),
    ("新改建村组道路312公里，建设防护设施180公里。其中，2024年新改建96公里", [("村组道路", 312), ("防护设施", 180), ("村组道路", 96)], "of two things, that of the same verb"),
    ("新建学校8所，一期3所、二期5所分别于3月、9月开工", [("学校", 8), ("学校", 3), ("学校", 5)], "stages"),
    ("每年滚动开发公益岗位不少于20个", [("公益岗位", 20)], "滚动 is no part of the noun"),
    ("年报废汽车回收量突破1.2万辆", [("报废汽车回收量", 12000)], "what is reached in a year"),
    ("每千人拥有社会体育指导员3.5名", [("社会体育指导员", Decimal("3.5"))], "a level for so many people counts none"),
    ("新增建设用地全市不超过1200亩", [("用地", 1200)], "全市 behind a noun"),
    ("落地国家标准20项，自主制定8项", [("国家标准", 20), ("国家标准", 8)], "自主 names no other thing"),
    ("新增自主品牌12个", [("自主品牌", 12)], "自主 of a noun"),
    ("贯通步行和骑行廊道18公里", [("步行和骑行廊道", 18)], "no distance on foot"),
    ("各单位要向社会开放文体场馆，2024年9月底前开放数量不少于16处", [("文体场馆", 16)], "the object of the same verb"),
    ("加快充电站建设，2024年底前总数达到60座", [("充电站", 60)], "a total behind a date"),
    ("改造老旧管网，到2025年，总里程达到120公里", [("老旧管网", 120)], "a total behind a date and a comma"),
    ("政策范围内住院费用报销比例稳定在70%左右", [("报销比例", 70)], "a level of a system is a goal"),
    ("手术成功率达到98%", [("手术成功率", 98)], "no 功率"),
    (
        "公交分担率达到30%，新能源车占比达到80%；到2027年底两项指标分别达到35%、95%",
        [("公交分担率", 30), ("新能源车占比", 80), ("公交分担率", 35), ("新能源车占比", 95)],
        "two goals before",
    ),
    ("泊位总数达到3万个，充电桩达到5000个，到2027年上述指标分别达到4万个、8000个", [("泊位", 30000), ("充电桩", 5000), ("泊位", 40000), ("充电桩", 8000)], "things before"),
    (
        "新增泊位5000个、充电桩800个，其中临溪县分别新增1600个、260个",
        [("泊位", 5000), ("充电桩", 800), ("泊位", 1600), ("充电桩", 260)],
        "a region's numbers, one by one",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), GOALS, ids=[r[2] for r in GOALS])
def test_goal(text: str, expected: list[tuple[str, Any]], reason: str) -> None:
    found = targets(text + "。")
    assert [t.value for t in found] == [value for _, value in expected], reason
    for target, (noun, _) in zip(found, expected, strict=True):
        assert noun in (target.indicator_text or ""), reason


REGIONS = [
    ("新建污水管网30公里，其中老城片区12公里、河西片区18公里。", ["", "老城片区", "河西片区"], "parcels"),
    ("布局区域医疗中心12个，其中东部5个、西部7个。", ["", "东部", "西部"], "parts of a region"),
    ("各县区新增托位任务：青禾区320个，临溪县280个。", ["青禾区", "临溪县"], "tasks behind a colon"),
    ("改造小区96个，其中碑林区38个、新城区41个。", ["", "碑林区", "新城区"], "names like common nouns"),
    ("改造小区96个。\n2025年，青禾区12个，临溪县15个。", ["", "青禾区", "临溪县"], "those of one year"),
    ("田间道路通达率平原区达到100%、丘陵区达到90%。", ["平原区", "丘陵区"], "behind a rate"),
    ("改造老旧小区30个，其中青禾区承担18个、临溪县承担12个。", ["", "青禾区", "临溪县"], "承担"),
    (
        "加装电梯150台，其中青禾区60台、临溪县50台、湖东开发区40台。",
        ["", "青禾区", "临溪县", "湖东开发区"],
        "开发 in a name is no verb",
    ),
    (
        "建设高标准农田8.5万亩。任务分解为：柳河镇4.5万亩、大槐树镇4万亩。",
        ["", "柳河镇", "大槐树镇"],
        "a sentence that divides the number",
    ),
    (
        "主城区生活垃圾分类覆盖率达到98%，各县（市）达到80%。",
        ["主城区", "各县（市）"],
        "two parts beside each other",
    ),
    ("高校毕业生留区就业率达到45%。", [""], "a noun that ends like a region"),
    ("青禾区、临溪县分别改造小区12个和8个。", ["青禾区", "临溪县"], "regions one by one"),
    ("青禾区、临溪县、云岭市分别改造12个、8个、5个老旧小区。", ["青禾区", "临溪县", "云岭市"], "the noun behind the last number"),
    ("改造小区25个，其中青禾区（12个）、临溪县（约8个）、河埠区（5个）。", ["", "青禾区", "临溪县", "河埠区"], "numbers in brackets"),
    ("改造1200户，其中青禾区640户，临溪县、云岭市各280户。", ["", "青禾区", "临溪县", "云岭市"], "regions that share a number"),
    ("改造敬老院45所，余下的13所由南桥区、北湾区承担。", ["", "南桥区、北湾区"], "who does it, behind"),
    ("节能改造420万平方米，其中城区300万平方米，农村120万平方米。", ["", "城区", "农村"], "town and country"),
    ("城镇新增就业5500人，农村劳动力转移就业6000人。", ["", ""], "nouns of their own are no regions"),
    ("改造公路420公里，其中县乡道升级改造60公里。", ["", ""], "县乡道 is a road"),
    ("改造小区156个，其中：市区89个，县（市）67个。", ["", "市区", "县（市）"], "town and counties"),
    ("新建站点30个，其中市属国企不少于5个。", ["", ""], "市属 is no city"),
    ("分类量高于400吨，其中居民区分类量高于276吨。", ["", ""], "居民区 is no district"),
    ("宝宝屋街镇覆盖率保持100%。", [""], "街镇 are all of them"),
    ("改造小区20个（青禾区8个、其余县（市、区）12个）。", ["", "青禾区", "其余县（市、区）"], "brackets in brackets"),
    ("农村自来水普及率达到92%，城镇污水处理率达到96%。", ["", ""], "rates of two things are no contrast"),
    ("城市污水处理率达到96%，农村污水处理率达到80%。", ["城市", "农村"], "the same rate of two parts"),
    ("项目区新修田间道路28公里，新打机井36眼。", ["", ""], "项目区 is no district"),
    ("建设示范村100个、示范片区10个、产业园区3个。", ["", "", ""], "示范片区 is no parcel"),
    ("临溪县重点发展食用菌，建设基地6个；云川县依托园区，新增大棚400亩。", ["临溪县", "云川县"], "the subject of a clause"),
    ("临溪县住建局积极配合，建设站点6个。", [""], "a bureau is no region"),
    ("青禾区以物流为主，到2025年建成冷库5座。", ["青禾区"], "以…为主 behind a region"),
    ("石桥镇柳家村：修缮旧址3处。", ["石桥镇柳家村"], "a village of a town as a label"),
    ("田间道路通达率平原区100%、丘陵区90%以上。", ["平原区", "丘陵区"], "behind a rate, without a verb"),
    ("新建任务落在柳林镇（1.3万亩）、双沟镇（0.8万亩），共涉及3个镇、27个行政村。", ["柳林镇", "双沟镇", "", ""], "where tasks are, and the sum"),
    ("组建率提高到85%，其中青禾区、临溪县达到90%，其他县区达到80%。", ["", "青禾区", "临溪县", "其他县区"], "two that share a rate, and the rest"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "areas", "reason"), REGIONS, ids=[r[2] for r in REGIONS])
def test_region(text: str, areas: list[str], reason: str) -> None:
    assert [t.area or "" for t in targets(text)] == areas, reason


DATED: list[tuple[str, list[str | None], str]] = [
    ("改造楼房41栋，惠及居民612户，9月底前全部完工。", ["2024-09-30"] * 2, "the date that closes"),
    ("2024年建成区级总馆2个、分馆6个；2025年建成分馆5个；2026年巩固提升。", [YEAR, YEAR, "2025-12-31"], "建成 with a number"),
    ("化解率6月底前达到50%，9月底前达到80%；答复率达到100%。", ["2024-06-30", "2024-09-30", YEAR], "dates behind their own noun"),
    ("到2024年底，事项达到300项。2025年起，每年新增通办事项50项。", [YEAR, None], "from a year on"),
    ("2024年完成整治任务的80%，2025年全面完成。", [YEAR], "a completion in another year"),
    ("1.农贸市场。改造农贸市场4家。建设工期：2024年3月—9月。", ["2024-09-30"], "the time of a project"),
    ("（一）新建食堂68个。\n（二）新增床位600张。\n（三）上述任务2024年11月底前全部完成。", ["2024-11-30"] * 2, "the sentence that ends a list"),
    ("（一）新建食堂68个。\n（二）以上单位11月底前完成报备。", [YEAR], "no sentence about all tasks"),
    ("建设人才公寓350套：第一批150套，2024年11月底前；第二批200套，2025年底前。", [YEAR, "2024-11-30", "2025-12-31"], "batches with their dates behind"),
    ("建设人才公寓，第一批150套于2024年11月底前交付，第二批200套于2025年底前交付。", ["2024-11-30", "2025-12-31"], "batches that are handed over"),
    ("2024年：建成处理厂5座；\n2025年：建成6座；\n2026年：建成5座。", [YEAR, "2025-12-31", "2026-12-31"], "yearly lines of one noun"),
    ("6月底前建成驿站3个；全年培训护理员500人。", ["2024-06-30", YEAR], "全年 is the whole year"),
    ("各县要在3月底前摸清底数。更换水泵350台。", [YEAR], "a task's date does not go over"),
    (
        "到2025年、2027年，汽车回收量分别达到1.2万辆、1.8万辆，二手车交易量分别达到8万辆、11万辆。",
        ["2025-12-31", "2027-12-31"] * 2,
        "one row of dates for two rows of numbers",
    ),
    ("迁建项目8月开工，2025年底投用；新建公墓6处。", ["2025-12-31"], "a beginning dates nothing"),
    ("全年开工改造小区22个，惠及居民3860户。", [YEAR] * 2, "全年 goes over"),
    (
        "改造住房4800户。其中2024年改造1500户，2025年改造3300户；按区域分，青禾区2800户，临溪县2000户。",
        [YEAR, YEAR, "2025-12-31", YEAR, YEAR],
        "a breakdown has its head's period",
    ),
    (
        "改造燃气管网180公里、供水管网240公里，分别于2025年、2026年完成。",
        ["2025-12-31", "2026-12-31"],
        "as many dates behind as numbers before",
    ),
    ("2024年加装电梯40部，其中青禾区22部，力争11月底前投入使用。", ["2024-11-30"] * 2, "a completion in the year"),
    ("2024年改造管网12公里，2025年第一季度完成路灯更新。", [YEAR], "a completion of something else"),
    ("人工造林2.2万亩须在4月底前完成，抚育森林1.8万亩。", ["2024-04-30", YEAR], "a date that closes dates nothing behind"),
    ("新建公厕36处。5月底前完成施工图审查。", [YEAR], "a preparation is no completion"),
    ("措施：铺设污水管网23公里，巡查全覆盖。\n部门：县水利局\n完成时限：2024年10月底前", ["2024-10-31"], "a record of labelled lines"),
    ("1.治理污水\n铺设污水管网23公里。\n完成时限：\n2024年10月底前", ["2024-10-31"], "a label in a line of its own"),
    ("1.加装电梯\n加装电梯12部。\n完成时限：\n2024年11月底前全部投用。", ["2024-11-30"], "the value is a clause in the next line"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ends", "reason"), DATED, ids=[r[2] for r in DATED])
def test_dated(text: str, ends: list[str | None], reason: str) -> None:
    assert [t.period_end for t in targets(text)] == ends, reason


# lists and verbs behind -----------------------------------------------------------------------------

RECORDS: list[tuple[str, list[tuple[Any, ...]], str]] = [
    ("30个重点项目6月底前全部开工。", [("projects", 30, "2024-06-30", None)], "a verb behind the date"),
    ("6月底前，30个重点项目全部开工。", [("projects", 30, "2024-06-30", None)], "全部开工 is no noun"),
    (
        "20条背街小巷9月底前完成改造，8座充电站11月底前投入运营。",
        [("other", 20, "2024-09-30", "背街小巷"), ("other", 8, "2024-11-30", "充电站")],
        "a date for each",
    ),
    ("剩余15个老旧小区于2025年6月底前全部完成改造。", [("communities", 15, "2025-06-30", None)], "于"),
    ("12个部门6月底前完成方案编制。", [], "who makes a paper by a date"),
    ("20个小区2022年底前建成使用，配套设施不足。", [], "what was done by a date"),
    ("护理型床位占比进一步提高，达到60%以上。", [("rate", 60, YEAR, "护理型床位占比")], "what grows"),
    ("单位能耗持续下降，较2023年下降10%。", [("rate", 10, YEAR, "单位能耗")], "what falls"),
    ("公共充电桩数量稳步增长，达到1万个以上。", [("other", 10000, YEAR, "公共充电桩数量")], "a number grows"),
    (
        "医养结合服务率达到100%；养老机构入住率明显提高，不低于60%。",
        [("rate", 100, YEAR, "医养结合服务率"), ("rate", 60, YEAR, "养老机构入住率")],
        "what grows, not what was before",
    ),
    ("物业费持续下降，每户不超过100元。", [], "a cap"),
    (
        "60%以上的城市社区建有助餐点，80%的行政村享有上门服务。",
        [("rate", 60, YEAR, "城市社区建有助餐点"), ("rate", 80, YEAR, "行政村享有上门服务")],
        "a share that has something",
    ),
    ("实现90%以上的事项网上可办、80%以上的事项全程网办。", [("rate", 90, YEAR, "事项网上可办"), ("rate", 80, YEAR, "事项全程网办")], "two shares"),
    ("入住率达到80%以上的机构享受补贴。", [], "a share that is a condition"),
    ("60%以上的业主参加表决，方可通过。", [], "a vote"),
    ("2024年，对5条主干道、12条背街小巷实施改造提升。", [("other", 5, YEAR, "主干道"), ("other", 12, YEAR, "背街小巷")], "对 two things"),
    ("为3000名老年人和1000名残疾人提供上门服务。", [("residents", 3000, YEAR, None), ("residents", 1000, YEAR, None)], "为"),
    ("在20个社区、30个行政村建设助餐点。", [("other", 20, YEAR, "社区"), ("other", 30, YEAR, "行政村")], "在"),
    ("对18个积水严重、群众反映强烈的小区进行改造。", [("communities", 18, YEAR, None)], "a long modifier"),
    ("对300台使用15年以上的老旧住宅电梯进行更新改造。", [("elevators", 300, YEAR, None)], "an age inside"),
    ("对3个方面、5个环节进行整治。", [], "对 what is not counted"),
    ("在3个工作日内设立账户。", [], "在 a time"),
    ("在2023年改造52个小区的基础上，2024年再改造60个小区。", [("communities", 60, YEAR, None)], "a basis"),
    ("总投资1.2亿元（其中中央补助资金5000万元）。", [("investment", 120000000, YEAR, None)], "funds in a bracket"),
    ("总投资156亿元，其中防洪减灾48亿元、智慧水利15亿元。", [("investment", n * 10**8, YEAR, None) for n in (156, 48, 15)], "parts by sector"),
    ("总投资4.8亿元，其中工程费4.1亿元、预备费7000万元。", [("investment", n * 10**7, YEAR, None) for n in (48, 41, 7)], "parts by cost"),
    ("总投资4.8亿元，其中居民自筹4.1亿元、县财政7000万元。", [("investment", 480000000, YEAR, None)], "who pays is no part"),
    (
        "两年计划总投入6亿元，其中2024年需2亿元，2025年需4亿元。",
        [("investment", 600000000, YEAR, None), ("investment", 200000000, YEAR, None), ("investment", 400000000, "2025-12-31", None)],
        "需 and 投入",
    ),
    ("三、资金保障\n项目资金总需求18亿元。", [("investment", 1800000000, YEAR, None)], "a demand"),
    ("三、资金保障\n市财政计划投入3000万元。", [], "who invests is a payer"),
    ("1.第三小学教学楼项目。建筑面积8600平方米，可容纳学生480人。", [("floor_area", 8600, YEAR, None), ("residents", 480, YEAR, None)], "the floor of an entry"),
    ("建设规模及内容：总建筑面积4.6万平方米，其中地上3.8万平方米、地下8000平方米。", [("floor_area", n, YEAR, None) for n in (46000, 38000, 8000)], "floors"),
    ("社区食堂：建筑面积200平方米。", [], "a standard"),
    ("到2025年：\n1.人均体育场地面积：2.6平方米；\n2.场馆年开放天数：≥330天。", [("other", Decimal("2.6"), "2025-12-31", "人均体育场地面积"), ("other", 330, "2025-12-31", "年开放天数")], "levels behind labels"),
    ("闲置土地处置率，2025年不低于25%。", [("rate", 25, "2025-12-31", "闲置土地处置率")], "a rate before a comma and a date"),
    ("设备更新投资累计达到50亿元以上。", [("investment", 5000000000, YEAR, None)], "累计达到"),
    ("全年货运量同比增长5%，较大事故起数下降20%。", [("rate", 5, YEAR, "货运量"), ("rate", 20, YEAR, "较大事故起数")], "同比 of the whole year, 较 of a noun"),
    ("站点覆盖率≥98%，公共充电桩≥8000个。", [("rate", 98, YEAR, "站点覆盖率"), ("other", 8000, YEAR, "公共充电桩")], "≥"),
    ("改造老旧管网，其中供水管网35公里、燃气管网28公里。", [("other", 35, YEAR, "供水管网"), ("other", 28, YEAR, "燃气管网")], "parts of a whole without a number"),
    ("2024年，取消证明事项20项，注销柴油货车300辆，取缔散乱污企业10家。", [("other", 20, YEAR, "证明事项"), ("other", 300, YEAR, "柴油货车"), ("other", 10, YEAR, "散乱污企业")], "verbs of taking away"),
    ("新建市老年大学，建筑面积1.5万平方米，总投资9000万元。", [("floor_area", 15000, YEAR, None), ("investment", 90000000, YEAR, None)], "the floor of one thing"),
    ("现有水库36座，除险加固12座。", [("other", 12, YEAR, "除险加固")], "of the stock, what is done"),
    ("对已建成的12个小区，改造管网20公里。", [("communities", 12, YEAR, None), ("other", 20, YEAR, "管网")], "已建成 as an attribute"),
    ("二、基本情况\n项目共涉及小区12个、居民300户，计划累计投资3000万元。", [("communities", 12, YEAR, None), ("households", 300, YEAR, None), ("investment", 30000000, YEAR, None)], "what a project takes in"),
    ("（一）提高保障标准。参保率达到95%。", [("rate", 95, YEAR, "参保率")], "a heading of a task"),
    ("到2025年，实现以下目标：（一）绿化率达到40%；（二）改造小区20个。", [("rate", 40, "2025-12-31", "绿化率"), ("communities", 20, "2025-12-31", None)], "goals in a line"),
    (
        "老旧小区改造：2024年60个，2025年70个。",
        [("communities", 60, YEAR, None), ("communities", 70, "2025-12-31", None)],
        "a label with years",
    ),
    (
        "（一）加装电梯。2024年60部，2025年70部。",
        [("elevators", 60, YEAR, None), ("elevators", 70, "2025-12-31", None)],
        "a heading with years",
    ),
    (
        "新增充电桩2024年60个、2025年70个。",
        [("other", 60, YEAR, "充电桩"), ("other", 70, "2025-12-31", "充电桩")],
        "a noun before the year",
    ),
    ("充电桩建设目标：2025年70个。", [("other", 70, "2025-12-31", "充电桩")], "目标 is no noun"),
    ("护理型床位占比：到2025年达到60%。", [("rate", 60, "2025-12-31", "护理型床位占比")], "a rate as a label"),
    (
        "护理型床位占比2024年达到55%，2025年达到60%。",
        [("rate", 55, YEAR, "护理型床位占比"), ("rate", 60, "2025-12-31", "护理型床位占比")],
        "占比 compares nothing",
    ),
    (
        "改造任务：12个小区、86栋楼、3200户、2.5万平方米。",
        [("communities", 12, YEAR, None), ("buildings", 86, YEAR, None), ("households", 3200, YEAR, None), ("floor_area", 25000, YEAR, None)],
        "a list behind a label of tasks",
    ),
    ("全县共计12个小区、3200户。", [("communities", 12, YEAR, None), ("households", 3200, YEAR, None)], "共计"),
    ("2024年计划建设：口袋公园15个，泊位300个。", [("other", 15, YEAR, "口袋公园"), ("other", 300, YEAR, "泊位")], "计划建设 as a label"),
    ("总体目标：一个中心、三个基地。", [], "a slogan behind a label"),
    ("责任单位：12家。", [], "a label of no task"),
    ("补贴比例：60%。", [], "a share that is paid, as a label"),
    ("申报数量：每县3个。", [], "a limit for each"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), RECORDS, ids=[r[2] for r in RECORDS])
def test_records(text: str, expected: list[tuple[Any, ...]], reason: str) -> None:
    found = targets(text)
    assert [(t.indicator, t.value, t.period_end) for t in found] == [row[:3] for row in expected]
    for target, row in zip(found, expected, strict=True):
        named = row[3] in (target.indicator_text or "") if row[3] else not target.indicator_text
        assert named, (reason, target.indicator_text)


NO_GOALS = [
    ("去年全年货运量同比增长5%。", "how last year went"),
    ("二、基本情况\n全市共有老旧小区420个，涉及居民7.8万户、建筑面积620万平方米。", "the stock, with its people"),
    ("我市现有2000年底前建成的小区420个，涉及居民7.8万户。", "the stock, by its years"),
    ("二、现状\n青禾区12个小区、2400户存在渗漏。", "regions without a verb in a part on what there is"),
    ("2024年，我市已累计建成充电桩1.1万个，建成充电站230座。", "done so far, with what follows"),
    ("我县2024年实施改造项目12个，总投资1.2亿元，目前已全部完工。", "done, as the end says"),
    ("第六条 机构应当具备下列条件：\n（一）床位达到30张；\n（二）入住率达到50%以上；\n（三）持证上岗率达到80%以上。", "items of conditions"),
    ("申报项目应当符合下列条件：（一）总投资不低于500万元；（二）资产负债率不高于70%。", "conditions in a line"),
    ("市级示范社区应当符合下列标准：垃圾分类覆盖率达到100%，居民满意度达到90%以上。", "standards"),
    ("二、入选标准\n年销售收入达到5000万元以上，带动农户500户以上，电商占比达到30%。", "a heading of conditions"),
    ("申请认定技术中心的企业，研发人员不少于20人，研发占比不低于3%。", "an applicant"),
    ("重建房屋1至3人户控制在40至60平方米。", "a standard for households of a size"),
    ("人口普查显示，全市60周岁以上老年人占比达21.7%。", "a statistic"),
    ("完成电四小区、梅六小区、鲁汇一村改造。", "numbers in names"),
    ("单处建筑面积不低于350平方米。", "a measure of each"),
    ("小学、初中班额分别不超过45人、50人。", "sizes of classes"),
    ("按不低于供热户数5%的比例安装。", "a standard of what is fitted"),
    ("福利彩票公益金用于养老服务的比例不低于60%。", "a share of funds"),
    ("企业年利率不高于LPR减20个基点。", "a rate of interest"),
    ("近三年来，累计建成充电桩8000个。", "the past"),
    ("按照部署，到2027年全国报废汽车回收量增加一倍。", "the nation's goal"),
    ("新建住宅项目绿地率不低于30%，建筑密度不超过28%。", "a standard of planning"),
    ("检查人员不少于2人，随机抽取不少于10%的项目。", "a check"),
    ("完成低收入群体等6类重点对象危房改造。", "how many kinds a list names"),
    ("单位产值能耗下降8%（含）至12%的，每吨补贴30元。", "a tier of pay"),
    ("本方案涉及的9大行动、36项任务由各单位落实。", "tasks are not counted"),
    ("小微企业从业人员300人以下，营业收入2000万元以下。", "a definition"),
    ("新建12层以下居住建筑应当统一安装太阳能热水系统。", "which things are meant"),
    ("电梯载重不小于800公斤，轿厢深度不小于1.4米。", "a standard of a thing"),
    ("考核总分100分，其中组织领导20分、任务完成50分。", "scores"),
    ("对当年新增就业10人以上的企业，给予5万元奖励。", "a condition of pay"),
    ("经三分之二以上业主同意后，方可启动改造程序。", "consent"),
    ("单个库区可利用装机容量500千瓦以上。", "a condition"),
    ("每季度组织一次测评，评议工作情况，占比10%。", "a share of scores"),
    ("连接软管长度超过2米。", "a limit of a thing"),
    ("气瓶总重量超过50公斤但未设置专用气瓶间。", "a limit of a thing, a danger"),
    ("申报单位应具有法人资格，办公场所面积不少于200平方米。", "what an applicant must have"),
    ("居民代表（人数不少于25人，其中居民代表不低于12人）。", "people of a procedure in brackets"),
    ("优秀等次比例不超过30%。", "a share of marks"),
    ("每百户30平方米配建养老服务用房，停车位不低于1个/户。", "standards of planning"),
    ("二、发展基础\n新建公厕5座、改造公厕46座，覆盖率达98%。", "a review"),
    ("二、“十四五”规划执行情况\n完成安远路等35处整治，累计清理180处。", "a review"),
    ("云岭市2025年建设计划\n一、2020年计划\n总投资36亿元，其中道路5亿元。", "parts of a sum that is past"),
    ("实有特种车辆43辆，核定编制63辆，缺编20辆。", "what there is and what is missing"),
    ("上个采暖期，全县处置漏点173处。", "a season that is over"),
    ("停止供应50公斤气瓶。", "the size of a container"),
    ("对新建500亩以上连片基地，市级财政按每亩300元给予补助。", "whom a subsidy is for"),
    ("补贴比例为成交价的15%，一级能效的再增加5%。", "what is paid more"),
    ("对示范项目再上浮20%。", "what is paid more"),
    ("1至5月，全市进出口168亿元，同比增长6.3%，完成年度任务的40%。", "a report of months"),
    ("今年前三季度，全市家政业实现营收12.3亿元，增长9.5%。", "a report of quarters"),
    ("上半年，全市共改造小区22个，开工率80%。", "a report of half a year"),
    ("基本消除56人以上大班额。", "a size of classes"),
    ("吨水投资约1.93万元，亩均投资1500元。", "what each costs"),
    ("大病保险起付线降低50%。", "a standard of benefits"),
    ("二、站点标准\n综合窗口不少于5个，配备货架3组以上。", "a part on standards"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), NO_GOALS, ids=[r[1] for r in NO_GOALS])
def test_no_goal(text: str, reason: str) -> None:
    assert not targets(text), reason


LINES = [
    (
        "附表 2024年充电设施建设任务表\n序号\n县区\n公共桩（个）\n投资（万元）\n"
        "1\n青禾区\n120\n850\n2\n临溪县\n80\n430\n合计\n200\n1280",
        [("青禾区", 120), ("青禾区", 8500000), ("临溪县", 80), ("临溪县", 4300000), (None, 200), (None, 12800000)],
        "a line a cell, measures in the header",
    ),
    (
        "附表\n序号\n指标名称\n单位\n2024年目标值\n1\n回收利用率\n%\n40\n2\n新建投放点\n个\n260",
        [(None, 40), (None, 260)],
        "the next row's number is no value",
    ),
    (
        "附表\n板块\n序号\n指标名称\n属性\n单位\n2020年现状\n2024年目标\n绿化\n1\n新建绿地\n约束性\n"
        "万平方米\n90\n35\n其中：公园绿地\n58\n17\n2\n“美丽街区”\n预期性\n条（段）\n50\n15",
        [(None, 350000), (None, 170000), (None, 15)],
        "groups over rows, a row without unit, a unit with a bracket",
    ),
    (
        "附表 2024年目标任务分解表\n街镇\n目标任务\n石桥镇\n创建达标小区61个。\n柳塘街道\n新建服务点35个。",
        [("石桥镇", 61), ("柳塘街道", 35)],
        "what regions are to do",
    ),
    (
        "表1 规划指标完成情况一览表\n序号\n指标名称\n单位\n目标值\n完成值\n1\n绿地\n公顷\n30\n31\n"
        "2\n绿道\n公里\n12\n13",
        [],
        "what came of the plan before",
    ),
    (
        "保障性租赁住房任务分解表（单位：套）\n县区\t2024年\t2025年\n青禾区\t300\t400\n临溪县\t200\t250",
        [("青禾区", 300), ("青禾区", 400), ("临溪县", 200), ("临溪县", 250)],
        "the unit in the caption",
    ),
    (
        "附表：2024—2025年充电桩建设任务分解表（单位：个）\n县区\t2024年\t2025年\t合计\n青禾区\t300\t400\t700",
        [("青禾区", 300), ("青禾区", 400), ("青禾区", 700)],
        "a column of sums counts what the caption says",
    ),
    (
        "计划任务表\n地区\t保障性租赁住房（套、间）\t发放租赁补贴（户）\n青禾区\t300\t40",
        [("青禾区", 300), ("青禾区", 40)],
        "two units, and households that are paid",
    ),
    (
        "主要指标\n序号\n指标名称\n指标\n属性\n基准值\n（2020年）\n目标值\n（2024年）\n1\n达标率\n预期性\n46％\n≥73％\n"
        "2\n利用率\n预期性\n/\n≥98％（除危废外）",
        [(None, 73), (None, 98)],
        "heads and values in two lines",
    ),
    (
        "指标\t2020年\t2024年\n每千人口托位数（个）\t1.2\t4.6\n平均受教育年限（年）\t11.4\t12.1",
        [(None, 4), (None, 12)],
        "a decimal is no heading's number",
    ),
    (
        "补贴标准表\n品类\t补贴比例（%）\t最高补贴（元）\n冰箱\t15\t2000\n空调\t20\t2000",
        [],
        "subsidies",
    ),
    (
        "停车收费方案\n类别\t首小时（元）\t后续每小时（元）\n一类\t5\t3\n二类\t4\t2",
        [],
        "prices",
    ),
    (
        "改造计划表\n区域 小区数（个） 户数（户）\n安澜区 62 12600\n青禾区 70 14800\n合计 132 27400",
        [("安澜区", 62), ("安澜区", 12600), ("青禾区", 70), ("青禾区", 14800), (None, 132), (None, 27400)],
        "blanks between the cells",
    ),
    (
        "任务清单\n序号 任务 目标 完成时限 责任单位\n1 宣讲 培训8000人次 2024年9月底 市安委办\n"
        "2 消防 新建小型消防站12个 2024年10月底 市消防救援支队",
        [(None, 8000), (None, 12)],
        "tasks with blanks between the cells",
    ),
    ("值班表\n姓名 职务 电话\n王一 组长 87654321\n李二 组员 87654322", [], "telephones"),
    ("评分表\n项目 分值 得分\n组织领导 20 18\n资金保障 30 25", [], "marks with blanks between"),
    (
        "任务分配表\n单位：户\n地区\n改造任务\n危房改造\n抗震改造\n安澜区\n60\n40\n20\n青禾区\n110\n70\n40",
        [("安澜区", 60), ("安澜区", 40), ("安澜区", 20), ("青禾区", 110), ("青禾区", 70), ("青禾区", 40)],
        "a unit over lines that are cells",
    ),
    (
        "任务分配表\n地区\t改造任务（户）\t其中\t\n\t\t危房改造\t抗震改造\n安澜区\t60\t40\t20\n青禾区\t110\t70\t40",
        [("安澜区", 60), ("安澜区", 40), ("安澜区", 20), ("青禾区", 110), ("青禾区", 70), ("青禾区", 40)],
        "其中 has the unit of what it divides",
    ),
    (
        "建设任务表\n县区\t充电桩（个）\t\t\n\t2025年\t2026年\t合计\n安澜区\t320\t350\t670",
        [("安澜区", 320), ("安澜区", 350), ("安澜区", 670)],
        "years under what is counted",
    ),
    (
        "主要指标\n指标\t单位\t2020年\t2025年\n毛入园率\t%\t88.5\t93\n在园幼儿\t人\t520\t560",
        [(None, 93), (None, 560)],
        "the base year of indicators",
    ),
    (
        "创建任务\n区县\t现有小区（个）\t2024年创建数（个）\n安澜区\t320\t100",
        [("安澜区", 100)],
        "what is there already",
    ),
]  # fmt: skip


YEARS = ((2023, 62, 12600), (2024, 70, 14800), (2025, 58, 10900))


@pytest.mark.parametrize(("text", "expected", "reason"), LINES, ids=[r[2] for r in LINES])
def test_table_of(text: str, expected: list[tuple[str | None, int]], reason: str) -> None:
    assert [(t.area, int(t.value)) for t in targets(text)] == expected, reason


@pytest.mark.parametrize("year", ["{}年", "{}"])
def test_rows_of_years_that_are_lines(year: str) -> None:
    """A cell a line, with or without 年: the first cell of each row dates it."""
    rows = "\n".join(f"{year.format(y)}\n{n}\n{m}" for y, n, m in YEARS)
    found = targets(f"改造计划\n年度\n小区（个）\n居民（户）\n{rows}\n合计\n190\n38300")
    assert [(int(t.value), t.period_end) for t in found[:6]] == [
        (value, f"{y}-12-31") for y, n, m in YEARS for value in (n, m)
    ]


def test_tasks_in_a_table_have_the_period_of_their_row() -> None:
    rows = (
        "重点任务清单\n序号\t工作任务\t目标要求\t责任单位\t完成时限\n"
        "1\t加装电梯\t新增加装电梯60台，惠及居民1200户\t市住建局\t2024年10月底前\n"
        "2\t充电设施\t全年建成充电桩300个\t市发改委\t2024年9月底前\n"
        "3\t监督检查\t每季度检查1次，随机抽取不少于10%的企业\t市市场监管局\t长期"
    )
    found = [(int(t.value), t.period_end) for t in targets(rows)]
    assert found == [(60, "2024-10-31"), (1200, "2024-10-31"), (300, YEAR)]


def test_years_of_a_name_without_the_word_for_year() -> None:
    text = "云岭市消防三年行动计划\n（2024—2026）\n一、工作任务\n补建消火栓169具。\n"
    (target,) = extract(Document.from_text(text)).targets
    assert (target.period_start, target.period_end) == ("2024-01-01", "2026-12-31")
