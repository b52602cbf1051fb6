"""Eligibility: cutoffs, clauses that take objects up or leave them out, lists, headings of scope."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.pipeline import extract

RENOVATION = "云岭市城镇老旧小区改造实施方案"
ELEVATORS = "青禾区既有住宅加装电梯管理办法"
TRADE_IN = "临溪县汽车报废更新补贴实施细则"
DATA = "云岭市公共数据管理办法"
HOUSING = "云岭市公共租赁住房保障办法"
FIRMS = "云岭市支持中小企业发展若干措施"


def read(title: str, body: str) -> list[tuple[str, str | None, str]]:
    """Return kind, cutoff and text of the records of a notice with this title and body."""
    text = (
        f"云岭市人民政府办公室\n关于印发{title}的通知\n各区县人民政府：\n现将《{title}》印发给你们，"
        f"请认真组织实施。\n云岭市人民政府办公室\n2024年5月6日\n{title}\n为做好有关工作，制定本方案。\n{body}\n"
    )
    notice = extract(Document.from_text(text))
    assert all(text[e.start : e.end] == e.text for r in notice.eligibility for e in r.evidence)
    return [(r.kind, r.cutoff, r.evidence[0].text) for r in notice.eligibility]


@pytest.mark.parametrize(
    ("clause", "cutoffs", "reason"),
    [
        ("2000年底前建成、设施老化的住宅小区", ["2000-12-31"], "底 is the last day of the year"),
        ("2000年以前建成、设施老化的住宅小区", ["2000"], "the text is no more precise"),
        ("2005年12月31日（含）前建成、设施老化的住宅小区", ["2005-12-31"], "a bracket inside"),
        ("建成于2000年以前、设施老化的住宅小区", ["2000"], "the verb stands first"),
        ("建成年代在1998年12月底前、设施老化的小区", ["1998-12-31"], "a month with 底"),
        ("建于1995年以前、设施老化的住宅小区", ["1995"], "建于"),
        ("二〇〇五年底前建成、设施老化的住宅小区", ["2005-12-31"], "Chinese numerals"),
        ("２０００年前竣工交付的住宅小区", ["2000"], "full-width digits, another verb"),
        ("2000年底前在国有土地上建成、设施老化的小区", ["2000-12-31"], "words before the verb"),
        (
            "2000年底前建成的小区，以及2005年底前建成且存在安全隐患的小区",
            ["2000-12-31", "2005-12-31"],
            "two cutoffs",
        ),
        ("2005年以后建成的住宅小区", [], "后 is no cutoff of this kind"),
        ("1995年2月30日前建成的住宅小区", [], "no such day"),
    ],
)
def test_cutoffs(clause: str, cutoffs: list[str], reason: str) -> None:
    found = read(RENOVATION, f"一、改造范围\n{clause}，纳入改造范围。")
    assert [c for k, c, _ in found if k == "built_before"] == cutoffs, reason


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("一、目标任务\n2025年底前建成的示范小区达到20个。", "a goal lies ahead of the notice"),
        (
            "一、目标任务\n2020年底前建成社区食堂45家。",
            "the object behind the verb is what was built",
        ),
        ("一、进度安排\n2024年6月底前竣工。", "a deadline"),
        ("一、工作基础\n2023年建成投用停车场12处。", "the past without a bound"),
    ],
)
def test_no_cutoff(body: str, reason: str) -> None:
    assert read(RENOVATION, body) == [], reason


def test_a_cutoff_restated_is_a_record_again() -> None:
    found = read(
        RENOVATION,
        "一、工作目标\n到2025年底，基本完成2000年底前建成的老旧小区改造任务。\n"
        "二、改造范围\n2000年底前建成、市政设施不全的小区纳入改造范围。",
    )
    assert sorted(k for k, *_ in found) == ["built_before", "built_before", "include"]


@pytest.mark.parametrize(
    ("title", "body", "kinds", "reason"),
    [
        (
            RENOVATION,
            "一、改造范围\n重点改造2000年底前建成需要改造的城镇老旧小区。",
            ["built_before"],
            "the year and 需要改造 are no more than the year",
        ),
        (RENOVATION, "一、改造范围\n柳塘小区和石桥小区。", ["include"], "a list of places"),
        (
            RENOVATION,
            "一、总体目标\n对全区2000年底前建成的，设施老化、居民意愿强烈的小区，统筹安排实施综合改造。",
            ["include", "built_before"],
            "more than the year, to be renovated",
        ),
        (
            RENOVATION,
            "一、总体目标\n2001年以后建成的小区确需改造的，由街道提出申请，报区政府研究决定。",
            ["include"],
            "where need is shown",
        ),
        (
            RENOVATION,
            "一、改造重点\n建成较晚但存在安全隐患的，经联合审查同意后一并纳入。",
            ["include"],
            "taken up when somebody agrees",
        ),
        (
            RENOVATION,
            "一、改造内容\n改造对象是房屋的共有部位，包括屋面、外墙面、楼梯间。",
            [],
            "parts of a house are works",
        ),
        (
            RENOVATION,
            "一、任务\n各街道应从储备计划中挑选2个小区，纳入年度改造计划。",
            [],
            "a body's task",
        ),
        (
            ELEVATORS,
            "一、补贴条件和金额\n签订加装合同并取得登记证的楼道，可申请补贴资格。",
            ["include"],
            "资格",
        ),
        (
            FIRMS,
            "一、支持对象\n在本市依法登记、具有健全财务制度的中小企业，且近三年无重大事故。",
            ["include"],
            "conditions behind the noun",
        ),
        (
            FIRMS,
            "一、支持条件\n申报企业应具备下列条件：\n（一）注册地在本市；\n（二）两年内未受过行政处罚。",
            ["include", "include"],
            "no sanction is a condition",
        ),
        (
            FIRMS,
            "一、支持措施\n按采购额的15%给予补贴，年采购额低于20万元的不予受理。",
            [],
            "the converse of a threshold beside its rate",
        ),
        (FIRMS, "一、其他\n2023年下半年的物业补贴，参照本办法执行。", [], "money is no object"),
        (
            RENOVATION,
            "一、改造范围\n有下列情形之一的不予列入：一是已列入征收计划的；二是业主不同意改造的。",
            ["exclude", "exclude"],
            "a list of what is not taken up",
        ),
        (
            RENOVATION,
            "一、工作要求\n改造范围：柳塘小区和石桥小区。",
            ["include"],
            "a label in the clause",
        ),
        (
            RENOVATION,
            "一、改造重点\n改造对象原则上是设施破损、管理缺失的住宅小区。",
            ["include"],
            "对象是",
        ),
        (
            RENOVATION,
            "一、改造范围\n设施不全、居民意愿强烈的小区，优先纳入年度计划。",
            ["include"],
            "taken up into the plan",
        ),
        (
            RENOVATION,
            "一、改造范围\n单位自管房经产权单位申请，可一并列入。",
            ["include"],
            "可一并列入",
        ),
        (
            RENOVATION,
            "一、改造范围\n2001年至2005年建成的小区可适当纳入改造范围。",
            ["include"],
            "a soft second tier",
        ),
        (RENOVATION, "一、改造范围\n安全隐患突出的小区优先实施。", ["include"], "优先实施"),
        (
            RENOVATION,
            "一、改造范围\n城中村和以自建房为主的区域，不纳入改造范围。",
            ["exclude"],
            "left out",
        ),
        (
            RENOVATION,
            "一、改造范围\n已享受中央补助的项目，不得重复申报。",
            ["exclude"],
            "no second application",
        ),
        (
            RENOVATION,
            "一、改造范围\n老旧小区改造是指对建筑、环境进行改造的活动（不含住宅拆除新建）。",
            ["exclude"],
            "defines the work, not the objects",
        ),
        (
            RENOVATION,
            "一、改造范围\n（一）不纳入的情形。五年内拟征收的小区。",
            ["exclude"],
            "the heading says out",
        ),
        (
            RENOVATION,
            "一、改造范围\n以下小区不纳入改造范围：\n1.拟征收的小区；\n2.别墅区；\n3.城中村。",
            ["exclude"] * 3,
            "the entries, not the head",
        ),
        (
            RENOVATION,
            "一、改造范围\n符合下列条件之一的小区，优先纳入年度计划：①意愿强烈；②已成立业委会。",
            ["include"] * 2,
            "entries in a line",
        ),
        (ELEVATORS, "第二条 本办法适用于本区四层以上且未设电梯的既有住宅。", ["include"], "适用于"),
        (ELEVATORS, "第二条 已列入征收计划的住宅不适用本办法。", ["exclude"], "不适用"),
        (
            ELEVATORS,
            "第三条 本办法所称加装电梯，是指在既有住宅上增设电梯的行为。",
            [],
            "the definition of an act",
        ),
        (
            ELEVATORS,
            "第四条 有下列情形之一的，不得申请加装电梯：\n（一）已列入征收计划的；\n（二）鉴定为D级危房的。",
            ["exclude"] * 2,
            "articles",
        ),
        (
            TRADE_IN,
            "一、补贴对象\n购买新能源汽车并报废旧车的个人消费者。",
            ["include"],
            "persons under a heading",
        ),
        (TRADE_IN, "一、补贴范围\n二手车、营运车辆不属于本次补贴范围。", ["exclude"], "不属于"),
        (
            TRADE_IN,
            "一、申请条件\n1.申请人为自然人；\n2.旧车登记在本人名下满一年。",
            ["include"] * 2,
            "conditions need no noun at the end",
        ),
        (TRADE_IN, "一、申请审核\n逾期未申请的，视为放弃补贴资格。", ["exclude"], "视为放弃"),
        (
            DATA,
            "第二条 本市行政区域内公共数据的归集和共享，适用本办法。\n涉及国家秘密的数据管理，按照有关法律规定执行。",
            ["include", "exclude"],
            "beside a clause of scope",
        ),
        (
            DATA,
            "第三条 本办法所称公共数据，是指行政机关制作或者获取的数据。",
            ["include"],
            "the term stands in the title",
        ),
        (DATA, "第九条 本办法所称数据脱敏，是指去除敏感信息的过程。", [], "another term"),
        (
            HOUSING,
            "第五条 轮候满三年的家庭，可申请领取住房租赁补贴。",
            ["include"],
            "the benefit is the programme",
        ),
        (HOUSING, "第六条 收入准入限额为家庭年人均收入4.2万元。", ["include"], "准入"),
        (
            HOUSING,
            "第五条 申请公共租赁住房应当同时具备下列条件：\n（一）具有本市户籍；\n（二）人均住房面积不足15平方米。",
            ["include"] * 2,
            "conditions of application",
        ),
        (FIRMS, "十、其他\n在云岭市注册登记的中小企业，均可享受本措施。", ["include"], "本措施"),
        (
            FIRMS,
            "十、其他\n失信企业不纳入支持范围；同一事项不得重复享受奖补。",
            ["exclude"],
            "the second is a rule for money",
        ),
        (FIRMS, "十、其他\n云岭市厂房更新改造适用本措施。", ["include"], "what applies to a thing"),
        (FIRMS, "十、其他\n孵化园区的企业属于本措施支持范围。", ["include"], "属于本…范围"),
        (FIRMS, "十、其他\n投资额低于50万元的项目不予受理。", ["exclude"], "的项目"),
        (FIRMS, "十、其他\n同一项目不得重复申请补助。", [], "a rule for money"),
        (
            RENOVATION,
            "一、任务\n原则上选取居民意愿强烈的小区进行改造。",
            ["include"],
            "原则上选取",
        ),
        (
            FIRMS,
            "一、支持条件\n申请人应当符合以下条件：\n（一）申请对象为个人的，应无失信记录；\n"
            "（二）申请对象为企业的，应在本市依法设立。",
            ["include", "include"],
            "a case is no heading",
        ),
        (
            TRADE_IN,
            "有以下情形的，可以申领补贴：1.报废旧车的个人。2.转让旧车的个人。有其他情形的，"
            "仍按照国家有关规定执行。市商务局、市财政局、市公安局及时做好政策解读。特此通知。",
            ["include", "include"],
            "behind the last entry of a line",
        ),
        (
            FIRMS,
            "一、适用\n本措施适用于在本区登记的工业企业，房地产企业除外。",
            ["include", "exclude"],
            "an exception beside the objects",
        ),
        (
            FIRMS,
            "一、支持对象\n下列企业可申报：1.本区登记的制造企业；2.软件企业。\n从事房地产的企业除外。",
            ["include", "include", "exclude"],
            "an exception behind a list",
        ),
        (
            FIRMS,
            "一、申报条件\n设备发票金额合计200万元以上，项目已完成备案。",
            ["include"],
            "what an applicant must reach is no sum that is paid",
        ),
        (
            RENOVATION,
            "一、改造范围\n纳入改造的小区应当同时具备：①产权清晰；②未列入征收计划。",
            ["include", "include"],
            "a head that ends in 具备",
        ),
        (
            RENOVATION,
            "一、改造范围\n列入本次改造范围的为东风里、红星小区和棉纺家属院。",
            ["include"],
            "places that are taken in",
        ),
        (
            RENOVATION,
            "一、改造范围\n单位自管房、部队移交住宅楼可一并申报。",
            ["include"],
            "what may be applied for besides",
        ),
        (
            RENOVATION,
            "一、改造范围\n已实施过节能改造的楼栋不再重复安排。",
            ["exclude"],
            "not once more",
        ),
    ],
)
def test_clauses(title: str, body: str, kinds: list[str], reason: str) -> None:
    assert [k for k, *_ in read(title, body)] == kinds, reason


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        (RENOVATION, "一、工作要求\n将老旧小区改造任务完成情况纳入年度绩效考核。", "an assessment"),
        (RENOVATION, "一、资金筹措\n县级财政要将补助资金列入年度预算。", "a budget"),
        (RENOVATION, "一、长效管理\n验收合格的小区移交街道，纳入社区管理。", "no programme"),
        (
            RENOVATION,
            "一、资金筹措\n管线单位要将管线迁改优先列入本单位项目计划。",
            "a body's own plan",
        ),
        (RENOVATION, "一、组织实施\n须经三分之二以上业主同意方可实施。", "a threshold of consent"),
        (
            RENOVATION,
            "一、资金筹措\n预算300户以下（不含300户）的项目按标准补助。",
            "a bracket of a number",
        ),
        (RENOVATION, "一、资金筹措\n逾期未开工的项目不予奖补。", "a restriction of funding"),
        (RENOVATION, "一、组织实施\n各区县要对需要改造的小区进行摸底。", "需要改造 alone"),
        (
            ELEVATORS,
            "第五条 业主可申请提取住房公积金支付个人分摊费用。",
            "a benefit that is not the programme",
        ),
        (
            ELEVATORS,
            "第五条 申请人应当提交下列材料：\n（一）身份证明；\n（二）设计方案。",
            "a list of papers",
        ),
        (
            DATA,
            "第九条 有下列情形之一的，由主管部门责令改正：\n（一）拒绝归集数据的；\n（二）泄露数据的。",
            "sanctions",
        ),
        (
            FIRMS,
            "一、培育企业\n对新认定的专精特新企业，给予最高20万元一次性奖励。",
            "recipients of one award",
        ),
        (FIRMS, "一、用地\n将重点企业优先纳入政府采购名单。", "a benefit for the objects"),
        (ELEVATORS, "三、分工\n加装工程建设主体为区城市管理局。", "who builds"),
        (ELEVATORS, "三、管护\n移交给全体业主的设施，纳入共用设施设备管理范围。", "who keeps"),
        (FIRMS, "一、就业\n符合条件的创业者可按规定申请创业担保贷款。", "a loan"),
        (FIRMS, "一、申报\n申报截止后提交的，不予受理。", "a step that is missed"),
        (
            RENOVATION,
            "一、计划\n区政府审核同意后，将计划报市住建局列入年度改造计划。",
            "a plan that is handed up",
        ),
        (
            FIRMS,
            "到2027年末，全市6岁以下幼儿入园率达到95%。\n一、扩大供给\n（一）新建园所。新建幼儿园12所。",
            "以下 behind a measure opens no list",
        ),
        (
            DATA,
            "县级以下医疗机构占比不低于三成。\n一、规范服务\n（一）加强监管。建立台账。",
            "以下 behind a level opens no list",
        ),
    ],
)
def test_none(title: str, body: str, reason: str) -> None:
    assert read(title, body) == [], reason


def test_the_span_is_the_clause() -> None:
    (record,) = read(RENOVATION, "一、改造范围\n拟拆迁的小区，不纳入改造范围；其他按规定办理。")
    assert record == ("exclude", None, "拟拆迁的小区，不纳入改造范围")


def kinds(title: str, body: str) -> list[str]:
    return [kind for kind, _, _ in read(title, body)]


@pytest.mark.parametrize(
    ("title", "body", "expected", "reason"),
    [
        (
            HOUSING,
            "二、条件\n对无改造意愿的农户，签字确认后可不再将其旧宅纳入改造范围。",
            ["exclude"],
            "不再将…纳入",
        ),
        (
            ELEVATORS,
            "二、条件\n有下列情形之一的，不列入加装范围：已公布征收的；鉴定为危房的；独栋别墅。",
            ["exclude"] * 3,
            "a list inside one sentence",
        ),
        (
            HOUSING,
            "二、条件\n申请人应同时符合下列条件：具有本市户籍；住房面积低于15平方米；连续缴纳社保满2年。",
            ["include"] * 3,
            "conditions inside one sentence",
        ),
        (TRADE_IN, "一、补贴范围\n展示车、二手车除外。", ["exclude"], "X、Y除外 in a scope"),
        (
            TRADE_IN,
            "一、补贴范围\n已报废的，展示车，以及未登记的车辆不在此列。",
            ["exclude"],
            "all of a list is left out",
        ),
        (
            RENOVATION,
            "一、任务\n法律法规另有规定的除外。",
            [],
            "what rules leave out is no object",
        ),
        (
            TRADE_IN,
            "一、补贴范围\n家电产品范围：冰箱、洗衣机、电视、空调等8类。",
            ["include"],
            "goods as the objects",
        ),
        (
            TRADE_IN,
            "一、补贴范围\n旧车应为2018年12月31日前注册登记的新能源乘用车。",
            ["include"],
            "a registration date describes the objects",
        ),
        (
            "禾川县高标准农田建设实施方案",
            "一、选址\n优先在粮食生产功能区内，选择集中连片、水源有保障的区域。",
            ["include"],
            "where a programme goes",
        ),
        (
            "禾川县高标准农田建设实施方案",
            "一、选址\n坡度25度以上的区域和退耕还林地块，严禁安排建设项目。",
            ["exclude"],
            "where it does not go",
        ),
        (
            RENOVATION,
            "一、要求\n未经审批的项目不得实施。",
            [],
            "a procedure bars nothing from the programme",
        ),
        (TRADE_IN, "一、补贴范围\n单位名下车辆不参与本次活动。", ["exclude"], "不参与本次"),
        (HOUSING, "一、申请条件\n已享受购房补贴的，不再享受租房补贴。", ["exclude"], "no second"),
        (
            FIRMS,
            "三、奖补条件\n存在下列情形的不予奖补：（一）虚假申报的；（二）发生事故的。",
            ["exclude"] * 2,
            "a list of what gets nothing takes nobody in",
        ),
        (
            FIRMS,
            "三、申报条件\n申报企业应在本市注册，具有独立法人资格。",
            ["include"],
            "what an applicant must be",
        ),
        (
            RENOVATION,
            "二、范围\n优先将设施缺失、居民意愿强烈的小区纳入改造计划。",
            ["include"],
            "将 before objects named by a property",
        ),
        (RENOVATION, "二、范围\n住房困难的农户可优先改造。", ["include"], "objects first in turn"),
        (
            RENOVATION,
            "二、工作要求\n纳入改造的小区应满足下列条件：（1）结构安全；（2）业主同意。已列入征收计划的，不予改造。",
            ["include", "include", "exclude"],
            "an entry that leaves objects out",
        ),
        (
            HOUSING,
            "二、要求\n公租房主要解决在城区无房的新就业人员的住房困难问题。",
            ["include"],
            "whom a kind of housing is for",
        ),
        (HOUSING, "二、要求\n切实解决新市民等群体住房困难问题。", [], "an aim names no objects"),
        (
            RENOVATION,
            "一、申请\n凡具有本县户籍、在城区拥有唯一住房的居民，均可自愿申请。",
            ["include"],
            "who may apply, described",
        ),
        (RENOVATION, "一、申请\n符合条件的居民均可申请。", [], "nobody described"),
        (
            RENOVATION,
            "一、条件\n拟改造住宅应产权清晰、符合安全要求。",
            ["include"],
            "what the objects must be",
        ),
        (
            RENOVATION,
            "一、要求\n同一住房五年内已享受过改造补贴的，不再重复改造。",
            ["exclude"],
            "重复 between",
        ),
        (RENOVATION, "一、要求\n逾期未报的，视为自动放弃。", [], "a procedure"),
        (RENOVATION, "一、要求\n弄虚作假的企业，三年内不得申报项目。", [], "a sanction"),
        (RENOVATION, "一、资金\n已享受同类补助的，不得重复申领。", [], "money"),
        (
            RENOVATION,
            "一、要求\n2005年底前建成投运、漏损严重的供热管网一并纳入改造范围。",
            ["built_before", "include"],
            "投运 behind the cutoff",
        ),
    ],
)
def test_genre(title: str, body: str, expected: list[str], reason: str) -> None:
    assert kinds(title, body) == expected, reason


SOLAR = "云岭市分布式光伏项目扶持办法"
SUBSIDY = "青禾区既有多层住宅增设电梯补贴办法"
CARE = "禾川县公办养老机构入住管理办法"


@pytest.mark.parametrize(
    ("title", "body", "expected", "reason"),
    [
        (
            SOLAR,
            "第三条（支持范围）\n（一）普通光伏项目\n1、分布式光伏项目（自发自用）（不含户用光伏）\n"
            "2、集中式光伏电站\n（二）经认定的新型光伏项目，包括储能示范项目。\n"
            "扶持项目应于2022年至2025年建成投产。",
            ["include", "exclude", "include", "include", "include"],
            "the heading stands in brackets; a heading with entries below it is none itself",
        ),
        (
            SOLAR,
            "第五条（申报条件）\n（一）项目实施地在本市。投资主体为企业的，注册地在本市；\n"
            "（二）项目须按照程序完成备案；\n（三）项目财务制度健全。",
            ["include"] * 4,
            "under conditions the words of duties describe, too",
        ),
        (
            SOLAR,
            "三、项目实施条件\n具备以下条件的库区，均应积极实施。\n1.屋面面积1500平方米以上；\n"
            "2.基本满足电网接入条件。",
            ["include"] * 2,
            "a head that ends in 。 before its numbers",
        ),
        (
            SUBSIDY,
            "一、申报范围\n申报示范项目须在2024年3月底前建成并运营。",
            ["include", "built_before"],
            "a day of the notice's own year that has passed",
        ),
        (
            SUBSIDY,
            "第三条 签订合同并取得登记证的加梯楼栋，可申请补贴。",
            ["include"],
            "described objects that may apply",
        ),
        (SUBSIDY, "第三条 符合条件的楼栋可申请补贴。", [], "nobody is described"),
        (
            CARE,
            "第三条 养老机构应当优先保障下列老年人入住：\n（一）特困老年人；\n（二）低保老年人。",
            ["include"] * 2,
            "any noun for objects in a head",
        ),
        (
            CARE,
            "第四条 申请入住的老年人应当具有本县户籍。\n第五条 患有传染病的，不予接收。",
            ["include", "exclude"],
            "what those who apply must be, and who is not taken",
        ),
        (CARE, "第六条 入住的老年人应当进行能力评估。", [], "a procedure"),
        (
            CARE,
            "第三条 救助对象：（一）特困人员；（二）低保家庭。\n"
            "第四条 申请条件：在本县居住满三年；无自有住房。",
            ["include"] * 4,
            "labels before entries",
        ),
        (
            TRADE_IN,
            "一、政策\n补贴对象\t在本县报废旧车的个人消费者\n补贴标准\t每辆1万元",
            ["include"],
            "a label in the first of two cells",
        ),
        (
            TRADE_IN,
            "一、补贴对象\n旧车须在2018年4月30日前注册登记；单位名下车辆不享受本次补贴。",
            ["include", "exclude"],
            "what the objects must be; what gets nothing",
        ),
        (
            TRADE_IN,
            "一、补贴范围\n补贴车型为国三及以下排放标准的柴油货车。本细则不适用于军队车辆。",
            ["include", "exclude"],
            "kinds of goods; 不适用于",
        ),
        (
            FIRMS,
            "一、申报对象\n在本市依法设立的企业，经营状况良好，无严重失信行为。\n"
            "优先支持专精特新企业。\n已获得省级资金支持的项目不再支持。",
            ["include", "include", "exclude"],
            "what firms are free of; a preference beside the objects",
        ),
        (
            FIRMS,
            "一、申报对象\n登记在临溪县的法人、非法人组织和个体工商户。",
            ["include"],
            "组织 that is a noun",
        ),
        (
            SOLAR,
            "第五条 专项资金支持范围包括：\n（一）储能项目；\n（二）光伏示范项目。\n"
            "第六条 申报条件\n（一）主体条件\n1.信用良好；\n2.依法纳税。",
            ["include"] * 4,
            "a label with 包括; conditions under a heading of their own",
        ),
        (
            HOUSING,
            "一、保障范围\n将城镇低保家庭和新就业职工纳入保障范围。",
            ["include"],
            "将…纳入 under a heading of scope",
        ),
        (
            RENOVATION,
            "一、改造对象\n已享受无障碍改造的，不重复享受。",
            ["exclude"],
            "不重复享受 under a heading of scope",
        ),
        (FIRMS, "一、培育\n优先支持专精特新企业。", [], "a preference with no objects beside it"),
        (
            FIRMS,
            "一、奖补\n按采购金额的15%给予补贴，采购额低于20万元的不予受理。",
            [],
            "the converse of an award",
        ),
        (
            RENOVATION,
            "一、任务\n对2000年底前建成、设施不健全的老旧小区，分步实施改造。",
            ["include", "built_before"],
            "the year and more, under no heading of scope",
        ),
        (
            RENOVATION,
            "一、范围\n2000年及以前修建的校舍。",
            ["built_before"],
            "及以前 takes the year in",
        ),
        (RENOVATION, "一、范围\n1995年以前的住宅楼。", ["built_before"], "no verb"),
        (RENOVATION, "一、范围\n房龄满30年的房屋由乡镇鉴定。", [], "an age is no cutoff"),
        (
            RENOVATION,
            "一、范围\n改造项目应取得三分之二以上业主同意。",
            [],
            "a threshold of consent",
        ),
        (
            RENOVATION,
            "一、工作\n排查重点范围包括：（1）改变用途的房屋；（2）未整治的违法建筑。",
            ["include", "include"],
            "what to look at first",
        ),
        (
            RENOVATION,
            "一、改造范围\n（一）立管。运行年限满20年的立管；经评估无法落实管控措施的钢质管道。",
            ["include", "include"],
            "a name run into its description, nobody's duty",
        ),
        (
            RENOVATION,
            "一、要求\n不得将商品住房项目变相纳入。",
            ["exclude"],
            "taken up by the back door",
        ),
        (RENOVATION, "一、要求\n失信企业不得享受本政策。", ["exclude"], "不得享受"),
        (
            HOUSING,
            "第三条 申请人应当同时符合下列条件：\n（一）具有本市户籍，但以下情形除外：\n"
            "1.在校学生；\n2.现役军人。\n（二）在本市无住房。",
            ["include", "exclude", "exclude", "include"],
            "a list inside a list",
        ),
        (
            HOUSING,
            "第四条 以下情形不纳入家庭收入计算范围：\n（一）优抚对象的抚恤金；\n（二）护理费。\n"
            "第五条 符合以下情形的住房，其面积纳入自有住房面积核定范围：\n（一）未回迁的住房；\n（二）宅基地住房。",
            [],
            "what is counted, not who takes part",
        ),
        (
            HOUSING,
            "第六条 申请家庭有下列情形之一的，按照有关规定处理：\n（一）不如实填报的；\n（二）提供虚假材料的。",
            [],
            "a list of what is punished",
        ),
        (HOUSING, "三、补贴对象\n各县可结合实际，进一步明确补贴对象。", [], "who settles it"),
        (HOUSING, "第七条 补贴的发放适用于午餐和晚餐。", [], "what a sum applies to"),
        (RENOVATION, "一、要求\n城中村等不属于老旧小区改造范畴。", ["exclude"], "范畴"),
        (
            RENOVATION,
            "一、要求\n积极争取国债支持，把符合条件的项目纳入支持范围。",
            [],
            "money that is sought",
        ),
        (
            "报废更新补贴实施细则",
            "一、补贴对象和标准\n报废国三及以下排放标准乘用车的个人消费者。\n每辆补贴2000元。",
            ["include"],
            "objects and what they get; 以下 of a rank heads no list",
        ),
        (
            "农机报废更新方案",
            "二、机具\n报废机具主要为拖拉机、播种机等9大类。",
            ["include"],
            "what is scrapped",
        ),
        (
            "供热管网改造方案",
            "二、原则\n优先改造运行20年以上、漏损严重的二次管网。产权不清的管网暂缓改造。",
            ["include", "exclude"],
            "first, and put off",
        ),
        (
            "职称评审管理办法",
            "第八条 公务员和已退休人员不得参加评审。",
            ["exclude"],
            "who may not take part",
        ),
        (
            "人才公寓管理办法",
            "第五条 申请入住人才公寓的，应为硕士研究生以上学历。\n第六条 急需的特殊人才，经认定，可适当放宽学历条件。",
            ["include", "include"],
            "who applies, and a second tier",
        ),
        (
            "发展保障性租赁住房实施意见",
            "一、房源\n镇属公司自建的员工公寓统一纳入保障性租赁住房管理。\n允许闲置厂房改建为保障性租赁住房，不补缴价款。",
            ["include", "include"],
            "what is taken in, and may be turned into it",
        ),
        (
            RENOVATION,
            "一、改造范围\n一般户自愿改造的，可参照执行。\n东至滨江路，西至人民路，南至解放路。",
            ["include"],
            "likewise; where a place ends",
        ),
        (
            RENOVATION,
            "二、要求\n纳入改造的小区应同时具备下列条件：失养失修、设施不全、居民意愿强烈。",
            ["include"],
            "a head and its one entry in a clause",
        ),
        (
            RENOVATION,
            "一、改造范围\n改造对象为设施老化的住宅小区，别墅和农民自建房除外。",
            ["include", "exclude"],
            "who is in and who is not in one clause",
        ),
        (
            RENOVATION,
            "一、范围\n四层以上（不含地下室）的住宅，适用本方案。",
            ["include"],
            "a floor that is not counted",
        ),
        (
            FIRMS,
            "一、奖励\n对新引进项目给予50万元奖励（房地产项目除外）。",
            ["exclude"],
            "a bracket in a rule for money leaves objects out",
        ),
        (
            FIRMS,
            "一、奖励\n对企业按固定资产投资额（土地款除外）的3%给予奖励。",
            [],
            "a bracket that takes something off a sum",
        ),
        (
            FIRMS,
            "一、条件\n企业应同时符合下列条件：\n1.在临溪县注册；\n2.已备案的，按时提交申报材料：\n（1）营业执照复印件；\n（2）纳税申报表。\n3.有固定经营场所。",
            ["include", "include", "include"],
            "a list of papers in a list of conditions",
        ),
        (
            "云岭市资质试点方案",
            "一、条件\n企业信誉良好，自2023年1月1日起无下列行为：\n1.拖欠工资被通报的；\n2.被行政处罚的。",
            ["exclude", "exclude"],
            "无下列行为; a penalty suffered is a case",
        ),
        (
            "云岭市青年创业园管理办法",
            "第三条 入园项目应符合《云岭市产业指导目录》。\n第四条 承储企业应当具有独立法人资格。",
            ["include", "include"],
            "what a project or a firm must fit",
        ),
        (
            "云岭市拔尖人才选拔办法",
            "第三条 凡在临溪县任教的教师，连续任教三年以上，都可以参加评选。",
            ["include"],
            "whoever … may take part",
        ),
        (
            "云岭市拔尖人才选拔办法",
            "第三条 凡符合选拔条件的，可由本人申请。",
            [],
            "who already fits",
        ),
        (
            "临溪县救助办法",
            "第五条 未如实申报的家庭，不再具备救助资格。",
            ["exclude"],
            "loses its standing",
        ),
        (FIRMS, "第五条 违反本政策措施规定的，不予受理。", ["exclude"], "本政策措施 is the paper"),
        (
            FIRMS,
            "一、条件\n企业应同时符合下列条件：\n1.在临溪县注册；\n2.提交申报材料：\n（1）具有本市户籍，但下列情形除外：\n①服刑人员；\n②失信人员。\n3.有固定经营场所。",
            ["include", "include", "include"],
            "no list opens inside a list of papers",
        ),
    ],
)
def test_conditions(title: str, body: str, expected: list[str], reason: str) -> None:
    assert sorted(kinds(title, body)) == sorted(expected), reason


LAND = "禾川县耕地地力保护补贴实施方案"


@pytest.mark.parametrize(
    ("title", "body", "expected", "reason"),
    [
        (RENOVATION, "一、任务\n改造范围不包括三年内拟征收的小区。", ["exclude"], "a scope lacks"),
        (
            RENOVATION,
            "一、改造范围\n城镇老旧小区不包括以自建房为主的居住区。",
            ["exclude"],
            "under a heading of scope it is not the opposite",
        ),
        (
            TRADE_IN,
            "第三条 本细则所称车辆，不含摩托车和挂车。\n第四条 补贴范围不含二手车。",
            ["exclude", "exclude"],
            "a term lacks objects, behind a comma too",
        ),
        (
            RENOVATION,
            "一、任务\n改造2000年底前建成的住宅小区，不包括已列入棚改计划的小区。",
            ["built_before", "exclude"],
            "beside a cutoff alone",
        ),
        (
            RENOVATION,
            "一、改造范围\n改造范围不包括：\n1.拟征收的小区；\n2.别墅区。\n"
            "二、补充\n改造对象不包括以下小区：拟拆除重建的小区、军产小区。",
            ["exclude"] * 3,
            "a head of what is lacking, with entries or one",
        ),
        (
            FIRMS,
            "一、核算\n设备投资额不含土地、厂房等费用。项目建设内容不含室内装修。办理时限不含评审时间。",
            [],
            "sums, works and times lack no objects",
        ),
        (
            RENOVATION,
            "一、任务\n除已列入征收计划的小区外，建成20年以上的小区均可列入改造范围。",
            ["include", "exclude"],
            "the exception stands first",
        ),
        (
            ELEVATORS,
            "一、条件\n除独栋别墅外，城区内无电梯的既有住宅均可申请加装电梯。\n"
            "除自建房外的其他住宅均纳入加装范围。",
            ["include", "exclude"] * 2,
            "it hides no subject; 外的",
        ),
        (
            FIRMS,
            "一、要求\n除法律法规另有规定外，本市企业均可享受本措施。除财政补贴外，其余资金由企业自筹。",
            ["include"],
            "an exception of law, and of money",
        ),
    ],
)
def test_left_out(title: str, body: str, expected: list[str], reason: str) -> None:
    assert sorted(kinds(title, body)) == sorted(expected), reason


@pytest.mark.parametrize(
    ("title", "body", "expected", "reason"),
    [
        (
            CARE,
            "第五条 养老机构应当符合下列消防要求：\n（一）设置疏散通道；\n（二）配备灭火器材。\n"
            "第六条 入住申请报告应符合以下要求：\n（一）内容完整；\n（二）数据真实。",
            [],
            "how a thing is kept, what a paper must be",
        ),
        (
            "云岭市示范家庭农场评定办法",
            "第五条 示范家庭农场应符合以下标准：\n（一）经营面积50亩以上；\n（二）有注册商标。\n"
            "第六条 省级示范家庭农场的基本条件：\n（一）带动农户30户以上。",
            ["include"] * 3,
            "where things are rated, standards take in",
        ),
        (
            "云岭市示范企业培育库管理办法",
            "第五条 入库企业应达到以下条件：\n（一）资产负债率低于60%；\n（二）在本市注册。",
            ["include"] * 2,
            "入库",
        ),
        (
            "禾川县高标准农田建设管理办法",
            "第七条 项目区应符合以下条件：\n（一）水源有保障；\n（二）集中连片。",
            ["include"] * 2,
            "where a programme goes",
        ),
        (ELEVATORS, "一、要求\n加装电梯应当满足建筑结构安全、消防等要求。", [], "how it is built"),
        (
            RENOVATION,
            "二、改造范围\n全市计划改造老旧住宅320户。\n2023年改造小区45个，涉及居民1.2万户。",
            [],
            "planned quantities are targets",
        ),
        (
            FIRMS,
            "三、申报条件\n申报截止时间为6月30日。申报材料应于每年6月底前报区经信局。\n"
            "补贴资金先到先得。申报企业信用良好。",
            ["include"],
            "dates and papers are no conditions",
        ),
        (
            "云岭市燃气管道更新改造方案",
            "二、改造对象\n（一）厂站和设施\n超出使用年限的燃气厂站和设施。\n（二）庭院管道",
            ["include"] * 2,
            "a name over its description, and one that is an entry",
        ),
    ],
)
def test_what_is_asked(title: str, body: str, expected: list[str], reason: str) -> None:
    assert kinds(title, body) == expected, reason


@pytest.mark.parametrize(
    ("title", "body", "expected", "reason"),
    [
        (
            RENOVATION,
            "三、项目生成\n利用集体土地建设的住宅不纳入本次改造。\n已列入征收计划的小区不再进行改造。\n"
            "已列入搬迁计划的村庄不再安排改造项目。\n无改造意愿的农户暂不改造。\n"
            "已纳入更新计划的管网不在此次实施。",
            ["exclude"] * 5,
            "not taken, by any verb",
        ),
        (
            ELEVATORS,
            "第五条 已列入征收计划的住宅不得加装电梯。经鉴定为危房的住宅不得申请加装电梯。\n"
            "涉及产权纠纷的住宅不予受理。\n第六条 下列住宅不得加装电梯：\n（一）独栋别墅；\n（二）危房。",
            ["exclude"] * 5,
            "no lift is added",
        ),
        (
            ELEVATORS,
            "三、实施条件\n列入征收计划的住宅不予加装电梯。",
            ["exclude"],
            "under a heading of conditions it is not the opposite",
        ),
        (
            RENOVATION,
            "五、要求\n任何单位和个人不得改造。物业服务企业不得进行改造。未经业主同意的单元不得加装电梯。\n"
            "同意户数未达到三分之二的，暂缓实施。各县区不得安排建设项目。",
            [],
            "bans on bodies, and steps that are missing",
        ),
        (
            LAND,
            "二、补贴范围\n已改变用途的耕地不予补贴。抛荒一年以上的耕地取消补贴资格。",
            ["exclude"] * 2,
            "under a heading of scope who gets nothing is out",
        ),
        (
            TRADE_IN,
            "二、补贴对象\n单位用户、经销商不享受补贴。已享受置换补贴的车辆不得重复享受。\n"
            "同一人员不重复享受补贴。\n五、资金管理\n已享受置换补贴的，不得重复申领。",
            ["exclude"] * 2,
            "a rule for one person's money, and one under no heading of scope, is none",
        ),
        (
            FIRMS,
            "四、申报\n存在逃废债行为的企业，取消其申报资格。列入黑名单的企业，不予推荐。\n"
            "国家公职人员不得作为借款人。已获认定的企业，不再参加本次评选。\n"
            "连续两年不合格的，取消补贴资格。",
            ["exclude"] * 4,
            "who may not take part; money alone is a restriction",
        ),
        (
            FIRMS,
            "第六条 申报单位存在下列情况的，取消申报资格：\n（一）提供虚假材料的；\n（二）列入失信名单的。",
            ["exclude"] * 2,
            "a head of who may not apply",
        ),
        (
            RENOVATION,
            "三、项目生成\n即将搬迁的院落、已完成整治的小区，不得列入首批任务。\n"
            "停工项目不得列入任务清单。\n补助资金不得列入年度任务。\n问题未整改的，不得列入销号清单。",
            ["exclude"] * 2,
            "tasks; money and steps are no objects",
        ),
        (
            FIRMS,
            "三、措施\n运行20年以上且鉴定结论为建议拆换的配电设备优先列入计划。\n"
            "成效明显的项目优先列入计划。\n存在隐患的堤段列入清单，逐一整改。",
            ["include"],
            "first in the plan by a property",
        ),
        (
            HOUSING,
            "第八条 有下列情形之一的，不得申请：\n（一）拥有商业用房的；\n"
            "（二）因转租住房被取消资格未满三年的；\n（三）弄虚作假的，取消申请资格。",
            ["exclude"] * 2,
            "a case of one who was left out, and a sanction",
        ),
        (
            FIRMS,
            "第二条 按下列类别实施分类救助：\n（一）特困人员、孤儿；\n（二）低保对象。\n"
            "第三条 档案按下列类别实施管理：\n（一）文书档案；\n（二）科技档案。",
            ["include"] * 2,
            "classes of those who are helped",
        ),
    ],
)
def test_not_taken(title: str, body: str, expected: list[str], reason: str) -> None:
    assert kinds(title, body) == expected, reason


@pytest.mark.parametrize(
    ("body", "cutoffs", "reason"),
    [
        ("小区建成时间应在2000年12月31日前，且未列入征收计划。", ["2000-12-31"], "must"),
        ("改造对象的建成时间原则上为2000年底前。", ["2000-12-31"], "原则上"),
        ("建成时间：2000年12月31日（含）前。", ["2000-12-31"], "a colon"),
        ("可将建成年限放宽至2005年以前。", ["2005"], "放宽至"),
        ("2000年底前建设完成的住宅小区。", ["2000-12-31"], "建设完成"),
        ("2025年底前完成2000年底前建成的小区改造。", ["2000-12-31"], "a date before the year"),
        ("2025年前基本完成2005年以前竣工住宅楼的改造。", ["2005"], "a date before a bare year"),
        ("2025年底前建成社区食堂，2026年底前完成改造。", [], "two goals"),
        ("社区食堂建成时间应在2025年底前。", [], "a goal lies ahead"),
        ("2020年底前建设完成社区食堂20家。", [], "what was built, counted"),
    ],
)
def test_stated_cutoffs(body: str, cutoffs: list[str], reason: str) -> None:
    found = read(RENOVATION, f"二、改造范围\n{body}")
    assert [c for k, c, _ in found if k == "built_before"] == cutoffs, reason


@pytest.mark.parametrize(
    ("title", "body", "expected", "reason"),
    [
        (
            RENOVATION,
            "二、改造范围\n纺织厂家属院、供销社家属院、水利局家属楼。\n三、整治范围\n文化街、建设路、东关巷。",
            ["include", "include"],
            "the places of a small plan",
        ),
        (
            RENOVATION,
            "二、改造范围\n东至滨河路，西至建设路，南至人民路。",
            ["include"],
            "bounds that name the place themselves",
        ),
        (RENOVATION, "二、改造内容\n疏通道路、修补路面。", [], "works are no places"),
        (
            LAND,
            "二、补贴对象\n所有拥有耕地承包权的种地农民。大豆实际种植者。“两后生”和种养大户。",
            ["include"] * 3,
            "takers by any noun",
        ),
        (
            "云岭市农业保险方案",
            "二、保险对象\n种植水稻、小麦的农户。\n三、保险范围\n暴雨、洪水造成的损失。",
            ["include"],
            "whom an insurance is for, and what it covers",
        ),
        (
            "云岭市户外广告整治方案",
            "二、整治对象\n未经审批设置的户外广告、破损陈旧的门头招牌。",
            ["include"],
            "a step that was not taken describes",
        ),
        (
            "云岭市农民培训方案",
            "二、要求\n培训对象：全市家庭农场主和合作社带头人。\n申领条件：本市户籍、失业登记满6个月。\n"
            "考核对象：各区县人民政府。",
            ["include", "include"],
            "labels of who takes part",
        ),
        (
            "云岭市农机报废更新方案",
            "二、补贴机型\n拖拉机、收割机等9种机具。\n三、目标人群\n具有本县户籍的农村妇女。",
            ["include", "include"],
            "headings that name kinds of goods or people",
        ),
        (
            RENOVATION,
            "三、项目生成\n列入改造计划的小区，须三分之二以上业主同意且已成立业主委员会。\n"
            "享受补贴的企业应有专人负责统计。",
            ["include"],
            "a condition of admission; a duty is none",
        ),
        (
            HOUSING,
            "第十条 申请人应当年满18周岁，具有本市户籍。\n申请企业应依法在本市登记注册。\n"
            "申报项目应在本市范围内实施。\n申请人应在6月底前提交材料。",
            ["include"] * 3,
            "what those who apply must be; a step is none",
        ),
        (
            "禾川县高标准农田建设管理办法",
            "第八条 严禁在坡度25度以上区域安排高标准农田建设项目。\n"
            "第九条 以下区域禁止建设高标准农田：\n（一）生态保护红线内；\n（二）退耕还林区。\n"
            "第十条 禁止在施工现场内建设临时厨房。",
            ["exclude"] * 3,
            "where the programme does not go",
        ),
        (
            RENOVATION,
            "二、任务\n将零散楼栋、单位家属院一并纳入改造范围。\n改造对象以失养失修的小区为主。\n"
            "纳入老旧小区改造范围的，主要是建成较早的住宅小区。\n改造重点为群众反映强烈的小区。\n"
            "零散楼栋可就近并入相邻小区统一改造。\n将供电设施一并纳入小区管理。\n改造重点为屋面、楼道。",
            ["include"] * 5,
            "other ways of taking in; management and works are none",
        ),
        (
            "云岭市农村危房改造实施办法",
            "第三条 本办法所称农户，是指住房经鉴定为危房的低收入家庭。\n"
            "第四条 本办法所称运营单位，是指受托管理住房的企业。",
            ["include"],
            "a term for those who are taken in, and one for who acts",
        ),
        (
            RENOVATION,
            "第三条 本方案所称老旧住宅，是指2000年底前建成的住宅小区。",
            ["built_before"],
            "a definition by the year alone",
        ),
    ],
)
def test_named_objects(title: str, body: str, expected: list[str], reason: str) -> None:
    assert kinds(title, body) == expected, reason


LIST = "第五条 申请人应当符合下列条件：\n（一）本市户籍；\n（二）名下无住房。\n"


@pytest.mark.parametrize(
    ("title", "body", "expected", "reason"),
    [
        (HOUSING, LIST + "街道办事处应当自受理之日起提出初审意见。", ["include"] * 2, "a duty"),
        (HOUSING, LIST + "前款所称住房，包括自建房。", ["include"] * 2, "a word explained"),
        (HOUSING, LIST + "补贴标准为每月800元，由区财政承担。", ["include"] * 2, "a rate"),
        (
            HOUSING,
            "第五条 申请人应当符合下列条件：（一）本市户籍；（二）名下无住房。具体标准另行制定。",
            ["include"] * 2,
            "a sentence behind the last entry in its line",
        ),
        (
            HOUSING,
            "第五条 申请人应当符合下列条件：①本市户籍；②名下无住房。街道办事处负责受理。",
            ["include"] * 2,
            "entries that are no sections",
        ),
        (
            FIRMS,
            "第五条 申报企业应当符合下列条件：\n1.在本市注册\n2.近三年盈利\n申报截止时间为6月30日。",
            ["include"] * 2,
            "entries without a mark",
        ),
        (
            HOUSING,
            LIST + "已享受过同类政策的不再享受。\n环卫工人不受收入条件限制。",
            ["include", "include", "exclude", "include"],
            "what stands behind a list is read by its own wording",
        ),
        (
            HOUSING,
            LIST + "有下列情形之一的，不得申请：\n（一）转让住房的；\n（二）弄虚作假的。",
            ["include", "include", "exclude", "exclude"],
            "a second list in the same article",
        ),
        (
            HOUSING,
            "第五条 有下列情形之一的，不得申请：\n（一）转让住房的；\n（二）已享受房改政策的。\n"
            "因重大疾病转让住房的除外。\n审核结果在网站公示。",
            ["exclude"] * 2,
            "an exception to an exclusion, a procedure",
        ),
        (
            FIRMS,
            "第五条 申报企业应达到以下基本条件：\n1.企业规模。资产总额500万元以上；\n"
            "2.企业效益。近两年连续盈利。\n3.近三年无违法记录。\n县农业农村局负责审核。",
            ["include"] * 3,
            "names of conditions are no entries",
        ),
        (
            FIRMS,
            "第五条 申报项目应当符合下列条件：\n（一）研究方向\n属于重点产业；\n（二）研究基础\n已有成果。",
            ["include"] * 2,
            "names on lines of their own",
        ),
        (
            HOUSING,
            "第五条 下列人员纳入保障范围：（一）城镇职工。（二）农村居民。（三）退役军人。",
            ["include"] * 3,
            "names of objects are entries",
        ),
        (
            "安澜区普惠托育机构认定实施方案",
            "二、认定条件\n1.资质条件。依法登记并备案。\n2.收费标准。月收费不高于2600元。\n"
            "3.服务质量。近两年无安全责任事故。\n4.认定程序。机构提交材料，县卫健局审核。",
            ["include"] * 3,
            "names of conditions below a heading of conditions",
        ),
        (
            HOUSING,
            "二、申请条件\n（一）本市户籍；\n（二）名下无住房。\n以上条件须同时满足。",
            ["include"] * 2,
            "a word on the entries",
        ),
        (
            TRADE_IN,
            "第四条 有下列情形之一的，不予受理：\n1.申报材料不全的；\n2.车辆为公务用车的。",
            ["exclude"] * 2,
            "an entry that begins like a heading is one",
        ),
        (
            TRADE_IN,
            "（四）不予受理情形：\n1.有不良信用记录的；\n2.国家公职人员。",
            ["exclude"] * 2,
            "a label of cases",
        ),
        (
            HOUSING,
            "第六条 下列人员不得单独申请公共租赁住房：（一）未婚的单身人士；（二）在校学生。",
            ["exclude"] * 2,
            "不得单独申请",
        ),
        (
            "云岭市养老机构等级评定办法",
            "第七条 评定机构应当符合以下要求：（一）具有法人资格；（二）配备评定人员。\n"
            "第八条 评审专家应当具备下列条件：\n（一）熟悉政策；\n（二）具有中级职称。",
            [],
            "those who judge",
        ),
        (
            "云岭市评审专家选聘办法",
            "第八条 评审专家应当具备下列条件：\n（一）熟悉政策；\n（二）具有中级职称。",
            ["include"] * 2,
            "those who judge are the programme's objects",
        ),
    ],
)
def test_ends_of_lists(title: str, body: str, expected: list[str], reason: str) -> None:
    assert kinds(title, body) == expected, reason


@pytest.mark.parametrize(
    ("title", "body", "expected", "reason"),
    [
        (
            RENOVATION,
            "二、改造范围\n设施老化、群众意愿强烈的小区，已列入征收计划的除外。",
            ["include", "exclude"],
            "objects and an exception, without a verb",
        ),
        (
            RENOVATION,
            "设施老化、群众意愿强烈的小区均可申报改造，已列入征收计划的除外。",
            ["include", "exclude"],
            "an exception beside who may apply",
        ),
        (
            TRADE_IN,
            "第三条 申请人应当提交身份证明，新生儿除外。",
            [],
            "an exception to a duty",
        ),
        (
            RENOVATION,
            "二、改造范围\n各县可适当放宽至2010年底前建成的小区，已享受补助的小区除外。",
            ["built_before", "exclude"],
            "what bodies may do describes no objects",
        ),
        (
            TRADE_IN,
            "一、补贴范围\n对报废老旧营运货车的车辆所有人给予补贴。",
            ["include"],
            "who is given something under a heading of scope",
        ),
        (
            TRADE_IN,
            "一、补贴范围\n对符合条件的企业给予补贴。\n对报废老旧货车的车主给予每辆5000元补贴。",
            [],
            "no criterion; a sum",
        ),
        (
            "云岭市危房解危改造实施细则",
            "第二条 本细则所称解危改造，是指对1990年以前建成、经鉴定存在安全隐患的公房进行加固的活动。",
            ["built_before", "include"],
            "an activity defined by what it is done to",
        ),
        (
            RENOVATION,
            "第二条 本方案所称老旧小区改造，是指对建筑、环境进行改造的活动。",
            [],
            "an activity, its objects undescribed",
        ),
        (
            HOUSING,
            "第三条 家庭人均月收入低于3200元的在册农业人口，为保障对象。\n"
            "第四条 小区的消防设施，属于物业管理范围。",
            ["include"],
            "the objects stand first; a range of management",
        ),
        (
            HOUSING,
            "第五条 本市城镇家庭申请公租房的，应当符合人均住房面积不足15平方米的条件。\n"
            "第六条 建设单位申请拨付资金的，应当具备监理意见。",
            ["include"],
            "those who apply, in front of the verb",
        ),
        (
            FIRMS,
            "第四条 依托单位须在本市注册三年以上。\n第五条 拥有专职研发团队的，可申请认定。\n"
            "第六条 企业须正常经营6个月以上，方可申请补贴。\n第七条 方案应当经公示无异议，方可申请补助。",
            ["include"] * 3,
            "须在…注册, 可申请认定, 方可申请",
        ),
        (
            "石桥镇困难家庭无障碍改造方案",
            "二、改造对象\n（一）持证的肢体残疾人；\n（二）家庭经济困难，有改造需求。\n"
            "（三）家庭医生签约服务。",
            ["include"] * 2,
            "what the objects have",
        ),
        (
            RENOVATION,
            "二、改造范围\n供销社家属院、水利局家属院、农机公司宿舍，共计3个小区，186户。",
            ["include"],
            "places, and how many they are",
        ),
        (
            "云岭市临时救助实施办法",
            "第五条 支出型救助对象为医疗、教育等必需支出超出收入60%，且财产符合规定的家庭。\n"
            "第六条 自费出国留学的家庭，不纳入支出型救助。\n"
            "第七条 骗取救助的，责令退回资金，三年内不再受理其申请。",
            ["include", "exclude", "exclude"],
            "spending tells who they are",
        ),
    ],
)
def test_who_is_meant(title: str, body: str, expected: list[str], reason: str) -> None:
    assert sorted(kinds(title, body)) == sorted(expected), reason


@pytest.mark.parametrize(
    ("title", "body", "expected", "reason"),
    [
        (
            "安澜区普惠托育机构认定实施方案",
            "二、认定条件\n不符合消防安全要求的，不得认定。",
            ["exclude"],
            "不得认定 under a heading of conditions",
        ),
        (
            "云岭市医疗救助办法",
            "第九条 人均收入超过规定标准的家庭，不得认定为因病致贫家庭。\n"
            "第十条 消防未通过验收的工程，不得认定为合格工程。",
            ["exclude"],
            "不得认定为, of objects; of what is built",
        ),
        (
            "云岭市技术创新中心建设管理办法",
            "第九条 已建有同类平台的单位，不再申报市级中心。\n第十条 同一人员不再申报。",
            ["exclude"],
            "不再申报 what the title speaks of",
        ),
        (
            "云岭市就业见习管理办法",
            "第七条 已签订劳动合同的，不作为见习人员。",
            ["exclude"],
            "不作为",
        ),
        (
            HOUSING,
            "第三条 本办法适用于城镇公租房。列入征收计划的公房不适用。",
            ["include", "exclude"],
            "不适用 by itself",
        ),
        (
            "石桥镇人居环境整治方案",
            "二、整治对象\n对已列入拆迁范围的区域，只做保洁，不再实施改造。",
            ["exclude"],
            "what is done instead",
        ),
        (
            "云岭市高标准农田建设方案",
            "二、建设范围\n25度以上的坡耕地一律不得划入项目区。仍在管护期内的地块，除水毁修复外不再安排。",
            ["exclude"] * 2,
            "划入, and an exception to an exclusion",
        ),
        (
            RENOVATION,
            "第七条 管线改造费用由专营单位承担的，不得列入补助基数。",
            [],
            "the base of a subsidy",
        ),
        (
            "云岭市普惠托育办法",
            "第八条 幼儿园面向社会招收婴幼儿的，参照普惠托育机构执行。\n第九条 补贴标准调整的，参照执行。",
            ["include"],
            "likewise, of objects; of rates",
        ),
        (
            "云岭市普惠托育办法",
            "第八条 2025年1月1日前已开设的同等享受。\n第九条 家属随迁的，子女同等享受入学待遇。",
            ["include"],
            "the same for others; a benefit of others",
        ),
        (
            "云岭市培训补贴办法",
            "第八条 虚报学时的，取消承训资格，两年内不予受理，并追回补贴。\n"
            "第九条 骗取补贴的，全额追缴并三年内取消申报资格。\n"
            "第十条 对虚构培训的，由人社部门取消参与资格。",
            ["exclude"] * 2,
            "standing lost; what an office does about it",
        ),
        (
            "云岭市临时救助办法",
            "第八条 因同一事由已获得救助的，一年内不再重复救助。\n第九条 同一车辆已领补贴的，不再重复补贴。",
            ["exclude"],
            "not helped again; not paid again",
        ),
        (
            "云岭市老旧小区改造方案",
            "到2027年，基本完成建成于2000年底前，设施老化、居民意愿强烈的住宅小区改造任务。",
            ["include", "built_before"],
            "the year behind 建成于, with more of the objects",
        ),
        (
            "云岭市以旧换新细则",
            "第六条 列入经营异常名录的企业不得参加。\n第七条 已享受同类奖补的，不再重复支持。",
            ["exclude"],
            "who may not take part; what is not paid twice",
        ),
        (
            "云岭市农房改造方案",
            "第二条 实施范围为全县农村地区，县城规划建成区范围内不予安排实施。",
            ["include", "exclude"],
            "an area in which nothing is done",
        ),
        (
            "云岭市老旧小区改造方案",
            "积极申请纳入中央补助支持计划及项目清单。",
            [],
            "what a city applies for takes up nobody",
        ),
    ],
)
def test_left_out_by(title: str, body: str, expected: list[str], reason: str) -> None:
    assert kinds(title, body) == expected, reason
