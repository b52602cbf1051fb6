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
    ("区城运中心", "urban_management"),
    ("市国动办", "other"),
    ("区农业农村委", "other"),
    ("街道社区管理办公室", "subdistrict_township"),
    ("各街道管理办", "subdistrict_township"),
    ("镇经济发展办", "subdistrict_township"),
    ("市城镇化办", "other"),
    ("市乡村振兴办", "leading_group"),
    ("街道防汛办", "leading_group"),
]


@pytest.mark.parametrize(("name", "kind"), TYPES)
def test_type(name: str, kind: str) -> None:
    assert READER.type_of(name) == kind


SECTIONS = [
    ("市交通委科技信息处、港务监管处、综合规划处", ["transport"] * 3),
    ("市交通委科技处、市财政局、综合规划处", ["transport", "finance", "natural_resources"]),
    ("市交通委科技处、市公安局治安处", ["transport", "public_security"]),
    ("市交通委政策研究室、市政府办公室", ["transport", "government"]),
]


@pytest.mark.parametrize(("text", "kinds"), SECTIONS, ids=[row[0] for row in SECTIONS])
def test_sections(text: str, kinds: list[str]) -> None:
    """A section behind another one is of the same office."""
    assert [actor.type for actor in READER.split(text, 0, len(text))] == kinds
