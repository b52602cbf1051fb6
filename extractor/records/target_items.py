"""Cuts a clause into one item for each quantity: what of the clause stands left and right of it.

A list of goals (改造小区20个、楼栋58栋，惠及居民1200户) is cut at its commas, at the 、 and 和
between two quantities, and behind a date that governs; so each item is one short phrase with its
quantity as ◆ and every other quantity as ◇. Offsets are of the view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import regex

from extractor.document import Span
from extractor.mentions import Window
from extractor.phrases import phrase
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import Clause
from extractor.values.numbers import Quantity

FOCUS, OTHER = "◆", "◇"

_HARD = compiled(r"[,:。;\n\t]|“(?=[^“”]*[,:;][^“”]*”)")
_JOINT = compiled(r"、|以及|[和及与](?!其)")
_ATTRIBUTE_BEFORE = phrase("target_items.attribute_before")
_BASIS = compiled("[^,;。]{0,16}(?:基础上|前提下)")
_ATTRIBUTE = compiled(
    r"(?:以上|以下|以内)?的(?!比例|标准|目标|规模|任务|投资)(?:[\u4e00-\u9fff]{2}|\d)"
)
_SIZED = phrase("target_items.sized")
_LASTING = phrase("target_items.lasting")
_INSIDE = phrase("target_items.inside")
_CLASS = compiled(r"[\u4e00-\u9fff]{2,6}")
"""Between 五类 and a number: which things are counted (五类危桥三十六座)."""
_OF_THESE = compiled("(?:指标|比例|比率)(?:要|应|力争|均|都)*分别")
"""Behind 两项: the goals before, which numbers follow for."""
_ITS_CLASS = compiled(r"[\u4e00-\u9fff]{0,6}")
"""99座二类公厕, 70座城市一类公厕: the class of what is counted."""
_ABOVE = compiled(r"(?:及?以[上下])的?(?!的)[\u4e00-\u9fff]{2}")
_OF_SUCH = compiled(r"及?以[上下]的?[\u4e00-\u9fff]{2,14}?(?:占比|比例|比重|率)")
_PLACE_SIZE = phrase("target_items.place_size")
_TURNOVER = phrase("target_items.turnover")
_LEAD_IN = compiled("(?:到|至|在|于|力争|计划|确保|其中|争取|预计|并)*")
_QUOTED_GOAL = 12
"""A quotation of so many characters with words of a goal is one."""
_QUOTED = phrase("target_items.quoted")
_STOP = compiled(r"(?:[^,:。;\n\t()]|(?>[(][^()]{1,12}[)]|[(]))*?(?P<stop>[,:。;\n\t)])")
"""Up to the end of an item; brackets inside it belong to it."""
_NO_ITEM = frozenset(("age", "number", "ratio", "fraction"))
_CHANGED = phrase("target_items.changed")
_PER = compiled("^/[日天年月时小]{1,2}")
_REACH = phrase("target_items.reach")
_SCOPE = phrase("target_items.scope")
_NOUN_ONLY = compiled("[^,;:。是在于了已由对按将每]{2,}")
"""Before a date that the number follows at once (新增充电桩2024年60个)."""
_RATE_LABEL = phrase("target_items.rate_label")
_WORK_LABEL = phrase("target_items.work_label")
_GROWS = phrase("target_items.grows")
_GROWN_TO = phrase("target_items.grown_to")


_IN_BRACKET = compiled("[(](?P<hedge>(?:约|近|共|计|合计|不少于|至少|各)*)")
_CLOSED = compiled("(?:以上|左右|余|多)?[)]")
"""Behind a quantity that has a bracket to itself: 换热站(12座)、管网(30公里)."""
_PHRASE_MARK = compiled(r"[,:]|(?<![率例重])、")
"""Where a phrase with a date inside may begin; rates that share a number stay together."""
FUND = compiled(r"(?:以上|左右)?的?[^,;。、◇\d]{0,16}(?:基金|资金池|引导资金|基金群)")
"""Behind a sum, the fund that is to have it."""
_HOLDS = compiled(r"(?:以上|左右)?(?:床位)?的[^,;、。\d◇]{2,14}\d")
_SUM_LABEL = phrase("target_items.sum_label")
_PER_DAY = phrase("target_items.per_day")
_SO_LARGE = compiled(r"的?[^,;、。\d◇]{2,12}\d+(?:个|座|家|处|条|套)")
"""日处理500吨污水处理站2座: a capacity that says which things are counted."""
_CONTAINER = compiled("(?:液化气|灭火器?)?(?:气瓶|钢瓶|储罐|桶装)")
_HOLDING = frozenset(
    (
        "张",
        "张床位",
        "床",
        "床位",
        "班",
        "个班",
        "吨",
        "立方米",
        "平方米",
        "千瓦",
        "兆瓦",
        "人",
        "座",
        "位",
    )
)
"""Units of what a thing holds, behind which the number of things stands (500张床位的中心1座)."""
_FROM = phrase("target_items.from")


@dataclass(frozen=True, slots=True)
class Item:
    """One quantity with its phrase; ``left`` and ``right`` are what of the view belongs to it."""

    quantity: Quantity
    left: Span
    right: Span
    before: str
    """The left part, without a date inside it."""
    marked: str
    """The phrase with the quantity as ◆."""


def governs(text: str, window: Window) -> bool:
    """Tell whether a date dates what follows; 2000年底前建成的 and 较2020年 do not."""
    if window.mention.relation in ("recurring", "ongoing", "event"):
        return False
    if not (window.first or window.last):
        return False
    before = text[max(0, window.start - 4) : window.start]
    so_long = before.endswith("自") and window.mention.rule == "date.years-from"
    if _ATTRIBUTE_BEFORE.search(before) and window.mention.relation != "by" and not so_long:
        return False
    after = text[window.end : window.end + 16]
    if before.endswith("在") and window.mention.relation != "by":
        several = str(window.first)[:4] != str(window.last)[:4] or after[:1] in ("间", "内")
        if not several or _BASIS.match(text, window.end):
            return False
    if _SCOPE.match(after):
        return False
    return not regex.match(r"(?:的|国家|中央|省级|下达|以前|及以前|基础上|水平)", after)


def cuts(text: str, clause: Clause, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities that are items of their own: no ages, attributes, quotations."""
    kept: list[Quantity] = []
    for quantity, after in zip_longest(quantities, quantities[1:]):
        quoted = _is_quoted(text, clause, quantity)
        attribute = _says_which(text, quantity)
        noun = quantity.dimension in ("length", "duration")
        inside = (noun and _INSIDE.match(text, quantity.end)) or _is_attribute(
            text, clause, quantity
        )
        if quantity.unit_text == "项":
            inside = inside or _OF_THESE.match(text, quantity.end) is not None
        if after and quantity.unit_text == "类":
            inside = inside or _CLASS.fullmatch(text, quantity.end, after.start) is not None
        if quantity.unit_text == "类" and kept and kept[-1].dimension == "count":
            inside = inside or _ITS_CLASS.fullmatch(text, kept[-1].end, quantity.start) is not None
        inside = inside or (
            quantity.unit_text == "年" and not _LASTING.search(text[clause.start : quantity.start])
        )
        if quantity.dimension not in _NO_ITEM and not inside and not quoted and not attribute:
            kept.append(quantity)
    return kept


def _says_which(text: str, quantity: Quantity) -> bool:
    """Whether a quantity says which things are meant: 亿元以上项目30个, 500张床位的中心1座."""
    end = quantity.end
    if quantity.unit_text in _HOLDING and _HOLDS.match(text, end):
        return True
    if _PER_DAY.search(text[max(0, quantity.start - 8) : quantity.start]) and _SO_LARGE.match(
        text, end
    ):
        return True
    if quantity.dimension == "weight" and _CONTAINER.match(text, end):
        return True
    if quantity.dimension == "money" and _ATTRIBUTE.match(text, end):
        return FUND.match(text, end) is None
    if quantity.dimension == "money" and _PLACE_SIZE.match(text, end):
        return _TURNOVER.search(text[max(0, quantity.start - 12) : quantity.start]) is not None
    sized = quantity.dimension in ("money", "number", "count")
    return sized and _SIZED.match(text, end) is not None


def _is_quoted(text: str, clause: Clause, quantity: Quantity) -> bool:
    """Whether a quantity stands in a name in quotation marks; a goal may be quoted (“…达到40%”)."""
    opened = text.count("“", clause.start, quantity.start)
    if opened <= text.count("”", clause.start, quantity.start):
        return False
    start = text.rfind("“", clause.start, quantity.start)
    end = text.find("”", quantity.end, clause.end)
    words = text[start : quantity.start]
    return not (end - start >= _QUOTED_GOAL and _QUOTED.search(words))


def _is_attribute(text: str, clause: Clause, quantity: Quantity) -> bool:
    """Whether a measure only says which things are meant: 12层以下住宅, 90平方米以上户型."""
    if quantity.dimension not in ("area", "land", "weight", "power", "volume") and (
        quantity.unit_text not in ("层", "级", "蒸吨", "户", "人")
    ):
        return False
    if quantity.unit_text in ("户", "人"):
        of_such = _OF_SUCH.match(text, quantity.end)
        return bool(of_such or _PLACE_SIZE.match(text, quantity.end))
    if not _ABOVE.match(text, quantity.end) or quantity.start == clause.start:
        return False
    if quantity.unit_text == "层" or _OF_SUCH.match(text, quantity.end):
        return True
    return regex.search(r"[,、:约建造成增治绿]", text[quantity.start - 1]) is None


def items(plan: Plan, clause: Clause, quantities: Sequence[Quantity]) -> list[Item]:
    """Return an item for each of the quantities, in order; of 由86项压减至52项 one, the latter."""
    dates = [w for w in plan.dates(clause) if governs(plan.text, w)]
    found: list[Item] = []
    for index, quantity in enumerate(quantities):
        before = quantities[index - 1] if index else None
        after = quantities[index + 1] if index + 1 < len(quantities) else None
        left = _left(plan.text, clause, quantity, before, dates)
        lead = _masked(plan.text, left, quantity.start, quantities)
        bracket = _IN_BRACKET.fullmatch(plan.text, left - 1, quantity.start)
        if bracket and _CLOSED.match(plan.text, quantity.end, clause.end):
            at = replace(quantity, start=bracket.start())
            left = _left(plan.text, clause, at, before, dates)
            lead = _masked(plan.text, left, bracket.start(), quantities) + bracket["hedge"]
        if before and found and _CHANGED.fullmatch(plan.text, before.end, quantity.start):
            if base := _FROM.search(found[-1].before):
                last = found.pop()
                left, lead = last.left[0], last.before[: base.start()] + _PER.sub("", lead)
        elif words := _words_before(plan, clause, left, lead, quantity, dates):
            left, lead = words[0], plan.text[slice(*words)] + lead
        right = _right(plan.text, clause, quantity, after, dates)
        marked = lead + FOCUS + _masked(plan.text, quantity.end, right, quantities)
        found.append(Item(quantity, (left, quantity.start), (quantity.end, right), lead, marked))
    return found


def _words_before(
    plan: Plan, clause: Clause, left: int, lead: str, quantity: Quantity, dates: Sequence[Window]
) -> Span | None:
    """What stands before the mark or date that an item without a noun begins behind."""
    reached = not lead or _REACH.fullmatch(lead)
    if not reached:
        return _grown(plan, clause, left, lead, dates)
    window = _date_at(dates, left)
    start = _row_start(plan.text, window, dates).start if window else left
    if label := _label_of(plan, clause, start, quantity, dates):
        return label
    if window is None:
        return _grown(plan, clause, left, lead, dates)
    if lead and plan.text[start - 1] == "," and quantity.dimension == "percent":
        begin = _phrase_begin(plan.text, clause, start - 1, dates)
        if rate := _RATE_LABEL.fullmatch(plan.text, begin, start - 1):
            return rate.span("what")
    begin = _phrase_start(plan.text, clause, window, dates)
    alone = _NOUN_ONLY.fullmatch(plan.text, begin, start) and not plan.quantities((begin, start))
    return (begin, start) if lead or alone else None


def _label_of(
    plan: Plan, clause: Clause, start: int, quantity: Quantity, dates: Sequence[Window]
) -> Span | None:
    """老旧小区改造:2024年60个, 覆盖率:≥98%: the label, or heading, of what has no noun."""
    text = plan.text
    label = _RATE_LABEL if quantity.dimension in ("percent", "points") else _WORK_LABEL
    colon = text.rfind(":", clause.start, start)
    if colon >= 0 and _LEAD_IN.fullmatch(text, colon + 1, start):
        found = label.fullmatch(text, _phrase_begin(text, clause, colon, dates), colon)
        return found.span("what") if found else None
    heading = plan.heading(clause.section)
    if not heading or text[heading[1] : clause.start].strip("。:\n"):
        return None
    if not _LEAD_IN.fullmatch(text, clause.start, start):
        return None
    return found.span("what") if (found := label.fullmatch(text, *heading)) else None


def _grown(
    plan: Plan, clause: Clause, left: int, lead: str, dates: Sequence[Window]
) -> Span | None:
    """护理型床位占比进一步提高,达到60%: what grows, in the phrase before the number."""
    comma = left - 1
    if comma <= clause.start or plan.text[comma] != "," or not _GROWN_TO.fullmatch(lead):
        return None
    begin = _phrase_begin(plan.text, clause, comma, dates)
    grows = _GROWS.fullmatch(plan.text, begin, comma)
    return grows.span("what") if grows and not plan.quantities((begin, comma)) else None


def _phrase_begin(text: str, clause: Clause, end: int, dates: Sequence[Window]) -> int:
    """Where the phrase that a mark at *end* closes begins: behind a mark, or a date."""
    begin = max(clause.start, *(text.rfind(m, clause.start, end) + 1 for m in ",:;(。"))
    return max([begin, *(w.end for w in dates if w.end <= end)])


def _date_at(dates: Sequence[Window], end: int) -> Window | None:
    return next((w for w in dates if w.end == end), None)


def _phrase_start(text: str, clause: Clause, window: Window, dates: Sequence[Window]) -> int:
    """项目开工率第三季度末达到80%: the phrase begins before the date inside it."""
    at = clause.start
    window = _row_start(text, window, dates)
    for match in _PHRASE_MARK.finditer(text, clause.start, window.start):
        at = match.end()
    for other in dates:
        if at <= other.start and other.end <= window.start:
            at = other.end
    return window.start if _LEAD_IN.fullmatch(text, at, window.start) else at


def _row_start(text: str, window: Window, dates: Sequence[Window]) -> Window:
    """The first date of a row (2024年、2025年分别) that ends with *window*."""
    for other in reversed(dates):
        if other.end < window.start and text[other.end : window.start] in ("、", "和", "及", "与"):
            window = other
    return window


def marked_clause(
    plan: Plan, clause: Clause, quantity: Quantity, quantities: Sequence[Quantity]
) -> str:
    """Return the clause's text with *quantity* as ◆ and the others as ◇."""
    head = _masked(plan.text, clause.start, quantity.start, quantities)
    return head + FOCUS + _masked(plan.text, quantity.end, clause.end, quantities)


def _masked(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> str:
    out, at = [], start
    for quantity in quantities:
        if start <= quantity.start and quantity.end <= end:
            out += [text[at : quantity.start], OTHER]
            at = quantity.end
    return "".join([*out, text[at:end]])


def _left(
    text: str, clause: Clause, quantity: Quantity, before: Quantity | None, dates: Sequence[Window]
) -> int:
    at = clause.start
    for match in _HARD.finditer(text, clause.start, quantity.start):
        label = _SUM_LABEL.search(text, at, match.end())
        at = label.start() if label else match.end()
    for window in dates:
        if at <= window.start and window.end <= quantity.start:
            at = window.end
    if before and before.end > at:
        at = _behind(text, before.end, quantity.start)
    opened = text.rfind("(", at, quantity.start)
    if opened >= 0 and text.find(")", opened, quantity.start) < 0:
        at = opened + 1
    return at


def _behind(text: str, start: int, end: int) -> int:
    """Return where the item behind another quantity begins: behind the last 、, or else 和."""
    last = end
    while (last := text.rfind("、", start, last)) >= 0:
        if text.count("(", last, end) >= text.count(")", last, end):
            return last + 1
    joints = list(_JOINT.finditer(text, start, end))
    return joints[-1].end() if joints else start


def _right(
    text: str, clause: Clause, quantity: Quantity, after: Quantity | None, dates: Sequence[Window]
) -> int:
    stop = clause.end
    match = _STOP.match(text, quantity.end, clause.end)
    if match:
        stop = match.start("stop")
    for window in dates:
        if quantity.end <= window.start < stop:
            stop = window.start
    if after and after.start < stop:
        stop = after.start
        begin = _behind(text, quantity.end, stop)
        if begin > quantity.end:
            stop = max(m.start() for m in _JOINT.finditer(text, quantity.end, begin))
    return stop
