"""施行日期 and 有效期: from when a notice is in force, and until when.

A notice speaks of its own force (本办法自…起施行，有效期…) and of other things': certificates,
single articles, documents that it cites. Only the first counts. A term of years ends on the day
before the anniversary (民法典 第二百零二条 counts years and months by the same day).
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

import regex

from extractor.document import Span
from extractor.front.matter import Front
from extractor.front.parts import Parts, read_day
from extractor.markers import numeral
from extractor.phrases import phrase
from extractor.values.numerals import read_year

_OTHER = phrase("validity.other")
_POLICY = phrase("validity.policy")
_MARKER = phrase("validity.marker")
_ISSUED = phrase("validity.issued")
_BLANK_DAY = phrase("validity.blank_day")
_CLOSE = "。\n!?"


@dataclass(frozen=True, slots=True)
class Validity:
    """Days of force with the spans of the view that state them."""

    start: datetime.date | None
    start_spans: tuple[Span, ...]
    end: datetime.date | None
    end_spans: tuple[Span, ...]


def read_validity(text: str, front: Front, parts: Parts) -> Validity:
    """Return from when to when the notice is in force; None where it does not say."""
    reader = _Reader(text, front, parts)
    start, start_spans = reader.start()
    end, end_spans = reader.end(start)
    return Validity(start, start_spans, end, end_spans)


class _Reader:
    def __init__(self, text: str, front: Front, parts: Parts) -> None:
        self.text = text
        self.front = front
        self.parts = parts

    def issued(self) -> tuple[datetime.date | None, tuple[Span, ...]]:
        """The day of issue: 印发日期, or else 成文日期."""
        front = self.front
        if front.printed:
            return front.printed[0], (front.printed[1],)
        return front.signed, (front.signed_span,) if front.signed_span else ()

    def start(self) -> tuple[datetime.date | None, tuple[Span, ...]]:
        found: list[tuple[int, datetime.date, tuple[Span, ...]]] = []
        for match in self.parts["effective-date"].finditer(self.text):
            day = read_day(match["from"]) or _first_day(match["from"])
            if day and self._own(match.start(), match.end()):
                found.append((match.start(), day, (match.span(),)))
        issued, spans = self.issued()
        for match in self.parts["effective-issue"].finditer(self.text):
            if issued and self._own(match.start(), match.end()):
                now = self.front.signed if match["kind"] == "即日" else None
                day = self._later(now or issued, match["value"], match["name"])
                found.append((match.start(), day, (match.span(), *spans)))
        if not found:
            return None, ()
        _, day, own = max(found)
        return day, own

    @staticmethod
    def _later(day: datetime.date, value: str | None, unit: str | None) -> datetime.date:
        if not value or not unit:
            return day
        count = numeral(value)
        return add_months(day, count) if "月" in unit else day + datetime.timedelta(days=count)

    def end(self, start: datetime.date | None) -> tuple[datetime.date | None, tuple[Span, ...]]:
        found: list[tuple[int, datetime.date, tuple[Span, ...]]] = []
        for match in self.parts["expires-date"].finditer(self.text):
            day = last_day(match["to"])
            if day and self._own(match.start(), match.end()):
                found.append((match.start(), day, (match.span(),)))
        base, spans = (start, ()) if start else self.issued()
        for match in self.parts["expires-years"].finditer(self.text):
            count = numeral(match["value"].replace("两", "二"))
            if not start and _BLANK_DAY.search(
                self.text, max(0, match.start() - 60), match.start()
            ):
                continue
            if base and count and self._own(match.start(), match.end()):
                months = count if "月" in match["name"] else 12 * count
                ends = add_months(base, months) - datetime.timedelta(days=1)
                found.append((match.start(), ends, (match.span(), *spans)))
        if not found:
            return None, ()
        _, last, own = max(found)
        return last, own

    def _own(self, start: int, end: int) -> bool:
        """Tell whether the sentence around a match speaks of the notice itself."""
        begin = max(self.text.rfind(mark, 0, start) for mark in _CLOSE) + 1
        stops = [at for mark in _CLOSE if (at := self.text.find(mark, end)) >= 0]
        stop = min(stops, default=len(self.text))
        before = self.text[begin:start]
        if _OTHER.search(before[-14:]):
            return False
        quoted = regex.search(r"《([^《》]+)》[^《》,;]{0,6}$", before)
        if quoted:
            return quoted[1] in self.front.own_titles
        if self.parts["self"].search(self.text, begin, stop):
            return True
        lead = _MARKER.sub("", before)
        titled = any(f"《{name}》" in before for name in self.front.own_titles)
        return (
            titled
            or lead in ("", "(", "有效期", "施行日期:", "执行时间:")
            or _ISSUED.search(lead) is not None
            or _POLICY.fullmatch(lead) is not None
            or (regex.search("制定本[^,。]{2,6},$", before) is not None)
        )


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day *months* later, or the month's last day where it is shorter.

    >>> add_months(datetime.date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def _first_day(text: str) -> datetime.date | None:
    """Return the first day of a printed month or year (政策期限为2021年至2023年)."""
    match = regex.fullmatch(r"(\d{4})年(?:(1[0-2]|0?[1-9])月)?", text)
    return datetime.date(int(match[1]), int(match[2] or 1), 1) if match else None


def last_day(text: str) -> datetime.date | None:
    """Return the last day of a printed day, month or year.

    >>> last_day("2025年12月底"), last_day("2026年"), last_day("二〇二五年六月三十日")
    (datetime.date(2025, 12, 31), datetime.date(2026, 12, 31), datetime.date(2025, 6, 30))
    """
    day = read_day(text)
    if day or "日" in text:
        return day
    match = regex.match(r"(.{4})年(?:([\d一二三四五六七八九十]{1,3})月)?", text)
    if match is None:
        return None
    year, month = read_year(match[1]), numeral(match[2]) if match[2] else 12
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None
    return datetime.date(year, month, calendar.monthrange(year, month)[1])
