"""A table's cell as a quantity: number and unit parsed together, wherever the unit stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractor.cells.columns import TOTAL
from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.draft import Draft
from extractor.records.plan import Plan
from extractor.records.target_contexts import Period
from extractor.records.target_nouns import Nouns, indicator
from extractor.rule_cache import compiled
from extractor.values.numbers import Quantity, find_quantities
from extractor.values.units import cell_units

NUMBER = phrase("table_cells.number")
_SIGNS = dict.fromkeys(("≥", ">=", "不低于", "不少于", "不小于", "达到", "达"), "ge")
_SIGNS |= dict.fromkeys(("≤", "<=", "不高于", "不大于", "不超于", "不超过"), "le")
_SIGNS |= dict.fromkeys((">", "大于", "高于", "超过", "超"), "gt")
_SIGNS |= {"<": "lt", "小于": "lt", "低于": "lt", "约": "approx", "近": "approx"}
_ENDINGS = phrase("table_cells.endings")
_COUNTERS = {
    **dict.fromkeys(("楼栋",), "栋"),
    **dict.fromkeys(("居民户",), "户"),
    **dict.fromkeys(("人口", "居民", "户籍人口"), "人"),
    "企业": "家",
    "床位": "张",
    "学校": "所",
    "医院": "家",
    "电梯": "部",
    "路灯": "盏",
}
_BARE_COUNTER = "户栋幢人家台部套座所辆处"
_AMONG = compiled(r"^\s*(?:其中[:,]?|\d{1,2}[.、](?!\d)|#)\s*")
_TIME = compiled("(?:天数|时间|时长|寿命|时限|年限)$")
_BEFORE = "为"
_GENERIC = phrase("table_cells.generic")
_INVESTMENT = phrase("table_cells.investment")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a column or row counts: its printed name, its unit, and where both stand."""

    text: str
    span: Span
    unit: str = ""
    unit_span: Span | None = None


def is_number(text: str, cell: Span) -> bool:
    """Tell whether a cell is one number, with or without its unit; a date is none."""
    match = NUMBER.fullmatch(text, *cell)
    return match is not None and not (match["unit"] or "").startswith(
        ("年", "月", "日", "号", "季")
    )


def measure(plan: Plan, start: int, end: int) -> Measure:
    """Read the name and the unit of a header or label such as 面积（万平方米） or 户数."""
    text, units = plan.text[start:end], cell_units(plan.patterns)
    if match := units.in_brackets.search(text) or units.behind.search(text):
        name = text[: match.start()] + text[match.end() :]
        at = (start + match.start("unit"), start + match.end("unit"))
        return Measure(_named(name), (start, end), match["unit"], at)
    if match := _ENDINGS.search(text):
        noun = match["noun"]
        counter = noun if noun in _BARE_COUNTER else "个"
        return Measure(_named(text), (start, end), _COUNTERS.get(noun, counter))
    return Measure(_named(text), (start, end))


def is_generic(name: str) -> bool:
    """Tell whether a column's name says how much but not of what: 数量, 面积."""
    return _GENERIC.fullmatch(name) is not None


def _named(name: str) -> str:
    """Return a printed name without 其中: or a number before it."""
    return str(_AMONG.sub("", name)).strip()


def read_cell(plan: Plan, start: int, end: int, unit: str) -> Quantity | None:
    """Return the quantity of a cell that holds one number, with *unit* if it has none of its own.

    None where the cell holds other text, or where number and unit make no quantity.
    """
    cell = plan.text[start:end]
    match = NUMBER.fullmatch(cell)
    if not match:
        return None
    printed = match["unit"] or unit
    digits = "-".join(filter(None, (match["digits"], match["upper"])))
    above = match["above"] or ""
    # Behind a word, so that 4.6 is not read as the number of a heading.
    found = find_quantities(_BEFORE + digits + printed + above, plan.patterns)
    if not found and cell_units(plan.patterns).whole.fullmatch(printed):  # 起/百万人
        counted = find_quantities(f"{_BEFORE}{digits}个{above}", plan.patterns)
        found = [replace(quantity, unit_text=printed) for quantity in counted]
    if len(found) != 1 or found[0].start != len(_BEFORE) or not printed:
        return None
    comparator = _SIGNS.get(match["sign"] or "", found[0].comparator)
    return replace(found[0], start=start, end=end, hedge=None, comparator=comparator)


def draft(
    plan: Plan,
    known: Nouns,
    quantity: Quantity,
    what: Measure,
    period: Period,
    *,
    own: Span,
    section: int,
    area: Span | None = None,
    rule: str = "target.table",
) -> Draft | None:
    """Return the draft of one number of a table; None for what no target can be."""
    name = _indicator(quantity, what.text, known)
    if name is None:
        return None
    context: Sequence[Span | None] = (what.unit_span, what.span, area, *period.spans)
    fields = {
        "indicator": name,
        "indicator_text": regex.sub(r"^新增", "", what.text) if name in ("rate", "other") else None,
        "value": quantity.value,
        "value_max": quantity.value_max,
        "unit": quantity.unit if quantity.unit in ("m2", "CNY", "percent") else "count",
        "unit_text": quantity.unit_text or None,
        "comparator": quantity.comparator,
        "change": "level",
        "accumulation": "new" if "新增" in what.text else "total" if "累计" in what.text else None,
        "hedged": False,
        "period_start": period.first,
        "period_end": period.last,
        "area": plan.text[slice(*area)] if area else None,
    }
    spans = tuple(span for span in context if span and span != own)
    return Draft("targets", own, rule, fields, section, spans)


def _indicator(quantity: Quantity, text: str, known: Nouns) -> str | None:
    if quantity.dimension == "money":
        if quantity.unit != "CNY":
            return "other"
        return "investment" if _INVESTMENT.search(text) or TOTAL.fullmatch(text) else "other"
    if quantity.dimension in ("percent", "points"):
        return "rate"
    if quantity.dimension == "duration":
        return "other" if _TIME.search(text) else None
    if quantity.dimension in ("age", "ratio", "fraction", "number"):
        return None
    return indicator(quantity, text, known)
