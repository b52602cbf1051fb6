"""Quantified goals: which quantities of a plan are to be met, of what, where and by when.

Every quantity of a clause is cut out with its phrase (``target_items``) and judged: the texts of
``not_targets.toml`` take away conditions, facts, people of a procedure and the like; the forms of
``targets.toml`` say how a goal is worded. A weak form needs a second sign: a goals part, a date
ahead, a bound, or a goal beside it in the list. What follows a goal in the same list is a goal too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractor.document import Span
from extractor.numbers import Quantity
from extractor.patterns import Patterns, Rule, alternation
from extractor.records import tables
from extractor.records.draft import Draft
from extractor.records.plan import Plan
from extractor.records.target_areas import Areas
from extractor.records.target_items import Item, cuts, items, marked_clause
from extractor.records.target_named import CHAIN, Made, Namer, State
from extractor.records.target_nouns import head_of, noun_left, noun_right, nouns
from extractor.records.target_periods import Period, Periods, by_year, of_window
from extractor.segment import Clause

_THINGS = frozenset(
    ("count", "area", "land", "length", "weight", "volume", "power", "energy", "data")
)
_DIMENSIONS = _THINGS | {"money", "percent", "points", "multiple", "duration"}
_TIMES = frozenset(("次", "遍", "篇", "期", "层", "类", "单元"))
_ESTIMATE = regex.compile(r"估算|概算|预计|匡算|预算")
_ONE = regex.compile(r"(?:各|至少|每个?(?:乡镇|街道|社区|县|区|村|镇|乡)|均)[^,;◇◆]{0,12}$")
_REACHED = regex.compile("达到?|不低于|不少于|不小于|超过|突破|以上")
_BREAKDOWN = regex.compile(r"其中|分别|按[^,;]{1,8}分|分(?:区县|年度|地区)")
_ACCUMULATED = (
    (regex.compile("每年|年均"), "per_year"),
    (regex.compile("累计|总计"), "total"),
    (regex.compile("新增|净增|新建"), "new"),
)
_MANY = 10
"""From so many on, things that a yearly plan counts are planned; a procedure counts fewer."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Compiled word lists of one set of patterns."""

    pay: regex.Pattern[str]
    hedge: regex.Pattern[str]
    total: regex.Pattern[str]


@lru_cache(maxsize=8)
def _words(patterns: Patterns) -> _Words:
    lists = {name: alternation(words) for name, words in patterns.lists("targets").items()}
    return _Words(
        pay=regex.compile(lists["pay"]),
        hedge=regex.compile(lists["hedges"]),
        total=regex.compile(
            r"总投资|投资(?:估算|概算|规模|总额)|(?:估算|概算|计划|完成)[^,;]{0,4}投资|改造资金$"
        ),
    )


def make(plan: Plan) -> Iterable[Draft]:
    """Return a draft for each quantified goal, of the text and of its tables."""
    found = tables.Tables(plan)
    yield from list(found.drafts())
    yield from _Targets(plan, found.covered).run()


class _Targets:
    def __init__(self, plan: Plan, covered: Sequence[Span]) -> None:
        self.plan, self.text, self.covered = plan, plan.text, covered
        self.words, self.nouns = _words(plan.patterns), nouns(plan.patterns)
        self.periods = Periods(plan)
        self.areas = Areas(plan)
        self.namer = Namer(plan, self.areas)
        self.forms = [(r, str(r.yields["dimension"]).split()) for r in plan.patterns.of("target")]
        self.never = plan.patterns.of("not_target")
        self._lists: dict[int, bool] = {}

    def run(self) -> Iterator[Draft]:
        state = State()
        for clause in self.plan.clauses:
            if any(a <= clause.start < b for a, b in self.covered):
                continue
            if clause.paragraph != state.paragraph:
                state = State(clause.paragraph)
            yield from self._clause(clause, state)

    # one clause --------------------------------------------------------------------------

    def _clause(self, clause: Clause, state: State) -> Iterator[Draft]:
        quantities = cuts(self.text, clause, self.plan.quantities(clause))
        breakdown = bool(_BREAKDOWN.match(self.text, clause.start, clause.end))
        state.chain = bool(state.made) and (
            breakdown or clause.sentence == state.sentence or self.areas.opens(clause)
        )
        listed = items(self.plan, clause, quantities)
        self.areas.begin(clause, listed)
        rows = self._rows(clause, listed)
        for index, item in enumerate(listed):
            self.areas.at(item)
            made = self._judge(clause, item, quantities, state)
            state.chain = bool(made) or (state.chain and item.quantity.dimension not in _DIMENSIONS)
            if made:
                state.sentence = clause.sentence
                yield from self._drafts(clause, item, made, rows.get(index))
                state.made.append(made[-1])

    def _judge(
        self, clause: Clause, item: Item, quantities: Sequence[Quantity], state: State
    ) -> list[Made]:
        quantity = item.quantity
        if quantity.dimension not in _DIMENSIONS or self._is_never(clause, quantity, quantities):
            return []
        left, right = item.before, self.text[slice(*item.right)]
        if self._is_small(item, left):
            return []
        if quantity.dimension == "money" and self._pays(clause, left, right):
            return []
        if not state.chain and self._behind(clause, quantity):
            return []
        rule, what = self._form(clause, item, state)
        if rule is None:
            return []
        return self.namer.named(clause, item, rule, what, state)

    def _is_never(self, clause: Clause, quantity: Quantity, every: Sequence[Quantity]) -> bool:
        capped = quantity.comparator in ("le", "lt") and quantity.dimension in ("money", "percent")
        if capped and self.words.pay.search(self.text, clause.start, clause.end):
            return True
        marked = marked_clause(self.plan, clause, quantity, every)
        if self._conditions(clause):
            return True
        rules = [rule for rule in self.never if not self._lifted(rule, clause)]
        return any(rule.regex.search(marked) for rule in rules)

    def _conditions(self, clause: Clause) -> bool:
        """Whether the clause stands in a list of conditions, said by what opens the list."""
        if clause.section not in self._lists:
            self._lists[clause.section] = any(
                rule.regex.search(self._opening(clause) + "◆")
                for rule in self.never
                if rule.id == "not_target.conditions"
            )
        return self._lists[clause.section]

    def _opening(self, clause: Clause) -> str:
        """The first words of the part above the clause's own, where they open a list with 的：."""
        section = clause.section
        parent = self.plan.layout.sections[section].parent if section >= 0 else -1
        if parent < 0:
            return ""
        own, above = self.plan.layout.sections[section], self.plan.layout.sections[parent]
        head = self.text[above.title_start : min(own.start, above.title_start + 200)]
        return head if regex.search(r"[:：。]\n?$|条件\n?$", head) else ""

    def _lifted(self, rule: Rule, clause: Clause) -> bool:
        """A date ahead in the clause makes 已建成 and 现有 attributes of a goal's object."""
        return rule.id == "not_target.fact" and self._ahead(clause)

    def _is_small(self, item: Item, left: str) -> bool:
        """一次, 三个方面 and the like count nothing that is planned."""
        quantity = item.quantity
        right = noun_right(self.text[slice(*item.right)], item.quantity.unit_text)
        if self.nouns.not_head.search(head_of(right, self.nouns) or "-"):
            return True
        if (
            quantity.dimension == "count"
            and not right
            and self.nouns.not_head.search(noun_left(left, self.nouns) or "-")
        ):
            return True
        if quantity.unit_text == "部门" or (quantity.unit_text in _TIMES and quantity.value <= 4):
            return True
        if quantity.dimension != "count" or quantity.value > 1:
            return False
        bound = quantity.comparator in ("ge", "range")
        return not (bound or _ONE.search(left)) and not self.areas.current

    def _pays(self, clause: Clause, left: str, right: str) -> bool:
        if self.words.total.search(left):
            return bool(regex.search("给予|补助|奖", right))
        kinds = self.plan.kinds(clause.section)
        return bool(
            self.words.pay.search(left)
            or self.words.pay.match(right.removeprefix("的"))
            or regex.match(r"(?:以上|以下|的)?[^,;]{0,8}(?:补助|奖励|补贴|贷款|贴息|奖补)", right)
            or ("funding" in kinds and not regex.search("投资", left))
        )

    # forms -------------------------------------------------------------------------------

    def _form(self, clause: Clause, item: Item, state: State) -> tuple[Rule | None, str | None]:
        """Return the rule of the first form that fits, and what is counted if the form says so."""
        dimension = item.quantity.dimension
        paid = self._paid_share(clause, item)
        for rule, dimensions in self.forms:
            if dimension not in dimensions:
                continue
            match = rule.regex.search(item.marked)
            if not match or (paid and dimension in ("percent", "points")):
                continue
            weak = bool(rule.yields.get("weak"))
            if weak and not (state.chain or self._has_sign(clause, item)):
                continue
            return rule, match.groupdict().get("what")
        if state.chain and self._goes_on(item, state, dimension) and not paid:
            return CHAIN, None
        return None, None

    def _paid_share(self, clause: Clause, item: Item) -> bool:
        if item.quantity.dimension not in ("percent", "points"):
            return False
        left, right = item.before, self.text[slice(*item.right)]
        if self.words.pay.search(left) or self.words.pay.search(right):
            return True
        return "funding" in self.plan.kinds(clause.section) and not self.nouns.rate.search(
            noun_left(left, self.nouns)
        )

    def _has_sign(self, clause: Clause, item: Item) -> bool:
        kinds = self.plan.kinds(clause.section)
        if "goals" in kinds:
            return True
        if self._ahead(clause):
            return True
        if item.quantity.dimension in ("percent", "points"):
            return bool(regex.search("力争|确保", self.text[clause.start : item.quantity.start]))
        head = self.text[item.left[0] : item.left[1]]
        if regex.search("每年|累计|新增|年均|至少|力争|计划|各[建设配完打培]", head):
            return True
        bound = item.quantity.comparator in ("ge", "gt", "approx", "range")
        if bound and regex.search("^全[市区县省州旗]", head):
            return True
        before = self.text[clause.start : item.quantity.start]
        if bound and "面积" in head and regex.search("建设|打造|新建", before):
            return True
        annual = self.periods.named is not None
        if bound and (annual or regex.search("[建创育引打]", head)):
            return True
        return bool({"scope", "funding"}.isdisjoint(kinds)) and item.quantity.value >= (
            _MANY if annual else 5 * _MANY
        )

    def _ahead(self, clause: Clause) -> bool:
        """Whether the clause or its sentence has a date that governs and lies ahead."""
        dates = self.periods.governing(clause)
        period = of_window(dates[0]) if dates else self.periods.inherited(clause)
        if not period.last or not period.own:
            return False
        return period.last >= self.periods.horizon

    def _behind(self, clause: Clause, quantity: Quantity) -> bool:
        """Whether the date before a quantity lies behind the plan: a fact of 十三五."""
        dates = [w for w in self.periods.governing(clause) if w.end <= quantity.start]
        return bool(dates) and bool(dates[-1].last) and str(dates[-1].last) < self.periods.horizon

    def _goes_on(self, item: Item, state: State, dimension: str) -> bool:
        """Whether a quantity without a form of its own goes on with the list before it."""
        last = state.made[-1].quantity
        left = item.before
        if dimension == "money":
            if last.dimension in ("percent", "points"):
                return bool(regex.match("(?:达到?|突破|超过?)$", left))
            return bool(regex.search("投资|资金", left)) or (
                last.dimension == "money" and bool(_REACHED.search(left))
            )
        if dimension in ("percent", "points", "multiple"):
            return last.dimension == dimension
        if dimension == "duration":
            return False
        return not regex.search(
            r"^(?:按|从|由|在|以|对|超过)|[按每]$|可$|配备|安排|指定|推选|抽取|邀请|聘请|派出", left
        )

    # records -----------------------------------------------------------------------------

    def _rows(self, clause: Clause, listed: Sequence[Item]) -> dict[int, Period]:
        """2024、2025、2026年分别改造26个、31个、18个: the dates and the numbers, one by one."""
        at = self.text.find("分别", clause.start, clause.end)
        if at < 0:
            return {}
        dates = by_year(self.text, self.periods.governing(clause), at)
        behind = [i for i, item in enumerate(listed) if item.quantity.start > at]
        if len(dates) < 2 or len(behind) < len(dates):
            return {}
        row = (dates[0].start, dates[-1].end)
        periods = [of_window(w) for w in dates]
        if dates[0].mention.relation == "by":
            periods = [replace(p, first=None) for p in periods]
        return {i: replace(p, spans=(row, *p.spans)) for i, p in zip(behind, periods, strict=False)}

    def _drafts(
        self, clause: Clause, item: Item, made: list[Made], period: Period | None
    ) -> Iterator[Draft]:
        when = period or self.periods.find(clause, item.quantity.start)
        quantity = item.quantity
        for target in made:
            area = self.areas.current
            own = target.span
            context = [*when.spans]
            yield Draft(
                "targets",
                own,
                target.rule,
                {
                    "indicator": target.indicator,
                    "indicator_text": target.text,
                    "value": quantity.value,
                    "value_max": quantity.value_max,
                    "unit": quantity.unit if quantity.unit in ("m2", "CNY", "percent") else "count",
                    "unit_text": quantity.unit_text or None,
                    "comparator": self._comparator(item),
                    "change": self._change(target.rule),
                    "accumulation": self._accumulation(clause, item),
                    "hedged": self._hedged(clause, item),
                    "period_start": when.first,
                    "period_end": when.last,
                    "area": self.text[slice(*area)] if area else None,
                },
                clause.section,
                (*context, *([area] if area else [])),
            )

    def _comparator(self, item: Item) -> str:
        quantity = item.quantity
        if (
            quantity.comparator == "eq"
            and quantity.dimension == "money"
            and _ESTIMATE.search(self.text, *item.left)
        ):
            return "approx"
        return quantity.comparator

    def _change(self, rule: str) -> str:
        for form, _ in self.forms:
            if form.id == rule:
                return str(form.yields.get("change", "level"))
        return "level"

    def _accumulation(self, clause: Clause, item: Item) -> str | None:
        head = self.text[item.left[0] : item.quantity.start]
        for words, name in _ACCUMULATED:
            if words.search(head):
                return name
        return None

    def _hedged(self, clause: Clause, item: Item) -> bool:
        return bool(self.words.hedge.search(self.text, clause.start, item.quantity.start))
