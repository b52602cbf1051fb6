"""When a task is to be done: one record for each date that governs a task.

A date stands in a cell, behind a label, in a bracket, at the heading of a phase, or in a sentence.
It governs what follows it up to the next date that governs; the texts of ``deadlines.toml`` say
where a date is a cutoff, a citation, a validity or a name instead. A date that only scopes numbers
is a target's period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from extractor.document import Span
from extractor.mentions import Window
from extractor.phrases import phrase
from extractor.records import eligibility
from extractor.records.deadline_dates import Dates, When
from extractor.records.deadline_marks import Marks
from extractor.records.deadline_tables import Tables
from extractor.records.deadline_words import counts, is_rhythm, segments, set_off, trim
from extractor.records.deadline_years import RELATIVE, Years
from extractor.records.draft import Draft
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import Clause

_LONGEST = 180
"""An own span longer than about 200 characters says too little about where the date stands."""
_SUBJECT = 40
"""A date that far behind a comma has only its subject before it."""
_TRAIL = phrase("deadlines.trail")
_LEVEL_NUMBER = phrase("deadlines.level_number")
_AVERAGE = phrase("deadlines.average")
_REACHED = phrase("deadlines.reached")
_PREAMBLE = phrase("deadlines.preamble")
_NUMBER = compiled(r"[(]?[0-9一二三四五六七八九十]{1,3}[)]?[.、]?|[①-⑳]")
_ONE = compiled("一[\u4e00-\u9fff]{1,4}")
_ACTED_ON = compiled("(?<!即)[将把]")
_DONE_FOR = compiled("[对向为][^,;:。]{2,30}?(?:完成|开展|进行|实施|组织|实行)")
_DONE_ON = compiled(
    "(?:在|通过|登录)[^,;。]{1,18}?(?:平台|系统|网站|窗口|程序)[”’]?[上中]?(?=[\u4e00-\u9fff]{2})"
)
"""在“一网通办”平台提交材料, 通过系统填报: what is done there."""
_IN_STAGES = compiled(r"分[\d一二两三四五六]+(?:年|个?阶段|步|批)(?:组织)?(?:实施|推进|完成)")
"""2024年起分三年实施，改造300万平方米: how, not what."""
_STAGES = 4
"""So many characters of it may stand in the date: 2024年起分三年."""
_IN_ALL = compiled("累计(?!启动|开工|动工|开建)")
"""到2026年底累计建成90处: a level, unlike 累计开工."""
_SOME = compiled(r"[和及、]一批")
_MILESTONE = phrase("deadlines.milestone")
_MEASURED = phrase("deadlines.measured")
_ACTS = phrase("deadlines.acts")
_NEXT_SUBJECT = phrase("deadlines.next_subject")
_BANS_UNDONE = phrase("deadlines.bans_undone")
_PUT_BY = compiled("计提|提取|提留|按[^,;。]{0,20}(?:安排|列支|列入预算)")
_LASTS = phrase("deadlines.lasts")
_PAID = phrase("deadlines.paid")
_LISTED = compiled(r"[、和及]|以及")
_BARRED = phrase("deadlines.barred")
_FINISHED = compiled(r"(?<!基本)(?:完成|建成(?!区|面积|环境))(?!率|度|比|情况|后)")
_BUILT = phrase("deadlines.built")
_DONE_WHOLE = phrase("deadlines.done_whole")
_CLAUSE_END = compiled("[。;\n\t]")
_NEW_RATE = phrase("deadlines.new_rate")
_OPENS_WINDOW = compiled(",(?:时间)?(?:自|从)$")
_ENDS_CLAUSE = compiled("(?:止|期间|结束)?")
_PER_HEAD = compiled(r"(?:[每一][^,;。]{0,2}[户人家辆台套名床位]|[均每按])$")
_CONDITION = compiled(r"的$|者$|以上的|未|发生|超过|[可享][以受]")
_CALENDAR = compiled(r"[月旬季半]")

_PLANNED = compiled("计划|力争|确保|预计|将于|拟于|争取|要求")
"""In a review, what is still to come."""


def make(plan: Plan) -> Iterable[Draft]:
    """Return a draft for each date that governs a task."""
    dates = Dates(plan)
    return [*Tables(dates).run(), *Marks(dates).run(), *_Sentences(dates).run()]


class _Sentences:
    def __init__(self, dates: Dates) -> None:
        self.dates = dates
        self.plan, self.text, self.words = dates.plan, dates.text, dates.words
        self.criteria = {
            draft.own for draft in eligibility.make(self.plan) if draft.rule == "eligibility.list"
        }
        self.years = Years(dates)

    def run(self) -> Iterator[Draft]:
        for clause in self.plan.clauses:
            if (clause.start, clause.end) in self.criteria or self._is_review(clause):
                continue
            governing = self._governing(clause)
            for index, window in enumerate(governing):
                if last := self._shares(window, governing[index + 1 :]):
                    yield from self._listed(clause, window, last)
                    continue
                at, stop, rest = window.end, clause.end, governing[index + 1 :]
                if rest and self._spans(window, rest[0]):
                    comma = self.text.find(",", rest[0].end, stop)
                    at, rest = (comma if comma > 0 else stop), rest[1:]
                if rest:
                    stop = self._stop_before(clause, rest[0], at)
                yield from self._sentence(clause, window, (at, stop), index == 0)

    def _spans(self, window: Window, following: Window) -> bool:
        """Tell whether a rhythm behind a date only scopes numbers: 2026年底前，每年实施150个，…."""
        joined = self.text[window.end : following.start] in ("", ",")
        relations = (window.mention.relation, following.mention.relation)
        return joined and relations == ("by", "recurring")

    def _is_review(self, clause: Clause) -> bool:
        """Whether a clause says what was done before (发展基础, 主要成效), not what is planned."""
        kinds = self.plan.kinds(clause.section)
        reviewed = "review" in kinds and "goals" not in kinds
        return reviewed and not _PLANNED.search(self.text, clause.start, clause.end)

    def _governing(self, clause: Clause) -> list[Window]:
        """The dates of a clause that govern, and those that a list joins to one of them."""
        found: list[Window] = []
        for window in self.dates.open((clause.start, clause.end)):
            joined = found and _LISTED.fullmatch(self.text, found[-1].end, window.start)
            same = found and found[-1].mention.relation in (window.mention.relation, "recurring")
            if self._governs(clause, window) or (joined and same):
                found.append(window)
        return found

    def _shares(self, window: Window, behind: list[Window]) -> Window | None:
        """Return the last of the dates behind whose task is this date's too, None where none is.

        在3月底、6月底、9月底前报送; 市级预案6月底、县级预案9月底前修订.
        """
        last = None
        for following in behind:
            between = ((last or window).end, following.start)
            alike = window.mention.relation == following.mention.relation
            listed = _LISTED.fullmatch(self.text, *between)
            if not listed and not (alike and self._is_next_subject(between)):
                break
            last = following
        return last

    def _is_next_subject(self, between: Span) -> bool:
        """Tell whether nothing but the next date's subject stands between two dates."""
        match = _NEXT_SUBJECT.fullmatch(self.text, *between)
        if match is None:
            return False
        start, end = trim(self.text, match.span("subject"), self.words)
        return not any(p.match(self.text, start, end) for p in (self.words.verb, self.words.goal))

    def _listed(self, clause: Clause, window: Window, last: Window) -> Iterator[Draft]:
        """在3月底、6月底、9月底前报送: the dates of a list share the task behind the last."""
        when = self.dates.when(window)
        stop = min(clause.end, last.end + _LONGEST)
        rhythm = last.mention.relation == "recurring"
        task = (
            self._rhythm_task(last, stop)
            if rhythm
            else self._dated_task(last, (last.end, stop), to=False)
        )
        if when is None or task is None or when.relation not in ("by", "during", "recurring"):
            return
        point = window.mention.last
        lent = point and point.day and "日" not in self.dates.printed(window)
        own = (window.start, last.end if lent else window.end)
        rule, told = "deadline.sentence", self.text[slice(*task)]
        yield self.dates.draft(window, when, own, told, rule, clause.section)

    def _begin(self, clause: Clause, window: Window, floor: int) -> int:
        """Where the part of a sentence that a date governs begins: its segment, or its 于."""
        start = max(clause.start, floor)
        comma = max(self.text.rfind(mark, start, window.start) for mark in ",;:")
        segment = max(comma + 1, start)
        lead = set_off(self.text, segment, window.start)[0]
        return segment if window.start - segment <= _SUBJECT and floor == clause.start else lead

    def _stop_before(self, clause: Clause, window: Window, floor: int) -> int:
        """Where the next date's part begins: of a rhythm, with its subject."""
        comma = max(self.text.rfind(mark, floor, window.start) for mark in ",;:") + 1
        rhythm = window.mention.relation == "recurring" and comma > floor
        named = comma > floor + 2 and window.start - comma <= _SUBJECT
        if rhythm and (named or _MEASURED.match(self.text, window.end)):
            return comma
        return self._begin(clause, window, floor)

    def _governs(self, clause: Clause, window: Window) -> bool:
        printed = self.dates.printed(window)
        if self.dates.is_past(window) or RELATIVE.fullmatch(printed) or printed.startswith("去年"):
            return False
        if window.mention.years and _BARRED.match(self.text, window.end):
            return False
        if window.mention.relation == "from" and _NEW_RATE.match(self.text, window.end):
            return False
        lead, to = set_off(self.text, clause.start, window.start)
        strong = self.dates.is_strong(window) or bool(to)
        span = (max(clause.start, window.start - 40), min(clause.end, window.end + 60))
        weak = not strong and window.mention.relation != "recurring"
        reason = self.words.veto(self.dates.masked(window, span), weak=weak)
        bans = window.mention.relation == "from" and _BANS_UNDONE.match(self.text, window.end)
        if reason and not (bans and reason == "condition"):
            return False
        if window.mention.relation == "recurring":
            return not _PER_HEAD.search(self.text, max(window.start - 4, 0), window.start)
        return strong or self._stands_free(clause, window, lead)

    def _stands_free(self, clause: Clause, window: Window, lead: int) -> bool:
        """A bare year or month governs only where a segment or a predicate begins with it."""
        if window.mention.relation == "year" and not self._opens_task(window, clause.end):
            return False
        if lead < window.start or lead <= clause.start:
            return True
        if _MILESTONE.match(self.text, window.end, clause.end):
            return True
        if self.text[lead - 1] in ",;:、。\t\n(" or _NUMBER.fullmatch(
            self.text, clause.start, lead
        ):
            return True
        comma = max(self.text.rfind(mark, clause.start, lead) for mark in ",;:") + 1
        begin = max(comma, clause.start)
        listed = self.words.bodies.list_at(self.text, begin, lead)
        return (
            bool(listed and listed.end >= lead - 1)
            or regex.search(
                r"(?:按照|按|项目|工程|活动|工作|任务|小区|全市|全县|全区|全省|各地)$",
                self.text[begin:lead],
            )
            is not None
        )

    def _opens_task(self, window: Window, end: int) -> bool:
        """Behind a bare year: a comma or a predicate (2024年建成), not a noun (2024年度项目)."""
        if self.text[window.end : window.end + 1] in (",", ":"):
            return True
        if self.dates.printed(window).endswith("度"):
            return False
        start = trim(self.text, (window.end, end), self.words)[0]
        words = self.words
        return start > window.end or any(
            pattern.match(self.text, start, end) for pattern in (words.goal, words.verb)
        )

    def _sentence(
        self, clause: Clause, window: Window, governed: Span, first: bool
    ) -> Iterator[Draft]:
        """Read the task of a date in the stretch that it governs."""
        at, stop = governed
        trail = _TRAIL.search(self.text, window.end, stop)
        stop = trail.start() if trail else stop
        stop = min(stop, window.end + _LONGEST)
        _, to = set_off(self.text, clause.start, window.start)
        when = self.years.when(window) or self.dates.when(window, to=to)
        if when is None:
            return
        if when.relation == "recurring":
            task = self._rhythm_task(window, stop)
        else:
            task = self._dated_task(window, (at, stop), to=bool(to))
            task = task or self._task_before(clause, window)
        if task is None or _PREAMBLE.match(self.text, *task):
            return
        bare = when.relation == "during" and window.mention.relation == "year"
        if bare and _REACHED.search(self.text, *task):
            when = When("by", end=when.end)
        begin = (
            self._begin(clause, window, clause.start)
            if first
            else set_off(self.text, clause.start, window.start)[0]
        )
        own = (begin, max(window.end, len(self.text[:stop].rstrip(",;:、"))))
        rule = "deadline.rhythm" if when.relation == "recurring" else "deadline.sentence"
        yield self.dates.draft(window, when, own, self.text[slice(*task)], rule, clause.section)

    def _task_before(self, clause: Clause, window: Window) -> Span | None:
        """What is done in a window that ends its clause: 集中整治河道,自3月1日至6月20日."""
        if not _ENDS_CLAUSE.fullmatch(self.text, window.end, clause.end):
            return None
        opened = _OPENS_WINDOW.search(self.text, clause.start, window.start)
        if opened is None or window.mention.relation != "during":
            return None
        comma = max(self.text.rfind(mark, clause.start, opened.start()) for mark in ",;:")
        task = (max(comma + 1, clause.start), opened.start())
        return task if self.words.verb.search(self.text, *task) else None

    def _numbers(self, span: Span) -> bool:
        return any(counts(self.text, q) for q in self.plan.quantities(span))

    def _rhythm_task(self, window: Window, stop: int) -> Span | None:
        """What is done every so often; a rhythm that scopes a number (每年培训800人) has none."""
        for part in segments(self.text, window.end, stop):
            start, end = trim(self.text, part, self.words)
            quantities = self.plan.quantities((start, end))
            amounts = [q for q in quantities if not is_rhythm(q)]
            if any(q.dimension == "money" for q in amounts) or self._sets_aside((start, end)):
                return None
            if _LASTS.match(self.text, start, end):
                return None
            often = len(amounts) < len(quantities)
            if self._leads_up((start, end)) and end < stop and not often:
                continue
            if any(counts(self.text, q) for q in amounts):
                return None
            if _ONE.fullmatch(self.text, start, end) or (often and self._acts_often((start, end))):
                return start, end
            return (
                (start, end)
                if self.words.verb.search(self.text, start, min(end, start + 24))
                else None
            )
        return None

    def _sets_aside(self, span: Span) -> bool:
        """Tell a share of money that is put by (每年从出让收益中计提3%), which is funding."""
        shares = any(q.dimension == "percent" for q in self.plan.quantities(span))
        return shares and _PUT_BY.search(self.text, *span) is not None

    def _acts_often(self, span: Span) -> bool:
        """Tell what is done so often (免费体检1次) from a condition (发生2次以上的)."""
        return not _CONDITION.search(self.text, *span)

    def _dated_task(self, window: Window, governed: Span, *, to: bool) -> Span | None:
        """The first goal without a number; or, before a set day or month, a task with a number.

        A bare year without 到 scopes the numbers that begin its sentence: no task.
        """
        loose = window.mention.relation == "year" and not to
        loose = loose or bool(window.mention.years)
        numbered = led = None
        seen = False
        for part in segments(self.text, *governed):
            span = trim(self.text, part, self.words)
            if span[1] - span[0] < 2:
                continue
            if loose and not seen and _AVERAGE.search(self.text, *span):
                return None
            if self._is_numbered(span) and not _SOME.search(self.text, *span):
                if numbered is None and self._finishes(window, span, first=not seen):
                    numbered = span
                seen = True
                if loose:
                    return None
            elif self._leads_up(span):
                led = led or span
            elif seen and any(p.match(self.text, *span) for p in (self.words.purpose, _PAID)):
                continue
            elif self._is_goal(span, strong=self.dates.is_strong(window)):
                return numbered or span
        if seen or led is None or self._may_lead(window, led):
            return numbered or (None if seen else led)
        return numbered

    def _may_lead(self, window: Window, span: Span) -> bool:
        """Tell whether words that lead up to nothing else are the task: 5月，在全市开展排查."""
        months = window.mention.relation in ("during", "on") and not window.mention.years
        months = months and bool(_CALENDAR.search(self.dates.printed(window)))
        return self.dates.is_strong(window) or (
            months and _ACTS.search(self.text, *span) is not None
        )

    def _leads_up(self, span: Span) -> bool:
        """Tell whether a segment only leads up to a task; with 将 or 对…开展 it is one itself."""
        acts = any(form.match(self.text, *span) for form in (_DONE_FOR, _DONE_ON))
        acts = acts or _ACTED_ON.search(self.text, *span) is not None
        stages = _IN_STAGES.search(self.text, max(0, span[0] - _STAGES), span[1])
        staged = stages is not None and stages.start() <= span[0] and stages.end() == span[1]
        return bool(staged or self.words.adverbial.match(self.text, *span)) and not acts

    def _is_numbered(self, span: Span) -> bool:
        return self._numbers(span) or bool(_LEVEL_NUMBER.search(self.text, *span))

    def _is_goal(self, span: Span, *, strong: bool) -> bool:
        if self.words.goal.search(self.text, *span) or _DONE_FOR.match(self.text, *span):
            return True
        reach = min(span[1], span[0] + (24 if strong else 8))
        return bool(self.words.verb.search(self.text, span[0], reach))

    def _finishes(self, window: Window, span: Span, *, first: bool) -> bool:
        """Tell a task with a number (6月底前完成120个) from a level that a date scopes.

        前 makes any task of it, 底, 年内 and a window of months only 完成 and 建成, at the first
        number; a bare year never does, nor a share, unless it is one of the work itself.
        """
        amount = next((q for q in self.plan.quantities(span) if counts(self.text, q)), None)
        if amount is None:
            return False
        before = self.text[span[0] : amount.start]
        finished = _FINISHED.search(before) is not None
        if self.words.level.search(before):
            return False
        if amount.dimension in ("percent", "points", "ratio") and not finished:
            return False
        if self._is_before(window):
            return bool(self.words.numbered.search(before))
        if _IN_ALL.search(before):
            return False
        if window.mention.relation == "by" and "完成" in before:
            return True
        if window.mention.relation == "by":
            finished = finished or _BUILT.search(before) is not None
        ends = window.mention.relation in ("by", "year") and window.mention.bound != "内"
        if first and ends and _DONE_WHOLE.fullmatch(before) and self._only_numbers(span[1]):
            return True
        within = self._is_strict(window) and amount.dimension != "money"
        return first and finished and within

    def _only_numbers(self, at: int) -> bool:
        """Tell whether nothing but numbers goes on with the clause: no words on what they serve."""
        stop = _CLAUSE_END.search(self.text, at)
        rest = segments(self.text, at, stop.start() if stop else len(self.text))
        return all(self._is_numbered(part) for part in rest)

    @staticmethod
    def _is_before(window: Window) -> bool:
        """Tell whether a date ends with 前 and names more than a year."""
        point = window.mention.last
        set_before = window.mention.relation == "by" and window.mention.bound is not None
        return set_before and not (point and point.bare_year)

    def _is_strict(self, window: Window) -> bool:
        """Tell a day to be done by (底, 年内) or a window of months from years."""
        point = window.mention.last
        if window.mention.relation == "during":
            return _CALENDAR.search(self.dates.printed(window)) is not None
        within = window.mention.bound == "内"
        return window.mention.relation == "by" and (within or not (point and point.bare_year))
