"""The charts' figures that need the records of all notices: shares, phases, duties, works.

A record is named by its notice's number and its place among the notice's records of its type, so
that each mark of a chart leads back to what it was counted from. Charts of single variables need
nothing from here: they are drawn from the comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.comparison.shares import of_cost
from extractor.labels import condition_words
from extractor.models import (
    Condition,
    Deadline,
    Failure,
    Funding,
    PolicyNotice,
    plain_number,
)

Reference = tuple[int, int]
_Part = tuple[str, Any, Any, str | None]
Grid = dict[str, dict[str, list[Reference]]]


def make_figures(notices: Sequence[PolicyNotice | Failure]) -> dict[str, Any]:
    """Return the figures of *notices*, which are numbered from 0 in their order."""
    read = [(number, n) for number, n in enumerate(notices) if isinstance(n, PolicyNotice)]
    return {
        "shares": [row for number, notice in read for row in _shares(number, notice)],
        "phases": [row for number, notice in read if (row := _phases(number, notice))],
        "duties": _duties(read),
        "works": _works(read),
    }


def _shares(number: int, notice: PolicyNotice) -> Iterator[dict[str, Any]]:
    """Yield what each payer pays of the cost, in percent: a row for each base and condition.

    Shares of different bases, or of different cases, are no parts of one whole; nor are those
    that come to more than the whole: they are rows of their own. What a notice says twice is one
    part, and what two sections say alike one row, with the records of both.
    """
    rows: dict[tuple[Any, ...], dict[_Part, list[int]]] = {}
    for place, item in enumerate(notice.funding):
        is_share = item.kind == "share" and item.unit == "percent" and item.value is not None
        if is_share and of_cost(item):
            key = (item.section, item.base, item.condition)
            rows.setdefault(key, {}).setdefault(_part(item), []).append(place)
    said: dict[tuple[Any, ...], dict[str, Any]] = {}
    for (section, base, condition), parts in rows.items():
        whole = sum(part[1] for part in parts) <= 100
        for together in [parts] if whole else [{part: places} for part, places in parts.items()]:
            same = said.get((base, condition, frozenset(together)))
            if same is not None:
                for part in same["parts"]:
                    part[-1].extend(together[tuple(part[:-1])])
                continue
            said[base, condition, frozenset(together)] = {
                "notice": number,
                "base": base or (section[-1] if section else None),
                "condition": condition and both(condition),
                "parts": [[*part, list(places)] for part, places in together.items()],
            }
    yield from said.values()


def _part(item: Funding) -> _Part:
    """Return payer, value, upper end of a range, and how it binds."""
    assert item.value is not None
    most = None if item.value_max is None else plain_number(item.value_max)
    return item.payer, plain_number(item.value), most, item.comparator


def both(condition: Condition) -> dict[str, str]:
    """Return a condition in words, in both languages."""
    return {"en": condition_words(condition), "zh": condition_words(condition, "zh")}


def _phases(number: int, notice: PolicyNotice) -> dict[str, Any] | None:
    """Return a plan's windows of time, and its single last days, as far as they are dated."""
    dated = [
        (item.start, item.end, item.phase, item.task, place)
        for place, item in enumerate(notice.deadlines)
        if _drawn(item)
    ]
    windows = [item for item in dated if item[2] or item[0]]
    days = [item for item in dated if not (item[2] or item[0])]
    return {"notice": number, "windows": windows, "days": days} if dated else None


def _drawn(item: Deadline) -> bool:
    """Tell whether a deadline has a place on a time axis: what recurs or never ends has none."""
    return item.end is not None and item.relation in ("by", "during")


def _duties(read: Sequence[tuple[int, PolicyNotice]]) -> Grid:
    """Return the duties by type of body and by role."""
    grid: Grid = {}
    for number, notice in read:
        for place, item in enumerate(notice.responsibilities):
            row = grid.setdefault(item.actor_type, {})
            row.setdefault(item.role, []).append((number, place))
    return grid


def _works(read: Sequence[tuple[int, PolicyNotice]]) -> Grid:
    """Return for each item and tier the notices that name it, each by its first record."""
    grid: Grid = {}
    for number, notice in read:
        seen: set[tuple[str, str]] = set()
        for place, item in enumerate(notice.works):
            if (item.item, item.tier) not in seen:
                seen.add((item.item, item.tier))
                row = grid.setdefault(item.item, {})
                row.setdefault(item.tier, []).append((number, place))
    return grid
