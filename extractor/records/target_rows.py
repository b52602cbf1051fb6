"""Numbers given one by one: 分别提高2个和3个百分点; 分别改造26、31、18个.

A number of such a row may lack its unit, which stands at the last of the row only, and takes what
it counts from the goals before, in their order. Offsets are of the view.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import regex

from extractor.document import Span
from extractor.phrases import phrase, wording
from extractor.rule_cache import compiled
from extractor.segment import Clause
from extractor.values.numbers import Quantity, percent_of

_AND = compiled("、|以及|和(?!谐|美)|(?<!普)及(?!时|格)|与")
_BARE = compiled(r"(?r)(?<![\d.年月第])(?P<number>\d{1,6}(?:\.\d{1,3})?)(?:、|和|及)")
_INDEX = phrase("target_rows.index")
_YEAR_BEFORE = compiled(r"(?r)[(、,]\d{4}年(?:约|近|计划)?")
"""Before a number whose unit stands at the sum that it divides (410万平方米(2025年120万))."""
_UNITS = frozenset(("平方米", "平米", "㎡", "户", "人", "亩", "元", "吨", "套", "个", "公里"))
_REACH = wording("target_rows.reach")
_PEOPLE = phrase("target_rows.people")
_RATE_END = compiled("(?:率|比例|占比|比重|度)$")
_SHARE = phrase("target_rows.share")
_LIFE = compiled(rf"寿命{_REACH}")
_ONE_BY_ONE = compiled("分别[^,;]*")
_DATED = compiled(r"\d(?![\d周]*岁)|年$")
_BY_DATE = (
    r"(?:到|至|在)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬)?[底末]?(?:之前|以前|前)"
)
_ADVERBS = phrase("target_rows.adverbs")
_BOUNDS = {"以下": "le", "以内": "le", "以上": "ge", "左右": "approx"}
_WORDS = (("不高于", "le"), ("不超过", "le"), ("低于", "lt"), ("达到", "ge"), ("提高到", "ge"))


def completed(text: str, clause: Clause, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities of a clause with units shared by a row, and with bare indices."""
    found: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        after = quantities[index + 1] if index + 1 < len(quantities) else None
        shared = (
            after is not None
            and after.dimension == "points"
            and quantity.unit_text == "个"
            and _AND.fullmatch(text, quantity.end, after.start)
        )
        if shared and after:
            unit, printed = after.unit, after.unit_text
            quantity = replace(quantity, dimension="points", unit=unit, unit_text=printed)
        quantity = _counted(text, clause, quantity)
        if quantity.dimension == "number" and found:
            quantity = _divided(text, found[-1], quantity)
        floor = quantities[index - 1].end if index else clause.start
        found += [*_bare(text, floor, quantity), quantity]
    found += _indices(text, clause)
    return sorted(found, key=lambda q: q.start)


def _divided(text: str, whole: Quantity, quantity: Quantity) -> Quantity:
    """Give a number of one year, which has none, the unit of the sum before."""
    year = _YEAR_BEFORE.match(text, whole.end, quantity.start)
    fits = whole.unit_text.lstrip("十百千万亿") in _UNITS and quantity.value < whole.value
    if not (year and fits and text[quantity.end - 1] in "万亿"):
        return quantity
    unit, printed = whole.unit, whole.unit_text
    return replace(quantity, dimension=whole.dimension, unit=unit, unit_text=printed)


def _counted(text: str, clause: Clause, quantity: Quantity) -> Quantity:
    """Give a unit to 用户数突破300万, which counts its noun, and to a life expectancy in 岁."""
    before = text[clause.start : quantity.start]
    if quantity.dimension == "number" and _PEOPLE.search(before):
        return replace(quantity, dimension="count", unit="count")
    if quantity.dimension == "fraction" and _SHARE.search(before):
        return replace(quantity, dimension="percent", unit="percent", value=percent_of(quantity))
    if quantity.dimension == "age" and _LIFE.search(before):
        return replace(quantity, dimension="duration")
    return quantity


def _bare(text: str, floor: int, quantity: Quantity) -> list[Quantity]:
    """The numbers without a unit in front of *quantity*, in a row that 分别 opens."""
    at = text.rfind("分别", floor, quantity.start)
    if at < 0 or regex.search("[万亿]", text[quantity.start : quantity.end]):
        return []
    row: list[Quantity] = []
    end = quantity.start
    while match := _BARE.match(text, at, end):
        start, stop = match.span("number")
        value = Decimal(match["number"])
        row.append(replace(quantity, start=start, end=stop, value=value, value_max=None))
        end = start
    return row[::-1]


def _indices(text: str, clause: Clause) -> list[Quantity]:
    """Indices that have no unit: PUE降至1.25以下."""
    found = []
    for match in _INDEX.finditer(text, clause.start, clause.end):
        word = next((c for w, c in _WORDS if w in match[0]), "eq")
        comparator = _BOUNDS.get(match["bound"] or "", word)
        hedge = match.span("bound") if match["bound"] else None
        start, end = match.span("number")
        found.append(
            Quantity(start, end, Decimal(match["number"]), None, "count", "", "", comparator, hedge)
        )
    return found


def one_by_one(text: str, clause: Clause, starts: Sequence[int]) -> list[tuple[int, list[int]]]:
    """Return where each 分别 stands and which of the quantities, by start, it gives one by one."""
    found = []
    for match in _ONE_BY_ONE.finditer(text, clause.start, clause.end):
        behind = [start for start in starts if match.start() < start < match.end()]
        if len(behind) > 1:
            found.append((match.start(), behind))
    return found


def noun_row(text: str, clause: Clause, at: int, row: Sequence[Quantity]) -> list[str]:
    """Return as many nouns as numbers of a row (养老床位、托位分别达到500张、300个)."""
    piece, count = row_head(text, clause, at), len(row)
    nouns = [part for part in _AND.split(piece) if part]
    apart = len(nouns) == count and not any(_DATED.search(part) for part in nouns)
    shares = [q.dimension in ("percent", "points") for q in row]
    if apart and not all(shares) and shares == [bool(_RATE_END.search(n)) for n in nouns]:
        return nouns
    if apart and _RATE_END.search(nouns[-1]) and not all(_RATE_END.search(n) for n in nouns):
        return [piece] * count
    return nouns if apart else []


def row_head(text: str, clause: Clause, at: int) -> str:
    """Return what stands before a row of numbers at *at*, without words of time."""
    end = adverbs.start() if (adverbs := _ADVERBS.match(text, clause.start, at)) else at
    piece = regex.split("[,;:]", text[clause.start : end])[-1]
    return str(regex.sub(rf"^(?:其中|另外)?(?:{_BY_DATE})?", "", piece))


def area_row(text: str, clause: Clause, at: int, count: int, name: str) -> list[Span]:
    """Return the names of a row of *count* regions (regex *name*) that ends before 分别 at *at*."""
    spans: list[Span] = []
    end = adverbs.start() if (adverbs := _ADVERBS.match(text, clause.start, at)) else at
    one = compiled(rf"(?r)(?P<name>{name})(?:各|计划|拟)?[、和及,]?")
    while len(spans) < count and (match := one.match(text, clause.start, end)):
        spans.append(match.span("name"))
        end = match.start("name")
    return spans[::-1] if len(spans) == count else []
