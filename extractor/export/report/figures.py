"""The charts' figures that need the records of all notices: shares, phases, duties, works.

A record is named by its notice's number and its place among the notice's records of its type, so
that each mark of a chart leads back to what it was counted from. Charts of single variables need
nothing from here: they are drawn from the comparison.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.models import (
    Condition,
    Deadline,
    Failure,
    Funding,
    PolicyNotice,
    plain_number,
)

Reference = tuple[int, int]
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
    """Yield what each payer pays, in percent: a row for each base and condition of a section.

    Shares of different bases, or of different cases, are no parts of one whole; nor are those
    that come to more than the whole: they are rows of their own.
    """
    rows: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {}
    for place, item in enumerate(notice.funding):
        if item.kind == "share" and item.unit == "percent" and item.value is not None:
            key = (item.section, item.base, _words(item.condition))
            rows.setdefault(key, []).append(_part(place, item))
    for (section, base, condition), parts in rows.items():
        whole = sum(part[1] for part in parts) <= 100
        for together in [parts] if whole else [[part] for part in parts]:
            yield {
                "notice": number,
                "base": base or (section[-1] if section else None),
                "condition": condition,
                "parts": together,
            }


def _part(place: int, item: Funding) -> tuple[Any, ...]:
    """Return payer, value, upper end of a range, how it binds, and which record it is."""
    assert item.value is not None
    most = None if item.value_max is None else plain_number(item.value_max)
    return item.payer, plain_number(item.value), most, item.comparator, place


def _words(condition: Condition | None) -> str | None:
    if condition is None:
        return None
    if condition.text:
        return condition.text
    ends = [
        None if end is None else str(plain_number(end)) for end in (condition.min, condition.max)
    ]
    return f"{condition.variable or ''} {ends[0] or ''}–{ends[1] or ''}".strip()


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
