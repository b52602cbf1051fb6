"""When a task is to be done: one record for each date that governs a task.

A date stands in a cell, behind a label, in a bracket, at the heading of a phase, or in a sentence.
It governs what follows it up to the next date that governs; the texts of ``deadlines.toml`` say
where a date is a cutoff, a citation, a validity or a name instead. A date that only scopes numbers
is a target's period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import regex

from extractor.document import Span
from extractor.mentions import Window
from extractor.records.deadline_words import (
    JUDGED,
    OTHER,
    Words,
    counts,
    is_rhythm,
    segments,
    set_off,
    trim,
    words_of,
)
from extractor.records.draft import Draft
from extractor.records.plan import Plan
from extractor.segment import Clause

_LONGEST = 180
"""An own span longer than about 200 characters says too little about where the date stands."""
_PAST = timedelta(days=90)
_ROLES = regex.compile(r"牵头|责任|配合|负责|落实|承办|协助|参与|单位|部门|[局厅委办院]$")
_REST = regex.compile(r"(?:前|之前|以前|左右|止|结束|底|全部|基本|任务)*(?:完成|结束|办结|到位|竣工|完工)?(?:前|止)?")
_STRONG = regex.compile(r"[前底末内起]|旬")
_STARTS = regex.compile(r"(?:,|、)?(?:正式|全面|开始)?(?:起|启动|开始|开展|启用|施工|上线|受理|接受)")
_WINDOW = regex.compile(r"[至到~\-、]|旬|季度|上半年|下半年")
_ONGOING = regex.compile(r"(?:并|且|、|和|,)(?P<task>持续(?:推进|开展|实施|优化|完善|深化)|长期(?:坚持|推进|实施)|常态化(?:推进|开展|实施))$")
_TRAIL = regex.compile(r"[(【](?=[^()【】]{0,40}(?:牵头|责任|配合|负责|落实|单位|完成时限))")
_PHASE_LEFT = regex.compile(r"(?P<name>[^,;。]{2,26}?(?:阶段|步骤|环节|时期))[:,、]?(?:时间|时间安排)?[:为]?(?:从|自|于|在)?")
_PHASE_RIGHT = regex.compile(r"[:,]?(?:为|是|属)?(?P<name>[^,;:。]{2,14}(?:阶段|环节))(?=[,;:。(]|$)")
_PREPOSITION = regex.compile(r"(?:[为于在到至以自从对将把按比较及和与的]|截至|时间|期限|日期)$")
_LEVEL_NUMBER = regex.compile(r"(?:突破|达到|达|超过|超|降至|增至|提高到)[0-9]")
_REACHED = regex.compile(r"完成|建成|实现|形成|达到|竣工|完工|覆盖|基本|全部|全面建|投入使用|投用")
_SOME = regex.compile(r"[和及、]一批")
_RELATIVE = regex.compile(r"(?:当|去|本|今|上)一?年度?")


@dataclass(frozen=True, slots=True)
class _When:
    """The calendar side of a record."""

    relation: str
    start: str | None = None
    end: str | None = None
    recurrence: str | None = None


def make(plan: Plan) -> Iterable[Draft]:
    """Return a draft for each date that governs a task."""
    return _Deadlines(plan).run()


class _Deadlines:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        self.words: Words = words_of(plan.patterns)
        self.used: set[int] = {
            w.start for w in plan.mentions.dates if w.mention.relation == "event"
        }

    def run(self) -> list[Draft]:
        return [
            *self._tables(),
            *self._columns_of_lines(),
            *self._labels(),
            *self._brackets(),
            *self._phases(),
            *self._sentences(),
        ]

    # -- dates --------------------------------------------------------------------------------

    def _when(self, window: Window, *, to: str = "", labelled: bool = False) -> _When | None:
        """Return the relation that a date has with its task, None where it has no calendar date."""
        relation, mention = window.mention.relation, window.mention
        if relation == "recurring":
            return _When("recurring", recurrence=mention.recurrence) if mention.recurrence else None
        if relation == "ongoing":
            return _When("ongoing")
        if window.first is None and window.last is None:
            return None
        if relation == "from" or (to in ("自", "从") and relation in ("on", "year")):
            return _When("from", start=window.first) if window.first else None
        ends = bool(to and to not in ("于", "在", "自", "从"))
        whole = not _WINDOW.search(self.text, window.start, window.end)
        if relation == "on" and not (ends or labelled):
            ends = not _STARTS.match(self.text, window.end)
            if not ends:
                return _When("from", start=window.first)
        if relation == "by" or relation == "on" or ((ends or labelled) and whole):
            return _When("by", end=window.last) if window.last else None
        if ends and relation == "during" and not regex.search("[至到~-]", self._printed(window)):
            return _When("by", end=window.last)
        if window.first is None or window.last is None:
            return None
        return _When("during", window.first, window.last)

    def _printed(self, window: Window) -> str:
        return self.text[window.start : window.end]

    @cached_property
    def _horizon(self) -> str:
        """Dates before this one lie behind the notice: what is past, or a year of building."""
        front = self.plan.front
        if front.signed:
            return (front.signed - _PAST).isoformat()
        return date(front.title_year[0] - 1, 1, 1).isoformat() if front.title_year else ""

    def _is_past(self, window: Window) -> bool:
        last = window.last or window.first
        return bool(last and last < self._horizon)

    def _is_strong(self, window: Window) -> bool:
        relation = window.mention.relation
        return relation in ("by", "from") or bool(
            relation in ("during", "recurring") and _STRONG.search(self._printed(window))
        )

    def _draft(
        self,
        window: Window,
        when: _When,
        own: Span,
        task: str | None,
        rule: str,
        section: int,
        phase: str | None = None,
    ) -> Draft:
        self.used.add(window.start)
        fields = {
            "relation": when.relation,
            "start": when.start,
            "end": when.end,
            "recurrence": when.recurrence,
            "phase": phase,
            "task": task,
        }
        inherited = window.context if when.start or when.end else ()
        return Draft("deadlines", own, rule, fields, section, inherited)

    def _open(self, span: Span) -> list[Window]:
        return [w for w in self.plan.dates(span) if w.start not in self.used]

    # -- tables -------------------------------------------------------------------------------

    def _tables(self) -> Iterator[Draft]:
        """Rows under a header with 完成时限: each date of the cell, the row's task cell."""
        header: list[str] = []
        for paragraph in self.plan.layout.paragraphs:
            row = list(_cells(self.text, paragraph.start, paragraph.end))
            texts = [self.text[a:b] for a, b in row]
            if len(row) < 2:
                header = []
            elif any(self.words.column.fullmatch(t) for t in texts):
                header = texts
            elif header:
                yield from self._row(row, header, paragraph.section)

    def _row(self, row: list[Span], header: list[str], section: int) -> Iterator[Draft]:
        same = len(row) == len(header)
        task = self._task_cell(row, header if same else [])
        for index, cell in enumerate(row):
            windows = self._open(cell)
            dated = same and bool(self.words.column.fullmatch(header[index]))
            alone = len(windows) == 1 and windows[0].end - windows[0].start >= cell[1] - cell[0] - 3
            if not windows or not (dated or (alone and not same)):
                continue
            for window in windows:
                when = self._when(window, labelled=True)
                if when:
                    own = cell if len(windows) == 1 else (window.start, window.end)
                    yield self._draft(window, when, own, task, "deadline.table", section)

    def _task_cell(self, row: list[Span], header: list[str]) -> str | None:
        texts = [self.text[a:b] for a, b in row]
        for word in self.words.task_columns:
            for title, cell in zip(header, texts, strict=False):
                if word in title and cell:
                    return cell
        return max(texts, key=len, default=None)

    def _columns_of_lines(self) -> Iterator[Draft]:
        """Tables whose cells are lines: a header line 完成时限, then lines that are dates."""
        since: list[str] = []
        header = False
        for paragraph in self.plan.layout.paragraphs:
            line = self.text[paragraph.content : paragraph.end].strip("。;")
            if "\t" in line or len(line) > 80:
                header = header and len(line) <= 300
                since.append(line)
                continue
            if self.words.column.fullmatch(line) and len(line) <= 8:
                header, since = True, []
                continue
            windows = self._open((paragraph.content, paragraph.end)) if header else []
            if len(windows) == 1 and windows[0].end - windows[0].start >= len(line) - 3:
                when = self._when(windows[0], labelled=True)
                task = next((item for item in since if regex.search(r"[\u4e00-\u9fff]{2}", item)), None)
                if when and task:
                    own = (windows[0].start, windows[0].end)
                    yield self._draft(windows[0], when, own, task, "deadline.table", paragraph.section)
                    since = []
                    continue
            since.append(line)

    # -- labels and brackets ------------------------------------------------------------------

    def _labels(self) -> Iterator[Draft]:
        """完成时限：2026年5月15日, in a bracket or in a line of its own."""
        for start, end in self.plan.front.body:
            for match in self.words.label.finditer(self.text, start, end):
                window = next(iter(self._open((match.end(), match.end() + 40))), None)
                if window is None or window.start != match.end():
                    continue
                yield from self._label(match.start(), window, end)

    def _label(self, start: int, window: Window, end: int) -> Iterator[Draft]:
        stop = _until(self.text, window.end, end)
        right = self.text[window.end : stop]
        also = _ONGOING.search(right)
        when = self._when(window, labelled=True)
        if when is None or not _REST.fullmatch(right[: also.start()] if also else right):
            return
        if self._refused(window, (start, stop)):
            return
        section, task = self._whole_task(start)
        yield self._draft(window, when, (start, window.end), task, "deadline.label", section)
        if also:
            own = (window.end + also.start("task"), stop)
            yield self._draft(window, _When("ongoing"), own, task, "deadline.label", section)

    def _paragraph(self, at: int) -> int:
        paragraphs = self.plan.layout.paragraphs
        low, high = 0, len(paragraphs)
        while low < high:
            middle = (low + high) // 2
            if paragraphs[middle].end <= at:
                low = middle + 1
            else:
                high = middle
        return low if low < len(paragraphs) and paragraphs[low].start <= at else -1

    def _whole_task(self, at: int) -> tuple[int, str | None]:
        """The heading of the part, or the first sentence of the item, that a label closes."""
        index = self._paragraph(at)
        if index < 0:
            return -1, None
        paragraphs = self.plan.layout.paragraphs
        item = paragraphs[index]
        path = self.plan.layout.path(item.section)
        if path and self.plan.heading(item.section):
            return item.section, path[-1]
        first = regex.compile(r"[^。;\n(【][^。;\n]+").match(self.text, item.content, at)
        if first is None and index:
            before = paragraphs[index - 1]
            first = regex.compile(r"[^。;\n]+").match(self.text, before.content, before.end)
        return item.section, first[0].rstrip("(【") if first else None

    def _brackets(self) -> Iterator[Draft]:
        """Dates in brackets: of a phase's name, of a task, among those who have to do it."""
        for clause in self.plan.clauses:
            windows = self._open((clause.start, clause.end))
            if not windows:
                continue
            for opened, closed in _bracket_pairs(self.text, clause.start, clause.end):
                for window in self._open((opened, closed)):
                    yield from self._bracketed(clause, (opened, closed), window)
                    self.used.add(window.start)

    def _bracketed(self, clause: Clause, bracket: Span, window: Window) -> Iterator[Draft]:
        opened, closed = bracket
        piece = _piece(self.text, window, opened + 1, closed - 1)
        lead, to = set_off(self.text, piece[0], window.start)
        left = self.text[piece[0] : lead]
        if left and not (self.words.label.fullmatch(left) or left in ("时间:", "时间")):
            return
        when = self._when(window, to=to, labelled=to == "")
        right = self.text[window.end : piece[1]]
        if when is None or len(right) > 24 or self._refused(window, piece):
            return
        if piece == (opened + 1, closed - 1) and _REST.fullmatch(right):
            when = self._when(window, to=to)
            if when:
                yield from self._alone(clause, bracket, window, when)
        elif self._is_piece(window, right, (opened, closed)):
            yield from self._among(piece, window, when, right)

    def _is_piece(self, window: Window, right: str, bracket: Span) -> bool:
        """Tell whether a part of a bracket is a date with no more than what is done by then."""
        start, end = trim(self.text, (window.end, window.end + len(right)), self.words)
        does = any(p.match(self.text, start, end) for p in (self.words.verb, self.words.goal))
        if _REST.fullmatch(right) or does:
            return self._is_strong(window) or bool(_ROLES.search(self.text, *bracket))
        return False

    def _among(self, piece: Span, window: Window, when: _When, right: str) -> Iterator[Draft]:
        """（6月底取得成效并持续推进，牵头单位：…）: the bracket speaks of the whole item."""
        section, whole = self._whole_task(piece[0])
        also = _ONGOING.search(right)
        own = (piece[0], window.end + also.start()) if also else piece
        printed = right[: also.start()] if also else right
        task = whole if not printed or self.words.bare.fullmatch(printed) else printed
        yield self._draft(window, when, own, task, "deadline.bracket", section)
        if also:
            span = (window.end + also.start("task"), window.end + also.end())
            yield self._draft(window, _When("ongoing"), span, whole, "deadline.bracket", section)

    def _alone(
        self, clause: Clause, bracket: Span, window: Window, when: _When
    ) -> Iterator[Draft]:
        """A bracket that holds a date only: behind a phase's name, or behind a task."""
        before = self.text[clause.start : bracket[0]]
        if not before:
            yield from self._behind_heading(clause, window, when, bracket)
            return
        after = self.text[bracket[1] : bracket[1] + 1]
        name = before.rpartition(":")[2] or before
        steps = "steps" in self.plan.kinds(clause.section) or bool(self.words.steps.search(before))
        if (
            len(before) <= 36
            and not self.plan.dates((clause.start, bracket[0]))
            and not regex.search("[,;]", before)
            and after in ("", ":", "。", ",", ";", "\n", "\t")
            and (steps or not self.words.plan_name.search(name))
            and (steps or window.mention.relation != "year")
            and (steps or not self._is_past(window))
        ):
            own = (clause.start, bracket[1])
            yield self._draft(window, when, own, name, "deadline.phase", clause.section, name)
        elif self._is_strong(window) and not self._is_past(window):
            parts = segments(self.text, clause.start, bracket[0])
            start = parts[-1][0] if parts else clause.start
            task = self.text[slice(*trim(self.text, (start, bracket[0]), self.words))]
            own = (start, bracket[1])
            yield self._draft(window, when, own, task, "deadline.bracket", clause.section)

    # -- phases -------------------------------------------------------------------------------

    def _behind_heading(
        self, clause: Clause, window: Window, when: _When, own: Span
    ) -> Iterator[Draft]:
        """宣传发动阶段。2024年3月。: the clause is a date, the heading above names the phase."""
        heading = self.plan.heading(clause.section)
        if not heading or not 0 <= clause.start - heading[1] <= 3:
            return
        name = self.text[heading[0] : heading[1]].strip("。:;,")
        steps = "steps" in self.plan.kinds(clause.section) or self.words.steps.search(name)
        if steps or (window.mention.relation != "on" and not self._is_past(window)):
            own = (heading[0], own[1])
            yield self._draft(window, when, own, name, "deadline.phase", clause.section, name)

    def _phases(self) -> Iterator[Draft]:
        """Dates at a phase's name without brackets: 第一阶段：2024年3月, 3月至4月为摸底阶段."""
        for clause in self.plan.clauses:
            windows = self._open((clause.start, clause.end))
            if windows:
                yield from self._phase(clause, windows[0])

    def _phase(self, clause: Clause, window: Window) -> Iterator[Draft]:
        left = self.text[clause.start : window.start]
        right = self.text[window.end : clause.end]
        to = set_off(self.text, clause.start, window.start)[1]
        when = self._when(window, to=to)
        if when is None or when.relation == "recurring":
            return
        own = (clause.start, window.end)
        named = _PHASE_LEFT.fullmatch(left)
        behind = _PHASE_RIGHT.match(right) if left in ("", "自", "从", "于", "在") else None
        if not left and _REST.fullmatch(right):
            yield from self._behind_heading(clause, window, when, own)
        elif named and (not right or right[0] in ",:(;" or _REST.fullmatch(right)):
            name = named["name"].rpartition(":")[2]
            yield self._draft(window, when, own, name, "deadline.phase", clause.section, name)
        elif behind:
            own = (clause.start, window.end + behind.end())
            name = behind["name"]
            yield self._draft(window, when, own, name, "deadline.phase", clause.section, name)
        elif not right and self._is_step_heading(clause, left):
            yield self._draft(window, when, own, left, "deadline.phase", clause.section, left)

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

    # -- sentences ----------------------------------------------------------------------------

    def _sentences(self) -> Iterator[Draft]:
        for clause in self.plan.clauses:
            governing = [
                w for w in self._open((clause.start, clause.end)) if self._governs(clause, w)
            ]
            for index, window in enumerate(governing):
                stop = clause.end
                if index + 1 < len(governing):
                    following = governing[index + 1]
                    stop = self._begin(clause, following, window.end)
                yield from self._sentence(clause, window, stop, index == 0)

    def _begin(self, clause: Clause, window: Window, floor: int) -> int:
        """Where the part of a sentence that a date governs begins: its segment, or its 于."""
        start = max(clause.start, floor)
        comma = max(self.text.rfind(mark, start, window.start) for mark in ",;:")
        segment = max(comma + 1, start)
        lead = set_off(self.text, segment, window.start)[0]
        return segment if window.start - segment <= 14 and floor == clause.start else lead

    def _masked(self, window: Window, span: Span) -> str:
        parts, at = [], span[0]
        for other in self.plan.dates(span):
            if other.start < at:
                continue
            parts.append(self.text[at : other.start].replace(JUDGED, " ").replace(OTHER, " "))
            parts.append(JUDGED if other.start == window.start else OTHER)
            at = other.end
        return "".join(parts) + self.text[at : span[1]]

    def _refused(self, window: Window, span: Span) -> bool:
        return bool(self.words.veto(self._masked(window, span), weak=not self._is_strong(window)))

    def _governs(self, clause: Clause, window: Window) -> bool:
        if self._is_past(window) or _RELATIVE.fullmatch(self._printed(window)):
            return False
        lead, to = set_off(self.text, clause.start, window.start)
        strong = self._is_strong(window) or bool(to)
        span = (max(clause.start, window.start - 40), min(clause.end, window.end + 60))
        weak = not strong and window.mention.relation != "recurring"
        if self.words.veto(self._masked(window, span), weak=weak):
            return False
        if window.mention.relation == "recurring":
            return self.text[window.start - 1 : window.start] not in tuple("户人家辆台套均每按")
        return strong or self._stands_free(clause, window, lead)

    def _stands_free(self, clause: Clause, window: Window, lead: int) -> bool:
        """A bare year or month governs only where a segment or a predicate begins with it."""
        if window.mention.relation == "year" and not self._opens_task(window, clause.end):
            return False
        if lead < window.start or lead <= clause.start:
            return True
        if self.text[lead - 1] in ",;:、。\t\n(":
            return True
        comma = max(self.text.rfind(mark, clause.start, lead) for mark in ",;:") + 1
        begin = max(comma, clause.start)
        listed = self.words.bodies.list_at(self.text, begin, lead)
        return bool(listed and listed.end >= lead - 1) or regex.search(
            r"(?:按照|按|项目|工程|活动|工作|任务|小区|全市|全县|全区|全省|各地)$", self.text[begin:lead]
        ) is not None

    def _opens_task(self, window: Window, end: int) -> bool:
        """Behind a bare year: a comma or a predicate (2024年建成), not a noun (2024年度项目)."""
        if self.text[window.end : window.end + 1] in (",", ":"):
            return True
        if self._printed(window).endswith("度"):
            return False
        start = trim(self.text, (window.end, end), self.words)[0]
        words = self.words
        return start > window.end or any(
            pattern.match(self.text, start, end) for pattern in (words.goal, words.verb)
        )

    def _sentence(
        self, clause: Clause, window: Window, stop: int, first: bool
    ) -> Iterator[Draft]:
        trail = _TRAIL.search(self.text, window.end, stop)
        stop = trail.start() if trail else stop
        stop = min(stop, window.end + _LONGEST)
        _, to = set_off(self.text, clause.start, window.start)
        when = self._when(window, to=to)
        if when is None:
            return
        if when.relation == "recurring":
            task = self._rhythm_task(window, stop)
        else:
            task = self._dated_task(window, stop, to=bool(to))
        if task is None:
            return
        if when.relation == "during" and window.mention.relation == "year":
            if _REACHED.search(self.text, *task):
                when = _When("by", end=when.end)
        begin = self._begin(clause, window, clause.start) if first else set_off(
            self.text, clause.start, window.start
        )[0]
        own = (begin, max(window.end, len(self.text[:stop].rstrip(",;:、"))))
        rule = "deadline.rhythm" if when.relation == "recurring" else "deadline.sentence"
        yield self._draft(window, when, own, self.text[slice(*task)], rule, clause.section)

    def _numbers(self, span: Span) -> bool:
        return any(counts(self.text, q) for q in self.plan.quantities(span))

    def _rhythm_task(self, window: Window, stop: int) -> Span | None:
        """What is done every so often; a rhythm that scopes a number (每年培训800人) has none."""
        for part in segments(self.text, window.end, stop):
            start, end = trim(self.text, part, self.words)
            if self.words.adverbial.match(self.text, start, end) and end < stop:
                continue
            amounts = [q for q in self.plan.quantities((start, end)) if not is_rhythm(q)]
            if any(counts(self.text, q) for q in amounts):
                return None
            if regex.compile("一[\u4e00-\u9fff]{1,4}$").fullmatch(self.text, start, end):
                return start, end
            return (start, end) if self.words.verb.search(self.text, start, min(end, start + 24)) else None
        return None

    def _dated_task(self, window: Window, stop: int, *, to: bool) -> Span | None:
        """The first goal without a number; or, before a set day or month, a task with a number.

        A bare year without 到 scopes the numbers that begin its sentence: no task.
        """
        loose = window.mention.relation == "year" and not to
        numbered = led = None
        seen = False
        for part in segments(self.text, window.end, stop):
            span = trim(self.text, part, self.words)
            if span[1] - span[0] < 2:
                continue
            if self._is_numbered(span) and not _SOME.search(self.text, *span):
                seen = True
                if numbered is None and self._finishes(window, span):
                    numbered = span
                if loose:
                    return None
            elif self.words.adverbial.match(self.text, *span):
                led = led or span
            elif seen and self.words.purpose.match(self.text, *span):
                continue
            elif self._is_goal(span, strong=self._is_strong(window)):
                return numbered or span
        return numbered or (led if led and not seen and self._is_strong(window) else None)

    def _is_numbered(self, span: Span) -> bool:
        return self._numbers(span) or bool(_LEVEL_NUMBER.search(self.text, *span))

    def _is_goal(self, span: Span, *, strong: bool) -> bool:
        if self.words.goal.search(self.text, *span):
            return True
        reach = min(span[1], span[0] + (24 if strong else 8))
        return bool(self.words.verb.search(self.text, span[0], reach))

    def _finishes(self, window: Window, span: Span) -> bool:
        """Tell a task with a number (6月底前完成120个) from a level that a date scopes.

        前 makes any task of it, 底 only 完成; a bare year and a share never do.
        """
        point = window.mention.last
        if window.mention.relation == "during" or (point and point.bare_year):
            return False
        amount = next((q for q in self.plan.quantities(span) if counts(self.text, q)), None)
        if amount is None or amount.dimension in ("percent", "points", "ratio"):
            return False
        before = self.text[span[0] : amount.start]
        if self.words.level.search(before):
            return False
        if window.mention.bound is None:
            return "完成" in before
        return bool(self.words.numbered.search(before))


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    while at <= end:
        stop = text.find("\t", at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _until(text: str, start: int, end: int) -> int:
    match = regex.compile(r"[,;。)】\n\t]").search(text, start, end)
    return match.start() if match else end


def _bracket_pairs(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the brackets of a stretch that hold no other bracket with text of their own."""
    for match in regex.compile(r"[(【](?:[^()【】\n]|\([^()\n]*\))*[)】]").finditer(text, start, end):
        yield match.start(), match.end()


def _piece(text: str, window: Window, start: int, end: int) -> Span:
    """The part between commas of a bracket in which a date stands."""
    left = max((text.rfind(mark, start, window.start) for mark in ",;"), default=-1)
    stops = [at for mark in ",;" if (at := text.find(mark, window.end, end)) >= 0]
    return max(left + 1, start), min(stops, default=end)
