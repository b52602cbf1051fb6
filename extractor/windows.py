"""Calendar dates of the mentions of a notice: years and months left out come from the text.

A notice prints a year once and goes on: 2024年4月底前开工，11月底前竣工. The order of trust is an
earlier date of the sentence, the headings above it, an earlier date of the paragraph, the one year
in the plan's name, an earlier date of the part, an earlier phase beside it, the signed date; 年内
and 今年 of a plan for several years are those of signing. The years of cutoffs (2000年底前建成),
comparisons and other documents are not lent.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.document import Span
from extractor.phrases import phrase
from extractor.rule_cache import compiled
from extractor.segment import Clause, Layout
from extractor.values.dates import DateMention, resolve

_BEHIND_HEADING = compiled(r"[。:]?[(【]?[^。;,\n]{0,24}")
_CUTOFF = phrase("windows.cutoff")
_BORROWED = phrase("windows.borrowed")
_FROM = ("自", "从")
_IN_FORCE = phrase("windows.in_force")
_TODAY = ("今年", "明年", "去年")
_LOOK_BACK = 60
"""So many dates before a date are looked at for its year."""


@dataclass(frozen=True, slots=True)
class Window:
    """A date mention with its calendar dates (ISO 8601, None where open or not known)."""

    start: int
    end: int
    mention: DateMention
    first: str | None
    last: str | None
    context: tuple[Span, ...]
    """Where an inherited year or month stands."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date with the clause that it stands in, and whether others may take its year."""

    date: DateMention
    clause: Clause | None
    lends: bool


@dataclass(frozen=True)
class Years:
    """The dates of one view and what may lend them a year; spans are of the view."""

    layout: Layout
    dates: Sequence[DateMention]
    title_year: tuple[int, Span] | None
    plans: Sequence[tuple[int, tuple[int, Span] | None]]
    signed: datetime.date | None
    signed_span: Span | None
    title_span: Span | None = None

    def windows(self) -> tuple[Window, ...]:
        """Return every date with its calendar dates and where its year was taken from."""
        return tuple(self._window(index) for index in range(len(self.dates)))

    @cached_property
    def _dated(self) -> list[_Dated]:
        clauses = self.layout.clauses
        starts = [clause.start for clause in clauses]
        found = []
        for date in self.dates:
            at = bisect_right(starts, date.start) - 1
            inside = at >= 0 and date.start < clauses[at].end
            found.append(_Dated(date, clauses[at] if inside else None, self._lends(date)))
        return found

    def _lends(self, date: DateMention) -> bool:
        if date.year is None or date.relation in ("recurring", "event", "ongoing"):
            return False
        text = self.layout.view.text
        borrowed = _BORROWED.search(text, max(date.start - 6, 0), date.start)
        if borrowed or _CUTOFF.match(text, date.end):
            return False
        if text[date.start - 1 : date.start] in _FROM and _IN_FORCE.match(text, date.end):
            return False
        base = self.signed.year if self.signed else (self._title(date.start) or (None,))[0]
        return base is None or base - 1 <= date.year <= base + 15

    def _title(self, at: int) -> tuple[int, Span] | None:
        """The year in the name of the plan in which *at* lies."""
        own = [year for start, year in self.plans if start <= at]
        return own[-1] if own else self.title_year

    def _window(self, index: int) -> Window:
        date = self._dated[index].date
        if date.years and (counted := self._counted(index)):
            return counted
        year, context = self._year(index) if date.needs_year else (None, ())
        month = None
        if date.needs_month:
            month, where = self._month(index)
            context = (*context, *where)
        first, last = resolve(date, year, self.signed, month)
        signed = any(p is not None and p.signed for p in (date.first, date.last))
        if signed and self.signed_span:
            context = (*context, self.signed_span)
        return Window(date.start, date.end, date, first, last, tuple(dict.fromkeys(context)))

    def _counted(self, index: int) -> Window | None:
        """三年内, where the title or an earlier date is a window of so many whole years."""
        date = self.dates[index]
        for other in (*self._titled, *reversed(self.dates[max(0, index - _LOOK_BACK) : index])):
            first, last = resolve(other, None, self.signed)
            if other.relation != "during" or not first or not last:
                continue
            whole = first.endswith("-01-01") and last.endswith("-12-31")
            if whole and int(last[:4]) - int(first[:4]) + 1 == date.years:
                span = (other.start, other.end)
                return Window(
                    date.start, date.end, replace(date, relation="during"), first, last, (span,)
                )
        return None

    @cached_property
    def _titled(self) -> tuple[DateMention, ...]:
        """The dates in the name of the plan."""
        if self.title_span is None:
            return ()
        start, end = self.title_span
        return tuple(date for date in self.dates if start <= date.start < end)

    # -- years --------------------------------------------------------------------------------

    def _year(self, index: int) -> tuple[int | None, tuple[Span, ...]]:
        item = self._dated[index]
        for lender in () if self._is_told_from_today(item.date) else self._near(index):
            return self._fitting(item, lender), ((lender.date.start, lender.date.end),)
        if self.signed and self.signed_span and self._is_this_year(item.date):
            return self.signed.year, (self.signed_span,)
        title = self._title(item.date.start)
        for lender in () if title and not self._title_is_window else self._part(index):
            return self._fitting(item, lender), ((lender.date.start, lender.date.end),)
        if title:
            return title[0], (title[1],)
        phases = list(self._siblings(index))
        if self.signed and self.signed_span and self._is_to_come(item.date):
            phases = [sibling for sibling in phases if self._heads(sibling)]
        for lender in phases:
            return self._fitting(item, lender), ((lender.date.start, lender.date.end),)
        if self.signed and self.signed_span:
            return self.signed.year, (self.signed_span,)
        if self._title_is_window and self.title_span:
            opened = min(d.first.year for d in self._titled if d.first and d.first.year)
            return opened, (self.title_span,)
        for lender in self._before(index):
            return self._fitting(item, lender), ((lender.date.start, lender.date.end),)
        return None, ()

    def _is_this_year(self, date: DateMention) -> bool:
        """Tell whether a date counts from the day of signing: 今年6月, 年内 of a plan for years."""
        printed = self.layout.view.text[date.start : date.end]
        if not printed.startswith((*_TODAY, "年内")):
            return False
        return self._title_is_window or self._title(date.start) is None

    def _is_told_from_today(self, date: DateMention) -> bool:
        """Tell whether no date near by lends a year: 今年8月开工、明年底通水, in any part."""
        dated = self.signed is not None or self._title(date.start) is not None
        return dated and self.layout.view.text.startswith(_TODAY, date.start)

    @cached_property
    def _title_is_window(self) -> bool:
        """Whether the plan's name gives several years, of which each part has its own."""
        return any(d.first != d.last for d in self._titled)

    def _before(self, index: int) -> Iterator[_Dated]:
        for item in reversed(self._dated[max(0, index - _LOOK_BACK) : index]):
            if item.lends:
                yield item

    def _near(self, index: int) -> Iterator[_Dated]:
        """Yield what may lend a year, nearest first: sentence, headings, paragraph."""
        date, clause = self._dated[index].date, self._dated[index].clause
        if clause is None:
            return
        places = [(i, i.clause) for i in self._before(index) if i.clause is not None]
        for item, place in places:
            if place.sentence == clause.sentence and not self._is_fact(item, clause):
                yield item
        for start, end in self._headings(clause.section):
            for item, _ in places:
                fact = self._is_fact(item, clause) or self._looks_ahead(item, date)
                if start <= item.date.start < end and not fact:
                    yield item
        for item, place in places:
            if place.paragraph != clause.paragraph or self._is_fact(item, clause):
                continue
            ahead = self._looks_ahead(item, date) or self._is_later(item, date)
            if not self._looks_back(item) and not ahead:
                yield item

    def _is_later(self, item: _Dated, date: DateMention) -> bool:
        """Tell a year to come, of another sentence, which 年内 is not."""
        within = self.layout.view.text.startswith("年内", date.start)
        return bool(within and self.signed and (item.date.year or 0) > self.signed.year)

    def _part(self, index: int) -> Iterator[_Dated]:
        """Yield the dates of the part in which the date stands, nearest first."""
        clause = self._dated[index].clause
        if clause is None or clause.section < 0:
            return
        for item in self._before(index):
            same = item.clause is not None and item.clause.section == clause.section
            fact = self._is_fact(item, clause)
            if same and not fact and not self._looks_ahead(item, self.dates[index]):
                yield item

    def _siblings(self, index: int) -> Iterator[_Dated]:
        """Yield dates of the parts beside the one in which the date stands: earlier phases."""
        clause = self._dated[index].clause
        if clause is None or clause.section < 0:
            return
        sections = self.layout.sections
        parent = sections[clause.section].parent
        for item in self._before(index):
            place = item.clause
            if self._looks_back(item) or self._looks_ahead(item, self.dates[index]):
                continue
            if place and place.section >= 0 and sections[place.section].parent == parent:
                yield item

    def _is_fact(self, item: _Dated, clause: Clause) -> bool:
        """Tell a noun of a year before (2023年续建项目6月底前完工) from a year with a comma."""
        point = item.date.first or item.date.last
        if self.layout.view.text[item.date.end : item.date.end + 1] in ("", *")】。:\n\t"):
            return False
        title = self._title(clause.start)
        base = self.signed.year if self.signed else title[0] if title else None
        bare = point is not None and point.bare_year and item.date.first == item.date.last
        past = base is not None and item.date.year is not None and item.date.year < base
        return bare and past

    def _looks_back(self, item: _Dated) -> bool:
        """Tell a year before that of signing, which dates no task of another sentence."""
        year = item.date.year
        return self.signed is not None and year is not None and year < self.signed.year

    def _is_to_come(self, date: DateMention) -> bool:
        """Tell whether a date without its year lies ahead in the year of signing."""
        if self.signed is None:
            return False
        _, last = resolve(date, self.signed.year, self.signed)
        return last is not None and last > self.signed.isoformat()

    def _heads(self, item: _Dated) -> bool:
        """Tell whether a date stands at the heading of its part, as that of a phase does."""
        if item.clause is None or item.clause.section < 0:
            return False
        start, end = next(self._headings(item.clause.section))
        return start <= item.date.start < end

    def _looks_ahead(self, item: _Dated, date: DateMention) -> bool:
        """Tell a goal some years ahead (到2027年，…) from a date still to come in this year."""
        point = item.date.last
        if self.signed is None or not (point and point.bare_year):
            return False
        to = self.layout.view.text[max(item.date.start - 1, 0)] in "到至"
        if item.date.relation != "by" and not to:
            return False
        far = item.date.year is not None and item.date.year > self.signed.year
        return far and self._is_to_come(date)

    def _headings(self, section: int) -> Iterator[Span]:
        """The heading of a section and of those above it; a date set behind a heading counts."""
        text = self.layout.view.text
        while section >= 0:
            item = self.layout.sections[section]
            behind = _BEHIND_HEADING.match(text, item.body)
            dated = behind is not None and item.body > item.title_start
            yield item.start, behind.end() if dated and behind else item.body
            section = item.parent

    def _fitting(self, item: _Dated, lender: _Dated) -> int | None:
        """The year of a lender; of one over several years, that in which the date lies inside.

        A phase that begins in one year and ends in the next lends the one behind it its end.
        """
        first, last = resolve(lender.date, None, self.signed)
        if not first or not last or first[:4] == last[:4]:
            return lender.date.year
        behind = self._is_other_phase(item, lender)
        for year in range(int(first[:4]), int(last[:4]) + 1):
            _, end = resolve(item.date, year, self.signed)
            if end and first <= end and (end > last if behind else end <= last):
                return year
        return lender.date.year

    def _is_other_phase(self, item: _Dated, lender: _Dated) -> bool:
        """Tell whether a window of months dates another part than the one a date stands in."""
        point = lender.date.last
        if not (item.clause and lender.clause and point and point.month):
            return False
        own, other = item.clause.section, lender.clause.section
        if own < 0 or other < 0 or own == other:
            return False
        sections = self.layout.sections
        return sections[own].parent == sections[other].parent

    # -- months -------------------------------------------------------------------------------

    def _month(self, index: int) -> tuple[int | None, tuple[Span, ...]]:
        """月底前: the month of an earlier date of the sentence or paragraph, else of signing."""
        clause = self._dated[index].clause
        for item in reversed(self._dated[max(0, index - 10) : index]):
            place = item.clause
            same = clause and place and place.paragraph == clause.paragraph
            point = item.date.last or item.date.first
            if same and point is not None and point.month:
                return point.month, ((item.date.start, item.date.end),)
        if self.signed and self.signed_span:
            return self.signed.month, (self.signed_span,)
        return None, ()
