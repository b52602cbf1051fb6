"""Quantified goals: which quantities of a plan are to be met, of what, where and by when.

Every quantity of a clause is cut out with its phrase (``target_items``) and judged: the texts of
``not_targets.toml`` take away conditions, facts, people of a procedure and the like; the forms of
``targets.toml`` say how a goal is worded. A weak form needs a second sign: a goals part, a date
ahead, a bound, or a goal beside it in the list. What follows a goal in the same list is a goal too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, product

import regex

from extractor.document import Span
from extractor.mentions import Window
from extractor.patterns import Patterns, Rule, alternation
from extractor.phrases import phrase
from extractor.records import target_tables
from extractor.records.draft import Draft
from extractor.records.plan import Plan
from extractor.records.target_areas import MASK, Areas
from extractor.records.target_contexts import Period, of_window
from extractor.records.target_items import FOCUS, OTHER, Item, cuts, items
from extractor.records.target_limits import Limits
from extractor.records.target_named import CHAIN, ROW, STANDS_IN, Made, Namer, State
from extractor.records.target_nouns import noun_right
from extractor.records.target_periods import Periods, by_year
from extractor.records.target_rows import completed, noun_row, one_by_one, row_head
from extractor.rule_cache import compiled
from extractor.segment import Clause
from extractor.values.numbers import Quantity

_THINGS = frozenset(
    ("count", "area", "land", "length", "weight", "volume", "power", "energy", "data")
)
_DIMENSIONS = _THINGS | {"money", "percent", "points", "multiple", "duration"}
_ESTIMATE = compiled(r"估算|概算|预计|匡算|预算")
_REACHED = compiled("达到?|不低于|不少于|不小于|超过|突破|以上")
_DIVIDED = phrase("targets.divided")
_OF_YEAR = phrase("targets.of_year")
_GOES_ON = compiled(
    rf"{_DIVIDED.pattern}|\d{{4}}年(?:度|底前?)?:|{_OF_YEAR.pattern}|[分从按][^,;:]{{1,8}}[看分][,:]|其中[,:]?(?=[\u4e00-\u9fff]{{2,6}}[区县市镇])"
)
"""How a paragraph opens that divides a number of the one before."""
_NO_VERB = "target.of-region"
"""The rule of lists without a verb, which tell what there is in a part on that."""
_TASK_LABEL = phrase("targets.task_label")
_TO_REACH = phrase("targets.to_reach")
_BREAKDOWN = phrase("targets.breakdown")
_DIVIDES = compiled(r"[,(]其中[,:]?[^,;。]{1,12}?\d")
"""Behind a number that is divided, which is one of the plan."""
_BARE = compiled("(?:约|近|超|共|计|总)*")
_PART = phrase("targets.part")
_PART_OF = phrase("targets.part_of")
_OF_WHICH = compiled(r"(?:左右|以上)?[^,;。()◇\d]{0,4}[,;。(]?\n?其中[^()]*")
"""From a sum to a part of it, in whose bracket it may stand."""
_EACH = phrase("targets.each")
_ROW_END = compiled("[,;:。()]")
_SUB = compiled(r"其中|(?:^|[,:])(?:包括|含)")
_ACCUMULATED = (
    (compiled("每年|年均"), "per_year"),
    (compiled("累计|总计"), "total"),
    (compiled("新增|净增|新建"), "new"),
)
_RHYTHM = frozenset(("次", "遍", "轮", "期", "天", "日", "小时", "届", "年"))
_MANY = 10
"""From so many on, things that a yearly plan counts are planned; a procedure counts fewer."""


@lru_cache(maxsize=8)
def _hedges(patterns: Patterns) -> regex.Pattern[str]:
    return compiled(alternation(patterns.lists("targets")["hedges"]))


def make(plan: Plan) -> Iterable[Draft]:
    """Return a draft for each quantified goal, of the text and of its tables."""
    found = target_tables.Tables(plan)
    yield from list(found.drafts())
    yield from _Targets(plan, found).run()


class _Targets:
    def __init__(self, plan: Plan, found: target_tables.Tables) -> None:
        self.plan, self.text, self.covered = plan, plan.text, found.covered
        self.hedges = _hedges(plan.patterns)
        self.periods = Periods(plan)
        self.periods.rows = found.tasks
        self.areas = Areas(plan)
        self.namer = Namer(plan, self.areas)
        self.namer.labels = found.labels
        self.areas.rows = found.regions
        self.forms = [(r, str(r.yields["dimension"]).split()) for r in plan.patterns.of("target")]
        self.limits = Limits(plan, self.periods, self.areas)
        self._dates: tuple[int, list[Window]] = (-1, [])
        """The last row of dates (到2025年、2027年，…分别), with its sentence."""

    def run(self) -> Iterator[Draft]:
        state = State()
        for clause in self.plan.clauses:
            if any(a <= clause.start < b for a, b in self.covered):
                continue
            if clause.paragraph != state.paragraph:
                goes_on = _GOES_ON.match(self.text, clause.start, clause.end)
                state = State(clause.paragraph, made=state.made if goes_on else [])
            yield from self._clause(clause, state)

    # one clause --------------------------------------------------------------------------

    def _clause(self, clause: Clause, state: State) -> Iterator[Draft]:
        every = completed(self.text, clause, self.plan.quantities(clause))
        quantities = cuts(self.text, clause, every)
        breakdown = bool(_BREAKDOWN.match(self.text, clause.start, clause.end))
        state.chain = bool(state.made) and (
            breakdown or clause.sentence == state.sentence or self.areas.opens(clause)
        )
        listed = items(self.plan, clause, quantities)
        self.areas.begin(clause, listed)
        rows = self._rows(clause, listed) or self._of_head(clause, breakdown, state)
        groups = one_by_one(self.text, clause, [i.quantity.start for i in listed])
        first = {starts[0]: (at, starts) for at, starts in groups}
        for index, item in enumerate(listed):
            self.areas.at(item)
            if item.quantity.start in first:
                at, starts = first[item.quantity.start]
                state.row = frozenset(starts[1:])
                in_row = self.areas.in_row(item)
                nouns = (
                    [] if in_row else noun_row(self.text, clause, at, self._row_of(listed, starts))
                )
                own = row_head(self.text, clause, at)
                own = "" if STANDS_IN.search(own) or self.areas.is_region(own) else own
                if not nouns and (noun := self._last_noun(listed, starts)):
                    nouns = [noun] * len(starts)
                    state.nouns |= dict.fromkeys(starts, noun)
                elif not in_row and (nouns or not own):
                    state.line_up(starts, rows, [] if self.areas.current else nouns)
            made = self._judge(clause, item, quantities, state)
            aside = item.quantity.dimension not in _DIMENSIONS or self.limits.aside(
                clause, item.quantity
            )
            if item.quantity.start in first and not made:
                state.row = frozenset()
            state.chain = bool(made) or (state.chain and aside)
            if made:
                state.sentence = clause.sentence
                for target in made:
                    target.sub = bool(_SUB.search(self.text, clause.start, item.quantity.start))
                    target.when = self._period(clause, item, rows.get(index) or rows.get(-1))
                made = [target for target in made if not self._is_over(target)]
                yield from self._drafts(clause, item, made)
                state.made += made
            state.chain = state.chain and bool(state.made)

    def _row_of(self, listed: Sequence[Item], starts: Sequence[int]) -> list[Quantity]:
        return [i.quantity for i in listed if i.quantity.start in starts]

    def _is_over(self, target: Made) -> bool:
        """Whether a heading's period (“十三五”期间工作成效), or 2020年底前建成, lies behind."""
        when = target.when
        if when is None or (when.own and target.rule != "target.done-by"):
            return False
        return "" < (when.last or "") < self.periods.context.horizon

    def _last_noun(self, listed: Sequence[Item], starts: Sequence[int]) -> str:
        """The noun behind the last number of a row (分别布局1个和2个冷链中心)."""
        last = next(i for i in listed if i.quantity.start == starts[-1])
        first = next(i for i in listed if i.quantity.start == starts[0])
        alike = first.quantity.unit_text == last.quantity.unit_text
        right = noun_right(self.text[slice(*last.right)], last.quantity.unit_text)
        return right if alike and last.quantity.dimension in _THINGS else ""

    def _judge(
        self, clause: Clause, item: Item, quantities: Sequence[Quantity], state: State
    ) -> list[Made]:
        quantity = item.quantity
        if quantity.dimension not in _DIMENSIONS:
            return []
        part = self._is_part(item, state)
        listed = state.chain and item.before.startswith("同比")
        if self.limits.forbids(clause, item, quantities, part=part, listed=listed):
            return []
        if not state.chain and self.limits.behind(clause, quantity):
            return []
        rule, what = self._form(clause, item, state)
        if rule is None:
            return []
        return self.namer.named(clause, item, rule, what, state)

    def _is_part(self, item: Item, state: State) -> bool:
        """Whether a sum goes on with a sum of investment that it is a part of."""
        if item.quantity.dimension != "money" or not state.chain:
            return False
        if state.made[-1].indicator == "investment" and _PART.fullmatch(item.before):
            return True
        whole = next((m for m in reversed(state.made) if not m.sub), None)
        if whole is None or whole.quantity.dimension != "money":
            return False
        between = self.text[whole.quantity.end : item.quantity.start]
        smaller = item.quantity.value < whole.quantity.value
        named = _PART_OF.fullmatch(item.before) is not None
        return smaller and named and _OF_WHICH.fullmatch(between) is not None

    # forms -------------------------------------------------------------------------------

    def _form(self, clause: Clause, item: Item, state: State) -> tuple[Rule | None, str | None]:
        """Return the rule of the first form that fits, and what is counted if the form says so."""
        dimension = item.quantity.dimension
        stated = self.limits.is_stated(clause, item.quantity)
        if stated and not state.chain:
            return None, None
        paid = self.limits.paid_share(clause, item)
        shared_out = paid and dimension in ("percent", "points")
        for marked in (self.areas.masked(item.marked), self._labelled(clause, item)):
            if marked and not shared_out and (found := self._fitting(clause, item, marked, state)):
                return found
        row = item.quantity.start in state.row and state.made
        if row and not paid and self._is_of_row(item, state):
            return CHAIN, None
        if state.chain and self._goes_on(item, state, dimension) and not paid:
            return CHAIN, None
        in_row = self.periods.row_at(clause.start) and (self._of_row(item) or self._reaches(item))
        return (ROW, None) if in_row and not paid else (None, None)

    def _is_of_row(self, item: Item, state: State) -> bool:
        """Whether a number of a row is of the kind of the one before, or has its noun given."""
        start, dimension = item.quantity.start, item.quantity.dimension
        alike = state.alike.get(start)
        given = start in state.nouns or (alike and alike.quantity.dimension == dimension)
        return bool(given) or state.made[-1].quantity.dimension == dimension

    def _labelled(self, clause: Clause, item: Item) -> str:
        """A marked phrase behind a region, or 建设任务, as its label; this as MASK."""
        end = item.left[0] - 1
        label = regex.split("[,;:]", self.text[clause.start : end])[-1]
        of_tasks = end > clause.start and self.text[end] == ":" and _TASK_LABEL.fullmatch(label)
        printed = self.text[item.quantity.start].isdigit() or item.quantity.value > _MANY
        return MASK + item.marked if (of_tasks and printed) or self.areas.labels(item) else ""

    def _fitting(
        self, clause: Clause, item: Item, marked: str, state: State
    ) -> tuple[Rule, str | None] | None:
        for rule, dimensions in self.forms:
            if item.quantity.dimension not in dimensions:
                continue
            if rule.id == _NO_VERB and "overview" in self.plan.kinds(clause.section):
                continue
            match = rule.regex.search(self._read(clause, item, rule) or marked)
            weak = bool(rule.yields.get("weak"))
            if not match or (weak and not (state.chain or self._has_sign(clause, item))):
                continue
            what = match.groupdict().get("what")
            return rule, what.replace(MASK, "") if what else what
        return None

    def _reaches(self, item: Item) -> bool:
        """Whether a share in a cell of tasks is what the row's rate is to reach: 绿化率|达到40%."""
        name = self.namer.row_name(item) if item.quantity.dimension == "percent" else ""
        return bool(self.namer.nouns.rate.search(name) and _TO_REACH.search(item.before))

    def _of_row(self, item: Item) -> bool:
        """Whether a number in a cell of tasks is one: 健身场地20处, 电梯|完工120部."""
        quantity = item.quantity
        if quantity.dimension not in _THINGS or quantity.unit_text in _RHYTHM:
            return False
        asides = regex.search(r"[按每从由超]|不满|以下$", item.before)
        behind = regex.match(
            "(?:以上|以下|以内)?的|内|前", self.text[quantity.end : quantity.end + 4]
        )
        return not asides and not behind

    def _read(self, clause: Clause, item: Item, rule: Rule) -> str:
        """What a rule reads that looks beyond the item: up to a comma, or the clause before it."""
        if rule.yields.get("row"):
            return self._row(clause, item)
        if rule.yields.get("entry"):
            start = self._entry(clause)
            before = self.text[start : item.quantity.start]
            return "" if self.plan.quantities((start, item.left[0])) else before + FOCUS
        if not rule.yields.get("clause"):
            return ""
        before = self.text[clause.start : item.quantity.start]
        return "" if self.plan.quantities((clause.start, item.left[0])) else before + FOCUS

    def _entry(self, clause: Clause) -> int:
        """Where the entry of a list that a clause stands in begins: at its heading, if any."""
        paragraph = self.plan.layout.paragraphs[clause.paragraph]
        heading = self.plan.heading(clause.section)
        if heading and paragraph.start <= heading[1] <= clause.start:
            return heading[0]
        return min(paragraph.start, clause.start)

    def _row(self, clause: Clause, item: Item) -> str:
        """An item with what follows up to a comma: a row with one verb (7家A、4家B全部完成)."""
        stop = _ROW_END.search(self.text, item.quantity.end, clause.end)
        end = stop.start() if stop else clause.end
        others = self.plan.quantities((item.quantity.end, end))
        others = [q for q in others if q.unit_text != "年"]
        right, at = "", item.quantity.end
        for other in others:
            right += self.text[at : other.start] + OTHER
            at = other.end
        return item.before + FOCUS + right + self.text[at:end]

    def _has_sign(self, clause: Clause, item: Item) -> bool:
        kinds = self.plan.kinds(clause.section)
        if "goals" in kinds or self.periods.row_at(clause.start):
            return True
        if self.periods.context.labelled(clause):
            return True
        if self.limits.ahead(clause):
            return True
        if item.quantity.dimension in ("percent", "points"):
            return bool(regex.search("力争|确保", self.text[clause.start : item.quantity.start]))
        if _DIVIDES.match(self.text, item.quantity.end, clause.end):
            return True
        head = self.text[item.left[0] : item.left[1]]
        if regex.search("每年|累计|新增|年均|至少|力争|计划|各[建设配完打培]", head):
            return True
        bound = item.quantity.comparator in ("ge", "gt", "approx", "range")
        if bound and regex.search("^全[市区县省州旗]", head):
            return True
        before = self.text[clause.start : item.quantity.start]
        if bound and "面积" in head and regex.search("建设|打造|新建", before):
            return True
        annual = self.periods.context.named is not None
        planned = {"scope", "funding"}.isdisjoint(kinds)
        if bound and planned and item.quantity.value >= _MANY:
            return True
        if bound and (annual or regex.search("[建创育引打]", head)):
            return True
        return planned and item.quantity.value >= (_MANY if annual else 5 * _MANY)

    def _goes_on(self, item: Item, state: State, dimension: str) -> bool:
        """Whether a quantity without a form of its own goes on with the list before it."""
        last = state.made[-1].quantity
        left = item.before
        if dimension == "money":
            if last.dimension in ("percent", "points"):
                return bool(regex.match("(?:达到?|突破|超过?)$", left))
            if regex.search("投资|资金", left):
                return True
            if last.dimension == "money":
                return bool(_REACHED.search(left)) or self._is_part(item, state)
            return bool(_BARE.fullmatch(left)) and any(
                m.indicator == "investment" for m in state.made
            )
        if dimension == "percent" and last.dimension == "points":
            return _TO_REACH.search(left) is not None
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
        found: dict[int, Period] = {}
        governing = self.periods.context.governing(clause)
        at = self.text.find("分别", clause.start, clause.end)
        while at >= 0:
            stop = self.text.find("分别", at + 2, clause.end)
            last = stop if stop >= 0 else clause.end
            behind = [i for i, item in enumerate(listed) if at < item.quantity.start < last]
            if not found and not behind:
                found |= self._dated_behind(listed, governing, at, last)
            own = by_year(self.text, governing, at)
            if len(own) > 1:
                self._dates = (clause.sentence, own)
            same = self._dates[0] == clause.sentence
            dates = self._dates[1] if same and not self._dated(governing, at) else own
            span = len({window.start for window in dates}) == 1
            units = {listed[i].quantity.unit_text for i in behind[: len(dates)]}
            if 1 < len(dates) <= len(behind) and not (span and len(units) > 1):
                found |= zip(behind, _row_periods(dates), strict=False)
            at = stop
        return found

    def _dated_behind(
        self, listed: Sequence[Item], governing: Sequence[Window], at: int, end: int
    ) -> dict[int, Period]:
        """改造A180公里、B240公里，分别于2027年、2028年完成: as many dates as numbers before."""
        before = [i for i, item in enumerate(listed) if item.quantity.end <= at]
        dates = [w for w in governing if at < w.start < end and w.last]
        before = before[-len(dates) :]
        row = [listed[i].quantity for i in before]
        apart = any("," in self.text[a.end : b.start] for a, b in pairwise(row))
        if not 1 < len(dates) == len(before) or apart:
            return {}
        return dict(zip(before, _row_periods(dates), strict=True))

    def _dated(self, governing: Sequence[Window], at: int) -> bool:
        """Whether a date stands behind the row of dates that numbers so far were given for."""
        return any(self._dates[1][-1].end < w.start < at for w in governing)

    def _of_head(self, clause: Clause, breakdown: bool, state: State) -> dict[int, Period]:
        """按区域分，青禾区12户、…: an undated breakdown has the period of the number it divides."""
        undated = state.chain and not self.periods.context.governing(clause)
        if not undated or not (breakdown or self.areas.opens(clause)):
            return {}
        units = {q.unit_text for q in self.plan.quantities(clause)}
        heads = [m for m in state.made if m.quantity.unit_text in units and m.when]
        head = max(heads, key=lambda m: m.quantity.value, default=None)
        return {-1: head.when} if head and head.when else {}

    def _period(self, clause: Clause, item: Item, given: Period | None) -> Period:
        whole = self.periods.whole_year(item.left)
        return whole or given or self.periods.find(clause, item.quantity.start)

    def _drafts(self, clause: Clause, item: Item, made: list[Made]) -> Iterator[Draft]:
        quantity = item.quantity
        areas: Sequence[Span | None] = self.areas.shared or [self.areas.current]
        years: Sequence[Period | None] = self._each_year(clause, item) or [None]
        for target, area, year in product(made, areas, years):
            when = year or target.when or Period()
            own, context = target.span, when.spans
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
                    "accumulation": self._accumulation(item),
                    "hedged": self._hedged(clause, item),
                    "period_start": when.first,
                    "period_end": when.last,
                    "area": self.text[slice(*area)] if area else None,
                },
                clause.section,
                (*context, *([area] if area else [])),
            )

    def _each_year(self, clause: Clause, item: Item) -> list[Period]:
        """The years that a number is for one by one: 2025年、2026年各改造12个, 后两年各12个."""
        if not _EACH.match(self.text, *item.left):
            return []
        dates = [w for w in self.periods.context.governing(clause) if w.end <= item.quantity.start]
        row = by_year(self.text, dates, item.left[0])
        return [of_window(w) for w in row] if len(row) > 1 else []

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

    def _accumulation(self, item: Item) -> str | None:
        head = self.text[item.left[0] : item.quantity.start]
        for words, name in _ACCUMULATED:
            if words.search(head):
                return name
        return None

    def _hedged(self, clause: Clause, item: Item) -> bool:
        return bool(self.hedges.search(self.text, clause.start, item.quantity.start))


def _row_periods(dates: Sequence[Window]) -> list[Period]:
    """The periods of a row of dates, each with the whole row as its evidence."""
    row = (dates[0].start, dates[-1].end)
    periods = [of_window(w) for w in dates]
    if dates[0].mention.relation == "by":
        periods = [replace(p, first=None) for p in periods]
    return [replace(p, spans=(row, *p.spans)) for p in periods]
