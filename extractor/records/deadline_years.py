"""Dates that say no year of their own and come round every year: 每年4月底前报送，5月底前清算."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import regex

from extractor.mentions import Window
from extractor.phrases import phrase
from extractor.records.deadline_dates import Dates, When
from extractor.rule_cache import compiled

_ONE_MONTH = compiled(r"FREQ=YEARLY;BYMONTH=\d+(?:;|$)")
_EACH_YEAR = compiled("FREQ=YEARLY")
_NEXT_YEAR = phrase("deadline_years.next_year")
_ONE_YEAR = compiled("方案|计划|要点|安排|行动")
"""In the name of a plan that is carried out once, 次年 is the one year behind it."""
_THAT_YEAR = compiled("[当次翌]年")
_ITS_YEAR = compiled(r"当年[^,;。\d]{1,8}$")
"""当年项目当年12月底前完工, in a plan of several years: each in its own."""
RELATIVE = compiled(r"(?:当|去|本|今|上|下|次|明|翌)一?年度?")
_PART = compiled(r"[上下]半年|第?[一二三四1-4]季度|全年")
"""每年7月底前拨付上半年资金，12月20日前清算: what the money is for."""


def _by_month(months: Iterable[int]) -> str:
    return "FREQ=YEARLY;BYMONTH=" + ",".join(map(str, months))


class Years:
    """Tells which dates of a plan come round every year though they do not say so."""

    def __init__(self, dates: Dates) -> None:
        self.dates = dates
        self.plan, self.text = dates.plan, dates.text
        self._turned: dict[int, str] = {}
        """The rules of such dates, by start."""

    def when(self, window: Window) -> When | None:
        """Return the rhythm of a date whose year nothing says, None where it has one or none."""
        return self._yearly(window) or self._next_year(window)

    def _yearly(self, window: Window) -> When | None:
        """每年4月底前报送，5月底前清算: the dates behind the first, too, come round every year."""
        of_year = _THAT_YEAR.match(self.text, window.start) is not None
        needs = window.mention.needs_year or of_year or window.mention.needs_month
        last = window.last or self._in_any_year(window)
        if window.mention.relation != "by" or not needs or not last:
            return None
        begin = max(self.text.rfind(mark, 0, window.start) for mark in "。\n\t") + 1
        rule = None
        for other in reversed(self.plan.dates((begin, window.start))):
            counted = other.mention.relation == "event"
            if counted or RELATIVE.fullmatch(self.dates.printed(other)):
                continue
            if _PART.fullmatch(self.text, other.start, other.end):
                continue
            rule = other.mention.recurrence or self._turned.get(other.start)
            if rule or other.mention.relation != "by" or not other.mention.needs_year:
                break
        if rule and window.mention.needs_month:
            monthly = regex.match("FREQ=MONTHLY(?!;INTERVAL)", rule)
            return When("recurring", recurrence=f"{monthly[0]};BYMONTHDAY=-1") if monthly else None
        every = _EACH_YEAR if of_year or not self._lent(window) else _ONE_MONTH
        if not rule or not every.match(rule):
            return None
        day = date.fromisoformat(last)
        point = window.mention.last
        printed = point.day if point and "日" in self.dates.printed(window) else None
        ends = (day + timedelta(days=1)).month != day.month
        by_day = printed or (-1 if ends else day.day)
        return When("recurring", recurrence=f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={by_day}")

    @staticmethod
    def _in_any_year(window: Window) -> str | None:
        """The last day of a date whose year nothing says."""
        point = window.mention.last
        days = point.days(2001) if point and point.month and not point.bare_year else None
        return days[1].isoformat() if days else None

    def _next_year(self, window: Window) -> When | None:
        """于次年1月公布, 当年10月底前竣工, where no year is said that is meant: every year."""
        point = window.mention.last or window.mention.first
        after = self.text[window.start - 1] == "后"
        if after or not point or point.bare_year or not _NEXT_YEAR.match(self.text, window.start):
            return None
        begin = max(self.text.rfind(mark, 0, window.start) for mark in "。\n\t") + 1
        before = self.plan.dates((begin, window.start))
        rules = [w.mention.recurrence or self._turned.get(w.start, "") for w in before]
        each = _ITS_YEAR.search(self.text, max(begin, window.start - 12), window.start)
        yearly = each or any(rule.startswith("FREQ=YEARLY") for rule in rules)
        if self._lent(window) and not yearly:
            return None
        opened = (window.mention.first or point).days(2001)
        closed = point.days(2001)
        if not opened or not closed or closed[1] < opened[0]:
            return None
        months = range(opened[0].month, closed[1].month + 1)
        if window.mention.relation == "by" or point.day:
            ends = point.day or -1
            rule = f"{_by_month([closed[1].month])};BYMONTHDAY={ends}"
        else:
            rule = _by_month(months)
        self._turned[window.start] = rule
        return When("recurring", recurrence=rule)

    def _lent(self, window: Window) -> bool:
        """Tell whether the text, and not the day of signing alone, says of which year a date is."""
        lent = any(span != self.plan.front.signed_span for span in window.context)
        return lent or bool(_ONE_YEAR.search(self.plan.front.title or ""))
