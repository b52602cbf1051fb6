"""Bodies one at a time and in lists: where each begins and ends."""

import pytest

from extractor.bodies import bodies
from extractor.document import fold
from extractor.patterns import load_patterns

READER = bodies(load_patterns())

LISTS = [
    ("各有关县（市、区）政府、管委会要组织", ["各有关县(市、区)政府", "管委会"], "要组织"),
    ("市住建、发改、财政等部门要配合", ["市住建", "发改", "财政"], "要配合"),
    ("各区县财政及审计部门要监督", ["各区县财政", "审计部门"], "要监督"),
    ("供水、供电、燃气等管线单位要改造", ["供水", "供电", "燃气"], "要改造"),
    ("安平、玉泉街道负责", ["安平", "玉泉街道"], "负责"),
    ("县住建局（县城管局）和玉泉街道负责", ["县住建局(县城管局)", "玉泉街道"], "负责"),
    ("市改造工作领导小组办公室组织", ["市改造工作领导小组办公室"], "组织"),
    ("州、县（市）数据资源主管部门应当", ["州、县(市)数据资源主管部门"], "应当"),
    ("市发展和改革委员会与市财政局制定", ["市发展和改革委员会", "市财政局"], "制定"),
    ("街道（乡、镇）、社区（村）应指导", ["街道(乡、镇)", "社区(村)"], "应指导"),
    ("国网云岭供电公司、市水务集团负责", ["国网云岭供电公司", "市水务集团"], "负责"),
    ("区财政、审计部门及时检查", ["区财政", "审计部门"], "及时检查"),
    ("消委办和建管中心（房办）推动", ["消委办", "建管中心(房办)"], "推动"),
    ("社区管理办会同建管中心制定", ["社区管理办"], "会同建管中心制定"),
    ("居委、物业定期开展宣传", ["居委", "物业"], "定期开展宣传"),
    ("镇村建所、街道安监所要核查", ["镇村建所", "街道安监所"], "要核查"),
    ("各推进主体加快前期工作", ["各推进主体"], "加快前期工作"),
    ("市财政局、市就业工作领导小组研究", ["市财政局", "市就业工作领导小组"], "研究"),
    ("领导小组其他成员单位按职责落实", ["领导小组其他成员单位"], "按职责落实"),
    ("市园科院、云岭植物园等单位发挥优势", ["市园科院", "云岭植物园"], "发挥优势"),
    ("各区县、市财政局做好保障", ["各区县", "市财政局"], "做好保障"),
    ("评估公司根据监理报告出具意见", ["评估公司"], "根据监理报告出具意见"),
    ("各职能部门、单位和村要明确", ["各职能部门", "单位", "村"], "要明确"),
    ("街道加梯办在5日内完成", ["街道加梯办"], "在5日内完成"),
    ("云岭机场集团建设起降场", ["云岭机场集团"], "建设起降场"),
    ("云岭学院、青禾大学等高校结合", ["云岭学院", "青禾大学"], "结合"),
    ("县医保局、定点零售药店按协议", ["县医保局", "定点零售药店"], "按协议"),
    ("县供热公司、热源厂做好储备", ["县供热公司", "热源厂"], "做好储备"),
    ("市民政局、各公墓管理处", ["市民政局", "各公墓管理处"], ""),
    (
        "各镇政府、街道（开发区）办事处、云岭集团或区相关部门（单位）应",
        ["各镇政府", "街道(开发区)办事处", "云岭集团", "区相关部门(单位)"],
        "应",
    ),
    ("教育、交通、旅游、邮政等行业主管部门落实", ["教育", "交通", "旅游", "邮政"], "落实"),
    ("公安、住建等负有监管职责的部门要", ["公安", "住建"], "要"),
    ("各有关委、办、局结合", ["各有关委、办、局"], "结合"),
    (
        "区水务部门、街镇（经开区）、监理单位三方要",
        ["区水务部门", "街镇(经开区)", "监理单位"],
        "要",
    ),
    ("物业服务企业或小区自管机构应", ["物业服务企业", "小区自管机构"], "应"),
    ("协会、学会等社会组织要", ["协会", "学会"], "要"),
    ("各镇街组织社区网格员入户", ["各镇街"], "组织社区网格员入户"),
    ("街道消防安全委员会", ["街道消防安全委员会"], ""),
    ("现场指挥部及各级卫生健康部门应当", ["现场指挥部", "各级卫生健康部门"], "应当"),
    (
        "各镇街、功能区（园区）安全生产管理部门统筹",
        ["各镇街", "功能区(园区)安全生产管理部门"],
        "统筹",
    ),
    ("各级民政部门指导社会组织加强", ["各级民政部门"], "指导社会组织加强"),
    ("社会应急力量根据现场指挥部要求", ["社会应急力量"], "根据现场指挥部要求"),
]


@pytest.mark.parametrize(("text", "names", "rest"), LISTS, ids=[row[0] for row in LISTS])
def test_list(text: str, names: list[str], rest: str) -> None:
    folded = fold(text)
    listed = READER.list_at(folded, 0, len(folded))
    assert listed is not None
    assert [folded[actor.start : actor.end] for actor in listed.actors] == names
    assert folded[listed.end :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "加快建设新区",
        "建立健全工作专班",
        "基础设施改造",
        "改造老旧小区",
        "积极推进改造",
        "每半年报告",
        "管理办法由省里另行制定",
        "服务办理时限",
        "待工程完工后",
    ],
)
def test_no_list(text: str) -> None:
    """A predicate is no body, whatever it ends in."""
    assert READER.list_at(text, 0, len(text)) is None


SPLITS = [
    (
        "市财政局、市发展和改革委员会和市民政局等部门",
        ["市财政局", "市发展和改革委员会", "市民政局"],
    ),
    ("市财政局、市民政局按职责分工负责", ["市财政局", "市民政局"]),
    ("各县、区人民政府，市国资委", ["各县、区人民政府", "市国资委"]),
    ("各镇、市审计局", ["各镇", "市审计局"]),
    ("青禾区、石桥区等相关区人民政府", ["青禾区", "石桥区"]),
    ("市数字城市运营有限公司；各镇（街道）", ["市数字城市运营有限公司", "各镇(街道)"]),
]


@pytest.mark.parametrize(("text", "names"), SPLITS, ids=[row[0] for row in SPLITS])
def test_split(text: str, names: list[str]) -> None:
    folded = fold(text)
    found = READER.split(folded, 0, len(folded))
    assert [folded[actor.start : actor.end] for actor in found] == names


TYPES = [
    ("区建管委", "housing_construction"),
    ("云岭市住房和城乡建设管理委员会", "housing_construction"),
    ("青禾区建设和管理委员会", "housing_construction"),
    ("云岭市城市管理委员会", "urban_management"),
    ("青禾新区管理委员会", "government"),
    ("市规自局", "natural_resources"),
    ("区经委", "industry_it"),
    ("县科经局", "other"),
    ("市港航中心", "transport"),
    ("云岭海事局", "transport"),
    ("区绿化市容局", "urban_management"),
    ("区城运中心", "other"),
    ("市国动办", "other"),
    ("区农业农村委", "other"),
    ("街道社区管理办公室", "subdistrict_township"),
    ("各街道管理办", "subdistrict_township"),
    ("镇经济发展办", "subdistrict_township"),
    ("市城镇化办", "other"),
    ("市乡村振兴办", "leading_group"),
    ("街道防汛办", "leading_group"),
    ("街道消委办", "emergency_fire"),
    ("镇加梯办", "leading_group"),
    ("镇财政所", "finance"),
    ("街道城管办", "urban_management"),
    ("服务办", "other"),
    ("平安建设办", "other"),
    ("镇公共服务办", "subdistrict_township"),
    ("平安办(派出所)", "public_security"),
    ("县路长办公室(设在县交通运输局)", "leading_group"),
    ("各居委", "community"),
    ("各居民区", "community"),
    ("街道工作人员", "subdistrict_township"),
    ("楼组出资业主(代表)", "owners"),
    ("各相关委办局", "department"),
    ("市城市更新领导小组其他成员单位", "department"),
    ("市各相关单位", "department"),
    ("收运单位", "other"),
    ("云岭商业银行", "other"),
    ("市安全生产委员会办公室", "leading_group"),
    ("市物业管理中心", "housing_authority"),
    ("国库集中支付中心", "finance"),
    ("超市", "other"),
    ("市物业管理协会", "other"),
    ("县城乡建设投资集团", "other"),
    ("区公安消防支队", "emergency_fire"),
    ("各有关委、办、局", "department"),
    ("街镇(经开区)", "subdistrict_township"),
    ("省医改领导小组秘书处", "leading_group"),
    ("轨道交通消防救援支队", "emergency_fire"),
    ("市轨道交通公安分局", "public_security"),
    ("市安委会办公室", "leading_group"),
    ("市旅文局", "culture_sports"),
]


@pytest.mark.parametrize(("name", "kind"), TYPES)
def test_type(name: str, kind: str) -> None:
    assert READER.type_of(name) == kind


SECTIONS = [
    ("市交通委科教处、航务监管处、综合规划处", ["transport"] * 3),
    ("市交通委科技处、市财政局、综合规划处", ["transport", "finance", "natural_resources"]),
    ("市交通委科技处、市公安局治安处", ["transport", "public_security"]),
    ("市交通委政策研究室、市政府办公室", ["transport", "government"]),
    ("云岭市、临溪县相关部门", ["department"] * 2),
    ("云岭市、临溪县", ["government"] * 2),
]


@pytest.mark.parametrize(("text", "kinds"), SECTIONS, ids=[row[0] for row in SECTIONS])
def test_sections(text: str, kinds: list[str]) -> None:
    """A section behind another one is of its office, a place before another's departments has them."""
    assert [actor.type for actor in READER.split(text, 0, len(text))] == kinds
