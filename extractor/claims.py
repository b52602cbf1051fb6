"""Several figures of one notice → the programme's number: which is the total, which are parts.

A notice repeats its total, breaks it down by year, names a milestone on the way, softens a goal
beside a firm plan. Apart from the other ways of answering, since here the figures are weighed
against each other; docs/compare.md states the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.models import Comparator, Target

_ABOUT = Decimal("0.05")
"""How far, as a share, an approximate number may be from the exact one."""
_SENTENCE = 60
"""A part (其中示范小区10个) stands within so many characters behind its total."""
_NUMBER = regex.compile(r"[\s\d.,，、〇一二两三四五六七八九十百千万亿余多约近至—\-]+")
_PRECISION: tuple[Comparator, ...] = ("eq", "approx", "range", "ge", "le", "gt", "lt")
Period = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that a notice gives, with what it is bound to and the records that state it."""

    value: Decimal
    records: tuple[str, ...]
    value_max: Decimal | None = None
    comparator: Comparator = "eq"
    period: Period = (None, None)
    hedged: bool = False
    stock: bool = False
    at: tuple[int, int] = (0, 0)
    section: tuple[str, ...] = ()
    thing: str = ""


def claim_of(target: Target) -> Claim:
    """Return the number of a target as a claim."""
    own = target.evidence[0]
    period = (target.period_start, target.period_end)
    years = {(end or "")[:4] for end in period}
    return Claim(
        value=target.value,
        records=(target.id,),
        value_max=target.value_max,
        comparator=target.comparator,
        period=period,
        hedged=target.hedged,
        stock=target.accumulation == "total" and (period[0] is None or len(years) == 1),
        at=(own.start, own.end),
        section=target.section,
        thing=_NUMBER.sub("", own.text)[:-1],
    )


def settle(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the programme's number: one claim, or all that cannot hold together.

    In this order: what is said twice counts once; a firm number before a softened one; a number
    for the widest period before its parts; a flow before the stock that it adds to; disjoint
    periods are summed; a smaller number right behind a larger one, or for a narrower thing, is a
    part of it.
    """
    claims = _firm(_merged(claims))
    flows = [item for item in claims if not item.stock]
    stocks = [item for item in claims if item.stock]
    top = _settle_flows(flows) if flows else ()
    if stocks and (not top or _later(stocks, top)):
        return _settle_flows([replace(item, period=(None, item.period[1])) for item in claims])
    return _confirmed(top, stocks)


def _settle_flows(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    widest = [item for item in claims if not any(_holds(other, item) for other in claims)]
    settled = [_within(group) for group in _by_period(widest)]
    if any(len(group) > 1 for group in settled):
        return tuple(item for group in settled for item in group)
    top = [group[0] for group in settled]
    if len(top) > 1:
        return (_sum(top),) if _addable(top) else tuple(top)
    return tuple(top)


def _later(stocks: Sequence[Claim], top: Sequence[Claim]) -> bool:
    """Tell whether a cumulated number is for a later day than all others: they lead up to it."""
    ends = [item.period[1] or "" for item in top]
    return max(item.period[1] or "" for item in stocks) > max(ends)


def _confirmed(top: tuple[Claim, ...], others: Sequence[Claim]) -> tuple[Claim, ...]:
    """Add to the answer the records of other claims that say the same number."""
    if len(top) != 1:
        return top
    same = [record for item in others if item.value == top[0].value for record in item.records]
    return (replace(top[0], records=tuple(dict.fromkeys((*top[0].records, *same)))),)


# What is said twice, and what can hold together.


def _merged(claims: Sequence[Claim]) -> list[Claim]:
    """Join claims of one number whose periods do not contradict each other."""
    merged: list[Claim] = []
    for claim in claims:
        for index, other in enumerate(merged):
            if _same_number(claim, other) and _one_period(claim.period, other.period):
                merged[index] = _join(other, claim)
                break
        else:
            merged.append(claim)
    return merged


def _same_number(a: Claim, b: Claim) -> bool:
    return (a.value, a.value_max) == (b.value, b.value_max) and a.stock == b.stock


def _one_period(a: Period, b: Period) -> bool:
    """Tell whether two periods may be the same, one of them less fully stated."""
    return a[1] == b[1] and (a[0] == b[0] or None in (a[0], b[0])) or (None, None) in (a, b)


def _join(first: Claim, second: Claim) -> Claim:
    """Return one claim for both, the fuller period and the stricter wording winning."""
    period = max(first.period, second.period, key=lambda item: sum(end is not None for end in item))
    return replace(
        first,
        records=tuple(dict.fromkeys((*first.records, *second.records))),
        period=period,
        comparator=min(first.comparator, second.comparator, key=_PRECISION.index),
        hedged=first.hedged and second.hedged,
    )


def _firm(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out softened numbers for a period that a firm one is given for."""
    return [
        item
        for item in claims
        if not item.hedged
        or not any(
            not other.hedged and _one_period(item.period, other.period) for other in claims
        )
    ]


def _compatible(a: Claim, b: Claim) -> bool:
    """Tell whether two numbers can hold together: 不少于150台 and 180台 can."""
    (low, high), (from_, to) = _bounds(a), _bounds(b)
    return low <= to and from_ <= high


def _bounds(item: Claim) -> tuple[Decimal, Decimal]:
    endless = Decimal("Infinity")
    if item.comparator in ("ge", "gt"):
        return item.value, endless
    if item.comparator in ("le", "lt"):
        return -endless, item.value
    if item.comparator == "range":
        return item.value, item.value_max if item.value_max is not None else item.value
    off = abs(item.value) * (_ABOUT if item.comparator == "approx" else 0)
    return item.value - off, item.value + off


# Wholes and parts.


def _interval(period: Period) -> tuple[str, str]:
    """Return a period with open ends as far as dates go."""
    return period[0] or "0000", period[1] or "9999"


def _holds(whole: Claim, part: Claim) -> bool:
    """Tell whether a claim's period holds another's and more; 6月底前 lies within its year."""
    (a, b), (c, d) = _interval(whole.period), _interval(part.period)
    if whole.period[0] and not part.period[0] and part.period[1]:
        return a <= d < b
    return a <= c and d <= b and (a, b) != (c, d)


def _by_period(claims: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[Period, list[Claim]] = {}
    for item in claims:
        groups.setdefault(item.period, []).append(item)
    return list(groups.values())


def _within(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Settle claims of one period: one number, or all that contradict it."""
    largest = max(claims, key=lambda item: item.value)
    rest = [item for item in claims if item is not largest]
    if len(rest) > 1 and sum(item.value for item in rest) == largest.value:
        records = (record for item in rest for record in item.records)
        return (replace(largest, records=(*largest.records, *records)),)
    kept: list[Claim] = []
    for item in claims:
        if any(_part(item, other) for other in kept):
            continue
        match = next((other for other in kept if _compatible(item, other)), None)
        if match is None:
            kept.append(item)
        else:
            kept[kept.index(match)] = _sharper(match, item)
    return tuple(kept)


def _sharper(a: Claim, b: Claim) -> Claim:
    """Return the more exact of two claims that can hold together, with the records of both."""
    best = min((a, b), key=lambda item: _PRECISION.index(item.comparator))
    return replace(best, records=tuple(dict.fromkeys((*a.records, *b.records))))


def _part(item: Claim, whole: Claim) -> bool:
    """Tell whether a number is a part of one before it: smaller, and near or of a narrower kind."""
    if item.value >= whole.value or item.at[0] < whole.at[1]:
        return False
    near = item.section == whole.section and item.at[0] - whole.at[1] <= _SENTENCE
    narrower = bool(item.thing and whole.thing) and (
        whole.thing != item.thing and whole.thing in item.thing
    )
    return near or narrower


def _addable(claims: Sequence[Claim]) -> bool:
    """Tell whether claims can be summed: periods apart, exact numbers or lower bounds."""
    ordered = sorted(_interval(item.period) for item in claims)
    apart = all(a[1] < b[0] for a, b in pairwise(ordered))
    return apart and all(item.comparator in ("eq", "approx", "ge") for item in claims)


def _sum(claims: Sequence[Claim]) -> Claim:
    comparators = [item.comparator for item in claims]
    bound: Comparator = "approx" if "approx" in comparators else "eq"
    starts = [item.period[0] for item in claims if item.period[0]]
    ends = [item.period[1] for item in claims if item.period[1]]
    return replace(
        claims[0],
        value=sum((item.value for item in claims), Decimal(0)),
        comparator="ge" if "ge" in comparators else bound,
        period=(min(starts, default=None), max(ends, default=None)),
        records=tuple(record for item in claims for record in item.records),
    )
