"""What the text around a clause says of when its targets are to be met.

The label behind it (完成时限：…), the sentence that ends or opens its list, its headings, the
completion of its section, and the plan's own name, in this order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.document import Span
from extractor.mentions import Window
from extractor.phrases import phrase
from extractor.records.plan import Plan
from extractor.records.target_items import governs
from extractor.rule_cache import compiled
from extractor.segment import Clause
from extractor.values.dates import find_dates, resolve

_LEADING = phrase("target_contexts.leading")
_LABELLED = phrase("target_contexts.labelled")
_DONE_BY = phrase("target_contexts.done_by")
_ALL_THESE = phrase("target_contexts.all_these")
_BARE_YEARS = compiled(r"(?<=[(])(?P<first>20\d\d)(?:-{1,2}|~|至|到)(?P<last>20\d\d)(?=[)])")
"""The years of a plan's name that are printed without 年: (2025-2027)."""
_FIVE_YEARS = phrase("target_contexts.five_years")
_COMPLETION = compiled(
    r"[^。;,]{0,30}(?:完成|竣工|完工|建成|验收|交付|实现|投用|投入(?:使用|运营|运行)|上线|投运|通车)"
)
_OWN_TASK = phrase("target_contexts.own_task")
_PREPARES = phrase("target_contexts.prepares")
_FOLLOWS = phrase("target_contexts.follows")
_OPENS = phrase("target_contexts.opens")
_ADVERBS = phrase("target_contexts.adverbs")
_REST = compiled("(?:其余|其他|剩余|余下)[^,;、]*|(?:所有|全部)[^,;、]*|总体|整体")
_TIME_LINE = phrase("target_contexts.time_line")
_LABEL_END = compiled(r"[。\n】\t]|[)](?:$|[。;,\n])")
_LINE_LABEL = compiled(r"[\u4e00-\u9fff]{2,8}:")
_HEAD_LINE = phrase("target_contexts.head_line")
_SPLIT = compiled("[、和及与]")
_MARKS = ",;。:(\n\t"


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


@dataclass(frozen=True, slots=True)
class Times:
    """What a label, a cell or the end of a sentence says of when a task is done."""

    whole: Period
    parts: tuple[tuple[str, Period], ...] = ()
    """Words for a part of the task, with its own date."""

    def of(self, words: str) -> Period:
        """口袋公园9月底前开放，其余11月: the period of what *words* print."""
        return next((p for name, p in self.parts if _stands_for(name, words)), self.whole)


def _stands_for(name: str, words: str) -> bool:
    """Whether a name is printed in words, or short for what they print (互助点: 互助养老服务点)."""
    at = 0
    for char in name:
        at = words.find(char, at) + 1
        if not at:
            return False
    return True


def times_in(plan: Plan, span: Span, *, own: bool = True) -> Times | None:
    """Return the dates of a label or cell: that of completion for all, and those of parts.

    6月底前开工，12月底前完工: the second is for all, whatever is only begun or prepared before.
    """
    aside = ("recurring", "ongoing", "event", "from")
    dates = [w for w in plan.dates(span) if w.last and w.mention.relation not in aside]
    if not dates:
        return None
    ends: list[Window] = []
    minor: list[Window] = []
    parts: list[tuple[str, Period]] = []
    at = span[0]
    for window in dates:
        name, at = _named_before(plan.text, at, window), window.end
        if any(p.match(plan.text, window.end, span[1]) for p in (_OPENS, _PREPARES, _FOLLOWS)):
            minor.append(window)
        elif name and not _REST.fullmatch(name):
            parts += [(word, of_window(window, own=own)) for word in _SPLIT.split(name) if word]
        else:
            ends.append(window)
    last = (ends or [w for w in dates if w not in minor] or minor)[-1]
    return Times(of_window(last, own=own), tuple(parts))


def _named_before(text: str, start: int, window: Window) -> str:
    """What stands between a mark or the date before and a date, without 力争于."""
    start = max(start, *(text.rfind(mark, start, window.start) + 1 for mark in _MARKS))
    name = str(_ADVERBS.sub("", text[start : window.start]))
    return name if len(name) > 1 else ""


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


class Contexts:
    """Looks up the periods that parts of one plan give to what stands in them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        self._labels: dict[int, Times | None] = {}

    def governing(self, clause: Clause | Span) -> list[Window]:
        """Return the dates of a clause that date what follows them."""
        return [w for w in self.plan.dates(clause) if governs(self.text, w)]

    def leads(self, clause: Clause, window: Window) -> bool:
        head = self.text[clause.start : window.start]
        return _LEADING.fullmatch(head) is not None

    def find(self, clause: Clause) -> Period:
        looks = (
            self._concluding,
            self._opening,
            self._heading,
            self._completion,
            self._plan_name,
        )
        for look in looks:
            if found := look(clause):
                return found
        return Period()

    def labelled(self, clause: Clause) -> Times | None:
        """The dates of the label, or the line of its own, behind a clause; looked up once."""
        if clause.start not in self._labels:
            self._labels[clause.start] = self._labelled(clause)
        return self._labels[clause.start]

    def _labelled(self, clause: Clause) -> Times | None:
        """The dates of a label behind the clause in its section (完成时限：2025年6月底).

        One in a line before counts for a line that has a label itself (目标任务：…).
        """
        if clause.section < 0:
            return None
        section = self._by_section[clause.section]
        end = section[-1].end
        behind = list(_LABELLED.finditer(self.text, clause.start, end))
        paragraph = self.plan.layout.paragraphs[clause.paragraph]
        if not behind and _LINE_LABEL.match(self.text, paragraph.start, clause.start + 12):
            before = _LABELLED.finditer(self.text, section[0].start, clause.start)
            behind = [m for m in before if self.text[m.start() - 1] == "\n"][-1:]
        for match in behind:
            at = match.end() + self.text.startswith("\n", match.end())
            stop = _LABEL_END.search(self.text, at, end)
            span = (at, stop.start() if stop else end)
            leads = any(w.start == at for w in self.plan.dates(span))
            found = times_in(self.plan, span, own=False)
            if found and (leads or match[0].endswith(":")):
                return found
        return self._time_line(clause, end)

    @cached_property
    def _times_from(self) -> int:
        """Where the first head of a column of times stands, in a line of its own; else the end."""
        head = _HEAD_LINE.search(self.text)
        return head.end() if head else len(self.text)

    def _time_line(self, clause: Clause, end: int) -> Times | None:
        """The date in a line of its own behind a task, of a table that lost its cells."""
        if not self._times_from <= clause.start:
            return None
        line = _TIME_LINE.search(self.text, clause.end, end)
        return times_in(self.plan, line.span(), own=False) if line else None

    @cached_property
    def _conclusions(self) -> list[tuple[int, int, Window]]:
        """Sentences that date all tasks before them: where they begin, in which part, the date."""
        found = []
        for clause in self.plan.clauses:
            if opens := _ALL_THESE.match(self.text, clause.start, clause.end):
                dates = [w for w in self.governing(clause) if w.last and w.start >= opens.end()]
                if len(dates) == 1 and _DONE_BY.match(self.text, dates[0].end, clause.end):
                    found.append((clause.start, self._root(clause.section), dates[0]))
        return found

    def _root(self, section: int) -> int:
        """The outermost part that a section belongs to; -1 where there is none."""
        sections = self.plan.layout.sections
        while section >= 0 and sections[section].parent >= 0:
            section = sections[section].parent
        return section

    def _concluding(self, clause: Clause) -> Period | None:
        """以上任务于2025年11月底前全部完工: the date of the sentence that ends a list of tasks."""
        for start, root, window in self._conclusions:
            if start > clause.start and root == self._root(clause.section):
                return of_window(window, own=False)
        return None

    def _opening(self, clause: Clause) -> Period | None:
        """The date of the words that open a list of goals: 到2027年，实现以下目标：（一）…。"""
        section = clause.section
        while section >= 0:
            if found := self._lead_in(self._by_section.get(section, []), clause):
                return found
            section = self.plan.layout.sections[section].parent
        above = [c for c in self._by_section.get(-1, []) if c.end <= clause.start]
        return self._lead_in(above[-1:], clause) if clause.section >= 0 else None

    def _lead_in(self, clauses: Sequence[Clause], clause: Clause) -> Period | None:
        """The date of the last of the clauses before a clause that opens a list."""
        for other in reversed(clauses):
            words = self.text[other.start : other.end]
            if other.end > clause.start or not words.rstrip().endswith(":"):
                continue
            dates = [w for w in self.governing(other) if self.leads(other, w) and w.last]
            if dates:
                return of_window(dates[0], own=True)
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
            apart = other.sentence != clause.sentence
            if apart and _OWN_TASK.match(self.text, other.start, other.end):
                continue
            for window in self.governing(other):
                one_by_one = "分别" in self.text[other.start : window.start]
                if one_by_one or self.plan.quantities((window.end, other.end)):
                    continue
                if self._is_of_part(other, window):
                    continue
                if window.last and window.mention.relation in ("by", "during", "on", "year"):
                    if _PREPARES.match(self.text, window.end):
                        continue
                    done = bool(_COMPLETION.match(self.text, window.end))
                    own = section == clause.section
                    opens = self.leads(other, window) and window.last >= self.horizon
                    if (done or goals) and (own or opens):
                        windows.append((done, window.last, window))
        return windows

    def _is_of_part(self, clause: Clause, window: Window) -> bool:
        """Whether a date closes a part of a number (12座，其中3座6月底前完成)."""
        part = self.text.rfind("其中", clause.start, window.start)
        return part >= 0 and bool(self.plan.quantities((part, window.start)))

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
    def years_named(self) -> int:
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
