"""Rhythms: 每月3日前, 每季度末, 每年第一季度 as recurrence rules of RFC 5545."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.rule_cache import compiled
from extractor.values.numerals import value_of
from extractor.values.points import Point

_BASES = {
    "年": ("YEARLY", 1),
    "半年": ("MONTHLY", 6),
    "学期": ("MONTHLY", 6),
    "季": ("MONTHLY", 3),
    "月": ("MONTHLY", 1),
    "周": ("WEEKLY", 1),
    "星": ("WEEKLY", 1),
    "日": ("DAILY", 1),
    "天": ("DAILY", 1),
}
_WEEKDAYS = dict(
    zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True)
)
_NTH = {
    "首": 1,
    "次": 1,
    "下": 1,
    "末": 3,
    "最": 3,
    "1": 1,
    "2": 2,
    "3": 3,
    "一": 1,
    "二": 2,
    "三": 3,
}
"""Which month of each quarter is meant; 次月 is the month that follows, the next one's first."""
_SHORTEST = 28
"""A window to such a day or a later one takes in its month."""
_QUARTER = 3
"""Months of a quarter; what falls in its last one is told as 每季度末 is."""
_NTH_WEEK = dict(zip("首1234一二三四末最", (1, 1, 2, 3, 4, 1, 2, 3, 4, -1, -1), strict=True))
"""Which week of a month a weekday is of: 第二个周三, 最后一个星期六."""
_LAST_DAY = {
    "YEARLY": "BYMONTH=12;BYMONTHDAY=-1",
    "MONTHLY": "BYMONTHDAY=-1",
    "WEEKLY": "BYDAY=FR",
}
"""Its last working day, by which something is due: that of a month is near enough its end."""
_MONTH = compiled("[0-9一二三四五六七八九十]+")
_TEN_ENDS = {"上": 10, "中": 20, "下": -1, "上中": 20, "中下": -1}


def recurrence(
    groups: Mapping[str, str], first: Point | None, last: Point | None, *, before: bool
) -> str:
    """Return the RFC 5545 rule of a rhythm's named groups and points.

    *before* says that 前 follows: 每年3月前 falls due at the month's end, 每年3月 in the month.
    """
    every = groups["every"]
    frequency, interval = _BASES.get(every) or _BASES[every.removeprefix("学")[0]]
    times = groups.get("times")
    if times and (count := value_of(times)) is not None:
        interval *= int(count)
    nth = groups.get("nth")
    if nth and every[0] == "季" and first and (first.day or first.ten or first.edge):
        return _of_quarter(_NTH[nth.removeprefix("第")[0]], first)
    if nth and every == "月" and (weekday := groups.get("weekday")):
        return f"FREQ=MONTHLY;BYDAY={_NTH_WEEK[nth.removeprefix('第')[0]]}{_WEEKDAYS[weekday]}"
    parts = [f"FREQ={frequency}"]
    if interval > 1:
        parts.append(f"INTERVAL={interval}")
    if "last" in groups and frequency in _LAST_DAY:
        return ";".join([*parts, _LAST_DAY[frequency]])
    if frequency == "WEEKLY":
        days = [_WEEKDAYS[d] for n in ("weekday", "weekday2") if (d := groups.get(n))]
        return ";".join([*parts, *([f"BYDAY={','.join(days)}"] if days else [])])
    return ";".join([*parts, *_by(groups, frequency, first, last, before)])


def _of_quarter(at: int, point: Point) -> str:
    """Return the rule of a day in one month of each quarter: 每季度首月10日前, 每季度首月底前."""
    ends = {"初": 10}.get(point.edge or "", -1)
    day = point.day or (_TEN_ENDS[point.ten] if point.ten else ends)
    if at == _QUARTER:
        return f"FREQ=MONTHLY;INTERVAL={_QUARTER};BYMONTHDAY={day}"
    months = ",".join(str(month) for month in range(at, 13, 3))
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}"


def _by(
    groups: Mapping[str, str],
    frequency: str,
    first: Point | None,
    last: Point | None,
    before: bool,
) -> list[str]:
    """Return BYMONTH and BYMONTHDAY."""
    row = [int(value_of(name) or 0) for name in _MONTH.findall(groups.get("months", ""))]
    if first is None and not row:
        return []
    first = first or Point()
    if frequency == "YEARLY" and "to" in groups and last and first.day and last.month:
        return _of_days(first, last)
    yearly = frequency == "YEARLY"
    months = row or (_months(first, last, listed="to" not in groups) if yearly else [])
    days = [p.day for p in (first, last) if p and p.day]
    if "to" in groups and len(days) > 1 and not months:
        days = list(range(days[0], days[1] + 1)) or days
    ends = bool(first.edge and first.edge != "初") or bool(last and last.edge and last.edge != "初")
    if not days and first.ten and (before or frequency == "MONTHLY"):
        days = [_TEN_ENDS[first.ten]]
    elif not days and first.edge == "初" and before:
        days = [10]
    elif not days and (ends or (before and months)):
        days, months = [-1], months[-1:] if first.quarter or first.half else months
    by = [f"BYMONTH={','.join(map(str, months))}"] if months else []
    return by + ([f"BYMONTHDAY={','.join(map(str, days))}"] if days else [])


def _of_days(first: Point, last: Point) -> list[str]:
    """Return the months of 每年7月1日至8月31日, and of days within one month the days."""
    begin, end = first.month or 1, last.month or 12
    if begin == end and first.day and last.day and (first.day > 1 or last.day < _SHORTEST):
        days = ",".join(str(day) for day in range(first.day, last.day + 1))
        return [f"BYMONTH={begin}", f"BYMONTHDAY={days}"]
    months = [*range(begin, 13), *range(1, end + 1)] if end < begin else range(begin, end + 1)
    return ["BYMONTH=" + ",".join(map(str, months))]


def _months(first: Point, last: Point | None, *, listed: bool) -> list[int]:
    if last and first.month and last.month and not last.day:
        if listed or last.month < first.month:
            return [first.month, last.month]
        return list(range(first.month, last.month + 1))
    if first.month:
        return [first.month]
    if first.quarter:
        return list(range(3 * first.quarter - 2, 3 * first.quarter + 1))
    if first.half:
        return list(range(1, 7)) if first.half == 1 else list(range(7, 13))
    return [12] if first.edge in ("底", "末") else [1] if first.edge else []
