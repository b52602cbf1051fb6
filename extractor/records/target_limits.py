"""Which quantities are no goals: conditions, payments, facts behind the plan, small counts.

The texts of ``not_targets.toml`` are tried over the clause with the quantity as ◆; what depends on
the plan (what its dates lie before, what its parts are about, whose plan it is) is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

import regex

from extractor.patterns import Patterns, Rule, alternation
from extractor.phrases import phrase
from extractor.records.plan import Plan
from extractor.records.target_areas import Areas
from extractor.records.target_contexts import of_window
from extractor.records.target_items import FUND, Item, marked_clause
from extractor.records.target_nouns import head_of, noun_left, noun_right, nouns
from extractor.records.target_periods import Periods
from extractor.rule_cache import compiled
from extractor.segment import Clause
from extractor.values.numbers import Quantity

_TIMES = frozenset(("次", "遍", "篇", "期", "层", "类", "单元"))
_BUILT = phrase("target_limits.built")
_AND_ONE = compiled(rf"{_BUILT.pattern[:-1]}1[个座处家所条][^,;:。◇\d]{{3,24}}(?:、|和|及)$")
_THINGS = frozenset("个座处家所条支")
_AT_LEAST = compiled("(?:及?以上|左右)的[\u4e00-\u9fff“]{2,16}(?=$|[,;、])")
"""Behind 建成230座, of which the words go on to the noun."""
_BEFORE = 40
"""打造1个县城综合商贸服务中心、1个物流配送中心: one thing goes on with one that is built."""
_DOWN_TO = phrase("target_limits.down_to")
_ONE = compiled(r"(?:各|至少|每个?(?:乡镇|街道|社区|县|区|村|镇|乡)|均)[^,;◇◆]{0,12}$")
_WORK = phrase("target_limits.work")
_KINDS = phrase("target_limits.kinds")
_OF_BODIES = phrase("target_limits.of_bodies")
_SHARE_OF_TASK = compiled("(?:[\u4e00-\u9fff]{2,6})?(?:任务|工作量)")
"""完成60%年度任务量: how far the work is to come."""
_CHEAPER = phrase("target_limits.cheaper")
_WHOLE_COST = phrase("target_limits.whole_cost")
_PAID_BEHIND = phrase("target_limits.paid_behind")
_BALANCE = phrase("target_limits.balance")
"""Before a sum that is a level, also in a part on funds."""
_MORE_PAID = phrase("target_limits.more_paid")
_HOPED = compiled("力争|确保|目标|争取|不低于")
_AWARDED = compiled("给予[^,;]{0,24}(?:奖|补)|(?:奖励|补助|补贴|奖补)(?:支持|\\d|[^,;]{0,6}万?元)")
"""Behind a sum to be reached, what is paid for it: the sum is a condition."""
_FINE = frozenset(
    (
        "米",
        "m",
        "厘米",
        "cm",
        "毫米",
        "mm",
        "公斤",
        "千克",
        "kg",
        "克",
        "升",
        "立方米",
        "千瓦",
        "分钟",
        "小时",
    )
)
_MEASURED = phrase("target_limits.measured")
_MANY_KINDS = 12
_MANY = 100
"""So many 事项 or 问题 are counted, not spoken of."""
_CONDITIONS_HEAD = phrase("target_limits.conditions_head")
_OPENS_LIST = compiled(r"[:。]\n?$|条件\n?$")
_CASE_OF_GRANT = phrase("target_limits.case_of_grant")
_RISEN = phrase("target_limits.risen")
_TOTAL_FUND = phrase("target_limits.total_fund")
_FUND_SET_UP = compiled("(?:设立|组建|建立|成立|打造|形成|建成|设|推动|规模)[^,;◇]{0,12}$")
_LIFTED = frozenset(
    ("not_target.fact", "not_target.year-on-year", "not_target.planning", "not_target.benefit")
)
"""Rules that a date ahead overrules: 已建成 is then an attribute of the goal's object."""
_DONE_SO_FAR = compiled(
    "(?:(?!计划|预计|拟|将|力争|本次|规划|估算).)*?(?:累计|已(?:经|有|建|改|完|投|实)|先后|近[两三五]?年)"
    "(?:(?!计划|预计|拟|将|力争|估算).)*"
)
_FUNDS_IN_BRACKET = compiled(r"^[(][^()]*[)]?")
"""Behind a sum, what of it comes from where (总投资5670万元（其中中央补助…）)."""
_OF_YEAR = compiled("力争|确保|(?:^|[,:])(?:全年|年内)")
_LOOKS_BACK = frozenset(("overview", "review"))
_FACTS = phrase("target_limits.facts")
_RATE_OF_WORK = phrase("target_limits.rate_of_work")
_SHARED_OUT = phrase("target_limits.shared_out")


@lru_cache(maxsize=8)
def _pay(patterns: Patterns) -> regex.Pattern[str]:
    words = alternation(patterns.lists("targets")["pay"])
    return compiled(rf"(?!{_SHARED_OUT.pattern}){words}")


class Limits:
    """Judges the quantities of one plan."""

    def __init__(self, plan: Plan, periods: Periods, areas: Areas) -> None:
        self.plan, self.text, self.periods, self.areas = plan, plan.text, periods, areas
        self.pay, self.nouns = _pay(plan.patterns), nouns(plan.patterns)
        self.rules = plan.patterns.of("not_target")
        self._lists: dict[tuple[int, int, bool], bool] = {}
        self._firsts = {c.sentence: c for c in reversed(plan.clauses)}
        self._first = min((s.start for s in plan.layout.sections), default=-1)
        titles = f"{plan.front.title or ''}{''.join(plan.front.own_titles)}"
        issuer = plan.text[slice(*plan.front.issuer)] if plan.front.issuer else ""
        above = _above(titles + issuer)
        self._outer = regex.compile(above) if above else None

    def forbids(
        self,
        clause: Clause,
        item: Item,
        quantities: Sequence[Quantity],
        *,
        part: bool = False,
        listed: bool = False,
    ) -> bool:
        """Whether an item is no goal, however it is worded.

        A *part* of a sum is no payment; *listed* behind a goal, a rise upon last year is one too.
        """
        quantity, left = item.quantity, item.before
        if self._is_capped(clause, item) or self._is_small(item, left):
            return True
        if self._is_never(clause, quantity, quantities, listed):
            return True
        if _CASE_OF_GRANT.match(self.text, quantity.end, clause.end):
            return True
        fine = quantity.unit_text in _FINE or (quantity.unit == "m2" and quantity.value < _MANY)
        if fine and _MEASURED.search(left):
            return True
        if (
            quantity.dimension == "money"
            and not part
            and self._pays(clause, item, left, self._right(item))
        ):
            return True
        if self._outer and self._outer.search(self.text, clause.start, quantity.start):
            return True
        return self.aside(clause, quantity)

    def _right(self, item: Item) -> str:
        return self.text[slice(*item.right)]

    def _is_capped(self, clause: Clause, item: Item) -> bool:
        """Whether an item is the ceiling of a payment; a rate of its own (失业率) is none."""
        quantity, left = item.quantity, item.before
        capped = quantity.comparator in ("le", "lt") and quantity.dimension in ("money", "percent")
        if not capped or _CHEAPER.search(self.text[clause.start : quantity.start]):
            return False
        noun = noun_left(left, self.nouns, rate=True)
        rate = quantity.dimension == "percent" and noun.endswith("率")
        if rate and self.nouns.rate.search(noun) and not self.pay.search(left):
            return False
        return self.pay.search(self.text, clause.start, clause.end) is not None

    def _is_never(
        self, clause: Clause, quantity: Quantity, every: Sequence[Quantity], listed: bool
    ) -> bool:
        if self._conditions(clause):
            return True
        marked = marked_clause(self.plan, clause, quantity, every)
        ahead = self.ahead(clause)
        goals = "goals" in self.plan.kinds(clause.section)
        built = self._is_built(clause, quantity)
        by = any(w.mention.relation == "by" for w in self.periods.context.governing(clause))
        whole = _OF_YEAR.search(self.text[clause.start : quantity.start]) is not None
        lifted = partial(self._lifted, ahead=ahead, goals=goals, by=by, whole=whole)
        rules = [r for r in self.rules if not lifted(r)]
        rules = [r for r in rules if not (listed and r.id == "not_target.year-on-year")]
        tested = quantity.unit_text == "批次"
        rules = [r for r in rules if not (built and r.id == "not_target.condition")]
        people = quantity.unit_text in ("人", "人次", "名", "例", "家次", "户次", "所次")
        rules = [r for r in rules if not ((tested or people) and r.id == "not_target.check")]
        return any(rule.regex.search(marked) for rule in rules)

    def _is_built(self, clause: Clause, quantity: Quantity) -> bool:
        """Whether things of such a number at least are built: 建成230座以上的公园."""
        counted = quantity.dimension == "count" and quantity.unit_text in _THINGS
        bound = _AT_LEAST.match(self.text, quantity.end, clause.end)
        before = self.text[max(clause.start, quantity.start - _BEFORE) : quantity.start]
        return bool(counted and bound and _BUILT.search(before))

    def _conditions(self, clause: Clause) -> bool:
        """Whether the clause stands in a list of conditions, said by a heading or its opening."""
        first = self._firsts[clause.sentence]
        key = (clause.section, clause.sentence, first == clause)
        if key not in self._lists:
            rules = [r for r in self.rules if r.id == "not_target.conditions"]
            headings = self.plan.layout.path(clause.section) if clause.section >= 0 else ()
            self._lists[key] = any(_CONDITIONS_HEAD.search(h) for h in headings) or any(
                rule.regex.search(head + "◆")
                for head in self._openings(clause, first)
                for rule in rules
            )
        return self._lists[key]

    def _openings(self, clause: Clause, first: Clause) -> Iterator[str]:
        """The words before a list, with 的： or 条件, that the clause or a part above stands in."""
        if first != clause:
            yield self.text[first.start : self.text.find(":", first.start, first.end) + 1]
        sections = self.plan.layout.sections
        section = clause.section
        while section >= 0 and sections[section].parent >= 0:
            parent = sections[section].parent
            begin = sections[parent].title_start
            child = next(s.start for s in sections if s.parent == parent)
            head = self.text[begin : min(child, begin + 200)]
            if _OPENS_LIST.search(head) and not self._is_past_list(clause, section):
                yield head
            section = parent
        own = self.plan.layout.paragraphs[clause.paragraph]
        if section >= 0 and own.start <= sections[clause.section].start:
            yield from self._above(section)

    def _above(self, section: int) -> Iterator[str]:
        """The line above the first of parts that stand in no other one, where it opens a list."""
        sections = self.plan.layout.sections
        level = sections[section].level
        while section and sections[section - 1].level >= level:
            section -= 1
        end = sections[section].start
        head = self.text[self.text.rfind("\n", 0, max(end - 1, 0)) + 1 : end]
        if head.endswith((":", ":\n")):
            yield head

    def _is_past_list(self, clause: Clause, section: int) -> bool:
        """Whether a list run into its paragraph (1.…；2.…。) ended before a clause of its last."""
        item = self.plan.layout.sections[section]
        return self.text[item.start - 1] == ";" and "。" in self.text[item.start : clause.start]

    def _lifted(self, rule: Rule, *, ahead: bool, goals: bool, by: bool, whole: bool) -> bool:
        if rule.id == "not_target.year-on-year":
            return bool(self.periods.context.horizon) and (ahead or goals or whole)
        if rule.id == "not_target.benefit" and goals:
            return True
        dated = bool(self.periods.context.horizon) or by or rule.id != "not_target.fact"
        return rule.id in _LIFTED and ahead and dated

    def _is_small(self, item: Item, left: str) -> bool:
        """一次, 三个方面 and the like count nothing that is planned."""
        quantity = item.quantity
        right = noun_right(self._right(item), item.quantity.unit_text)
        risen = _RISEN.search(left)
        if quantity.dimension == "percent" and _SHARE_OF_TASK.match(right):
            return False
        if _OF_BODIES.match(right):
            return False
        listed = quantity.value <= _MANY_KINDS and left.endswith(("等", "、", "和", "及"))
        if listed and quantity.dimension == "count" and _KINDS.match(right):
            return True
        if not risen and self.nouns.not_head.search(head_of(right, self.nouns) or "-"):
            return True
        if (
            quantity.dimension == "count"
            and quantity.value <= _MANY
            and not right
            and self.nouns.not_head.search(noun_left(left, self.nouns) or "-")
        ):
            return True
        if _WORK.match(self._right(item)):
            return True
        if quantity.unit_text == "部门" or (
            quantity.unit_text in _TIMES and quantity.value <= 4 and not _DOWN_TO.search(left)
        ):
            return True
        if quantity.dimension != "count" or quantity.value > 1 or risen:
            return False
        bound = quantity.comparator in ("ge", "range")
        printed = self.text[quantity.start].isdigit() and not right
        named = printed and len(noun_left(left, self.nouns)) > 1
        built = self.text[quantity.start].isdigit() and len(right) > 2 and _BUILT.search(left)
        if self.text[quantity.start].isdigit() and len(right) > 2 and not left:
            built = _AND_ONE.search(self.text[max(0, quantity.start - _BEFORE) : quantity.start])
        return not (bound or named or built or _ONE.search(left)) and not self.areas.current

    def _pays(self, clause: Clause, item: Item, left: str, right: str) -> bool:
        if item.quantity.comparator in ("le", "lt") and "投资" not in left:
            return True
        after = self.text[item.quantity.end : clause.end]
        if item.quantity.comparator in ("ge", "gt") and _AWARDED.search(after):
            return True
        if _TOTAL_FUND.search(left) and not regex.search("(?:不超过|以内)", left + right[:4]):
            return False
        if _FUND_SET_UP.search(left) and FUND.match(right):
            return False
        if _WHOLE_COST.search(left):
            return bool(regex.search("给予|补助|奖", _FUNDS_IN_BRACKET.sub("", right)))
        kinds = self.plan.kinds(clause.section) - ({"funding"} if _BALANCE.search(left) else set())
        return bool(
            self.pay.search(left)
            or self.pay.match(right.removeprefix("的"))
            or _PAID_BEHIND.match(right)
            or ("funding" in kinds and not regex.search("投资", left))
        )

    def paid_share(self, clause: Clause, item: Item) -> bool:
        if item.quantity.dimension not in ("percent", "points"):
            return False
        left, right = item.before, self._right(item)
        if _CHEAPER.search(left):
            return False
        paid = self.pay.search(self.text, clause.start, item.left[0])
        if paid and _MORE_PAID.search(left):
            return True
        kept = _RATE_OF_WORK.search(left) is not None
        if (self.pay.search(left) and not kept) or self.pay.search(right):
            return True
        if "funding" not in self.plan.kinds(clause.section) or _RISEN.search(left):
            return False
        return not self.nouns.rate.search(noun_left(left, self.nouns))

    def ahead(self, clause: Clause) -> bool:
        """Whether the clause or its sentence has a date that governs and lies ahead."""
        dates = self.periods.context.governing(clause)
        period = of_window(dates[0]) if dates else self.periods.inherited(clause)
        if not period.last or not period.own:
            return False
        horizon = self.periods.context.horizon
        if not horizon and not self.plan.kinds(clause.section).isdisjoint(_LOOKS_BACK):
            return period.first is None
        return period.last >= horizon

    def behind(self, clause: Clause, quantity: Quantity) -> bool:
        """Whether the date before a quantity lies behind the plan: a fact of 十三五."""
        at = quantity.start
        dates = [w for w in self.periods.context.governing(clause) if self.periods.reaches(w, at)]
        return bool(dates) and "" < (dates[-1].last or "") < self.periods.context.horizon

    def aside(self, clause: Clause, quantity: Quantity) -> bool:
        """Whether a quantity stands in brackets with a date that lies behind (2023年为85%)."""
        opened = self.text.rfind("(", clause.start, quantity.start)
        if opened < 0 or self.text.find(")", opened, quantity.start) >= 0:
            return False
        dates = [w for w in self.plan.dates((opened, quantity.start)) if w.last]
        return bool(dates) and str(dates[-1].last) < self.periods.context.horizon

    def is_stated(self, clause: Clause, quantity: Quantity) -> bool:
        """Whether a number is stated of today, with no date ahead.

        So are those of a review (发展基础, 主要成效), and rates in the preamble and under 现状.
        """
        if self.ahead(clause) or self._hoped(clause, quantity):
            return False
        kinds = self.plan.kinds(clause.section)
        rate = quantity.dimension in ("percent", "points")
        if "review" in kinds or (rate and "overview" in kinds):
            return "goals" not in kinds
        if not rate:
            done = _DONE_SO_FAR.fullmatch(self.text, clause.start, quantity.start)
            return "overview" in kinds and "goals" not in kinds and done is not None
        preamble = clause.section < 0 and self._first >= 0 and clause.start < self._first
        return preamble or bool(_FACTS.search(self.text, clause.start, quantity.start))

    def _hoped(self, clause: Clause, quantity: Quantity) -> bool:
        return bool(_HOPED.search(self.text, clause.start, quantity.start))


def _above(titles: str) -> str:
    """What stands for the region above that of a plan of a city or county (全省)."""
    if regex.search("省|自治区", titles) or not regex.search(
        "[市县区州旗盟乡]|(?<!城)镇(?!化)", titles
    ):
        return ""
    return r"(?<![在居为])全省(?!领先|前列|先进|一流|率先|平均|[^,;]{0,6}示范)|全自治区"
