"""Records in the making: what a rule found, the number gate, and the finished models.

A rule returns drafts: spans of the view, fields, its id. ``finish`` cuts the evidence from the
document, lets nothing pass whose numbers and dates do not parse again from that evidence, orders
the records by position and gives them their ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.dates import dates_in
from extractor.document import Document, Span
from extractor.models import RECORD_TYPES, Evidence, Record
from extractor.numbers import values_in
from extractor.patterns import Patterns
from extractor.segment import Layout

_UNIT = 8
"""The longest printed unit of a table (亿立方米)."""
_NUMBERS = ("value", "value_max")
_DATES = ("start", "end", "period_start", "period_end")
_PRINTED = ("actor", "task", "phase", "indicator_text", "unit_text", "area", "per", "base")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule found; all spans are of the view."""

    kind: str
    own: Span
    rule: str
    fields: dict[str, Any]
    section: int = -1
    context: tuple[Span, ...] = ()
    """Where inherited parts stand: a year, a period, a subject, a header's unit."""


def evidence(document: Document, span: Span, role: str) -> Evidence:
    """Return the evidence for a span of the document's text."""
    start, end = span
    return Evidence.model_construct(
        start=start,
        end=end,
        text=document.text[start:end],
        page=document.page_at(start),
        role=role,
    )


def finish(
    drafts: Iterable[Draft], document: Document, layout: Layout, patterns: Patterns
) -> dict[str, tuple[Record, ...]]:
    """Return the records by type: gated, in order of position, then as made."""
    made: dict[str, list[Record]] = {kind: [] for kind in RECORD_TYPES}
    counts: Counter[tuple[str, int, int]] = Counter()
    placed = [(layout.view.span(*draft.own), draft) for draft in drafts]
    for span, draft in sorted(placed, key=lambda item: item[0]):
        record = _record(span, draft, document, layout, counts)
        if passes(record, patterns):
            made[draft.kind].append(record)
    return {kind: tuple(records) for kind, records in made.items()}


def _record(
    span: Span,
    draft: Draft,
    document: Document,
    layout: Layout,
    counts: Counter[tuple[str, int, int]],
) -> Record:
    key = (draft.kind, *span)
    counts[key] += 1
    context = dict.fromkeys(layout.view.span(*item) for item in draft.context)
    items = [evidence(document, span, "own")]
    items += [evidence(document, item, "context") for item in context if item != span]
    return RECORD_TYPES[draft.kind](
        id=f"{draft.kind}-{span[0]}-{span[1]}-{counts[key]}",
        section=layout.path(draft.section),
        rule=draft.rule,
        evidence=tuple(items),
        **_printed(draft, document, layout),
    )


def _printed(draft: Draft, document: Document, layout: Layout) -> dict[str, Any]:
    """Return the fields with strings as the document prints them: width kept, layout dropped.

    Rules read the folded view; the same characters are looked up in the draft's own span, then in
    its context, then nearest before it.
    """
    fields = dict(draft.fields)
    for name in _PRINTED:
        value = fields.get(name)
        if value and not value.isascii():
            fields[name] = _as_printed(value, draft, document, layout)
    return fields


def _as_printed(value: str, draft: Draft, document: Document, layout: Layout) -> str:
    text, offsets = layout.view.text, layout.view.offsets
    for start, end in (draft.own, *draft.context, (0, draft.own[0]), (0, len(text))):
        at = text.rfind(value, start, end) if end == draft.own[0] else text.find(value, start, end)
        if at >= 0:
            printed = (document.text[i] for i in offsets[at : at + len(value)])
            return "".join(char for char in printed if not char.isspace())
    return value


def passes(record: Record, patterns: Patterns) -> bool:
    """The number gate: every value must parse again from the record's own evidence.

    A value may need a header's unit and a date its year: those stand in context evidence. Text
    whose digits were altered does not pass.
    """
    texts = [item.text for item in record.evidence]
    # A table's cell and the unit of its header or unit column are one number printed apart.
    texts += [texts[0].rpartition("\n")[2] + unit for unit in texts[1:] if len(unit) <= _UNIT]
    numbers = [v for f in _NUMBERS if isinstance(v := getattr(record, f, None), Decimal)]
    if numbers and not all(number in values_in(texts, patterns) for number in numbers):
        return False
    dates = [v for f in _DATES if (v := getattr(record, f, None))]
    return not dates or dates_in(texts, patterns).issuperset(dates)
