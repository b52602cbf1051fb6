"""What a target counts, from the phrase around its number: indicator, noun, shortest span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import regex

from extractor.document import Span
from extractor.patterns import Rule
from extractor.phrases import phrase
from extractor.records.plan import Plan
from extractor.records.target_areas import Areas
from extractor.records.target_contexts import Period
from extractor.records.target_items import Item
from extractor.records.target_nouns import counted_in, indicator, noun_left, noun_right, nouns
from extractor.rule_cache import compiled
from extractor.segment import Clause
from extractor.values.numbers import Quantity

CHAIN = Rule("target.list", "target", "", "", (), {}, (), ())
"""A quantity that goes on with a list of goals."""
ROW = Rule("target.row", "target", "", "", (), {}, (), ())
"""A quantity in a cell of tasks of a table."""
STANDS_IN = phrase("target_named.stands_in")
_PER_HEAD = phrase("target_named.per_head")
_COUNTED = compiled(r"(?P<noun>[^的]{0,8}(?:小区|项目|房屋|楼栋))的")
_WORKED_ON = phrase("target_named.worked_on")
_TITLED = phrase("target_named.titled")
_TIER = compiled("及?以[上下内]的")
"""新建5个以上的给予奖励: who is meant, no number of the plan."""
_PLACE_NAMED = compiled("^.{1,10}?[省市县区州旗镇乡](?!场|政|域|区)")
_YEAR = compiled(r"\d{4}年?(?:[-~至]\d{4})?年度?")
_OF_WORKS = frozenset(("个", "项", "处", "件", "批"))
_SPLIT = compiled(r"、|和(?!谐|美)|以及|(?<!普)及(?!时|格)")
_COMPARED = phrase("target_named.compared")
_OBJECT = compiled(r"[^,;:。]+")
_CARRIED_OUT = phrase("target_named.carried_out")
_PARTICLES = frozenset(("到", "至", "在", "于"))
_SHARE_THAT = phrase("target_named.share_that")
_RUNNING = compiled(r"^(?:\d+[.、]|\(\d+\)|[①-⑳])")
_NUMBERED = compiled(r"^[(]?[\d一二三四五六七八九十]{1,3}[).、]+")
_LISTED = compiled("(?:任务|目标|指标|计划)*(?:分解|分配|安排)?(?:如下|为|是)?$")
_AT_HAND = compiled("^.{0,4}?(?:现有|已有|已建成|共有|现)")
_NO_NOUN = phrase("target_named.no_noun")
_REST = phrase("target_named.rest")
_LEAD_TO = compiled("(?r)(?:到|至|于|在|力争|确保|计划)*")
_TOTALS = phrase("target_named.totals")
_DOING = phrase("target_named.doing")
_BATCH = phrase("target_named.batch")
_PAID = compiled("(?:计划)?(?:补助|补贴|奖补|支持|资助|扶持)")
"""What is done for the things that a number counts: 每年补助不少于150部."""
_ASIDE = phrase("target_named.aside")
_SHORT = 2
_ACTORS = phrase("target_named.actors")
_EACH_HAS = phrase("target_named.each_has")
_TOPIC = 200
"""How far before its clause the sentence of a number without a noun may begin."""
_HEADING = 16
"""The longest noun of a heading that the numbers below it may count."""
_LONGEST = 120
"""The longest own span; what is counted may stand further away."""


@dataclass(slots=True)
class Made:
    """A target of the list so far, for what follows to go on from."""

    quantity: Quantity
    indicator: str
    text: str | None
    span: Span
    rule: str
    noun: str = ""
    """What is counted, whatever the indicator."""
    sub: bool = False
    """Whether it is part of a number before (其中快充桩300个)."""
    when: Period | None = None


@dataclass(slots=True)
class State:
    """What carries over from one clause to the next."""

    paragraph: int = -1
    sentence: int = -1
    made: list[Made] = field(default_factory=list)
    chain: bool = False
    """Whether the quantity before this one, in the same list, is a target."""
    alike: dict[int, Made] = field(default_factory=dict)
    """For numbers given one by one, by their start: the goal that each goes on from."""

    row: frozenset[int] = frozenset()
    """Numbers that go on with one before in a row (分别达到80亿元、92亿元), by their start."""

    nouns: dict[int, str] = field(default_factory=dict)
    """For numbers given one by one behind as many nouns, by their start: the noun of each."""

    def line_up(
        self, starts: Sequence[int], rows: Mapping[int, Period], nouns: Sequence[str]
    ) -> None:
        """Put numbers given one by one beside nouns, or goals before, where these are as many."""
        if nouns and not any(at >= 0 for at in rows):
            self.nouns |= zip(starts, nouns, strict=True)
            return
        whole = [m for m in self.made if not m.sub]
        if not any(at >= 0 for at in rows) and len(whole) >= len(starts):
            self.alike = dict(zip(starts, whole[-len(starts) :], strict=True))


class Namer:
    """Names the targets of one plan."""

    def __init__(self, plan: Plan, areas: Areas) -> None:
        self.plan, self.text, self.areas = plan, plan.text, areas
        self.nouns = nouns(plan.patterns)
        self.labels: Sequence[tuple[Span, str]] = ()
        """Cells of tables of tasks, with the names of their rows."""

    def named(
        self, clause: Clause, item: Item, rule: Rule, what: str | None, state: State
    ) -> list[Made]:
        """Return the target, or several where rates share the number."""
        quantity = item.quantity
        given = str(rule.yields.get("indicator", ""))
        if quantity.dimension in ("percent", "points"):
            return self._rates(clause, item, rule, what, state)
        if quantity.dimension == "money":
            return self._money(item, rule, given, what, state)
        if given == "other":
            text = noun_left(what or "", self.nouns)
            return [self._made(item, "other", text, rule)] if text else []
        return self._things(clause, item, rule, what, state)

    def _made(self, item: Item, name: str, text: str | None, rule: Rule) -> Made:
        keep = text if name in ("rate", "other") else None
        return Made(item.quantity, name, keep, self._span(item, text), rule.id, text or "")

    def _span(self, item: Item, text: str | None) -> Span:
        """The shortest stretch with the number, its unit and what it counts."""
        quantity = item.quantity
        start, end = quantity.start, quantity.end
        if quantity.hedge:
            start, end = min(start, quantity.hedge[0]), max(end, quantity.hedge[1])
        if text:
            at = self.text.rfind(text, item.left[0], item.left[1])
            if at >= 0:
                start = min(start, at)
            elif (at := self.text.find(text, item.right[0], item.right[1] + 1)) >= 0:
                end = max(end, at + len(text))
        return (start, end) if end - start <= _LONGEST else (end - _LONGEST, end)

    def _rates(
        self, clause: Clause, item: Item, rule: Rule, what: str | None, state: State
    ) -> list[Made]:
        if behind := _SHARE_THAT.match(self.text, item.quantity.end):
            whole = noun_left(self.areas.bare(item.before), self.nouns, rate=True)
            return [self._made(item, "rate", whole + behind["what"], rule)]
        own = state.nouns.get(item.quantity.start)
        left = item.before if what is None else what
        text = noun_left(own or self.areas.bare(left), self.nouns, rate=True)
        last = next((m for m in reversed(state.made) if m.indicator == "rate"), None)
        if (row := state.alike.get(item.quantity.start)) and row.text:
            text, last = regex.sub("^分别.*", "", text), row
        if STANDS_IN.search(text):
            return [self._made(item, "rate", row.text, rule)] if row and row.text else []
        text = "" if _COMPARED.match(text) or self._regions_only(text) else text
        if len(text) < 2 or (rule is CHAIN and not own and len(text) < 3):
            right = noun_right(self.text[slice(*item.right)], item.quantity.unit_text)
            before = state.made[-1] if state.made and not row else None
            risen = before and before.indicator != "rate" and rule.yields.get("change")
            rest = before.noun if before and (self.areas.current or risen) else ""
            text = right if len(right) > 1 else rest or (last.text or "" if last else "")
        if not text and state.made and (self.areas.current or rule.yields.get("change")):
            text = state.made[-1].noun
        text = text or self._of_row(item, "")
        if rule.id == "target.rate-done":
            made = (last.text if last else None) or (state.made[-1].noun if state.made else "")
            text = self._work_before(clause, item) or made
        if not text:
            return []
        parts = [p for p in _SPLIT.split(text) if p]
        if own is None and 2 <= len(parts) <= 5 and all(self.nouns.rate.search(p) for p in parts):
            return [self._made(item, "rate", part, rule) for part in parts]
        return [self._made(item, "rate", text, rule)]

    def _regions_only(self, text: str) -> bool:
        """青禾区、临溪县50%的社区: what is counted stands behind the number."""
        names = _SPLIT.split(text)
        return len(text) > 1 and all(self.areas.is_region(name) for name in names)

    def _money(
        self, item: Item, rule: Rule, given: str, what: str | None, state: State
    ) -> list[Made]:
        left = what if what and given == "other" else item.before
        own = state.nouns.get(item.quantity.start)
        if own:
            left, given = own, "investment" if regex.search("投资", own) else "other"
        elif rule is CHAIN:
            last = next((m for m in reversed(state.made) if m.quantity.dimension == "money"), None)
            given = last.indicator if last else "other"
            if regex.search("投资|资金", left):
                given = "investment"
        text = noun_left(self.areas.bare(left), self.nouns)
        if not text and rule is not CHAIN:
            text = noun_right(self.text[slice(*item.right)], item.quantity.unit_text)
        if not text and state.made:
            text = state.made[-1].noun
        if not text or item.quantity.unit != "CNY":
            return []
        return [self._made(item, given, text, rule)]

    def _things(
        self, clause: Clause, item: Item, rule: Rule, what: str | None, state: State
    ) -> list[Made]:
        right = self._behind(item, rule, what)
        own = state.nouns.get(item.quantity.start)
        left = own or (item.before if what is None else what)
        bare = self.areas.bare(noun_left(self.areas.bare(left), self.nouns))
        if what is not None and len(bare) <= _SHORT and rule.id.endswith("verb"):
            bare = self._whole_noun(item, bare)
        bare = _EACH_HAS.sub("", bare)
        if not bare and not right:
            bare = _EACH_HAS.sub("", noun_left(self.areas.bare(item.before), self.nouns))
        bare = "" if _COMPARED.match(bare) or STANDS_IN.search(bare) else bare
        if _BATCH.fullmatch(bare):
            bare = ""
        if _PAID.fullmatch(bare) and (
            self._alike(clause, item, state) or self._of_unit(clause, item)
        ):
            bare = ""
        if not right and self._is_rest(bare, item, state):
            bare = ""
        phrase = right or bare
        if bare in ("建", "设", "配"):
            bare, phrase = "", right
        if bare in _PARTICLES:
            phrase = self._counted_before(clause, item) or right
        last = self._alike(clause, item, state)
        if not phrase and last and self._is_far(clause, last):
            phrase = self._of_unit(clause, item, own=True)
        if not phrase and last:
            span = self._span(item, None)
            return [Made(item.quantity, last.indicator, last.text, span, rule.id, last.noun)]
        phrase = "" if phrase in _PARTICLES else phrase
        if _TOTALS.fullmatch(phrase):
            known = last.noun if last else ""
            said = self._object_before(clause, item) or self._topic_before(clause, item)
            phrase = said or known or phrase
        phrase = self._of_context(clause, item, phrase, state)
        name = self._indicator(item, phrase or right)
        if name == "other" and not phrase:
            return []
        text = phrase if name == "other" else (phrase or None)
        return [self._made(item, name, text, rule)]

    def _behind(self, item: Item, rule: Rule, what: str | None) -> str:
        """The noun behind a number, as far as it is what is counted."""
        right = noun_right(self.text[slice(*item.right)], item.quantity.unit_text)
        counted = _COUNTED.match(right)
        if not counted and item.quantity.unit_text not in _OF_WORKS:
            counted = _WORKED_ON.match(right)
        right = counted["noun"] if counted else right
        right = "" if rule.yields.get("change") or right in _PARTICLES else right
        return what if what and right and rule.id == "target.served" else right

    def _indicator(self, item: Item, phrase: str) -> str:
        """The indicator of a noun and a unit; a rate of people (0.05人/百万车公里) counts none.

        Nor does a level for so many people (每千人拥有指导员3.5名).
        """
        name = indicator(item.quantity, phrase, self.nouns)
        per = name == "residents" and self.text.startswith("/", item.quantity.end)
        level = name in ("floor_area", "residents") and _PER_HEAD.search(item.before)
        return "other" if per or level else name

    def _of_context(self, clause: Clause, item: Item, phrase: str, state: State) -> str:
        """The noun of an item, else what it counts by the words, the list and the parts before."""
        phrase = phrase or self._object_before(clause, item) or self._nominal(item)
        phrase = self._of_row(item, phrase) or phrase
        if not phrase and state.chain and not noun_left(item.before, self.nouns):
            unit = item.quantity.unit_text
            alike = (m for m in reversed(state.made) if m.quantity.unit_text == unit)
            phrase = next(alike, state.made[-1]).noun
        if not phrase and _BATCH.match(item.before):
            phrase = self._topic_before(clause, item)
        phrase = phrase or self._divided(clause, item) or self._of_label(clause, item)
        phrase = phrase or self._of_unit(clause, item) or self._of_heading(clause)
        return phrase or self._of_title(item) or self._topic_of(clause, item)

    def _divided(self, clause: Clause, item: Item) -> str:
        """对全市48处易涝积水点，6月底前完成20处: the noun of the number that is divided."""
        for other in reversed(self.plan.quantities((clause.start, item.left[0]))):
            if other.unit_text == item.quantity.unit_text and other.value > item.quantity.value:
                tail = regex.split("[,:;、。]", self.text[other.end : item.left[0]])[0]
                return noun_right(tail, other.unit_text)
        return ""

    def _of_label(self, clause: Clause, item: Item) -> str:
        """充电桩建设任务：2024年60个、2025年70个: the noun of the label of a list of numbers."""
        colon = self.text.find(":", clause.start, item.left[0])
        if colon < 0 or self.plan.quantities((clause.start, colon)):
            return ""
        label = regex.split("[,;年]", self.text[clause.start : colon])[-1]
        noun = noun_left(_LISTED.sub("", _NUMBERED.sub("", label)), self.nouns)
        noun = self.nouns.light.sub("", noun)
        named = 1 < len(noun) <= _HEADING and not self.nouns.not_head.search(noun)
        return "" if not named or self.areas.is_region(noun) or _ACTORS.search(noun) else noun

    def _whole_noun(self, item: Item, bare: str) -> str:
        """综合运输服务站 of a list: a verb inside a noun governs nothing."""
        whole = noun_left(self.areas.bare(item.before), self.nouns)
        inside = bare and whole.endswith(bare) and len(whole) <= _HEADING
        return whole if inside and not _ACTORS.search(whole) else bare

    def _is_rest(self, bare: str, item: Item, state: State) -> bool:
        """Whether the noun is left out: 工业领域83个, 投资10亿元以上的8个, 余下的13所."""
        if not state.chain or not self._alike_unit(item, state):
            return False
        return bool(_REST.search(bare)) or item.before.endswith("的")

    def _alike_unit(self, item: Item, state: State) -> bool:
        return any(m.quantity.unit_text == item.quantity.unit_text for m in state.made)

    def _counted_before(self, clause: Clause, item: Item) -> str:
        """现有充电桩1200个，到2026年达到3000个: the noun of a number that was no goal itself."""
        unit = item.quantity.unit_text
        for other in reversed(self.plan.quantities((clause.start, item.left[0]))):
            if other.unit_text == unit:
                head = regex.split("[,:;]", self.text[clause.start : other.start])[-1]
                return str(_AT_HAND.sub("", noun_left(head, self.nouns)))
        return ""

    def _of_row(self, item: Item, phrase: str) -> str:
        """既有住宅加装电梯|完工120部: a number without a noun counts what its row is named."""
        name = self.row_name(item)
        return name if not phrase or _NO_NOUN.fullmatch(phrase) else ""

    def row_name(self, item: Item) -> str:
        """The name of the row in whose cell of tasks an item stands, without its number."""
        at = item.quantity.start
        return _RUNNING.sub("", next((n for (a, b), n in self.labels if a <= at < b), ""))

    def _object_before(self, clause: Clause, item: Item) -> str:
        """举办推介会等活动，…，至少举办50场: the object of the same verb before in the clause."""
        verb = self.nouns.verb.search(self.text, *item.left)
        if not verb:
            return ""
        at = self.text.rfind(verb[0], clause.start, item.left[0])
        if at < 0:
            return ""
        object_ = _OBJECT.match(self.text, at)
        found = noun_left(object_[0], self.nouns) if object_ else ""
        bare = regex.search(r"\d|^[、和及与]|基础上", found) or self.nouns.not_head.search(
            found or "-"
        )
        return "" if bare else found

    def _of_heading(self, clause: Clause) -> str:
        """（三）建设农机服务中心。2024年建成8个: the noun that the heading names."""
        heading = self.plan.heading(clause.section)
        if not heading or heading[0] <= clause.start < heading[1]:
            return ""
        bare = regex.sub(
            r"^[^\u4e00-\u9fff]*[一二三四五六七八九十]*[、.)]+", "", self.text[slice(*heading)]
        )
        verb = self.nouns.verb.match(bare)
        noun = noun_left(bare.rstrip("。:\n"), self.nouns) if verb else ""
        named = 0 < len(noun) <= _HEADING and not self.nouns.light.fullmatch(noun)
        return noun if named and not regex.search("[,;、]", noun) else ""

    def _of_title(self, item: Item) -> str:
        """2025年改造48个 of a plan for 老旧小区: the noun that the plan's name has for the unit."""
        if _TIER.match(self.plan.text, item.quantity.end):
            return ""
        unit = item.quantity.unit_text
        pattern = _TITLED if unit == "个" else counted_in(unit)
        title = _YEAR.sub("", _PLACE_NAMED.sub("", self.plan.front.title or ""))
        match = pattern.search(title) if pattern else None
        return noun_left(match[0], self.nouns) if match else ""

    def _is_far(self, clause: Clause, last: Made) -> bool:
        """Whether a full stop stands between a number and the clause."""
        return self.text.find("。", last.span[1], clause.start) >= 0

    def _of_unit(self, clause: Clause, item: Item, *, own: bool = False) -> str:
        """既有住宅加装电梯…，年均新增40台: of what was named before, what the unit counts."""
        pattern = counted_in(item.quantity.unit_text)
        if pattern is None:
            return ""
        heading = self.plan.heading(clause.section) or (0, 0)
        start = self.text.rfind("。", max(0, clause.start - _TOPIC), clause.start) + 1
        places = [(max(start, heading[1]), item.left[0]), heading]
        for begin, end in places[:1] if own else places:
            if named := [m[0] for m in pattern.finditer(self.text, begin, end)]:
                return noun_left(named[-1], self.nouns)
        return ""

    def _topic_before(self, clause: Clause, item: Item) -> str:
        """推进示范企业培育工作，力争总数突破200家: what the phrase before is about."""
        before = self._phrase_before(clause, item, ",;:、")
        if before is None or self.plan.quantities(before):
            return ""
        return str(_DOING.sub("", noun_left(self.text[slice(*before)], self.nouns)))

    def _topic_of(self, clause: Clause, item: Item) -> str:
        """大力发展社区食堂，2025年达到30家: the same, where the unit says nothing of its own."""
        if indicator(item.quantity, "", self.nouns) != "other":
            return ""
        topic = self._topic_before(clause, item)
        return "" if _ASIDE.search(topic) or self.nouns.not_head.search(topic or "-") else topic

    def _work_before(self, clause: Clause, item: Item) -> str:
        """推进路灯节能改造，2025年底前完成90%: the work that the phrase before names."""
        before = self._phrase_before(clause, item, ",;:")
        if before is None or regex.search(r"\d", self.text[slice(*before)]):
            return ""
        work = _CARRIED_OUT.sub("", self.text[slice(*before)])
        return work if len(work) > 1 else ""

    def _phrase_before(self, clause: Clause, item: Item, marks: str) -> Span | None:
        """Return the phrase, behind one of *marks*, that the comma before a number ends."""
        begin = item.left[0]
        dates = [w for w in self.plan.dates((clause.start, begin)) if w.end >= begin - 1]
        lead = _LEAD_TO.match(self.text, clause.start, dates[0].start) if dates else None
        end = (lead.start() if lead else begin) - 1
        if self.text[end] != ",":
            return None
        starts = (self.text.rfind(mark, clause.start, end) + 1 for mark in marks)
        return max(clause.start, *starts), end

    def _nominal(self, item: Item) -> str:
        """完成造林绿化3万亩: behind one verb stands what is else a verb."""
        bare = noun_left(self.areas.bare(item.before), self.nouns, rate=True)
        first = self.nouns.verb.match(bare)
        rest = bare[first.end() :] if first else ""
        return "" if self.nouns.light.fullmatch(rest) else rest

    def _alike(self, clause: Clause, item: Item, state: State) -> Made | None:
        """The number before that an item without a noun goes on from; in a new clause, no part.

        Of several, the one of the same verb: 新建道路30公里、改造管网20公里，其中新建12公里.
        """
        unit = item.quantity.unit_text
        row = state.alike.get(item.quantity.start)
        if row and row.quantity.unit_text in (unit, unit.split("(")[0]):
            return row
        alike = [m for m in state.made if m.quantity.unit_text == unit]
        verb = item.before.removeprefix("其中")
        same = [m for m in alike if verb and self.text.endswith(verb, 0, m.span[0])]
        if same and self.nouns.verb.fullmatch(verb):
            return same[-1]
        whole = [m for m in alike if not m.sub or m.span[0] >= clause.start]
        return next(reversed(whole or alike), None)
