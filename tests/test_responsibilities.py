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
    (
        "更新电梯。（区城管局、各街镇、青禾集团、区物业协会）",
        dict.fromkeys(("区城管局", "各街镇", "青禾集团", "区物业协会"), "responsible"),
        "companies and associations behind an office",
    ),
    ("排查隐患。（区农业农村委）", {"区农业农村委": "responsible"}, "one office behind 。"),
    ("新建两家医院（市第一医院、市中医院）。", {}, "what is built is in the bracket"),
    ("更新管网（含雨水、污水）三十公里。", {}, "a bracket without bodies"),
    ("接受群众监督（电话：12345）。", {}, "a bracket with a phone number"),
    (
        "任务\t牵头单位\t配合单位\t完成时限\n更新管网\t县水务局\t县财政局、各乡镇\t2026年底",
        {"县水务局": "lead", "县财政局": "support", "各乡镇": "support"},
        "a table's columns",
    ),
    (
        "扩大外贸。（市商务局、市税务局、云岭海关，各市州）",
        dict.fromkeys(("市商务局", "市税务局", "云岭海关", "各市州"), "responsible"),
        "customs, and places of one kind, in a bare list",
    ),
    (
        "整治村貌。（县农业农村局、各乡镇、村委会、村民）",
        dict.fromkeys(("县农业农村局", "各乡镇", "村委会", "村民"), "responsible"),
        "who a list knows in a bare list",
    ),
    (
        "推广航线。（市政府办公室、市交通运输局、青禾通航）",
        dict.fromkeys(("市政府办公室", "市交通运输局", "青禾通航"), "responsible"),
        "one plain name in a row of offices",
    ),
    ("建设用房（办公室、会议室、资料室）。", {}, "rooms are no offices"),
    ("属地（街道、社区）服务点一览。", {}, "nouns that explain"),
    (
        "推进就业。（责任单位：市财政局、市残疾人联合会、市总工会）",
        dict.fromkeys(("市财政局", "市残疾人联合会", "市总工会"), "responsible"),
        "联合会 is no 联合",
    ),
    (
        "（一）建设食堂（市民政局）\n新建食堂三家。",
        {"市民政局": "responsible"},
        "one office at the end of a heading",
    ),
    (
        "推行一窗受理（市政务服务局）；改造敬老院9所（市民政局）。",
        {"市政务服务局": "responsible", "市民政局": "responsible"},
        "one office at the end of an item",
    ),
    ("材料报送所在地主管部门（县农业农村局）。", {}, "a body's second name"),
    ("材料提交综合窗口（市政务服务局）。", {}, "where something is handed in"),
]


@pytest.mark.parametrize(
    ("text", "expected", "why"), ASSIGNMENTS, ids=[row[2] for row in ASSIGNMENTS]
)
def test_assignment(text: str, expected: dict[str, str], why: str) -> None:
    assert roles(text) == expected


SUBJECTS = [
    ("市住房城乡建设局要建立项目台账。", {"市住房城乡建设局": "responsible"}, "subject with 要"),
    ("服务办会同社区管理办开展走访。", {"服务办": "responsible", "社区管理办": "support"}, "desks"),
    ("由单元业主（代表）向镇加梯办提出。", {"单元业主": "responsible"}, "owners behind 由"),
    ("拟开展试点的社区应编制方案。", {"社区": "responsible"}, "a described subject"),
    ("云岭新区加快建设口袋公园。", {"云岭新区": "responsible"}, "a zone as subject"),
    ("云岭新区建设取得成效。", {}, "what is built up is no subject"),
    ("市第一医院改扩建工程竣工。", {}, "a project of the body"),
    (
        "县财政局下达批文后，由县民政局发放救助金。",
        {"县民政局": "responsible"},
        "behind 后 a condition ends",
    ),
    ("三分之二以上业主参与表决。", {}, "a share of the owners"),
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
        "完善制度。（县水利局牵头负责、各乡镇组织落实）",
        {"县水利局": "lead", "各乡镇": "responsible"},
        "、 behind a role",
    ),
    (
        "市规划、绿化等部门按各自职责分工配合实施。",
        {"市规划": "support", "绿化": "support"},
        "functions that are common words, in a row",
    ),
    (
        "县交通局收到申请后，会同县发改局出具意见。",
        {"县交通局": "responsible", "县发改局": "support"},
        "a step before the duty",
    ),
    (
        "由县民政局牵头，县财政局、县卫健局联合验收。",
        {"县民政局": "lead", "县财政局": "support", "县卫健局": "support"},
        "由A牵头，B、C联合",
    ),
    ("小区的物业管理由县住建局指导。", {"县住建局": "guide"}, "管理由 is no 理由"),
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
    ("明确牵头负责同志和责任部门,报送方案", "responsible", "who is to lead is still to be named"),
    ("要密切对接,共同为企业提供指导服务", "guide", "提供 hands the role on"),
    ("提供技术支持", "responsible", "support of a kind is a thing"),
    ("针对重点企业进一步加强指导", "guide", "针对 before a light verb"),
    ("应按照会议要求,配合做好改造", "support", "按照 behind a modal"),
    ("加强对养老服务的资金支持保障", "support", "保障 behind the role word"),
    ("发挥好统筹作用,加强跟踪指导", "guide", "发挥好…作用 names no duty"),
    ("负责将此项工作纳入年度考核", "responsible", "将…: the verb follows"),
    ("负责机构备案和业务指导", "responsible", "the first of two tasks"),
    ("负责征迁和管线协调", "responsible", "the first of two tasks, 征迁"),
    ("根据《电梯更新导则》指导更新，参与验收", "guide", "根据《…》 is followed by its verb"),
    ("负责更新后的运行和维护的行业监管", "supervise", "…后的 only says when"),
    ("负责应急设施的行业监管", "supervise", "应急 is no 应"),
    ("协同开展示范创建", "support", "协同 without a body behind it"),
    ("挂牌督办重大隐患", "supervise", "挂牌督办"),
    ("对落实不力的单位,采取通报、约谈等方式,进行督导", "supervise", "采取…方式"),
    ("负责统筹线索处置，并督促相关执法部门牵头办理", "guide", "who is urged leads"),
    ("负责市政、房建等工程竣工验收前的消防监督管理工作", "supervise", "…前的 only says when"),
    ("对托育机构进行业务指导和监督检查", "guide", "the first of two tasks behind 进行"),
    ("要开展业务培训和技术指导", "responsible", "training comes first"),
    ("加强质量和安全监管", "supervise", "质量 is no task of its own"),
    ("对专项资金进行监督检查", "supervise", "对…进行 + a task"),
    ("负责日常协调调度", "guide", "日常 before the task"),
    ("将方案落实情况纳入督查范围，通报滞后单位", "supervise", "将…纳入督查"),
    ("要把校园食堂纳入日常监管", "supervise", "把…纳入日常监管"),
    ("将任务完成情况列入年度综合考核", "supervise", "列入年度综合考核"),
    ("要将此项工作纳入年度督查计划", "responsible", "a plan is drawn up"),
    ("将所需经费纳入预算，加强监管", "responsible", "纳入 of money comes first"),
    ("对灌溉设施提供技术指导", "guide", "对…提供 hands the role on"),
]


@pytest.mark.parametrize(("predicate", "role", "why"), ROLES, ids=[row[0] for row in ROLES])
def test_role(predicate: str, role: str, why: str) -> None:
    assert roles(f"县财政局：{predicate}。") == {"县财政局": role}


TYPES = [
    ("市政府政务督查室", "inspection_office"),
    ("县环境卫生清洁工程领导组", "leading_group"),
    ("县政务服务和数字化建设管理局", "admin_approval"),
    ("市直机关", "department"),
    ("县防汛协调机制", "leading_group"),
    ("石桥镇防办", "leading_group"),
    ("市建筑垃圾治理办", "leading_group"),
    ("县农机监理机构", "other"),
    ("云岭市教育行政部门", "education"),
    ("房屋所在地房地产主管部门", "housing_authority"),
    ("县人事局", "human_resources"),
    ("市区不动产登记事务中心", "other"),
    ("各地方", "government"),
    ("云岭市各级粮食行政管理部门", "other"),
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
    ("县道路运输协会", "other"),
    ("县城乡建设投资集团", "other"),
    ("不动产权利人", "other"),
    ("涉水工业企业", "other"),
    ("区物业管理事务中心", "housing_authority"),
    ("区应急维修平台", "other"),
    ("建房村民", "owners"),
    ("县级", "government"),
    ("市住新局", "housing_construction"),
    ("区住房城乡建委", "housing_construction"),
    ("各办事处", "subdistrict_township"),
    ("政府办督查室", "inspection_office"),
    ("区科工信局", "other"),
    ("市防办", "leading_group"),
    ("区民防办", "other"),
    ("村民", "owners"),
    ("农村建筑工匠", "contractor"),
    ("镇街便民服务中心", "subdistrict_township"),
    ("县职教中心", "education"),
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
    (
        "各地符合条件的养老机构，要积极申报。",
        {"养老机构": "responsible"},
        "各地 only says where the subject is",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), SENTENCES, ids=[row[2] for row in SENTENCES])
def test_who_acts_in_a_sentence(text, expected, why):
    assert roles(text) == expected


def told(text: str) -> list[str]:
    return [f"{actor}:{role}" for actor, _, role in duties(text)]


UNLISTED = [
    (
        "1.县财政局落实配套资金；\n2.加强施工现场管理。",
        ["县财政局:responsible"],
        "a subject stays in its item",
    ),
    (
        "县级民政部门于每季度末月10日前，将补贴发放到位。",
        ["县级民政部门:responsible"],
        "a time with a comma before the duty",
    ),
    (
        "市司法局会同有关部门于第四季度开展专项监督。",
        ["市司法局:supervise", "有关部门:support"],
        "a time behind 会同",
    ),
    (
        "县气象局自即日起会同县应急管理局发布预警。",
        ["县气象局:responsible", "县应急管理局:support"],
        "会同 behind a time",
    ),
    (
        "市财政局负责会同市商务局编制预算。",
        ["市财政局:responsible", "市商务局:support"],
        "负责会同",
    ),
    (
        "区财政局按进度拨付资金，并会同区审计局强化监管。",
        ["区财政局:responsible", "区审计局:support"],
        "按进度 is followed by its verb",
    ),
    (
        "由规划建设局会同交警大队组织核验。",
        ["规划建设局:responsible", "交警大队:support"],
        "会同 is in no office's name",
    ),
    (
        "由社会事业局会同区残联委托第三方机构逐户评估。",
        ["社会事业局:responsible", "区残联:support"],
        "an office without its level; 委 of 委托",
    ),
    (
        "施工单位提出申请，镇街组织、社会事业局指导，第三方监理公司签字确认。",
        [
            "施工单位:responsible",
            "镇街:responsible",
            "社会事业局:guide",
            "第三方监理公司:responsible",
        ],
        "、 between subjects with a verb each",
    ),
    (
        "由乡镇组织初验，报县住建局牵头，县财政局、县审计局联合验收。",
        ["乡镇:responsible", "县住建局:lead", "县财政局:support", "县审计局:support"],
        "报 … 牵头",
    ),
    ("负责牵头的市有关部门就牵头事项提出方案。", ["市有关部门:lead"], "who leads stands before"),
    ("青禾区政府继续支持园区建设。", ["青禾区政府:support"], "支持 as the verb"),
    ("市相关部门对园区项目在用地等方面给予优先支持。", ["市相关部门:support"], "给予支持"),
    (
        "高校院所、行业协会积极参与技术推广。",
        ["高校院所:support", "行业协会:support"],
        "schools and associations",
    ),
    (
        "二级以上综合医院（含中医医院）应当开设老年医学科。",
        ["二级以上综合医院:responsible"],
        "a hospital; （含…） is no alias",
    ),
    ("充电设施运营企业应接入监管平台。", ["充电设施运营企业:responsible"], "an enterprise"),
    ("助餐点应当公示价格。", ["助餐点:responsible"], "a place that has to do something"),
    ("助餐点应当达到二十平方米。", [], "a place that has to have something"),
    ("由社区志愿者送餐上门。", ["社区志愿者:responsible"], "persons behind 由"),
    (
        "移动、电信、联通三家公司分头实施安装。",
        ["移动:responsible", "电信:responsible", "联通:responsible"],
        "三家公司 closes a list",
    ),
    ("各地各部门要抓好落实。", ["各地:responsible", "各部门:responsible"], "各地各部门 are two"),
    ("各涉农地区定期发布目录。", ["各涉农地区:responsible"], "各 with a name that no list knows"),
    (
        "余下的由安宁区、临溪县消化。",
        ["安宁区:responsible", "临溪县:responsible"],
        "places behind 由",
    ),
    (
        "市审计局、市信访局分别负责资金的审计监督和信访事项的协调处理。",
        ["市审计局:supervise", "市信访局:guide"],
        "分别负责 gives each its part",
    ),
    (
        "成立以旧换新工作专班，统筹协调全区工作，专班办公室设在区商务局，每月5日前汇总进展。",
        ["以旧换新工作专班:guide", "专班办公室:responsible"],
        "a group and its office have a duty each",
    ),
    (
        "市就业工作领导小组负责统筹协调，办公室设在市人社局，承担日常工作。",
        ["市就业工作领导小组:guide", "办公室:responsible"],
        "the office behind another subject",
    ),
    ("支付责任由园区管委会承担。", ["园区管委会:responsible"], "承担 of a duty"),
    ("接入费用由园区管委会承担。", [], "承担 of costs"),
    ("各部门按下列分工履行职责：", [], "introduces a list"),
    ("费用由县财政与用人单位各负担一半。", [], "only pays"),
    ("可以由加装企业先行建设。", [], "可以由 is permission"),
    ("建立由财政、教育等部门参加的联合审查机制。", [], "a relative clause"),
    ("各街道任务见下表。", [], "a noun behind the name"),
    ("鼓励由各街镇会同停车公司搭建对接平台。", [], "鼓励由 is no duty"),
    ("项目接入平台，以便管委会开展事后监管。", [], "以便: what for"),
    ("县、乡两级政府性融资平台提供增信。", [], "政府性 is no government"),
    ("任何单位不得截留、挪用专项资金。", [], "任何单位 is nobody in particular"),
    ("护路员由村级路长指派。", [], "a road chief is a person"),
    ("申请人在所在小区内无停车位。", [], "a state"),
    ("申请人应具有临溪县户籍。", [], "a state that is asked for"),
    ("申请企业应当在本市注册满1年。", [], "where somebody is to be at home"),
    ("街道办事处应在现场登记受灾信息。", ["街道办事处:responsible"], "an act there"),
    ("街镇配套15元/亩。", [], "only pays, the sum behind"),
    ("建设主体：0.25元/千瓦时。", [], "a sum behind a label"),
    (
        "区级路长制办公室每年对各镇进行考核。",
        ["区级路长制办公室:supervise"],
        "the office of a system of chiefs",
    ),
    (
        "施工单位、监理单位三方应一同到场核验。",
        ["施工单位:responsible", "监理单位:responsible"],
        "三方 behind a list",
    ),
    ("区运管部门加强停车管理的指导。", ["区运管部门:guide"], "运管"),
]


@pytest.mark.parametrize(("text", "expected", "why"), UNLISTED, ids=[row[2] for row in UNLISTED])
def test_unlisted(text: str, expected: list[str], why: str) -> None:
    assert told(text) == expected


WORDED = [
    (
        "更新设备。\n责任单位：市政务服务局（牵头）、市市场监管局",
        ["市政务服务局:lead", "市市场监管局:responsible"],
        "a role in brackets behind a name",
    ),
    (
        "更新设备。（商务局会同公安分局组织实施；各街道办事处负责宣传发动；区家电协会参与）",
        [
            "商务局:responsible",
            "公安分局:support",
            "各街道办事处:responsible",
            "区家电协会:support",
        ],
        "a duty in words",
    ),
    (
        "更新设备。（牵头单位：市委组织部，配合单位：各项目牵头单位）",
        ["市委组织部:lead", "各项目牵头单位:support"],
        "a label's word inside a name",
    ),
    (
        "更新设备。\n牵头单位：区公安分局、区交通运输局（其中货车由区交通运输局会同区商务局组织实施）",
        [
            "区公安分局:lead",
            "区交通运输局:lead",
            "区交通运输局:responsible",
            "区商务局:support",
        ],
        "a remark with a duty of its own",
    ),
    (
        "回收家电。（市民政局、市供销合作总社，长期坚持）",
        ["市民政局:responsible", "市供销合作总社:responsible"],
        "a time behind a bare list",
    ),
    (
        "开设夜校。（市总工会、市妇联，年内完成）",
        ["市总工会:responsible", "市妇联:responsible"],
        "年内 is no body",
    ),
    (
        "开设夜校。（县残联、县民政局，每年10月底前）",
        ["县残联:responsible", "县民政局:responsible"],
        "a rhythm is no body",
    ),
    ("新建站点（含县城、集镇，长期坚持）。", [], "a time behind places"),
    (
        "更新设备。（责任单位：市教育局、市财政局。以下各项均须由各县区人民政府、高新区管委会落实，不再逐一列出）",
        [
            "市教育局:responsible",
            "市财政局:responsible",
            "各县区人民政府:responsible",
            "高新区管委会:responsible",
        ],
        "bodies added for what follows",
    ),
    (
        "更新设备。（市民政局牵头，市财政局配合。以下各项均须各镇街落实，不再一一列出）",
        ["市民政局:lead", "市财政局:support", "各镇街:responsible"],
        "bodies added behind role words",
    ),
    (
        "更新设备。\n责任单位：市水利局、市教育局，市残联参与",
        ["市水利局:responsible", "市教育局:responsible", "市残联:support"],
        "who helps behind a label's names",
    ),
    (
        "更新设备。（牵头单位：县民政局，县卫生健康局、各镇配合）",
        ["县民政局:lead", "县卫生健康局:support", "各镇:support"],
        "who helps behind the one who leads",
    ),
    (
        "更新设备。（县民政局、县卫生健康局，各镇配合）",
        ["县民政局:responsible", "县卫生健康局:responsible", "各镇:support"],
        "who helps behind a bare list",
    ),
    (
        "更新设备。（县民政局、县卫生健康局，各镇按职责分工负责）",
        ["县民政局:responsible", "县卫生健康局:responsible", "各镇:responsible"],
        "a role word that governs all",
    ),
    (
        "更新设备。（责任主体：各街道；行业指导：区民政局）",
        ["各街道:responsible", "区民政局:guide"],
        "行业指导",
    ),
    (
        "更新设备。（县教育局、县财政局，各乡镇人民政府、街道办事处，2026年底前完成）",
        [
            "县教育局:responsible",
            "县财政局:responsible",
            "各乡镇人民政府:responsible",
            "街道办事处:responsible",
        ],
        "bodies alone, with a date",
    ),
    (
        "更新设备。（省住房城乡建设厅（省人防办）、省财政厅）",
        ["省住房城乡建设厅（省人防办）:responsible", "省财政厅:responsible"],
        "bodies alone, one with another name",
    ),
    (
        "更新设备。（市发展改革委等部门及各区按职责分工负责）",
        ["市发展改革委:responsible", "各区:responsible"],
        "等部门 inside a list",
    ),
    (
        "更新设备。（省能源局、省住建厅，国网云岭电力按职责分工负责）",
        ["省能源局:responsible", "省住建厅:responsible", "国网云岭电力:responsible"],
        "a company's short name",
    ),
    (
        "更新公交线路。\n牵头单位：\n市交通运输局\n配合单位：\n市公安局\n市公交集团\n完成时限：\n2026年6月底前",
        ["市交通运输局:lead", "市公安局:support", "市公交集团:support"],
        "labels in lines of their own, the bodies in the lines behind",
    ),
    (
        "责任单位：\n县住建局负责更新台账。\n县水务局",
        ["县住建局:responsible"],
        "behind such a label a sentence is read as one",
    ),
    (
        "新建车位。\n【责任领导】李某\n【牵头单位】县住建局\n【配合单位】县公安局、各街道\n【完成时限】10月底",
        ["县住建局:lead", "县公安局:support", "各街道:support"],
        "labels in 【】",
    ),
    (
        "改造市场。\n责任单位 县商务局、县市场监管局\n责任单位要及时反馈。",
        ["县商务局:responsible", "县市场监管局:responsible", "责任单位:responsible"],
        "a label that a blank sets off",
    ),
    (
        "更新设备。（市财政局、市金融监管局、银行临溪营业部；持续推进）",
        ["市财政局:responsible", "市金融监管局:responsible", "银行临溪营业部:responsible"],
        "a branch of a bank beside offices",
    ),
    (
        "更新设备。（责任单位：县建设局浮云街道办事处）",
        ["县建设局:responsible", "浮云街道办事处:responsible"],
        "two bodies whose lines ran together",
    ),
    (
        "更新设备。（责任单位：县农业农村局、各镇；县环保分局负责监督）",
        ["县农业农村局:responsible", "各镇:responsible", "县环保分局:supervise"],
        "a role word governs nothing before the ；",
    ),
    (
        "更新设备。\n责任单位：市水利局；各县（市、区）政府，临溪经济开发区、云岭高新区管委会",
        [
            "市水利局:responsible",
            "各县（市、区）政府:responsible",
            "临溪经济开发区:responsible",
            "云岭高新区管委会:responsible",
        ],
        "a label holds behind ；",
    ),
    (
        "更新设备。[县审批局；各乡镇（街道）]",
        ["县审批局:responsible", "各乡镇（街道）:responsible"],
        "what stands in the bracket is read once",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), WORDED, ids=[row[2] for row in WORDED])
def test_worded_assignment(text: str, expected: list[str], why: str) -> None:
    assert told(text) == expected


TABLES = [
    (
        "序号\t成员单位\t工作职责\n1\t县教育局\t牵头校舍排查；指导学校建立台账。\n2\t县财政局\t配合做好评估。",
        ["县教育局:lead", "县教育局:guide", "县财政局:support"],
        "each clause of a cell of duties",
    ),
    (
        "责任单位\t职责分工\n县经信局\t1.牵头设备更新；2.组织企业申报。\n各乡镇\t做好宣传发动",
        ["县经信局:lead", "县经信局:responsible", "各乡镇:responsible"],
        "numbers inside a cell; 责任单位 beside duties names who has them",
    ),
    (
        "责任单位\t主要任务\t时限\n县商务局\t牵头组织促销\t6月底\n县审计局\t监督检查资金使用\t全年",
        ["县商务局:lead", "县审计局:supervise"],
        "responsible bodies before their tasks: the task decides",
    ),
    (
        "牵头单位\t主要任务\n县商务局\t指导各镇开展促销",
        ["县商务局:lead"],
        "but 牵头单位 is a role of its own",
    ),
    (
        "任务\t牵头单位\t责任单位\n更换灯具\t县教育局\t暑假前",
        ["县教育局:lead"],
        "a date in a column of bodies",
    ),
    (
        "部门\t工作任务\t完成时限\n县林业局\t淘汰老旧机具\t2026年6月底",
        ["县林业局:responsible"],
        "a verb that no list knows",
    ),
    (
        "序号|考核部门|分值|考核内容|评分标准|备注\n"
        "1|县林业局|60|加强河岸绿化管护|1.建立管护台账（20分）；\n2.指导各乡镇补植树木（20分）；\n"
        "3.协助县水利局巡查（20分）。|\n2|县财政局|40|及时拨付专项资金|未按时拨付的扣5分|",
        [
            "县林业局:responsible",
            "县林业局:responsible",
            "县林业局:guide",
            "县林业局:support",
            "县财政局:responsible",
        ],
        "a sheet of marks: the cell goes on in numbered lines; criteria are no duties",
    ),
    (
        "成员单位\t主要职责\n区商务局\t统筹设备更新工作，\n拟订年度计划\n区城管局\t查处违法行为",
        ["区商务局:guide", "区商务局:responsible", "区城管局:responsible"],
        "a line broken inside a cell",
    ),
    (
        "序号\t指标\t考核标准\t考核单位\n1\t更新率\t达到80%得10分\t区商务局",
        ["区商务局:supervise"],
        "who assesses",
    ),
    ("部门\t联系人\t联系电话\n区财政局\t王某\t12345", [], "a table without duties"),
    (
        "任务\t牵头单位\t配合单位\t局内牵头处室\n建立台账\t县卫健局\t/\t医政科\n开展巡查\t县教育局\t无\t安全科",
        ["县卫健局:lead", "县教育局:lead"],
        "cells that name nobody, heads that do",
    ),
    (
        "一级指标\t二级指标\t评价标准\n数量\t建档率\t较上年提高\n"
        "任务\t牵头单位\t配合单位\n更新设备\t区商务局\t区财政局",
        ["区商务局:lead", "区财政局:support"],
        "a sheet of marks ends where another table begins",
    ),
    ("各成员单位职责分工如下：", [], "only introduces a list"),
    (
        "序号\t任务\t牵头部门\t配合部门\n1\t编制规划\t县规划处\t—\n2\t建设道路\t县建设处\t有序推进项目建设",
        ["县规划处:lead", "县建设处:lead"],
        "a dash and a task under 配合部门 are no bodies",
    ),
    (
        "类别\t序号\t任务\t牵头单位\t责任单位\t时限\n一、更新\t1\t更新道路\t市住建局\t各办事处\t6月底\n"
        "2\t加装电梯\t市市场监管局\t市财政局\t9月底\n二、出行\t3\t新建道路\t市交通运输局\t市自然资源局\n"
        "市公安局\t12月底",
        [
            "市住建局:lead",
            "各办事处:responsible",
            "市市场监管局:lead",
            "市财政局:responsible",
            "市交通运输局:lead",
            "市自然资源局:responsible",
            "市公安局:responsible",
        ],
        "rows under a cell over several rows; a cell of two lines",
    ),
    (
        "部门\t职责\n县财政局\t拨付\n县教育局\t配合\n县审计局\t审计\n县林业局\t督促落实\n县水利局\t受理；验收",
        [
            "县财政局:responsible",
            "县教育局:support",
            "县审计局:supervise",
            "县林业局:supervise",
            "县水利局:responsible",
            "县水利局:responsible",
        ],
        "duties in one word",
    ),
    (
        "部门\t职责\n县财政局\t无\n县教育局\t—\n县审计局\t12",
        [],
        "short cells that are no duties",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), TABLES, ids=[row[2] for row in TABLES])
def test_table_of_duties(text: str, expected: list[str], why: str) -> None:
    assert told(text) == expected


STEPS = [
    ("由街道工作人员上门核查。", ["街道工作人员:responsible"], "a body's staff"),
    ("县住建局完成审批后，由项目单位组织施工。", ["项目单位:responsible"], "what is done before"),
    ("乡镇对材料进行初审后，报县民政局审批。", ["乡镇:responsible"], "who takes the step goes on"),
    (
        "材料经乡镇初审、县民政局复审后，由县残联组织实施。",
        ["县残联:responsible"],
        "bodies that something passes",
    ),
    ("施工单位使用的材料应符合标准。", [], "the obligation is the thing's"),
    ("如施工单位未按期完工，应承担违约责任。", ["施工单位:responsible"], "who fails a condition"),
    ("设施60%以上由国有机构或社会力量运营。", [], "a share to reach"),
    ("县政府有关规定需要评估的其他事项。", [], "rules of a body"),
    ("各镇政府对项目审核、监管等情况纳入年度考核。", [], "what is taken into account"),
    (
        "县财政局按季安排供热配套资金，并按工程进度拨付给施工企业。",
        ["县财政局:responsible"],
        "who hands money on has a duty",
    ),
    (
        "县发改委按照公开的原则，委托第三方机构对项目进行审核。",
        ["县发改委:responsible"],
        "who is charged is no subject",
    ),
    (
        "街道办事处将材料提交县残联，同时将信息推送至县民政局，由其核对收入。",
        ["街道办事处:responsible", "县民政局:responsible"],
        "其 is the body named last",
    ),
    (
        "材料由县财政局或县商务局审核。",
        ["县财政局:responsible", "县商务局:responsible"],
        "或 stands between two bodies",
    ),
    (
        "镇政府应在3日内对老人享受补贴的资格进行确认。",
        ["镇政府:responsible"],
        "a grant that something is done about",
    ),
    ("运营单位应依法依协议积极配合整改。", ["运营单位:support"], "two adverbs run together"),
    ("由村委会统筹用于公共支出。", ["村委会:responsible"], "money brought together"),
    ("社会力量投资的公寓，应纳入规划。", [], "the obligation is the thing's, behind a comma"),
    ("申请家庭上年度家庭财产符合标准。", [], "a condition of persons"),
    ("纳统单位：是指纳入统计的单位，包括科研机构、医院等。", [], "what a word means"),
    ("如遇汛情，由县水利局统一调度。", ["县水利局:responsible"], "a condition without a body"),
    ("为掌握进展，请各镇于7月底前填报统计表。", ["各镇:responsible"], "请 behind a comma"),
    (
        "发现问题的，移送县市场监管局，由其依法查处。",
        ["县市场监管局:responsible"],
        "其, named by 移送",
    ),
    (
        "资金由县财政局统筹，县审计局跟踪监督。",
        ["县财政局:responsible", "县审计局:supervise"],
        "money",
    ),
    ("县公安局每年五月、十月对客车各检查一次。", ["县公安局:supervise"], "two months"),
    (
        "牵头单位要制定方案，配合单位要反馈意见。",
        ["牵头单位:responsible", "配合单位:responsible"],
        "named by role: what they have to do decides",
    ),
    (
        "县商务局负责监测；与县供销社联合建设网点。",
        ["县商务局:responsible"] * 2 + ["县供销社:support"],
        "与",
    ),
    ("任何单位不得截留挪用资金。", [], "任何单位 is no body"),
    ("以街道为主体开展排查工作。", [], "以…为主体"),
    ("建材企业均不享受本政策。", [], "who is left out"),
    ("县数据服务中心运营机制不断完善。", [], "a state reached"),
    ("各乡镇资金拨付时间以通知为准。", [], "以…为准"),
    ("各社区党组织书记是第一责任人，要带头签约。", [], "a person"),
    ("项目入库后，由相关部门给予专项支持。", [], "no body is named for support"),
    (
        "云岭城投公司任实施主体，县住建局督促进度。",
        ["云岭城投公司:responsible", "县住建局:supervise"],
        "任…主体",
    ),
    ("施工单位每周五向县住建局报送进度。", ["施工单位:responsible"], "a weekday; 向…报送"),
    (
        "县财政局：统筹安排奖补资金；改造资金严禁用于偿还债务。",
        ["县财政局:responsible"],
        "a restriction",
    ),
    (
        "实施托育备案。（县卫健局、县民政局分工负责，列入年度考核）",
        ["县卫健局:responsible", "县民政局:responsible"],
        "分工负责",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), STEPS, ids=[row[2] for row in STEPS])
def test_steps(text: str, expected: list[str], why: str) -> None:
    assert told(text) == expected


GROUPS = [
    (
        "（一）综合协调组：负责日常联络。\n（二）督查组。组长单位：区纪委。成员单位：区司法局。职责：负责督查工作落实。",
        ["综合协调组:responsible", "区纪委:lead", "督查组:supervise"],
        "working groups head entries; who is a member has no duty",
    ),
    (
        "（一）验收组：由县住建局、县财政局组成，负责组织验收。\n（二）宣传组：由县委宣传部牵头，负责报道。",
        ["验收组:responsible", "县委宣传部:lead"],
        "of whom a group is made; who leads it",
    ),
    (
        "成立由镇长任组长，镇财政所、镇房管所为成员单位的危房整治工作领导小组，统筹推进排查工作。",
        ["危房整治工作领导小组:guide"],
        "members before the group's name",
    ),
    (
        "由副镇长担任组长，经发办、镇财政所行政主要负责同志为成员，共同推进。",
        [],
        "members are persons",
    ),
    (
        "县“双减”专班办公室抓总，县教育局具体落实。",
        ["县“双减”专班办公室:responsible", "县教育局:responsible"],
        "抓总",
    ),
    ("办公室要定期召开调度会。", ["办公室:responsible"], "the group's own office"),
    ("区住建局承担领导小组办公室职能。", ["区住建局:responsible"], "承担 is in no group's name"),
    ("办公室主任由镇房管所所长兼任。", [], "the head of an office is a person"),
    ("一、组织机构\n成立工作专班，负责统筹推进。", ["工作专班:guide"], "组织机构 is no body"),
    (
        "专班下设三个组：\n资金保障组\n组长：王某\n职责：筹集资金。\n群众工作组\n主要职责：组织宣传；严把入口关。",
        ["资金保障组:responsible", "群众工作组:responsible", "群众工作组:responsible"],
        "groups in lines of their own",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), GROUPS, ids=[row[2] for row in GROUPS])
def test_working_groups(text: str, expected: list[str], why: str) -> None:
    assert told(text) == expected


OBLIGED = [
    (
        "第五条 运营企业应当遵守下列规定：\n（一）建立台账；\n（二）配合检查。",
        ["运营企业:responsible", "运营企业:support"],
        "a list of obligations under its subject",
    ),
    ("申请人应当符合下列条件：\n（一）具有本县户籍。", [], "conditions"),
    ("社区收到申请后应当在3日内公示。", ["社区:responsible"], "the obligation behind 后"),
    (
        "县教育局要将经费列入预算，收到批复后10日内会同县水利局下达到学校。",
        ["县教育局:responsible", "县水利局:support"],
        "会同 behind a date",
    ),
    (
        "补助范围不包括下列情形：（一）别墅；（二）公房由管理单位统一修缮的；（三）其他。",
        [],
        "由…的 tells of a case",
    ),
    (
        "本办法所称托育服务，是指公办或者由政府给予场地支持的服务。",
        [],
        "a definition",
    ),
    ("运营亏损由省、市两级财政按6:4比例补足。", [], "money by shares"),
    ("缺株由养护单位补齐。", ["养护单位:responsible"], "no money"),
    ("加装费用由业主承担不超过三成。食宿费用由参训企业自理。", [], "who bears how much, or all"),
    ("每餐补助4元，县财政承担一半。演出补贴由市财政按场次核补。", [], "half, and by number"),
    ("其余资金由县水务公司通过银行贷款等方式解决，不足部分由村集体收益弥补。", [], "by loans"),
    ("管护经费由县级财政每年按人均6元安排。", [], "so much a head"),
    ("缺口资金由县城投公司多渠道筹集。", ["县城投公司:responsible"], "to raise money is a duty"),
    ("表前设施投资由供水企业承担。", [], "investment is money"),
    ("项目投资建设由县城投公司承担。", ["县城投公司:responsible"], "to invest and build is a task"),
    ("市级统筹设立就业专项资金，三年总规模6亿元。", [], "a fund that is set up"),
    (
        "县财政局设立专项资金，指导各镇用好资金。",
        ["县财政局:responsible"],
        "a fund, and a duty behind it",
    ),
    ("县财政统筹土地出让收益用于河道治理。", ["县财政:responsible"], "统筹 of income"),
    ("验收不合格的，市财政暂停拨付后续资金。", ["市财政:responsible"], "暂停拨付 behind 市财政"),
    (
        "县困难救助工作协调机制负责会商。",
        ["县困难救助工作协调机制:responsible"],
        "a mechanism that acts",
    ),
    (
        "县民政局健全协调机制，每季度会商一次。",
        ["县民政局:responsible"],
        "a mechanism that is set up",
    ),
    (
        "县民政局可以制定操作细则，并负责解释。",
        ["县民政局:responsible"],
        "a duty beside what it may",
    ),
    ("各镇可以结合实际制定细则，并报县民政局备案。", [], "what it may, and reports"),
    (
        "加装由相关业主按照规定协商表决，可以委托物业企业代办。",
        ["相关业主:responsible"],
        "owners vote, and may charge another",
    ),
    (
        "各县政府要出台细则，街道、社区逐栋排摸意愿。",
        ["各县政府:responsible", "街道:responsible", "社区:responsible"],
        "door by door is an order to common nouns",
    ),
    ("居民逐户缴费。", [], "door by door, but no duty"),
    ("全年城镇新增就业3万人，开展培训2次。", [], "全年 begins no town's name"),
    ("改造中心36个，村级代办点配备终端54台。", [], "a desk of villages is no body"),
    (
        "市财政每年安排福彩公益金500万元，并将60%以上的资金用于养老服务。",
        [],
        "what money is for",
    ),
    (
        "市财政局安排资金300万元，并将资金拨付到乡镇。",
        ["市财政局:responsible"],
        "money passed on",
    ),
    (
        "申请补贴的居民在每年5月或者11月向镇政府提出申请。",
        ["居民:responsible"],
        "a step of who applies",
    ),
    ("税务系统要落实减免政策。", ["税务系统:responsible"], "the offices of a trade"),
    ("税务系统升级后自动比对数据。", [], "a system of machines"),
    ("到2026年，县属中学物理、化学等设备更新不少于80套。", [], "what is counted"),
    ("县教育局迁建学校3所，改造校舍2万平方米。", ["县教育局:responsible"], "a verb first"),
    (
        "受委托的评估机构应当客观公正。",
        ["受委托的评估机构:responsible"],
        "受委托的 before the subject",
    ),
    ("充电桩产权人是安全责任主体。", ["充电桩产权人:responsible"], "是…主体"),
    (
        "由业主或其委托的建设单位提出申请。",
        ["业主:responsible", "其委托的建设单位:responsible"],
        "或其委托的",
    ),
    ("由其所在单位给予处分。", ["其所在单位:responsible"], "其所在单位 is a body of its own"),
    (
        "市发展改革委商市财政局制定办法。",
        ["市发展改革委:responsible", "市财政局:support"],
        "商 joins as 会同 does",
    ),
    (
        "县住建局按月通报，并会同县督查室约谈。",
        ["县住建局:responsible", "县督查室:support"],
        "按月; 会同 makes its subject no supporter",
    ),
    ("乡镇安排专人负责巡查。", ["乡镇:responsible"], "a common noun that sends its people"),
    ("住建、财政配合。", ["住建:support", "财政:support"], "bare functions before 配合"),
    (
        "县级民政、乡村振兴、残联部门负责认定。",
        ["县级民政:responsible", "乡村振兴:responsible", "残联部门:responsible"],
        "乡村振兴 is no 乡",
    ),
    ("档案由乡镇建立。", ["乡镇:responsible"], "由 is in no name"),
    (
        "牵头单位为市住建局，配合单位为各区政府。",
        ["市住建局:lead", "各区政府:support"],
        "a label with 为",
    ),
    ("县消防大队负责人员密集场所排查。", ["县消防大队:responsible"], "负责 + 人员 is no 负责人"),
    (
        "区发展改革委根据意见开展复审，对复杂的项目可委托第三方评审。",
        ["区发展改革委:responsible"],
        "a duty before a permission",
    ),
    ("县政府是责任主体，统筹组织改造工作。", ["县政府:guide"], "what a body is gives no role"),
    ("养老院减免的费用由县财政承担。", [], "what a body's costs are paid from"),
    ("所需经费由市财政予以保障。", [], "money is guaranteed"),
    ("由社会力量运营的食堂，接受监督。", [], "由 inside a relative clause"),
    ("各街道明确责任人；主要领导靠前指挥。", ["各街道:responsible"], "persons carry nothing over"),
    (
        "材料由区民政局审核、区财政局复核后，于每年6月底前拨付。",
        ["区民政局:responsible", "区财政局:responsible"],
        "two steps",
    ),
    (
        "（住房城乡建设（燃气管理）部门牵头）",
        ["住房城乡建设（燃气管理）部门:lead"],
        "a function in brackets inside a name",
    ),
    (
        "各镇于11月底前将总结报送县专班办公室。",
        ["各镇:responsible"],
        "a sentence is no group's name",
    ),
    (
        "县公路站、县交通局分别负责协调推进县道、乡道养护。",
        ["县公路站:guide", "县交通局:guide"],
        "one verb for several parts",
    ),
    (
        "县检验检测中心组织抽检，经开区社会事务局配合。",
        ["县检验检测中心:responsible", "经开区社会事务局:support"],
        "offices behind a level that begin with a verb or that no list knows",
    ),
    (
        "水、电、暖等管线单位负责迁改。",
        ["水:responsible", "电:responsible", "暖:responsible"],
        "pipes by what they carry",
    ),
    (
        "采购人应当公开需求，采购代理机构按规定发布公告。",
        ["采购人:responsible", "采购代理机构:responsible"],
        "names that begin with a verb",
    ),
    (
        "联合检查组由县应急局、县消防大队抽调人员组成，不定期开展检查。",
        ["联合检查组:supervise"],
        "a group of people from several bodies",
    ),
    ("由镇政府取消资格并追回补贴。", ["镇政府:responsible"], "money taken back is not paid"),
    (
        "县政府及其有关部门的工作人员玩忽职守的，依法给予处分。",
        [],
        "who breaks the rule has no duty",
    ),
    ("各县级领导每月调研一次。", [], "persons behind a level"),
    (
        "[县财政局（牵头），县工信局、县科技局]",
        ["县财政局:lead", "县工信局:support", "县科技局:support"],
        "names beside one that is marked as leading",
    ),
    (
        "县财政局根据投资计划及时下达资金，指导乡镇使用。",
        ["县财政局:responsible"],
        "根据计划 is followed by its verb",
    ),
    (
        "区政府和区相关部门审批项目时，将设施建设纳入审批条件。",
        ["区政府:responsible", "区相关部门:responsible"],
        "what is done at the same time",
    ),
    ("培训经费由区政府和属地街镇各自承担保障。", [], "who bears the money only pays"),
    ("县财政按每个托位3000元配套。", [], "a sum for each is paid"),
    ("岗位补贴由县财政按每人每月300元发放。", [], "a sum for each is handed out"),
    ("乡镇便民服务中心改造，县财政按每个中心8万元给予补助。", [], "a work on a place"),
    ("养老设施80%以上由国有养老机构运营。", [], "a share to be reached"),
    (
        "由街道牵头相关部门协同配合，开展执法。",
        ["街道:lead", "相关部门:support"],
        "those who are led take part",
    ),
    ("完成立项审批、各参建单位选取和开工准备。", [], "a row of things, no second subject"),
    ("其他需挂牌督办的单位，由街道负责挂牌督办。", ["街道:supervise"], "督办 ends no office"),
    ("达到标准的，由街道报区民政局核定。", ["街道:responsible"], "由…报"),
    (
        "各镇、街道，按照属地管理的原则，督促单位落实责任。",
        ["各镇:supervise", "街道:supervise"],
        "a comma before how it is done",
    ),
    (
        "各街道安全委员会下设办公室，承担日常工作。",
        ["办公室:responsible"],
        "the office below has the duty",
    ),
    (
        "区政府成立由分管领导任组长，区民政局相关领导为成员的电梯更新协调小组（以下简称“小组”），统筹协调推进更新工作。",
        ["区政府:responsible", "电梯更新协调小组:guide"],
        "a coordinating group just set up",
    ),
    (
        "区住建局对照标准完成采用易燃可燃材料的建筑排查。",
        ["区住建局:responsible"],
        "可燃 is no permission",
    ),
    (
        "（一）街道消防委职责\n1.督促成员单位落实责任。\n2.研究部署消防工作。",
        ["街道消防委:supervise", "街道消防委:responsible"],
        "a heading of duties names the body",
    ),
    (
        "（一）消防安全管理办公室职责\n1.编制经费预算。",
        ["消防安全管理办公室:responsible"],
        "under a heading of duties an office that no list knows",
    ),
    (
        "（一）区商务局\n负责组织实施换新活动。\n（二）区财政局\n负责保障资金。\n（三）服务平台\n定期出具对账报告。\n（四）销售企业\n如实上传交易信息。",
        [
            "区商务局:responsible",
            "区财政局:responsible",
            "服务平台:responsible",
            "销售企业:responsible",
        ],
        "in a series of headings that name bodies each one does",
    ),
    (
        "（一）举办美食节。\n主办单位：市文旅局\n承办单位：青禾区人民政府\n（二）举办灯会。\n主办单位：市商务局",
        ["市文旅局:lead", "青禾区人民政府:responsible", "市商务局:lead"],
        "who holds what a plan lists is no line of the imprint",
    ),
    (
        "各部门不依法履行职责，在设施建设方面工作不力、失职的，依法追究责任。",
        [],
        "who fails is called to account",
    ),
    (
        "成员至少由党政办、管理办等办公室，城建中心等单位组成。",
        [],
        "of whom a group is made",
    ),
    (
        "现场指挥部经研判确需调用队伍的，将所需信息告知区应急局。",
        ["现场指挥部:responsible"],
        "what is done where the need is found",
    ),
    ("救援队伍参与应急救援，可根据需要提出通行申请。", [], "应急 is no obligation"),
    (
        "由街道牵头相关部门联勤联动、协同配合。",
        ["街道:lead", "相关部门:support"],
        "those who are led act together",
    ),
    (
        "6月底前县住建局完成鉴定，9月份各社区开展自查，4月中旬前县财政局会同县民政局下达资金。",
        [
            "县住建局:responsible",
            "各社区:responsible",
            "县财政局:responsible",
            "县民政局:support",
        ],
        "a time before the body without a comma",
    ),
    (
        "县消防救援大队、县公安局要联合开展专项检查；县文旅局、县商务局联合发布指南。",
        [
            "县消防救援大队:supervise",
            "县公安局:supervise",
            "县文旅局:responsible",
            "县商务局:responsible",
        ],
        "联合 without others: what they do together",
    ),
    ("市政府督查室将于7月、11月分别开展专项督查。", ["市政府督查室:supervise"], "将于 two months"),
    (
        "对暂不具备条件的，街道每周巡查一次；社区每月走访一次独居老人。",
        ["街道:supervise", "社区:responsible"],
        "common nouns that do something so many times",
    ),
    (
        "其余由业主按楼层自筹。装修费用由经营者自筹解决。红线外工程由热力企业投资。",
        [],
        "由 and who pays",
    ),
    (
        "县财政要按时结算，县国资公司负责投资建设；由县城投公司融资建设泵站。",
        ["县财政:responsible", "县国资公司:responsible", "县城投公司:responsible"],
        "building with the money is a duty",
    ),
    (
        "各企业负总责，其中县热力公司承担管网28公里，恒暖供热公司承担14公里。",
        ["各企业:responsible", "县热力公司:responsible", "恒暖供热公司:responsible"],
        "其中 before a body with a part of its own",
    ),
    (
        "供水、供电、燃气等管线单位同步实施入地；燃气、通信等管线权属单位要到场指认管位。",
        [
            "供水:responsible",
            "供电:responsible",
            "燃气:responsible",
            "燃气:responsible",
            "通信:responsible",
        ],
        "a row that 等管线单位 closes is no row of common nouns",
    ),
    (
        "加装电梯的业主应当提交申请。业主应当就资金分摊、运行维护等签订协议。",
        ["业主:responsible", "业主:responsible"],
        "which owners; 资金分摊 is what they agree on",
    ),
    (
        "各镇（街道）改造工作实行百分制考核。各县区帮扶工作进展实行月通报。",
        [],
        "how the work of bodies is measured",
    ),
    ("县政府研究决定用两年时间实施补建，现提出如下意见。", [], "what was decided"),
    (
        "由县财政统筹整合各级补助资金予以保障。市财政局每年统筹安排资金2亿元。",
        ["县财政:responsible", "市财政局:responsible"],
        "money brought together is a duty",
    ),
    (
        "县审计局适时介入开展专项审计。县纪委监委提前介入，全程监督。",
        ["县审计局:supervise", "县纪委监委:supervise"],
        "介入 says when, not what",
    ),
    (
        "国网临溪供电公司要在9月20日前完成配套电网改造。",
        ["国网临溪供电公司:responsible"],
        "完成配套 is no share",
    ),
    (
        "由社区牵头、街道协助，打捆引进国有物业企业实行管理。",
        ["社区:lead", "街道:support"],
        "打捆 begins no body",
    ),
    ("云岭市要求到2026年全域达标。", [], "what a place asks for"),
    (
        "县供电公司，县自来水公司要配合做好管线迁改。县民政局负责登记，各乡镇要做好宣传。",
        [
            "县供电公司:support",
            "县自来水公司:support",
            "县民政局:responsible",
            "各乡镇:responsible",
        ],
        "a body alone before the comma has the same duty",
    ),
    (
        "县供电公司要配合做好迁改.各乡镇要于6月底前完成摸底,并建立台账.",
        ["县供电公司:support", "各乡镇:responsible"],
        "a point ends a sentence",
    ),
    ("3.市住建局每半年进行评估。", ["市住建局:responsible"], "behind a number"),
    (
        "街道在3日内提出审核意见，报区民政局审定；社区3月10日前上报名单；学校是改造重点。",
        ["街道:responsible", "社区:responsible"],
        "by when common nouns act",
    ),
    (
        "建立由县发改局牵头，县工信局、县商务局等参与的联席会议制度。",
        [],
        "a way of working together is set up",
    ),
    (
        "监理单位发现问题应当立即制止并报告。",
        ["监理单位:responsible"],
        "what is found, and what then has to be done",
    ),
    (
        "一律由区城管局统一受理、区公安交警大队同步会审。",
        ["区城管局:responsible", "区公安交警大队:responsible"],
        "a second body behind 受理、",
    ),
    (
        "城关镇10月底前完成拆迁，石桥镇、青禾镇11月15日前完成平整。",
        ["城关镇:responsible", "石桥镇:responsible", "青禾镇:responsible"],
        "townships by name before a time",
    ),
    (
        "列入失信名单的经营主体，不得参与本次活动；各乡镇任务：石桥镇5.6万亩，青禾镇3.9万亩。",
        [],
        "who is left out; how much each has to do",
    ),
    (
        "各县（区）疾控中心实验室全部达标。县疾控中心要全部达标。",
        ["县疾控中心:responsible"],
        "a state reached, and one to be reached",
    ),
    (
        "每月末由监理单位出具报告；11月30日前竣工验收。收到通知后5日内整改。",
        ["监理单位:responsible"],
        "behind a date of its own no duty of the one behind 由",
    ),
    (
        "各乡镇要报送名单；收到通知后5日内完成整改；每月上报台账。",
        ["各乡镇:responsible"] * 3,
        "a subject carried over a time",
    ),
    (
        "责任主体为各村民委员会，监管主体为县农业农村局。",
        ["各村民委员会:responsible", "县农业农村局:supervise"],
        "two parts, each with its body",
    ),
    (
        "由石桥镇政府负责征迁、县自然资源局负责供地、县住建局负责建设。",
        ["石桥镇政府:responsible", "县自然资源局:responsible", "县住建局:responsible"],
        "parts that 、 sets off, each with 负责",
    ),
    (
        "县商务局、县市场监管局按照职责分工，分别负责政策解释、价格监督。",
        ["县商务局:responsible", "县市场监管局:supervise"],
        "分别 behind 按照职责分工",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), OBLIGED, ids=[row[2] for row in OBLIGED])
def test_who_is_obliged(text: str, expected: list[str], why: str) -> None:
    assert told(text) == expected


ARTICLES = [
    ("为消除安全隐患，补齐社区服务短板，建好青年社区。", [], "what is done is no part of a name"),
    ("连续两年排名末位的，次年核减该乡镇补助资金。", [], "次年 begins no name"),
    (
        "项目申报单位是资金使用的责任主体，须对申报材料的真实性负责。",
        ["项目申报单位:responsible"],
        "who applies for a project",
    ),
    (
        "乡人民政府及街道办事处（以下简称“乡（街道）”）受县水利局委托，落实管控要求。",
        ["乡人民政府:responsible", "街道办事处:responsible"],
        "on whose behalf a body acts; a bracket in a bracket behind its name",
    ),
    ("未经联席会议审议通过的图纸不得使用。", [], "未经: what has not passed the body"),
    ("公寓由产权人维护，产权人可委托物业服务企业代管。", ["产权人:responsible"], "可 in no name"),
    ("产权人也可以自行委托物业服务企业代管。", [], "也可以 is permission"),
    (
        "各镇上报区节水办公室，由办公室汇总后报区政府。",
        ["各镇:responsible", "办公室:responsible"],
        "the office named before, behind 由",
    ),
    ("下设设备更新推进组，负责统筹协调。", ["设备更新推进组:guide"], "a group just set up"),
    ("评审小组应由区财政、住建等部门组成。", [], "of whom a group is made"),
    (
        "参建各方施工、监理等单位要落实扬尘管控要求。",
        ["参建各方施工:responsible", "监理:responsible"],
        "参建各方 before a list",
    ),
    (
        "区林业局、街镇、施工单位三方要建立对接机制。",
        ["区林业局:responsible", "街镇:responsible", "施工单位:responsible"],
        "三方 closes a list",
    ),
    (
        "出让人应约定监管要求，受让人应按期开工。",
        ["出让人:responsible", "受让人:responsible"],
        "parties of a contract",
    ),
    (
        "申请人有下列情形之一的，应当如实申报。",
        ["申请人:responsible"],
        "the obligation behind a case",
    ),
    ("受让人不按用途使用土地的，应按规定进行查处。", [], "what happens to who breaks a rule"),
    (
        "受理机构对材料齐全的，应当当场受理。",
        ["受理机构:responsible"],
        "for which cases, before the obligation",
    ),
    (
        "图集由具备相应资质的设计单位编制。",
        ["设计单位:responsible"],
        "what the body behind 由 must have",
    ),
    ("各行业部门要在职责范围内加强过程监督。", ["各行业部门:supervise"], "在职责范围内"),
    (
        "县民防办根据《云岭市避难场所设计规范》指导全县建设，参与验收。",
        ["县民防办:guide"],
        "by what document, before the verb",
    ),
    (
        "产权单位或者使用单位应当落实检查。",
        ["产权单位:responsible", "使用单位:responsible"],
        "或者 between two",
    ),
    ("街镇（园区）初审后报区科委。", ["街镇（园区）:responsible"], "初审后报 without a comma"),
    ("业主委托的监理单位应当履行监理职责。", ["监理单位:responsible"], "by whom it is hired"),
    ("已享受搬迁政策的农户不得重复纳入。", [], "who is left out has no duty"),
    (
        "工会、共产主义青年团、妇女联合会等组织根据各自特点，做好服务工作。",
        ["工会:responsible", "共产主义青年团:responsible", "妇女联合会:responsible"],
        "等组织",
    ),
    ("区物业管理事务中心设立指挥平台。", ["区物业管理事务中心:responsible"], "物业管理 goes on"),
    ("青禾区物业服务考评标准另行公布。", [], "物业服务 is no body"),
    (
        "区电梯维修平台、街镇服务站应当公示服务清单。",
        ["区电梯维修平台:responsible", "街镇服务站:responsible"],
        "stations of townships",
    ),
    (
        "区维修平台具体承担以下职能：\n（一）对服务站进行业务指导；\n（二）受理诉求。",
        ["区维修平台:guide", "区维修平台:responsible"],
        "the label of a list without a modal",
    ),
    (
        "服务站自接到诉求后，原则上应当在30分钟内响应。",
        ["服务站:responsible"],
        "自…后，原则上应当",
    ),
    (
        "由县住建局或属地乡镇代为组织实施的清淤工程，适用本办法。",
        [],
        "代为组织实施的 describes a project",
    ),
    (
        "由区房管局会同属地街道共同认定后，由区房管局实施。",
        ["属地街道:support", "区房管局:responsible"],
        "a partner in the step before",
    ),
    (
        "由属地街道认定，报区房管局备案后由街道实施。",
        ["属地街道:responsible"],
        "a body named again by the end of its name",
    ),
    (
        "大额项目由区房管局负责预算管理；小额项目由各街道预算统筹保障。",
        ["区房管局:responsible"],
        "预算统筹保障 is who pays, nor does the former subject",
    ),
    ("参建单位须具有相应资质。", [], "what a body must have"),
    ("物业企业应结合小区实际情况，定期对外墙进行检查。", ["物业企业:supervise"], "实际情况"),
    (
        "已入住公寓的申请人，在入住后购买住房的，应当腾退公寓。",
        ["申请人:responsible"],
        "a described applicant in a case",
    ),
    (
        "住房所有人应当依据《云岭市物业管理规定》《云岭市房屋使用安全管理办法》"
        "以及《云岭市住宅共用部位渗漏整治办法》等规定，承担维修费用。",
        [],
        "only pays, behind a long list of documents",
    ),
    ("市级应急周转金扩大至两亿元。", [], "应急 is no 应"),
    (
        "省级负责统筹，县级每半年报送台账。",
        ["省级:guide", "县级:responsible"],
        "a level stands for its government",
    ),
    (
        "协会、学会等社会组织要加强行业自律。",
        ["协会:responsible", "学会:responsible"],
        "等社会组织",
    ),
    (
        "岚州水务集团青沙湾分公司承担运维。",
        ["岚州水务集团青沙湾分公司:responsible"],
        "a branch of a group",
    ),
    (
        "本办法由中国（云岭）自由贸易试验区管理委员会负责解释。",
        ["中国（云岭）自由贸易试验区管理委员会:responsible"],
        "a zone with a bracket in its name",
    ),
    ("各镇街组织社区网格员逐户入户。", ["各镇街:responsible"], "组织 is no part of a place"),
    ("管材进场须逐批检验。", [], "进场 is no 场"),
    ("进厂浓度偏低的，要编制方案。", [], "进厂 is no 厂"),
    (
        "项目建设单位在2026年1月15日之前填写申请书。",
        ["项目建设单位:responsible"],
        "a date instead of a modal",
    ),
    (
        "用水户协会、种粮大户按照“谁受益、谁管护”原则做好维修。",
        ["用水户协会:responsible", "种粮大户:responsible"],
        "按照…原则做好 instead of a modal",
    ),
    (
        "该项目建设主体为区应急局，统筹开展验收。",
        ["区应急局:guide"],
        "a part, and the body that has it",
    ),
    (
        "本项目牵头单位为市民政局，配合单位为市财政局。",
        ["市民政局:lead", "市财政局:support"],
        "parts with a role",
    ),
    ("县财政按每个托位3000元配套。", [], "only pays: 元配套"),
    ("便民服务中心改造，县财政按每个中心8万元给予补助。", [], "what is rebuilt is no subject"),
    ("市政府下放给新区的审批事项，由园区办理。", ["园区:responsible"], "下放的 describes"),
    (
        "省医改领导小组秘书处加强统筹。",
        ["省医改领导小组秘书处:guide"],
        "the secretariat of a group",
    ),
    (
        "受理机构应当当场受理；材料不齐的，应当一次性告知。",
        ["受理机构:responsible", "受理机构:responsible"],
        "a case behind ； is the former subject's",
    ),
    (
        "县商务局组织排查；凡超过100公斤的，应设置专用间。",
        ["县商务局:responsible"],
        "a rule for things",
    ),
    ("建房规划许可由乡镇人民政府联审联批。", ["乡镇人民政府:responsible"], "许可由 is no 可由"),
    ("教育部门每学期至少开展一次检查。", ["教育部门:supervise"], "至少 is no 至"),
    ("重点用能单位应当设立能源管理岗位。", ["重点用能单位:responsible"], "重点 before a name"),
    ("重点行业主要用能设备达到节能水平。", [], "行业主要 holds no owner"),
    ("农机推广站做好技术指导。", ["农机推广站:guide"], "做好 instead of a modal"),
    ("规划师应当为居民提供专业咨询，参与编制。", ["规划师:responsible"], "为…提供 is the duty"),
    (
        "县发改局、县商务局各司其职负责相应的业务指导。",
        ["县发改局:guide", "县商务局:guide"],
        "各司其职负责: what follows is the duty",
    ),
    (
        "受让人应当与监管人签订监管协议。",
        ["受让人:responsible"],
        "监管人 and 监管协议 name no role",
    ),
    (
        "申报主体在项目开工前应完成备案。",
        ["申报主体:responsible"],
        "when, without a comma, before the obligation",
    ),
    (
        "县人民政府相关组成部门和各乡人民政府应做好接待。",
        ["县人民政府相关组成部门:responsible", "各乡人民政府:responsible"],
        "组成部门",
    ),
    ("交易双方应签订合同。", ["交易双方:responsible"], "双方"),
    ("各街镇“仓库D级隐患”涉及违法用地的，原则上需年底前整治。", [], "a case named in quotes"),
    (
        "取得许可后，建设、勘察、设计等参建单位应按图组织施工。",
        ["建设:responsible", "勘察:responsible", "设计:responsible"],
        "parties in a row that 单位 closes",
    ),
    (
        "建设、施工、监理单位要落实措施。",
        ["建设:responsible", "施工:responsible", "监理单位:responsible"],
        "the last of them with 单位",
    ),
    (
        "由设计、施工和监理等参建各方共同验收。",
        ["设计:responsible", "施工:responsible", "监理:responsible"],
        "各方",
    ),
    ("督促建设、施工单位落实责任。", [], "parties as objects"),
    (
        "经县住建局审核后，由县财政拨付至建设单位。",
        ["县财政:responsible"],
        "财政 pays on, the rest is no name",
    ),
    ("县财政结算中心负责集中支付。", ["县财政结算中心:responsible"], "an office named by 结算"),
    (
        "县住建局会同有关部门、专家，每季度对项目开展督导。",
        ["县住建局:supervise", "有关部门:support"],
        "a partner that is no body",
    ),
    ("优化地块容积率，满足社区居民需要，应予支持。", [], "满足 begins no name"),
    ("各县区任务\n云岭市发展主要指标表\n县区名称和任务清单", [], "captions"),
    (
        "古井保护点，其管护单位应当支持参观；场地由其管护单位或者产权单位负责保洁。",
        ["其管护单位:support", "其管护单位:responsible", "产权单位:responsible"],
        "其 before a body named by its head noun",
    ),
    (
        "市水务局指导、监督供水工作；其所属的水费管理机构承担收费工作。",
        ["市水务局:guide", "其所属的水费管理机构:responsible"],
        "其所属的",
    ),
    (
        "场馆，以及设施运营维护（产权）单位应主动配合检查。",
        ["设施运营维护（产权）单位:support"],
        "以及 before the subject, a bracket before its head noun",
    ),
    (
        "业主大会或者受其委托的业主委员会应当选聘管理人。",
        ["业主大会:responsible", "受其委托的业主委员会:responsible"],
        "受其委托的 in a list",
    ),
    (
        "供热单位应当公布电话；用户反映室温不达标的，应当在2小时内处理。",
        ["供热单位:responsible", "供热单位:responsible"],
        "who complains has no duty",
    ),
    (
        "区住建部门收到申请后，应在5日内组织规划、市场监管、消防等部门联合审查。",
        ["区住建部门:responsible"],
        "监管、 inside a list that 等部门 closes",
    ),
    (
        "社区（村）初审，街道（乡镇）复核，县人社部门审定。",
        ["社区（村）:responsible", "街道（乡镇）:responsible", "县人社部门:responsible"],
        "初审 alone",
    ),
    (
        "云岭公租房公司正式受理后，根据准入条件，开展核查。",
        ["云岭公租房公司:responsible"],
        "a step before the duty",
    ),
    (
        "以规划为指导，后续各区编制三年方案；必要时区政府召开会议。",
        ["各区:responsible", "区政府:responsible"],
        "when, before the subject without a comma",
    ),
    (
        "各县〔市、区〕人民政府要落实责任。",
        ["各县〔市、区〕人民政府:responsible"],
        "〔〕 in a name",
    ),
    (
        "各区县（自治县）人民政府和高新区、石桥经开区管委会要落实责任。",
        [
            "各区县（自治县）人民政府:responsible",
            "高新区:responsible",
            "石桥经开区管委会:responsible",
        ],
        "（自治县）",
    ),
    ("县直部门核准权限内的事项，能放则放。", [], "what a body's powers cover"),
    ("各单位完成情况纳入年度考核。", [], "how it was done is the subject"),
    ("发现施工单位存在违规行为的，应当责令改正。", [], "what is found"),
    (
        "镇经管中心负责对村属企业（包括合作社，以及集体控股企业）资金使用进行监管。",
        ["镇经管中心:supervise"],
        "a remark with a comma",
    ),
    (
        "社区每半月上门督促整改，县住建局入户指导。",
        ["社区:supervise", "县住建局:guide"],
        "上门, 入户 only say how",
    ),
    (
        "属地街道接到投诉后，应当协助调查；监理单位发现违规的，应当督促整改。",
        ["属地街道:support", "监理单位:supervise"],
        "the duty stands behind the case",
    ),
    (
        "联席会议下设办公室，由街道网格管理办公室具体承担，由副主任兼任主任。",
        ["街道网格管理办公室:responsible"],
        "具体承担 pays nothing",
    ),
    (
        "发现新搭建违建的立即反馈镇拆违办由其进行拆除。",
        ["镇拆违办:responsible"],
        "反馈 names whom 其 stands for",
    ),
    (
        "1.市水务局（牵头单位）：负责统筹管网排查；区财政局（配合）落实资金。",
        ["市水务局:lead", "区财政局:support"],
        "a role in brackets behind a subject",
    ),
    (
        "银行、保险、证券等金融机构要创新产品。",
        ["银行:responsible", "保险:responsible", "证券:responsible"],
        "lenders by their trade",
    ),
    (
        "学校食堂、集体用餐配送单位要落实留样制度。",
        ["学校食堂:responsible", "集体用餐配送单位:responsible"],
        "a list of bodies that no list knows",
    ),
    (
        "省级每年组织抽查，县级按季度开展自查，乡级负责核实。",
        ["省级:responsible", "县级:responsible", "乡级:responsible"],
        "levels",
    ),
    (
        "各管线单位要按照“谁受益、谁出资”原则，对管线同步改造。",
        ["各管线单位:responsible"],
        "出资 in quotes",
    ),
    (
        "（市总工会、市卫健委、市妇联，各县（市）区政府、开发区管委会）",
        [
            "市总工会:responsible",
            "市卫健委:responsible",
            "市妇联:responsible",
            "各县（市）区政府:responsible",
            "开发区管委会:responsible",
        ],
        "a bracket of bodies that begins with 工会",
    ),
    (
        "更新设备。（牵头：市商务局；督导：市财政局；责任：各区政府）",
        ["市商务局:lead", "市财政局:supervise", "各区政府:responsible"],
        "short labels in a bracket",
    ),
    (
        "第五条 区国动办是排查的责任单位，具体履行以下职责：\n（一）组织编排计划；\n（二）监督改正。",
        ["区国动办:responsible", "区国动办:responsible", "区国动办:supervise"],
        "a list introduced behind another duty",
    ),
    (
        "第四条 由区建管委等部门组成的整治工作小组，具体履行以下职责：\n（一）指导整治；\n（二）检查质量。",
        ["整治工作小组:guide", "整治工作小组:supervise"],
        "a group by who is in it, its list of duties",
    ),
    (
        "由县政府分管领导任组长、县直部门为成员的改造工作专班，负责统筹推进改造。",
        ["改造工作专班:guide"],
        "为成员的 before a group",
    ),
    (
        "市、区（县）人民政府市场监督管理部门负责电梯监督管理。",
        ["市、区（县）人民政府市场监督管理部门:supervise"],
        "a government's department",
    ),
    (
        "各区、县要按照原则科学确定路径，逐村建立台账。",
        ["各区、县:responsible"],
        "levels joined by 、 before a word of obligation",
    ),
    (
        "县公安局会同城市管理、住房城乡建设等部门制定方案；园林绿化、住房城乡建设等部门要配合。",
        [
            "县公安局:responsible",
            "城市管理:support",
            "住房城乡建设:support",
            "园林绿化:support",
            "住房城乡建设:support",
        ],
        "functions with 设 and longer ones in a row",
    ),
    (
        "物业服务人撤离的，由街道办事处组织应急服务。",
        ["街道办事处:responsible"],
        "组织 behind an office is a verb",
    ),
    (
        "县改造办每周召开调度会。",
        ["县改造办:responsible"],
        "an office of a campaign",
    ),
    (
        "提升公厕管理。（市城管局、市卫健委分别负责城区、医院公厕提升）",
        ["市城管局:responsible", "市卫健委:responsible"],
        "a bracket that says who does what",
    ),
    (
        "保障到位。（本项由各成员单位组织实施）",
        ["各成员单位:responsible"],
        "本项由 in a bracket",
    ),
    (
        "更新设备。（责任单位：市发展改革委、市数据局；排名第一的为牵头单位）",
        ["市发展改革委:lead", "市数据局:responsible"],
        "排名第一的为牵头单位",
    ),
    (
        "养殖企业按照防疫计划做好消毒。",
        ["养殖企业:responsible"],
        "按照…计划 behind a head noun",
    ),
    (
        "县水务局要加快建设；漏损率超标的企业限期整改。",
        ["县水务局:responsible"],
        "others' duty behind a ；",
    ),
    (
        "县国动办负责人防工程维护，县人社局负责人才引进。",
        ["县国动办:responsible", "县人社局:responsible"],
        "负责人 that is none",
    ),
    (
        "国家税务总局云岭县税务局第一税务所：落实税收政策。",
        ["国家税务总局云岭县税务局第一税务所:responsible"],
        "a branch of a national office",
    ),
    (
        "设计、施工、监理等参建单位：严格执行标准。",
        ["设计:responsible", "施工:responsible", "监理:responsible"],
        "等参建单位",
    ),
    ("评审专家与申报单位有利害关系的，应当回避。", [], "与…有关系 joins no list"),
    (
        "二、部门职责\n1.市水务局（牵头单位）：统筹管网排查；开展检查。",
        ["市水务局:lead", "市水务局:supervise"],
        "部门职责 heads lists and names nobody",
    ),
    (
        "街道发现问题后第一时间上报，相关部门1小时内响应。",
        ["街道:responsible", "相关部门:responsible"],
        "第一时间 behind a step",
    ),
    ("由此造成的损失由责任单位承担。", [], "losses are money"),
    (
        "行业部门负监管责任，企业负主体责任。",
        ["行业部门:responsible", "企业:responsible"],
        "负…责任 of a common noun",
    ),
    (
        "市卫生健康局会同市财政局复核后，在网站公示；由政府性融资担保机构提供增信。",
        ["市卫生健康局:responsible", "市财政局:support", "政府性融资担保机构:responsible"],
        "a step taken with others; 政府性 names no government",
    ),
    (
        "任何人有权举报，受理举报的部门应当保密；评估不合格的机构，应当整改。",
        ["部门:responsible", "机构:responsible"],
        "what kind of bodies is told before them",
    ),
    (
        "托育站点运营机构向所在地卫生健康局提出申请。",
        ["托育站点运营机构:responsible"],
        "向…提出 behind a trade",
    ),
    (
        "审核部门及其工作人员应当对信息保密；企业及其负责人应当配合检查。",
        ["审核部门:responsible", "企业:support"],
        "及其工作人员 are no bodies",
    ),
    (
        "市公积金中心及其管理部负责日常运作。",
        ["市公积金中心:responsible", "管理部:responsible"],
        "及其 before an office inside",
    ),
    (
        "市人社局组织评审，必要时会同有关部门实地考察。",
        ["市人社局:responsible", "有关部门:support"],
        "必要时会同",
    ),
    ("用人单位登录平台填报信息。", ["用人单位:responsible"], "登录 of a common noun"),
    ("市政务服务局热线受理群众诉求。", [], "a body's hotline"),
    (
        "住建部门提前介入，服务专班“一对一”跟踪，要素保障部门提前谋划用地。",
        ["住建部门:responsible", "服务专班:responsible", "要素保障部门:responsible"],
        "提前 and quoted adverbs",
    ),
    (
        "施工队伍由村民代表大会推选，市重点办每旬调度一次。",
        ["村民代表大会:responsible", "市重点办:responsible"],
        "an assembly, an office of projects",
    ),
    (
        "创建工作。（市委宣传部（市新闻出版局）、市总工会及各县区）",
        ["市委宣传部（市新闻出版局）:responsible", "市总工会:responsible", "各县区:responsible"],
        "a bracket that begins with a party's office; 及各县区",
    ),
    (
        "一、相关责任主体的职责\n（一）电梯所有权人\n1.落实费用。按时足额交纳费用。\n（二）市住建局\n1.督促落实。",
        ["电梯所有权人:responsible", "市住建局:supervise"],
        "owners in a heading; the name of an item is no duty unless it is all",
    ),
    ("相关场地需占用道路的，要做好引导工作。", [], "场地 is no body"),
    (
        "街道办事处应当：（一）建立台账；（二）协助检查；（三）每月上报。",
        ["街道办事处:responsible", "街道办事处:support", "街道办事处:responsible"],
        "应当： and a list",
    ),
    (
        "第四条 县财政局负责奖补资金的预算编制和使用监管：\n（一）审核年度预算；\n（二）监督资金使用。",
        ["县财政局:responsible", "县财政局:responsible", "县财政局:supervise"],
        "a duty whose parts are told behind its colon",
    ),
    (
        "第七条 申报单位应当符合下列条件：\n（一）项目单位应在临溪县注册；\n（二）企业应信用良好。",
        [],
        "entries of conditions",
    ),
    (
        "由业主委托的代建单位向街道办事处报备管理方案。",
        ["代建单位:responsible"],
        "chosen by others",
    ),
    ("奖励由查处案件的县粮食行政管理部门负责。", ["县粮食行政管理部门:responsible"], "who decides"),
    ("拟退出宅基地的农户应当提出申请。", ["农户:responsible"], "what the subjects intend"),
    ("节日期间仍在生产的企业，要按规定支付工资。", ["企业:responsible"], "what the subjects do"),
    (
        "财政、税务等部门和街道办事处要加强监管。",
        ["财政:supervise", "税务:supervise", "街道办事处:supervise"],
        "more bodies behind a row that 等部门 closes",
    ),
    (
        "市和县、区人民政府要落实经费。",
        ["市:responsible", "县、区人民政府:responsible"],
        "two governments",
    ),
    (
        "县人民政府及其确定的主管部门负责监督管理。",
        ["县人民政府:supervise", "主管部门:supervise"],
        "及其确定的",
    ),
    (
        "县财政局会同县发展改革局负责安排并及时拨付贷款利息。",
        ["县财政局:responsible", "县发展改革局:support"],
        "handing on money is a duty, also with a partner",
    ),
    ("县住建局将在汇总情况的基础上，对示范镇开展抽查。", ["县住建局:supervise"], "在…基础上"),
    (
        "管护责任主体应当建立台账。",
        ["管护责任主体:responsible"],
        "who is charged with works",
    ),
    ("可通过委托管理方式交由专业机构运营。", [], "permission, before the way of doing it"),
    (
        "东山区、西湖区、云山县社会保障服务中心具体负责发放。",
        ["东山区:responsible", "西湖区:responsible", "云山县社会保障服务中心:responsible"],
        "offices that share their name's end",
    ),
    (
        "（一）申报条件\n1.企业应信用良好。\n2.申报单位应当在临溪县注册。",
        [],
        "numbered entries below a heading of conditions",
    ),
    ("小区改造的责任主体应为业主。", ["业主:responsible"], "who is named"),
    ("拟退出的宅基地应当界址清楚。", [], "land is no body"),
    ("近年来，各乡镇积极推进管网改造。", [], "what has been done"),
    ("国务院办公厅负责指导。", ["国务院办公厅:guide"], "the State Council's office"),
    (
        "县民政局应当自收到申请之日起10日内完成审核。",
        ["县民政局:responsible"],
        "a term between the subject and its act",
    ),
    ("县医保经办机构负责费用结算。", ["县医保经办机构:responsible"], "经办机构 is an office"),
    ("改制后的企业应当与职工签订劳动合同。", ["企业:responsible"], "an attribute before 企业"),
    ("各片区管理局要加强巡查。", ["各片区管理局:supervise"], "the bureaus of all zones"),
    (
        "各部门职责：县财政局：筹措改造资金。县水利局：加强河道巡查。",
        ["县财政局:responsible", "县水利局:supervise"],
        "labels behind a label",
    ),
    ("3.审核：县住建局审核申请材料。", ["县住建局:responsible"], "a step's name before its body"),
    ("竣工后，建设单位应当组织验收。", ["建设单位:responsible"], "when, before who"),
    ("同时，县公安局要加强巡逻。", ["县公安局:responsible"], "同时 opens a clause"),
    ("我局将定期通报进展。", ["我局:responsible"], "who writes the notice"),
    (
        "行业主管部门会同有关方面加强指导。",
        ["行业主管部门:guide", "有关方面:support"],
        "有关方面 is somebody",
    ),
    (
        "县资源生态局、县交建局要加强监管。",
        ["县资源生态局:supervise", "县交建局:supervise"],
        "bureaus of joined fields",
    ),
    ("县市场监管局在价格等方面加强监管。", ["县市场监管局:supervise"], "in respect of what"),
    ("县商务局有权取消其资格。", [], "a right is no duty"),
    (
        "综合实验区管委会要统筹推进。",
        ["综合实验区管委会:guide"],
        "a zone whose name begins with 综合",
    ),
    ("各单位要协同做好系统开发。", ["各单位:responsible"], "协同做好 supports nobody"),
    ("一律由县住建局负责。", ["县住建局:responsible"], "一律 before 由"),
    ("引荐人应当提供真实材料。", ["引荐人:responsible"], "a person of no fixed list"),
    ("学生应当凭证进校。", ["学生:responsible"], "with what somebody does it"),
    ("企业将报表报送县统计局。", ["企业:responsible"], "what is sent, with 将"),
    ("企业主要负责人要签订责任书。", [], "企业主要负责人 is a person, no 企业主"),
    ("小区业主要爱护扶手。", ["小区业主:responsible"], "owners who must"),
    (
        "企业主要承担数据采集，县数据局加强技术指导。",
        ["企业:responsible", "县数据局:guide"],
        "主要 is an adverb behind 企业",
    ),
    (
        "各县区完成乡镇泵站改造，市水务局加强技术指导。",
        ["各县区:responsible", "市水务局:guide"],
        "完成 is no part of a name that ends in 乡镇",
    ),
    ("1.市级审核。市商务局组织评审。", ["市商务局:responsible"], "市级审核 names a step"),
    (
        "县级负责初验，由市级审核。",
        ["县级:responsible", "市级:responsible"],
        "a level as an actor",
    ),
    (
        "各区要成立工作专班，主要领导亲自抓。",
        ["各区:responsible"],
        "persons follow the group that is set up",
    ),
    (
        "建立领导小组例会制度，每月召开一次会议。",
        [],
        "a group's meetings are no group that is set up",
    ),
    (
        "县长任总指挥的县防汛指挥部统筹推进清淤。",
        ["县防汛指挥部:guide"],
        "who heads the group before its name",
    ),
    (
        "由实施主体委托具有资质的设计单位编制图纸。",
        ["实施主体:responsible"],
        "whom the body behind 由 commissions",
    ),
    ("由各区政府委托第三方开展评估。", ["各区政府:responsible"], "委托 is no part of a name"),
    (
        "街道办事处收到申请后组织入户调查。",
        ["街道办事处:responsible"],
        "no comma behind the event",
    ),
    ("街道办事处收到通知后的反馈情况。", [], "the event describes a noun"),
    (
        "县住建局受理申请后，牵头组织会审。",
        ["县住建局:lead"],
        "牵头 behind the event",
    ),
    (
        "县商务局审核后会同县财政局拨付资金。",
        ["县商务局:responsible", "县财政局:support"],
        "会同 behind 后 without a comma",
    ),
    ("市数据局印发数据清单。", ["市数据局:responsible"], "印发 as a task"),
    ("市政府印发《云岭市数据条例》。", [], "印发 of a paper that exists"),
    ("市司法局对草案进行了审查。", [], "了 tells of the past"),
    ("市司法局要了解基层诉求。", ["市司法局:responsible"], "了解 is a task"),
    ("截至2024年底，各县区建成驿站九座。", [], "截至 tells of the past"),
    (
        "市审计局要定期或不定期开展专项检查。",
        ["市审计局:supervise"],
        "定期或不定期 is an adverb",
    ),
    (
        "市审计局采取定期检查与抽查相结合的方式，对资金使用进行监督。",
        ["市审计局:supervise"],
        "采取…方式 is how it is done",
    ),
    ("联系单位：县民政局，联系电话：0555—8123456", [], "whom to call"),
    ("咨询电话：县民政局8123456", [], "a phone number of a body"),
    (
        "省级牵头单位：省民政厅；省级配合单位：省财政厅",
        ["省民政厅:lead", "省财政厅:support"],
        "a level before the label",
    ),
    (
        "牵头市级部门：市民政局；责任县区：各县区人民政府",
        ["市民政局:lead", "各县区人民政府:responsible"],
        "a level inside the label",
    ),
    ("各专营单位：做到同步设计、同步施工。", ["各专营单位:responsible"], "a body, no label"),
    (
        "市商务局向市财政局提出资金拨付申请。",
        ["市商务局:responsible"],
        "提出资金 is no 出资",
    ),
    ("联席会议审定贴息方案。", ["联席会议:responsible"], "a plan of grants is no payment"),
    ("原产权单位按每平方米20元给予支持。", [], "money given as support is funding"),
    ("原产权单位对管线迁改可视财力给予支持。", [], "可视财力 is permission"),
    (
        "所需经费由县财政局统筹解决。",
        ["县财政局:responsible"],
        "统筹 of money is a duty",
    ),
    ("收不抵支的费用由县级政府补足。", [], "who makes up the difference pays"),
    (
        "由招标人组织验收，由出租人办理备案。",
        ["招标人:responsible", "出租人:responsible"],
        "persons of an office behind 由",
    ),
    ("云岭海关负责跨境电商监管。", ["云岭海关:supervise"], "customs of a place"),
    (
        "县农业农村局指定参加的展销会，由企业承担展位费。",
        [],
        "who names the fair only describes it",
    ),
    (
        "县审计局负责核查；涉嫌犯罪的，移送司法机关。",
        ["县审计局:responsible", "县审计局:responsible"],
        "a case carried over ；",
    ),
    ("承租人应当腾退；在房内从事违法活动的。", ["承租人:responsible"], "a bare case is no duty"),
    (
        "县商务局：组织展销。活动结束后，适时开展评价。",
        ["县商务局:responsible", "县商务局:responsible"],
        "an event before a duty under a label",
    ),
    (
        "申报单位须符合下列条件：（一）在本县注册；（二）近三年无事故。县商务局每年3月底前发布通知。",
        ["县商务局:responsible"],
        "conditions that run on in a paragraph end with their sentence",
    ),
    (
        "申请人应提供行驶证；更换电池的，还须提供凭证。",
        ["申请人:responsible", "申请人:responsible"],
        "还须 in a case carried over",
    ),
    (
        "比例由业主协商确定；协商不成的，六层住宅可参照本表。",
        ["业主:responsible"],
        "another noun behind the case",
    ),
    ("补贴由销售企业先行垫付。", [], "who advances money pays"),
    (
        "敬老院接收老人的收费标准，由县民政局确定。",
        ["县民政局:responsible"],
        "a noun described before 由",
    ),
    (
        "申请人所在单位应当出具证明。",
        ["申请人所在单位:responsible"],
        "所在单位 belongs to the name",
    ),
    (
        "县审计局要加强检查；发现挪用的，责令限期整改。",
        ["县审计局:supervise", "县审计局:responsible"],
        "责令 in a case carried over",
    ),
    (
        "领取补助的机构，应承诺服务满5年。",
        ["机构:responsible"],
        "应 behind the comma of a described subject",
    ),
    (
        "有条件的学校，在校门口设置消毒区。",
        ["学校:responsible"],
        "an order to those who can",
    ),
    ("有条件的社区可开设食堂。", [], "permission to those who can"),
    ("鼓励有条件的社区开设食堂。", [], "those who can are encouraged"),
    ("各镇要加强值守，组织做好转移。", ["各镇:responsible"], "组织 is a verb before 做好"),
    (
        "企业、组织应当依法报送资料。",
        ["企业:responsible", "组织:responsible"],
        "组织 is a noun under a word of obligation",
    ),
    (
        "运维单位：按照约定开展巡检，每月28日前提交报告；配合审计。",
        ["运维单位:responsible", "运维单位:support"],
        "a label of a party whose value is a duty",
    ),
    ("成员单位：按职责抓好落实。", ["成员单位:responsible"], "members of a group have it too"),
    (
        "建设单位：县推进中心、县建设局",
        ["县推进中心:responsible", "县建设局:responsible"],
        "names that begin like verbs",
    ),
    ("责任单位：监督检查科，推进办", ["监督检查科:responsible", "推进办:responsible"], "offices"),
    ("由成员单位相应岗位人员自然递补。", [], "who follows in a post is a person"),
    ("各村、镇直各单位主要负责人为第一责任人。", [], "heads of a township's own units"),
    ("各村、镇直各单位要落实责任。", ["各村:responsible", "镇直各单位:responsible"], "the units"),
    ("由区委宣传部部长任组长，负责日常工作。", [], "the head of a department"),
    ("镇包村干部每天到村督查。", [], "cadres are persons"),
    ("村协办员负责信息采集。", [], "helpers are persons"),
    (
        "由县人社局为离岗人员接续社保关系。",
        ["县人社局:responsible"],
        "接续 of what persons have, by a body",
    ),
    (
        "市场监管局：食品安全监管；价格行为检查；广告监测。",
        ["市场监管局:supervise", "市场监管局:supervise", "市场监管局:responsible"],
        "entries that name tasks without a verb",
    ),
    (
        "县公安局：负责交通管制；居民可自行登记；道路交通管理。",
        ["县公安局:responsible", "县公安局:responsible"],
        "permission between them",
    ),
    ("县公安局负责交通管制；道路交通管理。", ["县公安局:responsible"], "only below a label"),
    (
        "第五条 县水利局为河湖主管部门，其主要职责：（一）编制规划；（二）会同县林业局开展检查。",
        ["县水利局:responsible", "县水利局:supervise", "县林业局:support"],
        "what a body is, before the list of its duties",
    ),
    (
        "第五条 县水利局是主管部门，牵头制定政策，主要职责包括：（一）编制规划。",
        ["县水利局:lead", "县水利局:responsible"],
        "a duty of its own before the list",
    ),
    (
        "第十三条 试点企业职责：按期完成改造；配合检查。",
        ["试点企业:responsible", "试点企业:support"],
        "a party that no list knows before 职责",
    ),
    ("（三）项目实施单位职责。负责组织实施。", ["项目实施单位:responsible"], "in a heading"),
    ("（三）压实企业职责。完善台账。", [], "a heading that begins with a verb"),
    ("（三）成员单位职责。负责组织实施。", [], "a heading over lists names no body"),
    (
        "机关、团体、企业和村（居）民委员会应当履行消防安全职责。",
        [
            "机关:responsible",
            "团体:responsible",
            "企业:responsible",
            "村（居）民委员会:responsible",
        ],
        "one of a row that no list knows",
    ),
    (
        "企业和村民委员会要配合。",
        ["企业:support", "村民委员会:support"],
        "和 behind a common noun parts two",
    ),
    ("推荐单位应当督促整改。", ["推荐单位:supervise"], "a name that begins like a verb"),
    ("依托单位负责实验室的管理。", ["依托单位:responsible"], "no preposition"),
    ("依托高校建立基地，要加强合作。", [], "a preposition"),
    ("科技馆应当建立安全制度。", ["科技馆:responsible"], "建立 is a duty of a place"),
    ("美术馆应当建在老城区。", [], "where a place is to be is none"),
    (
        "工会、妇联等人民团体应当开展宣传。",
        ["工会:responsible", "妇联:responsible"],
        "人民团体 closes a row",
    ),
    ("试点县区民政局负责实施。", ["试点县区民政局:responsible"], "a bureau of those who try it"),
    (
        "市财政局委托的第三方机构负责绩效评价。",
        ["第三方机构:responsible"],
        "who is charged has the duty",
    ),
    ("县民政局委托的机构负责人应当签字。", [], "a person"),
    ("农户作为改造主体，要完成施工。", ["农户:responsible"], "作为…， before the obligation"),
    (
        "林场和各类森林经营单位要清理可燃物。",
        ["林场:responsible", "各类森林经营单位:responsible"],
        "各类 before a party",
    ),
    (
        "县科技局会同县财政局审核后，拟定资金方案。",
        ["县科技局:responsible", "县财政局:support"],
        "a step and the one after it",
    ),
    (
        "县财政局对资金进行绩效评价，评价结果作为安排资金的依据。",
        ["县财政局:responsible"],
        "money spoken of behind a duty",
    ),
    ("县财政局对企业进行技术改造，给予补贴。", [], "whom a grant is for"),
    (
        "公安机关收到申请后应当在7日内作出许可或者不予许可的决定。",
        ["公安机关:responsible"],
        "许可 is no permission to the body",
    ),
    ("农机监理机构核对无误后，出具注销证明。", ["农机监理机构:responsible"], "a step"),
    (
        "推进造林。（县林业局、县教育局，各县（市、区）人民政府（管委会））",
        [
            "县林业局:responsible",
            "县教育局:responsible",
            "各县（市、区）人民政府（管委会）:responsible",
        ],
        "another name in brackets at the end of a bracket",
    ),
    ("推进造林。（县林业局、各级林长）", ["县林业局:responsible"], "persons beside a body"),
    ("推进造林。（各级林长）", [], "persons alone"),
    (
        "市城管部门是本市供热主管部门，负责供热监督管理。",
        ["市城管部门:supervise"],
        "what the body is",
    ),
    (
        "房屋所有人、管理人是房屋安全责任人，应当定期检查。",
        ["房屋所有人:supervise", "管理人:supervise"],
        "what persons are",
    ),
    ("建设主体为区应急局，统筹推进。", ["区应急局:guide"], "who has a part"),
    (
        "市审计局负责对资金的管理和使用情况进行审计监督。",
        ["市审计局:supervise"],
        "负责 hands the role over what it is about",
    ),
    ("县民政局每年按不低于10%的比例对机构进行抽查。", ["县民政局:supervise"], "at what rate"),
    (
        "县科技局、县体育局分别负责科技类、体育类机构的监管。",
        ["县科技局:supervise", "县体育局:supervise"],
        "parts that share their head",
    ),
    (
        "县科技局、县体育局分别负责审批、资金的监管。",
        ["县科技局:responsible", "县体育局:supervise"],
        "parts with a head each",
    ),
    (
        "责任单位：县住建局；配合单位：县财政局、建设银行临溪支行\n推进时序：5月底前出台文件",
        ["县住建局:responsible", "县财政局:support", "建设银行临溪支行:support"],
        "a label of time behind the bodies",
    ),
    (
        "经街道初审后，报县民政局、县财政局联合审定。",
        [],
        "who decides together on what is reported",
    ),
    (
        "乡镇初验后，报县住建局联合县财政局验收。",
        ["县住建局:responsible", "县财政局:support"],
        "who acts with another on what is reported",
    ),
    ("所需资金由县财政承担的，纳入县发改局年度预算。", [], "a case of who pays"),
    (
        "县住建局要加强巡查；发现问题，及时处理。",
        ["县住建局:supervise", "县住建局:responsible"],
        "发现 without 的 in a case carried over",
    ),
    (
        "使用部门应当严格执行批复；确需调整的，按原程序报批。",
        ["使用部门:responsible", "使用部门:responsible"],
        "how a case is decided",
    ),
    (
        "县住建局要加强巡查；发现企业违规，企业应立即整改。",
        ["县住建局:supervise", "企业:responsible"],
        "the case is another's",
    ),
    ("受灾乡镇每日12时前向县应急局报告灾情。", ["受灾乡镇:responsible"], "an hour"),
    ("备注：县卫健局每月10日前通报情况。", ["县卫健局:responsible"], "a duty in a remark"),
    ("备注：县财政局", [], "a name in a remark"),
    ("助餐服务机构于每年1月10日前提出申请。", ["助餐服务机构:responsible"], "提出 by a date"),
    ("镇财政所在4月10日前兑现资金。", ["镇财政所:responsible"], "所 + 在, a name and a time"),
    ("城管部门负责人行道的清理。", ["城管部门:responsible"], "负责 + 人行道"),
    ("城管部门负责人要加强巡查。", [], "a person"),
    (
        "问题由河长办交办，相关部门限期整改。",
        ["河长办:responsible", "相关部门:responsible"],
        "限期 before a verb",
    ),
    (
        "县纪委、县委办组成联合督查组，每周开展一次督查。",
        ["县纪委:responsible", "县委办:responsible"],
        "who makes up a group that acts",
    ),
    ("从业人员应当持健康证上岗。", ["从业人员:responsible"], "从 of a name is no preposition"),
    (
        "（县数据局牵头县财政局配合县审计局配合）",
        ["县数据局:lead", "县财政局:support", "县审计局:support"],
        "roles run on without a mark",
    ),
    ("（市住建局牵头负责协调各区政府落实）", ["市住建局:lead"], "what is led is no actor"),
    (
        "县清洁工程领导组对各乡镇进行检查考核。",
        ["县清洁工程领导组:supervise"],
        "领导组 is a leading group",
    ),
    (
        "市财政安排专项资金2亿元，积极争取中央补助。",
        ["市财政:responsible"],
        "who pays, and strives for money",
    ),
    ("参与活动的销售企业应为限额以上法人单位。", [], "what a firm is to be"),
    ("列入经营异常名录的企业不得参加。", [], "who may not take part"),
    ("维修费用由业主承担为主。", [], "who mainly pays"),
    ("乡镇负责站点选址和日常巡查。", ["乡镇:responsible"], "the first of two works"),
    (
        "企业和职工应当签订协议。",
        ["企业:responsible", "职工:responsible"],
        "persons beside a body",
    ),
    ("享受补助的老年人应当配合入户核查。", ["老年人:support"], "persons of a kind"),
    (
        "申请人和共同申请人应当如实申报收入。",
        ["申请人:responsible", "共同申请人:responsible"],
        "applicants one beside another",
    ),
    ("区人大社会委参与验收。", ["区人大社会委:support"], "a committee of a congress"),
    ("市政协提案委对办理情况进行督办。", ["市政协提案委:supervise"], "a committee of the 政协"),
    ("县市场监管局对取暖炉具质量进行抽检。", ["县市场监管局:supervise"], "samples are checks"),
    ("区审计局对重点项目全过程跟踪审计。", ["区审计局:supervise"], "audits all along"),
    (
        "县领导小组统筹推进各项工作，办公室（设在县农业农村局）每半年组织一次评估。",
        ["县领导小组:guide", "办公室:responsible"],
        "an office with its place in a bracket",
    ),
    ("农户参与垃圾分类的签约率力争做到全覆盖。", [], "a rate of those who take part"),
    (
        "（责任单位：市商务局，各县[市、区]人民政府）",
        ["市商务局:responsible", "各县[市、区]人民政府:responsible"],
        "levels in square brackets",
    ),
    (
        "县政府分工副县长和县政府有关部门主要负责同志为成员的工作专班。",
        [],
        "persons of whom a group is made",
    ),
    ("符合条件的，市政府将给予每台5万元补助。", [], "who will pay only pays"),
    ("监察部门应对违规拨付资金的行为实施行政监察。", ["监察部门:supervise"], "行政监察"),
]


@pytest.mark.parametrize(("text", "expected", "why"), ARTICLES, ids=[row[2] for row in ARTICLES])
def test_articles(text: str, expected: list[str], why: str) -> None:
    assert told(text) == expected


FIRST_ENTRIES = [
    "云岭市应急预案\n2.3 成员单位职责\n市林业局：负责造林。\n市财政局：负责筹资。",
    "云岭市方案\n（二）职责分工\n市林业局：负责造林。\n市财政局：负责筹资。",
    "云岭市方案\n1.职责分工\n市林业局：负责造林；\n市财政局：负责筹资。",
]


@pytest.mark.parametrize("text", FIRST_ENTRIES)
def test_the_first_entry_of_a_list_is_nobody_written_to(text: str) -> None:
    notice = extract(Document.from_text(text))
    assert [r.actor for r in notice.responsibilities] == ["市林业局", "市财政局"]
    assert notice.metadata.recipients == ()


ROWS = "\n".join(
    (
        *("附表", "重点任务分工", "1", "县教育局", "开展校园隐患排查，建立台账", "每月", "2"),
        *("县商务局、县文旅局", "督促商场、景区落实检查制度", "长期", "3", "县消防救援大队"),
        *("组织消防演练，指导单位整改", "四、其他", "督促各单位整改。"),
    )
)


def test_rows_of_a_table_a_cell_a_line() -> None:
    """A number alone, then bodies alone, opens a row: these bodies have what follows to do."""
    assert set(told(ROWS)) == {
        "县教育局:responsible",
        "县商务局:supervise",
        "县文旅局:supervise",
        "县消防救援大队:responsible",
    }


def test_a_label_behind_the_rows_holds_for_its_own_line() -> None:
    text = ROWS.partition("四、其他")[0] + "县财政局：筹集改造资金。\n督促各单位整改。"
    assert [duty for duty in told(text) if "财政局" in duty] == ["县财政局:responsible"]
