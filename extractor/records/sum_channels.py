"""By which channel a number is paid: that of its part, of the next one, or one that goes on.

A row of sums (博士30万元、硕士10万元) goes on with the channel that opens it; what a share is
measured by (按市级补助的50%) pays nothing.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.bare_items import bare_kind
from extractor.records.channels import GRANT, LEVELS, MATCHED, PUBLIC, Channel
from extractor.records.money_clause import MoneyClause
from extractor.records.payers import payers_of
from extractor.records.payments import unit_of
from extractor.records.splits import each_of
from extractor.rule_cache import compiled
from extractor.values.numbers import Quantity

_GOES_ON = phrase("sum_channels.goes_on")
_ELIDED = phrase("sum_channels.elided")
_LABEL = phrase("sum_channels.label")
_ANY_LABEL = phrase("sum_channels.any_label")
_SUM_ENDS = compiled(r"(?:/[^,;。、0-9]{1,4})?(?:[(][^()]*[)])?(?=[,;。、]|$)")
_ROW_OPENS = phrase("sum_channels.row_opens")
_OF_RANK = compiled("级(?:的?(?:每[个家])?(?:奖励|补助|奖补)|分别|的)?$")
"""国家级奖励100万元/个，省级奖励50万元/个: ranks of what is granted for."""
_LEVEL_OF_SUM = phrase("sum_channels.level_of_sum")
_IN_TURN = phrase("sum_channels.in_turn")
_LEVEL_GIVES = phrase("sum_channels.level_gives")
_TITLES = phrase("sum_channels.titles")
_OF_LOAN = compiled("的[^,;。0-9]{0,10}?贷款(?!贴息|利息)")
"""可申请20万元的财政贴息小额贷款: the head noun is what the sum is of."""
_BORNE_BY = phrase("sum_channels.borne_by")
_RATE_OPENS = phrase("sum_channels.rate_opens")
_PURPOSE = phrase("sum_channels.purpose")
_TIER_LABEL = phrase("sum_channels.tier_label")
_RATE_OF = compiled("[^,;:。0-9]{0,20}?的?(?:最高|不超过)?")
_PRICE = compiled(
    "(?:租金|收费|价格|资费|[票水电气热]价)(?:标准|水平)?,?(?:由|按|不[超高]|执行|实行)"
)
_CHARGED = compiled("收取|计收|征收|收费|缴")
_FLOOR = phrase("sum_channels.floor")
_BASE_TAIL = phrase("sum_channels.base_tail")
_WON_FIRST = compiled("(?:资金|金额|总额|额)*(?:分别)?按(?:照)?(?:[0-9.]+%[、和])*")
"""国家级、省级奖励资金分别按100%、50%配套: between the money won and a share of it."""
_MONEY_TAIL = compiled("(?:资金|金额|总额|标准|部分)*的?")
_BASIS = compiled("(?:资金|金额|标准)?的?基础上")
_LOWER = compiled("市县|县乡|地方|乡|镇|街|上级")
_STAGED = compiled("分[两二三四五2-5](?:个?年度?|期|次|批|笔|个?阶段)")
_DIRECT = ("funding.public-sum", "funding.expense-bears", "funding.own-funds-bear")
"""Rules whose words stand right before their own number."""
_MONEY = ("money", "percent", "ratio")


class SumChannels:
    """Finds by which channel a number of one clause is paid."""

    def __init__(self, money: MoneyClause) -> None:
        self.money = money
        self.plan, self.text, self.clause = money.plan, money.text, money.clause
        self.parts, self.channels, self.inherited = money.parts, money.channels, money.inherited

    def channel(self, quantity: Quantity, part: Span, before: Channel | None) -> Channel | None:
        """Return the channel by which a number is paid: of its part, of the next, or carried."""
        near = [
            c for c in self.money.inside(part) if c.rule not in _DIRECT or c.start < quantity.start
        ]
        based = [c for c in near if self._is_base(c, quantity)]
        if near := [c for c in near if c not in based]:
            lent = [c for c in near if c.instrument == "loan" and c.start >= quantity.end]
            if lent and _OF_LOAN.match(self.text, quantity.end, part[1]):
                return lent[0]
            return _governing(quantity, near)
        if own := [c for c in based if c.instrument != "loan"]:
            return replace(_governing(quantity, own), payers=("government",), explicit=False)
        return self._ahead(quantity, part) or self._carried(quantity, before, part)

    def own_giver(self, channel: Channel, quantity: Quantity, part: Span) -> Channel:
        """Return a channel with the giver that stands before one of a row of sums."""
        sums = [q for q in self.plan.quantities(part) if q.dimension in _MONEY]
        before = [q for q in sums if q.end <= quantity.start]
        beside = (p for p in self.parts if p[1] == part[0] - 1 or p[0] == part[1] + 1)
        since = before[-1].end if before else part[0]
        words = self.text[since : quantity.start]
        row = len(sums) > 1 or "资金每" in words or self._is_bare(part)
        row = row or any(self.money.sums_in(p) for p in beside)
        if "国家级" in self.text[self.clause.start : quantity.start] and _OF_RANK.search(words):
            return channel
        payers = payers_of(self.plan.patterns)
        if each := each_of(words, payers):
            return replace(channel, payers=each, explicit=True)
        payer = payers.giver(words)
        if payer is None and quantity.dimension == "percent":
            level_of = payers.bearer(words.lstrip("、,和及")) if "类" not in words else None
            payer = level_of if level_of in PUBLIC else None
        if payer is None and (level := _LEVEL_OF_SUM.fullmatch(words)):
            payer = payers.bearer(level["name"]) if self._adds_up(quantity, sums) else None
        if payer is None and self._is_in_turn(channel, quantity, since):
            payer = payers.bearer(words.strip("、"))
        if not row or payer is None or payer in channel.payers:
            return channel
        if payer == "government" and not _LOWER.search(words):
            return channel
        means = channel.instrument if payer in PUBLIC else "self_raised"
        return replace(channel, payers=(payer,), explicit=True, instrument=means)

    def _is_in_turn(self, channel: Channel, quantity: Quantity, since: int) -> bool:
        """Tell whether bare levels pay one after the other: 省级每公里补助30万元，市级10万元.

        Without a level that pays before them they are parts of the sum before.
        """
        start = self.clause.start
        if not _IN_TURN.fullmatch(self.text, since, quantity.start):
            return False
        if _TITLES.search(self.text, start, since):
            return False
        named = channel.explicit and LEVELS.issuperset(channel.payers)
        if named and _LEVEL_GIVES.search(self.text, start, since):
            return True
        paid = [q for q in self.plan.quantities(self.clause) if q.dimension == "money"]
        return len(paid) > 2 and paid[0].value == sum(q.value for q in paid[1:])

    def _adds_up(self, quantity: Quantity, sums: list[Quantity]) -> bool:
        """Tell whether the numbers of a bracket are parts of the one before it, or of 100 %."""
        opened = self.text.rfind("(", sums[0].start, quantity.start)
        closed = self.text.find(")", quantity.end, self.clause.end)
        inside = [q for q in sums if opened < q.start < closed]
        before = [q for q in sums if q.end <= opened and q.dimension == quantity.dimension]
        if opened < 0 or len(inside) < 2 or any(q.dimension != quantity.dimension for q in inside):
            return False
        whole = 100 if quantity.dimension == "percent" else before[-1].value if before else None
        return sum(q.value for q in inside) == whole

    def _is_base(self, channel: Channel, quantity: Quantity) -> bool:
        """Tell whether a channel's words are a share's base: 按市级补助金额的50%配套."""
        if _BASIS.match(self.text, channel.end):
            return True
        if channel.rule == "funding.revenue-share":
            return False
        behind = channel.end <= quantity.start and quantity.dimension in ("percent", "ratio")
        if not behind or _BASE_TAIL.fullmatch(self.text, channel.end, quantity.start):
            return behind
        won = channel.instrument == "subsidy" and MATCHED.match(self.text, quantity.end)
        if won and quantity.dimension == "ratio":  # 按省级补助资金1:1比例配套
            return _MONEY_TAIL.fullmatch(self.text, channel.end, quantity.start) is not None
        return bool(won and _WON_FIRST.fullmatch(self.text, channel.end, quantity.start))

    def _ahead(self, quantity: Quantity, part: Span) -> Channel | None:
        """Return the channel of a part behind: 按…的40%，统筹安排奖补资金; 每人2000元，由县承担."""
        if quantity.dimension == "money" and (bearer := self._borne_behind(quantity, part)):
            return bearer
        behind = self.text[quantity.end : part[1]]
        index = self.parts.index(part) + 1
        if "按" not in self.text[part[0] : quantity.start] or index >= len(self.parts):
            return None
        if len(behind) > 4 or _CHARGED.match(behind):
            return None
        near = self.money.inside(self.parts[index])
        return next((c for c in near if c.instrument == "subsidy"), near[0] if near else None)

    def _borne_behind(self, quantity: Quantity, part: Span) -> Channel | None:
        """Return whose money bears a sum for each, told behind it: 每人2000元，由县财政承担."""
        if unit_of(self.text, quantity, part[0], part[1]) is None:
            return None
        for later in self.parts[self.parts.index(part) + 1 :]:
            if _BORNE_BY.match(self.text, *later):
                named = [
                    c for c in self.money.inside(later) if c.explicit and c.instrument == "budget"
                ]
                return named[0] if len(named) == 1 else None
        return None

    def _carried(self, quantity: Quantity, carried: Channel | None, part: Span) -> Channel | None:
        if carried and carried.rule == "funding.table":
            return carried
        before = self.text[part[0] : quantity.start]
        behind = self.text[quantity.end : quantity.end + 4]
        goes_on = _GOES_ON.search(before) or regex.match(
            "封顶|为限|以内|/|(?:以上)?用于|纳入|划入|转入|存入|用作", behind
        )
        if carried and self._is_purpose(quantity, part):
            return carried
        if quantity.dimension == "percent" and MATCHED.match(self.text, quantity.end, part[1]):
            return carried and replace(carried, payers=("government",), explicit=False)
        if carried and carried.instrument == "subsidy" and _CHARGED.search(before):
            return None
        if carried and carried.rule == "funding.heading" and self._is_priced(part):
            return None
        if carried and carried.instrument == "self_raised" and _FLOOR.match(before):
            return carried
        staged = quantity.dimension == "ratio" and _STAGED.search(self.text, *part)
        if goes_on or staged or self.is_elided(quantity, part) or self._is_rate(quantity, part):
            return carried
        return carried if self.is_labelled(quantity, part) or self._is_bare(part) else None

    def _is_priced(self, part: Span) -> bool:
        """Tell whether a sum sets a price: 租金标准按市场租金的60%核定."""
        return _PRICE.search(self.text, self.clause.start, part[1]) is not None

    def _is_rate(self, quantity: Quantity, part: Span) -> bool:
        """Tell whether a rate is one of a row: 按合同额补助：小微企业50%、大型企业20%."""
        index = self.parts.index(part)
        if quantity.dimension != "percent" or not index:
            return False
        tier = _TIER_LABEL.fullmatch(self.text, part[0], quantity.start)
        if not tier and bare_kind(self.text, part, self.plan.quantities(part)) != "item":
            return False
        before = self.plan.quantities(self.parts[index - 1])
        rated = any(q.dimension == "percent" for q in before)
        return rated or any(
            opens.search(self.text, *self.parts[index - 1]) for opens in (_ROW_OPENS, _RATE_OPENS)
        )

    def _is_bare(self, part: Span) -> bool:
        """Tell whether a part of a list or row holds nothing but bare sums: 气调库按35%."""
        below = self.inherited is not None and self.inherited.kind == "paid"
        return below and bare_kind(self.text, part, self.plan.quantities(part)) in ("item", "cap")

    def _is_purpose(self, quantity: Quantity, part: Span) -> bool:
        """Tell whether a sum is what part of the sums before is for: 支持新改建2500万元."""
        before = [q.value for q in self.plan.quantities(self.clause) if q.end <= part[0]]
        whole = max(before, default=0)
        index = self.parts.index(part)
        if quantity.dimension != "money" or quantity.end < part[1] or quantity.value >= whole:
            return False
        if _PURPOSE.fullmatch(self.text, part[0], quantity.start):
            return True
        while index > 1 and self.money.sums_in(self.parts[index - 1]):
            index -= 1
        uses = index > 0 and self.text.endswith("用于", *self.parts[index - 1])
        return uses and _ANY_LABEL.fullmatch(self.text, part[0], quantity.start) is not None

    def is_labelled(self, quantity: Quantity, part: Span) -> bool:
        """Tell whether a sum is one of a row: 给予安家补贴，博士30万元、硕士10万元."""
        index = self.parts.index(part)
        if index and quantity.dimension == "percent":
            rated = _RATE_OPENS.search(self.text, *self.parts[index - 1])
            if rated and _RATE_OF.fullmatch(self.text, part[0], quantity.start):
                return True
        if quantity.dimension != "money" or not (index or self.inherited):
            return False
        inside = [q for q in self.plan.quantities(part) if q.end <= quantity.start]
        since = inside[-1].end if inside else part[0]
        before = self.parts[index - 1] if index else part
        opened = index > 0 and _ROW_OPENS.search(self.text, *before) is not None
        if _LABEL.fullmatch(self.text, since, quantity.start) and index:
            return opened or any(q.dimension == "money" for q in self.plan.quantities(before))
        if since == part[0] and self._goes_on_bare(part, index):
            return True
        label = self.text[since : quantity.start]
        named = _ANY_LABEL.fullmatch(label) if label else index > 0
        below = self.inherited is not None
        listed = self._row_opened(index) or (
            below and (not index or _ANY_LABEL.fullmatch(self.text, *before))
        )
        return bool(named and listed and _SUM_ENDS.match(self.text, quantity.end))

    def _goes_on_bare(self, part: Span, index: int) -> bool:
        """Tell whether a part goes on with a grant's row: 每户补助3万元，低保户、残疾人2万元."""
        if bare_kind(self.text, part, self.plan.quantities(part)) != "item":
            return False
        while index and self.money.sums_in(self.parts[index - 1]):
            index -= 1
            if GRANT.search(self.text, *self.parts[index]):
                return True
        return False

    def _row_opened(self, index: int) -> bool:
        """Tell whether a part stands in a row of sums that …补贴标准为: opens."""
        while index > 1 and self.money.sums_in(self.parts[index - 1]):
            index -= 1
        return index > 0 and _ROW_OPENS.search(self.text, *self.parts[index - 1]) is not None

    def is_elided(self, quantity: Quantity, part: Span) -> bool:
        """Tell whether a part is only whom a sum is for, behind a part with a sum of its kind."""
        index = self.parts.index(part)
        if not index or self.text[quantity.end : part[1]] not in ("", "的", "/人"):
            return False
        before = self.plan.quantities(self.parts[index - 1])
        alike = [q for q in before if q.dimension == quantity.dimension]
        return bool(alike and _ELIDED.fullmatch(self.text, part[0], quantity.start))


def _governing(quantity: Quantity, near: list[Channel]) -> Channel:
    """Return the one of a part's channels that pays a number: named payers first, then nearest."""
    grants = [c for c in near if c.instrument == "subsidy"]
    pool = [c for c in near if c.instrument != "loan"] if grants else near
    if own := [c for c in pool if c.end == quantity.start and c.rule in _DIRECT]:
        return own[0]
    before = [c for c in pool if c.start < quantity.start and c.explicit]
    if not before:
        return min(pool, key=lambda c: (not c.explicit, _distance(c, quantity)))
    best = before[-1]
    later = [c for c in grants if best.end <= c.start]
    private = best.payers[0] in ("residents", "social_capital") and best.kind != "paid"
    return later[0] if later and private else best


def _distance(channel: Channel, quantity: Quantity) -> int:
    if channel.start >= quantity.end:
        return channel.start - quantity.end
    return max(quantity.start - channel.end, 0)
