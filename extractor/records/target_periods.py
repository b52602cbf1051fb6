"""When a target is to be met: the sentence's own date, else what the text around it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.document import Span
from extractor.mentions import Window
from extractor.phrases import phrase
from extractor.records.plan import Plan
from extractor.records.target_contexts import Contexts, Period, Times, of_window, times_in
from extractor.rule_cache import compiled
from extractor.segment import Clause
from extractor.values.numerals import value_of

_WHOLE_YEAR = phrase("target_periods.whole_year")
_SPANNING = compiled(r"[年期内间段度月前]\($")
_DONE = phrase("target_periods.done")
_ALL_DONE = phrase("target_periods.all_done")
_IN_TIME = phrase("target_periods.in_time")
_IN_THE_YEAR = compiled("[今本当]?年度?内")
_PHRASE = compiled(r"[,:;。]|(?<=\n)")
_LEAD_IN = compiled("(?:到|至|在|于|力争|计划|确保|其中|争取|预计|[,:]|[(][^()]*[)])*")
_ITEM_MARK = compiled("[,、;:。]")
_BODY = compiled(r"[^,;:。]{1,12}?(?:局|委|办|厅|部门|政府|街道|公司|企业|单位|中心)(?=[^,;:。])")
_DONE_BY = phrase("target_contexts.done_by")
_OPENS = phrase("target_contexts.opens")
_EACH_YEAR = compiled("每年|年均|逐年")
_TIME_COLUMN = phrase("target_periods.time_column")
_DONE_COLUMN = phrase("target_periods.done_column")
_SO_MANY_YEARS = compiled("(?:今后|未来)?(?P<n>[两二三四五])年(?:内|共|累计|间|总)?(?![级期来])")


class Periods:
    """Looks periods up in one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        self.context = Contexts(plan)
        self.rows: list[tuple[Span, Times]] = []
        """Cells of tables of tasks, with the dates that the row's 完成时限 gives."""
        self._cache: dict[tuple[int, int], Period] = {}
        self._paragraphs: dict[int, list[Clause]] = {}
        for clause in plan.clauses:
            self._paragraphs.setdefault(clause.paragraph, []).append(clause)

    def whole_year(self, left: Span) -> Period | None:
        """The plan's year where a number is said to be of the whole of it (全年, 今年)."""
        match = _WHOLE_YEAR.match(self.text, *left)
        if not match:
            return None
        named, signed = self.context.named, self.plan.front.signed
        if named and self.context.years_named == 1:
            return replace(named, spans=(match.span(), *named.spans), own=True)
        at = self.plan.front.signed_span
        if named or not signed or not at:
            return None
        year = str(signed.year)
        return Period(f"{year}-01-01", f"{year}-12-31", (match.span(), at), own=True)

    def find(self, clause: Clause, at: int) -> Period:
        """Return the period of a quantity that begins at *at* in *clause*."""
        if closing := self._closing(clause, at):
            return closing
        before = [w for w in self.context.governing(clause) if self.reaches(w, at)]
        before = [w for w in before if not self._closes(clause, w)]
        opened = None
        if before and not before[-1].last and self._is_yearly(before[-1].end, at):
            opened, before = before[-1], []
        if before and (named := self._years_between(clause, before[-1], at)):
            return named
        year = self._year_said(clause, at)
        done = self._trailing(clause, at)
        if before and done and self._says_more(clause, before[-1], done):
            return done
        if before and not (year and year.spans[0][0] > before[-1].start):
            return self._this_year(before[-1]) or of_window(before[-1])
        found = year or done or self._yearly(clause, at) or self.inherited(clause, at)
        over = opened and (found.last or "") < str(opened.first)
        return of_window(opened) if opened and over else found

    def _this_year(self, window: Window) -> Period | None:
        """年内 of a plan that names no single year: the year it was signed in."""
        span = (window.start, window.end)
        at, signed = self.plan.front.signed_span, self.plan.front.signed
        if not _IN_THE_YEAR.fullmatch(self.text, *span) or not signed or not at:
            return None
        if self.context.years_named == 1:
            return None
        return Period(None, f"{signed.year}-12-31", (span, at), own=True)

    def _closing(self, clause: Clause, at: int) -> Period | None:
        """余下的5家企业9月底前完成搬迁: the date by which what stands before it is done."""
        date = next((w for w in self.context.governing(clause) if w.start > at and w.last), None)
        if date is None or not (done := _DONE_BY.match(self.text, date.end)):
            return None
        between = self.text[at : date.start]
        if len(self.plan.quantities((at, done.end()))) > 1 or regex.search("[,;:()。]", between):
            return None
        return of_window(date)

    def _year_said(self, clause: Clause, at: int) -> Period | None:
        """The whole year said of a quantity before in the sentence (全年改造小区3个、电梯8部)."""
        start = min(c.start for c in self._clauses(clause) if c.sentence == clause.sentence)
        phrases = [start, *(m.end() for m in _PHRASE.finditer(self.text, start, at))]
        for begin in reversed(phrases):
            if found := self.whole_year((begin, at)):
                return found
        return None

    def _trailing(self, clause: Clause, at: int) -> Period | None:
        """改造楼房41栋、居民612户，9月底前全部完工: the completion date that closes a clause.

        Of several (6月底前完成主体，11月底前投用), the completion of all.
        """
        dates = [w for w in self.context.governing(clause) if w.start > at and w.last]
        if not dates:
            return None
        comma = max(self.text.rfind(mark, at, dates[0].start) for mark in ",(")
        divided = ":" in self.text[at : dates[0].start]
        if comma < 0 or divided or not self._in_time(clause, comma + 1, dates):
            return None
        end = dates[-1].end
        by = dates[-1].mention.relation == "by" and end == clause.end
        done = by or _DONE.match(self.text, end, clause.end)
        if self.plan.quantities((dates[0].end, clause.end)) or not done:
            return None
        if len(dates) == 1:
            return of_window(dates[0])
        times = times_in(self.plan, (comma + 1, clause.end))
        return times.of(self._phrase_at(clause, at)) if times else None

    def _in_time(self, clause: Clause, start: int, dates: Sequence[Window]) -> bool:
        """Whether no more than 力争 stands before a date, or one of the things counted before."""
        if _IN_TIME.fullmatch(self.text, start, dates[0].start):
            return True
        name = self.text[start : dates[0].start]
        return len(dates) > 1 and len(name) > 1 and name in self.text[clause.start : start - 1]

    def _yearly(self, clause: Clause, at: int) -> Period | None:
        """每年, or 三年 of a plan of three years, with no date in its own clause: those years."""
        if not (_EACH_YEAR.search(self.text, clause.start, at) or self._all_years(clause, at)):
            return None
        named = self.context.named
        end = at if self._all_years(clause, at) else clause.end
        dated = any(w.last and w.start < end for w in self.context.governing(clause)) or any(
            a <= at < b for (a, b), _ in self.rows
        )
        return named if self.context.years_named > 1 and not dated else None

    def _says_more(self, clause: Clause, window: Window, done: Period) -> bool:
        """Whether a date of completion takes the place of one of a beginning, or of a year."""
        if self._only_opens(clause, window):
            return True
        whole = _is_year(window) and str(done.last)[:4] == str(window.last)[:4]
        return whole and bool(_ALL_DONE.match(self.text, done.spans[0][1], clause.end))

    def _closes(self, clause: Clause, window: Window) -> bool:
        """Whether a date says when the number before it is done, so that it dates none behind."""
        marks = [m.end() for m in _PHRASE.finditer(self.text, clause.start, window.start)]
        done = _DONE_BY.match(self.text, window.end, clause.end)
        if done is None or self.plan.quantities((window.end, done.end())):
            return False
        ends = done.end() == clause.end or self.text[done.end()] in ",;:、)"
        return ends and bool(
            self.plan.quantities((marks[-1] if marks else clause.start, window.start))
        )

    def _is_yearly(self, start: int, at: int) -> bool:
        """Whether a number behind a comma is said of every year (从7月起…，年均更新300辆)."""
        marks = [m.end() for m in _PHRASE.finditer(self.text, start, at)]
        return bool(marks) and _EACH_YEAR.search(self.text, marks[-1], at) is not None

    def _all_years(self, clause: Clause, at: int) -> bool:
        """Whether as many years are spoken of as the plan's name has (三年建设停车场30处)."""
        match = _SO_MANY_YEARS.search(self.text, clause.start, at)
        return match is not None and self.context.years_named == value_of(match["n"])

    def _years_between(self, clause: Clause, window: Window, at: int) -> Period | None:
        """三年间 behind a comma: the plan's years, whatever the date of the task before."""
        marks = [m.end() for m in _PHRASE.finditer(self.text, window.end, at)]
        if not marks or not _SO_MANY_YEARS.match(self.text, marks[-1], at):
            return None
        return self.context.named if self._all_years(clause, at) else None

    def reaches(self, window: Window, at: int) -> bool:
        """Whether a date stands before a place, and in no brackets that close between."""
        if window.end > at:
            return False
        opened = self.text.rfind("(", max(0, window.start - 40), window.start)
        bare = opened >= 0 and not self.text[opened + 1 : window.start].strip("到至在于截")
        if bare and self.text.startswith(")", window.end):
            return _SPANNING.search(self.text, max(0, opened - 3), opened + 1) is not None
        return (
            opened < 0
            or ")" in self.text[opened : window.start]
            or (")" not in self.text[window.end : at])
        )

    def inherited(self, clause: Clause, at: int = -1) -> Period:
        """Return the period that a clause without a date of its own has from its context."""
        words = self._phrase_at(clause, at) if at >= 0 else ""
        if row := self.row_at(clause.start):
            return row.of(words)
        key = (clause.sentence, clause.section)
        earlier = self._earlier(clause)
        if earlier:
            return of_window(earlier, own=True)
        if labelled := self.context.labelled(clause):
            return labelled.of(words)
        if key not in self._cache:
            self._cache[key] = self.context.find(clause)
        return self._cache[key]

    def _phrase_at(self, clause: Clause, at: int) -> str:
        """The phrase of a clause in which a number stands (建成口袋公园6个)."""
        marks = [m.end() for m in _ITEM_MARK.finditer(self.text, clause.start, at)]
        stop = _ITEM_MARK.search(self.text, at, clause.end)
        begin = marks[-1] if marks else clause.start
        return self.text[begin : stop.start() if stop else clause.end]

    def row_at(self, at: int) -> Times | None:
        """Return the dates of the row of a table of tasks in which a place lies."""
        return next((period for (a, b), period in self.rows if a <= at < b), None)

    def _clauses(self, clause: Clause) -> list[Clause]:
        return self._paragraphs.get(clause.paragraph, [])

    def _earlier(self, clause: Clause) -> Window | None:
        """The last date that opens a clause before this one in the paragraph."""
        for other in reversed([c for c in self._clauses(clause) if c.start < clause.start]):
            dates = [w for w in self.context.governing(other) if not self._only_opens(other, w)]
            same = other.sentence == clause.sentence
            dates = [w for w in dates if not same or self._still(other, w, clause)]
            dates = [w for w in dates if not (same and self._is_part(other, w))]
            leading = [w for w in dates if self.context.leads(other, w)]
            if same and dates and self._is_of_its_noun(other, dates):
                return None
            if same and dates:
                return (leading or dates)[0]
            if leading and self._carries(other, leading[0]):
                whole = [w for w in dates if not self._is_part(other, w)]
                return leading[0] if len({w.last for w in whole}) == 1 else None
        return None

    def _is_of_its_noun(self, clause: Clause, dates: Sequence[Window]) -> bool:
        """Whether dates stand behind what they are of (化解率6月底前达到50%，9月底前80%；)."""
        head = self.text[clause.start : dates[0].start]
        several = len({w.last for w in dates}) > 1
        return several and head[-1:] != ":" and _LEAD_IN.fullmatch(head) is None

    def _only_opens(self, clause: Clause, window: Window) -> bool:
        """Whether a date is that of a beginning (8月开工), with no number of its own."""
        if not _OPENS.match(self.text, window.end):
            return False
        phrase = _PHRASE.search(self.text, window.end, clause.end)
        return not self.plan.quantities((window.end, phrase.start() if phrase else clause.end))

    def _still(self, clause: Clause, window: Window, later: Clause) -> bool:
        """Whether a date goes over ；: not that of a task of one body to the clause of another."""
        phrase = _PHRASE.search(self.text, window.end, clause.end)
        end = phrase.start() if phrase else clause.end
        if self.context.leads(clause, window) or self.plan.quantities((window.end, end)):
            return True
        return _BODY.match(self.text, later.start, later.end) is None

    def _is_part(self, clause: Clause, window: Window) -> bool:
        """Whether a date is of a part of a number only (3000套，其中2024年1200套)."""
        at = self.text.find("其中", clause.start, window.start)
        return at > 0 and bool(self.plan.quantities((clause.start, at)))

    def _carries(self, clause: Clause, window: Window) -> bool:
        """Whether a date goes over to the next sentence: a goal's does, a task's not."""
        whole = bool(window.last) and str(window.last).endswith("-12-31")
        phase = self.text.startswith(")", window.end)
        return whole or phase or bool(self.plan.quantities((window.end, clause.end)))

    def in_columns(self, cells: Sequence[Span], heads: Sequence[str]) -> Times | None:
        """Return the dates in a row's columns of times: of several columns, the completion's."""
        columns = [c for c, head in zip(cells, heads, strict=True) if _TIME_COLUMN.search(head)]
        done = [c for c, head in zip(cells, heads, strict=True) if _DONE_COLUMN.search(head)]
        for cell in [*done, *columns]:
            if found := times_in(self.plan, cell):
                return found
        return None


def _is_year(window: Window) -> bool:
    """Whether a date is a whole year, which a date of completion in it says more exactly."""
    first, last = window.first or "", window.last or ""
    return first.endswith("-01-01") and last == f"{first[:4]}-12-31"


def by_year(text: str, windows: Sequence[Window], at: int) -> list[Window]:
    """Return the dates of one row (2024年、2025年和2026年分别) that ends before *at*."""
    row: list[Window] = []
    for window in reversed([w for w in windows if w.end <= at]):
        between = text[window.end : row[-1].start] if row else text[window.end : at]
        limit = r"[^。;,]{0,12}[,]?[^。;,\d]{0,30}?" if not row else r"(?:、|和|及|与|,)(?:到|至)?"
        if not regex.fullmatch(limit, between):
            break
        row.append(window)
    return row[::-1] if len(row) != 1 else _each_year(row[0])


def _each_year(window: Window) -> list[Window]:
    """Return the years of a span of whole years one by one: 2024—2026年分别."""
    first, last = window.first or "", window.last or ""
    if not (first.endswith("-01-01") and last.endswith("-12-31")):
        return [window]
    years = range(int(first[:4]), int(last[:4]) + 1)
    return [replace(window, first=f"{year}-01-01", last=f"{year}-12-31") for year in years]
