"""What a target counts: the indicator by the head noun and the unit, and the noun as printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.patterns import Patterns, alternation
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled
from extractor.values.numbers import Quantity

_FLOOR = phrase("target_nouns.floor")
_GROUND = phrase("target_nouns.ground")
_LAND = frozenset(("公顷", "平方公里", "平方千米", "km²"))
"""What no floor is measured in."""
_LEAD = wording("target_nouns.lead")
_DONE_TO = phrase("target_nouns.done_to")
_DONE_WITH = phrase("target_nouns.done_with")
_UNIT_NOUNS = frozenset(
    (
        *("家企业", "小区", "社区", "街道", "乡镇", "部门", "处理设施"),
        *("张床位", "床位", "岗位", "个岗位"),
    )
)


_COUNTED_IN = {
    "台部": "电梯|扶梯|客车|货车|机车|车辆|农机|拖拉机|收割机|插秧机|无人机|锅炉|水泵|泵站|机组"
    "|变压器|充电桩|服务器|自助机|终端|监控|探头|摄像头|路灯|空调|热泵|设备|机械|机具|装备",
    "辆": "(?:公交|出租|网约|客|货|渣土|环卫|校|电动自行|自行|摩托|警|救护|消防|班)?车|车辆|汽车",
    "艘": "船舶|渔船|客船|货船|船",
    "列节": "列车|电客车|班列|车厢",
    "樘": "站台门|防火门|单元门|防盗门|门窗|门",
    "根": "立管|管道|管线|灯杆|电杆|杆",
    "盏": "路灯|灯",
    "张": "床位|病床",
    "公里千米": "道路|公路|街道|街巷|道|管网|管道|管线|水管|主管|支管|燃气管|线路|架空线|电缆|光缆"
    "|河道|渠道|岸线|绿道|步道|堤防|轨道",
    "亩公顷": "农田|耕地|湿地|绿地|林地|草原|大棚|果园|茶园",
    "口眼": "机井|水井|灌溉井",
    "所": "学校|幼儿园|中小学|敬老院|养老院|卫生院",
    "间": "教室|公厕|病房",
    "株棵": "古树名木|古树|树木|苗木|乔木",
}
"""What is counted in a unit, by the characters that its units are made of or spelt with."""


@lru_cache(maxsize=64)
def counted_in(unit: str) -> regex.Pattern[str] | None:
    """Return what finds a phrase with a head that is counted in *unit*; None for a unit of all."""
    bare = unit.split("(")[0]
    heads = next((h for u, h in _COUNTED_IN.items() if bare and bare in u), None)
    if heads is None:
        return None
    return compiled(rf"[^\W\d的对将把与和及、]{{0,8}}(?:{heads})")


@dataclass(frozen=True)
class Nouns:
    """Compiled word lists about what is counted."""

    reach: regex.Pattern[str]
    lead: regex.Pattern[str]
    rate_lead: regex.Pattern[str]
    light: regex.Pattern[str]
    verb: regex.Pattern[str]
    organisation: regex.Pattern[str]
    not_head: regex.Pattern[str]
    rate: regex.Pattern[str]


@lru_cache(maxsize=8)
def nouns(patterns: Patterns) -> Nouns:
    """Return the compiled lists of *patterns*."""
    lists = {name: alternation(words) for name, words in patterns.lists("targets").items()}
    rate = lists["rate_nouns"]
    return Nouns(
        reach=compiled(
            rf"(?:{lists['reaches']}|(?<=长度|里程|面积|数量|规模)完成|[要须应将均都共]|总体|全[市县区省州镇域]|力争|分别|为|在|实现|约|近|至少|各|每年|按照?|新增|净增|年均|年平均|总计|合计|共计|累计"
            r"|[由从](?:\d{4}年的?|目前的?|现在的?)?\d[\d.]*(?:提高到?)?)+$"
        ),
        lead=compiled(
            rf"^(?:{_LEAD}|{lists['modals']}|{lists['goal_verbs']}(?![点率件区后性型化式段会班站室所员师厅馆院团队房]|业(?![主务态])|中心|面积|里程|能力|规模|机构))+"
        ),
        rate_lead=compiled(rf"^(?:{_LEAD}|{lists['modals']}|(?:实现|确保|推动|保持|使)(?!率))+"),
        light=compiled(rf"(?:{lists['light_heads']}|等|的|“[^”]*”|\([^()]*\))+$"),
        verb=compiled(lists["goal_verbs"]),
        organisation=compiled(lists["organisations"]),
        not_head=compiled(
            rf"^{lists['not_heads']}(?!民宿|公路|医院|酒店|旅馆|景区|景点|农民|客栈|幼儿园|性)|^.{{0,4}}{lists['not_heads']}$|^{lists['soft_heads']}$"
        ),
        rate=compiled(rf"(?:{rate})$"),
    )


def noun_right(text: str, unit: str) -> str:
    """Return the noun phrase right behind a quantity; empty where a function word stands there."""
    bare = regex.sub(r"^(?:以上|左右|以下|余|多|以内|\([^()]*\)|及以上|上下)+", "", text)
    bare = regex.sub(r"^以[^,;、◇]{2,12}为(?:主|重点|核心)的", "", bare)
    bare = regex.sub(r"^(?:在全[市省县区国][^,;、◇]{2,12}的)?的?", "", bare)
    bare = regex.sub(r"(?:任务)?(?:分解|分配)(?:如下|为)?$|\([^()]*$", "", bare)
    bare = unit_noun(unit) + bare
    if not bare or not regex.match(r"[\u4e00-\u9fffA-Z“《]|\dG", bare):
        return ""
    if regex.match(
        r"[以并且但由给予的与及或、]|须|应(?![用急届变])|[要拟将](?=[在于])|不[少低]于|用(?![能水电地材工])|可(?!再生|信|持续|移动|视|循环)|在(?![线建册校职岗园])"
        r"|从(?!业)|为(?![民老农企])|后(?![备勤])|前(?![沿瞻])|内(?![河贸资科])|中(?![小型央医心药式华高老等试])|和(?!谐|美)"
        r"|实施|进行|开展|予以|全部|(?:修复|改造|整治|更新|加固|维修|修缮|治理)(?:$|[或和、及并])|列入|实现|受益|涉及|分别|依次|陆续|于(?=\d|[今明本]?年|上半|下半|第)|总投资|方可|其中|每|达到|任务|直接受益|改造任务|群众",
        bare,
    ):
        return ""
    return str(_DONE_WITH.split(bare)[0]).rstrip("的.")


def unit_noun(unit: str) -> str:
    """Return the noun that a unit holds: 家企业 → 企业, 张床位 → 床位; empty for a bare measure."""
    return str(regex.sub(r"^[家个张]", "", unit)) if len(unit) > 1 and unit in _UNIT_NOUNS else ""


def noun_left(text: str, known: Nouns, *, rate: bool = False) -> str:
    """Return the noun phrase left of a quantity, without verbs before and 达到 behind it."""
    bare = regex.sub(r"^(?:\([^()]{1,6}\)|\))", "", known.reach.sub("", text))
    lead = known.rate_lead if rate else known.lead
    return str(regex.sub(r"^\([^()]{1,6}\)", "", lead.sub("", bare))).strip("的,、:").lstrip(")")


def head_of(phrase: str, known: Nouns) -> str:
    """Return a phrase up to its head noun: 老旧小区改造任务 → 老旧小区.

    Words that only say that something is done to it are dropped, in brackets and quotes too.
    """
    cut: str = _DONE_TO.split(phrase)[0]
    return str(known.light.sub("", cut)) or cut


def indicator(quantity: Quantity, phrase: str, known: Nouns) -> str:
    """Return the indicator that a unit and the noun phrase beside it stand for."""
    unit, head = quantity.unit_text, head_of(phrase, known)
    if quantity.dimension == "area" and unit in _LAND:
        return "other"
    if quantity.dimension == "area":
        ground = _GROUND.search(head) and not regex.search(
            "建筑面积|总面积|改造面积|里弄|修缮$", head
        )
        return "floor_area" if not ground and (_FLOOR.search(head) or not head) else "other"
    if quantity.dimension != "count":
        return "other"
    if unit in ("户", "户次"):
        return "other" if known.organisation.search(head) else "households"
    if not unit and regex.search("用户", head):
        return "residents"
    if unit in ("人", "名", "位", "人次"):
        visits = unit == "人次" and regex.search("游客|旅客|观众|客流|访客", head)
        seats = unit == "位" and regex.search("床位|岗位|项目", head)
        return "other" if visits or seats else "residents"
    if unit in ("部", "台") and regex.search("电梯|扶梯|加梯", phrase):
        return "elevators"
    if unit in ("栋", "幢", "楼栋"):
        return "buildings"
    if unit == "小区":
        return "communities"
    return _by_head(head)


def _by_head(head: str) -> str:
    if regex.search("(?:项目|工程)$", head):
        return "projects"
    if regex.search("小区$|住宅区$|居民区$", head):
        return "communities"
    if regex.search("(?:楼栋|房屋|住宅楼|居民楼|楼房|栋楼)$", head):
        return "buildings"
    if regex.search("(?:电梯)$", head):
        return "elevators"
    if regex.search("(?:住户|居民户|家庭|农户|用户)$", head):
        return "households"
    if regex.search("(?:居民|群众|人数|用户数|人口)$", head):
        return "residents"
    return "other"
