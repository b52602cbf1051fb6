"""Funding: who pays, by which means, how much, for whom; one behaviour a row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor import Document, extract
from extractor.models import Funding
from extractor.patterns import load_patterns
from extractor.records.payers import joined, payers_of
from extractor.records.payments import base_of

Row = tuple[str, str, float | None, str | None]


def records(clause: str, heading: str = "补充说明") -> tuple[Funding, ...]:
    text = f"云岭市若干政策措施\n一、{heading}\n（一）基本要求。{clause}\n二、其他\n无其他事项。\n"
    return extract(Document.from_text(text, "notice.txt")).funding


def rows(clause: str, heading: str = "补充说明") -> list[Row]:
    return [
        (r.payer, r.kind, None if r.value is None else float(r.value), r.unit)
        for r in records(clause, heading)
    ]


SHARES: list[tuple[str, list[Row], str]] = [
    (
        "所需资金由省、市、县按5∶3∶2比例分担。",
        [
            ("provincial", "share", 50, "percent"),
            ("municipal", "share", 30, "percent"),
            ("county", "share", 20, "percent"),
        ],
        "a ratio is shared out over the levels in their order",
    ),
    (
        "补贴资金由市财政和区财政按1:1比例承担。",
        [("municipal", "share", 50, "percent"), ("county", "share", 50, "percent")],
        "two subjects joined by 和",
    ),
    (
        "补助资金由中央财政承担60%、省财政承担25%、县财政承担15%。",
        [
            ("central", "share", 60, "percent"),
            ("provincial", "share", 25, "percent"),
            ("county", "share", 15, "percent"),
        ],
        "each level with its own rate",
    ),
    (
        "居民出资不低于总投资的8%。",
        [("residents", "share", 8, "percent")],
        "a floor is no cap",
    ),
    (
        "业主自行承担费用的比例不低于百分之二十五。",
        [("residents", "share", 25, "percent")],
        "percent in words",
    ),
    (
        "庭院管网改造由燃气企业承担六成，其余由用户承担。",
        [("utility", "share", 60, "percent"), ("residents", "source", None, None)],
        "tenths; what is left has a payer too",
    ),
    (
        "奖励标准由0.1元/千瓦时调整至0.25元/千瓦时。",
        [("government", "amount", 0.25, "CNY_per_unit")],
        "the old rate is not paid any more",
    ),
    ("将考核结果与补助资金安排挂钩。", [], "what money hangs on is no channel"),
    (
        "争取将泵站改造纳入中央、省级财政预算内投资。",
        [("central", "source", None, None), ("provincial", "source", None, None)],
        "one channel a level",
    ),
    (
        "统筹相关财政资金，支持设施建设。",
        [("government", "source", None, None)],
        "funds that are pooled are named once",
    ),
    (
        "市财政按照改造项目中标价的40%，统筹安排市级以上奖补资金。",
        [("municipal", "share", 40, "percent")],
        "the means stands in the next part; 市级以上 is passed on by 市财政",
    ),
    (
        "县区财政按照市级补助金额的50%予以配套。",
        [("county", "share", 50, "percent")],
        "the base names another level, which is no payer",
    ),
    (
        "按设备投资额的15%给予补助，单个项目最高不超过500万元。",
        [("government", "share", 15, "percent"), ("government", "cap", 5e6, "CNY_per_unit")],
        "rate and cap are two records, no source besides",
    ),
    (
        "鼓励热力企业对孵化基地的供热配套费减免30%。",
        [("utility", "share", 30, "percent")],
        "a relief by its giver",
    ),
    (
        "在享受15%补贴的基础上，额外给予5%的补贴。",
        [("government", "share", 5, "percent")],
        "a rate told again is no rule",
    ),
]

SUMS: list[tuple[str, list[Row], str]] = [
    (
        "对验收合格的电梯每部补助15万元。",
        [("government", "amount", 150000, "CNY_per_unit")],
        "每部",
    ),
    (
        "每部电梯补助15万元，其中市级财政承担10万元，县区财政承担5万元。",
        [
            ("government", "amount", 150000, "CNY_per_unit"),
            ("municipal", "amount", 100000, "CNY_per_unit"),
            ("county", "amount", 50000, "CNY_per_unit"),
        ],
        "其中 shares the unit",
    ),
    (
        "区财政按每平方米不超过260元的标准给予补助。",
        [("county", "cap", 260, "CNY_per_m2")],
        "a cap for each square metre",
    ),
    (
        "农村改厕由中央财政户均补助两千元。",
        [("central", "amount", 2000, "CNY_per_household")],
        "户均, sum in words",
    ),
    ("给予企业每人1000元一次性奖补。", [("government", "amount", 1000, "CNY_per_unit")], "每人"),
    ("按招用人数给予1500元/人补贴。", [("government", "amount", 1500, "CNY_per_unit")], "元/人"),
    (
        "对通过评估的骨干企业，给予最高300万元的一次性奖励。",
        [("government", "cap", 3e6, "CNY")],
        "最高",
    ),
    (
        "对新认定的国家级、省级示范企业，分别给予最高200万元、50万元的奖励。",
        [("government", "cap", 2e6, "CNY"), ("government", "cap", 500000, "CNY")],
        "最高 holds for the whole enumeration; 国家级 is no payer",
    ),
    (
        "市、县财政每年分别出资800万元。",
        [("municipal", "amount", 8e6, "CNY"), ("county", "amount", 8e6, "CNY")],
        "one sum of two levels",
    ),
    (
        "居民按每户不低于500元的标准缴纳改造资金。",
        [("residents", "amount", 500, "CNY_per_household")],
        "paid by residents",
    ),
    (
        "自筹资金户均不超过2000元。",
        [("residents", "cap", 2000, "CNY_per_household")],
        "money of residents without their name",
    ),
    (
        "由国债资金每台补助10万元，不足部分由业主自筹。",
        [("central", "amount", 100000, "CNY_per_unit"), ("residents", "source", None, None)],
        "国债 is central",
    ),
    (
        "按不超过20万元发放创业担保贷款。",
        [("financial_institution", "cap", 200000, "CNY")],
        "a loan's limit",
    ),
    (
        "按每人1500元的标准发放扩岗补助，所需资金从失业保险基金中列支。",
        [("other", "amount", 1500, "CNY_per_unit")],
        "the fund behind the grant is its payer",
    ),
    (
        "按发票金额分档补贴：10万元以下补贴3000元，10万元（含）—20万元补贴5000元。",
        [("government", "amount", 3000, "CNY"), ("government", "amount", 5000, "CNY")],
        "a tier right before the verb is not paid",
    ),
    (
        "居民分摊部分筹集率达到60%后方可开工。",
        [("residents", "threshold", 60, "percent")],
        "方可 makes a threshold",
    ),
    (
        "维修基金余额不足首期筹集金额30%的小区，应当续筹。",
        [("residents", "threshold", 30, "percent")],
        "a floor of the owners' fund",
    ),
]

CHANNELS: list[tuple[str, list[Row], str]] = [
    (
        "积极争取中央和省级补助资金。",
        [("central", "source", None, None), ("provincial", "source", None, None)],
        "levels as attributes of money",
    ),
    (
        "各区县在积极争取上级奖补资金的基础上，要把改造资金纳入政府年度预算。",
        [("government", "source", None, None), ("county", "source", None, None)],
        "上级 is no level; the budget is the subject's",
    ),
    (
        "县级财政可发行政府专项债券。",
        [("county", "source", None, None)],
        "a bond by its issuer",
    ),
    (
        "通过居民出资、政府补助、专营单位和原产权单位出资等渠道筹集资金。",
        [
            ("residents", "source", None, None),
            ("government", "source", None, None),
            ("utility", "source", None, None),
            ("original_owner", "source", None, None),
        ],
        "one record for each payer of a list",
    ),
    (
        "居民可通过使用住宅专项维修资金、让渡小区公共收益等方式落实。",
        [("residents", "source", None, None), ("residents", "source", None, None)],
        "two means of one payer",
    ),
    (
        "鼓励银行机构发放中长期贷款，吸引社会资本投资建设停车楼。",
        [("financial_institution", "source", None, None), ("social_capital", "source", None, None)],
        "permission names a source",
    ),
    ("免收城市基础设施配套费。", [("government", "source", None, None)], "relief of a fee"),
    ("以项目收益弥补改造支出。", [("other", "source", None, None)], "income of the project"),
    (
        "县区政府落实属地责任；整合使用城建、民政等各类资金。",
        [("county", "source", None, None)],
        "a subject goes on over ；",
    ),
    (
        "在规定时限内完工的，市财政给予投资额30%的奖补，超出规定时限的不予奖补。",
        [("municipal", "share", 30, "percent"), ("municipal", "restriction", None, None)],
        "the converse that denies money",
    ),
    ("奖补资金实行专款专用。", [("government", "restriction", None, None)], "earmarked"),
    ("同一项目不得重复享受补助。", [("government", "restriction", None, None)], "not twice"),
]

NONE: list[tuple[str, str]] = [
    ("项目总投资3.2亿元。", "planned money is a target"),
    ("三分之二以上业主同意的，可以加装电梯。", "consent is no threshold of money"),
    ("工业增加值增长8%，财政收入达到30亿元。", "figures about the economy"),
    ("物业服务费收缴率达到90%以上。", "a rate to reach"),
    ("坚决遏制新增政府隐性债务。", "an admonition"),
    ("加强补助资金使用管理和监督检查。", "managing money is no channel"),
    ("市财政局负责资金监管，对违规使用的严肃处理。", "an office is no payer"),
    ("对成绩突出的单位给予表彰奖励。", "an honour"),
    ("实现培训机构线上申请培训补贴。", "a service"),
    ("推行惠企政策“免申即享”，减免申请材料。", "no fee is waived"),
    ("举办银企对接会，防范金融风险。", "no loan is named"),
    ("近三年已享受中央补助资金改造的小区不得纳入。", "past money only scopes"),
    ("落实住房公积金管理中心职责。", "a body's name"),
    ("（市财政局牵头，各区县政府负责落实资金）", "an assignment"),
    ("考核结果作为区政府安排管护经费的重要依据。", "a ground for deciding"),
    ("落实容积率奖励、用地弹性出让政策。", "no money"),
    ("实施养护工人早晚班津贴制度。", "pay for shifts"),
    ("供电公司按奖励目录上报发电量。", "a list named after a grant"),
    ("将补助资金发放、现场照片等材料归入村级台账。", "papers"),
    ("兜底解决自筹资金能力极弱家庭的住房困难。", "who cannot pay"),
]


@pytest.mark.parametrize(("clause", "expected", "reason"), [*SHARES, *SUMS, *CHANNELS])
def test_clauses(clause: str, expected: list[Row], reason: str) -> None:
    assert rows(clause) == expected, reason


@pytest.mark.parametrize(("clause", "reason"), NONE)
def test_leaves_alone(clause: str, reason: str) -> None:
    assert rows(clause) == [], reason


LEVELS: list[tuple[str, list[Row], str]] = [
    (
        "改造资金由省、市、县按五∶三∶二比例分担。",
        [
            ("provincial", "share", 50, "percent"),
            ("municipal", "share", 30, "percent"),
            ("county", "share", 20, "percent"),
        ],
        "a ratio in words",
    ),
    (
        "地方负担部分，省、市、县（区）按6∶2∶2分担。",
        [
            ("provincial", "share", 60, "percent"),
            ("municipal", "share", 20, "percent"),
            ("county", "share", 20, "percent"),
        ],
        "县（区） is one level of three",
    ),
    (
        "补贴资金由市、区两级财政按三比七的比例分担。",
        [("municipal", "share", 30, "percent"), ("county", "share", 70, "percent")],
        "比 between the parts",
    ),
    (
        "消费券所需资金由市、区财政按1:1分担。",
        [("municipal", "share", 50, "percent"), ("county", "share", 50, "percent")],
        "1:1 of what is shared",
    ),
    (
        "社区食堂每餐补贴3元，由区财政列支。",
        [("county", "amount", 3, "CNY_per_unit")],
        "the payer behind the sum is no second source",
    ),
    (
        "低收入家庭免交入网费，由县财政全额补贴。",
        [("county", "source", None, None)],
        "who makes up for a relief",
    ),
    (
        "积极申请中央预算内投资，每个新增学位补助2万元。",
        [("central", "amount", 20000, "CNY_per_unit")],
        "the fund right before a sum pays it",
    ),
    (
        "由市、县两级财政按设备购置额的10%给予补助，单个项目最高300万元。",
        [
            ("municipal", "share", 10, "percent"),
            ("county", "share", 10, "percent"),
            ("government", "cap", 3e6, "CNY_per_unit"),
        ],
        "one cap for what all levels pay",
    ),
    (
        "市、区财政分别按每平方米100元、50元给予补助。",
        [("municipal", "amount", 100, "CNY_per_m2"), ("county", "amount", 50, "CNY_per_m2")],
        "分别: each level its own sum",
    ),
    (
        "每户奖补2000元，其中省级财政1200元、县级财政800元。",
        [
            ("government", "amount", 2000, "CNY_per_household"),
            ("provincial", "amount", 1200, "CNY_per_household"),
            ("county", "amount", 800, "CNY_per_household"),
        ],
        "a level right before its sum",
    ),
    (
        "对考核优秀的县（市、区）奖励80万元。",
        [("government", "amount", 800000, "CNY")],
        "who receives does not pay",
    ),
    (
        "省财政按贷款利息的一半给予贴息。",
        [("provincial", "share", 50, "percent")],
        "half",
    ),
    (
        "市财政在中央贴息1.5个百分点基础上再贴息1个百分点。",
        [("central", "share", 1.5, "percent"), ("municipal", "share", 1, "percent")],
        "points of interest, another level's rate",
    ),
    (
        "见习留用率达到60%的，补贴比例提高至百分之七十。",
        [("government", "share", 70, "percent")],
        "raised to",
    ),
    (
        "创业者可申请创业担保贷款，个人最高30万元。",
        [("financial_institution", "cap", 300000, "CNY_per_unit")],
        "for each person",
    ),
    (
        "充电运营企业自筹资金不低于项目总投资的60%。",
        [("social_capital", "share", 60, "percent")],
        "自筹 of a named payer",
    ),
    (
        "出资到位率达到80%方可开工。",
        [("residents", "threshold", 80, "percent")],
        "money that must be there first",
    ),
    (
        "鼓励慈善组织、爱心企业捐资助老。",
        [("other", "source", None, None), ("social_capital", "source", None, None)],
        "charities are no capital",
    ),
    (
        "管护费用由政府、居民、供热企业共同承担。",
        [
            ("government", "source", None, None),
            ("residents", "source", None, None),
            ("utility", "source", None, None),
        ],
        "public and private together",
    ),
    ("其余通过省级奖补资金解决。", [("provincial", "source", None, None)], "what is left"),
    ("支持农商银行开发“设备贷”。", [("financial_institution", "source", None, None)], "“…贷”"),
    ("项目验收不合格的，不予拨付尾款。", [("government", "restriction", None, None)], "尾款"),
    ("数据造假的，取消补助。", [("government", "restriction", None, None)], "取消"),
    ("评估不合格的停发运营补助。", [("government", "restriction", None, None)], "停发"),
    ("弄虚作假的，追回已拨付资金。", [("government", "restriction", None, None)], "追回"),
    ("截至目前，我县累计拨付奖补资金2.1亿元。", [], "money already paid"),
    ("二〇二三年全市发放购车补贴八千万元。", [], "a year that is over"),
]


SPLITS: list[tuple[str, list[Row], str]] = [
    (
        "所需资金由省、市各承担二分之一。",
        [("provincial", "share", 50, "percent"), ("municipal", "share", 50, "percent")],
        "各 with a fraction",
    ),
    (
        "费用由区财政与供热企业各负担一半。",
        [("county", "share", 50, "percent"), ("utility", "share", 50, "percent")],
        "public and private, half each",
    ),
    (
        "改造资金由市级承担四分之一，县级承担四分之三。",
        [("municipal", "share", 25, "percent"), ("county", "share", 75, "percent")],
        "fractions are shares",
    ),
    (
        "外线费用由公用企业与属地政府分别承担六成、四成。",
        [("utility", "share", 60, "percent"), ("government", "share", 40, "percent")],
        "分别: to each its own",
    ),
    (
        "所需资金，市级与青禾区、河埠区按5∶5比例分担，与其他县（市）按2∶8比例分担。",
        [
            ("municipal", "share", 50, "percent"),
            ("county", "share", 50, "percent"),
            ("municipal", "share", 20, "percent"),
            ("county", "share", 80, "percent"),
        ],
        "与 goes on with the payer before; districts by their names",
    ),
    (
        "本金损失由资金池、融资担保公司、合作银行按4∶4∶2分担。",
        [
            ("government", "share", 40, "percent"),
            ("financial_institution", "share", 40, "percent"),
            ("financial_institution", "share", 20, "percent"),
        ],
        "three who bear a risk",
    ),
    (
        "市、区财政按七三比例分担。",
        [("municipal", "share", 70, "percent"), ("county", "share", 30, "percent")],
        "a ratio without a mark between its parts",
    ),
    (
        "补贴按4∶3∶3的比例分三年拨付。",
        [
            ("government", "share", 40, "percent"),
            ("government", "share", 30, "percent"),
            ("government", "share", 30, "percent"),
        ],
        "instalments",
    ),
    ("由市级财政按不低于1∶1配套。", [("municipal", "share", 100, "percent")], "1:1 of one payer"),
    (
        "其余由区（市）财政、居民和社会资本共同承担。",
        [
            ("county", "source", None, None),
            ("residents", "source", None, None),
            ("social_capital", "source", None, None),
        ],
        "who bears together without numbers",
    ),
    ("安全责任由施工单位、监理单位共同承担。", [], "no cost"),
    ("三分之二以上业主各自签字。", [], "no share of a cost"),
]

BANS: list[tuple[str, list[Row], str]] = [
    ("考核合格的不奖不补。", [("government", "restriction", None, None)], "不奖不补"),
    ("对进度滞后的区县，暂缓拨付后续资金。", [("government", "restriction", None, None)], "暂缓"),
    (
        "新增拖欠的地区，暂缓安排省级预算内项目资金。",
        [("provincial", "restriction", None, None)],
        "the money's level, and no source besides",
    ),
    ("虚报冒领的企业不得申报扶持资金。", [("government", "restriction", None, None)], "申报"),
    ("安家费予以全额退还。", [("government", "restriction", None, None)], "given back"),
    ("供热公司不得向用户收取管网改造费。", [("utility", "restriction", None, None)], "not charged"),
    (
        "未经表决不得动用住宅专项维修资金。",
        [("residents", "restriction", None, None)],
        "the owners' money",
    ),
    (
        "对考核不达标的机构，扣减当年运营补贴的20%。",
        [("government", "restriction", None, None)],
        "what is cut is not paid",
    ),
    (
        "考评良好的，市财政给予150万元奖励；低于80分的不予奖励。",
        [("municipal", "amount", 1.5e6, "CNY"), ("municipal", "restriction", None, None)],
        "the giver goes on behind ；",
    ),
    (
        "虚报面积的，追缴补贴，两年内不得再次申报。",
        [("government", "restriction", None, None)],
        "no more to be claimed",
    ),
    ("评审未通过的，两年内不得再次申报职称。", [], "no money is claimed"),
    ("已获得上级支持的充电站不重复奖补。", [("government", "restriction", None, None)], "奖补"),
    (
        "市、区财政按4:6的比例给予补贴，由单位全额出资的不再享受。",
        [
            ("municipal", "share", 40, "percent"),
            ("county", "share", 60, "percent"),
            ("government", "restriction", None, None),
        ],
        "denied by all of them, and once",
    ),
    (
        "中央和省级补助资金用于基础类项目，不得用于发放工作经费。",
        [("central", "restriction", None, None), ("provincial", "restriction", None, None)],
        "a ban on money of two levels is each one's",
    ),
    (
        "居家服务补贴以电子券发放，当月有效、不得提现。",
        [("government", "restriction", None, None)],
        "vouchers are no cash",
    ),
    ("水费收入实行专户管理，不得挪作他用。", [("other", "restriction", None, None)], "income"),
    ("国有房屋租金收入实行专户管理。", [("government", "restriction", None, None)], "the state's"),
    ("闲置土地依法收回。", [], "no money"),
    ("不得申请延长工期。", [], "no money either"),
]

GIVEN: list[tuple[str, list[Row], str]] = [
    (
        "省财政按实际发放额的30%给予补助，对12个财政困难县提高到50%。",
        [("provincial", "share", 30, "percent"), ("provincial", "share", 50, "percent")],
        "a rate that is raised for some",
    ),
    (
        "城镇低保家庭每月每平方米补贴12元，其他住房困难家庭8元。",
        [("government", "amount", 12, "CNY_per_m2"), ("government", "amount", 8, "CNY_per_m2")],
        "the verb is printed once",
    ),
    (
        "60周岁以上老年人每餐补2元，90周岁以上的补5元。",
        [("government", "amount", 2, "CNY_per_unit"), ("government", "amount", 5, "CNY_per_unit")],
        "补 alone",
    ),
    (
        "给予企业10万元资金支持。",
        [("government", "amount", 100000, "CNY")],
        "支持, its receiver named beside the sum",
    ),
    (
        "单站补助不超过设备投资的30%、最高100万元。",
        [("government", "cap", 30, "percent"), ("government", "cap", 1e6, "CNY_per_unit")],
        "two caps of two kinds",
    ),
    (
        "购买2级能效家电，按销售价格的15%立减，1级能效再加5个百分点。",
        [("government", "share", 15, "percent"), ("government", "share", 5, "percent")],
        "立减, and points on top",
    ),
    (
        "中央财政给予1个百分点贴息，区财政再贴息0.5个百分点。",
        [("central", "share", 1, "percent"), ("county", "share", 0.5, "percent")],
        "points before 贴息",
    ),
    (
        "按投资额分档奖补，500万元以下的部分奖补15%，超过1000万元的部分奖补5%。",
        [("government", "share", 15, "percent"), ("government", "share", 5, "percent")],
        "parts of a sum are tiers",
    ),
    ("完成率达到90%方可申领。", [("government", "threshold", 90, "percent")], "方可申领"),
    (
        "市财政局根据核定结果拨付剩余资金。",
        [("municipal", "source", None, None)],
        "an office that hands out money",
    ),
    ("鼓励家电销售企业让利促销。", [("other", "source", None, None)], "让利"),
    ("供电公司投资建设外部线路。", [("utility", "source", None, None)], "投资 of a utility"),
    (
        "种子金额按区、县7:3负担。",
        [("county", "share", 70, "percent"), ("county", "share", 30, "percent")],
        "按 before the levels",
    ),
    (
        "所需资金市区两级按4∶6分担。",
        [("municipal", "share", 40, "percent"), ("county", "share", 60, "percent")],
        "levels without a mark",
    ),
    (
        "考核合格的按核定额的80%拨付。",
        [("government", "share", 80, "percent")],
        "the verb behind its rate",
    ),
    (
        "由派出单位发放每人每月600元的生活补助。",
        [("other", "amount", 600, "CNY_per_unit")],
        "a body that itself gives",
    ),
    (
        "将省级管护奖补引导资金分配下达各市。",
        [("provincial", "source", None, None)],
        "money handed down",
    ),
    (
        "在低碳发展专项资金中安排资金用于扶持光伏。",
        [("government", "source", None, None)],
        "out of a fund",
    ),
    (
        "对首台套产品，省级财政给予支持。",
        [("provincial", "source", None, None)],
        "finance supports",
    ),
    (
        "县财政局、县城管局负责落实清扫所需经费。",
        [("county", "source", None, None)],
        "finance finds the money",
    ),
    (
        "鼓励社会资本设立绿色产业基金。",
        [("social_capital", "source", None, None)],
        "a fund of firms",
    ),
    ("补贴资金扣减50%。", [("government", "restriction", None, None)], "money taken off"),
    (
        "按省级、市级分档，分别给予不超过100万元/项、50万元/项的奖励。",
        [
            ("government", "cap", 1000000, "CNY_per_unit"),
            ("government", "cap", 500000, "CNY_per_unit"),
        ],
        "one bound for a row",
    ),
    (
        "用好市级、区级可再生能源专项资金。",
        [("municipal", "source", None, None), ("county", "source", None, None)],
        "可 of 可再生",
    ),
    (
        "实行一体化开发，运营收益用于农村公路养护。",
        [("other", "source", None, None)],
        "income used",
    ),
    (
        "积极引导信贷资金、民间资本投入。",
        [("financial_institution", "source", None, None), ("social_capital", "source", None, None)],
        "lent money drawn in",
    ),
    ("力争带动社会投资2亿元。", [], "a target"),
    ("为规范补助资金管理，结合我市实际，制定本办法。", [], "what the paper is made for"),
    ("候补3人。", [], "补 of another word"),
]


SUPPORT: list[tuple[str, list[Row], str]] = [
    (
        "按照最高不超过实际支出的40%给予支持，每家机构年度最高不超过30万元。",
        [("government", "cap", 40, "percent"), ("government", "cap", 300000, "CNY_per_unit")],
        "support with a rate is paid, and its cap goes on",
    ),
    (
        "单个项目支持金额最高不超过80万元。",
        [("government", "cap", 800000, "CNY_per_unit")],
        "a sum of support",
    ),
    (
        "管护经费由县、乡镇按6:4承担。",
        [("county", "share", 60, "percent"), ("government", "share", 40, "percent")],
        "a township is below the county",
    ),
    ("超出标准的费用全额由各镇承担。", [("government", "source", None, None)], "without 财政"),
    (
        "支持资金按照总体9:1的原则实行央地共担。",
        [("central", "share", 90, "percent"), ("government", "share", 10, "percent")],
        "central and local",
    ),
    (
        "落实好国家资金扶持政策，增加市级资金支持力度。",
        [("central", "source", None, None), ("municipal", "source", None, None)],
        "money of a level as support",
    ),
    (
        "鼓励通过社会捐赠、慈善资助等方式拓展资金渠道。",
        [("social_capital", "source", None, None), ("other", "source", None, None)],
        "donors named by an attribute",
    ),
    (
        "申报中央预算内投资、政府专项债券。",
        [("central", "source", None, None), ("government", "source", None, None)],
        "the bonds are not the central government's",
    ),
    (
        "市民政局对示范食堂给予3万元补贴。",
        [("municipal", "amount", 30000, "CNY")],
        "a bureau that gives",
    ),
    (
        "采取“财政补一点、村集体出一点、群众筹一点”的办法筹集。",
        [
            ("government", "source", None, None),
            ("other", "source", None, None),
            ("residents", "source", None, None),
        ],
        "a little each",
    ),
    (
        "给予安家补贴，博士20万元、硕士8万元。",
        [("government", "amount", 200000, "CNY"), ("government", "amount", 80000, "CNY")],
        "a row of sums, each behind whom it is for",
    ),
    (
        "作业补助每亩25元，由县财政通过一卡通发放到户。",
        [("county", "amount", 25, "CNY_per_unit")],
        "the payer stands behind",
    ),
    (
        "每吨补贴300元，由市、区补贴资金统筹安排。",
        [
            ("government", "amount", 300, "CNY_per_unit"),
            ("municipal", "source", None, None),
            ("county", "source", None, None),
        ],
        "two levels' money behind a grant",
    ),
    (
        "发生责任事故的，扣除当季度全部补贴。",
        [("government", "restriction", None, None)],
        "taken off",
    ),
    (
        "出现不实信息的，补贴资金扣减50%。",
        [("government", "restriction", None, None)],
        "what is taken off is not paid",
    ),
    ("建设费用扣除补贴后分摊到户。", [], "a base"),
    ("企业总部承担对外直接投资、业务管理等职能。", [], "what a firm does abroad"),
    ("支持国有企业自主确定投资建设模式。", [], "a mode, no money"),
    ("按规定进行资金支付。", [], "a payment of no payer"),
    ("加大政策支持力度。", [], "no money is named"),
]


@pytest.mark.parametrize(("clause", "expected", "reason"), [*SPLITS, *BANS, *GIVEN, *SUPPORT])
def test_kinds_of_the_genre(clause: str, expected: list[Row], reason: str) -> None:
    assert sorted(rows(clause), key=str) == sorted(expected, key=str), reason


@pytest.mark.parametrize(("clause", "expected", "reason"), LEVELS)
def test_who_pays_which_part(clause: str, expected: list[Row], reason: str) -> None:
    assert sorted(rows(clause), key=str) == sorted(expected, key=str), reason


WORDINGS: list[tuple[str, list[Row], str]] = [
    (
        "2024年列入超长期特别国债支持范围的，每台定额补助15万元。",
        [("central", "amount", 150000, "CNY_per_unit")],
        "the fund in whose list a thing stands pays",
    ),
    (
        "列入中央预算内投资计划的，每个床位补助2万元。",
        [("central", "amount", 20000, "CNY_per_unit")],
        "a plan of investment, too",
    ),
    (
        "未列入超长期特别国债支持范围的，每台补助5万元。",
        [("government", "amount", 50000, "CNY_per_unit")],
        "the trap next to it",
    ),
    (
        "市级财政按每台5万元、区级财政按每台3万元给予奖补，合计不得高于总费用的40%。",
        [
            ("municipal", "amount", 50000, "CNY_per_unit"),
            ("county", "amount", 30000, "CNY_per_unit"),
            ("government", "cap", 40, "percent"),
        ],
        "one cap for what both pay",
    ),
    (
        "6层及以下每部最高补贴18万元，7层及以上不超过22万元。",
        [
            ("government", "cap", 180000, "CNY_per_unit"),
            ("government", "cap", 220000, "CNY_per_unit"),
        ],
        "a tier with its own cap",
    ),
    (
        "单个食堂补贴封顶8万元、助餐点封顶5万元。",
        [
            ("government", "cap", 80000, "CNY_per_unit"),
            ("government", "cap", 50000, "CNY_per_unit"),
        ],
        "a row of caps",
    ),
    (
        "单个食堂补贴最高8万元，全市总计不超过200万元。",
        [("government", "cap", 80000, "CNY_per_unit"), ("government", "cap", 2e6, "CNY")],
        "a total is none of a row",
    ),
    (
        "单站补贴总额不高于设备投资额的20%，且最高80万元。",
        [("government", "cap", 20, "percent"), ("government", "cap", 800000, "CNY_per_unit")],
        "two caps on each station",
    ),
    (
        "维修资金余额充足的，可按不高于总费用30%的比例列支。",
        [("residents", "cap", 30, "percent")],
        "what may be spent of the fund",
    ),
    (
        "维修资金余额不足首期交存额30%的，应当续交。",
        [("residents", "threshold", 30, "percent")],
        "what must be left of it",
    ),
    (
        "居民出资率达不到80%的，暂缓安排开工。",
        [("residents", "threshold", 80, "percent")],
        "a threshold told by what falls short of it",
    ),
    (
        "积极争取省级补助，县级配套资金不到位的，市财政暂停拨付后续资金。",
        [("municipal", "restriction", None, None), ("provincial", "source", None, None)],
        "money that is not there is no channel",
    ),
    (
        "落实县级配套资金，未到位的由县财政补足。",
        [("county", "source", None, None)],
        "but money to be found is",
    ),
    (
        "市区两级财力不足的可依法申请地方政府专项债券。",
        [("municipal", "source", None, None), ("county", "source", None, None)],
        "who lacks means asks for bonds",
    ),
    ("县级财力不足的，可申请省级补助资金。", [("provincial", "source", None, None)], "a grant"),
    (
        "对特困人员和低保家庭免除个人出资部分。",
        [("government", "source", None, None)],
        "they pay nothing",
    ),
    (
        "支持节能服务公司采取合同能源管理模式参与。",
        [("social_capital", "source", None, None)],
        "who saves energy for its price invests",
    ),
    ("组织企业学习合同能源管理规范。", [], "no contract is made"),
    (
        "在中央预算内投资每个托位1万元基础上，市财政再按每个托位3000元给予补助。",
        [
            ("central", "amount", 10000, "CNY_per_unit"),
            ("municipal", "amount", 3000, "CNY_per_unit"),
        ],
        "the fund below the grant is paid, too",
    ),
    ("电网侧投资由供电企业承担。", [("utility", "source", None, None)], "an investment is borne"),
    ("投资风险由企业承担。", [], "a risk is no money"),
    ("检测费用从水费中列支。", [("other", "source", None, None)], "charges"),
    (
        "乘坐公交免费，票款损失由市财政按客流量核补。",
        [("municipal", "source", None, None)],
        "a loss is made up",
    ),
    (
        "市财政局于2月15日前预拨首批资金2600万元，此后按月审核拨付。",
        [("municipal", "amount", 2.6e7, "CNY")],
        "a first sum",
    ),
    (
        "市级预算安排2.4亿元，上半年拨付比例不低于60%。",
        [("municipal", "amount", 2.4e8, "CNY")],
        "how fast it is spent",
    ),
    (
        "按照家庭人口每人给予六百元至二千元救助，每户每次不超过一万元。",
        [
            ("government", "amount", 600, "CNY_per_unit"),
            ("government", "cap", 1e4, "CNY_per_household"),
        ],
        "aid in Chinese numerals",
    ),
    ("市救助站对流浪人员给予救助。", [], "aid without money"),
    (
        "管线迁改由供水、通信单位负责，迁改费用减半收取。",
        [("utility", "share", 50, "percent")],
        "their own charge is halved",
    ),
    ("县供电局落实农业排灌电价优惠政策。", [("utility", "source", None, None)], "its price"),
    (
        "改造经费在市清洁取暖（大气治理）专项资金中安排。",
        [("municipal", "source", None, None)],
        "a bracket in a fund's name",
    ),
    (
        "执行居民电价的光伏项目奖励标准0.12元/千瓦时。",
        [("government", "amount", 0.12, "CNY_per_unit")],
        "a price that describes the objects",
    ),
    ("执行居民电价的项目奖励上网电量。", [], "what a grant is measured by"),
    (
        "已享受市级资金的项目不再重复支持。",
        [("government", "restriction", None, None)],
        "who gave before refuses nothing",
    ),
    ("奖励标准可适当调整，调整幅度不超过15%。", [], "how far a standard may move"),
    (
        "奖励资金直接拨付给项目投资主体。",
        [("government", "source", None, None)],
        "handed to whoever invests",
    ),
    (
        "泵房更新经费实行“市级补贴、县级补充”。",
        [("municipal", "source", None, None), ("county", "source", None, None)],
        "levels in a quoted principle",
    ),
    ("市发改委在申请下达资金计划前进行公示。", [], "a plan of money"),
    ("市财政局对项目资金进行拨付审核。", [], "a step before payment"),
    (
        "获得省级、市级奖励资金的，分别按50%、30%配套，最高20万元。",
        [
            ("government", "share", 50, "percent"),
            ("government", "share", 30, "percent"),
            ("government", "cap", 200000, "CNY"),
        ],
        "shares of money won are paid by another",
    ),
    (
        "对获得省级奖励资金支持的园区，按已获得资金的30%给予奖励。",
        [("government", "share", 30, "percent")],
        "who won money, and a share of it",
    ),
    (
        "省级、市级奖励资金分别按50%、30%配套。",
        [("government", "share", 50, "percent"), ("government", "share", 30, "percent")],
        "levels of the money that is matched",
    ),
    (
        "经区政府研究同意，给予企业最高30万元的扶持。",
        [("government", "cap", 300000, "CNY")],
        "who consents pays nothing",
    ),
    (
        "按不超过研发费用的20%扶持。",
        [("government", "cap", 20, "percent")],
        "扶持 behind its rate",
    ),
    (
        "最高科学技术奖奖励20万元。",
        [("government", "amount", 200000, "CNY")],
        "最高 in a prize's name",
    ),
    (
        "补贴标准为餐费的四分之一，最高不超过3元。",
        [("government", "share", 25, "percent"), ("government", "cap", 3, "CNY")],
        "a fraction as a standard",
    ),
    (
        "工作经费纳入市、县两级财政预算。",
        [("municipal", "source", None, None), ("county", "source", None, None)],
        "levels listed before 两级财政",
    ),
    (
        "将下一年市级补贴资金纳入部门预算。",
        [("municipal", "source", None, None)],
        "a level's grants go into a budget",
    ),
    (
        "按照国家有关规定免收行政事业性收费。",
        [("government", "source", None, None)],
        "who made the rule waives nothing",
    ),
    (
        "本市户籍老人可享受送餐补贴，每次2元。",
        [("government", "amount", 2, "CNY_per_unit")],
        "the level of a register is no payer",
    ),
    (
        "由社区卫生服务中心支付转诊费用。",
        [("other", "source", None, None)],
        "a clinic pays",
    ),
    (
        "服务费由医保基金、财政和居民等分担。",
        [
            ("other", "source", None, None),
            ("government", "source", None, None),
            ("residents", "source", None, None),
        ],
        "分担 alone shares a cost",
    ),
    (
        "鼓励有条件的县予以适当财政支持。",
        [("county", "source", None, None)],
        "a level that is described",
    ),
    (
        "从土地出让净收益中提取不低于10%用于建房。",
        [("government", "share", 10, "percent")],
        "a share set aside",
    ),
    (
        "扣除业务支出后的住房公积金增值收益余额。",
        [("government", "source", None, None)],
        "what the provident fund earns",
    ),
    (
        "筹措各类低息贷款用于建设。",
        [("financial_institution", "source", None, None)],
        "loans raised",
    ),
    ("本办法所称保障，是指通过发放租赁补贴等方式解决困难的制度。", [], "what a word means"),
    ("镇政府承担服务补贴资助的受理及初核工作。", [], "a step about grants"),
    ("推进比对，提高补贴发放效率。", [], "how grants are handed out"),
    ("补贴资金发放到位后，及时填报平台。", [], "when grants have been handed out"),
    ("县民政局提高补贴标准的，需报备案后执行。", [], "a case about grants"),
    (
        "资金由中央超长期特别国债、省、市、县财政按85:5:5:5比例承担。",
        [
            ("central", "share", 85, "percent"),
            ("provincial", "share", 5, "percent"),
            ("municipal", "share", 5, "percent"),
            ("county", "share", 5, "percent"),
        ],
        "bonds share with the levels",
    ),
    (
        "引导管线单位履行社会责任，出资参与管线改造。",
        [("utility", "source", None, None)],
        "a comma before what they pay",
    ),
    (
        "建立“财政补一点、农户筹一点、社会捐一点”的机制。",
        [
            ("government", "source", None, None),
            ("residents", "source", None, None),
            ("social_capital", "source", None, None),
        ],
        "society gives a part too",
    ),
    (
        "开工后预拨30%，完成工程量50%后再拨付40%，剩余30%验收后清算。",
        [
            ("government", "share", 30, "percent"),
            ("government", "share", 40, "percent"),
            ("government", "share", 30, "percent"),
        ],
        "how far the work is is no rate; the rest is one",
    ),
    (
        "购买手机（单件销售价格不超过5000元）的，每件补贴不超过500元。",
        [("government", "cap", 500, "CNY_per_unit")],
        "what the thing may cost is no cap",
    ),
    (
        "获得市级奖励的，按1:0.5比例给予区级配套奖励。",
        [("county", "share", 50, "percent")],
        "half of what another gives",
    ),
    ("免除标准为每具遗体1100元。", [("government", "amount", 1100, "CNY_per_unit")], "waived"),
    (
        "免除以下基本服务费用：（一）接运费；（二）火化费。",
        [("government", "source", None, None)],
        "the list names what is waived",
    ),
    ("各县区热线经费由同级财政承担。", [("county", "source", None, None)], "their own level"),
    (
        "各县财政部门负责奖补资金的审核拨付。",
        [("county", "source", None, None)],
        "who hands it out",
    ),
    (
        "改造费用由专营单位、政府、用户合理共担。",
        [
            ("utility", "source", None, None),
            ("government", "source", None, None),
            ("residents", "source", None, None),
        ],
        "public and private together",
    ),
    (
        "县对消费者购买家电给予补贴的，省级财政按实际支出的30%予以奖补。",
        [("provincial", "share", 30, "percent")],
        "a grant in the condition is no source",
    ),
    (
        "其中财政补助670元（省级财政134元、县级93.8元），个人缴费380元。",
        [
            ("government", "amount", 670, "CNY"),
            ("provincial", "amount", 134, "CNY"),
            ("county", "amount", 93.8, "CNY"),
            ("residents", "amount", 380, "CNY"),
        ],
        "parts in a bracket",
    ),
    (
        "各街道要将经费列入年度预算，专款专用。",
        [("government", "source", None, None), ("government", "restriction", None, None)],
        "a budget and its ban",
    ),
    (
        "争取省级补助资金和地方政府专项债券。",
        [("provincial", "source", None, None), ("government", "source", None, None)],
        "the bonds are of no level",
    ),
    ("单户补助最高不超过5万元。", [("government", "cap", 50000, "CNY_per_household")], "单户"),
    ("给予企业20万元奖励。", [("government", "amount", 200000, "CNY")], "its receiver is no unit"),
    (
        "县人民政府应当将养护资金及管理机构经费列入财政预算。",
        [("county", "source", None, None)],
        "管理机构 manages nothing here",
    ),
    ("科学分配、合理使用补助资金。", [], "a principle"),
    ("申请报废补贴资金的，应当提供拆解证明。", [], "papers of an applicant"),
    ("统筹开展电梯更新补贴工作。", [], "work, no money"),
    ("违规使用的单位不得享受荣誉。", [], "no money"),
    ("燃气企业将改造资金足额纳入年度预算。", [], "a firm's own budget"),
    ("一般社会投资项目审批时限压缩至40个工作日。", [], "projects by kind of investor"),
    ("税务部门落实税收优惠政策。", [], "an office at work"),
    (
        "对获得市级奖励的项目，按市级奖励金额给予1:1匹配奖励。",
        [("government", "share", 100, "percent")],
        "what the city gives is only measured by",
    ),
    (
        "在上级奖励基础上县级再按1∶0.5配套。",
        [("county", "share", 50, "percent")],
        "the grant beneath another one",
    ),
    (
        "单个项目支持资金最高不超过总投资的20%，支持金额最高不超过100万元。",
        [("government", "cap", 20, "percent"), ("government", "cap", 1e6, "CNY")],
        "支持资金",
    ),
    (
        "按照省级、市级分别给予最高80万元、40万元支持。",
        [("government", "cap", 8e5, "CNY"), ("government", "cap", 4e5, "CNY")],
        "levels of what was won pay nothing",
    ),
    (
        "对能源审计项目给予最高10万元补贴。",
        [("government", "cap", 100000, "CNY")],
        "an audit that is granted for",
    ),
    (
        "每新增1个助餐点，补贴3万元，累计不超过30万元。",
        [("government", "amount", 30000, "CNY_per_unit"), ("government", "cap", 300000, "CNY")],
        "each of the part before, not the cap of all",
    ),
    (
        "更新一台电梯，市财政补助5万元，区财政补助3万元。",
        [
            ("municipal", "amount", 50000, "CNY_per_unit"),
            ("county", "amount", 30000, "CNY_per_unit"),
        ],
        "one thing, two payers",
    ),
    (
        "每部补助10万元，每增加一层增加补助4000元，最高不超过15万元。",
        [
            ("government", "amount", 100000, "CNY_per_unit"),
            ("government", "amount", 4000, "CNY_per_unit"),
            ("government", "cap", 150000, "CNY_per_unit"),
        ],
        "the cap of a sum with steps",
    ),
    (
        "每户补助设备费的一半，最多300元。",
        [("government", "share", 50, "percent"), ("government", "cap", 300, "CNY_per_household")],
        "the cap of a rate for each",
    ),
    (
        "市级按户均2000元、县级按户均3000元配套。",
        [
            ("municipal", "amount", 2000, "CNY_per_household"),
            ("county", "amount", 3000, "CNY_per_household"),
        ],
        "each sum its giver",
    ),
    (
        "由县财政出资4亿元、县城投集团出资1亿元。",
        [("county", "amount", 4e8, "CNY"), ("social_capital", "amount", 1e8, "CNY")],
        "a firm's sum beside a county's",
    ),
    (
        "每头补助80元，中央、省、县分别承担40元、20元、20元。",
        [
            ("government", "amount", 80, "CNY_per_unit"),
            ("central", "amount", 40, "CNY_per_unit"),
            ("provincial", "amount", 20, "CNY_per_unit"),
            ("county", "amount", 20, "CNY_per_unit"),
        ],
        "in turn, also where two sums are the same",
    ),
    (
        "更换费用按每户150元测算，县财政每户补助80元。",
        [("county", "amount", 80, "CNY_per_household")],
        "what is reckoned with is not paid",
    ),
    (
        "街镇奖补资金按考评得分、测评得分分别为60%、40%形成结果。",
        [],
        "what a score counts for",
    ),
    ("积极争取市对县的绿化补贴资金。", [("municipal", "source", None, None)], "市对县"),
    (
        "统筹国家和本市相关资金，支持园区改造。",
        [("central", "source", None, None), ("municipal", "source", None, None)],
        "本市 beside 国家",
    ),
    ("项目补贴资金由区财力全额出资。", [("county", "source", None, None)], "财力"),
    ("获得省引导资金支持的项目，应当按季度报送进度。", [], "who has money"),
    (
        "基本公共卫生服务补助标准提高至人均94元。",
        [("government", "amount", 94, "CNY_per_unit")],
        "共 of 公共 counts nothing up",
    ),
    (
        "养护资金按县道每公里1万元、乡道每公里6000元安排。",
        [
            ("government", "amount", 10000, "CNY_per_unit"),
            ("government", "amount", 6000, "CNY_per_unit"),
        ],
        "costs by a rate",
    ),
    ("申报项目应符合专项资金年度支持方向。", [], "what money is for"),
    ("使用维修资金的，应当经业主共同决定。", [], "a procedure"),
    ("获评机构不得连续两年获得支持。", [("government", "restriction", None, None)], "not twice"),
    (
        "同一企业不得因同一事项重复享受政策。",
        [("government", "restriction", None, None)],
        "policies are money here",
    ),
    (
        "与上级政策重复的，按照从优从高原则执行。",
        [("government", "restriction", None, None)],
        "the higher one only",
    ),
    (
        "改造资金按照“省级补助、市县统筹、社会支持”的原则筹集。",
        [
            ("provincial", "source", None, None),
            ("municipal", "source", None, None),
            ("county", "source", None, None),
            ("social_capital", "source", None, None),
        ],
        "a quoted principle about money",
    ),
    (
        "原产权单位对已移交的职工住宅改造给予资金等支持。",
        [("original_owner", "source", None, None)],
        "money of who owned it before",
    ),
    (
        "庭院管网改造费用由供热企业承担一半。",
        [("utility", "share", 50, "percent")],
        "供热企业 is no mere 企业",
    ),
    (
        "物业费收缴率低的小区，暂缓拨付剩余30%的奖补资金。",
        [("government", "restriction", None, None)],
        "a number that a ban denies",
    ),
    (
        "对居民出资超过总投资10%的小区，市级财政按每户500元给予奖励。",
        [("municipal", "amount", 500, "CNY_per_household")],
        "a case is no source",
    ),
    (
        "每台电梯国债资金补助15万元，地方配套不少于2万元。",
        [
            ("central", "amount", 150000, "CNY_per_unit"),
            ("government", "amount", 20000, "CNY_per_unit"),
        ],
        "at least, for each",
    ),
    (
        "梯田整修亩均补助2400元，其中中央1600元、省级600元、县级200元。",
        [
            ("government", "amount", 2400, "CNY_per_unit"),
            ("central", "amount", 1600, "CNY_per_unit"),
            ("provincial", "amount", 600, "CNY_per_unit"),
            ("county", "amount", 200, "CNY_per_unit"),
        ],
        "levels with bare sums",
    ),
    (
        "改建水窖中央补助每户300元、省补200元、市县补100元。",
        [
            ("central", "amount", 300, "CNY_per_household"),
            ("provincial", "amount", 200, "CNY_per_household"),
            ("government", "amount", 100, "CNY_per_household"),
        ],
        "each gives its own",
    ),
    (
        "奖励标准为：国家级100万元，省级50万元。",
        [
            ("government", "amount", 1000000, "CNY"),
            ("government", "amount", 500000, "CNY"),
        ],
        "levels of what was won",
    ),
    (
        "保险由省级福彩公益金补助80%，托育机构自付20%。",
        [("provincial", "share", 80, "percent"), ("social_capital", "share", 20, "percent")],
        "the lottery's share is no source besides",
    ),
    (
        "奖金由福彩公益金和财政资金按6∶4的比例列支。",
        [("government", "share", 60, "percent"), ("government", "share", 40, "percent")],
        "funds that share",
    ),
    (
        "业主按每平方米55元的标准交存首期专项维修资金。",
        [("residents", "amount", 55, "CNY_per_m2")],
        "a deposit of owners",
    ),
    (
        "质保期内的修理费用由建设单位承担，不得从专项维修资金中列支。",
        [("social_capital", "source", None, None), ("residents", "restriction", None, None)],
        "what must not come out of a fund",
    ),
    (
        "小区公共收益主要用于补充专项维修资金。",
        [("residents", "source", None, None)],
        "a fund that is filled",
    ),
    (
        "保洁费用由建设单位承担，交付后由业主承担。",
        [("social_capital", "source", None, None), ("residents", "source", None, None)],
        "who bears it later",
    ),
    (
        "管护费用采取财政补贴、村集体补助、农户付费相结合的方式筹集。",
        [
            ("government", "source", None, None),
            ("other", "source", None, None),
            ("residents", "source", None, None),
        ],
        "ways side by side",
    ),
    (
        "居民医保财政补助每人640元，个人缴费标准为每人每年380元。",
        [
            ("government", "amount", 640, "CNY_per_unit"),
            ("residents", "amount", 380, "CNY_per_unit"),
        ],
        "what a person pays in",
    ),
    (
        "市级资金按照拆除面积，给予每平方米2000元的定额补贴。",
        [("municipal", "amount", 2000, "CNY_per_m2")],
        "money as the subject",
    ),
    (
        "在省证监局辅导备案的，奖励100万元。",
        [("government", "amount", 1000000, "CNY")],
        "a bureau that registers",
    ),
    (
        "每月每平方米租金补贴标准为：青禾区160元，临溪县120元。",
        [
            ("government", "amount", 160, "CNY_per_m2"),
            ("government", "amount", 120, "CNY_per_m2"),
        ],
        "the unit stands in the stem",
    ),
    (
        "给予一次性奖补50万元，每增加1000平方米增加奖补5万元，最高不超过100万元。",
        [
            ("government", "amount", 500000, "CNY"),
            ("government", "amount", 50000, "CNY_per_unit"),
            ("government", "cap", 1000000, "CNY"),
        ],
        "a cap is not for each step",
    ),
    (
        "购房给予合同价款30%的补助，由用人单位和财政各承担一半。",
        [
            ("government", "share", 30, "percent"),
            ("other", "share", 50, "percent"),
            ("government", "share", 50, "percent"),
        ],
        "halves are rates",
    ),
    (
        "贷款出现逾期的，风险补偿资金池承担50%的本金损失。",
        [("government", "share", 50, "percent")],
        "what is borne is no tier",
    ),
    (
        "发放算力券，按算力费用的30%抵扣。",
        [("government", "share", 30, "percent")],
        "a voucher with its rate",
    ),
    (
        "设立总规模20亿元的产业基金，由市财政出资4亿元。",
        [("municipal", "amount", 400000000, "CNY")],
        "who pays into a fund",
    ),
    (
        "资金来源于土地出让收入和财政预算安排。",
        [("government", "source", None, None), ("government", "source", None, None)],
        "land income in a list",
    ),
    (
        "居民通过公共收益、个人出资等办法筹集，原则上不低于总投资的10%。",
        [("residents", "source", None, None), ("residents", "share", 10, "percent")],
        "a floor of what is raised",
    ),
    (
        "停车费收入的30%用于设施维护，70%纳入维修资金。",
        [("residents", "share", 30, "percent"), ("residents", "share", 70, "percent")],
        "where an income goes",
    ),
    (
        "建设资金由专项债券解决80%、自有资金解决20%。",
        [("government", "share", 80, "percent"), ("other", "share", 20, "percent")],
        "own money",
    ),
    (
        "获省政府质量奖的，奖励100万元。",
        [("government", "amount", 1000000, "CNY")],
        "who gave what was won",
    ),
    (
        "电梯安装费用扣除财政补贴后，由出资业主依照协议承担。",
        [("residents", "source", None, None)],
        "what is left after a grant",
    ),
    ("超出部分财政不予承担。", [("government", "restriction", None, None)], "not borne"),
    (
        "贴息比例为银行贷款基准利率的40%。",
        [("government", "share", 40, "percent")],
        "a bank's rate lends nothing",
    ),
    (
        "奖励资金按8∶2的原则由中央与地方共担。",
        [("central", "share", 80, "percent"), ("government", "share", 20, "percent")],
        "who shares stands behind the ratio",
    ),
    (
        "评估经费由区、街两级按7∶3比例分担。",
        [("county", "share", 70, "percent"), ("government", "share", 30, "percent")],
        "a bare 街 is a level where costs are shared",
    ),
    (
        "装修补助由受益镇（街道）与县财政各半负担。",
        [("government", "share", 50, "percent"), ("county", "share", 50, "percent")],
        "各半 for each",
    ),
    (
        "按售价分两档补贴：5万元（含）至9万元的补贴3000元，9万元（含）至20万元的补贴6000元。",
        [("government", "amount", 3000, "CNY"), ("government", "amount", 6000, "CNY")],
        "tiers with 的 before what is paid",
    ),
    (
        "甲级农庄每家奖励12万元，乙级8万元。",
        [
            ("government", "amount", 120000, "CNY_per_unit"),
            ("government", "amount", 80000, "CNY_per_unit"),
        ],
        "one unit for a row",
    ),
    (
        "新建烘房每立方米补助不超过90元，扩建的不超过70元。",
        [("government", "cap", 90, "CNY_per_unit"), ("government", "cap", 70, "CNY_per_unit")],
        "one unit for a row of caps",
    ),
    (
        "投资达标的奖励4万元；每超出500万元，加奖1万元。",
        [("government", "amount", 40000, "CNY"), ("government", "amount", 10000, "CNY_per_unit")],
        "for each step of money",
    ),
    (
        "护工岗位每人每月补贴1600元，其中上级衔接资金1000元、县级配套600元。",
        [
            ("government", "amount", 1600, "CNY_per_unit"),
            ("government", "amount", 1000, "CNY_per_unit"),
            ("county", "amount", 600, "CNY_per_unit"),
        ],
        "a fund's level before its sum",
    ),
    (
        "补助比例：实际投入的25%，上限60万元。",
        [("government", "share", 25, "percent"), ("government", "cap", 600000, "CNY")],
        "a rate behind its label",
    ),
    (
        "租房补贴每人每月300元，残疾家庭上浮20%。",
        [("government", "amount", 300, "CNY_per_unit"), ("government", "share", 20, "percent")],
        "whose grant is raised",
    ),
    (
        "一孩家庭每套补贴1万元，二孩家庭每套补贴3万元。",
        [
            ("government", "amount", 10000, "CNY_per_unit"),
            ("government", "amount", 30000, "CNY_per_unit"),
        ],
        "families are granted",
    ),
    (
        "对获评示范的，每个项目区级再奖励3万元。",
        [("county", "amount", 30000, "CNY_per_unit")],
        "a level that adds",
    ),
    (
        "区财政每户补助500元；骗取补助的，收回补助资金。",
        [("county", "amount", 500, "CNY_per_household"), ("county", "restriction", None, None)],
        "who gave takes back",
    ),
    (
        "国家级、省级示范园分别奖励20万元和8万元。",
        [("government", "amount", 200000, "CNY"), ("government", "amount", 80000, "CNY")],
        "levels of a title",
    ),
    (
        "公益类项目，中央支持比例不超过核定投资的20%。",
        [("central", "cap", 20, "percent")],
        "a level's rate of support",
    ),
    (
        "企业通过银行贷款购置设备的，由市财政按利息的40%给予贴息。",
        [("municipal", "share", 40, "percent")],
        "who has borrowed is the case",
    ),
    ("资金渠道：中央财政专项帮扶资金。", [("central", "source", None, None)], "a label"),
    (
        "补助资金以中央、省级资金为主，县财政予以配套。",
        [
            ("central", "source", None, None),
            ("provincial", "source", None, None),
            ("county", "source", None, None),
        ],
        "whose money stands first",
    ),
    (
        "保费由财政补贴70%，剩余部分由农户自行缴纳。",
        [("government", "share", 70, "percent"), ("residents", "source", None, None)],
        "what is left is paid in",
    ),
    (
        "农村低保标准由每人每月410元提高到450元。",
        [("government", "amount", 450, "CNY_per_unit")],
        "a standard of aid",
    ),
    (
        "企业在政策期内迁出的，应当返还已兑现资金。",
        [("government", "restriction", None, None)],
        "given back",
    ),
    (
        "同一事项就高享受、不得重复。",
        [("government", "restriction", None, None)],
        "the higher one only",
    ),
    (
        "改造每户补贴3000元（省级1000元、市级800元、县级1200元）。",
        [
            ("government", "amount", 3000, "CNY_per_household"),
            ("provincial", "amount", 1000, "CNY_per_household"),
            ("municipal", "amount", 800, "CNY_per_household"),
            ("county", "amount", 1200, "CNY_per_household"),
        ],
        "levels in a bracket that add up",
    ),
    (
        "对新建烘房按投资的20%补助（省级60%、县级40%），单个不超过40万元。",
        [
            ("government", "share", 20, "percent"),
            ("provincial", "share", 60, "percent"),
            ("county", "share", 40, "percent"),
            ("government", "cap", 400000, "CNY_per_unit"),
        ],
        "what follows a bracket of levels is not the last one's",
    ),
    (
        "对国家级、省级、市级龙头企业分别奖励50万元、20万元、10万元。",
        [
            ("government", "amount", 500000, "CNY"),
            ("government", "amount", 200000, "CNY"),
            ("government", "amount", 100000, "CNY"),
        ],
        "three levels of a title",
    ),
    (
        "奖励资金由县、乡财政分级承担，比例为7∶3。",
        [("county", "share", 70, "percent"), ("government", "share", 30, "percent")],
        "a ratio in the next part",
    ),
    (
        "改造资金按中央补助60%、自治区补助25%、市财政配套15%的比例筹集。",
        [
            ("central", "share", 60, "percent"),
            ("provincial", "share", 25, "percent"),
            ("municipal", "share", 15, "percent"),
        ],
        "the first of a row behind 按",
    ),
    ("缴存职工可提取公积金支付首付款。", [("residents", "source", None, None)], "drawn"),
    ("“十三五”以来累计投入改造资金3.6亿元，其中争取中央资金2.1亿元。", [], "a part of the past"),
    ("上年度全县争取上级资金3.2亿元，兑现各类补贴4600万元。", [], "last year's money"),
    ("截至3月底，全市核销补贴资金2300万元。", [], "money until then"),
    ("全年新增普惠小微贷款12亿元，走访企业600家。", [], "how much is lent is a goal"),
    (
        "公益性岗位人均补贴标准上调50元，达到720元。",
        [("government", "amount", 720, "CNY_per_unit")],
        "a step leads to the sum that is paid",
    ),
    (
        "个人缴费标准提高20元，达到每人每年410元。",
        [("residents", "amount", 410, "CNY_per_unit")],
        "what the insured pay",
    ),
    (
        "每个行政村每年安排工作经费不少于5万元。",
        [("government", "amount", 50000, "CNY_per_unit")],
        "expenses that are set",
    ),
    (
        "省级财政对合格项目给予补助。其中：一类每个补助30万元。",
        [
            ("provincial", "source", None, None),
            ("provincial", "amount", 300000, "CNY_per_unit"),
        ],
        "the sums of the grant named in the sentence before",
    ),
    ("有下列情形之一的，不予补贴：", [("government", "restriction", None, None)], "a stem denies"),
    (
        "企业被列为失信被执行人的，不得给予资金支持。",
        [("government", "restriction", None, None)],
        "不得给予",
    ),
    (
        "市政府按照实际投入给予各区资金支持。",
        [("municipal", "source", None, None)],
        "the districts are paid",
    ),
    (
        "对评定为省级龙头企业的奖励20万元，国家级的奖励50万元。",
        [("government", "amount", 200000, "CNY"), ("government", "amount", 500000, "CNY")],
        "a rank, no giver",
    ),
    (
        "补偿标准由评估机构确定，最高不得超过50万元/户。",
        [("government", "cap", 500000, "CNY_per_household")],
        "compensation",
    ),
    (
        "设立改革资金专户，专项用于职工安置。",
        [("government", "restriction", None, None)],
        "an account of its own",
    ),
    ("市政府在经费分配上给予倾斜。", [("municipal", "source", None, None)], "a preference"),
    ("受理贷款贴息项目申请，编制贴息资金使用计划。", [], "interest subsidies that are managed"),
    ("申请人凭身份证领取补贴，企业应发放年终奖励。", [], "who takes a grant, what firms pay"),
    ("增强群众参保缴费意识。", [], "no payment"),
    ("通过赠送抵扣券、补贴置换扩大消费。", [], "what shops give away"),
    (
        "各级财政补助标准：中央每人每年348元，省级每人每年150元，市级每人每年60元。",
        [
            ("central", "amount", 348, "CNY_per_unit"),
            ("provincial", "amount", 150, "CNY_per_unit"),
            ("municipal", "amount", 60, "CNY_per_unit"),
        ],
        "bare levels before a row of sums for each",
    ),
    (
        "按照中央每亩1000元、省级每亩300元的标准落实农田建设补助资金。",
        [
            ("central", "amount", 1000, "CNY_per_unit"),
            ("provincial", "amount", 300, "CNY_per_unit"),
        ],
        "the same behind 按照",
    ),
    (
        "城市每人每月补助700元，农村每人每月补助500元。",
        [
            ("government", "amount", 700, "CNY_per_unit"),
            ("government", "amount", 500, "CNY_per_unit"),
        ],
        "城市 is no level",
    ),
    (
        "保洁员每人每月工资不低于1500元，由县财政承担。",
        [("county", "amount", 1500, "CNY_per_unit")],
        "who bears a sum is told behind it",
    ),
    (
        "管护经费按每村每年2万元核定，由县财政全额保障。",
        [("county", "amount", 20000, "CNY_per_unit")],
        "who bears expenses by a rate",
    ),
    (
        "对小微企业免征不动产登记费，减半收取交易服务费。",
        [("government", "share", 50, "percent"), ("government", "source", None, None)],
        "one fee waived, one halved",
    ),
    (
        "对入驻满一年的项目，给予20万元以内的资金扶持。",
        [("government", "cap", 200000, "CNY")],
        "以内 behind a sum that is given",
    ),
    (
        "补助期限为24个月以内，每月补助500元。",
        [("government", "amount", 500, "CNY")],
        "以内 of a period",
    ),
    (
        "对经认定的示范农场给予3万元一次性扶持。",
        [("government", "amount", 30000, "CNY")],
        "一次性 between the sum and what it is",
    ),
    (
        "由省级农业专项经费给予补助。",
        [("provincial", "source", None, None)],
        "a level's money gives",
    ),
    ("对入驻青年免租金三年。", [("government", "source", None, None)], "免 before rent"),
    ("项目补贴（价值2000元）以实物发放。", [], "what a thing is worth"),
    (
        "管护资金重点用于设施维修。",
        [("government", "restriction", None, None)],
        "what money is mainly for",
    ),
    (
        "不得从补助资金中提取工作经费。",
        [("government", "restriction", None, None)],
        "nothing is taken from it",
    ),
    (
        "不对超标车辆给予补贴。",
        [("government", "restriction", None, None)],
        "不 before 对, 给予 behind it",
    ),
    ("由县商务局拨付奖励资金。", [("government", "source", None, None)], "a bureau pays out"),
    ("已建成项目共需资金500万元。", [], "what was needed is past"),
    (
        "普通县由中央财政负担60%，省本级和市县两级财政各负担20%。",
        [
            ("central", "share", 60, "percent"),
            ("provincial", "share", 20, "percent"),
            ("municipal", "share", 20, "percent"),
            ("county", "share", 20, "percent"),
        ],
        "two levels under one name, 各 for each",
    ),
    (
        "居民医保人均补助标准增加30元。各级标准如下：中央财政补助360元，省级财政补助120元，市县两级财政补助不低于120元。",
        [
            ("government", "amount", 30, "CNY_per_unit"),
            ("central", "amount", 360, "CNY_per_unit"),
            ("provincial", "amount", 120, "CNY_per_unit"),
            ("municipal", "amount", 120, "CNY_per_unit"),
            ("county", "amount", 120, "CNY_per_unit"),
        ],
        "parts of a standard per head told before them",
    ),
    (
        "中央补助348万元、省级补助116万元。",
        [("central", "amount", 3480000, "CNY"), ("provincial", "amount", 1160000, "CNY")],
        "no standard per head before them",
    ),
    ("获得省级科技进步二等奖以上奖励者，可以申报。", [], "a prize won before"),
    (
        "各县（区）人民政府要把乡镇敬老院运营经费列入财政预算。",
        [("county", "source", None, None)],
        "a level before the house whose costs are spoken of",
    ),
    ("激发民间投资活力，健全民间投资统计制度。", [], "investment as a subject of policy"),
    ("规范支持民间投资项目。", [], "projects of private investment"),
]


@pytest.mark.parametrize(
    ("title", "clause", "expected"),
    [
        ("云岭市养老服务专项资金管理办法", "对示范机构给予适当支持。", ["source"]),
        ("临溪县支持文旅发展若干措施", "按照县政府批复给予支持。", ["source"]),
        ("青禾区设备更新补贴实施细则", "上级要求配套的，给予资金匹配。", ["source"]),
        ("青禾区设备更新补贴实施细则", "在规划布局等方面给予支持。", []),
        ("青禾区设备更新补贴实施细则", "对造假的，取消其三年内申报资格。", ["restriction"]),
        ("云岭市公园建设行动方案", "对示范机构给予适当支持。", []),
        ("云岭市公园建设行动方案", "对造假的，取消其三年内申报资格。", []),
    ],
)
def test_support_is_money_in_a_paper_on_grants(
    title: str, clause: str, expected: list[str]
) -> None:
    text = f"{title}\n一、有关要求\n（一）基本要求。{clause}\n"
    found = extract(Document.from_text(text, "notice.txt")).funding
    assert [record.kind for record in found] == expected


@pytest.mark.parametrize(("clause", "expected", "reason"), WORDINGS)
def test_wordings_of_other_fields(clause: str, expected: list[Row], reason: str) -> None:
    assert sorted(rows(clause), key=str) == sorted(expected, key=str), reason


MONEY_OF_PLANS: list[tuple[str, list[Row], str]] = [
    (
        "省级补助标准为每平方米60元，市级25元，县级15元。",
        [
            ("provincial", "amount", 60, "CNY_per_m2"),
            ("municipal", "amount", 25, "CNY_per_m2"),
            ("county", "amount", 15, "CNY_per_m2"),
        ],
        "bare levels pay in turn",
    ),
    (
        "危房改造补助标准为每户3万元，省级1.5万元，市级9000元，县级6000元。",
        [
            ("government", "amount", 30000, "CNY_per_household"),
            ("provincial", "amount", 15000, "CNY_per_household"),
            ("municipal", "amount", 9000, "CNY_per_household"),
            ("county", "amount", 6000, "CNY_per_household"),
        ],
        "levels without a verb are the parts of the standard before them",
    ),
    (
        "对认定的示范园区，市财政一次性奖励：省级30万元，市级10万元。",
        [("municipal", "amount", 300000, "CNY"), ("municipal", "amount", 100000, "CNY")],
        "levels of a title are ranks",
    ),
    (
        "由市、区财政按3:2比例给予每座泵站20万元补助。",
        [
            ("municipal", "share", 60, "percent"),
            ("county", "share", 40, "percent"),
            ("government", "amount", 200000, "CNY_per_unit"),
        ],
        "a sum that levels divide is told once",
    ),
    (
        "改造资金由市、区财政按5:5承担，市、区每年分别安排500万元。",
        [
            ("municipal", "share", 50, "percent"),
            ("county", "share", 50, "percent"),
            ("municipal", "amount", 5000000, "CNY"),
            ("county", "amount", 5000000, "CNY"),
        ],
        "with 分别 each level pays the sum",
    ),
    (
        "门票收入优先用于古桥维护。",
        [("other", "source", None, None)],
        "what a house takes in pays for something",
    ),
    (
        "与沿线文旅资源打包开发，收益用于公路管护。",
        [("other", "source", None, None)],
        "the yield of what the part before says",
    ),
    (
        "以停车费、广告费收入作为还款来源。",
        [("other", "source", None, None)],
        "income from which a loan is paid back",
    ),
    (
        "居民经营收入用于还贷。",
        [],
        "a household's income is no channel",
    ),
    (
        "维修养护资金由水费收入、财政补助两部分组成。",
        [("other", "source", None, None), ("government", "source", None, None)],
        "income in a list of channels",
    ),
    (
        "迁移费用由供热、燃气、通信等单位承担。",
        [("utility", "source", None, None)],
        "utilities named by their goods",
    ),
    (
        "电力、热力、通信等单位负担管线迁改费用的60%，其余由市财政承担。",
        [("utility", "share", 60, "percent"), ("municipal", "source", None, None)],
        "with a share",
    ),
    (
        "各县（市）人民政府：每年安排管护资金不少于300万元。",
        [("county", "amount", 3000000, "CNY")],
        "a payer heads an entry",
    ),
    (
        "供水公司：承担户外管道改造费用。",
        [("utility", "source", None, None)],
        "so does a firm",
    ),
    (
        "居民：由财政承担50%。",
        [("government", "share", 50, "percent")],
        "a label of whom it is for",
    ),
    (
        "企业：按投资额的10%给予补助。",
        [("government", "share", 10, "percent")],
        "a label that is granted to",
    ),
    (
        "居民出资比例不低于3%，完善类不低于6%，提升类不低于12%。",
        [
            ("residents", "share", 3, "percent"),
            ("residents", "share", 6, "percent"),
            ("residents", "share", 12, "percent"),
        ],
        "a row of rates by tier",
    ),
    (
        "省级财政补助比例为：一类县20%、二类县40%、三类县60%。",
        [
            ("provincial", "share", 20, "percent"),
            ("provincial", "share", 40, "percent"),
            ("provincial", "share", 60, "percent"),
        ],
        "below a label of rates",
    ),
    (
        "居民出资比例不低于3%，群众参与率不低于90%。",
        [("residents", "share", 3, "percent")],
        "another rate is no tier",
    ),
    (
        "运行经费负担比例：市级45%、区级55%。",
        [("municipal", "share", 45, "percent"), ("county", "share", 55, "percent")],
        "names whose shares make up the whole",
    ),
    ("资金到位率：市级45%、区级50%。", [], "what does not make up the whole may be of anything"),
    (
        "总投资800万元，其中省级资金30%、县级资金50%、社会资本20%。",
        [
            ("provincial", "share", 30, "percent"),
            ("county", "share", 50, "percent"),
            ("social_capital", "share", 20, "percent"),
        ],
        "public and private ones",
    ),
    (
        "建设资金通过财政预算、土地出让收益、银行贷款等渠道解决。",
        [
            ("government", "source", None, None),
            ("government", "source", None, None),
            ("financial_institution", "source", None, None),
        ],
        "a list behind 通过",
    ),
    (
        "管护资金由市、区财政预算资金和上级补助资金组成。",
        [
            ("municipal", "source", None, None),
            ("county", "source", None, None),
            ("government", "source", None, None),
        ],
        "a level whose money the next name tells",
    ),
    (
        "救助资金由中央、省级补助和市、县财政预算安排。",
        [
            ("central", "source", None, None),
            ("provincial", "source", None, None),
            ("municipal", "source", None, None),
            ("county", "source", None, None),
        ],
        "all levels of a list of money",
    ),
    (
        "全年力争完成城市更新投资60亿元，其中老旧小区改造投资9亿元。",
        [],
        "区 of 小区 is no level",
    ),
    (
        "专项资金不得用于下列支出：人员经费、办公用房建设。",
        [("government", "restriction", None, None)],
        "a ban on uses that are listed",
    ),
    (
        "青苗补偿费用不列入补助范围。",
        [("government", "restriction", None, None)],
        "what is not granted for",
    ),
    (
        "考核不合格的，不参与奖补资金分配。",
        [("government", "restriction", None, None)],
        "left out of the allotment",
    ),
    (
        "申请超长期特别国债补助，每台12万元。",
        [("central", "amount", 120000, "CNY_per_unit")],
        "the fund before pays the sum",
    ),
    (
        "已列入规划的水厂可申报中央预算内投资，每座补助不超过300万元。",
        [("central", "cap", 3000000, "CNY_per_unit")],
        "with a subject before it",
    ),
    (
        "按照省级资金每户3000元、市级资金每户1500元的标准给予补助。",
        [
            ("provincial", "amount", 3000, "CNY_per_household"),
            ("municipal", "amount", 1500, "CNY_per_household"),
        ],
        "funds in a row",
    ),
    (
        "市财政每年安排6000万元，支持管网改造3500万元，支持泵站建设2500万元。",
        [
            ("municipal", "amount", 60000000, "CNY"),
            ("municipal", "amount", 35000000, "CNY"),
            ("municipal", "amount", 25000000, "CNY"),
        ],
        "parts of a sum by purpose",
    ),
    (
        "市财政每年安排6000万元，支持总投资2亿元的项目。",
        [("municipal", "amount", 60000000, "CNY")],
        "an investment is no part",
    ),
    (
        "区财政设立绿道管护专项资金，每年规模不少于800万元。",
        [("county", "amount", 8000000, "CNY")],
        "how much is set aside",
    ),
    (
        "2024-2026年县级每年安排城建资金不少于4000万元。",
        [("county", "amount", 40000000, "CNY")],
        "a level behind a year",
    ),
    (
        "县级财政保障90万元。",
        [("county", "amount", 900000, "CNY")],
        "保障 with a sum",
    ),
    (
        "公共卫生服务经费按常住人口每人每年95元核拨。",
        [("government", "amount", 95, "CNY_per_unit")],
        "a standard for each head",
    ),
    (
        "市财政对县道每公里补助18万元、乡道每公里补助9万元。",
        [
            ("municipal", "amount", 180000, "CNY_per_unit"),
            ("municipal", "amount", 90000, "CNY_per_unit"),
        ],
        "a road is no level",
    ),
    (
        "市财政对A级社区每年补助12万元、B级社区每年补助8万元。",
        [("municipal", "amount", 120000, "CNY"), ("municipal", "amount", 80000, "CNY")],
        "nor is a community",
    ),
    (
        "对逾期未开工的项目，市财政收回已下达资金。",
        [("municipal", "restriction", None, None)],
        "who takes money back",
    ),
    (
        "未通过复核的，收回市级补助资金。",
        [("municipal", "restriction", None, None)],
        "whose grant is taken back",
    ),
    (
        "扩权县由市级全额承担。",
        [("municipal", "source", None, None)],
        "a level bears the whole",
    ),
    (
        "所需资金由区财政先行垫付。",
        [("county", "source", None, None)],
        "a level pays first",
    ),
    (
        "学校建设费用从土地出让收入中列支。",
        [("government", "source", None, None)],
        "land income that a cost is charged to",
    ),
    (
        "市财政每年从土地出让收益中安排不少于2000万元。",
        [("municipal", "amount", 20000000, "CNY")],
        "a sum stands for the income",
    ),
    (
        "村民按每人每年30元标准缴纳保洁费。",
        [("residents", "amount", 30, "CNY_per_unit")],
        "a fee by a standard",
    ),
    (
        "企业按上年度实际缴纳工伤保险费的20%返还。",
        [("government", "share", 20, "percent")],
        "what was paid in is given back",
    ),
    (
        "管护经费实行市、镇、农户三级共担。",
        [
            ("municipal", "source", None, None),
            ("government", "source", None, None),
            ("residents", "source", None, None),
        ],
        "实行…共担",
    ),
    (
        "自付费用2万元以下的部分按10%救助，2万元至6万元的部分按20%救助，年度累计最高4万元。",
        [
            ("government", "share", 10, "percent"),
            ("government", "share", 20, "percent"),
            ("government", "cap", 40000, "CNY"),
        ],
        "aid at a rate",
    ),
    (
        "累加补贴由县财政安排。",
        [("county", "source", None, None)],
        "a grant that a treasury arranges",
    ),
    (
        "子女自费留学的家庭，不纳入救助。",
        [],
        "自费 of a family's own life",
    ),
    (
        "鼓励家庭农场、合作社以投资投劳方式参与管护。",
        [("social_capital", "source", None, None), ("social_capital", "source", None, None)],
        "家庭农场 is no family",
    ),
]


@pytest.mark.parametrize(("clause", "expected", "reason"), MONEY_OF_PLANS)
def test_where_the_money_of_plans_comes_from(clause: str, expected: list[Row], reason: str) -> None:
    assert rows(clause) == expected, reason


MADE_UP: list[tuple[str, list[Row], str]] = [
    (
        "养老机构运营补贴标准为每人每月200元。",
        [("government", "amount", 200, "CNY_per_unit")],
        "a standard told with 为",
    ),
    (
        "既有住宅加装电梯市级补助标准为每台10万元。",
        [("municipal", "amount", 100000, "CNY_per_unit")],
        "a standard told with 为",
    ),
    (
        "农村户厕改造奖补标准为每户1500元。",
        [("government", "amount", 1500, "CNY_per_household")],
        "a standard told with 为",
    ),
    (
        "秸秆还田补贴标准为20元/亩。",
        [("government", "amount", 20, "CNY_per_unit")],
        "a standard told with 为",
    ),
    (
        "一次性创业补贴标准为5000元。",
        [("government", "amount", 5000, "CNY")],
        "a standard told with 为",
    ),
    (
        "安排资金2000万元，支持充电基础设施建设。",
        [("government", "amount", 20000000, "CNY")],
        "a sum set aside by nobody named",
    ),
    (
        "2025年安排2000万元用于社区食堂建设。",
        [("government", "amount", 20000000, "CNY")],
        "a sum set aside by nobody named",
    ),
    (
        "统筹安排2亿元资金支持制造业数字化转型。",
        [("government", "amount", 200000000, "CNY")],
        "a sum set aside by nobody named",
    ),
    (
        "安排2亿元，支持设备更新；安排1亿元，支持消费品以旧换新。",
        [("government", "amount", 200000000, "CNY"), ("government", "amount", 100000000, "CNY")],
        "a sum set aside by nobody named",
    ),
    (
        "向上争取资金5亿元。",
        [("government", "amount", 500000000, "CNY")],
        "a sum set aside by nobody named",
    ),
    (
        "总投资4200万元，其中省级专项资金2000万元，市级财政资金1200万元，县级配套1000万元。",
        [
            ("provincial", "amount", 20000000, "CNY"),
            ("municipal", "amount", 12000000, "CNY"),
            ("county", "amount", 10000000, "CNY"),
        ],
        "what a total is made up of",
    ),
    (
        "总投资4200万元，其中省级专项资金2000万元、市级专项资金1200万元。",
        [("provincial", "amount", 20000000, "CNY"), ("municipal", "amount", 12000000, "CNY")],
        "what a total is made up of",
    ),
    (
        "资金筹措：财政资金1800万元，社会资本投入4200万元。",
        [("government", "amount", 18000000, "CNY"), ("social_capital", "amount", 42000000, "CNY")],
        "what a total is made up of",
    ),
    (
        "项目总投资2000万元，其中政府投资1200万元、企业自筹800万元。",
        [("government", "amount", 12000000, "CNY"), ("social_capital", "amount", 8000000, "CNY")],
        "what a total is made up of",
    ),
    (
        "资金来源为财政拨款500万元。",
        [("government", "amount", 5000000, "CNY")],
        "what a total is made up of",
    ),
    (
        "计划投资2000万元（财政资金1000万元，业主自筹1000万元）。",
        [("government", "amount", 10000000, "CNY"), ("residents", "amount", 10000000, "CNY")],
        "what a total is made up of",
    ),
    (
        "项目总投资1亿元，其中地方政府专项债券7000万元、企业自筹3000万元。",
        [("government", "amount", 70000000, "CNY"), ("social_capital", "amount", 30000000, "CNY")],
        "what a total is made up of",
    ),
    (
        "项目估算总投资4500万元，资金来源为地方政府专项债券3000万元及企业自筹1500万元。",
        [("government", "amount", 30000000, "CNY"), ("social_capital", "amount", 15000000, "CNY")],
        "what a total is made up of",
    ),
    (
        "项目总投资8600万元，资金来源为申请专项债券6000万元、县级财政配套2600万元。",
        [("government", "amount", 60000000, "CNY"), ("county", "amount", 26000000, "CNY")],
        "what a total is made up of",
    ),
    (
        "市级财政对一类县补助80%，二类县补助60%，三类县补助40%。",
        [
            ("municipal", "share", 80, "percent"),
            ("municipal", "share", 60, "percent"),
            ("municipal", "share", 40, "percent"),
        ],
        "a place that is granted to pays nothing",
    ),
    (
        "中央财政对西部地区补助80%，中部地区补助60%。",
        [("central", "share", 80, "percent"), ("central", "share", 60, "percent")],
        "a place that is granted to pays nothing",
    ),
    (
        "市财政对各县区高标准农田建设每亩补助300元。",
        [("municipal", "amount", 300, "CNY_per_unit")],
        "a place that is granted to pays nothing",
    ),
    (
        "同一项目不得重复享受市级财政补贴。",
        [("municipal", "restriction", None, None)],
        "whose grant is denied",
    ),
    (
        "对已享受市级同类政策的项目，不得重复申请区级补贴。",
        [("county", "restriction", None, None)],
        "whose grant is denied",
    ),
    (
        "参加省级补贴活动的消费者，不得同时享受市级补贴。",
        [("municipal", "restriction", None, None)],
        "whose grant is denied",
    ),
    (
        "已享受中央财政贴息政策的贷款，不得重复享受省级财政贴息。",
        [("provincial", "restriction", None, None)],
        "whose grant is denied",
    ),
    ("居民无需承担改造费用，由区财政全额出资。", [("county", "source", None, None)], "nobody pays"),
    ("用户不承担户外管道改造费用。", [], "nobody pays"),
    ("个人不缴费，所需资金由财政全额承担。", [("government", "source", None, None)], "nobody pays"),
    ("不要求居民出资。", [], "nobody pays"),
    ("县区按不低于1:1的比例配套。", [("county", "share", 100, "percent")], "matched one to one"),
    ("县区财政按照1:0.5比例配套资金。", [("county", "share", 50, "percent")], "matched one to one"),
    (
        "市财政按照省级补助资金1:1比例予以配套。",
        [("municipal", "share", 100, "percent")],
        "matched one to one",
    ),
    ("奖励标准：20万元。", [("government", "amount", 200000, "CNY")], "labels of a list of grants"),
    (
        "资金来源：就业补助资金。",
        [("government", "source", None, None)],
        "labels of a list of grants",
    ),
    (
        "农村生活垃圾处理费用由县、镇、村按照5:3:2的比例分担。",
        [
            ("county", "share", 50, "percent"),
            ("government", "share", 30, "percent"),
            ("other", "share", 20, "percent"),
        ],
        "a ratio with its label behind the payers",
    ),
    (
        "县、乡、村三级按5:3:2比例筹集管护资金。",
        [
            ("county", "share", 50, "percent"),
            ("government", "share", 30, "percent"),
            ("other", "share", 20, "percent"),
        ],
        "a ratio with its label behind the payers",
    ),
    (
        "政府与业主承担比例为7:3。",
        [("government", "share", 70, "percent"), ("residents", "share", 30, "percent")],
        "a ratio with its label behind the payers",
    ),
    (
        "对新认定的国家级、省级绿色工厂分别奖励100万元/家、50万元/家。",
        [
            ("government", "amount", 1000000, "CNY_per_unit"),
            ("government", "amount", 500000, "CNY_per_unit"),
        ],
        "ranks of what is granted for",
    ),
    (
        "国家级每个补助100万元，省级每个补助50万元。",
        [
            ("government", "amount", 1000000, "CNY_per_unit"),
            ("government", "amount", 500000, "CNY_per_unit"),
        ],
        "ranks of what is granted for",
    ),
    (
        "对投资额500万元至1000万元的项目补助50万元，1000万元至3000万元的项目补助100万元。",
        [("government", "amount", 500000, "CNY"), ("government", "amount", 1000000, "CNY")],
        "a range of a second tier",
    ),
    (
        "年产值1亿元—5亿元的企业奖励10万元，5亿元—10亿元的企业奖励20万元。",
        [("government", "amount", 100000, "CNY"), ("government", "amount", 200000, "CNY")],
        "a range of a second tier",
    ),
    (
        "给予一次性奖励，本科6万元、专科5万元、高中4万元。",
        [
            ("government", "amount", 60000, "CNY"),
            ("government", "amount", 50000, "CNY"),
            ("government", "amount", 40000, "CNY"),
        ],
        "sums in apposition",
    ),
    (
        "建设资金由中央专项资金、省级补助资金和县级配套资金组成。",
        [
            ("central", "source", None, None),
            ("provincial", "source", None, None),
            ("county", "source", None, None),
        ],
        "sources of a list",
    ),
    (
        "项目资金由中央补助资金、省级配套资金和地方自筹资金构成。",
        [
            ("central", "source", None, None),
            ("provincial", "source", None, None),
            ("government", "source", None, None),
        ],
        "sources of a list",
    ),
    (
        "资金来源为县级财政资金及上级补助资金。",
        [("county", "source", None, None), ("government", "source", None, None)],
        "sources of a list",
    ),
    (
        "项目概算总投资7200万元，资金来源为上级补助及地方政府专项债券。",
        [("government", "source", None, None), ("government", "source", None, None)],
        "sources of a list",
    ),
    (
        "资金来源：申请中央预算内资金和地方配套。",
        [("central", "source", None, None), ("government", "source", None, None)],
        "sources of a list",
    ),
    (
        "积极争取中央财政补助、专项债券等资金支持。",
        [("central", "source", None, None), ("government", "source", None, None)],
        "bonds of no level",
    ),
    ("加大对违法违规使用专项资金行为的查处力度。", [], "how money is watched and spent"),
    ("审计部门要对专项债券资金使用情况进行跟踪审计。", [], "how money is watched and spent"),
    ("加快专项债券项目实施进度。", [], "how money is watched and spent"),
    ("专项债券项目开工率达到100%。", [], "how money is watched and spent"),
    ("专项债券资金支出进度达到80%。", [], "how money is watched and spent"),
    ("财政资金支付进度达到90%以上。", [], "how money is watched and spent"),
    ("首套房贷款首付比例不低于15%。", [], "how money is watched and spent"),
    ("各金融机构要优化信贷流程，提高审批效率。", [], "how money is watched and spent"),
    (
        "居民自筹资金到位率达到90%以上的，方可启动改造。",
        [("residents", "threshold", 90, "percent")],
        "what has come in first",
    ),
    (
        "居民自筹资金缴纳比例达到80%以上的小区优先实施改造。",
        [("residents", "threshold", 80, "percent")],
        "what has come in first",
    ),
    (
        "居民应承担部分资金收缴率达到95%以上后，启动项目建设。",
        [("residents", "threshold", 95, "percent")],
        "what has come in first",
    ),
    (
        "中央财政衔接资金用于产业的比例不低于65%。",
        [("central", "share", 65, "percent")],
        "a part of a fund for a purpose",
    ),
    (
        "地方教育附加用于职业教育的比例不低于30%。",
        [("government", "share", 30, "percent")],
        "a part of a fund for a purpose",
    ),
    ("专营单位出资约600万元。", [("utility", "amount", 6000000, "CNY")], "a firm is no each"),
    (
        "管线单位出资200万元，居民出资50万元。",
        [("utility", "amount", 2000000, "CNY"), ("residents", "amount", 500000, "CNY")],
        "a firm is no each",
    ),
    (
        "所需经费由市、县（市、区）财政在现有资金渠道中统筹安排。",
        [("municipal", "source", None, None), ("county", "source", None, None)],
        "within the channels at hand",
    ),
    (
        "贴息率为1.5%，贴息期限2年，单户企业最高贴息50万元。",
        [("government", "share", 1.5, "percent"), ("government", "cap", 500000, "CNY_per_unit")],
        "rates in other dress",
    ),
    (
        "原产权单位对已移交的小区，按每平方米20元给予支持。",
        [("original_owner", "amount", 20, "CNY_per_m2")],
        "owners of public housing that help",
    ),
    ("对原产权单位给予技术支持。", [], "whom somebody helps, with no money"),
    (
        "同一单元已享受专项补助的，不再重复享受。",
        [("government", "restriction", None, None)],
        "a grant that is not given twice",
    ),
    (
        "稻谷烘干按每50公斤补贴6元。",
        [("government", "amount", 6, "CNY_per_unit")],
        "so much for so many each",
    ),
    (
        "展位费由县政府承担，装修费用由企业自行承担。",
        [("county", "source", None, None), ("social_capital", "source", None, None)],
        "whoever bears a fee",
    ),
    ("在取得银行贷款后，企业提出贴息申请。", [], "a loan that was had before"),
    (
        "县财政应足额配套，不得以居民出资抵顶。",
        [("county", "source", None, None)],
        "money that may not stand in",
    ),
    (
        "公交更新补贴由超长期特别国债资金和地方财政按85∶15的比例承担。",
        [("central", "share", 85, "percent"), ("government", "share", 15, "percent")],
        "bonds of the state share a cost",
    ),
]


@pytest.mark.parametrize(("clause", "expected", "reason"), MADE_UP)
def test_what_money_is_made_up_of(clause: str, expected: list[Row], reason: str) -> None:
    found = [(p, k, None if v is None else round(v, 2), u) for p, k, v, u in rows(clause)]
    assert sorted(found, key=str) == sorted(expected, key=str), reason


BELOW: list[tuple[str, list[Row], str]] = [
    (
        "云岭市养老服务补贴办法\n第五条 养老机构运营补贴标准为每人每月200元。\n第六条 养老机构建设补贴标准为每张床位1.2万元，分两年拨付。",
        [
            ("government", "amount", 200, "CNY_per_unit"),
            ("government", "amount", 12000, "CNY_per_unit"),
        ],
        "a standard told with 为",
    ),
    (
        "云岭市就业创业扶持办法\n一、一次性创业补贴\n（一）补贴对象：毕业5年内高校毕业生。\n（二）补贴标准：1万元。\n（三）资金渠道：就业补助资金。",
        [("government", "amount", 10000, "CNY"), ("government", "source", None, None)],
        "labels of a list of grants",
    ),
    (
        "云岭市创业扶持办法\n第八条 创业补贴\n1.一次性创业补贴：1万元；\n2.创业带动就业补贴：每人2000元；\n3.创业场地补贴：每年最高1万元。",
        [
            ("government", "amount", 10000, "CNY"),
            ("government", "amount", 2000, "CNY_per_unit"),
            ("government", "cap", 10000, "CNY"),
        ],
        "labels of a list of grants",
    ),
    (
        "云岭市充电设施补贴办法\n第六条 建设补贴\n（一）直流充电桩300元/千瓦；\n（二）交流充电桩100元/千瓦。",
        [
            ("government", "amount", 300, "CNY_per_unit"),
            ("government", "amount", 100, "CNY_per_unit"),
        ],
        "labels of a list of grants",
    ),
    (
        "云岭市人才引进办法\n第六条 安家补贴\n（一）博士研究生：20万元；\n（二）硕士研究生：8万元；\n（三）本科生：3万元。",
        [
            ("government", "amount", 200000, "CNY"),
            ("government", "amount", 80000, "CNY"),
            ("government", "amount", 30000, "CNY"),
        ],
        "labels of a list of grants",
    ),
    (
        "安澜区老旧小区改造方案\n四、资金来源\n1.上级补助资金。\n2.区级财政配套资金。\n3.专营单位投资。\n4.居民自筹资金。",
        [
            ("government", "source", None, None),
            ("county", "source", None, None),
            ("utility", "source", None, None),
            ("residents", "source", None, None),
        ],
        "sources of a list",
    ),
]

ITEMS: list[tuple[str, list[Row], str]] = [
    (
        "一、二层不分摊费用，三层承担总费用的15%，四层承担20%。",
        [("residents", "share", 15, "percent"), ("residents", "share", 20, "percent")],
        "who lives on which floor",
    ),
    (
        "考核优秀的，每千瓦时补贴零点二元。",
        [("government", "amount", 0.2, "CNY_per_unit")],
        "a fraction in Chinese digits",
    ),
    (
        "市财政安排3000万元设立企业贷款风险补偿资金池。",
        [("municipal", "amount", 30000000, "CNY")],
        "a pool filled by a sum is no source beside it",
    ),
    (
        "所需资金由省、市、县按4∶2∶4落实。",
        [
            ("provincial", "share", 40, "percent"),
            ("municipal", "share", 20, "percent"),
            ("county", "share", 40, "percent"),
        ],
        "落实 in a ratio",
    ),
    (
        "给予申报单位一次性奖励20万元。",
        [("government", "amount", 200000, "CNY")],
        "单位 is no 单 of each",
    ),
    (
        "前期费用不得列入省级补助资金支出范围。",
        [("provincial", "restriction", None, None)],
        "what a grant is not spent on",
    ),
    (
        "云岭市养殖保险补贴通知\n奶牛每头补贴180元；肉牛每头120元；山羊每只15元。",
        [
            ("government", "amount", 180, "CNY_per_unit"),
            ("government", "amount", 120, "CNY_per_unit"),
            ("government", "amount", 15, "CNY_per_unit"),
        ],
        "the paying word goes on behind ；",
    ),
    (
        "临溪县若干措施\n按建设投资的25%给予补助；改扩建的按15%；气调库按30%。",
        [
            ("government", "share", 25, "percent"),
            ("government", "share", 15, "percent"),
            ("government", "share", 30, "percent"),
        ],
        "rates go on, too",
    ),
    (
        "对考核优秀的社区食堂奖励6万元。良好的4万元；合格的2万元。",
        [
            ("government", "amount", 60000, "CNY"),
            ("government", "amount", 40000, "CNY"),
            ("government", "amount", 20000, "CNY"),
        ],
        "and behind 。 within a paragraph",
    ),
    (
        "市财政对每个托育点补助3万元；山区的，每个5万元。",
        [
            ("municipal", "amount", 30000, "CNY_per_unit"),
            ("municipal", "amount", 50000, "CNY_per_unit"),
        ],
        "with the payer that gave before",
    ),
    (
        "市级补助每台8万元；区级每台4万元。",
        [
            ("municipal", "amount", 80000, "CNY_per_unit"),
            ("county", "amount", 40000, "CNY_per_unit"),
        ],
        "a level before its sum is its payer",
    ),
    (
        "按设备投资的12%给予补助。单个企业最高不超过80万元。",
        [("government", "share", 12, "percent"), ("government", "cap", 800000, "CNY_per_unit")],
        "a cap in a sentence of its own",
    ),
    (
        "对茶园按每亩600元给予补贴；每户累计不超过3万元。",
        [
            ("government", "amount", 600, "CNY_per_unit"),
            ("government", "cap", 30000, "CNY_per_household"),
        ],
        "a cap behind ；",
    ),
    (
        "临溪县高龄津贴发放办法\n第四条 年满85周岁不满95周岁的，每人每月80元；年满95周岁的，每人每月260元。",
        [
            ("government", "amount", 80, "CNY_per_unit"),
            ("government", "amount", 260, "CNY_per_unit"),
        ],
        "the title names the grant",
    ),
    (
        "云岭市民宿奖补办法\n第五条 五星级民宿20万元、四星级民宿10万元。",
        [("government", "amount", 200000, "CNY"), ("government", "amount", 100000, "CNY")],
        "the title names the grant of a row",
    ),
    (
        "青禾区产业政策\n三、支持标准\n（一）认证费用的40%，每家不超过3万元；\n（二）展位租金的60%，最高8万元。",
        [
            ("government", "share", 40, "percent"),
            ("government", "cap", 30000, "CNY_per_unit"),
            ("government", "share", 60, "percent"),
            ("government", "cap", 80000, "CNY"),
        ],
        "below a heading of standards",
    ),
    (
        "临溪县产业办法\n第七条 电商补助。首年物流费用的30%，最高15万元；第二年20%，最高8万元。",
        [
            ("government", "share", 30, "percent"),
            ("government", "cap", 150000, "CNY"),
            ("government", "share", 20, "percent"),
            ("government", "cap", 80000, "CNY"),
        ],
        "a sentence that names the grant opens its sums",
    ),
    (
        "云岭市通知\n按以下标准给予奖励：\n1.年接待量5万人次以上的，20万元；\n2.年接待量10万人次以上的，40万元。",
        [("government", "amount", 200000, "CNY"), ("government", "amount", 400000, "CNY")],
        "a case and its sum below a stem",
    ),
    (
        "临溪县养老机构通知\n每张床位补助6000元；普通床位收费每月1200元。",
        [("government", "amount", 6000, "CNY_per_unit")],
        "a fee behind a grant",
    ),
    (
        "每名学员补贴800元；逾期未结业的，处200元罚款。",
        [("government", "amount", 800, "CNY_per_unit")],
        "a fine behind a grant",
    ),
    (
        "对示范社奖励3万元；示范社年经营收入400万元。",
        [("government", "amount", 30000, "CNY")],
        "a turnover behind a grant",
    ),
    (
        "每亩补助150元。亩均增收260元。",
        [("government", "amount", 150, "CNY_per_unit")],
        "a gain behind a grant",
    ),
    (
        "每台补助4万元。单台造价不超过20万元。",
        [("government", "amount", 40000, "CNY_per_unit")],
        "a price is no cap of a grant",
    ),
    (
        "按投资额的15%给予补助。拨付时间：第一季度40%；第三季度60%。",
        [("government", "share", 15, "percent")],
        "when it is paid out",
    ),
    (
        "临溪县高龄津贴发放办法\n第六条 虚报冒领的，处300元罚款。",
        [],
        "a fine in a paper on a grant",
    ),
    (
        "云岭市技改补贴办法\n第三条 申报企业年产值3000万元、从业人员60人。",
        [],
        "who may ask in a paper on a grant",
    ),
    (
        "临溪县通知\n每增加500万元产值奖励3万元。",
        [("government", "amount", 30000, "CNY_per_unit")],
        "what a grant is counted by is not paid",
    ),
    (
        "临溪县通知\n每完成50万元技术合同额补助600元。",
        [("government", "amount", 600, "CNY_per_unit")],
        "a step with its noun behind it",
    ),
    (
        "临溪县居民养老通知\n对参保人给予补贴：缴300元补40元，缴800元补90元。",
        [("government", "amount", 40, "CNY"), ("government", "amount", 90, "CNY")],
        "what is paid in is not what is granted for it",
    ),
    (
        "临溪县居民养老通知\n选择400元档次缴费的补贴50元，2000元及以上档次的补贴180元。",
        [("government", "amount", 50, "CNY"), ("government", "amount", 180, "CNY")],
        "a class of contributions",
    ),
    (
        "临溪县消费通知\n满2000元补200元，满5000元补600元。",
        [("government", "amount", 200, "CNY"), ("government", "amount", 600, "CNY")],
        "from which sum on",
    ),
    (
        "临溪县农资通知\n总价低于300元/吨的按售价40%补助。",
        [("government", "share", 40, "percent")],
        "a price in the condition",
    ),
    (
        "临溪县通知\n每新建1座冷库补助5万元；每亩补助300元。",
        [
            ("government", "amount", 50000, "CNY_per_unit"),
            ("government", "amount", 300, "CNY_per_unit"),
        ],
        "a sum for each stays",
    ),
    (
        "临溪县通知\n所需资金由市、县（区）财政按3:7比例分担，列入年度预算。",
        [("municipal", "share", 30, "percent"), ("county", "share", 70, "percent")],
        "shares that enter a budget are no sources besides",
    ),
    (
        "临溪县通知\n所需经费由市、区财政各承担50%，分别纳入同级财政预算。",
        [("municipal", "share", 50, "percent"), ("county", "share", 50, "percent")],
        "of each level",
    ),
    (
        "临溪县通知\n县级按市级补助的40%配套，所需资金列入年度预算。",
        [("county", "share", 40, "percent"), ("county", "source", None, None)],
        "a sentence of its own on the budget is a source",
    ),
    (
        "临溪县通知\n所需资金由县财政从产业补助资金中列支。",
        [("county", "source", None, None)],
        "one channel, told by its fund",
    ),
    (
        "临溪县通知\n补贴资金由市级财政承担70%，受益县（市、区）承担30%。",
        [("municipal", "share", 70, "percent"), ("county", "share", 30, "percent")],
        "the districts that benefit",
    ),
    (
        "临溪县通知\n奖励资金由市财政承担60%，企业所在县（市、区）承担40%。",
        [("municipal", "share", 60, "percent"), ("county", "share", 40, "percent")],
        "where a firm sits, no firm pays",
    ),
    (
        "临溪县通知\n由市级财政与商户所在区财政1:1分担。",
        [("municipal", "share", 50, "percent"), ("county", "share", 50, "percent")],
        "a ratio without 按",
    ),
    (
        "临溪县通知\n所需资金按照省级30%、区级70%分担。",
        [("provincial", "share", 30, "percent"), ("county", "share", 70, "percent")],
        "levels right before their rates",
    ),
    (
        "临溪县通知\n补助资金市级70%、县级30%。",
        [("municipal", "share", 70, "percent"), ("county", "share", 30, "percent")],
        "without a verb",
    ),
    (
        "临溪县通知\n保费按照中央40%、省30%、县10%、农户20%的比例分担。",
        [
            ("central", "share", 40, "percent"),
            ("provincial", "share", 30, "percent"),
            ("county", "share", 10, "percent"),
            ("residents", "share", 20, "percent"),
        ],
        "bare levels and a private payer",
    ),
    (
        "临溪县通知\n保费由中央、省、县、农户按40%、25%、20%、15%的比例承担。",
        [
            ("central", "share", 40, "percent"),
            ("provincial", "share", 25, "percent"),
            ("county", "share", 20, "percent"),
            ("residents", "share", 15, "percent"),
        ],
        "rates in a row, in turn",
    ),
    (
        "临溪县通知\n所需资金由中央承担50%、省级承担20%、市县各承担15%。",
        [
            ("central", "share", 50, "percent"),
            ("provincial", "share", 20, "percent"),
            ("municipal", "share", 15, "percent"),
            ("county", "share", 15, "percent"),
        ],
        "市县各 is a share of each",
    ),
    (
        "临溪县通知\n猪粮补助每头60元，由中央承担30元、省级承担20元、市县各承担5元。",
        [
            ("government", "amount", 60, "CNY_per_unit"),
            ("central", "amount", 30, "CNY_per_unit"),
            ("provincial", "amount", 20, "CNY_per_unit"),
            ("municipal", "amount", 5, "CNY_per_unit"),
            ("county", "amount", 5, "CNY_per_unit"),
        ],
        "a sum of each",
    ),
    ("临溪县通知\n推荐名额按省级20%、市级30%、县级50%分配。", [], "levels with rates of no money"),
    ("临溪县通知\n企业所在地财政局负责审核。", [], "where a firm sits, no money"),
    (
        "临溪县通知\n年服务2万人次以下的不补贴，2万人次以上的补贴4万元。",
        [("government", "amount", 40000, "CNY"), ("government", "restriction", None, None)],
        "a tier that nothing is paid for",
    ),
    (
        "临溪县通知\n进口设备不得计入补助基数。",
        [("government", "restriction", None, None)],
        "what does not count",
    ),
    (
        "临溪县通知\n结业率不足50%的不再拨付。",
        [("government", "restriction", None, None)],
        "no further payment",
    ),
    (
        "临溪县通知\n同一事项涉及多个奖项的，只享受一个最高奖项。",
        [("government", "restriction", None, None)],
        "one of several",
    ),
    (
        "临溪县通知\n已获中央财政补偿的，市级不重复补偿。",
        [("municipal", "restriction", None, None)],
        "the level that denies",
    ),
    (
        "临溪县通知\n补贴不可与其他政府补贴叠加享受。",
        [("government", "restriction", None, None)],
        "not together with others",
    ),
    (
        "临溪县通知\n单位缴费部分按60%给予补贴，个人缴费部分不予补贴。",
        [("government", "share", 60, "percent"), ("government", "restriction", None, None)],
        "whose part is not granted for, denies nothing",
    ),
    (
        "临溪县通知\n超工期两个月以上的按20%扣减补助。",
        [("government", "restriction", None, None)],
        "by how much a grant is cut",
    ),
    (
        "临溪县通知\n请假超过3天的，按每天30元扣减当月补贴。",
        [("government", "restriction", None, None)],
        "by how much a sum is cut",
    ),
    (
        "临溪县医疗救助办法\n第五条 特困人员按100%比例救助；低保对象按80%比例救助。",
        [("government", "share", 100, "percent"), ("government", "share", 80, "percent")],
        "relief by its rate",
    ),
    (
        "临溪县临时救助办法\n第六条 对遭遇火灾的家庭，每户救助6000元；死亡1人的，另给予3万元抚慰金。",
        [
            ("government", "amount", 6000, "CNY_per_household"),
            ("government", "amount", 30000, "CNY"),
        ],
        "relief and money for the bereaved",
    ),
    (
        "临溪县通知\n慢性病门诊费用按60%报销，年度限额2000元。",
        [("government", "share", 60, "percent"), ("government", "cap", 2000, "CNY")],
        "a refund with its limit",
    ),
    (
        "临溪县通知\n对个人自付部分给予40%补助。",
        [("government", "share", 40, "percent")],
        "whose costs are granted for, does not pay the grant",
    ),
    (
        "临溪县通知\n企业承担的变压器增容费补助三分之一，最高8万元。",
        [("government", "share", 33.33, "percent"), ("government", "cap", 80000, "CNY")],
        "a cost that firms bear",
    ),
    (
        "临溪县通知\n租户承担的租金补贴40%。",
        [("government", "share", 40, "percent")],
        "a rent that tenants bear",
    ),
    (
        "临溪县通知\n居民承担改造费用的30%，财政补助70%。",
        [("residents", "share", 30, "percent"), ("government", "share", 70, "percent")],
        "what residents do pay",
    ),
    (
        "临溪县通知\n业主减免租金的，按减免额的40%给予补贴。",
        [("government", "share", 40, "percent")],
        "a relief that is only the condition",
    ),
    (
        "临溪县通知\n对试点企业按合同额补助：小微企业40%、中型企业25%、大型企业15%。",
        [
            ("government", "share", 40, "percent"),
            ("government", "share", 25, "percent"),
            ("government", "share", 15, "percent"),
        ],
        "rates in a row behind a grant",
    ),
    (
        "临溪县通知\n给予房租补贴，第一年40%，第二年25%，每年不超过2万元。",
        [
            ("government", "share", 40, "percent"),
            ("government", "share", 25, "percent"),
            ("government", "cap", 20000, "CNY"),
        ],
        "rates of years",
    ),
    (
        "临溪县通知\n前两年按租金的60%补贴，后两年40%。",
        [("government", "share", 60, "percent"), ("government", "share", 40, "percent")],
        "a rate that goes on",
    ),
    (
        "临溪县通知\n按设备投资的20%给予补助，市级60%、区级40%。",
        [
            ("government", "share", 20, "percent"),
            ("municipal", "share", 60, "percent"),
            ("county", "share", 40, "percent"),
        ],
        "shares of levels behind a rate",
    ),
    (
        "临溪县通知\n按投资额的20%给予补助，利用率80%。",
        [("government", "share", 20, "percent")],
        "a rate of something else",
    ),
    ("临溪县通知\n差旅费按规定报销；保证金不予返还。", [], "no money of a grant"),
    ("临溪县通知\n全年救助420人，发放物资3批。", [], "people that were helped"),
    (
        "临溪县通知\n2025年居民医保筹资标准为每人每年1000元，其中财政补助每人每年640元，个人缴费每人每年360元。",
        [
            ("government", "amount", 640, "CNY_per_unit"),
            ("residents", "amount", 360, "CNY_per_unit"),
        ],
        "the whole of which two pay parts is nobody's",
    ),
    (
        "临溪县通知\n管护经费由区财政按每平方米150元包干使用。",
        [("county", "amount", 150, "CNY_per_m2")],
        "an expense that is met at a standard",
    ),
    (
        "临溪县通知\n低保对象个人缴费由县财政按每人180元代缴。",
        [("county", "amount", 180, "CNY_per_unit")],
        "who pays in for another",
    ),
    (
        "临溪县通知\n75周岁及以上加发20元；跨县作业的另补差旅费200元。",
        [("government", "amount", 20, "CNY"), ("government", "amount", 200, "CNY")],
        "what is added",
    ),
    (
        "临溪县通知\n低保家庭给予全额补贴，最高5000元/户。",
        [("government", "cap", 5000, "CNY_per_household"), ("government", "source", None, None)],
        "in full, up to a cap",
    ),
    (
        "临溪县通知\n对特困人员个人缴费部分给予全额资助，对低保对象按80%给予定额资助。",
        [("government", "share", 80, "percent"), ("government", "source", None, None)],
        "in full, and at a rate",
    ),
    (
        "临溪县通知\n首次认定的区级企业技术中心奖励8万元，升级为市级的奖励15万元。",
        [("government", "amount", 80000, "CNY"), ("government", "amount", 150000, "CNY")],
        "the rank of what is rewarded",
    ),
    (
        "临溪县通知\n省级食品安全示范县奖励40万元。",
        [("government", "amount", 400000, "CNY")],
        "a rank and its title",
    ),
    (
        "临溪县通知\n奖励标准：国家级80万元，省级40万元，市级10万元。",
        [
            ("government", "amount", 800000, "CNY"),
            ("government", "amount", 400000, "CNY"),
            ("government", "amount", 100000, "CNY"),
        ],
        "ranks in a row",
    ),
    (
        "临溪县通知\n新评定国家级、省级农业龙头企业，国家级奖励80万元、省级奖励20万元。",
        [("government", "amount", 800000, "CNY"), ("government", "amount", 200000, "CNY")],
        "ranks told before",
    ),
    (
        "临溪县通知\n市级财政对示范基地奖励10万元。",
        [("municipal", "amount", 100000, "CNY")],
        "a level that rewards",
    ),
]


TERMS: list[tuple[str, list[Row], str]] = [
    (
        "临溪县通知\n退休职工住院起付标准为三级医院800元、二级医院400元，政策范围内支付比例分别为88%、92%。",
        [
            ("other", "threshold", 800, "CNY"),
            ("other", "threshold", 400, "CNY"),
            ("other", "share", 88, "percent"),
            ("other", "share", 92, "percent"),
        ],
        "terms in rows",
    ),
    (
        "临溪县通知\n学生门诊由居民医保统筹基金支付，社区卫生服务中心起付线50元，支付比例70%；区级医院100元，支付比例60%，异地就医的为40%。",
        [
            ("other", "threshold", 50, "CNY"),
            ("other", "share", 70, "percent"),
            ("other", "threshold", 100, "CNY"),
            ("other", "share", 60, "percent"),
            ("other", "share", 40, "percent"),
        ],
        "rows go on behind ；",
    ),
    (
        "临溪县通知\n起付线以上费用由长护险基金分段承担：3000元至1万元(含)支付50%，1万元以上支付60%，单次支付限额2万元。",
        [
            ("other", "share", 50, "percent"),
            ("other", "share", 60, "percent"),
            ("other", "cap", 20000, "CNY_per_unit"),
        ],
        "tiers of the cost are not paid",
    ),
    (
        "临溪县通知\n患者自费药品累计超过8000元的部分，由补充医疗保险按55%支付。",
        [("other", "threshold", 8000, "CNY"), ("other", "share", 55, "percent")],
        "what the insured bear first",
    ),
    (
        "临溪县通知\n经工会互助保障后，困难职工起付线1500元，救助比例40%，年度救助限额1万元，其他职工5000元。",
        [
            ("government", "threshold", 1500, "CNY"),
            ("government", "share", 40, "percent"),
            ("government", "cap", 10000, "CNY"),
            ("government", "cap", 5000, "CNY"),
        ],
        "aid is the government's",
    ),
    (
        "临溪县通知\n工伤职工门诊费用由统筹基金支付80%、个人自付20%，起付标准100元。",
        [
            ("other", "share", 80, "percent"),
            ("residents", "share", 20, "percent"),
            ("other", "threshold", 100, "CNY"),
        ],
        "the insured's own part",
    ),
    (
        "临溪县通知\n门诊统筹支付比例稳定在60%左右，住院报销比例不低于70%，大病保险支付比例达到65%以上。",
        [],
        "rates to reach",
    ),
    ("临溪县通知\n工程预付款支付比例为30%，竣工后支付至97%。", [], "payments of a contract"),
    (
        "临溪县通知\n家庭年人均收入低于3万元、个人自付医疗费用超过5000元的，可申请救助。",
        [],
        "a condition of aid",
    ),
    (
        "临溪县通知\n申请前一年个人自付医疗费用超过家庭年收入的40%。",
        [],
        "what is borne measures need",
    ),
    (
        "云岭市互助办法\n第四条　下列费用互助救助资金不予承担：（一）体检、疗养费用；（二）由事故责任方赔付的；（三）超出目录的药品。\n第五条　市财政按每户3000元补助。",
        [
            ("government", "restriction", None, None),
            ("government", "restriction", None, None),
            ("government", "restriction", None, None),
            ("municipal", "amount", 3000, "CNY_per_household"),
        ],
        "costs denied one by one",
    ),
    (
        "云岭市专项资金管理办法\n第四条　专项资金不得用于下列支出：\n（一）人员经费；\n（二）偿还债务。\n第五条　资金按季拨付。",
        [("government", "restriction", None, None), ("government", "restriction", None, None)],
        "uses denied one by one",
    ),
    (
        "云岭市补贴办法\n第四条　下列情形不予补贴：（一）属于别墅的；（二）已享受补贴的。",
        [],
        "cases are no costs",
    ),
    (
        "云岭市救助办法\n第八条　门诊费用由临时救助金按以下标准救助：\n（一）孤儿救助比例85%；\n（二）低保家庭起付标准1000元，支付比例70%；\n（三）其他家庭起付标准3000元，支付比例55%。\n第九条　市财政按每户3000元补助。",
        [
            ("government", "share", 85, "percent"),
            ("government", "threshold", 1000, "CNY"),
            ("government", "share", 70, "percent"),
            ("government", "threshold", 3000, "CNY"),
            ("government", "share", 55, "percent"),
            ("municipal", "amount", 3000, "CNY_per_household"),
        ],
        "the fund of a list's stem",
    ),
]


LATER: list[tuple[str, list[Row], str]] = [
    (
        "临溪县通知\n养老服务发展基金通过省级专项资金、市与县财政预算、体育彩票公益金、企业捐助等方式筹集。",
        [
            ("provincial", "source", None, None),
            ("municipal", "source", None, None),
            ("county", "source", None, None),
            ("government", "source", None, None),
            ("social_capital", "source", None, None),
        ],
        "a list of funds",
    ),
    (
        "临溪县通知\n养护资金通过省级补助资金、县级财政预算、村集体经济收入、社会捐助等方式筹集。",
        [
            ("provincial", "source", None, None),
            ("county", "source", None, None),
            ("other", "source", None, None),
            ("social_capital", "source", None, None),
        ],
        "a list of funds",
    ),
    (
        "临溪县通知\n人才公寓资金通过以下渠道筹集：（一）财政预算安排的资金；（二）按不少于8%的比例从土地出让金中计提；（三）公寓租金和停车场经营收入。",
        [
            ("government", "source", None, None),
            ("government", "share", 8, "percent"),
            ("other", "source", None, None),
        ],
        "what the thing itself earns",
    ),
    (
        "临溪县通知\n改厕经费采取县级奖补、群众投工、社会资助等方式筹措。",
        [
            ("county", "source", None, None),
            ("residents", "source", None, None),
            ("social_capital", "source", None, None),
        ],
        "society in a list of ways",
    ),
    (
        "临溪县通知\n计划总投资2亿元，其中县级财政配套2000万元，其余由村民自筹及地方政府专项债券解决。",
        [
            ("county", "amount", 20000000, "CNY"),
            ("residents", "source", None, None),
            ("government", "source", None, None),
        ],
        "bonds of the rest are of no level named before",
    ),
    (
        "临溪县通知\n设立文旅转贷风险补偿资金，规模500万元，其中市级财政出资200万元，其余由各县财政配套。",
        [("municipal", "amount", 2000000, "CNY"), ("county", "source", None, None)],
        "who puts into a fund how much",
    ),
    (
        "临溪县通知\n公交补贴由市、区按7∶3比例承担，其中经开区由管委会全部承担。",
        [
            ("municipal", "share", 70, "percent"),
            ("county", "share", 30, "percent"),
            ("county", "source", None, None),
        ],
        "a zone that bears all",
    ),
    (
        "临溪县通知\n每部补助5万元，其余资金从村集体收入列支或者由农户按亩分担。",
        [
            ("government", "amount", 50000, "CNY_per_unit"),
            ("other", "source", None, None),
            ("residents", "source", None, None),
        ],
        "the rest, from two sides",
    ),
    (
        "临溪县通知\n每座补贴6万元，各县可结合实际适当提高补助标准。",
        [("government", "amount", 60000, "CNY_per_unit"), ("county", "source", None, None)],
        "a level that may top up",
    ),
    (
        "临溪县通知\n各区可结合实际适当提高建设标准。",
        [],
        "standards that cost nobody anything here",
    ),
    (
        "临溪县通知\n公厕改造补助采用装配式建造的，在原标准基础上提高15%。",
        [("government", "share", 15, "percent")],
        "by how much a grant is raised",
    ),
    ("临溪县通知\n景区停车收费标准在上述标准基础上上浮10%。", [], "a fee that is raised"),
    (
        "临溪县通知\n连片种植的，由市财政在以上标准基础上每亩追加200元。",
        [("municipal", "amount", 200, "CNY_per_unit")],
        "who adds to a standard",
    ),
    (
        "临溪县通知\n区财政在上级补助基础上每辆再追加1万元。",
        [("county", "amount", 10000, "CNY_per_unit")],
        "whose grant is only what is added to",
    ),
    (
        "临溪县通知\n农机更新以合作社为主，棚改以村集体投入为主，市级按采购额的20%补助。",
        [("municipal", "share", 20, "percent"), ("other", "source", None, None)],
        "whose money stands first",
    ),
    (
        "临溪县通知\n2026年县级预算安排350万元用于危桥改造。",
        [("county", "amount", 3500000, "CNY")],
        "a budget behind a year",
    ),
    (
        "临溪县通知\n省基层医疗能力整治资金按设备购置费的30%给予补助。",
        [("provincial", "share", 30, "percent")],
        "a fund that pays",
    ),
    (
        "临溪县通知\n县级福彩公益金安排400万元，对新建助餐点每处补助6万元。",
        [("county", "amount", 4000000, "CNY"), ("county", "amount", 60000, "CNY_per_unit")],
        "a fund that pays",
    ),
    (
        "临溪县通知\n将不少于40%的市级体育彩票公益金用于健身步道建设。",
        [("municipal", "share", 40, "percent")],
        "what part of a fund goes there",
    ),
    (
        "临溪县通知\n县财政局、县民政局要加强彩票公益金分配的监督，落实专款专用。",
        [("government", "restriction", None, None)],
        "who watches is no payer",
    ),
    (
        "临溪县通知\n闲置厂房可对外出租，收益全部用于村道管护，不得挪作他用。",
        [("other", "restriction", None, None), ("other", "source", None, None)],
        "what is earned, and barred",
    ),
    (
        "临溪县通知\n新建冷库每座补助5万元，改造的减半。",
        [("government", "amount", 50000, "CNY_per_unit")],
        "half a grant",
    ),
    (
        "临溪县通知\n对小微企业污水处理费减半收取。",
        [("government", "share", 50, "percent")],
        "half a fee",
    ),
    (
        "临溪县通知\n厨卫改造按合同价的30%直补，每户不超过1万元，其中残疾人家庭放宽到1.5万元。",
        [
            ("government", "share", 30, "percent"),
            ("government", "cap", 10000, "CNY_per_household"),
            ("government", "cap", 15000, "CNY_per_household"),
        ],
        "a cap that is lifted",
    ),
    (
        "临溪县通知\n报废更新资金实行中央与地方8∶2共担。",
        [("central", "share", 80, "percent"), ("government", "share", 20, "percent")],
        "centre and places share",
    ),
    (
        "临溪县通知\n财政安排的救灾资金必须封闭运行。",
        [("government", "restriction", None, None)],
        "money that is only spoken of",
    ),
    (
        "临溪县通知\n对经办银行因助学贷款产生的坏账，按损失的50%给予补偿。",
        [("government", "share", 50, "percent")],
        "a bank that is made good",
    ),
    ("临溪县通知\n组织补贴性技能提升培训2000人。", [], "a training that is called so"),
    (
        "临溪县通知\n小学每生补助800元，初中、高中生1000元，特教学生6000元。",
        [
            ("government", "amount", 800, "CNY_per_unit"),
            ("government", "amount", 1000, "CNY_per_unit"),
            ("government", "amount", 6000, "CNY_per_unit"),
        ],
        "a row of those granted to",
    ),
    (
        "临溪县通知\n每台补助3万元，设备采购价、安装费25万元。",
        [("government", "amount", 30000, "CNY_per_unit")],
        "a price behind a grant",
    ),
    (
        "临溪县通知\n鼓励信用社发放养殖贷款，单户额度不超过20万元。",
        [("financial_institution", "cap", 200000, "CNY_per_household")],
        "a limit for each household",
    ),
    (
        "云岭市供热补贴办法\n第五条　补贴和租金标准\n（一）直管公房租金标准，由市物价部门按市场租金的60%核定。\n（二）低保家庭补贴90%，其他家庭补贴50%。",
        [("government", "share", 90, "percent"), ("government", "share", 50, "percent")],
        "a price below a heading of grants",
    ),
    (
        "临溪县通知\n项目开工并经镇街公示后预拨补助资金的30%，验收后拨付剩余70%。",
        [("government", "share", 30, "percent"), ("government", "share", 70, "percent")],
        "instalments behind a check",
    ),
    (
        "临溪县通知\n水泵更换费用由全体用户协商出资。",
        [("residents", "source", None, None)],
        "users who pay together",
    ),
    (
        "临溪县通知\n每招用1名退役军人，按每人每年定额扣减9000元。",
        [("government", "amount", 9000, "CNY_per_unit")],
        "what is taken off for each",
    ),
    (
        "临溪县通知\n意外险保费每人每年20元，由县财政全额承担。",
        [("county", "amount", 20, "CNY_per_unit")],
        "who bears a sum, told behind it",
    ),
    (
        "临溪县通知\n停车楼以民间资本投资为主，县财政按建安费的10%给予一次性补助。",
        [("county", "share", 10, "percent"), ("social_capital", "source", None, None)],
        "capital first",
    ),
    (
        "临溪县通知\n培训资金由中央就业补助资金、省级专项资金和失业保险基金筹集。",
        [
            ("central", "source", None, None),
            ("provincial", "source", None, None),
            ("other", "source", None, None),
        ],
        "insurance in a list of funds",
    ),
    (
        "临溪县通知\n所需经费从就业补助资金、残疾人就业保障金、县级财政预算中统筹安排。",
        [
            ("government", "source", None, None),
            ("government", "source", None, None),
            ("county", "source", None, None),
        ],
        "funds out of which is paid",
    ),
    (
        "临溪县通知\n所需经费从部门预算中列支。",
        [("government", "source", None, None)],
        "one fund is no list",
    ),
    (
        "临溪县通知\n所需资金通过自治区补助、市县财政预算、专项债券和企业自筹等方式解决。",
        [
            ("provincial", "source", None, None),
            ("municipal", "source", None, None),
            ("county", "source", None, None),
            ("government", "source", None, None),
            ("social_capital", "source", None, None),
        ],
        "two levels in one entry of a list",
    ),
    (
        "临溪县通知\n县财政可整合涉农资金、发行专项债券予以保障。",
        [("county", "source", None, None)] * 2,
        "who issues bonds",
    ),
    (
        "临溪县通知\n未经评审的，县财政局不予安排资金。",
        [("county", "restriction", None, None)],
        "the office that gives nothing",
    ),
    (
        "临溪县通知\n支持金融机构推出家装消费贷。",
        [("financial_institution", "source", None, None)],
        "a loan by its name",
    ),
    (
        "临溪县通知\n剩余利息由借款人自行负担。",
        [("other", "source", None, None)],
        "who has borrowed",
    ),
    (
        "临溪县通知\n余下费用由参展企业自行承担；不足部分由用人单位解决。",
        [("other", "source", None, None)] * 2,
        "who takes part, who employs",
    ),
    (
        "临溪县通知\n加装电梯所需资金以业主分摊为主。",
        [("residents", "source", None, None)],
        "mainly what owners share",
    ),
    (
        "临溪县通知\n后期维护费用由加装电梯共有人共同承担。",
        [("residents", "source", None, None)],
        "owners of a lift",
    ),
    (
        "临溪县通知\n县财政局按节点拨付资金，工程款不得用于与项目无关的开支。",
        [("county", "source", None, None), ("government", "restriction", None, None)],
        "a ban on money of its own",
    ),
    (
        "临溪县通知\n市财政对前三名的乡镇奖励30万元，奖励资金不得用于发放个人补贴。",
        [("municipal", "amount", 300000, "CNY"), ("municipal", "restriction", None, None)],
        "a ban on what is given",
    ),
    (
        "临溪县通知\n对骗取救助的，由民政部门批评教育，追回救助款。",
        [("government", "restriction", None, None)],
        "aid is claimed back",
    ),
    (
        "临溪县通知\n补助标准为户均7500元，补助资金总额为1035万元。",
        [("government", "amount", 7500, "CNY_per_household")],
        "all the money is a target",
    ),
    (
        "临溪县通知\n户平补助标准不超过5000元。",
        [("government", "cap", 5000, "CNY_per_household")],
        "户平 is 户均",
    ),
    (
        "临溪县通知\n有下列情形的，暂缓拨付资金：\n（一）自筹资金不落实的；\n（二）不实行专款专用的。",
        [("government", "restriction", None, None)],
        "cases name no payer and no ban",
    ),
    ("临溪县通知\n服务费用从低到高排序。", [], "no fund"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), [*BELOW, *ITEMS, *TERMS, *LATER])
def test_lists_below_a_heading_of_money(text: str, expected: list[Row], reason: str) -> None:
    found = extract(Document.from_text(text, "notice.txt")).funding
    short = [(r.payer, r.kind, None if r.value is None else float(r.value), r.unit) for r in found]
    assert sorted(short, key=str) == sorted(expected, key=str), reason


def test_a_clause_is_the_span_of_its_records() -> None:
    clause = "对新建养老机构的，分别按每张床位8000元、4000元给予建设补助"
    assert {record.evidence[0].text for record in records(clause + "。")} == {clause}


def test_participation_counts_under_a_heading_about_money() -> None:
    clause = "鼓励产权单位、管线单位主动参与改造。"
    payers = [record.payer for record in records(clause, "资金筹措")]
    assert payers == ["original_owner", "utility"]
    assert records(clause, "组织实施") == ()


def test_entries_of_a_list_take_the_payer_of_its_stem() -> None:
    text = (
        "云岭市保障性租赁住房资金管理办法\n"
        "第八条　市财政按照下列标准给予一次性补助：\n"
        "（一）300户以上（含300户）的项目，每套补助1.5万元；\n"
        "（二）100户以上、300户以下（不含300户）的项目，每套补助1.2万元；\n"
        "（三）不满100户的项目，每套补助8000元。\n"
        "第九条　单个项目补助总额不超过1000万元。\n"
    )
    found = extract(Document.from_text(text, "notice.txt")).funding
    assert [(r.payer, r.kind) for r in found] == [
        ("municipal", "amount"),
        ("municipal", "amount"),
        ("municipal", "amount"),
        ("government", "cap"),
    ]
    tiers = [r.condition for r in found[:3] if r.condition]
    assert [(t.variable, t.min, t.max) for t in tiers] == [
        ("households", Decimal(300), None),
        ("households", Decimal(100), Decimal(300)),
        ("households", None, Decimal(100)),
    ]
    assert [(t.min_inclusive, t.max_inclusive) for t in tiers] == [
        (True, None),
        (True, False),
        (None, False),
    ]


def test_a_shared_boundary_belongs_to_the_tier_that_claims_it() -> None:
    clause = (
        "预算金额在3—30万元（包括30万元）的小区，居民自筹20%；"
        "预算金额在30—100万元的小区，居民自筹10%。"
    )
    first, second = (record.condition for record in records(clause))
    assert first and second
    assert (first.variable, first.min, first.max, first.max_inclusive) == (
        "budget",
        Decimal(30000),
        Decimal(300000),
        True,
    )
    assert (second.min, second.min_inclusive, second.max) == (
        Decimal(300000),
        False,
        Decimal(1000000),
    )


@pytest.mark.parametrize(
    ("clause", "condition", "reason"),
    [
        ("对通过验收的社区，每个给予30万元奖励。", "通过验收的社区", "对…"),
        ("逾期未开工的项目不予奖补。", "逾期未开工的项目", "before the ban"),
        ("毕业生首次创业的，给予补贴5000元。", "毕业生首次创业", "…的"),
        ("支持符合条件的创业者利用林权进行抵押贷款。", "符合条件的创业者", "符合条件"),
        ("对（全职）引进的人才给予安家费10万元。", "（全职）引进的人才", "width as printed"),
    ],
)
def test_conditions(clause: str, condition: str, reason: str) -> None:
    found = [r.condition.text for r in records(clause) if r.condition]
    assert found == [condition], reason


@pytest.mark.parametrize(
    ("clause", "base"),
    [
        ("市财政按核定投资的20%给予奖补。", "核定投资"),
        ("居民出资不低于改造费用的5%。", "改造费用"),
        ("改造资金由市级财政承担30%。", "改造资金"),
        ("居民自筹20%。", None),
    ],
)
def test_bases(clause: str, base: str | None) -> None:
    assert [record.base for record in records(clause)] == [base]


@pytest.mark.parametrize(
    ("clause", "unit", "per"),
    [
        ("每加装1部电梯补助15万元。", "CNY_per_unit", "部"),
        ("每新增1张护理床位补助5000元。", "CNY_per_unit", "张"),
        ("每多吸纳1人就业奖励500元。", "CNY_per_unit", "人"),
        ("每改造1户厕所补助3000元。", "CNY_per_household", None),
        ("每新改建一公里农村公路补助8万元。", "CNY_per_unit", "公里"),
        ("每户一次性补助2000元。", "CNY_per_household", None),
        ("每桩补贴300元。", "CNY_per_unit", "桩"),
        ("给予20万元/台的补助。", "CNY_per_unit", "台"),
    ],
)
def test_what_a_sum_is_paid_for_each_of(clause: str, unit: str, per: str | None) -> None:
    (record,) = records(clause)
    assert (record.unit, record.per) == (unit, per)


def test_wrapped_and_flat_text_give_the_same_records() -> None:
    flat = "市财政对通过验收的食堂每处给予一次性建设补助10万元，县区财政按市级补助的50%配套。"
    wrapped = "市财政对通过验收的食堂每处给予一次性建设补\n助10万元，县区财政按市级补助的50%配套。"
    assert rows(flat) == rows(wrapped) != []


def test_levels_and_their_joints() -> None:
    reader = payers_of(load_patterns())
    text = "各有关县(市、区)政府、管委会和市级财政要加大投入"
    subjects = reader.subjects(text, 0, len(text))
    assert [s.payers for s in subjects] == [("county",), ("municipal",)]
    assert joined(text, subjects[:1]) == subjects[0]
    assert joined(text, []) is None
    money = "统筹使用中央、自治区奖补资金"
    level = reader.attribute(money, 0, len(money))
    assert level and level.payers == ("central", "provincial")
    for other in ("老旧小区改造资金", "农贸市场改造补助", "乡村振兴专项资金"):
        assert reader.attribute(other, 0, len(other)) is None


def test_values_stay_exact() -> None:
    (record,) = records("每套补助1.05万元。")
    assert record.value == Decimal("10500")
    assert base_of.__doc__
