"""Deadlines set apart from a sentence: behind a label, in a bracket, at the heading of a phase."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extractor.document import Span
from extractor.mentions import Window
from extractor.phrases import phrase, wording
from extractor.records.deadline_dates import ONGOING, Dates, When
from extractor.records.deadline_words import segments, set_off, trim
from extractor.records.draft import Draft
from extractor.rule_cache import compiled
from extractor.segment import Clause

_ROLES = phrase("deadline_marks.roles")
_REST = phrase("deadline_marks.rest")
_ENDS = phrase("deadline_marks.ends")
_OFTEN = phrase("deadline_marks.often")
_ONGOING = phrase("deadline_marks.ongoing")
_GOES_ON = compiled(f"[,;]{wording('deadline_marks.ongoing_task')}(?=[。;\n]|$)")
_COMMA = compiled(r",[并且]?$")
_AND = compiled(r"(?:\((?P<aside>[^()\d]{1,16})\))?(?:[、,;]|[和及]|以及)")
"""Between the dates behind one label: 6月底前（首批）、12月底前（第二批）."""
_PHASE_LEFT = phrase("deadline_marks.phase_left")
_ITS_TIME = compiled("(?:具体|实施|工作)?时间(?:安排)?[:为是]?(?:从|自)?")
"""Behind the heading of a phase: 总结评估。时间为10月至11月，…"""
_ORDINAL = compiled(r"第[一二三四五六七八九十](?:阶段|步|轮|批|期)(?:[,、](?=.)|$)")
"""A number apart from a phase's own name: 第一阶段，宣传发动; 第一阶段（3月）宣传发动."""
_NAME_BEHIND = compiled(r"[^,;:。()\n]{2,16}(?=[。:;\n]|$)")
_LEAD_MARK = compiled(r"[-~*★☆▲△●○■□◆◇※·>]+|[一二三四五六]是")
"""What stands before the name of a phase and is no part of it."""
_PHASE_RIGHT = compiled(r"[:,]?(?:为|是|属)?(?P<name>[^,;:。]{2,14}(?:阶段|环节))(?=[,;:。(]|$)")
_ONLY_STAGE = compiled("(?:工作)?(?:阶段|步骤|环节)")
_STOP = compiled(r"[,;。)】\n\t]")
_SPAN_OF_TIME = phrase("deadline_marks.span_of_time")
_TIME = compiled("时间:?")
_VALUE_END = compiled(r"[;。)】\n\t]")
_PART_NAME = compiled("[^,;:。()0-9]{2,14}")
_BEGINS = compiled("(?:正式|全面|全部|陆续)*(?:启动|开工|动工|开始|举办|申报|部署)")
"""（完成时限：3月启动，11月底前完成）: what only begins in a month is not done by its end."""
_ISSUED = compiled("[自从]?[^,;。()]{0,8}(?:印发|下发|发布|公布)")
"""Before 之日起至6月30日, in the bracket of a phase."""
_BEFORE_EVENT = compiled("(?:施行|实施|印发|发布|出台|生效)之?前$")
_BRACKET = compiled(r"[(【](?:[^()【】\n]|\([^()\n]*\))*[)】]")
_PREPOSITION = phrase("deadline_marks.preposition")


class Marks:
    """Reads labels, brackets and phase headings of one plan."""

    def __init__(self, dates: Dates) -> None:
        self.dates = dates
        self.plan, self.text, self.words = dates.plan, dates.text, dates.words

    def run(self) -> Iterator[Draft]:
        """Yield the deadlines of labels, then of brackets, then of phases."""
        yield from self._labels()
        yield from self._brackets()
        yield from self._phases()
        yield from self._closing()

    def _closing(self) -> Iterator[Draft]:
        """关爱工作由总工会负责，长期坚持: the last words of a clause say that it has no end."""
        for clause in self.plan.clauses:
            for window in self.dates.open((clause.start, clause.end)):
                if window.mention.relation != "ongoing" or window.start <= clause.start + 1:
                    continue
                before = _COMMA.search(self.text, clause.start, window.start)
                if before and window.end >= clause.end - 1:
                    first = segments(self.text, clause.start, before.start())[0]
                    task = self.text[slice(*trim(self.text, first, self.words))]
                    own = (clause.start, window.end)
                    section = clause.section
                    yield self.dates.draft(window, ONGOING, own, task, "deadline.closing", section)

    def _labels(self) -> Iterator[Draft]:
        """完成时限：2026年5月15日, in a bracket or in a line of its own."""
        for start, end in self.plan.front.body:
            for match in self.words.label.finditer(self.text, start, end):
                if match[0].endswith(":"):
                    yield from self._values(*match.span())
                window = next(iter(self.dates.open((match.end(), match.end() + 40))), None)
                if window is None or window.start != match.end():
                    continue
                own = self.plan.layout.paragraphs[self.plan.layout.paragraph_at(window.start)]
                last = min(end, own.end)
                yield from self._label(match.start(), window, last)
                while following := self._joined(window, last):
                    yield from self._label(following.start, following, last)
                    window = following

    def _values(self, label: int, start: int) -> Iterator[Draft]:
        """完成时限：球场8月20日前，其余场馆2025年10月: a date for each part that is named."""
        start += self.text.startswith("\n", start)
        end = self.plan.layout.paragraphs[self.plan.layout.paragraph_at(start)].end
        closed = _VALUE_END.search(self.text, start, end)
        parts = segments(self.text, start, closed.start() if closed else end)
        for a, b in parts if len(parts) > 1 else ():
            windows = self.dates.open((a, b))
            if len(windows) != 1 or not _REST.fullmatch(self.text, windows[0].end, b):
                continue
            lead = set_off(self.text, a, windows[0].start)[0]
            named = _PART_NAME.fullmatch(self.text, a, lead)
            when = self.dates.when(windows[0], labelled=True)
            if named is None or when is None:
                continue
            if not self.dates.is_past(windows[0]) and not self.dates.refused(windows[0], (a, b)):
                section = self.dates.whole_task(label)[0]
                yield self.dates.draft(
                    windows[0], when, (a, b), named[0], "deadline.label", section
                )

    def _joined(self, window: Window, end: int) -> Window | None:
        """The next of several dates behind one label."""
        mark = _AND.match(self.text, window.end, end)
        following = self.dates.open((mark.end(), mark.end() + 30)) if mark else []
        return following[0] if mark and following and following[0].start == mark.end() else None

    def _label(self, start: int, window: Window, end: int) -> Iterator[Draft]:
        aside = compiled(r"\([^()\d]{1,16}\)").match(self.text, window.end, end)
        stop = window.end if self._joined(window, end) or aside else 0
        stop = stop or _until(self.text, window.end, end)
        right = self.text[window.end : stop]
        also = _ONGOING.search(right)
        goes_on = _GOES_ON.match(self.text, stop, end) if not also else None
        when = self.dates.when(window, labelled=True)
        if when is None or not _REST.fullmatch(right[: also.start()] if also else right):
            return
        if self.dates.is_past(window) or self.dates.refused(window, (max(start - 4, 0), stop)):
            return
        section, task = self.dates.whole_task(start)
        phase = None
        if "steps" in self.plan.kinds(section) and task and not _ENDS.match(self.text, start):
            when, phase = self.dates.when(window) or when, task
        each = next(iter(self.dates.open((max(start - 4, 0), start))), None)
        if each is not None and each.mention.recurrence == "FREQ=YEARLY":
            start, when = each.start, _each_year(window, when)
            self.dates.used.add(each.start)
        yield self.dates.draft(
            window, when, (start, window.end), task, "deadline.label", section, phase
        )
        if also:
            own = (window.end + also.start("task"), stop)
            yield self.dates.draft(window, ONGOING, own, task, "deadline.label", section)
        elif goes_on:
            own = goes_on.span("task")
            yield self.dates.draft(window, ONGOING, own, goes_on["task"], "deadline.label", section)

    def _brackets(self) -> Iterator[Draft]:
        """Dates in brackets: of a phase's name, of a task, among those who have to do it."""
        for clause in self.plan.clauses:
            windows = self.dates.open((clause.start, clause.end))
            if not windows:
                continue
            for opened, closed in _bracket_pairs(self.text, clause.start, clause.end):
                if self._explains(clause, opened, closed) or self._dates_event(opened):
                    continue
                for window in self.dates.open((opened, closed)):
                    yield from self._bracketed(clause, (opened, closed), window)
                    self.dates.used.add(window.start)

    def _explains(self, clause: Clause, opened: int, closed: int) -> bool:
        """Tell whether a bracket only dates the season or years of its sentence."""
        window = next(iter(self.dates.open((opened, closed))), None)
        alone = window is not None and (window.start, window.end) == (opened + 1, closed - 1)
        ahead = self.text[closed : closed + 1] not in ("", "。", ":", ";", "\n", "\t")
        named = _SPAN_OF_TIME.search(self.text, clause.start, opened)
        return alone and ahead and named is not None and closed < clause.end

    def _dates_event(self, opened: int) -> bool:
        """Tell whether a bracket says when a paper begins to hold: 本办法施行前（3月1日前）."""
        return _BEFORE_EVENT.search(self.text, max(0, opened - 8), opened) is not None

    def _bracketed(self, clause: Clause, bracket: Span, window: Window) -> Iterator[Draft]:
        opened, closed = bracket
        piece = _piece(self.text, window, opened + 1, closed - 1)
        lead, to = set_off(self.text, piece[0], window.start)
        left = self.text[piece[0] : lead]
        labels = (self.words.label, _TIME, _ISSUED)
        if left and not any(label.fullmatch(left) for label in labels):
            return
        right = self.text[window.end : piece[1]]
        labelled = to == "" and not _BEGINS.match(right)
        when = self.dates.when(window, to=to, labelled=labelled)
        if when is None or len(right) > 24 or self.dates.refused(window, piece):
            return
        if to.startswith("截") and piece != (opened + 1, closed - 1):
            return
        right = _OFTEN.sub("", right) if when.relation == "recurring" else right
        if piece == (opened + 1, closed - 1) and _REST.fullmatch(right):
            when = self.dates.when(window, to=to)
            if when:
                yield from self._alone(clause, bracket, window, when)
        elif self._is_piece(window, right, (opened, closed)):
            yield from self._among(piece, window, when, right)

    def _is_piece(self, window: Window, right: str, bracket: Span) -> bool:
        """Tell whether a part of a bracket is a date with no more than what is done by then."""
        start, end = trim(self.text, (window.end, window.end + len(right)), self.words)
        does = any(p.match(self.text, start, end) for p in (self.words.verb, self.words.goal))
        if window.mention.relation == "ongoing" and not right:
            listed = self.words.bodies.list_at(self.text, bracket[0] + 1, bracket[1])
            return listed is not None or bool(_ROLES.search(self.text, *bracket))
        if _REST.fullmatch(right) or does:
            return self.dates.is_strong(window) or bool(_ROLES.search(self.text, *bracket))
        return False

    def _among(self, piece: Span, window: Window, when: When, right: str) -> Iterator[Draft]:
        """（6月底取得成效并持续推进，牵头单位：…）: the bracket speaks of the whole item."""
        section, whole = self.dates.whole_task(piece[0])
        also = _ONGOING.search(right)
        own = (piece[0], window.end + also.start()) if also else piece
        printed = right[: also.start()] if also else right
        task = whole if not printed or self.words.bare.fullmatch(printed) else printed
        yield self.dates.draft(window, when, own, task, "deadline.bracket", section)
        if also:
            span = (window.end + also.start("task"), window.end + also.end())
            yield self.dates.draft(window, ONGOING, span, whole, "deadline.bracket", section)

    def _alone(self, clause: Clause, bracket: Span, window: Window, when: When) -> Iterator[Draft]:
        """A bracket that holds a date only: behind a phase's name, or behind a task."""
        before = self.text[clause.start : bracket[0]]
        if not before:
            yield from self._behind_heading(clause, window, when, bracket)
            return
        after = self.text[bracket[1] : bracket[1] + 1]
        name = before.rpartition(":")[2] or before
        if mark := _LEAD_MARK.match(name):
            name = name[mark.end() :] or name
        behind = None
        if ordinal := _ORDINAL.match(name):
            behind = _NAME_BEHIND.match(self.text, bracket[1]) if ordinal[0] == name else None
            name = behind[0] if behind else name[ordinal.end() :] or name
        steps = "steps" in self.plan.kinds(clause.section) or bool(self.words.steps.search(before))
        if (
            len(before) <= 36
            and not _OFTEN.match(self.text, window.end)
            and not self.plan.dates((clause.start, bracket[0]))
            and not regex.search("[,;]", _ORDINAL.sub("", before))
            and (behind or after in ("", *":。,;\n\t") or bracket[1] >= clause.end)
            and (steps or not self.words.plan_name.search(name))
            and (steps or window.mention.relation != "year")
            and (steps or not self.dates.is_past(window))
        ):
            start, name = self._whole_name(clause, name)
            own = (start, bracket[1])
            yield self.dates.draft(window, when, own, name, "deadline.phase", clause.section, name)
        elif self._binds(window) and not self.dates.is_past(window):
            parts = segments(self.text, clause.start, bracket[0])
            start = parts[-1][0] if parts else clause.start
            task = self.text[slice(*trim(self.text, (start, bracket[0]), self.words))]
            own = (start, bracket[1])
            yield self.dates.draft(window, when, own, task, "deadline.bracket", clause.section)

    def _whole_name(self, clause: Clause, name: str) -> tuple[int, str]:
        """组织实施阶段: a name whose first words were taken for a heading begins with them."""
        heading = self.plan.heading(clause.section)
        if heading is None or heading[1] != clause.start or not _ONLY_STAGE.fullmatch(name):
            return clause.start, name
        return heading[0], self.text[slice(*heading)] + name

    def _binds(self, window: Window) -> bool:
        """Tell whether a date alone in a bracket is one to be kept: （5月底前）, （每季度一次）."""
        often = _OFTEN.match(self.text, window.end) is not None
        return self.dates.is_strong(window) or (window.mention.relation == "recurring" and often)

    def _behind_heading(
        self, clause: Clause, window: Window, when: When, own: Span
    ) -> Iterator[Draft]:
        """宣传发动阶段。2024年3月。: the clause is a date, the heading above names the phase."""
        heading = self.plan.heading(clause.section)
        if not heading or not 0 <= clause.start - heading[1] <= 3:
            return
        name = self.text[heading[0] : heading[1]].strip("。:;,")
        steps = "steps" in self.plan.kinds(clause.section) or self.words.steps.search(name)
        if steps or (window.mention.relation != "on" and not self.dates.is_past(window)):
            own = (heading[0], own[1])
            yield self.dates.draft(window, when, own, name, "deadline.phase", clause.section, name)

    def _phases(self) -> Iterator[Draft]:
        """Dates at a phase's name without brackets: 第一阶段：2024年3月, 3月至4月为摸底阶段."""
        for clause in self.plan.clauses:
            windows = self.dates.open((clause.start, clause.end))
            if windows:
                yield from self._phase(clause, windows[0])

    def _phase(self, clause: Clause, window: Window) -> Iterator[Draft]:
        left = self.text[clause.start : window.start]
        right = self.text[window.end : clause.end]
        to = set_off(self.text, clause.start, window.start)[1]
        when = self.dates.when(window, to=to)
        if when is None or when.relation == "recurring":
            return
        own = (clause.start, window.end)
        named = _PHASE_LEFT.fullmatch(left)
        behind = _PHASE_RIGHT.match(right) if left in ("", "自", "从", "于", "在") else None
        heading = self.plan.heading(clause.section)
        if not left and not right and heading and heading[0] == clause.start:
            if when.relation == "by":
                rule, section = "deadline.phase", clause.section
                yield self.dates.draft(window, when, own, self.text[slice(*own)], rule, section)
        elif (not left and _REST.fullmatch(right)) or self._is_its_time(clause, left, right):
            yield from self._behind_heading(clause, window, when, own)
        elif named and (not right or right[0] in ",:(;" or _REST.fullmatch(right)):
            name = named["name"].rpartition(":")[2]
            yield self.dates.draft(window, when, own, name, "deadline.phase", clause.section, name)
        elif behind:
            own = (clause.start, window.end + behind.end())
            name = behind["name"]
            yield self.dates.draft(window, when, own, name, "deadline.phase", clause.section, name)
        elif not right and self._is_step_heading(clause, left):
            yield self.dates.draft(window, when, own, left, "deadline.phase", clause.section, left)

    def _is_its_time(self, clause: Clause, left: str, right: str) -> bool:
        """Tell whether a clause of a part on steps opens with the time of its phase."""
        stands = not right or right[0] in ",(:" or bool(_REST.fullmatch(right))
        steps = "steps" in self.plan.kinds(clause.section)
        return stands and steps and _ITS_TIME.fullmatch(left) is not None

    def _is_step_heading(self, clause: Clause, left: str) -> bool:
        heading = self.plan.heading(clause.section)
        return bool(
            heading
            and heading[0] == clause.start
            and 2 <= len(left) <= 24
            and "," not in left
            and "steps" in self.plan.kinds(clause.section)
            and not _PREPOSITION.search(left)
        )


def _each_year(window: Window, when: When) -> When:
    """每年申报期为3月至5月: the months of a window that comes round every year."""
    points = (window.mention.first, window.mention.last)
    first, last = (point.month if point and not point.year else None for point in points)
    rule = "FREQ=YEARLY"
    if when.relation == "during" and first and last and first <= last:
        rule += ";BYMONTH=" + ",".join(map(str, range(first, last + 1)))
    return When("recurring", recurrence=rule)


def _until(text: str, start: int, end: int) -> int:
    match = _STOP.search(text, start, end)
    return match.start() if match else end


def _bracket_pairs(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the brackets of a stretch, those inside them included in the outer one."""
    for match in _BRACKET.finditer(text, start, end):
        yield match.start(), match.end()


def _piece(text: str, window: Window, start: int, end: int) -> Span:
    """The part between commas of a bracket in which a date stands."""
    left = max((text.rfind(mark, start, window.start) for mark in ",;"), default=-1)
    stops = [at for mark in ",;" if (at := text.find(mark, window.end, end)) >= 0]
    return max(left + 1, start), min(stops, default=end)
