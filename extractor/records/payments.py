"""Reads what a number beside a channel of money says: share, cap, threshold or amount.

The words around the number decide: 每部, 户均 and 元/人 give the unit, 最高 and 不超过 a cap, 方可
behind it a threshold; 300户以上 and 预算在3—30万元的 are tiers of the rule, no payments.
"""

from __future__ import annotations

import regex

from extractor.document import Span
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled
from extractor.values.numbers import Quantity

_SUM_WORDS = wording("payments.sum_words")
_BOUND = wording("payments.bound")
_TIER = phrase("payments.tier")
_TIER_ROW = compiled(
    r"(?:(?:、|和|及|或)[0-9.]+(?:万|亿)?(?:美|欧)?元)+(?:及)?(?:以[上下内])(?:[^,;。]{0,6})?的"
)
"""分别达到50万元、500万元、5000万元以上的: every number of the row is a tier."""
_OF_STEP = phrase("payments.of_step")
_STEP_PAID = phrase("payments.step_paid")
_TIER_OF = compiled(r"的[^,;。0-9]{1,16}?(?:补|奖|给予|按|资助|支持)[^,;。0-9]{0,10}[0-9]")
"""1000万元至3000万元的项目补助100万元: of which things a sum is paid."""
_TIER_PAID = phrase("payments.tier_paid")
_BORNE = phrase("payments.borne")
_PAID_IN = phrase("payments.paid_in")
_PAYS = compiled("补|奖|给予|最高|不超过|按|资助|贴息")
MEASURE = phrase("payments.measure")
_FUND_SIZE = compiled("(?:专项|补助|奖补)资金,(?:每年|年度?)?规模(?:不低于|不少于|达到|约|为)*$")
"""设立专项资金,每年规模不少于3000万元: how much is set aside."""
_PRICED = phrase("payments.priced")
_UP_TO = phrase("payments.up_to")
_AT_MOST = phrase("payments.at_most")
_THRESHOLD = phrase("payments.threshold")
_CHANGE = phrase("payments.change")
_RAISED_TO = phrase("payments.raised_to")
_TOTAL = phrase("payments.total")
_GIVEN_TOTAL = phrase("payments.given_total")
_RATE = phrase("payments.rate")
_EACH = phrase("payments.each")
_SLASH = phrase("payments.slash")
_BOUGHT = phrase("payments.bought")
_BUYERS = compiled("企业|单位|机构|公司|合作社|平台|车队|运营者")
_FROM = compiled("[由从](?:原来?的?|现行的?|目前的?)?[^,;:。0-9]{0,8}$")
_RECKONED = phrase("payments.reckoned")
_SET_BY = compiled("(?:补[助贴]|奖补|奖励)(?:额度?|标准|比例)[^,;:。]{0,4}按[^,;:。]*$")
"""补贴额按不超过售价的30%测算 says what is paid."""
_RESTATED = compiled("[^,;。]{0,12}的?基础上")
_OF_LEVEL = phrase("payments.of_level")
_ASIDE = compiled(r"\((?:(?:不)?(?:含|包括|包含)|价值|约合|折合)$")
_RAISED_FROM = phrase("payments.raised_from")
_RAISED_IN_ALL = compiled("筹资(?:标准|总额|水平)[^,;:。]*$")
_PARTED = compiled(r"(?:/[^,;]{1,3})?(?:\([^()]*\))?,(?:其中|由|包括)")
"""筹资标准为每人1070元，其中财政补助670元: the whole is nobody's."""
_SCORED = phrase("payments.scored")
_FUNDS_PART = phrase("payments.funds_part")
_DONE = compiled("(?:完成|进度|工程量|工作量)[^,;。拨付]{0,10}$")
_DONE_BEHIND = compiled("(?:及?以上)?(?:的?工程量|的?投资)?(?:后|时|之后|的)(?![^,;。]{0,4}方)")
_INTEREST = phrase("payments.interest")
_INTEREST_BEHIND = phrase("payments.interest_behind")
_ADDED = compiled("(?:再|额外|另)(?:加|补|补贴|补助|增加)$")
_RAISED_BY = phrase("payments.raised_by")
_EACH_OF = phrase("payments.each_of")
_BORNE_PART = phrase("payments.borne_part")
_GRANTED_PART = compiled("的?(?:标准|比例)?(?:给予|予以)?的?(?:补贴|补助|奖励|资助|贴息)")
"""给予不超过实际缴费三分之二的补贴."""
_INTEREST_RATE = compiled("贴息率[^,;。0-9]{0,6}$")
_JOIN = compiled(r"(?:/[^,;、\d]{1,3})?[、和及或与](?:最高|不超过)?|分别")
_GIVES_SUM = compiled(
    "(?:(?:给予|予以|发放|奖励|补助|补贴|资助)(?:一次性|不同程度|适当|相应)*"
    "|(?P<claimed>(?:申领|领取)(?:额度|面值|总额|最高)?))$"
)
"""给予20万元以内的补助: a sum that is given, no tier."""
_BASE_EDGE = phrase("payments.base_edge")


UNPAID: dict[str, None] = dict.fromkeys(
    ("instrument", "value", "value_max", "unit", "per", "comparator", "base", "condition")
)
"""What a channel of money without a number lacks."""


def is_tier(text: str, quantity: Quantity, end: int, start: int) -> bool:
    """Tell whether the number bounds a tier (300万元以上的项目) instead of being paid."""
    if quantity.dimension == "ratio":
        return False
    if quantity.dimension == "percent" and _BORNE.search(text[start : quantity.start]):
        return False
    if _FUND_SIZE.search(text, max(0, start - 8), quantity.start):
        return False
    paid_in = _PAID_IN.search(text, start, quantity.start)
    if quantity.dimension == "percent" and paid_in and _THRESHOLD.match(text, quantity.end):
        return False
    given = _GIVES_SUM.search(text, start, quantity.start)
    if given and (given["claimed"] or quantity.comparator == "le"):
        return False
    if quantity.value_max is not None and not given and _TIER_OF.match(text, quantity.end, end):
        return True
    if _TIER.match(text, quantity.end, end) or _TIER_ROW.match(text, quantity.end, end):
        return True
    if _counts_by(text, quantity, end, start):
        return True
    if quantity.dimension == "money" and _TIER_PAID.match(text, quantity.end, end):
        return not _PAYS.search(text, start, quantity.start)
    before = text[max(start, quantity.start - 14) : quantity.start]
    if quantity.dimension == "money" and _PRICED.search(before):
        return True
    measured = quantity.dimension == "money" and bool(MEASURE.search(before))
    return measured and not regex.search("补|奖|贴|资助|支持", before)


def _counts_by(text: str, quantity: Quantity, end: int, start: int) -> bool:
    """Tell whether a sum is what a grant behind it is counted by: 每增加1000万元产值奖励5万元."""
    step = quantity.dimension == "money" and _OF_STEP.search(text, start, quantity.start)
    return bool(step and _STEP_PAID.match(text, quantity.end, end + 6))


def role(
    text: str, quantity: Quantity, part: Span, *, since: int, raised: bool, elided: bool = False
) -> tuple[str, str] | None:
    """Return kind and comparator of a paid number, None where it only measures something.

    *elided*: the part only names whom a rate before it is raised for (对贫困县提高到50%).
    """
    before = text[max(since, part[0]) : quantity.start]
    percent = quantity.dimension in ("percent", "points", "fraction")
    if percent and (before.endswith("减按") or _is_progress(text, quantity, before)):
        return None
    if percent and _CHANGE.search(before) and not _is_grants_rise(before, elided=elided):
        return ("cap", quantity.comparator) if raised else None
    if percent and _THRESHOLD.match(text, quantity.end):
        return "threshold", "ge" if quantity.comparator == "eq" else quantity.comparator
    if percent and _SCORED.search(before):
        return None
    if (
        percent
        and _RATE.search(before)
        and not _FUNDS_PART.search(before)
        and not _INTEREST_RATE.search(before)
        and ("平均利率" in before or not regex.search("利率|LPR", before))
    ):
        return None
    if quantity.comparator == "eq" and _TOTAL.search(before) and not _GIVEN_TOTAL.search(before):
        return None
    kind = "share" if percent or quantity.dimension == "ratio" else "amount"
    if (
        quantity.comparator in ("le", "lt")
        or _UP_TO.search(before)
        or _AT_MOST.match(text, quantity.end)
    ):
        return ("cap", "le") if quantity.value_max is None else ("cap", "range")
    return kind, quantity.comparator


def _is_progress(text: str, quantity: Quantity, before: str) -> bool:
    """Tell whether a percentage is how far the work must be: 完成工程量50%后拨付."""
    return bool(_DONE.search(before) and _DONE_BEHIND.match(text, quantity.end))


def _is_grants_rise(before: str, *, elided: bool) -> bool:
    """Tell whether a grant's own rate is raised, not something that is measured."""
    by = regex.sub("(?:最高|不超过)?可?(?=上浮|提高|增加)", "", before)
    return bool(elided or _RAISED_TO.search(before) or _RAISED_BY.search(by))


def unit_of(text: str, quantity: Quantity, start: int, end: int) -> tuple[str, str | None] | None:
    """Return unit and per of a sum; None where the words name no each."""
    slash = _SLASH.match(text, quantity.end, end)
    if slash:
        unit = slash["unit"]
        rest = text[slash.end() : slash.end() + 2]
        return _each(unit + ("企业" if rest == "企业" else ""))
    matches = list(_EACH.finditer(text, start, quantity.start))
    if not matches and _EACH_OF.search(text[start : quantity.start]):
        return _each("个")
    if not matches:
        return bought_of(text, quantity, start)
    match = matches[0] if matches[0]["each"] in ("户", "户企业") else matches[-1]
    if match["mean"]:
        return "CNY_per_household", None
    return _each(match["each"] or match["area"] or match["single"] or match["one"] or "人")


def each_in(printed: str) -> tuple[str, str | None]:
    """Return unit and per of a sum by what stands behind 元 in a header: /台, /人·月."""
    slash = _SLASH.search(printed)
    return _each(slash["unit"]) if slash else ("CNY", None)


def bought_of(text: str, quantity: Quantity, start: int) -> tuple[str, str | None] | None:
    """Return the unit of a sum for whoever buys or scraps a thing: each one."""
    bought = _BOUGHT.search(text, start, quantity.start)
    return _each(bought["thing"]) if bought and not _BUYERS.search(bought[0]) else None


def _each(unit: str) -> tuple[str, str | None]:
    if unit in ("平方米", "平米", "平方", "㎡", "m²"):
        return "CNY_per_m2", None
    if unit in ("户", "住户", "家庭"):
        return "CNY_per_household", None
    return "CNY_per_unit", unit


def base_of(text: str, quantity: Quantity, start: int) -> str | None:
    """Return what a share is a share of: 核定投资 in 按核定投资的20%."""
    before = text[start : quantity.start]
    before = regex.sub("(?:比例|标准)?(?:提高|增加|上调|下调|降低)[到至为]$", "", before)
    before = regex.sub(r"(?:最高|不超过|约|不低于|达到|近|不得超过|为|按|至少|最多)+$", "", before)
    before = regex.sub("的?(?:比例)?的?$", "", before)
    edges = list(_BASE_EDGE.finditer(before))
    base = before[edges[-1].end() :] if edges else before
    base = base.rpartition(")")[2] or base
    if 2 <= len(base) <= 30 and not regex.search(
        "^(?:中央|地方|[省市县区旗州级、和与()])+$|[市县区省]级?财政$|居民$|业主$|^每|^分[两二三四五]|分别|其中",
        base,
    ):
        return base
    return None


def topic_of(text: str, start: int, at: int) -> str | None:
    """Return what is shared where the clause opens with it: 改造资金由…承担60%."""
    match = compiled(
        r"(?P<base>[\u4e00-\u9fff]{2,12}(?:资金|费用|经费|部分|缺口))(?:由|,由)"
    ).match(text, start, at)
    return match["base"] if match else None


def is_aside(text: str, quantity: Quantity, end: int) -> bool:
    """Tell whether the number restates or reckons: 3—30万元（包括30万）, 按每户150元测算."""
    if _RECKONED.match(text, quantity.end, end):
        return not _SET_BY.search(text[max(0, quantity.start - 30) : quantity.start])
    before = text[max(0, quantity.start - 4) : quantity.start]
    if _ASIDE.search(before):
        return True
    lead = text[max(0, quantity.start - 12) : quantity.start]
    if _FROM.search(lead) and _RAISED_FROM.match(text, quantity.end, end):
        return True
    if _RAISED_IN_ALL.search(lead) and _PARTED.match(text, quantity.end):
        return True
    other = _OF_LEVEL.search(text[max(0, quantity.start - 14) : quantity.start])
    return other is None and bool(_RESTATED.match(text, quantity.end, end))


def is_paid(text: str, quantity: Quantity, start: int) -> bool:
    """Tell whether a number can be paid: money, a share, points of interest (贴息1个百分点)."""
    if quantity.dimension == "points":
        before = text[start : quantity.start]
        return bool(
            _INTEREST.search(text[max(0, quantity.start - 24) : quantity.start])
            or _ADDED.search(before)
            or _RAISED_BY.search(before)
            or _INTEREST_BEHIND.match(text, quantity.end)
        )
    if quantity.dimension == "fraction" and _GRANTED_PART.match(text, quantity.end):
        return True
    if quantity.dimension == "fraction":
        return quantity.comparator == "eq" and bool(_BORNE_PART.search(text, start, quantity.start))
    return quantity.dimension in ("money", "percent", "ratio")


def follows(text: str, last: Quantity, quantity: Quantity) -> bool:
    """Tell whether the number goes on with an enumeration: 分别给予200万元、50万元."""
    same = last.dimension == quantity.dimension
    return same and bool(_JOIN.fullmatch(text, last.end, quantity.start))
