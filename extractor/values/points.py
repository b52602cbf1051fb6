"""Points of a calendar as a notice prints them: a day, 旬, month, quarter, half or year.

A point may lack its year (9月底) or name it relatively (明年); both become days once the year that
it counts from is known. Nothing here asks for today's date.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.values.numerals import read_year, value_of

Days = tuple[datetime.date, datetime.date]

_TENS = {"上": (1, 10), "中": (11, 20), "下": (21, 31), "上中": (1, 20), "中下": (11, 31)}
_SHIFTS = (
    dict.fromkeys("今本当同全", 0) | dict.fromkeys("明次翌第下", 1) | dict.fromkeys("去上", -1)
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Point:
    """One end of a window; every part is None where it is not printed."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    ten: str | None = None
    """上, 中 or 下 of 旬."""
    quarter: int | None = None
    half: int | None = None
    edge: str | None = None
    """底, 末 or 初."""
    shift: int = 0
    """Years from the year of context: 1 for 明年, -1 for 去年."""
    signed: bool = False
    """即日起: the day the notice is signed."""
    month_open: bool = False
    """月底: the month, too, comes from context."""

    @property
    def bare_year(self) -> bool:
        """Whether nothing but a year is printed."""
        return not (self.month or self.quarter or self.half or self.edge or self.month_open)

    def days(self, year: int | None) -> Days | None:
        """Return its first and last day, *year* being the year of context.

        None where the year is not known, where the month is open, and for a year's 初.
        """
        known = self.year if self.year is not None else year
        if known is None or self.month_open or (self.edge == "初" and self.month is None):
            return None
        known += self.shift if self.year is None else 0
        if not _FIRST_YEAR <= known <= _LAST_YEAR:
            return None
        first_month, last_month = self._months()
        first, last = 1, calendar.monthrange(known, last_month)[1]
        if self.day:
            first = last = min(self.day, last)
        elif self.ten:
            first, last = _TENS[self.ten][0], min(_TENS[self.ten][1], last)
        elif self.edge == "初":
            last = 10
        elif self.edge:
            first, first_month = last, last_month
        return datetime.date(known, first_month, first), datetime.date(known, last_month, last)

    def _months(self) -> tuple[int, int]:
        if self.month:
            return self.month, self.month
        if self.quarter:
            return 3 * self.quarter - 2, 3 * self.quarter
        if self.half:
            return (1, 6) if self.half == 1 else (7, 12)
        return 1, 12

    @property
    def possible(self) -> bool:
        """Whether the calendar has such a day: no 2月30日; 29 February only in a leap year."""
        if self.day is None or self.month is None:
            return True
        return 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month)[1]


def read_point(groups: Mapping[str, str], suffix: str = "") -> Point | None:
    """Return the point of the named groups of a date's form (*suffix* 2: the window's end)."""
    relative, half = groups.get("relative" + suffix), groups.get("half" + suffix)
    year = groups.get("year" + suffix)
    point = Point(
        read_year(year) if year else None,
        _number(groups.get("month" + suffix)),
        _number(groups.get("day" + suffix)),
        groups.get("ten" + suffix),
        _number(groups.get("quarter" + suffix)),
        None if half is None else 1 if half == "上" else 2,
        groups.get("edge" + suffix),
        _SHIFTS[relative[0]] if relative else 0,
    )
    return point if relative or point != _NOTHING else None


def _number(printed: str | None) -> int | None:
    value = value_of(printed) if printed else None
    return None if value is None else int(value)


_NOTHING = Point()
