"""Why: every clause of a notice with its mentions, its records and the rules behind them.

For one clause it also tells what was tried in vain: which rules had a trigger word there but did
not match, which matched without a record, and which records the number gate turned away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.document import Document, Span
from extractor.labels import condition_words
from extractor.models import Condition, Record
from extractor.pattern_check import marked
from extractor.patterns import Patterns, Rule, load_patterns
from extractor.pipeline import make_plan
from extractor.records import RECORDS
from extractor.records.draft import Draft, finish
from extractor.records.plan import Plan

_KINDS = ("target", "not_target", "deadline", "duty", "funding", "eligibility", "work")
_AGAINST = ("not_target", "deadline")
_FIELDS_LEFT_OUT = ("id", "section", "rule", "evidence")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention: what it is, where (document offsets), and how it was read."""

    kind: str
    start: int
    end: int
    text: str
    reading: str


@dataclass(frozen=True, slots=True)
class Made:
    """A record, and the part of it that a reader asks for."""

    kind: str
    record: Record


@dataclass(frozen=True, slots=True)
class Refused:
    """What a rule found and the number gate turned away: a value that its text does not give."""

    kind: str
    rule: str
    start: int
    end: int
    fields: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule that was tried on a clause, and how that ended."""

    rule: str
    triggers: tuple[str, ...]
    matched: str | None
    """What its expression matched; None if nothing."""
    used: bool
    """Whether a record of the clause carries it."""
    against: bool
    """Whether it is a reason against a record: a threshold, a fact, a date of validity."""


@dataclass(frozen=True, slots=True)
class ClauseReport:
    """One clause with everything known of it; offsets are the document's."""

    start: int
    end: int
    text: str
    section: tuple[str, ...]
    in_plan: bool
    """False for front matter, the imprint and the list of attachments."""
    mentions: tuple[Found, ...]
    records: tuple[Made, ...]
    refused: tuple[Refused, ...]
    tried: tuple[Tried, ...]
    """Filled for a single clause only."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole document, or the one clause asked for."""

    name: str
    title: str | None
    clauses: tuple[ClauseReport, ...]


def explain(
    document: Document, *, patterns: Patterns | str | Path | None = None, at: int | None = None
) -> Explanation:
    """Return what was found in *document*, clause by clause; with *at*, at that offset only.

    Raises ValueError for an offset that is not in the text, or in a part that is not read (a page
    number, a line of the web page around the notice).
    """
    plan = make_plan(document, load_patterns(patterns))
    spans = _spans(plan)
    if at is not None:
        spans = [_span_at(plan, spans, at)]
    made, refused = _records(plan)
    clauses = [
        _clause(plan, span, section, made, refused, tried=at is not None) for span, section in spans
    ]
    return Explanation(document.name, plan.front.title, tuple(clauses))


def _spans(plan: Plan) -> list[tuple[Span, int]]:
    """Return headings and clauses in order, as spans of the view, each with its section."""
    layout = plan.layout
    clauses = [((clause.start, clause.end), clause.section) for clause in layout.clauses]
    starts = [span[0] for span, _ in clauses]
    heads = [
        ((part.start, part.body), index)
        for index, part in enumerate(layout.sections)
        if bisect_left(starts, part.start) == bisect_left(starts, part.body)
        and part.body > part.start
    ]
    return sorted([*clauses, *heads])


def _span_at(plan: Plan, spans: Sequence[tuple[Span, int]], at: int) -> tuple[Span, int]:
    size = len(plan.document.text)
    if at >= size:
        raise ValueError(f"--at {at} is behind the text, which has {size} characters")
    offsets = plan.layout.view.offsets
    place = bisect_left(offsets, at)
    read = place < len(offsets) and not plan.document.text[at : offsets[place]].strip()
    numbers = [s.title_start for s in plan.layout.sections if s.start <= place < s.title_start]
    place = numbers[0] if numbers else place
    inside = [(span, section) for span, section in spans if span[0] <= place <= span[1]]
    if not inside or not read:
        raise ValueError(
            f"--at {at} is in no clause: a page number, a blank or a line of the web page around it"
        )
    return min(inside, key=lambda item: (not item[0][0] <= place < item[0][1], item[0][0]))


def _records(plan: Plan) -> tuple[list[tuple[Draft, Made]], list[Draft]]:
    """Return every draft with its record, and the drafts that the number gate turned away."""
    drafts = [draft for make in RECORDS.values() for draft in make(plan)]
    whole = finish(drafts, plan.document, plan.layout, plan.patterns)
    left = {kind: list(records) for kind, records in whole.items()}
    made, refused = [], []
    for draft in sorted(drafts, key=lambda item: plan.layout.view.span(*item.own)):
        alone = finish([draft], plan.document, plan.layout, plan.patterns)[draft.kind]
        if alone:
            made.append((draft, Made(draft.kind, left[draft.kind].pop(0))))
        else:
            refused.append(draft)
    return made, refused


def _clause(
    plan: Plan,
    span: Span,
    section: int,
    made: Sequence[tuple[Draft, Made]],
    refused: Iterable[Draft],
    *,
    tried: bool,
) -> ClauseReport:
    begin, end = plan.layout.view.span(*span)
    here = [item for draft, item in made if _meets(draft.own, span)]
    gone = [draft for draft in refused if _meets(draft.own, span)]
    used = {item.record.rule for item in here}
    return ClauseReport(
        start=begin,
        end=end,
        text="".join(plan.document.text[begin:end].split("\n")),
        section=plan.layout.path(section),
        in_plan=any(a <= span[0] < b for a, b in plan.front.body),
        mentions=tuple(_mentions(plan, span)),
        records=tuple(here),
        refused=tuple(_refusal(plan, draft) for draft in gone),
        tried=tuple(_tried(plan, span, used)) if tried else (),
    )


def _meets(own: Span, span: Span) -> bool:
    """Tell whether a record begins in a clause."""
    return span[0] <= own[0] < span[1]


def _refusal(plan: Plan, draft: Draft) -> Refused:
    start, end = plan.layout.view.span(*draft.own)
    return Refused(draft.kind, draft.rule, start, end, _fields(draft.fields))


def _fields(fields: dict[str, Any]) -> str:
    kept = {k: v for k, v in fields.items() if k not in _FIELDS_LEFT_OUT}
    stated = {k: v for k, v in kept.items() if v not in (None, (), False)}
    return ", ".join(f"{key}={_plain(value)}" for key, value in stated.items())


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        value = Condition.model_validate(value)
    if isinstance(value, Condition):
        return condition_words(value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _mentions(plan: Plan, span: Span) -> Iterator[Found]:
    for quantity in plan.quantities(span):
        top = "" if quantity.value_max is None else f"…{_plain(quantity.value_max)}"
        reading = f"{quantity.comparator} {_plain(quantity.value)}{top} {quantity.unit}"
        yield _found(plan, quantity.dimension, (quantity.start, quantity.end), reading)
    for window in plan.dates(span):
        dates = f"{window.first or ''}…{window.last or ''}"
        rhythm = window.mention.recurrence
        yield _found(
            plan, "date", (window.start, window.end), f"{window.mention.relation} {rhythm or dates}"
        )
    for citation in plan.mentions.citations:
        if span[0] <= citation.start and citation.end <= span[1]:
            place = (citation.start, citation.end)
            yield _found(plan, "citation", place, citation.number or "no number")


def _found(plan: Plan, kind: str, span: Span, reading: str) -> Found:
    start, end = plan.layout.view.span(*span)
    text = "".join(plan.document.text[start:end].split())
    return Found(kind, start, end, text, " ".join(reading.split()))


def _tried(plan: Plan, span: Span, used: set[str]) -> Iterator[Tried]:
    """Yield the rules with a trigger in the clause, and those without triggers that match it."""
    text = plan.text[slice(*span)]
    dates = [(d.start - span[0], d.end - span[0]) for d in plan.dates(span)]
    numbers = [(q.start - span[0], q.end - span[0]) for q in plan.quantities(span)]
    readings = {
        "not_target": [marked(text, numbers, focus) for focus in numbers],
        "deadline": [marked(text, dates, focus) for focus in dates],
    }
    for kind in _KINDS:
        for rule in plan.patterns.of(kind):
            words = tuple(word for word in rule.triggers if word in text)
            if rule.triggers and not words and rule.id not in used:
                continue
            matched = _match(rule, readings.get(kind, [text]))
            if words or matched is not None or rule.id in used:
                yield Tried(rule.id, words, matched, rule.id in used, kind in _AGAINST)


def _match(rule: Rule, texts: Iterable[str]) -> str | None:
    matches = (rule.regex.search(text) for text in texts)
    return next((match[0] for match in matches if match and match[0]), None)


def render(explanation: Explanation) -> str:
    """Return an explanation as text for the terminal."""
    lines = [f"{explanation.name}: {explanation.title or 'no title found'}"]
    section: tuple[str, ...] = ()
    for clause in explanation.clauses:
        if clause.section != section:
            section = clause.section
            lines += ["", "§ " + " › ".join(section) if section else "§"]
        lines += ["", *_clause_lines(clause)]
    return "\n".join(lines)


def _clause_lines(clause: ClauseReport) -> Iterator[str]:
    yield f"[{clause.start}, {clause.end}) {clause.text}"
    if not clause.in_plan:
        yield "  not part of the plan (front matter, signature, imprint): no records are made here"
    for item in clause.mentions:
        yield f"  {item.kind:9} {item.text} [{item.start}, {item.end}) → {item.reading}"
    for made in clause.records:
        own, *context = made.record.evidence
        fields = _fields(dict(made.record))
        yield f"  ✓ {made.kind} by {made.record.rule} [{own.start}, {own.end}): {fields}"
        for place in context:
            text = "".join(place.text.split())
            yield f"      from context [{place.start}, {place.end}): {text}"
    for gone in clause.refused:
        yield (
            f"  ✗ {gone.kind} by {gone.rule} [{gone.start}, {gone.end}): turned away by the number "
            f"gate, its text does not give these values again: {gone.fields}"
        )
    yield from _tried_lines(clause)


def _tried_lines(clause: ClauseReport) -> Iterator[str]:
    for item in clause.tried:
        words = f" (word {'、'.join(item.triggers)})" if item.triggers else ""
        if item.matched is None:
            yield f"  · {item.rule}{words}: tried, does not match"
        elif item.used:
            yield f"  · {item.rule}{words}: matches {item.matched!r}"
        else:
            what = "is a reason against a record" if item.against else "but made no record of it"
            yield f"  · {item.rule}{words}: matches {item.matched!r}, {what}"
