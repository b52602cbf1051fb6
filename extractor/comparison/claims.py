"""Several figures of one notice → the programme's number: which is the total, which are parts.

A notice repeats its total, breaks it down by year, names a milestone on the way, softens a goal
beside a firm plan. Apart from the other ways of answering, since here the figures are weighed
against each other; docs/compare.md states the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise

import regex

from extractor.models import Comparator, Target
from extractor.phrases import phrase, wording

_ABOUT = Decimal("0.05")
"""How far, as a share, an approximate number may be from the exact one."""
_SENTENCE = 60
"""A part (其中示范小区10个) stands within so many characters behind its total."""
_NUMBER = wording("claims.number")
_BINDING = phrase("claims.binding")
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
        thing=_thing(own.text, target.unit_text or ""),
    )


def _thing(text: str, unit: str) -> str:
    """Return what a number counts: its words without the number, its unit and what binds it."""
    bare = regex.sub(rf"{_NUMBER}(?:{regex.escape(unit)})?", "", "".join(text.split()))
    return _BINDING.sub("", bare)


@dataclass(frozen=True, slots=True)
class Settled:
    """What several figures come to: a claim for each thing counted, or those that contradict."""

    claims: tuple[Claim, ...]
    clash: bool = False
    parts: tuple[Claim, ...] = ()


def settle(claims: Sequence[Claim]) -> Settled:
    """Return the programme's number for each thing that is counted, or all that cannot hold.

    In this order: what is said twice counts once; a firm number goes before a softened one;
    numbers for different things are settled apart; a number for the widest period goes before its
    parts, a flow before the stock that it adds to; disjoint periods are summed; a smaller number
    right behind a larger one, or for a narrower thing, is a part of it.
    """
    wholes, parts = _without_parts(_firm(_merged(claims)))
    settled = [_settle_thing(group) for group in _by_thing(wholes)]
    return Settled(
        tuple(claim for found in settled for claim in found),
        any(len(found) > 1 for found in settled),
        parts,
    )


def _settle_thing(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the number of one thing, or those that contradict each other."""
    flows = [item for item in claims if not item.stock]
    stocks = [item for item in claims if item.stock]
    top = _settle_flows(flows) if flows else ()
    if stocks and (not top or _later(stocks, top)):
        return _settle_flows([replace(item, period=(None, item.period[1])) for item in claims])
    return _confirmed(top, stocks)


def _settle_flows(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    widest = [item for item in claims if not any(_holds(other, item) for other in claims)]
    groups = [_within(group) for group in _by_period(widest)]
    top = tuple(item for kept in groups for item in kept)
    if len(top) > 1 and len(top) == len(groups) and _addable(top):
        return (_sum(top),)
    return top


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
    ends = a[1] == b[1] and (a[0] == b[0] or None in (a[0], b[0]))
    return ends or (None, None) in (a, b)


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
        or not any(not other.hedged and _one_period(item.period, other.period) for other in claims)
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


# Things that are counted.


def _by_thing(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Group claims by what they count; a bare number (其中2024年30个) counts what the last did."""
    groups: list[list[Claim]] = []
    last: list[Claim] | None = None
    for item in claims:
        group = last if not item.thing else next((g for g in groups if _alike(g, item)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(item)
        last = group
    return groups


def _alike(group: Sequence[Claim], item: Claim) -> bool:
    return any(same_thing(other.thing, item.thing) for other in group)


def same_thing(a: str, b: str) -> bool:
    """Tell whether two printed names may name one thing: bare, or half of the shorter in common.

    >>> same_thing("投资", "估算总投资"), same_thing("就业", "返乡下乡创业人数")
    (True, False)
    """
    if not (a and b):
        return True
    common = SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
    return common >= 2 and 2 * common >= min(len(a), len(b))


# Wholes and parts.


def _interval(period: Period) -> tuple[str, str]:
    """Return a period with open ends as far as dates go."""
    return period[0] or "0000", period[1] or "9999"


def _holds(whole: Claim, part: Claim) -> bool:
    """Tell whether a claim's period holds another's and more; 6月底前 lies within its year."""
    (a, b), (c, d) = _interval(whole.period), _interval(part.period)
    if part.value > whole.value and whole.comparator in ("eq", "approx"):
        return False
    if whole.period[0] and not part.period[0] and part.period[1]:
        return a <= d < b
    return a <= c and d <= b and (a, b) != (c, d)


def _by_period(claims: Iterable[Claim]) -> list[list[Claim]]:
    groups: dict[Period, list[Claim]] = {}
    for item in claims:
        groups.setdefault(item.period, []).append(item)
    return list(groups.values())


def _without_parts(claims: Sequence[Claim]) -> tuple[list[Claim], tuple[Claim, ...]]:
    """Return the claims that are no parts of another, and the parts that their totals leave open.

    Parts that add up to their total (58个，其中新区30个、老区28个) confirm it: their records join
    its own.
    """
    wholes: list[Claim] = []
    parts: dict[int, list[Claim]] = {}
    for item in claims:
        at = next((i for i, whole in enumerate(wholes) if _part(item, whole)), None)
        if at is None:
            wholes.append(item)
        else:
            parts.setdefault(at, []).append(item)
    left: list[Claim] = []
    for at, found in parts.items():
        if len(found) > 1 and sum(item.value for item in found) == wholes[at].value:
            records = (record for item in found for record in item.records)
            wholes[at] = replace(wholes[at], records=(*wholes[at].records, *records))
        else:
            left += found
    return wholes, tuple(left)


def _within(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Settle claims for one thing and period: one number, or all that contradict it."""
    kept: list[Claim] = []
    for item in claims:
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
    if item.value >= whole.value or item.at[0] < whole.at[1] or item.stock != whole.stock:
        return False
    if not _one_period(item.period, whole.period) or _holds(whole, item):
        return False
    near = item.section == whole.section and item.at[0] - whole.at[1] <= _SENTENCE
    return near or (item.thing != whole.thing and bool(whole.thing) and whole.thing in item.thing)


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
