"""Reads the tier or condition of a payment: 300户以上, 对验收合格的项目, 确有困难的.

A short tier of a number becomes bounds; anything longer stays words, as printed. A cap that only
goes on with a rule (，单个项目最高不超过100万元) has no condition of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import regex

from extractor.document import Span
from extractor.phrases import phrase, wording
from extractor.records.payments import MEASURE
from extractor.rule_cache import compiled
from extractor.values.numbers import Quantity

_STOP = wording("conditions.stop")
_FOR = compiled(
    rf"(?:^|(?<=财政|政府|区县|局|[,、可]))(?:对于?|凡是?|向)其?"
    rf"(?P<text>[^,;:]{{2,160}}?)(?:的)?(?=,|$|{_STOP})"
)
_IF_END = compiled(r"(?<!目)的$|(?<![同届及])时$|前提下$")
_IF_OWN = phrase("conditions.if_own")
_MET = phrase("conditions.met")
_HEAD = compiled(r"^(?P<text>[A-Z]?[\u4e00-\u9fff]{2,24}?)(?=每[户人]|户均)")
_AGREED = compiled(r"(?:依法)?经[^,;。]{3,30}?同意|(?<=在)[^,;。]{3,30}?(?=的?前提下)")
_NOT_OWN = phrase("conditions.not_own")
_NEEDED = compiled("所需|(?:补助|补贴|奖励|奖补)?(?:资金|经费|费用)由")
_LEAD = compiled("(?:原则上)?(?:按照?|对于?|凡是?)?")
_GOES_ON = ("且", "并", "以及", "同时", "和", "或")
_COUNTED = {"户": "households", "人": "people", "亩": "land", "平方米": "floor_area"}
_BOUNDED = frozenset(("ge", "gt", "le", "lt", "range"))
_INSIDE = compiled(r"(?:以[上下])?\((?P<no>不)?(?:含|包括|包含)")


def tier_condition(
    text: str, tiers: Sequence[Quantity], start: int, before: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Return bounds for numbers that make a tier: 100户以上、300户以下; None where words say more.

    *start* is where their part begins, *before* the tier of the rule before: a boundary that it
    owns is not owned again.
    """
    if not tiers or any(q.comparator not in _BOUNDED for q in tiers):
        return None
    lead = _LEAD.match(text, start)
    if tiers[0].start - (lead.end() if lead else start) > 9:
        return None
    if tiers[0].dimension in ("percent", "duration", "multiple", "age"):
        return None
    condition = _bounds(text, tiers)
    same = before and before["variable"] == condition["variable"]
    if before and same and before["max"] is not None and before["max"] == condition["min"]:
        unsaid = _INSIDE.match(text, tiers[0].end) is None
        if before["max_inclusive"] and unsaid:
            condition["min_inclusive"] = False
    return condition


def _bounds(text: str, tiers: Sequence[Quantity]) -> dict[str, Any]:
    condition = _condition(_variable(text, tiers[0]))
    for quantity in tiers:
        inside = _INSIDE.match(text, quantity.end)
        owns = None if inside is None else not inside["no"]
        low, high = quantity.value, quantity.value_max
        if high is not None:
            condition |= {"min": low, "max": high, "min_inclusive": True}
            condition["max_inclusive"] = True if owns is None else owns
        elif quantity.comparator in ("ge", "gt"):
            owned = quantity.comparator == "ge" if owns is None else owns
            condition |= {"min": low, "min_inclusive": owned}
        else:
            owned = quantity.comparator == "le" if owns is None else owns
            condition |= {"max": low, "max_inclusive": owned}
    return condition


def _variable(text: str, quantity: Quantity) -> str:
    """Name what a tier measures: budget and investment, households, else the printed noun."""
    before = text[max(0, quantity.start - 14) : quantity.start]
    if quantity.dimension == "money" and (match := MEASURE.search(before)):
        noun = regex.match("[^为在达超不低满首突高:]+", match[0])
        words = noun[0] if noun else match[0]
        return {"投资": "investment", "预算": "budget"}.get(words[:2], words)
    if "电梯" in before or (quantity.unit_text == "部" and "加装" in before):
        return "elevators"
    return _COUNTED.get(quantity.unit_text, quantity.unit_text or "value")


def word_condition(text: str, parts: Sequence[Span], part: Span, floor: int) -> Span | None:
    """Return where the words of a condition stand: in the payment's part or in one before it.

    Parts that begin before *floor* belong to an earlier payment of the clause.
    """
    if _NEEDED.match(text, *part):
        return None
    if own := _own(text, part):
        return own
    index = parts.index(part)
    while index and parts[index - 1][0] >= floor:
        start, end = parts[index - 1]
        match = _FOR.search(text[start:end])
        if match and text[start + match.end() : end] in ("", "的", "等"):
            return start + match.start("text"), start + match.end("text")
        if _IF_END.search(text[start:end]):
            return _clause_of(text, parts, index)
        index -= 1
    agreed = _AGREED.search(text, parts[0][0], parts[-1][1])
    return agreed.span() if agreed else None


def _own(text: str, part: Span) -> Span | None:
    words = text[slice(*part)]
    for pattern in (_FOR, _IF_OWN, _MET, _HEAD):
        match = pattern.search(words)
        if match is None:
            continue
        start, end = match.span("text" if "text" in pattern.groupindex else 0)
        if pattern not in (_HEAD, _IF_OWN) or not _NOT_OWN.search(words[start:end]):
            return part[0] + start, part[0] + end
    return None


def _clause_of(text: str, parts: Sequence[Span], index: int) -> Span:
    """Return a condition that ends in 的 with the parts that it goes on from: …，且…的."""
    first = index - 1
    while first and text[parts[first][0] : parts[first][1]].startswith(_GOES_ON):
        first -= 1
    start, end = parts[first][0], parts[index - 1][1]
    lead = compiled("对于?|凡是?|但是?|如果?|若").match(text, start, end)
    start = lead.end() if lead else start
    return start, end - (text[end - 1] == "的")


def text_condition(words: str | None) -> dict[str, Any] | None:
    """Return a condition in words."""
    return {**_condition(None), "text": words} if words else None


def _condition(variable: str | None) -> dict[str, Any]:
    keys = ("min", "max", "min_inclusive", "max_inclusive", "text")
    return {"variable": variable, **dict.fromkeys(keys)}
