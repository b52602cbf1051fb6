"""Tables with intact rows, of many fields: each row of a test is one small table."""

from __future__ import annotations

from typing import Any

import pytest

from extractor import Document, PolicyNotice, extract

_TITLE = "云岭市2025年重点工作实施方案"


def notice(body: str, title: str = _TITLE) -> PolicyNotice:
    return extract(Document.from_text(f"{title}\n一、任务安排\n{body}\n"))


TARGETS: list[tuple[str, list[tuple[Any, ...]], str]] = [
    (
        "序号|街道|小区（个）|计划投资（万元）\n1|柳河街道|8|2280\n2|石桥镇|5|1126.5\n|合计|13|3406.5",
        [
            ("communities", 8, "柳河街道"),
            ("investment", 22800000, "柳河街道"),
            ("communities", 5, "石桥镇"),
            ("investment", 11265000, "石桥镇"),
            ("communities", 13, None),
            ("investment", 34065000, None),
        ],
        "a row of sums whose first cell is empty, and 计划 in what is counted",
    ),
    (
        "| 乡镇 | 厕所（座） |\n| --- | --- |\n| 石桥镇 | 30 |\n| 柳河镇 | 20 |",
        [("座", 30, "石桥镇"), ("座", 20, "柳河镇")],
        "a frame of | is none",
    ),
    (
        "表1 公路建设任务表（单位：公里、万元）\n县区|新改建里程|危桥（座）|计划投资\n临溪县|120.5|6|9640",
        [("公里", 120.5, "临溪县"), ("座", 6, "临溪县"), ("investment", 96400000, "临溪县")],
        "units above the table, by what the columns measure",
    ),
    (
        "表2 资金表\n单位：万元\n地区\t合计\t中央资金\n临溪县\t1220\t820",
        [("investment", 12200000, "临溪县")],
        "a unit in a line of its own; what a payer gives is no target",
    ),
    (
        "序号|指标名称|目标\n1|污水处理率|2026年达到95%以上\n2|户厕普及率|不低于90%",
        [("rate", 95, None), ("rate", 90, None)],
        "a share in prose is what the row's rate is to reach",
    ),
    (
        "一级指标|二级指标|评价标准|指标含义\n数量|1.立卡率|比去年有所上升。2026年达到85%。|抽查20%的档案\n"
        "|2.续约率|≥80%|定性评价",
        [("rate", 85, None), ("rate", 80, None)],
        "the lowest level names a row; a column of explanations sets nothing",
    ),
    (
        "年份|旅游收入（亿元）|民宿（家）\n2025年|120|30\n2026年|138|45",
        [("other", 12000000000, None), ("家", 30, None), ("other", 13800000000, None), ("家", 45, None)],
        "years as rows",
    ),
    (
        "建设任务（万亩）|县区|投资（万元）\n3.2|临溪县|7680\n3.2|合计|7680",
        [("亩", 32000, "临溪县"), ("investment", 76800000, "临溪县"), ("亩", 32000, None), ("investment", 76800000, None)],
        "numbers in the first column",
    ),
    (
        "乡镇\t人工造林\t\t封山育林（亩）\n\t面积（亩）\t其中：经济林（亩）\t\n柳河镇\t3200\t800\t5000",
        [("人工造林面积", 3200, "柳河镇"), ("经济林", 800, "柳河镇"), ("封山育林", 5000, "柳河镇")],
        "two rows of headers; 面积 needs the one above",
    ),
    (
        "指标|单位|2024年现状|2025年|2026年\n普及率|%|88|92|95以上\n保证率|%|90|≥93|不低于95",
        [("rate", 92, None), ("rate", 95, None), ("rate", 93, None), ("rate", 95, None)],
        "bounds inside a cell",
    ),
    (
        "单位|改造（户）|完成时限|备注\n柳河街道|135|8月底|\n合计|135",
        [("households", 135, "柳河街道"), ("households", 135, None)],
        "a row of sums that ends early",
    ),
    (
        "附表\n序号\n项目名称\n地点\n户数（户）\n投资（万元）\n开工时间\n竣工时间\n"
        "1\n幸福里小区\n东街\n360\n960\n2025年4月\n2025年10月\n"
        "2\n锦绣园小区\n西街\n240\n640\n2025年5月\n2025年10月\n合计\n600\n1600",
        [
            ("households", 360, "幸福里小区"),
            ("investment", 9600000, "幸福里小区"),
            ("households", 240, "锦绣园小区"),
            ("investment", 6400000, "锦绣园小区"),
            ("households", 600, None),
            ("investment", 16000000, None),
        ],
        "a line a cell, sums without the empty cells",
    ),
    (
        "事项|主要内容|牵头单位|完成时限\n公共服务|新增机动车位420个，建设助餐点4处|区民政局|11月底",
        [("机动车位", 420, None), ("助餐点", 4, None)],
        "a table of tasks without numbers of rows",
    ),
    (
        "序号|项目名称|目标任务|牵头单位|完成时限\n"
        "1|加装电梯|完工120部|市住建局|12月20日前（其中6月底前完工50部）\n"
        "2|文体设施|新（改）建健身场地20处，每季度检查1次|市文旅局|长期坚持",
        [("elevators", 120, None), ("elevators", 50, None), ("健身场地", 20, None)],
        "a number without a noun counts what its row is named",
    ),
    (
        "指标|目标值|分值\n供热合格率|98%|30",
        [],
        "a table of scores",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "reason"), TARGETS, ids=[r[2] for r in TARGETS])
def test_targets(body: str, expected: list[tuple[Any, ...]], reason: str) -> None:
    found = notice(body).targets
    assert [(float(t.value), t.area) for t in found] == [row[1:] for row in expected], reason
    for target, (name, *_) in zip(found, expected, strict=True):
        assert name in (target.indicator, target.unit_text, target.indicator_text), reason


PERIODS = [
    (
        "项目|内容|开工时间|竣工时间\n管网|改造管网30公里|2025年3月|2025年9月\n泵站|改造泵站4座||",
        ["2025-09-30", "2025-09-30"],
        "the completion of several times; an empty cell holds what is above",
    ),
    (
        "任务|目标|完成时限\n绿道|建设绿道12公里|6月底前\n公园|建设公园3个|长期坚持",
        ["2025-06-30", "2025-12-31"],
        "the time of one row is of no other",
    ),
    (
        "序号|任务|2025年计划|2026年计划|牵头部门\n1|改善道路|建设精品道路100条。|建设精品道路90条。|市交通局",
        ["2025-12-31", "2026-12-31"],
        "a column of one year",
    ),
    (
        "项目|内容|建设年限\n渠道|衬砌渠道20公里|2024-2026",
        ["2026-12-31"],
        "years without 年 in a cell",
    ),
]


@pytest.mark.parametrize(("body", "ends", "reason"), PERIODS, ids=[r[2] for r in PERIODS])
def test_periods(body: str, ends: list[str], reason: str) -> None:
    assert [t.period_end for t in notice(body).targets] == ends, reason


FUNDS = [
    (
        "县区|总投资（万元）|中央补助|省补助|县级自筹|银行贷款\n临溪县|9640|2400|1600|2000|3640",
        [("central", "amount", 24000000), ("provincial", "amount", 16000000), ("county", "amount", 20000000), ("financial_institution", "amount", 36400000)],
        "sums by payer, unit of the sums beside them",
    ),
    (
        "任务|资金来源|责任单位\n河道清淤|中央水利发展资金、县级财政|县水利局\n岸线整治|/|县水利局",
        [("central", "source", None), ("county", "source", None)],
        "channels in a column",
    ),
    (
        "项目|资金来源\n智慧停车|区财政1200万元，企业自筹300万元",
        [("county", "amount", 12000000), ("social_capital", "amount", 3000000)],
        "channels with their sums",
    ),
    (
        "经费项目|金额（万元）|经费来源\n端口建设|960|市级补助40%，区级财政60%",
        [("municipal", "share", 40), ("county", "share", 60)],
        "channels with their shares",
    ),
    (
        "投资估算及资金来源（万元）\n项目|投资估算|其中：财政资金|专项债券\n停车场|8600|1200|2000",
        [("government", "amount", 12000000), ("government", "amount", 20000000)],
        "a bare unit in brackets closes the caption",
    ),
    ("项目|年度投资（万元）|责任单位\n智慧停车|1200|区城管局", [], "planned money is a target"),
    (
        "补助标准表\n层数|补助标准|备注\n四层|8万元/台|\n五层|一次性9万元/台|\n六层|按造价的30%，最高10万元|",
        [("government", "amount", 80000), ("government", "amount", 90000), ("government", "share", 30), ("government", "cap", 100000)],
        "cells in words under a head of grants",
    ),
    (
        "补助标准表\n层数|补助标准\n四层|8万元/台\n五层|9万元/台",
        [("government", "amount", 80000), ("government", "amount", 90000)],
        "rows of two cells",
    ),
    (
        "农机购置奖补\n机型|奖励标准（元/台）|最高奖补额（万元）|名额\n收割机|1200|3.5|12\n拖拉机|1000|2.4|9",
        [("government", "amount", 1200), ("government", "cap", 35000), ("government", "amount", 1000), ("government", "cap", 24000)],
        "a cap by its head; a number of places is no sum",
    ),
    (
        "养老服务补贴\n项目|补贴标准|资金来源\n助餐点|8万元/个|县财政\n日间照料|50万元/处|市、县财政各50%\n康复|60元/人·月|福利彩票公益金",
        [("county", "amount", 80000), ("government", "amount", 500000), ("municipal", "share", 50), ("county", "share", 50), ("government", "amount", 60)],
        "the row's channel pays its standard: no source besides",
    ),
    (
        "粮食生产补贴（单位：元/亩）\n层级|标准|对象\n省级|100|大户\n市级财政|50|大户",
        [("provincial", "amount", 100), ("municipal", "amount", 50)],
        "the row names who pays",
    ),
    (
        "荣誉奖励标准\n级别|企业奖励标准|个人奖励金额\n国家级|100万元|5万元\n省级|50万元|2万元",
        [("government", "amount", 1000000), ("government", "amount", 50000), ("government", "amount", 500000), ("government", "amount", 20000)],
        "ranks and those who are granted pay nothing",
    ),
    (
        "市级公路养护补助标准（单位：万元/公里）\n类别|新建|改建|里程\n县道|60|30|12\n乡道|40|20|8",
        [("municipal", "amount", v) for v in (600000, 300000, 400000, 200000)],
        "tiers as columns; payer and unit in the caption",
    ),
    (
        "资金筹措表（单位：万元）\n资金来源|金额|占比\n中央补助资金|3200|40%\n企业自筹|4800|60%\n合计|8000|100%",
        [("central", "amount", 32000000), ("central", "share", 40), ("social_capital", "amount", 48000000), ("social_capital", "share", 60)],
        "channels that name the rows, with sums and shares beside them",
    ),
    (
        "项目|资金来源|金额（万元）\n管网改造|中央补助|400\n|区级配套|380\n泵站改造|中央补助|700",
        [("central", "amount", 4000000), ("county", "amount", 3800000), ("central", "amount", 7000000)],
        "each channel of a project in its row",
    ),
    (
        "险种|保费（元/亩）|中央补贴|省级补贴|农户承担\n水稻|40|45%|25%|30%",
        [("central", "share", 45), ("provincial", "share", 25), ("residents", "share", 30)],
        "shares by payer",
    ),
    (
        "就业补贴\n政策名称|补贴对象|补贴标准\n创业补贴|毕业生|每人5000元\n社保补贴|小微企业|按实际缴费的50%",
        [("government", "amount", 5000), ("government", "share", 50)],
        "the name of a grant beside its standard is no source",
    ),
    (
        "救助标准（单位：元/月）\n类别|城市|农村\n全护理|1200|1100",
        [("government", "amount", 1200), ("government", "amount", 1100)],
        "whom a standard is for as columns",
    ),
    (
        "资金构成\n来源|金额（亿元）|占比（%）\n财政资金|3.2|40\n社会资本|4.8|60",
        [("government", "amount", 320000000), ("government", "share", 40), ("social_capital", "amount", 480000000), ("social_capital", "share", 60)],
        "来源 beside sums; a percentage with its mark in the head",
    ),
    ("任务分工\n任务|来源|责任单位\n管网改造|县政府工作报告|县住建局", [], "来源 of tasks"),
    (
        "筹资标准表\n人群|个人缴费（元/人）|财政补助（元/人）|合计\n一般居民|400|670|1070",
        [("residents", "amount", 400), ("government", "amount", 670)],
        "what each pays into an insurance",
    ),
    ("价格表\n类别|居民（元/吨）|企业（元/吨）\n一阶|2.8|4.2", [], "prices for private users"),
    ("收费标准表\n类别|收费标准（元/吨）|备注\n居民|2.8|\n工商业|4.2|", [], "fees are no grants"),
    ("考核评分表\n指标|奖励分值|扣分标准\n完成率|5|每低1%扣1分\n满意度|3|扣2分", [], "marks are no money"),
    (
        "2024年补助资金使用情况表（单位：万元）\n县区|市级补助|县级配套\n临溪县|400|200\n青禾区|300|100",
        [],
        "what has been spent",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "reason"), FUNDS, ids=[r[2] for r in FUNDS])
def test_funding(body: str, expected: list[tuple[Any, ...]], reason: str) -> None:
    found = [(r.payer, r.kind, r.value and float(r.value)) for r in notice(body).funding]
    assert found == expected, reason


LAYOUTS = [
    ("补助标准表\n层数 补助标准\n四层 8万元/台\n五层 9万元/台", [80000, 90000], "cells parted by blanks"),
    (
        "附件1 改厕奖补标准\n序号 项目 奖补标准 备注\n1 户厕 1200元/户 验收 后拨付\n2 管网 每公里20万元\n3 路灯 2000元/盏 每村50盏",
        [1200, 200000, 2000],
        "blanks inside a remark, and a remark that lacks",
    ),
    ("项目 总投资（万元） 中央补助（万元） 区级配套（万元）\n安澜小区 960 400 380", [4000000, 3800000], "one row of several sums"),
    ("资金计划表 单位：万元\n项目名称 总投资 中央补助 居民出资\n安澜小区 960 400 60\n合计 960 400 60", [4000000, 600000, 4000000, 600000], "the unit behind the caption; a row of sums"),
    ("补助标准表\n层数\n补助标准\n四层\n8万元/台\n五层\n9万元/台", [80000, 90000], "two lines a row"),
    (
        "补贴标准表\n类别\n项目\n补贴标准\n资金来源\n建设\n托育园\n一次性8万元/个\n县财政\n运营\n托位\n60元/人·月\n市财政",
        [80000, 60],
        "a cell a line below a caption",
    ),
    ("养护补助（单位：万元/公里）\n类别\n省补\n县配套\n县道\n100\n60\n乡道\n60\n30", [1000000, 600000, 600000, 300000], "heads of payers"),
    ("资金筹措表\n资金来源\n金额（万元）\n中央补助\n3200\n银行贷款\n600", [32000000, 6000000], "channels and sums in turn"),
    ("人才补贴\n层次 购房补贴 租房补贴\nA类 100万元 3000元/月\nB类 60万元 2500元/月", [1000000, 3000, 600000, 2500], "heads that end in 补贴"),
    ("收费 标准\n居民 每月20元\n商户 每月60元", [], "no head of money that is paid"),
    ("补助对象 补助标准\n农户 另行通知\n企业 另行通知", [], "no sums below"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "values", "reason"), LAYOUTS, ids=[r[2] for r in LAYOUTS])
def test_layouts_of_tables_of_funds(body: str, values: list[float], reason: str) -> None:
    text = f"云岭市老旧小区改造方案\n一、任务安排\n按期完成。\n{body}\n"
    found = [float(r.value) for r in extract(Document.from_text(text)).funding if r.value]
    assert found == values, reason


UNITS = [
    ("补助标准（万元/台）", "CNY_per_unit", "台"),
    ("补贴标准（元/户）", "CNY_per_household", None),
    ("奖补标准（元/平方米·月）", "CNY_per_m2", None),
    ("资助标准（元/人·月）", "CNY_per_unit", "人"),
    ("津贴标准（元/月）", "CNY", None),
    ("中央补助（万元/公里）", "CNY_per_unit", "公里"),
]


@pytest.mark.parametrize(("head", "unit", "per"), UNITS, ids=[r[0] for r in UNITS])
def test_units_of_sums(head: str, unit: str, per: str | None) -> None:
    found = notice(f"类别|{head}|备注\n一类|8|\n二类|9|").funding
    assert [(r.unit, r.per) for r in found] == [(unit, per)] * 2


def test_the_unit_over_a_table_of_sums_for_each() -> None:
    found = notice("资金筹措情况 单位:元/亩\n类型|中央|省级|县级\n新建|1000|900|350").funding
    assert [(r.payer, r.unit, r.per) for r in found] == [
        (payer, "CNY_per_unit", "亩") for payer in ("central", "provincial", "county")
    ]


def test_money_that_is_paid_is_no_target_but_its_sum_is() -> None:
    body = "资金筹措表（单位：万元）\n资金来源|金额|占比\n中央补助|3200|40%\n贷款|4800|60%\n合计|8000|100%"
    assert [float(t.value) for t in notice(body).targets] == [80000000]


DEADLINES = [
    (
        "项目\t开工日期\t竣工日期\n渠道衬砌\t3月\t9月",
        [("during", "2025-03-01", "2025-03-31"), ("by", None, "2025-09-30")],
        "a month of beginning is a window",
    ),
    (
        "事项\t完成时限\n河道清淤\t4月开工，10月底前完工",
        [("during", "2025-04-01", "2025-04-30"), ("by", None, "2025-10-31")],
        "the same within a cell",
    ),
    (
        "项目\t建设年限\n渠道衬砌\t2024-2026\n泵站改造\t2025—2026年",
        [("during", "2024-01-01", "2026-12-31"), ("during", "2025-01-01", "2026-12-31")],
        "years of building",
    ),
    ("指标|单位|2025年完成|2026年计划\n租赁补贴|户|620|800", [], "years of a header date no task"),
]


@pytest.mark.parametrize(("body", "expected", "reason"), DEADLINES, ids=[r[2] for r in DEADLINES])
def test_deadlines(body: str, expected: list[tuple[Any, ...]], reason: str) -> None:
    found = [(r.relation, r.start, r.end) for r in notice(body).deadlines]
    assert found == expected, reason


DUTIES = [
    (
        "任务\t牵头考核单位\t责任科室（单位）\t包保领导\t完成时限\n巡查\t县河长办\t县妇幼保健院\t张立\t6月底",
        [("县河长办", "lead"), ("县妇幼保健院", "responsible")],
        "names of columns; persons are no actors",
    ),
    (
        "责任主体|换热站（座）|投资（万元）\n青禾热力公司|4|5200\n小计|4|5200",
        [("青禾热力公司", "responsible")],
        "a row of sums is no body",
    ),
    (
        "任务|责任单位|时限\n助餐|牵头：区民政局；配合：区住建局|6月底",
        [("区民政局", "lead"), ("区住建局", "support")],
        "labels inside a cell are read once",
    ),
    (
        "| 任务 | 责任单位 | 时限 |\n| --- | --- | --- |\n| 助餐 | 区民政局<br>区住建局 | 6月底 |",
        [("区民政局", "responsible"), ("区住建局", "responsible")],
        "a line break inside a cell",
    ),
    ("单位：万元\n年份|投资\n2025年|300", [], "单位 of a table is no body"),
]


@pytest.mark.parametrize(("body", "expected", "reason"), DUTIES, ids=[r[2] for r in DUTIES])
def test_duties(body: str, expected: list[tuple[str, str]], reason: str) -> None:
    assert [(r.actor, r.role) for r in notice(body).responsibilities] == expected, reason


def test_a_merged_cell_gives_its_task_to_the_rows_under_it() -> None:
    body = "任务\t责任单位\t完成时限\n强基层\t县财政局\t8月底前\n\t县水利局\t10月底前"
    found = notice(body)
    assert [r.task for r in found.deadlines] == ["强基层", "强基层"]
    assert [r.task for r in found.responsibilities] == ["强基层", "强基层"]
