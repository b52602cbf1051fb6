"""When a target is to be met: the sentence's own date, its section's, or the plan name's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import regex

from extractor.dates import find_dates, resolve
from extractor.document import Span
from extractor.mentions import Window
from extractor.numerals import value_of
from extractor.phrases import phrase
from extractor.records.plan import Plan
from extractor.records.target_items import governs
from extractor.rule_cache import compiled
from extractor.segment import Clause

_LEADING = phrase("target_periods.leading")
_WHOLE_YEAR = phrase("target_periods.whole_year")
_LABELLED = phrase("target_periods.labelled")
_SPANNING = compiled(r"[年期内间段度月前]\($")
_DONE = phrase("target_periods.done")
_ALL_DONE = phrase("target_periods.all_done")
_IN_TIME = phrase("target_periods.in_time")
_IN_THE_YEAR = compiled("[今本当]?年度?内")
_PHRASE = compiled(r"[,:;。]|(?<=\n)")
_BODY = compiled(r"[^,;:。]{1,12}?(?:局|委|办|厅|部门|政府|街道|公司|企业|单位|中心)(?=[^,;:。])")
_DONE_BY = phrase("target_periods.done_by")
_OPENS = compiled("(?:底前?|前)?(?:正式|全面|全部)?(?:开工|动工|启动|开建|奠基)")
"""Behind a date on which something only begins; it dates no number of another clause."""
_BARE_YEARS = compiled(r"(?<=[(])(?P<first>20\d\d)(?:-{1,2}|~|至|到)(?P<last>20\d\d)(?=[)])")
"""The years of a plan's name that are printed without 年: (2025-2027)."""
_FIVE_YEARS = phrase("target_periods.five_years")
_EACH_YEAR = compiled("每年|年均|逐年")
_TIME_COLUMN = phrase("target_periods.time_column")
_DONE_COLUMN = phrase("target_periods.done_column")
_SO_MANY_YEARS = compiled("(?:今后|未来)?(?P<n>[两二三四五])年(?:内|共|累计|间|总)?(?![级期来])")
_COMPLETION = compiled(r"[^。;,]{0,30}(?:完成|竣工|完工|建成|验收|交付|实现)")
_PREPARES = phrase("target_periods.prepares")


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day (ISO 8601, either None), and where they are printed."""

    first: str | None = None
    last: str | None = None
    spans: tuple[Span, ...] = ()
    own: bool = False
    """Whether the sentence itself has the date."""


def of_window(window: Window, *, own: bool = True) -> Period:
    """Return the period that one date gives."""
    first = None if window.mention.relation == "by" else window.first
    return Period(first, window.last, ((window.start, window.end), *window.context), own)


class Periods:
    """Looks periods up in one plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        self.rows: list[tuple[Span, Period]] = []
        """Cells of tables of tasks, with the period that the row's 完成时限 gives."""
        self._cache: dict[tuple[int, int], Period] = {}
        self._paragraphs: dict[int, list[Clause]] = {}
        for clause in plan.clauses:
            self._paragraphs.setdefault(clause.paragraph, []).append(clause)

    def governing(self, clause: Clause | Span) -> list[Window]:
        """Return the dates of a clause that date what follows them."""
        return [w for w in self.plan.dates(clause) if governs(self.text, w)]

    def whole_year(self, left: Span) -> Period | None:
        """The plan's year where a number is said to be of the whole of it (全年, 今年)."""
        match = _WHOLE_YEAR.match(self.text, *left)
        if not match:
            return None
        named, signed = self.named, self.plan.front.signed
        if named and self._years_named == 1:
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
        before = [w for w in self.governing(clause) if self.reaches(w, at)]
        before = [w for w in before if not self._closes(clause, w)]
        if before and not before[-1].last and self._is_yearly(before[-1].end, at):
            before = []
        if before and (named := self._years_between(clause, before[-1], at)):
            return named
        year = self._year_said(clause, at)
        done = self._trailing(clause, at)
        if before and done and self._says_more(clause, before[-1], done):
            return done
        if before and not (year and year.spans[0][0] > before[-1].start):
            return self._this_year(before[-1]) or of_window(before[-1])
        return year or done or self._yearly(clause, at) or self.inherited(clause)

    def _this_year(self, window: Window) -> Period | None:
        """年内 of a plan that names no single year: the year it was signed in."""
        span = (window.start, window.end)
        at, signed = self.plan.front.signed_span, self.plan.front.signed
        if not _IN_THE_YEAR.fullmatch(self.text, *span) or not signed or not at:
            return None
        if self._years_named == 1:
            return None
        return Period(None, f"{signed.year}-12-31", (span, at), own=True)

    def _closing(self, clause: Clause, at: int) -> Period | None:
        """余下的5家企业9月底前完成搬迁: the date by which what stands before it is done."""
        date = next((w for w in self.governing(clause) if w.start > at and w.last), None)
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
        """改造楼房41栋、居民612户，9月底前全部完工: the completion date that closes a clause."""
        dates = [w for w in self.governing(clause) if w.start > at and w.last]
        if len(dates) != 1:
            return None
        comma = max(self.text.rfind(mark, at, dates[0].start) for mark in ",(")
        if comma < 0 or not _IN_TIME.fullmatch(self.text, comma + 1, dates[0].start):
            return None
        end = dates[0].end
        if self.plan.quantities((end, clause.end)) or not _DONE.match(self.text, end, clause.end):
            return None
        return of_window(dates[0])

    def _yearly(self, clause: Clause, at: int) -> Period | None:
        """每年, or 三年 of a plan of three years, with no date in its own clause: those years."""
        if not (_EACH_YEAR.search(self.text, clause.start, at) or self._all_years(clause, at)):
            return None
        named = self.named
        dated = any(w.last for w in self.governing(clause)) or any(
            a <= at < b for (a, b), _ in self.rows
        )
        return named if self._years_named > 1 and not dated else None

    def _says_more(self, clause: Clause, window: Window, done: Period) -> bool:
        """Whether a date of completion takes the place of one of a beginning, or of a year."""
        if self._only_opens(clause, window):
            return True
        return _is_year(window) and bool(_ALL_DONE.match(self.text, done.spans[0][1], clause.end))

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
        return match is not None and self._years_named == value_of(match["n"])

    def _years_between(self, clause: Clause, window: Window, at: int) -> Period | None:
        """三年间 behind a comma: the plan's years, whatever the date of the task before."""
        marks = [m.end() for m in _PHRASE.finditer(self.text, window.end, at)]
        if not marks or not _SO_MANY_YEARS.match(self.text, marks[-1], at):
            return None
        return self.named if self._all_years(clause, at) else None

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

    def inherited(self, clause: Clause) -> Period:
        """Return the period that a clause without a date of its own has from its context."""
        if row := self.row_at(clause.start):
            return row
        key = (clause.sentence, clause.section)
        earlier = self._earlier(clause)
        if earlier:
            return of_window(earlier, own=True)
        if key not in self._cache:
            self._cache[key] = self._outer(clause)
        return self._cache[key]

    def row_at(self, at: int) -> Period | None:
        """Return the period of the row of a table of tasks in which a place lies."""
        return next((period for (a, b), period in self.rows if a <= at < b), None)

    def _clauses(self, clause: Clause) -> list[Clause]:
        return self._paragraphs.get(clause.paragraph, [])

    def _earlier(self, clause: Clause) -> Window | None:
        """The last date that opens a clause before this one in the paragraph."""
        for other in reversed([c for c in self._clauses(clause) if c.start < clause.start]):
            dates = [w for w in self.governing(other) if not self._only_opens(other, w)]
            same = other.sentence == clause.sentence
            dates = [w for w in dates if not same or self._still(other, w, clause)]
            dates = [w for w in dates if not (same and self._is_part(other, w))]
            leading = [w for w in dates if self._leads(other, w)]
            if same and dates:
                return (leading or dates)[0]
            if leading and self._carries(other, leading[0]):
                return leading[0] if len({w.last for w in dates}) == 1 else None
        return None

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
        if self._leads(clause, window) or self.plan.quantities((window.end, end)):
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

    def _leads(self, clause: Clause, window: Window) -> bool:
        head = self.text[clause.start : window.start]
        return _LEADING.fullmatch(head) is not None

    def in_columns(self, cells: Sequence[Span], heads: Sequence[str]) -> Period | None:
        """Return the period in a row's columns of times: of several, that of the completion."""
        columns = [c for c, head in zip(cells, heads, strict=True) if _TIME_COLUMN.search(head)]
        done = [c for c, head in zip(cells, heads, strict=True) if _DONE_COLUMN.search(head)]
        for cell in [*done, *columns]:
            dates = [w for w in self.plan.dates(cell) if w.last]
            whole = [w for w in dates if not self._in_brackets(w, cell)]
            if dates:
                return of_window((whole or dates)[-1])
        return None

    def _in_brackets(self, window: Window, cell: Span) -> bool:
        before = self.text[cell[0] : window.start]
        return before.count("(") > before.count(")")

    def _outer(self, clause: Clause) -> Period:
        looks = (
            self._labelled,
            self._opening,
            self._heading,
            self._completion,
            self._plan_name,
        )
        for look in looks:
            if found := look(clause):
                return found
        return Period()

    def _labelled(self, clause: Clause) -> Period | None:
        """The date of a label behind the clause in its section (完成时限：2025年6月底)."""
        if clause.section < 0:
            return None
        end = self._by_section[clause.section][-1].end
        for match in _LABELLED.finditer(self.text, clause.start, end):
            at = match.end() + self.text.startswith("\n", match.end())
            dates = [w for w in self.plan.dates((at, end)) if w.start == at]
            if dates and dates[0].last:
                return of_window(dates[0], own=False)
        return None

    def _opening(self, clause: Clause) -> Period | None:
        """The date of the words that open a list of goals: 到2027年，实现以下目标：（一）…。"""
        section = clause.section
        while section >= 0:
            for other in reversed(self._by_section.get(section, [])):
                words = self.text[other.start : other.end]
                if other.end > clause.start or not words.rstrip().endswith(":"):
                    continue
                dates = [w for w in self.governing(other) if self._leads(other, w) and w.last]
                if dates:
                    return of_window(dates[0], own=True)
            section = self.plan.layout.sections[section].parent
        return None

    @cached_property
    def _by_section(self) -> dict[int, list[Clause]]:
        found: dict[int, list[Clause]] = {}
        for clause in self.plan.clauses:
            found.setdefault(clause.section, []).append(clause)
        return found

    def _heading(self, clause: Clause) -> Period | None:
        section = clause.section
        while section >= 0:
            heading = self.plan.heading(section)
            dates = self.governing(heading) if heading else []
            if dates:
                return of_window(dates[-1], own=False)
            if heading and (five := five_years_in(self.plan, heading)):
                return five
            section = self.plan.layout.sections[section].parent
        return None

    def _completion(self, clause: Clause) -> Period | None:
        """Of the dates of the section, that of the completion; not those of another goal.

        Goals without one take it from the words above their list (到2027年，水平显著提高。).
        """
        section = clause.section
        goals = "goals" in self.plan.kinds(section)
        while section >= 0:
            windows = self._completing(section, clause, goals=goals)
            if windows:
                return of_window(max(windows, key=lambda item: item[:2])[2], own=False)
            section = self.plan.layout.sections[section].parent if goals else -1
            goals = "goals" in self.plan.kinds(section)
        return None

    def _completing(
        self, section: int, clause: Clause, *, goals: bool
    ) -> list[tuple[bool, str, Window]]:
        """The dates of a section without numbers, whether each is that of a completion."""
        windows: list[tuple[bool, str, Window]] = []
        for other in self._by_section.get(section, []):
            if self._in_table(other):
                continue
            for window in self.governing(other):
                one_by_one = "分别" in self.text[other.start : window.start]
                if one_by_one or self.plan.quantities((window.end, other.end)):
                    continue
                if window.last and window.mention.relation in ("by", "during", "on", "year"):
                    if _PREPARES.match(self.text, window.end):
                        continue
                    done = bool(_COMPLETION.match(self.text, window.end))
                    own = section == clause.section
                    opens = self._leads(other, window) and window.last >= self.horizon
                    if (done or goals) and (own or opens):
                        windows.append((done, window.last, window))
        return windows

    def _in_table(self, clause: Clause) -> bool:
        """Whether a clause is a cell: the date of a row is of no other row, nor of the text."""
        return "\t" in self.plan.layout.text(self.plan.layout.paragraphs[clause.paragraph])

    @cached_property
    def named(self) -> Period | None:
        """The year or years in the name of the plan (of the first of several), or its notice's."""
        front = self.plan.front
        for name in (front.title_span, front.heading):
            if name is None:
                continue
            dates = [w for w in self.plan.dates(name) if w.last]
            dates = [w for w in dates if not self.text.startswith("远景", w.end)]
            if dates:
                return of_window(dates[0], own=False)
            if match := _BARE_YEARS.search(self.text, *name):
                whole = (f"{match['first']}-01-01", f"{match['last']}-12-31")
                return Period(*whole, (match.span(),))
            if five := five_years_in(self.plan, name):
                return five
        return _whole(front.title_year) if front.title_year else None

    @cached_property
    def _years_named(self) -> int:
        """How many years the plan's name gives, 0 where it gives none."""
        named = self.named
        if not named or not named.first or not named.last:
            return 0
        return int(named.last[:4]) - int(named.first[:4]) + 1

    @cached_property
    def horizon(self) -> str:
        """Dates before this one (ISO 8601) lie behind the plan; empty where nothing tells."""
        named, signed = self.named, self.plan.front.signed
        if named and named.first:
            return named.first
        return f"{signed.year}-01-01" if signed else ""

    def _plan_name(self, clause: Clause) -> Period | None:
        front = self.plan.front
        for start, year in reversed(front.plans):
            if start <= clause.start and year:
                return _whole(year)
        return self.named


def _is_year(window: Window) -> bool:
    """Whether a date is a whole year, which a date of completion in it says more exactly."""
    first, last = window.first or "", window.last or ""
    return first.endswith("-01-01") and last == f"{first[:4]}-12-31"


def five_years_in(plan: Plan, span: Span) -> Period | None:
    """Return the five years that a name or a heading speaks of (“十五五”规划), if it does."""
    match = _FIVE_YEARS.search(plan.text, *span)
    if match is None:
        return None
    (found,) = find_dates(match[0], plan.patterns)
    first, last = resolve(found, None, None)
    return Period(first, last, (match.span(),))


def _whole(year: tuple[int, Span]) -> Period:
    return Period(f"{year[0]}-01-01", f"{year[0]}-12-31", (year[1],))


def by_year(text: str, windows: Sequence[Window], at: int) -> list[Window]:
    """Return the dates of one row (2024年、2025年和2026年分别) that ends before *at*."""
    row: list[Window] = []
    for window in reversed([w for w in windows if w.end <= at]):
        between = text[window.end : row[-1].start] if row else text[window.end : at]
        limit = r"[^。;,]{0,12}[,]?[^。;,\d]{0,30}?" if not row else r"(?:、|和|及|与|,)(?:到|至)?"
        if not regex.fullmatch(limit, between):
            break
        row.append(window)
    return row[::-1]
