"""Who has to do what: one row a behaviour, places invented, a short reason beside it."""

import pytest

from extractor import Document, extract

HEAD = "一、主要任务\n"


def duties(text: str) -> list[tuple[str, str, str]]:
    notice = extract(Document.from_text(HEAD + text))
    return [(r.actor, r.actor_type, r.role) for r in notice.responsibilities]


def roles(text: str) -> dict[str, str]:
    return {actor: role for actor, _, role in duties(text)}


ASSIGNMENTS = [
    (
        "更新管网。（牵头单位：市水务局；责任单位：市财政局、各区政府；配合单位：市城管局；完成时限：2026年5月15日）",
        {
            "市水务局": "lead",
            "市财政局": "responsible",
            "各区政府": "responsible",
            "市城管局": "support",
        },
        "labels in one bracket; 完成时限 names no body",
    ),
    (
        "更新管网。【责任单位：县水务局，各乡镇】",
        {"县水务局": "responsible", "各乡镇": "responsible"},
        "【】",
    ),
    (
        "更新管网。（责任领导：王某；责任单位：县水务局）",
        {"县水务局": "responsible"},
        "persons are no actors",
    ),
    (
        "更新管网。\n责任单位：县水务局 配合单位：县财政局",
        {"县水务局": "responsible", "县财政局": "support"},
        "two labels on one line",
    ),
    (
        "更新管网。（市水务局牵头，市财政局、市审计局按职责分工负责）",
        {"市水务局": "lead", "市财政局": "responsible", "市审计局": "responsible"},
        "a role word of its own decides",
    ),
    (
        "更新管网。（市水务局牵头；市财政局、各区人民政府）",
        {"市水务局": "lead", "市财政局": "support", "各区人民政府": "support"},
        "beside a lead, without a role word: support",
    ),
    (
        "更新管网。（市水务局会同市财政局负责）",
        {"市水务局": "responsible", "市财政局": "support"},
        "会同",
    ),
    (
        "互认证照。（市民政局牵头，会同青禾省相关部门协同推进，2026年9月底前完成）",
        {"市民政局": "lead", "青禾省相关部门": "support"},
        "会同 opens a part of its own",
    ),
    (
        "共享目录。（市民政局牵头，各区、市各相关部门按分管领域负责）",
        {"市民政局": "lead", "各区": "responsible", "市各相关部门": "responsible"},
        "各区、市各部门 is two; 相关部门 belongs to the name",
    ),
    (
        "更新管网。（责任单位：市水务局、市财政局，列首位的为牵头单位，下同）",
        {"市水务局": "lead", "市财政局": "responsible"},
        "the first of the list leads",
    ),
    (
        "更新管网。（市水务局牵头，完成时限2026年底）",
        {"市水务局": "lead"},
        "a time without a colon is no body",
    ),
    (
        "更新管网。（市水务局、市财政局）",
        {"市水务局": "responsible", "市财政局": "responsible"},
        "a bare list of offices",
    ),
    (
        "更新管网〔牵头单位：市水务局；责任单位：各区县人民政府、高新区管委会〕",
        {"市水务局": "lead", "各区县人民政府": "responsible", "高新区管委会": "responsible"},
        "angular brackets around duties are brackets like others",
    ),
    (
        "互认证照。（责任单位：省民政厅，云岭新区经发局）",
        {"省民政厅": "responsible", "云岭新区经发局": "responsible"},
        "a short name behind the name of a zone",
    ),
    (
        "建设平台。（6月底取得成效并持续推进，牵头考核单位：市公安局、市政务服务局）",
        {"市公安局": "lead", "市政务服务局": "lead"},
        "a date before the label; a label of an assessment",
    ),
    ("更新管网。（市商务局牵头）", {"市商务局": "lead"}, "商 is part of a name, not 会商"),
    (
        "更新管网。（牵头单位：市发展和改革委员会和市财政局）",
        {"市发展和改革委员会": "lead", "市财政局": "lead"},
        "和 inside and between names",
    ),
    (
        "更新管网。（市住房城乡建设局牵头，各县、区人民政府落实）",
        {"市住房城乡建设局": "lead", "各县、区人民政府": "responsible"},
        "各县、区 is one name",
    ),
    ("更新管网（含雨水、污水）三十公里。", {}, "a bracket without bodies"),
    ("接受群众监督（电话：12345）。", {}, "a bracket with a phone number"),
    (
        "任务\t牵头单位\t配合单位\t完成时限\n更新管网\t县水务局\t县财政局、各乡镇\t2026年底",
        {"县水务局": "lead", "县财政局": "support", "各乡镇": "support"},
        "a table's columns",
    ),
]


@pytest.mark.parametrize(
    ("text", "expected", "why"), ASSIGNMENTS, ids=[row[2] for row in ASSIGNMENTS]
)
def test_assignment(text: str, expected: dict[str, str], why: str) -> None:
    assert roles(text) == expected


SUBJECTS = [
    ("市住房城乡建设局要建立项目台账。", {"市住房城乡建设局": "responsible"}, "subject with 要"),
    (
        "按照计划，各乡镇（街道）负责入户动员。",
        {"各乡镇（街道）": "responsible"},
        "behind an adverbial",
    ),
    ("市住建、财政等部门要加强业务指导。", {"市住建": "guide", "财政": "guide"}, "levels left out"),
    ("各区（市、县）政府应统筹推进改造。", {"各区（市、县）政府": "guide"}, "各区（市、县）"),
    ("区级部门、各街道要密切配合。", {"区级部门": "support", "各街道": "support"}, "区级部门"),
    (
        "县住建局（县城管执法局）负责拆除违建。",
        {"县住建局（县城管执法局）": "responsible"},
        "a bracketed alias",
    ),
    (
        "安平、玉泉街道负责入户。",
        {"安平": "responsible", "玉泉街道": "responsible"},
        "街道 printed once",
    ),
    (
        "由县民政局牵头，县财政局、县卫健局联合验收。",
        {"县民政局": "lead", "县财政局": "support", "县卫健局": "support"},
        "由A牵头，B、C联合",
    ),
    (
        "改造工作由各县区政府组织，街道具体实施。",
        {"各县区政府": "responsible", "街道": "responsible"},
        "passive",
    ),
    ("市民政局会同市财政局制定细则。", {"市民政局": "responsible", "市财政局": "support"}, "会同"),
    (
        "市住建局要联合市政府督查室牵头开展督查。",
        {"市住建局": "lead", "市政府督查室": "support"},
        "牵头 wins",
    ),
    (
        "市水务局负责管网，市燃气公司负责燃气管线。",
        {"市水务局": "responsible", "市燃气公司": "responsible"},
        "two subjects, one clause",
    ),
    (
        "成立区改造工作领导小组，由区长任组长，负责统筹协调。",
        {"区改造工作领导小组": "guide"},
        "the group just set up",
    ),
    (
        "领导小组下设办公室，办公室设在区住建局，负责督促检查。",
        {"办公室": "supervise"},
        "its office",
    ),
    ("选聘优质物业服务公司，由其提供服务。", {"物业服务公司": "responsible"}, "其"),
    ("各社区要召开动员会；张贴公告。", {"各社区": "responsible"}, "carried over ；"),
    (
        "县财政局：筹措资金；指导乡镇用好资金。",
        {"县财政局": "guide"},
        "each clause of a list entry has a role of its own",
    ),
    (
        "供水、供电等管线单位：做好管线迁改配合工作。",
        {"供水": "support", "供电": "support"},
        "each name of a list",
    ),
    (
        "宜昌市、襄阳市要率先试点。",
        {"宜昌市": "responsible", "襄阳市": "responsible"},
        "places are their governments",
    ),
    ("街道、社区可设置服务点。", {}, "permission"),
    ("鼓励居民出资改造。", {}, "鼓励"),
    ("所需资金由产权单位承担。", {}, "only pays"),
    ("市财政按每台3万元给予补助。", {}, "only pays"),
    ("资金由省、市、县财政按5∶3∶2分担。", {}, "only pays"),
    ("充分发挥街道职能。", {}, "object"),
    ("报市住建局备案。", {}, "object"),
    ("经区财政局审核后拨付。", {}, "object"),
    ("民政部门认定的低保家庭免费。", {}, "relative clause"),
    ("谁受益、谁出资，谁主管、谁负责。", {}, "a slogan assigns nothing"),
    ("政府引导，多方筹资。", {}, "a slogan assigns nothing"),
    ("由市政府主要领导任组长。", {}, "persons"),
    ("市民政局、市财政局为成员单位。", {}, "membership"),
    ("物业企业未履行合同的，予以通报。", {}, "a condition"),
    ("去年，市住建局已完成十个小区。", {}, "the past"),
    ("构建政府主导、企业参与的工作格局。", {}, "a scheme"),
    ("要充分利用各种媒体。", {}, "no body"),
]


@pytest.mark.parametrize(
    ("text", "expected", "why"), SUBJECTS, ids=[f"{row[2]} {i}" for i, row in enumerate(SUBJECTS)]
)
def test_subject(text: str, expected: dict[str, str], why: str) -> None:
    assert roles(text) == expected


ROLES = [
    ("负责改造工作的督查、考核", "supervise", "the first of what a light verb governs"),
    ("负责项目的组织实施和区内改造的统筹协调", "responsible", "the first noun decides"),
    ("负责协调、指导管线改造", "guide", "负责 hands on"),
    ("负责进行全程监督", "supervise", "负责, 进行 hand on"),
    ("加强资金的监督管理", "supervise", "加强 hands on"),
    ("加强资金统筹力度", "responsible", "统筹 of money"),
    ("统筹安排市级奖补资金", "responsible", "统筹 of money"),
    ("统筹安排施工时序", "guide", "统筹 of work"),
    ("做好管线迁改等配合工作", "support", "做好…配合"),
    ("参与年度计划编制", "support", "参与"),
    ("充分发挥属地管理职能，指导小区成立业委会", "guide", "充分发挥 names no duty"),
    ("各司其职、协调联动、形成合力", "responsible", "nothing follows"),
    ("高度重视，建立专班", "responsible", "高度重视 is passed over"),
    ("对工程质量进行实时跟踪监管", "supervise", "对…进行"),
    ("每季度对资金使用情况开展检查", "supervise", "a rhythm before the verb"),
    ("配合政府部门，负责资金筹集", "support", "配合 comes first"),
    ("编制导则并对项目进行监督管理", "responsible", "the first verb decides"),
    ("牵头制定计划", "lead", "牵头"),
    ("加快设施建设，支持全覆盖", "responsible", "加快 is no light verb"),
    ("在经费方面予以支持", "support", "予以 hands on"),
]


@pytest.mark.parametrize(("predicate", "role", "why"), ROLES, ids=[row[0] for row in ROLES])
def test_role(predicate: str, role: str, why: str) -> None:
    assert roles(f"县财政局：{predicate}。") == {"县财政局": role}


TYPES = [
    ("市住房城乡建设局", "housing_construction"),
    ("市发展和改革委员会", "development_reform"),
    ("县自然资源和规划局", "natural_resources"),
    ("区工业信息化和商务局", "industry_it"),
    ("区文化旅游体育广电局", "culture_sports"),
    ("市市场监督管理局", "market_regulation"),
    ("市政府督查室", "inspection_office"),
    ("市住房公积金管理中心", "provident_fund"),
    ("市公安局云岭分局", "public_security"),
    ("区城市管理综合行政执法局", "urban_management"),
    ("县残联", "disabled_federation"),
    ("县人力资源社会保障局", "human_resources"),
    ("区行政审批服务局", "admin_approval"),
    ("县大数据中心", "industry_it"),
    ("县农业农村局", "other"),
    ("市税务局", "other"),
    ("石桥镇人民政府", "subdistrict_township"),
    ("各街道办事处", "subdistrict_township"),
    ("高新区管委会", "government"),
    ("县供电公司", "utility"),
    ("市热力集团", "utility"),
    ("区教委", "education"),
    ("县卫体局", "health"),
]


@pytest.mark.parametrize(("name", "kind"), TYPES, ids=[row[0] for row in TYPES])
def test_type(name: str, kind: str) -> None:
    assert duties(f"由{name}组织实施。") == [(name, kind, "responsible")]


def test_related_deadlines_and_targets() -> None:
    text = "1.更新管网。2026年更新管网36公里。（牵头单位：县水务局；完成时限：2026年5月15日）"
    notice = extract(Document.from_text(HEAD + text))
    (duty,) = notice.responsibilities
    deadline, target = notice.deadlines[0], notice.targets[0]
    assert duty.related[:1] == (deadline.id,)
    assert target.id in duty.related
    assert deadline.end == "2026-05-15"
    assert target.value == 36
    assert duty.task == "更新管网"


SENTENCES = [
    (
        "各区、市有关部门要及时报送进展。",
        {"各区": "responsible", "市有关部门": "responsible"},
        "a level above the one before begins another name",
    ),
    (
        "村（居）“两委”以及家政行业协会、老年人协会等组织要广泛动员群众参与。",
        {
            "村（居）“两委”": "responsible",
            "家政行业协会": "responsible",
            "老年人协会": "responsible",
        },
        "associations closed by 等组织",
    ),
    (
        "商务、发展改革、税务、金融管理等部门要制定细则。",
        {
            "商务": "responsible",
            "发展改革": "responsible",
            "税务": "responsible",
            "金融管理": "responsible",
        },
        "a function that no list knows, in a row of known ones",
    ),
    (
        "建设单位或者本级人民政府指定的部门应当履行管理职责。",
        {"建设单位": "responsible", "本级人民政府指定的部门": "responsible"},
        "或者 joins; a body named by whom it is chosen",
    ),
    (
        "各地要建立健全政府负责、民政牵头、部门协作的工作机制。",
        {"各地": "responsible"},
        "a scheme that names who leads assigns nothing",
    ),
    ("各地符合条件的养老机构，要积极申报。", {}, "各地 only says where the subject is"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SENTENCES, ids=[row[2] for row in SENTENCES])
def test_who_acts_in_a_sentence(text, expected, why):
    assert roles(text) == expected
