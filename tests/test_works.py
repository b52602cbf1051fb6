"""Works: which notices have them, in which parts, in which tier, and what a name gives."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.patterns import load_patterns
from extractor.pipeline import extract
from extractor.records.works import lexicon_of

RENOVATION = "云岭市城镇老旧小区改造实施方案"


def read(body: str, title: str = RENOVATION) -> list[tuple[str, str]]:
    """Return item and tier of the works of a notice with this title and body."""
    text = (
        f"云岭市人民政府办公室\n关于印发{title}的通知\n各区县人民政府：\n现将《{title}》印发给你们，"
        f"请认真组织实施。\n云岭市人民政府办公室\n2024年5月6日\n{title}\n为做好有关工作，制定本方案。\n{body}\n"
    )
    notice = extract(Document.from_text(text))
    assert all(text[e.start : e.end] == e.text for r in notice.works for e in r.evidence)
    return [(r.item, r.tier) for r in notice.works]


def items(clause: str) -> list[str]:
    """Return the items of a clause in the part on contents."""
    return [item for item, _ in read(f"一、改造内容\n{clause}。")]


@pytest.mark.parametrize(
    ("title", "has"),
    [
        ("城镇老旧小区改造实施方案", True),
        ("2024年保障性安居工程实施方案", True),
        ("加快发展全县保障性租赁住房的意见", True),
        ("既有住宅加装电梯管理办法", True),
        ("既有住宅电梯后续维保资助办法", False),
        ("社区嵌入式服务设施布局方案", False),
        ("农村危房改造实施方案", True),
        ("保障性租赁住房建设补助办法", True),
        ("完整社区建设行动方案", True),
        ("住宅小区适老化改造和居家养老服务实施方案", True),
        ("既有建筑节能改造实施方案", True),
        ("城市更新行动实施方案", False),
        ("城市更新和老旧小区改造实施方案", True),
        ("棚户区改造三年计划", True),
        ("居家和社区养老服务改革试点工作实施方案", False),
        ("数字政府建设方案", False),
        ("背街小巷整治工作方案", False),
        ("设备更新和消费品以旧换新工作方案", False),
        ("住宅小区物业管理办法", False),
        ("公共租赁住房管理办法", False),
        ("促进房地产市场平稳健康发展的通知", False),
        ("社区工作者队伍建设方案", False),
        ("住宅专项维修资金管理办法", False),
        ("国有土地上房屋征收与补偿办法", False),
        ("特殊困难老年人家庭适老化改造实施方案", True),
        ("城中村和危旧房改造工作方案", True),
        ("楼宇经济提质行动方案", False),
        ("城区危旧房屋隐患整治三年行动方案", True),
        ("住宅小区消防隐患整治方案", False),
        ("国有土地上危险住房解危实施方案", True),
        ("中心学校教学楼维修改造工程实施方案", True),
        ("机关办公用房维修改造方案", True),
        ("党政机关办公用房清理整治工作方案", False),
        ("住宅小区电动自行车安全整治方案", False),
        ("党政机关办公用房建设管理办法", False),
        ("自建房安全专项整治实施方案", False),
        ("既有住宅加装电梯建后管理指导意见", False),
        ("云岭市加装电梯使用管理办法", False),
    ],
)
def test_titles(title: str, has: bool) -> None:
    assert lexicon_of(load_patterns()).renovates(title) is has


@pytest.mark.parametrize(
    ("clause", "expected", "reason"),
    [
        ("改造供排水和燃气管网", ["water_supply", "drainage", "gas"], "a compound gives each item"),
        (
            "建设养老托幼和文体活动设施",
            ["elder_care", "child_care", "culture_leisure", "sports"],
            "two compounds",
        ),
        ("改造水电气暖", ["water_supply", "power_supply", "gas", "heating"], "four in one"),
        ("建设智慧安防系统", ["security"], "the head noun decides"),
        ("设置消防通道标识", ["signage"], "the head noun decides"),
        ("更新楼道照明", ["lighting"], "楼道 only says where"),
        ("实施外墙保温", ["energy_saving"], "保温 is the head"),
        ("建设周界防护等智能感知设施", ["smart"], "an example before 等"),
        (
            "对小区公厕进行适老化改造",
            ["public_toilets", "elderly_friendly"],
            "进行 parts two works",
        ),
        ("更换井盖和路沿石", ["roads"], "parts go with their work"),
        ("修复落水管", ["drainage"], "parts go with their work"),
        ("预留加装电梯空间", ["elevators"], "preparing for an item is the item"),
        ("解决乱停车问题", ["parking"], "a problem to be removed is work"),
        ("达到无违章搭建、无乱贴乱画", [], "a state to be reached is not"),
        ("道路硬化率达到100%", [], "a rate"),
        ("改造后小区应达到道路平整、排水畅通、停车规范、路灯亮化", [], "several states"),
        ("道路平整、排水畅通，路灯明亮", [], "states by themselves"),
        ("屋顶漏雨维修、消防通道畅通等", ["roof", "fire_safety"], "a problem to be removed"),
        (
            "疏通排水管道，确保排水畅通；道路平整、路灯亮化",
            ["drainage", "roads", "lighting"],
            "works beside a state",
        ),
        ("实现道路硬化、雨污分流", ["roads", "drainage"], "works that are done"),
        ("完善配套设施和便民设施", [], "collective words"),
        ("满足消防车通行需要", [], "a purpose"),
        ("改造应符合消防、抗震等规范", [], "rules to be kept"),
        ("在主要道路、绿地等重点部位安装监控", ["security"], "places are no works"),
        ("拆除侵占绿地的违章建筑", ["illegal_structures"], "what is demolished"),
        ("各类管线尽可能入地", ["overhead_lines"], "a verb makes the item"),
        ("对闲置土地进行统一平整", ["other"], "a concrete work without an item"),
        ("建设幼儿园和社区卫生服务站", ["education", "health"], "services"),
        ("改造电力家属院道路", ["roads"], "a community named by a field"),
        ("由供电所更换表箱", ["power_supply"], "who does it is no work"),
        ("供水、供电、燃气等管线单位同步实施线缆入地", ["overhead_lines"], "nor are several"),
        ("线缆入地由供水、供电、通信单位负责", ["overhead_lines"], "nor named by their trades"),
        (
            "更新供水、供电、通信管线",
            ["water_supply", "power_supply", "telecom"],
            "but their lines are",
        ),
        ("更换供水单位产权的老旧管道", ["water_supply"], "and what belongs to them"),
        ("改造中不涉及户内装修", [], "what is left out"),
        ("更换户内设施", [], "a collective word"),
        ("外墙涂料、楼道刷白", ["facade", "stairwell"], "words of the trade"),
        ("网线捆扎下地", ["overhead_lines"], "lines put in order"),
        ("更换给排水管网", ["water_supply", "drainage"], "a compound with its pipes"),
        ("更新供水供电管线", ["water_supply", "power_supply"], "pipes side by side"),
        ("更换老化电线", ["power_supply"], "wires of the house"),
        ("修复石板路", ["roads"], "what a road is made of"),
        ("屋面、外墙等公共部位维修", ["roof", "facade"], "what 等 collects has been named"),
        ("更换公共部位门窗", ["stairwell"], "parts of the house by themselves"),
        ("清理楼道和绿地内乱堆乱放", ["clutter"], "where it is cleared away"),
        ("改造绿地，清理杂物", ["clutter", "greening"], "two works"),
        ("规范小区停车秩序", ["parking"], "a problem to be removed"),
        ("停车秩序良好", [], "a state"),
        ("翻新学校宿舍楼屋面", ["roof"], "whose building it is"),
        ("套内应简约装修", ["interior"], "inside the flat"),
        ("卫生间、厨房地面防滑处理", ["interior"], "卫生间 is no health station"),
        ("拆除未经审批的违法建筑", ["illegal_structures"], "未经审批 approves nothing"),
    ],
)
def test_names(clause: str, expected: list[str], reason: str) -> None:
    assert sorted(items(clause)) == sorted(expected), reason


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        (
            "一、改造内容\n（一）基础类。改造供水管网。\n（二）完善类。增设停车位。\n（三）提升类。建设托育点。",
            [("water_supply", "basic"), ("parking", "improvement"), ("child_care", "upgrade")],
            "headings",
        ),
        (
            "一、重点任务\n（一）夯实基础类改造。更换供水管网。\n（二）推进完善类改造。增设停车位。",
            [("water_supply", "basic"), ("parking", "improvement")],
            "headings that do the tier",
        ),
        (
            "一、改造内容\n基础类：改造供水管网；更新路灯。\n完善类：增设停车位。",
            [("water_supply", "basic"), ("lighting", "basic"), ("parking", "improvement")],
            "labels",
        ),
        (
            "一、改造内容\n分为基础类（道路、消防）、完善类（停车）和提升类（养老）。",
            [
                ("roads", "basic"),
                ("fire_safety", "basic"),
                ("parking", "improvement"),
                ("elder_care", "upgrade"),
            ],
            "brackets",
        ),
        (
            "一、改造内容\n类别\t内容\n基础类\t供水管网、路灯\n完善类\t停车位",
            [("water_supply", "basic"), ("lighting", "basic"), ("parking", "improvement")],
            "a table",
        ),
        (
            "一、改造内容\n（一）基础设施。改造供水管网。\n（二）提升环境。补植绿化。",
            [("water_supply", "unspecified"), ("greening", "unspecified")],
            "other names give no tier",
        ),
        (
            "一、改造内容\n（一）基础类。改造无障碍设施。\n（二）完善类。建设无障碍设施。",
            [("accessibility", "basic"), ("accessibility", "improvement")],
            "once for each tier",
        ),
        (
            "一、改造内容\n（一）基础类。改造供水管网。\n二、实施步骤\n改造供水管网，拆除违法建筑。",
            [("water_supply", "basic"), ("illegal_structures", "unspecified")],
            "unspecified only without a tier",
        ),
        (
            "一、改造内容\n坚持基础类应改尽改、完善类能改则改。改造供水管网。",
            [("water_supply", "unspecified")],
            "a slogan is no list",
        ),
        (
            "一、改造内容\n基础类12项：供水、道路；完善类应改尽改，包括停车位；提升类（3项）：养老。",
            [
                ("water_supply", "basic"),
                ("roads", "basic"),
                ("parking", "improvement"),
                ("elder_care", "upgrade"),
            ],
            "counts and slogans behind the name",
        ),
        (
            "一、改造内容\n（一）基础类（应改尽改）。改造供水管网。\n（二）提升类（能改则改）。新建养老用房。",
            [("water_supply", "basic"), ("elder_care", "upgrade")],
            "slogans in brackets behind the name",
        ),
        (
            "一、改造标准\n（一）基础类清单。包括供水、道路。\n（二）完善类清单。包括停车位。",
            [("water_supply", "basic"), ("roads", "basic"), ("parking", "improvement")],
            "lists to choose from",
        ),
        (
            "一、改造内容\n（一）满足居民安全需要的基础类改造，主要是供水、道路。",
            [("water_supply", "basic"), ("roads", "basic")],
            "the name behind what it is for",
        ),
        (
            "一、改造内容\n基础类项目包括：\n①供水管网改造；②道路修复。",
            [("water_supply", "basic"), ("roads", "basic")],
            "the list that a label opens",
        ),
        (
            "一、改造内容\n基础类：\n1.供水管网更换；\n2.道路翻修。\n完善类改造主要包括以下内容：\n1.增设停车位；\n"
            "2.补植绿化。\n提升类：\n3.设置托育点。\n二、保障措施\n1.增设监控。",
            [
                ("water_supply", "basic"),
                ("roads", "basic"),
                ("parking", "improvement"),
                ("greening", "improvement"),
                ("child_care", "upgrade"),
                ("security", "unspecified"),
            ],
            "lead-ins without a number behind the entries of the list before",
        ),
        (
            "一、改造内容\n（一）基础类：\n①供水管网更换；\n②道路翻修。\n完善类：\n①增设停车位。\n（二）方式\n增设监控。",
            [
                ("water_supply", "basic"),
                ("roads", "basic"),
                ("parking", "improvement"),
                ("security", "unspecified"),
            ],
            "the nearest label, not the heading's",
        ),
        (
            "一、改造内容\n（一）提升类。建设托育点。\n管网部分：更换燃气管道。",
            [("child_care", "upgrade"), ("gas", "unspecified")],
            "a part of its own behind an entry that is complete",
        ),
        (
            "一、改造内容\n（一）基础类\n管网部分：更换燃气管道。\n道路部分：铺设沥青。",
            [("gas", "basic"), ("roads", "basic")],
            "parts under a heading",
        ),
    ],
)
def test_tiers(body: str, expected: list[tuple[str, str]], reason: str) -> None:
    assert sorted(read(body)) == sorted(expected), reason


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        ("一、总体要求\n着力完善供水、养老设施。", [], "general demands"),
        ("一、基本原则\n改造充电桩等设施，完善功能。", [], "principles"),
        ("一、工作目标\n新增停车位300个，加装电梯20部。", [], "goals"),
        ("一、改造范围\n供水设施老化、无障碍设施缺失的小区。", [], "the objects' description"),
        ("一、资金筹措\n鼓励社会资本投资建设停车、充电设施。", [], "financing"),
        (
            "一、改造条件\n住宅应符合消防规范。改造时同步实施坡道改造。",
            ["accessibility"],
            "along with another",
        ),
        ("一、职责分工\n市公安局：指导安防设施建设。", [], "guiding"),
        ("一、职责分工\n市审批局：优化加装电梯审批。", [], "approving"),
        ("一、职责分工\n住建局：负责拆除违章建筑。", ["illegal_structures"], "doing"),
        (
            "一、重点任务\n（一）改造管网。改造供水、排水管网。",
            ["drainage", "water_supply"],
            "tasks with a verb",
        ),
        ("一、重点任务\n（一）完善服务。完善社区养老服务体系。", [], "a system is not built"),
        ("一、保障措施\n加强停车管理和消防安全宣传。", [], "operating"),
        ("一、重点任务\n更新宣传栏和导视牌，在公示栏公示改造方案。", ["signage"], "names of signs"),
        ("一、宣传\n在出入口设立公示牌，公布改造内容。在楼道张贴改造公告。", [], "telling people"),
        ("一、重点任务\n（一）公安机关负责视频监控建设联网。", ["security"], "doing"),
        (
            "第六条 公房维修养护的范围包括：\n（一）外墙面渗漏维修；\n（二）消防设施维护。",
            ["facade", "fire_safety"],
            "what is kept in repair",
        ),
        ("一、改造效果\n道路路面平整，停车位施划清晰。", [], "what is there afterwards"),
        ("一、验收标准\n路灯安装牢固，修补路面。", [], "what must be for the work to pass"),
        (
            "一、基本原则\n（一）坚持以人为本，把握改造重点。重点改造完善供水、消防设施。",
            [],
            "a principle that speaks of contents",
        ),
        (
            "一、重点任务\n（一）明确改造重点。改造供水、消防设施。",
            ["fire_safety", "water_supply"],
            "a heading on contents",
        ),
        (
            "一、加快审批\n对管网、绿化、停车设施改造，实行告知承诺制。",
            [],
            "approval, over the comma",
        ),
        (
            "一、土地政策\n利用闲置厂房改造用于养老、托育的，可享受过渡期政策。",
            [],
            "what a use is favoured with",
        ),
        ("一、其他\n公共收益可使用，优先用于路灯、门禁的维修更换。", [], "what money is spent on"),
        ("一、其他\n下列费用由承租人承担：灯具、门窗更换。", [], "what somebody pays for"),
        ("一、安全\n施工期间设置围挡和警示标志。", [], "a building site's care"),
        ("一、重点任务\n施工单位更换路灯，设置警示标志。", ["lighting", "signage"], "work"),
        (
            "一、实施\n加装电梯涉及供水、燃气管线移位的，由管线单位予以支持。",
            ["elevators"],
            "a condition behind a work",
        ),
        ("一、改造内容\n不得简单粉刷外墙。更换路灯。", ["lighting"], "what must not be done"),
        (
            "一、改造内容\n1.更换路灯。\n2.有条件的小区可增设停车位。\n3.具备条件的加装电梯。",
            ["elevators", "lighting", "parking"],
            "an entry with a condition is no heading on conditions",
        ),
        ("一、申报条件\n有条件的小区可增设停车位。", [], "conditions of the objects"),
        (
            "一、改造内容\n鼓励符合条件的楼栋加装电梯。鼓励社会资本建设停车场。",
            ["elevators"],
            "what houses are urged to do, not who pays",
        ),
        (
            "一、主要任务\n支持既有住宅加装电梯20部。\n支持小区居民提取公积金用于更换门窗。",
            ["elevators"],
            "a task, and a way to pay",
        ),
        (
            "一、项目一览\n建设内容：道路、排水、围墙。\n建设地点：公园路停车场。",
            ["drainage", "roads", "walls_fences"],
            "a label of contents, one of places",
        ),
        (
            "一、配合\n涉及供水、燃气管线迁移的，管线单位应当积极配合。",
            [],
            "a condition, no work",
        ),
    ],
)
def test_parts(body: str, expected: list[str], reason: str) -> None:
    assert sorted(item for item, _ in read(body)) == expected, reason


def test_the_title_names_a_work() -> None:
    body = "一、补助标准\n对验收合格的加装电梯项目，每部补助15万元。"
    assert read(body, "云岭市既有住宅加装电梯实施方案") == [("elevators", "unspecified")]


def test_whose_building_it_is_is_no_work_of_the_title() -> None:
    title = "石桥镇中心学校宿舍楼维修改造工程实施方案"
    assert read("一、项目概况\n学校宿舍楼建于1996年。", title) == []


def test_works_along_with_another_in_a_part_on_money() -> None:
    body = (
        "一、支持政策\n（一）配套设施。项目同步配建智能快件箱，有条件的建设社区食堂。\n"
        "（二）奖补。建设停车场补助10万元。"
    )
    found = [item for item, _ in read(body, "云岭市保障性租赁住房建设方案")]
    assert found == ["parcel_lockers", "meal_service"]


def test_pipes_moved_for_a_lift() -> None:
    body = "一、补贴标准\n加装电梯涉及的供水、燃气等管线迁改，由专业经营单位负责。"
    found = read(body, "临溪县既有住宅加装电梯补贴资金管理办法")
    assert sorted(item for item, _ in found) == ["elevators", "gas", "water_supply"]


def test_a_plan_about_something_else_has_none() -> None:
    body = "一、建设内容\n建设日间照料中心，加装电梯，改造供水管网。"
    assert read(body, "云岭市居家养老服务实施方案") == []


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        (
            "云岭市城市更新三年行动方案",
            "一、重点任务\n（一）老旧小区改造。改造供水管网，加装电梯。\n（二）公园建设。新建公园2座，改造燃气管网。\n"
            "（三）城市体检。排查住宅小区道路。",
            ["water_supply", "elevators"],
        ),
        (
            "云岭市城市有机更新管理办法",
            "第一条 城市道路改造应当同步完善路灯。\n第二条 老旧街区更新应当整治沿街立面，规整线缆。",
            ["facade", "overhead_lines"],
        ),
        (
            "临溪县2024年县城更新任务清单",
            "一、任务清单\n任务\t内容\n城中村改造\t雨污分流、增设消火栓\n城市道路\t修复人行道",
            ["drainage", "fire_safety"],
        ),
        ("云岭市城市更新资金管理办法", "一、支出范围\n（一）老旧小区改造。更换供水管网。", []),
        ("云岭市城市管理提升方案", "一、重点任务\n（一）老旧小区改造。更换供水管网。", []),
    ],
)
def test_of_a_plan_that_renews_the_city_the_parts_on_houses(
    title: str, body: str, expected: list[str]
) -> None:
    assert [item for item, _ in read(body, title)] == expected


@pytest.mark.parametrize(
    ("clause", "expected", "reason"),
    [
        ("打通消防生命通道，配齐微型消防站", ["fire_safety"], "生命通道"),
        ("实施海绵化改造，建设透水铺装", ["drainage"], "海绵化"),
        ("三线整治、多杆合一", ["overhead_lines"], "lines in other words"),
        ("整治飞线充电", ["ev_charging"], "a problem to be removed"),
        ("补栽行道树", ["greening"], "trees along a street"),
        ("光伏屋顶", ["energy_saving"], "the compound is known"),
        (
            "同步完善水电路讯等配套",
            ["water_supply", "power_supply", "roads", "telecom"],
            "a compound gives each item",
        ),
        ("改厨改厕", ["other"], "a work that fits no item"),
        ("智慧物业平台", ["smart"], "a platform"),
        (
            "实施水、电、气、热、路、网改造",
            ["water_supply", "power_supply", "gas", "heating", "roads", "telecom"],
            "one character a utility",
        ),
        (
            "更新水电气热路信管网",
            ["water_supply", "power_supply", "gas", "heating", "roads", "telecom"],
            "without marks between",
        ),
        ("外墙保温及粉刷", ["facade", "energy_saving"], "two works on one wall"),
        ("清运积存垃圾", ["clutter"], "rubbish that lies about is no sorting"),
        ("对机关、学校等公共建筑更换外窗", ["facade"], "a building's use is no work"),
        ("更换上下水管", ["water_supply", "drainage"], "a compound of the trade"),
        (
            "改水、改电、改路、改厕",
            ["water_supply", "power_supply", "roads", "other"],
            "a verb each",
        ),
        ("电力“一户一表”改造", ["power_supply", "water_supply"], "meters of electricity"),
        ("C级危房维修加固", ["other"], "what carries the house"),
        ("楼道加装扶手，走廊、车库安装感应灯", ["stairwell", "lighting"], "where it is put"),
        ("利用屋顶、车棚建设光伏", ["energy_saving"], "what is used for it"),
        ("弱电线路整理", ["overhead_lines"], "lines put in order"),
        ("开展文化惠民、全民健身等活动", [], "events"),
        ("尽量减少占用绿地、道路", [], "what is to be spared"),
        ("拆除占压消防通道的违章建筑", ["illegal_structures"], "where it stands"),
    ],
)
def test_other_words(clause: str, expected: list[str], reason: str) -> None:
    assert sorted(items(clause)) == sorted(expected), reason


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("2025年建成口袋公园12个、公共停车位3000个", ["greening", "parking"]),
        ("打造宜居社区品牌", []),
        ("新增停车位200个，路灯30盏", ["parking", "lighting"]),
        ("单元入口应设坡道", ["accessibility"]),
        ("保障性租赁住房应配置公共厨房", ["other"]),
        ("发现扶手松动的应及时维修", []),
    ],
)
def test_weak_verbs_build_what_is_counted(clause: str, expected: list[str]) -> None:
    assert [item for item, _ in read(f"三、主要任务\n{clause}。")] == expected


@pytest.mark.parametrize(
    ("body", "expected", "reason"),
    [
        (
            "一、工作任务\n（一）必改项\n路灯、围墙。\n（二）可建项\n社区食堂等。",
            ["lighting", "walls_fences", "meal_service"],
            "kinds of entries without a tier",
        ),
        (
            "一、重点任务\n（一）补齐基础设施。供水、燃气管道全覆盖。\n（二）健全管理机制。供水管护。",
            ["water_supply", "gas"],
            "an entry of the tasks on what is built, not one on how it is managed",
        ),
        (
            "一、任务分工\n改造内容\t责任单位\n屋面防水、单元门\t供热公司\n拆违\t物业用房管理中心",
            ["roof", "stairwell", "illegal_structures"],
            "a column of contents, one of bodies",
        ),
        (
            "一、任务分工\n小区名称\t户数\n改造路灯厂小区\t120",
            [],
            "names of communities",
        ),
        ("一、组织实施\n施工单位做好扬尘治理和道路恢复。", [], "what a building site needs"),
        ("一、组织实施\n通信运营企业负责飞线整治。", ["overhead_lines"], "运营 in a body's name"),
        (
            "一、居住环境提升\n1.适老化：折叠座椅、扶手。",
            ["elderly_friendly", "culture_leisure", "stairwell"],
            "a first heading that names what is built",
        ),
        (
            "第九条 改造内容按下列要求确定。\n（一）保基础。供水、道路。",
            ["water_supply", "roads"],
            "an article on contents",
        ),
        (
            "一、改造内容\n更换路灯。\n下列项目不属于改造内容：\n（一）室内装修；\n（二）市政道路。",
            ["lighting"],
            "a list of what is left out",
        ),
    ],
)
def test_headings_and_columns(body: str, expected: list[str], reason: str) -> None:
    assert sorted(item for item, _ in read(body)) == sorted(expected), reason
