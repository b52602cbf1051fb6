"""Reads what a number beside a channel of money says: share, cap, threshold or amount.

The words around the number decide: 每部, 户均 and 元/人 give the unit, 最高 and 不超过 a cap, 方可
behind it a threshold; 300户以上 and 预算在3—30万元的 are tiers of the rule, no payments.
"""

from __future__ import annotations

import regex

from extractor.document import Span
from extractor.numbers import Quantity
from extractor.rule_cache import compiled

_SUM_WORDS = (
    "补助|补贴|奖补|奖励|资助|贴息|奖金|资金|经费|支持|标准|比例|贷款|减免|优惠|授信|额度|限额|一次性|补偿"
    "|费用|价格|税收|津贴|扶持|配套|投资|出资|信用|分担|信贷|利率|启动"
)
_BOUND = r"(?:\([^()]{0,14}\))?(?:及?以[上下内]|之间|左右|或以上)?(?:\([^()]{0,14}\))?"
_TIER = compiled(
    rf"{_BOUND}(?:的(?![^,;。]{{0,14}}?(?:{_SUM_WORDS}))|的(?=给予|予以|按|每|由|不予|不再|暂[停缓]|取消)|的部分|以[上下]至"
    r"|(?<=以上|以下|以内)(?:部分|且|的|、|,|或|并|项目|企业|小区|单位)"
    r"|且(?!每|单|最高|不|总|累计|上限)|部分)"
)
_TIER_ROW = compiled(
    r"(?:(?:、|和|及|或)[0-9.]+(?:万|亿)?(?:美|欧)?元)+(?:及)?(?:以[上下内])(?:[^,;。]{0,6})?的"
)
"""分别达到50万元、500万元、5000万元以上的: every number of the row is a tier."""
_TIER_PAID = compiled(
    rf"{_BOUND}(?:\([^()]{{0,6}}\)[\-~至到]|(?:每[台辆件套部户人个])?(?:补贴|补助|奖励|给予|按)"
    r"[^,;。、]{0,8}?[0-9一二三四五六七八九十])"
)
_BORNE = compiled(
    "(?:承担|负担|分担|分摊|补偿|减免|返还|出资|支付)(?:最高|不(?:超过|高于|低于)|约)*$"
)
"""承担50%的损失 is a share, no tier."""
_PAYS = compiled("补|奖|给予|最高|不超过|按|资助|贴息")
MEASURE = compiled(
    r"(?:预算(?:金额)?|投资额?|总投资|造价|营业收入|主营业务收入|销售额|销售收入|产值|营收|纳税额?|税收|金额|注册资本|实缴资本"
    r"|研发投入|余额|交易额|进出口额|贡献|资产|售价|单价|票价|收入|规模|融资额|到位资金|到账)"
    r"(?:为|在|达|达到|超过|不低于|低于|不足|满|首次|突破|不少于|高于|:)*$"
)
_PRICED = compiled(
    "(?<![补奖助服收])(?:销售价格?|售价|单价|成交价格?|车价|裸车价|购置价格?|市场价格?|购车价|含税价格?)"
    "(?:不(?:得)?(?:超过|高于|低于)|低于|高于|在|为)*$"
)
"""What a thing may cost to be granted for: 单件销售价格不超过6000元."""
_UP_TO = compiled(
    "最高(?!科学|技术|奖项|荣誉|学历|等级|等次|级别|人民)|不(?:得|应|能)?(?:超过|突破)|上限|至多|不(?:得)?高于|最多|限额|封顶|以内|最大"
)
_AT_MOST = compiled(r"(?:以内|及以内|之内|封顶|为上限|为限|为封顶|的上限)")
_THRESHOLD = compiled(r"[^。;]{0,14}?(?:方可|方能|方予|才可|才能|才予|后方|后可|后予|后,?方)")
_CHANGE = compiled(
    r"(?:上浮|提高|增长|增加|上升|下降|降低|上调|下调|提升|下浮)(?:了|到|至|约|不低于|不超过|最高)?$"
)
_RAISED_TO = compiled(
    "(?:补助|补贴|奖补|奖励|资助|贴息|支持|配套|减免|分担|承担|返还)(?:资金)?(?:比例|标准)[^,;。]{0,4}?(?:提高|增加|上调|提升|上浮|下调|降低)(?:到|至|为)$"
)
_TOTAL = compiled(
    r"(?:总额|总规模|总量|总资金|总投入|(?:资金|补助|奖补|补贴)规模)(?:暂定|确定)?(?:为|约|共|达|达到)?$"
)
_GIVEN_TOTAL = compiled("(?:给予|奖励|补助|补贴)[^,;。]{0,6}总额(?:为|共|达)?$")
_RATE = compiled(
    r"(?:率|占比|比重|满意度|覆盖面|得分|(?:调整|浮动|变动|涨|降)幅度?)(?:应|不超过|不得超过|须|要|力争|稳定|控制|不低于|不高于|低于|高于|达到|达|不得低于|在"
    r"|为|超过|均|降|至|保持)*$"
)
_EACH = compiled(
    r"每(?!年|月|季|日|天|周|半年|学期|次性|一年|期不)(?:新)?(?:增加?|招用|新增|吸纳|建成|完成|引进|培育|发展|培训|招聘|聘用|接收|销售|购买|处理|收集|减少|超过|超)?"
    r"(?:[1一]|10|百)?(?P<each>平方米|平米|平方|㎡|m²|[千百万](?:名)?(?:服务|常住|参保)?人口?|户(?:企业)?|家(?:企业)?|人次|人|场次|名|位|张床位|张床|床位|千瓦时|千瓦|立方米|公里|吨|亩"
    r"|个(?!人)|个人|套|部|台|辆|栋|幢|处|件|条|座|项|间|场|次|所|具|餐|只|头|株|艘|架|桶|节|门|孔|班|单|村|社区|小区|项目|机构|学校|学位|托位|[\u4e00-\u9fff]{1,3}?(?=$|[0-9]|补|奖|给|不|最|按|每|贴|资助|支持|另|年|月|累|总|可|由|一次|约|新))"
    r"|(?:更新|改造|加装|新建|新增|建设|购置|安装|建成|报废|购买|新购|每新建|每更新)[1一](?P<each>台|部|辆|座|套|个|家|处|艘|架|根|间|栋)"
    r"|(?:单|同一?)(?P<one>个|台|部|套|家|辆|件|次|项|户|笔|人|栋|张|场|桩|床|企业)?(?P<single>企业|项目|小区|社区|单位|机构|家庭|住户|(?![补奖出资贴支累最年给享限封申])[\u4e00-\u9fff]{1,6}?(?:\([^()]{1,6}\))?)?(?=每年|年度|当年|最高|不超过|累计|总额|补|奖|支持|贴息|不得超过|限额|上限|给予|享受|申报|全年|年|封顶|出资|资助|资金|一次性|按|限|以[0-9])"
    r"|每[\u4e00-\u9fff]{2,4}[一1](?P<each>个|家|名|台|部|辆|座|处|项|件|套|户|人)"
    r"|(?P<mean>户均)|(?P<perhead>人均|(?P<area>[亩床生班站])均|个人(?=(?:贷款|借款)?(?:额度)?(?:最高|不超过|限额|上限)))"
)
_RECEIVER = compiled(
    "(?:给予|奖励|补助|补贴|资助)(?P<who>企业|单位|机构|园区|基地|合作社)(?:一次性|最高|不超过|奖励|补助|补贴)*$"
)
"""Who gets a sum, named beside it: 给予企业20万元奖励 is 20万元 for each."""
_SLASH = compiled(
    r"[/每·](?:[每])?(?!年|月|日|天|季度|学期)(?P<unit>平方米|平米|㎡|m²|户|人次|人|千瓦时|千瓦|[\u4e00-\u9fff]{1,2})"
)
_BOUGHT = compiled(
    r"(?:对|凡)?[^,;。]{0,24}?(?:报废|购买|新购|购置|置换|换购|转让|更新|换领|淘汰)"
    r"[^;。]{0,40}?(?P<thing>乘用车|小客车|新车|旧车|燃油车|电动车|货车|客车|汽车|车辆|电动自行车|摩托车"
    r"|拖拉机|收割机|家电|冰箱|洗衣机|电视机?|空调|热水器|电脑|手机|灶具)[^,;。]{0,8}?的?,?"
    r"(?:(?:再|分别|一次性|由[^,;。]{2,10})?(?:给予|补贴|补助|奖励|发放)|,)"
)
"""A sum for whoever scraps or buys a thing of everyday trade is a sum for each."""
_BUYERS = compiled("企业|单位|机构|公司|合作社|平台|车队|运营者")
_FROM = compiled("[由从](?:原来?的?|现行的?|目前的?)?[^,;:。0-9]{0,8}$")
_RECKONED = compiled(
    "(?:左右)?(?:的?标准|计)?(?:进行)?(?:测算|估算|匡算|概算)(?!后|并|下达|分配|安排|拨付|发放|补)"
)
_SET_BY = compiled("(?:补[助贴]|奖补|奖励)(?:额度?|标准|比例)[^,;:。]{0,4}按[^,;:。]*$")
"""补贴额按不超过售价的30%测算 says what is paid."""
_RESTATED = compiled("[^,;。]{0,12}的?基础上")
_OF_LEVEL = compiled(
    "(?<=在)(?:中央|国家|省级?|自治区|市级?|区级|县级|上级)(?:财政)?(?:给予)?(?:补助|补贴|贴息|奖补|奖励|配套)$"
)
_ASIDE = compiled(r"\((?:不)?(?:含|包括|包含)$")
_RAISED_FROM = compiled(
    r"(?:/[^,;、\d]{1,4}?)?(?:\([^()]*\))?(?:统一|分别|逐步)?(?:提高|提升|上调|增加|调高|下调|降低|调整|提|调|增|升)(?:到|至|为)"
)
"""由每人89元提高至94元: the sum of before is not paid any more."""
_SCORED = compiled(
    "(?:分值|得分|评分|权重)(?:的?(?:比例|占比))?(?:分别|各)?(?:为|占)(?:[0-9.]+%[、和及与,])*$"
)
"""What a score counts for: 考评得分、测评得分分别占60%、40%."""
_FUNDS_PART = compiled("(?:国债|债券|专项债|财政资金|中央资金|省级资金)(?:资金)?占比[^,;]{0,6}$")
_DONE = compiled("(?:完成|进度|工程量|工作量)[^,;。拨付]{0,10}$")
_DONE_BEHIND = compiled("(?:及?以上)?(?:的?工程量|的?投资)?(?:后|时|之后|的)(?![^,;。]{0,4}方)")
_INTEREST = compiled(
    "贴息(?:比例|利?率|标准|幅度)?(?:原则上)?(?:为|最高|最多|不(?:得)?(?:超过|高于)|再|额外|给予)*$"
    "|(?:贴息|利息补[助贴])(?:支持|资金)?,(?:贴息)?(?:最高|最多)?(?:不(?:得)?(?:超过|高于))?$"
)
_INTEREST_BEHIND = compiled(
    "(?:的)?(?:比例|标准|额度)?(?:给予|予以|进行|实施)?(?:财政|利息|贷款|一次性)*(?:贴息|贴补)"
)
_ADDED = compiled("(?:再|额外|另)(?:加|补|补贴|补助|增加)$")
_RAISED_BY = compiled(
    "(?:应补|应奖|补助|补贴|奖补|奖励|资助)[^,;:。0-9]{0,16}?(?:上浮|提高|上调|下浮|下调|降低|增加)$"
)
_EACH_OF = compiled(
    "(?<![省市县区级政府])各(?:奖励|奖补|奖|补助|补贴|补|给予|予以|资助)?(?:一次性|最高|不超过)*$"
)
_BORNE_PART = compiled(
    "(?:承担|负担|分担|分摊|补助|补贴|奖补|资助|出资|支付|减免|返还|给予|配套)[^,;:。业户人]{0,10}$"
    "|(?:补助|补贴|奖补|资助|奖励)标准(?:为|是|按照?)[^,;:。]{0,24}$"
)
_JOIN = compiled(r"(?:/[^,;、\d]{1,3})?[、和及或与](?:最高|不超过)?|分别")
_BASE_EDGE = compiled(
    r"按照?|给予|予以|奖励|补助|补贴|承担|负担|不(?:得)?(?:低于|超过|高于|少于)|达到|超过|最高|最低|为|占|由|以|再|额外"
    r"|、|,|:|的标准|自筹|出资|分担|不足|至少|高于|低于|贴息|资助|可|对|在|财政|分摊|返还|收取|于|减免|优惠|配套"
)


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
    if _TIER.match(text, quantity.end, end) or _TIER_ROW.match(text, quantity.end, end):
        return True
    if quantity.dimension == "money" and _TIER_PAID.match(text, quantity.end, end):
        return not _PAYS.search(text, start, quantity.start)
    before = text[max(start, quantity.start - 14) : quantity.start]
    if quantity.dimension == "money" and _PRICED.search(before):
        return True
    measured = quantity.dimension == "money" and bool(MEASURE.search(before))
    return measured and not regex.search("补|奖|贴|资助|支持", before)


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
    if not matches and (named := _RECEIVER.search(text[start : quantity.start])):
        return _each(named["who"])
    if not matches and _EACH_OF.search(text[start : quantity.start]):
        return _each("个")
    if not matches:
        return bought_of(text, quantity, start)
    match = matches[0] if matches[0]["each"] in ("户", "户企业") else matches[-1]
    if match["mean"]:
        return "CNY_per_household", None
    return _each(match["each"] or match["area"] or match["single"] or match["one"] or "人")


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
    other = _OF_LEVEL.search(text[max(0, quantity.start - 14) : quantity.start])
    return other is None and bool(_RESTATED.match(text, quantity.end, end))


def is_paid(text: str, quantity: Quantity, start: int) -> bool:
    """Tell whether a number can be paid: money, a share, points of interest (贴息1个百分点)."""
    if quantity.dimension == "points":
        before = text[start : quantity.start]
        return bool(
            _INTEREST.search(text[max(0, quantity.start - 24) : quantity.start])
            or _ADDED.search(before)
            or _INTEREST_BEHIND.match(text, quantity.end)
        )
    if quantity.dimension == "fraction":
        return quantity.comparator == "eq" and bool(_BORNE_PART.search(text, start, quantity.start))
    return quantity.dimension in ("money", "percent", "ratio")


def follows(text: str, last: Quantity, quantity: Quantity) -> bool:
    """Tell whether the number goes on with an enumeration: 分别给予200万元、50万元."""
    same = last.dimension == quantity.dimension
    return same and bool(_JOIN.fullmatch(text, last.end, quantity.start))
