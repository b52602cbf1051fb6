"""The dates of one plan as deadlines: relation, what is past, what speaks against, the draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import regex

from extractor.document import Span
from extractor.mentions import Window
from extractor.phrases import phrase
from extractor.records.deadline_words import JUDGED, OTHER, Words, words_of
from extractor.records.draft import Draft
from extractor.records.plan import Plan
from extractor.rule_cache import compiled
from extractor.segment import SENTENCE

_PAST = timedelta(days=90)
_STRONG = compiled(r"[前底末内起]|旬")
_STARTS = phrase("deadline_dates.starts")
_WINDOW = compiled(r"[至到~\-、]|旬|季度|上半年|下半年|全年")


@dataclass(frozen=True, slots=True)
class When:
    """The calendar side of a record."""

    relation: str
    start: str | None = None
    end: str | None = None
    recurrence: str | None = None


_FIRST_WORDS = compiled(r"[^。;\n(【][^。;\n]+")
ONGOING = When("ongoing")


class Dates:
    """What every mechanism asks of a date, and which dates have their record already."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.text = plan.text
        self.words: Words = words_of(plan.patterns)
        self.used: set[int] = {
            w.start for w in plan.mentions.dates if w.mention.relation == "event"
        }

    def open(self, span: Span) -> list[Window]:
        return [w for w in self.plan.dates(span) if w.start not in self.used]

    def when(self, window: Window, *, to: str = "", labelled: bool = False) -> When | None:
        """Return the relation that a date has with its task, None where it has no calendar date."""
        relation, mention = window.mention.relation, window.mention
        if relation == "recurring":
            return When("recurring", recurrence=mention.recurrence) if mention.recurrence else None
        if relation == "ongoing":
            return ONGOING
        if window.first is None and window.last is None:
            return None
        if relation == "from" or (to in ("自", "从") and relation in ("on", "year")):
            return When("from", start=window.first) if window.first else None
        ends = bool(to and to not in ("于", "在", "自", "从"))
        whole = not _WINDOW.search(self.text, window.start, window.end)
        if relation == "on" and not (ends or labelled):
            ends = not _STARTS.match(self.text, window.end)
            if not ends:
                return When("from", start=window.first)
        if relation == "by" or relation == "on" or ((ends or labelled) and whole):
            return When("by", end=window.last) if window.last else None
        if ends and relation == "during" and not regex.search("[至到~-]", self.printed(window)):
            return When("by", end=window.last)
        opens = mention.first is not None and mention.first.signed
        if window.last is None or (window.first is None and not opens):
            return None
        return When("during", window.first, window.last)

    def printed(self, window: Window) -> str:
        return self.text[window.start : window.end]

    @cached_property
    def _horizon(self) -> str:
        """Dates before this one lie behind the notice: what is past, or a year of building."""
        front = self.plan.front
        if front.signed:
            return (front.signed - _PAST).isoformat()
        return date(front.title_year[0] - 1, 1, 1).isoformat() if front.title_year else ""

    def is_past(self, window: Window) -> bool:
        last = window.last or window.first
        signed = self.plan.front.signed
        if signed and window.mention.relation == "year":
            return bool(last and last < signed.isoformat())
        return bool(last and last < self._horizon)

    def is_strong(self, window: Window) -> bool:
        relation = window.mention.relation
        return relation in ("by", "from") or bool(
            relation in ("during", "recurring") and _STRONG.search(self.printed(window))
        )

    def draft(
        self,
        window: Window,
        when: When,
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

    def whole_task(self, at: int) -> tuple[int, str | None]:
        """The heading of the part, or the first sentence of the item, that a label closes."""
        index = self.plan.layout.paragraph_at(at)
        if index < 0:
            return -1, None
        paragraphs = self.plan.layout.paragraphs
        item = paragraphs[index]
        path = self.plan.layout.path(item.section)
        if path and self.plan.heading(item.section):
            return item.section, path[-1]
        first = _FIRST_WORDS.match(self.text, item.content, at)
        if first is None and index:
            before = paragraphs[index - 1]
            first = SENTENCE.match(self.text, before.content, before.end)
        return item.section, first[0].rstrip("(【") if first else None

    def masked(self, window: Window, span: Span) -> str:
        parts, at = [], span[0]
        for other in self.plan.dates(span):
            if other.start < at:
                continue
            parts.append(self.text[at : other.start].replace(JUDGED, " ").replace(OTHER, " "))
            parts.append(JUDGED if other.start == window.start else OTHER)
            at = other.end
        return "".join(parts) + self.text[at : span[1]]

    def refused(self, window: Window, span: Span) -> bool:
        return bool(self.words.veto(self.masked(window, span), weak=not self.is_strong(window)))
