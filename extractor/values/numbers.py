"""Quantities of a notice: text → exact decimals with unit, dimension and bound.

Numerals are found in one pass; the unit behind and the hedge around each (约, 不低于, 以上) are
looked up by their first or last character. Units and hedges are the rules of kind ``unit`` and
``hedge`` in ``patterns/``. All offsets are half-open, into the text given: folded, without white
space, as a view has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from string import ascii_letters

import regex

from extractor.document import Span
from extractor.patterns import Patterns, Rule
from extractor.rule_cache import compiled
from extractor.values.numerals import (
    HUNDRED,
    NUMERAL,
    RUN,
    ZERO,
    contents,
    power_of,
    read_number,
    value_of,
)
from extractor.values.units import (
    Lexicon,
    Term,
    excluded_behind,
    hedge_before,
    hedge_behind,
    lexicon,
    term_at,
)

__all__ = ["Quantity", "find_quantities", "percent_of", "read_number", "values_in"]

_HEAD = re.compile("[0-9零一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾廿卅百千万翻半]")
"""Where a token may begin; ``re`` skips over one set of characters at full speed."""
# Not ``re``: before Python 3.11.5 it forgets that a group in it is possessive.
_TOKEN = compiled(
    f"(?:(?<=[的各担负出助付])(?P<half>一半)|(?<=各)(?P<half>半)(?=承担|负担|分担|分摊)|(?<=减)(?P<half>半)(?=[征缴计]?收|缴|交|[,;。]|$))(?!以上|业主|居民|住户)|(?P<num>{NUMERAL})(?!分之|番)(?P<more>[多余来][百千万亿]*+)?"
    f"(?:(?:-{{1,2}}|~|至|到)(?P<num2>{NUMERAL}))?"
    f"|(?P<of>[百千万]|{RUN})分之(?P<share>{NUMERAL}|(?<=百分之)百)"
    f"(?:(?:-{{1,2}}|~|至|到)(?:[百千万]分之)?(?P<share2>{NUMERAL}))?"
    r"|翻(?P<doubled>[一二两三1-3]?)番"
)
_RATIO = compiled(
    r"(?:[0-9]{1,3}(?:\.[0-9])?(?:[:比](?:[1-9][0-9]{0,2}(?:\.[0-9])?|0\.[1-9])){1,3}"
    "|[一二三四五六七八九](?:[:比][一二三四五六七八九]){1,3}(?![十百千万亿]))(?![0-9.:])"
    "|(?P<bare>[一二三四五六七八九]{2,4}(?=比例))"
)
_SLASHED = compiled(r"([1-9])/([2-9])(?=及?以上|以下|的?业主|多数)")
_SHARED = (
    "比例",
    "配套",
    "匹配",
    "配比",
    "补助",
    "补贴",
    "奖励",
    "奖补",
    "分担",
    "承担",
    "负担",
    "共担",
)
_JOIN = frozenset(("-", "--", "~", "至", "到"))
_DETERMINERS = frozenset("统唯专单同逐惟均归每任某另这那哪划万首其")
_NEVER_BEFORE = frozenset("第“《「〈")
_LABELS = ("附件", "附表", "附录", "专栏", "表格")
_NEVER_BEFORE_DIGITS = frozenset("._/×#№〔" + ascii_letters)
_CONTEXT = compiled(
    "(?r)(?P<money>金额|预算|资金|投资|造价|经费|价款|限价|产值|收入|费用|补助|奖励|元)"
    "|人口|人次|户数|面积|用户|人数|数量|个数|[;。\n]"
)
_AFTER_SUM = compiled(r"及?以[上下内]|之间|左右|\((?:不?含|不?包括)|的|[-~至,;。)\n\t]|$")
_OF_YEAR = compiled("(?r)[(、,][0-9]{4}年")
_PHONE = compiled(r"0[0-9]+|1[3-9][0-9]{9}")
_CENTS = compiled("([0-9一二三四五六七八九])角(?:([0-9一二三四五六七八九])分)?")
_HEADING = compiled(r"[0-9]{1,2}\.(?P<rest>[0-9]+)")
_DATE_PARTS = frozenset("年月日号")
_PROPORTIONS = frozenset(":比/")
_CELL = ("", "\n", "\t", ":")
_TENTHS = tuple("二三四五六七八九")
_MAX_DIGITS = 15
_TINY = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; the span is number and unit only."""

    start: int
    end: int
    value: Decimal
    """In the normalised unit; the lower bound of a range."""
    value_max: Decimal | None
    """Upper bound of a range, else None."""
    dimension: str
    """money, count, area, land, percent, points, length, weight, volume, power, energy, data,
    duration, multiple, fraction, ratio, or number (no unit)."""
    unit: str
    """CNY, count, m2, percent, or the unit as printed."""
    unit_text: str
    """As printed, without 万 and 亿; empty for a bare number."""
    comparator: str = "eq"
    """eq, ge, le, gt, lt, approx, range."""
    hedge: Span | None = None
    """Span of the word that decides the comparator."""
    parts: tuple[Decimal, ...] = ()
    """Shares of a ratio in percent; numerator and denominator of a fraction."""
    typo: str | None = None
    """What is printed, where it was read as meant."""
    rule: str = "unit.none"
    """Id of the unit's rule."""


# -- finding --------------------------------------------------------------------------------------


def find_quantities(text: str, patterns: Patterns) -> list[Quantity]:
    """Return the quantities of *text* by position; none overlap.

    Document numbers, headings, dates, versions and names with digits have no unit behind the
    number and are none.
    """
    near = lexicon(patterns)
    found: list[Quantity] = []
    position = 0
    for head in _HEAD.finditer(text):
        if (start := head.start()) < position or not (match := _TOKEN.match(text, start)):
            continue
        position = match.end()
        if not _worth_reading(text, start, position, match, near):
            continue
        quantity = _read(text, match, near)
        if quantity is None or not _plausible(quantity):
            continue
        position = quantity.end
        if found and (whole := _one_range(text, found[-1], quantity)):
            found[-1] = whole
        else:
            found.append(quantity)
    return [_hedged(text, quantity, near) for quantity in found]


def values_in(texts: str | Iterable[str], patterns: Patterns) -> frozenset[Decimal]:
    """Return every value that *texts*, raw, give when parsed again, under each reading.

    Bounds and shares count each; so does a numeral without a unit, as in a table's cell.
    """
    values: set[Decimal] = set()
    for joined in contents(texts):
        for quantity in find_quantities(joined, patterns):
            values |= {quantity.value, *quantity.parts}
            if quantity.dimension == "fraction":
                values.add(percent_of(quantity))
            elif share := matched_share(quantity):
                values.add(share)  # 1:1配套
            if quantity.value_max is not None:
                values.add(quantity.value_max)
        for match in _TOKEN.finditer(joined):
            if match["num"] and joined[match.end() : match.end() + 1] not in _DATE_PARTS:
                values |= {value for value in _bounds(match) if value is not None}
    return frozenset(values)


# -- reading --------------------------------------------------------------------------------------


def _worth_reading(text: str, start: int, end: int, match: regex.Match[str], near: Lexicon) -> bool:
    """Tell cheaply whether a numeral may be a quantity: most (统一, 第三) have no unit behind."""
    follows = text[end : end + 1]
    return (
        follows in near.units
        or follows in _PROPORTIONS
        or match["num"] is None
        or text[end - 1] in "万亿"
        or text[start - 1 : start] in _CELL
    )


def _read(text: str, match: regex.Match[str], near: Lexicon) -> Quantity | None:
    if match["num"] is not None:
        follows = text[match.end("num") : match.end("num") + 1]
        if follows == ":" or follows == "比":
            return _ratio(text, match.start())
        if follows == "/":
            return _slashed(text, match.start())
        return _counted(text, match, near)
    if match["share"] is not None:
        return _share(match)
    if match["half"]:
        half = HUNDRED / 2
        return Quantity(*match.span(), half, None, "percent", "percent", "半", rule="unit.half")
    times = Decimal(2) ** int(value_of(match["doubled"] or "一") or 1)
    return Quantity(*match.span(), times, None, "multiple", "倍", "番", rule="unit.doubled")


def _counted(text: str, match: regex.Match[str], near: Lexicon) -> Quantity | None:
    start, end = match.span()
    hit = term_at(near.units, text, end)
    if (hit is None and not _stands_alone(text, match)) or _barred(text, start, match["num"]):
        return None
    low, high = _bounds(match)
    if low is None or (high is not None and high <= low):
        return None
    if hit is None:
        return _bare(text, start, end, low, high)
    term, unit_end = hit
    if _idiom(text, match, term.rule, unit_end):
        return None
    return _with_unit(text, match, term, unit_end, (low, high))


def _idiom(text: str, match: regex.Match[str], rule: Rule, end: int) -> bool:
    """Tell a phrase from a count: 二期工程, 一户一表, 最后一公里."""
    if rule.yields.get("digits") and not match["num"][0].isascii():
        return True
    return match["num"] == "一" and (
        text.startswith("一", end) or text.endswith(("最后", "最近"), 0, match.start())
    )


def _with_unit(
    text: str,
    match: regex.Match[str],
    term: Term,
    end: int,
    bounds: tuple[Decimal, Decimal | None],
) -> Quantity:
    low, high = bounds[0] * term.factor, bounds[1] and bounds[1] * term.factor
    unit, typo, more = text[match.end() : end], None, match.start("more")
    yields = term.rule.yields
    if unit == "元":
        low, end = _with_cents(text, low, end)
        if text.startswith("元", end):
            typo = text[end - 2 : end + 1].lstrip("0123456789")
    elif unit == "成" and text[end : end + 1] in _TENTHS:
        low, end = low + (value_of(text[end]) or 0), end + 1
    quantity = Quantity(
        match.start(),
        end,
        low,
        high,
        str(yields["dimension"]),
        str(yields.get("unit", unit)),
        unit,
        "approx" if more >= 0 else "eq",
        (more, more + 1) if more >= 0 else None,
        (),
        typo,
        term.rule.id,
    )
    return _after_heading(text, quantity) if quantity.dimension == "count" else quantity


def _with_cents(text: str, value: Decimal, end: int) -> tuple[Decimal, int]:
    """Add 角 and 分 printed behind 元."""
    if not (cents := _CENTS.match(text, end)):
        return value, end
    for place, digit in enumerate(cents.groups(), 1):
        if digit:
            value += (value_of(digit) or 0) / Decimal(10) ** place
    return value, cents.end()


def _after_heading(text: str, quantity: Quantity) -> Quantity:
    """Read 3.5个 at a line's begin as heading 3. and 5个."""
    start = quantity.start
    heading = _HEADING.match(text, start)
    if quantity.value == quantity.value.to_integral_value() or heading is None:
        return quantity
    if start and text[start - 1] not in "\n。;:)":
        return quantity
    return replace(quantity, start=heading.start("rest"), value=Decimal(heading["rest"]))


def _stands_alone(text: str, match: regex.Match[str]) -> bool:
    """Tell whether a number without unit is one: a whole cell, a value behind a colon, a sum."""
    start, end = match.span()
    before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    if match["num2"]:
        return text[end - 1] in "万亿" and _AFTER_SUM.match(text, end) is not None
    if before in "\n\t" and after in "\n\t":
        return not _PHONE.fullmatch(match["num"])
    if before == ":" and after in ",;。)\n\t":
        return not text[start - 2 : start - 1].isdigit()
    if after == "、" and _OF_YEAR.match(text, 0, start):
        return text[end - 1] in "万亿"
    return text[end - 1] in "万亿" and _AFTER_SUM.match(text, end) is not None


def _bare(text: str, start: int, end: int, low: Decimal, high: Decimal | None) -> Quantity:
    """Return money where the clause speaks of it (预算金额在100万以上), else a number."""
    context = _CONTEXT.search(text, max(0, start - 40), start)
    if text[end - 1] in "万亿" and context and context["money"]:
        return Quantity(start, end, low, high, "money", "CNY", "", rule="unit.none")
    return Quantity(start, end, low, high, "number", "", "")


def _barred(text: str, start: int, numeral: str) -> bool:
    """Tell whether what stands before the numeral makes it a name, an ordinal or a part of one."""
    before = text[start - 1 : start]
    if not before:
        return False
    if before in _NEVER_BEFORE or text.endswith(_LABELS, 0, start):
        return True
    if numeral[0].isascii():
        if before in "-~":
            return text[start - 2 : start - 1].isdigit()
        return before in _NEVER_BEFORE_DIGITS
    if numeral[0] == "一" and before in _DETERMINERS:
        return True
    return before in "几数" and (before == "几" or numeral[0] == "十")


def _bounds(match: regex.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Return both ends of 3-30万, where the first takes the second's 万 if it is smaller."""
    first, second = match["num"], match["num2"]
    low = value_of(first)
    if low is None:
        return None, None
    if match["more"]:
        low *= power_of(match["more"][1:])
    if second is None:
        return low, None
    digits = second.rstrip("百千万亿")
    base = value_of(digits)
    if digits != second and base is not None and first[-1] not in "百千万亿" and low < base:
        low *= power_of(second[len(digits) :])
    high = value_of(second)
    return (None, None) if high is None else (low, high)


def _share(match: regex.Match[str]) -> Quantity | None:
    low = HUNDRED if match["share"] == "百" else value_of(match["share"])
    high = value_of(match["share2"]) if match["share2"] else None
    of = match["of"]
    start, end = match.span()
    if low is None or (match["share2"] and (high is None or high <= low)):
        return None
    if of in ("百", "千", "万"):
        scale = HUNDRED / power_of(of)
        high = high and high * scale
        unit = of + "分之"
        low *= scale
        return Quantity(start, end, low, high, "percent", "percent", unit, rule="unit.share")
    return _fraction(start, end, low, value_of(of)) if high is None else None


def _slashed(text: str, start: int) -> Quantity | None:
    match = _SLASHED.match(text, start)
    if match is None or _barred(text, start, match[0]):
        return None
    return _fraction(start, match.end(), Decimal(match[1]), Decimal(match[2]))


def _fraction(start: int, end: int, share: Decimal, whole: Decimal | None) -> Quantity | None:
    if whole is None or not 0 < share < whole:
        return None
    value = (share / whole).quantize(Decimal("0.000001")).normalize()
    parts = (share, whole)
    return Quantity(start, end, value, None, "fraction", "fraction", "", "eq", None, parts)


def percent_of(quantity: Quantity) -> Decimal:
    """Return a share in percent: 25 for 四分之一."""
    if quantity.dimension != "fraction":
        return quantity.value
    share, whole = quantity.parts
    return (share * HUNDRED / whole).quantize(Decimal("0.01")).normalize()


def _ratio(text: str, start: int) -> Quantity | None:
    """Return 5:3:2 as shares in percent; a time of day and a scale are none."""
    match = _RATIO.match(text, start)
    if match is None or _barred(text, start, match[0]):
        return None
    printed = regex.split("[:比]", match[0]) if match["bare"] is None else match[0]
    parts = [value_of(part) or ZERO for part in printed]
    total = sum(parts, ZERO)
    around = text[max(0, start - 6) : start] + text[match.end() : match.end() + 4]
    if total not in (10, 100) and not any(word in around for word in _SHARED):
        return None
    shares = tuple((part * HUNDRED / total).quantize(Decimal("0.01")) for part in parts)
    return Quantity(*match.span(), shares[0], None, "ratio", "percent", "", "eq", None, shares)


def matched_share(quantity: Quantity) -> Decimal | None:
    """Return how many percent of the first part of a ratio the second one is: 1:0.5 is 50.

    None where that is no ratio by which somebody adds to what another gives.
    """
    if quantity.dimension != "ratio" or len(quantity.parts) != 2:
        return None
    first, second = quantity.parts
    return (second * HUNDRED / first).quantize(Decimal("0.1")) if first >= second > 0 else None


def _plausible(quantity: Quantity) -> bool:
    """Tell whether the number can be one of a notice: no id, no calendar year taken for years."""
    for value in (quantity.value, quantity.value_max or quantity.value):
        if 0 < value < _TINY or len(value.normalize().as_tuple().digits) > _MAX_DIGITS:
            return False
        if value.adjusted() > _MAX_DIGITS:
            return False
    return quantity.dimension != "duration" or quantity.value < 1000


def _one_range(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """Join 3万元至30万元, of which both ends have been read."""
    if text[first.end : second.start] not in _JOIN or first.value_max or second.value_max:
        return None
    same = first.dimension == second.dimension and first.unit == second.unit
    if not same or first.value >= second.value or first.parts:
        return None
    return replace(second, start=first.start, value=first.value, value_max=second.value)


# -- hedges ---------------------------------------------------------------------------------------


def _hedged(text: str, quantity: Quantity, near: Lexicon) -> Quantity:
    """Return *quantity* with the comparator of the word before, between or behind it."""
    before = hedge_before(text, quantity.start, near)
    after = hedge_behind(text, quantity.end, near)
    weak = before is not None and bool(before[0].yields.get("weak"))
    chosen = after if after is not None and (before is None or weak) else before
    if chosen is None or (quantity.hedge and weak):
        return quantity if quantity.value_max is None else replace(quantity, comparator="range")
    rule, span = chosen
    comparator = str(rule.yields["comparator"])
    if excluded_behind(text, quantity.end) or excluded_behind(text, span[1]):
        comparator = {"ge": "gt", "le": "lt"}.get(comparator, comparator)
    if quantity.value_max is not None:
        comparator = "range"
    return replace(quantity, comparator=comparator, hedge=span)
